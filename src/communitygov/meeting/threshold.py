"""How much of a whole is enough: at least a share of it, or more than that (以上与超过).

1. A share is an exact fraction.  Two thirds of nine are six; a float, or 0.67 in its place, is refused.
2. 以上 includes the number itself, 超过 and 过半数 do not (民法典 1259 for the first; the second is how the
   word is read).  The two differ only where the part is exactly the share.
3. At least something is always asked for: a share of nothing is never reached by nothing.

This module knows neither what is counted nor of what.
"""

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.document import Value
from communitygov.core.figure import is_exact
from communitygov.errors import InvalidValue, Words

_SHARE = Words(
    "须为大于 0、不大于 1 的分数，如 '2/3' 或 Fraction(2, 3)，不收浮点数",
    "must be a fraction above 0, at most 1, such as '2/3' or Fraction(2, 3); floats are not exact",
)
_BELOW_ONE = Words("须小于 1：没有超过全部的部分", "must be below 1: no part is more than the whole")
#: Greatest numerator and denominator; no rule of any community needs more.
_GREATEST = 10**9
#: Longest text that is read as a share: both sides at their greatest, and the stroke.
_LONGEST = 21


_WHOLE_NUMBER = Words("须为不小于 0 的整数", "must be a whole number, 0 or more")


def _inexact(part: object, whole: object) -> InvalidValue:
    """Return the error about a part or a whole that is no whole number, or is below nothing."""
    if type(part) is not int or part < 0:
        return InvalidValue("part", part, _WHOLE_NUMBER)
    return InvalidValue("whole", whole, _WHOLE_NUMBER)


def _share(value: object) -> Fraction:
    """Return the share that is written ``"2/3"``, or given as a Fraction or as the number one."""
    share = _read(value) if isinstance(value, str) else value
    if not isinstance(share, int | Fraction) or not is_exact(share):
        raise InvalidValue("share", value, _SHARE)
    if not 0 < share <= 1 or share.denominator > _GREATEST:
        raise InvalidValue("share", value, _SHARE)
    return Fraction(share)


def _read(text: str) -> Fraction | None:
    """Read two whole numbers with a stroke between, or one; digits and the stroke alone."""
    above, stroke, below = text.partition("/")
    digits = above + below if stroke else above
    if not (digits.isascii() and digits.isdigit() and above) or len(text) > _LONGEST:
        return None
    if stroke and (not below or not int(below)):
        return None
    return Fraction(int(above), int(below or "1"))


@attrs.frozen
class Threshold(Value, ABC):
    """Base of the two thresholds: a share of a whole, with or without the share itself.

    Examples
    --------
    >>> AtLeast("2/3").least(9), AtLeast("2/3").least(10), MoreThan("2/3").least(9)
    (6, 7, 7)
    >>> AtLeast(0.67)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: share: 0.67 will not do; it must be a fraction above 0, at most 1, \
such as '2/3' or Fraction(2, 3); floats are not exact. [INVALID_VALUE]
    """

    share: Fraction = attrs.field(converter=_share)
    # The two sides of the share, read here because a Fraction is slow to ask.
    _above: int = attrs.field(init=False, eq=False, repr=False)
    _below: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Keep the two sides of the share."""
        object.__setattr__(self, "_above", self.share.numerator)
        object.__setattr__(self, "_below", self.share.denominator)

    @abstractmethod
    def is_met(self, part: int, whole: int) -> bool:
        """Tell whether `part` of `whole` is enough; nothing is never enough."""

    @abstractmethod
    def least(self, whole: int) -> int:
        """Return the smallest whole number that is enough of `whole`; at least one."""

    @property
    @abstractmethod
    def words(self) -> Words:
        """How it is said before the whole of which it is a share."""

    @property
    @abstractmethod
    def is_strict(self) -> bool:
        """Whether exactly the share is too little."""

    def is_bound(self, part: int, whole: int) -> bool:
        """Tell whether `part` is exactly the share of `whole`, and not nothing."""
        if not (type(part) is type(whole) is int and part >= 0 <= whole):
            raise _inexact(part, whole)
        return part > 0 and part * self._below == whole * self._above


@attrs.frozen
class AtLeast(Threshold):
    """A share or more (以上, 含本数).

    Examples
    --------
    >>> AtLeast("2/3").is_met(6, 9), AtLeast("2/3").is_met(0, 0)
    (True, False)
    >>> AtLeast("2/3").words.zh
    '至少2/3'
    """

    document_kind: ClassVar[str] = "at-least"

    def is_met(self, part: int, whole: int) -> bool:
        """Tell whether `part` is the share of `whole`, or more."""
        if not (type(part) is type(whole) is int and part >= 0 <= whole):
            raise _inexact(part, whole)
        return part > 0 and part * self._below >= whole * self._above

    def least(self, whole: int) -> int:
        """Return the share of `whole`, rounded up."""
        if type(whole) is not int or whole < 0:
            raise _inexact(0, whole)
        return max(1, -(-whole * self._above // self._below))

    @property
    def words(self) -> Words:
        """How it is said."""
        if self.share == 1:
            return Words("全部", "all")
        return Words(f"至少{self.share}", f"at least {self.share}")

    @property
    def is_strict(self) -> bool:
        """The share itself is enough."""
        return False


@attrs.frozen
class MoreThan(Threshold):
    """More than a share (超过, 过半数; 不含本数).

    Examples
    --------
    >>> MoreThan("1/2").is_met(4, 8), MoreThan("1/2").is_met(5, 8), MoreThan("1/2").least(8)
    (False, True, 5)
    >>> MoreThan(1)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: share: '1' will not do; it must be below 1: no part is more than the \
whole. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "more-than"

    def __attrs_post_init__(self) -> None:
        """Refuse what nothing could ever reach."""
        super().__attrs_post_init__()
        if self.share == 1:
            raise InvalidValue("share", str(self.share), _BELOW_ONE)

    def is_met(self, part: int, whole: int) -> bool:
        """Tell whether `part` is more than the share of `whole`."""
        if not (type(part) is type(whole) is int and part >= 0 <= whole):
            raise _inexact(part, whole)
        return part * self._below > whole * self._above

    def least(self, whole: int) -> int:
        """Return the first whole number above the share of `whole`."""
        if type(whole) is not int or whole < 0:
            raise _inexact(0, whole)
        return whole * self._above // self._below + 1

    @property
    def words(self) -> Words:
        """How it is said."""
        return Words(f"超过{self.share}", f"more than {self.share}")

    @property
    def is_strict(self) -> bool:
        """The share itself is too little."""
        return True
