"""When a council must meet again."""

from datetime import UTC, date, datetime

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.workcalendar import NoticeCalendar, WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, UnknownYear
from communitygov.meeting.council.rhythm import CalendarSpan, Every, Rhythm, TimesPer
from communitygov.meeting.council.series import MOST_DAYS, MeetingSeries, SeriesState, SeriesStatus

MONTHLY = Every(Period(1, PeriodUnit.MONTHS))
QUARTERLY = TimesPer(1, CalendarSpan.QUARTER)
TWICE_A_YEAR = TimesPer(2, CalendarSpan.YEAR)


def series(rhythm: Rhythm = MONTHLY, since: date = date(2023, 1, 31), warning_days: int = 0) -> MeetingSeries:
    return MeetingSeries(
        id="s-1",
        council="c-1",
        rhythm=rhythm,
        since=since,
        warning_days=warning_days,
        source=LIBRARY_DEFAULT,
    )


def test_how_often_is_never_taken_for_granted() -> None:
    with pytest.raises(TypeError, match="rhythm"):
        MeetingSeries(id="s-1", council="c-1", since=date(2023, 1, 1))  # type: ignore[call-arg]


# ------------------------------------------------------------------ the next sitting


@pytest.mark.parametrize(
    ("since", "due"),
    [
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 1, 30), date(2023, 2, 28)),
        (date(2023, 2, 28), date(2023, 3, 28)),
        (date(2023, 12, 15), date(2024, 1, 15)),
    ],
)
def test_a_month_ends_on_the_corresponding_day_or_the_last_of_a_shorter_month(since: date, due: date) -> None:
    assert series(since=since).next_due() == due


def test_the_day_of_the_last_sitting_is_not_counted() -> None:
    assert series(Every(Period(7, PeriodUnit.DAYS))).next_due([date(2023, 5, 4)]) == date(2023, 5, 11)


def test_the_last_sitting_counts_in_whatever_order_they_are_named() -> None:
    held = [date(2023, 4, 20), date(2023, 2, 10), date(2023, 4, 20)]
    assert series().next_due(held) == series().next_due(set(held)) == date(2023, 5, 20)


def test_sittings_before_the_series_are_not_looked_at() -> None:
    assert series().next_due([date(2022, 12, 1)]) == date(2023, 2, 28)


def test_a_rest_day_moves_to_the_next_working_day_where_a_calendar_says_so() -> None:
    held = [date(2023, 4, 6)]  # a month later, 6 May 2023, is a Saturday that was worked
    assert series().next_due(held) == date(2023, 5, 6)
    assert series().next_due(held, calendar=WeekendCalendar()) == date(2023, 5, 8)
    notice = NoticeCalendar(years={2023}, holidays=(), makeup_workdays=[date(2023, 5, 6)])
    assert series().next_due(held, calendar=notice) == date(2023, 5, 6)


def test_a_calendar_never_guesses() -> None:
    notice = NoticeCalendar(years={2023}, holidays=(), makeup_workdays=())
    with pytest.raises(UnknownYear):
        series().next_due([date(2023, 12, 10)], calendar=notice)


@pytest.mark.parametrize("calendar", [WeekendCalendar, "weekends"])
def test_a_calendar_knows_working_days(calendar: object) -> None:
    with pytest.raises(InvalidValue, match="must be a work calendar"):
        series().next_due(calendar=calendar)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ([], date(2023, 6, 30)),
        ([date(2023, 3, 1)], date(2023, 6, 30)),
        ([date(2023, 4, 1)], date(2023, 9, 30)),
        ([date(2023, 6, 30)], date(2023, 9, 30)),
        ([date(2023, 4, 1), date(2023, 6, 30)], date(2023, 9, 30)),
        ([date(2024, 12, 31)], date(2025, 3, 31)),
    ],
    ids=["none", "before-the-first-whole-quarter", "first-day", "last-day", "two", "after-a-gap"],
)
def test_once_a_quarter_is_due_by_the_end_of_the_next_quarter_without_a_sitting(
    held: list[date], due: date
) -> None:
    assert series(QUARTERLY).next_due(held) == due


