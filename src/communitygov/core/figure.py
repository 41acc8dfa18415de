"""How figures are written, and what that says: ``27155``, ``1.5万``, ``500余``, ``30～50``.

Only ASCII digits are read.  What would be misread is refused instead: 三百, ３００, 1,000, 近500, and units
such as 人以上, which would pass an estimate off as exact.

This module knows no unit and no value; `communitygov.core.quantity` is made of it.
"""

from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import attrs

from communitygov.core.checks import title
from communitygov.errors import InvalidValue, Words

#: Longest text that is read, and longest unit, in characters.
TEXT_LENGTH = 150
UNIT_LENGTH = 20
#: Numerators and denominators stay below this.
TOO_GREAT = 10**30

_DIGITS = frozenset("0123456789")
#: 余 and 多 after a number: there is more than that.
_MORE = ("余", "多")
#: The longer ones first, so that 千万 is not read as 千.
_SCALES = MappingProxyType(
    {"千万": 10**7, "千亿": 10**11, "万亿": 10**12, "千": 10**3, "万": 10**4, "亿": 10**8}
)
#: Between the two ends of a range.
_TO = "～"
#: What a unit may not begin with, since it would read as a part of the number …
_OF_NUMBERS = frozenset("余多几数十百千万亿零〇一二三四五六七八九０１２３４５６７８９.,/，．%％+-~～")
#: … and what it may not end with, since the number would read as exact and is not.
_ESTIMATES = ("余", "多", "以上", "以下", "以内", "左右", "上下")

_FORM = Words(
    "须为半角数字加单位，如 441户、500余部、10万人次；三百、３００ 请写作 300，近、约等概数不可用",
    "must be ASCII digits and a unit, such as 441户, 500余部 or 10万人次; write 三百 and ３００ as 300",
)
_TEXT = Words(f"须为不超过 {TEXT_LENGTH} 字的文字", f"must be text of at most {TEXT_LENGTH} characters")
_WHOLE = Words("乘以千、万、亿后须为整数，如 1.5万", "must come to a whole number, as 1.5万 does")
_AMOUNT = Words(
    "须为整数或 Fraction，不小于 0，分子、分母各不超过 30 位，不收浮点数",
    "must be a whole number or a Fraction, 0 or more, of at most 30 digits; floats are not exact",
)
_UNIT = Words(
    f"须为 1 至 {UNIT_LENGTH} 字，不含数字、空格，不以数词开头，不以左右、以上等结尾",
    f"must have 1 to {UNIT_LENGTH} characters, no digit or space, no beginning like a number (万) and no "
    "end like an estimate (左右)",
)


class Read(NamedTuple):
    """A number in a text, and where it ends."""

    number: Fraction
    end: int


