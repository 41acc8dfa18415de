"""The action item (交办事项): what a resolution asks somebody to do, by when, and what came of it.

1. An item is its entries: assignments, reports that it is done, reviews.  Each change adds one and gives a
   new value; how it stands on a day follows from the entries known by then.
2. Nobody reviews own work: a review by an owner, or by whoever reported it done, is on record and counts for
   nothing.  A review that asks for more opens the item again.
3. What is to be done is text that people wrote; it is hidden from ``repr``.

That items have an owner and a day is how offices work (责任人, 时限); the documents do not say it.  The
numbers are the caller's.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, counted, day, hidden, identifier, optional, text
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.workcalendar import WorkCalendar, plain_day
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.resolution.action_entry import (
    ActionEntry,
    ActionReview,
    ActionStatus,
    Assignment,
    Completion,
    entries_only,
    steps,
)
from communitygov.meeting.resolution.action_standing import ActionStanding
from communitygov.meeting.resolution.action_table import entries_html
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.within import not_before, working
from communitygov.procedure.fact import Fact

ACTION_WITHOUT_OWNER = Message(
    "ACTION_WITHOUT_OWNER",
    Words("交办事项 {item} 没有责任人", "nobody answers for action item {item}"),
    Words("请指定责任人", "name somebody"),
)
ACTION_OVERDUE = Message(
    "ACTION_OVERDUE",
    Words(
        "交办事项 {item} 须于 {due} 前办结，尚未办结", "action item {item} was due on {due} and is not done"
    ),
    Words("请督促办理，或另定期限", "press for it, or assign it anew"),
)
ACTION_LATE = Message(
    "ACTION_LATE",
    Words(
        "交办事项 {item} 须于 {due} 前办结，实于 {done} 办结",
        "action item {item} was due on {due} and was done on {done}",
    ),
    Words("请说明迟延原因", "say why it was late"),
)
ACTION_WITHOUT_EVIDENCE = Message(
    "ACTION_WITHOUT_EVIDENCE",
    Words(
        "交办事项 {item} 于 {done} 报办结，未附办理凭证",
        "action item {item} was reported done on {done} without evidence",
    ),
    Words("请补附办理凭证", "attach what was done"),
)
OWN_REVIEW = Message(
    "OWN_REVIEW",
    Words(
        "交办事项 {item} 的评议 {reference} 由经办人 {person} 作出，不算评议",
        "the review {reference} of action item {item} is by {person}, who did the work; it does not count",
    ),
    Words("请由他人评议", "have somebody else review it"),
)
REVIEW_OVERDUE = Message(
    "REVIEW_OVERDUE",
    Words(
        "交办事项 {item} 须于 {review} 前评议，尚未评议",
        "action item {item} was to be reviewed by {review} and is not",
    ),
    Words("请组织评议", "have it reviewed"),
)


@attrs.frozen(kw_only=True)
class ActionItem(Value):
    """What a resolution asks somebody to do (交办事项).

    Parameters
    ----------
    id, about
        Its identifier, and that of the matter.
    from_resolution
        Number of the resolution from which it comes.
    what
        What is to be done, in words; hidden from ``repr``.
    entries
        What happened to it, an assignment first, in the order of days.
    review_on
        The last day on which it is to be reviewed; on any day, unless given.

    Raises
    ------
    InvalidValue
        If the entries do not follow on each other: what is not under way cannot be done, what is not done
        cannot be reviewed, what is done is not assigned unless a review asks for more.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> item = ActionItem(
    ...     id="A-1",
    ...     about="LQ-1",
    ...     from_resolution="R-1",
    ...     what="put up the rack",
    ...     entries=[Assignment(owner="w-07", on=date(2023, 5, 17), within=10)],
    ... )
    >>> item.standing(on=date(2023, 5, 30), calendar=WeekendCalendar()).text()
    'A-1 (w-07): overdue, due on 2023-05-29'
    >>> done = item.done(by="w-07", on=date(2023, 5, 31))
    >>> for finding in done.findings(on=date(2023, 6, 1), calendar=WeekendCalendar()):
    ...     print(finding)
    action item A-1 was due on 2023-05-29 and was done on 2023-05-31 [ACTION_LATE]
    action item A-1 was reported done on 2023-05-31 without evidence [ACTION_WITHOUT_EVIDENCE]
    """

    document_kind: ClassVar[str] = "action-item"
    id: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    from_resolution: str = attrs.field(validator=identifier)
    what: str = attrs.field(validator=text, repr=hidden)
    entries: tuple[ActionEntry, ...] = attrs.field(converter=as_tuple, validator=entries_only, repr=counted)
    review_on: date | None = attrs.field(default=None, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse entries that do not follow on each other."""
        last = date.min
        for at, step in enumerate(steps(self.entries)):
            not_before("entries", step.entry.on, first=last)
            if not step.follows:
                bound = Words("须与前一条相接", "must follow on the entry before it")
                raise InvalidValue("entries", f"{at}: {step.entry.document_kind}", bound)
            last = step.entry.on
        if not self.entries:
            raise InvalidValue("entries", self.entries, Words("须先有交办", "must begin with an assignment"))

    @classmethod
    def of(
        cls,
        resolution: Resolution,
        number: str,
        *,
        what: str,
        assignment: Assignment,
        review_on: date | None = None,
    ) -> "ActionItem":
        """Return an item that carries out a resolution.

        Raises
        ------
        InvalidValue
            If it was assigned before the resolution was adopted.
        """
        not_before("assignment", assignment.on, first=resolution.adopted_on)
        return cls(
            id=number,
            about=resolution.about,
            from_resolution=resolution.id,
            what=what,
            entries=(assignment,),
            review_on=review_on,
        )

    # -------------------------------------------------------------- what happens to it

    def assigned(self, assignment: Assignment) -> "ActionItem":
        """Return the same item, assigned to somebody else or for a longer time."""
        return attrs.evolve(self, entries=(*self.entries, assignment))

    def done(self, *, by: str, on: date, evidence: Iterable[str] = ()) -> "ActionItem":
        """Return the same item, reported done."""
        entry = Completion(by=by, on=on, evidence=as_tuple(evidence))
        return attrs.evolve(self, entries=(*self.entries, entry))

    def reviewed(self, review: ActionReview) -> "ActionItem":
        """Return the same item, reviewed."""
        return attrs.evolve(self, entries=(*self.entries, review))

    def as_of(self, on: date) -> "ActionItem":
        """Return the item as it was known at the end of a day.

        Raises
        ------
        InvalidValue
            If that is before it was assigned.
        """
        not_before("on", plain_day("on", on), first=self.entries[0].on)
        return attrs.evolve(self, entries=tuple(each for each in self.entries if each.on <= on))

    # -------------------------------------------------------------- how it stands

    @property
    def assignment(self) -> Assignment:
        """The assignment that holds."""
        return [each for each in self.entries if isinstance(each, Assignment)][-1]

    @property
    def owner(self) -> str | None:
        """Who answers for it."""
        return self.assignment.owner

    @property
    def completion(self) -> Completion | None:
        """The newest report that it is done; none while it is under way."""
        if self._phase is ActionStatus.OPEN:
            return None
        return [each for each in self.entries if isinstance(each, Completion)][-1]

    def standing(self, *, on: date, calendar: WorkCalendar) -> ActionStanding:
        """Return how it stands on a day.

        Raises
        ------
        InvalidValue
            If that is before it was assigned.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        known = self.as_of(on)
        due = known.assignment.due(working(calendar))
        late = known._phase is ActionStatus.OPEN and on > due  # noqa: SLF001  of this very class
        return ActionStanding(
            item=self.id,
            on=on,
            status=ActionStatus.OVERDUE if late else known._phase,  # noqa: SLF001
            owner=known.owner,
            due_on=due,
        )

    def findings(self, *, on: date, calendar: WorkCalendar) -> tuple[Finding, ...]:
        """Return what is wrong with it on a day.

        Raises
        ------
        InvalidValue
            If that is before it was assigned.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        return tuple(self.as_of(on)._found(on, working(calendar)))  # noqa: SLF001

    # -------------------------------------------------------------- as a procedure reads it

    def as_fact(self) -> Fact:
        """Return who is to do it: kind ``assignment``, outcome ``named``; ``unnamed`` without an owner."""
        because = tuple(self._without_owner())
        return Fact(
            kind="assignment",
            about=self.about,
            outcome="unnamed" if because else "named",
            reference=self.assignment.reference or self.id,
            giver=self.owner,
            words=Words("无责任人", "nobody named") if because else None,
            because=because,
        )

    def evidence_facts(self) -> tuple[Fact, ...]:
        """Return what was done: kind ``evidence``, one fact of outcome ``attached`` for each piece.

        While it is under way, or where no evidence was attached, there is one fact that says so.
        """
        completion = self.completion
        if completion is None:
            return (self._no_evidence(ActionStatus.OPEN.words, ()),)
        if not completion.evidence:
            return (self._no_evidence(_NOT_ATTACHED, tuple(self._without_evidence())),)
        return tuple(
            Fact(kind="evidence", about=self.about, outcome="attached", reference=each, giver=completion.by)
            for each in completion.evidence
        )

    def _repr_html_(self) -> str:
        """Show what happened to it as a table in a notebook; what is to be done stays hidden."""
        return entries_html(self.id, self.entries)

    # -------------------------------------------------------------- inside

    @property
    def _phase(self) -> ActionStatus:
        """Where the entries lead, days aside."""
        return [step.after for step in steps(self.entries)][-1]

    def _found(self, on: date, calendar: WorkCalendar) -> Iterator[Finding]:
        """Find what is wrong, from all entries."""
        yield from self._without_owner()
        yield from self._lateness(on, self.assignment.due(calendar))
        yield from self._without_evidence()
        for step in steps(self.entries):
            if step.own is not None:
                details: dict[str, Detail] = {"reference": step.own.reference, "person": step.own.by}
                yield OWN_REVIEW.finding(self.id, {"item": self.id, **details})
        if self.review_on is not None and on > self.review_on and self._phase is not ActionStatus.REVIEWED:
            due = self.review_on.isoformat()
            yield REVIEW_OVERDUE.finding(self.id, {"item": self.id, "review": due})

    def _lateness(self, on: date, due: date) -> Iterator[Finding]:
        """Find that it is overdue, or was done late."""
        details: dict[str, Detail] = {"item": self.id, "due": due.isoformat()}
        completion = self.completion
        if completion is None:
            if on > due:
                yield ACTION_OVERDUE.finding(self.id, details)
        elif completion.on > due:
            yield ACTION_LATE.finding(self.id, {**details, "done": completion.on.isoformat()})

    def _without_owner(self) -> Iterator[Finding]:
        """Find that nobody answers for it."""
        if self.owner is None:
            yield ACTION_WITHOUT_OWNER.finding(self.id, {"item": self.id})

    def _without_evidence(self) -> Iterator[Finding]:
        """Find that it was reported done without evidence."""
        completion = self.completion
        if completion is not None and not completion.evidence:
            details: dict[str, Detail] = {"item": self.id, "done": completion.on.isoformat()}
            yield ACTION_WITHOUT_EVIDENCE.finding(self.id, details)

    def _no_evidence(self, words: Words, because: tuple[Finding, ...]) -> Fact:
        """Return a fact that there is none."""
        return Fact(
            kind="evidence",
            about=self.about,
            outcome="missing",
            reference=self.id,
            words=words,
            because=because,
        )


