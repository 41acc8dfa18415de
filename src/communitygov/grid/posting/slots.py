"""The same divisions by scipy, for whoever wants it or wants to check: assignment over slots, and HiGHS.

scipy counts in floating point.  Costs that it could not tell apart are left to the library's own engine; what
HiGHS finds is counted again in whole numbers, and its bound is taken for less than it says.

numpy and scipy are imported here and only when asked for.
"""

from collections.abc import Sequence
from importlib import import_module
from math import ceil, inf
from typing import Any, NamedTuple

from communitygov.errors import MissingExtra
from communitygov.grid.posting.flow import Assignment, Obstruction, assign
from communitygov.grid.posting.outcome import BalanceStatus, Outcome
from communitygov.grid.posting.problem import Problem

#: Costs whose sum stays below this are whole numbers in floating point too.
_EXACT = 2**52
#: Most cells of a matrix of items and slots.
_CELLS = 20_000_000
#: How far HiGHS may be from what it says, as a part of it.
_TOLERANCE = 1e-7


def scipy_optimize() -> Any:  # noqa: ANN401  a module
    """Return scipy's optimisers.

    Raises
    ------
    MissingExtra
        If scipy is not installed.
    """
    try:
        return import_module("scipy.optimize")
    except ImportError as error:
        raise MissingExtra("scipy", "science") from error


def assign_slots(problem: Problem) -> Assignment | Obstruction:
    """Return the cheapest assignment by scipy, limits of households aside."""
    optimize = scipy_optimize()
    slots = [min(each, len(problem.grids)) for each in problem.slots]
    columns = [worker for worker, many in enumerate(slots) for _ in range(many)]
    far = 1 + sum(max(row, default=0) // problem.width for row in problem.rows)
    is_exact = far * (len(problem.grids) + 1) < _EXACT
    if not is_exact or len(columns) < len(problem.grids) or len(columns) * len(problem.grids) > _CELLS:
        return assign(problem.rows, problem.slots, width=problem.width)
    costs = problem.costs()
    matrix = [[row.get(worker, far) for worker in columns] for row in costs]
    items, places = optimize.linear_sum_assignment(matrix) if matrix else ((), ())
    holders = [columns[int(place)] for _, place in sorted(zip(items, places, strict=True))]
    if any(holder not in row for row, holder in zip(costs, holders, strict=True)):
        return assign(problem.rows, problem.slots, width=problem.width)
    cost = sum(row[holder] for row, holder in zip(costs, holders, strict=True))
    return Assignment(tuple(holders), cost, cost)


def divide_by_highs(problem: Problem, effort: int) -> Outcome:
    """Return the best division under limits of households that HiGHS finds within `effort` nodes."""
    problem = problem.fitting()
    found = assign_slots(problem)
    if isinstance(found, Obstruction):
        return Outcome(BalanceStatus.INFEASIBLE, obstruction=found)
    arcs = _arcs(problem)
    answer = _asked(problem, arcs, effort)
    told = answer.mip_dual_bound
    bound = found.cost if told is None else max(found.cost, _less(told) * problem.scale)
    if answer.status == _INFEASIBLE:
        return Outcome(BalanceStatus.INFEASIBLE, bound=bound)
    shares = [0.0] * len(arcs) if answer.x is None else answer.x
    holders = tuple(arc.worker for arc, share in zip(arcs, shares, strict=True) if share > _CHOSEN)
    if not problem.is_kept_by(holders):
        return Outcome(BalanceStatus.UNDECIDED, bound=bound)
    cost = problem.cost(holders)
    is_proved = bound // problem.scale >= cost // problem.scale
    status = BalanceStatus.OPTIMAL if is_proved else BalanceStatus.FEASIBLE
    return Outcome(status, holders, cost, cost if is_proved else bound)


class _Arc(NamedTuple):
    """A grid that a worker may have, and the cost in the caller's unit."""

    grid: int
    worker: int
    cost: int


def _arcs(problem: Problem) -> list[_Arc]:
    """Return who may have what, grid by grid."""
    return [
        _Arc(grid, worker, cost // problem.scale)
        for grid, row in enumerate(problem.costs())
        for worker, cost in row.items()
    ]


def _asked(problem: Problem, arcs: list[_Arc], effort: int) -> Any:  # noqa: ANN401  what scipy answers
    """Put the problem to HiGHS."""
    optimize = scipy_optimize()
    sparse: Any = import_module("scipy.sparse")
    grids, workers, places = len(problem.grids), len(problem.workers), range(len(arcs))

    def matrix(shares: Sequence[float], of: Sequence[int], rows: int) -> Any:  # noqa: ANN401
        return sparse.csr_array((shares, (of, places)), shape=(rows, len(arcs)))

    of_grid, of_worker = [arc.grid for arc in arcs], [arc.worker for arc in arcs]
    ones, weights = [1.0] * len(arcs), [float(problem.weight(arc.grid, arc.worker)) for arc in arcs]
    most = [inf if room.households is None else room.households for room in problem.rooms]
    return optimize.milp(
        [arc.cost for arc in arcs],
        constraints=[
            optimize.LinearConstraint(matrix(ones, of_grid, grids), 1, 1),
            optimize.LinearConstraint(matrix(ones, of_worker, workers), 0, problem.slots),
            optimize.LinearConstraint(matrix(weights, of_worker, workers), 0, most),
        ],
        integrality=[1] * len(arcs),
        bounds=optimize.Bounds(0, 1),
        options={"node_limit": max(1, effort), "mip_rel_gap": 0},
    )


#: What scipy calls a problem that nothing solves.
_INFEASIBLE = 2
#: A share above this is a whole.
_CHOSEN = 0.5


def _less(bound: float) -> int:
    """Return a bound in whole numbers that holds however HiGHS has rounded."""
    return ceil(bound - _TOLERANCE * max(1.0, abs(bound)))
