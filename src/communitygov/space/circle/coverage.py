"""Who lives within 5, 10 and 15 minutes (生活圈覆盖): circles that grow, and who is inside each.

Numbers of people here are exact, small ones too.  Before a table is published, `Coverage.published` hides
what might point at somebody.

This module holds an answer and says it; `communitygov.space.circle.measuring` finds it.
"""

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, counted, each_of, identifiers, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.privacy import SMALLEST_COUNT
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.space.audience.age_band import AGE_BANDS, AgeBands
from communitygov.space.circle.circle import in_order, same_kind
from communitygov.space.circle.circle_coverage import CircleCoverage
from communitygov.space.circle.coverage_rule import each_finding
from communitygov.space.circle.published_coverage import PublishedCoverage, published
from communitygov.space.circle.served_share import per_cent

_ALIKE = Words("各圈须为同一批人", "must count the same people in every circle")
_NESTED = Words(
    "小圈内的人数不得多于大圈", "must be inside a greater circle where they are inside a smaller one"
)
_SAME = Words("须为相同的生活圈与年龄段", "must have the same circles and age bands")


class CoverageRow(NamedTuple):
    """One line of a table: how many people of an age band are inside a circle.

    Examples
    --------
    >>> CoverageRow(15, "walk", 90_000, "60plus", covered=30, total=42).covered
    30
    """

    minutes: int
    kind: str
    radius: int
    band: str
    covered: int
    total: int


class Gain(NamedTuple):
    """How many people of an age band more are inside a circle than were.

    Examples
    --------
    >>> Gain(15, "60plus", 12).people
    12
    """

    minutes: int
    band: str
    people: int


