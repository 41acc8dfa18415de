"""Places as GeoJSON: what is written, what is read again, what is refused and where."""

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.interchange.canteen import CANTEEN, PLANE, written

from communitygov.core.canonical import Limits
from communitygov.core.quantity import Quantity
from communitygov.errors import DocumentError, InvalidValue
from communitygov.interchange.place_geojson import (
    osm_tags,
    places_from_geojson,
    places_from_osm,
    places_to_geojson,
)
from communitygov.space.place import Place, Zone

BARE = Place("bare", "空间")


def read(document: Any) -> tuple[Place, ...]:  # noqa: ANN401  JSON
    return places_from_geojson(json.dumps(document), plane=PLANE)


def test_an_outline_is_a_polygon_and_its_point_stands_beside() -> None:
    (feature,) = written(CANTEEN)["features"]
    assert feature["geometry"]["type"] == "Polygon"
    assert feature["properties"]["at"] == pytest.approx([103.9200522, 30.570045])
    assert "outline" not in feature["properties"]


def test_a_point_is_a_point_and_nothing_is_null() -> None:
    point, nothing = written(attrs.evolve(CANTEEN, outline=None), BARE)["features"]
    assert point["geometry"]["type"] == "Point"
    assert "at" not in point["properties"]
    assert nothing["geometry"] is None


def test_tags_follow_from_the_place_and_its_own_come_first() -> None:
    properties = written(CANTEEN)["features"][0]["properties"]
    assert properties["tags"] == {
        "access": "yes",
        "amenity": "canteen;library",
        "capacity": "60",
        "name": "食堂",
        "opening_hours": "Mo-Su 07:00-20:00",
        "operator": "社区",
        "wheelchair": "no",
    }
    assert properties["own_tags"] == ["operator", "name"]


def test_tags_say_nothing_of_what_is_not_told() -> None:
    assert osm_tags(BARE) == {"name": "空间"}
    closed = attrs.evolve(BARE, publicly_accessible=False, handicap_accessible=True)
    assert osm_tags(closed) == {"access": "private", "name": "空间", "wheelchair": "yes"}
    assert "capacity" not in osm_tags(attrs.evolve(BARE, occupancy_number_peak=Quantity.parse("60余人")))


def test_places_come_back_with_everything_that_is_told_of_them() -> None:
    again = read(written(CANTEEN, BARE))
    assert again == (CANTEEN, BARE)
    assert places_from_geojson(places_to_geojson([BARE], plane=PLANE).encode(), plane=PLANE) == (BARE,)


def test_what_is_no_place_is_refused() -> None:
    with pytest.raises(InvalidValue, match="Place"):
        places_to_geojson(["r29"], plane=PLANE)  # type: ignore[list-item]
    with pytest.raises(InvalidValue, match="Plane"):
        places_to_geojson([], plane=None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="Place"):
        osm_tags("r29")  # type: ignore[arg-type]
    for reads in (places_from_geojson, places_from_osm):
        with pytest.raises(InvalidValue, match="Plane"):
            reads("{}", plane=None)  # type: ignore[arg-type]


Change = Callable[[dict[str, Any]], object]


def without(*path: str) -> Change:
    """Return what takes a member away."""

    def change(feature: dict[str, Any]) -> None:
        *outer, last = path
        for step in outer:
            feature = feature[step]
        del feature[last]

    return change