def test_a_series_that_begins_with_a_quarter_is_asked_for_it() -> None:
    assert series(QUARTERLY, since=date(2023, 4, 1)).next_due() == date(2023, 6, 30)
    assert series(QUARTERLY, since=date(2023, 4, 2)).next_due() == date(2023, 9, 30)


def test_a_sitting_on_the_first_day_of_the_series_counts() -> None:
    held = [date(2023, 4, 1)]
    assert series(QUARTERLY, since=date(2023, 4, 1)).next_due(held) == date(2023, 9, 30)


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ([date(2024, 5, 1)], date(2024, 12, 31)),
        ([date(2024, 5, 1), date(2024, 5, 2)], date(2025, 12, 31)),
        ([date(2024, 5, 1), date(2024, 5, 1)], date(2024, 12, 31)),
    ],
)
def test_twice_a_year_wants_two_days_of_the_same_year(held: list[date], due: date) -> None:
    assert series(TWICE_A_YEAR).next_due(held) == due


def test_a_calendar_span_ends_when_it_ends_rest_day_or_not() -> None:
    due = series(QUARTERLY, since=date(2023, 7, 1)).next_due(calendar=WeekendCalendar())
    assert due == date(2023, 9, 30)
    assert not WeekendCalendar().is_workday(due)


# ------------------------------------------------------------------ how it stands


@pytest.mark.parametrize(
    ("on", "state", "days"),
    [
        (date(2023, 2, 20), SeriesState.NOT_DUE, 8),
        (date(2023, 2, 21), SeriesState.DUE, 7),
        (date(2023, 2, 28), SeriesState.DUE, 0),
        (date(2023, 3, 1), SeriesState.OVERDUE, 1),
        (date(2023, 3, 8), SeriesState.OVERDUE, 8),
    ],
)
def test_a_series_comes_due_within_the_warning_and_overdue_after_the_last_day(
    on: date, state: SeriesState, days: int
) -> None:
    status = series(warning_days=7).status(on=on)
    assert (status.state, status.days, status.due) == (state, days, date(2023, 2, 28))


def test_without_a_warning_it_is_due_on_the_last_day_alone() -> None:
    states = [series().status(on=date(2023, 2, 27 + later)).state for later in (0, 1)]
    assert states == [SeriesState.NOT_DUE, SeriesState.DUE]


def test_sittings_after_the_day_are_not_looked_at() -> None:
    held = [date(2023, 3, 10)]
    assert series().status(held, on=date(2023, 3, 9)).state is SeriesState.OVERDUE
    assert series().status(held, on=date(2023, 3, 10)).state is SeriesState.NOT_DUE


def test_a_status_says_itself_in_both_languages() -> None:
    status = series().status(on=date(2023, 2, 27))
    assert status.text() == "c-1: not due, to meet by 2023-02-28, 1 day left"
    assert status.text("zh") == "c-1：未到期，应不晚于 2023-02-28 开会，还有 1 日"
    late = series().status(on=date(2023, 3, 2))
    assert late.text() == "c-1: overdue by 2 days, was to meet by 2023-02-28"
    assert late.text("zh") == "c-1：已逾期 2 日，应不晚于 2023-02-28 开会"


def test_a_status_shows_itself_as_a_table() -> None:
    picture = series().status(on=date(2023, 3, 2))._repr_html_()
    assert "<td>c-1</td><td>2023-03-02</td><td>2023-02-28</td><td>已逾期 overdue</td><td>2</td>" in picture


@pytest.mark.parametrize("days", [-1, True, 100_001, "7"])
def test_a_warning_is_a_number_of_days(days: int) -> None:
    with pytest.raises(InvalidValue, match=r"warning_days: .*from 0 to 100000"):
        series(warning_days=days)
    with pytest.raises(InvalidValue, match="warning_days"):
        SeriesStatus(series="s", council="c", on=date(2023, 1, 1), due=date(2023, 1, 1), warning_days=days)


# ------------------------------------------------------------------ gaps


