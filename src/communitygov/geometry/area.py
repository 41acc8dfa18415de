"""An area of the plane: one ring of points, holes cut out; which points lie in it, exactly.

A point on the border belongs to the area, on that of a hole too.  So a point on the border of two areas lies
in both: whoever divides ground decides which comes first.

Whether a ring crosses itself is not looked at.  Of such a ring the parts lie in the area that a way from
outside reaches over an odd number of sides, and `Area.square_metres` says nothing useful.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar, TypeAlias, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, counted
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.geometry.point import Point

#: Most corners of one ring.
MOST_CORNERS = 10_000

Ring: TypeAlias = tuple[Point, ...]

_RING = Words(
    f"须为 3 至 {MOST_CORNERS} 个不同的点，首尾不重复",
    f"must be 3 to {MOST_CORNERS} points, the first not repeated at the end",
)


def _ring(what: str, ring: object) -> None:
    """Refuse anything but the corners of a ring, no two neighbours equal."""
    if not isinstance(ring, tuple):
        raise InvalidValue(what, ring, _RING)
    corners = cast("Ring", ring)
    is_long_enough = 3 <= len(corners) <= MOST_CORNERS  # noqa: PLR2004  a triangle
    if (
        not is_long_enough
        or any(type(point) is not Point for point in corners)
        or any(one == next_one for one, next_one in _sides(corners))
    ):
        raise InvalidValue(what, len(corners), _RING)


def _check_outer(_owner: object, field: "attrs.Attribute[Ring]", ring: Ring) -> None:
    """Refuse a bad outer ring."""
    _ring(field.name, ring)


def _check_holes(_owner: object, field: "attrs.Attribute[tuple[Ring, ...]]", holes: tuple[Ring, ...]) -> None:
    """Refuse a bad hole."""
    for at, hole in enumerate(holes):
        _ring(f"{field.name}[{at}]", hole)


def _as_rings(given: Iterable[Any]) -> tuple[Any, ...]:
    """Return every hole as a tuple, whatever kind of sequence it came as."""
    return tuple(
        tuple(cast("list[Point]", ring)) if isinstance(ring, list) else ring for ring in as_tuple(given)
    )


@attrs.frozen
class Area(Value):
    """Ground within a ring, without its holes.

    Parameters
    ----------
    ring
        Corners in order, either way round; the first is not repeated.
    holes
        Rings that are cut out.

    Examples
    --------
    >>> yard = Area((Point(0, 0), Point(1_000, 0), Point(1_000, 1_000), Point(0, 1_000)))
    >>> yard.contains(Point(500, 500)), yard.contains(Point(0, 500)), yard.contains(Point(-1, 500))
    (True, True, False)
    >>> yard.square_metres
    100
    >>> Area((Point(0, 0), Point(1, 0)))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: ring: 2 will not do; it must be 3 to 10000 points, the first not \
repeated at the end. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "area"
    ring: Ring = attrs.field(converter=as_tuple, validator=_check_outer, repr=counted)
    holes: tuple[Ring, ...] = attrs.field(
        default=(), converter=_as_rings, validator=_check_holes, repr=counted
    )

    @cached_property
    def bounds(self) -> tuple[Point, Point]:
        """The south-western and north-eastern corner of the smallest upright rectangle around it."""
        easts, norths = [point.east for point in self.ring], [point.north for point in self.ring]
        return Point(min(easts), min(norths)), Point(max(easts), max(norths))

    @property
    def square_metres(self) -> int:
        """Ground within, in whole square metres, rounded down."""
        doubled = abs(_doubled(self.ring)) - sum(abs(_doubled(hole)) for hole in self.holes)
        return max(0, doubled) // 20_000

    def contains(self, point: Point) -> bool:
        """Tell whether `point` lies in the area or on its border."""
        require("point", point, kind=Point)
        south_west, north_east = self.bounds
        is_near = (
            south_west.east <= point.east <= north_east.east
            and south_west.north <= point.north <= north_east.north
        )
        return (
            is_near
            and (_is_on(self.ring, point) or _is_within(self.ring, point))
            and not any(_is_within(hole, point) and not _is_on(hole, point) for hole in self.holes)
        )


def _sides(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the sides of a ring, the closing one last."""
    return pairwise((*ring, ring[0]))


def _doubled(ring: Ring) -> int:
    """Return twice the signed ground within a ring, in square centimetres."""
    return sum(one.east * two.north - two.east * one.north for one, two in _sides(ring))


def _turn(one: Point, two: Point, point: Point) -> int:
    """Return a positive number if `point` lies left of the way from `one` to `two`, 0 if it lies on it."""
    return (two.east - one.east) * (point.north - one.north) - (two.north - one.north) * (
        point.east - one.east
    )


def _is_on(ring: Ring, point: Point) -> bool:
    """Tell whether `point` lies on a side of the ring."""
    return any(
        _turn(one, two, point) == 0
        and min(one.east, two.east) <= point.east <= max(one.east, two.east)
        and min(one.north, two.north) <= point.north <= max(one.north, two.north)
        for one, two in _sides(ring)
    )


def _is_within(ring: Ring, point: Point) -> bool:
    """Tell whether a ray to the east crosses the ring an odd number of times."""
    crossings = 0
    for one, two in _sides(ring):
        if (one.north > point.north) != (two.north > point.north):
            low, high = (one, two) if one.north < two.north else (two, one)
            crossings += _turn(low, high, point) > 0
    return crossings % 2 == 1
