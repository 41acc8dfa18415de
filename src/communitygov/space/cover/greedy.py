"""The greedy kernel: the site that brings most for its cost, then the next.

What a site brings never grows while others are added, so an old figure is a ceiling: only the site on top of
the heap is measured anew (lazy evaluation).

This module knows no problem; `Worth` says what a set of sites is worth.  It checks nothing.
"""

from abc import abstractmethod
from collections.abc import Container, Iterable, Sequence
from heapq import heapify, heappop, heapreplace
from typing import Generic, Protocol, TypeVar

from communitygov.space.bits import Planes

S = TypeVar("S")

#: Binary digits behind the point when worth is divided by costs.
_FINE = 56


class Worth(Protocol[S]):
    """What sites are worth together: more sites never less, and each further one brings ever less."""

    @abstractmethod
    def empty(self) -> S:
        """Return the state without any site."""

    @abstractmethod
    def gain(self, state: S, site: int) -> int:
        """Return what a site would bring."""

    @abstractmethod
    def added(self, state: S, site: int) -> S:
        """Return the state with a site more."""

    @abstractmethod
    def value(self, state: S) -> int:
        """Return what the sites of a state are worth."""


class CoverWorth:
    """What is covered, by weight; a state is the set of points that are covered.

    Examples
    --------
    >>> worth = CoverWorth([0b011, 0b110], Planes([1, 2, 4]))
    >>> worth.gain(0b011, 1), worth.value(worth.added(0b011, 1))
    (4, 7)
    """

    __slots__ = ("_covers", "_planes")

    def __init__(self, covers: Sequence[int], planes: Planes) -> None:
        """Take what each site covers, and the weights."""
        self._covers = covers
        self._planes = planes

    def empty(self) -> int:
        """Return that nothing is covered."""
        return 0

    def gain(self, state: int, site: int) -> int:
        """Return the weight that a site would cover anew."""
        return self._planes.count(self._covers[site] & ~state)

    def added(self, state: int, site: int) -> int:
        """Return what is covered with a site more."""
        return state | self._covers[site]

    def value(self, state: int) -> int:
        """Return the weight that is covered."""
        return self._planes.count(state)


class Filling(Generic[S]):
    """Fills a choice of sites up to a budget, the best for its cost first.

    Parameters
    ----------
    worth
        What sites are worth.
    costs
        Of each site, from 0.
    budget
        What all may cost together.

    Examples
    --------
    >>> covers = [0b00011, 0b01110, 0b11000]
    >>> filling = Filling(CoverWorth(covers, Planes([1, 1, 1, 1, 9])), [1, 1, 1], budget=2)
    >>> filling.fill(())
    [2, 0]
    """

    __slots__ = ("_alone", "budget", "costs", "worth")

    def __init__(self, worth: Worth[S], costs: Sequence[int], *, budget: int) -> None:
        """Measure each site by itself."""
        self.worth = worth
        self.costs = costs
        self.budget = budget
        empty = worth.empty()
        self._alone = [worth.gain(empty, site) for site in range(len(costs))]

    def fill(
        self, chosen: Iterable[int], *, barred: Container[int] = (), tilt: Sequence[int] | None = None
    ) -> list[int]:
        """Return `chosen` and what is added to it, in order; `tilt` are factors on what each site brings."""
        kept = list(chosen)
        state = self.worth.empty()
        for site in kept:
            state = self.worth.added(state, site)
        left = self.budget - sum(self.costs[site] for site in kept)
        heap = self._heap({*kept}, barred, tilt)
        fresh = dict[int, int]()
        while heap and heap[0][0] < 0:
            site = heap[0][1]
            if self.costs[site] > left:
                heappop(heap)
            elif fresh.get(site) == len(kept):
                heappop(heap)
                kept.append(site)
                state = self.worth.added(state, site)
                left -= self.costs[site]
            else:
                fresh[site] = len(kept)
                gain = self.worth.gain(state, site)
                heapreplace(heap, (self._key(gain, site, tilt), site))
        return kept

    def _key(self, gain: int, site: int, tilt: Sequence[int] | None) -> int:
        """Return where a site stands in the heap, the best least; what costs nothing comes first."""
        worth = (gain if tilt is None else gain * tilt[site]) << _FINE
        cost = self.costs[site]
        return -(worth // cost) if cost else -(worth << _FINE)

    def _heap(
        self, kept: Container[int], barred: Container[int], tilt: Sequence[int] | None
    ) -> list[tuple[int, int]]:
        """Return the sites that may be added, by what they bring alone."""
        heap = [
            (self._key(gain, site, tilt), site)
            for site, gain in enumerate(self._alone)
            if gain and site not in kept and site not in barred
        ]
        heapify(heap)
        return heap