class Span(NamedTuple):
    """From `low` to `high`, both included; with no `high`, all that is more than `low`."""

    low: Fraction
    high: Fraction | None

    def is_at_least(self, other: "Span") -> bool | None:
        """Tell whether what lies in this span is no less than what lies in the other.

        Examples
        --------
        >>> more_than_five = Span(Fraction(5), None)
        >>> five = Span(Fraction(5), Fraction(5))
        >>> more_than_five.is_at_least(five), five.is_at_least(more_than_five)
        (True, False)
        >>> more_than_five.is_at_least(more_than_five) is None
        True
        """
        if other.high is not None and self.low >= other.high:
            return True
        if self.high is None or self.high > other.low:
            return None
        # Where the ends touch, the two may be the same, unless the other is more than its end.
        return False if self.high < other.low or other.high is None else None

    def plus(self, other: "Span") -> "Span":
        """Return where the sum of two lies, wherever each of them does."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Span(self.low + other.low, high)

    def times(self, factor: int | Fraction) -> "Span":
        """Return where a multiple lies; none of anything is exactly none."""
        if not factor:
            return Span(Fraction(0), Fraction(0))
        return Span(self.low * factor, None if self.high is None else self.high * factor)

    def written(self) -> str:
        """Write it as `read_span` reads it.

        Raises
        ------
        InvalidValue
            If an end is negative or has too many digits.

        Examples
        --------
        >>> Span(Fraction(500), None).written(), Span(Fraction(1, 3), Fraction(3, 2)).written()
        ('500余', '1/3～1.5')
        """
        low = _plain(amount(self.low))
        if self.high is None:
            return low + _MORE[0]
        return low if self.low == self.high else f"{low}{_TO}{_plain(amount(self.high))}"


def is_exact(value: object) -> bool:
    """Tell whether `value` is a number of the exact kinds; ``True`` is not 1."""
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def amount(value: int | Fraction) -> Fraction:
    """Return the exact number, refused when it is inexact, negative or beyond all use.

    Examples
    --------
    >>> amount(0.5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: amount: 0.5 will not do; it must be a whole number or a Fraction, \
0 or more, of at most 30 digits; floats are not exact. [INVALID_VALUE]
    """
    if not is_exact(value) or value < 0 or max(value.numerator, value.denominator) >= TOO_GREAT:
        raise InvalidValue("amount", value, _AMOUNT)
    return Fraction(value)


def short_text(what: str, text: object) -> str:
    """Return `text` if it is text, and short enough to be read."""
    if not isinstance(text, str) or len(text) > TEXT_LENGTH:
        raise InvalidValue(what, text, _TEXT)
    return text


def read_number(text: str, start: int = 0) -> Read | None:
    """Read ``27155``, ``1.5`` or ``2/3`` from `start` on.

    Examples
    --------
    >>> read_number("1.5万")
    Read(number=Fraction(3, 2), end=3)
    >>> read_number("三百"), read_number("1/0")
    (None, None)
    """
    end = _after_digits(text, start)
    if end == start:
        return None
    if text.startswith((".", "/"), end):
        further = _after_digits(text, end + 1)
        end = further if further > end + 1 else end
    try:
        return Read(Fraction(text[start:end]), end)
    except ZeroDivisionError:
        return None


def read_only(text: str, mark: str) -> Fraction | None:
    """Return the number that is the whole of `text`, with `mark` inside at most.

    Examples
    --------
    >>> read_only("12.50", "."), read_only("2/3", "/"), read_only("2/3", "."), read_only("12元", ".")
    (Fraction(25, 2), Fraction(2, 3), None, None)
    """
    read = read_number(text)
    is_plain = _DIGITS.issuperset(text.replace(mark, ""))
    return read.number if read and read.end == len(text) and is_plain else None


def read_span(text: str) -> tuple[Span, int]:
    """Read what is known of an amount, and where its writing ends.

    Raises
    ------
    InvalidValue
        If `text` does not begin with a number, or is too long.

    Examples
    --------
    >>> read_span("10余万人")
    (Span(low=Fraction(100000, 1), high=None), 4)
    """
    first = read_number(short_text("Quantity", text))
    if first is None:
        raise InvalidValue("Quantity", text, _FORM)
    if not text.startswith(_TO, first.end):
        return _marked(text, first)
    second = read_number(text, first.end + 1)
    if second is None or second.number < first.number:
        raise InvalidValue("Quantity", text, _FORM)
    return Span(amount(first.number), amount(second.number)), second.end


def read_whole_span(text: str) -> Span:
    """Read what is known of an amount whose writing is the whole of `text`.

    Raises
    ------
    InvalidValue
        If anything else stands in `text`.
    """
    span, end = read_span(text)
    if end < len(text):
        raise InvalidValue("written", text, _FORM)
    return span


def unit_check(_owner: object, _field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse a unit that would change how its number reads."""
    title(_owner, _field, value)
    is_clear = value[0] not in _OF_NUMBERS and not value.endswith(_ESTIMATES)
    if not is_clear or len(value) > UNIT_LENGTH or any(each in _DIGITS or each.isspace() for each in value):
        raise InvalidValue(_field.name, value, _UNIT)


def _after_digits(text: str, start: int) -> int:
    """Return where the run of ASCII digits from `start` ends."""
    end = start
    while end < len(text) and text[end] in _DIGITS:
        end += 1
    return end


def _plain(number: Fraction) -> str:
    """Write a number with up to six decimals, or else as ``1/3``."""
    if 10**6 % number.denominator:
        return str(number)
    whole, rest = divmod(int(number * 10**6), 10**6)
    return f"{whole}.{rest:06}".rstrip("0").removesuffix(".")


def _marked(text: str, read: Read) -> tuple[Span, int]:
    """Read what may follow a number, 余 or 多 and 千, 万 or 亿; return where it ends, too."""
    inner = text.startswith(_MORE, read.end)
    start = read.end + inner
    scale = next((scale for scale in _SCALES if text.startswith(scale, start)), "")
    end = start + len(scale)
    outer = not inner and text.startswith(_MORE, end)
    low = amount(read.number * _SCALES.get(scale, 1))
    if scale and low.denominator > 1:
        raise InvalidValue("Quantity", text, _WHOLE)
    return Span(low, None if inner or outer else low), end + outer
