"""Circles of minutes as an altair chart: who lives how near on a map, and by age band beside it.

Numbers of people are exact and stand in the chart: it is for those who plan, not for publication.
"""

from collections.abc import Iterable, Sequence
from math import cos, pi, sin
from typing import TYPE_CHECKING, TypeAlias

from communitygov.core.argument import require
from communitygov.errors import InvalidValue, MissingExtra, Words
from communitygov.geometry.point import Point
from communitygov.space.circle.circle import StraightCircle
from communitygov.space.circle.coverage import Coverage
from communitygov.space.circle.demand import DemandPoint, Site, distinct
from communitygov.space.circle.served_share import per_cent

if TYPE_CHECKING:
    import altair as alt

#: One line of a table behind a chart.
_Record: TypeAlias = dict[str, str | int | float]
#: From one coordinate to another, in centimetres.
_Span: TypeAlias = tuple[int, int]

#: Beyond this many demand points a chart is too much for a browser.
MOST_POINTS = 20_000
#: Beyond this many sites their circles are not drawn.
MOST_OUTLINES = 40
_CORNERS = 60
_LONGER_SIDE, _BARS, _BAR = 520, 280, 62
_INK, _BEYOND = "#222222", "#d1495b"
#: The nearest ring is the darkest; those between are mixed.
_NEAR, _FAR = (14, 75, 110), (150, 203, 222)
#: Axes count centimetres and show metres.
_METRES = "format(datum.value / 100, ',')"


def circle_map(
    sites: Iterable[Site], demands: Iterable[DemandPoint], *, coverage: Coverage
) -> "alt.HConcatChart":
    """Return a map of sites and of people by the circle that they live in, beside it shares by age band.

    Dots are demand points, the larger the more people live there, in the colour of the smallest circle that
    holds them, red outside all.  Black marks are sites; about them, straight circles are drawn, walking
    circles are not, as they have no one shape.  What has no point in the plane is left out of the map.

    Parameters
    ----------
    sites, demands
        Those of which `coverage` was asked.
    coverage
        What was found.

    Raises
    ------
    MissingExtra
        If altair is not installed.
    InvalidValue
        If there are too many demand points, none has a point, or they are not those of the coverage.

    Examples
    --------
    >>> from communitygov.geometry import Point
    >>> from communitygov.space.audience import Population
    >>> from communitygov.space.circle import coverage
    >>> home = DemandPoint("h", at=Point(60_000, 0), population=Population.of({"60plus": 9}))
    >>> site = Site("R29", at=Point(0, 0))
    >>> rings = [StraightCircle(minutes, metres_per_minute=75) for minutes in (5, 10)]
    >>> chart = circle_map([site], [home], coverage=coverage([site], [home], circles=rings)).to_dict()
    >>> [layer["mark"]["type"] for layer in chart["hconcat"][0]["layer"]]
    ['line', 'circle', 'point', 'text', 'text']
    """
    try:
        import altair as alt  # noqa: PLC0415  heavy, and in an extra
    except ImportError as error:
        raise MissingExtra("altair", "plot") from error
    require("coverage", coverage, kind=Coverage)
    offered, homes = distinct("sites", sites, kind=Site), distinct("demands", demands, kind=DemandPoint)
    _check(homes, coverage)
    names, colours = _legend(coverage)
    ring = alt.Color(
        "ring:N",
        scale=alt.Scale(domain=names, range=colours),
        legend=alt.Legend(title="最近站点 nearest site", orient="bottom", columns=2, symbolOpacity=1),
    )
    first = coverage.circles[0].circle
    kind = first.kind
    title = alt.Title(
        f"谁住在圈内（{kind.zh}） Who lives within, {kind.en}",
        subtitle=[
            *coverage.text("zh").split("\n"),
            *coverage.text("en").split("\n"),
            f"速度 speed: {float(first.metres_per_minute):g} 米/分钟 m/min",
        ],
        subtitlePadding=4,
    )
    chart: alt.HConcatChart = alt.hconcat(
        _map(offered, homes, coverage=coverage, colour=ring),
        _bars(coverage, colour=ring),
        spacing=24,
        title=title,
    )
    return chart


