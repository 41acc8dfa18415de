"""Places as GeoJSON: what is written, what is refused and where, what tags of OpenStreetMap say."""

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.canonical import Limits
from communitygov.core.quantity import Quantity
from communitygov.errors import DocumentError, InvalidValue
from communitygov.geometry import Area, Plane, Point
from communitygov.interchange.place_geojson import (
    OsmImport,
    osm_tags,
    places_from_geojson,
    places_from_osm,
    places_to_geojson,
)
from communitygov.interchange.place_loss import OSM_LOSSES
from communitygov.space.hours import WeekHours
from communitygov.space.place import Place, Zone

PLANE = Plane(longitude=1_039_200_000, latitude=305_700_000)
GROUND = Area((Point(0, 0), Point(2_000, 0), Point(2_000, 2_000), Point(0, 2_000)))
CANTEEN = Place(
    "r29",
    "R29社区智惠食堂",
    at=Point(500, 500),
    outline=GROUND,
    functions={"canteen"},
    zones=[Zone("read", "阅读", functions={"library"}, area=Quantity.parse("40余平方米"))],
    hours=WeekHours.parse("Mo-Su 07:00-20:00"),
    publicly_accessible=True,
    handicap_accessible=False,
    occupancy_number_peak=Quantity.parse("60人"),
    tags=[("operator", "社区"), ("name", "食堂")],
)
BARE = Place("bare", "空间")


def written(*places: Place) -> Any:  # noqa: ANN401  JSON
    return json.loads(places_to_geojson(places, plane=PLANE))


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


# ------------------------------------------------------------------ from OpenStreetMap


def feature(properties: dict[str, Any], *, id: Any = "node/7", geometry: Any = None) -> dict[str, Any]:  # noqa: ANN401
    return {"type": "Feature", "id": id, "properties": properties, "geometry": geometry}


def imported(*features: dict[str, Any]) -> OsmImport:
    return places_from_osm(json.dumps({"type": "FeatureCollection", "features": features}), plane=PLANE)


def from_osm(*features: dict[str, Any]) -> tuple[Place, ...]:
    return imported(*features).places


def lost(*features: dict[str, Any]) -> list[tuple[str, str]]:
    """Return codes and subjects of what was lost."""
    return [(each.code, each.subject) for each in imported(*features).losses]


def test_tags_say_what_a_place_is() -> None:
    tags = {
        "amenity": "library",
        "name": "阅享书吧",
        "opening_hours": "Mo-Fr 09:00-17:00",
        "wheelchair": "no",
        "access": "private",
        "capacity": "40",
    }
    point = {"type": "Point", "coordinates": [103.92, 30.57]}
    (place,) = from_osm(feature({"tags": tags, "type": "node", "id": 7}, geometry=point))
    assert (place.id, place.name, sorted(place.functions)) == ("node/7", "阅享书吧", ["library"])
    assert (place.at, place.outline) == (Point(0, 0), None)
    assert str(place.hours) == "Mo-Fr 09:00-17:00"
    assert (place.handicap_accessible, place.publicly_accessible) == (False, False)
    assert place.occupancy_number_peak == Quantity.parse("40人")
    assert dict(place.tags) == tags


def test_what_tags_do_not_say_is_not_guessed() -> None:
    (place,) = from_osm(feature({"amenity": "library", "wheelchair": "limited", "capacity": "many"}))
    assert (place.at, place.hours, place.area, place.occupancy_number_peak) == (None, None, None, None)
    assert (place.handicap_accessible, place.publicly_accessible) == (None, None)
    assert place.name == "图书室"


@pytest.mark.parametrize("capacity", ["0", "007", "-3", "４０", "99999999", "4.5"])
def test_a_capacity_that_is_no_plain_number_is_not_known(capacity: str) -> None:
    (place,) = from_osm(feature({"amenity": "library", "capacity": capacity}))
    assert place.occupancy_number_peak is None


@pytest.mark.parametrize("function", ["parking", "charging_station", "toilets"])
def test_a_capacity_of_cars_is_none_of_people(function: str) -> None:
    given = feature({"amenity": function, "capacity": "300"})
    (place,) = from_osm(given)
    assert place.occupancy_number_peak is None
    assert lost(given) == [("OSM_TAG_NOT_READ", "node/7")]
    assert (
        from_osm(feature({"amenity": f"canteen;{function}", "capacity": "9"}))[0].occupancy_number_peak
        is None
    )


