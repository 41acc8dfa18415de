"""Laws of the division of grids: nothing costs less, every limit is kept, a second time changes nothing."""

from collections.abc import Sequence
from itertools import product
from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from communitygov.grid.posting.capped import CappedSearch
from communitygov.grid.posting.divide import divide
from communitygov.grid.posting.evening import evened
from communitygov.grid.posting.flow import Assignment, Obstruction, assign
from communitygov.grid.posting.move import MoveReason
from communitygov.grid.posting.outcome import BalanceStatus
from communitygov.grid.posting.price import listed
from communitygov.grid.posting.problem import Area, Problem, Room, Terms, problem_of
from communitygov.grid.posting.rebalance_rule import Engine, Objective, RebalanceRule
from communitygov.grid.posting.slots import assign_slots
from communitygov.testing.strategies.posting import Staffing, rebalance_rules, staffings


@st.composite
def problems(draw: st.DrawFn, *, most_grids: int = 5, most_workers: int = 3) -> Problem:
    """Small problems, some without an answer."""
    grids = [f"g-{at}" for at in range(draw(st.integers(1, most_grids)))]
    workers = [f"w-{at}" for at in range(draw(st.integers(1, most_workers)))]
    pairs = [(worker, grid) for worker in workers for grid in grids]
    costs = {pair: draw(st.none() | st.integers(0, 9)) for pair in pairs}
    room = st.builds(Room, st.integers(0, most_grids), st.none() | st.integers(0, 12))
    terms = Terms(
        listed({pair: cost for pair, cost in costs.items() if cost is not None}),
        {worker: draw(room) for worker in workers},
        {grid: draw(st.integers(0, 6)) for grid in grids},
        draw(st.dictionaries(st.sampled_from(grids), st.sampled_from([*workers, "w-stranger"]))),
        draw(st.sampled_from((0, 0, 3))),
    )
    terms = terms._replace(
        counted={
            grid: {draw(st.sampled_from(workers)): draw(st.integers(0, terms.households[grid]))}
            for grid in grids
            if draw(st.integers(0, 3)) == 0
        }
    )
    return problem_of(Area(tuple(grids), tuple(workers), [workers] * len(grids)), terms)


def lawful(problem: Problem) -> list[int]:
    """The cost of every assignment that keeps all limits, by trying them all."""
    choices = product(range(len(problem.workers)), repeat=len(problem.grids))
    return [problem.cost(each) for each in choices if problem.is_kept_by(each)]


def without_households(problem: Problem) -> Problem:
    """The same problem with limits of grids only."""
    return attrs.evolve(problem, rooms=[Room(room.grids) for room in problem.rooms])


@given(problems())
def test_the_cheapest_assignment_is_the_cheapest_of_all_and_its_prices_prove_it(drawn: Problem) -> None:
    problem = without_households(drawn)
    found = assign(problem.rows, problem.slots, width=problem.width)
    costs = lawful(problem)
    if isinstance(found, Obstruction):
        assert not costs
    else:
        assert problem.is_kept_by(found.holders)
        assert problem.cost(found.holders) == found.cost == found.bound == min(costs)


@given(problems())
def test_an_obstruction_is_more_grids_than_slots_for_whoever_may_have_them(drawn: Problem) -> None:
    problem = without_households(drawn)
    found = assign(problem.rows, problem.slots, width=problem.width)
    if isinstance(found, Obstruction):
        may_hold = {entry % problem.width for item in found.items for entry in problem.rows[item]}
        assert may_hold <= set(found.holders)
        assert sum(problem.slots[holder] for holder in found.holders) < len(found.items)


@given(problems())
def test_the_engines_agree_on_the_cost(drawn: Problem) -> None:
    problem = without_households(drawn)
    own, other = assign(problem.rows, problem.slots, width=problem.width), assign_slots(problem)
    assert isinstance(own, Assignment) == isinstance(other, Assignment)
    if isinstance(own, Assignment) and isinstance(other, Assignment):
        assert own.cost == other.cost
        assert problem.is_kept_by(other.holders)


@given(problems(), st.sampled_from((0, 5, 10, 25)))
def test_what_is_told_of_a_search_cut_short_is_true(problem: Problem, effort: int) -> None:
    outcome, costs = CappedSearch(problem).solve(effort), lawful(problem)
    if outcome.is_found:
        assert problem.is_kept_by(outcome.holders)
        assert outcome.bound <= min(costs) <= outcome.cost == problem.cost(outcome.holders)
    if outcome.status is BalanceStatus.OPTIMAL:
        assert outcome.cost == min(costs)
    if outcome.status is BalanceStatus.INFEASIBLE:
        assert not costs


@given(problems())
def test_a_small_problem_is_always_decided(problem: Problem) -> None:
    outcome, costs = CappedSearch(problem).solve(10_000), lawful(problem)
    assert outcome.status is (BalanceStatus.OPTIMAL if costs else BalanceStatus.INFEASIBLE)
    assert outcome.cost == min(costs, default=0)


