"""The rule that serves where the caller gives none."""

import pytest

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.combination import All, EachOf
from communitygov.meeting.decision.consent import NoUnsettledObjection
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.tally import Tally

HERE, AWAY, EMPTY = Counts(entitled=2, present=2), Counts(entitled=2), Counts(entitled=0)
OBJECTING = Counts(entitled=2, present=2, objections=1)


def four(*counts: Counts) -> Tally:
    named = dict(zip((each.code for each in FOUR_CONSTITUENCIES), counts, strict=True))
    return Tally.from_counts(named, constituencies=FOUR_CONSTITUENCIES)


def causes(tally: Tally) -> list[tuple[str, str]]:
    decision = FOUR_PARTY_DEFAULT.decide(tally)
    return [(finding.code, finding.subject) for finding in decision.findings]


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        (four(HERE, HERE, HERE, HERE), Outcome.ADOPTED),
        (four(HERE, HERE, HERE, Counts(entitled=9, present=1)), Outcome.ADOPTED),
        (four(HERE, HERE, AWAY, HERE), Outcome.INQUORATE),
        (four(AWAY, AWAY, AWAY, AWAY), Outcome.INQUORATE),
        (four(HERE, OBJECTING, HERE, HERE), Outcome.REJECTED),
        (four(HERE, OBJECTING, AWAY, HERE), Outcome.INQUORATE),
        (four(HERE, HERE, EMPTY, HERE), Outcome.VOID),
        (four(HERE, OBJECTING, EMPTY, AWAY), Outcome.VOID),
    ],
)
def test_the_default_tells_absence_objection_and_vacancy_apart(tally: Tally, outcome: Outcome) -> None:
    assert FOUR_PARTY_DEFAULT.decide(tally).outcome is outcome


def test_every_cause_is_named_once_and_in_order() -> None:
    assert causes(four(AWAY, OBJECTING, EMPTY, OBJECTING)) == [
        ("CONSTITUENCY_VACANT", "retired_cadre_representatives"),
        ("CONSTITUENCY_ABSENT", "two_committee_cadres"),
        ("OBJECTION_UNSETTLED", "residents_representatives"),
        ("OBJECTION_UNSETTLED", "local_worthies"),
    ]


def test_an_absent_constituency_is_told_how_many_it_lacks_and_where_that_stands() -> None:
    (finding,) = FOUR_PARTY_DEFAULT.decide(four(HERE, HERE, HERE, AWAY)).findings
    facts = dict(finding.details)
    assert (facts["have"], facts["need"], facts["shortfall"]) == ("0", "1", "1")
    assert finding.text("zh") == "乡贤代表一方无人到会"
    assert finding.advice("zh") == "请该方至少 1 人到会后再议"
    assert finding.source == LIBRARY_DEFAULT


def test_a_roster_that_is_not_sound_makes_the_decision_void(council: Council) -> None:
    doubled = council.with_delegate(Delegate("d-1", "local_worthies"))
    tally = Tally.count(Electorate.of(doubled), {}, present=["d-1", "d-2", "d-3", "d-4"])
    decision = FOUR_PARTY_DEFAULT.decide(tally)
    assert decision.outcome is Outcome.VOID
    assert [finding.code for finding in decision.findings] == ["SEAT_DOUBLED"]
    assert "4 of 4 seated, 1 faults beside" in decision.explain()
    assert "另有 1 处不合" in decision.explain("zh")


def test_a_rule_that_does_not_ask_for_a_constituted_council_is_never_void() -> None:
    rule = All(EachOf(Minimum("present", 1)), NoUnsettledObjection())
    decision = rule.decide(four(HERE, HERE, HERE, EMPTY))
    assert decision.outcome is Outcome.INQUORATE
    assert [(each.code, each.subject) for each in decision.findings] == [
        ("CONSTITUENCY_VACANT", "local_worthies")
    ]


def test_the_default_says_what_the_document_says_and_what_the_library_chose() -> None:
    constituted, present, against, objection = FOUR_PARTY_DEFAULT.of
    assert constituted.source == quoted("001", "由“两委干部”、群众代表、老干部代表、乡贤代表组成的议事协商会")
    assert all(
        rule.source == LIBRARY_DEFAULT
        for rule in (FOUR_PARTY_DEFAULT, present, present.rule, against, objection)
    )


def test_what_everybody_votes_against_is_not_adopted_by_the_default() -> None:
    against = Counts(entitled=1, present=1, no=1)
    decision = FOUR_PARTY_DEFAULT.decide(four(*[against] * 4))
    assert decision.outcome is Outcome.REJECTED
    assert [finding.code for finding in decision.findings] == ["VOTED_AGAINST"] * 4
    assert FOUR_PARTY_DEFAULT.decide(four(HERE, HERE, HERE, against)).outcome is Outcome.REJECTED


def test_an_empty_council_meets_the_default_in_nothing() -> None:
    assert four_party_council(()).findings() == FOUR_PARTY_DEFAULT.decide(four(*[EMPTY] * 4)).findings
