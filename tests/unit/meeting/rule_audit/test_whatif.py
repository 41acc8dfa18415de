from collections.abc import Mapping

import attrs
import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.decision.combination import All, Any, EachOf
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import VOTE_TIED, Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.measure import AREA, HOUSEHOLDS
from communitygov.meeting.rule_audit.kind import Contingent, Headcount, VoterKind
from communitygov.meeting.rule_audit.whatif import FurtherVotes, WhatIf, whatif
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan

HALF = MoreThan("1/2")
CADRES, RESIDENTS, RETIRED, WORTHIES = (each.code for each in FOUR_CONSTITUENCIES)
OWNERS = Constituency("owners", "业主", "owners")
MAJORITY = Majority("heads", base="all", threshold=HALF)


def asked(rule: DecisionRule, counts: Mapping[str, Counts]) -> WhatIf:
    sides = [each for each in FOUR_CONSTITUENCIES if each.code in counts]
    return whatif(rule.decide(Tally.from_counts(counts, constituencies=sides)))


def owners(*areas: int) -> Electorate:
    voters = [Voter(f"o-{at}", "owners", weights={"area": 100 * area}) for at, area in enumerate(areas)]
    return Electorate(constituencies=[OWNERS], voters=voters, measures=[AREA])


def test_those_present_are_asked_before_the_absent_and_the_first_constituency_first() -> None:
    found = asked(
        MAJORITY,
        {
            CADRES: Counts(entitled=3, present=1, yes=1),
            RESIDENTS: Counts(entitled=4, present=3, no=1),
        },
    )
    assert found.adopted is not None
    assert dict(found.adopted.present.by_constituency) == {RESIDENTS: 2}
    assert dict(found.adopted.absent.by_constituency) == {CADRES: 1}
    assert found.adopted.total == 3
    assert found.adopted.by_constituency == {RESIDENTS: 2, CADRES: 1}
    assert found.text("zh").splitlines() == [
        "目前：未通过",
        "群众代表再有 2 人赞成、两委干部再有 1 人赞成（其中 1 人尚未到会），即可通过",
    ]
    assert found.persuaded is None


def test_a_missing_constituency_is_asked_to_come() -> None:
    here = Counts(entitled=2, present=2)
    found = asked(
        FOUR_PARTY_DEFAULT, {CADRES: here, RESIDENTS: here, RETIRED: Counts(entitled=2), WORTHIES: here}
    )
    assert found.quorate is not None
    assert dict(found.quorate.absent.by_constituency) == {RETIRED: 1}
    assert "老干部代表再有 1 人参加表决（其中 1 人尚未到会），即达法定人数" in found.text("zh")
    assert (
        "quorate with 1 more of the retired-cadre representatives voting (1 of them yet to come)"
        in found.text()
    )


def test_an_objection_is_not_outvoted_and_is_named() -> None:
    found = asked(NoUnsettledObjection(), {CADRES: Counts(entitled=2, present=1, no=1, objections=1)})
    assert (found.adopted, found.persuaded) == (None, None)
    assert [each.code for each in found.obstacles] == ["OBJECTION_UNSETTLED"]
    assert found.text("zh").splitlines()[1] == "尚未表决者全部赞成也不能通过：两委干部有 1 人的异议未解决"


def test_a_change_of_mind_is_another_question() -> None:
    found = asked(MAJORITY, {CADRES: Counts(entitled=4, present=4, yes=2, no=1, abstain=1)})
    assert found.adopted is None
    assert found.persuaded is not None
    assert found.persuaded.total == 1
    assert found.text("zh").splitlines()[-1] == "或者，两委干部 1 人改投赞成，即可通过"
    assert found.text().splitlines()[-1] == "or adopted if in favour instead: 1 of the two-committee cadres"


def test_an_invalid_vote_counts_no_longer_once_it_is_in_favour() -> None:
    found = asked(Unanimous("participating"), {CADRES: Counts(entitled=2, present=2, yes=1, invalid=1)})
    assert found.persuaded is not None
    assert found.persuaded.total == 1


def test_what_is_adopted_lacks_nothing() -> None:
    found = asked(MAJORITY, {CADRES: Counts(entitled=2, present=2, yes=2)})
    assert found.adopted == found.quorate == FurtherVotes()
    assert found.text() == "as it stands: adopted"