@pytest.mark.parametrize("access", ["customers", "permissive", "destination"])
def test_who_may_enter_under_a_condition_is_not_everybody(access: str) -> None:
    given = feature({"amenity": "library", "access": access})
    (place,) = from_osm(given)
    assert place.publicly_accessible is None
    assert [dict(each.details)["key"] for each in imported(given).losses] == ["access"]


def test_hours_that_are_not_read_stay_among_the_tags() -> None:
    (place,) = from_osm(feature({"amenity": "library", "opening_hours": "Mo-Fr sunrise-sunset; PH off"}))
    assert place.hours is None
    assert dict(place.tags)["opening_hours"] == "Mo-Fr sunrise-sunset; PH off"


def test_several_values_of_a_key_are_several_functions() -> None:
    (place,) = from_osm(feature({"amenity": "library; canteen"}))
    assert place.functions == {"library", "canteen"}


def test_what_has_no_function_is_passed_over() -> None:
    assert from_osm(feature({"amenity": "bench"}), feature({}), feature({"tags": {}})) == ()


def test_what_a_place_cannot_hold_is_left_out() -> None:
    strange = {
        "amenity": "library",
        "键": "x",
        "note": "x" * 256,
        "level": 2,
        "@user": "somebody",
        "name": "x" * 201,
    }
    (place,) = from_osm(feature(strange))
    assert dict(place.tags) == {"amenity": "library", "name": "x" * 201}
    assert place.name == "图书室"
    (loss,) = imported(feature(strange)).losses
    assert (loss.code, dict(loss.details)["count"]) == ("OSM_TAGS_DROPPED", "2")


def test_other_geometries_lie_nowhere_that_is_known() -> None:
    line = {"type": "LineString", "coordinates": [[103.92, 30.57], [103.93, 30.57]]}
    empty = {"type": "Polygon", "coordinates": []}
    for geometry in (line, empty, {}, []):
        given = feature({"amenity": "library"}, geometry=geometry)
        (place,) = from_osm(given)
        assert (place.at, place.outline) == (None, None)
        assert lost(given) == [("OSM_GEOMETRY_NOT_READ", "node/7")]


def test_a_building_is_an_outline() -> None:
    ring = [[103.92, 30.57], [103.921, 30.57], [103.921, 30.571], [103.92, 30.57]]
    (place,) = from_osm(feature({"amenity": "library"}, geometry={"type": "Polygon", "coordinates": [ring]}))
    assert place.at is None
    assert place.outline is not None
    assert len(place.outline.ring) == 3


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (feature({"amenity": "library", "@id": "way/8"}, id=None), "way/8"),
        (feature({"amenity": "library", "id": 9}, id=None), "9"),
        (feature({"amenity": "library"}, id=12), "12"),
    ],
)
def test_an_identifier_is_found_where_downloads_have_it(given: dict[str, Any], code: str) -> None:
    assert from_osm(given)[0].id == code


def test_one_bad_feature_leaves_the_others_and_is_told() -> None:
    library = {"amenity": "library"}
    given = [
        feature(library, id=None),
        feature(library),
        feature(library),
        feature({"tags": "amenity=library"}),
        {"type": "Feature", "properties": None, "geometry": None},
    ]
    assert [place.id for place in from_osm(*given)] == ["node/7"]
    assert [
        (loss.code, loss.subject, dict(loss.details)["where"], dict(loss.details)["fault"])
        for loss in imported(*given).losses
    ] == [
        ("OSM_FEATURE_LEFT_OUT", "feature-0", "$.features[0].id", "MISSING_FIELD"),
        ("OSM_FEATURE_LEFT_OUT", "feature-2", "$.features[2].id", "DUPLICATE_KEY"),
        ("OSM_FEATURE_LEFT_OUT", "feature-3", "$.features[3].properties.tags", "WRONG_TYPE"),
    ]


def test_every_loss_says_the_same_in_both_languages() -> None:
    assert len({message.code for message in OSM_LOSSES}) == len(OSM_LOSSES)
    given = feature(
        {"amenity": "library", "opening_hours": "PH off", "键": "x"}, geometry={"type": "LineString"}
    )
    for loss in imported(given, feature({"amenity": "library"}, id=None)).losses:
        assert loss.text("zh")
        assert loss.text("en")


def test_what_was_written_is_read_as_a_download_too() -> None:
    (place,) = from_osm(*written(CANTEEN)["features"])
    assert place.functions == {"canteen", "library"}
    assert place.hours == CANTEEN.hours
