"""GeoJSON out and in: what is written reads back, what is strange is refused with its place."""

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.canonical import Limits
from communitygov.errors import DocumentError, InvalidValue
from communitygov.geometry import Area, Plane, Point
from communitygov.grid.delineation import Building, Delineation, delineate
from communitygov.interchange.geojson import (
    areas_from_geojson,
    areas_to_geojson,
    delineation_to_geojson,
)

PLANE = Plane(longitude=1_039_200_000, latitude=305_700_000)
SOUTH_WEST = Plane(longitude=-700_000_000, latitude=-330_000_000)
YARD = Area(
    (Point(0, 0), Point(0, 4_000), Point(4_000, 4_000), Point(4_000, 0)),
    ((Point(1_000, 1_000), Point(2_000, 1_000), Point(2_000, 2_000)),),
)


@pytest.fixture
def plan() -> Delineation:
    row = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(6)]
    mall = Building("mall", households=0, at=Point(-2_000, 0), exclusive="X-1")
    return delineate([*row, mall], [(f"b{at}", f"b{at + 1}") for at in range(5)], general=(100, 300))


def features(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


def doubled(ring: list[list[float]]) -> float:
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring))


def collection(*found: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": found, **more})


def feature(coordinates: object, kind: str = "Polygon", code: object = "LQ") -> dict[str, object]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


RING = [[103.92, 30.57], [103.93, 30.57], [103.93, 30.58], [103.92, 30.57]]


# ------------------------------------------------------------------------- out


def test_outer_rings_run_counterclockwise_and_holes_clockwise() -> None:
    (yard,) = features(areas_to_geojson([("LQ", YARD)], plane=PLANE))
    outer, hole = yard["geometry"]["coordinates"]
    assert doubled([[east - 103, north - 30] for east, north in outer]) > 0
    assert doubled([[east - 103, north - 30] for east, north in hole]) < 0


def test_every_ring_ends_where_it_begins() -> None:
    (yard,) = features(areas_to_geojson([("LQ", YARD)], plane=PLANE))
    assert all(ring[0] == ring[-1] for ring in yard["geometry"]["coordinates"])


def test_degrees_have_seven_digits_also_south_and_west() -> None:
    text = areas_to_geojson([("LQ", YARD)], plane=SOUTH_WEST)
    assert "[-70.0000000,-33.0000000]" in text
    assert areas_from_geojson(text, plane=SOUTH_WEST)[0][0] == "LQ"


def test_grids_come_as_polygons_and_buildings_as_points(plan: Delineation) -> None:
    found = features(delineation_to_geojson(plan, plane=PLANE))
    kinds = [each["properties"]["kind"] for each in found]
    assert kinds == ["general", "micro", "micro", "exclusive", *["building"] * 7]
    assert {each["geometry"]["type"] for each in found[:4]} == {"Polygon"}
    assert {each["geometry"]["type"] for each in found[4:]} == {"Point"}


def test_a_grid_says_that_it_is_proposed_and_how_large_it_is(plan: Delineation) -> None:
    first = features(delineation_to_geojson(plan, plane=PLANE))[1]["properties"]
    assert first == {
        "code": "draft-G01-M01",
        "kind": "micro",
        "under": "draft-G01",
        "households": 60,
        "buildings": 3,
        "centre": "b1",
        "status": "proposal",
    }


def test_of_a_building_nothing_is_told_but_its_code_and_grid(plan: Delineation) -> None:
    last = features(delineation_to_geojson(plan, plane=PLANE))[-1]["properties"]
    assert last == {"code": "mall", "grid": "X-1", "kind": "building"}


# ------------------------------------------------------------------------- in


def test_the_ground_of_a_delineation_comes_back_and_points_are_passed_over(plan: Delineation) -> None:
    found = areas_from_geojson(delineation_to_geojson(plan, plane=PLANE), plane=PLANE)
    at = {building.id: building.at for building in plan.buildings}
    assert [code for code, _ in found] == [grid.code for grid in plan.grids]
    for (_, area), grid in zip(found, plan.grids, strict=True):
        assert all(area.contains(at[code]) for code in grid.members)


def test_several_polygons_of_one_feature_are_several_areas_of_one_code() -> None:
    found = areas_from_geojson(collection(feature([[RING], [RING]], "MultiPolygon")), plane=PLANE)
    assert [code for code, _ in found] == ["LQ", "LQ"]


def test_bytes_are_read_like_text() -> None:
    text = collection(feature([RING]))
    assert areas_from_geojson(text.encode(), plane=PLANE) == areas_from_geojson(text, plane=PLANE)


def test_corners_that_fall_on_one_centimetre_are_one() -> None:
    near = [RING[0], [103.920000001, 30.57], *RING[1:]]
    assert areas_from_geojson(collection(feature([near])), plane=PLANE) == areas_from_geojson(
        collection(feature([RING])), plane=PLANE
    )


def test_heights_are_passed_over() -> None:
    high = [[*position, 500.5] for position in RING]
    assert areas_from_geojson(collection(feature([high])), plane=PLANE) == areas_from_geojson(
        collection(feature([RING])), plane=PLANE
    )


@pytest.mark.parametrize("kind", ["Point", "MultiPoint", "LineString", "MultiLineString"])
def test_what_has_no_ground_is_passed_over(kind: str) -> None:
    found = areas_from_geojson(collection(feature([], kind, code=None), feature([RING])), plane=PLANE)
    assert [code for code, _ in found] == ["LQ"]


def test_a_code_may_be_a_whole_number_of_another_property() -> None:
    told = feature([RING])
    told["properties"] = {"网格代码": 510116001, "code": None}
    ((code, _),) = areas_from_geojson(collection(told), plane=PLANE, code="网格代码")
    assert code == "510116001"


def test_a_number_that_is_not_plain_is_told_so() -> None:
    with pytest.raises(DocumentError, match="without an exponent"):
        areas_from_geojson('{"type": 1.0392e2}', plane=PLANE)


def test_what_is_no_area_or_no_plane_is_refused(plan: Delineation) -> None:
    doors: list[Callable[[Any], object]] = [
        lambda it: areas_to_geojson(it, plane=PLANE),
        lambda it: areas_to_geojson([it], plane=PLANE),
        lambda it: areas_to_geojson([("LQ", YARD)], plane=it),
        lambda it: areas_from_geojson(collection(), plane=it),
        lambda it: areas_from_geojson(collection(), plane=PLANE, limits=it),
        lambda it: delineation_to_geojson(plan, plane=it),
        lambda it: delineation_to_geojson(it, plane=PLANE),
    ]
    for door in doors:
        for strange in (None, 7, ("龙桥", YARD), ("LQ", None)):
            with pytest.raises(InvalidValue):
                door(strange)


REFUSED = {
    "half a code": (
        collection(feature([RING], code=1.5)),
        "WRONG_VALUE",
        "$.features[0].properties.code",
    ),
    "no text": (7, "WRONG_TYPE", "$"),
    "no JSON": ("{", "NOT_JSON", "$"),
    "no UTF-8": (b"\xff", "NOT_UTF8", "$"),
    "a list": ("[]", "WRONG_TYPE", "$"),
    "a key twice": ('{"type": "a", "type": "b"}', "DUPLICATE_KEY", "$"),
    "no number": ('{"type": NaN}', "NOT_A_NUMBER", "$"),
    "an exponent": ('{"type": 1e9}', "NUMBER_TOO_LARGE", "$"),
    "a long number": ('{"type": ' + "1" * 50 + "}", "NUMBER_TOO_LARGE", "$"),
    "too deep": ("[" * 100_000, "TOO_DEEP", "$"),
    "no type": ("{}", "MISSING_FIELD", "$.type"),
    "no features": ('{"type": "FeatureCollection"}', "MISSING_FIELD", "$.features"),
    "another system": (collection(crs={"type": "name"}), "EXTRA_FIELD", "$.crs"),
    "features that are no list": ('{"type": "FeatureCollection", "features": 1}', "WRONG_TYPE", "$.features"),
    "a feature that is none": (collection({"type": "Polygon"}), "WRONG_VALUE", "$.features[0].type"),
    "no geometry": (collection({"type": "Feature"}), "MISSING_FIELD", "$.features[0].geometry"),
    "an empty geometry": (
        collection({"type": "Feature", "geometry": None}),
        "WRONG_TYPE",
        "$.features[0].geometry",
    ),
    "a heap": (collection(feature([], "GeometryCollection")), "WRONG_VALUE", "$.features[0].geometry.type"),
    "no code": (collection(feature([RING], code="龙桥")), "WRONG_VALUE", "$.features[0].properties.code"),
    "no ring": (collection(feature([])), "WRONG_VALUE", "$.features[0].geometry.coordinates"),
    "an open ring": (
        collection(feature([[*RING[:3], [0, 0]]])),
        "WRONG_VALUE",
        "$.features[0].geometry.coordinates[0]",
    ),
    "a short ring": (
        collection(feature([[RING[0], RING[1], RING[0]]])),
        "WRONG_VALUE",
        "$.features[0].geometry.coordinates[0]",
    ),
    "a ring of one place": (
        collection(feature([[RING[0]] * 4])),
        "WRONG_VALUE",
        "$.features[0].geometry.coordinates",
    ),
    "a measure": (
        collection(feature([[[103.92, 30.57, 500.0, 1], *RING[1:], [103.92, 30.57, 500.0, 1]]])),
        "WRONG_VALUE",
        "$.features[0].geometry.coordinates[0][0]",
    ),
    "text for a number": (
        collection(feature([[["103.92", 30.57], *RING[1:3], ["103.92", 30.57]]])),
        "WRONG_VALUE",
        "$.features[0].geometry.coordinates[0][0]",
    ),
    "off the earth": (
        collection(feature([[[181, 0], *RING[1:3], [181, 0]]])),
        "WRONG_VALUE",
        "$.features[0].geometry.coordinates[0][0]",
    ),
    "out of the plane": (
        collection(feature([[[-60, 0], *RING[1:3], [-60, 0]]])),
        "WRONG_VALUE",
        "$.features[0].geometry.coordinates[0][0]",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_strange_is_refused_with_its_place(name: str) -> None:
    source, code, path = REFUSED[name]
    with pytest.raises(DocumentError) as refusal:
        areas_from_geojson(source, plane=PLANE)  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.path) == (code, path)


@pytest.mark.parametrize("limits", [Limits(size=20), Limits(nodes=3)])
def test_a_text_beyond_the_limits_is_refused_before_it_is_parsed(limits: Limits) -> None:
    with pytest.raises(DocumentError, match="TOO_LARGE"):
        areas_from_geojson(collection(feature([RING])), plane=PLANE, limits=limits)


# ------------------------------------------------------------------------- laws


@st.composite
def boxes(draw: st.DrawFn) -> Area:
    west, south = draw(st.integers(-(10**6), 10**6)), draw(st.integers(-(10**6), 10**6))
    east, north = west + draw(st.integers(10, 10**5)), south + draw(st.integers(10, 10**5))
    ring = (Point(west, south), Point(east, south), Point(east, north), Point(west, north))
    return Area(ring if draw(st.booleans()) else ring[::-1])


@given(st.lists(st.tuples(st.sampled_from(["LQ-1", "LQ-2"]), boxes()), max_size=4))
def test_areas_come_back_within_a_centimetre(areas: list[tuple[str, Area]]) -> None:
    found = areas_from_geojson(areas_to_geojson(areas, plane=PLANE), plane=PLANE)
    assert [code for code, _ in found] == [code for code, _ in areas]
    for (_, one), (_, two) in zip(areas, found, strict=True):
        for corner, again in zip(one.bounds, two.bounds, strict=True):
            assert abs(corner.east - again.east) <= 1
            assert abs(corner.north - again.north) <= 1
        assert len(one.ring) == len(two.ring)


@given(
    st.text() | st.binary() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps)
)
def test_whatever_comes_in_nothing_else_comes_out_than_areas_or_a_refusal(source: str | bytes) -> None:
    with pytest.raises(DocumentError):
        areas_from_geojson(source, plane=PLANE)
