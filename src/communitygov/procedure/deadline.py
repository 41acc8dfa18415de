"""How long a case may stay where it stands: what is due, due soon, overdue, and what goes up.

1. A deadline is a period from the moment at which the case *came to* its state: a move that stays there does
   not start it again.  It is counted on a calendar that the caller supplies.
2. An action that stays in the state may extend the time.  The table bounds how often; a deadline whose
   extension is not bounded there is refused.
3. A deadline moves nothing.  Nothing runs in the background and nothing reads a clock: `due` tells how each
   case stands at the moment that is asked about.  The moves that time makes: `communitygov.procedure.clock`.

The documents give no deadlines and no escalation; each is a parameter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from itertools import takewhile
from operator import attrgetter
from typing import ClassVar, NamedTuple, TypeAlias

import attrs

from communitygov.core.checks import identifier, is_aware, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, Words
from communitygov.procedure.bound import TakenFewer
from communitygov.procedure.due import Due, DueList, alike, said, status_at
from communitygov.procedure.placed import Placed, several
from communitygov.procedure.reckoning import Span, instant
from communitygov.procedure.requirement import Names, PastAction, came_here, named
from communitygov.procedure.table import State, Table

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
EXTENSION_LEAVES = Message(
    "EXTENSION_LEAVES",
    Words(
        "{action} 应延长 {state} 的时限，但表中没有 {state} 经 {action} 仍回 {state} 的一行",
        "{action} is to extend the time at {state}, and no move of it stays at {state}",
    ),
    Words("请加一行起止均为 {state} 的 {action}", "add a move {action} from {state} to {state}"),
)
EXTENSION_UNBOUNDED = Message(
    "EXTENSION_UNBOUNDED",
    Words("{state} 的时限可经 {action} 无限延长", "{action} may extend the time at {state} without end"),
    Words("请为 {action} 加 TakenFewer", "give {action} a TakenFewer"),
)
ESCALATION_TO_NOBODY = Message(
    "ESCALATION_TO_NOBODY",
    Words("{state} 逾期应上报 {role}，表中没有此角色", "{state} escalates to {role}, whom the table lacks"),
    Words("请更正角色代码，或在角色中声明 {role}", "mend the code, or declare {role} among the roles"),
)

#: In what a warning can be counted back; months and years have no day that corresponds backwards.
_COUNTED_BACK = frozenset({PeriodUnit.HOURS, PeriodUnit.DAYS, PeriodUnit.WORKDAYS})


def _counted_back(_owner: object, field: "attrs.Attribute[Period]", value: object) -> None:
    """Refuse anything but a period of hours, days or working days."""
    if not isinstance(value, Period) or value.unit not in _COUNTED_BACK:
        bound = Words("须为小时、日或工作日的期间", "must be a period of hours, days or workdays")
        raise InvalidValue(field.name, value, bound)


@attrs.frozen(kw_only=True)
class Escalation(Value):
    """To whom an overdue case goes up, and how long after its time is over (逾期上报).

    Examples
    --------
    >>> from communitygov.organisation.actor import Role
    >>> Escalation(after=Period(2, PeriodUnit.WORKDAYS), to=Role.PARTY_COMMITTEE).after.text("zh")
    '2个工作日'
    """

    document_kind: ClassVar[str] = "escalation"
    after: Period = attrs.field(validator=one_of(Period))
    to: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class Deadline(Value):
    """How long a case may stay in a state (时限).

    Parameters
    ----------
    state, within
        Code of the state, and the period from the moment at which the case came there.
    warn_before
        How long before the end the case is due soon, in hours, days or working days; never, unless given.
        One working day is the last working day.
    extended_by, extension
        Code of an action that stays in the state, and the period by which the end moves on each time that
        it is taken (延期), counted from the end before; no extension unless both are given.
    escalates
        When and to whom the case goes up once its time is over; it does not, unless given.
    basis
        Where the deadline stands.

    Examples
    --------
    >>> Deadline(state="sorting", within=Period(3, PeriodUnit.WORKDAYS)).basis.is_library_default
    True
    >>> Deadline(state="handling", within=Period(30, PeriodUnit.DAYS), extended_by="extend")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: extension: None will not do; it must be given with extended_by, or \
