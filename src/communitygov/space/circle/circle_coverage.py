"""Who is inside one circle of some site and who is not: by age band, by grid, by site.

This module holds an answer and what follows from it; `communitygov.space.circle.measuring` finds it.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, counted, each_of, identifier, identifiers, one_of
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.circle.circle import Circle, StraightCircle, WalkCircle
from communitygov.space.circle.served_share import ServedShare, gini

_CHOICE = Words(
    "须为（站点数，人数），按站点数递增，与各年龄段人数相符",
    "must be pairs of a number of sites and of people, by the number of sites, that agree with the age bands",
)


@attrs.frozen
class SiteReach(Value):
    """How many people one site reaches, and what it adds to the others.

    Parameters
    ----------
    site
        Identifier of the site.
    people
        How many people are inside its circle.
    added
        Of these, how many no site before it reaches.
    only
        Of these, how many no other site reaches at all: who loses if it closes.

    Examples
    --------
    >>> SiteReach("R29", people=400, added=120, only=30).only
    30
    >>> SiteReach("R29", people=400, added=120, only=130)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: only: 130 will not do; it must not be more than 120. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "site-reach"
    site: str = attrs.field(validator=identifier)
    people: int = attrs.field(kw_only=True, validator=at_least(0))
    added: int = attrs.field(kw_only=True, validator=at_least(0))
    only: int = attrs.field(kw_only=True, validator=at_least(0))

    def __attrs_post_init__(self) -> None:
        """Refuse more than there are."""
        for name, part, whole in (("added", self.added, self.people), ("only", self.only, self.added)):
            if part > whole:
                raise InvalidValue(name, part, Words(f"不得多于 {whole}", f"must not be more than {whole}"))


def _once(what: str, codes: Iterable[str]) -> None:
    """Refuse a code that stands twice."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise InvalidValue(what, code, Words("各编码须只出现一次", "must name each once"))
        seen.add(code)


def _is_choice(pair: object) -> bool:
    """Tell whether something is a number of sites with how many people have so many."""
    match pair:
        case (int() as sites, int() as people):
            return type(sites) is type(people) is int and sites >= 0 and people > 0
        case _:
            return False


@attrs.frozen(kw_only=True)
class CircleCoverage(Value):
    """Who is inside one circle of some site.

    Parameters
    ----------
    circle
        Straight or on foot.
    bands
        People of each age band, the youngest first.
    grids
        People of each grid, where demand points name one, in the order of the codes.
    sites
        What each site reaches, in the order in which they were given.
    choice
        How many people have how many sites to choose from.
    uncovered
        Identifiers of the demand points outside all circles.

    Examples
    --------
    >>> elders = ServedShare("60plus", covered=30, total=40)
    >>> children = ServedShare("0-2", covered=9, total=10)
    >>> seen = CircleCoverage(
    ...     circle=StraightCircle(5, metres_per_minute=75),
    ...     bands=[children, elders],
    ...     sites=[SiteReach("R29", people=39, added=39, only=39)],
    ...     choice=[(0, 11), (1, 39)],
    ...     uncovered=["b-7"],
    ... )
    >>> seen.share, seen.least_served.code, seen.gap
    (Fraction(39, 50), '60plus', Fraction(3, 20))
    """

    document_kind: ClassVar[str] = "circle-coverage"
    circle: Circle = attrs.field(validator=one_of((StraightCircle, WalkCircle)))
    bands: tuple[ServedShare, ...] = attrs.field(converter=as_tuple, validator=each_of(ServedShare))
    grids: tuple[ServedShare, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(ServedShare), repr=counted
    )
    sites: tuple[SiteReach, ...] = attrs.field(converter=as_tuple, validator=each_of(SiteReach), repr=counted)
    choice: tuple[tuple[int, int], ...] = attrs.field(converter=as_tuple)
    uncovered: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers, repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse parts that do not agree."""
        _once("bands", (band.code for band in self.bands))
        _once("grids", (grid.code for grid in self.grids))
        _once("sites", (site.site for site in self.sites))
        _once("uncovered", self.uncovered)
        if not all(map(_is_choice, self.choice)) or not self._agrees():
            raise InvalidValue("choice", self.choice[:9], _CHOICE)

    def _agrees(self) -> bool:
        """Tell whether choice is in order, and counts the same people as the age bands."""
        numbers = [sites for sites, _ in self.choice]
        outside = dict(self.choice).get(0, 0)
        everybody = sum(people for _, people in self.choice)
        return numbers == sorted(set(numbers)) and (everybody, everybody - outside) == (
            self.total,
            self.covered,
        )

    @property
    def covered(self) -> int:
        """How many people are inside."""
        return sum(band.covered for band in self.bands)

    @property
    def total(self) -> int:
        """How many people there are."""
        return sum(band.total for band in self.bands)

    @property
    def share(self) -> Fraction | None:
        """The share of people who are inside; none where there is nobody."""
        return Fraction(self.covered, self.total) if self.total else None

    def band(self, code: str) -> ServedShare:
        """Return the people of one age band.

        Raises
        ------
        UnknownName
            If there is no such band.
        """
        for band in self.bands:
            if band.code == code:
                return band
        raise UnknownName(Words("年龄段", "age band"), code, tuple(band.code for band in self.bands))

    @property
    def least_served(self) -> ServedShare | None:
        """The age band with the smallest share inside, the youngest of several; none without people."""
        shares = [(band.share, at) for at, band in enumerate(self.bands) if band.share is not None]
        return self.bands[min(shares)[1]] if shares else None

    @property
    def gap(self) -> Fraction:
        """The greatest share of an age band less the smallest."""
        shares = [band.share for band in self.bands if band.share is not None]
        return max(shares) - min(shares) if shares else Fraction(0)

    @property
    def choice_gini(self) -> Fraction | None:
        """How unevenly sites to choose from are spread among people; none where nobody has any."""
        return gini(self.choice)

    @property
    def grid_gini(self) -> Fraction | None:
        """How unevenly grids are covered, each weighing as its people; none where nobody is."""
        return gini((grid.share, grid.total) for grid in self.grids if grid.share is not None)

    @property
    def unserved_grids(self) -> tuple[str, ...]:
        """Codes of the grids in which there are people and none of them is inside."""
        return tuple(grid.code for grid in self.grids if grid.total and not grid.covered)

    @property
    def unserved_share(self) -> Fraction | None:
        """The share of grids with people of which nobody is inside; none where there are no such grids."""
        peopled = sum(1 for grid in self.grids if grid.total)
        return Fraction(len(self.unserved_grids), peopled) if peopled else None
