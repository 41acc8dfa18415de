"""How much sites of limited capacity serve together: points may be shared out among those that cover them.

That is a greatest flow from points to sites.  Points that the same of the chosen sites cover are one, and
sites that can serve all they cover need no flow, so what is left is small.

This module chooses no site.
"""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from communitygov.space.bits import Planes, union_of


class Serving(NamedTuple):
    """Sites, and how much they serve together."""

    sites: tuple[int, ...]
    value: int


class Demand(NamedTuple):
    """Weight that only some sites can serve, by their places among the sites that are looked at."""

    weight: int
    sites: tuple[int, ...]


class ServedWorth:
    """What is served, by weight.

    Examples
    --------
    >>> worth = ServedWorth([0b011, 0b110], Planes([10, 10, 10]), capacities=[12, 15])
    >>> worth.value(worth.added(worth.added(worth.empty(), 0), 1))
    27
    """

    __slots__ = ("_capacities", "_covers", "_planes", "_wide")

    def __init__(self, covers: Sequence[int], planes: Planes, *, capacities: Sequence[int]) -> None:
        """Take what each site covers, the weights, and how much each site can serve."""
        self._covers = covers
        self._planes = planes
        self._capacities = capacities
        self._wide = [
            planes.count(cover) <= capacity for cover, capacity in zip(covers, capacities, strict=True)
        ]

    def empty(self) -> Serving:
        """Return that nothing is served."""
        return Serving((), 0)

    def gain(self, state: Serving, site: int) -> int:
        """Return how much more a site would serve."""
        return self._served((*state.sites, site)) - state.value

    def added(self, state: Serving, site: int) -> Serving:
        """Return what is served with a site more."""
        sites = (*state.sites, site)
        return Serving(sites, self._served(sites))

    def value(self, state: Serving) -> int:
        """Return how much is served."""
        return state.value

    def _served(self, sites: tuple[int, ...]) -> int:
        """Return how much sites serve together."""
        covers = self._covers
        done = union_of(covers[site] for site in sites if self._wide[site])
        narrow = [site for site in sites if not self._wide[site]]
        parts = self._parts(narrow, done)
        return self._planes.count(done) + greatest_flow(parts, [self._capacities[site] for site in narrow])

    def _parts(self, narrow: Sequence[int], done: int) -> list[Demand]:
        """Return what is covered besides, by who covers it."""
        parts: list[tuple[int, tuple[int, ...]]] = []
        known = done
        for at, site in enumerate(narrow):
            cover = self._covers[site] & ~done
            split = [(mask & ~cover, sites) for mask, sites in parts]
            split += [(mask & cover, (*sites, at)) for mask, sites in parts]
            parts = [(mask, sites) for mask, sites in (*split, (cover & ~known, (at,))) if mask]
            known |= cover
        return [Demand(self._planes.count(mask), sites) for mask, sites in parts]


def greatest_flow(demands: Sequence[Demand], capacities: Sequence[int]) -> int:
    """Return how much of all demands can be served.

    Examples
    --------
    >>> greatest_flow([Demand(10, (0,)), Demand(10, (0, 1)), Demand(10, (1,))], [12, 15])
    27
    """
    left = list(capacities)
    given: list[list[int]] = [[0] * len(capacities) for _ in demands]
    for at, demand in enumerate(demands):
        unserved = demand.weight
        while unserved:
            way = _way(at, demands, given, left)
            if not way:
                break
            unserved -= _sent(way, unserved, given, left)
    return sum(capacities) - sum(left)


def _way(start: int, demands: Sequence[Demand], given: list[list[int]], left: list[int]) -> list[int]:
    """Return a shortest way to room: demand, site, demand, ..., site; empty if there is none."""
    asked: dict[int, int] = {}  # site → the demand that asks it
    moved = {start: -1}  # demand → the site that would give it up
    queue = deque([start])
    while queue:
        demand = queue.popleft()
        for site in demands[demand].sites:
            if site in asked:
                continue
            asked[site] = demand
            if left[site]:
                return _traced(site, asked, moved)
            for other, sent in enumerate(given):
                if sent[site] and other not in moved:
                    moved[other] = site
                    queue.append(other)
    return []


def _traced(site: int, asked: dict[int, int], moved: dict[int, int]) -> list[int]:
    """Return the way to a site, from its beginning."""
    way: list[int] = []
    while site >= 0:
        demand = asked[site]
        way += (site, demand)
        site = moved[demand]
    return way[::-1]


def _sent(way: list[int], most: int, given: list[list[int]], left: list[int]) -> int:
    """Send as much along a way as fits, and return it."""
    steps = list(zip(way[::2], way[1::2], strict=True))
    back = list(zip(way[2::2], way[1::2], strict=False))
    amount = min(most, left[way[-1]], *(given[demand][site] for demand, site in back))
    for demand, site in steps:
        given[demand][site] += amount
    for demand, site in back:
        given[demand][site] -= amount
    left[way[-1]] -= amount
    return amount