def told(value: Any, *path: str) -> Change:  # noqa: ANN401  JSON
    """Return what puts something else in its place."""

    def change(feature: dict[str, Any]) -> None:
        *outer, last = path
        for step in outer:
            feature = feature[step]
        feature[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (without("properties"), ".properties", "MISSING_FIELD"),
        (told([], "properties"), ".properties", "WRONG_TYPE"),
        (without("properties", "tags"), ".properties.tags", "MISSING_FIELD"),
        (told([], "properties", "tags"), ".properties.tags", "WRONG_TYPE"),
        (without("properties", "own_tags"), ".properties.own_tags", "MISSING_FIELD"),
        (told({}, "properties", "own_tags"), ".properties.own_tags", "WRONG_TYPE"),
        (told(["nothing"], "properties", "own_tags"), ".properties.tags[0][1]", "WRONG_TYPE"),
        (told([7], "properties", "own_tags"), ".properties.tags[0][0]", "WRONG_TYPE"),
        (told([], "properties", "own_tags"), ".properties.tags.name", "WRONG_VALUE"),
        (
            told("Mo off", "properties", "tags", "opening_hours"),
            ".properties.tags.opening_hours",
            "WRONG_VALUE",
        ),
        (without("properties", "tags", "access"), ".properties.tags.access", "MISSING_FIELD"),
        (told("x", "properties", "tags", "shop"), ".properties.tags.shop", "EXTRA_FIELD"),
        (told(1, "foo"), ".foo", "EXTRA_FIELD"),
        (told("r30", "id"), ".id", "WRONG_VALUE"),
        (told("空间", "properties", "id"), ".properties.id", "WRONG_VALUE"),
        (told(1, "properties", "more"), ".properties.more", "EXTRA_FIELD"),
        (told(None, "properties", "outline"), ".properties.outline", "EXTRA_FIELD"),
        (without("properties", "zones"), ".properties.zones", "MISSING_FIELD"),
        (told([1.5], "properties", "zones"), ".properties.zones[0]", "WRONG_TYPE"),
        (told([200, 0], "properties", "at"), ".properties.at", "WRONG_VALUE"),
        (told("place-2", "properties", "$kind"), ".properties.$kind", "WRONG_KIND"),
        (without("geometry"), ".geometry", "MISSING_FIELD"),
        (told(None, "geometry"), ".properties.at", "EXTRA_FIELD"),
        (told("LineString", "geometry", "type"), ".geometry.type", "WRONG_VALUE"),
        (without("geometry", "coordinates"), ".geometry.coordinates", "MISSING_FIELD"),
        (told([[0, 0]], "geometry", "coordinates"), ".geometry.coordinates[0]", "WRONG_VALUE"),
        (told("Place", "type"), ".type", "WRONG_VALUE"),
    ],
)
def test_what_is_strange_is_refused_with_its_place(change: Change, path: str, code: str) -> None:
    document = written(CANTEEN)
    change(document["features"][0])
    with pytest.raises(DocumentError) as refused:
        read(document)
    assert (refused.value.path, refused.value.code) == (f"$.features[0]{path}", code)


def test_a_place_that_stands_twice_is_refused() -> None:
    document = written(BARE, BARE)
    with pytest.raises(DocumentError) as refused:
        read(document)
    assert refused.value.path == "$.features[1].properties.id"
    assert refused.value.code == "DUPLICATE_KEY"
    assert "is used by two places" in str(refused.value)


def test_a_tag_that_is_refused_is_named_but_not_what_it_says() -> None:
    document = written(CANTEEN)
    document["features"][0]["properties"]["tags"]["contact:phone"] = "13800138000"
    with pytest.raises(DocumentError) as refused:
        read(document)
    assert "contact:phone" in str(refused.value)
    assert "13800138000" not in str(refused.value) + refused.value.text("zh")


def test_what_the_standard_allows_beside_is_passed_over() -> None:
    document = written(CANTEEN)
    document["features"][0] |= {"id": "r29", "bbox": [103.9, 30.5, 104.0, 30.6]}
    assert len(read(document)) == 1


def test_a_byte_order_mark_is_passed_over() -> None:
    text = places_to_geojson([BARE], plane=PLANE)
    assert places_from_geojson("\ufeff" + text, plane=PLANE) == (BARE,)
    assert places_from_geojson(text.encode("utf-8-sig"), plane=PLANE) == (BARE,)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="WRONG_TYPE"):
        places_from_geojson(None, plane=PLANE)  # type: ignore[arg-type]


@pytest.mark.parametrize(("depth", "is_read"), [(6, True), (5, False), (1, False)])
def test_no_more_levels_are_read_than_are_allowed(depth: int, is_read: bool) -> None:  # noqa: FBT001
    # The collection, its features, one of them, its properties, their zones and functions or tags.
    text = places_to_geojson([Place("bare", "空间", tags=[("a", "b")], zones=[Zone("z", "区")])], plane=PLANE)
    depth += 1
    if is_read:
        assert places_from_geojson(text, plane=PLANE, limits=Limits(depth=depth))
        return
    with pytest.raises(DocumentError, match="TOO_DEEP"):
        places_from_geojson(text, plane=PLANE, limits=Limits(depth=depth))


@pytest.mark.parametrize(("functions", "told"), [({"canteen"}, True), ({"parking"}, False), ({"own"}, True)])
def test_a_capacity_is_written_where_it_counts_people(functions: set[str], told: bool) -> None:  # noqa: FBT001
    place = Place("p", "处", functions=functions, occupancy_number_peak=Quantity.parse("60人"))
    assert ("capacity" in osm_tags(place)) is told


def test_a_text_beyond_the_limits_is_refused() -> None:
    with pytest.raises(DocumentError, match="TOO_LARGE"):
        places_from_geojson(places_to_geojson([CANTEEN], plane=PLANE), plane=PLANE, limits=Limits(size=100))


@given(source=st.binary() | st.text())
def test_whatever_comes_in_is_read_or_refused(source: str | bytes) -> None:
    for reads in (places_from_geojson, places_from_osm):
        with pytest.raises(DocumentError):
            reads(source, plane=PLANE)
