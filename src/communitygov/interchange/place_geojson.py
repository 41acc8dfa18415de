"""Places as GeoJSON (RFC 7946), and places from downloads of OpenStreetMap.

1. One feature a place: its outline as a polygon, else its point, else nothing.  Where it has both, the point
   stands among the properties as ``at``.
2. The properties are the place's own fields; ``tags`` holds keys of OpenStreetMap, those that follow from the
   place (name, hours, functions) and its own, which ``own_tags`` names.  Whoever changes one of the former
   without the field it follows from is told so.
3. What comes in is read strictly and within limits; what was written comes back, points within a centimetre.
   Of what RFC 7946 allows beside, ``bbox`` is passed over and a feature's ``id`` must be that of the place.
4. Of a download the tags say what a place is: functions, hours, who may enter.  What they do not say is not
   guessed, what this library cannot read stays among the tags, and each loss is told.
5. ``capacity`` stands for people where all functions are such as people sit in; of a car park it counts cars.

Every place of one collection lies in one plane, which the caller chooses.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.canonical import Document, Limits, fault, path_step
from communitygov.core.finding import Finding
from communitygov.errors import DocumentError, Words
from communitygov.geometry.area import Area
from communitygov.geometry.plane import Plane
from communitygov.geometry.point import Point
from communitygov.interchange.features import (
    LIMITS,
    ReadFeature,
    area_at,
    collection,
    feature,
    list_at,
    mark,
    member,
    object_at,
    point_at,
    polygon,
    position,
    read_features,
)
from communitygov.interchange.place_tags import TWICE, following, left_out, losses_of, tagged
from communitygov.space.place.place import Place

#: Fields of a place that stand in the geometry, or are written otherwise.
_ELSEWHERE = ("at", "outline", "tags")
#: Members of a feature; the geometry says what ``bbox`` does.
_MEMBERS = frozenset({"type", "id", "properties", "geometry", "bbox"})
_UNLIKE = Words(
    "与其所依据的字段不符；请改字段后重写", "does not agree with the field it follows from; write it anew"
)
_UNNAMED = Words(
    "既无所依据的字段，也未列入 own_tags；请删去或列入",
    "follows from no field and is not among own_tags; remove it or name it there",
)


# ------------------------------------------------------------------------- out


def osm_tags(place: Place) -> dict[str, str]:
    """Return a place in tags of OpenStreetMap; its own tags come before those that follow from its fields.

    Functions that have the same key stand together, separated by semicolons.

    Examples
    --------
    >>> from communitygov.space.hours.week_hours import WeekHours
    >>> osm_tags(Place("r29", "R29社区智惠食堂", functions={"canteen"}, hours=WeekHours.parse("24/7")))
    {'amenity': 'canteen', 'name': 'R29社区智惠食堂', 'opening_hours': '24/7'}
    """
    require("place", place, kind=Place)
    return {**dict(sorted(following(place).items())), **dict(place.tags)}


def places_to_geojson(places: Iterable[Place], *, plane: Plane) -> str:
    """Return places as a collection of features, in their order.

    Raises
    ------
    InvalidValue
        If something is no place, or a place lies beyond a pole.

    Examples
    --------
    >>> plane = Plane(longitude=1_039_200_000, latitude=305_700_000)
    >>> text = places_to_geojson([Place("r29", "R29社区智惠食堂", at=Point(0, 0))], plane=plane)
    >>> print(text.splitlines()[1][-67:])
    "geometry":{"type":"Point","coordinates":[103.9200000,30.5700000]}}
    """
    require("plane", plane, kind=Plane)
    return collection(_written(place, plane) for place in each_required("places", places, kind=Place))


def _written(place: Place, plane: Plane) -> str:
    """Return the feature of a place."""
    if place.outline is None:
        return feature(_properties(place), "null" if place.at is None else mark(place.at, plane))
    positions = {} if place.at is None else {"at": position(place.at, plane)}
    return feature(_properties(place), polygon(place.outline, plane), positions=positions)


def _properties(place: Place) -> Document:
    """Return what is told of a place beside its geometry."""
    properties = {key: told for key, told in place.to_document().items() if key not in _ELSEWHERE}
    properties["tags"] = cast("Document", osm_tags(place))
    properties["own_tags"] = [key for key, _ in place.tags]
    return properties


# ------------------------------------------------------------------------- in


def places_from_geojson(source: str | bytes, *, plane: Plane, limits: Limits = LIMITS) -> tuple[Place, ...]:
    """Return the places of a collection that `places_to_geojson` wrote, or somebody in its manner.

    Parameters
    ----------
    source
        The text, or its bytes in UTF-8.
    plane
        Where the places come to lie.
    limits
        How much is read at most.

    Raises
    ------
    DocumentError
        If `source` is no such collection, exceeds `limits`, names a place twice, or a feature is no place;
        the error says where.

    Examples
    --------
    >>> plane = Plane(longitude=1_039_200_000, latitude=305_700_000)
    >>> places = (Place("r29", "R29社区智惠食堂", functions={"canteen"}, at=Point(0, 0)),)
    >>> text = places_to_geojson(places, plane=plane)
    >>> places_from_geojson(text, plane=plane) == places
    True
    >>> places_from_geojson(text.replace('"canteen"]', '"cafe"]'), plane=plane)
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $.features[0].properties.tags.amenity: 'amenity' does not agree with \
the field it follows from; write it anew. [WRONG_VALUE]
    """
    require("plane", plane, kind=Plane)
    found: dict[str, Place] = {}
    for each in read_features(source, limits=limits):
        place = _place(each, plane)
        if place.id in found:
            raise DocumentError("DUPLICATE_KEY", f"{each.path}.properties.id", place.id, TWICE)
        found[place.id] = place
    return tuple(found.values())


def _place(given: ReadFeature, plane: Plane) -> Place:
    """Return the place of one feature."""
    where = f"{given.path}.properties"
    _require_members(given)
    document = dict(given.properties())
    tags = object_at(member(document, "tags", path=where), f"{where}.tags")
    own = list_at(member(document, "own_tags", path=where), f"{where}.own_tags")
    del document["own_tags"]
    at, outline = _ground(given, plane)
    if outline is not None and "at" in document:
        at = point_at(document.pop("at"), f"{where}.at", plane=plane)
    fields: dict[str, object] = {
        "at": None if at is None else at.to_document(),
        "outline": None if outline is None else outline.to_document(),
        "tags": [[key, tags.get(key) if isinstance(key, str) else None] for key in own],
    }
    for key in ("at", "outline"):
        if key in document:
            raise fault("EXTRA_FIELD", f"{where}.{key}", value=key)
    try:
        place = Place.from_document({**document, **fields})
    except DocumentError as error:
        raise error.under(f"{where[1:]}") from error.__cause__
    _require_tags(tags, osm_tags(place), f"{where}.tags")
    return place


def _require_members(given: ReadFeature) -> None:
    """Refuse members that a feature has not, and an identifier that is not that of the place."""
    for key in sorted(given.members.keys() - _MEMBERS):
        raise fault("EXTRA_FIELD", f"{given.path}.{key}", value=key)
    code = given.members.get("id", given.properties().get("id"))
    if code != given.properties().get("id"):
        raise fault("WRONG_VALUE", f"{given.path}.id", value=code)


def _ground(given: ReadFeature, plane: Plane) -> tuple[Point | None, Area | None]:
    """Return the point and the outline that a geometry gives, one of them or neither."""
    where = f"{given.path}.geometry"
    raw = member(given.members, "geometry", path=given.path)
    if raw is None:
        return None, None
    geometry = object_at(raw, where)
    kind = member(geometry, "type", path=where)
    if kind not in ("Point", "Polygon"):
        raise fault("WRONG_VALUE", f"{where}.type", value=kind)
    inner, coordinates = f"{where}.coordinates", member(geometry, "coordinates", path=where)
    if kind == "Point":
        return point_at(coordinates, inner, plane=plane), None
    return None, area_at(list_at(coordinates, inner), inner, plane=plane)


def _require_tags(told: Mapping[str, object], expected: Mapping[str, str], path: str) -> None:
    """Refuse tags that say something else than the place; what they say is not repeated."""
    for key in sorted(told.keys() | expected.keys()):
        if key not in told:
            raise fault("MISSING_FIELD", f"{path}{path_step(key)}", value=key)
        if key not in expected:
            raise DocumentError("EXTRA_FIELD", f"{path}{path_step(key)}", key, _UNNAMED)
        if told[key] != expected[key]:
            raise DocumentError("WRONG_VALUE", f"{path}{path_step(key)}", key, _UNLIKE)


# ------------------------------------------------------------------------- from OpenStreetMap


class OsmImport(NamedTuple):
    """Places of a download, and what was lost on the way.

    Examples
    --------
    >>> OsmImport((), ()).losses
    ()
    """

    places: tuple[Place, ...]
    losses: tuple[Finding, ...]


def places_from_osm(source: str | bytes, *, plane: Plane, limits: Limits = LIMITS) -> OsmImport:
    """Return the features of a download of OpenStreetMap that have a function of the vocabulary, as places.

    Tags are read from the properties themselves or from ``tags`` among them; identifiers such as ``node/7``
    from ``id`` or ``@id``.  A feature without such a function is passed over.  A geometry that is no point
    and no polygon leaves a place that lies nowhere that is known; a feature without an identifier, or with
    that of one before it, is left out.  Both are told among the losses, and so is each tag that could not be
    read.

    Raises
    ------
    DocumentError
        If `source` is no collection of features, or exceeds `limits`.

    Examples
    --------
    >>> text = '''{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "node/7",
    ... "properties": {"amenity": "library", "opening_hours": "Mo-Fr 09:00-17:00", "wheelchair": "limited"},
    ... "geometry": {"type": "Point", "coordinates": [103.92, 30.57]}}]}'''
    >>> found = places_from_osm(text, plane=Plane(longitude=1_039_200_000, latitude=305_700_000))
    >>> (place,) = found.places
    >>> place.id, place.name, sorted(place.functions), place.handicap_accessible, place.area
    ('node/7', '图书室', ['library'], None, None)
    >>> print(found.losses[0])
    the tag wheelchair of node/7 is not understood or settles nothing; it is kept as it is and no more \
[OSM_TAG_NOT_READ]
    """
    require("plane", plane, kind=Plane)
    found: dict[str, Place] = {}
    losses: list[Finding] = []
    for each in read_features(source, limits=limits):
        try:
            place = tagged(each, found)
        except DocumentError as error:
            losses.append(left_out(each, error))
            continue
        if place is not None:
            found[place.id] = placed = attrs.evolve(place, **_known_ground(each, plane))
            losses += losses_of(each, placed)
    return OsmImport(tuple(found.values()), tuple(losses))


def _known_ground(given: ReadFeature, plane: Plane) -> dict[str, Any]:
    """Return point and outline; what is neither gives neither."""
    try:
        return dict(zip(("at", "outline"), _ground(given, plane), strict=True))
    except DocumentError:
        return {}
