"""How many, how much, which share: exact numbers that know what they do not know.

1. 500余部 is *more than* 500 部, 27155平方米 is exact, what a rounded share comes to is a range.  A question
   that such knowledge cannot settle is answered with ``None``, never with a guess.
2. Different units do not mix: 360台 and 88个 have no sum, nor have 人 and 人次.
3. Every number is a whole number or a `Fraction`.  There are no floats.

This module does not know which units can be counted, which are synonyms (平米, 平方米), or which figures
may be added: areas of different works, or figures of different places, are the caller's to keep apart.
How figures are read and written stands in `communitygov.core.figure`; money in `communitygov.core.money`.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from typing import ClassVar

import attrs

from communitygov.core.checks import optional
from communitygov.core.document import Value
from communitygov.core.figure import (
    Span,
    amount,
    is_exact,
    read_only,
    read_span,
    read_whole_span,
    short_text,
    unit_check,
)
from communitygov.errors import InvalidValue, UnitMismatch, Words

#: To how much of the whole a share can be rounded: not at all, to 1 %, to 0.1 %, ….
_STEPS = (Fraction(0), *(Fraction(1, 10**places) for places in range(2, 9)))

_QUANTITY = Words("须为 Quantity", "must be a Quantity")
_TAKEN = Words("须为确数，且不多于必有之数", "must be exact, and no more than is certainly there")
_BOUND = Words("须为整数、Fraction 或 Quantity", "must be a whole number, a Fraction or a Quantity")
_ITEMS = Words("不可为空，可用 Quantity.exact(0, 单位)", "must not be empty; use Quantity.exact(0, unit)")
_SHARE = Words("须为 0 与 1 之间的整数或 Fraction", "must be a whole number or a Fraction from 0 to 1")
_PERCENT = Words("须写作 91%（已取整）或 2/3（确数）", "must be written like 91% (rounded) or 2/3 (exact)")
_STEP = Words(
    "须为 0，或 1/100 至 1/10^8 中能整除该比例者",
    "must be 0, or one of 1/100 to 1/10^8 that divides the share",
)
_NONE_OF_MORE = Words(
    "须大于 0，否则不知是否为零", "must be more than 0 to be taken of what has no upper bound"
)
_BASE = Words("须先以 with_base 指明是什么的比例", "must be named first, with with_base: a share of what?")


def _span_of(quantity: "Quantity") -> Span:
    """Return what the writing of a quantity says."""
    return read_whole_span(quantity.written)


def _quantity(value: object) -> "Quantity":
    """Return `value` if it is a quantity."""
    if not isinstance(value, Quantity):
        raise InvalidValue("quantity", value, _QUANTITY)
    return value


def _span_in(unit: str, other: object) -> Span:
    """Return what is known of a quantity that is measured in `unit`."""
    quantity = _quantity(other)
    if quantity.unit != unit:
        raise UnitMismatch(unit, quantity.unit)
    return quantity.span


@attrs.frozen(repr=False)
class Quantity(Value):
    """An amount with its unit: exact, more than something, or within a range.

    Two are equal (``==``) when the same is known of both in the same unit, however it is written: 10万人次
    equals 100000人次, and each keeps its own writing, in its document too.  Whether two *amounts* are the
    same is another question; `is_exactly` answers it, often with ``None``.  There is no ``<``.

    Parameters
    ----------
    written
        The number as it was written, such as ``"500余"``.
    unit
        What is counted or measured.
    span
        What the number says, worked out from `written`.

    Notes
    -----
    余 and 多 are read as *strictly more than*, as the documents use them; that 500余部 are then 501 at least
    is not concluded, since a unit may come in halves.  A range includes both ends, because a document does
    not say how it rounded.

    Examples
    --------
    >>> moved = Quantity.parse("500余部")
    >>> moved.at_least(400), moved.at_least(550), moved.at_most(499), moved.exactly
    (True, None, False, None)
    >>> str(moved), Quantity.parse("10万人次").exactly == 100_000
    ('500余部', True)
    >>> Quantity.parse("360台") + Quantity.parse("88个")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 台 and 个 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """

    document_kind: ClassVar[str] = "quantity"
    written: str = attrs.field(eq=False)
    unit: str = attrs.field(validator=unit_check)
    span: Span = attrs.field(init=False, default=attrs.Factory(_span_of, takes_self=True))

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Read a figure as documents write it; ``str()`` gives the same text back.

        Raises
        ------
        InvalidValue
            If `text` is not a number in ASCII digits, perhaps with 余 or 多 and 千, 万 or 亿, and a unit.

        Examples
        --------
        >>> Quantity.parse("1.5万户") == Quantity.exact(15_000, "户")
        True
        >>> Quantity.parse("三十余人")
        Traceback (most recent call last):
            ...
        communitygov.errors.InvalidValue: Quantity: '三十余人' will not do; it must be ASCII digits and a \
unit, such as 441户, 500余部 or 10万人次; write 三百 and ３００ as 300. [INVALID_VALUE]
        """
        _, end = read_span(text)
        return cls(text[:end], text[end:])

    @classmethod
    def exact(cls, known: int | Fraction, unit: str) -> "Quantity":
        """Return an amount that is known exactly."""
        return cls(Span(amount(known), amount(known)).written(), unit)

    @classmethod
    def more_than(cls, bound: int | Fraction, unit: str) -> "Quantity":
        """Return an amount known only to be more than `bound`."""
        return cls(Span(amount(bound), None).written(), unit)

    @classmethod
    def rounded(cls, low: int | Fraction, high: int | Fraction, *, unit: str) -> "Quantity":
        """Return an amount known only to lie from `low` to `high`, both included.

        Examples
        --------
        >>> households = Quantity.rounded(30, 50, unit="户")
        >>> str(households), households.at_least(30), households.at_least(40)
        ('30～50户', True, None)
        """
        return cls(Span(amount(low), amount(high)).written(), unit)

    @classmethod
    def total(cls, items: Iterable["Quantity"]) -> "Quantity":
        """Return the sum of quantities of one unit; what is not known of one is not known of the sum.

        Raises
        ------
        UnitMismatch
            If the units differ.
        InvalidValue
            If there are no items, and so no unit.

        Examples
        --------
        >>> Quantity.total(map(Quantity.parse, ["13栋", "13栋"])) == Quantity.parse("26栋")
        True
        >>> print(Quantity.parse("180余件") + Quantity.parse("20件"))
        200余件
        """
        given = tuple(map(_quantity, items))
        if not given:
            raise InvalidValue("items", given, _ITEMS)
        unit = given[0].unit
        span = reduce(Span.plus, (_span_in(unit, each) for each in given))
        return cls(span.written(), unit)

    @property
    def low(self) -> Fraction:
        """The least it may be; with 余, it is more than this."""
        return self.span.low

    @property
    def high(self) -> Fraction | None:
        """The most it may be; ``None`` when nothing bounds it."""
        return self.span.high

    @property
    def exactly(self) -> Fraction | None:
        """The amount, if it is known exactly."""
        return self.low if self.low == self.high else None

    def at_least(self, bound: "int | Fraction | Quantity") -> bool | None:
        """Tell whether it is `bound` or more; ``None`` when that is not known.

        Examples
        --------
        >>> bays = Quantity.parse("200余个")
        >>> bays.at_least(180), bays.at_least(300), bays.at_least(Quantity.exact(200, "个"))
        (True, None, True)
        """
        return self.span.is_at_least(self._span_beside(bound))

    def at_most(self, bound: "int | Fraction | Quantity") -> bool | None:
        """Tell whether it is `bound` or less; ``None`` when that is not known."""
        return self._span_beside(bound).is_at_least(self.span)

    def is_exactly(self, bound: "int | Fraction | Quantity") -> bool | None:
        """Tell whether it is just `bound`; ``None`` when that is not known.

        Examples
        --------
        >>> Quantity.parse("500余部").is_exactly(500), Quantity.parse("500余部").is_exactly(510)
        (False, None)
        """
        answers = (self.at_least(bound), self.at_most(bound))
        return False if False in answers else (None if None in answers else True)

    def measured_in(self, unit: str, *, factor: int | Fraction) -> "Quantity":
        """Return it in another unit, of which `factor` make one of this.

        Examples
        --------
        >>> print(Quantity.parse("600余平米").measured_in("平方米", factor=1))
        600余平方米
        """
        return attrs.evolve(self * amount(factor), unit=unit)

    def __add__(self, other: "Quantity") -> "Quantity":
        """Add what has the same unit."""
        if not isinstance(other, Quantity):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return Quantity.total((self, other))

    def __sub__(self, other: "Quantity") -> "Quantity":
        """Take away an exact amount that is certainly there; a difference of estimates is none."""
        if not isinstance(other, Quantity):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        taken = _span_in(self.unit, other)
        if taken.low != taken.high or taken.low > self.low:
            raise InvalidValue("taken away", other, _TAKEN)
        return Quantity(self.span.plus(taken.times(-1)).written(), self.unit)

    def __mul__(self, factor: int | Fraction) -> "Quantity":
        """Multiply by a whole number or a `Fraction`; none of anything is exactly none."""
        if not is_exact(factor):
            return NotImplemented
        return Quantity(self.span.times(amount(factor)).written(), self.unit)

    __rmul__ = __mul__

    def __str__(self) -> str:
        """Return it as it was written."""
        return self.written + self.unit

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Quantity.parse({str(self)!r})"

    def _span_beside(self, bound: "int | Fraction | Quantity") -> Span:
        """Return the span of a number, or of a quantity in the same unit."""
        if isinstance(bound, Quantity):
            return _span_in(self.unit, bound)
        if not is_exact(bound):
            raise InvalidValue("bound", bound, _BOUND)
        return Span(Fraction(bound), Fraction(bound))


