"""Laws of series of sittings."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.workcalendar import WeekendCalendar, WorkCalendar
from communitygov.meeting.council.rhythm import CalendarSpan, Every, Rhythm, TimesPer
from communitygov.meeting.council.series import MeetingSeries, SeriesState, SeriesStatus
from communitygov.testing.strategies.core import days
from communitygov.testing.strategies.council import (
    everies,
    meeting_series,
    rhythms,
    series_statuses,
    times_per,
)

CALENDARS = st.none() | st.just(WeekendCalendar())


def sittings_of(series: MeetingSeries) -> st.SearchStrategy[list[date]]:
    """Return days of sittings in the first years of a series."""
    return st.lists(st.integers(0, 900).map(lambda passed: series.since + timedelta(days=passed)), max_size=6)


ORDER = list(SeriesState)


@given(meeting_series(), st.data(), CALENDARS)
def test_the_status_is_monotone_in_the_day(
    series: MeetingSeries, data: st.DataObject, calendar: WorkCalendar | None
) -> None:
    held = data.draw(sittings_of(series))
    last = max([series.since, *held])
    one, other = sorted(data.draw(st.tuples(*[st.integers(0, 2_000)] * 2)))
    before, after = (
        series.status(held, on=last + timedelta(days=passed), calendar=calendar) for passed in (one, other)
    )
    assert ORDER.index(before.state) <= ORDER.index(after.state)
    assert before.due == after.due == series.next_due(held, calendar=calendar)


@given(meeting_series(), st.data(), CALENDARS)
def test_the_next_sitting_is_due_after_the_last_one_or_at_the_end_of_its_span(
    series: MeetingSeries, data: st.DataObject, calendar: WorkCalendar | None
) -> None:
    held = data.draw(sittings_of(series))
    due = series.next_due(held, calendar=calendar)
    last = max([series.since, *held])
    assert due > last or (isinstance(series.rhythm, TimesPer) and due >= last)
    if calendar and isinstance(series.rhythm, Every):
        assert calendar.is_workday(due)


@given(meeting_series(rhythm=everies()), st.data())
def test_another_sitting_never_brings_the_next_one_forward(
    series: MeetingSeries, data: st.DataObject
) -> None:
    held, more = data.draw(sittings_of(series)), data.draw(sittings_of(series))
    assert series.next_due(held + more) >= series.next_due(held)


@given(meeting_series(), st.data(), CALENDARS, st.randoms(use_true_random=False))
def test_the_order_of_sittings_does_not_matter(
    series: MeetingSeries, data: st.DataObject, calendar: WorkCalendar | None, shuffler: Random
) -> None:
    held = data.draw(sittings_of(series))
    on = series.since + timedelta(days=data.draw(st.integers(0, 1_200)))
    shuffled = held.copy()
    shuffler.shuffle(shuffled)
    assert series.findings(shuffled, on=on, calendar=calendar) == series.findings(
        held, on=on, calendar=calendar
    )


@given(meeting_series(rhythm=everies()), st.data(), CALENDARS)
def test_a_series_is_overdue_exactly_when_a_gap_goes_on(
    series: MeetingSeries, data: st.DataObject, calendar: WorkCalendar | None
) -> None:
    held = data.draw(sittings_of(series))
    on = series.since + timedelta(days=data.draw(st.integers(0, 1_200)))
    found = [each.code for each in series.findings(held, on=on, calendar=calendar)]
    is_overdue = series.status(held, on=on, calendar=calendar).state is SeriesState.OVERDUE
    assert found.count("SITTING_OVERDUE") == is_overdue


ONCE = everies() | st.builds(TimesPer, st.just(1), st.sampled_from(CalendarSpan))


@given(meeting_series(rhythm=ONCE), st.integers(0, 900), CALENDARS)
def test_whoever_meets_on_each_day_to_come_has_no_gap(
    series: MeetingSeries, length: int, calendar: WorkCalendar | None
) -> None:
    until = series.since + timedelta(days=length)
    coming = series.days(until=until, calendar=calendar)
    assert list(coming) == sorted(set(coming))
    assert all(series.since < day <= until for day in coming)
    assert series.findings(coming, on=until, calendar=calendar) == ()
    for at, day in enumerate(coming):
        assert day == series.next_due(coming[:at], calendar=calendar)
    assert series.next_due(coming, calendar=calendar) > until


@given(meeting_series(rhythm=times_per()), st.data())
def test_a_sitting_more_never_makes_a_span_fall_shorter(series: MeetingSeries, data: st.DataObject) -> None:
    held = data.draw(sittings_of(series))
    on = series.since + timedelta(days=1_500)

    def lacking(days_held: list[date]) -> int:
        return sum(int(dict(each.details)["shortfall"]) for each in series.findings(days_held, on=on))

    assert lacking([*held, *data.draw(sittings_of(series))]) <= lacking(held)


@given(days(), everies())
def test_a_period_of_months_ends_on_the_corresponding_day_or_the_last_of_the_month(
    since: date, every: Every
) -> None:
    series = MeetingSeries(id="s", council="c", rhythm=every, since=since)
    due = series.next_due()
    if every.period.unit == "days":
        assert (due - since).days == every.period.amount
    else:
        assert due.day == since.day or (due.day < since.day and (due + timedelta(days=1)).day == 1)


@given(rhythms())
def test_a_rhythm_says_how_often_in_both_languages(rhythm: Rhythm) -> None:
    number = rhythm.period.amount if isinstance(rhythm, Every) else rhythm.times  # type: ignore[attr-defined]
    assert str(number) in rhythm.words.zh
    assert rhythm.words.en


@given(series_statuses())
def test_a_status_is_not_due_due_or_overdue_by_its_days(status: SeriesStatus) -> None:
    assert (status.state is SeriesState.OVERDUE) == (status.on > status.due)
    if status.state is not SeriesState.OVERDUE:
        assert (status.state is SeriesState.DUE) == (status.days <= status.warning_days)
    assert status.state.zh in status.text("zh")
    assert str(status.days) in status.text()
