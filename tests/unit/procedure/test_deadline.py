"""What is due, what is overdue, and deadlines that make no sense."""

from datetime import UTC, datetime

import pytest

from communitygov.core import Period, PeriodUnit, WeekendCalendar
from communitygov.deliberation import five_step
from communitygov.errors import InvalidValue, ProcedureRejected
from communitygov.procedure import Deadline, DueStatus, Procedure
from communitygov.testing.walks import opened, walked

PROCEDURE = five_step()
CALENDAR = WeekendCalendar()
WEEK = Period(7, PeriodUnit.DAYS)


def test_three_working_days_from_a_thursday_end_with_tuesday() -> None:
    case = opened(PROCEDURE)  # Thursday 4 May 2023
    (due,) = PROCEDURE.due([case], now=case.since, calendar=CALENDAR)
    assert due.until == datetime(2023, 5, 10, tzinfo=UTC)
    assert due.status is DueStatus.PENDING


def test_the_last_moment_is_no_longer_in_time() -> None:
    case = opened(PROCEDURE)
    (due,) = PROCEDURE.due([case], now=datetime(2023, 5, 10, tzinfo=UTC), calendar=CALENDAR)
    assert due.status is DueStatus.OVERDUE
    assert due.status.label("zh") == "已逾期"


def test_closed_cases_and_states_without_a_deadline_are_not_due() -> None:
    closed = walked(PROCEDURE, (0, 0, 0))
    stalled = walked(PROCEDURE, (0, 3, 0, 3))
    assert (closed.is_closed, stalled.state) == (True, "stalled")
    assert PROCEDURE.due([closed, stalled], now=closed.since, calendar=CALENDAR) == ()


def test_the_earliest_end_comes_first() -> None:
    cases = [
        walked(PROCEDURE, choices, case_id=name) for name, choices in (("b", (0, 3)), ("c", ()), ("a", ()))
    ]
    due = PROCEDURE.due(cases, now=cases[0].since, calendar=CALENDAR)
    assert [each.case_id for each in due] == ["a", "c", "b"]


def test_now_needs_a_time_zone() -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        PROCEDURE.due([], now=datetime(2023, 5, 4), calendar=CALENDAR)  # noqa: DTZ001  naive on purpose


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (("sortid",), "DEADLINE_WITHOUT_STATE"),
        (("rated",), "DEADLINE_AT_END"),
        (("listed",) * 2, "DEADLINE_TWICE"),
    ],
)
def test_a_deadline_that_makes_no_sense_is_rejected(states: tuple[str, ...], code: str) -> None:
    with pytest.raises(ProcedureRejected) as caught:
        Procedure(table=PROCEDURE.table, deadlines=[Deadline(state=state, within=WEEK) for state in states])
    assert [finding.code for finding in caught.value.findings] == [code]
