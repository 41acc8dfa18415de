"""One area divided: by distance or fairly, by either engine, and so that dividing again changes nothing.

Why nothing changes the second time: of assignments that cost the same the one with the fewest changes is
taken; a change adds its cost, and by the triangle inequality what was not worth two steps is not worth one
either.  Where the best is not proved, the division is repeated from what came out until it stays.
"""

from communitygov.grid.posting.capped import CappedSearch
from communitygov.grid.posting.flow import Assignment, Obstruction, assign
from communitygov.grid.posting.outcome import BalanceStatus, Outcome
from communitygov.grid.posting.problem import Problem
from communitygov.grid.posting.rebalance_rule import Engine, Objective, RebalanceRule
from communitygov.grid.posting.slots import assign_slots, divide_by_highs


def divide(problem: Problem, rule: RebalanceRule) -> Outcome:
    """Return the division of an area, at rest."""
    first = outcome = _divided(problem, rule)
    while outcome.status is BalanceStatus.FEASIBLE:
        again = _divided(problem.once_held(outcome.holders), rule)
        if again.holders == outcome.holders:
            break
        outcome = again
    if outcome.holders == first.holders:
        return first
    return first._replace(holders=outcome.holders, cost=problem.cost(outcome.holders))


def _divided(problem: Problem, rule: RebalanceRule) -> Outcome:
    """Divide once; what is there now stays if nothing better is found."""
    return _fairly(problem, rule) if rule.objective is Objective.FAIR else by_cost(problem, rule)


def _fairly(problem: Problem, rule: RebalanceRule) -> Outcome:
    """Return the cheapest division among those whose greatest number of grids is the least."""
    grids, workers = len(problem.grids), max(1, len(problem.workers))
    doubted = False
    for most in range(-(-grids // workers), max((room.grids for room in problem.rooms), default=0) + 1):
        outcome = by_cost(problem.within(most), rule)
        if outcome.is_found:
            return outcome._replace(status=BalanceStatus.FEASIBLE) if doubted else outcome
        doubted = doubted or outcome.status is BalanceStatus.UNDECIDED
    return by_cost(problem, rule)


def by_cost(problem: Problem, rule: RebalanceRule) -> Outcome:
    """Return the cheapest division."""
    if problem.is_capped:
        if rule.engine is Engine.SCIPY:
            return _or_as_now(problem, divide_by_highs(problem, rule.effort))
        return CappedSearch(problem).solve(rule.effort)
    if rule.engine is Engine.SCIPY:
        return _of(assign_slots(problem))
    return _of(assign(problem.rows, problem.slots, width=problem.width))


def _of(found: Assignment | Obstruction) -> Outcome:
    """Return a proved answer."""
    if isinstance(found, Obstruction):
        return Outcome(BalanceStatus.INFEASIBLE, obstruction=found)
    return Outcome(BalanceStatus.OPTIMAL, found.holders, found.cost, found.bound)


def _or_as_now(problem: Problem, outcome: Outcome) -> Outcome:
    """Return what is now, if that keeps every limit and costs no more than what was found."""
    now = tuple(problem.current)
    if not problem.is_kept_by(now):
        return outcome
    cost = problem.cost(now)
    if outcome.is_found and outcome.cost < cost:
        return outcome
    status = BalanceStatus.OPTIMAL if outcome.status is BalanceStatus.OPTIMAL else BalanceStatus.FEASIBLE
    return Outcome(status, now, cost, min(outcome.bound, cost))