def _exact_share(value: int | Fraction) -> Fraction:
    """Return a share as a `Fraction`; what is no exact number is refused."""
    if not is_exact(value) or not 0 <= value <= 1:
        raise InvalidValue("Share", value, _SHARE)
    return amount(value)


def _dividing(owner: "Share", field: "attrs.Attribute[Fraction]", step: Fraction) -> None:
    """Refuse a step to which the share cannot have been rounded."""
    if type(step) is not Fraction or step not in _STEPS or (step and owner.value % step):
        raise InvalidValue(field.name, step, _STEP)


@attrs.frozen(repr=False)
class Share(Value):
    """A part of a whole, from 0 to 1: exact, or rounded as a percentage is.

    Parameters
    ----------
    value
        The share as it was written.
    step
        To how much of the whole it was rounded: 1/100 for ``91%``, 1/1000 for ``90.5%``, 0 if it is exact.
    base
        Of what it is a share: the unit of the whole, such as ``"户"``; none if nobody said.

    Examples
    --------
    >>> tenants = Share.parse("91%", base="户")
    >>> tenants.value, [str(bound) for bound in tenants.bounds()]
    (Fraction(91, 100), ['181/200', '183/200'])
    >>> print(tenants.of(Quantity.parse("2000户")))
    1810～1830户
    >>> tenants.of(Quantity.parse("11298人"))
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 户 and 人 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """

    document_kind: ClassVar[str] = "share"
    value: Fraction = attrs.field(converter=_exact_share)
    step: Fraction = attrs.field(kw_only=True, default=_STEPS[0], validator=_dividing)
    base: str | None = attrs.field(kw_only=True, default=None, validator=optional(unit_check))

    @classmethod
    def parse(cls, text: str, *, base: str | None = None) -> "Share":
        """Read ``"91%"``, rounded to its last digit, or ``"2/3"``, exact.

        Raises
        ------
        InvalidValue
            If `text` is written otherwise, or is no share.
        """
        percent = short_text("Share", text).removesuffix("%")
        is_rounded = percent != text
        number = read_only(percent, "." if is_rounded else "/")
        if number is None:
            raise InvalidValue("Share", text, _PERCENT)
        decimals = len(percent.partition(".")[2])
        step = Fraction(1, 10 ** (2 + decimals)) if is_rounded else _STEPS[0]
        return cls(number / 100 if is_rounded else number, step=step, base=base)

    def bounds(self) -> tuple[Fraction, Fraction]:
        """Return between what it lies: from the first, to just under the second; both, if it is exact.

        Examples
        --------
        >>> Share(Fraction(2, 3)).bounds()
        (Fraction(2, 3), Fraction(2, 3))
        """
        return max(self.value - self.step / 2, Fraction(0)), min(self.value + self.step / 2, Fraction(1))

    def with_base(self, unit: str) -> "Share":
        """Return the same share, of a whole that is measured in `unit`."""
        return attrs.evolve(self, base=unit)

    def of(self, whole: Quantity) -> Quantity:
        """Return what the share of `whole` comes to; a range, when the share was rounded.

        Raises
        ------
        InvalidValue
            If nobody said of what it is a share, or it may be none of what has no upper bound.
        UnitMismatch
            If it is a share of something else: 91% of the households are not 91% of the people.
        """
        if self.base is None:
            raise InvalidValue("base", self.base, _BASE)
        span = _span_in(self.base, whole)
        least, most = (span.times(bound) for bound in self.bounds())
        if most.high is None and least.high is not None:
            raise InvalidValue("Share", str(self), _NONE_OF_MORE)
        return Quantity(Span(least.low, most.high).written(), whole.unit)

    def __str__(self) -> str:
        """Return it as `parse` reads it."""
        if not self.step:
            return str(self.value)
        decimals = len(str(self.step.denominator)) - len("100")
        whole, rest = divmod(int(self.value / self.step), 10**decimals)
        return f"{whole}.{rest:0{decimals}}%" if decimals else f"{whole}%"

    def __repr__(self) -> str:
        """Return the call that makes it."""
        base = f", base={self.base!r}" if self.base else ""
        return f"Share.parse({str(self)!r}{base})"
