"""A programme as a bubble diagram: rooms as bubbles, what should adjoin or separate as lines between them."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from communitygov.core.argument import require
from communitygov.errors import InvalidValue, MissingExtra, Words
from communitygov.plot.bubble_layout import layout
from communitygov.space.brief.adjacency import Importance
from communitygov.space.brief.area import written
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.room import Room

if TYPE_CHECKING:
    import altair as alt

#: One line of a table behind a chart.
_Record: TypeAlias = dict[str, str | int | float]

#: Beyond this many rooms nobody reads a bubble diagram.
MOST_BUBBLES = 150
#: Pixels: radius of the largest and of the smallest bubble, height of a label.
_LARGEST, _SMALLEST, _FONT = 62.0, 7.0, 12.0
_MARGIN = 16.0
#: Groups in the colours of their sides; further ones in turn.
_COLOURS = {"welfare": "#bfe3c0", "quality": "#fbd5a5", "no_side": "#d9d9d9"}
_FURTHER = ("#c3d4f0", "#e6c6e6", "#f3efac", "#bde6e6", "#f2c4c0", "#d7d3b4", "#cfd8dc", "#d9c7b3")
_INK = "#333333"


class _Look(NamedTuple):
    """Colour, width and dashes of a line."""

    colour: str
    width: float
    dashes: tuple[int, int]


_LINES: Mapping[Importance, _Look] = {
    Importance.MUST_ADJOIN: _Look("#222222", 4.5, (1, 0)),
    Importance.BETTER_ADJOIN: _Look("#999999", 2.0, (1, 0)),
    Importance.BETTER_SEPARATE: _Look("#e39a94", 2.0, (2, 4)),
    Importance.MUST_SEPARATE: _Look("#b3261e", 3.0, (8, 5)),
}


class _Bubble(NamedTuple):
    """A room as it is drawn."""

    room: Room
    radius: float
    label: tuple[str, str]

    @property
    def holds_label(self) -> bool:
        """Whether the label stands in the bubble, and not below it."""
        return self.radius >= max(map(_width, self.label)) / 2 + 4

    @property
    def reach(self) -> float:
        """The radius with the label."""
        below = 0.0 if self.holds_label else self.radius + 2.6 * _FONT
        beside = 0.0 if self.holds_label else max(map(_width, self.label)) / 2 + 2
        return max(self.radius, below, beside)


def bubble_diagram(brief: Brief) -> "alt.LayerChart":
    """Return a programme as bubbles: as large as the area, in the colour of the group.

    Full lines join what must adjoin (black) or had better (grey), red broken ones what must or had better
    separate.  What adjoins is drawn together as far as that goes.  Pointing at a bubble tells the room.

    Raises
    ------
    MissingExtra
        If altair is not installed.
    InvalidValue
        If there are too many rooms.

    Examples
    --------
    >>> from communitygov.space.brief.adjacency import Adjacency
    >>> rooms = [
    ...     Room("canteen", "食堂", "canteen", function="canteen", standard_required_area=120),
    ...     Room("kitchen", "厨房", "kitchen", function="canteen", standard_required_area=40),
    ... ]
    >>> beside = [Adjacency("canteen", "kitchen", importance=2)]
    >>> chart = bubble_diagram(Brief("lq", "龙桥社区", rooms=rooms, adjacencies=beside))
    >>> [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]
    ['rule', 'circle', 'text', 'text', 'text', 'text']
    """
    try:
        import altair as alt  # noqa: PLC0415  heavy, and in an extra
    except ImportError as error:
        raise MissingExtra("altair", "plot") from error
    require("brief", brief, kind=Brief)
    if len(brief.rooms) > MOST_BUBBLES:
        bound = Words(f"须不多于 {MOST_BUBBLES} 种房间", f"must hold at most {MOST_BUBBLES} kinds of rooms")
        raise InvalidValue("rooms", len(brief.rooms), bound)
    bubbles = _bubbles(brief)
    centres, (width, height) = _frame(bubbles, brief)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], nice=False), axis=None)
    groups = {" ".join(room.group.words): _colour(brief, room.group.code) for room in brief.rooms}
    of_rooms = alt.Chart(alt.InlineData(values=_records(bubbles, centres, groups)))
    fill = alt.Scale(domain=list(groups), range=list(groups.values()))
    circles = of_rooms.mark_circle(opacity=1, stroke=_INK, strokeWidth=0.8).encode(
        x=x,
        y=y,
        size=alt.Size("size:Q", scale=None, legend=None),
        color=alt.Color("group:N", scale=fill, title="分组 group"),
        tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in _TOLD],
    )
    lines = _line_layer(brief, centres).encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    titled = alt.Title(f"{brief.name} 气泡图 bubble diagram", subtitle=_subtitle(brief), anchor="start")
    layers = [lines, circles, *_label_layers(of_rooms, x)]
    return alt.LayerChart(layer=layers, title=titled, width=width, height=height)


def _line_layer(brief: Brief, centres: Mapping[str, tuple[float, float]]) -> "alt.Chart":
    """Return the lines, in the colours and dashes of what is said, with a legend of that alone."""
    import altair as alt  # noqa: PLC0415  heavy, and in an extra

    said = {adjacency.importance for adjacency in brief.adjacencies}
    looks = {" ".join(each.words): look for each, look in _LINES.items() if each in said}
    colours = alt.Scale(domain=list(looks), range=[look.colour for look in looks.values()])
    dashes = alt.Scale(domain=list(looks), range=[list(look.dashes) for look in looks.values()])
    legend = alt.Legend(title="相邻关系 adjacency", symbolType="stroke", symbolSize=600, symbolStrokeWidth=3)
    shown = legend if looks else None
    lines: alt.Chart = alt.Chart(alt.InlineData(values=_lines(brief, centres))).mark_rule()
    return lines.encode(
        stroke=alt.Stroke("said:N", scale=colours, legend=shown),
        strokeDash=alt.StrokeDash("said:N", scale=dashes, legend=shown),
        strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None),
    )


def _label_layers(of_rooms: "alt.Chart", x: "alt.X") -> Iterator["alt.Chart"]:
    """Yield names and areas, each over a halo that hides the lines behind it."""
    import altair as alt  # noqa: PLC0415

    for field in ("name", "area"):
        y, text = alt.Y(f"{field}_y:Q"), f"{field}:N"
        halo = of_rooms.mark_text(fontSize=_FONT, strokeWidth=4, strokeJoin="round")
        yield halo.encode(x=x, y=y, text=text, stroke=alt.Stroke("halo:N", scale=None))
        yield of_rooms.mark_text(fontSize=_FONT, color=_INK).encode(x=x, y=y, text=text)


#: Characters of a name that is shown whole.
_LONGEST_NAME = 12
_TOLD = (
    ("code", "编码 code"),
    ("whole", "房间 room"),
    ("english", "room"),
    ("function", "功能 function"),
    ("area", "面积 area"),
    ("group", "分组 group"),
)


def _subtitle(brief: Brief) -> str:
    """Say net and gross area."""
    gross = brief.gross_area
    cents = round(gross * 100)
    said = written(gross) if cents == gross * 100 else f"≈ {cents // 100}.{cents % 100:02}"
    return f"净面积 net {written(brief.net_area)} m²，总面积 gross {said} m²"


def _cut(name: str) -> str:
    """Return a name short enough for a bubble; pointing at it tells the whole."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _width(text: str) -> float:
    """Return about how wide a text is, in pixels; a Chinese character is as wide as it is high."""
    return sum(_FONT * (0.6 if character.isascii() or character == "²" else 1.02) for character in text)