def _check(homes: Sequence[DemandPoint], coverage: Coverage) -> None:
    """Refuse too many demand points, and others than those of the coverage."""
    if not 0 < sum(home.at is not None for home in homes) <= MOST_POINTS:
        bound = Words(
            f"须有 1 至 {MOST_POINTS} 个有位置的需求点", f"must hold 1 to {MOST_POINTS} with a point"
        )
        raise InvalidValue("demands", len(homes), bound)
    people, known = sum(home.population.total for home in homes), {home.id for home in homes}
    if people != coverage.circles[0].total or not known.issuperset(coverage.circles[0].uncovered):
        bound = Words("须与覆盖结果的需求点相同", "must be those of the coverage")
        raise InvalidValue("demands", len(homes), bound)


def _legend(coverage: Coverage) -> tuple[list[str], list[str]]:
    """Return the names of the rings and their colours."""
    minutes = [each.circle.minutes for each in coverage.circles]
    names = [f"≤ {each} 分钟 min" for each in minutes]
    steps = max(1, len(minutes) - 1)
    mixed = [
        [near + (far - near) * at // steps for near, far in zip(_NEAR, _FAR, strict=True)]
        for at in range(len(minutes))
    ]
    colours = ["#" + "".join(f"{part:02x}" for part in each) for each in mixed]
    return [*names, "圈外 beyond"], [*colours, _BEYOND]


def _map(
    sites: Sequence[Site], homes: Sequence[DemandPoint], *, coverage: Coverage, colour: "alt.Color"
) -> "alt.LayerChart":
    """Return the map."""
    import altair as alt  # noqa: PLC0415

    marks = [{"site": site.id, **_at(site.at)} for site in sites if site.at is not None]
    dots, outlines = _dots(homes, coverage), _outlines(sites, coverage)
    (east, north), (width, height) = _frame([*outlines, *dots, *marks])
    scales = [alt.Scale(domain=list(span), nice=False, zero=False) for span in (east, north)]
    rings = (
        alt.Chart(alt.InlineData(values=outlines))
        .mark_line(strokeWidth=1.1, clip=True)
        .encode(
            x=alt.X(
                "east:Q", scale=scales[0], axis=alt.Axis(labelExpr=_METRES, title="东 east (m)", grid=False)
            ),
            y=alt.Y(
                "north:Q", scale=scales[1], axis=alt.Axis(labelExpr=_METRES, title="北 north (m)", grid=False)
            ),
            detail="outline:N",
            order="order:Q",
            color=colour,
        )
    )
    people = (
        alt.Chart(alt.InlineData(values=dots))
        .mark_circle(opacity=0.85, stroke="white", strokeWidth=0.4)
        .encode(
            x="east:Q",
            y="north:Q",
            color=colour,
            size=alt.Size(
                "people:Q",
                scale=alt.Scale(range=[12, 260]),
                legend=alt.Legend(title="人 people", orient="bottom", symbolFillColor="#8a8a8a"),
            ),
            tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in _TOLD],
        )
    )
    places = alt.Chart(alt.InlineData(values=marks))
    points = places.mark_point(
        shape="triangle-up", size=190, filled=True, fill=_INK, stroke="white", opacity=1
    ).encode(x="east:Q", y="north:Q", tooltip=[alt.Tooltip("site:N", title="站点 site")])
    names = places.encode(x="east:Q", y="north:Q", text="site:N")
    halo = names.mark_text(dy=-17, fontSize=12, fontWeight="bold", stroke="white", strokeWidth=4)
    inner = names.mark_text(dy=-17, fontSize=12, fontWeight="bold", fill=_INK)
    layers = [rings, people.interactive(), points, halo, inner]
    return alt.LayerChart(layer=layers, width=width, height=height)


_TOLD = (
    ("demand", "需求点 demand point"),
    ("people", "人 people"),
    ("ring", "圈 ring"),
    ("grid", "网格 grid"),
)


def _at(point: Point) -> _Record:
    """Return where something lies."""
    return {"east": point.east, "north": point.north}