def test_every_late_sitting_is_a_finding_and_the_one_that_has_not_come() -> None:
    held = [date(2023, 2, 28), date(2023, 4, 2), date(2023, 5, 2)]
    late, overdue = series().findings(held, on=date(2023, 6, 5))
    assert (late.code, overdue.code) == ("SITTING_LATE", "SITTING_OVERDUE")
    assert late.subject == overdue.subject == "c-1"
    assert late.source == overdue.source == LIBRARY_DEFAULT
    assert {("held", "2023-04-02"), ("due", "2023-03-28"), ("late", "5")} <= set(late.details)
    assert {("due", "2023-06-02"), ("late", "3")} <= set(overdue.details)
    assert (
        late.text("zh") == "c-1 于 2023-04-02 开会，应不晚于 2023-03-28（上次会议后每1个月至少一次），晚 5 日"
    )


def test_sittings_in_time_leave_no_finding() -> None:
    assert series().findings([date(2023, 2, 28), date(2023, 3, 28)], on=date(2023, 4, 28)) == ()


def test_a_day_put_off_by_a_holiday_is_no_gap() -> None:
    held = [date(2023, 4, 6), date(2023, 5, 8)]
    kept = series(since=date(2023, 4, 6))
    assert kept.findings(held, on=date(2023, 5, 8), calendar=WeekendCalendar()) == ()
    assert [each.code for each in kept.findings(held, on=date(2023, 5, 8))] == ["SITTING_LATE"]


def test_every_calendar_span_with_too_few_sittings_is_a_finding_once_it_is_over() -> None:
    held = [date(2024, 5, 1), date(2025, 1, 1), date(2025, 7, 1)]
    twice = series(TWICE_A_YEAR)
    assert twice.findings(held, on=date(2024, 12, 31)) == ()
    (finding,) = twice.findings(held, on=date(2026, 12, 31))
    assert dict(finding.details) == {
        "council": "c-1",
        "first": "2024-01-01",
        "due": "2024-12-31",
        "have": "1",
        "need": "2",
        "shortfall": "1",
    }
    assert [each.code for each in twice.findings(held, on=date(2027, 1, 1))] == ["SITTINGS_TOO_FEW"] * 2


# ------------------------------------------------------------------ days to come


def test_days_to_come_are_each_counted_from_the_one_before() -> None:
    days = series().days(until=date(2023, 5, 28))
    assert [day.isoformat() for day in days] == ["2023-02-28", "2023-03-28", "2023-04-28", "2023-05-28"]
    assert series().days([date(2023, 5, 4)], until=date(2023, 6, 4)) == (date(2023, 6, 4),)


def test_days_to_come_of_a_quarter_are_its_ends() -> None:
    days = series(QUARTERLY).days([date(2023, 4, 4)], until=date(2023, 12, 31))
    assert days == (date(2023, 9, 30), date(2023, 12, 31))


def test_a_day_that_moves_takes_the_following_ones_along() -> None:
    daily = series(Every(Period(1, PeriodUnit.DAYS)), since=date(2023, 5, 4))
    days = daily.days(until=date(2023, 5, 9), calendar=WeekendCalendar())
    assert days == (date(2023, 5, 5), date(2023, 5, 8), date(2023, 5, 9))


def test_the_list_of_days_is_bounded() -> None:
    daily = series(Every(Period(1, PeriodUnit.DAYS)), since=date(2023, 1, 1))
    last = date.fromordinal(date(2023, 1, 1).toordinal() + MOST_DAYS)
    assert len(daily.days(until=last)) == MOST_DAYS
    with pytest.raises(InvalidValue, match="at most 1000 days are listed"):
        daily.days(until=date.fromordinal(last.toordinal() + 1))


def test_a_moment_is_no_day() -> None:
    moment = datetime(2023, 5, 4, tzinfo=UTC)
    for ask in (
        lambda: series().next_due([moment]),
        lambda: series().status(on=moment),
        lambda: series().findings(on=moment),
        lambda: series().days(until=moment),
    ):
        with pytest.raises(InvalidValue, match="must be a date without a time"):
            ask()


@pytest.mark.parametrize("held", ["2023-05-04", 5, [["2023-05-04"]]])
def test_sittings_are_a_collection_of_days(held: object) -> None:
    with pytest.raises(InvalidValue):
        series().next_due(held)  # type: ignore[arg-type]
