"""Money to the fen (分): added, divided and shared out without losing one.

This module knows one currency, 元, and no prices, taxes or exchange rates.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.document import Value
from communitygov.core.figure import read_only, read_whole_span, short_text
from communitygov.errors import InvalidValue, Words

#: Most parts into which money is divided.
MOST_PARTS = 100_000

_FEN = Words("须为整数分，在 ±(2^53−1) 之内", "must be a whole number of fen within ±(2^53−1)")
_YUAN = Words(
    "须为半角数字的元，至多两位小数，如 86300、-12.50；不收浮点数",
    "must be yuan in ASCII digits with two decimals at most, such as 86300 or -12.50; floats are not exact",
)
_WRITTEN = Words(
    "须写作 ¥86,300.00、86300元 或 8.63万元，且精确到分",
    "must be written like ¥86,300.00, 86300元 or 8.63万元, and be exact to the fen",
)
_MONEY = Words("须为 Money", "must be Money")
_PARTS = Words(f"须为 1 至 {MOST_PARTS} 的整数", f"must be a whole number from 1 to {MOST_PARTS}")


def _bounded(_owner: object, field: "attrs.Attribute[int]", fen: int) -> None:
    """Refuse what is no whole number, or more than a document holds exactly."""
    if type(fen) is not int or abs(fen) > GREATEST_INTEGER:
        raise InvalidValue(field.name, fen, _FEN)


@attrs.frozen(order=True, repr=False)
class Money(Value):
    """An amount of fen; less than none is what is owed or overspent, as balances need it.

    Where money may not be negative, as in a budget, the value that holds it says so.

    Examples
    --------
    >>> income = Money.yuan("86300.00")
    >>> str(income), income.fen, income > Money.yuan(86_000), str(Money(0) - income)
    ('¥86,300.00', 8630000, True, '-¥86,300.00')
    >>> Money.yuan(0.1)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: Money: 0.1 will not do; it must be yuan in ASCII digits with two \
decimals at most, such as 86300 or -12.50; floats are not exact. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "money"
    fen: int = attrs.field(validator=_bounded)

    @classmethod
    def yuan(cls, yuan: int | str) -> "Money":
        """Return an amount of yuan (元): a whole number, or decimal text such as ``"-12.50"``.

        Raises
        ------
        InvalidValue
            If it is a float, is written otherwise, or has a part of a fen.
        """
        if type(yuan) is int:
            return cls(yuan * 100)
        if not isinstance(yuan, str):
            raise InvalidValue("Money", yuan, _YUAN)
        number = read_only(short_text("Money", yuan).removeprefix("-"), ".")
        if number is None or 100 % number.denominator:
            raise InvalidValue("Money", yuan, _YUAN)
        return cls(int(number * 100) * (-1 if yuan.startswith("-") else 1))

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read an amount as ``str()`` or a document writes it.

        Raises
        ------
        InvalidValue
            If it is written otherwise, or is not exact to the fen, as 10余万元.

        Examples
        --------
        >>> Money.parse("86300元") == Money.parse("8.63万元") == Money.parse("¥86,300.00")
        True
        """
        if short_text("Money", text).endswith("元"):
            span = read_whole_span(text.removesuffix("元"))
            if span.low == span.high and not 100 % span.low.denominator:
                return cls(int(span.low * 100))
        else:
            money = cls.yuan(text.replace("¥", "", 1).replace(",", ""))
            if str(money) == text:
                return money
        raise InvalidValue("Money", text, _WRITTEN)

    @classmethod
    def total(cls, items: Iterable["Money"]) -> "Money":
        """Return the sum, which is nothing when there are no items."""
        given = tuple(items)
        for each in given:
            if not isinstance(each, Money):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise InvalidValue("items", each, _MONEY)
        return cls(sum(each.fen for each in given))

    def share_out(self, parts: int) -> tuple["Money", ...]:
        """Return `parts` amounts, the greater ones first, that differ by a fen at most and lose none.

        Raises
        ------
        InvalidValue
            If `parts` is no whole number from 1 to `MOST_PARTS`.

        Examples
        --------
        >>> [str(part) for part in Money(1000).share_out(3)]
        ['¥3.34', '¥3.33', '¥3.33']
        """
        part, left = divmod(self, parts)
        return (Money(part.fen + 1),) * left.fen + (part,) * (parts - left.fen)

    def __divmod__(self, parts: int) -> tuple["Money", "Money"]:
        """Return the part and what is left over, from 0 to `parts` less one fen."""
        if type(parts) is not int or not 1 <= parts <= MOST_PARTS:
            raise InvalidValue("parts", parts, _PARTS)
        part, left = divmod(self.fen, parts)
        return Money(part), Money(left)

    def __add__(self, other: "Money") -> "Money":
        """Add."""
        if not isinstance(other, Money):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        """Subtract."""
        if not isinstance(other, Money):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return Money(self.fen - other.fen)

    def __neg__(self) -> "Money":
        """Turn what is owned into what is owed, and back."""
        return Money(-self.fen)

    def __mul__(self, times: int) -> "Money":
        """Take it a whole number of times."""
        return Money(self.fen * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def __str__(self) -> str:
        """Write it as ``¥86,300.00``."""
        whole, fen = divmod(abs(self.fen), 100)
        return f"{'-' if self.fen < 0 else ''}¥{whole:,}.{fen:02}"

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Money.parse({str(self)!r})"
