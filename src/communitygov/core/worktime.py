"""When a period ends: hours, days, working days, months and years, as the Civil Code (民法典) counts them.

1. The day on which something happens is not counted; hours run from the moment (article 201).
2. Months and years end on the corresponding day, or on the last of the month (article 202).
3. A last day that is a rest day moves to the next working day; the last day ends at 24:00 (article 203).

Four readings are this library's own.  Which days are rest days, weekends among them, the calendar says that
is passed in.  Hours do not move past rest days: they have no last day.  Working days (工作日), which these
articles do not know, are counted from the first one after the start.  A day ends at midnight in the zone of
the start, also where an office closes earlier.  What a law or an agreement counts otherwise (article 204) is
the caller's: on a calendar that takes every day for a working day, nothing moves.

This module reads no clock and guesses no holiday: a year without a notice is an error.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import one_of
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import LONGEST_REST, WorkCalendar, plain_day
from communitygov.errors import InvalidValue, Language, Words

#: Greatest number of hours, days, months or years in one period.
LONGEST_PERIOD = 100_000

FIRST_DAY_NOT_COUNTED = Citation(document="cn-civil-code", article="201", in_force_from=date(2021, 1, 1))
CORRESPONDING_DAY = attrs.evolve(FIRST_DAY_NOT_COUNTED, article="202")
DAY_AFTER_REST = attrs.evolve(FIRST_DAY_NOT_COUNTED, article="203")

_MOMENT = Words("须为带时区的时间，如 2023-05-04T09:00:00+08:00", "must be a datetime with a time zone")
_AMOUNT = Words(f"须为 1 至 {LONGEST_PERIOD} 的整数", f"must be a whole number from 1 to {LONGEST_PERIOD}")
_IN_TIME = Words(
    "须在公元 1 年至 9999 年之内；请缩短期间", "must lie in the years 1 to 9999; shorten the period"
)
_NO_WORK = Words(f"须在 {LONGEST_REST} 日内有工作日", f"must have a working day within {LONGEST_REST} days")
_HOURS = Words("不可为小时，小时无末日，请用 end", "must not be hours, which have no last day; use `end`")


def _aware(what: str, moment: object) -> None:
    """Refuse anything but a datetime with a time zone."""
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        raise InvalidValue(what, moment, _MOMENT)


class PeriodUnit(TermEnum):
    """In what a period is measured.

    Examples
    --------
    >>> PeriodUnit("workdays").label("zh")
    '工作日'
    """

    HOURS = "hours", "小时", "hours"
    DAYS = "days", "日", "days"
    WORKDAYS = "workdays", "工作日", "workdays"
    MONTHS = "months", "月", "months"
    YEARS = "years", "年", "years"


#: Units that take 个 after a number.
_COUNTED = frozenset({PeriodUnit.WORKDAYS, PeriodUnit.MONTHS})
_MONTHS = MappingProxyType({PeriodUnit.MONTHS: 1, PeriodUnit.YEARS: 12})
#: What rules how each unit is counted.
_RULES: Mapping[PeriodUnit, tuple[Citation, ...]] = MappingProxyType(
    {
        PeriodUnit.HOURS: (FIRST_DAY_NOT_COUNTED,),
        PeriodUnit.DAYS: (FIRST_DAY_NOT_COUNTED, DAY_AFTER_REST),
        PeriodUnit.WORKDAYS: (FIRST_DAY_NOT_COUNTED, LIBRARY_DEFAULT),
        PeriodUnit.MONTHS: (FIRST_DAY_NOT_COUNTED, CORRESPONDING_DAY, DAY_AFTER_REST),
        PeriodUnit.YEARS: (FIRST_DAY_NOT_COUNTED, CORRESPONDING_DAY, DAY_AFTER_REST),
    }
)


def _period_amount(_owner: object, field: "attrs.Attribute[int]", amount: int) -> None:
    """Refuse what is no whole number, none, less than none, or beyond all use."""
    if type(amount) is not int or not 1 <= amount <= LONGEST_PERIOD:
        raise InvalidValue(field.name, amount, _AMOUNT)


@attrs.frozen
class Period(Value):
    """How long something may take (期间).

    Examples
    --------
    >>> from datetime import timezone
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> china = timezone(timedelta(hours=8))
    >>> thursday = datetime(2023, 5, 4, 9, 30, tzinfo=china)
    >>> Period(3, PeriodUnit.WORKDAYS).end(thursday, WeekendCalendar()).isoformat()
    '2023-05-10T00:00:00+08:00'
    >>> Period(2, PeriodUnit.DAYS).last_day(date(2023, 5, 4), WeekendCalendar())  # a Saturday moves
    datetime.date(2023, 5, 8)
    >>> Period(0, PeriodUnit.DAYS)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: amount: 0 will not do; it must be a whole number from 1 to 100000. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "period"
    amount: int = attrs.field(validator=_period_amount)
    unit: PeriodUnit = attrs.field(validator=one_of(PeriodUnit))

    @property
    def rules(self) -> tuple[Citation, ...]:
        """What rules how it is counted."""
        return _RULES[self.unit]

    def end(self, start: datetime, calendar: WorkCalendar) -> datetime:
        """Return the moment at which it is over, in the zone of `start`.

        For all units but hours that is the midnight at which the last day ends: nothing done from then on
        is in time.

        Raises
        ------
        InvalidValue
            If `start` has no time zone, the end lies past the year 9999, or the calendar has no working day.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        _aware("start", start)
        if self.unit is PeriodUnit.HOURS:
            return self._hours_after(start)
        following = _later(self.last_day(start.date(), calendar), 1)
        return datetime.combine(following, time.min, tzinfo=start.tzinfo)

    def last_day(self, start_day: date, calendar: WorkCalendar) -> date:
        """Return the last day on which one is in time, counted from what happened on `start_day`.

        Raises
        ------
        InvalidValue
            If the period is one of hours, ends past the year 9999, or the calendar has no working day.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        start = plain_day("start_day", start_day)
        if self.unit is PeriodUnit.HOURS:
            raise InvalidValue("unit", self.unit, _HOURS)
        if self.unit is PeriodUnit.WORKDAYS:
            return self._workdays_after(start, calendar)
        months = _MONTHS.get(self.unit, 0) * self.amount
        end = _corresponding(start, months) if months else _later(start, self.amount)
        return _workday_from(end, calendar)

    def text(self, language: Language = "en") -> str:
        """Say it in `language`.

        Examples
        --------
        >>> Period(7, PeriodUnit.WORKDAYS).text("zh"), Period(1, PeriodUnit.DAYS).text()
        ('7个工作日', '1 day')
        """
        measure = "个" if self.unit in _COUNTED else ""
        unit = self.unit.en if self.amount > 1 else self.unit.en.removesuffix("s")
        return Words(f"{self.amount}{measure}{self.unit.zh}", f"{self.amount} {unit}").say(language)

    def _hours_after(self, start: datetime) -> datetime:
        """Return the moment so many hours later; the clock may have been put forward in between."""
        try:
            return (start.astimezone(UTC) + timedelta(hours=self.amount)).astimezone(start.tzinfo)
        except OverflowError as error:
            raise InvalidValue("end", f"{self.text()} after {start.isoformat()}", _IN_TIME) from error

    def _workdays_after(self, start: date, calendar: WorkCalendar) -> date:
        """Return the working day that is so many working days later."""
        day = start
        for _ in range(self.amount):
            day = _workday_from(_later(day, 1), calendar)
        return day


def _later(day: date, days: int) -> date:
    """Return the day so many days later."""
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise InvalidValue("last day", f"{days} days after {day}", _IN_TIME) from error


def _corresponding(day: date, months: int) -> date:
    """Return the corresponding day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        raise InvalidValue("last day", f"{months} months after {day}", _IN_TIME)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _workday_from(day: date, calendar: WorkCalendar) -> date:
    """Return the first working day from `day` on."""
    for passed in range(LONGEST_REST):
        later = _later(day, passed)
        if calendar.is_workday(later):
            return later
    raise InvalidValue("calendar", calendar, _NO_WORK)
