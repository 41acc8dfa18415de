"""What is due, due soon, overdue, what goes up, and deadlines that make no sense."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import attrs
import pytest

from communitygov.core import Period, PeriodUnit, WeekendCalendar
from communitygov.core.workcalendar import NoticeCalendar
from communitygov.deliberation import five_step
from communitygov.errors import InvalidValue, UnknownYear
from communitygov.organisation import Actor
from communitygov.procedure import Case
from communitygov.procedure.deadline import Deadline, Escalation, due
from communitygov.procedure.due import DueList, DueStatus
from communitygov.procedure.placed import Placed
from communitygov.testing.walks import opened, walked

PROCEDURE = five_step()
TABLE = PROCEDURE.table
CALENDAR = WeekendCalendar()
WEEK = Period(7, PeriodUnit.DAYS)
HOURS, DAYS, WORKDAYS, MONTHS, YEARS = PeriodUnit

#: Three working days, due soon on the last one, two more until somebody else is told.
RAISED = Deadline(
    state="raised",
    within=Period(3, WORKDAYS),
    warn_before=Period(1, WORKDAYS),
    escalates=Escalation(after=Period(2, WORKDAYS), to="party_committee"),
)
HANDLING = Deadline(
    state="handling", within=Period(30, DAYS), extended_by="extend", extension=Period(15, DAYS)
)


def asked(rules: Iterable[Deadline], *cases: Placed, now: datetime) -> DueList:
    return due(rules, cases, now=now, calendar=CALENDAR, table=TABLE)


def may(day: int, hour: int = 0, month: int = 5) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=UTC)


def handled(*, extensions: int) -> Case:
    """Return a case that came to handling on 8 May 2023 and was extended so often, once a day."""
    case = walked(PROCEDURE, (0, 3, 0, 0, 0, 1))
    for day in range(1, extensions + 1):
        attempt = PROCEDURE.table.moves_by("extend")[0]
        last = case.history[-1]
        record = attrs.evolve(
            last,
            seq=last.seq + 1,
            at=case.since + timedelta(days=day),
            deed=attrs.evolve(
                last.deed, role=attempt.roles[0], action="extend", source="handling", target="handling"
            ),
            facts=(),
        )
        case = attrs.evolve(case, history=(*case.history, record))
    return case


# ------------------------------------------------------------------ within time, soon, over


def test_three_working_days_from_a_thursday_end_with_tuesday() -> None:
    case = opened(PROCEDURE)  # Thursday 4 May 2023
    (found,) = PROCEDURE.due([case], now=case.since, calendar=CALENDAR)
    assert found.until == may(10)
    assert found.status is DueStatus.PENDING


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (may(4, 9), DueStatus.PENDING),
        (may(8, 23), DueStatus.PENDING),
        (may(9), DueStatus.SOON),
        (may(10) - timedelta(microseconds=1), DueStatus.SOON),
        (may(10), DueStatus.OVERDUE),
        (may(11, 23), DueStatus.OVERDUE),
        (may(12), DueStatus.ESCALATING),
        (may(31), DueStatus.ESCALATING),
    ],
)
def test_a_case_goes_from_within_time_to_soon_to_overdue_to_escalating(
    now: datetime, status: DueStatus
) -> None:
    (found,) = asked([RAISED], opened(PROCEDURE), now=now)
    assert found.status is status
    assert (found.warns_at, found.until, found.escalates_at) == (may(9), may(10), may(12))
    assert found.escalates_to == "party_committee"
    assert found.is_overdue is (now >= may(10))


def test_the_last_moment_is_no_longer_in_time() -> None:
    case = opened(PROCEDURE)
    (found,) = PROCEDURE.due([case], now=may(10), calendar=CALENDAR)
    assert found.is_overdue
    assert found.status.label("zh") == "已逾期"
    assert found.last_day.isoformat() == "2023-05-09"


def test_without_a_warning_and_an_escalation_a_case_is_within_time_and_then_overdue() -> None:
    rule = Deadline(state="raised", within=Period(3, WORKDAYS))
    for now, status in ((may(9), DueStatus.PENDING), (may(31), DueStatus.OVERDUE)):
        (found,) = asked([rule], opened(PROCEDURE), now=now)
        assert (found.status, found.warns_at, found.escalates_at, found.escalates_to) == (
            status,
            None,
            None,
            None,
        )


def test_a_warning_longer_than_the_time_begins_with_the_day_on_which_the_case_came() -> None:
    rule = attrs.evolve(RAISED, warn_before=Period(30, WORKDAYS))
    (found,) = asked([rule], opened(PROCEDURE), now=may(4, 9))
    assert (found.status, found.warns_at) == (DueStatus.SOON, may(4))


def test_a_warning_is_in_hours_days_or_working_days() -> None:
    for unit in (MONTHS, YEARS):
        with pytest.raises(InvalidValue, match="hours, days or workdays"):
            Deadline(state="raised", within=WEEK, warn_before=Period(1, unit))
    with pytest.raises(InvalidValue, match="warn_before"):
        Deadline(state="raised", within=WEEK, warn_before=3)  # type: ignore[arg-type]


def test_it_is_said_in_both_languages_with_the_words_of_the_table() -> None:
    (found,) = asked([RAISED], opened(PROCEDURE), now=may(12))
    assert found.text("zh") == "已提出：应上报党委，2023-05-10 00:00+00:00 已截止"
    assert found.text() == "raised: to be escalated to the Party committee, ended 2023-05-10 00:00+00:00"
    (bare,) = due([RAISED], [opened(PROCEDURE)], now=may(12), calendar=CALENDAR)
    assert bare.text("zh") == "raised：应上报party_committee，2023-05-10 00:00+00:00 已截止"


# ------------------------------------------------------------------ which matters, in which order


def test_closed_cases_and_states_without_a_deadline_are_not_due() -> None:
    closed = walked(PROCEDURE, (0, 0, 0))
    stalled = walked(PROCEDURE, (0, 3, 0, 3))
    assert (closed.is_closed, stalled.state) == (True, "stalled")
    assert PROCEDURE.due([closed, stalled], now=closed.since, calendar=CALENDAR) == ()


def test_the_earliest_end_comes_first_and_then_the_identifier() -> None:
    cases = [
        walked(PROCEDURE, choices, case_id=name) for name, choices in (("b", (0, 3)), ("c", ()), ("a", ()))
    ]
    found = PROCEDURE.due(cases, now=cases[0].since, calendar=CALENDAR)
    assert [each.case_id for each in found] == ["a", "c", "b"]


def test_ends_in_two_zones_are_put_in_order_as_instants() -> None:
    case = opened(PROCEDURE, case_id="east")
    (record,) = case.history
    east = record.at.astimezone(ZoneInfo("Asia/Shanghai"))
    here = attrs.evolve(case, history=(attrs.evolve(record, at=east),))
    found = asked([RAISED], opened(PROCEDURE, case_id="a"), here, now=may(4, 9))
    assert [each.case_id for each in found] == ["east", "a"]
    assert [each.until.isoformat() for each in found] == [
        "2023-05-10T00:00:00+08:00",
        "2023-05-10T00:00:00+00:00",
    ]


@pytest.mark.parametrize(("fold", "status"), [(0, DueStatus.PENDING), (1, DueStatus.OVERDUE)])
def test_in_the_hour_that_comes_twice_a_case_is_overdue_in_the_second_one_only(
    fold: int, status: DueStatus
) -> None:
    new_york = ZoneInfo("America/New_York")
    rule = Deadline(state="raised", within=Period(1, HOURS))
    (record,) = opened(PROCEDURE).history
    begun = attrs.evolve(record, at=datetime(2023, 11, 5, 0, 45, tzinfo=new_york))
    now = datetime(2023, 11, 5, 1, 15, tzinfo=new_york, fold=fold)  # the first ends at 01:45, an hour before
    case = attrs.evolve(opened(PROCEDURE), history=(begun,))
    assert [each.status for each in asked([rule], case, now=now)] == [status]


def test_two_cases_of_one_hour_that_comes_twice_end_an_hour_apart() -> None:
    new_york = ZoneInfo("America/New_York")
    rule = Deadline(state="raised", within=Period(1, HOURS))
    (record,) = opened(PROCEDURE).history
    at = datetime(2023, 11, 5, 1, 30, tzinfo=new_york)
    cases = [
        attrs.evolve(opened(PROCEDURE), history=(attrs.evolve(record, at=at.replace(fold=fold)),))
        for fold in (1, 0)
    ]
    found = asked([rule], *cases, now=may(4, 9))
    assert [each.until.isoformat() for each in found] == [
        "2023-11-05T01:30:00-05:00",
        "2023-11-05T02:30:00-05:00",
    ]


def test_the_same_matter_may_be_asked_about_in_any_iterable() -> None:
    cases = (opened(PROCEDURE, case_id=f"C-{number}") for number in range(3))
    assert len(due(iter([RAISED]), cases, now=may(4), calendar=CALENDAR)) == 3


# ------------------------------------------------------------------ extensions


@pytest.mark.parametrize(
    ("extensions", "until"), [(0, may(8, month=6)), (1, may(23, month=6)), (2, may(8, month=7))]
)
def test_each_extension_moves_the_end_on_by_its_period_from_the_end_before(
    extensions: int, until: datetime
) -> None:
    case = handled(extensions=extensions)
    assert case.since.date() == may(8).date()
    (found,) = asked([HANDLING], case, now=may(20))
    assert (found.until, found.extensions) == (until, extensions)


def test_an_extension_does_not_start_the_time_again() -> None:
    case = handled(extensions=2)
    (found,) = asked([HANDLING], case, now=may(20))
    assert found.since == case.since == handled(extensions=0).since
    unnamed = attrs.evolve(HANDLING, extended_by=None, extension=None)
    (found,) = asked([unnamed], case, now=may(20))
    assert (found.until, found.extensions) == (may(8, month=6), 0)


def test_only_what_was_taken_since_the_case_came_to_its_state_extends_its_time() -> None:
    case = handled(extensions=1)
    case = PROCEDURE.apply(case, "suspend", by=_committee(case), at=case.since + timedelta(days=2))
    case = PROCEDURE.apply(case, "resume", by=_committee(case), at=case.since + timedelta(days=1))
    (found,) = asked([HANDLING], case, now=may(20))
    assert (found.since, found.extensions) == (case.since, 0)


def _committee(case: Case) -> Actor:
    return Actor("party-1", roles={"party_committee"}, grids={case.grid})


def test_a_warning_and_an_escalation_follow_the_extended_end() -> None:
    rule = attrs.evolve(HANDLING, warn_before=Period(2, DAYS), escalates=attrs.evolve(RAISED.escalates))
    (found,) = asked([rule], handled(extensions=1), now=may(20))
    assert (found.warns_at, found.escalates_at) == (may(21, month=6), may(27, month=6))


def test_an_extension_needs_both_an_action_and_a_period() -> None:
    for extended_by, extension in (("extend", None), (None, WEEK)):
        with pytest.raises(InvalidValue, match="extension"):
            Deadline(state="handling", within=WEEK, extended_by=extended_by, extension=extension)


# ------------------------------------------------------------------ misuse


def test_now_needs_a_time_zone() -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        PROCEDURE.due([], now=datetime(2023, 5, 4), calendar=CALENDAR)  # noqa: DTZ001  naive on purpose


def test_a_year_without_a_notice_is_named() -> None:
    only_2022 = NoticeCalendar(years={2022}, holidays=(), makeup_workdays=())
    with pytest.raises(UnknownYear, match="not 2023"):
        due([RAISED], [opened(PROCEDURE)], now=may(4), calendar=only_2022)


# ------------------------------------------------------------------ objects of the host application


def host(case: Case, **changes: object) -> SimpleNamespace:
    entries = [
        SimpleNamespace(action=each.action, source=each.source, target=each.target, at=each.at)
        for each in case.history
    ]
    return SimpleNamespace(**({"id": case.id, "state": case.state, "history": entries} | changes))


def test_an_object_of_the_host_is_due_like_a_case() -> None:
    case = handled(extensions=2)
    assert asked([HANDLING], host(case), now=may(20)) == asked([HANDLING], case, now=may(20))


@pytest.mark.parametrize("lacking", ["id", "state", "history"])
def test_an_object_that_lacks_what_is_read_of_it_is_refused(lacking: str) -> None:
    bare = host(opened(PROCEDURE))
    delattr(bare, lacking)
    with pytest.raises(InvalidValue, match="must have id, state"):
        asked([RAISED], bare, now=may(4))


def test_a_history_of_nothing_but_extensions_counts_from_its_first_entry() -> None:
    entry = SimpleNamespace(action="extend", source="handling", target="handling", at=may(8))
    (found,) = asked([HANDLING], host(opened(PROCEDURE), state="handling", history=[entry]), now=may(20))
    assert (found.since, found.extensions) == (may(8), 1)


_UNDATED = SimpleNamespace(action="raise", source="", target="raised", at="2023-05-04")


@pytest.mark.parametrize("history", [[], None, [{"at": may(4)}], [_UNDATED]])
def test_an_object_without_a_history_is_refused(history: object) -> None:
    with pytest.raises(InvalidValue, match="a history that is not empty"):
        asked([RAISED], host(opened(PROCEDURE), history=history), now=may(4))


def test_the_identifier_of_every_object_is_checked_not_only_of_the_first_of_its_day() -> None:
    good, bad = host(opened(PROCEDURE)), host(opened(PROCEDURE), id="王")
    with pytest.raises(InvalidValue, match="case_id"):
        asked([RAISED], good, bad, now=may(4))
