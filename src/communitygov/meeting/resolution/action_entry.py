"""What happens to an action item (交办事项): it is assigned, reported done, reviewed.

Each entry has its day and stays; a new owner or a longer time is a new assignment.

This module knows no item.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, TypeAlias

import attrs

from communitygov.core.checks import as_tuple, day, identifier, identifiers, one_of, optional
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.within import as_period, with_last_day


@attrs.frozen(kw_only=True)
class Assignment(Value):
    """Who is to do it, from which day, within how long (交办).

    Parameters
    ----------
    owner
        Identifier of whoever answers for it (责任人); none if nobody was named, which is found.
    on, within
        The day of the assignment, which is not counted, and a number of calendar days or a period.
    reference
        Where the assignment is kept; the item's own identifier unless given.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> assignment = Assignment(owner="w-07", on=date(2023, 5, 17), within=10)
    >>> assignment.due(WeekendCalendar()).isoformat()  # a Saturday moves to Monday
    '2023-05-29'
    """

    document_kind: ClassVar[str] = "assignment"
    owner: str | None = attrs.field(validator=optional(identifier))
    on: date = attrs.field(validator=day)
    within: Period = attrs.field(converter=as_period, validator=with_last_day)
    reference: str | None = attrs.field(default=None, validator=optional(identifier))

    def due(self, calendar: WorkCalendar) -> date:
        """Return the last day on which it is in time.

        Raises
        ------
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        return self.within.last_day(self.on, calendar)


@attrs.frozen(kw_only=True)
class Completion(Value):
    """A report that it is done, and the evidence (办结).

    Examples
    --------
    >>> Completion(by="w-07", on=date(2023, 5, 25), evidence=["sha256:9f2c"]).evidence
    ('sha256:9f2c',)
    """

    document_kind: ClassVar[str] = "completion"
    by: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    evidence: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)


class ReviewOutcome(TermEnum):
    """What a review comes to.

    Examples
    --------
    >>> ReviewOutcome("redo").label("zh")
    '需整改'
    """

    ACCEPTED = "accepted", "通过评议", "accepted"
    REDO = "redo", "需整改", "to be done again"


@attrs.frozen(kw_only=True)
class ActionReview(Value):
    """What somebody else says of the work (评议).

    Examples
    --------
    >>> ActionReview(by="r-1", on=date(2023, 6, 1), outcome=ReviewOutcome.ACCEPTED, reference="sheet-3").by
    'r-1'
    """

    document_kind: ClassVar[str] = "action-review"
    by: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    outcome: ReviewOutcome = attrs.field(validator=one_of(ReviewOutcome))
    reference: str = attrs.field(validator=identifier)


#: What can happen to an item.
ActionEntry: TypeAlias = Assignment | Completion | ActionReview

_ENTRY = Words(
    "其成员须为 Assignment、Completion 或 ActionReview",
    "must hold members of type Assignment, Completion or ActionReview",
)


def entries_only(_owner: object, field: "attrs.Attribute[Any]", value: Iterable[object]) -> None:
    """Refuse anything but entries."""
    for each in value:
        if not isinstance(each, Assignment | Completion | ActionReview):
            raise InvalidValue(field.name, each, _ENTRY)


# ------------------------------------------------------------------ where the entries lead


class ActionStatus(TermEnum):
    """How an item stands.

    Examples
    --------
    >>> ActionStatus.DONE.zh
    '已办结待评'
    """

    OPEN = "open", "办理中", "under way"
    OVERDUE = "overdue", "已逾期", "overdue"
    DONE = "done", "已办结待评", "done, to be reviewed"
    REVIEWED = "reviewed", "已评", "reviewed"


#: After which status each entry may come; none is the beginning.
_AFTER: Mapping[type, frozenset[ActionStatus | None]] = MappingProxyType(
    {
        Assignment: frozenset({None, ActionStatus.OPEN}),
        Completion: frozenset({ActionStatus.OPEN}),
        ActionReview: frozenset({ActionStatus.DONE, ActionStatus.REVIEWED}),
    }
)


class Step(NamedTuple):
    """An entry, and where it leads, days aside.

    Parameters
    ----------
    follows
        Whether it may come where it does.
    after
        How the item stands after it.
    own
        The entry, if it is a review by somebody who had a hand in the work.
    """

    entry: ActionEntry
    follows: bool
    after: ActionStatus
    own: ActionReview | None


def steps(entries: Iterable[ActionEntry]) -> Iterator[Step]:
    """Follow the entries of an item; a review of own work leads nowhere.

    Examples
    --------
    >>> done = Completion(by="w-07", on=date(2023, 5, 25))
    >>> [step.follows for step in steps([done])]
    [False]
    """
    status: ActionStatus | None = None
    hands: set[str | None] = set()
    for entry in entries:
        own = entry if isinstance(entry, ActionReview) and entry.by in hands else None
        after = _leads_to(entry) if own is None or status is None else status
        yield Step(entry, status in _AFTER[type(entry)], after, own)
        status = after
        if isinstance(entry, Assignment):
            hands.add(entry.owner)
        elif isinstance(entry, Completion):
            hands.add(entry.by)


def _leads_to(entry: ActionEntry) -> ActionStatus:
    """Return how an item stands after an entry."""
    if isinstance(entry, Assignment):
        return ActionStatus.OPEN
    if isinstance(entry, Completion):
        return ActionStatus.DONE
    return ActionStatus.REVIEWED if entry.outcome is ReviewOutcome.ACCEPTED else ActionStatus.OPEN
