"""四方会谈 as document 001 has it, typed a second time."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from communitygov.core.source import Citation
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.council.series import MeetingSeries
from communitygov.meeting.decision.decision import Explanation, Outcome
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.tally.tally import Counts, Tally

_LINES = (Path(__file__).parent / "excerpts" / "001-longqiao.txt").read_text(encoding="utf-8").splitlines()
#: The one paragraph that speaks of 四方会谈.
(EXCERPT,) = (line for line in _LINES if "四方会谈" in line)

FOUR = (
    ("two_committee_cadres", "两委干部"),
    ("residents_representatives", "群众代表"),
    ("retired_cadre_representatives", "老干部代表"),
    ("local_worthies", "乡贤代表"),
)


def test_the_preset_is_what_the_document_lists_in_its_order() -> None:
    assert tuple((each.code, each.zh) for each in FOUR_CONSTITUENCIES) == FOUR
    places = [EXCERPT.index(each.zh) for each in FOUR_CONSTITUENCIES]
    assert places == sorted(places)
    listed = EXCERPT.partition("四方会谈：由")[2].partition("组成的议事协商会")[0]
    assert listed.replace("“", "").replace("”", "").split("、") == [zh for _, zh in FOUR]


def test_each_constituency_cites_its_own_words() -> None:
    for constituency in FOUR_CONSTITUENCIES:
        assert constituency.source is not None
        assert (constituency.source.document, constituency.source.phrase) == ("001", constituency.zh)


def test_the_roster_is_constituted_with_all_four_and_names_any_that_is_dropped() -> None:
    delegates = [Delegate(f"d-{at}", code) for at, (code, _) in enumerate(FOUR)]
    assert four_party_council(delegates).is_constituted()
    for at, (code, zh) in enumerate(FOUR):
        council = four_party_council(delegates[:at] + delegates[at + 1 :])
        assert not council.is_constituted()
        assert [finding.subject for finding in council.findings()] == [code]
        assert zh in council.findings()[0].text("zh")


def _sources(explanation: Explanation) -> Iterator[Citation | None]:
    yield explanation.source
    for part in explanation.parts:
        yield from _sources(part)


def test_the_default_rule_quotes_the_document_or_is_labelled_a_library_default() -> None:
    nobody = Tally.from_counts(
        {code: Counts(entitled=1) for code, _ in FOUR}, constituencies=FOUR_CONSTITUENCIES
    )
    decision = FOUR_PARTY_DEFAULT.decide(nobody)
    assert decision.outcome is Outcome.INQUORATE
    sources = [source for source in _sources(decision.explanation) if source]
    assert len(sources) == 9
    for source in sources:
        assert source.is_library_default or (source.document == "001" and source.phrase in EXCERPT)
    assert sum(not source.is_library_default for source in sources) == 1


def test_neither_seats_nor_a_way_of_choosing_is_added_to_the_four() -> None:
    assert [(each.seats, each.chosen_by) for each in FOUR_CONSTITUENCIES] == [(None, None)] * 4
    council = four_party_council(())
    assert (council.least_filled, council.composition) == (None, ())


def test_the_document_gives_no_number_for_a_quorum_and_no_period() -> None:
    assert "定期进行四方会谈" in EXCERPT
    assert not any(character.isdigit() for character in EXCERPT)
    assert attrs.fields(MeetingSeries).rhythm.default is attrs.NOTHING
