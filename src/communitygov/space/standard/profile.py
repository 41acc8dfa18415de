"""A community as a standard looks at it: how many live there, and which facilities it has.

What is not recorded is not known, and is told so; but a facility that is not recorded is not there.

This module judges nothing, and knows nobody by name.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import (
    Check,
    as_set,
    as_tuple,
    counted,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
    ordered,
)
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity, Share
from communitygov.errors import InvalidValue, UnitMismatch, UnknownName, Words
from communitygov.space.place.place import Place
from communitygov.space.standard.term import BuildKind, RequirementKind

#: Most facilities of a community, and how deep they may lie within one another.
MOST_FACILITIES, MOST_DEEP = 10_000, 10
#: Functions that are outdoors, so that the area of a place of them is one of land: the library's own list.
OUTDOOR_FUNCTIONS = frozenset(
    {"park", "block_green", "garden", "activity_ground", "sports_ground", "fitness_ground", "parking"}
)

Known = int | Fraction | Quantity | Share

_NOT_MEASURED = frozenset({RequirementKind.PRESENT, RequirementKind.FUNCTIONS})
_MEASURED = Words(
    "须为（种类，数量），按种类编码排列，不重复；种类须可在一处设施上量出",
    "must be pairs of a kind that can be measured at one facility and a Quantity, in the order of the codes "
    "of the kinds, none twice",
)
_NOTHING: Mapping[str, Mapping[RequirementKind, Known]] = MappingProxyType({})


def _measured(
    _owner: object,
    field: "attrs.Attribute[Any]",
    value: tuple[tuple[RequirementKind, Quantity], ...],
) -> None:
    """Refuse anything but ordered pairs of a kind and a quantity in its unit."""
    for pair in value:
        match pair:
            case (RequirementKind() as kind, Quantity() as quantity):
                if kind in _NOT_MEASURED or kind.is_summed:
                    raise InvalidValue(field.name, kind.value, _MEASURED)
                if quantity.unit != kind.unit:
                    raise UnitMismatch(kind.unit, quantity.unit)
            case _:
                raise InvalidValue(field.name, type(pair).__name__, _MEASURED)
    kinds = [kind.value for kind, _ in value]
    if kinds != sorted(set(kinds)):
        raise InvalidValue(field.name, kinds, _MEASURED)


def _shown_set(members: frozenset[str] | None) -> str:
    """Show a set in order."""
    return "None" if members is None else ordered(members)


def _as_set(value: Iterable[str] | None) -> frozenset[str] | None:
    """Return codes as a set; none stays none."""
    return None if value is None else as_set(value)


def _identifier_or_none(owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but an identifier or an empty text."""
    if value != "":
        identifier(owner, field, value)


