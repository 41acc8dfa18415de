"""Fill a week: what is placed stays, what is not is placed where it is worth most, and what is left says why.

The search is the library's own, seeded, and counted in rounds, so that it gives the same week everywhere.
How good a week can be at most is worked out beside it; "proved" is said only where both meet.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, at_least, counted, each_of, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import InvalidValue, Words
from communitygov.space.brief.timetable.activity import Activity, Placement
from communitygov.space.brief.timetable.bound import most
from communitygov.space.brief.timetable.problem import problem_of, suitable
from communitygov.space.brief.timetable.rule import OPERATOR_CLASH, ROOM_CLASH
from communitygov.space.brief.timetable.search import Week
from communitygov.space.brief.timetable.sheet import sheet_page
from communitygov.space.brief.timetable.timetable import RASTER, Timetable, check_raster
from communitygov.space.brief.timetable.week import starts, thinned
from communitygov.space.certificate import Certificate, Halt, Progress, Status, Stop, Watch

#: Rounds of a search, unless told otherwise.
ROUNDS = 50
MOST_ROUNDS = 1_000_000

NO_ROOM_LARGE_ENOUGH = Message(
    "TIMETABLE_NO_ROOM_LARGE_ENOUGH",
    Words(
        "{activity} 有 {people} 人，最大的房间只容 {capacity} 人",
        "{activity} has {people} people, and the largest room holds {capacity}",
    ),
    Words("请分班，或另寻房间", "divide it, or look for another room"),
)
NO_ROOM_EQUIPPED = Message(
    "TIMETABLE_NO_ROOM_EQUIPPED",
    Words(
        "{activity} 需要 {features}，容得下 {people} 人的房间均不齐备",
        "{activity} needs {features}, and no room for {people} people has all of it",
    ),
    Words("请为一间添置设备", "equip a room"),
)
NEVER_OPEN = Message(
    "TIMETABLE_NEVER_OPEN",
    Words(
        "可用的房间在 {activity} 的时段内均未连续开放 {minutes} 分钟",
        "no fitting room is open for {minutes} minutes on end within the window of {activity}",
    ),
    Words("请放宽时段，或延长开放时间", "widen the window, or open longer"),
)
OPERATOR_BUSY = Message(
    "TIMETABLE_OPERATOR_BUSY",
    Words(
        "房间尚有空时，但 {operator} 那时另有活动，{activity} 排不进",
        "rooms are free for {activity} only when {operator} runs something else",
    ),
    Words("请另请他人主持，或减少其活动", "ask somebody else, or give them less to run"),
)
DAYS_TAKEN = Message(
    "TIMETABLE_DAYS_TAKEN",
    Words(
        "{activity} 在尚有空时的日子均已排过", "{activity} takes place already on every day with room for it"
    ),
    Words("请减少次数，或分作两项活动", "want it less often, or make two activities of it"),
)
ROOMS_TAKEN = Message(
    "TIMETABLE_ROOMS_TAKEN",
    Words(
        "可用的房间在 {activity} 的时段内均已排满，没有连续 {minutes} 分钟",
        "every fitting room is taken within the window of {activity}: none is free for {minutes} minutes",
    ),
    Words("请放宽时段、添一间房，或提高其权重", "widen the window, add a room, or give it more weight"),
)

_FIXED = Words(
    "已排的活动之间不可冲突，请先看 findings()", "must not clash among what is placed; see findings() first"
)


@attrs.frozen(kw_only=True)
class PackRule(Value):
    """How a week is filled.

    Parameters
    ----------
    raster
        Minutes between possible beginnings, counted from midnight; the library's default is 15.
    rounds
        Rounds of the search; none is the first week that comes.
    seed
        Of the search's randomness.

    Examples
    --------
    >>> PackRule(raster=30).rounds
    50
    >>> PackRule(raster=25)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: raster: 25 will not do; it must be a whole number of minutes that \
