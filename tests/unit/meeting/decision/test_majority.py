"""Enough of a whole agree; ties and silence."""

from itertools import product

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.combination import All
from communitygov.meeting.decision.majority import Majority, Tie
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.measure import AREA
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

HALF = MoreThan("1/2")
OWNERS = Constituency("owners", "业主", "owners")


def one(**counts: int) -> Tally:
    return Tally.from_counts({"owners": Counts(**counts)}, constituencies=[OWNERS])


@pytest.mark.parametrize(
    ("base", "need"),
    [("all", 11), ("eligible", 10), ("present", 7), ("participating", 6), ("valid", 6), ("yes_no", 5)],
)
def test_of_which_whole_the_share_is_asked_is_the_base(base: str, need: int) -> None:
    tally = one(entitled=20, excused=2, present=12, yes=5, no=3, abstain=2, invalid=1)
    decision = Majority("heads", base=base, threshold=HALF).decide(tally)
    assert decision.explanation.need == need
    assert decision.outcome == ("adopted" if need <= 5 else "rejected")


@pytest.mark.parametrize(("members", "need"), [(5, 3), (7, 4), (9, 5), (11, 6)])
def test_an_owners_committee_needs_more_than_half_of_all(members: int, need: int) -> None:
    rule = Majority("heads", base="all", threshold=HALF)
    for yes in (need - 1, need):
        decision = rule.decide(one(entitled=members, present=members, yes=yes))
        assert (decision.outcome is Outcome.ADOPTED) == (yes == need)


def test_a_big_owner_has_a_veto_that_counting_heads_hides() -> None:
    owners = Electorate(
        constituencies=[OWNERS],
        voters=[
            Voter(f"o-{at}", "owners", weights={"area": area}) for at, area in enumerate((60, 10, 10, 10, 10))
        ],
        measures=[AREA],
    )
    rule = All(
        *(Quorum(each, AtLeast("2/3"), count="participating") for each in ("heads", "area")),
        *(Majority(each, base="participating", threshold=HALF) for each in ("heads", "area")),
    )
    passed = []
    for ways in product(("yes", "no", None), repeat=5):
        choices = {f"o-{at}": Choice(way) for at, way in enumerate(ways) if way}
        if rule.decide(Tally.count(owners, choices)).outcome is Outcome.ADOPTED:
            passed.append(ways)
    assert len(passed) == 27
    assert {ways[0] for ways in passed} == {"yes"}


def test_nothing_is_never_enough() -> None:
    assert (
        Majority("heads", base="yes_no", threshold=AtLeast("1/2")).decide(one(entitled=3)).outcome
        == "rejected"
    )
    assert (
        Majority("heads", base="yes_no", threshold=HALF, tie="escalate").decide(one(entitled=3)).outcome
        == "rejected"
    )


# ------------------------------------------------------------------ ties

EVEN = one(entitled=8, present=8, yes=4, no=4)


@pytest.mark.parametrize(
    ("tie", "outcome", "zh", "en"),
    [
        ("rejected", "rejected", "差 1 人", "1 short"),
        ("casting_vote", "tied", "；平票，由主持人裁决", "; a tie, the chair casts the deciding vote"),
        ("second_round", "tied", "；平票，再次表决", "; a tie, it is put to the vote again"),
        ("escalate", "tied", "；平票，提交上级议事机构", "; a tie, it goes to the body above"),
    ],
)
def test_what_a_tie_comes_to_is_said_by_the_rule(tie: str, outcome: str, zh: str, en: str) -> None:
    decision = Majority("heads", base="yes_no", threshold=HALF, tie=tie).decide(EVEN)
    assert decision.outcome == outcome
    assert decision.explanation.words.zh.endswith(zh)
    assert decision.explanation.words.en.endswith(en)
    (finding,) = decision.findings
    assert finding.code == ("TOO_FEW_YES" if outcome == "rejected" else "VOTE_TIED")


def test_a_tie_is_a_finding_that_says_what_follows() -> None:
    (finding,) = Majority("heads", base="yes_no", threshold=HALF, tie="escalate").decide(EVEN).findings
    assert finding.text("zh") == "业主赞成与反对各 4 人，恰为 8 人 的一半，平票"
    assert finding.advice("zh") == "依规则，提交上级议事机构"