@attrs.frozen(kw_only=True)
class Coverage(Value):
    """Who is inside circles that grow.

    Parameters
    ----------
    circles
        Who is inside each, the smallest first.
    bands
        The division of ages by which people are counted.
    off_network, sites_off_network
        Identifiers of the demand points and of the sites farther from the network than its snap limit.

    Examples
    --------
    >>> from communitygov.geometry import Point
    >>> from communitygov.space.audience import Population
    >>> from communitygov.space.circle import DemandPoint, Site, StraightCircle, coverage
    >>> homes = [
    ...     DemandPoint("near", at=Point(0, 0), population=Population.of({"60plus": 30, "0-2": 9})),
    ...     DemandPoint("far", at=Point(90_000, 0), population=Population.of({"60plus": 10, "0-2": 1})),
    ... ]
    >>> rings = [StraightCircle(minutes, metres_per_minute=75) for minutes in (5, 10, 15)]
    >>> seen = coverage([Site("R29", at=Point(0, 0))], homes, circles=rings)
    >>> print(seen.text())
    5 minutes in a straight line (375 m): 39 of 50 people (78.0%), least served 60 and over (75.0%)
    10 minutes in a straight line (750 m): 39 of 50 people (78.0%), least served 60 and over (75.0%)
    15 minutes in a straight line (1125 m): 50 of 50 people (100.0%)
    >>> seen.at(5).uncovered, seen.findings()[0].code
    (('far',), 'BAND_LEAST_SERVED')
    >>> seen.at(7)
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No circle is called 7. Known: '10', '15', '5'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "coverage"
    circles: tuple[CircleCoverage, ...] = attrs.field(converter=as_tuple, validator=each_of(CircleCoverage))
    bands: AgeBands = attrs.field(default=AGE_BANDS, validator=one_of(AgeBands), repr=counted)
    off_network: tuple[str, ...] = attrs.field(
        default=(), converter=as_tuple, validator=identifiers, repr=counted
    )
    sites_off_network: tuple[str, ...] = attrs.field(
        default=(), converter=as_tuple, validator=identifiers, repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse circles that do not grow, are of two kinds, or do not hold each other."""
        in_order(each.circle for each in self.circles)
        codes = self.bands.codes
        if any(tuple(band.code for band in each.bands) != codes for each in self.circles):
            raise InvalidValue("bands", codes, Words("须与各圈相同", "must be those of every circle"))
        for smaller, greater in pairwise(self.circles):
            for one, two in zip(smaller.bands, greater.bands, strict=True):
                if one.total != two.total:
                    raise InvalidValue("circles", one.code, _ALIKE)
                if one.covered > two.covered:
                    raise InvalidValue("circles", one.code, _NESTED)

    def at(self, minutes: int) -> CircleCoverage:
        """Return who is inside the circle of so many minutes.

        Raises
        ------
        UnknownName
            If there is none.
        """
        for each in self.circles:
            if each.circle.minutes == minutes and type(minutes) is int:
                return each
        known = tuple(sorted(str(each.circle.minutes) for each in self.circles))
        raise UnknownName(Words("生活圈", "circle"), minutes, known)

    def findings(self) -> tuple[Finding, ...]:
        """Name who is served least, grids with nobody inside, sites without use, points off the network."""
        off = self.off_network, self.sites_off_network
        return tuple(each_finding(self.circles, self.bands, off_network=off))

    def gain_over(self, before: "Coverage") -> tuple[Gain, ...]:
        """Return for each circle and age band how many people more are inside than were `before`.

        Raises
        ------
        CirclesDoNotMix
            If one was measured in a straight line and the other on foot.
        InvalidValue
            If circles or age bands differ.

        Examples
        --------
        >>> from communitygov.geometry import Point
        >>> from communitygov.space.audience import Population
        >>> from communitygov.space.circle import (
        ...     DemandPoint, Site, StraightCircle, WalkCircle, WalkNetwork, coverage
        ... )
        >>> home = DemandPoint("h", node="a", at=Point(0, 0), population=Population.of({"60plus": 30}))
        >>> ring = StraightCircle(5, metres_per_minute=75)
        >>> before = coverage([Site("far", at=Point(90_000, 0))], [home], circles=ring)
        >>> after = coverage([Site("near", at=Point(30_000, 0))], [home], circles=ring)
        >>> [gain for gain in after.gain_over(before) if gain.people]
        [Gain(minutes=5, band='60plus', people=30)]
        >>> lane = WalkNetwork([("a", "b", 20_000)])
        >>> walk, near = WalkCircle(5, metres_per_minute=75), Site("near", node="b")
        >>> walked = coverage([near], [home], circles=walk, network=lane)
        >>> walked.gain_over(before)
        Traceback (most recent call last):
            ...
        communitygov.space.circle.circle.CirclesDoNotMix: What is measured on foot along streets and what is \
measured in a straight line do not mix: measure both in one way, or ask for the detours between the two. \
[CIRCLES_DO_NOT_MIX]
        """
        require("before", before, kind=Coverage)
        same_kind([*(each.circle for each in self.circles), *(each.circle for each in before.circles)])
        mine, theirs = ([each.circle for each in seen.circles] for seen in (self, before))
        if mine != theirs or self.bands != before.bands:
            raise InvalidValue("before", [str(circle) for circle in theirs], _SAME)
        return tuple(
            Gain(now.circle.minutes, one.code, one.covered - two.covered)
            for now, then in zip(self.circles, before.circles, strict=True)
            for one, two in zip(now.bands, then.bands, strict=True)
        )

    def rows(self) -> tuple[CoverageRow, ...]:
        """Return a line for each circle and age band, with exact numbers: not to be published as they are."""
        return tuple(
            CoverageRow(
                each.circle.minutes,
                each.circle.kind.en,
                each.circle.radius,
                band.code,
                band.covered,
                band.total,
            )
            for each in self.circles
            for band in each.bands
        )

    def published(self, *, smallest: int = SMALLEST_COUNT) -> PublishedCoverage:
        """Return the numbers as they may be published: of each age band, how many live in which ring.

        Numbers from 1 to below `smallest` are hidden, with what would give them away.
        """
        return published(self.circles, smallest=smallest)

    def text(self, language: Language = "en") -> str:
        """Say each circle in a line of its own."""
        return "\n".join(self._said(each).say(language) for each in self.circles)

    def _said(self, seen: CircleCoverage) -> Words:
        """Say who is inside one circle."""
        ring, share = seen.circle.words, per_cent(seen.share)
        worst, zh, en = seen.least_served, "", ""
        if worst is not None and seen.gap:
            band, least = self.bands[worst.code], per_cent(worst.share)
            zh, en = f"，最低为{band.zh}（{least}）", f", least served {band.en} ({least})"
        return Words(
            f"{ring.zh}：{seen.total} 人中 {seen.covered} 人（{share}）{zh}",
            f"{ring.en}: {seen.covered} of {seen.total} people ({share}){en}",
        )

    def _repr_html_(self) -> str:
        heads = ("年龄段 age band", "人数 people", *(self._headed(each) for each in self.circles))
        head = "".join(f"<th>{escape(each)}</th>" for each in heads)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
            for cells in self._cells()
        )
        table = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        return f'<table class="communitygov-coverage">{table}</table>'

    @staticmethod
    def _headed(seen: CircleCoverage) -> str:
        """Return the heading of a circle."""
        return f"{seen.circle.words.zh} {seen.circle.words.en}"

    def _cells(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the table: age bands, then everybody."""
        for at, band in enumerate(self.bands):
            shares = [each.bands[at] for each in self.circles]
            name = f"{band.zh} {band.en}"
            yield (
                name,
                f"{shares[0].total:,}",
                *(f"{per_cent(each.share)} ({each.covered:,})" for each in shares),
            )
        first, told = self.circles[0], (f"{per_cent(each.share)} ({each.covered:,})" for each in self.circles)
        yield "合计 all", f"{first.total:,}", *told