@given(problems(), st.sampled_from(Engine), st.sampled_from(Objective))
def test_both_engines_find_the_same_cost_under_limits_of_households(
    problem: Problem, engine: Engine, objective: Objective
) -> None:
    rule = RebalanceRule(engine=engine, objective=objective, effort=10_000)
    outcome, costs = divide(problem, rule), lawful(problem)
    assert outcome.is_found == bool(costs)
    if costs:
        assert problem.is_kept_by(outcome.holders)
        if objective is Objective.DISTANCE:
            assert outcome.cost // problem.scale == min(costs) // problem.scale


@given(problems())
def test_a_fair_division_gives_nobody_more_than_need_be(problem: Problem) -> None:
    outcome = divide(problem, RebalanceRule(objective=Objective.FAIR, effort=10_000))
    if outcome.is_found:
        most = max(map(outcome.holders.count, outcome.holders))
        assert not lawful(problem.within(most - 1))
        assert outcome.cost == min(lawful(problem.within(most)))


@given(problems())
def test_what_costs_the_same_is_dealt_as_evenly_as_may_be(drawn: Problem) -> None:
    problem = without_households(drawn)
    rule = RebalanceRule()
    first = divide(problem, rule)
    even = evened(problem, first, by_cost=lambda each: divide(each, rule))
    assert (even.status, even.cost, even.bound) == (first.status, first.cost, first.bound)
    if first.is_found:
        choices = product(range(len(problem.workers)), repeat=len(problem.grids))
        best = min(
            sorted(map(each.count, range(len(problem.workers))), reverse=True)
            for each in choices
            if problem.is_kept_by(each) and problem.cost(each) == first.cost
        )
        assert problem.is_kept_by(even.holders)
        assert problem.cost(even.holders) == first.cost
        if first.holders != tuple(problem.current):
            assert sorted(map(even.holders.count, range(len(problem.workers))), reverse=True) == best


# ------------------------------------------------------------------ rosters


@given(staffings(), rebalance_rules(engine=st.sampled_from(Engine)))
def test_dividing_again_moves_nothing(staffing: Staffing, rule: RebalanceRule) -> None:
    roster, centres, on = staffing
    rule = attrs.evolve(rule, kinds=RebalanceRule().kinds, worker_kinds=RebalanceRule().worker_kinds)
    once = roster.rebalance(centres=centres, on=on, rule=rule)
    again = once.roster.rebalance(centres=centres, on=on, rule=rule)
    assert again.moves == ()
    assert again.roster == once.roster
    assert again.cost_after == once.cost_after


@given(staffings(), rebalance_rules())
def test_each_divided_grid_has_one_in_charge_who_may_be_and_has_room(
    staffing: Staffing, rule: RebalanceRule
) -> None:
    roster, centres, on = staffing
    balance = roster.rebalance(centres=centres, on=on, rule=attrs.evolve(rule, kinds=RebalanceRule().kinds))
    conflicts = {"SECOND_IN_CHARGE", "GRIDS_OVER_CAPACITY", "HOUSEHOLDS_OVER_CAPACITY"}
    if balance.areas and all(each.reasons == () for each in balance.areas) and not balance.left:
        assert not conflicts & {finding.code for finding in balance.roster.findings(on=on)}
        assert all(balance.roster.appointed(code, on=on) is not None for code in centres)
    assert balance.loads_after == balance.roster.loads(on=on)
    for move in balance.moves:
        if move.reason is not MoveReason.SECOND_IN_CHARGE:
            assert roster.appointed(move.grid, on=on) == move.before
        assert balance.roster.appointed(move.grid, on=on) == move.after
        assert move.text("zh") != move.text("en")


@given(staffings())
def test_no_day_of_service_that_has_begun_is_forgotten(staffing: Staffing) -> None:
    roster, centres, on = staffing
    after = roster.rebalance(centres=centres, on=on).roster
    for posting in roster.postings:
        if on is not None and (posting.since is None or posting.since < on):
            ended = posting if posting.until and posting.until <= on else attrs.evolve(posting, until=on)
            assert {posting, ended} & set(after.postings)


@given(staffings(), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(staffing: Staffing, random: Random) -> None:
    roster, centres, on = staffing

    def mixed(values: Sequence[object]) -> list[object]:
        return random.sample(list(values), len(values))

    again = attrs.evolve(roster, workers=mixed(roster.workers), postings=mixed(roster.postings))
    shuffled = dict(random.sample(list(centres.items()), len(centres)))
    one = roster.rebalance(centres=centres, on=on)
    assert again.rebalance(centres=shuffled, on=on).to_json() == one.to_json()


@given(staffings())
def test_costs_of_the_caller_that_are_distances_give_the_same(staffing: Staffing) -> None:
    roster, centres, on = staffing
    costs = {
        (worker.id, code): worker.base.distance(centre)
        for worker in roster.workers
        for code, centre in centres.items()
        if worker.base is not None
    }
    assert roster.rebalance(costs=costs, on=on) == roster.rebalance(centres=centres, on=on)
    assert "<table" in roster.rebalance(costs=costs, on=on)._repr_html_()
