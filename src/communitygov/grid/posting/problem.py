"""Grids to be divided among workers, at what cost: one problem for each jurisdiction.

Grids and workers are numbered here.  A cost is the distance or the caller's own number, and what it costs to
change a grid's worker; it is multiplied by more than there are grids and one is added for each change, so
that among assignments of one cost the one with the fewest changes is the cheapest.

This module knows no posting and no day.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import attrs

from communitygov.grid.posting.price import Price


class Room(NamedTuple):
    """What a worker can still take: grids, and households unless there is no limit."""

    grids: int
    households: int | None = None


@attrs.frozen(eq=False, kw_only=True)
class Problem:
    """Grids to be divided among workers.

    Parameters
    ----------
    grids, workers
        Codes and identifiers, in order; their numbers are their places here.
    rows
        For each grid, in rising order, ``cost * width + worker`` of each worker who may have it.
    rooms
        What each worker can take.
    households
        How many live in each grid.
    current
        Who has each grid now; -1 where nobody has who may.
    change
        What stands in the rows for having another worker than now.
    counted
        By grid and worker, households of the grid that the worker has already with a grid above or beneath.
    """

    grids: tuple[str, ...] = attrs.field(repr=False)
    workers: tuple[str, ...] = attrs.field(repr=False)
    rows: Sequence[Sequence[int]] = attrs.field(repr=False)
    rooms: Sequence[Room] = attrs.field(repr=False)
    households: Sequence[int] = attrs.field(repr=False)
    current: Sequence[int] = attrs.field(repr=False)
    change: int
    counted: Mapping[int, Mapping[int, int]] = attrs.field(factory=dict[int, Mapping[int, int]], repr=False)

    @property
    def width(self) -> int:
        """What divides an entry of a row into cost and worker."""
        return max(1, len(self.workers))

    @property
    def scale(self) -> int:
        """What a cost of the caller is multiplied by."""
        return len(self.grids) + 1

    @property
    def slots(self) -> list[int]:
        """How many grids each worker can take."""
        return [room.grids for room in self.rooms]

    @property
    def is_capped(self) -> bool:
        """Whether anybody's households are limited to fewer than live here."""
        whole = sum(self.households)
        return any(room.households is not None and room.households < whole for room in self.rooms)

    def costs(self) -> list[dict[int, int]]:
        """Return for each grid the cost by worker."""
        width = self.width
        return [{entry % width: entry // width for entry in row} for row in self.rows]

    def cost(self, holders: Sequence[int]) -> int:
        """Return what it costs if the grids are held so."""
        costs = zip(self.costs(), holders, strict=True)
        return sum(row[holder] for row, holder in costs)

    def weight(self, item: int, holder: int) -> int:
        """Return how many households a grid adds to what a worker has."""
        counted = self.counted.get(item)
        return self.households[item] - (counted.get(holder, 0) if counted else 0)

    def is_kept_by(self, holders: Sequence[int]) -> bool:
        """Tell whether each grid is held by who may, and nobody has too much."""
        if len(holders) != len(self.grids):
            return False
        grids, households = [0] * len(self.workers), [0] * len(self.workers)
        for item, (holder, row) in enumerate(zip(holders, self.costs(), strict=True)):
            if holder not in row:
                return False
            grids[holder] += 1
            households[holder] += self.weight(item, holder)
        return all(
            held <= room.grids and (room.households is None or living <= room.households)
            for held, living, room in zip(grids, households, self.rooms, strict=True)
        )

    def within(self, most: int) -> "Problem":
        """Return the same problem with at most so many grids for anybody."""
        rooms = [Room(min(room.grids, most), room.households) for room in self.rooms]
        return attrs.evolve(self, rooms=rooms)

    def fitting(self) -> "Problem":
        """Return the same problem without whoever could not take a grid even if it were the only one."""
        rows = [
            [entry for entry in row if self.fits(item, entry % self.width)]
            for item, row in enumerate(self.rows)
        ]
        return attrs.evolve(self, rows=rows)

    def fits(self, item: int, holder: int) -> bool:
        """Tell whether a worker can take the households of a grid."""
        most = self.rooms[holder].households
        return most is None or self.weight(item, holder) <= most

    def once_held(self, holders: Sequence[int]) -> "Problem":
        """Return the problem as it is once the grids are held so."""
        width, step = self.width, self.change * self.width
        rows = [
            sorted(
                entry - step * (before not in (-1, entry % width)) + step * (after != entry % width)
                for entry in row
            )
            for row, before, after in zip(self.rows, self.current, holders, strict=True)
        ]
        return attrs.evolve(self, rows=rows, current=tuple(holders))


class Area(NamedTuple):
    """Grids and workers that belong together, and which workers may have which grid."""

    grids: tuple[str, ...]
    workers: tuple[str, ...]
    allowed: Sequence[Sequence[str]]


class Terms(NamedTuple):
    """On what terms grids are divided: costs, rooms, households, who has what, what a change costs.

    Last, by grid and worker, the households that the worker has already with another grid.
    """

    price: Price
    rooms: Mapping[str, Room]
    households: Mapping[str, int]
    current: Mapping[str, str]
    changing: int
    counted: Mapping[str, Mapping[str, int]] = MappingProxyType({})


def problem_of(area: Area, terms: Terms) -> Problem:
    """Return the problem of an area."""
    number = {worker: at for at, worker in enumerate(area.workers)}
    scale, width = len(area.grids) + 1, max(1, len(area.workers))
    change = terms.changing * scale + 1
    rows, current = list[list[int]](), list[int]()
    for grid, workers in zip(area.grids, area.allowed, strict=True):
        found = [
            (cost, number[worker])
            for cost, worker in zip(terms.price(grid, workers), workers, strict=True)
            if cost >= 0
        ]
        now = number.get(terms.current.get(grid, ""), -1)
        holder = now if any(at == now for _, at in found) else -1
        more = change * width * (holder >= 0)
        rows.append(sorted(cost * scale * width + at + more * (at != holder) for cost, at in found))
        current.append(holder)
    return Problem(
        grids=area.grids,
        workers=area.workers,
        rows=rows,
        rooms=[terms.rooms[worker] for worker in area.workers],
        households=[terms.households.get(grid, 0) for grid in area.grids],
        current=current,
        change=change,
        counted={
            at: {number[worker]: count for worker, count in terms.counted[grid].items() if worker in number}
            for at, grid in enumerate(area.grids)
            if grid in terms.counted
        },
    )
