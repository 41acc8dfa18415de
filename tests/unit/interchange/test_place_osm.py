"""Places from OpenStreetMap: what its tags say, and what is lost on the way."""

import json
from typing import Any

import pytest
from tests.unit.interchange.canteen import CANTEEN, PLANE, written

from communitygov.core.quantity import Quantity
from communitygov.geometry import Point
from communitygov.interchange.place_geojson import OsmImport, places_from_osm
from communitygov.interchange.place_loss import OSM_LOSSES
from communitygov.space.place import Place


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
