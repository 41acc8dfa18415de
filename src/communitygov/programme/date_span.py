"""When something was, as exactly as somebody said it: on a day, in a month, a quarter or a year.

“2022年” is not the first of January: it is some day of that year.  So what came first, and how long it took,
is often not known, and is then answered with ``None``.

This module reads no clock.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import day
from communitygov.core.document import Value
from communitygov.core.span import check_span
from communitygov.errors import InvalidValue, Words
from communitygov.programme.asked import asked_day

_IN_TIME = Words("须在公元 1 年至 9998 年之内", "must lie in the years 1 to 9998")
_MONTH = Words("须为 1 至 12 的整数", "must be a whole number from 1 to 12")
_MONTHS = Words("须为 1 至 1200 的整数", "must be a whole number from 1 to 1200")
#: Most months of a bound: a hundred years.
_MOST_MONTHS = 1200
_YEAR_MONTHS, _LAST_YEAR = 12, 9998
_ONE_DAY = timedelta(days=1)


@attrs.frozen
class DateSpan(Value):
    """Some day from `since` on and before `until`; or all of them, for what lasted.

    Examples
    --------
    >>> begun, passed = DateSpan.year(2022), DateSpan.on(date(2023, 3, 1))
    >>> str(begun), begun.is_before(passed), DateSpan.year(2023).is_before(passed)
    ('2022', True, None)
    >>> DateSpan(date(2022, 1, 1), date(2022, 1, 1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: '2022-01-01' will not do; it must be later than the first day, \
2022-01-01. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "date-span"
    since: date = attrs.field(validator=day)
    until: date = attrs.field(validator=day)

    def __attrs_post_init__(self) -> None:
        """Refuse a span that holds no day."""
        check_span(self)

    @classmethod
    def on(cls, day: date) -> "DateSpan":
        """Return the span of one day."""
        asked_day("day", day)
        if day == date.max:
            raise InvalidValue("day", day, _IN_TIME)
        return cls(day, day + _ONE_DAY)

    @classmethod
    def month(cls, year: int, month: int) -> "DateSpan":
        """Return the span of a month."""
        if type(month) is not int or not 1 <= month <= _YEAR_MONTHS:
            raise InvalidValue("month", month, _MONTH)
        first = date(_year(year), month, 1)
        return cls(first, first + timedelta(days=monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> "DateSpan":
        """Return the span of a year.

        Examples
        --------
        >>> DateSpan.year(2022).until
        datetime.date(2023, 1, 1)
        """
        return cls(date(_year(year), 1, 1), date(year + 1, 1, 1))

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.until - _ONE_DAY

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.since <= asked_day("day", day) < self.until

    def meets(self, other: "DateSpan") -> bool:
        """Tell whether two spans share a day."""
        require("other", other, kind=DateSpan)
        return self.since < other.until and other.since < self.until

    def is_before(self, other: "DateSpan") -> bool | None:
        """Tell whether one day came before another; ``None`` where the spans do not settle it."""
        require("other", other, kind=DateSpan)
        if self.last < other.since:
            return True
        return False if other.last <= self.since else None

    def took_at_most(self, ended: "DateSpan", *, months: int) -> bool | None:
        """Tell whether no more than so many months passed from this to `ended`.

        Months end on the corresponding day, or on the last of the month.

        Examples
        --------
        >>> begun = DateSpan.on(date(2023, 1, 5))
        >>> [begun.took_at_most(DateSpan.month(2023, month), months=6) for month in (6, 7, 8)]
        [True, None, False]
        >>> begun.took_at_most(DateSpan.month(2023, 6), months=0)
        Traceback (most recent call last):
            ...
        communitygov.errors.InvalidValue: months: 0 will not do; it must be a whole number from 1 to 1200. \
[INVALID_VALUE]
        """
        if type(months) is not int or not 1 <= months <= _MOST_MONTHS:
            raise InvalidValue("months", months, _MONTHS)
        require("ended", ended, kind=DateSpan)
        if ended.last <= _months_later(self.since, months):
            return True
        return False if ended.since > _months_later(self.last, months) else None

    def __str__(self) -> str:
        """Say it as shortly as it is known: a year, a month, a day, or both ends."""
        first = self.since
        if (first.month, first.day, self.until) == (1, 1, date(min(first.year, _LAST_YEAR) + 1, 1, 1)):
            return f"{first.year:04}"
        if first.day == 1 and self.last == first.replace(day=monthrange(first.year, first.month)[1]):
            return f"{first.year:04}-{first.month:02}"
        return first.isoformat() if self.last == first else f"{first.isoformat()}/{self.last.isoformat()}"


def _year(year: object) -> int:
    """Return a year that has a next one."""
    if type(year) is not int or not 1 <= year <= _LAST_YEAR:
        raise InvalidValue("year", year, _IN_TIME)
    return year


def _months_later(first: date, months: int) -> date:
    """Return the corresponding day so many months later, or the last of the calendar."""
    year, month = divmod(first.year * _YEAR_MONTHS + first.month - 1 + months, _YEAR_MONTHS)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
