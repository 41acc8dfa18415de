"""A figure of a standard: from how much, to how much, where that was read, and whether anybody checked it.

This module knows no standard.
"""

from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.checks import one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.figure import Span, amount
from communitygov.errors import InvalidValue, Words
from communitygov.space.standard.term import FigureCheck


def _exact(value: int | Fraction | None) -> Fraction | None:
    """Return a bound as a fraction; floats are refused."""
    return None if value is None else amount(value)


@attrs.frozen
class StandardFigure(Value):
    """From how much to how much, and on whose word.

    Parameters
    ----------
    low, high
        The least and the most, both included; none where the standard bounds nothing, or nothing is measured.
    read_at
        Where the figure was read; for one that nobody read, what is known of it.
    check
        What it was held against.

    Examples
    --------
    >>> clinic = StandardFigure(120, 270, read_at="from memory", check=FigureCheck.UNVERIFIED)
    >>> clinic.is_verified, str(clinic)
    (False, '120–270')
    >>> StandardFigure(120, 100, read_at="a copy", check=FigureCheck.COPY)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: high: '100' will not do; it must be at least 120. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "standard-figure"
    low: Fraction | None = attrs.field(default=None, converter=_exact, validator=optional(one_of(Fraction)))
    high: Fraction | None = attrs.field(default=None, converter=_exact, validator=optional(one_of(Fraction)))
    read_at: str = attrs.field(kw_only=True, validator=title)
    check: FigureCheck = attrs.field(kw_only=True, validator=one_of(FigureCheck))

    def __attrs_post_init__(self) -> None:
        """Refuse a most below the least."""
        if self.low is not None and self.high is not None and self.high < self.low:
            least = written(self.low)
            bound = Words(f"须不小于 {least}", f"must be at least {least}")
            raise InvalidValue("high", written(self.high), bound)

    @property
    def is_verified(self) -> bool:
        """Whether somebody read it somewhere: on paper, or in a secondary copy."""
        return self.check is not FigureCheck.UNVERIFIED

    def holds(self, number: int | Fraction) -> bool:
        """Tell whether a number lies between both ends.

        Raises
        ------
        InvalidValue
            If it is no exact number.
        """
        number = amount(number)
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        """Write it as ``120–270``, ``≥120`` or ``≤300``."""
        low, high = ("" if each is None else written(each) for each in (self.low, self.high))
        if not (low and high):
            return f"≥{low}" if low else f"≤{high}" if high else ""
        return low if low == high else f"{low}–{high}"


def written(number: Fraction) -> str:
    """Write a number with decimals where it has an end, and as a fraction where not.

    Examples
    --------
    >>> written(Fraction(7, 5)), written(Fraction(100, 3))
    ('1.4', '100/3')
    """
    return Span(number, number).written()
