"""Which grounds a point lies in, quickly: upright cells of one size, each with the grounds that reach there.

The size of a cell is that of a middling ground, so that a point is compared with a few grounds and not with
all.  Grounds that reach over very many cells stand in a list of their own.  Everything is whole numbers.

This module decides nothing: which of several grounds comes first, `communitygov.grid.routing.placement` says.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from communitygov.geometry.area import Area
from communitygov.geometry.point import Point
from communitygov.grid.routing.report import Ground

#: Over how many cells a ground may reach before it is compared with every point.
MOST_CELLS = 256


class Hit(NamedTuple):
    """A grid in whose ground a point lies: within, or only on the border."""

    grid: str
    is_within: bool


class _Placed(NamedTuple):
    """A ground with its bounds."""

    west: int
    south: int
    east: int
    north: int
    grid: str
    area: Area
    sides: tuple[tuple[int, int, int, int], ...]


class GroundIndex:
    """Grounds, ready to be asked which of them a point lies in.

    Examples
    --------
    >>> corners = Point(0, 0), Point(900, 0), Point(900, 900), Point(0, 900)
    >>> index = GroundIndex([Ground("LQ-01", Area(corners))])
    >>> index.hits(Point(10, 10)), index.hits(Point(0, 10)), index.hits(Point(-1, 10))
    ((Hit(grid='LQ-01', is_within=True),), (Hit(grid='LQ-01', is_within=False),), ())
    """

    __slots__ = ("_cells", "_large", "_size")

    def __init__(self, grounds: Iterable[Ground]) -> None:
        """Sort the grounds into cells."""
        placed = [_placed(each) for each in grounds]
        extents = sorted(max(each.east - each.west, each.north - each.south) for each in placed)
        self._size = extents[len(extents) // 2] + 1 if extents else 1
        self._large: list[_Placed] = []
        cells: defaultdict[tuple[int, int], list[_Placed]] = defaultdict(list)
        for each in placed:
            across = range(each.west // self._size, each.east // self._size + 1)
            along = range(each.south // self._size, each.north // self._size + 1)
            if len(across) * len(along) > MOST_CELLS:
                self._large.append(each)
                continue
            for column in across:
                for line in along:
                    cells[column, line].append(each)
        self._cells = dict(cells)

    def hits(self, point: Point) -> tuple[Hit, ...]:
        """Return the grids in whose ground `point` lies, in the order of their codes, each once."""
        east, north = point.east, point.north
        found: dict[str, bool] = {}
        near = self._cells.get((east // self._size, north // self._size), ())
        for each in (*near, *self._large):
            is_near = each.west <= east <= each.east and each.south <= north <= each.north
            if is_near and each.area.contains(point):
                found[each.grid] = found.get(each.grid, False) or not _is_on(each.sides, east, north)
        return tuple(Hit(grid, found[grid]) for grid in sorted(found))


def _placed(ground: Ground) -> _Placed:
    """Return a ground with its bounds and its sides."""
    low, high = ground.area.bounds
    rings = (ground.area.ring, *ground.area.holes)
    sides = tuple(
        (one.east, one.north, two.east, two.north)
        for ring in rings
        for one, two in pairwise((*ring, ring[0]))
    )
    return _Placed(low.east, low.north, high.east, high.north, ground.grid, ground.area, sides)


def _is_on(sides: Iterable[tuple[int, int, int, int]], east: int, north: int) -> bool:
    """Tell whether a point lies on one of these sides."""
    for west, south, far, high in sides:
        if (
            (west <= east <= far or far <= east <= west)
            and (south <= north <= high or high <= north <= south)
            and (far - west) * (north - south) == (high - south) * (east - west)
        ):
            return True
    return False
