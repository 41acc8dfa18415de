"""A delineation as an altair chart: to zoom into, to shift, and to ask each building what it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from communitygov.core.argument import require
from communitygov.errors import InvalidValue, MissingExtra, Words
from communitygov.grid.delineation.delineation import Delineation
from communitygov.grid.delineation.map import colours_of
from communitygov.grid.level.kind import GridKind

if TYPE_CHECKING:
    import altair as alt

#: One line of a table behind a chart.
_Record: TypeAlias = dict[str, str | int]
#: From one coordinate to another, in centimetres.
_Span: TypeAlias = tuple[int, int]

#: Beyond this many buildings a chart is too much for a browser; a map as SVG still does.
MOST_BUILDINGS = 20_000
_LONGER_SIDE = 640
_GREY, _INK, _RED = "#8a8a8a", "#222222", "#c00000"
#: Axes count centimetres and show metres.
_METRES = "format(datum.value / 100, ',')"


def delineation_map(delineation: Delineation) -> "alt.LayerChart":
    """Return a map of a delineation that can be zoomed and shifted.

    Dots are buildings in the colour of their micro-grid, the larger the more households they have, grey in an
    exclusive grid and with a red edge where the micro-grid misses its bounds.  Lines join neighbours within a
    micro-grid; its number stands at its centre.  Pointing at a building tells its grids.

    Raises
    ------
    MissingExtra
        If altair is not installed.
    InvalidValue
        If there are too many buildings.

    Examples
    --------
    >>> from communitygov.grid.delineation.building import Building
    >>> from communitygov.grid.delineation.delineate import delineate
    >>> from communitygov.geometry.point import Point
    >>> plan = delineate([Building("1", households=40, at=Point(0, 0))], [], general=(30, 50))
    >>> [layer["mark"]["type"] for layer in delineation_map(plan).to_dict()["layer"]]
    ['rule', 'circle', 'text', 'text']
    """
    try:
        import altair as alt  # noqa: PLC0415  heavy, and in an extra
    except ImportError as error:
        raise MissingExtra("altair", "plot") from error
    require("delineation", delineation, kind=Delineation)
    if len(delineation.buildings) > MOST_BUILDINGS:
        bound = Words(f"须不多于 {MOST_BUILDINGS} 栋", f"must hold at most {MOST_BUILDINGS} buildings")
        raise InvalidValue("buildings", len(delineation.buildings), bound)
    (east, north), (width, height) = _frame(delineation)
    colour = alt.Color("colour:N", scale=None)
    span = [alt.Scale(domain=list(each), nice=False, zero=False) for each in (east, north)]
    joined = (
        alt.Chart(alt.InlineData(values=_joined(delineation)))
        .mark_rule(strokeWidth=5, strokeCap="round", opacity=0.45)
        .encode(
            x=alt.X("east:Q", scale=span[0], axis=alt.Axis(labelExpr=_METRES, title="东 east (m)")),
            y=alt.Y("north:Q", scale=span[1], axis=alt.Axis(labelExpr=_METRES, title="北 north (m)")),
            x2="east2",
            y2="north2",
            color=colour,
        )
    )
    dots = (
        alt.Chart(alt.InlineData(values=_buildings(delineation)))
        .mark_circle(opacity=1, strokeWidth=0.8)
        .encode(
            x="east:Q",
            y="north:Q",
            color=colour,
            stroke=alt.Stroke("edge:N", scale=None),
            size=alt.Size("households:Q", scale=alt.Scale(range=[25, 220]), title="户 households"),
            tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in _TOLD],
        )
    )
    numbers = alt.Chart(alt.InlineData(values=_numbers(delineation))).encode(
        x="east:Q", y="north:Q", text="number:N"
    )
    halo = numbers.mark_text(fontSize=10, fontWeight="bold", dy=-10, stroke="white", strokeWidth=3)
    inner = numbers.mark_text(fontSize=10, fontWeight="bold", dy=-10)
    first, _, rest = delineation.quality.text().partition("; ")
    title = alt.Title("网格划分方案（草案） Delineation (proposal)", subtitle=[first, rest])
    layers = [joined, dots.interactive(), halo, inner]
    return alt.LayerChart(layer=layers, title=title, width=width, height=height)


_TOLD = (
    ("building", "楼栋 building"),
    ("households", "户 households"),
    ("grid", "网格 grid"),
    ("general", "一般网格 general grid"),
)


def _frame(delineation: Delineation) -> tuple[tuple[_Span, _Span], tuple[int, int]]:
    """Return what the axes span, in centimetres, and the sides of the chart, in pixels of one length."""
    east = [building.at.east for building in delineation.buildings]
    north = [building.at.north for building in delineation.buildings]
    margin = max(max(east) - min(east), max(north) - min(north)) // 20 + 500
    wide, high = (min(east) - margin, max(east) + margin), (min(north) - margin, max(north) + margin)
    longer = max(wide[1] - wide[0], high[1] - high[0])
    width, height = (max(60, (most - least) * _LONGER_SIDE // longer) for least, most in (wide, high))
    return (wide, high), (width, height)


def _colours(delineation: Delineation) -> Mapping[str, str]:
    """Return the colour of each micro-grid and exclusive grid."""
    grey = {grid.code: _GREY for grid in delineation.exclusive}
    return {**grey, **colours_of(delineation.adjacency, delineation.grids)}


def _joined(delineation: Delineation) -> list[_Record]:
    """Return a line for each pair of neighbours within a micro-grid."""
    at = {building.id: building.at for building in delineation.buildings}
    grid, colours = delineation.dwelling_grid, _colours(delineation)
    return [
        {
            "east": at[one].east,
            "north": at[one].north,
            "east2": at[two].east,
            "north2": at[two].north,
            "colour": colours[grid[one]],
        }
        for one, two in delineation.adjacency
        if grid[one] == grid[two]
    ]


def _buildings(delineation: Delineation) -> list[_Record]:
    """Return a line for each building."""
    colours = _colours(delineation)
    general = {code: grid.code for grid in delineation.general for code in grid.members}
    amiss = {code for grid in delineation.misfits if grid.kind is GridKind.MICRO for code in grid.members}
    return [
        {
            "building": building.id,
            "households": building.households,
            "grid": delineation.grid_of(building.id),
            "general": general.get(building.id, ""),
            "east": building.at.east,
            "north": building.at.north,
            "colour": colours[delineation.grid_of(building.id)],
            "edge": _RED if building.id in amiss else _INK,
        }
        for building in delineation.buildings
    ]


def _numbers(delineation: Delineation) -> list[_Record]:
    """Return a line for each micro-grid: the last part of its code, at its centre."""
    at = {building.id: building.at for building in delineation.buildings}
    return [
        {
            "number": grid.code.rpartition("-")[2],
            "east": at[grid.centre].east,
            "north": at[grid.centre].north,
        }
        for grid in delineation.micro
    ]
