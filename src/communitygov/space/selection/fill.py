"""Fill a plan: again and again the site whose functions give most for their price.

What a set of functions in a site adds can only fall while others are put in, so sites wait in a heap, and
only the first is asked again.

This module takes nothing away again, and does not know how good a plan can be.
"""

import heapq
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from communitygov.space.bits import members_of
from communitygov.space.selection.draft import Draft
from communitygov.space.selection.model import Model
from communitygov.space.selection.pack import clashes

#: Bits behind the point of a rate.
_RATE_BITS = 64

#: What worth is shaken by.
Shake = Callable[[int], int]


def steady(worth: int) -> int:
    """Shake nothing."""
    return worth


class Tariff:
    """What functions and renovations cost, at a price for a unit of each row."""

    __slots__ = ("functions", "opening")

    def __init__(self, model: Model, prices: Sequence[int]) -> None:
        """Add up the rows; what would cost less than nothing costs nothing."""
        priced = [(price, row) for price, row in zip(prices, model.rows, strict=True) if price]
        self.functions = [
            max(0, sum(price * row.functions[each] for price, row in priced)) for each in model.functions
        ]
        self.opening = [sum(price * row.opening[site] for price, row in priced) for site in model.places]


def plain_tariff(model: Model) -> Tariff:
    """Return the tariff at which money costs what it is, whichever source it comes from."""
    limits = [row.limit if row.sources else -1 for row in model.rows]
    widest = limits.index(max(limits)) if limits else -1
    return Tariff(model, [int(at == widest) for at in range(len(limits))])


class Offer(NamedTuple):
    """Functions for a site, and what they add for a unit of their price."""

    rate: int
    mask: int


class _Room(NamedTuple):
    """What a site has left."""

    site: int
    standing: int
    area: int
    spare: int


class Filler:
    """Fills a draft at a tariff."""

    __slots__ = ("_draft", "_model", "_shake", "_tariff")

    def __init__(self, draft: Draft, tariff: Tariff, *, shake: Shake = steady) -> None:
        """Fill `draft` at these prices, worth shaken."""
        self._draft, self._model, self._tariff, self._shake = draft, draft.model, tariff, shake

    def fill(self, sites: Iterable[int]) -> None:
        """Meet the floors, then put functions into sites while any adds something and fits."""
        among = tuple(sites)
        for function, least in self._model.floors:
            self._lift(function, least, among)
        heap = [(-offer.rate, site) for site in among if (offer := self.offer(site))]
        heapq.heapify(heap)
        while heap:
            _, site = heapq.heappop(heap)
            offer = self.offer(site)
            if offer is None:
                continue
            if not heap or offer.rate >= -heap[0][0]:
                self._draft.put(site, offer.mask)
                offer = self.offer(site)
            if offer is not None:
                heapq.heappush(heap, (-offer.rate, site))

    def _room(self, site: int) -> _Room:
        """Return what a site has left."""
        lot, there = self._model.lots[site], self._draft.new.get(site, 0)
        area, spare = lot.free, lot.spare
        for function in members_of(there):
            area -= self._model.areas[function]
            spare += self._model.balance[function]
        return _Room(site, there | lot.standing, area, spare)

    def _lift(self, function: int, least: int, sites: Collection[int]) -> None:
        """Put one function where it reaches most people for its price, until its floor is met."""
        draft, model = self._draft, self._model
        covers, people = model.covers[model.circle_of[function]], model.people[function]
        while draft.lacking(function, least):
            best: tuple[int, int, int] | None = None
            for site in sites:
                room = self._room(site)
                added = self._fitting(room, function, 0)
                gain = people.count(covers[site] & ~draft.served[function]) if added else 0
                if gain:
                    price = self._price(added) + (0 if site in draft.new else self._tariff.opening[site])
                    rate = (self._shake(gain) << _RATE_BITS) // max(1, price)
                    best = max(best or (-1, 0, 0), (rate, -site, added))
            if best is None:
                return
            draft.put(-best[1], best[2])

    def _price(self, mask: int) -> int:
        """Return what functions cost."""
        return sum(self._tariff.functions[each] for each in members_of(mask))

    def _fitting(self, room: _Room, function: int, mask: int) -> int:
        """Return what putting a function beside others puts in; nothing if it does not fit."""
        model, lot = self._model, self._model.lots[room.site]
        added = (model.closure[function] | lot.owed) & ~room.standing & ~mask
        whole = mask | added
        if not added or added & ~lot.allowed or clashes(model, room.standing | whole):
            return 0
        area, spare = room.area, room.spare
        for each in members_of(whole):
            area -= model.areas[each]
            spare += model.balance[each]
        if area < 0 or spare < 0 or not self._draft.fits(room.site, whole):
            return 0
        return added

    def _gains(self, room: _Room) -> dict[int, int]:
        """Return what each function that may still come to a site would add, if anything."""
        draft, model = self._draft, self._model
        gains: dict[int, int] = {}
        for function in members_of(model.lots[room.site].allowed & ~room.standing):
            if model.areas[function] <= room.area and not model.apart[function] & room.standing:
                gain = draft.gain(room.site, function)
                if gain:
                    gains[function] = self._shake(gain)
        return gains

    def offer(self, site: int) -> Offer | None:
        """Return the functions of a site that give most for their price, if any give something."""
        room = self._room(site)
        gains = self._gains(room)
        if not gains:
            return None
        tariff = self._tariff
        order = sorted(
            gains, key=lambda each: (-(gains[each] << _RATE_BITS) // max(1, tariff.functions[each]), each)
        )
        cost = 0 if site in self._draft.new else tariff.opening[site]
        mask = gained = 0
        best: Offer | None = None
        for function in order:
            added = self._fitting(room, function, mask)
            if added:
                mask |= added
                gained += sum(gains.get(each, 0) for each in members_of(added))
                cost += self._price(added)
                rate = (gained << _RATE_BITS) // max(1, cost)
                if best is None or rate > best.rate:
                    best = Offer(rate, mask)
        return best
