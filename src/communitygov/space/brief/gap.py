"""What a place lacks of a programme: functions, area, seats, hours, ages, ways without steps, neighbours.

Where a room would be, `communitygov.space.brief.siting` says.  What is not known of a place is a finding of
its own and never taken for a yes.  That nothing is found wanting does not prove that the rooms can be drawn:
areas are only compared in sum, and so are seats.

This module designs nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from communitygov.core.argument import require
from communitygov.core.finding import Detail, Finding
from communitygov.errors import Words
from communitygov.space.brief.adjacency import Adjacency
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.gap_area import area_gaps, gross_gaps
from communitygov.space.brief.gap_message import (
    ACCESS_UNKNOWN,
    ADJACENCY_UNKNOWN,
    AGES_NOT_SERVED,
    FEATURES_UNKNOWN,
    FUNCTION_MISSING,
    HOURS_SHORT,
    HOURS_UNKNOWN,
    NOT_ACCESSIBLE,
    NOT_ADJOINING,
    NOT_SEPARATE,
    SEATS_SHORT,
    SEATS_UNKNOWN,
)
from communitygov.space.brief.room import Room
from communitygov.space.brief.siting import Group, Site, Sites, groups_of, named, pairs_of, sites_of
from communitygov.space.hours.week_hours import NEVER, WeekHours
from communitygov.space.place.place import Place

_Pairs = frozenset[frozenset[str]]


def brief_gaps(
    brief: Brief,
    place: Place,
    *,
    zones: Mapping[str, Collection[str]] | None = None,
    adjoining: Iterable[tuple[str, str]] | None = None,
) -> tuple[Finding, ...]:
    """Name what a place lacks of a programme, and what would have to be known to tell.

    Parameters
    ----------
    brief
        The programme.
    place
        The place.
    zones
        By code of a room, the codes of the zones in which it would be; of other rooms they are found.
    adjoining
        Pairs of codes of zones that adjoin; without it, of rooms in different zones nothing is known.

    Raises
    ------
    UnknownName
        If a room or a zone is not there.
    InvalidValue
        If what adjoins is told otherwise than in pairs, or zones otherwise than in collections.

    Examples
    --------
    >>> from communitygov.core.quantity import Quantity
    >>> from communitygov.space.place.parts import Zone
    >>> platform = Place(
    ...     "wudongqiao",
    ...     "小五DIY生态农庄",
    ...     area=Quantity.parse("200平方米"),
    ...     zones=[Zone("yangyuan", "氧元阁", functions={"planting"})],
    ... )
    >>> rooms = [
    ...     Room("beds", "种植区", "beds", function="planting", standard_required_area=120),
    ...     Room("kitchen", "共享厨房", "kitchen", function="canteen", standard_required_area=40),
    ... ]
    >>> for finding in brief_gaps(Brief("dream", "农庄二期", rooms=rooms), platform):
    ...     print(finding)
    wudongqiao has nothing for kitchen (canteen) [BRIEF_FUNCTION_MISSING]
    beds ask for ≥ 120 m2; of the area of yangyuan this is known: nothing, which does not settle it \