@attrs.frozen
class FacilityRecord(Value):
    """One facility of a community, and what was measured of it.

    Parameters
    ----------
    id
        Its identifier.
    function
        Code of its function.
    hosts
        Codes of functions that it holds within it; none if that is not recorded.
    within
        Identifier of the facility of which it is a part, so that areas are not counted twice; empty if none.
    measured
        What was measured, in the order of the codes of the kinds.  A distance is that of whoever lives
        farthest of those it serves, and says by its kind whether it is a way or a straight line.

    Examples
    --------
    >>> area = {RequirementKind.BUILDING_AREA: Quantity.parse("600余平方米")}
    >>> hall = FacilityRecord.of("hall", "service_complex", measured=area, hosts=["canteen"])
    >>> print(hall.measure(RequirementKind.BUILDING_AREA), hall.has("canteen"))
    600余平方米 True
    >>> FacilityRecord.of("hall", "service_complex", measured={RequirementKind.PRESENT: 1})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: measured: 'present' will not do; it must be pairs of a kind that can \
be measured at one facility and a Quantity, in the order of the codes of the kinds, none twice. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "facility-record"
    id: str = attrs.field(validator=identifier)
    function: str = attrs.field(validator=identifier)
    hosts: frozenset[str] | None = attrs.field(
        default=None, kw_only=True, converter=_as_set, validator=optional(identifiers), repr=_shown_set
    )
    within: str = attrs.field(default="", kw_only=True, validator=_identifier_or_none)
    measured: tuple[tuple[RequirementKind, Quantity], ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=_measured
    )

    @classmethod
    def of(
        cls,
        id: str,
        function: str,
        *,
        measured: Mapping[RequirementKind, Known],
        hosts: Iterable[str] | None = None,
        within: str = "",
    ) -> "FacilityRecord":
        """Return the record of a mapping; plain numbers are exact, shares are taken as percentages.

        Raises
        ------
        InvalidValue, UnitMismatch
            If something cannot be measured at a facility, or is in another unit.
        """
        require("measured", measured, kind=Mapping)
        kinds = each_required("measured", measured, kind=RequirementKind)
        pairs = [(kind, _quantity(kind, measured[kind])) for kind in sorted(kinds)]
        return cls(id, function, hosts=hosts, within=within, measured=pairs)

    def measure(self, kind: RequirementKind) -> Quantity | None:
        """Return what was measured of a kind; none if nothing was."""
        return next((quantity for each, quantity in self.measured if each is kind), None)

    def has(self, function: str) -> bool:
        """Tell whether it has a function, or one within it has."""
        return function == self.function or (self.hosts is not None and function in self.hosts)


def _quantity(kind: RequirementKind, known: Known) -> Quantity:
    """Return what is known as a quantity in the unit of its kind."""
    match known:
        case Quantity():
            return known
        case Share():
            low, high = known.bounds()
            return Quantity.rounded(low * 100, high * 100, unit=kind.unit)
        case _:
            return Quantity.exact(known, kind.unit)


def _people(value: int | Quantity | None) -> Quantity | None:
    """Return a number of people as a quantity."""
    return Quantity.exact(value, "人") if isinstance(value, int) else value


def _households(value: int | Quantity | None) -> Quantity | None:
    """Return a number of households as a quantity."""
    return Quantity.exact(value, "户") if isinstance(value, int) else value


def _counted_in(unit: str) -> Check[Any]:
    """Make a check for quantities of one unit."""

    def check(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
        one_of(Quantity)(_owner, field, value)
        if isinstance(value, Quantity) and value.unit != unit:
            raise UnitMismatch(unit, value.unit)

    return check


def _distinct(_owner: object, field: "attrs.Attribute[Any]", value: tuple[FacilityRecord, ...]) -> None:
    """Refuse too many facilities, and two of one identifier."""
    if len(value) > MOST_FACILITIES:
        bound = Words(f"须不多于 {MOST_FACILITIES} 处", f"must be at most {MOST_FACILITIES}")
        raise InvalidValue(field.name, len(value), bound)
    twice = sorted(code for code, count in Counter(each.id for each in value).items() if count > 1)
    if twice:
        raise InvalidValue(field.name, twice, Words("标识不可重复", "must have different identifiers"))


@attrs.frozen
class ServedCommunity(Value):
    """How many live in a community, and which facilities it has.

    Parameters
    ----------
    id
        Its identifier.
    people, households
        How many there are; whole numbers are exact, a `Quantity` says what is known.
    build
        Whether it is built or renewed; requirements of one of these only are judged where that is told.
    facilities
        What there is: what is not recorded is not there.  One that lies within another names one of these.

    Examples
    --------
    >>> community = ServedCommunity(
    ...     "LQ", people=11_298, households=4_000, facilities=[FacilityRecord("c-1", "clinic")]
    ... )
    >>> print(community.people, [each.id for each in community.having("clinic")])
    11298人 ['c-1']
    >>> ServedCommunity("LQ", people=Quantity.parse("11298户"))
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 人 and 户 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """

    document_kind: ClassVar[str] = "served-community"
    id: str = attrs.field(validator=identifier)
    people: Quantity | None = attrs.field(
        default=None, kw_only=True, converter=_people, validator=optional(_counted_in("人"))
    )
    households: Quantity | None = attrs.field(
        default=None, kw_only=True, converter=_households, validator=optional(_counted_in("户"))
    )
    build: BuildKind | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(BuildKind)))
    facilities: tuple[FacilityRecord, ...] = attrs.field(
        default=(),
        kw_only=True,
        converter=as_tuple,
        validator=[each_of(FacilityRecord), _distinct],
        repr=counted,
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a facility within one that is not there, and facilities within one another."""
        for each in self.facilities:
            if each.within and each.within not in self._by_id:
                raise InvalidValue(
                    "within", each.within, Words("须为已登记的设施", "must be of a facility there")
                )
            if len(self._hosts(each)) > MOST_DEEP:
                bound = Words(
                    f"不可互相包含，至多 {MOST_DEEP} 层",
                    f"must not lie in itself, nor {MOST_DEEP} deep or more",
                )
                raise InvalidValue("within", each.within, bound)

    @cached_property
    def _by_id(self) -> Mapping[str, FacilityRecord]:
        """The facilities by their identifiers."""
        return {each.id: each for each in self.facilities}

    def _hosts(self, record: FacilityRecord) -> list[str]:
        """Return within what a facility lies, the nearest first; no deeper than is looked at."""
        found = list[str]()
        while record.within and len(found) <= MOST_DEEP:
            found.append(record.within)
            record = self._by_id[record.within]
        return found

    @classmethod
    def of_places(
        cls,
        id: str,
        places: Iterable[Place],
        *,
        people: int | Quantity | None = None,
        households: int | Quantity | None = None,
        distances: Mapping[str, Mapping[RequirementKind, Known]] = _NOTHING,
        outdoor: Collection[str] = OUTDOOR_FUNCTIONS,
    ) -> "ServedCommunity":
        """Return a community of places with their functions, zones and areas.

        A place of one function and no zones is a facility of that function; any other with functions is a
        service complex that hosts them, and each of its zones of one function is a facility within it.
        `distances` says by the identifier of a place how far it is.  The area of what is all `outdoor` is one
        of land, that of what is all indoor one of building; where both are together, nothing is taken.

        Raises
        ------
        UnknownName
            If a distance is of no place.
        InvalidValue, UnitMismatch
            If something is of another form, or in another unit.

        Examples
        --------
        >>> hall = Place("hall", "格格屋", area=Quantity.parse("600余平方米"), functions=["library", "gym"])
        >>> community = ServedCommunity.of_places("HY", [hall])
        >>> [(each.id, each.function) for each in community.facilities]
        [('hall', 'service_complex')]
        """
        given = each_required("places", places, kind=Place)
        require("distances", distances, kind=Mapping)
        known = tuple(place.id for place in given)
        for code, each in distances.items():
            if code not in known:
                raise UnknownName(Words("地点", "place"), code, known)
            require("distances", each, kind=Mapping)
        records = [
            record
            for place in given
            for record in _of_place(place, dict(distances.get(place.id, {})), frozenset(outdoor))
        ]
        return cls(id, people=people, households=households, facilities=records)

    def having(self, function: str) -> tuple[FacilityRecord, ...]:
        """Return the facilities that have a function, themselves or within them.

        One that only hosts it is left out where a facility within it is recorded that has it.
        """
        require("function", function, kind=str)
        own = [each for each in self.facilities if each.function == function]
        told = {host for each in own for host in self._hosts(each)}
        return tuple(
            each
            for each in self.facilities
            if each.function == function or (each.has(function) and each.id not in told)
        )

    def outermost(self, records: Iterable[FacilityRecord]) -> tuple[FacilityRecord, ...]:
        """Return those of these facilities that lie within none of the others, so that none counts twice."""
        given = tuple(records)
        codes = {each.id for each in given}
        return tuple(each for each in given if codes.isdisjoint(self._hosts(each)))


def _area(
    functions: Collection[str], area: Quantity | None, outdoor: frozenset[str]
) -> dict[RequirementKind, Known]:
    """Return an area as one of building or of land; nothing where both are together, or it is not known."""
    outside = outdoor.intersection(functions)
    if area is None or 0 < len(outside) < len(functions):
        return {}
    return {RequirementKind.LAND_AREA if outside else RequirementKind.BUILDING_AREA: area}


def _of_place(
    place: Place, distances: dict[RequirementKind, Known], outdoor: frozenset[str]
) -> Iterator[FacilityRecord]:
    """Yield the facilities that a place is or holds."""
    functions = sorted(place.all_functions)
    area = _area(functions, place.area, outdoor)
    if len(functions) == 1 and not place.zones:
        yield FacilityRecord.of(place.id, functions[0], measured={**area, **distances})
    elif functions:
        yield FacilityRecord.of(place.id, "service_complex", measured={**area, **distances}, hosts=functions)
    for zone in place.zones:
        if len(zone.functions) == 1:
            inner = _area(zone.functions, zone.area, outdoor)
            code = f"{place.id}/{zone.code}"
            yield FacilityRecord.of(
                code, min(zone.functions), measured={**inner, **distances}, within=place.id
            )
