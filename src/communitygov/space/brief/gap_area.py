"""Whether the rooms of a programme have area enough where they would be: each, all together, and some.

Areas are compared in sum, and three ways: room by room with those that could only be in the same zones; all
with the place as a whole; and, where rooms may be in this zone or that, any of them with all the zones that
they may take (Hall's condition, by a flow).  None of these proves that the rooms can be drawn.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from communitygov.core.finding import Detail, Finding
from communitygov.core.quantity import Quantity
from communitygov.errors import Words
from communitygov.space.bits import members_of
from communitygov.space.brief.area import PARTS, written
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.gap_message import AREA_EXCEEDED, AREA_SHORT, AREA_UNKNOWN, GROSS_SHORT
from communitygov.space.brief.room import Room
from communitygov.space.brief.siting import Group, Site, Sites, groups_of, named
from communitygov.space.funding.flow import Flow
from communitygov.space.place.measure import in_square_metres
from communitygov.space.place.parts import Zone
from communitygov.space.place.place import Place

_WHOLE = Site(())


def area_gaps(rooms: Sequence[Room], sites: Sites, *, place: Place) -> Iterator[Finding]:
    """Yield where rooms take more than there is, or may not have as much."""
    groups = list(groups_of(rooms, sites))
    found = [finding for group in groups for finding in _of_group(group, sites, place)]
    yield from found
    if all(group.site.zones for group in groups):
        yield from _whole(rooms, place)
    if AREA_SHORT.code not in {finding.code for finding in found}:
        yield from _crowded([room for room in rooms if sites[room.code].zones], sites, place)


def gross_gaps(brief: Brief, place: Place) -> Iterator[Finding]:
    """Yield that less is planned, walls and all, than the rooms take at least."""
    needed, planned = brief.efficiency.gross(_least(brief.rooms)), place.gross_planned_area
    if planned is not None and planned.at_least(needed) is False:
        details: dict[str, Detail] = {"brief": brief.id, "place": place.id}
        yield GROSS_SHORT.finding(brief.id, {**details, "needed": written(needed), "area": str(planned)})


def _least(rooms: Sequence[Room]) -> Fraction:
    """Return what rooms take at least."""
    return sum((room.count * room.least_area for room in rooms), Fraction(0))


def _of_group(group: Group, sites: Sites, place: Place) -> Iterator[Finding]:
    """Yield whether rooms that could only be in one site have too little, or one of them too much."""
    needed, area = _least(group.rooms), group.site.area(place)
    is_enough = None if area is None else area.at_least(needed)
    subject, details = group.rooms[0].code, _details(group, place)
    if is_enough is False:
        yield AREA_SHORT.finding(subject, {**details, "needed": written(needed)})
    elif is_enough is None:
        yield AREA_UNKNOWN.finding(subject, {**details, "needed": f"≥ {written(needed)}"})
    else:
        yield from _exceeded(group, sites, place)


def _exceeded(group: Group, sites: Sites, place: Place) -> Iterator[Finding]:
    """Yield that a room that has zones for itself has more than it may."""
    room, *others = group.rooms
    site, most = group.site, room.max_required_area
    used = [codes for code, other in sites.items() if code != room.code for codes in other.codes]
    if others or most is None or site.codes.intersection(used):
        return
    area, details = site.area(place), _details(group, place)
    fits = None if area is None else area.at_most(room.count * most)
    if fits is False:
        yield AREA_EXCEEDED.finding(room.code, {**details, "most": written(room.count * most)})
    elif fits is None:
        yield AREA_UNKNOWN.finding(room.code, {**details, "needed": f"≤ {written(room.count * most)}"})


def _whole(rooms: Sequence[Room], place: Place) -> Iterator[Finding]:
    """Yield that all rooms together take more than the place has, whatever its zones have."""
    area, needed = _WHOLE.area(place), _least(rooms)
    if area is not None and area.at_least(needed) is False:
        details = _details(Group(_WHOLE, tuple(rooms)), place)
        yield AREA_SHORT.finding(rooms[0].code, {**details, "needed": written(needed)})


def _crowded(rooms: Sequence[Room], sites: Sites, place: Place) -> Iterator[Finding]:
    """Yield some rooms that take more than all the zones have in which they may be."""
    zones = [zone for zone in place.zones if any(zone in sites[room.code].zones for room in rooms)]
    at = {zone.code: number for number, zone in enumerate(zones)}
    may = [sum(1 << at[code] for code in sites[room.code].codes) for room in rooms]
    needs = [int(room.count * room.least_area * PARTS) for room in rooms]
    flow = Flow(may, [_most_parts(zone, enough=sum(needs)) for zone in zones])
    for giver, need in enumerate(needs):
        if flow.grow(giver, need) < need:
            members, takers = flow.reached([giver])
            some = tuple(rooms[each] for each in members_of(members))
            group = Group(Site(tuple(zones[each] for each in members_of(takers))), some)
            yield AREA_SHORT.finding(
                some[0].code, {**_details(group, place), "needed": written(_least(some))}
            )
            return


def _most_parts(zone: Zone, *, enough: int) -> int:
    """Return how many square centimetres a zone has at most; `enough` where that is not known."""
    most = None if zone.area is None else in_square_metres(zone.area).high
    return enough if most is None else min(enough, int(most * PARTS))


def _details(group: Group, place: Place) -> dict[str, Detail]:
    """Return what the words about an area are filled with."""
    area: Quantity | None = group.site.area(place)
    known = Words("无", "nothing") if area is None else str(area)
    return {"rooms": named(group.rooms), "where": group.site.name(place), "area": known}
