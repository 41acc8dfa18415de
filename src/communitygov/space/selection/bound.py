"""How good a plan can be at most: coverage and money are given prices, and each site is asked for itself.

Every point of demand offers a part of its worth to whoever covers it; every unit of a row has a price.  At
any such prices the sum of what is not offered, of the best pack of each site and of what the rows' limits
cost is a bound on every plan, because each rule of a site is kept exactly and each rule of the whole is paid
for.  The prices are moved towards the least bound by steps along an averaged subgradient (Held and Karp 1971;
averaged as in Barahona and Anbil 2000).

All of it is whole numbers in fixed point: each bound is exact, whatever the steps did.  Floors are left out,
which can only raise it.
"""

from operator import itemgetter
from typing import NamedTuple

from communitygov.space.bits import members_of
from communitygov.space.selection.model import Model, Row
from communitygov.space.selection.pack import best_pack

#: Bits behind the point: of offers, and of what is summed up.
OFFER_BITS = 8
SUM_BITS = 40
#: Bits behind the point of averaged subgradients, and of the step.
_SLOPE_BITS = 6
_STEP_BITS = 24
#: Rounds without a better bound before the step is made shorter, to 45/64 of its length.
_PATIENCE = 12
_SHORTER = 45
#: The part of the new subgradient in the average, of 64.
_FRESH = 20

Offers = list[list[int]]


class Prices(NamedTuple):
    """Offers of the points by function, and a price for a unit of each row."""

    offers: Offers
    rows: list[int]


class Asked(NamedTuple):
    """The sum at some prices, and the packs that sites would take."""

    bound: int
    packs: dict[int, int]


def sums_of(model: Model, site: int, *, offers: Offers, among: int | None = None) -> list[int]:
    """Return what the points in its circle offer each function that a site allows, or those `among`."""
    sums = [0] * len(model.functions)
    for function in members_of(model.lots[site].allowed if among is None else among):
        members = model.members[model.circle_of[function]][site]
        if len(members) > 1:
            sums[function] = sum(itemgetter(*members)(offers[function]))
        elif members:
            sums[function] = offers[function][members[0]]
    return sums


