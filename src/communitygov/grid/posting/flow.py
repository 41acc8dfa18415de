"""The cheapest assignment of items to holders with so many slots each: shortest augmenting paths, exactly.

1. Items come one by one.  Each finds the nearest slot, by reduced cost; to free a slot, holders pass items on
   along the shortest path (Dijkstra's search over reduced costs).
2. Prices of items and holders keep every reduced cost at zero or above, and at zero where an item is held.
   So what comes out is proved: the prices sum up to the cost (`Assignment.bound`).
3. The row of an item lists its holders from the cheapest on, and is read only as far as something there can
   still matter: prices of holders are never above zero, so no later entry costs less than its cost.
4. Where an item finds no slot, the holders that the search reached and the items that they hold show why.

All numbers are whole.  This module knows no grid and no worker.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

#: Farther than any path.
_FAR = 1 << 240


class Assignment(NamedTuple):
    """Who holds each item, what that costs, and what any assignment costs at least."""

    holders: tuple[int, ...]
    cost: int
    bound: int


class Obstruction(NamedTuple):
    """Items that fit on these holders only, and are more than their slots."""

    items: tuple[int, ...]
    holders: tuple[int, ...]


def assign(rows: Sequence[Sequence[int]], slots: Sequence[int], *, width: int) -> Assignment | Obstruction:
    """Assign each item to one holder, at the least cost in all.

    Parameters
    ----------
    rows
        For each item, in rising order, ``cost * width + holder`` for each holder that may have it.
    slots
        How many items each holder may have.
    width
        Any number greater than that of every holder.

    Examples
    --------
    Both items would go to holder 0, who has one slot:

    >>> assign([[0 * 2 + 0, 9 * 2 + 1], [1 * 2 + 0, 3 * 2 + 1]], [1, 1], width=2)
    Assignment(holders=(0, 1), cost=3, bound=3)
    >>> assign([[0 * 2 + 0], [1 * 2 + 0]], [1, 1], width=2)
    Obstruction(items=(0, 1), holders=(0,))
    """
    flow = _Flow(rows, slots, width)
    for item in range(len(rows)):
        if not flow.enter(item):
            return flow.obstruction(item)
    return flow.assignment()


class _Flow:
    """An assignment under way, with its prices."""

    def __init__(self, rows: Sequence[Sequence[int]], slots: Sequence[int], width: int) -> None:
        self._rows, self._slots, self._width = rows, slots, width
        self._holder = [-1] * len(rows)
        self._held: list[set[int]] = [set() for _ in slots]
        self._item_price = [0] * len(rows)
        self._holder_price = [0] * len(slots)
        # Of the search under way: the nearest free slot so far, how far each holder is and through which
        # item, what is still to be looked at, and where the reading of a row was left.
        self._nearest = _FAR
        self._reached: dict[int, int] = {}
        self._through: dict[int, int] = {}
        self._waiting: list[tuple[int, int, int]] = []
        self._left: dict[int, tuple[int, int]] = {}

    def enter(self, item: int) -> bool:
        """Assign one more item; tell whether there was a slot."""
        width, prices = self._width, self._holder_price
        best, to = _FAR, -1
        for entry in self._rows[item]:
            cost, holder = divmod(entry, width)
            if cost >= best:
                break
            reduced = cost - prices[holder]
            if reduced < best:
                best, to = reduced, holder
        if to < 0:
            self._reached = {}
            return False
        self._item_price[item] = best
        if len(self._held[to]) < self._slots[to]:
            self._take(item, to)
            return True
        return self._search(item)

    def obstruction(self, item: int) -> Obstruction:
        """Return what the search that found no slot has reached."""
        held = {each for holder in self._reached for each in self._held[holder]}
        return Obstruction(tuple(sorted({item, *held})), tuple(sorted(self._reached)))

    def assignment(self) -> Assignment:
        """Return who holds what; an item costs its price and that of its holder."""
        worth = sum(self._item_price)
        cost = worth + sum(map(self._holder_price.__getitem__, self._holder))
        taken = (price * slots for price, slots in zip(self._holder_price, self._slots, strict=True))
        return Assignment(tuple(self._holder), cost, worth + sum(taken))

    def _take(self, item: int, holder: int) -> None:
        self._holder[item] = holder
        self._held[holder].add(item)

    def _search(self, item: int) -> bool:
        """Find the nearest free slot, set the prices, pass the items on; tell whether there was one."""
        self._nearest, self._reached, self._through = _FAR, {}, {}
        self._waiting, self._left = [], {}
        waiting, settled = self._waiting, list[tuple[int, int]]()
        self._read(item, 0, 0)
        while waiting:
            distance, holder, source = heappop(waiting)
            if holder < 0:
                self._read(source, *self._left[source])
            elif distance == self._reached[holder]:
                if len(self._held[holder]) < self._slots[holder]:
                    self._raise(item, settled, distance)
                    self._pass_on(item, holder)
                    return True
                settled.append((holder, distance))
                for each in self._held[holder]:
                    self._read(each, 0, distance)
        return False

    def _read(self, item: int, at: int, start: int) -> None:
        """Go on reading the row of an item that is reached at a distance of `start`."""
        row, width, waiting, reached = self._rows[item], self._width, self._waiting, self._reached
        start_less_price = start - self._item_price[item]
        for place in range(at, len(row)):
            cost, holder = divmod(row[place], width)
            least = start_less_price + cost
            if least >= self._nearest:
                return
            if waiting and least > waiting[0][0]:
                self._left[item] = (place, start)
                heappush(waiting, (least, -1, item))
                return
            distance = least - self._holder_price[holder]
            if distance < self._nearest and distance < reached.get(holder, _FAR):
                self._reach(holder, distance, item)

    def _reach(self, holder: int, distance: int, item: int) -> None:
        """Note a shorter way to a holder."""
        self._reached[holder], self._through[holder] = distance, item
        heappush(self._waiting, (distance, holder, item))
        if len(self._held[holder]) < self._slots[holder]:
            self._nearest = distance

    def _raise(self, item: int, settled: list[tuple[int, int]], end: int) -> None:
        """Set the prices so that the path costs nothing and nothing costs less."""
        for holder, distance in settled:
            self._holder_price[holder] -= end - distance
            for each in self._held[holder]:
                self._item_price[each] += end - distance
        self._item_price[item] += end

    def _pass_on(self, item: int, holder: int) -> None:
        """Move each item on the path to the holder after it."""
        while True:
            each = self._through[holder]
            before = self._holder[each]
            self._take(each, holder)
            if each == item:
                return
            self._held[before].discard(each)
            holder = before
