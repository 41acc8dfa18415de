"""The most that can flow from givers to takers who may not take from everybody: exact, in whole numbers.

Givers and takers are numbered; who may deal with whom stands in one mask of bits for each giver.  Amounts
flow along shortest ways, which bounds the number of steps whatever the amounts are.  What one giver has given
never becomes less when another one gives, so that the order of calls is an order of precedence.

This module knows neither money nor what it is spent on.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from communitygov.space.bits import members_of


def transposed(masks: Sequence[int], size: int) -> list[int]:
    """Return for each of `size` takers the mask of the givers that name it.

    Examples
    --------
    >>> [bin(mask) for mask in transposed([0b11, 0b10], 2)]
    ['0b1', '0b11']
    """
    turned = [0] * size
    for giver, mask in enumerate(masks):
        for taker in members_of(mask):
            turned[taker] |= 1 << giver
    return turned


def _mask(numbers: Iterable[int]) -> int:
    """Return the mask with these bits set."""
    return sum(1 << number for number in numbers)


class _Search(NamedTuple):
    """What a search reached: givers with the taker behind them, takers with their giver, where it ended."""

    givers: dict[int, int | None]
    takers: dict[int, int]
    end: int | None


class Flow:
    """What flows from each giver to each taker so far.

    Parameters
    ----------
    may
        For each giver, the mask of the takers that it may give to.
    room
        For each taker, how much it can take.

    Examples
    --------
    >>> flow = Flow([0b11, 0b01], [5, 5])
    >>> flow.grow(0, 5), flow.grow(1, 5), flow.grow(1, 1)
    (5, 5, 0)
    >>> flow.given(0), flow.given(1)
    ({1: 5}, {0: 5})
    """

    __slots__ = ("_into", "_may", "_room")

    def __init__(self, may: Sequence[int], room: Sequence[int]) -> None:
        self._may = tuple(may)
        self._room = list(room)
        #: For each taker, what it has from each giver; never nothing.
        self._into: list[dict[int, int]] = [{} for _ in room]

    def grow(self, giver: int, amount: int) -> int:
        """Let a giver give up to `amount` more, others giving elsewhere if need be; return how much."""
        left = amount
        while left:
            way = self._way(giver)
            if not way:
                break
            left -= self._push(way, left)
        return amount - left

    def given(self, giver: int) -> dict[int, int]:
        """Return what a giver gives to each taker, in the order of the takers."""
        return {taker: into[giver] for taker, into in enumerate(self._into) if giver in into}

    def reached(self, givers: Sequence[int]) -> tuple[int, int]:
        """Return the masks of the givers and of the takers to which what `givers` have left could come."""
        search = self._search(givers)
        return _mask(search.givers), _mask(search.takers)

    def _search(self, givers: Sequence[int]) -> "_Search":
        """Go the shortest ways on, until a taker with room is reached."""
        search = _Search(dict.fromkeys(givers), {}, None)
        queue, reached = list(givers), 0
        for giver in queue:
            for taker in members_of(self._may[giver] & ~reached):
                reached |= 1 << taker
                search.takers[taker] = giver
                if self._room[taker]:
                    return search._replace(end=taker)
                further = [each for each in self._into[taker] if each not in search.givers]
                search.givers.update(dict.fromkeys(further, taker))
                queue.extend(further)
        return search

    def _way(self, giver: int) -> list[tuple[int, int]]:
        """Return the shortest way to room as pairs of giver and taker, the last pair first; empty if none."""
        search, way = self._search([giver]), list[tuple[int, int]]()
        taker = search.end
        while taker is not None:
            way.append((search.takers[taker], taker))
            taker = search.givers[search.takers[taker]]
        return way

    def _push(self, way: list[tuple[int, int]], amount: int) -> int:
        """Send as much as goes along a way, up to `amount`; return how much it was."""
        taken = [(giver, taker) for (giver, _), (_, taker) in pairwise(way)]
        least = min([amount, self._room[way[0][1]], *(self._into[taker][giver] for giver, taker in taken)])
        self._room[way[0][1]] -= least
        for giver, taker in way:
            self._into[taker][giver] = self._into[taker].get(giver, 0) + least
        for giver, taker in taken:
            self._into[taker][giver] -= least
            if not self._into[taker][giver]:
                del self._into[taker][giver]
        return least
