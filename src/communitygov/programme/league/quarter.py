"""A quarter of a year (季度): what one compares over."""

from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.programme.asked import asked_day
from communitygov.programme.date_span import DateSpan

_LAST_YEAR, _QUARTERS, _MONTHS = 9998, 4, 3
_YEAR = Words(f"须为 1 至 {_LAST_YEAR} 的整数", f"must be a whole number from 1 to {_LAST_YEAR}")
_NUMBER = Words("须为 1 至 4 的整数", "must be a whole number from 1 to 4")


def _year(_owner: object, field: "attrs.Attribute[int]", value: object) -> None:
    """Refuse a year that has no next one."""
    if type(value) is not int or not 1 <= value <= _LAST_YEAR:
        raise InvalidValue(field.name, value, _YEAR)


def _number(_owner: object, field: "attrs.Attribute[int]", value: object) -> None:
    """Refuse what is no quarter."""
    if type(value) is not int or not 1 <= value <= _QUARTERS:
        raise InvalidValue(field.name, value, _NUMBER)


@attrs.frozen(order=True)
class Quarter(Value):
    """A quarter of a year.

    Examples
    --------
    >>> last = Quarter(2020, 4)
    >>> str(last), last.next, Quarter.of(date(2020, 11, 24)) == last, Quarter(2020, 3) < last
    ('2020Q4', Quarter(year=2021, number=1), True, True)
    >>> Quarter(2020, 5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: number: 5 will not do; it must be a whole number from 1 to 4. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "quarter"
    year: int = attrs.field(validator=_year)
    number: int = attrs.field(validator=_number)

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that a day lies in."""
        asked_day("day", day)
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def next(self) -> "Quarter":
        """The quarter after this one."""
        is_last = self.number == _QUARTERS
        return Quarter(self.year + is_last, 1 if is_last else self.number + 1)

    @property
    def span(self) -> DateSpan:
        """The days of it."""
        first = date(self.year, (self.number - 1) * _MONTHS + 1, 1)
        return DateSpan(first, DateSpan.month(self.year, self.number * _MONTHS).until)

    def __str__(self) -> str:
        """Write it as ``2020Q4``."""
        return f"{self.year:04}Q{self.number}"
