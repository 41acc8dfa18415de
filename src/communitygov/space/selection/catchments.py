"""Who lives within which circle of which site: one set of demand points for each circle and site.

Sets are written as whole numbers in hexadecimal: bit j is the j-th demand point.  This module measures
nothing itself; `Catchments.measured` asks `communitygov.space.circle`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import as_tuple, counted, each_of, is_identifier
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.space.audience.population import Population
from communitygov.space.circle.circle import Circle
from communitygov.space.circle.demand import DemandPoint, Site
from communitygov.space.circle.reach import reached
from communitygov.space.circle.walk_network import WalkNetwork

#: Most demand points and most sets.
MOST_POINTS = 1_000_000
MOST_SETS = 100_000

_POINTS = Words(f"须不多于 {MOST_POINTS} 个", f"must be at most {MOST_POINTS}")
_SETS = Words(
    "须为（圈编码，点位标识，十六进制集合），按前两项排列，不重复，只含已有的需求点",
    "must be circle, site and a set in lower-case hexadecimal without leading zeros, in the order of the "
    "first two, none twice, and hold no point that is not there",
)
_MASKS = Words("须为不小于 0 的整数", "must be whole numbers from 0")
_HEX = frozenset("0123456789abcdef")

Catchment = tuple[str, str, str]


def _is_catchment(each: object) -> bool:
    """Tell whether something is a circle, a site and a set."""
    match each:
        case (str() as circle, str() as site, str() as points):
            is_plain = points == "0" or (points[:1] not in ("", "0") and _HEX.issuperset(points))
            return is_plain and is_identifier(circle) and is_identifier(site)
        case _:
            return False


def _check_sets(owner: "Catchments", field: "attrs.Attribute[Any]", covers: tuple[Catchment, ...]) -> None:
    """Refuse anything but ordered sets of points that are there."""
    if len(covers) > MOST_SETS or not all(map(_is_catchment, covers)):
        raise InvalidValue(field.name, [type(each).__name__ for each in covers[:3]], _SETS)
    keys = [each[:2] for each in covers]
    most = 1 << len(owner.people)
    if keys != sorted(set(keys)) or any(int(points, 16) >= most for _, _, points in covers):
        raise InvalidValue(field.name, [list(key) for key in keys[:5]], _SETS)


def _not_too_many(_owner: object, field: "attrs.Attribute[Any]", people: tuple[object, ...]) -> None:
    """Refuse more points than can be handled."""
    if len(people) > MOST_POINTS:
        raise InvalidValue(field.name, len(people), _POINTS)


@attrs.frozen
class Catchments(Value):
    """Who lives within which circle of which site.

    Parameters
    ----------
    people
        How many people of each age band live at each demand point.
    covers
        Circle, site, and the points within, in hexadecimal.  What is not listed has nobody within.

    Examples
    --------
    >>> people = [Population.of({"60plus": 30}), Population.of({"60plus": 12}), Population.of({"0-2": 4})]
    >>> near = Catchments.of(people, {"5min": {"hall": 0b001, "shed": 0b110}})
    >>> near.covers, near.masks("5min")
    ((('5min', 'hall', '1'), ('5min', 'shed', '6')), {'hall': 1, 'shed': 6})
    >>> Catchments.of(people, {"5min": {"hall": 0b1000}})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: covers: [['5min', 'hall']] will not do; it must be circle, site and a \
set in lower-case hexadecimal without leading zeros, in the order of the first two, none twice, and hold no \
point that is not there. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "selection-catchments"
    people: tuple[Population, ...] = attrs.field(
        converter=as_tuple, validator=[_not_too_many, each_of(Population)], repr=counted
    )
    covers: tuple[Catchment, ...] = attrs.field(converter=as_tuple, validator=_check_sets, repr=counted)

    @classmethod
    def of(cls, people: Iterable[Population], covers: Mapping[str, Mapping[str, int]]) -> Self:
        """Take sets as whole numbers, by circle and site.

        Raises
        ------
        InvalidValue
            If a set is no whole number, or has a point that is not there.
        """
        require("covers", covers, kind=Mapping)
        found: list[Catchment] = []
        for circle, masks in covers.items():
            require("covers", masks, kind=Mapping)
            for site, mask in masks.items():
                if type(mask) is not int or mask < 0:
                    raise InvalidValue("covers", type(mask).__name__, _MASKS)
                found.append((circle, site, f"{mask:x}"))
        return cls(people, sorted(found, key=lambda each: tuple(map(str, each[:2]))))

    @classmethod
    def measured(
        cls,
        sites: Iterable[Site],
        points: Iterable[DemandPoint],
        *,
        circles: Mapping[str, Circle],
        network: WalkNetwork | None = None,
    ) -> Self:
        """Measure who lives within which circle, straight or on foot, by the code of the circle.

        Raises
        ------
        InvalidValue
            If the network is missing, or there is one too many, or a place has no point to measure from.

        Examples
        --------
        >>> from communitygov.geometry.point import Point
        >>> from communitygov.space.circle.circle import StraightCircle
        >>> home = DemandPoint("b-1", at=Point(20_000, 0), population=Population.of({"60plus": 30}))
        >>> circles = {"5min": StraightCircle.of_radius(5, metres=300)}
        >>> Catchments.measured([Site("hall", at=Point(0, 0))], [home], circles=circles).masks("5min")
        {'hall': 1}
        """
        places = each_required("sites", sites, kind=Site)
        homes = each_required("points", points, kind=DemandPoint)
        require("circles", circles, kind=Mapping)
        masks = {
            code: dict(
                zip(
                    (site.id for site in places),
                    reached(places, homes, circle=circle, network=network),
                    strict=True,
                )
            )
            for code, circle in circles.items()
        }
        return cls.of((home.population for home in homes), masks)

    @property
    def circles(self) -> tuple[str, ...]:
        """Codes of the circles, in order."""
        return tuple(sorted({circle for circle, _, _ in self.covers}))

    def masks(self, circle: str) -> dict[str, int]:
        """Return the set of points of each site within a circle; nothing for a circle that is not listed."""
        return {site: int(points, 16) for code, site, points in self.covers if code == circle}