@pytest.mark.parametrize("tie", [tie for tie in Tie if tie is not Tie.REJECTED])
@pytest.mark.parametrize(
    ("base", "counts", "outcome"),
    [
        ("participating", {"present": 8, "yes": 4, "no": 3, "abstain": 1}, "rejected"),
        ("participating", {"present": 8, "yes": 4, "abstain": 4}, "rejected"),
        ("participating", {"present": 9, "yes": 4, "no": 4, "abstain": 1}, "rejected"),
        ("yes_no", {"present": 9, "yes": 4, "no": 4, "abstain": 1}, "tied"),
        ("all", {"present": 6, "yes": 6}, "rejected"),
        ("all", {"present": 12, "yes": 6, "no": 6}, "tied"),
        ("present", {"present": 8, "yes": 4, "no": 3}, "rejected"),
        ("eligible", {"excused": 4, "present": 8, "yes": 4, "no": 4}, "tied"),
        ("yes_no", {"present": 8}, "rejected"),
    ],
    ids=str,
)
def test_a_tie_is_half_for_and_half_against(
    base: str, counts: dict[str, int], outcome: str, tie: Tie
) -> None:
    tally = one(entitled=12, **counts).with_casting_vote(Choice.YES)
    decided = Majority("heads", base=base, threshold=HALF, tie=tie).decide(tally).outcome
    assert decided == ("adopted" if outcome == "tied" and tie is Tie.CASTING_VOTE else outcome)


@pytest.mark.parametrize("threshold", [HALF, AtLeast("1/2"), MoreThan("2/3")])
@pytest.mark.parametrize("base", ["present", "participating", "valid", "yes_no"])
def test_of_a_whole_that_moves_those_in_it_are_asked_to_change(base: str, threshold: Threshold) -> None:
    (finding,) = (
        Majority("heads", base=base, threshold=threshold)
        .decide(one(entitled=9, present=5, yes=1, no=4))
        .findings
    )
    short = threshold.least(5) - 1
    assert finding.advice().startswith(f"deliberate again; {short} of those counted (")
    assert finding.advice().endswith("must change to agree")
    assert finding.advice("zh").endswith(f"中至少 {short} 人 改投赞成")


@pytest.mark.parametrize("base", ["all", "eligible"])
def test_of_a_whole_that_stays_so_many_more_are_asked_to_agree(base: str) -> None:
    (finding,) = (
        Majority("heads", base=base, threshold=HALF).decide(one(entitled=9, present=5, yes=1)).findings
    )
    assert finding.advice() == "deliberate again; 4 more must agree"


@pytest.mark.parametrize(
    ("choice", "outcome", "shortfall", "said"),
    [
        (Choice.YES, "adopted", 0, "主持人裁决：赞成"),
        (Choice.NO, "rejected", 1, "主持人裁决：反对"),
    ],
)
def test_the_chair_breaks_a_tie_where_that_is_for_the_chair(
    choice: Choice,
    outcome: str,
    shortfall: int,
    said: str,
) -> None:
    rule = Majority("heads", base="yes_no", threshold=HALF, tie="casting_vote")
    decision = rule.decide(EVEN.with_casting_vote(choice))
    assert decision.outcome == outcome
    assert decision.explanation.shortfall == shortfall
    assert decision.explanation.words.zh.endswith(said)
    other = attrs.evolve(rule, tie="second_round").decide(EVEN.with_casting_vote(choice))
    assert other.outcome is Outcome.TIED


@pytest.mark.parametrize("threshold", [AtLeast("1/2"), MoreThan("2/3"), AtLeast("2/3")])
@pytest.mark.parametrize("tie", [tie for tie in Tie if tie is not Tie.REJECTED])
def test_only_a_simple_majority_knows_ties(threshold: Threshold, tie: Tie) -> None:
    with pytest.raises(InvalidValue, match="must be rejected unless the threshold is MoreThan"):
        Majority("heads", base="all", threshold=threshold, tie=tie)


# ------------------------------------------------------------------ silence


@pytest.mark.parametrize(
    ("base", "whole"),
    [("all", 20), ("eligible", 18), ("present", 18), ("participating", 18), ("yes_no", 18)],
)
def test_the_silent_join_the_larger_side_and_the_whole(base: str, whole: int) -> None:
    rule = Majority("heads", base=base, threshold=HALF, silent="follow_majority")
    explanation = rule.decide(one(entitled=20, excused=2, present=5, yes=3, no=1)).explanation
    assert (explanation.have, explanation.whole, explanation.holds) == (17, whole, True)
    assert "（含未表态 14 人）" in explanation.words.zh
    assert "(14 of them silent)" in explanation.words.en


def test_the_silent_may_join_those_against() -> None:
    rule = Majority("heads", base="present", threshold=HALF, silent="follow_majority")
    explanation = rule.decide(one(entitled=20, present=3, yes=1, no=2)).explanation
    assert (explanation.have, explanation.whole, explanation.holds) == (1, 20, False)


def test_where_neither_side_is_larger_the_silent_join_none() -> None:
    rule = Majority("heads", base="yes_no", threshold=HALF, silent="follow_majority", tie="escalate")
    assert rule.decide(one(entitled=20, present=2, yes=1, no=1)).outcome is Outcome.TIED


@pytest.mark.parametrize(
    "wrong", [{"base": "everyone"}, {"tie": "toss"}, {"silent": "agree"}, {"measure": "votes"}], ids=str
)
def test_an_unknown_word_in_a_majority_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownName):
        Majority(**{"measure": "heads", "base": "all", "threshold": HALF, **wrong})