def test_an_open_vote_is_taken_as_it_stands() -> None:
    counts = {CADRES: Counts(entitled=4, present=4, yes=2)}
    tally = Tally.from_counts(counts, constituencies=FOUR_CONSTITUENCIES[:1]).while_open()
    decision = MAJORITY.decide(tally)
    assert (decision.outcome, whatif(decision).outcome) == (Outcome.OPEN, Outcome.REJECTED)


def test_the_excused_are_not_asked() -> None:
    found = asked(MAJORITY, {CADRES: Counts(entitled=4, excused=2), RESIDENTS: Counts(entitled=1, excused=1)})
    assert found.adopted is None


def test_of_owners_the_one_who_weighs_enough_is_asked() -> None:
    electorate = owners(60, 10, 10, 10, 10)
    rule = All(*(Majority(by, base="all", threshold=HALF) for by in ("area", "heads")))
    choices = {"o-1": Choice.YES, "o-2": Choice.YES}
    decision = rule.decide(Tally.count(electorate, choices))
    found = whatif(decision, electorate=electorate, choices=choices)
    assert found.adopted is not None
    assert [(each.kind.code, each.people) for each in found.adopted.absent.of] == [("owners#1", 1)]


def test_with_other_measures_or_parts_the_voters_must_be_given() -> None:
    by_area = Majority("area", base="all", threshold=HALF)
    with pytest.raises(InvalidValue, match="so it matters who may move"):
        whatif(by_area.decide(Tally.count(owners(2, 1), {})))
    found = whatif(MAJORITY.decide(Tally.count(owners(2, 1), {})))
    assert found.adopted is not None
    assert found.adopted.total == 2


@pytest.mark.parametrize(
    "given", [{"electorate": 5}, {"choices": {}}, {"present": ()}, {"electorate": 1, "choices": 5}]
)
def test_what_cannot_be_what_was_counted_is_refused(given: dict[str, object]) -> None:
    decision = MAJORITY.decide(Tally.count(owners(2, 1), {}))
    with pytest.raises(InvalidValue, match="electorate"):
        whatif(decision, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{"choices": 5}, {"choices": "o-1"}, {"choices": ["o-1"]}, {"present": 5}])
def test_choices_and_the_present_are_what_they_are_for_a_count(given: dict[str, object]) -> None:
    electorate = owners(2, 1)
    with pytest.raises(InvalidValue):
        whatif(MAJORITY.decide(Tally.count(electorate, {})), electorate=electorate, **given)  # type: ignore[arg-type]


def test_of_a_thousand_owners_of_different_areas_the_fewest_are_found() -> None:
    areas = [80 + 7 * at for at in range(1100)]
    electorate = owners(*areas)
    rule = All(*(Majority(by, base="all", threshold=HALF) for by in ("area", "heads")))
    choices = {f"o-{at}": Choice.YES for at in range(500)}
    decision = rule.decide(Tally.count(electorate, choices))
    found = whatif(decision, electorate=electorate, choices=choices)
    needed = next(
        number
        for number in range(51, 600)
        if 2 * (sum(areas[:500]) + sum(sorted(areas[500:])[-number:])) > sum(areas)
    )
    assert found.adopted is not None
    assert found.adopted.total == needed


def test_a_vote_against_is_no_more_once_it_is_in_favour() -> None:
    found = asked(NoVoteAgainst(), {CADRES: Counts(entitled=4, present=4, yes=1, no=2, abstain=1)})
    assert found.adopted is None
    assert found.persuaded is not None
    assert found.persuaded.total == 2


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"outcome": Outcome.ADOPTED}, "must be nobody: it is adopted"),
        ({"adopted": FurtherVotes()}, "must be somebody"),
        ({"persuaded": Headcount()}, "must be somebody"),
        ({"quorate": None}, "must be nobody if it is quorate"),
        ({"outcome": Outcome.INQUORATE}, "or else somebody"),
        (
            {"obstacles": (VOTE_TIED.finding("x", {"who": "a", "has": "b", "whole": "c", "way": "d"}),)},
            "empty",
        ),
    ],
)
def test_answers_that_cannot_be_true_together_are_refused(change: dict[str, object], match: str) -> None:
    found = asked(MAJORITY, {CADRES: Counts(entitled=4, present=4, yes=2)})
    with pytest.raises(InvalidValue, match=match):
        attrs.evolve(found, **change)  # type: ignore[arg-type]