def _bubbles(brief: Brief) -> list[_Bubble]:
    """Return the rooms as bubbles."""
    largest = max((room.net_area for room in brief.rooms), default=Fraction(1))
    return [
        _Bubble(
            room,
            max(_SMALLEST, _LARGEST * sqrt(room.net_area / largest)),
            (_cut(room.zh) + (f" ×{room.count}" if room.count > 1 else ""), f"{written(room.net_area)} m²"),
        )
        for room in brief.rooms
    ]


def _frame(
    bubbles: Sequence[_Bubble], brief: Brief
) -> tuple[dict[str, tuple[float, float]], tuple[int, int]]:
    """Return the centres, moved so that everything lies in the frame, and its sides."""
    wishes = {each.pair: each.importance.rating for each in brief.adjacencies}
    found = layout({each.room.code: each.reach for each in bubbles}, wishes)
    reach = {each.room.code: each.reach for each in bubbles}
    sides: list[tuple[float, float]] = []
    for axis in (0, 1):
        low = min((at[axis] - reach[code] for code, at in found.items()), default=0.0) - _MARGIN
        high = max((at[axis] + reach[code] for code, at in found.items()), default=100.0) + _MARGIN
        sides.append((low, high - low))
    centres = {
        code: (round(at[0] - sides[0][0], 1), round(at[1] - sides[1][0], 1)) for code, at in found.items()
    }
    return centres, (int(sides[0][1]), int(sides[1][1]))


def _lines(brief: Brief, centres: Mapping[str, tuple[float, float]]) -> list[_Record]:
    """Return a line for each statement that says something."""
    return [
        {
            "x": centres[one][0],
            "y": centres[one][1],
            "x2": centres[two][0],
            "y2": centres[two][1],
            "said": " ".join(each.importance.words),
            "width": _LINES[each.importance].width,
        }
        for each in sorted(
            brief.adjacencies, key=lambda adjacency: (-adjacency.importance.rating, adjacency.pair)
        )
        if each.importance in _LINES
        for one, two in (each.pair,)
    ]


def _records(
    bubbles: Sequence[_Bubble], centres: Mapping[str, tuple[float, float]], groups: Mapping[str, str]
) -> list[_Record]:
    """Return a record for each bubble; its label in it, or below it where it is too small."""
    records: list[_Record] = []
    for each in bubbles:
        east, north = centres[each.room.code]
        group = " ".join(each.room.group.words)
        first = north + _FONT * 0.6 if each.holds_label else north - each.radius - _FONT * 0.7
        records.append(
            {
                "code": each.room.code,
                "name": each.label[0],
                "whole": each.room.zh,
                "english": each.room.en,
                "function": each.room.function,
                "area": each.label[1],
                "group": group,
                "halo": groups[group] if each.holds_label else "white",
                "x": east,
                "y": north,
                "size": round(4 * each.radius * each.radius, 1),
                "name_y": round(first, 1),
                "area_y": round(first - _FONT * 1.2, 1),
            }
        )
    return records


def _colour(brief: Brief, group: str) -> str:
    """Return the colour of a group."""
    if group in _COLOURS:
        return _COLOURS[group]
    further = sorted({room.group.code for room in brief.rooms} - set(_COLOURS))
    return _FURTHER[further.index(group) % len(_FURTHER)]
