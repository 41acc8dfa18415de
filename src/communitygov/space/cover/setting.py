"""A cover problem in plain numbers, ready to be searched.

Points that the same sites cover are taken for one; that halves the work and changes no answer.  This module
checks nothing, whoever calls it has.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from communitygov.space.bits import Planes, merged
from communitygov.space.cover.capacity import ServedWorth
from communitygov.space.cover.greedy import CoverWorth, Filling, Worth
from communitygov.space.cover.refill import Nearness, Refill
from communitygov.space.cover.relaxation import Relaxation
from communitygov.space.cover.score import cover_task


class Setting(NamedTuple):
    """What sites cover and cost, what points weigh, what may be spent, and what stands already."""

    covers: Sequence[int]
    weights: Sequence[int]
    costs: Sequence[int]
    budget: int
    capacities: Sequence[int] = ()
    fixed: Sequence[int] = ()

    def merged(self) -> "Setting":
        """Return the setting with points of equal covers taken for one."""
        together = merged(self.covers, len(self.weights))
        weights = [sum(self.weights[point] for point in points) for points in together.behind]
        return self._replace(covers=together.masks, weights=weights)

    def worth(self) -> Worth[Any]:
        """Return what sites are worth."""
        planes = Planes(self.weights)
        if self.capacities:
            return ServedWorth(self.covers, planes, capacities=self.capacities)
        return CoverWorth(self.covers, planes)

    def refill(self, worth: Worth[Any], seed: int) -> Refill[Any]:
        """Return the search of choices."""
        filling = Filling(worth, self.costs, budget=self.budget)
        return Refill(worth, filling, near=Nearness(self.covers), kept=self.fixed, seed=seed)

    def relaxation(self) -> Relaxation:
        """Return the bound."""
        task = cover_task(
            self.covers,
            self.weights,
            costs=self.costs,
            budget=self.budget,
            capacities=self.capacities,
        )
        return Relaxation(task)
