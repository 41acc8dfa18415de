"""Deadlines in calendars as they really were: holidays, make-up working days, clocks put forward and back.

The holidays of 2023 and 2024 are typed from the yearly notices of the State Council (国办发明电〔2022〕16号,
〔2023〕7号), and compared with the chinesecalendar library where that is installed.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from communitygov.core.workcalendar import NoticeCalendar, WeekendCalendar, chinese_calendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, UnknownYear
from communitygov.procedure.reckoning import Span, following, instant, preceding

CHINA = timezone(timedelta(hours=8))
WEEKENDS = WeekendCalendar()
HOURS, DAYS, WORKDAYS, MONTHS, YEARS = PeriodUnit


def _spans(year: int, *spans: tuple[int, int, int, int]) -> list[tuple[date, date]]:
    """Return spans of days, each given as month, day, month, day."""
    return [(date(year, *span[:2]), date(year, *span[2:])) for span in spans]


NOTICES = NoticeCalendar.from_notice(
    {2023, 2024},
    rests=[
        *_spans(
            2023, (1, 1, 1, 2), (1, 21, 1, 27), (4, 5, 4, 5), (4, 29, 5, 3), (6, 22, 6, 24), (9, 29, 10, 6)
        ),
        *_spans(
            2024, (1, 1, 1, 1), (2, 10, 2, 17), (4, 4, 4, 6), (5, 1, 5, 5), (6, 10, 6, 10), (9, 15, 9, 17)
        ),
        *_spans(2024, (10, 1, 10, 7)),
    ],
    makeup_workdays=[
        *(date(2023, *day) for day in ((1, 28), (1, 29), (4, 23), (5, 6), (6, 25), (10, 7), (10, 8))),
        *(
            date(2024, *day)
            for day in ((2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12))
        ),
    ],
)


def at(text: str, zone: timezone | ZoneInfo = CHINA) -> datetime:
    """Return a moment written without a year's century and without a zone."""
    return datetime.fromisoformat(f"20{text}").replace(tzinfo=zone)


def last_day(amount: int, unit: PeriodUnit, start: str) -> str:
    """Return the last day of a period on the calendar of the notices."""
    until = Span(Period(amount, unit)).limit(at(start), NOTICES).until
    assert until.time() == datetime.min.time()
    return (until - timedelta(days=1)).date().isoformat()


# ------------------------------------------------------------------ holidays and make-up working days


def test_the_notices_of_2023_and_2024_are_those_that_chinesecalendar_knows() -> None:
    pytest.importorskip("chinese_calendar")
    assert chinese_calendar({2023, 2024}) == NOTICES


@pytest.mark.parametrize(
    ("amount", "start", "last"),
    [
        (1, "23-09-28T17:30", "2023-10-07"),  # a Saturday, worked
        (2, "23-09-28T17:30", "2023-10-08"),  # a Sunday, worked
        (3, "23-09-28T17:30", "2023-10-09"),
        (1, "23-10-01T09:00", "2023-10-07"),  # raised on the holiday itself
        (5, "23-10-06T09:00", "2023-10-11"),
        (2, "24-02-02T09:00", "2024-02-05"),  # Friday, then a Sunday that is worked
        (6, "24-02-02T09:00", "2024-02-09"),
        (7, "24-02-02T09:00", "2024-02-18"),  # across Spring Festival to a Sunday that is worked
        (8, "24-02-02T09:00", "2024-02-19"),
    ],
)
def test_working_days_count_make_up_weekends_and_skip_holidays(amount: int, start: str, last: str) -> None:
    assert last_day(amount, WORKDAYS, start) == last


