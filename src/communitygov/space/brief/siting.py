"""Where the rooms of a programme would be in a place, and what is known of there.

A room's place is told by the caller, or found: in the zone of the same code, else in the zones with its
function, else in the place as a whole if that has the function.  This module finds nothing wanting.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias, cast

from communitygov.core.argument import require
from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, Words
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.room import Room
from communitygov.space.hours.week_hours import WeekHours
from communitygov.space.place.measure import in_square_metres, total_area
from communitygov.space.place.parts import Zone
from communitygov.space.place.place import Place

_ZONES = Words("须为房间编码到若干区编码的映射", "must map codes of rooms to collections of codes of zones")
_PAIRS = Words("须为区编码的二元组", "must be pairs of codes of zones")


class Site(NamedTuple):
    """Where a room of the programme would be: some zones, or the place as a whole (none)."""

    zones: tuple[Zone, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the zones."""
        return frozenset(zone.code for zone in self.zones)

    def area(self, place: Place) -> Quantity | None:
        """Return how large it is; none if that is not known at all."""
        if not self.zones:
            return None if place.area is None else in_square_metres(place.area)
        known, is_complete = total_area(zone.area for zone in self.zones)
        if is_complete:
            return known
        return Quantity.more_than(known.low, known.unit) if known.low else None

    def seats(self, place: Place) -> Quantity | None:
        """Return how many people it holds; none if that is not known at all."""
        if not self.zones:
            return place.occupancy_number_peak
        known = [zone.occupancy_number_peak for zone in self.zones if zone.occupancy_number_peak is not None]
        if not known:
            return None
        total = Quantity.total(known)
        return total if len(known) == len(self.zones) else Quantity.more_than(total.low, total.unit)

    def hours(self, place: Place) -> tuple[WeekHours | None, ...]:
        """Return when each zone is open, the place's hours for those that tell none of their own."""
        told = (place.hours if zone.hours is None else zone.hours for zone in self.zones)
        return tuple(told) or (place.hours,)

    def name(self, place: Place) -> str:
        """Return its zones by their codes, or the place."""
        return "、".join(sorted(self.codes)) or place.id


#: Where each room would be, by its code.
Sites: TypeAlias = Mapping[str, Site]


class Group(NamedTuple):
    """Rooms that could only be in one place, and where that is."""

    site: Site
    rooms: tuple[Room, ...]


def sites_of(brief: Brief, place: Place, *, told: Mapping[str, Collection[str]]) -> Sites:
    """Return where each room would be, those left out for which there is nothing.

    Raises
    ------
    UnknownName
        If a room or a zone is not there.
    InvalidValue
        If what is told is no mapping to collections of codes.
    """
    chosen = dict(_chosen(brief, place, told))
    sites: dict[str, Site] = {}
    for room in brief.rooms:
        found = chosen.get(room.code)
        if found is None:
            found = tuple(zone for zone in place.zones if zone.code == room.code) or tuple(
                zone for zone in place.zones if room.function in zone.functions
            )
        if found or room.function in place.functions:
            sites[room.code] = Site(found)
    return sites


def _chosen(
    brief: Brief, place: Place, told: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, tuple[Zone, ...]]]:
    """Yield the rooms whose zones are told, with these, each once."""
    require("zones", told, kind=Mapping)
    for code, zones in told.items():
        if not isinstance(cast("object", zones), Collection) or isinstance(zones, str | bytes):
            raise InvalidValue("zones", type(zones).__name__, _ZONES)
        for each in zones:
            if not isinstance(each, str):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise InvalidValue("zones", type(each).__name__, _ZONES)
        yield brief.room(code).code, tuple(place.zone(each) for each in sorted(set(zones)))


def pairs_of(place: Place, adjoining: Iterable[tuple[str, str]]) -> frozenset[frozenset[str]]:
    """Return what adjoins, both ways round.

    Raises
    ------
    UnknownName
        If a zone is not there.
    InvalidValue
        If what adjoins is told otherwise than in pairs.
    """
    require("adjoining", adjoining, kind=Iterable)
    pairs: set[frozenset[str]] = set()
    for pair in cast("Iterable[object]", adjoining):
        match pair:
            case (str() as one, str() as two):
                pairs.add(frozenset((place.zone(one).code, place.zone(two).code)))
            case _:
                raise InvalidValue("adjoining", type(pair).__name__, _PAIRS)
    return frozenset(pairs)


def groups_of(rooms: Sequence[Room], sites: Sites) -> Iterator[Group]:
    """Yield each site once with the rooms that could only be there, the one that names it first.

    A room that would be anywhere in the place makes a group of all.
    """
    seen: set[frozenset[str]] = set()
    for room in rooms:
        site = sites[room.code]
        if site.codes not in seen:
            seen.add(site.codes)
            inside = (other for other in rooms if other is not room and is_within(sites[other.code], site))
            yield Group(site, (room, *inside))


def is_within(one: Site, two: Site) -> bool:
    """Tell whether what is in one site can only be in another; the place as a whole holds every site."""
    return not two.zones or (bool(one.zones) and one.codes <= two.codes)


def named(rooms: Sequence[Room]) -> str:
    """Return rooms by their codes, of many the first."""
    return "、".join(room.code for room in rooms[:20]) + ("……" if len(rooms) > 20 else "")  # noqa: PLR2004
