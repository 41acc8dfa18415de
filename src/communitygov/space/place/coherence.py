"""Whether what is told of one place goes together: areas, planned areas, hours, point and ground.

Three answers everywhere: it does, it does not, it is not known.  This module knows parts, not places.
"""

from collections.abc import Iterator, Sequence

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.quantity import Quantity
from communitygov.errors import Words
from communitygov.geometry.area import Area
from communitygov.geometry.point import Point
from communitygov.quotation import brief
from communitygov.space.hours.week_hours import WeekHours
from communitygov.space.place.measure import fits, total_area
from communitygov.space.place.parts import Zone

ZONES_EXCEED_AREA = Message(
    "ZONES_EXCEED_AREA",
    Words("{place} 面积 {area}，各区合计 {sum}", "{place} has {area}, and its zones come to {sum}"),
    Words("请核对各区与全部面积", "check the areas of the zones and of the place"),
)
ZONE_FIT_UNKNOWN = Message(
    "ZONE_FIT_UNKNOWN",
    Words(
        "{place} 各区是否容得下未知：已记各区合计 {sum}，{untold} 个区未记面积，全部面积{area}",
        "whether the zones of {place} fit is not known: those told come to {sum}, {untold} have no area, and "
        "the area of the place is {area}",
    ),
    Words("请补记面积", "tell the areas"),
)
NET_EXCEEDS_GROSS = Message(
    "NET_EXCEEDS_GROSS",
    Words(
        "{place} 的净规划面积 {net} 大于总规划面积 {gross}",
        "the planned net area of {place}, {net}, is more than the gross one, {gross}",
    ),
    Words("请核对规划面积", "check the planned areas"),
)
ZONE_HOURS_OUTSIDE = Message(
    "ZONE_HOURS_OUTSIDE",
    Words(
        "{place} 的 {zone} 于 {hours} 开放，而此时全处关闭",
        "zone {zone} of {place} is open at {hours}, when the place is closed",
    ),
    Words("请核对开放时间", "check the hours"),
)
ZONE_SEATS_EXCEED = Message(
    "ZONE_SEATS_EXCEED",
    Words(
        "{place} 的 {zone} 容 {seats}，而全处至多容 {most}",
        "zone {zone} of {place} holds {seats}, and the whole place {most}",
    ),
    Words("请核对可容人数", "check how many they hold"),
)
POINT_OUTSIDE_OUTLINE = Message(
    "POINT_OUTSIDE_OUTLINE",
    Words("{place} 的点位不在其范围之内", "the point of {place} lies outside its outline"),
    Words("请核对点位与范围", "check point and outline"),
)
_UNTOLD = Words("未记", "not told")


def area_findings(place: str, *, area: Quantity | None, zones: Sequence[Zone]) -> Iterator[Finding]:
    """Yield whether the zones do not fit, or whether nobody knows."""
    parts = [zone.area for zone in zones]
    total, _ = total_area(parts)
    told = _UNTOLD if area is None else Words(str(area), str(area))
    details: dict[str, Detail] = {"place": place, "sum": str(total), "area": told}
    fit = fits(parts, area)
    if fit is False:
        yield ZONES_EXCEED_AREA.finding(place, details)
    elif fit is None and zones:
        yield ZONE_FIT_UNKNOWN.finding(place, {**details, "untold": parts.count(None)})


def planned_findings(place: str, *, net: Quantity | None, gross: Quantity | None) -> Iterator[Finding]:
    """Yield whether more is planned net than gross."""
    if net is not None and fits([net], gross) is False:
        yield NET_EXCEEDS_GROSS.finding(place, {"place": place, "net": str(net), "gross": str(gross)})


def hour_findings(place: str, *, hours: WeekHours | None, zones: Sequence[Zone]) -> Iterator[Finding]:
    """Yield the zones that are open when the place is closed."""
    for zone in zones:
        if hours is not None and zone.hours is not None and not hours.includes(zone.hours):
            outside = brief(str(zone.hours - hours))
            yield ZONE_HOURS_OUTSIDE.finding(place, {"place": place, "zone": zone.code, "hours": outside})


def seat_findings(place: str, *, seats: Quantity | None, zones: Sequence[Zone]) -> Iterator[Finding]:
    """Yield the zones that hold more people than the place."""
    for zone in zones:
        held = zone.occupancy_number_peak
        if seats is not None and held is not None and held.at_most(seats) is False:
            details: dict[str, Detail] = {"place": place, "zone": zone.code}
            yield ZONE_SEATS_EXCEED.finding(place, {**details, "seats": str(held), "most": str(seats)})


def ground_findings(place: str, *, at: Point | None, outline: Area | None) -> Iterator[Finding]:
    """Yield whether the point lies elsewhere than the ground."""
    if at is not None and outline is not None and not outline.contains(at):
        yield POINT_OUTSIDE_OUTLINE.finding(place, {"place": place})
