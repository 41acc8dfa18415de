"""What rooms are shared by, and the rooms: activities of so many minutes, so many times a week.

This module places nothing.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import (
    IDENTIFIER_LENGTH,
    as_set,
    at_least,
    identifier,
    identifiers,
    one_of,
    optional,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.space.brief.area import area, as_exact_if_given
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.room import Room
from communitygov.space.brief.timetable.week import DAY, clock
from communitygov.space.function.side import Side
from communitygov.space.hours.opening_text import WEEK
from communitygov.space.hours.week_hours import ALWAYS, WeekHours

_NO_CODES = frozenset[str]()
#: Most times a week: no activity is twice on one day; what is, is two activities.
MOST_TIMES = 7

_BOOKABLE = Words(
    "须给出开放时间与可容人数（或每人面积）",
    "must have hours, and a number of people that it holds or an area for each",
)


@attrs.frozen
class SharedRoom(Value):
    """One room that is shared by the hour.

    Parameters
    ----------
    id
        Identifier of the room.
    capacity
        How many people it holds.
    hours
        When it is open.
    features
        Codes of what it has, such as ``stage`` or ``sink``.
    area
        Net square metres; without it nothing is weighed by area.

    Examples
    --------
    >>> hall = SharedRoom("hall", capacity=60, hours=WeekHours.parse("Mo-Fr 08:00-22:00"), features={"stage"})
    >>> hall.hours.minutes, hall.lacks({"stage", "sink"})
    (4200, ('sink',))
    >>> SharedRoom("hall", capacity=-1, hours=hall.hours)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: capacity: -1 will not do; it must be a whole number of at least 0. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "shared-room"
    id: str = attrs.field(validator=identifier)
    capacity: int = attrs.field(kw_only=True, validator=at_least(0))
    hours: WeekHours = attrs.field(kw_only=True, validator=one_of(WeekHours))
    features: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    area: Fraction | None = attrs.field(
        default=None, kw_only=True, converter=as_exact_if_given, validator=optional(area)
    )

    def lacks(self, features: "frozenset[str] | set[str]") -> tuple[str, ...]:
        """Return which of some features it has not, in the order of their codes."""
        identifiers(self, attrs.fields(SharedRoom).features, features)
        return tuple(sorted(set(features) - self.features))


def shared_rooms(brief: Brief) -> tuple[SharedRoom, ...]:
    """Return the rooms of a programme that are shared by the hour, each for itself.

    Of several alike the second is called ``hall-2``, and so on; names that other rooms have are skipped, and
    a long code is cut so that the number fits.

    Raises
    ------
    InvalidValue
        If nobody said how many people a shared room holds, or when it is open.

    Examples
    --------
    >>> studio = Room(
    ...     "studio",
    ...     "排练厅",
    ...     "studio",
    ...     function="culture_station",
    ...     count=2,
    ...     area_per_occupant=3,
    ...     occupancy_number=20,
    ...     hours=WeekHours.parse("09:00-21:00"),
    ...     is_shared=True,
    ... )
    >>> [(room.id, room.capacity, room.area) for room in shared_rooms(Brief("lq", "龙桥", rooms=[studio]))]
    [('studio', 20, Fraction(60, 1)), ('studio-2', 20, Fraction(60, 1))]
    """
    require("brief", brief, kind=Brief)
    taken = {room.code for room in brief.rooms}
    shared = [room for room in brief.rooms if room.is_shared]
    return tuple(_shared(room, id) for room in shared for id in _names(room, taken))


def _names(room: Room, taken: set[str]) -> Iterator[str]:
    """Yield a name for each room of a kind that no other room has."""
    yield room.code
    number = 1
    for _ in range(room.count - 1):
        name = room.code
        while name in taken:
            number += 1
            tail = f"-{number}"
            name = room.code[: IDENTIFIER_LENGTH - len(tail)] + tail
        taken.add(name)
        yield name


def _shared(room: Room, id: str) -> SharedRoom:
    """Return one room of a kind."""
    if room.hours is None or room.occupants is None:
        raise InvalidValue("rooms", room.code, _BOOKABLE)
    return SharedRoom(
        id,
        capacity=room.occupants,
        hours=room.hours,
        features=room.features,
        area=room.standard_required_area,
    )


def _weight(activity: "Activity") -> int | None:
    """Return people times minutes."""
    people, minutes = activity.attendance, activity.minutes
    return max(1, people * minutes) if type(people) is int and type(minutes) is int else None


def _up_to(name: str, value: int, *, most: int) -> None:
    """Refuse a number that is too high."""
    if value > most:
        raise InvalidValue(name, value, Words(f"须不大于 {most}", f"must be at most {most}"))


@attrs.frozen
class Activity(Value):
    """What takes place in a room, so many times a week, on different days.

    Parameters
    ----------
    id, zh, en
        Identifier and names.
    minutes
        How long it takes each time, up to a day.
    times
        How often in a week, up to once a day.
    window
        Within what hours it must lie; all, unless given.
    attendance
        How many people come.
    needs
        Codes of features that its room must have.
    operator
        Who runs it, and so can run nothing else at that time; empty for nobody.
    side
        For everybody's good, or quality consumption.
    weight
        What placing it once is worth; people times minutes, unless given.

    Examples
    --------
    >>> dance = Activity("dance", "广场舞", "dance", minutes=90, times=3, attendance=25)
    >>> dance.weight
    2250
    >>> Activity("dance", "广场舞", "dance", minutes=90, times=8)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: times: 8 will not do; it must be at most 7. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "activity"
    id: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    minutes: int = attrs.field(kw_only=True, validator=at_least(1))
    times: int = attrs.field(default=1, kw_only=True, validator=at_least(1))
    window: WeekHours = attrs.field(default=ALWAYS, kw_only=True, validator=one_of(WeekHours))
    attendance: int = attrs.field(default=0, kw_only=True, validator=at_least(0))
    needs: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    operator: str = attrs.field(default="", kw_only=True)
    side: Side = attrs.field(default=Side.WELFARE, kw_only=True, validator=one_of(Side))
    weight: int = attrs.field(
        default=attrs.Factory(_weight, takes_self=True), kw_only=True, validator=at_least(1)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what is longer than a day or oftener than daily, and an operator who is no identifier."""
        _up_to("minutes", self.minutes, most=DAY)
        _up_to("times", self.times, most=MOST_TIMES)
        if self.operator != "":
            identifier(self, attrs.fields(Activity).operator, self.operator)

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.zh, self.en)


def _check_start(_owner: object, field: "attrs.Attribute[int]", start: object) -> None:
    """Refuse anything but a minute of the week."""
    if type(start) is not int or not 0 <= start < WEEK:
        bound = Words(f"须为 0 至 {WEEK - 1} 的整数", f"must be a whole number from 0 to {WEEK - 1}")
        raise InvalidValue(field.name, start, bound)


@attrs.frozen
class Placement(Value):
    """An activity in a room, from a minute of the week on.

    Examples
    --------
    >>> Placement("dance", "hall", start=510).when
    'Mo 08:30'
    >>> Placement("dance", "hall", start=10_080)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: start: 10080 will not do; it must be a whole number from 0 to 10079. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "placement"
    activity: str = attrs.field(validator=identifier)
    room: str = attrs.field(validator=identifier)
    start: int = attrs.field(kw_only=True, validator=_check_start)

    @property
    def when(self) -> str:
        """Day and time of the beginning."""
        return clock(self.start)

    @property
    def day(self) -> int:
        """The day on which it begins, Monday as 0."""
        return self.start // DAY
