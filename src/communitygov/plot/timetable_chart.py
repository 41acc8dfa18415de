"""A week of shared rooms: a calendar for each room, days side by side, hours from top to bottom."""

from collections.abc import Iterator
from math import floor
from typing import TYPE_CHECKING, TypeAlias

from communitygov.core.argument import require
from communitygov.errors import InvalidValue, MissingExtra, Words
from communitygov.space.brief.timetable.activity import SharedRoom
from communitygov.space.brief.timetable.sheet import DAYS
from communitygov.space.brief.timetable.timetable import Timetable
from communitygov.space.brief.timetable.week import DAY, clock
from communitygov.space.function.side import Side
from communitygov.space.hours.opening_text import WEEK

if TYPE_CHECKING:
    import altair as alt

#: One line of a table behind a chart.
_Record: TypeAlias = dict[str, str | int]

#: Beyond these a chart is too much for a browser.
MOST_ROOMS_SHOWN, MOST_BOOKINGS_SHOWN = 40, 3_000
#: Calendars side by side, pixels of a day, and of an hour.
_COLUMNS, _DAY_WIDE, _HOUR_HIGH = 2, 66, 26
_COLOURS = {Side.WELFARE: "#bfe3c0", Side.QUALITY: "#fbd5a5"}
_INK, _CLOSED = "#333333", "#e7e7e7"
#: Pixels of a label.
_FONT = 10
#: Minutes of a block that is high enough for its name.
_NAMED_FROM = (_FONT + 2) * 60 // _HOUR_HIGH
#: Axes count minutes and show hours.
_HOURS = "format(floor(datum.value / 60), '02') + ':' + format(datum.value % 60, '02')"


def timetable_chart(timetable: Timetable) -> "alt.ConcatChart":
    """Return the week of each room, in the colours of the sides, closed hours grey.

    What runs over midnight goes on at the top of the next day, openings and activities alike.  A block too
    low for its name has none; pointing at it tells the activity.

    Raises
    ------
    MissingExtra
        If altair is not installed.
    InvalidValue
        If there are too many rooms or bookings.

    Examples
    --------
    >>> from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom
    >>> from communitygov.space.hours.week_hours import WeekHours
    >>> rooms = [SharedRoom("hall", capacity=40, hours=WeekHours.parse("Mo-Fr 18:00-22:00"))]
    >>> wanted = [Activity("choir", "合唱", "choir", minutes=120)]
    >>> table = Timetable(rooms, wanted, placements=[Placement("choir", "hall", start=1_140)])
    >>> [layer["mark"]["type"] for layer in timetable_chart(table).to_dict()["concat"][0]["layer"]]
    ['rect', 'rect', 'text']
    """
    try:
        import altair as alt  # noqa: PLC0415  heavy, and in an extra
    except ImportError as error:
        raise MissingExtra("altair", "plot") from error
    require("timetable", timetable, kind=Timetable)
    for count, most in (
        (len(timetable.rooms), MOST_ROOMS_SHOWN),
        (len(timetable.placements), MOST_BOOKINGS_SHOWN),
    ):
        if count > most:
            raise InvalidValue("timetable", count, Words(f"须不多于 {most}", f"must hold at most {most}"))
    first, last = _span(timetable)
    calendars = [_calendar(timetable, room, hours=(first, last)) for room in timetable.rooms]
    titled = alt.Title("分时共用周表 weekly timetable", anchor="start")
    return alt.ConcatChart(concat=calendars, columns=_COLUMNS, title=titled)


def _calendar(timetable: Timetable, room: SharedRoom, *, hours: tuple[int, int]) -> "alt.LayerChart":
    """Return the calendar of one room."""
    import altair as alt  # noqa: PLC0415  heavy, and in an extra

    first, last = hours
    scale = alt.Scale(domain=[first, last], reverse=True, nice=False, zero=False)
    ticks = alt.Axis(values=list(range(first, last + 1, 120)), labelExpr=_HOURS, title=None)
    days = alt.Scale(domain=list(DAYS), padding=0.03)
    x = alt.X("day:O", sort=list(DAYS), scale=days, axis=alt.Axis(title=None, orient="top", labelAngle=0))
    y = alt.Y("since:Q", scale=scale, axis=ticks)
    sides = alt.Scale(domain=[" ".join(side.words) for side in Side], range=list(_COLOURS.values()))
    booked = alt.Chart(alt.InlineData(values=_booked(timetable, room.id)))
    layers = [
        alt.Chart(alt.InlineData(values=_open(room))).mark_rect(color="white").encode(x=x, y=y, y2="until:Q"),
        booked.mark_rect(stroke=_INK, strokeWidth=0.6).encode(
            x=x,
            y=y,
            y2="until:Q",
            color=alt.Color("side:N", scale=sides, title=None, legend=alt.Legend(orient="bottom")),
            tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in _TOLD],
        ),
        booked.mark_text(fontSize=_FONT, limit=_DAY_WIDE - 6, color=_INK).encode(
            x=x, y=alt.Y("middle:Q", scale=scale), text="shown:N"
        ),
    ]
    return alt.LayerChart(
        layer=layers,
        title=alt.Title(room.id, subtitle=_subtitle(timetable, room), anchor="middle"),
        width=len(DAYS) * _DAY_WIDE,
        height=(last - first) * _HOUR_HIGH // 60,
        view=alt.ViewBackground(fill=_CLOSED),
    )


_TOLD = (
    ("room", "房间 room"),
    ("label", "活动 activity"),
    ("english", "activity"),
    ("begins", "自 from"),
    ("ends", "至 until"),
    ("side", "类别 side"),
)


def _subtitle(timetable: Timetable, room: SharedRoom) -> str:
    """Say how many people a room holds, and for how much of its hours it is taken."""
    used = floor(timetable.use_of(room.id) * 100)
    return f"容 {room.capacity} 人 holds {room.capacity}，已用 {used} % used"


def _span(timetable: Timetable) -> tuple[int, int]:
    """Return between which minutes of a day anything is open or booked, in whole two hours."""
    spans = [span for room in timetable.rooms for span in room.hours.spans]
    spans += [(each.since, each.until) for each in timetable.bookings()]
    pieces = [piece for since, until in spans for piece in _by_day(since, until)]
    first = min((since for _, since, _ in pieces), default=8 * 60) // 120 * 120
    last = -(-max((until for _, _, until in pieces), default=22 * 60) // 120) * 120
    return first, last


def _by_day(since: int, until: int) -> Iterator[tuple[int, int, int]]:
    """Yield minutes of the week cut at each midnight: the day, and from when to when after its midnight."""
    while since < until:
        midnight = since - since % DAY
        end = min(until, midnight + DAY)
        yield since % WEEK // DAY, since - midnight, end - midnight
        since = end


def _open(room: SharedRoom) -> list[_Record]:
    """Return a record for each time that a room is open."""
    return [
        {"day": DAYS[day], "since": begin, "until": end}
        for since, until in room.hours.spans
        for day, begin, end in _by_day(since, until)
    ]


def _booked(timetable: Timetable, room: str) -> list[_Record]:
    """Return a record for each booking of a room."""
    return [
        {
            "room": room,
            "day": DAYS[day],
            "since": since,
            "until": until,
            "middle": (since + until) // 2,
            "label": each.words.zh,
            "shown": each.words.zh if until - since >= _NAMED_FROM else "",
            "english": each.words.en,
            "begins": clock(each.since),
            "ends": clock(each.until),
            "side": " ".join(each.side.words),
        }
        for each in timetable.bookings()
        if each.room == room
        for day, since, until in _by_day(each.since, each.until)
    ]
