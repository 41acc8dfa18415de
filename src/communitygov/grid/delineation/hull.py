"""The smallest convex ring around points, in whole centimetres, with nothing rounded."""

from collections.abc import Iterable, Sequence

from communitygov.geometry.area import Area
from communitygov.geometry.point import FARTHEST, Point

#: Half the side of the square that a building is taken for, in centimetres: a library default.
HALF_SIDE = 500


def convex_hull(points: Iterable[Point], *, half_side: int = HALF_SIDE) -> Area:
    """Return the convex area around squares about the points, its corners counterclockwise.

    With squares of some size there is ground even about one point.

    Examples
    --------
    >>> convex_hull([Point(0, 0), Point(4_000, 0)], half_side=100).square_metres
    84
    """
    corners = sorted(
        {
            (min(max(east, -FARTHEST), FARTHEST), min(max(north, -FARTHEST), FARTHEST))
            for point in points
            for east in (point.east - half_side, point.east + half_side)
            for north in (point.north - half_side, point.north + half_side)
        }
    )
    lower, upper = _chain(corners), _chain(corners[::-1])
    return Area([Point(east, north) for east, north in (*lower[:-1], *upper[:-1])])


def _chain(corners: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return one half of the ring, from the first corner to the last, turning left only."""
    chain: list[tuple[int, int]] = []
    for east, north in corners:
        while len(chain) > 1:
            (first_east, first_north), (last_east, last_north) = chain[-2:]
            turn = (last_east - first_east) * (north - first_north)
            if turn > (last_north - first_north) * (east - first_east):
                break
            chain.pop()
        chain.append((east, north))
    return chain
