"""Why each site of a choice is in it, and what one more would buy."""

from collections.abc import Callable, Container, Sequence
from typing import Generic, TypeVar

from communitygov.space.cover.answer import Further, SiteRole
from communitygov.space.cover.greedy import Worth

S = TypeVar("S")

#: The weight that a site serves within a choice.
Serves = Callable[[int, Sequence[int]], int]


class Reasons(Generic[S]):
    """What a choice is made of.

    Parameters
    ----------
    worth
        What sites are worth.
    names, costs
        Of each site.
    budget
        What a choice may cost.
    served
        The weight that a site serves within a choice.
    """

    __slots__ = ("_budget", "_costs", "_names", "_served", "_worth")

    def __init__(
        self, worth: Worth[S], *, names: Sequence[str], costs: Sequence[int], budget: int, served: Serves
    ) -> None:
        """Take what is the same for every choice."""
        self._worth = worth
        self._names = names
        self._costs = costs
        self._budget = budget
        self._served = served

    def roles(self, sites: Sequence[int], fixed: Container[int]) -> tuple[SiteRole, ...]:
        """Return why each site is chosen, in the order in which each brings most."""
        left, state = sorted(sites), self._worth.empty()
        roles: list[SiteRole] = []
        while left:
            gains = [self._worth.gain(state, site) for site in left]
            site = left.pop(gains.index(max(gains)))
            state = self._worth.added(state, site)
            roles.append(self._role(site, sites, gain=max(gains), is_fixed=site in fixed))
        return tuple(roles)

    def further(self, sites: Sequence[int]) -> Further | None:
        """Return which site more would buy most, whatever may be spent."""
        found = self._best(self._state(sites), self._others(sites))
        if found is None or found[1] == 0:
            return None
        site, gain = found
        return Further(site=self._names[site], gain=gain, cost=self._costs[site])

    def _role(self, site: int, sites: Sequence[int], *, gain: int, is_fixed: bool) -> SiteRole:
        """Return why one site is chosen."""
        without = [each for each in sites if each != site]
        state = self._state(without)
        lost = self._worth.gain(state, site)
        left = self._budget - sum(self._costs[each] for each in without)
        others = [each for each in self._others(sites) if self._costs[each] <= left]
        found = None if is_fixed else self._best(state, others)
        return SiteRole(
            site=self._names[site],
            is_fixed=is_fixed,
            gain=gain,
            served=self._served(site, sites),
            lost=lost,
            instead=None if found is None else self._names[found[0]],
            instead_loss=0 if found is None else lost - found[1],
        )

    def _others(self, sites: Sequence[int]) -> list[int]:
        """Return the sites that are not chosen."""
        return [site for site in range(len(self._names)) if site not in sites]

    def _state(self, sites: Sequence[int]) -> S:
        """Return the state of some sites."""
        state = self._worth.empty()
        for site in sites:
            state = self._worth.added(state, site)
        return state

    def _best(self, state: S, sites: Sequence[int]) -> tuple[int, int] | None:
        """Return who of some sites brings most, and how much; the first of equals."""
        gains = [self._worth.gain(state, site) for site in sites]
        return max(zip(sites, gains, strict=True), key=lambda each: each[1]) if gains else None
