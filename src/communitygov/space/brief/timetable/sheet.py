"""A week to look at: bookings as lines of text, as rows, and as a table of rooms by days.

Whatever stands in a text is text there, never markup.  This module decides nothing.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from communitygov.errors import Words
from communitygov.space.brief.timetable.week import DAY, clock
from communitygov.space.function.side import Side
from communitygov.space.hours.opening_text import WEEK

#: Days as heads of a table.
DAYS = ("周一 Mo", "周二 Tu", "周三 We", "周四 Th", "周五 Fr", "周六 Sa", "周日 Su")
#: Most rooms of a table, and most bookings of one room on one day.
SHOWN_ROOMS = 100
SHOWN_BOOKINGS = 40


class Booking(NamedTuple):
    """One line of a timetable: a room from a minute of the week to another, and what is in it.

    `until` counts on from Monday 00:00; what begins on Sunday may end after the week.

    Examples
    --------
    >>> Booking("hall", 540, 600, "choir", Words("合唱", "choir"), Side.WELFARE).until
    600
    """

    room: str
    since: int
    until: int
    activity: str
    words: Words
    side: Side

    def row(self) -> tuple[str, ...]:
        """Return the line as the cells of a table, under the heads of `BOOKING_HEADS`."""
        day, begin = clock(self.since).split()
        return (
            self.room,
            day,
            begin,
            clock(self.until).split()[1],
            self.activity,
            *self.words,
            self.side.value,
        )

    def text(self) -> str:
        """Return the line in words.

        Examples
        --------
        >>> Booking("hall", 510, 600, "choir", Words("合唱", "choir"), Side.WELFARE).text()
        'hall: Mo 08:30–10:00 choir 合唱 choir'
        """
        end = clock(self.until).split()[1]
        return f"{self.room}: {clock(self.since)}–{end} {self.activity} {self.words.zh} {self.words.en}"


#: Heads of the rows of a timetable, as in a file of comma-separated values.
BOOKING_HEADS = ("room", "day", "since", "until", "activity", "zh", "en", "side")


def text_of(bookings: Sequence[Booking]) -> str:
    """Return bookings as lines of text."""
    return "\n".join(each.text() for each in bookings)


def sheet_page(rooms: Sequence[str], bookings: Sequence[Booking]) -> str:
    """Return an HTML table with a line for each room and a column for each day."""
    cells: dict[tuple[str, int], list[Booking]] = {}
    for each in bookings:
        cells.setdefault((each.room, each.since % WEEK // DAY), []).append(each)
    head = "".join(f"<th>{day}</th>" for day in DAYS)
    body = "".join(
        f"<tr><th>{escape(room)}</th>{''.join(_cell(cells.get((room, day), [])) for day in range(7))}</tr>"
        for room in rooms[:SHOWN_ROOMS]
    )
    more = len(rooms) - SHOWN_ROOMS
    tail = f'<tr><td colspan="8">…… 另有 {more} 间 {more} more</td></tr>' if more > 0 else ""
    return (
        f'<table class="communitygov-timetable"><thead><tr><th>房间 room</th>{head}</tr></thead>'
        f"<tbody>{body}{tail}</tbody></table>"
    )


def _cell(bookings: Sequence[Booking]) -> str:
    """Return the cell of one room on one day."""
    lines = [f"{' '.join(each.row()[2:4])} {each.words.zh}" for each in bookings[:SHOWN_BOOKINGS]]
    more = ["……"] if len(bookings) > SHOWN_BOOKINGS else []
    return f"<td>{'<br>'.join(map(escape, (*lines, *more)))}</td>"
