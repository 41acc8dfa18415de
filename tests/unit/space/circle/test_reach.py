"""Who is inside a circle, clause by clause."""

from fractions import Fraction

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.geometry import Point
from communitygov.space.audience import Population
from communitygov.space.circle import (
    CirclesDoNotMix,
    DemandPoint,
    Site,
    StraightCircle,
    WalkCircle,
    WalkNetwork,
    distances,
    nearest_sites,
    reached,
    reached_within,
)

ONE = Population.of({"60plus": 1})
SITE = Site("s", at=Point(0, 0), node="gate")
QUARTER = WalkCircle(15, metres_per_minute=60)  # a metre a second


def home(code: str, *, east: int = 0, node: str = "") -> DemandPoint:
    return DemandPoint(code, at=Point(east, 0), node=node, population=ONE)


def test_fifteen_minutes_are_inside_and_a_second_more_is_outside() -> None:
    street = WalkNetwork([("gate", "a", 15 * 60 * 100), ("a", "b", 100)])
    homes = [home("15:00", node="a"), home("15:01", node="b")]
    assert reached([SITE], homes, circle=QUARTER, network=street) == (0b01,)


def test_the_speed_decides_who_is_inside() -> None:
    street = WalkNetwork([("gate", "a", 100_000)])
    homes = [home("a", node="a")]
    assert reached([SITE], homes, circle=WalkCircle(15, metres_per_minute=66), network=street) == (0,)
    assert reached([SITE], homes, circle=WalkCircle(15, metres_per_minute=67), network=street) == (1,)
    assert reached([SITE], homes, circle=WalkCircle.of_radius(15, metres=1_000), network=street) == (1,)
    assert reached([SITE], homes, circle=WalkCircle.of_radius(15, metres=999), network=street) == (0,)


def test_what_cannot_be_reached_is_outside_and_no_error() -> None:
    street = WalkNetwork([("gate", "a", 100), ("island", "pier", 100)])
    homes = [home("a", node="a"), home("b", node="island")]
    assert reached([SITE], homes, circle=QUARTER, network=street) == (0b01,)
    assert distances([SITE], homes, network=street) == ((100, None),)
    assert nearest_sites([SITE], homes, circle=QUARTER, network=street) == (("s", 100), None)


def test_a_point_across_the_water_is_not_at_the_next_node() -> None:
    street = WalkNetwork([("gate", "quay", 100)], nodes=[("quay", Point(1_000, 0))], snap_limit=5_000)
    homes = [home("this-side", east=1_400), home("that-side", east=6_001)]
    assert distances([SITE], homes, network=street) == ((500, None),)
    assert reached([SITE], homes, circle=QUARTER, network=street) == (0b01,)


def test_the_way_beside_the_network_is_walked_at_both_ends() -> None:
    street = WalkNetwork([("a", "b", 1_000)], nodes=[("a", Point(0, 0)), ("b", Point(900, 0))])
    site = Site("s", at=Point(0, 30))
    assert distances([site], [home("h", east=905)], network=street) == ((1_035,),)


def test_a_site_off_the_network_is_reached_by_nobody() -> None:
    street = WalkNetwork([("a", "b", 1)], nodes=[("a", Point(0, 0))], snap_limit=10)
    far = [Site("far", at=Point(500, 0)), Site("nowhere", at=Point(0, 0), node="b")]
    assert reached(far, [home("h")], circle=QUARTER, network=street) == (0, 1)
    assert nearest_sites(far, [home("h")], circle=QUARTER, network=street) == (("nowhere", 1),)


def test_a_site_farther_beside_the_network_than_the_circle_reaches_nobody() -> None:
    street = WalkNetwork([("a", "b", 1)], nodes=[("a", Point(0, 0))], snap_limit=500)
    site, ring = Site("far", at=Point(400, 0)), WalkCircle(1, metres_per_minute=3)
    assert reached([site], [home("h")], circle=ring, network=street) == (0,)
    assert nearest_sites([site], [home("h")], circle=ring, network=street) == (None,)


def test_people_walk_a_one_way_edge_in_its_direction_from_home_to_the_site() -> None:
    street = WalkNetwork([], one_way=[("up", "gate", 50), ("gate", "down", 50)])
    homes = [home("up", node="up"), home("down", node="down")]
    assert distances([SITE], homes, network=street) == ((50, None),)


def test_of_several_edges_between_two_nodes_the_shortest_counts() -> None:
    street = WalkNetwork([("gate", "a", 90), ("a", "gate", 40), ("gate", "a", 70)])
    assert distances([SITE], [home("a", node="a")], network=street) == ((40,),)


def test_of_sites_equally_far_the_first_given_is_the_nearest() -> None:
    street = WalkNetwork([("west", "middle", 10), ("east", "middle", 10)])
    east, west = Site("east", node="east"), Site("west", node="west")
    homes = [home("h", node="middle")]
    assert nearest_sites([east, west], homes, circle=QUARTER, network=street) == (("east", 10),)
    assert nearest_sites([west, east], homes, circle=QUARTER, network=street) == (("west", 10),)