_NOT_ATTACHED = Words("未附凭证", "none attached")


def due_items(items: Iterable[ActionItem], *, on: date, calendar: WorkCalendar) -> tuple[ActionStanding, ...]:
    """Return how those items stand that are under way on a day, the earliest day due first.

    Items that were assigned only later are left out.

    Raises
    ------
    InvalidValue
        If something is no item.
    UnknownYear
        If the calendar does not know a year that must be asked about.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> first, second = (
    ...     ActionItem(
    ...         id=number,
    ...         about="LQ-1",
    ...         from_resolution="R-1",
    ...         what="",
    ...         entries=[Assignment(owner="w-07", on=date(2023, 5, 17), within=days)],
    ...     )
    ...     for number, days in (("A-1", 30), ("A-2", 10))
    ... )
    >>> for standing in due_items([first, second], on=date(2023, 5, 30), calendar=WeekendCalendar()):
    ...     print(standing.text())
    A-2 (w-07): overdue, due on 2023-05-29
    A-1 (w-07): under way, due on 2023-06-16
    """
    listed = as_tuple(items)
    for each in listed:
        if not isinstance(each, ActionItem):
            bound = Words("其成员须为 ActionItem", "must hold members of type ActionItem")
            raise InvalidValue("items", each, bound)
    assigned = (each for each in listed if each.entries[0].on <= plain_day("on", on))
    standings = (each.standing(on=on, calendar=calendar) for each in assigned)
    under_way = [each for each in standings if each.status in {ActionStatus.OPEN, ActionStatus.OVERDUE}]
    return tuple(sorted(under_way, key=lambda each: (each.due_on, each.item)))
