"""A timetable to fill, as plain numbers: which activity can begin where, in steps of the raster.

A step is a bit.  What begins on a step keeps the whole of its last one busy, since nothing else begins within
it; whether the room is open is asked of the minutes themselves.

This module places nothing.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from communitygov.space.brief.timetable.activity import Activity
from communitygov.space.brief.timetable.timetable import Timetable
from communitygov.space.brief.timetable.week import span, starts, thinned
from communitygov.space.hours.opening_text import WEEK

#: Where an activity can begin: a room, and the steps there.
Option = tuple[int, int]


class Wish(NamedTuple):
    """One activity that is not placed as often as it is wanted."""

    activity: int
    times: int
    weight: int
    length: int  # in steps
    operator: int  # -1 for nobody
    options: tuple[Option, ...]  # small rooms first


class Problem(NamedTuple):
    """All that is to be placed; what is placed already has been taken out of where things can begin."""

    raster: int
    steps: int  # in a week
    rooms: int
    operators: int
    wishes: tuple[Wish, ...]

    @property
    def day(self) -> int:
        """Steps of a day."""
        return self.steps // 7


class _Held(NamedTuple):
    """The minutes that placements hold of each room, each operator and, as days, each activity; how often."""

    rooms: list[int]
    operators: dict[str, int]
    days: list[int]
    counts: Counter[str]


def problem_of(timetable: Timetable, raster: int) -> Problem:
    """Return what of a timetable is still to be placed."""
    held = _held(timetable)
    operators = {code: at for at, code in enumerate(held.operators)}
    known: dict[tuple[int, int], int] = {}
    wishes: list[Wish] = []
    for at, activity in enumerate(timetable.activities):
        times = activity.times - held.counts[activity.id]
        options = tuple(_options(timetable, (at, raster), held=held, known=known)) if times > 0 else ()
        if options:
            length = -(-activity.minutes // raster)
            operator = operators.get(activity.operator, -1)
            wishes.append(Wish(at, times, activity.weight, length, operator, options))
    return Problem(raster, WEEK // raster, len(timetable.rooms), len(operators), tuple(wishes))


def _held(timetable: Timetable) -> _Held:
    """Return what placements hold."""
    rooms = {room.id: at for at, room in enumerate(timetable.rooms)}
    activities = {each.id: at for at, each in enumerate(timetable.activities)}
    operators = {each.operator: 0 for each in timetable.activities if each.operator}
    held = _Held([0] * len(rooms), operators, [0] * len(activities), Counter())
    for each in timetable.placements:
        at = activities[each.activity]
        activity = timetable.activities[at]
        minutes = span(each.start, activity.minutes)
        held.rooms[rooms[each.room]] |= minutes
        held.days[at] |= span(each.day * WEEK // 7, WEEK // 7)
        held.counts[activity.id] += 1
        if activity.operator:
            held.operators[activity.operator] |= minutes
    return held


def _options(
    timetable: Timetable, wanted: tuple[int, int], *, held: _Held, known: dict[tuple[int, int], int]
) -> Iterator[Option]:
    """Yield where an activity can begin, small rooms first."""
    at, raster = wanted
    activity = timetable.activities[at]
    away = held.operators.get(activity.operator, 0)
    for room in suitable(timetable, activity):
        free = timetable.rooms[room].hours.mask & activity.window.mask & ~(held.rooms[room] | away)
        key = (free, activity.minutes)
        if key not in known:
            known[key] = thinned(starts(free, activity.minutes), raster)
        begin = known[key] & ~thinned(held.days[at], raster) if held.days[at] else known[key]
        if begin:
            yield room, begin


def suitable(timetable: Timetable, activity: Activity) -> list[int]:
    """Return the places of the rooms that are large enough and equipped, small ones first."""
    fit = [
        at
        for at, room in enumerate(timetable.rooms)
        if room.capacity >= activity.attendance and activity.needs <= room.features
    ]
    return sorted(fit, key=lambda at: (timetable.rooms[at].capacity, len(timetable.rooms[at].features), at))
