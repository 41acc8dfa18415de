"""Circles of minutes: two kinds, a stated speed, a radius in whole centimetres."""

from fractions import Fraction

import pytest

from communitygov.errors import CommunityGovError, InvalidValue
from communitygov.space.circle import MOST_CIRCLES, CirclesDoNotMix, StraightCircle, WalkCircle
from communitygov.space.circle.circle import in_order, same_kind


def test_the_radius_is_minutes_times_speed_rounded_down_to_centimetres() -> None:
    assert StraightCircle(5, metres_per_minute=75).radius == 37_500
    assert WalkCircle(1, metres_per_minute=Fraction(200, 3)).radius == 6_666


def test_a_radius_that_somebody_states_is_kept_to_the_centimetre() -> None:
    radii = {5: 300, 10: 500, 15: 1_000}
    assert [WalkCircle.of_radius(at, metres=far).radius for at, far in radii.items()] == [
        30_000,
        50_000,
        100_000,
    ]


def test_a_circle_says_itself_in_both_languages() -> None:
    assert StraightCircle(1, metres_per_minute=Fraction(1, 3)).words == (
        "1 分钟直线圈（0.33 米）",
        "1 minute in a straight line (0.33 m)",
    )


@pytest.mark.parametrize("speed", [0, -1, 1.5, True, "75", Fraction(1, 1_000), 10**9, None])
def test_a_speed_is_an_exact_number_above_nothing(speed: int) -> None:
    with pytest.raises(InvalidValue, match="metres_per_minute"):
        StraightCircle(1, metres_per_minute=speed)


@pytest.mark.parametrize(("minutes", "metres"), [(0, 300), (5, 0), (5, 1.5), (True, 300)])
def test_a_stated_radius_is_whole_metres(minutes: int, metres: int) -> None:
    with pytest.raises(InvalidValue, match="must be a whole number from 1"):
        WalkCircle.of_radius(minutes, metres=metres)


def test_circles_of_one_size_but_another_kind_differ() -> None:
    assert StraightCircle(5, metres_per_minute=75) != WalkCircle(5, metres_per_minute=75)


def test_two_kinds_are_refused_by_name_in_either_order() -> None:
    straight, on_foot = StraightCircle(5, metres_per_minute=75), WalkCircle(5, metres_per_minute=75)
    for pair in ((straight, on_foot), (on_foot, straight)):
        with pytest.raises(CirclesDoNotMix) as refused:
            same_kind(pair)
        assert {refused.value.left, refused.value.right} == {straight.kind, on_foot.kind}
        assert isinstance(refused.value, CommunityGovError)


def test_several_circles_grow_in_minutes_and_radius() -> None:
    rings = [StraightCircle(each, metres_per_minute=75) for each in (5, 10)]
    assert in_order(iter(rings)) == tuple(rings)
    slower = StraightCircle(10, metres_per_minute=30)
    sooner = StraightCircle(5, metres_per_minute=400)
    for wrong in ([], rings[::-1], [rings[0], rings[0]], [rings[0], slower], [rings[1], sooner]):
        with pytest.raises(InvalidValue, match="circles"):
            in_order(wrong)


def test_there_are_no_more_circles_than_a_table_has_room_for() -> None:
    rings = [StraightCircle(each, metres_per_minute=75) for each in range(1, MOST_CIRCLES + 2)]
    assert len(in_order(rings[:-1])) == MOST_CIRCLES
    with pytest.raises(InvalidValue, match="circles"):
        in_order(rings)


def test_what_is_no_circle_is_refused() -> None:
    with pytest.raises(InvalidValue, match="circles"):
        in_order(5)  # type: ignore[arg-type]