def test_no_more_of_a_kind_move_than_there_are() -> None:
    kind = VoterKind(code="owners", constituency="owners", words=OWNERS.words, size=2)
    with pytest.raises(InvalidValue, match="at most 2, the size of the kind"):
        FurtherVotes(present=Headcount([Contingent(kind, 1)]), absent=Headcount([Contingent(kind, 2)]))


def test_other_votes_than_those_counted_are_refused() -> None:
    electorate = owners(2, 1)
    decision = MAJORITY.decide(Tally.count(electorate, {"o-0": Choice.YES}))
    with pytest.raises(InvalidValue, match="must be the choices from which the tally was counted"):
        whatif(decision, electorate=electorate, choices={"o-0": Choice.NO})


def test_objections_need_not_be_told_again() -> None:
    electorate = owners(2, 1)
    tally = Tally.count(electorate, {"o-0": Choice.NO}, objectors=["o-0"])
    found = whatif(NoUnsettledObjection().decide(tally), electorate=electorate, choices={"o-0": Choice.NO})
    assert [each.code for each in found.obstacles] == ["OBJECTION_UNSETTLED"]


def test_who_is_present_without_voting_is_asked_first() -> None:
    electorate = owners(1, 1, 1)
    tally = Tally.count(electorate, {"o-0": Choice.YES}, present=["o-0", "o-2"])
    found = whatif(
        MAJORITY.decide(tally), electorate=electorate, choices={"o-0": Choice.YES}, present=["o-0", "o-2"]
    )
    assert found.adopted is not None
    assert (found.adopted.present.total, found.adopted.absent.total) == (1, 0)


def test_a_villagers_assembly_meets_by_heads_or_by_households() -> None:
    villagers = Constituency("villagers", "村民", "villagers")
    voters = [Voter(f"v-{at}", "villagers", weights={"households": int(at < 200)}) for at in range(600)]
    electorate = Electorate(constituencies=[villagers], voters=voters, measures=[HOUSEHOLDS])
    by_households = Quorum("households", AtLeast("2/3"))
    rule = Any(Quorum("heads", HALF), by_households)
    found = whatif(rule.decide(Tally.count(electorate, {})), electorate=electorate)
    assert found.quorate is not None
    assert [(each.kind.code, each.people) for each in found.quorate.absent.of] == [("villagers#1", 134)]
    heads = whatif(Quorum("heads", HALF).decide(Tally.count(electorate, {})), electorate=electorate)
    assert heads.quorate is not None
    assert heads.quorate.total == 301


def test_a_need_in_each_of_four_large_constituencies_is_found() -> None:
    counts = {code: Counts(entitled=30, present=15) for code in (CADRES, RESIDENTS, RETIRED, WORTHIES)}
    found = asked(EachOf(Majority("heads", base="all", threshold=HALF)), counts)
    assert found.adopted is not None
    assert found.adopted.by_constituency == dict.fromkeys(counts, 16)
    assert found.adopted.present.total == 60


def test_too_long_a_search_is_refused() -> None:
    counts = Counts(entitled=9)
    tally = Tally.from_counts({CADRES: counts}, constituencies=FOUR_CONSTITUENCIES[:1])
    with pytest.raises(InvalidValue, match=r"at most 2 \(most_states\)"):
        whatif(MAJORITY.decide(tally), most_states=2)


def test_what_is_no_decision_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must be a decision"):
        whatif(MAJORITY)  # type: ignore[arg-type]


def test_what_is_lacking_shows_itself_and_names_are_escaped() -> None:
    side = Constituency("owners", "<i>业主</i>", "owners")
    tally = Tally.from_counts({"owners": Counts(entitled=1)}, constituencies=[side])
    shown = whatif(Minimum("yes", 1).decide(tally))._repr_html_()
    assert "&lt;i&gt;业主" in shown
    assert "<i>" not in shown
