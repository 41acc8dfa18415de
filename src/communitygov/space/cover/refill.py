"""Drop and refill: some sites of the best choice are dropped, and the greedy kernel fills it up differently.

What is dropped lies together as often as not; one of the dropped sites may not come back, and every other
time the ranking is tilted at random.  The search goes on from a choice that is about as good as the best of
late, so that it wanders; after many rounds for nothing it begins again elsewhere.

The same seed gives the same choice.  This module knows no problem and no bound.
"""

from collections.abc import Sequence
from random import Random
from typing import Generic, NamedTuple, TypeVar

from communitygov.space.bits import mask_of
from communitygov.space.cover.greedy import Filling, Worth
from communitygov.space.cover.polish import polished

S = TypeVar("S")

#: Most sites that are dropped at once.
_MOST_DROPPED = 8
#: Factors that tilt the ranking, at random, in every other refill.
_TILTS = (12, 13, 14, 15, 16)
#: By how many thousandths of the best a choice may fall short to be gone on from.
_SHORT = 3
#: After so many rounds for nothing the search begins again, with a ranking that is tilted more.
_IDLE = 150
_RESTART_TILTS = (4, 6, 8, 10, 12, 14, 16)


class Choice(NamedTuple):
    """Sites, in the order in which they were taken, and what they are worth."""

    value: int
    sites: tuple[int, ...]


class Nearness:
    """Which sites lie together: those that share points with the same others.

    Examples
    --------
    >>> near = Nearness([0b0011, 0b0110, 0b1100, 0b110000])
    >>> near.shared(0, 1), near.shared(0, 3)
    (2, 0)
    """

    __slots__ = ("_around", "_covers")

    def __init__(self, covers: Sequence[int]) -> None:
        """Take what each site covers; who shares points is worked out when first asked."""
        self._covers = covers
        self._around = dict[int, int]()

    def shared(self, one: int, other: int) -> int:
        """Return how many sites share points with both."""
        return (self._beside(one) & self._beside(other)).bit_count()

    def _beside(self, site: int) -> int:
        """Return the set of sites that share points with one."""
        if site not in self._around:
            own = self._covers[site]
            beside = (at for at, cover in enumerate(self._covers) if cover & own)
            self._around[site] = mask_of(beside, len(self._covers))
        return self._around[site]


class Refill(Generic[S]):
    """Searches for better choices from a first one.

    Parameters
    ----------
    worth, filling
        What sites are worth, and what fills a choice up.
    near
        Which sites lie together.
    kept
        Sites that are never dropped.
    seed
        Of the randomness.
    """

    __slots__ = ("_chance", "_current", "_filling", "_idle", "_kept", "_near", "_peak", "_worth", "best")

    def __init__(
        self,
        worth: Worth[S],
        filling: Filling[S],
        *,
        near: Nearness,
        kept: Sequence[int] = (),
        seed: int = 0,
    ) -> None:
        """Begin with the greedy choice."""
        self._worth = worth
        self._filling = filling
        self._near = near
        self._kept = tuple(kept)
        self._chance = Random(seed)  # noqa: S311  a search, no secret
        self._idle = 0
        self.best = self._current = self._peak = self.valued(filling.fill(self._kept))

    def valued(self, sites: Sequence[int]) -> Choice:
        """Return a choice with what it is worth."""
        state = self._worth.empty()
        for site in sites:
            state = self._worth.added(state, site)
        return Choice(self._worth.value(state), tuple(sites))

    def try_from(self, sites: Sequence[int]) -> None:
        """Fill a choice up, and keep it if it is better."""
        self._keep(self.valued(self._filling.fill(sites)))

    def once(self) -> None:
        """Drop some sites, fill up again, and keep what is better."""
        free = [site for site in self._current.sites if site not in self._kept]
        if not free:
            return
        if self._idle >= _IDLE:
            self._restart()
            return
        chance = self._chance
        dropped = self._dropped(free)
        banned = chance.choice(dropped)
        rest = [site for site in self._current.sites if site not in dropped]
        tilt = None
        if chance.getrandbits(1):
            tilt = chance.choices(_TILTS, k=len(self._filling.costs))
        self._keep(self.valued(self._filling.fill(rest, barred=(banned,), tilt=tilt)))

    def polish(self) -> None:
        """Put another site in the place of each, as long as that is better."""
        filling = self._filling
        sites = polished(
            self._worth, self.best.sites, costs=filling.costs, budget=filling.budget, fixed=self._kept
        )
        self._keep(self.valued(sites))

    def _dropped(self, free: list[int]) -> list[int]:
        """Return sites to drop, together or anywhere."""
        chance = self._chance
        most = min(len(free), _MOST_DROPPED)
        number = chance.randint(min(2, most), most)
        if chance.getrandbits(1):
            return chance.sample(free, number)
        middle = chance.choice(free)
        return sorted(free, key=lambda site: (-self._near.shared(middle, site), site))[:number]

    def _keep(self, choice: Choice) -> None:
        """Take a choice for the best if it is better, and go on from it if it is about as good."""
        if choice.value > self.best.value:
            self.best = choice
        self._idle += 1
        if choice.value > self._peak.value:
            self._peak, self._idle = choice, 0
        if choice.value * 1000 >= self._peak.value * (1000 - _SHORT):
            self._current = choice

    def _restart(self) -> None:
        """Begin again from a choice of another kind."""
        tilt = self._chance.choices(_RESTART_TILTS, k=len(self._filling.costs))
        self._idle = 0
        self._peak = self._current = self.valued(self._filling.fill(self._kept, tilt=tilt))
        self._keep(self._peak)
