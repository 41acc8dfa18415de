"""From an assignment that overloads somebody to a lawful one, and then to a cheaper one, by single steps.

A step moves one item, or swaps two.  Nothing is proved here.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from communitygov.grid.posting.problem import Problem


class Step(NamedTuple):
    """Items that change hands, and to whom; what that takes off the overload, and what it costs."""

    relief: int
    cost: int
    moves: tuple[tuple[int, int], ...]


class Bench:
    """An assignment under repair."""

    def __init__(self, problem: Problem, costs: Sequence[dict[int, int]], holders: Sequence[int]) -> None:
        self._costs, self._weight, self._rooms = costs, problem.weight, problem.rooms
        self.holders = list(holders)
        self._held: list[set[int]] = [set() for _ in problem.rooms]
        self._load = [0] * len(problem.rooms)
        for item, holder in enumerate(self.holders):
            self._held[holder].add(item)
            self._load[holder] += self._weight(item, holder)

    def overloaded(self) -> list[int]:
        """Return the holders with too much, the worst first."""
        over = [(self._over(at, load), -at) for at, load in enumerate(self._load)]
        return [-at for excess, at in sorted(over, reverse=True) if excess > 0]

    def relieve(self) -> bool:
        """Take steps until nobody has too much; tell whether that was reached."""
        while over := self.overloaded():
            steps = (step for holder in over for step in self._steps(sorted(self._held[holder])))
            best = min(
                (step for step in steps if step.relief > 0),
                key=lambda step: (Fraction(max(0, step.cost), step.relief), step.cost, step.moves),
                default=None,
            )
            if best is None:
                return False
            self._take(best)
        return True

    def improve(self) -> None:
        """Take steps that cost less, while there are any."""
        found = True
        while found:
            found = False
            for item in range(len(self.holders)):
                steps = (step for step in self._steps((item,)) if step.relief >= 0 and step.cost < 0)
                best = min(steps, key=lambda step: (step.cost, step.moves), default=None)
                if best is not None:
                    self._take(best)
                    found = True

    def _steps(self, items: Sequence[int]) -> Iterator[Step]:
        """Yield what can be done with some items."""
        for item in items:
            for holder in self._costs[item]:
                if holder != self.holders[item]:
                    yield from self._moves(item, holder)
                    yield from (
                        self._step((item, holder), (other, self.holders[item]))
                        for other in self._held[holder]
                        if self.holders[item] in self._costs[other]
                    )

    def _moves(self, item: int, holder: int) -> Iterator[Step]:
        """Yield the move of an item to a holder with a slot."""
        if len(self._held[holder]) < self._rooms[holder].grids:
            yield self._step((item, holder))

    def _step(self, *moves: tuple[int, int]) -> Step:
        """Return what some moves do."""
        change: dict[int, int] = {}
        cost = 0
        for item, holder in moves:
            before = self.holders[item]
            change[before] = change.get(before, 0) - self._weight(item, before)
            change[holder] = change.get(holder, 0) + self._weight(item, holder)
            cost += self._costs[item][holder] - self._costs[item][before]
        relief = sum(
            self._over(at, self._load[at]) - self._over(at, self._load[at] + more)
            for at, more in change.items()
        )
        return Step(relief, cost, moves)

    def _over(self, holder: int, load: int) -> int:
        """Return how much of a load is too much for a holder."""
        most = self._rooms[holder].households
        return 0 if most is None else max(0, load - most)

    def _take(self, step: Step) -> None:
        """Let items change hands."""
        for item, holder in step.moves:
            before = self.holders[item]
            self._held[before].discard(item)
            self._held[holder].add(item)
            self._load[before] -= self._weight(item, before)
            self._load[holder] += self._weight(item, holder)
            self.holders[item] = holder
