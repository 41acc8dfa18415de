"""What holds of every rule and decision; with a second opinion, person by person."""

from collections.abc import Iterator
from fractions import Fraction
from html.parser import HTMLParser
from itertools import product
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.persons import RANKED, VOTING, WAYS, Body, enough, judge

from communitygov.errors import Language
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import Decision, DecisionRule
from communitygov.meeting.decision.explanation import Explanation
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.measure import AREA
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold
from communitygov.testing.strategies.ballot import electorates, tallies
from communitygov.testing.strategies.decision import (
    decision_rules,
    decisions,
    explanations,
    thresholds,
)

HALF = MoreThan("1/2")


def rank(outcome: Outcome | str) -> int:
    return RANKED.index(str(outcome))


@st.composite
def bodies(draw: st.DrawFn, *, most: int = 5, pending: int = 5) -> tuple[Electorate, Body]:
    """Return an electorate and one way in which all of them stand, with so many who have not voted."""
    electorate = draw(electorates(most=most))
    ways = [draw(st.sampled_from(WAYS if at < pending else VOTING)) for at in range(len(electorate.voters))]
    objectors = draw(st.sets(st.sampled_from([each.id for each in electorate.voters]), max_size=1))
    body = Body.of(electorate, ways, frozenset(objectors))
    return electorate, body._replace(casting=draw(st.sampled_from((None, None, "yes", "no"))))


def rules_for(electorate: Electorate) -> st.SearchStrategy[DecisionRule]:
    return decision_rules(codes=tuple(each.code for each in electorate.constituencies))


# ------------------------------------------------------------------ the second opinion


@given(bodies(), st.data())
@settings(max_examples=300)
def test_a_second_opinion_person_by_person_agrees(
    known: tuple[Electorate, Body], data: st.DataObject
) -> None:
    electorate, body = known
    rule = data.draw(rules_for(electorate))
    assert rule.decide(body.tallied(electorate)).outcome.value == judge(rule, body)


SIDES = (Constituency("c-1", "甲", "first"), Constituency("c-2", "乙", "second"))
FOUR_VOTERS = Electorate(
    constituencies=SIDES,
    voters=[
        Voter("a", "c-1", weights={"area": 3}, parts={"unit-3"}),
        Voter("b", "c-1", weights={"area": 1}),
        Voter("c", "c-2", weights={"area": 1}, parts={"unit-3"}),
        Voter("d", "c-2", weights={"area": 1}),
    ],
    measures=[AREA],
)
EVERY_KIND: dict[str, DecisionRule] = {
    "default": FOUR_PARTY_DEFAULT,
    "quorum in each": All(EachOf(Quorum("heads", HALF)), Majority("heads", base="present", threshold=HALF)),
    "double majority": All(
        Quorum("heads", AtLeast("2/3"), count="participating"),
        Quorum("area", AtLeast("2/3"), count="participating"),
        Majority("heads", base="participating", threshold=HALF),
        Majority("area", base="participating", threshold=HALF),
    ),
    "silent of all": Majority("heads", base="all", threshold=HALF, silent="follow_majority", tie="escalate"),
    "silent of the present": Majority(
        "heads", base="present", threshold=AtLeast("2/3"), silent="follow_majority"
    ),
    "silent area": Majority(
        "area", base="yes_no", threshold=HALF, silent="follow_majority", tie="second_round"
    ),
    "any": Any(Unanimous("eligible"), In("c-2", Majority("area", base="valid", threshold=HALF))),
    "part": Sub("unit-3", All(Unanimous("present"), Minimum("yes", 2, measure="area"))),
    "two of four": AtLeastOf(
        2, Minimum("present", 3), Minimum("participating", 2), Unanimous("all"), Constituted()
    ),
    "one of the constituencies": EachOf(
        Majority("heads", base="eligible", threshold=HALF, tie="casting_vote"), least=1
    ),
    "part in each": EachOf(Sub("unit-3", Unanimous("yes_no")), least=2),
    "either of two": Any(
        Minimum("participating", 4), Majority("heads", base="valid", threshold=MoreThan("2/3"))
    ),
    "no vote against": All(Minimum("present", 1), NoVoteAgainst()),
    "no objection": All(Majority("heads", base="all", threshold=HALF), NoUnsettledObjection()),
    "tie of those voting": Majority("heads", base="participating", threshold=HALF, tie="second_round"),
    "votes cast in each": EachOf(Majority("heads", base="yes_no", threshold=HALF)),
}


