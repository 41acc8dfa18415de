"""A place of a community: what it was, what it became, what it is made of, when and for whom it is open.

1. Places are told apart by their identifiers; two may have one name (广都社区 of 东升, 广都花园 of 华阳).
2. What is not told is ``None`` or empty, and is never guessed: `Place.findings` says what is wrong and what
   is not known.
3. Fields that IFC knows have its names; `IFC_NAMES` says which.  Functions speak the tags of OpenStreetMap.

Who runs a place, what it costs and what the standards ask of it stand elsewhere in `communitygov.space`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from itertools import pairwise
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    TITLE_LENGTH,
    as_set,
    as_tuple,
    each_of,
    identifier,
    identifiers,
    is_text,
    one_of,
    optional,
    ordered,
    text,
    title,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.geometry.area import Area
from communitygov.geometry.point import Point
from communitygov.space.function.catalogue import FUNCTIONS
from communitygov.space.function.function import Tag, check_tags
from communitygov.space.hours.week_hours import WeekHours
from communitygov.space.place.coherence import (
    area_findings,
    ground_findings,
    hour_findings,
    planned_findings,
    seat_findings,
)
from communitygov.space.place.hosting import Venue, hosting_findings
from communitygov.space.place.measure import fits, floor_area, head_count
from communitygov.space.place.parts import Channel, Designation, Facility, Zone
from communitygov.space.place.transformation import (
    Transformation,
    use_findings,
    uses_of,
)

#: Fields of a place that IFC 4 has, and where.
IFC_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "area": "Qto_SpaceBaseQuantities.NetFloorArea",
        "net_planned_area": "Pset_SpaceCommon.NetPlannedArea",
        "gross_planned_area": "Pset_SpaceCommon.GrossPlannedArea",
        "publicly_accessible": "Pset_SpaceCommon.PubliclyAccessible",
        "handicap_accessible": "Pset_SpaceCommon.HandicapAccessible",
        "occupancy_number": "Pset_SpaceOccupancyRequirements.OccupancyNumber",
        "occupancy_number_peak": "Pset_SpaceOccupancyRequirements.OccupancyNumberPeak",
    }
)

_TITLE = Words("须为 1 至 200 字的文字", "must be text of 1 to 200 characters each")
_NO_CODES = frozenset[str]()


def _titles(_owner: object, field: "attrs.Attribute[tuple[str, ...]]", value: tuple[str, ...]) -> None:
    """Refuse anything but names."""
    for each in value:
        if not each or not is_text(each, longest=TITLE_LENGTH):
            raise InvalidValue(field.name, each, _TITLE)


def _distinct(_owner: object, field: "attrs.Attribute[tuple[Zone, ...]]", zones: tuple[Zone, ...]) -> None:
    """Refuse two zones of one code."""
    twice = sorted(code for code, times in Counter(zone.code for zone in zones).items() if times > 1)
    if twice:
        raise InvalidValue(
            field.name, twice[0], Words("各区编码不可重复", "must have a code of its own each")
        )


def _in_order(
    _owner: object, field: "attrs.Attribute[tuple[Transformation, ...]]", value: tuple[Transformation, ...]
) -> None:
    """Refuse transformations of which a later one began before an earlier one."""
    begun = [each.since for each in value if each.since is not None]
    for one, two in pairwise(begun):
        if two < one:
            bound = Words("须按时间先后排列", "must stand in the order of time")
            raise InvalidValue(field.name, two.isoformat(), bound)


@attrs.frozen
class Place(Value):
    """A place.

    Parameters
    ----------
    id, name
        Identifier, by which places are told apart, and name, by which they are not.
    district
        Where it lies, in words.
    at, outline
        A point of it and its ground, in the plane of the caller.
    area
        Floor area in 平方米; 余 stays a lower bound.
    net_planned_area, gross_planned_area
        The same as planned.
    publicly_accessible, handicap_accessible
        Whether everybody may enter, and without steps; ``None`` where that is not told.
    occupancy_number, occupancy_number_peak
        For how many people (人) it is meant, and how many it holds at one time.
    former_use, transformations
        What it was, and how it was transformed since, the first transformation first.
    zones, facilities, designations, channels
        What it is made of, and how it is reached.
    hours
        When it is open; none where that is not told.
    functions
        Codes of functions of the place as a whole; zones have their own.
    beauty_kinds
        Codes of the kinds of beauty that it is counted among.
    themes
        What it is about, such as 红色文化.
    digital_twin
        Identifier of its counterpart in a model or a map on line.
    tags
        Further tags of OpenStreetMap, by their keys.

    Examples
    --------
    >>> platform = Place(
    ...     "wudongqiao",
    ...     "小五DIY生态农庄",
    ...     area=Quantity.parse("200平方米"),
    ...     former_use="闲置平台",
    ...     zones=[Zone("growing", "氧元阁", area=Quantity.parse("120平方米")), Zone("water", "彩鱼沐")],
    ... )
    >>> [finding.code for finding in platform.findings()]
    ['ZONE_FIT_UNKNOWN']
    >>> larger = attrs.evolve(platform, zones=[Zone("growing", "氧元阁", area=Quantity.parse("210平方米"))])
    >>> print(larger.findings()[0])
    wudongqiao has 200平方米, and its zones come to 210平方米 [ZONES_EXCEED_AREA]
    >>> Place("五洞桥", "小五DIY生态农庄")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: id: '五洞桥' will not do; it must be 1 to 120 ASCII letters, digits \
