"""Points in whole centimetres."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.geometry import Point
from communitygov.geometry.point import FARTHEST


def test_the_distance_is_rounded_down_and_its_square_is_exact() -> None:
    assert Point(0, 0).distance(Point(1, 1)) == 1
    assert Point(0, 0).square(Point(1, 1)) == 2
    far = Point(-FARTHEST, -FARTHEST)
    assert far.square(Point(FARTHEST, FARTHEST)) == 8 * FARTHEST**2


@pytest.mark.parametrize("value", [1.0, True, "1", None, FARTHEST + 1, -FARTHEST - 1])
@pytest.mark.parametrize("field", ["east", "north"])
def test_a_point_is_two_whole_numbers_within_reach(field: str, value: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        Point(**{"east": 0, "north": 0, field: value})  # type: ignore[arg-type]
    assert caught.value.what == field


def test_points_have_an_order_for_output() -> None:
    assert sorted([Point(1, 0), Point(0, 9), Point(0, 2)]) == [Point(0, 2), Point(0, 9), Point(1, 0)]