@pytest.mark.parametrize(
    ("amount", "unit", "start", "last"),
    [
        (7, DAYS, "23-09-28T09:00", "2023-10-07"),  # 5 October is a holiday; the Saturday after is worked
        (9, DAYS, "23-09-28T09:00", "2023-10-07"),
        (15, DAYS, "24-01-31T09:00", "2024-02-18"),
        (1, MONTHS, "24-01-12T09:00", "2024-02-18"),
        (1, YEARS, "23-02-11T09:00", "2024-02-18"),
        (2, DAYS, "23-10-05T09:00", "2023-10-07"),  # a Saturday that is worked does not move on
    ],
)
def test_a_last_day_on_a_holiday_moves_to_the_next_working_day(
    amount: int, unit: PeriodUnit, start: str, last: str
) -> None:
    assert last_day(amount, unit, start) == last


def test_a_weekend_calendar_gets_the_same_week_wrong_and_is_chosen_on_purpose() -> None:
    until = Span(Period(3, WORKDAYS)).limit(at("23-09-28T17:30"), WEEKENDS).until
    assert until == at("23-10-04T00:00")


def test_one_working_day_is_not_twenty_four_hours() -> None:
    friday = at("23-05-12T15:00")
    assert Span(Period(1, WORKDAYS)).limit(friday, NOTICES).until == at("23-05-16T00:00")
    assert Span(Period(24, HOURS)).limit(friday, NOTICES).until == at("23-05-13T15:00")


@pytest.mark.parametrize("amount", [0, -1])
def test_no_time_and_less_than_none_are_refused(amount: int) -> None:
    with pytest.raises(InvalidValue, match="amount"):
        Period(amount, WORKDAYS)


@pytest.mark.parametrize(
    "span",
    [
        Span(Period(4, WORKDAYS)),
        Span(Period(1, WORKDAYS), extensions=(Period(3, WORKDAYS),)),
        Span(Period(1, WORKDAYS), grace=Period(3, WORKDAYS)),
    ],
    ids=["time", "extension", "escalation"],
)
def test_a_year_without_a_notice_is_named_and_not_guessed(span: Span) -> None:
    with pytest.raises(UnknownYear) as caught:
        span.limit(at("24-12-27T09:00"), NOTICES)
    assert (caught.value.year, caught.value.known) == (2025, (2023, 2024))


# ------------------------------------------------------------------ extensions


def test_an_extension_is_counted_from_the_last_day_of_the_time_before() -> None:
    friday = Span(Period(1, WORKDAYS)).limit(at("23-05-11T09:00"), NOTICES).until
    assert friday == at("23-05-13T00:00")
    # The Saturday after moves to Monday.
    assert following(friday, Period(1, DAYS), calendar=NOTICES) == at("23-05-16T00:00")
    assert following(friday, Period(1, WORKDAYS), calendar=NOTICES) == at("23-05-16T00:00")
    assert following(friday, Period(4, DAYS), calendar=NOTICES) == at("23-05-17T00:00")
    assert following(friday, Period(1, MONTHS), calendar=NOTICES) == at("23-06-13T00:00")  # 12 May to 12 June
    assert following(friday, Period(5, HOURS), calendar=NOTICES) == at("23-05-13T05:00")


def test_an_extension_in_days_of_a_time_in_hours_counts_from_the_day_on_which_it_ends() -> None:
    limit = Span(Period(5, HOURS), extensions=(Period(1, WORKDAYS),)).limit(at("23-05-11T09:00"), NOTICES)
    assert limit.until == at("23-05-13T00:00")


def test_two_extensions_are_counted_one_after_the_other() -> None:
    fifteen = Period(15, DAYS)
    once = Span(Period(30, DAYS), extensions=(fifteen,)).limit(at("23-08-14T09:00"), NOTICES).until
    twice = Span(Period(30, DAYS), extensions=(fifteen,) * 2).limit(at("23-08-14T09:00"), NOTICES).until
    assert once == at("23-09-29T00:00")  # 13 September and fifteen days
    assert twice == at("23-10-14T00:00")  # 28 September and fifteen days: 13 October


# ------------------------------------------------------------------ warnings and escalation


def test_one_working_day_before_an_end_is_the_whole_of_the_last_working_day() -> None:
    tuesday_over = at("23-05-10T00:00")
    warned = preceding(tuesday_over, Period(1, WORKDAYS), calendar=NOTICES, since=at("23-05-04T09:00"))
    assert warned == at("23-05-09T00:00")


