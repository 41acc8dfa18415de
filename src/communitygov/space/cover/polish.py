"""Single swaps: another site in the place of one, as long as that is better."""

from collections.abc import Container, Sequence
from typing import TypeVar

from communitygov.space.cover.greedy import Worth

S = TypeVar("S")


def state_of(worth: Worth[S], sites: Sequence[int]) -> S:
    """Return the state of some sites."""
    state = worth.empty()
    for site in sites:
        state = worth.added(state, site)
    return state


def polished(
    worth: Worth[S], sites: Sequence[int], *, costs: Sequence[int], budget: int, fixed: Container[int]
) -> tuple[int, ...]:
    """Return sites of which none can be swapped for a better one that can be paid.

    Examples
    --------
    >>> from communitygov.space.bits import Planes
    >>> from communitygov.space.cover.greedy import CoverWorth
    >>> worth = CoverWorth([0b001, 0b110], Planes([4, 3, 2]))
    >>> polished(worth, (0,), costs=(1, 1), budget=1, fixed=())
    (1,)
    """
    chosen = list(sites)
    left = budget - sum(costs[site] for site in chosen)
    is_better = True
    while is_better:
        is_better = False
        for at, site in enumerate(chosen):
            if site in fixed:
                continue
            state = state_of(worth, [each for each in chosen if each != site])
            best, other = worth.gain(state, site), site
            for each, cost in enumerate(costs):
                if cost <= left + costs[site] and each not in chosen:
                    gain = worth.gain(state, each)
                    if gain > best:
                        best, other = gain, each
            if other != site:
                chosen[at], is_better = other, True
                left += costs[site] - costs[other]
    return tuple(chosen)
