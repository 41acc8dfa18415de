"""Laws of deadlines: time only runs forwards, each case stands for itself, extensions add up."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import NamedTuple

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.property.test_deadlines import CALENDARS, DAILY, STARTS

from communitygov.core.document import Value
from communitygov.core.workcalendar import NoticeCalendar, workdays_between
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.procedure.deadline import Deadline, due
from communitygov.procedure.due import DueStatus
from communitygov.procedure.reckoning import Span, following, instant, preceding
from communitygov.testing.strategies.deadline import deadlines, dues, escalations, warnings
from communitygov.testing.strategies.worktime import periods

WORKDAYS = st.builds(Period, st.integers(1, 30), st.just(PeriodUnit.WORKDAYS))
#: Two of them end before the calendars do.
SHORTER = st.builds(
    Period, st.integers(1, 30), st.sampled_from([unit for unit in PeriodUnit if unit != "hours"])
)
STATES = ("raised", "sorting", "handling")
RANK = {status: rank for rank, status in enumerate(DueStatus)}


class Entry(NamedTuple):
    """One entry of a history of the host application."""

    action: str
    source: str
    target: str
    at: datetime


class EveryDay:
    """A calendar on which every day is a working day."""

    def is_workday(self, day: object) -> bool:
        """Say yes."""
        del day
        return True


@st.composite
def rules(draw: st.DrawFn) -> list[Deadline]:
    """Return one deadline for each state, each extended by the same action, all within the calendars."""
    return [
        Deadline(
            state=state,
            within=draw(periods(longest=20)),
            warn_before=draw(st.none() | warnings(longest=40)),
            extended_by="extend",
            extension=draw(periods(longest=8)),
            escalates=draw(st.none() | escalations(longest=20)),
        )
        for state in STATES
    ]


@st.composite
def matters(draw: st.DrawFn) -> list[SimpleNamespace]:
    """Return matters with names of their own, some on the same day, some extended."""
    starts = draw(st.lists(STARTS, min_size=1, max_size=3))
    found: list[SimpleNamespace] = []
    for number in range(draw(st.integers(1, 6))):
        state, at = draw(st.sampled_from(STATES)), draw(st.sampled_from(starts))
        stays = [Entry("extend", state, state, at)] * draw(st.integers(0, 2))
        other = [Entry("note", state, state, at)] * draw(st.integers(0, 1))
        history = [Entry("come", "", state, at), *stays, *other]
        found.append(SimpleNamespace(id=f"C-{number}", state=state, history=tuple(history)))
    return found


# ------------------------------------------------------------------ how cases stand


@given(rules(), matters(), CALENDARS, STARTS, st.timedeltas(timedelta(0), timedelta(days=200)))
def test_time_never_brings_a_case_back(
    given_rules: list[Deadline],
    cases: list[SimpleNamespace],
    calendar: NoticeCalendar,
    now: datetime,
    passed: timedelta,
) -> None:
    early = due(given_rules, cases, now=now, calendar=calendar)
    late = due(given_rules, cases, now=now + passed, calendar=calendar)
    assert [each.case_id for each in early] == [each.case_id for each in late]
    for before, after in zip(early, late, strict=True):
        assert RANK[before.status] <= RANK[after.status]
        assert attrs.evolve(before, status=after.status, words=after.words) == after


@given(rules(), matters(), CALENDARS, STARTS)
def test_each_case_stands_for_itself_whatever_stands_beside_it(
    given_rules: list[Deadline], cases: list[SimpleNamespace], calendar: NoticeCalendar, now: datetime
) -> None:
    alone = [each for case in cases for each in due(given_rules, [case], now=now, calendar=calendar)]
    together = due(given_rules, cases, now=now, calendar=calendar)
    assert sorted(alone, key=lambda each: (instant(each.until), each.case_id)) == list(together)
    assert due(reversed(given_rules), reversed(cases), now=now, calendar=calendar) == together
    assert len(together) == len(cases)


@given(rules(), matters(), CALENDARS, STARTS)
def test_the_status_is_the_last_moment_that_has_come(
    given_rules: list[Deadline], cases: list[SimpleNamespace], calendar: NoticeCalendar, now: datetime
) -> None:
    for each in due(given_rules, cases, now=now, calendar=calendar):
        order = {
            DueStatus.SOON: each.warns_at,
            DueStatus.OVERDUE: each.until,
            DueStatus.ESCALATING: each.escalates_at,
        }
        come = [status for status, at in order.items() if at is not None and instant(now) >= instant(at)]
        assert each.status is ([DueStatus.PENDING, *come][-1])
        assert type(each).from_document(each.to_document()) == each


# ------------------------------------------------------------------ ends that follow on ends


@given(STARTS, WORKDAYS, st.lists(WORKDAYS, max_size=3), CALENDARS)
def test_extensions_by_working_days_add_up_to_one_longer_time(
    start: datetime, within: Period, more: list[Period], calendar: NoticeCalendar
) -> None:
    whole = Period(sum(each.amount for each in (within, *more)), PeriodUnit.WORKDAYS)
    extended = Span(within, extensions=tuple(more)).limit(start, calendar).until
    assert extended == Span(whole).limit(start, calendar).until


@given(STARTS, st.integers(1, 60), st.integers(1, 60), st.sampled_from((PeriodUnit.DAYS, PeriodUnit.HOURS)))
def test_extensions_by_days_and_by_hours_add_up_where_nobody_rests(
    start: datetime, first: int, then: int, unit: PeriodUnit
) -> None:
    extended = Span(Period(first, unit), extensions=(Period(then, unit),)).limit(start, EveryDay()).until
    assert extended == Span(Period(first + then, unit)).limit(start, EveryDay()).until


@given(STARTS, periods(longest=30), periods(longest=30), CALENDARS)
def test_what_follows_on_an_end_ends_later(
    start: datetime, within: Period, then: Period, calendar: NoticeCalendar
) -> None:
    end = within.end(start, calendar)
    assert following(end, then, calendar=calendar) > end


@given(STARTS, SHORTER, SHORTER, CALENDARS)
def test_what_follows_on_an_end_ends_with_a_working_day(
    start: datetime, within: Period, then: Period, calendar: NoticeCalendar
) -> None:
    last = following(within.end(start, calendar), then, calendar=calendar) - datetime.resolution
    assert calendar.is_workday(last.date())


# ------------------------------------------------------------------ warnings


@given(STARTS, DAILY, WORKDAYS, CALENDARS)
def test_between_a_warning_and_its_end_lie_just_so_many_working_days(
    start: datetime, within: Period, warning: Period, calendar: NoticeCalendar
) -> None:
    end = within.end(start, calendar)
    warned = preceding(end, warning, calendar=calendar, since=start)
    days = workdays_between(
        warned.date() - timedelta(days=1), (end - datetime.resolution).date(), calendar=calendar
    )
    if warned.date() > start.date():
        assert calendar.is_workday(warned.date())
        assert days == warning.amount
    else:
        assert warned.date() == start.date()
        assert days <= warning.amount


@given(STARTS, periods(), warnings(), CALENDARS)
def test_a_warning_comes_before_its_end_and_not_before_the_day_of_the_start(
    start: datetime, within: Period, warning: Period, calendar: NoticeCalendar
) -> None:
    end = within.end(start, calendar)
    warned = preceding(end, warning, calendar=calendar, since=start)
    assert start.replace(hour=0, minute=0, second=0, microsecond=0) <= warned < end
    if warning.unit is PeriodUnit.HOURS and warned.date() > start.date():
        assert end - warned == timedelta(hours=warning.amount)


# ------------------------------------------------------------------ documents


@given(deadlines() | dues() | escalations())
def test_deadlines_and_answers_come_back_from_documents(value: Value) -> None:
    again = type(value).from_json(value.to_json())
    assert again == value
    assert again.to_json() == value.to_json()
