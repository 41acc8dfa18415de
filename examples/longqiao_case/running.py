"""The events of the log, one after the other, through the standard procedure.

Each event is either taken, which gives a new case and one more entry of the journal, or refused with every
reason.  After each refusal case and journal are compared, byte for byte, with what they were before.
"""

from collections import Counter
from collections.abc import Mapping

import attrs

from communitygov.core import Journal, Message, Reason, Term
from communitygov.core.canonical import Document
from communitygov.errors import ActionRefused, UnknownYear, Words
from communitygov.organisation import Actor
from communitygov.procedure import Case, Due, DueStatus, Fact, Procedure, Record
from longqiao_case.dossier import Dossier
from longqiao_case.reading import BadInput, problem_of
from longqiao_case.records import Event
from longqiao_case.showing import Desk, facts_of

NOT_RAISED = Message(
    "NOT_RAISED",
    Words("{matter} 尚未立案", "{matter} has not been raised"),
    Words("请先由居民提事", "have a resident raise it first"),
)


@attrs.frozen(kw_only=True)
class Taken:
    """An event that was taken, and its record."""

    event: Event
    record: Record


@attrs.frozen(kw_only=True)
class Refused:
    """An event that was refused.

    Parameters
    ----------
    reasons
        Every unmet condition.
    instead
        Which roles could act, and what this actor may do now, in words.
    able
        Identifiers of those against whom nothing speaks but what speaks against everybody.
    is_unchanged
        Whether case and journal are the same afterwards, byte for byte.
    """

    event: Event
    reasons: tuple[Reason, ...]
    instead: Words
    able: tuple[str, ...]
    is_unchanged: bool


@attrs.frozen(kw_only=True)
class Course:
    """The course of one matter: what it is about, where it stands if it was ever opened, what happened."""

    matter: str
    subject: Term
    case: Case | None
    entries: tuple[Taken | Refused, ...]


