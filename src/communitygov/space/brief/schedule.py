"""The room schedule: one line a room, sub-totals by group, net and gross area; as text and as rows.

This module works nothing out but sums.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from communitygov.core.terms import Term, TermEnum
from communitygov.errors import Words
from communitygov.space.brief.area import written
from communitygov.space.brief.room import Room


class LineKind(TermEnum):
    """What a line of a room schedule tells.

    Examples
    --------
    >>> LineKind.SUBTOTAL.zh
    '小计'
    """

    ROOM = "room", "房间", "room"
    SUBTOTAL = "subtotal", "小计", "sub-total"
    NET = "net", "净面积", "net area"
    GROSS = "gross", "总面积", "gross area"


class Line(NamedTuple):
    """One line of a room schedule; areas in square metres, of one room and of all alike.

    Examples
    --------
    >>> hall = Words("厅", "hall")
    >>> Line(LineKind.ROOM, "hall", hall, 2, Fraction(60), Fraction(120), None).number
    2
    """

    kind: LineKind
    code: str
    words: Words
    number: int
    unit_area: Fraction | None
    area: Fraction
    occupants: int | None
    function: str = ""

    def row(self) -> tuple[str, ...]:
        """Return the line as the cells of a table, under the heads of `HEADS`.

        Examples
        --------
        >>> Line(LineKind.NET, "net", LineKind.NET.words, 3, None, Fraction(90), None).row()
        ('net', 'net', '净面积', 'net area', '', '3', '', '90', '')
        """
        unit = "" if self.unit_area is None else written(self.unit_area)
        people = "" if self.occupants is None else str(self.occupants)
        cells = (self.kind.value, self.code, *self.words, self.function)
        return (*cells, str(self.number), unit, written(self.area), people)

    def text(self) -> str:
        """Return the line in words."""
        if self.kind is LineKind.ROOM:
            sum_of = f"{self.number} × {written(self.unit_area)} = {written(self.area)} m²"
            return f"{self.code} {self.words.zh} {self.words.en}: {sum_of}"
        return f"{self.words.zh} {self.words.en}: {written(self.area)} m²"


#: Heads of the rows of a schedule, as in a file of comma-separated values.
HEADS = ("line", "code", "zh", "en", "function", "count", "unit_area", "area", "occupants")


def lines_of(rooms: Sequence[Room], gross: Fraction) -> tuple[Line, ...]:
    """Return the lines of a schedule: groups in the order in which they first come."""
    groups: dict[Term, list[Room]] = {}
    for room in rooms:
        groups.setdefault(room.group, []).append(room)
    grouped = [line for group, members in groups.items() for line in _group(group, members)]
    net = _sum("net", LineKind.NET, LineKind.NET.words, rooms)
    total = net._replace(kind=LineKind.GROSS, code="gross", words=LineKind.GROSS.words, area=gross)
    return (*grouped, net, total)


def _group(group: Term, rooms: Sequence[Room]) -> Iterator[Line]:
    """Yield the rooms of a group and its sub-total."""
    for room in rooms:
        people = None if room.occupants is None else room.count * room.occupants
        yield Line(
            LineKind.ROOM,
            room.code,
            room.words,
            room.count,
            room.standard_required_area,
            room.net_area,
            people,
            room.function,
        )
    yield _sum(group.code, LineKind.SUBTOTAL, group.words, rooms)


def _sum(code: str, kind: LineKind, words: Words, rooms: Sequence[Room]) -> Line:
    """Return the sum of rooms; how many people they hold only if that is known of each."""
    held = [room.occupants for room in rooms]
    people = sum(room.count * (each or 0) for room, each in zip(rooms, held, strict=True))
    area = sum((room.net_area for room in rooms), Fraction(0))
    count = sum(room.count for room in rooms)
    return Line(kind, code, words, count, None, area, None if None in held else people)


def text_of(lines: Sequence[Line]) -> str:
    """Return a schedule as lines of text."""
    return "\n".join(line.text() for line in lines)