class Ascent:
    """Steps towards the least bound."""

    def __init__(self, model: Model, value: int) -> None:
        """Begin with half of what every point is worth, and with the mean worth of money."""
        self.model = model
        self.value = value
        self.weights = [
            [weight << OFFER_BITS for weight in self._open(function)] for function in model.functions
        ]
        self.total = sum(map(sum, self.weights)) << (SUM_BITS - OFFER_BITS)
        self.prices = Prices([[w >> 1 for w in each] for each in self.weights], self._first())
        self.slopes: Offers = []
        self.row_slopes: list[int] = []
        self.length = 1 << _STEP_BITS
        self.best: int | None = None
        self.best_prices = self.prices
        self.idle = 0

    def _open(self, function: int) -> list[int]:
        """Return the weights of a function's points, nothing for those that are served."""
        served = self.model.served[function]
        return [0 if served >> at & 1 else weight for at, weight in enumerate(self.model.weights[function])]

    def _first(self) -> list[int]:
        """Return the first prices: the widest row of money takes half of the mean worth."""
        money = [row.limit for row in self.model.rows if row.sources]
        most = max(money, default=0)
        prices = [0] * len(self.model.rows)
        for at, row in enumerate(self.model.rows):
            if row.sources and row.limit == most and most > 0:
                prices[at] = (self.value << SUM_BITS) // (2 * most)
                break
        return prices

    @property
    def bound(self) -> int:
        """The least bound so far, as a whole number."""
        return self.model.base + ((self.best or 0) >> SUM_BITS)

    def ask(self, prices: Prices) -> Asked:
        """Return the bound at some prices, and what the sites would take."""
        model, shift = self.model, SUM_BITS - OFFER_BITS
        priced = [(price, row) for price, row in zip(prices.rows, model.rows, strict=True) if price]
        costs = [sum(price * row.functions[f] for price, row in priced) for f in model.functions]
        total = self.total - (sum(map(sum, prices.offers)) << shift)
        total += sum(price * row.limit for price, row in priced)
        packs: dict[int, int] = {}
        for site in model.places:
            sums = sums_of(model, site, offers=prices.offers)
            opening = sum(price * row.opening[site] for price, row in priced)
            worth = [(each << shift) - cost for each, cost in zip(sums, costs, strict=True)]
            pack = best_pack(model, model.lots[site], worth=worth)
            if pack.bound > opening:
                total += pack.bound - opening
                packs[site] = pack.mask
        return Asked(total, packs)

    def step(self) -> Asked:
        """Ask at the present prices, and move them."""
        asked = self.ask(self.prices)
        if self.best is None or asked.bound < self.best:
            if self.best is None or asked.bound < self.best - (self.best >> 16):
                self.idle = 0
            self.best, self.best_prices = asked.bound, self.prices
        else:
            self.idle += 1
        if self.idle >= _PATIENCE:
            self.length = self.length * _SHORTER >> 6
            self.idle, self.prices, self.slopes = 0, self.best_prices, []
            asked = self.ask(self.prices)
        self._turn(asked)
        self._move(asked)
        return asked

    def _counts(self, packs: dict[int, int]) -> Offers:
        """Return, for each function and point, how many packs cover it, less one, in fixed point."""
        model, one = self.model, 1 << _SLOPE_BITS
        counts = [[-one] * len(each) for each in self.weights]
        for site, mask in packs.items():
            for function in members_of(mask):
                row = counts[function]
                for at in model.members[model.circle_of[function]][site]:
                    row[at] += one
        return counts

    def _left(self, row: Row, packs: dict[int, int]) -> int:
        """Return what the packs leave of a row, in fixed point."""
        return (
            row.limit - sum(self.model.charge(row, site, mask=mask) for site, mask in packs.items())
        ) << _SLOPE_BITS

    def _turn(self, asked: Asked) -> None:
        """Turn the direction towards the new subgradient."""
        fresh = self._counts(asked.packs)
        left = [self._left(row, asked.packs) for row in self.model.rows]
        if not self.slopes:
            self.slopes, self.row_slopes = fresh, left
            return
        self.slopes = [
            [old + ((new - old) * _FRESH >> 6) for old, new in zip(before, after, strict=True)]
            for before, after in zip(self.slopes, fresh, strict=True)
        ]
        self.row_slopes = [
            old + ((new - old) * _FRESH >> 6) for old, new in zip(self.row_slopes, left, strict=True)
        ]

    def _move(self, asked: Asked) -> None:
        """Move the prices against the direction, as far as the gap allows."""
        prices, value = self.prices, self.value - self.model.base
        free = [
            [
                0 if (slope > 0 and offer <= 0) or (slope < 0 and offer >= weight) else slope
                for slope, offer, weight in zip(*each, strict=True)
            ]
            for each in zip(self.slopes, prices.offers, self.weights, strict=True)
        ]
        rows = [
            0 if slope > 0 and price <= 0 else slope
            for slope, price in zip(self.row_slopes, prices.rows, strict=True)
        ]
        norm = sum(
            w * s * s
            for weights, slopes in zip(self.weights, free, strict=True)
            for w, s in zip(weights, slopes, strict=True)
            if s
        ) >> (OFFER_BITS + 2 * _SLOPE_BITS)
        gain = max(1, value)
        for slope, row in zip(rows, self.model.rows, strict=True):
            norm += gain * slope * slope // (2 * row.size * row.size) >> (2 * _SLOPE_BITS)
        gap = max(0, asked.bound - (value << SUM_BITS))
        step = (gap * self.length >> SUM_BITS) // max(1, norm)
        shift = _STEP_BITS + _SLOPE_BITS
        offers = [
            [
                offer if not slope else min(weight, max(0, offer - (step * weight * slope >> shift)))
                for offer, slope, weight in zip(*each, strict=True)
            ]
            for each in zip(prices.offers, free, self.weights, strict=True)
        ]
        moved = [
            max(0, price - ((step * gain * slope << SUM_BITS - shift) // (2 * row.size * row.size)))
            for price, slope, row in zip(prices.rows, rows, self.model.rows, strict=True)
        ]
        self.prices = Prices(offers, moved)