def test_of_nodes_equally_near_the_first_by_code_is_taken() -> None:
    street = WalkNetwork(
        [("gate", "b", 5), ("gate", "a", 70)], nodes=[("b", Point(-10, 0)), ("a", Point(10, 0))]
    )
    assert distances([SITE], [home("h")], network=street) == ((80,),)


def test_a_straight_distance_is_rounded_up_so_that_it_agrees_with_the_circle() -> None:
    homes = [DemandPoint("h", at=Point(1, 1), population=ONE)]
    ring = StraightCircle(1, metres_per_minute=Fraction(1, 100))
    assert distances([SITE], homes) == ((2,),)
    assert reached([SITE], homes, circle=ring) == (0,)


@pytest.mark.parametrize("radius", [1, 15, 16, 40, 65])
def test_of_a_lattice_about_the_site_those_are_inside_whose_squares_say_so(radius: int) -> None:
    centre = Point(7, -11)
    ring = StraightCircle(1, metres_per_minute=Fraction(radius, 100))
    spots = [Point(east, north) for east in range(-60, 75, 2) for north in range(-80, 56)]
    homes = [DemandPoint(f"h{at}", at=spot, population=ONE) for at, spot in enumerate(spots)]
    (mask,) = reached([Site("s", at=centre)], homes, circle=ring)
    assert [mask >> at & 1 for at in range(len(spots))] == [
        spot.square(centre) <= radius**2 for spot in spots
    ]


def test_a_point_on_the_edge_is_inside_and_a_centimetre_farther_is_not() -> None:
    ring = StraightCircle(1, metres_per_minute=50)
    edge = [(3_000, 4_000), (4_000, -3_000), (-1_400, 4_800), (5_000, 0), (0, -5_000)]
    spots = [Point(east, north) for east, north in edge] + [Point(3_000, 4_001), Point(-5_001, 0)]
    homes = [DemandPoint(f"h{at}", at=spot, population=ONE) for at, spot in enumerate(spots)]
    assert reached([SITE], homes, circle=ring) == (0b0011111,)


def test_a_bound_on_foot_takes_in_the_way_beside_the_network() -> None:
    street = WalkNetwork([("gate", "a", 100)], nodes=[("a", Point(0, 0))])
    homes = [home("h", east=50)]
    assert distances([SITE], homes, network=street, within=150) == ((150,),)
    assert distances([SITE], homes, network=street, within=149) == ((None,),)


def test_straight_distances_beyond_a_bound_are_left_out() -> None:
    assert distances([SITE], [home("a", east=10), home("b", east=11)], within=10) == ((10, None),)


def test_without_sites_or_homes_there_is_nothing() -> None:
    ring = StraightCircle(5, metres_per_minute=75)
    assert reached([], [home("h")], circle=ring) == ()
    assert reached([SITE], [], circle=ring) == (0,)
    assert nearest_sites([], [home("h")], circle=ring) == (None,)


def test_circles_of_both_kinds_are_not_asked_about_at_once() -> None:
    both = [StraightCircle(5, metres_per_minute=75), WalkCircle(10, metres_per_minute=75)]
    with pytest.raises(CirclesDoNotMix) as refused:
        reached_within([SITE], [], circles=both)
    assert refused.value.code == "CIRCLES_DO_NOT_MIX"
    assert "直线" in refused.value.text("zh")
    assert "步行" in refused.value.text("zh")


def test_a_network_belongs_to_a_circle_on_foot_and_to_no_other() -> None:
    street = WalkNetwork([("gate", "a", 1)])
    straight = StraightCircle(5, metres_per_minute=75)
    with pytest.raises(InvalidValue, match="must be left out"):
        reached([SITE], [], circle=straight, network=street)
    with pytest.raises(InvalidValue, match="must be left out"):
        nearest_sites([SITE], [], circle=straight, network=street)
    with pytest.raises(InvalidValue, match="must be a WalkNetwork"):
        nearest_sites([SITE], [], circle=QUARTER)
    with pytest.raises(InvalidValue, match="must be a WalkNetwork"):
        distances([SITE], [], network="street")  # type: ignore[arg-type]


def test_a_place_without_a_point_cannot_be_measured_in_a_straight_line() -> None:
    with pytest.raises(InvalidValue, match="must have a point"):
        reached([Site("s", node="gate")], [], circle=StraightCircle(5, metres_per_minute=75))


def test_an_unknown_node_is_named_with_one_near_it() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'gate'"):
        reached([Site("s", node="gatte")], [], circle=QUARTER, network=WalkNetwork([("gate", "a", 1)]))


@pytest.mark.parametrize("within", [-1, 1.5, 10**9 + 1, True])
def test_a_bound_is_whole_centimetres(within: int) -> None:
    with pytest.raises(InvalidValue, match="within"):
        distances([SITE], [home("h")], within=within)


def test_a_code_stands_once() -> None:
    with pytest.raises(InvalidValue, match="must name each once"):
        reached([SITE, SITE], [], circle=StraightCircle(5, metres_per_minute=75))


def test_points_far_apart_take_no_longer() -> None:
    homes = [home("a", east=-(10**9)), home("b", east=10**9), home("c")]
    assert reached([SITE], homes, circle=StraightCircle(1, metres_per_minute=Fraction(1, 100))) == (0b100,)
