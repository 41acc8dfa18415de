"""How cases stand to their deadlines: within time, due soon, overdue, to be escalated.

These are answers; `communitygov.procedure.deadline.due` gives them.  An answer holds for the moment at which
it was asked: nothing here runs on, and nothing reads a clock.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from html import escape
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import at_least, aware, identifier, is_identifier, one_of, optional, saying
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.procedure.reckoning import Limit, instant
from communitygov.procedure.requirement import clock_time


class DueStatus(TermEnum):
    """How a case stands to its deadline, in the order in which it gets there.

    Examples
    --------
    >>> DueStatus.OVERDUE.label("zh")
    '已逾期'
    >>> [status.zh for status in DueStatus]
    ['期限内', '临期', '已逾期', '应上报']
    """

    PENDING = "pending", "期限内", "within time"
    SOON = "due_soon", "临期", "due soon"
    OVERDUE = "overdue", "已逾期", "overdue"
    ESCALATING = "escalating", "应上报", "to be escalated"


#: Whose time is over.
_OVER = frozenset({DueStatus.OVERDUE, DueStatus.ESCALATING})
_TOGETHER = Words("须与 escalates_at 同有同无", "must be given with escalates_at, or neither")
_LATER = Words("须晚于 {}", "must be later than {}")


@attrs.frozen(kw_only=True, weakref_slot=False)
class Due(Value):
    """A case that stands under a deadline.

    Parameters
    ----------
    case_id, state
        Which case, and where it stands.
    since, until
        When it came there, and when its time ends: nothing done from then on is in time.
    status, words
        How it stands to that, as a code and said in both languages.
    extensions
        How often its time was extended; `until` counts them in.
    warns_at
        From when on it is due soon, if the deadline says so.
    escalates_at, escalates_to
        When it goes up if it is still there, and the code of the role to which it goes, if the deadline
        says so.

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
    >>> due.status.label("en"), due.until.isoformat(), due.last_day.isoformat()
    ('within time', '2023-05-10T00:00:00+00:00', '2023-05-09')
    """

    document_kind: ClassVar[str] = "due"
    case_id: str = attrs.field(validator=identifier)
    state: str = attrs.field(validator=identifier)
    since: datetime = attrs.field(validator=aware)
    until: datetime = attrs.field(validator=aware)
    status: DueStatus = attrs.field(validator=one_of(DueStatus))
    words: Words = attrs.field(validator=saying)
    extensions: int = attrs.field(default=0, validator=at_least(0))
    warns_at: datetime | None = attrs.field(default=None, validator=optional(aware))
    escalates_at: datetime | None = attrs.field(default=None, validator=optional(aware))
    escalates_to: str | None = attrs.field(default=None, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse moments out of order, and a status without the moment from which it holds."""
        if (self.escalates_at is None) != (self.escalates_to is None):
            raise InvalidValue("escalates_to", self.escalates_to, _TOGETHER)
        _in_order("until", self.since, self.until)
        if self.warns_at is not None:
            _in_order("until", self.warns_at, self.until)
        if self.escalates_at is not None:
            _in_order("escalates_at", self.until, self.escalates_at)
        needed = {DueStatus.SOON: self.warns_at, DueStatus.ESCALATING: self.escalates_at}
        if needed.get(self.status, self.until) is None:
            bound = Words("须先有相应的时刻", "needs the moment from which it holds")
            raise InvalidValue("status", self.status, bound)

    @property
    def is_overdue(self) -> bool:
        """Whether its time is over, escalating or not."""
        return self.status in _OVER

    @property
    def last_day(self) -> date:
        """The last day on which it is in time, in the zone of `until`."""
        return (self.until - datetime.resolution).date()

    def text(self, language: Language = "en") -> str:
        """Say how it stands in `language`."""
        return self.words.say(language)


def _in_order(what: str, early: datetime, late: datetime) -> None:
    """Refuse a moment that is not later than another one."""
    if instant(late) <= instant(early):
        bound = Words(*(side.format(early.isoformat()) for side in _LATER))
        raise InvalidValue(what, late.isoformat(), bound)


class _DueDraft(Value):
    """An answer while it is made; see the end of `communitygov.procedure.case` for why."""

    __slots__ = (
        *("case_id", "escalates_at", "escalates_to", "extensions", "since"),
        *("state", "status", "until", "warns_at", "words"),
    )


def alike(sample: Due, *, case_id: str, since: datetime) -> Due:
    """Return the answer for another case that began on the same day as a checked one; `due` calls this."""
    if not is_identifier(case_id):
        return attrs.evolve(sample, case_id=case_id)
    draft: Any = _DueDraft()
    draft.case_id = case_id
    draft.state = sample.state
    draft.since = since
    draft.until = sample.until
    draft.status = sample.status
    draft.words = sample.words
    draft.extensions = sample.extensions
    draft.warns_at = sample.warns_at
    draft.escalates_at = sample.escalates_at
    draft.escalates_to = sample.escalates_to
    draft.__class__ = Due
    made: Due = draft
    return made


