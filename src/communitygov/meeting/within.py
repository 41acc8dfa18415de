"""How long something may take, as a policy gives it: so many days, or a period in another unit.

A bare number is a number of calendar days.  How days are counted, `communitygov.core.worktime` says: the day
of the event itself is not counted, and a last day that is a rest day moves to the next working day.

This module knows no policy.
"""

from datetime import date, timedelta
from typing import Any, cast

import attrs

from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, Words

_PERIOD = Words(
    "须为天数，或日、工作日、月、年的期间",
    "must be a number of days, or a period of days, workdays, months or years",
)
_CALENDAR = Words("须为工作日历，如 WeekendCalendar()", "must be a calendar, such as WeekendCalendar()")
_LAST_DAY = Words("之后须尚有一日", "must have a day after it")


def as_period(value: int | Period) -> Period:
    """Return a period as it is, or so many calendar days.

    Examples
    --------
    >>> as_period(7).text("zh"), as_period(Period(5, PeriodUnit.WORKDAYS)).text("zh")
    ('7日', '5个工作日')
    """
    return value if isinstance(value, Period) else Period(value, PeriodUnit.DAYS)


def as_period_if_given(value: int | Period | None) -> Period | None:
    """Return a period, or so many calendar days, or none.

    Examples
    --------
    >>> as_period_if_given(None) is None, as_period_if_given(3) == as_period(3)
    (True, True)
    """
    return None if value is None else as_period(value)


def with_last_day(_owner: object, field: "attrs.Attribute[Any]", value: Period | None) -> None:
    """Refuse hours, which have no last day."""
    if value is not None and value.unit is PeriodUnit.HOURS:
        raise InvalidValue(field.name, value.text(), _PERIOD)


def working(calendar: object) -> WorkCalendar:
    """Return a calendar, and refuse what knows no working days.

    Examples
    --------
    >>> working("2023")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: calendar: '2023' will not do; it must be a calendar, such as \
WeekendCalendar(). [INVALID_VALUE]
    """
    if isinstance(calendar, type) or not callable(getattr(calendar, "is_workday", None)):
        raise InvalidValue("calendar", calendar, _CALENDAR)
    return cast("WorkCalendar", calendar)


def day_after(day: date) -> date:
    """Return the next day.

    Examples
    --------
    >>> day_after(date(2023, 12, 31)).isoformat()
    '2024-01-01'
    """
    if day == date.max:
        raise InvalidValue("day", day.isoformat(), _LAST_DAY)
    return day + timedelta(days=1)


def not_before(what: str, on: date, *, first: date) -> None:
    """Refuse a day before the first one that will do.

    Examples
    --------
    >>> not_before("taken_down_on", date(2023, 5, 7), first=date(2023, 5, 8))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: taken_down_on: '2023-05-07' will not do; it must not be earlier than \
2023-05-08. [INVALID_VALUE]
    """
    if on < first:
        bound = Words(f"不可早于 {first}", f"must not be earlier than {first}")
        raise InvalidValue(what, on.isoformat(), bound)
