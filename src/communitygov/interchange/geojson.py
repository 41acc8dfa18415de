"""GeoJSON (RFC 7946): grids and buildings out, areas in.

1. Degrees are written with seven digits, exactly as a `Plane` has them; outer rings run counterclockwise,
   holes clockwise, and each ring ends where it begins.
2. Nothing about persons is written: of a building its code and its grid, of a grid its households together.
3. What comes in is read strictly and within limits.  Each degree is taken to the nearest ten-millionth and
   each place to the nearest centimetre, so that what was written comes back within a centimetre.

A grid of a delineation has no border of its own; what is written is the smallest convex shape around its
buildings.  Shapes of neighbours may overlap, and nobody should be assigned to a grid by them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias, cast

from communitygov.core.argument import each_required, require
from communitygov.core.canonical import Limits, fault
from communitygov.core.checks import is_identifier
from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.geometry.area import Area
from communitygov.geometry.plane import PER_DEGREE, Plane
from communitygov.geometry.point import Point
from communitygov.grid.delineation.delineation import Delineation
from communitygov.grid.delineation.drawn_grid import DrawnGrid
from communitygov.grid.delineation.hull import convex_hull
from communitygov.interchange.decimal_json import read_decimal_json

#: A map of a whole city is a larger document than most.
LIMITS = Limits(size=64 * 1024 * 1024)
#: Longest number that is read, in characters.
_LONGEST_NUMBER = 40
#: Fewest positions of a ring: a triangle, and its first corner again.
_FEWEST = 4
#: Kinds of geometry that have no ground.
_GROUNDLESS = ("Point", "MultiPoint", "LineString", "MultiLineString")
_PLAIN = Words(
    f"须不带指数，且不超过 {_LONGEST_NUMBER} 个字符",
    f"must be written without an exponent, in at most {_LONGEST_NUMBER} characters",
)

#: Code of a grid, and its ground.
CodedArea: TypeAlias = tuple[str, Area]


# ------------------------------------------------------------------------- out


def areas_to_geojson(areas: Iterable[CodedArea], *, plane: Plane) -> str:
    """Return areas with their codes as a collection of features.

    Raises
    ------
    InvalidValue
        If something is no code with its area.

    Examples
    --------
    >>> yard = Area((Point(0, 0), Point(0, 1_000), Point(1_000, 1_000)))
    >>> print(areas_to_geojson([("LQ-1", yard)], plane=Plane(longitude=1_039_200_000, latitude=305_700_000)))
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"LQ-1"},"geometry":{"type":"Polygon","coordinates":[[\
[103.9200000,30.5700000],[103.9201044,30.5700899],[103.9200000,30.5700899],[103.9200000,30.5700000]]]}}
    ]}
    """
    require("plane", plane, kind=Plane)
    return _collection(_feature({"code": code}, _polygon(area, plane)) for code, area in _checked(areas))


def delineation_to_geojson(delineation: Delineation, *, plane: Plane) -> str:
    """Return a delineation as a collection of features: grids as polygons, buildings as points.

    General grids stand first, so that a viewer draws micro-grids over them.

    Examples
    --------
    >>> from communitygov.grid.delineation.building import Building
    >>> from communitygov.grid.delineation.delineate import delineate
    >>> plan = delineate([Building("1", households=40, at=Point(0, 0))], [], general=(30, 50))
    >>> text = delineation_to_geojson(plan, plane=Plane(longitude=1_039_200_000, latitude=305_700_000))
    >>> print(text.splitlines()[-2])
    {"type":"Feature","properties":{"code":"1","grid":"draft-G01-M01","kind":"building"},\
"geometry":{"type":"Point","coordinates":[103.9200000,30.5700000]}}
    """
    require("delineation", delineation, kind=Delineation)
    require("plane", plane, kind=Plane)
    at = {building.id: building.at for building in delineation.buildings}
    grids = [
        _feature(_facts(grid), _polygon(convex_hull([at[code] for code in grid.members]), plane))
        for grid in delineation.grids
    ]
    buildings = [
        _feature(
            {"code": code, "grid": delineation.grid_of(code), "kind": "building"},
            f'{{"type":"Point","coordinates":{_position(point, plane)}}}',
        )
        for code, point in at.items()
    ]
    return _collection([*grids, *buildings])


def _checked(areas: Iterable[object]) -> Iterator[CodedArea]:
    """Yield areas with their codes, and refuse anything else."""
    for pair in each_required("areas", areas, kind=object):
        match pair:
            case (str(code), Area() as area) if is_identifier(code):
                yield code, area
            case _:
                bound = Words("须为网格编码与其范围", "must be the code of a grid and its area")
                raise InvalidValue("areas", type(pair).__name__, bound)


def _facts(grid: DrawnGrid) -> dict[str, str | int]:
    """Return what is told of a grid; it is a proposal, and says so."""
    return {
        "code": grid.code,
        "kind": grid.kind.value,
        "under": grid.under,
        "households": grid.households,
        "buildings": len(grid.members),
        "centre": grid.centre,
        "status": "proposal",
    }


def _collection(features: Iterable[str]) -> str:
    """Return a collection, a line for each feature."""
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}"


def _feature(properties: Mapping[str, str | int], geometry: str) -> str:
    """Return one feature."""
    told = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{told},"geometry":{geometry}}}'


def _polygon(area: Area, plane: Plane) -> str:
    """Return an area as a polygon, its outer ring counterclockwise and its holes clockwise."""
    rings = [_turned(area.ring, left=True), *(_turned(hole, left=False) for hole in area.holes)]
    written = (",".join(_position(point, plane) for point in (*ring, ring[0])) for ring in rings)
    return f'{{"type":"Polygon","coordinates":[{",".join(f"[{ring}]" for ring in written)}]}}'


def _turned(ring: Sequence[Point], *, left: bool) -> Sequence[Point]:
    """Return a ring that runs the way it should, from the same corner."""
    doubled = sum(one.east * two.north - two.east * one.north for one, two in pairwise((*ring, ring[0])))
    return ring if (doubled >= 0) == left else (ring[0], *reversed(ring[1:]))


def _position(point: Point, plane: Plane) -> str:
    """Return longitude and latitude with seven digits."""
    return f"[{','.join(map(_decimal, plane.degrees(point)))}]"


def _decimal(parts: int) -> str:
    """Return ten-millionths of a degree as decimal text."""
    whole, part = divmod(abs(parts), PER_DEGREE)
    return f"{'-' if parts < 0 else ''}{whole}.{part:07d}"


# ------------------------------------------------------------------------- in


def areas_from_geojson(
    source: str | bytes, *, plane: Plane, code: str = "code", limits: Limits = LIMITS
) -> tuple[CodedArea, ...]:
    """Return the areas of a collection of features, in its order, with their codes.

    A feature of several polygons gives several areas of one code.  Points and lines are passed over, and so
    are heights.  Whether a ring crosses itself is not looked at.

    Parameters
    ----------
    source
        The text, or its bytes in UTF-8.
    plane
        Where the areas come to lie.
    code
        Name of the property that holds the code of a grid, as text or as a whole number.
    limits
        How much is read at most.

    Raises
    ------
    DocumentError
        If `source` is no such collection, exceeds `limits`, names another system of coordinates, or a feature
        has no code or no ground; the error says where.

    Examples
    --------
    >>> plane = Plane(longitude=1_039_200_000, latitude=305_700_000)
    >>> yard = Area((Point(0, 0), Point(1_000, 1_000), Point(0, 1_000)))
    >>> areas_from_geojson(areas_to_geojson([("LQ-1", yard)], plane=plane), plane=plane) == (("LQ-1", yard),)
    True
    >>> areas_from_geojson('{"type": "Feature"}', plane=plane)
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $.type: 'Feature' is not among what this place may hold; see its \
description. [WRONG_VALUE]
    """
    require("plane", plane, kind=Plane)
    document = _object(read_decimal_json(source, limits=limits, number=_number), "$")
    if "crs" in document:
        raise fault("EXTRA_FIELD", "$.crs", value="crs")
    _named(document, "FeatureCollection", "$")
    found: list[CodedArea] = []
    for at, feature in enumerate(_listed(_member(document, "features", "$"), "$.features")):
        found += _areas_of(feature, f"$.features[{at}]", plane, named=code)
    return tuple(found)


def _areas_of(given: object, path: str, plane: Plane, *, named: str) -> list[CodedArea]:
    """Return the areas of one feature."""
    feature = _object(given, path)
    _named(feature, "Feature", path)
    where = f"{path}.geometry"
    geometry = _object(_member(feature, "geometry", path), where)
    kind = _member(geometry, "type", where)
    if kind in _GROUNDLESS:
        return []
    if kind not in ("Polygon", "MultiPolygon"):
        raise fault("WRONG_VALUE", f"{where}.type", value=kind)
    properties = _object(_member(feature, "properties", path), f"{path}.properties")
    code = _code(_member(properties, named, f"{path}.properties"), f"{path}.properties.{named}")
    inner = f"{where}.coordinates"
    coordinates = _listed(_member(geometry, "coordinates", where), inner)
    if kind == "Polygon":
        return [(code, _area(coordinates, inner, plane))]
    return [
        (code, _area(_listed(each, f"{inner}[{at}]"), f"{inner}[{at}]", plane))
        for at, each in enumerate(coordinates)
    ]


def _code(given: object, path: str) -> str:
    """Return a code that is text or a whole number."""
    code = str(given) if type(given) is Decimal else given
    if not is_identifier(code) or (given is not code and "." in str(code)):
        raise fault("WRONG_VALUE", path, value=code)
    return cast("str", code)


def _area(rings: Sequence[object], path: str, plane: Plane) -> Area:
    """Return the area of the rings of one polygon."""
    if not rings:
        raise fault("WRONG_VALUE", path, value=rings)
    points = [_ring(ring, f"{path}[{at}]", plane) for at, ring in enumerate(rings)]
    try:
        return Area(points[0], tuple(points[1:]))
    except InvalidValue as error:
        problem = Words(f"不可用，{error.bound.zh}", f"will not do; it {error.bound.en}")
        raise DocumentError("WRONG_VALUE", path, error.value, problem) from error


def _ring(given: object, path: str, plane: Plane) -> tuple[Point, ...]:
    """Return the corners of a ring; those that fall on one centimetre are one."""
    positions = _listed(given, path)
    if len(positions) < _FEWEST or positions[0] != positions[-1]:
        raise fault("WRONG_VALUE", path, value=f"{len(positions)} positions")
    points = [_point(each, f"{path}[{at}]", plane) for at, each in enumerate(positions)]
    return tuple(one for one, two in pairwise(points) if one != two)


def _point(given: object, path: str, plane: Plane) -> Point:
    """Return the place of a longitude and a latitude."""
    position = _listed(given, path)
    if len(position) not in (2, 3) or any(type(each) is not Decimal for each in position):
        raise fault("WRONG_VALUE", path, value=[str(each) for each in position[:4]])
    longitude, latitude = cast("list[Decimal]", position[:2])
    if abs(longitude) > 180 or abs(latitude) > 90:  # noqa: PLR2004  the earth's own bounds
        raise fault("WRONG_VALUE", path, value=f"{longitude}, {latitude}")
    try:
        return plane.point(round(longitude * PER_DEGREE), round(latitude * PER_DEGREE))
    except InvalidValue as error:
        problem = Words(f"不可用，{error.bound.zh}", f"will not do; it {error.bound.en}")
        raise DocumentError("WRONG_VALUE", path, f"{longitude}, {latitude}", problem) from error


# ------------------------------------------------------------------------- the text


def _number(digits: str) -> Decimal:
    """Return a number, exactly; no degree is so long or has an exponent of its own."""
    if len(digits) > _LONGEST_NUMBER or "e" in digits.lower():
        raise DocumentError("NUMBER_TOO_LARGE", "$", digits, _PLAIN)
    return Decimal(digits)


def _object(given: object, path: str) -> Mapping[str, object]:
    """Refuse anything but an object."""
    if not isinstance(given, dict):
        raise fault("WRONG_TYPE", path, value=type(given).__name__)
    return cast("dict[str, object]", given)


def _listed(given: object, path: str) -> list[object]:
    """Refuse anything but a list."""
    if not isinstance(given, list):
        raise fault("WRONG_TYPE", path, value=type(given).__name__)
    return cast("list[object]", given)


def _member(given: Mapping[str, object], key: str, path: str) -> object:
    """Return a member of an object that must be there."""
    if key not in given:
        raise fault("MISSING_FIELD", f"{path}.{key}", value=key)
    return given[key]


def _named(given: Mapping[str, object], kind: str, path: str) -> None:
    """Refuse an object of another type."""
    found = _member(given, "type", path)
    if found != kind:
        raise fault("WRONG_VALUE", f"{path}.type", value=found)
