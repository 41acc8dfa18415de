"""What a calendar makes of an end: the end that follows on it, and the moment so long before it.

A period of days ends at a midnight, with the day before as its last one.  So what follows on an end is
counted from that last day, and one working day before an end is the whole of the last working day.

The Civil Code (民法典 200 to 204) counts forwards only; how days are counted back is a reading of this
library.  This module knows no case and reads no clock.
"""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, Words

_ONE_DAY = timedelta(days=1)
_IN_TIME = Words("须在公元 1 年至 9999 年之内", "must lie in the years 1 to 9999")


def instant(moment: datetime) -> timedelta:
    """Return how long after the beginning of the year 1 in Greenwich a moment lies.

    Two times in one zone compare by what the clock shows there, which is wrong in the hour that a clock put
    back shows twice; these compare right.

    Examples
    --------
    >>> noon = datetime.fromisoformat("2023-05-04T12:00+08:00")
    >>> instant(noon) == instant(datetime.fromisoformat("2023-05-04T04:00Z"))
    True
    """
    ahead = moment.utcoffset()
    if ahead is None:
        raise InvalidValue("moment", moment, Words("须为带时区的时间", "must be a datetime with a time zone"))
    return moment.replace(tzinfo=None) - datetime.min - ahead  # noqa: DTZ901  a difference, not a moment


def following(end: datetime, period: Period, *, calendar: WorkCalendar) -> datetime:
    """Return when a period is over that begins where another one ended.

    Raises
    ------
    InvalidValue
        If that lies past the year 9999, or the calendar has no working day.
    UnknownYear
        If the calendar does not know a year that must be asked about.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> friday_over = datetime.fromisoformat("2023-05-06T00:00+08:00")
    >>> following(friday_over, Period(1, PeriodUnit.WORKDAYS), calendar=WeekendCalendar()).isoformat()
    '2023-05-09T00:00:00+08:00'
    """
    start = end if period.unit is PeriodUnit.HOURS else end - datetime.resolution
    return period.end(start, calendar)


def preceding(end: datetime, period: Period, *, calendar: WorkCalendar, since: datetime) -> datetime:
    """Return the moment so long before an end, at the earliest the midnight with which a start's day began.

    Parameters
    ----------
    period
        In hours, days or working days.
    since
        The start.

    Raises
    ------
    InvalidValue
        If that lies before the year 1.
    UnknownYear
        If the calendar does not know a year that must be asked about.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> monday_over = datetime.fromisoformat("2023-05-09T00:00+08:00")
    >>> thursday = datetime.fromisoformat("2023-05-04T09:00+08:00")
    >>> two = Period(2, PeriodUnit.WORKDAYS)
    >>> preceding(monday_over, two, calendar=WeekendCalendar(), since=thursday).isoformat()
    '2023-05-05T00:00:00+08:00'
    """
    first = since.date()
    if period.unit is PeriodUnit.HOURS:
        return _hours_before(end, period.amount, datetime.combine(first, time.min, tzinfo=since.tzinfo))
    day = (end - datetime.resolution).date()
    left = period.amount
    while True:
        left -= period.unit is PeriodUnit.DAYS or calendar.is_workday(day)
        if left == 0 or day <= first:
            return datetime.combine(day, time.min, tzinfo=end.tzinfo)
        day -= _ONE_DAY


def _hours_before(end: datetime, hours: int, floor: datetime) -> datetime:
    """Return the moment so many hours before an end, or the floor; the clock may have been put back."""
    back = min(timedelta(hours=hours), instant(end) - instant(floor))
    try:
        return (end.astimezone(UTC) - back).astimezone(end.tzinfo)
    except OverflowError as error:
        raise InvalidValue("warn_before", f"{hours} h before {end.isoformat()}", _IN_TIME) from error


class Limit(NamedTuple):
    """When a time ends, from when on that is soon, and when somebody else is to be told."""

    until: datetime
    warns_at: datetime | None
    escalates_at: datetime | None


class Span(NamedTuple):
    """The periods of a deadline: the time itself, what extended it, the warning before, the grace after.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> day = Period(1, PeriodUnit.WORKDAYS)
    >>> thursday = datetime.fromisoformat("2023-05-04T09:00+08:00")
    >>> limit = Span(day, extensions=(day,), warning=day).limit(thursday, WeekendCalendar())
    >>> limit.until.isoformat(), limit.warns_at.isoformat(), limit.escalates_at
    ('2023-05-09T00:00:00+08:00', '2023-05-08T00:00:00+08:00', None)
    """

    within: Period
    extensions: tuple[Period, ...] = ()
    warning: Period | None = None
    grace: Period | None = None

    def limit(self, since: datetime, calendar: WorkCalendar) -> Limit:
        """Return the limit of what began at a moment."""
        until = self.within.end(since, calendar)
        for extension in self.extensions:
            until = following(until, extension, calendar=calendar)
        return Limit(
            until,
            None if self.warning is None else preceding(until, self.warning, calendar=calendar, since=since),
            None if self.grace is None else following(until, self.grace, calendar=calendar),
        )