@pytest.mark.parametrize("rule", EVERY_KIND.values(), ids=EVERY_KIND)
def test_every_ballot_of_four_voters_is_decided_as_person_by_person(rule: DecisionRule) -> None:
    came_out = set[str]()
    for ways in product(WAYS, repeat=4):
        body = Body.of(FOUR_VOTERS, ways)
        body = body._replace(
            people=tuple(each._replace(way=way) for each, way in zip(body.people, ways, strict=True))
        )
        outcome = rule.outcome(body.tallied(FOUR_VOTERS).scope).value
        assert outcome == judge(rule, body), ways
        came_out.add(outcome)
    assert "adopted" in came_out
    assert len(came_out) > 1


# ------------------------------------------------------------------ monotone, neutral, exact


@given(bodies(), st.data())
@settings(max_examples=200)
def test_somebody_more_in_favour_or_one_objection_fewer_is_never_worse(
    known: tuple[Electorate, Body], data: st.DataObject
) -> None:
    electorate, body = known
    rule = data.draw(rules_for(electorate))
    before = rank(rule.decide(body.tallied(electorate)).outcome)
    at = data.draw(st.integers(0, len(body.people) - 1))
    one = body.people[at]
    better = one._replace(way="yes") if one.way != "excused" else one._replace(objects=False)
    changed = body._replace(people=(*body.people[:at], better, *body.people[at + 1 :]))
    assert rank(rule.decide(changed.tallied(electorate)).outcome) >= before


@given(bodies())
def test_a_vote_between_two_options_treats_both_alike(known: tuple[Electorate, Body]) -> None:
    electorate, body = known
    rule = Majority("heads", base="yes_no", threshold=HALF, tie="second_round")
    turned = {"yes": "no", "no": "yes"}
    other = body._replace(
        people=tuple(each._replace(way=turned.get(each.way, each.way)) for each in body.people)
    )
    one, two = (rule.decide(each.tallied(electorate)).outcome.value for each in (body, other))
    mirrored = {"adopted": "rejected", "rejected": "adopted", "tied": "tied"}
    if body.weight("heads", ["yes", "no"]):
        assert two == mirrored[one]
    else:
        assert one == two == "rejected"


