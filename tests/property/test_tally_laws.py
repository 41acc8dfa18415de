"""What holds of every count: names do not matter, parts add up, nobody else's vote moves."""

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.property.persons import VOTING, WAYS, WHOLES, Body

from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.measure import AREA, HEADS
from communitygov.meeting.tally.counts import Base, Counts, Sums, added
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import Threshold
from communitygov.testing.strategies.ballot import PARTS, counts, electorates, tallies
from communitygov.testing.strategies.decision import decision_rules, thresholds


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Electorate, Body]:
    """Return an electorate, and one way in which all of them stand."""
    electorate = draw(electorates(most=8))
    ways = [draw(st.sampled_from(WAYS)) for _ in electorate.voters]
    objectors = draw(st.sets(st.sampled_from([each.id for each in electorate.voters]), max_size=2))
    return electorate, Body.of(electorate, ways, frozenset(objectors))


@given(bodies(), st.data())
def test_people_of_one_constituency_may_change_places(
    known: tuple[Electorate, Body], data: st.DataObject
) -> None:
    electorate, body = known
    renamed: dict[str, str] = {}
    for side in electorate.constituencies:
        old = [each.id for each in electorate.voters if each.constituency == side.code]
        renamed |= dict(zip(old, data.draw(st.permutations(old)), strict=True))
    voters = tuple(attrs.evolve(each, id=renamed[each.id]) for each in electorate.voters)
    people = tuple(each._replace(id=renamed[each.id]) for each in body.people)
    excused = {renamed[each] for each in electorate.excused}
    other = attrs.evolve(electorate, voters=voters, excused=excused)
    assert body._replace(people=people).tallied(other) == body.tallied(electorate)


@given(bodies(), decision_rules(), st.data())
def test_constituencies_of_which_the_same_is_asked_may_change_names(
    known: tuple[Electorate, Body], rule: DecisionRule, data: st.DataObject
) -> None:
    electorate, body = known
    codes = [each.code for each in electorate.constituencies]
    renamed = dict(zip(codes, data.draw(st.permutations(codes)), strict=True))
    voters = tuple(attrs.evolve(each, constituency=renamed[each.constituency]) for each in electorate.voters)
    other = body.tallied(attrs.evolve(electorate, voters=voters))
    assert rule.decide(other).outcome is rule.decide(body.tallied(electorate)).outcome


@given(bodies())
def test_the_order_of_the_voters_does_not_matter(known: tuple[Electorate, Body]) -> None:
    electorate, body = known
    turned = attrs.evolve(electorate, voters=electorate.voters[::-1])
    assert body.tallied(turned) == body.tallied(electorate)


@given(bodies())
def test_a_tally_agrees_with_counting_by_hand(known: tuple[Electorate, Body]) -> None:
    electorate, body = known
    tally = body.tallied(electorate)
    for measure in (HEADS, AREA):
        for side, counted in tally.measured(measure).items():
            here = body.at(side)
            assert counted == Counts(
                entitled=here.weight(measure.code, WAYS),
                excused=here.weight(measure.code, ["excused"]),
                present=here.weight(measure.code, WHOLES["present"]),
                **{way: here.weight(measure.code, [way]) for way in VOTING},
                objections=sum(
                    each.weighs(measure.code)
                    for each in here.people
                    if each.objects and each.way != "excused"
                ),
            )


@given(bodies())
def test_the_part_of_a_tally_is_the_tally_of_the_part(known: tuple[Electorate, Body]) -> None:
    electorate, body = known
    parts = dict(body.tallied(electorate).parts)
    assert set(parts) == set(PARTS) & {part for each in electorate.voters for part in each.parts}
    for name, part in parts.items():
        some = attrs.evolve(
            electorate,
            voters=[attrs.evolve(each, parts=()) for each in electorate.voters if name in each.parts],
            excused=(),
            parts=(),
            council="council",
            flaws=(),
        )
        assert part == body.part(name).tallied(some)


