"""Grids divided under limits of households too: bounds by prices on households, then branch and bound.

1. Without these limits the problem is solved exactly (`flow`); if that keeps them, it is the answer.
2. Otherwise a price on each worker's households is raised where there is too much and lowered where there is
   room.  The cheapest assignment at any prices, less what the limits are worth, is a lower bound.
3. From each of these assignments a lawful one is made by single steps (`repair`).
4. What is then left between bound and cost is searched: a worker with too much must lack one of the grids.

The search stops after so many assignments, never after so much time, so that the same comes out on every
machine.  What it has not proved by then it does not call optimal.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple, cast

from communitygov.grid.posting.flow import Assignment, Obstruction, assign
from communitygov.grid.posting.outcome import BalanceStatus, Outcome
from communitygov.grid.posting.problem import Problem
from communitygov.grid.posting.repair import Bench

#: How often the prices on households are set anew.
_ROUNDS = 12


class _Node(NamedTuple):
    """A part of all assignments: some items are held by somebody, some may not be held by somebody."""

    bound: int
    number: int
    fixed: dict[int, int]
    barred: frozenset[tuple[int, int]]


_ROOT = _Node(0, 0, {}, frozenset())


class CappedSearch:
    """The search for the cheapest assignment that keeps every limit."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._costs = problem.fitting().costs()
        self._prices = [0] * len(problem.rooms)
        self._best: tuple[int, ...] = ()
        self._best_cost = 0
        self._bound = 0

    def solve(self, effort: int) -> Outcome:
        """Return the best that is found by placing grids `effort` times, and how good it is known to be."""
        trials = effort // max(1, len(self._costs))
        if -1 not in self._problem.current:
            self._try(tuple(self._problem.current))
        found = self._assigned(_ROOT)
        if isinstance(found, Obstruction):
            return Outcome(BalanceStatus.INFEASIBLE, obstruction=found)
        self._bound = found.bound
        self._repair(found)
        if not self._is_proved():
            self._set_prices(found, rounds=min(_ROUNDS, trials))
            self._search(trials)
        return self._outcome()

    def _outcome(self) -> Outcome:
        """Return what was found."""
        if not self._best:
            is_searched = self._bound < 0
            status = BalanceStatus.INFEASIBLE if is_searched else BalanceStatus.UNDECIDED
            return Outcome(status, bound=max(0, self._bound))
        status = BalanceStatus.OPTIMAL if self._is_proved() else BalanceStatus.FEASIBLE
        return Outcome(status, self._best, self._best_cost, min(self._bound, self._best_cost))

    def _is_proved(self) -> bool:
        return bool(self._best) and self._bound >= self._best_cost

    # ------------------------------------------------------------------------- what keeps the limits

    def _loads(self, holders: Sequence[int]) -> list[int]:
        """Return how many households each worker has."""
        loads = [0] * len(self._problem.rooms)
        for item, holder in enumerate(holders):
            loads[holder] += self._problem.weight(item, holder)
        return loads

    def _excess(self, holders: Sequence[int]) -> list[int]:
        """Return by how many households each worker has too many; below zero where there is room."""
        return [
            0 if room.households is None else load - room.households
            for load, room in zip(self._loads(holders), self._problem.rooms, strict=True)
        ]

    def _cost(self, holders: Sequence[int]) -> int:
        return sum(row[holder] for row, holder in zip(self._costs, holders, strict=True))

    def _try(self, holders: tuple[int, ...]) -> None:
        """Keep an assignment that keeps every limit and costs less than the best."""
        slots = [0] * len(self._problem.rooms)
        for holder in holders:
            slots[holder] += 1
        if any(held > room.grids for held, room in zip(slots, self._problem.rooms, strict=True)):
            return
        if max(self._excess(holders), default=0) > 0:
            return
        cost = self._cost(holders)
        if not self._best or cost < self._best_cost:
            self._best, self._best_cost = holders, cost

    def _repair(self, found: Assignment) -> None:
        """Make an assignment lawful by single steps, and keep it if it is the best."""
        bench = Bench(self._problem, self._costs, found.holders)
        if bench.relieve():
            bench.improve()
            self._try(tuple(bench.holders))

    # ------------------------------------------------------------------------- bounds

    def _assigned(self, node: _Node) -> Assignment | Obstruction:
        """Return the cheapest assignment at the prices, limits of households aside, and its bound."""
        width, weight = self._problem.width, self._problem.weight
        rows = [
            sorted(
                (cost + self._prices[at] * weight(item, at)) * width + at
                for at, cost in row.items()
                if node.fixed.get(item, at) == at and (item, at) not in node.barred
            )
            for item, row in enumerate(self._costs)
        ]
        found = assign(rows, self._problem.slots, width=width)
        return found if isinstance(found, Obstruction) else found._replace(bound=found.cost - self._worth())

    def _worth(self) -> int:
        """Return what the limits of households are worth at the prices."""
        return sum(
            price * (room.households or 0)
            for price, room in zip(self._prices, self._problem.rooms, strict=True)
        )

    def _set_prices(self, found: Assignment, *, rounds: int) -> None:
        """Raise the bound by prices on households, and try what comes out at each."""
        best_prices, pace = list(self._prices), 2
        for _ in range(rounds):
            excess = self._excess(found.holders)
            norm = max(1, sum(each * each for each in excess))
            target = self._best_cost if self._best else self._bound + self._bound // 16 + 1
            step = max(0, target - found.bound) * pace
            self._prices = [
                max(0, price + step * each // (2 * norm))
                for price, each in zip(self._prices, excess, strict=True)
            ]
            # There is one at any prices if there is one at all.
            found = cast("Assignment", self._assigned(_ROOT))
            self._repair(found)
            if found.bound > self._bound:
                self._bound, best_prices = found.bound, list(self._prices)
            else:
                pace = 1
        self._prices = best_prices

    # ------------------------------------------------------------------------- search

    def _search(self, trials: int) -> None:
        """Divide what is left until it is proved or the trials are spent."""
        open_nodes, made = [_ROOT._replace(bound=self._bound)], 0
        for _ in range(trials):
            if not open_nodes or (self._best and open_nodes[0].bound >= self._best_cost):
                break
            node = heappop(open_nodes)
            for part in self._opened(node):
                made += 1
                heappush(open_nodes, part._replace(number=made))
        if open_nodes:
            self._bound = open_nodes[0].bound
        else:
            self._bound = self._best_cost if self._best else -1

    def _opened(self, node: _Node) -> Iterator[_Node]:
        """Try the best of a node, and yield the parts of it that may hold something better."""
        found = self._assigned(node)
        if isinstance(found, Obstruction) or (self._best and found.bound >= self._best_cost):
            return
        self._repair(found)
        for fixed, barred in self._parts(node, found):
            yield _Node(max(node.bound, found.bound), 0, fixed, barred)

    def _parts(
        self, node: _Node, found: Assignment
    ) -> Iterator[tuple[dict[int, int], frozenset[tuple[int, int]]]]:
        """Yield parts of a node that hold whatever in it may be better than what was found."""
        excess = self._excess(found.holders)
        worst = max(range(len(excess)), key=lambda holder: (excess[holder], -holder))
        fixed = dict(node.fixed)
        loose = [item for item in range(len(self._costs)) if item not in fixed]
        if excess[worst] > 0:
            weight = self._problem.weight
            held = (item for item in loose if found.holders[item] == worst)
            for item in sorted(held, key=lambda item: (-weight(item, worst), item)):
                yield dict(fixed), node.barred | {(item, worst)}
                fixed[item] = worst  # all of them together are too many
        elif loose and self._cost(found.holders) > found.bound:
            holder = found.holders[loose[0]]
            yield dict(fixed), node.barred | {(loose[0], holder)}
            yield {**fixed, loose[0]: holder}, node.barred
