"""Hypothesis strategies for points, areas and planes.

A ring is a star about its middle: corners in the order of their directions, each as far out as it likes, so
that it never crosses itself.  A hole is the same star, smaller.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.geometry.area import Area, Ring
from communitygov.geometry.plane import PER_DEGREE, Plane
from communitygov.geometry.point import FARTHEST, Point

#: Directions in their order about the middle, as whole steps east and north, four to each quarter.
_DIRECTIONS = (
    (4, 0),
    (4, 2),
    (3, 3),
    (2, 4),
    (0, 4),
    (-2, 4),
    (-3, 3),
    (-4, 2),
    (-4, 0),
    (-4, -2),
    (-3, -3),
    (-2, -4),
    (0, -4),
    (2, -4),
    (3, -3),
    (4, -2),
)
#: How far the corner of a star lies out, in steps, and the middle of it from the origin, in centimetres.
_FARTHEST_OUT, _FARTHEST_MIDDLE = 1_000, 10**6
#: Corners of the outer ring lie this many times as far out as those of a hole.
_SHRINKS = 4


def points(*, farthest: int = FARTHEST) -> st.SearchStrategy[Point]:
    """Return points up to `farthest` centimetres east, west, north and south of the origin."""
    reach = st.integers(-farthest, farthest)
    return st.builds(Point, reach, reach)


def _star(middle: Point, directions: Sequence[int], lengths: Sequence[int]) -> Ring:
    """Return the corners of a star."""
    steps = ((_DIRECTIONS[at], length) for at, length in zip(directions, lengths, strict=True))
    return tuple(
        Point(middle.east + east * length, middle.north + north * length) for (east, north), length in steps
    )


@st.composite
def areas(draw: st.DrawFn) -> Area:
    """Return areas of four corners or more about their middle, some with a hole."""
    middle = draw(points(farthest=_FARTHEST_MIDDLE))
    quarters = [draw(st.integers(first, first + 3)) for first in range(0, len(_DIRECTIONS), 4)]
    further = draw(st.sets(st.integers(0, len(_DIRECTIONS) - 1), max_size=4))
    directions = sorted({*quarters, *further})
    lengths = [draw(st.integers(1, _FARTHEST_OUT)) for _ in directions]
    outer = _star(middle, directions, [length * _SHRINKS for length in lengths])
    holes = (_star(middle, directions, lengths),) if draw(st.booleans()) else ()
    return Area(outer, holes)


@st.composite
def planes(draw: st.DrawFn) -> Plane:
    """Return planes anywhere between the 85th degrees north and south."""
    return Plane(
        longitude=draw(st.integers(-180 * PER_DEGREE, 180 * PER_DEGREE)),
        latitude=draw(st.integers(-85 * PER_DEGREE, 85 * PER_DEGREE)),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Point: points, Area: areas, Plane: planes}
)
