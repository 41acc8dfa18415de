"""What a placement may break: each rule of a timetable with its words.

Rooms and operators are in one place at a time; a room is open, large enough and equipped; an activity lies
within its window, no oftener than it is wanted, and once a day.

This module looks at one placement; `communitygov.space.brief.timetable.timetable` at all of them.
"""

from collections.abc import Iterator

from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import Words
from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom
from communitygov.space.brief.timetable.week import span

ROOM_CLASH = Message(
    "TIMETABLE_ROOM_CLASH",
    Words(
        "{room} 于 {when} 同时排了 {activity} 与 {other}",
        "{room} has {activity} and {other} at one time, from {when}",
    ),
    Words("请移开其中一项", "move one of them"),
)
OPERATOR_CLASH = Message(
    "TIMETABLE_OPERATOR_CLASH",
    Words(
        "{operator} 于 {when} 须同时主持 {activity} 与 {other}",
        "{operator} runs {activity} and {other} at one time, from {when}",
    ),
    Words("请移开其中一项，或另请他人", "move one of them, or ask somebody else"),
)
CLOSED = Message(
    "TIMETABLE_ROOM_CLOSED",
    Words(
        "{activity} 自 {when} 起在 {room}，该室并非始终开放",
        "{activity} is in {room} from {when}, which is not open all that time",
    ),
    Words("请改时间，或延长开放时间", "move it, or open longer"),
)
OUTSIDE_WINDOW = Message(
    "TIMETABLE_OUTSIDE_WINDOW",
    Words("{activity} 自 {when} 起，超出其可用时段", "{activity} from {when} lies outside its window"),
    Words("请改时间，或放宽时段", "move it, or widen the window"),
)
TOO_SMALL = Message(
    "TIMETABLE_ROOM_TOO_SMALL",
    Words(
        "{activity} 有 {people} 人，而 {room} 只容 {capacity} 人",
        "{activity} has {people} people, and {room} holds {capacity}",
    ),
    Words("请换大房间，或限制人数", "take a larger room, or admit fewer people"),
)
LACKING = Message(
    "TIMETABLE_FEATURE_LACKING",
    Words("{activity} 需要 {features}，{room} 没有", "{activity} needs {features}, which {room} has not"),
    Words("请换房间，或添置", "take another room, or equip it"),
)
TOO_OFTEN = Message(
    "TIMETABLE_TOO_OFTEN",
    Words(
        "{activity} 每周 {times} 次，却排了 {count} 次",
        "{activity} is wanted {times} times, and placed {count}",
    ),
    Words("请去掉多余的", "take the surplus out"),
)
TWICE_A_DAY = Message(
    "TIMETABLE_TWICE_A_DAY",
    Words("{activity} 在 {when} 所在之日已排过", "{activity} is placed twice on the day of {when}"),
    Words("请移到另一天，或分作两项活动", "move it to another day, or make two activities of it"),
)


def of_placement(placement: Placement, activity: Activity, *, room: SharedRoom) -> Iterator[Finding]:
    """Yield what a placement breaks by itself, whatever else is placed."""
    details: dict[str, Detail] = {"activity": activity.id, "room": room.id, "when": placement.when}
    taken = span(placement.start, activity.minutes)
    if taken & ~room.hours.mask:
        yield CLOSED.finding(activity.id, details)
    if taken & ~activity.window.mask:
        yield OUTSIDE_WINDOW.finding(activity.id, details)
    if activity.attendance > room.capacity:
        people, capacity = activity.attendance, room.capacity
        yield TOO_SMALL.finding(activity.id, {**details, "people": people, "capacity": capacity})
    if lacking := room.lacks(activity.needs):
        yield LACKING.finding(activity.id, {**details, "features": ", ".join(lacking)})


def of_pair(one: tuple[Placement, Activity], two: tuple[Placement, Activity]) -> Iterator[Finding]:
    """Yield what two placements break together, named at the second."""
    (before, first), (placement, second) = one, two
    if first.id == second.id and before.day == placement.day:
        yield TWICE_A_DAY.finding(second.id, {"activity": second.id, "when": placement.when})
    if not span(before.start, first.minutes) & span(placement.start, second.minutes):
        return
    details = {"activity": second.id, "other": first.id, "when": placement.when}
    if before.room == placement.room:
        yield ROOM_CLASH.finding(second.id, {**details, "room": placement.room})
    if first.operator and first.operator == second.operator:
        yield OPERATOR_CLASH.finding(second.id, {**details, "operator": first.operator})


def of_number(activity: Activity, count: int) -> Iterator[Finding]:
    """Yield that an activity is placed oftener than it is wanted."""
    if count > activity.times:
        yield TOO_OFTEN.finding(
            activity.id, {"activity": activity.id, "times": activity.times, "count": count}
        )
