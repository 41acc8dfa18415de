"""Areas: what lies in them, what no area is."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.geometry import Area, Point
from communitygov.geometry.area import MOST_CORNERS


def square(low: int, high: int) -> tuple[Point, ...]:
    return (Point(low, low), Point(high, low), Point(high, high), Point(low, high))


def test_the_border_belongs_to_the_area_and_the_inside_of_a_hole_does_not() -> None:
    yard = Area(square(0, 100), [square(40, 60)])
    assert yard.contains(Point(0, 0))
    assert yard.contains(Point(100, 50))
    assert yard.contains(Point(40, 50))
    assert yard.contains(Point(39, 50))
    assert not yard.contains(Point(41, 50))
    assert not yard.contains(Point(101, 50))
    assert not yard.contains(Point(50, -1))


def test_what_lies_on_the_border_of_a_hole_outside_lies_outside() -> None:
    yard = Area(square(0, 100), [square(90, 200)])
    assert yard.contains(Point(90, 95))
    assert not yard.contains(Point(200, 150))
    assert not yard.contains(Point(95, 100))


def test_what_lies_on_the_border_of_one_hole_and_within_another_is_cut_out() -> None:
    yard = Area(square(0, 100), [square(20, 60), square(40, 80)])
    assert not yard.contains(Point(60, 50))
    assert yard.contains(Point(60, 30))


def test_a_ray_through_a_corner_counts_it_once() -> None:
    roof = Area((Point(0, 0), Point(20, 0), Point(30, 10), Point(20, 20), Point(0, 20), Point(10, 10)))
    assert roof.contains(Point(15, 10))
    assert not roof.contains(Point(5, 10))


def test_a_ring_without_ground_contains_its_own_line_only() -> None:
    line = Area((Point(0, 0), Point(10, 0), Point(20, 0)))
    assert line.square_metres == 0
    assert line.contains(Point(15, 0))
    assert not line.contains(Point(15, 1))


def test_ground_is_counted_without_holes_whichever_way_round() -> None:
    yard = Area(square(0, 1000), [tuple(reversed(square(0, 500)))])
    assert yard.square_metres == 75
    assert Area(tuple(reversed(square(0, 1000)))).square_metres == 100


def test_the_bounds_are_the_corners_of_an_upright_rectangle() -> None:
    assert Area((Point(5, 1), Point(9, 4), Point(2, 8))).bounds == (Point(2, 1), Point(9, 8))


@pytest.mark.parametrize(
    "ring",
    [
        (),
        square(0, 9)[:2],
        (*square(0, 9), Point(0, 0)),
        (Point(0, 0), Point(0, 0), Point(1, 1), Point(1, 0)),
        ((0, 0), (1, 0), (1, 1)),
        tuple(Point(at, at % 2) for at in range(MOST_CORNERS + 1)),
    ],
)
def test_a_ring_has_three_corners_or_more_and_no_two_alike_in_a_row(ring: object) -> None:
    with pytest.raises(InvalidValue, match="ring"):
        Area(ring)
    with pytest.raises(InvalidValue, match=r"holes\[1\]"):
        Area(square(0, 9), (square(1, 2), ring))


@pytest.mark.parametrize("holes", ["ab", 3, [3], [{Point(0, 0)}]])
def test_holes_are_rings(holes: object) -> None:
    with pytest.raises(InvalidValue):
        Area(square(0, 9), holes)


def test_rings_come_as_lists_too() -> None:
    assert Area(list(square(0, 9)), [list(square(1, 2))]) == Area(square(0, 9), (square(1, 2),))  # type: ignore[list-item]


@pytest.mark.parametrize("point", [None, (5, 5), "5,5"])
def test_only_points_lie_somewhere(point: object) -> None:
    with pytest.raises(InvalidValue, match="must be a Point"):
        Area(square(0, 100)).contains(point)  # type: ignore[arg-type]