# ------------------------------------------------------------------ how it stands, and how that is said


def status_at(now: timedelta, limit: Limit) -> DueStatus:
    """Return how a limit stands at an instant; its last moment is no longer in time."""
    if now < instant(limit.until):
        is_soon = limit.warns_at is not None and now >= instant(limit.warns_at)
        return DueStatus.SOON if is_soon else DueStatus.PENDING
    is_up = limit.escalates_at is not None and now >= instant(limit.escalates_at)
    return DueStatus.ESCALATING if is_up else DueStatus.OVERDUE


_SAID: Mapping[DueStatus, Words] = MappingProxyType(
    {
        DueStatus.PENDING: Words("{state}：期限内，{until} 截止", "{state}: within time, ends {until}"),
        DueStatus.SOON: Words("{state}：临期，{until} 截止", "{state}: due soon, ends {until}"),
        DueStatus.OVERDUE: Words("{state}：已逾期，{until} 已截止", "{state}: overdue, ended {until}"),
        DueStatus.ESCALATING: Words(
            "{state}：应上报{role}，{until} 已截止", "{state}: to be escalated to the {role}, ended {until}"
        ),
    }
)


def said(status: DueStatus, limit: Limit, *, state: Words, role: Words | None) -> Words:
    """Say how a matter stands: in which state, until when, and to which role it goes up."""
    until, to = clock_time(limit.until), role or state
    zh, en = _SAID[status]
    return Words(
        zh.format(state=state.zh, until=until, role=to.zh), en.format(state=state.en, until=until, role=to.en)
    )


# ------------------------------------------------------------------ a list of them

#: The lights of the table: green, amber, red, violet; the words stand beside them.
_LIGHTS: Mapping[DueStatus, str] = MappingProxyType(
    dict(zip(DueStatus, ("#0a7350", "#9a6a00", "#b8193a", "#6b3fa0"), strict=True))
)
#: Most rows that a notebook shows.
MOST_SHOWN = 200


class DueList(tuple[Due, ...]):
    """What stands under a deadline, the earliest end first: a tuple that shows itself as a table.

    Examples
    --------
    >>> from communitygov.testing.walks import opened, walked
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> from communitygov.deliberation.five_step import five_step
    >>> cases = [opened(five_step(), case_id="LQ-1"), walked(five_step(), (0, 3), case_id="LQ-2")]
    >>> found = five_step().due(
    ...     cases, now=datetime.fromisoformat("2023-05-12T09:00Z"), calendar=WeekendCalendar()
    ... )
    >>> len(found), [each.case_id for each in found.overdue]
    (2, ['LQ-1'])
    >>> {status.value: count for status, count in found.counts.items() if count}
    {'pending': 1, 'overdue': 1}
    """

    __slots__ = ()

    def of(self, *statuses: DueStatus) -> "DueList":
        """Return those that stand so, in the same order."""
        return DueList(each for each in self if each.status in statuses)

    @property
    def soon(self) -> "DueList":
        """Those whose time ends soon."""
        return self.of(DueStatus.SOON)

    @property
    def overdue(self) -> "DueList":
        """Those whose time is over, the escalating ones among them."""
        return self.of(*_OVER)

    @property
    def escalating(self) -> "DueList":
        """Those that go up now; `escalates_to` says to whom."""
        return self.of(DueStatus.ESCALATING)

    @property
    def counts(self) -> Mapping[DueStatus, int]:
        """How many stand how, in the order of the list of statuses."""
        found = Counter(each.status for each in self)
        return MappingProxyType({status: found[status] for status in DueStatus})

    def text(self, language: Language = "en") -> str:
        """List them, one to a line, in `language`."""
        return "\n".join(f"{each.case_id} {each.text(language)}" for each in self)

    def _repr_html_(self) -> str:
        """Show them as a table with lights in a notebook, the first ones of a long list."""
        counted = " · ".join(f"{_light(status)} {count}" for status, count in self.counts.items() if count)
        hidden = len(self) - MOST_SHOWN
        more = f"<tfoot><tr><td colspan='5'>… +{hidden}</td></tr></tfoot>" if hidden > 0 else ""
        return (
            f"<table><caption>{counted or '—'}</caption>"
            "<thead><tr><th></th><th>事项 case</th><th>自 since</th><th>至 until</th><th>说明 note</th></tr>"
            f"</thead><tbody>{''.join(_row(each) for each in self[:MOST_SHOWN])}</tbody>{more}</table>"
        )


def _light(status: DueStatus) -> str:
    """Show a status as a coloured dot with its words, as HTML."""
    return f"<span style='color:{_LIGHTS[status]}'>●</span> {status.zh} {status.en}"


def _row(due: Due) -> str:
    """Show one case as a row, as HTML."""
    cells = (
        _light(due.status),
        escape(due.case_id),
        due.since.isoformat(sep=" ", timespec="minutes"),
        due.until.isoformat(sep=" ", timespec="minutes"),
        f"{escape(due.words.zh)}<br>{escape(due.words.en)}",
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