@given(thresholds(), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_share_is_exact_to_the_last_one(threshold: Threshold, one: int, other: int) -> None:
    part, whole = sorted((one, other))
    assert threshold.is_met(part, whole) == enough(threshold, part, whole)
    if whole:
        least = threshold.least(whole)
        assert least > 0
        assert enough(threshold, least, whole)
        assert not enough(threshold, least - 1, whole)


@given(st.fractions(0, 1, max_denominator=10**9), st.integers(1, 10**9), st.integers(-1, 1))
def test_with_the_share_itself_and_without_differ_only_at_the_share(
    share: Fraction, whole: int, beside: int
) -> None:
    share = share if 0 < share < 1 else Fraction(1, 2)
    part = min(whole, max(0, int(share * whole) + beside))
    with_it, without = AtLeast(share), MoreThan(share)
    is_share = part > 0 and Fraction(part, whole) == share
    assert (with_it.is_met(part, whole) != without.is_met(part, whole)) == is_share
    assert with_it.is_bound(part, whole) == without.is_bound(part, whole) == is_share


# ------------------------------------------------------------------ while the vote is open


@given(bodies(most=4, pending=3), st.data())
@settings(max_examples=60, deadline=None)
def test_an_early_decision_is_final_under_every_completion(
    known: tuple[Electorate, Body], data: st.DataObject
) -> None:
    electorate, body = known
    rule = data.draw(rules_for(electorate))
    decision = rule.decide(body.tallied(electorate).while_open())
    worst, best = map(rank, decision.prospect)
    reached = {judge(rule, each) for each in body.completions()}
    assert worst <= min(map(rank, reached))
    assert best == max(map(rank, reached))
    if decision.is_settled:
        assert reached == {decision.outcome.value}


@pytest.mark.parametrize("rule", EVERY_KIND.values(), ids=EVERY_KIND)
def test_an_early_decision_is_final_however_the_first_two_of_four_voted(rule: DecisionRule) -> None:
    for first, other in product((*VOTING, "excused"), repeat=2):
        body = Body.of(FOUR_VOTERS, [first, "absent", other, "present"])
        prospect = rule.decide(body.tallied(FOUR_VOTERS).while_open()).prospect
        reached = {judge(rule, each) for each in body.completions()}
        assert prospect.best.value == max(reached, key=rank)
        assert rank(prospect.worst) <= min(map(rank, reached)), (first, other)


#: Where all parts are asked for, the worst that is foreseen is the worst that can happen.
ALL_ASKED = (
    "default",
    "quorum in each",
    "double majority",
    "silent of all",
    "silent area",
    "part",
    "no vote against",
    "no objection",
    "tie of those voting",
)


@pytest.mark.parametrize("name", ALL_ASKED)
@given(st.lists(st.sampled_from(WAYS), min_size=4, max_size=4))
@settings(max_examples=20, deadline=None)
def test_where_all_is_asked_for_a_decision_comes_as_early_as_can_be(name: str, ways: list[str]) -> None:
    rule, body = EVERY_KIND[name], Body.of(FOUR_VOTERS, [*ways[:3], "absent"])
    decision = rule.decide(body.tallied(FOUR_VOTERS).while_open())
    reached = {judge(rule, each) for each in body.completions()}
    assert decision.prospect.worst.value == min(reached, key=rank)
    assert decision.is_settled == (len(reached) == 1)


@given(bodies(), st.data())
def test_who_has_come_cannot_vote_an_inquorate_matter_through(
    known: tuple[Electorate, Body], data: st.DataObject
) -> None:
    electorate, body = known
    rule = data.draw(rules_for(electorate))
    if rank(rule.decide(body.tallied(electorate)).outcome) <= rank("inquorate"):
        again = tuple(
            each._replace(way=data.draw(st.sampled_from(VOTING)), objects=False)
            if each.way in VOTING
            else each
            for each in body.people
        )
        other = body._replace(people=again, casting="yes")
        assert rank(rule.decide(other.tallied(electorate)).outcome) <= rank("inquorate")


@given(bodies(), st.data())
@settings(max_examples=60)
def test_what_can_no_longer_be_adopted_never_is(known: tuple[Electorate, Body], data: st.DataObject) -> None:
    electorate, body = known
    rule = data.draw(rules_for(electorate))
    tally = body.tallied(electorate)
    everybody = body._replace(
        people=tuple(
            each._replace(way="yes" if each.way in ("absent", "present") else each.way, objects=False)
            for each in body.people
        ),
        casting=body.casting or "yes",
    )
    assert rule.decide(tally.while_open()).can_still_be_adopted == (judge(rule, everybody) == "adopted")
    assert rule.decide(tally).can_still_be_adopted == (judge(rule, body) == "adopted")


@given(bodies(), st.data())
def test_an_objection_of_somebody_excused_changes_nothing(
    known: tuple[Electorate, Body], data: st.DataObject
) -> None:
    electorate, body = known
    rule = data.draw(rules_for(electorate))
    other = body._replace(
        people=tuple(each._replace(objects=each.objects or each.way == "excused") for each in body.people)
    )
    assert rule.decide(other.tallied(electorate)) == rule.decide(body.tallied(electorate))


# ------------------------------------------------------------------ explanations


def nodes(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for part in explanation.parts:
        yield from nodes(part)


@given(decisions())
def test_the_explanation_comes_to_what_the_rule_does(decision: Decision) -> None:
    explanation = decision.explanation
    assert explanation.outcome is decision.rule.outcome(decision.tally.scope)
    assert explanation.levels <= decision.rule.extent.levels
    for node in nodes(explanation):
        assert node.holds == (not node.findings)
        assert not (node.holds and node.shortfall)
        if node.parts:
            assert not node.causes
            assert node.outcome in {part.outcome for part in node.parts}


@given(decisions(), st.sampled_from(("zh", "en")))
def test_a_decision_names_every_cause_and_nothing_else(decision: Decision, language: Language) -> None:
    assert decision.explanation.holds == (not decision.findings)
    assert len(set(decision.findings)) == len(decision.findings)
    assert decision.as_fact(about=decision.tally.about or "LQ-1", reference="m").because == decision.findings
    said = decision.explain(language)
    assert said.startswith(decision.outcome.label(language))
    assert all(node.words.say(language) in said for node in nodes(decision.explanation))


@given(tallies())
def test_the_default_names_every_vacant_absent_and_objecting_constituency(tally: Tally) -> None:
    named = {(each.code, each.subject) for each in FOUR_PARTY_DEFAULT.decide(tally).findings}
    for side, each in tally.groups:
        assert (("CONSTITUENCY_VACANT", side.code) in named) == (each.entitled == 0)
        assert (("CONSTITUENCY_ABSENT", side.code) in named) == (each.entitled > 0 and each.present == 0)
        assert (("OBJECTION_UNSETTLED", side.code) in named) == (each.objections > 0)
        assert (("VOTED_AGAINST", side.code) in named) == (each.no > 0)


@given(st.lists(decision_rules(), min_size=1, max_size=3), tallies(), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_matter(
    parts: list[DecisionRule], tally: Tally, shuffler: Random
) -> None:
    shuffled = parts.copy()
    shuffler.shuffle(shuffled)
    for make in (All, Any):
        one, other = make(*parts).decide(tally), make(of=shuffled).decide(tally)
        assert one.outcome is other.outcome
        assert set(one.findings) == set(other.findings)


@given(st.lists(decision_rules(), min_size=1, max_size=4), tallies())
def test_all_and_one_are_the_two_ends_of_so_many(parts: list[DecisionRule], tally: Tally) -> None:
    closed = attrs.evolve(tally, is_open=False)
    ladder = [AtLeastOf(least, *parts).decide(closed).outcome for least in range(1, len(parts) + 1)]
    assert ladder == sorted(ladder, key=rank, reverse=True)
    assert ladder[0] is Any(*parts).decide(closed).outcome
    assert ladder[-1] is All(*parts).decide(closed).outcome


@given(decision_rules(), tallies())
def test_asking_each_constituency_twice_asks_nothing_more(rule: DecisionRule, tally: Tally) -> None:
    assert EachOf(EachOf(rule)).decide(tally).outcome is EachOf(rule).decide(tally).outcome


@given(st.integers(1, 2**53 - 4), st.integers(0, 3))
def test_a_minimum_is_exact_to_the_last_one(least: int, above: int) -> None:
    side = FOUR_CONSTITUENCIES[0]

    def decide(present: int) -> Decision:
        counts = Counts(entitled=least + above, present=present)
        return Minimum("present", least).decide(Tally.from_counts({side.code: counts}, constituencies=[side]))

    assert decide(least).outcome is Outcome.ADOPTED
    assert decide(least + above).explanation.shortfall == 0
    assert decide(least - 1).outcome is Outcome.INQUORATE
    assert decide(least - 1).explanation.shortfall == 1


class Tags(HTMLParser):
    """The tags that a picture opens and closes; text that is not escaped would add some."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert not attrs
        self.opened.append(tag)
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


@given(decisions() | explanations())
def test_a_picture_has_no_tag_but_its_own(value: Decision | Explanation) -> None:
    tags = Tags()
    tags.feed(value._repr_html_())
    tags.close()
    assert not tags.opened
    assert tags.names <= {"table", "thead", "tbody", "tr", "th", "td", "b", "p"}
