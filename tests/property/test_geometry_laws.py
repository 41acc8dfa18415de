"""Laws of points, areas and planes; what lies in an area is found a second time by other ways."""

from itertools import pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st

from communitygov.geometry import Area, Plane, Point
from communitygov.geometry.plane import PER_DEGREE
from communitygov.testing.strategies.geometry import areas, planes, points

near = points(farthest=30)
#: Any closed way of corners, one that crosses itself too.
ways = st.lists(near, min_size=3, max_size=8).map(
    lambda found: [point for at, point in enumerate(found) if point != found[at - 1]]
)


def sides(ring: tuple[Point, ...]) -> list[tuple[Point, Point]]:
    return list(pairwise((*ring, ring[0])))


def is_between(one: Point, two: Point, point: Point) -> bool:
    """Whether the ends of a side lie in opposite directions from a point, which so lies on it."""
    ahead = (one.east - point.east, one.north - point.north)
    behind = (two.east - point.east, two.north - point.north)
    cross = ahead[0] * behind[1] - ahead[1] * behind[0]
    return cross == 0 and ahead[0] * behind[0] + ahead[1] * behind[1] <= 0


def quarter(point: Point, middle: Point) -> int:
    east, north = point.east - middle.east, point.north - middle.north
    return (0 if north >= 0 else 3) if east > 0 or (east == 0 and north > 0) else (1 if north > 0 else 2)


def windings(ring: tuple[Point, ...], middle: Point) -> int:
    """How often a ring goes round a point that it does not touch, counted in quarters of a turn."""
    turned = 0
    for one, two in sides(ring):
        step = (quarter(two, middle) - quarter(one, middle)) % 4
        if step == 2:
            cross = (one.east - middle.east) * (two.north - middle.north) - (one.north - middle.north) * (
                two.east - middle.east
            )
            turned += 2 if cross > 0 else -2
        else:
            turned += -1 if step == 3 else step
    assert turned % 4 == 0
    return turned // 4


def is_inside(area: Area, point: Point) -> bool:
    """What `Area.contains` should say."""

    def is_on(ring: tuple[Point, ...]) -> bool:
        return any(is_between(one, two, point) for one, two in sides(ring))

    def is_strictly_in(ring: tuple[Point, ...]) -> bool:
        return not is_on(ring) and windings(ring, point) % 2 == 1

    return (is_on(area.ring) or is_strictly_in(area.ring)) and not any(map(is_strictly_in, area.holes))


@given(ways, near)
def test_any_ring_contains_what_it_winds_round_an_odd_number_of_times(
    ring: list[Point], point: Point
) -> None:
    if len(ring) >= 3:
        area = Area(ring)
        assert area.contains(point) == is_inside(area, point)


@given(areas(), st.data())
def test_a_star_with_a_hole_contains_what_it_winds_round(area: Area, data: st.DataObject) -> None:
    low, high = area.bounds
    point = data.draw(
        st.sampled_from([*area.ring, *(corner for hole in area.holes for corner in hole)])
        | st.builds(
            Point, st.integers(low.east - 1, high.east + 1), st.integers(low.north - 1, high.north + 1)
        )
    )
    assert area.contains(point) == is_inside(area, point)


@given(near, st.integers(1, 50), st.integers(1, 50), st.integers(-50, 50), near)
def test_a_slanted_box_contains_what_lies_on_the_inner_side_of_all_its_sides(
    corner: Point, width: int, height: int, slant: int, point: Point
) -> None:
    ring = [
        corner,
        Point(corner.east + width, corner.north),
        Point(corner.east + width + slant, corner.north + height),
        Point(corner.east + slant, corner.north + height),
    ]
    turns = [
        (two.east - one.east) * (point.north - one.north) - (two.north - one.north) * (point.east - one.east)
        for one, two in pairwise([*ring, corner])
    ]
    assert Area(ring).contains(point) == all(turn >= 0 for turn in turns)


@given(areas(), near, near)
def test_moving_everything_changes_nothing(area: Area, way: Point, point: Point) -> None:
    def moved(old: Point) -> Point:
        return Point(old.east + way.east, old.north + way.north)

    beyond = Area(map(moved, area.ring), [tuple(map(moved, hole)) for hole in area.holes])
    assert beyond.contains(moved(point)) == area.contains(point)
    assert beyond.square_metres == area.square_metres
    assert beyond.bounds == tuple(map(moved, area.bounds))


@given(areas(), near)
def test_the_way_round_and_the_first_corner_do_not_matter(area: Area, point: Point) -> None:
    for ring in (tuple(reversed(area.ring)), (*area.ring[1:], area.ring[0])):
        other = attrs.evolve(area, ring=ring)
        assert other.contains(point) == area.contains(point)
        assert other.square_metres == area.square_metres


@given(areas())
def test_all_corners_lie_in_an_area_and_what_is_cut_out_is_missing(area: Area) -> None:
    assert all(map(area.contains, area.ring))
    whole = attrs.evolve(area, holes=())
    assert 0 <= area.square_metres <= whole.square_metres


@given(points(), points(), points())
def test_distances_are_those_of_a_plane(one: Point, two: Point, three: Point) -> None:
    assert one.distance(two) == two.distance(one)
    assert (one.distance(two) == 0) == (one == two)
    assert one.distance(two) ** 2 <= one.square(two) < (one.distance(two) + 1) ** 2
    assert one.distance(three) <= one.distance(two) + two.distance(three) + 2


@given(planes(), points(farthest=2_000_000))
def test_a_point_comes_back_from_degrees_to_within_a_centimetre(plane: Plane, point: Point) -> None:
    plane = attrs.evolve(plane, longitude=plane.longitude % (170 * PER_DEGREE))
    back = plane.point(*plane.degrees(point))
    assert max(abs(back.east - point.east), abs(back.north - point.north)) <= 1


@given(planes(), st.integers(-PER_DEGREE, PER_DEGREE))
def test_latitudes_come_back_as_they_were(plane: Plane, north: int) -> None:
    latitude = plane.latitude + north
    assert plane.degrees(plane.point(plane.longitude, latitude)) == (plane.longitude, latitude)
