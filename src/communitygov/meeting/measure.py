"""By what a body is measured (计量): by heads, households, area, groups, seats, or what else a rule names.

1. Amounts are whole numbers of the smallest unit that is told apart: an area of 89.5 m² is 8,950 hundredths,
   as the certificates write it.  So sums and shares are exact.
2. A measure says how an amount is written and read; text such as ``"89.50"`` is read digit by digit, no float
   in between.

This module knows no voter and no rule.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import saying
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words

#: Most decimals of a measure.
MOST_DECIMALS = 6
_AMOUNT = Words(
    "须为最小单位的整数，0 至 2^53−1", "must be a whole number of the smallest unit, from 0 to 2^53−1"
)


def _decimals(_owner: object, field: "attrs.Attribute[int]", value: object) -> None:
    """Refuse anything but a small number of decimals."""
    if type(value) is not int or not 0 <= value <= MOST_DECIMALS:
        bound = Words(
            f"须为 0 至 {MOST_DECIMALS} 的整数", f"must be a whole number from 0 to {MOST_DECIMALS}"
        )
        raise InvalidValue(field.name, value, bound)


@attrs.frozen
class Measure(Term):
    """One way to measure a body, such as 人数 or 面积.

    Parameters
    ----------
    unit
        What stands after an amount, in both languages; may be empty in English.
    decimals
        How many decimals an amount has; amounts are kept as whole numbers of the last of them.

    Examples
    --------
    >>> AREA.read("89.50"), AREA.written(8950).zh, HEADS.written(5).zh
    (8950, '89.50 平方米', '5 人')
    >>> AREA.read("89.505")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: area: '89.505' will not do; it must be a number of at most 2 decimals \
in ASCII digits, such as '12.50', or a whole number. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "measure"
    unit: Words = attrs.field(kw_only=True, validator=saying)
    decimals: int = attrs.field(default=0, kw_only=True, validator=_decimals)

    def read(self, amount: str | int) -> int:
        """Return an amount in the smallest unit; a whole number counts whole units.

        Raises
        ------
        InvalidValue
            If it is negative, a float, of too many decimals or too large.
        """
        is_number = type(amount) is int and 0 <= amount <= GREATEST_INTEGER
        text = str(amount) if is_number else amount
        digits = self._digits(text) if isinstance(text, str) else None
        if digits is None or int(digits) > GREATEST_INTEGER:
            raise InvalidValue(self.code, amount, self._form)
        return int(digits)

    def written(self, amount: int) -> Words:
        """Write an amount of the smallest unit, with its unit.

        Raises
        ------
        InvalidValue
            If it is no whole number, negative or too large.
        """
        if type(amount) is not int or not 0 <= amount <= GREATEST_INTEGER:
            raise InvalidValue(self.code, amount, _AMOUNT)
        whole, rest = divmod(amount, 10**self.decimals)
        number = f"{whole}.{rest:0{self.decimals}}" if self.decimals else str(whole)
        return Words(f"{number} {self.unit.zh}".rstrip(), f"{number} {self.unit.en}".rstrip())

    def _digits(self, text: str) -> str | None:
        """Return the digits of an amount with all its decimals; none if it is not written so."""
        whole, point, rest = text.partition(".")
        digits = whole + rest
        is_number = digits.isascii() and digits.isdigit() and bool(whole) and len(whole) <= len("9" * 16)
        if not is_number or len(rest) > self.decimals or (point and not rest):
            return None
        return digits + "0" * (self.decimals - len(rest))

    @property
    def _form(self) -> Words:
        """How an amount is written."""
        if not self.decimals:
            return Words(
                "须为不小于 0 的整数，用半角数字", "must be a whole number in ASCII digits, 0 or more"
            )
        return Words(
            f"须为至多 {self.decimals} 位小数的数，用半角数字，如 '12.50'，或整数",
            f"must be a number of at most {self.decimals} decimals in ASCII digits, such as '12.50', or a "
            "whole number",
        )


#: 人数: each voter once.
HEADS = Measure("heads", "人数", "heads", unit=Words("人", ""))
#: 户: borne by one voter of each household.
HOUSEHOLDS = Measure("households", "户数", "households", unit=Words("户", "households"))
#: 专有部分面积, in hundredths of a square metre.
AREA = Measure("area", "专有部分面积", "area", unit=Words("平方米", "m²"), decimals=2)
#: 居民小组 or 村民小组.
GROUPS = Measure("groups", "小组数", "groups", unit=Words("个小组", "groups"))
#: 席位: for those who hold several, or a mandate of many.
SEATS = Measure("seats", "席位", "seats", unit=Words("席", "seats"))
#: The measures of the library by their codes.
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {each.code: each for each in (HEADS, HOUSEHOLDS, AREA, GROUPS, SEATS)}
)


def as_measure(value: object) -> Measure:
    """Return a measure as it is, or the library's with this code; raise `UnknownName` otherwise.

    A measure with a code of the library's is the library's, or refused: two would be taken for one.

    Examples
    --------
    >>> as_measure("area").zh
    '专有部分面积'
    """
    if isinstance(value, Measure):
        if MEASURES.get(value.code, value) != value:
            bound = Words(
                "须用别的代码：本库已有此代码的计量", "must be another code: the library has this one"
            )
            raise InvalidValue("measure", value.code, bound)
        return value
    found = MEASURES.get(value) if isinstance(value, str) else None
    if found is None:
        raise UnknownName(Words("计量", "measure"), value, tuple(MEASURES))
    return found
