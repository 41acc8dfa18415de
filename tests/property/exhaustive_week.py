"""The best way to fill a tiny week, by trying every way: slow, and written apart from the search."""

from communitygov.space.brief.timetable.activity import Activity
from communitygov.space.brief.timetable.timetable import Timetable

_HOUR, _DAY, _WEEK = 60, 1_440, 10_080

Spot = tuple[str, int]


def best_value(timetable: Timetable) -> int:
    """Return the most that a week can be worth in which everything begins on a full hour."""
    ordered = sorted(timetable.activities, key=lambda each: -each.weight)
    sessions = [each for each in ordered for _ in range(each.times)]
    spots = {each.id: _spots(timetable, each) for each in timetable.activities}
    return _best(sessions, spots, taken=[], worth=0, known=0)


def _spots(timetable: Timetable, activity: Activity) -> list[Spot]:
    """Return where an activity could be, looking at minute after minute."""
    return [
        (room.id, start)
        for room in timetable.rooms
        if room.capacity >= activity.attendance and activity.needs <= room.features
        for start in range(0, _WEEK, _HOUR)
        if all(
            room.hours.mask >> (minute % _WEEK) & 1 and activity.window.mask >> (minute % _WEEK) & 1
            for minute in range(start, start + activity.minutes)
        )
    ]


def _best(
    sessions: list[Activity],
    spots: dict[str, list[Spot]],
    *,
    taken: list[tuple[Activity, Spot]],
    worth: int,
    known: int,
) -> int:
    """Return the most that a week can be worth with what is taken; `known` if that is more."""
    if worth + sum(each.weight for each in sessions) <= known:
        return known
    if not sessions:
        return worth
    first, rest = sessions[0], sessions[1:]
    for spot in spots[first.id]:
        if all(_go_together((first, spot), other) for other in taken):
            more = [*taken, (first, spot)]
            known = _best(rest, spots, taken=more, worth=worth + first.weight, known=known)
    return _best(rest, spots, taken=taken, worth=worth, known=known)


def _go_together(one: tuple[Activity, Spot], two: tuple[Activity, Spot]) -> bool:
    """Tell whether two sessions can both take place."""
    (first, (room, start)), (second, (other_room, other_start)) = one, two
    if first.id == second.id and start // _DAY == other_start // _DAY:
        return False
    overlap = start < other_start + second.minutes and other_start < start + first.minutes
    is_shared = room == other_room or (first.operator != "" and first.operator == second.operator)
    return not (overlap and is_shared)
