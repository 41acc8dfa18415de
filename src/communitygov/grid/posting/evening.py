"""Grids dealt evenly among divisions that are equally good: the most grids of anybody least, then the next.

Each further grid of a worker weighs more than the one before, so that the least weight in all is the evenest
division there is.  This module changes neither the cost nor how many grids change hands.
"""

from collections.abc import Callable
from typing import cast

from communitygov.grid.posting.flow import Assignment, assign
from communitygov.grid.posting.outcome import Outcome
from communitygov.grid.posting.problem import Problem

#: Most entries that are weighed; in a larger area only the most grids of anybody are made least.
GREATEST_AREA = 4_000_000


def evened(problem: Problem, outcome: Outcome, *, by_cost: Callable[[Problem], Outcome]) -> Outcome:
    """Return a division of the same cost in which grids are as even among workers as may be.

    Where households are limited, only the most grids of anybody are made least.
    """
    if not outcome.is_found or outcome.holders == tuple(problem.current):
        return outcome
    most = max(map(outcome.holders.count, outcome.holders), default=0)
    for fewer in range(-(-len(problem.grids) // problem.width), most):
        found = by_cost(problem.within(fewer))
        if found.is_found and found.cost == outcome.cost:
            most, outcome = fewer, outcome._replace(holders=found.holders)
            break
    if problem.is_capped or most * sum(map(len, problem.rows)) > GREATEST_AREA:
        return outcome
    return outcome._replace(holders=_evenly(problem.within(most), most))


def _evenly(problem: Problem, most: int) -> tuple[int, ...]:
    """Return the evenest of the cheapest divisions: each slot for itself, the later the dearer."""
    width, slots = problem.width, problem.slots
    heaviest = most * len(problem.grids) + 1
    wide = width * most
    rows = [
        sorted(
            (cost * heaviest + place) * wide + holder * most + place
            for cost, holder in (divmod(entry, width) for entry in row)
            for place in range(slots[holder])
        )
        for row in problem.rows
    ]
    # There is one: the grids went into these slots before.
    found = cast("Assignment", assign(rows, [1] * wide, width=wide))
    return tuple(slot // most for slot in found.holders)
