"""What all GeoJSON (RFC 7946) of the library shares: features, geometries, degrees, out and in.

Degrees are written with seven digits, exactly as a `Plane` has them; outer rings run counterclockwise, holes
clockwise, and each ring ends where it begins.  What comes in is read strictly and within limits: each degree
is taken to the nearest ten-millionth and each place to the nearest centimetre.

This module knows nothing of what the features are.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from communitygov.core.canonical import Limits, fault
from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.geometry.area import Area
from communitygov.geometry.plane import PER_DEGREE, Plane
from communitygov.geometry.point import Point
from communitygov.interchange.decimal_json import read_decimal_json

#: A map of a whole city is a larger document than most.
LIMITS = Limits(size=64 * 1024 * 1024)
#: Longest number that is read, in characters.
_LONGEST_NUMBER = 40
#: Fewest positions of a ring: a triangle, and its first corner again.
_FEWEST = 4
_PLAIN = Words(
    f"须不带指数，且不超过 {_LONGEST_NUMBER} 个字符",
    f"must be written without an exponent, in at most {_LONGEST_NUMBER} characters",
)


# ------------------------------------------------------------------------- out


def collection(features: Iterable[str]) -> str:
    """Return a collection of features, a line for each."""
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}"


_NONE: Mapping[str, str] = MappingProxyType({})


def feature(properties: Mapping[str, object], geometry: str, *, positions: Mapping[str, str] = _NONE) -> str:
    """Return one feature; its geometry, and positions among its properties, are text already."""
    told = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    told = told[:-1] + "".join(f',"{key}":{each}' for key, each in positions.items()) + "}"
    return f'{{"type":"Feature","properties":{told},"geometry":{geometry}}}'


def polygon(area: Area, plane: Plane) -> str:
    """Return an area as a polygon, its outer ring counterclockwise and its holes clockwise."""
    rings = [_turned(area.ring, left=True), *(_turned(hole, left=False) for hole in area.holes)]
    written = (",".join(position(point, plane) for point in (*ring, ring[0])) for ring in rings)
    return f'{{"type":"Polygon","coordinates":[{",".join(f"[{ring}]" for ring in written)}]}}'


def mark(point: Point, plane: Plane) -> str:
    """Return a point as a geometry."""
    return f'{{"type":"Point","coordinates":{position(point, plane)}}}'


def position(point: Point, plane: Plane) -> str:
    """Return longitude and latitude with seven digits."""
    return f"[{','.join(map(_decimal, plane.degrees(point)))}]"


def _turned(ring: Sequence[Point], *, left: bool) -> Sequence[Point]:
    """Return a ring that runs the way it should, from the same corner."""
    doubled = sum(one.east * two.north - two.east * one.north for one, two in pairwise((*ring, ring[0])))
    return ring if (doubled >= 0) == left else (ring[0], *reversed(ring[1:]))


def _decimal(parts: int) -> str:
    """Return ten-millionths of a degree as decimal text."""
    whole, part = divmod(abs(parts), PER_DEGREE)
    return f"{'-' if parts < 0 else ''}{whole}.{part:07d}"


# ------------------------------------------------------------------------- in


class ReadFeature(NamedTuple):
    """One feature of a collection as it was read, and where it stands."""

    path: str
    members: Mapping[str, object]

    def properties(self) -> Mapping[str, object]:
        """Return the properties, none for ``null``; a feature without the member is refused."""
        told = member(self.members, "properties", path=self.path)
        return {} if told is None else object_at(told, f"{self.path}.properties")


def read_features(source: object, *, limits: Limits) -> Iterator[ReadFeature]:
    """Yield the features of a collection; a whole number is read as such, any other as a `Decimal`.

    A byte order mark before the text, as many exports have it, is passed over.

    Raises
    ------
    DocumentError
        If `source` is no such collection, exceeds `limits`, or names another system of coordinates.
    """
    document = object_at(read_decimal_json(_unmarked(source), limits=limits, number=_number), "$")
    _check_depth(document, limits.depth)
    if "crs" in document:
        raise fault("EXTRA_FIELD", "$.crs", value="crs")
    require_type(document, "FeatureCollection", path="$")
    for at, given in enumerate(list_at(member(document, "features", path="$"), "$.features")):
        path = f"$.features[{at}]"
        members = object_at(given, path)
        require_type(members, "Feature", path=path)
        yield ReadFeature(path, members)


def _unmarked(source: object) -> object:
    """Return a text or its bytes without a byte order mark."""
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    return source.removeprefix(BOM_UTF8) if isinstance(source, bytes) else source


def _members(node: Any) -> Iterable[Any]:  # noqa: ANN401  whatever stands in a document
    """Return what an object or a list holds."""
    return cast("Iterable[Any]", node.values() if isinstance(node, dict) else node)


def _check_depth(document: object, deepest: int) -> None:
    """Refuse what has too many levels of objects and lists, the outermost counted as 1."""
    level: list[Any] = [document]
    for _ in range(deepest):
        level = [member for each in level for member in _members(each) if isinstance(member, dict | list)]
        if not level:
            return
    raise fault("TOO_DEEP", "$", value=f"more than {deepest} levels")


def area_at(rings: Sequence[object], path: str, *, plane: Plane) -> Area:
    """Return the area of the rings of one polygon."""
    if not rings:
        raise fault("WRONG_VALUE", path, value=rings)
    points = [_ring(ring, f"{path}[{at}]", plane=plane) for at, ring in enumerate(rings)]
    try:
        return Area(points[0], tuple(points[1:]))
    except InvalidValue as error:
        problem = Words(f"不可用，{error.bound.zh}", f"will not do; it {error.bound.en}")
        raise DocumentError("WRONG_VALUE", path, error.value, problem) from error


def point_at(given: object, path: str, *, plane: Plane) -> Point:
    """Return the point of a longitude and a latitude; a height is passed over."""
    place = list_at(given, path)
    if len(place) not in (2, 3) or any(type(each) not in (int, Decimal) for each in place):
        raise fault("WRONG_VALUE", path, value=[str(each) for each in place[:4]])
    longitude, latitude = (Decimal(each) for each in cast("list[int | Decimal]", place[:2]))
    if abs(longitude) > 180 or abs(latitude) > 90:  # noqa: PLR2004  the earth's own bounds
        raise fault("WRONG_VALUE", path, value=f"{longitude}, {latitude}")
    try:
        return plane.point(round(longitude * PER_DEGREE), round(latitude * PER_DEGREE))
    except InvalidValue as error:
        problem = Words(f"不可用，{error.bound.zh}", f"will not do; it {error.bound.en}")
        raise DocumentError("WRONG_VALUE", path, f"{longitude}, {latitude}", problem) from error


def _ring(given: object, path: str, *, plane: Plane) -> tuple[Point, ...]:
    """Return the corners of a ring; those that fall on one centimetre are one."""
    positions = list_at(given, path)
    if len(positions) < _FEWEST or positions[0] != positions[-1]:
        raise fault("WRONG_VALUE", path, value=f"{len(positions)} positions")
    points = [point_at(each, f"{path}[{at}]", plane=plane) for at, each in enumerate(positions)]
    return tuple(one for one, two in pairwise(points) if one != two)


# ------------------------------------------------------------------------- the text


def _number(digits: str) -> int | Decimal:
    """Return a number, exactly; no degree is so long or has an exponent of its own."""
    if len(digits) > _LONGEST_NUMBER or "e" in digits.lower():
        raise DocumentError("NUMBER_TOO_LARGE", "$", digits, _PLAIN)
    return Decimal(digits) if "." in digits else int(digits)


def object_at(given: object, path: str) -> Mapping[str, object]:
    """Refuse anything but an object."""
    if not isinstance(given, dict):
        raise fault("WRONG_TYPE", path, value=type(given).__name__)
    return cast("dict[str, object]", given)


def list_at(given: object, path: str) -> list[object]:
    """Refuse anything but a list."""
    if not isinstance(given, list):
        raise fault("WRONG_TYPE", path, value=type(given).__name__)
    return cast("list[object]", given)


def member(given: Mapping[str, object], key: str, *, path: str) -> object:
    """Return a member of an object that must be there."""
    if key not in given:
        raise fault("MISSING_FIELD", f"{path}.{key}", value=key)
    return given[key]


def require_type(given: Mapping[str, object], kind: str, *, path: str) -> None:
    """Refuse an object of another type."""
    found = member(given, "type", path=path)
    if found != kind:
        raise fault("WRONG_VALUE", f"{path}.type", value=found)
