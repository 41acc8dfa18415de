"""Who lies within a straight distance of whom: the quick way, in whole numbers.

Points are kept in rows of the plane from west to east.  Of a row that a circle crosses, the points between
two places are inside for certain, those beyond two others are outside for certain, and only the few between
are measured.  Nothing is rounded: squares of whole centimetres are compared.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import isqrt
from typing import NamedTuple

from communitygov.geometry.point import Point
from communitygov.space.bits import mask_of

#: So many rows to the greatest radius.
_FINENESS = 16


class _Row(NamedTuple):
    """Points of one row, from west to east."""

    east: list[int]
    north: list[int]
    place: list[int]


class Rows:
    """Points in rows, ready to be asked who is near.

    Examples
    --------
    >>> rows = Rows([Point(0, 0), Point(0, 501), Point(300, 400)], greatest=500)
    >>> sorted(rows.within(Point(0, 0), 500))
    [0, 2]
    """

    __slots__ = ("_height", "_rows")

    def __init__(self, points: Iterable[Point], *, greatest: int) -> None:
        """Sort points into rows for circles of up to the `greatest` radius."""
        self._height = max(1, greatest // _FINENESS)
        sorted_in: dict[int, list[tuple[int, int, int]]] = {}
        for place, point in enumerate(points):
            sorted_in.setdefault(point.north // self._height, []).append((point.east, point.north, place))
        self._rows = {
            at: _Row(*map(list, zip(*sorted(members), strict=True))) for at, members in sorted_in.items()
        }

    def within(self, centre: Point, radius: int) -> list[int]:
        """Return the places of the points at most `radius` away, in no order."""
        east, north = centre.east, centre.north
        square, height = radius * radius, self._height
        found: list[int] = []
        for at in range((north - radius) // height, (north + radius) // height + 1):
            row = self._rows.get(at)
            if row is None:
                continue
            low, high = at * height - north, at * height + height - 1 - north
            least = max(low, -high, 0)
            wide = isqrt(square - least * least)
            first, last = bisect_left(row.east, east - wide), bisect_right(row.east, east + wide)
            most = max(-low, high)
            if most > radius:
                found += _measured(row, range(first, last), centre, square)
                continue
            sure = isqrt(square - most * most)
            begin = bisect_left(row.east, east - sure, first, last)
            end = bisect_right(row.east, east + sure, begin, last)
            found += row.place[begin:end]
            found += _measured(row, (*range(first, begin), *range(end, last)), centre, square)
        return found


def _measured(row: _Row, places: Iterable[int], centre: Point, square: int) -> list[int]:
    """Return those of some points of a row that lie within, each measured."""
    east, north = centre.east, centre.north
    return [
        row.place[at] for at in places if (row.east[at] - east) ** 2 + (row.north[at] - north) ** 2 <= square
    ]


def straight_masks(
    centres: Sequence[Point], points: Sequence[Point], *, radii: Sequence[int]
) -> list[tuple[int, ...]]:
    """Return for each radius one number a centre: bit j is set if point j lies within.

    Examples
    --------
    >>> straight_masks([Point(0, 0)], [Point(0, 7), Point(3, 4)], radii=[5, 7])
    [(2,), (3,)]
    """
    rows = Rows(points, greatest=max(radii))
    size = len(points)
    return [tuple(mask_of(rows.within(centre, radius), size) for centre in centres) for radius in radii]


def straight_distance(one: Point, two: Point) -> int:
    """Return the straight distance in whole centimetres, rounded up.

    So a point is inside a circle exactly if its distance is at most the radius.

    Examples
    --------
    >>> straight_distance(Point(0, 0), Point(3, 4)), straight_distance(Point(0, 0), Point(1, 1))
    (5, 2)
    """
    square = one.square(two)
    return isqrt(square - 1) + 1 if square else 0
