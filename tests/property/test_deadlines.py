"""Laws of periods: the first day never counts, later starts and longer periods never end earlier."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.core.workcalendar import NoticeCalendar, workdays_between
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.testing.strategies.core import days, moments
from communitygov.testing.strategies.worktime import (
    notice_calendars,
    periods,
    weekend_calendars,
)

SATURDAY = 5
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
#: Long enough for sixty years from the last start.
COVERED = (2026, 2090)
STARTS = moments(
    earliest=datetime.fromisoformat("2026-01-02T00:00Z"), latest=datetime.fromisoformat("2026-12-30T00:00Z")
)
#: Days off and made up come close together, so that many periods end among them.
CALENDARS = notice_calendars(
    years=COVERED, exceptions=st.frozensets(days(earliest=FIRST, latest=LAST), max_size=60)
)
DAILY = st.builds(
    Period, st.integers(1, 60), st.sampled_from([unit for unit in PeriodUnit if unit != "hours"])
)


def unmoved(period: Period, start: date) -> date:
    """Return the last day before it moves, found by walking the calendar day by day."""
    if period.unit is PeriodUnit.DAYS:
        return start + timedelta(days=period.amount)
    months = period.amount * (12 if period.unit is PeriodUnit.YEARS else 1)
    day = start.replace(day=1)
    for _ in range(months):
        day = (day + timedelta(days=31)).replace(day=1)
    following = (day + timedelta(days=31)).replace(day=1)
    return min(day + timedelta(days=start.day - 1), following - timedelta(days=1))


@given(STARTS, DAILY, CALENDARS)
def test_a_last_day_is_a_working_day_after_the_start(
    start: datetime, period: Period, calendar: NoticeCalendar
) -> None:
    last = period.last_day(start.date(), calendar)
    assert last > start.date()
    assert calendar.is_workday(last)


@given(STARTS, DAILY, CALENDARS)
def test_a_last_day_moves_past_rest_days_only(
    start: datetime, period: Period, calendar: NoticeCalendar
) -> None:
    last = period.last_day(start.date(), calendar)
    if period.unit is PeriodUnit.WORKDAYS:
        assert workdays_between(start.date(), last, calendar=calendar) == period.amount
        return
    first = unmoved(period, start.date())
    assert first <= last
    assert not any(
        calendar.is_workday(first + timedelta(days=passed)) for passed in range((last - first).days)
    )


@given(STARTS, periods(), CALENDARS)
def test_an_end_is_midnight_after_the_last_day_in_the_zone_of_the_start(
    start: datetime, period: Period, calendar: NoticeCalendar
) -> None:
    end = period.end(start, calendar)
    assert end > start
    assert end.utcoffset() == start.utcoffset()
    if period.unit is PeriodUnit.HOURS:
        assert end - start == timedelta(hours=period.amount)
    else:
        assert end.time() == time.min
        assert end.date() - timedelta(days=1) == period.last_day(start.date(), calendar)


@given(STARTS, st.timedeltas(timedelta(0), timedelta(days=40)), periods(), CALENDARS)
def test_a_later_start_never_ends_earlier(
    start: datetime, delay: timedelta, period: Period, calendar: NoticeCalendar
) -> None:
    assert period.end(start, calendar) <= period.end(start + delay, calendar)


@given(STARTS, periods(longest=30), st.integers(0, 30), CALENDARS)
def test_a_longer_period_never_ends_earlier(
    start: datetime, period: Period, more: int, calendar: NoticeCalendar
) -> None:
    longer = Period(period.amount + more, period.unit)
    assert period.end(start, calendar) <= longer.end(start, calendar)


@given(STARTS, DAILY, CALENDARS, days(earliest=FIRST, latest=LAST))
def test_one_holiday_more_never_makes_a_period_end_earlier(
    start: datetime, period: Period, calendar: NoticeCalendar, day: date
) -> None:
    more = NoticeCalendar(
        years=calendar.years,
        holidays=calendar.holidays | ({day} if day.weekday() < SATURDAY else set()),
        makeup_workdays=calendar.makeup_workdays - {day},
    )
    assert period.end(start, calendar) <= period.end(start, more)


@given(STARTS, st.integers(1, 30), st.integers(1, 30), CALENDARS)
def test_working_days_add_up(start: datetime, first: int, then: int, calendar: NoticeCalendar) -> None:
    middle = Period(first, PeriodUnit.WORKDAYS).last_day(start.date(), calendar)
    last = Period(then, PeriodUnit.WORKDAYS).last_day(middle, calendar)
    assert last == Period(first + then, PeriodUnit.WORKDAYS).last_day(start.date(), calendar)


@given(days(earliest=FIRST, latest=LAST), st.integers(0, 200), st.integers(0, 200), CALENDARS)
def test_working_days_between_add_up(start: date, first: int, then: int, calendar: NoticeCalendar) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + then)
    parts = (
        workdays_between(start, middle, calendar=calendar),
        workdays_between(middle, end, calendar=calendar),
    )
    assert sum(parts) == workdays_between(start, end, calendar=calendar)


@given(periods() | notice_calendars() | weekend_calendars())
def test_periods_and_calendars_come_back_from_documents(value: Value) -> None:
    again = type(value).from_json(value.to_json())
    assert again == value
    assert again.to_json() == value.to_json()
