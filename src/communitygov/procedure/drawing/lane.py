"""Lanes side by side: in which order they cross each other least, and which may share a track.

A lane runs along a gutter or a channel and has ends to both sides: before it (to its left, above it) and
after it.  On its way out, an end crosses every lane that it has to pass.

This module knows no cards and no table; places may be pixels or anything else in order.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key")

#: Most lanes that are put in order; more of them side by side nobody can follow.
_MOST = 200


class Lane(NamedTuple, Generic[Key]):
    """A lane: what it is for, from where to where it runs, and the places of its ends before and after it."""

    key: Key
    low: int
    high: int
    before: tuple[int, ...]
    after: tuple[int, ...]


def lane(key: Key, ends: Iterable[tuple[int, int]]) -> Lane[Key]:
    """Return the lane of these ends, each a place and a side: -1 before, 1 after, 0 neither.

    Examples
    --------
    >>> lane("a", [(40, 1), (0, -1), (60, 0)])
    Lane(key='a', low=0, high=60, before=(0,), after=(40,))
    """
    places = sorted(set(ends))
    before = tuple(place for place, side in places if side < 0)
    after = tuple(place for place, side in places if side > 0)
    return Lane(key, places[0][0], places[-1][0], before, after)


def crossings(one: Lane[Key], other: Lane[Key]) -> int:
    """Return how often two lanes cross if `one` lies before `other`.

    Examples
    --------
    >>> outer, inner = lane("outer", [(0, -1), (50, -1)]), lane("inner", [(20, -1), (30, -1)])
    >>> crossings(inner, outer), crossings(outer, inner)
    (0, 2)
    """
    return _between(one.after, other.low, other.high) + _between(other.before, one.low, one.high)


def _between(places: tuple[int, ...], low: int, high: int) -> int:
    """Return how many places lie between two others."""
    return max(0, bisect_left(places, high) - bisect_right(places, low))


def ordered(lanes: Iterable[Lane[Key]]) -> tuple[Lane[Key], ...]:
    """Return lanes in an order with few crossings; the same lanes in the same order give the same answer.

    Each is put where it crosses those before it least.  Too many of them stay as they come, so that no table
    takes for ever.
    """
    waiting = tuple(lanes)
    if len(waiting) > _MOST:
        return waiting
    row: list[Lane[Key]] = []
    for each in waiting:
        row.insert(_best(each, row), each)
    return tuple(row)


def _best(one: Lane[Key], row: Sequence[Lane[Key]]) -> int:
    """Return at which place in a row a lane crosses least: the last such place."""
    cost = least = sum(crossings(one, each) for each in row)
    best = 0
    for place, each in enumerate(row, 1):
        cost += crossings(each, one) - crossings(one, each)
        if cost <= least:
            best, least = place, cost
    return best


def _are_near(one: Lane[Key], other: Lane[Key], apart: int) -> bool:
    """Tell whether two lanes are too near for one track."""
    return one.low < other.high + apart and other.low < one.high + apart


def tracks(row: Sequence[Lane[Key]], *, apart: int) -> dict[Key, int]:
    """Return on which track each lane of a row runs, those on one track at least `apart` from each other.

    Examples
    --------
    >>> row = [
    ...     lane("a", [(0, 1), (40, 1)]),
    ...     lane("b", [(20, 1), (60, 1)]),
    ...     lane("c", [(90, 1), (95, 1)]),
    ... ]
    >>> tracks(row, apart=30)
    {'a': 0, 'b': 1, 'c': 0}
    """
    found: dict[Key, int] = {}
    for place, one in enumerate(row):
        near = (found[other.key] for other in row[:place] if _are_near(one, other, apart))
        found[one.key] = max(near, default=-1) + 1
    return found
