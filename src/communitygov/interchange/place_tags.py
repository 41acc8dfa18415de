"""A place in tags of OpenStreetMap: those that follow from it, and what those of a download say.

Tags that are not understood, or that settle nothing, are kept and told, never guessed.  This module knows no
geometry.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import cast

from communitygov.core.canonical import fault
from communitygov.core.checks import TITLE_LENGTH, is_identifier, is_text
from communitygov.core.finding import Detail, Finding
from communitygov.core.quantity import Quantity
from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.interchange.features import ReadFeature, object_at
from communitygov.interchange.place_loss import (
    OSM_FEATURE_LEFT_OUT,
    OSM_GEOMETRY_NOT_READ,
    OSM_TAG_NOT_READ,
    OSM_TAGS_DROPPED,
)
from communitygov.space.function.catalogue import FUNCTIONS, functions_tagged
from communitygov.space.function.function import LONGEST_TAG
from communitygov.space.hours.week_hours import WeekHours
from communitygov.space.place.measure import PEOPLE
from communitygov.space.place.place import Place

_YES_OR_NO = {True: "yes", False: "no"}
#: Who may enter: customers are not everybody, and what is permitted for now is no right.
_PUBLIC = {"yes": True, "public": True, "private": False, "no": False}
_STEPLESS = {"yes": True, "no": False}
#: Functions of which ``capacity`` counts people, not cars or boxes.
_OF_PEOPLE = frozenset(
    {
        *("service_station", "party_centre", "deliberation_hall", "elder_day_care", "nursing_home"),
        *("elder_station", "nursery", "kindergarten", "primary_school", "middle_school", "after_school"),
        *("canteen", "culture_station", "culture_centre", "library", "study_room", "exhibition"),
        *("breakfast", "gym", "cafe", "teahouse", "restaurant", "bookshop", "workshop", "coworking"),
    }
)
#: What is wrong with an identifier that stands twice.
TWICE = Words("为两处空间所用；每处须有自己的标识", "is used by two places; each needs its own")


# ------------------------------------------------------------------------- out


def following(place: Place) -> dict[str, str]:
    """Return the tags that follow from the fields of a place."""
    found = {"name": place.name}
    if place.hours is not None:
        found["opening_hours"] = str(place.hours)
    if place.handicap_accessible is not None:
        found["wheelchair"] = _YES_OR_NO[place.handicap_accessible]
    if place.publicly_accessible is not None:
        found["access"] = "yes" if place.publicly_accessible else "private"
    peak = place.occupancy_number_peak
    if peak is not None and peak.exactly is not None and _seats_people(place.all_functions):
        found["capacity"] = str(peak.exactly)
    values: dict[str, list[str]] = {}
    for code in sorted(place.all_functions & FUNCTIONS.keys()):
        for key, value in FUNCTIONS[code].tags:
            values.setdefault(key, []).append(value)
    return found | {key: ";".join(dict.fromkeys(each)) for key, each in values.items()}


def _seats_people(functions: frozenset[str]) -> bool:
    """Tell whether the capacity of something with these functions counts people."""
    return functions & FUNCTIONS.keys() <= _OF_PEOPLE


# ------------------------------------------------------------------------- in


def _said(given: ReadFeature) -> Mapping[str, object]:
    """Return what a feature says of itself, but for what its mapper is called and the like (``@user``)."""
    properties = given.properties()
    nested = properties.get("tags")
    said = object_at(nested, f"{given.path}.properties.tags") if nested else properties
    return {key: value for key, value in said.items() if not key.startswith("@")}


def _tags(given: ReadFeature) -> Iterator[tuple[str, str]]:
    """Yield the tags of a feature that a place can hold."""
    for key, value in _said(given).items():
        if is_identifier(key) and value and is_text(value, longest=LONGEST_TAG):
            yield key, cast("str", value)


def _functions(tags: Mapping[str, str]) -> frozenset[str]:
    """Return the codes of the functions of tags; of several values under one key each counts."""
    each = [
        {**tags} | {key: part.strip()}
        for key, value in tags.items()
        for part in value.split(";")
        if ";" in value
    ]
    return frozenset(function.code for some in (dict(tags), *each) for function in functions_tagged(some))


def _identifier(given: ReadFeature, known: Collection[str]) -> str:
    """Return the identifier of a feature, which no other has."""
    properties = given.properties()
    for members, key in ((given.members, "id"), (properties, "@id"), (properties, "id")):
        code = str(members[key]) if type(members.get(key)) is int else members.get(key)
        if is_identifier(code):
            if code in known:
                raise DocumentError("DUPLICATE_KEY", f"{given.path}.id", code, TWICE)
            return cast("str", code)
    raise fault("MISSING_FIELD", f"{given.path}.id", value="id")


def tagged(given: ReadFeature, known: Collection[str]) -> Place | None:
    """Return the place that the tags of a feature tell of, without its ground; none without a function."""
    tags = dict(_tags(given))
    functions = _functions(tags)
    if not functions:
        return None
    name = tags.get("name", "")
    seats = tags.get("capacity", "")
    is_counted = seats.isascii() and seats.isdigit() and seats[0] != "0" and len(seats) < len("10000000")
    return Place(
        _identifier(given, known),
        name if 0 < len(name) <= TITLE_LENGTH and is_text(name) else FUNCTIONS[min(functions)].zh,
        functions=functions,
        hours=_hours(tags.get("opening_hours")),
        handicap_accessible=_STEPLESS.get(tags.get("wheelchair", "")),
        publicly_accessible=_PUBLIC.get(tags.get("access", "")),
        occupancy_number_peak=(
            Quantity.exact(int(seats), PEOPLE) if is_counted and _seats_people(functions) else None
        ),
        tags=tuple(sorted(tags.items())),
    )


def _hours(text: str | None) -> WeekHours | None:
    """Return opening hours, if they are of the part of the language that is read."""
    try:
        return None if text is None else WeekHours.parse(text)
    except InvalidValue:
        return None


def left_out(given: ReadFeature, error: DocumentError) -> Finding:
    """Return that a feature is left out, and why."""
    number = given.path.removeprefix("$.features[").removesuffix("]")
    details: dict[str, Detail] = {"feature": given.path, "where": error.path, "fault": error.code}
    return OSM_FEATURE_LEFT_OUT.finding(f"feature-{number}", details)


def losses_of(given: ReadFeature, place: Place) -> Iterator[Finding]:
    """Yield what a feature says and its place does not know."""
    details: dict[str, Detail] = {"feature": place.id}
    if given.members.get("geometry") is not None and place.at is None and place.outline is None:
        yield OSM_GEOMETRY_NOT_READ.finding(place.id, details)
    known = {
        "access": place.publicly_accessible,
        "capacity": place.occupancy_number_peak,
        "opening_hours": place.hours,
        "wheelchair": place.handicap_accessible,
    }
    for key, _ in place.tags:
        if key in known and known[key] is None:
            yield OSM_TAG_NOT_READ.finding(place.id, {**details, "key": key})
    dropped = sum(isinstance(value, str) for value in _said(given).values()) - len(place.tags)
    if dropped:
        yield OSM_TAGS_DROPPED.finding(place.id, {**details, "count": dropped})
