"""A room of a programme: how many, how large, for what, for whom, when; not yet where or what it looks like.

The names of the fields are those of ``IfcSpaceProgram`` (IFC 2x3) and ``Pset_SpaceOccupancyRequirements``
(IFC 4), so that writing such a file is renaming.  Areas are of one room and net.

This module knows no vocabulary of functions but asks the library's own for the side of one that is listed
there; another function's side is the caller's to say.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, ClassVar, cast

import attrs

from communitygov.core.checks import (
    as_set,
    at_least,
    identifier,
    identifiers,
    is_identifier,
    one_of,
    optional,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.space.audience.population import Population
from communitygov.space.brief.area import area, as_exact, as_exact_if_given, is_area, written
from communitygov.space.function.catalogue import FUNCTIONS
from communitygov.space.function.side import Side
from communitygov.space.hours.week_hours import WeekHours

#: Most rooms of one kind.
MOST_COUNT = 10_000
_NO_CODES = frozenset[str]()
#: The group of rooms whose side nobody said.
NO_SIDE = Term("no_side", "未分类", "not classed")

ROOM_CROWDED = Message(
    "BRIEF_ROOM_CROWDED",
    Words(
        "{room} 供 {people} 人、每人 {each} 平方米，需 {needed} 平方米，而要求仅 {area} 平方米",
        "{room} is for {people} people at {each} m2 each, which takes {needed} m2; {area} m2 are required",
    ),
    Words("请加大面积，或减少人数", "require more area, or fewer people"),
)
SHARED_WITHOUT_HOURS = Message(
    "BRIEF_SHARED_WITHOUT_HOURS",
    Words("{room} 为分时共用，却未给出开放时间", "{room} is shared by the hour and has no hours"),
    Words("请给出开放时间", "give its opening hours"),
)

_UNIT = Words(
    "须给出，或给出 area_per_occupant 与 occupancy_number 以求得",
    "must be given, or follow from area_per_occupant and occupancy_number",
)


def _standard(room: "Room") -> Fraction:
    """Return the area that follows from people and area for each; nothing if one is not told."""
    each, people = room.area_per_occupant, room.occupancy_number
    is_told = is_area(each) and type(people) is int
    # Nothing is put out to the check, which then says what to give.
    return cast("Fraction", each) * cast("int", people) if is_told else cast("Fraction", None)


def _side(room: "Room") -> Side | None:
    """Return the side of a function that the library's vocabulary lists."""
    listed = FUNCTIONS.get(room.function) if is_identifier(room.function) else None
    return listed.side if listed else None


def _group(room: "Room") -> Term:
    """Return the group of a room of which none is told: its side."""
    return room.side.term if isinstance(room.side, Side) else NO_SIDE


