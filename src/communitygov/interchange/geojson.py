"""GeoJSON (RFC 7946): grids and buildings out, areas in.

1. Degrees are written with seven digits, exactly as a `Plane` has them; outer rings run counterclockwise,
   holes clockwise, and each ring ends where it begins.
2. Nothing about persons is written: of a building its code and its grid, of a grid its households together.
3. What comes in is read strictly and within limits.  Each degree is taken to the nearest ten-millionth and
   each place to the nearest centimetre, so that what was written comes back within a centimetre.

A grid of a delineation has no border of its own; what is written is the smallest convex shape around its
buildings.  Shapes of neighbours may overlap, and nobody should be assigned to a grid by them.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, cast

from communitygov.core.argument import each_required, require
from communitygov.core.canonical import Limits, fault
from communitygov.core.checks import is_identifier
from communitygov.errors import InvalidValue, Words
from communitygov.geometry.area import Area
from communitygov.geometry.plane import Plane
from communitygov.grid.delineation.delineation import Delineation
from communitygov.grid.delineation.drawn_grid import DrawnGrid
from communitygov.grid.delineation.hull import convex_hull
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
    polygon,
    read_features,
)

#: Kinds of geometry that have no ground.
_GROUNDLESS = ("Point", "MultiPoint", "LineString", "MultiLineString")

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
    >>> from communitygov.geometry.point import Point
    >>> yard = Area((Point(0, 0), Point(0, 1_000), Point(1_000, 1_000)))
    >>> print(areas_to_geojson([("LQ-1", yard)], plane=Plane(longitude=1_039_200_000, latitude=305_700_000)))
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"LQ-1"},"geometry":{"type":"Polygon","coordinates":[[\
[103.9200000,30.5700000],[103.9201044,30.5700899],[103.9200000,30.5700899],[103.9200000,30.5700000]]]}}
    ]}
    """
    require("plane", plane, kind=Plane)
    return collection(feature({"code": code}, polygon(area, plane)) for code, area in _checked(areas))


def delineation_to_geojson(delineation: Delineation, *, plane: Plane) -> str:
    """Return a delineation as a collection of features: grids as polygons, buildings as points.

    General grids stand first, so that a viewer draws micro-grids over them.

    Examples
    --------
    >>> from communitygov.geometry.point import Point
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
        feature(_facts(grid), polygon(convex_hull([at[code] for code in grid.members]), plane))
        for grid in delineation.grids
    ]
    buildings = [
        feature(
            {"code": code, "grid": delineation.grid_of(code), "kind": "building"},
            mark(point, plane),
        )
        for code, point in at.items()
    ]
    return collection([*grids, *buildings])


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
    >>> from communitygov.geometry.point import Point
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
    found: list[CodedArea] = []
    for each in read_features(source, limits=limits):
        found += _areas_of(each, plane, named=code)
    return tuple(found)


def _areas_of(given: ReadFeature, plane: Plane, *, named: str) -> list[CodedArea]:
    """Return the areas of one feature."""
    where = f"{given.path}.geometry"
    geometry = object_at(member(given.members, "geometry", path=given.path), where)
    kind = member(geometry, "type", path=where)
    if kind in _GROUNDLESS:
        return []
    if kind not in ("Polygon", "MultiPolygon"):
        raise fault("WRONG_VALUE", f"{where}.type", value=kind)
    told = f"{given.path}.properties"
    code = _code(member(given.properties(), named, path=told), f"{told}.{named}")
    inner = f"{where}.coordinates"
    coordinates = list_at(member(geometry, "coordinates", path=where), inner)
    if kind == "Polygon":
        return [(code, area_at(coordinates, inner, plane=plane))]
    return [
        (code, area_at(list_at(each, f"{inner}[{at}]"), f"{inner}[{at}]", plane=plane))
        for at, each in enumerate(coordinates)
    ]


def _code(given: object, path: str) -> str:
    """Return a code that is text or a whole number."""
    code = str(given) if type(given) is int else given
    if not is_identifier(code):
        raise fault("WRONG_VALUE", path, value=code if isinstance(code, str) else str(code))
    return cast("str", code)
