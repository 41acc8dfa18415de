"""Find out who is inside the circles of sites: by age band, by grid, by site, and who is outside.

Sets of demand points are whole numbers, and people are counted by binary digits of their numbers, so that
five hundred sites and twenty thousand points are a matter of a second.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from communitygov.core.argument import require
from communitygov.errors import UnknownName, Words
from communitygov.space.audience.age_band import AGE_BANDS, AgeBands
from communitygov.space.bits import Planes, indices_of, mask_of
from communitygov.space.circle.circle import Circle, in_order
from communitygov.space.circle.circle_coverage import CircleCoverage, SiteReach
from communitygov.space.circle.coverage import Coverage
from communitygov.space.circle.demand import DemandPoint, Site, distinct
from communitygov.space.circle.reach import reached_within
from communitygov.space.circle.served_share import ServedShare
from communitygov.space.circle.walk_network import WalkNetwork


class _Asked(NamedTuple):
    """What is asked: who lives where, and how to count them."""

    sites: tuple[Site, ...]
    demands: tuple[DemandPoint, ...]
    bands: AgeBands
    people: Callable[[int], int]


def coverage(
    sites: Iterable[Site],
    demands: Iterable[DemandPoint],
    *,
    circles: Circle | Iterable[Circle],
    network: WalkNetwork | None = None,
    bands: AgeBands = AGE_BANDS,
) -> Coverage:
    """Return who is inside each of some circles of any site.

    Parameters
    ----------
    sites, demands
        Each identifier once.
    circles
        One, or several of one kind that grow.
    network
        For circles on foot, and for those only.
    bands
        The division of ages by which people are counted.

    Raises
    ------
    CirclesDoNotMix
        If one circle is straight and another on foot.
    UnknownName
        If people are of an age band that the division does not have, or a place names an unknown node.
    InvalidValue
        If the network is missing, or one too many, or a place has no point to measure from.

    Examples
    --------
    >>> from communitygov.geometry import Point
    >>> from communitygov.space.audience import Population
    >>> from communitygov.space.circle import StraightCircle, WalkCircle
    >>> homes = [
    ...     DemandPoint("near", at=Point(0, 0), population=Population.of({"60plus": 30}), grid="G1"),
    ...     DemandPoint("far", at=Point(90_000, 0), population=Population.of({"60plus": 10}), grid="G2"),
    ... ]
    >>> site, ring = Site("R29", at=Point(0, 0)), StraightCircle(5, metres_per_minute=75)
    >>> seen = coverage([site], homes, circles=ring).at(5)
    >>> seen.share, seen.unserved_grids, seen.sites[0].only
    (Fraction(3, 4), ('G2',), 30)
    >>> coverage([site], homes, circles=[ring, WalkCircle(10, metres_per_minute=75)])
    Traceback (most recent call last):
        ...
    communitygov.space.circle.circle.CirclesDoNotMix: What is measured in a straight line and what is \
measured on foot along streets do not mix: measure both in one way, or ask for the detours between the two. \
[CIRCLES_DO_NOT_MIX]
    """
    rings = in_order(circles)
    offered, homes = distinct("sites", sites, kind=Site), distinct("demands", demands, kind=DemandPoint)
    require("bands", bands, kind=AgeBands)
    _check_bands(homes, bands)
    asked = _Asked(offered, homes, bands, Planes([home.population.total for home in homes]).count)
    masks = reached_within(offered, homes, circles=rings, network=network)
    lost, closed = _off(homes, offered, network=network)
    return Coverage(
        circles=[_seen(ring, each, asked) for ring, each in zip(rings, masks, strict=True)],
        bands=bands,
        off_network=lost,
        sites_off_network=closed,
    )


def _check_bands(demands: Iterable[DemandPoint], bands: AgeBands) -> None:
    """Refuse people of an age band that the division does not have."""
    known = frozenset(bands.codes)
    for demand in demands:
        for code, _ in demand.population.counts:
            if code not in known:
                raise UnknownName(Words("年龄段", "age band"), code, bands.codes)


def _off(
    demands: Sequence[DemandPoint], sites: Sequence[Site], *, network: WalkNetwork | None
) -> tuple[list[str], list[str]]:
    """Return the demand points and sites that lie off the network; none where there is no network."""
    if network is None:
        return [], []
    return (
        [demand.id for demand in demands if network.foot(demand) is None],
        [site.id for site in sites if network.foot(site) is None],
    )


def _seen(ring: Circle, masks: Sequence[int], asked: _Asked) -> CircleCoverage:
    """Return who is inside one circle."""
    homes = asked.demands
    times = _times(masks, len(homes))
    inside = [home for home, sites in zip(homes, times, strict=True) if sites]
    choice: Counter[int] = Counter()
    for home, sites in zip(homes, times, strict=True):
        choice[sites] += home.population.total
    return CircleCoverage(
        circle=ring,
        bands=_by_band(inside, asked),
        grids=_by_grid(inside, homes),
        sites=_by_site(masks, times, asked),
        choice=sorted((sites, people) for sites, people in choice.items() if people),
        uncovered=[home.id for home, sites in zip(homes, times, strict=True) if not sites],
    )


def _times(masks: Iterable[int], size: int) -> list[int]:
    """Return for each demand point by how many sites it is reached: all are counted in binary at once."""
    digits: list[int] = []
    for mask in masks:
        carry = mask
        for at, digit in enumerate(digits):
            digits[at], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    times = [0] * size
    for at, digit in enumerate(digits):
        for place in indices_of(digit):
            times[place] += 1 << at
    return times


def _by_band(inside: Iterable[DemandPoint], asked: _Asked) -> list[ServedShare]:
    """Count the people of each age band."""
    covered, total = (_counted(homes) for homes in (inside, asked.demands))
    return [ServedShare(code, covered=covered[code], total=total[code]) for code in asked.bands.codes]


def _counted(homes: Iterable[DemandPoint]) -> Counter[str]:
    """Count people by age band."""
    people: Counter[str] = Counter()
    for home in homes:
        for code, count in home.population.counts:
            people[code] += count
    return people


def _by_grid(inside: Iterable[DemandPoint], homes: Iterable[DemandPoint]) -> list[ServedShare]:
    """Count the people of each grid that demand points name, in the order of the codes."""
    covered: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for counts, members in ((covered, inside), (total, homes)):
        for home in members:
            if home.grid:
                counts[home.grid] += home.population.total
    return [ServedShare(code, covered=covered[code], total=total[code]) for code in sorted(total)]


def _by_site(masks: Sequence[int], times: Sequence[int], asked: _Asked) -> list[SiteReach]:
    """Count what each site reaches, adds to those before it, and reaches alone."""
    once = mask_of((place for place, sites in enumerate(times) if sites == 1), len(times))
    reaches: list[SiteReach] = []
    before = 0
    for site, mask in zip(asked.sites, masks, strict=True):
        people, added, only = map(asked.people, (mask, mask & ~before, mask & once))
        reaches.append(SiteReach(site.id, people=people, added=added, only=only))
        before |= mask
    return reaches