@given(tallies())
def test_the_whole_is_the_sum_of_its_constituencies_and_no_less_than_a_part(tally: Tally) -> None:
    assert tally.total.sums == added(counted.sums for _, counted in tally.groups)
    scope = tally.scope
    for measure in (HEADS, AREA):
        assert scope.total(measure) == added(one.total(measure) for one in scope.each())
        for name, _ in tally.parts:
            inside = scope.within(name).total(measure)
            assert all(some <= every for some, every in zip(inside, scope.total(measure), strict=True))


@given(counts(), counts(), counts())
def test_counts_add_up_in_any_order(one: Counts, other: Counts, third: Counts) -> None:
    assert (one + other).sums == Sums(*(a + b for a, b in zip(one.sums, other.sums, strict=True)))
    assert one + other == other + one
    assert (one + other) + third == one + (other + third)
    assert one + Counts(entitled=0) == one


@given(counts())
def test_everybody_is_counted_once(counted: Counts) -> None:
    ways = counted.yes, counted.no, counted.abstain, counted.invalid
    assert sum(ways) + counted.not_voting + counted.absent + counted.excused == counted.entitled
    assert counted.sums.pending == counted.not_voting + counted.absent
    assert counted.sums.eligible == counted.entitled - counted.excused


@given(bodies(), st.data())
def test_to_excuse_somebody_moves_nobody_elses_vote(
    known: tuple[Electorate, Body], data: st.DataObject
) -> None:
    electorate, body = known
    one = data.draw(st.sampled_from(body.people))
    before = body.tallied(electorate)
    without = body._replace(people=tuple(each for each in body.people if each.id != one.id))
    excused = body._replace(
        people=tuple(each._replace(way="excused") if each is one else each for each in body.people)
    ).tallied(electorate)
    for measure in (HEADS, AREA):
        was, now = before.scope.total(measure), excused.scope.total(measure)
        assert now.entitled == was.entitled
        assert [getattr(now, way) for way in VOTING] == [
            without.weight(measure.code, [way]) for way in VOTING
        ]
        assert now.excused == without.weight(measure.code, ["excused"]) + one.weighs(measure.code)


@given(bodies(), thresholds())
def test_all_and_eligible_differ_by_the_excused_alone(
    known: tuple[Electorate, Body], threshold: Threshold
) -> None:
    electorate, body = known
    gone = tuple(each for each in body.people if each.way != "excused")
    kept = [each for each in electorate.voters if each.id in {one.id for one in gone}]
    if not kept:
        return
    left = body._replace(people=gone).tallied(attrs.evolve(electorate, voters=kept, excused=()))
    tally = body.tallied(electorate)
    for measure in ("heads", "area"):
        for make in (
            lambda base, by=measure: Majority(by, base=base, threshold=threshold),
            lambda base, by=measure: Quorum(by, threshold, base=base),
        ):
            assert make("eligible").decide(tally).outcome is make("all").decide(left).outcome
            whole = {base: tally.scope.total(AREA if measure == "area" else HEADS).of(base) for base in Base}
            assert whole[Base.ALL] - whole[Base.ELIGIBLE] == body.weight(measure, ["excused"])


@given(bodies())
def test_a_choice_of_somebody_who_did_not_come_does_not_count(known: tuple[Electorate, Body]) -> None:
    electorate, body = known
    absent = {each.id: "yes" for each in body.people if each.way == "absent"}
    voted = {each.id: each.way for each in body.people if each.way in VOTING}
    here = [each.id for each in body.people if each.way in WHOLES["present"]]
    one = Tally.count(electorate, voted, present=here)
    assert Tally.count(electorate, {**voted, **absent}, present=here) == one


@given(bodies())
def test_without_a_list_of_who_came_the_voters_are_those_who_voted(known: tuple[Electorate, Body]) -> None:
    electorate, body = known
    voted = {each.id: each.way for each in body.people if each.way in VOTING}
    assert Tally.count(electorate, voted) == Tally.count(electorate, voted, present=voted)
    totals = Tally.count(electorate, voted).total
    assert totals.present == totals.sums.participating