or any of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "place"
    id: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    district: str = attrs.field(default="", kw_only=True, validator=text)
    at: Point | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Point)))
    outline: Area | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Area)))
    area: Quantity | None = attrs.field(default=None, kw_only=True, validator=floor_area)
    net_planned_area: Quantity | None = attrs.field(default=None, kw_only=True, validator=floor_area)
    gross_planned_area: Quantity | None = attrs.field(default=None, kw_only=True, validator=floor_area)
    publicly_accessible: bool | None = attrs.field(
        default=None, kw_only=True, validator=optional(one_of(bool))
    )
    handicap_accessible: bool | None = attrs.field(
        default=None, kw_only=True, validator=optional(one_of(bool))
    )
    occupancy_number: Quantity | None = attrs.field(default=None, kw_only=True, validator=head_count)
    occupancy_number_peak: Quantity | None = attrs.field(default=None, kw_only=True, validator=head_count)
    former_use: str = attrs.field(default="", kw_only=True, validator=text)
    transformations: tuple[Transformation, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=[each_of(Transformation), _in_order]
    )
    zones: tuple[Zone, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=[each_of(Zone), _distinct]
    )
    facilities: tuple[Facility, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Facility)
    )
    designations: tuple[Designation, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Designation)
    )
    channels: tuple[Channel, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Channel)
    )
    hours: WeekHours | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(WeekHours)))
    functions: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    beauty_kinds: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    themes: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=as_tuple, validator=_titles)
    digital_twin: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    tags: tuple[Tag, ...] = attrs.field(default=(), kw_only=True, converter=as_tuple, validator=check_tags)

    @property
    def all_functions(self) -> frozenset[str]:
        """Codes of the functions of the place and of its zones."""
        return self.functions.union(*(zone.functions for zone in self.zones))

    @property
    def uses(self) -> tuple[str, ...]:
        """What it was used for, one use after the other, as far as it is told."""
        return uses_of(self.former_use, self.transformations)

    def zone(self, code: str) -> Zone:
        """Return the zone with a code.

        Raises
        ------
        UnknownName
            If there is none.
        """
        for zone in self.zones:
            if zone.code == code:
                return zone
        raise UnknownName(Words("区", "zone"), code, tuple(zone.code for zone in self.zones))

    def offering(self, service: str) -> tuple[Facility, ...]:
        """Return the facilities at which a service, by its code, can be had."""
        return tuple(each for each in self.facilities if each.offers(service))

    def zones_fit(self) -> bool | None:
        """Tell whether the areas of the zones fit into that of the place; ``None`` when that is not known."""
        return fits((zone.area for zone in self.zones), self.area)

    def findings(self) -> tuple[Finding, ...]:
        """Return what does not go together, and what would have to be known to say so.

        Examples
        --------
        >>> from communitygov.space.place.transformation import TransformationKind
        >>> change = Transformation(TransformationKind.CHANGE_OF_USE, old_use="架空层")
        >>> hall = Place("hall", "活动室", former_use="架空层", transformations=[change])
        >>> print(hall.findings()[0])
        transformation 1 of hall is a change of use, and its new use is not told [USE_UNTOLD]
        """
        return (
            *area_findings(self.id, area=self.area, zones=self.zones),
            *planned_findings(self.id, net=self.net_planned_area, gross=self.gross_planned_area),
            *use_findings(self.id, former_use=self.former_use, transformations=self.transformations),
            *hour_findings(self.id, hours=self.hours, zones=self.zones),
            *seat_findings(self.id, seats=self.occupancy_number_peak, zones=self.zones),
            *ground_findings(self.id, at=self.at, outline=self.outline),
        )

    def can_host(
        self, people: int, *, since: datetime, until: datetime, zone: str | None = None
    ) -> tuple[Finding, ...]:
        """Return what stands against a meeting here, such as a sitting, and what is not known.

        Parameters
        ----------
        people
            How many come.
        since, until
            From when to when, by the clock of the first.
        zone
            Code of the zone in which they meet; the whole place if none is given.

        Raises
        ------
        UnknownName
            If there is no such zone.
        InvalidValue
            If nobody comes, or the meeting does not end after it begins.

        Examples
        --------
        >>> from datetime import timedelta, timezone
        >>> begin = datetime(2023, 7, 9, 19, tzinfo=timezone(timedelta(hours=8)))
        >>> hall = Place(
        ...     "hall", "活动室", hours=WeekHours.parse("Mo-Fr 08:30-22:00"), publicly_accessible=True
        ... )
        >>> [finding.code for finding in hall.can_host(30, since=begin, until=begin + timedelta(hours=2))]
        ['VENUE_CLOSED', 'VENUE_SEATS_UNKNOWN', 'VENUE_STEPS_UNKNOWN']
        """
        asked = None if zone is None else self.zone(zone)
        venue = Venue(
            place=self.id,
            zone=zone,
            hours=self._hours_of(asked),
            seats=self._seats_of(asked),
            publicly_accessible=self.publicly_accessible,
            handicap_accessible=self.handicap_accessible,
        )
        return tuple(hosting_findings(venue, people, since=since, until=until))

    def _hours_of(self, zone: Zone | None) -> WeekHours | None:
        """Return when a zone and the place around it are open, as far as either is told."""
        if zone is None or zone.hours is None:
            return self.hours
        return zone.hours if self.hours is None else zone.hours & self.hours

    def _seats_of(self, zone: Zone | None) -> tuple[Quantity | None, ...]:
        """Return what a zone holds and, if it is told, what the place around it does."""
        whole = self.occupancy_number_peak
        if zone is None:
            return (whole,)
        return (zone.occupancy_number_peak,) if whole is None else (zone.occupancy_number_peak, whole)

    def summary(self, language: Language = "en") -> str:
        """Return what is told of the place in a few lines; what is not told has no line.

        Examples
        --------
        >>> print(Place("r29", "R29社区生活空间", hours=WeekHours.parse("24/7")).summary("zh"))
        R29社区生活空间（r29）
        开放时间：24/7
        """
        colon, (head, tail) = (": ", (" (", ")")) if language == "en" else ("：", ("（", "）"))
        lines = (f"{label.say(language)}{colon}{value}" for label, value in self._told(language))
        return "\n".join((f"{self.name}{head}{self.id}{tail}", *lines))

    def _repr_html_(self) -> str:
        """Show what is told of the place as a table, for notebooks."""
        rows = (
            f"<tr><th>{escape(label.zh)} {escape(label.en)}</th><td>{escape(value)}</td></tr>"
            for label, value in self._told("zh")
        )
        return f"<table><caption>{escape(self.name)} · {escape(self.id)}</caption>{''.join(rows)}</table>"

    def _told(self, language: Language) -> Iterator[tuple[Words, str]]:
        """Yield what is told of the place, with its label."""
        comma = "、" if language == "zh" else ", "
        told: tuple[tuple[Words, object], ...] = (
            (Words("所在", "lies in"), self.district),
            (Words("面积", "area"), self.area),
            (Words("同时容纳", "holds at most"), self.occupancy_number_peak),
            (Words("对公众开放", "open to the public"), _yes_or_no(self.publicly_accessible, language)),
            (Words("无障碍", "without steps"), _yes_or_no(self.handicap_accessible, language)),
            (Words("用途沿革", "uses"), " → ".join(self.uses)),
            (
                Words("改造方式", "transformed by"),
                comma.join(each.kind.label(language) for each in self.transformations),
            ),
            (Words("分区", "zones"), comma.join(map(_zone_words, self.zones))),
            (Words("功能", "functions"), comma.join(_function_names(self.all_functions, language))),
            (Words("设施", "facilities"), comma.join(map(_facility_words, self.facilities))),
            (Words("主题", "themes"), comma.join(self.themes)),
            (Words("开放时间", "open"), self.hours),
            (
                Words("渠道", "channels"),
                comma.join(f"{each.name} ({each.kind.label(language)})" for each in self.channels),
            ),
            (Words("称号", "honours"), comma.join(map(str, self.designations))),
            (Words("数字孪生", "digital twin"), self.digital_twin),
        )
        yield from ((label, str(value)) for label, value in told if value not in ("", None))


def _yes_or_no(told: bool | None, language: Language) -> str | None:  # noqa: FBT001  a fact, no switch
    """Return what is told, or nothing."""
    return None if told is None else (Words("是", "yes") if told else Words("否", "no")).say(language)


def _zone_words(zone: Zone) -> str:
    """Return a zone with its area."""
    return zone.name if zone.area is None else f"{zone.name} {zone.area}"


def _facility_words(facility: Facility) -> str:
    """Return a facility with how many there are."""
    return facility.name if facility.count is None else f"{facility.name} {facility.count}"


def _function_names(codes: frozenset[str], language: Language) -> list[str]:
    """Return functions by their names, own ones by their codes, in the order of the codes."""
    return [FUNCTIONS[code].words.say(language) if code in FUNCTIONS else code for code in sorted(codes)]
