"""Where people live and where a place is or may be: what is asked about in a circle.

A demand point is a building, an entrance or a grid with the numbers of its people; it names nobody.  Both
kinds lie at a point of the plane, at a node of a network, or at both.
"""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.geometry.point import Point
from communitygov.space.audience.population import Population

_NOWHERE = Words("须给出位置（at）或路网节点（node）", "must lie somewhere: give a point (at) or a node")


def _identifier_or_empty(_owner: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse anything but an identifier or nothing."""
    if value != "":
        identifier(_owner, field, value)


def _somewhere(owner: "Site | DemandPoint") -> None:
    """Refuse what lies nowhere."""
    if owner.at is None and not owner.node:
        raise InvalidValue("at", owner.id, _NOWHERE)


@attrs.frozen
class Site(Value):
    """A place that is, or that may be opened (站点).

    Parameters
    ----------
    id
        Identifier.
    at
        Where it lies.
    node
        Where it lies on the network, if that is known; otherwise the nearest node counts.

    Examples
    --------
    >>> Site("R29", at=Point(0, 0)).node
    ''
    >>> Site("R29")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: at: 'R29' will not do; it must lie somewhere: give a point (at) or a \
node. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "site"
    id: str = attrs.field(validator=identifier)
    at: Point | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Point)))
    node: str = attrs.field(default="", kw_only=True, validator=_identifier_or_empty)

    def __attrs_post_init__(self) -> None:
        """Refuse a site that lies nowhere."""
        _somewhere(self)


@attrs.frozen
class DemandPoint(Value):
    """Where people live (需求点), with how many of each age band.

    Parameters
    ----------
    id
        Identifier.
    at
        Where it lies.
    node
        Where it lies on the network, if that is known; otherwise the nearest node counts.
    population
        How many people of each age band.
    grid
        Code of the grid that it lies in, if coverage is to be told by grid too.

    Examples
    --------
    >>> block = DemandPoint("b-1", at=Point(0, 0), population=Population.of({"60plus": 40}))
    >>> block.population.total
    40
    >>> DemandPoint("b-1", population=Population.of({"60plus": 40}))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: at: 'b-1' will not do; it must lie somewhere: give a point (at) or a \
node. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "demand-point"
    id: str = attrs.field(validator=identifier)
    at: Point | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Point)))
    node: str = attrs.field(default="", kw_only=True, validator=_identifier_or_empty)
    population: Population = attrs.field(kw_only=True, validator=one_of(Population))
    grid: str = attrs.field(default="", kw_only=True, validator=_identifier_or_empty)

    def __attrs_post_init__(self) -> None:
        """Refuse a point that lies nowhere."""
        _somewhere(self)


P = TypeVar("P", Site, DemandPoint)


def distinct(name: str, places: Iterable[P], *, kind: type[P]) -> tuple[P, ...]:
    """Return sites or demand points as a tuple; refused if two share an identifier.

    Examples
    --------
    >>> distinct("sites", [Site("R29", node="n-1"), Site("R29", node="n-2")], kind=Site)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: sites: 'R29' will not do; it must name each once. [INVALID_VALUE]
    """
    given = each_required(name, places, kind=kind)
    seen: set[str] = set()
    for place in given:
        if place.id in seen:
            raise InvalidValue(name, place.id, Words("各编码须只出现一次", "must name each once"))
        seen.add(place.id)
    return given
