"""分时共用: which activity is in which room at which hours of a week, and what of it clashes.

A timetable may be wrong: `Timetable.findings` names what clashes, so that one that people use can be checked.
What `communitygov.space.brief.timetable.pack.pack` makes never clashes.

This module places nothing by itself, and knows no holidays: a week is like every other.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, TypeVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, counted, each_of, is_identifier
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom
from communitygov.space.brief.timetable.rule import of_number, of_pair, of_placement
from communitygov.space.brief.timetable.sheet import Booking, sheet_page, text_of
from communitygov.space.brief.timetable.week import DAY, each_bit, span, starts, thinned
from communitygov.space.function.side import Side
from communitygov.space.hours.opening_text import WEEK
from communitygov.space.hours.week_hours import WeekHours

#: Most rooms, activities and placements of one timetable.
MOST_SHARED_ROOMS = 200
MOST_ACTIVITIES = 2_000
MOST_PLACEMENTS = 14_000
#: With how many others a clash is named at most, of those that are at one time.
NAMED_WITH = 20
#: Minutes between possible beginnings: the library's own default.
RASTER = 15

Named = TypeVar("Named", SharedRoom, Activity)


def check_raster(_owner: object, field: "attrs.Attribute[int]", raster: object) -> None:
    """Refuse what does not divide an hour."""
    if type(raster) is not int or raster < 1 or 60 % raster:
        bound = Words("须整除 60 分钟", "must be a whole number of minutes that divides an hour")
        raise InvalidValue(field.name, raster, bound)


def _different(field: "attrs.Attribute[tuple[Named, ...]]", given: Sequence[Named], *, most: int) -> None:
    """Refuse two of one identifier, and too many."""
    if len(given) > most:
        raise InvalidValue(field.name, len(given), Words(f"须不多于 {most}", f"must hold at most {most}"))
    seen: set[str] = set()
    for each in given:
        if each.id in seen:
            bound = Words("标识不可重复", "must have different identifiers")
            raise InvalidValue(field.name, each.id, bound)
        seen.add(each.id)


def _check_rooms(
    _owner: object, field: "attrs.Attribute[tuple[SharedRoom, ...]]", given: tuple[SharedRoom, ...]
) -> None:
    """Refuse two rooms of one identifier, and too many."""
    _different(field, given, most=MOST_SHARED_ROOMS)


def _check_activities(
    _owner: object, field: "attrs.Attribute[tuple[Activity, ...]]", given: tuple[Activity, ...]
) -> None:
    """Refuse two activities of one identifier, and too many."""
    _different(field, given, most=MOST_ACTIVITIES)


def _check_placements(
    owner: "Timetable", field: "attrs.Attribute[tuple[Placement, ...]]", given: tuple[Placement, ...]
) -> None:
    """Refuse what is placed of an unknown activity or in an unknown room, and too many."""
    if len(given) > MOST_PLACEMENTS:
        bound = Words(f"须不多于 {MOST_PLACEMENTS}", f"must hold at most {MOST_PLACEMENTS}")
        raise InvalidValue(field.name, len(given), bound)
    rooms, activities = {room.id for room in owner.rooms}, {each.id for each in owner.activities}
    for each in given:
        if each.room not in rooms or each.activity not in activities:
            bound = Words("须为表中的活动与房间", "must be of an activity and a room of the timetable")
            raise InvalidValue(field.name, (each.activity, each.room), bound)


@attrs.frozen
class Timetable(Value):
    """Rooms, activities, and what is placed where.

    Parameters
    ----------
    rooms, activities
        What there is, and what is wanted.
    placements
        What is in which room from when on.

    Examples
    --------
    >>> hall = SharedRoom("hall", capacity=40, hours=WeekHours.parse("Mo-Fr 18:00-21:00"), area=90)
    >>> wanted = [
    ...     Activity("dance", "广场舞", "dance", minutes=90, attendance=25, operator="op-1"),
    ...     Activity("choir", "合唱", "choir", minutes=120, attendance=30),
    ... ]
    >>> table = Timetable([hall], wanted, placements=[Placement("dance", "hall", start=1_080)])
    >>> print(table.free("hall") & WeekHours.parse("Mo 00:00-24:00"))
    Mo 19:30-21:00
    >>> for finding in table.clash(Placement("choir", "hall", start=1_140)):
    ...     print(finding)
    hall has choir and dance at one time, from Mo 19:00 [TIMETABLE_ROOM_CLASH]
    >>> table.free("hal")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No room is called 'hal'. Did you mean 'hall'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "timetable"
    rooms: tuple[SharedRoom, ...] = attrs.field(
        converter=as_tuple, validator=[each_of(SharedRoom), _check_rooms], repr=counted
    )
    activities: tuple[Activity, ...] = attrs.field(
        converter=as_tuple, validator=[each_of(Activity), _check_activities], repr=counted
    )
    placements: tuple[Placement, ...] = attrs.field(
        default=(),
        kw_only=True,
        converter=as_tuple,
        validator=[each_of(Placement), _check_placements],
        repr=counted,
    )

    # ------------------------------------------------------------------ look-up

    @cached_property
    def _rooms(self) -> Mapping[str, SharedRoom]:
        """Rooms by their identifiers."""
        return {room.id: room for room in self.rooms}

    @cached_property
    def _activities(self) -> Mapping[str, Activity]:
        """Activities by their identifiers."""
        return {each.id: each for each in self.activities}

    def room(self, id: str) -> SharedRoom:
        """Return the room with an identifier."""
        if not is_identifier(id) or id not in self._rooms:
            raise UnknownName(Words("房间", "room"), id, tuple(self._rooms))
        return self._rooms[id]

    def activity(self, id: str) -> Activity:
        """Return the activity with an identifier."""
        if not is_identifier(id) or id not in self._activities:
            raise UnknownName(Words("活动", "activity"), id, tuple(self._activities))
        return self._activities[id]

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How often each activity is placed."""
        return Counter(each.activity for each in self.placements)

    @cached_property
    def busy(self) -> Mapping[tuple[str, str], int]:
        """The minutes in which rooms and operators are taken, as bits, by ``("room", id)`` and so on."""
        masks: dict[tuple[str, str], int] = {}
        for each in self.placements:
            activity = self._activities[each.activity]
            for key in (("room", each.room), ("operator", activity.operator)):
                masks[key] = masks.get(key, 0) | span(each.start, activity.minutes)
        return masks

    # --------------------------------------------------------------------- hours

    def taken(self, room: str) -> WeekHours:
        """Return when something is in a room."""
        return WeekHours.of_mask(self.busy.get(("room", self.room(room).id), 0))

    def free(self, room: str) -> WeekHours:
        """Return when a room is open and nothing is in it."""
        return self.room(room).hours - self.taken(room)

    def engaged(self, operator: str) -> WeekHours:
        """Return when somebody runs something; never, for nobody."""
        return WeekHours.of_mask(self.busy.get(("operator", operator), 0) if operator else 0)

    def free_starts(self, activity: str, room: str, *, raster: int = RASTER) -> tuple[int, ...]:
        """Return the minutes of the week at which an activity could begin in a room, clashing with nothing.

        Parameters
        ----------
        activity, room
            Their identifiers.
        raster
            Minutes between possible beginnings.

        Examples
        --------
        >>> room = SharedRoom("hall", capacity=40, hours=WeekHours.parse("Mo 08:00-09:30"))
        >>> table = Timetable([room], [Activity("choir", "合唱", "choir", minutes=60)])
        >>> table.free_starts("choir", "hall")
        (480, 495, 510)
        """
        wanted, where = self.activity(activity), self.room(room)
        check_raster(self, attrs.fields(Raster).minutes, raster)
        is_fit = wanted.attendance <= where.capacity and not where.lacks(wanted.needs)
        if not is_fit or self._counts.get(activity, 0) >= wanted.times:
            return ()
        open_then = (self.free(room) & wanted.window).mask & ~self.engaged(wanted.operator).mask
        days = {each.day for each in self.placements if each.activity == activity}
        begin = each_bit(thinned(starts(open_then, wanted.minutes), raster))
        return tuple(at * raster for at in begin if at * raster // DAY not in days)

    # ------------------------------------------------------------------- findings

    def clash(self, placement: Placement) -> tuple[Finding, ...]:
        """Return what would be wrong if this were placed too; nothing has changed.

        Raises
        ------
        UnknownName
            If there is no such activity or room.
        """
        require("placement", placement, kind=Placement)
        activity, room = self.activity(placement.activity), self.room(placement.room)
        found = [*of_placement(placement, activity, room=room)]
        for each in self.placements:
            found += of_pair((each, self._activities[each.activity]), (placement, activity))
        return (*found, *of_number(activity, self._counts.get(activity.id, 0) + 1))

    def findings(self) -> tuple[Finding, ...]:
        """Name everything that is wrong, in the order of the week."""
        ordered = sorted(self.placements, key=lambda each: (each.start, each.room, each.activity))
        alone = (
            finding
            for each in ordered
            for finding in of_placement(each, self._activities[each.activity], room=self._rooms[each.room])
        )
        counts = (
            finding for each in self.activities for finding in of_number(each, self._counts.get(each.id, 0))
        )
        return (*alone, *self._pairs(ordered), *counts)

    def _pairs(self, ordered: Sequence[Placement]) -> Iterator[Finding]:
        """Yield what two placements break together; of many at one time, a few with each."""
        running: dict[tuple[str, str], list[tuple[int, Placement]]] = {}
        for start, end, each in self._lasting(ordered):
            activity = self._activities[each.activity]
            keys = [("room", each.room)]
            keys += [("operator", activity.operator)] if activity.operator else []
            keys += [(f"day {each.day}", activity.id)] if start >= 0 else []
            beside = [other for key in keys for until, other in running.get(key, ()) if until > start]
            for other in dict.fromkeys(beside) if start >= 0 else ():
                yield from of_pair((other, self._activities[other.activity]), (each, activity))
            for key in keys:
                until = 2 * WEEK if key[0].startswith("day") else end
                kept = [one for one in running.get(key, ()) if one[0] > start][1 - NAMED_WITH :]
                running[key] = [*kept, (until, each)]

    def _lasting(self, ordered: Sequence[Placement]) -> Iterator[tuple[int, int, Placement]]:
        """Yield from when to when each lasts; first what comes over from the Sunday before, from below 0."""
        ends = [(each, each.start + self._activities[each.activity].minutes) for each in ordered]
        yield from ((each.start - WEEK, end - WEEK, each) for each, end in ends if end > WEEK)
        yield from ((each.start, end, each) for each, end in ends)

    # --------------------------------------------------------------------- figures

    @property
    def value(self) -> int:
        """What all that is placed is worth."""
        return sum(self._activities[each.activity].weight for each in self.placements)

    def use_of(self, room: str) -> Fraction:
        """Return for how much of its opening hours a room is taken; 0 if it is never open."""
        hours = self.room(room).hours
        return Fraction((hours & self.taken(room)).minutes, max(1, hours.minutes))

    def share_of(self, side: Side) -> Fraction | None:
        """Return how much of area times hours is for one side.

        None if nothing is placed, or the area of a room that is used is not known.

        Examples
        --------
        >>> rooms = [SharedRoom("hall", capacity=40, hours=WeekHours.parse("08:00-22:00"), area=90)]
        >>> wanted = [
        ...     Activity("choir", "合唱", "choir", minutes=60),
        ...     Activity("sale", "市集", "sale", minutes=180, side=Side.QUALITY),
        ... ]
        >>> placed = [Placement("choir", "hall", start=480), Placement("sale", "hall", start=540)]
        >>> Timetable(rooms, wanted, placements=placed).share_of(Side.WELFARE)
        Fraction(1, 4)
        """
        sums = dict.fromkeys(Side, Fraction(0))
        for each in self.placements:
            activity, area = self._activities[each.activity], self._rooms[each.room].area
            if area is None:
                return None
            sums[activity.side] += area * activity.minutes
        total = sum(sums.values(), Fraction(0))
        return sums[side] / total if total else None

    # --------------------------------------------------------------------- to look at

    def bookings(self) -> tuple[Booking, ...]:
        """Return what is placed, room by room in the order of the week."""
        order = {room.id: at for at, room in enumerate(self.rooms)}
        ordered = sorted(self.placements, key=lambda each: (order[each.room], each.start, each.activity))
        return tuple(
            Booking(
                each.room,
                each.start,
                each.start + activity.minutes,
                activity.id,
                activity.words,
                activity.side,
            )
            for each in ordered
            for activity in (self._activities[each.activity],)
        )

    def text(self) -> str:
        """Return the timetable as lines of text."""
        return text_of(self.bookings())

    def _repr_html_(self) -> str:
        """Show the week, a line a room and a column a day, for notebooks."""
        return sheet_page([room.id for room in self.rooms], self.bookings())


@attrs.frozen
class Raster:
    """Minutes between possible beginnings, checked."""

    minutes: int = attrs.field(validator=check_raster)
