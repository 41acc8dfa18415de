"""Periods and calendars, article by article.

The holidays of 2025 and 2026 are typed from the yearly notices of the State Council (国办发明电〔2024〕12号
and the notice of 2025-11-04), and compared with the chinesecalendar library where that is installed.
"""

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace
from zoneinfo import ZoneInfo, available_timezones

import pytest

from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.workcalendar import (
    NoticeCalendar,
    WeekendCalendar,
    chinese_calendar,
    workdays_between,
)
from communitygov.core.worktime import LONGEST_PERIOD, Period, PeriodUnit
from communitygov.errors import DocumentError, InvalidValue, MissingExtra, UnknownYear

CHINA = timezone(timedelta(hours=8))
WEEKENDS = WeekendCalendar()
HOURS, DAYS, WORKDAYS, MONTHS, YEARS = PeriodUnit


def _days(year: int, *spans: tuple[int, int, int, int]) -> list[tuple[date, date]]:
    """Return spans of days, each given as month, day, month, day."""
    return [(date(year, *span[:2]), date(year, *span[2:])) for span in spans]


NOTICES = NoticeCalendar.from_notice(
    {2025, 2026},
    rests=[
        *_days(2025, (1, 1, 1, 1), (1, 28, 2, 4), (4, 4, 4, 6), (5, 1, 5, 5), (5, 31, 6, 2), (10, 1, 10, 8)),
        *_days(
            2026, (1, 1, 1, 3), (2, 15, 2, 23), (4, 4, 4, 6), (5, 1, 5, 5), (6, 19, 6, 21), (9, 25, 9, 27)
        ),
        *_days(2026, (10, 1, 10, 7)),
    ],
    makeup_workdays=[
        *(date(2025, *day) for day in ((1, 26), (2, 8), (4, 27), (9, 28), (10, 11))),
        *(date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))),
    ],
)


class Never:
    """A calendar on which nobody ever works."""

    def is_workday(self, day: date) -> bool:
        """Say no."""
        del day
        return False


class Always:
    """A calendar on which every day is a working day."""

    def is_workday(self, day: date) -> bool:
        """Say yes."""
        del day
        return True


# ---------------------------------------------------------------------------------- calendars


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        (date(2026, 1, 1), False),  # 元旦, a Thursday
        (date(2026, 1, 4), True),  # a Sunday, worked
        (date(2026, 2, 14), True),  # a Saturday, worked
        (date(2026, 2, 23), False),  # the last Monday of 春节
        (date(2026, 2, 24), True),
        (date(2026, 3, 7), False),  # a plain Saturday
        (date(2026, 3, 9), True),
    ],
)
def test_holidays_rest_and_makeup_days_work(day: date, *, is_workday: bool) -> None:
    assert NOTICES.is_workday(day) is is_workday


def test_the_notice_leaves_248_working_days_in_2026() -> None:
    assert workdays_between(date(2025, 12, 31), date(2026, 12, 31), calendar=NOTICES) == 248


def test_the_typed_notices_agree_with_the_library_day_by_day() -> None:
    pytest.importorskip("chinese_calendar")
    assert chinese_calendar({2025, 2026}) == NOTICES


def test_a_year_without_a_notice_is_not_guessed() -> None:
    with pytest.raises(UnknownYear) as refused:
        NOTICES.is_workday(date(2027, 1, 4))
    assert (refused.value.year, refused.value.known) == (2027, (2025, 2026))
    with pytest.raises(UnknownYear):
        Period(1, WORKDAYS).last_day(date(2026, 12, 31), NOTICES)