def _given(check: Callable[[object, "attrs.Attribute[Any]", object], None]) -> Callable[..., None]:
    """Make a check that says what to give where there is nothing."""

    def checked(owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
        if value is None:
            raise InvalidValue(field.name, value, _UNIT)
        check(owner, field, value)

    return checked


@attrs.frozen
class Room(Value):
    """What one kind of room must be like.

    Parameters
    ----------
    code, zh, en
        Code and names.
    function
        Code of what it is for.
    count
        How many there are to be.
    area_per_occupant
        Square metres for each person in it.
    occupancy_number
        How many people are to be in one at once.
    standard_required_area
        Net square metres of one; unless given, people times area for each.
    min_required_area, max_required_area
        Between what the area of one may lie; not bounded unless given.
    users
        Who uses it, by age band.
    hours
        When it is to be open; nothing is asked unless given.
    is_shared
        Whether it is shared by the hour, and so has a timetable.
    is_accessible
        Whether it must be reached and used without a step (``HandicapAccessible``).
    features
        Codes of what it must have, such as ``stage`` or ``sink``.
    side
        For everybody's good, or quality consumption; unless given, that of a function of the library's list.
    group
        Under what heading it stands in the schedule, and its colour in a diagram; unless given, its side.

    Examples
    --------
    >>> asked = {"area_per_occupant": 2, "occupancy_number": 60}
    >>> hall = Room("hall", "多功能厅", "hall", function="culture_station", **asked)
    >>> hall.standard_required_area, hall.net_area, hall.side.zh
    (Fraction(120, 1), Fraction(120, 1), '公益普惠')
    >>> Room("cell", "隔间", "cell", function="study_room", count=6, standard_required_area=5).net_area
    Fraction(30, 1)
    >>> Room("hall", "厅", "hall", function="hall", standard_required_area=80, min_required_area=100)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: standard_required_area: '80' will not do; it must lie between the \
bounds 100 and —. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "brief-room"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    function: str = attrs.field(kw_only=True, validator=identifier)
    count: int = attrs.field(default=1, kw_only=True, validator=at_least(1))
    area_per_occupant: Fraction | None = attrs.field(
        default=None, kw_only=True, converter=as_exact_if_given, validator=optional(area)
    )
    occupancy_number: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(0)))
    standard_required_area: Fraction = attrs.field(
        default=attrs.Factory(_standard, takes_self=True),
        kw_only=True,
        converter=as_exact,
        validator=_given(area),
    )
    min_required_area: Fraction | None = attrs.field(
        default=None, kw_only=True, converter=as_exact_if_given, validator=optional(area)
    )
    max_required_area: Fraction | None = attrs.field(
        default=None, kw_only=True, converter=as_exact_if_given, validator=optional(area)
    )
    users: Population = attrs.field(default=Population(), kw_only=True, validator=one_of(Population))
    hours: WeekHours | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(WeekHours)))
    is_shared: bool = attrs.field(default=False, kw_only=True, validator=one_of(bool))
    is_accessible: bool = attrs.field(default=False, kw_only=True, validator=one_of(bool))
    features: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    side: Side | None = attrs.field(
        default=attrs.Factory(_side, takes_self=True), kw_only=True, validator=optional(one_of(Side))
    )
    group: Term = attrs.field(
        default=attrs.Factory(_group, takes_self=True), kw_only=True, validator=one_of(Term)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse too many rooms, and an area outside its bounds."""
        if self.count > MOST_COUNT:
            bound = Words(f"须不多于 {MOST_COUNT}", f"must be at most {MOST_COUNT}")
            raise InvalidValue("count", self.count, bound)
        least, most = self.min_required_area, self.max_required_area
        wanted = self.standard_required_area
        if (least is not None and wanted < least) or (most is not None and wanted > most):
            bound = Words(
                f"须在上下限 {written(least)} 与 {written(most)} 之间",
                f"must lie between the bounds {written(least)} and {written(most)}",
            )
            raise InvalidValue("standard_required_area", written(wanted), bound)

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.zh, self.en)

    @property
    def least_area(self) -> Fraction:
        """The least that one may have: its lower bound, or what is required where there is none."""
        least = self.min_required_area
        return self.standard_required_area if least is None else least

    @property
    def net_area(self) -> Fraction:
        """Net square metres of all rooms of this kind."""
        return self.count * self.standard_required_area

    @property
    def occupants(self) -> int | None:
        """How many people one holds: as told, or as its area allows; none if neither is known.

        Examples
        --------
        >>> room = Room(
        ...     "r", "室", "room", function="x", standard_required_area=50, area_per_occupant=Fraction("1.5")
        ... )
        >>> room.occupants
        33
        """
        if self.occupancy_number is not None:
            return self.occupancy_number
        if self.area_per_occupant is None:
            return None
        return self.standard_required_area // self.area_per_occupant

    def findings(self) -> tuple[Finding, ...]:
        """Name what of the room does not fit together."""
        return (*self._crowded(), *self._without_hours())

    def _crowded(self) -> tuple[Finding, ...]:
        """Name people for whom the area is too small."""
        people, each = self.occupancy_number, self.area_per_occupant
        if people is None or each is None or people * each <= self.standard_required_area:
            return ()
        details: dict[str, Detail] = {
            "room": self.code,
            "people": people,
            "each": written(each),
            "needed": written(people * each),
            "area": written(self.standard_required_area),
        }
        return (ROOM_CROWDED.finding(self.code, details),)

    def _without_hours(self) -> tuple[Finding, ...]:
        """Name a shared room that nobody said when to open."""
        if not self.is_shared or self.hours is not None:
            return ()
        return (SHARED_WITHOUT_HOURS.finding(self.code, {"room": self.code}),)