@pytest.mark.parametrize(
    ("amount", "unit", "warned"),
    [
        (1, WORKDAYS, "23-10-09T00:00"),
        (2, WORKDAYS, "23-10-08T00:00"),  # a Sunday, worked
        (3, WORKDAYS, "23-10-07T00:00"),
        (4, WORKDAYS, "23-09-28T00:00"),  # the last day before the holidays
        (4, DAYS, "23-10-06T00:00"),
        (30, DAYS, "23-09-20T00:00"),  # not before the day on which the case came
        (30, WORKDAYS, "23-09-20T00:00"),
        (36, HOURS, "23-10-08T12:00"),
        (1000, HOURS, "23-09-20T00:00"),
    ],
)
def test_a_warning_before_an_end_after_the_holidays_counts_back_over_them(
    amount: int, unit: PeriodUnit, warned: str
) -> None:
    end = at("23-10-10T00:00")
    assert preceding(end, Period(amount, unit), calendar=NOTICES, since=at("23-09-20T15:00")) == at(warned)


def test_working_days_before_an_end_in_hours_begin_with_the_day_on_which_it_ends() -> None:
    noon, since = at("23-10-09T12:00"), at("23-09-20T15:00")
    assert preceding(noon, Period(1, WORKDAYS), calendar=NOTICES, since=since) == at("23-10-09T00:00")


def test_a_case_goes_up_so_long_after_the_last_day_of_its_time() -> None:
    limit = Span(Period(2, WORKDAYS), grace=Period(2, WORKDAYS)).limit(at("23-09-26T09:00"), NOTICES)
    assert (limit.until, limit.escalates_at) == (at("23-09-29T00:00"), at("23-10-09T00:00"))


# ------------------------------------------------------------------ clocks


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [("23-03-12T01:30", 24, "23-03-13T02:30"), ("23-11-05T00:30", 24, "23-11-05T23:30")],
    ids=["put forward", "put back"],
)
def test_hours_are_hours_when_a_clock_is_put_forward_or_back(start: str, hours: int, end: str) -> None:
    new_york = ZoneInfo("America/New_York")
    until = Span(Period(hours, HOURS)).limit(at(start, new_york), WEEKENDS).until
    assert until == at(end, new_york)
    assert instant(until) - instant(at(start, new_york)) == timedelta(hours=hours)


def test_days_end_at_the_midnight_of_the_zone_whatever_its_clock_did() -> None:
    new_york = ZoneInfo("America/New_York")
    until = Span(Period(3, DAYS), warning=Period(24, HOURS)).limit(at("23-11-03T09:00", new_york), WEEKENDS)
    assert until.until == at("23-11-07T00:00", new_york)
    assert until.warns_at == at("23-11-06T00:00", new_york)
    end, since = at("23-11-06T00:00", new_york), at("23-11-01T00:00", new_york)
    backwards = preceding(end, Period(24, HOURS), calendar=WEEKENDS, since=since)
    assert backwards == at("23-11-05T01:00", new_york)  # that Sunday has 25 hours
    assert instant(end) - instant(backwards) == timedelta(hours=24)


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    new_york = ZoneInfo("America/New_York")
    first = at("23-11-05T01:30", new_york)
    second = first.replace(fold=1)
    assert first == second
    assert instant(second) - instant(first) == timedelta(hours=1)


def test_the_same_instant_in_two_zones_is_the_same() -> None:
    assert instant(at("23-05-04T08:00")) == instant(at("23-05-04T00:00", UTC))


def test_an_instant_of_no_zone_is_refused() -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        instant(datetime(2023, 5, 4))  # noqa: DTZ001  naive on purpose


def test_a_warning_before_the_beginning_of_time_is_refused() -> None:
    first = datetime(1, 1, 1, 9, tzinfo=CHINA)
    with pytest.raises(InvalidValue, match="years 1 to 9999"):
        Span(Period(1, DAYS), warning=Period(1000, HOURS)).limit(first, WEEKENDS)