def _dots(homes: Iterable[DemandPoint], coverage: Coverage) -> list[_Record]:
    """Return a line for each demand point with a place, most people first, so that all are seen."""
    names, _ = _legend(coverage)
    outside = [frozenset(each.uncovered) for each in coverage.circles]
    rows = [
        {
            "demand": home.id,
            "people": home.population.total,
            "ring": names[sum(home.id in each for each in outside)],
            "grid": home.grid,
            **_at(home.at),
        }
        for home in homes
        if home.at is not None
    ]
    return sorted(rows, key=lambda row: (-int(row["people"]), str(row["demand"])))


def _outlines(sites: Sequence[Site], coverage: Coverage) -> list[_Record]:
    """Return the corners of the circles about each site, where they are straight and few."""
    names, _ = _legend(coverage)
    return [
        {
            "outline": f"{site.id} {each.circle.minutes}",
            "ring": name,
            "order": corner,
            "east": site.at.east + round(each.circle.radius * sin(2 * pi * corner / _CORNERS)),
            "north": site.at.north + round(each.circle.radius * cos(2 * pi * corner / _CORNERS)),
        }
        for site in (sites if len(sites) <= MOST_OUTLINES else ())
        for each, name in zip(coverage.circles, names, strict=False)
        if site.at is not None and isinstance(each.circle, StraightCircle)
        for corner in range(_CORNERS + 1)
    ]


def _frame(rows: Sequence[_Record]) -> tuple[tuple[_Span, _Span], tuple[int, int]]:
    """Return what the axes span, in centimetres, and the sides of the map, in pixels of one length."""
    spans: list[_Span] = []
    for side in ("east", "north"):
        ways = [int(row[side]) for row in rows]
        spans.append((min(ways), max(ways)))
    margin = max(most - least for least, most in spans) // 30 + 1_000
    wide, high = ((least - margin, most + margin) for least, most in spans)
    longer = max(wide[1] - wide[0], high[1] - high[0])
    width, height = (max(160, (most - least) * _LONGER_SIDE // longer) for least, most in (wide, high))
    return (wide, high), (width, height)


def _bars(coverage: Coverage, *, colour: "alt.Color") -> "alt.LayerChart":
    """Return the bars by age band: rings from the nearest outwards, and the share inside the last."""
    import altair as alt  # noqa: PLC0415

    order = [f"{band.zh} {band.en}" for band in coverage.bands]
    band = alt.Y("band:N", sort=order, title="年龄段 age band", axis=alt.Axis(labelLimit=200))
    bars = (
        alt.Chart(alt.InlineData(values=_parts(coverage)))
        .mark_bar()
        .encode(
            y=band,
            x=alt.X(
                "share:Q",
                title="占比（右为最大圈内） share (right: inside the greatest)",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            color=colour,
            order="place:Q",
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("band", "ring", "people")],
        )
    )
    shares = (
        alt.Chart(alt.InlineData(values=_shares(coverage)))
        .mark_text(align="left", dx=5)
        .encode(y=band, x=alt.X("share:Q"), text="inside:N")
    )
    return alt.LayerChart(layer=[bars, shares], width=_BARS, height=_BAR * len(order))


def _shares(coverage: Coverage) -> list[_Record]:
    """Return for each age band what stands at the end of its bar: the share inside the greatest circle."""
    return [
        {"band": f"{band.zh} {band.en}", "share": 1, "inside": per_cent(shares.share)}
        for band, shares in zip(coverage.bands, coverage.circles[-1].bands, strict=True)
    ]


def _parts(coverage: Coverage) -> list[_Record]:
    """Return a line for each age band with people and each ring."""
    names, _ = _legend(coverage)
    rows: list[_Record] = []
    for at, band in enumerate(coverage.bands):
        total = coverage.circles[0].bands[at].total
        inside = [0, *(each.bands[at].covered for each in coverage.circles), total]
        rows += [
            {
                "band": f"{band.zh} {band.en}",
                "ring": name,
                "people": outer - inner,
                "share": (outer - inner) / total,
                "place": place,
            }
            for place, (name, inner, outer) in enumerate(zip(names, inside, inside[1:], strict=False))
            if total
        ]
    return rows