divides an hour. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "pack-rule"
    raster: int = attrs.field(default=RASTER, validator=check_raster)
    rounds: int = attrs.field(default=ROUNDS, validator=at_least(0))
    seed: int = attrs.field(default=0, validator=at_least(0))

    def __attrs_post_init__(self) -> None:
        """Refuse a search without end."""
        if self.rounds > MOST_ROUNDS:
            bound = Words(f"须不大于 {MOST_ROUNDS}", f"must be at most {MOST_ROUNDS}")
            raise InvalidValue("rounds", self.rounds, bound)


STANDARD_PACKING = PackRule()


@attrs.frozen(kw_only=True)
class Unplaced(Value):
    """An activity that is not placed as often as it is wanted, and why.

    Examples
    --------
    >>> from communitygov.space.brief.timetable.activity import SharedRoom
    >>> from communitygov.space.hours.week_hours import NEVER
    >>> rooms = [SharedRoom("hall", capacity=40, hours=NEVER)]
    >>> left = pack(Timetable(rooms, [Activity("choir", "合唱", "choir", minutes=60, times=2)])).unplaced[0]
    >>> left.activity, left.times, left.reason.code
    ('choir', 2, 'TIMETABLE_NEVER_OPEN')
    """

    document_kind: ClassVar[str] = "unplaced"
    activity: str = attrs.field(validator=identifier)
    times: int = attrs.field(validator=at_least(1))
    reason: Finding = attrs.field(validator=one_of(Finding))


@attrs.frozen(kw_only=True)
class Packing(Value):
    """A week that was filled.

    Parameters
    ----------
    timetable
        What is placed, with what was placed before.
    unplaced
        What is not, in the order of the activities.
    certificate
        What it is worth, what it could be worth at most, and what is proved.

    Examples
    --------
    >>> packing = pack(Timetable([], []))
    >>> packing.timetable.placements, packing.unplaced, packing.certificate.is_proved
    ((), (), True)
    """

    document_kind: ClassVar[str] = "packing"
    timetable: Timetable = attrs.field(validator=one_of(Timetable))
    unplaced: tuple[Unplaced, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Unplaced), repr=counted
    )
    certificate: Certificate = attrs.field(validator=one_of(Certificate))

    def findings(self) -> tuple[Finding, ...]:
        """Name what is not placed, and why."""
        return tuple(each.reason for each in self.unplaced)

    def _repr_html_(self) -> str:
        """Show the week, for notebooks."""
        return sheet_page([room.id for room in self.timetable.rooms], self.timetable.bookings())


def pack(
    timetable: Timetable,
    *,
    rule: PackRule = STANDARD_PACKING,
    stop: Halt | None = None,
    progress: Watch | None = None,
) -> Packing:
    """Place what is wanted so that what is placed is worth as much as can be found.

    What is placed already stays where it is.

    Parameters
    ----------
    timetable
        Rooms, activities, and what is placed already.
    rule
        How to search.
    stop
        Asked between rounds whether to end.
    progress
        Told of each round.

    Raises
    ------
    InvalidValue
        If two things that are placed already clash in a room, or in an operator.

    Examples
    --------
    >>> from communitygov.space.brief.timetable.activity import SharedRoom
    >>> from communitygov.space.hours.week_hours import WeekHours
    >>> hall = SharedRoom("hall", capacity=40, hours=WeekHours.parse("Mo-Tu 18:00-21:00"))
    >>> wanted = [
    ...     Activity("dance", "广场舞", "dance", minutes=90, times=2, attendance=25),
    ...     Activity("choir", "合唱", "choir", minutes=90, attendance=30),
    ...     Activity("film", "电影", "film", minutes=120, attendance=60),
    ... ]
    >>> packing = pack(Timetable([hall], wanted))
    >>> print(packing.timetable.text())
    hall: Mo 18:00–19:30 choir 合唱 choir
    hall: Mo 19:30–21:00 dance 广场舞 dance
    hall: Tu 18:00–19:30 dance 广场舞 dance
    >>> for finding in packing.findings():
    ...     print(finding)
    film has 60 people, and the largest room holds 40 [TIMETABLE_NO_ROOM_LARGE_ENOUGH]
    >>> print(packing.certificate)
    7200, at most 7200: proved optimal
    """
    require("timetable", timetable, kind=Timetable)
    require("rule", rule, kind=PackRule)
    broken = {finding.code for finding in timetable.findings()}
    if broken & {ROOM_CLASH.code, OPERATOR_CLASH.code}:
        raise InvalidValue("timetable", sorted(broken), _FIXED)
    problem = problem_of(timetable, rule.raster)
    bound = most(problem)
    week = Week(problem, rule.seed)
    ended, rounds = _search(week, rule, stop=stop, progress=progress, goal=bound)
    filled = attrs.evolve(timetable, placements=(*timetable.placements, *_placements(timetable, week)))
    before = timetable.value
    value = before + week.best_value
    certificate = Certificate(
        value=Fraction(value),
        bound=Fraction(before + bound),
        status=Status.PROVED if week.best_value == bound else Status.FEASIBLE,
        stop=ended,
        seed=rule.seed,
        rounds=rounds,
    )
    return Packing(timetable=filled, unplaced=tuple(_unplaced(filled, rule.raster)), certificate=certificate)


