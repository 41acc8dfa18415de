"""Which grounds a point lies in."""

from communitygov.geometry.area import Area
from communitygov.geometry.point import Point
from communitygov.grid.routing.ground_index import MOST_CELLS, GroundIndex, Hit
from communitygov.grid.routing.report import Ground


def square(low: int, high: int) -> Area:
    return Area((Point(low, low), Point(high, low), Point(high, high), Point(low, high)))


def test_an_index_of_nothing_finds_nothing() -> None:
    assert GroundIndex([]).hits(Point(0, 0)) == ()


def test_a_ground_much_larger_than_the_others_is_found_too() -> None:
    small = [Ground(f"S-{at}", square(at * 10, at * 10 + 10)) for at in range(40)]
    wide = Ground("WIDE", square(-10_000, 10_000))
    assert MOST_CELLS < (20_000 // 11) ** 2
    index = GroundIndex([*small, wide])
    assert index.hits(Point(-5_000, 7_000)) == (Hit("WIDE", is_within=True),)
    assert [hit.grid for hit in index.hits(Point(5, 5))] == ["S-0", "WIDE"]


def test_a_corner_and_the_rim_of_a_hole_are_border() -> None:
    hole = (Point(40, 40), Point(60, 40), Point(60, 60), Point(40, 60))
    index = GroundIndex([Ground("A", Area(square(0, 100).ring, [hole]))])
    assert index.hits(Point(0, 0)) == (Hit("A", is_within=False),)
    assert index.hits(Point(50, 40)) == (Hit("A", is_within=False),)
    assert index.hits(Point(50, 50)) == ()
    assert index.hits(Point(20, 20)) == (Hit("A", is_within=True),)


def test_within_one_part_of_a_grid_counts_more_than_on_the_border_of_another() -> None:
    index = GroundIndex([Ground("A", square(0, 10)), Ground("A", square(10, 20)), Ground("A", square(5, 15))])
    assert index.hits(Point(10, 10)) == (Hit("A", is_within=True),)
