"""So many of so many people are served; how unevenly something is spread among people.

Shares and Gini coefficients are exact fractions; as per cent a share is rounded half up to one decimal, and
never taken further as a number.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, identifier
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words

_SPREAD = Words(
    "须为（精确值，人数），均不为负",
    "must hold pairs of an exact value and a number of people, none negative",
)


def per_cent(share: Fraction | None) -> str:
    """Write a share in per cent, rounded half up to one decimal; a dash where there is none.

    Examples
    --------
    >>> per_cent(Fraction(1, 3)), per_cent(Fraction(1)), per_cent(None)
    ('33.3%', '100.0%', '-')
    """
    if share is None:
        return "-"
    tenths = (share.numerator * 2_000 + share.denominator) // (2 * share.denominator)
    return f"{tenths // 10}.{tenths % 10}%"


def gini(spread: Iterable[tuple[int | Fraction, int]]) -> Fraction | None:
    """Return the Gini coefficient of pairs of a value and how many people have it, exactly.

    0 says that all have the same; close to 1, that one has all.

    Raises
    ------
    InvalidValue
        If a value or a number of people is negative or not exact.

    Examples
    --------
    >>> gini([(1, 50), (3, 50)]), gini([(0, 3), (5, 1)]), gini([(0, 7)])
    (Fraction(1, 4), Fraction(3, 4), None)
    >>> gini([(0.5, 3)])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: spread: (0.5, 3) will not do; it must hold pairs of an exact value and \
a number of people, none negative. [INVALID_VALUE]
    """
    if not isinstance(spread, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("spread", type(spread).__name__, _SPREAD)
    pairs = sorted(map(_pair, spread))
    people, held = sum(count for _, count in pairs), sum(value * count for value, count in pairs)
    if not held:
        return None
    before, apart = 0, Fraction(0)
    for value, count in pairs:
        apart += value * count * (2 * before + count - people)
        before += count
    return apart / (people * held)


def _pair(pair: tuple[int | Fraction, int]) -> tuple[int | Fraction, int]:
    """Return a pair that is one."""
    match pair:
        case (int() | Fraction() as value, int() as people) if value >= 0 and people >= 0:
            return value, people
        case _:
            raise InvalidValue("spread", pair, _SPREAD)


@attrs.frozen
class ServedShare(Value):
    """How many people of an age band or of a grid are inside a circle.

    Parameters
    ----------
    code
        Of the age band or the grid.
    covered, total
        How many people are inside, and how many there are.

    Examples
    --------
    >>> ServedShare("60plus", covered=30, total=40).share
    Fraction(3, 4)
    >>> ServedShare("60plus", covered=41, total=40)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: covered: 41 will not do; it must not be more than 40. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "served-share"
    code: str = attrs.field(validator=identifier)
    covered: int = attrs.field(kw_only=True, validator=at_least(0))
    total: int = attrs.field(kw_only=True, validator=at_least(0))

    def __attrs_post_init__(self) -> None:
        """Refuse more than there are."""
        if self.covered > self.total:
            bound = Words(f"不得多于 {self.total}", f"must not be more than {self.total}")
            raise InvalidValue("covered", self.covered, bound)

    @property
    def share(self) -> Fraction | None:
        """The share of people who are inside; none where there is nobody."""
        return Fraction(self.covered, self.total) if self.total else None
