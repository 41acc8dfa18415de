"""Who must be there."""

from collections.abc import Callable

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan

HALF = MoreThan("1/2")
OWNERS = Constituency("owners", "业主", "owners")
HERE, AWAY, EMPTY = Counts(entitled=2, present=2), Counts(entitled=2), Counts(entitled=0)


def four(*counts: Counts) -> Tally:
    named = dict(zip((each.code for each in FOUR_CONSTITUENCIES), counts, strict=True))
    return Tally.from_counts(named, constituencies=FOUR_CONSTITUENCIES)


def one(**counts: int) -> Tally:
    return Tally.from_counts({"owners": Counts(**counts)}, constituencies=[OWNERS])


@pytest.mark.parametrize(("entitled", "least"), [(30, 20), (41, 28), (43, 29)])
def test_representatives_need_two_thirds_present(entitled: int, least: int) -> None:
    rule = Quorum("heads", AtLeast("2/3"))
    assert rule.decide(one(entitled=entitled, present=least)).outcome is Outcome.ADOPTED
    assert rule.decide(one(entitled=entitled, present=least - 1)).outcome is Outcome.INQUORATE


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [
        (Quorum("heads", HALF), "inquorate"),
        (Quorum("heads", HALF, base="eligible"), "adopted"),
        (Quorum("heads", HALF, count="participating", base="eligible"), "inquorate"),
    ],
    ids=["of all", "of the eligible", "who vote"],
)
def test_the_excused_stay_in_the_whole_unless_the_base_leaves_them_out(rule: Quorum, outcome: str) -> None:
    tally = one(entitled=10, excused=2, present=5, yes=2, no=2)
    assert rule.decide(tally).outcome == outcome


def test_a_quorum_has_its_figures_and_names_who_falls_short() -> None:
    decision = Quorum("heads", HALF, source=LIBRARY_DEFAULT).decide(one(entitled=5, present=2))
    explanation = decision.explanation
    assert (explanation.have, explanation.need, explanation.whole, explanation.measure) == (2, 3, 5, "heads")
    (finding,) = decision.findings
    assert (finding.code, finding.subject, finding.source) == ("TOO_FEW_PRESENT", "owners", LIBRARY_DEFAULT)
    assert Quorum("heads", HALF).decide(one(entitled=5, present=3)).findings == ()


def test_too_few_voters_are_told_as_voters() -> None:
    rule = Quorum("heads", AtLeast("2/3"), count="participating")
    said = rule.decide(one(entitled=9, present=9, yes=5)).explain("zh").splitlines()[1]
    assert said == "✗ 业主参与表决 5 人，须至少2/3（全体 9 人），即至少 6 人，差 1 人"


def test_an_empty_body_is_never_quorate() -> None:
    assert Quorum("heads", HALF).decide(one(entitled=0)).outcome is Outcome.INQUORATE


@pytest.mark.parametrize(
    ("rule", "counts", "outcome", "code", "said"),
    [
        (Minimum("present", 3), HERE, "inquorate", "TOO_FEW_PRESENT", "业主到会 2 人，须至少 3 人，差 1 人"),
        (
            Minimum("participating", 1),
            HERE,
            "inquorate",
            "CONSTITUENCY_ABSENT",
            "业主参与表决 0 人，须至少 1 人，差 1 人",
        ),
        (Minimum("yes", 2), HERE, "rejected", "TOO_FEW_YES", "业主赞成 0 人，须至少 2 人，差 2 人"),
    ],
    ids=["present", "participating", "yes"],
)
def test_a_minimum_names_who_falls_short_and_by_how_much(
    rule: Minimum, counts: Counts, outcome: str, code: str, said: str
) -> None:
    decision = rule.decide(Tally.from_counts({"owners": counts}, constituencies=[OWNERS]))
    (finding,) = decision.findings
    assert (decision.outcome, finding.code, finding.subject) == (outcome, code, "owners")
    assert decision.explanation.text("zh") == f"✗ {said}"


def test_a_minimum_over_the_whole_council_counts_all_and_names_the_council() -> None:
    whole = four(HERE, HERE, AWAY, AWAY)
    assert Minimum("present", 4).decide(whole).outcome is Outcome.ADOPTED
    (finding,) = Minimum("present", 5).decide(whole).findings
    assert (finding.code, finding.subject) == ("TOO_FEW_PRESENT", "council")
    assert finding.text() == "all constituencies: 4 present, 5 needed, 1 short"
    (nobody,) = Minimum("present", 1).decide(four(AWAY, AWAY, AWAY, AWAY)).findings
    assert nobody.code == "TOO_FEW_PRESENT"


def test_the_figures_of_a_constituted_council_are_constituencies() -> None:
    decision = Constituted().decide(four(HERE, EMPTY, EMPTY, HERE))
    explanation = decision.explanation
    assert (explanation.have, explanation.need, explanation.shortfall) == (2, 4, 2)
    assert [finding.code for finding in decision.findings] == ["CONSTITUENCY_VACANT"] * 2


def test_a_vacant_constituency_is_void_only_where_that_is_asked() -> None:
    tally = four(HERE, HERE, HERE, EMPTY)
    assert Constituted().decide(tally).outcome is Outcome.VOID
    assert Minimum("present", 6).decide(tally).outcome is Outcome.ADOPTED


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Minimum("present", 0), InvalidValue, "at least 1"),
        (lambda: Minimum("present", True), InvalidValue, "at least 1"),  # noqa: FBT003  the fault itself
        (lambda: Minimum("abstain", 1), UnknownName, "Known: 'participating', 'present', 'yes'|Known:"),
        (lambda: Minimum("present", 1, measure="aera"), UnknownName, "Did you mean 'area'"),
        (lambda: Minimum("present", 1, source="document 001"), InvalidValue, "Citation"),
        (lambda: Quorum("heads", "1/2"), InvalidValue, "Threshold"),
        (lambda: Quorum("heads", HALF, count="yes"), InvalidValue, "must be present or participating"),
        (lambda: Quorum("heads", HALF, base="present"), InvalidValue, "must be all or eligible"),
        (lambda: Quorum("heads", HALF, base="everyone"), UnknownName, "Base"),
    ],
    ids=[
        "nobody",
        "no number",
        "no count",
        "no measure",
        "no source",
        "a text",
        "yes",
        "those here",
        "no base",
    ],
)
def test_a_rule_that_asks_nothing_sensible_is_refused(
    make: Callable[[], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        make()
