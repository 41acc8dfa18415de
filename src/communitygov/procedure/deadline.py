"""How long a case may stay where it stands, and what is due or overdue.

The documents give no deadlines; each is a parameter.  A deadline is a period from the moment at which the
case came to its state, on a calendar that the caller supplies; nothing runs in the background and nothing
reads a clock.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.checks import aware, identifier, is_aware, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period
from communitygov.errors import InvalidValue, Words
from communitygov.procedure.case import Case
from communitygov.procedure.table import Table

DEADLINE_WITHOUT_STATE = Message(
    "DEADLINE_WITHOUT_STATE",
    Words("时限所指状态 {state} 不存在", "a deadline is set for {state}, which the table does not have"),
    Words("请更正状态代码", "mend the code of the state"),
)
DEADLINE_AT_END = Message(
    "DEADLINE_AT_END",
    Words("终态 {state} 不设时限", "a deadline is set for {state}, which is final"),
    Words("请删去该时限", "remove the deadline"),
)
DEADLINE_TWICE = Message(
    "DEADLINE_TWICE",
    Words("状态 {state} 有多个时限", "{state} has more than one deadline"),
    Words("请只留一个", "keep one of them"),
)


@attrs.frozen(kw_only=True)
class Deadline(Value):
    """How long a case may stay in a state.

    Examples
    --------
    >>> from communitygov.core.worktime import PeriodUnit
    >>> Deadline(state="sorting", within=Period(3, PeriodUnit.WORKDAYS)).basis.is_library_default
    True
    """

    document_kind: ClassVar[str] = "deadline"
    state: str = attrs.field(validator=identifier)
    within: Period = attrs.field(validator=one_of(Period))
    basis: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))


class DueStatus(TermEnum):
    """How a case stands to its deadline.

    Examples
    --------
    >>> DueStatus.OVERDUE.label("zh")
    '已逾期'
    """

    PENDING = "pending", "期限内", "within time"
    OVERDUE = "overdue", "已逾期", "overdue"


@attrs.frozen(kw_only=True)
class Due(Value):
    """A case that stands under a deadline.

    Parameters
    ----------
    case_id, state
        Which case, and where it stands.
    since, until
        When it came there, and when its time ends.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Actor, Role
    >>> procedure = five_step()
    >>> thursday = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> case = procedure.open(
    ...     "LQ-1", "ageing wiring", by=Actor("r-1", roles={Role.RESIDENT}), at=thursday, grid="LQ-03"
    ... )
    >>> (due,) = procedure.due([case], now=thursday, calendar=WeekendCalendar())
    >>> due.status.label("en"), due.until.isoformat()
    ('within time', '2023-05-10T00:00:00+00:00')
    """

    document_kind: ClassVar[str] = "due"
    case_id: str = attrs.field(validator=identifier)
    state: str = attrs.field(validator=identifier)
    since: datetime = attrs.field(validator=aware)
    until: datetime = attrs.field(validator=aware)
    status: DueStatus = attrs.field(validator=one_of(DueStatus))


def deadline_faults(table: Table, deadlines: Iterable[Deadline]) -> tuple[Finding, ...]:
    """Return what is wrong with deadlines for a table: an unknown or final state, or one given twice."""
    states = {state.code: state for state in table.states}
    found: list[Finding] = []
    seen: set[str] = set()
    for each in deadlines:
        named = {"state": each.state}
        if each.state not in states:
            found.append(DEADLINE_WITHOUT_STATE.finding(each.state, named))
        elif states[each.state].is_final:
            found.append(DEADLINE_AT_END.finding(each.state, named))
        if each.state in seen:
            found.append(DEADLINE_TWICE.finding(each.state, named))
        seen.add(each.state)
    return tuple(found)


def due(
    deadlines: Iterable[Deadline], cases: Iterable[Case], *, now: datetime, calendar: WorkCalendar
) -> tuple[Due, ...]:
    """Return the open cases that stand under a deadline, the earliest end first."""
    if not is_aware(now):
        raise InvalidValue("now", now, Words("须为带时区的时间", "must be a datetime with a time zone"))
    periods = {each.state: each.within for each in deadlines}
    found = [_standing(case, periods[case.state], now, calendar) for case in cases if case.state in periods]
    return tuple(sorted(found, key=lambda each: (each.until, each.case_id)))


def _standing(case: Case, within: Period, now: datetime, calendar: WorkCalendar) -> Due:
    """Return how one case stands to its deadline; the last moment of it is no longer in time."""
    until = within.end(case.since, calendar)
    status = DueStatus.OVERDUE if now >= until else DueStatus.PENDING
    return Due(case_id=case.id, state=case.state, since=case.since, until=until, status=status)
