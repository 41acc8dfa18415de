"""What an item of a mix weighs, from how much to how much, and between what a share of such weights lies.

What is not known of an item makes its range wider, and never its weight nothing.
"""

from fractions import Fraction
from typing import NamedTuple

from communitygov.core.terms import TermEnum
from communitygov.space.mix.item import WEEK, MixItem


class MixMeasure(TermEnum):
    """By what a share is measured; the list is the library's own.

    Examples
    --------
    >>> MixMeasure.AREA_HOURS.zh
    '面积×时长'
    """

    ITEMS = "items", "个数", "number of items"
    AREA = "area", "面积", "floor area"
    AREA_HOURS = "area_hours", "面积×时长", "area times hours"
    MONEY = "money", "营业额", "turnover"


class Range(NamedTuple):
    """From how much to how much; without an upper end if nothing bounds it."""

    low: Fraction
    high: Fraction | None

    def times(self, other: "Range") -> "Range":
        """Multiply two ranges of what is never negative."""
        if Fraction(0) in (self.high, other.high):
            return Range(Fraction(0), Fraction(0))
        high = None if self.high is None or other.high is None else self.high * other.high
        return Range(self.low * other.low, high)

    def plus(self, other: "Range") -> "Range":
        """Add two ranges."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(self.low + other.low, high)


def exactly(number: int) -> Range:
    """Return the range of what is known exactly."""
    return Range(Fraction(number), Fraction(number))


#: What weighs nothing, what weighs nobody knows how much, and what counts once.
NOTHING, OPEN, ONE = exactly(0), Range(Fraction(0), None), exactly(1)


#: The share of nothing: where nothing is, nothing is kept from anybody.  The library's own default.
SHARE_OF_NOTHING = Fraction(1)


def share_of(part: Range, rest: Range, *, either: Range) -> tuple[Fraction, Fraction]:
    """Return between what a share lies: of a part, beside the rest, where `either` may belong to both.

    What may weigh something is taken to; where it is known that nothing does, it is `SHARE_OF_NOTHING`.

    Examples
    --------
    >>> share_of(exactly(1), exactly(2), either=exactly(1))
    (Fraction(1, 4), Fraction(1, 2))
    >>> share_of(exactly(1), NOTHING, either=OPEN)
    (Fraction(0, 1), Fraction(1, 1))
    >>> share_of(NOTHING, NOTHING, either=NOTHING)
    (Fraction(1, 1), Fraction(1, 1))
    """
    if part.high == rest.high == either.high == 0:
        return SHARE_OF_NOTHING, SHARE_OF_NOTHING
    most_rest, most_part = rest.plus(either).high, part.plus(either).high
    low, high = Fraction(0), Fraction(1)
    if most_rest == 0 and part.high != 0:
        low = Fraction(1)
    elif most_rest is not None and part.low > 0:
        low = part.low / (part.low + most_rest)
    if most_part == 0 and rest.high != 0:
        high = Fraction(0)
    elif most_part is not None and rest.low > 0:
        high = most_part / (most_part + rest.low)
    return low, high


def weight(item: MixItem, measure: MixMeasure) -> Range:
    """Return what an item weighs, from how much to how much."""
    if measure is MixMeasure.ITEMS:
        return ONE
    if measure is MixMeasure.MONEY:
        return OPEN if item.turnover is None else exactly(item.turnover.fen)
    area = OPEN if item.area is None else Range(item.area.low, item.area.high)
    if measure is MixMeasure.AREA:
        return area
    open_for = (
        Range(Fraction(0), Fraction(WEEK)) if item.weekly_minutes is None else exactly(item.weekly_minutes)
    )
    return area.times(open_for)
