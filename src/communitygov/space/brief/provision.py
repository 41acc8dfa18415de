"""When a community should have a function, and how large: by its size, the ages of its people, where it lies.

The document names these three and gives no figures; so a rule is data, with its source.  `PROVISION_RULES`
is the library's own small list, to be replaced by what a city prescribes.

This module applies nothing; `communitygov.space.brief.recommend` does.
"""

from fractions import Fraction
from typing import ClassVar

import attrs
from attrs import evolve

from communitygov.core.checks import (
    as_set,
    at_least,
    identifier,
    identifiers,
    one_of,
    optional,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.errors import InvalidValue, Words
from communitygov.space.audience.population import Population
from communitygov.space.brief.area import area, as_exact, as_exact_if_given
from communitygov.space.function.catalogue import function_named

#: What the setting of functions goes by.
SIZE_AGES_LOCATION: Citation = quoted("000", "结合社区规模、人口结构、地理位置等特点")

_NO_CODES = frozenset[str]()
_SHARE = Words("须为 0 与 1 之间的 Fraction", "must be a Fraction from 0 to 1")


def _check_share(_owner: object, field: "attrs.Attribute[Fraction]", value: object) -> None:
    """Refuse anything but a share."""
    if type(value) is not Fraction or not 0 <= value <= 1:
        raise InvalidValue(field.name, str(value) if type(value) is Fraction else value, _SHARE)


@attrs.frozen(kw_only=True)
class CommunityProfile(Value):
    """Size, ages and location of a community.

    Parameters
    ----------
    population
        Its people by age band.
    locations
        Codes of what is said of where it lies, such as ``old_quarter``; the caller's own words.

    Examples
    --------
    >>> profile = CommunityProfile(population=Population.of({"60plus": 3_000, "18-34": 7_000}))
    >>> profile.share_of({"60plus"})
    Fraction(3, 10)
    >>> CommunityProfile(population=Population(), locations={"老旧小区"})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: locations: '老旧小区' will not do; it must be 1 to 120 ASCII letters, \
digits or any of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "community-profile"
    population: Population = attrs.field(validator=one_of(Population))
    locations: frozenset[str] = attrs.field(
        default=_NO_CODES, converter=as_set, validator=identifiers, repr=ordered
    )

    def count(self, bands: frozenset[str] | set[str]) -> int:
        """Return how many people there are of some age bands; of none, all."""
        if not bands:
            return self.population.total
        return sum(self.population.count(code) for code in bands)

    def share_of(self, bands: frozenset[str] | set[str]) -> Fraction:
        """Return which share of all people is of some age bands; 0 where nobody lives."""
        return Fraction(self.count(bands), self.population.total or 1)


@attrs.frozen
class ProvisionRule(Value):
    """When a community should have a room for a function, and how large.

    Parameters
    ----------
    code, zh, en
        Code and names of the room that it asks for.
    function
        Code of the function.
    bands
        Age bands that are counted; all people, if none is named.
    people_from
        From how many of them on it holds: size.
    share_from
        From which share of all people on it holds: ages.
    locations
        Where it holds: in any of these; anywhere, if none is named.
    people_per_room
        For how many of them one room is enough; one room in all, unless given.
    square_metres_per_thousand
        Net square metres for a thousand of them, shared out among the rooms.
    least_area
        Square metres that one room has at least.
    area_per_occupant
        Square metres for each person in it; not told unless given.
    is_shared, is_accessible
        As of a room.
    source
        Where the rule stands.

    Examples
    --------
    >>> rule = ProvisionRule("canteen", "食堂", "canteen", function="canteen", least_area=60)
    >>> rule.source.is_library_default
    True
    >>> ProvisionRule("canteen", "食堂", "canteen", function="x", least_area=60, share_from=Fraction(3, 2))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: share_from: '3/2' will not do; it must be a Fraction from 0 to 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "provision-rule"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    function: str = attrs.field(kw_only=True, validator=identifier)
    bands: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    people_from: int = attrs.field(default=0, kw_only=True, validator=at_least(0))
    share_from: Fraction = attrs.field(
        default=Fraction(0), kw_only=True, converter=as_exact, validator=_check_share
    )
    locations: frozenset[str] = attrs.field(
        default=_NO_CODES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    people_per_room: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))
    square_metres_per_thousand: Fraction | None = attrs.field(
        default=None, kw_only=True, converter=as_exact_if_given, validator=optional(area)
    )
    least_area: Fraction = attrs.field(kw_only=True, converter=as_exact, validator=area)
    area_per_occupant: Fraction | None = attrs.field(
        default=None, kw_only=True, converter=as_exact_if_given, validator=optional(area)
    )
    is_shared: bool = attrs.field(default=False, kw_only=True, validator=one_of(bool))
    is_accessible: bool = attrs.field(default=False, kw_only=True, validator=one_of(bool))
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, kw_only=True, validator=one_of(Citation))


def _own(code: str, least_area: int) -> ProvisionRule:
    """Return a rule of the library for a function of its vocabulary: to have it everywhere, without steps."""
    function = function_named(code)
    return ProvisionRule(
        code, function.zh, function.en, function=code, least_area=least_area, is_accessible=True
    )


_CHILDREN, _ELDERS, _YOUTH, _OLD = {"3-6", "7-17"}, {"60plus"}, {"18-34"}, {"old_quarter"}

#: The library's own rules, to begin with; every figure is a default and no city's rule.
PROVISION_RULES: tuple[ProvisionRule, ...] = (
    evolve(_own("service_station", 100), square_metres_per_thousand=20),
    evolve(_own("deliberation_hall", 60), area_per_occupant=Fraction("1.5"), is_shared=True),
    evolve(_own("culture_station", 120), people_from=3_000, area_per_occupant=2, is_shared=True),
    evolve(_own("library", 60), people_from=3_000, area_per_occupant=3),
    evolve(_own("clinic", 120), people_from=5_000),
    evolve(_own("nursery", 200), bands={"0-2"}, people_from=100, people_per_room=60),
    evolve(_own("after_school", 80), bands=_CHILDREN, people_from=200, area_per_occupant=2, is_shared=True),
    evolve(_own("elder_day_care", 300), bands=_ELDERS, share_from=Fraction(15, 100)),
    evolve(_own("canteen", 80), bands=_ELDERS, people_from=300, square_metres_per_thousand=60),
    evolve(_own("study_room", 60), bands=_YOUTH, share_from=Fraction(25, 100), area_per_occupant=3),
    evolve(_own("coworking", 120), bands=_YOUTH, share_from=Fraction(35, 100), people_from=1_000),
    evolve(_own("charging", 30), locations=_OLD),
    evolve(_own("drying_place", 20), locations=_OLD),
)
