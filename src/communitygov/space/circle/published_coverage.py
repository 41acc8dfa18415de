"""Coverage as it may be published: no small number of people, and none to be found by difference.

Circles lie within each other, so what is told of two of them tells of the ring between.  Therefore the cells
are rings, which share nobody: inside the first circle, between two, beyond the last.  Their sum is the age
band.  Sums over age bands are left out: they would give hidden numbers away.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, is_identifier
from communitygov.core.document import Value
from communitygov.core.privacy import PublishedCounts, suppress
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.circle.circle import Circle, in_order
from communitygov.space.circle.circle_coverage import CircleCoverage

#: Code of the last cell: those beyond the greatest circle.
BEYOND = "beyond"

_BANDS = Words(
    "须为（年龄段，各圈层计数），年龄段不重复，圈层与生活圈相符",
    "must be pairs of an age band and the counts of its rings, each band once, a ring for each circle",
)


def ring_codes(circles: int) -> tuple[str, ...]:
    """Return the codes of the rings: beyond all circles, then from the smallest circle outwards.

    Examples
    --------
    >>> ring_codes(2)
    ('beyond', 'ring-1', 'ring-2')
    """
    return (BEYOND, *(f"ring-{at}" for at in range(1, circles + 1)))


def _is_band(pair: Any, codes: tuple[str, ...]) -> bool:  # noqa: ANN401  whatever was given
    """Tell whether something is an age band with the counts of its rings."""
    match pair:
        case (band, PublishedCounts() as counts):
            return is_identifier(band) and tuple(code for code, _ in counts.cells) == codes
        case _:
            return False


@attrs.frozen(kw_only=True)
class PublishedCoverage(Value):
    """How many people of each age band live in which ring, as far as it may be told.

    Parameters
    ----------
    circles
        The circles, the smallest first.
    bands
        Of each age band the counts of its rings: ``ring-1`` inside the first circle, and so on, ``beyond``.

    Examples
    --------
    >>> from communitygov.geometry import Point
    >>> from communitygov.space.audience import Population
    >>> from communitygov.space.circle import DemandPoint, Site, StraightCircle, coverage
    >>> homes = [
    ...     DemandPoint(name, at=Point(east, 0), population=Population.of({"60plus": elders}))
    ...     for name, east, elders in (("near", 0, 30), ("far", 50_000, 3), ("farther", 90_000, 8))
    ... ]
    >>> rings = [StraightCircle(minutes, metres_per_minute=75) for minutes in (5, 10)]
    >>> told = coverage([Site("R29", at=Point(0, 0))], homes, circles=rings).published()
    >>> told.of("60plus").cells, told.covered("60plus", 5), told.covered("60plus", 10)
    ((('beyond', None), ('ring-1', 30), ('ring-2', None)), 30, None)
    >>> told.of("61plus")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No age band is called '61plus'. Did you mean '60plus'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "published-coverage"
    circles: tuple[Circle, ...] = attrs.field(converter=in_order)
    bands: tuple[tuple[str, PublishedCounts], ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        """Refuse counts that are not of the circles' rings."""
        codes = ring_codes(len(self.circles))
        if not all(_is_band(pair, codes) for pair in self.bands):
            raise InvalidValue("bands", len(self.bands), _BANDS)
        if len({band for band, _ in self.bands}) < len(self.bands):
            raise InvalidValue("bands", len(self.bands), _BANDS)

    def of(self, band: str) -> PublishedCounts:
        """Return the counts of an age band.

        Raises
        ------
        UnknownName
            If there is no such band.
        """
        for code, counts in self.bands:
            if code == band:
                return counts
        raise UnknownName(Words("年龄段", "age band"), band, tuple(code for code, _ in self.bands))

    def covered(self, band: str, minutes: int) -> int | None:
        """Return how many people of a band are inside a circle; none where that is hidden.

        Raises
        ------
        UnknownName
            If there is no such band or circle.
        """
        counts = self.of(band)
        known = [circle.minutes for circle in self.circles]
        if minutes not in known or type(minutes) is not int:
            raise UnknownName(Words("生活圈", "circle"), minutes, tuple(sorted(map(str, known))))
        rings = [counts.of(code) for code in ring_codes(known.index(minutes) + 1)[1:]]
        told = [ring for ring in rings if ring is not None]
        return sum(told) if len(told) == len(rings) else None

    def _repr_html_(self) -> str:
        first, *_ = minutes = [circle.minutes for circle in self.circles]
        rings = [f"{one}–{two} 分钟 over {one} to {two} min" for one, two in pairwise(minutes)]
        heads = ("年龄段 age band", f"≤ {first} 分钟 up to {first} min", *rings, "以外 beyond")
        head = "".join(f"<th>{escape(each)}</th>" for each in heads)
        body = "".join(f"<tr>{''.join(self._cells(band, counts))}</tr>" for band, counts in self.bands)
        return (
            f'<table class="communitygov-rings"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        )

    def _cells(self, band: str, counts: PublishedCounts) -> Iterator[str]:
        """Yield the cells of a row: rings outwards, then beyond."""
        yield f"<td>{escape(band)}</td>"
        first, *rings = ring_codes(len(self.circles))
        for code in (*rings, first):
            count = counts.of(code)
            yield f"<td>{'隐去 hidden' if count is None else f'{count:,}'}</td>"


def published(circles: Sequence[CircleCoverage], *, smallest: int) -> PublishedCoverage:
    """Hide small numbers of a coverage; see `PublishedCoverage`."""
    told: list[tuple[str, PublishedCounts]] = []
    for at, first in enumerate(circles[0].bands):
        inside = [0, *(each.bands[at].covered for each in circles)]
        steps = [two - one for one, two in pairwise((*inside, first.total))]
        counts = dict(zip((*ring_codes(len(circles))[1:], BEYOND), steps, strict=True))
        told.append((first.code, suppress(counts, smallest=smallest, total=first.total)))
    return PublishedCoverage(circles=tuple(each.circle for each in circles), bands=told)