@attrs.frozen(kw_only=True)
class Run:
    """What has happened.

    Parameters
    ----------
    courses
        The courses of all matters, in the order of their identifiers.
    due
        Until when the open matters are to be dealt with, by their identifiers.
    left_out
        How many events are later than now.
    """

    courses: tuple[Course, ...]
    journal: Journal
    due: Mapping[str, Due]
    left_out: int

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that were opened."""
        return tuple(course.case for course in self.courses if course.case)

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The events that were taken."""
        return tuple(entry for course in self.courses for entry in course.entries if isinstance(entry, Taken))

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The events that were refused."""
        return tuple(
            entry for course in self.courses for entry in course.entries if isinstance(entry, Refused)
        )

    @property
    def reasons(self) -> Mapping[str, int]:
        """How often each reason was given, by its code, in order."""
        counted = Counter(reason.code for refused in self.refused for reason in refused.reasons)
        return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def states(self) -> Mapping[str, int]:
        """How many cases stand in each state, by its code."""
        return Counter(case.state for case in self.cases)

    @property
    def overdue(self) -> tuple[Due, ...]:
        """The open cases whose time is over."""
        return tuple(due for due in self.due.values() if due.status is DueStatus.OVERDUE)


class Office:
    """A street office that takes one event after the other."""

    def __init__(self, dossier: Dossier, procedure: Procedure) -> None:
        """Begin with an empty journal."""
        self.dossier, self.procedure = dossier, procedure
        self.cases: dict[str, Case] = {}
        self.subjects: dict[str, Term] = {}
        self.entries: dict[str, list[Taken | Refused]] = {}
        self.journal = Journal()

    def take(self, event: Event) -> None:
        """Take an event, or note why it is refused."""
        if event.subject:
            self.subjects.setdefault(event.matter, event.subject)
        facts = facts_of(event, Desk(sittings=self.dossier.sittings, cases=self.cases))
        before = self._bytes(event.matter)
        try:
            entry: Taken | Refused = self._taken(event, facts)
        except ActionRefused as refusal:
            entry = Refused(
                event=event,
                reasons=tuple(each for each in refusal.reasons if isinstance(each, Reason)),
                instead=refusal.alternatives,
                able=self._able(event, facts),
                is_unchanged=self._bytes(event.matter) == before,
            )
        self.entries.setdefault(event.matter, []).append(entry)

    def _taken(self, event: Event, facts: tuple[Fact, ...]) -> Taken:
        """Take an event and write it down; raise `ActionRefused` otherwise."""
        case = self._advanced(event, facts, self.dossier.actors[event.actor])
        record = case.history[-1]
        document: Document = {
            "case": case.id,
            "grid": case.grid,
            "procedure": case.procedure,
            "record": record.to_document(),
        }
        self.journal = self.journal.append(document)
        self.cases[case.id] = case
        return Taken(event=event, record=record)

    def _advanced(self, event: Event, facts: tuple[Fact, ...], actor: Actor) -> Case:
        """Return the case after an event."""
        case = self.cases.get(event.matter)
        if case:
            return self.procedure.apply(case, event.action, by=actor, at=event.at, facts=facts)
        if event.subject:
            title, grid = event.subject.zh, event.grid
            return self.procedure.open(event.matter, title, by=actor, at=event.at, grid=grid, facts=facts)
        raise self._not_raised(event)

    def _not_raised(self, event: Event) -> ActionRefused:
        """Refuse an action in a matter that has not been raised."""
        table = self.procedure.table
        could_act = tuple(table.role(code) for code in table.opening.roles)
        reason = NOT_RAISED.reason(event.matter, {"matter": event.matter}, could_act=could_act)
        roles = table.opening.roles
        return ActionRefused(event.matter, event.action, (reason,), roles, (), NOT_RAISED.remedy)

    def _able(self, event: Event, facts: tuple[Fact, ...]) -> tuple[str, ...]:
        """Return who could act instead, once the reasons are mended that hold against everybody.

        Nobody, where the action is not possible at all.
        """
        case = self.cases.get(event.matter)
        if not case or event.action not in {
            move.action for move in self.procedure.table.moves_from(case.state)
        }:
            return ()
        explain = self.procedure.explain
        against = {
            actor.id: {
                reason.code for reason in explain(case, event.action, by=actor, at=event.at, facts=facts)
            }
            for actor in self.dossier.actors.values()
        }
        everybody = set.intersection(*against.values())
        return tuple(sorted(each for each, codes in against.items() if codes == everybody))

    def _bytes(self, matter: str) -> tuple[bytes, str]:
        """Return a case as it would be written, and the head of the journal, a hash over all of it."""
        case = self.cases.get(matter)
        return case.to_json() if case else b"", self.journal.head


def run(dossier: Dossier, procedure: Procedure) -> Run:
    """Take every event up to now, in the order in which they were entered."""
    office = Office(dossier, procedure)
    events = [event for event in dossier.events if event.at <= dossier.now]
    for event in events:
        office.take(event)
    return Run(
        courses=tuple(_course(office, matter) for matter in sorted(office.entries)),
        journal=office.journal,
        due=_due(office),
        left_out=len(dossier.events) - len(events),
    )


def _due(office: Office) -> Mapping[str, Due]:
    """Return what is due; a year of which the calendar has no notice is a fault of the settings."""
    now, calendar = office.dossier.now, office.dossier.calendar
    try:
        due = office.procedure.due(office.cases.values(), now=now, calendar=calendar)
    except UnknownYear as error:
        raise BadInput("settings.json", problem_of(error), field="$.calendar") from error
    return {each.case_id: each for each in due}


def _course(office: Office, matter: str) -> Course:
    """Return the course of one matter; one that nobody has tried to raise has no subject."""
    return Course(
        matter=matter,
        subject=office.subjects.get(matter, _NO_SUBJECT),
        case=office.cases.get(matter),
        entries=tuple(office.entries[matter]),
    )


_NO_SUBJECT = Term("none", "（未立案）", "(not raised)")