neither. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "deadline"
    state: str = attrs.field(validator=identifier)
    within: Period = attrs.field(validator=one_of(Period))
    warn_before: Period | None = attrs.field(default=None, validator=optional(_counted_back))
    extended_by: str | None = attrs.field(default=None, validator=optional(identifier))
    extension: Period | None = attrs.field(default=None, validator=optional(one_of(Period)))
    escalates: Escalation | None = attrs.field(default=None, validator=optional(one_of(Escalation)))
    basis: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse an extension by no action, or by no period."""
        if (self.extended_by is None) != (self.extension is None):
            bound = Words("须与 extended_by 同有同无", "must be given with extended_by, or neither")
            raise InvalidValue("extension", self.extension, bound)


# ------------------------------------------------------------------ does it fit the table?


def deadline_faults(table: Table, deadlines: Iterable[Deadline]) -> tuple[Finding, ...]:
    """Return what is wrong with deadlines for a table.

    That is a state that the table lacks, an end, a state given twice, an extension that does not stay or is
    not bounded, an escalation to a role that the table lacks.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> hour = Period(1, PeriodUnit.HOURS)
    >>> boss = Escalation(after=hour, to="mayor")
    >>> for fault in deadline_faults(
    ...     five_step_literal().table, [Deadline(state="raised", within=hour, escalates=boss)]
    ... ):
    ...     print(fault)
    raised escalates to mayor, whom the table lacks [ESCALATION_TO_NOBODY]
    """
    _check("table", table, kind=Table)
    states = {state.code: state for state in table.states}
    found: list[Finding] = []
    seen: set[str] = set()
    for each in _rules(deadlines):
        found.extend(_faults(table, states.get(each.state), each))
        if each.state in seen:
            found.append(DEADLINE_TWICE.finding(each.state, {"state": each.state}))
        seen.add(each.state)
    return tuple(found)


def _faults(table: Table, state: State | None, deadline: Deadline) -> Iterator[Finding]:
    """Find what is wrong with one deadline."""
    named: dict[str, Detail] = {"state": deadline.state}
    if state is None:
        yield DEADLINE_WITHOUT_STATE.finding(deadline.state, named)
        return
    if state.is_final:
        yield DEADLINE_AT_END.finding(deadline.state, named)
    if deadline.extended_by is not None:
        yield from _extension_faults(table, deadline.state, deadline.extended_by)
    rise = deadline.escalates
    if rise is not None and all(role.code != rise.to for role in table.roles):
        yield ESCALATION_TO_NOBODY.finding(deadline.state, {**named, "role": rise.to})


def _extension_faults(table: Table, state: str, action: str) -> Iterator[Finding]:
    """Find an extension that does not stay in its state, or is not bounded."""
    named: dict[str, Detail] = {"state": state, "action": action}
    moves = [move for move in table.moves_by(action) if move.source == move.target == state]
    if not moves:
        yield EXTENSION_LEAVES.finding(state, named)
    for move in moves:
        bounds = (each for each in move.requires if isinstance(each, TakenFewer))
        if all(bound.action != action for bound in bounds):
            yield EXTENSION_UNBOUNDED.finding(state, named)


# ------------------------------------------------------------------ what is due


def due(
    deadlines: Iterable[Deadline],
    cases: Iterable[Placed],
    *,
    now: datetime,
    calendar: WorkCalendar,
    table: Table | None = None,
) -> DueList:
    """Return the matters that stand under a deadline, the earliest end first.

    Parameters
    ----------
    deadlines, cases
        Rules, one for a state, and matters; those in a state without a rule are left out.
    now
        The moment that is asked about.
    table
        Whose words states and roles are called by; their codes serve unless it is given.

    Raises
    ------
    InvalidValue
        If `now` has no time zone, a matter lacks what is read of it, there is but one and no collection, or
        something else is not what it should be.
    UnknownYear
        If the calendar does not know a year that must be asked about.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> from communitygov.testing.walks import opened
    >>> from communitygov.deliberation.five_step import five_step
    >>> rule = Deadline(
    ...     state="raised",
    ...     within=Period(3, PeriodUnit.WORKDAYS),
    ...     warn_before=Period(1, PeriodUnit.WORKDAYS),
    ...     escalates=Escalation(after=Period(2, PeriodUnit.WORKDAYS), to="party_committee"),
    ... )
    >>> case = opened(five_step())  # on Thursday 4 May 2023
    >>> for day in (8, 9, 10, 12):
    ...     now = datetime.fromisoformat(f"2023-05-{day:02}T09:00Z")
    ...     found = due([rule], [case], now=now, calendar=WeekendCalendar(), table=five_step().table)
    ...     print(found.text("zh"))
    C-1 已提出：期限内，2023-05-10 00:00+00:00 截止
    C-1 已提出：临期，2023-05-10 00:00+00:00 截止
    C-1 已提出：已逾期，2023-05-10 00:00+00:00 已截止
    C-1 已提出：应上报党委，2023-05-10 00:00+00:00 已截止
    """
    if not is_aware(now):
        raise InvalidValue("now", now, Words("须为带时区的时间", "must be a datetime with a time zone"))
    rules = {each.state: each for each in _rules(deadlines)}
    asked = _Asked(instant(now), _working(calendar), _names(table))
    groups: dict[_Key, tuple[Due, list[Due]]] = {}
    found: defaultdict[timedelta, list[Due]] = defaultdict(list)
    for case in several("cases", cases):
        stay = _stay(case, rules)
        if stay is None:
            continue
        if stay.key not in groups:
            sample = _due(stay, asked)
            groups[stay.key] = sample, found[instant(sample.until)]
        sample, ending = groups[stay.key]
        ending.append(alike(sample, case_id=stay.case_id, since=stay.since))
    return DueList(each for end in sorted(found) for each in sorted(found[end], key=attrgetter("case_id")))


#: What two stays must share to have the same limit: hours run from the moment, all else from the day.
_Key: TypeAlias = tuple[str, date, int, tzinfo | None, int]


class _Stay(NamedTuple):
    """A matter in a state that has a deadline: since when, and by what its time was extended."""

    case_id: str
    rule: Deadline
    since: datetime
    extensions: tuple[Period, ...]
    key: _Key


class _Asked(NamedTuple):
    """What is asked: at which moment, on which calendar, with which words for states and roles."""

    now: timedelta
    calendar: WorkCalendar
    names: tuple[Names, Names]


def _names(table: Table | None) -> tuple[Names, Names]:
    """Return the words of the states and of the roles of a table."""
    if table is None:
        return {}, {}
    _check("table", table, kind=Table)
    return {each.code: each.words for each in table.states}, {each.code: each.words for each in table.roles}


def _rules(deadlines: Iterable[Deadline]) -> Iterator[Deadline]:
    """Yield deadlines, and refuse anything else."""
    for each in several("deadlines", deadlines):
        _check("deadlines", each, kind=Deadline)
        yield each


def _check(what: str, value: object, *, kind: type) -> None:
    """Refuse anything but a value of a kind."""
    if not isinstance(value, kind):
        raise InvalidValue(what, value, Words(f"须为 {kind.__name__}", f"must be a {kind.__name__}"))


def _working(calendar: WorkCalendar) -> WorkCalendar:
    """Return a calendar, and refuse what knows no working days."""
    if isinstance(calendar, type) or not callable(getattr(calendar, "is_workday", None)):
        bound = Words("须为工作日历，如 WeekendCalendar()", "must be a calendar, such as WeekendCalendar()")
        raise InvalidValue("calendar", calendar, bound)
    return calendar


def _stay(case: Placed, rules: Mapping[str, Deadline]) -> _Stay | None:
    """Return how a matter stands under its deadline, if there is one for its state."""
    try:
        rule = rules.get(case.state)
        if rule is None:
            return None
        history = case.history  # once: it may ask a database
        since, extensions = came_here(history), _extensions(history, rule)
        begins = since if rule.within.unit is PeriodUnit.HOURS else since.date()
        key = rule.state, begins, since.fold, since.tzinfo, len(extensions)
        return _Stay(case.id, rule, since, extensions, key)
    except (AttributeError, LookupError, TypeError) as error:
        bound = Words(
            "须有 id、state 与不空的 history", "must have id, state, and a history that is not empty"
        )
        raise InvalidValue("cases", case, bound) from error


def _extensions(history: Sequence[PastAction], rule: Deadline) -> tuple[Period, ...]:
    """Return by what the time of a matter was extended since it came to its state."""
    if rule.extension is None:
        return ()
    stayed = takewhile(lambda entry: entry.source == entry.target, reversed(history))
    return (rule.extension,) * sum(entry.action == rule.extended_by for entry in stayed)


def _due(stay: _Stay, asked: _Asked) -> Due:
    """Reckon the limit of a stay, and say how it stands."""
    (case_id, rule, since, extensions, _), rise = stay, stay.rule.escalates
    span = Span(rule.within, extensions, rule.warn_before, None if rise is None else rise.after)
    limit = span.limit(since, asked.calendar)
    status = status_at(asked.now, limit)
    states, roles = asked.names
    role = None if rise is None else named(rise.to, roles)
    return Due(
        case_id=case_id,
        state=rule.state,
        since=since,
        until=limit.until,
        status=status,
        words=said(status, limit, state=named(rule.state, states), role=role),
        extensions=len(extensions),
        warns_at=limit.warns_at,
        escalates_at=limit.escalates_at,
        escalates_to=None if rise is None else rise.to,
    )