def _search(
    week: Week, rule: PackRule, *, stop: Halt | None, progress: Watch | None, goal: int
) -> tuple[Stop, int]:
    """Make rounds until nothing better can be, or they are over; return why they ended, and how many."""
    week.begin()
    for round_ in range(rule.rounds):
        if week.best_value == goal:
            return Stop.PROVED, round_
        if stop is not None and stop():
            return Stop.CALLER, round_
        week.go_round()
        if progress is not None:
            progress(Progress(round_ + 1, rule.rounds, Fraction(week.best_value), Fraction(goal)))
    return (Stop.PROVED if week.best_value == goal else Stop.ROUNDS), rule.rounds


def _placements(timetable: Timetable, week: Week) -> list[Placement]:
    """Return what the search placed, in the order of the week."""
    placed = [
        Placement(
            timetable.activities[wish.activity].id,
            timetable.rooms[spot[0]].id,
            start=spot[1] * week.problem.raster,
        )
        for wish, spot in zip(week.wishes, week.best, strict=True)
        if spot is not None
    ]
    return sorted(placed, key=lambda each: (each.start, each.room, each.activity))


def _unplaced(timetable: Timetable, raster: int) -> Iterator[Unplaced]:
    """Yield what is not placed as often as it is wanted."""
    counts: dict[str, int] = {}
    for each in timetable.placements:
        counts[each.activity] = counts.get(each.activity, 0) + 1
    for activity in timetable.activities:
        times = activity.times - counts.get(activity.id, 0)
        if times > 0:
            yield Unplaced(activity=activity.id, times=times, reason=_reason(timetable, activity, raster))


def _reason(timetable: Timetable, activity: Activity, raster: int) -> Finding:
    """Return why an activity is not placed (again), the plainest reason first."""
    details: dict[str, Detail] = {
        "activity": activity.id,
        "people": activity.attendance,
        "minutes": activity.minutes,
    }
    capacity = max((room.capacity for room in timetable.rooms), default=0)
    if capacity < activity.attendance or not timetable.rooms:
        return NO_ROOM_LARGE_ENOUGH.finding(activity.id, {**details, "capacity": capacity})
    rooms = [timetable.rooms[at] for at in suitable(timetable, activity)]
    if not rooms:
        needs = ", ".join(sorted(activity.needs))
        return NO_ROOM_EQUIPPED.finding(activity.id, {**details, "features": needs})
    window = activity.window.mask

    def fits(masks: Iterator[int]) -> bool:
        return any(thinned(starts(mask & window, activity.minutes), raster) for mask in masks)

    if not fits(room.hours.mask for room in rooms):
        return NEVER_OPEN.finding(activity.id, details)
    free = [room.hours.mask & ~timetable.busy.get(("room", room.id), 0) for room in rooms]
    if not fits(iter(free)):
        return ROOMS_TAKEN.finding(activity.id, details)
    away = timetable.busy.get(("operator", activity.operator), 0) if activity.operator else 0
    if not fits(mask & ~away for mask in free):
        return OPERATOR_BUSY.finding(activity.id, {**details, "operator": activity.operator})
    return DAYS_TAKEN.finding(activity.id, details)