[BRIEF_AREA_UNKNOWN]
    """
    require("brief", brief, kind=Brief)
    require("place", place, kind=Place)
    sites = sites_of(brief, place, told={} if zones is None else zones)
    pairs = None if adjoining is None else pairs_of(place, adjoining)
    missing = (
        FUNCTION_MISSING.finding(room.code, {"place": place.id, "room": room.code, "function": room.function})
        for room in brief.rooms
        if room.code not in sites
    )
    placed = [room for room in brief.rooms if room.code in sites]
    return (
        *missing,
        *area_gaps(placed, sites, place=place),
        *gross_gaps(brief, place),
        *_seat_gaps(placed, sites, place),
        *(finding for room in placed for finding in _of_room(room, sites[room.code], place)),
        *_neighbours(brief, sites, pairs),
    )


# ------------------------------------------------------------------------- seats


def _seat_gaps(rooms: Sequence[Room], sites: Sites, place: Place) -> Iterator[Finding]:
    """Yield where people have no seat, or nobody knows; asked only where their number is told."""
    asked = [room for room in rooms if room.occupancy_number is not None]
    groups = list(groups_of(asked, sites))
    for group in groups:
        yield from _seats(group, place)
    if groups and all(group.site.zones for group in groups):
        whole = Group(Site(()), tuple(asked))
        seats = whole.site.seats(place)
        if seats is not None and seats.at_least(_people(whole.rooms)) is False:
            yield from _seats(whole, place)


def _seats(group: Group, place: Place) -> Iterator[Finding]:
    """Yield that the people of some rooms have no seat where these are, or that nobody knows."""
    needed, seats = _people(group.rooms), group.site.seats(place)
    is_enough = None if seats is None else seats.at_least(needed)
    if is_enough is not True:
        message = SEATS_UNKNOWN if is_enough is None else SEATS_SHORT
        known = Words("无", "nothing") if seats is None else str(seats)
        details: dict[str, Detail] = {"room": named(group.rooms), "where": group.site.name(place)}
        yield message.finding(group.rooms[0].code, {**details, "needed": needed, "seats": known})


def _people(rooms: Sequence[Room]) -> int:
    """Return how many people rooms hold at once: those of shared ones come in turns, so the most of these."""
    held = [(room.is_shared, room.count * (room.occupancy_number or 0)) for room in rooms]
    in_turns = max((people for is_shared, people in held if is_shared), default=0)
    return in_turns + sum(people for is_shared, people in held if not is_shared)


# ------------------------------------------------------------------------- one room


def _of_room(room: Room, site: Site, place: Place) -> Iterator[Finding]:
    """Yield what one room would lack."""
    details: dict[str, Detail] = {"room": room.code, "where": site.name(place), "place": place.id}
    yield from _access(room, place, details)
    if room.hours is not None:
        yield from _hours(room, room.hours, told=site.hours(place), details=details)
    untold = sorted(feature for feature in room.features if not _has(place, feature))
    if untold:
        yield FEATURES_UNKNOWN.finding(room.code, {**details, "features": "、".join(untold)})
    bands = [
        band
        for band, _ in room.users.counts
        if site.zones and not any(zone.serves_band(band) for zone in site.zones)
    ]
    if bands:
        yield AGES_NOT_SERVED.finding(room.code, {**details, "bands": "、".join(bands)})


def _has(place: Place, feature: str) -> bool:
    """Tell whether a place tells of something under the code of a feature."""
    return any(
        (each.kind == feature or each.offers(feature)) and each.meets(1) is not False
        for each in place.facilities
    )


def _hours(
    room: Room,
    hours: WeekHours,
    *,
    told: Sequence[WeekHours | None],
    details: Mapping[str, Detail],
) -> Iterator[Finding]:
    """Yield that not as many zones as there are rooms are open for all the hours, or that nobody knows."""
    needed = min(room.count, len(told))
    lacking = sorted((hours - (each or NEVER) for each in told), key=lambda each: (each.minutes, each.mask))
    missing = lacking[needed - 1]
    if missing.minutes:
        could = sum(each is None or each.includes(hours) for each in told)
        message = HOURS_SHORT if could < needed else HOURS_UNKNOWN
        yield message.finding(room.code, {**details, "missing": str(missing)})


def _access(room: Room, place: Place, details: Mapping[str, Detail]) -> Iterator[Finding]:
    """Yield that a room cannot be reached without steps, or that nobody knows."""
    if room.is_accessible and place.handicap_accessible is not True:
        message = ACCESS_UNKNOWN if place.handicap_accessible is None else NOT_ACCESSIBLE
        yield message.finding(room.code, details)


# ------------------------------------------------------------------------- neighbours


def _neighbours(brief: Brief, sites: Sites, pairs: _Pairs | None) -> Iterator[Finding]:
    """Yield which rooms would not lie to each other as they should, or whether they must is not known."""
    for each in sorted(brief.adjacencies, key=lambda adjacency: adjacency.pair):
        if not each.importance.rating or not all(code in sites for code in each.pair):
            continue
        one, two = each.pair
        touches = _touch(each, sites, pairs)
        if touches is None and not each.importance.is_must:
            continue
        if touches is (each.importance.rating > 0):
            continue
        message = {None: ADJACENCY_UNKNOWN, True: NOT_SEPARATE, False: NOT_ADJOINING}[touches]
        yield message.finding(one, {"one": one, "two": two, "importance": each.importance.words})


def _touch(adjacency: Adjacency, sites: Sites, pairs: _Pairs | None) -> bool | None:
    """Tell whether two rooms would adjoin; nothing where one may be anywhere, or nobody said what adjoins."""
    one, two = (sites[code].codes for code in adjacency.pair)
    if one & two:
        return True
    if not one or not two or pairs is None:
        return None
    return any(frozenset((first, second)) in pairs for first in one for second in two)
