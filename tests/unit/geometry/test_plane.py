"""Where a plane lies on the earth."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.geometry import Plane, Point
from communitygov.geometry.plane import PER_DEGREE
from communitygov.geometry.point import FARTHEST

SHUANGLIU = Plane(longitude=1_039_200_000, latitude=305_700_000)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("longitude", 180 * PER_DEGREE + 1),
        ("longitude", 103.9),
        ("longitude", True),
        ("latitude", 85 * PER_DEGREE + 1),
        ("latitude", -85 * PER_DEGREE - 1),
        ("latitude", "30"),
    ],
)
def test_an_origin_lies_on_the_earth_away_from_its_poles(field: str, value: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        Plane(**{"longitude": 0, "latitude": 0, field: value})
    assert caught.value.what == field


def test_the_origin_is_the_origin() -> None:
    assert SHUANGLIU.degrees(Point(0, 0)) == (1_039_200_000, 305_700_000)
    assert SHUANGLIU.point(1_039_200_000, 305_700_000) == Point(0, 0)


def test_a_degree_of_latitude_is_some_111_kilometres_and_one_of_longitude_is_less() -> None:
    north = SHUANGLIU.point(1_039_200_000, 305_700_000 + PER_DEGREE)
    east = SHUANGLIU.point(1_039_200_000 + PER_DEGREE, 305_700_000)
    assert north == Point(0, 11_119_508)
    assert east.north == 0
    assert 9_570_000 < east.east < 9_580_000  # times the cosine of 30.57 degrees


@pytest.mark.parametrize(("longitude", "latitude"), [(1_039_200_000, 901_000_000), (1.5, 0), (0, None)])
def test_degrees_lie_on_the_earth(longitude: object, latitude: object) -> None:
    with pytest.raises(InvalidValue, match="degrees either way"):
        SHUANGLIU.point(longitude, latitude)


def test_a_place_out_of_reach_is_refused() -> None:
    with pytest.raises(InvalidValue, match="10,000 km"):
        SHUANGLIU.point(-1_039_200_000, 0)


def test_a_point_beyond_the_pole_has_no_degrees() -> None:
    with pytest.raises(InvalidValue, match="latitude"):
        Plane(longitude=0, latitude=80 * PER_DEGREE).degrees(Point(0, FARTHEST))
    with pytest.raises(InvalidValue, match="longitude"):
        Plane(longitude=179 * PER_DEGREE, latitude=0).degrees(Point(FARTHEST, 0))


@pytest.mark.parametrize("point", [None, (5, 5), "5,5"])
def test_only_points_have_degrees(point: object) -> None:
    with pytest.raises(InvalidValue, match="must be a Point"):
        SHUANGLIU.degrees(point)  # type: ignore[arg-type]
