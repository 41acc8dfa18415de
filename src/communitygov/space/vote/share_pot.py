"""Everybody's equal share as exact whole numbers, and what supporters pay for a project.

All shares are held over one common denominator, so that paying and comparing are sums and products of whole
numbers; only what one supporter pays at most is a fraction.

This module knows projects and voters by their places in lists, and nothing about rules that use it.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd


class SharePot:
    """Shares of bundles of voters, who pay together for what they approve.

    Parameters
    ----------
    voters
        How many voters each bundle has.
    share
        What each voter has to begin with, in fen.

    Examples
    --------
    >>> pot = SharePot([3, 1], share=Fraction(100))
    >>> pot.price(240, [0, 1]), pot.held([0, 1])
    (Fraction(60, 1), Fraction(400, 1))
    >>> pot.pay(Fraction(60), [0, 1], groups=["", ""])
    {'': Fraction(240, 1)}
    >>> pot.price(200, [0, 1]) is None
    True
    """

    def __init__(self, voters: Sequence[int], *, share: Fraction) -> None:
        """Give everybody the same share."""
        self._voters = list(voters)
        self._parts = share.denominator
        self._left = [share.numerator] * len(self._voters)

    def price(self, cost: int, supporters: Sequence[int]) -> Fraction | None:
        """Return what one supporter pays at most if all pay as equally as they can; none if they cannot.

        Parameters
        ----------
        cost
            In fen.
        supporters
            Places of the bundles that approve.
        """
        left, voters = self._left, self._voters
        need, payers = cost * self._parts, list(supporters)
        count = sum([voters[each] for each in payers])
        if sum([left[each] * voters[each] for each in payers]) < need:
            return None
        while True:
            rich = [each for each in payers if left[each] * count >= need]
            if len(rich) == len(payers):
                return Fraction(need, count * self._parts)
            poor = [each for each in payers if left[each] * count < need]
            need -= sum([left[each] * voters[each] for each in poor])
            count -= sum([voters[each] for each in poor])
            payers = rich

    def pay(
        self, price: Fraction, supporters: Sequence[int], *, groups: Sequence[str]
    ) -> dict[str, Fraction]:
        """Take from each supporter what `price` says, or all that is left; return what each group paid.

        Parameters
        ----------
        price
            In fen.
        supporters
            Places of the bundles that pay.
        groups
            The group of every bundle.
        """
        factor = price.denominator // gcd(price.denominator, self._parts)
        if factor > 1:
            self._parts *= factor
            self._left = [each * factor for each in self._left]
        most, left = price.numerator * (self._parts // price.denominator), self._left
        paid = dict.fromkeys((groups[each] for each in supporters), 0)
        for each in supporters:
            gives = min(left[each], most)
            left[each] -= gives
            paid[groups[each]] += gives * self._voters[each]
        return {group: Fraction(together, self._parts) for group, together in paid.items()}

    def held(self, supporters: Sequence[int]) -> Fraction:
        """Return what the voters of some bundles have left together, in fen."""
        return Fraction(sum([self._left[each] * self._voters[each] for each in supporters]), self._parts)
