"""The nearest of many points, exactly: a tree that halves the plane in turns.

Of points equally near, the one that was given first is the nearest.
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from communitygov.geometry.point import Point

#: So many points are measured one by one.
_LEAF = 8


#: East, north and place of a point.
_Spot: TypeAlias = tuple[int, int, int]


class _Leaf(NamedTuple):
    """A few points."""

    spots: list[_Spot]


class _Fork(NamedTuple):
    """Two halves: those up to a line, and those from it on."""

    axis: int
    line: int
    below: "_Fork | _Leaf"
    above: "_Fork | _Leaf"


class NearestPoints:
    """Points, ready to be asked for the nearest.

    Examples
    --------
    >>> points = NearestPoints([Point(0, 0), Point(10, 0), Point(10, 0)])
    >>> points.nearest(Point(9, 0), within=5), points.nearest(Point(100, 0), within=5)
    ((1, 1), None)
    """

    __slots__ = ("_known", "_root")

    def __init__(self, points: Iterable[Point]) -> None:
        """Sort the points into a tree; of points at one place the first stands for all."""
        first: dict[tuple[int, int], int] = {}
        for place, point in enumerate(points):
            first.setdefault((point.east, point.north), place)
        self._root = _grown([(east, north, place) for (east, north), place in first.items()], 0)
        self._known: dict[tuple[int, int], tuple[int, int] | None] = {}

    def nearest(self, point: Point, *, within: int) -> tuple[int, int] | None:
        """Return the place of the nearest point and the square of its distance; none beyond `within`."""
        key = point.east, point.north
        if key not in self._known:
            self._known[key] = self._found(key)
        found = self._known[key]
        return found if found is not None and found[1] <= within * within else None

    def _found(self, at: tuple[int, int]) -> tuple[int, int] | None:
        """Return the nearest of all."""
        best, place = -1, -1
        open_branches: list[tuple[int, _Fork | _Leaf]] = [(0, self._root)]
        while open_branches:
            least, branch = open_branches.pop()
            if place >= 0 and least > best:
                continue
            while isinstance(branch, _Fork):
                beyond = at[branch.axis] - branch.line
                near, far = (branch.below, branch.above) if beyond <= 0 else (branch.above, branch.below)
                open_branches.append((max(least, beyond * beyond), far))
                branch = near
            for east, north, each in branch.spots:
                square = (east - at[0]) ** 2 + (north - at[1]) ** 2
                if place < 0 or (square, each) < (best, place):
                    best, place = square, each
        return (place, best) if place >= 0 else None


def _grown(spots: list[_Spot], axis: int) -> _Fork | _Leaf:
    """Halve points until few are left; a million points lie 18 deep."""
    if len(spots) <= _LEAF:
        return _Leaf(spots)
    spots.sort(key=lambda spot: spot[axis])
    middle = len(spots) // 2
    line = spots[middle][axis]
    return _Fork(axis, line, _grown(spots[:middle], 1 - axis), _grown(spots[middle:], 1 - axis))