def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small library in the place of chinesecalendar: 2026-01-01 is off, 2026-01-04 worked."""
    usual = WEEKENDS.is_workday
    library = SimpleNamespace(
        holidays={date(2026, 1, 1): "元旦"},
        is_workday=lambda day: day == date(2026, 1, 4) or (day != date(2026, 1, 1) and usual(day)),
    )
    monkeypatch.setitem(sys.modules, "chinese_calendar", library)


def test_the_library_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    _library(monkeypatch)
    calendar = chinese_calendar([2026])
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    assert calendar.holidays == {date(2026, 1, 1)}
    assert calendar.makeup_workdays == {date(2026, 1, 4)}
    assert NoticeCalendar.from_json(calendar.to_json()) == calendar


def test_the_library_is_not_asked_about_a_year_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    _library(monkeypatch)
    with pytest.raises(UnknownYear) as refused:
        chinese_calendar([2028, 2026, 2027])
    assert (refused.value.year, refused.value.known) == (2027, (2026,))


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    with pytest.raises(MissingExtra, match=r'pip install "communitygov\[calendar\]"'):
        chinese_calendar([2026])


@pytest.mark.parametrize("years", [[], [0], [10_000], ["2026"], [True], [2026, None], "2026", 26])
def test_a_calendar_covers_years(years: object, monkeypatch: pytest.MonkeyPatch) -> None:
    _library(monkeypatch)
    with pytest.raises(InvalidValue):
        chinese_calendar(years)


@pytest.mark.parametrize(
    "day", [date(2026, 1, 3), date(2027, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01"]
)
def test_holidays_are_weekdays_of_the_years_covered(day: object) -> None:
    with pytest.raises(InvalidValue, match="holidays"):
        NoticeCalendar(years={2026}, holidays={day}, makeup_workdays=())


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2027, 1, 2), None])
def test_makeup_days_are_weekends_of_the_years_covered(day: object) -> None:
    with pytest.raises(InvalidValue, match="makeup_workdays"):
        NoticeCalendar(years={2026}, holidays=(), makeup_workdays={day})


def test_of_many_wrong_days_the_earliest_is_named() -> None:
    saturdays = {date(2026, 1, 3) + timedelta(weeks=week) for week in range(50)}
    with pytest.raises(InvalidValue, match="2026-01-03"):
        NoticeCalendar(years={2026}, holidays=saturdays, makeup_workdays=())


@pytest.mark.parametrize(
    "span",
    [
        (date(2026, 1, 3), date(2026, 1, 1)),
        (date(2025, 1, 1), date(2026, 12, 31)),
        (date(2026, 1, 1),),
        (date(2026, 1, 1), datetime(2026, 1, 3, tzinfo=UTC)),
        date(2026, 1, 1),
        ("2026-01-01", "2026-01-03"),
    ],
    ids=str,
)
def test_a_rest_runs_from_a_first_day_to_a_last(span: object) -> None:
    with pytest.raises(InvalidValue, match="rests"):
        NoticeCalendar.from_notice({2025, 2026}, rests=[span], makeup_workdays=())


def test_a_calendar_keeps_its_source_and_prints_short() -> None:
    notice = Citation(document="cn-state-council", article="2025-11-04")
    calendar = NoticeCalendar(years={2026}, holidays={date(2026, 1, 1)}, makeup_workdays=(), source=notice)
    assert calendar.source is notice
    assert repr(calendar).startswith("NoticeCalendar(years=[2026], holidays=‹1›, makeup_workdays=‹0›")
    with pytest.raises(InvalidValue):
        NoticeCalendar(years={2026}, holidays=(), makeup_workdays=(), source="notice")


@pytest.mark.parametrize("day", [datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01", None])
def test_a_calendar_is_asked_about_days(day: object) -> None:
    for calendar in (WEEKENDS, NOTICES):
        with pytest.raises(InvalidValue, match="day"):
            calendar.is_workday(day)


# ------------------------------------------------------------------------------------ periods


def test_the_first_day_is_not_counted() -> None:
    monday = datetime(2026, 3, 9, 9, tzinfo=CHINA)
    assert Period(1, DAYS).end(monday, WEEKENDS) == datetime(2026, 3, 11, tzinfo=CHINA)
    assert Period(1, DAYS).last_day(date(2026, 3, 9), WEEKENDS) == date(2026, 3, 10)


def test_hours_run_from_the_moment_and_do_not_move() -> None:
    friday = datetime(2026, 3, 6, 22, 30, tzinfo=CHINA)
    assert Period(24, HOURS).end(friday, NOTICES) == datetime(2026, 3, 7, 22, 30, tzinfo=CHINA)
    assert Period(24, HOURS).end(friday, Never()) == datetime(2026, 3, 7, 22, 30, tzinfo=CHINA)


@pytest.mark.skipif("Europe/Berlin" not in available_timezones(), reason="no time zones on this machine")
def test_hours_are_true_hours_when_the_clock_changes() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 28, 12, tzinfo=berlin)
    assert Period(24, HOURS).end(before, WEEKENDS).isoformat() == "2026-03-29T13:00:00+02:00"


def test_hours_have_no_last_day() -> None:
    with pytest.raises(InvalidValue, match="no last day"):
        Period(24, HOURS).last_day(date(2026, 3, 9), WEEKENDS)


@pytest.mark.parametrize(
    ("start", "period", "last_day"),
    [
        (date(2026, 1, 15), Period(1, MONTHS), date(2026, 2, 15)),
        (date(2026, 1, 31), Period(1, MONTHS), date(2026, 2, 28)),  # no corresponding day
        (date(2024, 1, 31), Period(1, MONTHS), date(2024, 2, 29)),
        (date(2024, 2, 29), Period(1, YEARS), date(2025, 2, 28)),
        (date(2024, 2, 29), Period(4, YEARS), date(2028, 2, 29)),
        (date(2026, 2, 28), Period(1, MONTHS), date(2026, 3, 28)),  # not the end of March
        (date(2025, 11, 30), Period(3, MONTHS), date(2026, 2, 28)),
        (date(2025, 12, 31), Period(12, MONTHS), date(2026, 12, 31)),
    ],
)
def test_months_and_years_end_on_the_corresponding_day(start: date, period: Period, last_day: date) -> None:
    assert period.last_day(start, Always()) == last_day


@pytest.mark.parametrize(
    ("start", "period", "last_day"),
    [
        (date(2026, 2, 10), Period(5, DAYS), date(2026, 2, 24)),  # 15 February begins nine days of rest
        (date(2026, 2, 10), Period(4, DAYS), date(2026, 2, 14)),  # a Saturday, worked
        (date(2026, 9, 13), Period(7, DAYS), date(2026, 9, 20)),  # a Sunday, worked
        (date(2026, 9, 1), Period(1, MONTHS), date(2026, 10, 8)),  # 国庆节
        (date(2025, 1, 1), Period(1, YEARS), date(2026, 1, 4)),  # 元旦 ends on Saturday, Sunday is worked
        (date(2026, 3, 2), Period(5, DAYS), date(2026, 3, 9)),  # a plain Saturday
    ],
)
def test_a_last_day_of_rest_moves_to_the_next_working_day(
    start: date, period: Period, last_day: date
) -> None:
    assert period.last_day(start, NOTICES) == last_day


@pytest.mark.parametrize(
    ("start", "count", "last_day"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 2, 18), 1, date(2026, 2, 24)),
        (date(2026, 9, 29), 4, date(2026, 10, 10)),
        (date(2026, 9, 29), 5, date(2026, 10, 12)),
        (date(2026, 3, 6), 3, date(2026, 3, 11)),
    ],
)
def test_working_days_skip_rest_and_count_makeup_days(start: date, count: int, last_day: date) -> None:
    assert Period(count, WORKDAYS).last_day(start, NOTICES) == last_day


def test_the_last_day_ends_at_midnight_where_it_began() -> None:
    start = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)  # in China it is the 9th already
    assert Period(1, DAYS).end(start, WEEKENDS) == datetime(2026, 3, 10, tzinfo=UTC)
    end = Period(1, DAYS).end(start.astimezone(CHINA), WEEKENDS)
    assert end == datetime(2026, 3, 11, tzinfo=CHINA)
    assert end.tzinfo is CHINA


@pytest.mark.parametrize("amount", [0, -1, True, 1.0, "one", None, LONGEST_PERIOD + 1])
def test_a_period_is_a_whole_number_of_something(amount: object) -> None:
    with pytest.raises(InvalidValue, match="amount"):
        Period(amount, DAYS)


@pytest.mark.parametrize("unit", ["days", None, 1])
def test_a_period_has_a_unit(unit: object) -> None:
    with pytest.raises(InvalidValue, match="unit"):
        Period(1, unit)


@pytest.mark.parametrize(
    "start",
    [datetime.fromisoformat("2026-03-09T09:00"), date(2026, 3, 9), "2026-03-09", None],
    ids=repr,
)
def test_a_period_starts_at_a_moment_with_a_zone(start: object) -> None:
    for unit in PeriodUnit:
        with pytest.raises(InvalidValue, match="time zone"):
            Period(1, unit).end(start, WEEKENDS)


def test_a_last_day_is_counted_from_a_day() -> None:
    with pytest.raises(InvalidValue, match="start_day"):
        Period(1, DAYS).last_day(datetime(2026, 3, 9, tzinfo=UTC), WEEKENDS)


@pytest.mark.parametrize("unit", PeriodUnit)
def test_no_period_runs_out_of_the_calendar(unit: PeriodUnit) -> None:
    last = datetime(9999, 12, 31, 23, 30, tzinfo=CHINA)
    with pytest.raises(InvalidValue, match="9999"):
        Period(1, unit).end(last, WEEKENDS)
    with pytest.raises(InvalidValue, match="9999"):
        Period(LONGEST_PERIOD, unit).end(last, Always())


def test_the_last_midnight_of_all_cannot_be_told() -> None:
    thursday = datetime(9999, 12, 30, tzinfo=CHINA)
    assert Period(1, DAYS).last_day(thursday.date(), WEEKENDS) == date(9999, 12, 31)
    with pytest.raises(InvalidValue, match="9999"):
        Period(1, DAYS).end(thursday, WEEKENDS)


def test_hours_before_the_first_moment_are_refused() -> None:
    with pytest.raises(InvalidValue, match="years 1 to 9999"):
        Period(1, HOURS).end(datetime(1, 1, 1, tzinfo=CHINA), WEEKENDS)


@pytest.mark.parametrize("unit", [DAYS, WORKDAYS, MONTHS, YEARS])
def test_a_calendar_without_working_days_is_found_out(unit: PeriodUnit) -> None:
    with pytest.raises(InvalidValue, match="working day within 366 days"):
        Period(1, unit).last_day(date(2026, 3, 9), Never())


def test_each_unit_names_the_rules_it_is_counted_by() -> None:
    articles = {unit: [rule.article for rule in Period(1, unit).rules] for unit in PeriodUnit}
    assert articles == {
        HOURS: ["201"],
        DAYS: ["201", "203"],
        WORKDAYS: ["201", ""],
        MONTHS: ["201", "202", "203"],
        YEARS: ["201", "202", "203"],
    }
    assert Period(1, WORKDAYS).rules[1] is LIBRARY_DEFAULT
    assert not Period(1, DAYS).rules[0].is_in_force(date(2020, 12, 31))


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        (Period(24, HOURS), "24小时", "24 hours"),
        (Period(15, DAYS), "15日", "15 days"),
        (Period(7, WORKDAYS), "7个工作日", "7 workdays"),
        (Period(1, MONTHS), "1个月", "1 month"),
        (Period(2, YEARS), "2年", "2 years"),
    ],
)
def test_a_period_says_itself(period: Period, zh: str, en: str) -> None:
    assert (period.text("zh"), period.text()) == (zh, en)


def test_a_period_comes_back_from_its_document() -> None:
    document = Period(7, WORKDAYS).to_document()
    assert {"amount": 7, "unit": "workdays"}.items() <= document.items()
    assert Period.from_document(document) == Period(7, WORKDAYS)
    for wrong in ({"amount": 0}, {"unit": "weeks"}, {"amount": True}):
        with pytest.raises(DocumentError):
            Period.from_document({**document, **wrong})


# ---------------------------------------------------------------------------- working days


def test_working_days_between_leave_out_the_first_day() -> None:
    assert workdays_between(date(2026, 3, 9), date(2026, 3, 9), calendar=WEEKENDS) == 0
    assert workdays_between(date(2026, 3, 9), date(2026, 3, 16), calendar=WEEKENDS) == 5
    assert workdays_between(date(2026, 2, 13), date(2026, 2, 24), calendar=NOTICES) == 2


def test_working_days_between_run_forwards_between_days() -> None:
    with pytest.raises(InvalidValue, match="end"):
        workdays_between(date(2026, 3, 9), date(2026, 3, 8), calendar=WEEKENDS)
    with pytest.raises(InvalidValue, match="start"):
        workdays_between("2026-03-09", date(2026, 3, 8), calendar=WEEKENDS)
    with pytest.raises(InvalidValue, match="end"):
        workdays_between(date(2026, 3, 9), datetime(2026, 3, 10, tzinfo=UTC), calendar=WEEKENDS)
    with pytest.raises(UnknownYear):
        workdays_between(date(2026, 12, 31), date(2027, 1, 1), calendar=NOTICES)
