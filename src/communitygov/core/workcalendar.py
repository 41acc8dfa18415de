"""Which days are worked: weekends, and the State Council's notices with their make-up workdays (调休).

A calendar is an argument everywhere; this module reads no clock and guesses no holiday: a year without a
notice is an error.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from importlib import import_module
from typing import ClassVar, Protocol, cast

import attrs

from communitygov.core.checks import Check, as_set, counted, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, MissingExtra, UnknownYear, Words

#: Days in a row without work after which a calendar is taken to have no working days.
LONGEST_REST = 366
_SATURDAY = 5

_DAY = Words("须为日期（不含时刻）", "must be a date without a time")
_YEARS = Words("须为一个或多个 1 至 9999 的年份", "must be one year or more, each from 1 to 9999")
_WEEKDAYS = Words("须为所列年份内的周一至周五", "must be Mondays to Fridays of the years covered")
_WEEKENDS = Words("须为所列年份内的周六、周日", "must be Saturdays or Sundays of the years covered")
_SPANS = Words("须为首日与末日，相隔不足一年", "must be first days with last days, less than a year apart")
_ORDER = Words("不可早于起始日", "must not be earlier than the start")


def plain_day(what: str, day: object) -> date:
    """Return `day` if it is a date without a time of day."""
    if type(day) is not date:
        raise InvalidValue(what, day, _DAY)
    return day


class WorkCalendar(Protocol):
    """What knows on which days people work (工作日历)."""

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on `day`; raise `UnknownYear` rather than guess."""
        ...


@attrs.frozen
class WeekendCalendar(Value):
    """Mondays to Fridays are working days; it knows no holidays, and is used on purpose.

    Examples
    --------
    >>> WeekendCalendar().is_workday(date(2026, 10, 1))  # 国庆节, a Thursday
    True
    """

    document_kind: ClassVar[str] = "weekend-calendar"

    def is_workday(self, day: date) -> bool:
        """Tell whether `day` is a Monday to Friday."""
        return plain_day("day", day).weekday() < _SATURDAY


def _years(_owner: object, field: "attrs.Attribute[frozenset[int]]", years: frozenset[int]) -> None:
    """Refuse anything but years, and no year at all."""
    if not years or not all(type(year) is int and date.min.year <= year <= date.max.year for year in years):
        raise InvalidValue(field.name, sorted(map(str, years)), _YEARS)


def _all_on(weekdays: range, bound: Words) -> Check[frozenset[date]]:
    """Make a check for days that fall on `weekdays`, Monday being 0, of the years covered."""

    def check(owner: object, field: "attrs.Attribute[frozenset[date]]", days: frozenset[date]) -> None:
        years = cast("NoticeCalendar", owner).years
        for day in sorted(days, key=str):
            if plain_day(field.name, day).weekday() not in weekdays or day.year not in years:
                raise InvalidValue(field.name, day.isoformat(), bound)

    return check


@attrs.frozen(kw_only=True)
class NoticeCalendar(Value):
    """The working days of some years, as the yearly notices (放假安排) set them.

    A notice may also touch the last days of the year before it: that year is known for certain only once
    the next notice is out.

    Parameters
    ----------
    years
        The years whose notices are known.
    holidays
        Mondays to Fridays on which nobody works.
    makeup_workdays
        Saturdays and Sundays on which people work (调休).
    source
        Where the notices stand.

    Examples
    --------
    >>> new_year = NoticeCalendar.from_notice(
    ...     {2026}, rests=[(date(2026, 1, 1), date(2026, 1, 3))], makeup_workdays=[date(2026, 1, 4)]
    ... )
    >>> [new_year.is_workday(date(2026, 1, day)) for day in (1, 2, 3, 4, 5)]
    [False, False, False, True, True]
    >>> new_year.is_workday(date(2027, 1, 1))
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownYear: The calendar knows 2026 to 2026, not 2027: no holiday notice is loaded \
for that year. Load one, or use a weekend calendar on purpose. [UNKNOWN_YEAR]
    """

    document_kind: ClassVar[str] = "notice-calendar"
    years: frozenset[int] = attrs.field(
        converter=as_set, validator=_years, repr=lambda years: str(sorted(years))
    )
    holidays: frozenset[date] = attrs.field(
        converter=as_set, validator=_all_on(range(_SATURDAY), _WEEKDAYS), repr=counted
    )
    makeup_workdays: frozenset[date] = attrs.field(
        converter=as_set, validator=_all_on(range(_SATURDAY, 7), _WEEKENDS), repr=counted
    )
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    @classmethod
    def from_notice(
        cls,
        years: Iterable[int],
        *,
        rests: Iterable[tuple[date, date]],
        makeup_workdays: Iterable[date],
        source: Citation | None = None,
    ) -> "NoticeCalendar":
        """Return the calendar of notices as they are worded: off from … to …, at work on ….

        Raises
        ------
        InvalidValue
            If a span ends before it begins or lasts a year, or a day is not of the years covered.
        """
        off = {day for span in rests for day in _days_of(span)}
        return cls(
            years=years,
            holidays={day for day in off if day.weekday() < _SATURDAY},
            makeup_workdays=makeup_workdays,
            source=source,
        )

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on `day`.

        Raises
        ------
        UnknownYear
            If no notice is known for the year.
        """
        if plain_day("day", day).year not in self.years:
            raise UnknownYear(day.year, tuple(sorted(self.years)))
        if day.weekday() < _SATURDAY:
            return day not in self.holidays
        return day in self.makeup_workdays


def _days_of(span: tuple[date, date]) -> Iterable[date]:
    """Return the days from a first to a last one, both included."""
    match span:
        case (date() as first, date() as last) if type(first) is type(last) is date:
            length = (last - first).days
        case _:
            length = -1
    if not 0 <= length < LONGEST_REST:
        raise InvalidValue("rests", str(span), _SPANS)
    return (span[0] + timedelta(days=passed) for passed in range(length + 1))


def chinese_calendar(years: Iterable[int]) -> NoticeCalendar:
    """Return the working days of mainland China in `years`, copied from the chinesecalendar library.

    Raises
    ------
    MissingExtra
        If the library is not installed (extra ``calendar``).
    UnknownYear
        If it has no notice for one of the years.
    """
    try:
        library = import_module("chinese_calendar")
    except ImportError as error:
        raise MissingExtra("chinese_calendar", "calendar") from error
    wanted = NoticeCalendar(years=years, holidays=(), makeup_workdays=()).years
    known = tuple(sorted({day.year for day in library.holidays}))
    for year in sorted(wanted.difference(known)):
        raise UnknownYear(year, known)
    days = [day for year in wanted for day in _days_of((date(year, 1, 1), date(year, 12, 31)))]
    off = {day for day in days if not library.is_workday(day)}
    made_up = {day for day in days if day.weekday() >= _SATURDAY} - off
    return NoticeCalendar.from_notice(wanted, rests=[(day, day) for day in off], makeup_workdays=made_up)


def workdays_between(start: date, end: date, *, calendar: WorkCalendar) -> int:
    """Return how many working days lie after `start`, up to `end` and with it.

    Raises
    ------
    InvalidValue
        If `end` is earlier than `start`.
    UnknownYear
        If the calendar does not know a year in between.

    Examples
    --------
    >>> workdays_between(date(2023, 5, 4), date(2023, 5, 9), calendar=WeekendCalendar())
    3
    """
    length = (plain_day("end", end) - plain_day("start", start)).days
    if length < 0:
        raise InvalidValue("end", end.isoformat(), _ORDER)
    return sum(calendar.is_workday(start + timedelta(days=passed)) for passed in range(1, length + 1))
