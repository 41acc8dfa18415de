"""The shortest walks and the nearest point, by small examples; laws compare them with the plainest code."""

from communitygov.geometry import Point
from communitygov.space.circle.nearest_point import NearestPoints
from communitygov.space.circle.shortest import nearest_starts, walks_to
from communitygov.space.circle.walk_network import Foot

#: From 0 to 2 it is 30, by 1 only 20; 3 lies 9 behind 2.
DETOUR = [[(1, 10), (2, 30)], [(0, 10), (2, 10)], [(0, 30), (1, 10), (3, 9)], [(2, 9)]]


def test_a_shorter_way_that_is_found_later_counts() -> None:
    assert walks_to(Foot(0, 0), DETOUR, within=100) == {0: 0, 1: 10, 2: 20, 3: 29}
    assert nearest_starts([Foot(0, 0)], DETOUR, within=100) == {0: (0, 0), 1: (0, 10), 2: (0, 20), 3: (0, 29)}


def test_the_bound_belongs_to_the_circle() -> None:
    assert walks_to(Foot(0, 0), DETOUR, within=20) == {0: 0, 1: 10, 2: 20}
    assert walks_to(Foot(0, 0), DETOUR, within=19) == {0: 0, 1: 10}
    assert walks_to(Foot(0, 20), DETOUR, within=19) == {}


def test_each_node_goes_to_its_nearest_start_and_to_the_first_of_equals() -> None:
    starts = [None, Foot(3, 0), Foot(0, 0), Foot(0, 0)]
    assert nearest_starts(starts, DETOUR, within=100) == {3: (1, 0), 0: (2, 0), 2: (1, 9), 1: (2, 10)}
    assert nearest_starts([], DETOUR, within=100) == {}
    assert nearest_starts([Foot(0, 0)], DETOUR, within=20) == {0: (0, 0), 1: (0, 10), 2: (0, 20)}


def test_the_nearest_of_many_points_is_found_from_every_side() -> None:
    lattice = [Point(east, north) for east in range(-40, 50, 10) for north in range(-40, 50, 10)]
    tree = NearestPoints(lattice)
    for place, point in enumerate(lattice):
        for east, north in ((1, 1), (-1, 1), (1, -1), (-1, -1), (0, 0)):
            beside = Point(point.east + east, point.north + north)
            assert tree.nearest(beside, within=2) == (place, east * east + north * north)


def test_of_points_equally_near_the_first_given_is_the_nearest_wherever_it_lies() -> None:
    lattice = [Point(east, north) for east in range(0, 90, 10) for north in range(0, 90, 10)]
    for spots in (lattice, lattice[::-1]):
        tree = NearestPoints(spots)
        for east, north in ((5, 5), (45, 35), (75, 5), (35, 40), (40, 45)):
            middle = Point(east, north)
            square, place = min((spot.square(middle), at) for at, spot in enumerate(spots))
            assert tree.nearest(middle, within=10) == (place, square)


def test_of_points_at_one_place_the_first_is_the_nearest() -> None:
    spots = [Point(5, 5)] * 20 + [Point(0, 0)] * 20
    tree = NearestPoints(spots)
    assert tree.nearest(Point(0, 0), within=0) == (20, 0)
    assert tree.nearest(Point(1, 0), within=0) is None


def test_where_there_are_no_points_none_is_near() -> None:
    assert NearestPoints([]).nearest(Point(0, 0), within=10) is None
