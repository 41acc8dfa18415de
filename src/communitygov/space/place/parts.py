"""What a place is made of: zones, facilities with what they hold, honours, channels on line and on site."""

from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
    ordered,
    text,
    title,
)
from communitygov.core.document import Value
from communitygov.core.figure import is_exact
from communitygov.core.quantity import Quantity
from communitygov.core.source import Citation
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.space.hours.week_hours import WeekHours
from communitygov.space.place.measure import floor_area, head_count

_NO_CODES = frozenset[str]()


@attrs.frozen
class Zone(Value):
    """A part of a place with functions of its own (功能区域).

    Parameters
    ----------
    code, name
        Code, unique in its place, and name.
    functions
        Codes of functions; see `communitygov.space.function`.
    area
        Floor area in 平方米, perhaps a lower bound; none where it is not told.
    serves
        Codes of the age bands that it is for; empty if for all.
    hours
        When it is open; none where that is not told, and then the hours of the place stand in.
    occupancy_number_peak
        How many people (人) it holds at one time.
    theme
        Colours or theme of its design.

    Examples
    --------
    >>> Zone("study", "学雅阁", area=Quantity.parse("60平方米")).serves_band("60plus")
    True
    >>> Zone("z", "甲", area=Quantity.parse("60人"))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: area: Quantity.parse('60人') will not do; it must be a Quantity in \
平方米. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "zone"
    code: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    functions: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    area: Quantity | None = attrs.field(default=None, kw_only=True, validator=floor_area)
    serves: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    hours: WeekHours | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(WeekHours)))
    occupancy_number_peak: Quantity | None = attrs.field(default=None, kw_only=True, validator=head_count)
    theme: str = attrs.field(default="", kw_only=True, validator=text)

    def serves_band(self, code: str) -> bool:
        """Tell whether people of an age band are among those it is for."""
        return not self.serves or code in self.serves


@attrs.frozen
class Facility(Value):
    """Something that a place has, and how many of it.

    Parameters
    ----------
    kind, name
        Code of the kind of thing, and what it is called here.
    count
        How many, or how much it holds, in its own unit; none where that is not told.
    services
        What can be done at it, such as each service of a self-service machine.

    Examples
    --------
    >>> bays = Facility("parking_bay", "停车位", count=Quantity.parse("200余个"))
    >>> bays.meets(180), bays.meets(300), Facility("bench", "休闲桌椅").meets(1)
    (True, None, None)
    >>> bays.meets(Quantity.parse("300辆"))
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 个 and 辆 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """

    document_kind: ClassVar[str] = "facility"
    kind: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    count: Quantity | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Quantity)))
    services: tuple[Term, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Term)
    )

    def meets(self, demand: int | Quantity) -> bool | None:
        """Tell whether there is as much as is asked for; ``None`` when that is not known.

        Raises
        ------
        UnitMismatch
            If the demand is in another unit.
        InvalidValue
            If it is no whole number and no quantity.
        """
        if not isinstance(demand, Quantity) and not is_exact(demand):
            bound = Words(
                "须为整数、Fraction 或 Quantity", "must be a whole number, a Fraction or a Quantity"
            )
            raise InvalidValue("demand", demand, bound)
        return None if self.count is None else self.count.at_least(demand)

    def offers(self, service: str) -> bool:
        """Tell whether a service, by its code, can be had at it."""
        return any(term.code == service for term in self.services)


@attrs.frozen
class Designation(Value):
    """A title or an honour that a place was given.

    Parameters
    ----------
    name
        What it says.
    body
        Who gave it; empty where that is not told.
    year
        When; none where that is not told.
    source
        Where it stands.

    Examples
    --------
    >>> print(Designation("区委党校现场教学基地", body="区委党校"))
    区委党校现场教学基地 (区委党校)
    """

    document_kind: ClassVar[str] = "designation"
    name: str = attrs.field(validator=title)
    body: str = attrs.field(default="", kw_only=True, validator=text)
    year: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))
    source: Citation | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Citation)))

    def __str__(self) -> str:
        """Say name, body and year."""
        known = ", ".join(filter(None, (self.body, str(self.year or ""))))
        return f"{self.name} ({known})" if known else self.name


class ChannelKind(TermEnum):
    """Whether people come in person or from afar (线上线下, 000 and 003).

    Examples
    --------
    >>> "".join(kind.zh for kind in ChannelKind)
    '线上线下'
    """

    ONLINE = "online", "线上", "online"
    OFFLINE = "offline", "线下", "on site"


@attrs.frozen
class Channel(Value):
    """A way to what a place offers.

    Parameters
    ----------
    kind
        On line or on site.
    name
        What it is, such as 现场取餐 or 小程序预约.
    reference
        Identifier of the map, the application or the other place that it leads to, if it has one.

    Examples
    --------
    >>> Channel(ChannelKind.ONLINE, "小程序预约").kind.zh
    '线上'
    """

    document_kind: ClassVar[str] = "channel"
    kind: ChannelKind = attrs.field(validator=one_of(ChannelKind))
    name: str = attrs.field(validator=title)
    reference: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
