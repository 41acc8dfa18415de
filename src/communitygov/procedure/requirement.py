"""What a move asks beyond state and role: a closed vocabulary of conditions, each a value.

1. A requirement answers with reasons: none when it is met, one or more when it is not.  It decides nothing
   and changes nothing; `communitygov.procedure.conduct` evaluates *all* of them, always.
2. Requirements are data, so that a table with its conditions can be kept in a file.  A new kind is a new
   subclass with an `unmet` of its own; reading it back needs nothing further.
3. They read the matter, the attempt and the facts handed in.  They read no clock and no database.

This module knows no topic: which action counts as handling, and what a decision is, the table says.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar, NamedTuple, Protocol, TypeAlias, cast

import attrs

from communitygov.core.checks import as_tuple, at_least, identifier, identifiers
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Message, Reason, joined
from communitygov.errors import Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.fact import Fact


class PastAction(Protocol):
    """What a requirement reads of one entry of a history."""

    @property
    def action(self) -> str:
        """Code of the action taken."""
        ...

    @property
    def by(self) -> str:
        """Identifier of whoever took it."""
        ...

    @property
    def at(self) -> datetime:
        """When it was taken."""
        ...

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What was shown for it."""
        ...


class HasHistory(Protocol):
    """What a requirement reads of a case; a host application's own object may serve as well."""

    @property
    def id(self) -> str:
        """Identifier of the case."""
        ...

    @property
    def grid(self) -> str:
        """Code of the grid in which the matter lies."""
        ...

    @property
    def history(self) -> tuple[PastAction, ...]:
        """What has been done so far, the opening first."""
        ...


#: Words for the codes of a table's actions; a code that is not there stands for itself.
Names: TypeAlias = Mapping[str, Words]


class Attempt(NamedTuple):
    """An action that somebody wants to take.

    Examples
    --------
    >>> from datetime import UTC
    >>> Attempt("accept", Actor("w-07", roles={"grid_worker"}), datetime(2023, 5, 4, tzinfo=UTC)).facts
    ()
    """

    action: str
    by: Actor
    at: datetime
    facts: tuple[Fact, ...] = ()


#: Makes an attempt from its four parts without the detour through the named constructor.
_attempt_of = cast(
    "Callable[[tuple[str, Actor, datetime, tuple[Fact, ...]]], Attempt]",
    partial(cast("Any", tuple).__new__, Attempt),
)


def attempted(action: str, by: Actor, *, at: datetime, facts: Iterable[Fact]) -> Attempt:
    """Return an attempt; any collection of facts will do.

    Examples
    --------
    >>> from datetime import UTC
    >>> attempted("accept", Actor("w-07", roles=()), at=datetime(2023, 5, 4, tzinfo=UTC), facts=[]).facts
    ()
    """
    given: tuple[Fact, ...] = facts if type(facts) is tuple else as_tuple(facts)  # pyright: ignore[reportUnknownVariableType]
    return _attempt_of((action, by, at, given))


@attrs.frozen
class Requirement(Value, ABC):
    """Base of all conditions beyond state and role.

    Examples
    --------
    A condition of one's own is a subclass with a kind and an `unmet`:

    >>> class Never(Requirement):
    ...     document_kind = "example-never"
    ...
    ...     def unmet(self, matter, attempt, *, names):
    ...         return (BOUND_REACHED.reason(matter.id, {"action": attempt.action, "taken": 0, "most": 0}),)
    >>> isinstance(Never(), Requirement)
    True
    """

    @abstractmethod
    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:
        """Return why the condition is not met; nothing when it is."""


def named(code: str, names: Names) -> Words:
    """Return the words for a code, or the code itself.

    Examples
    --------
    >>> named("accept", {"accept": Words("受理", "accept")}).zh, named("other", {}).zh
    ('受理', 'other')
    """
    return names.get(code, Words(code, code))


def clock_time(at: datetime) -> str:
    """Return a moment as a sentence gives it, to the minute and with its offset.

    Examples
    --------
    >>> from datetime import UTC
    >>> clock_time(datetime(2023, 5, 12, tzinfo=UTC))
    '2023-05-12 00:00+00:00'
    """
    return at.isoformat(sep=" ", timespec="minutes")


def times_taken(matter: HasHistory, action: str) -> int:
    """Return how often an action has been taken in a matter.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Role
    >>> resident = Actor("r-1", roles={Role.RESIDENT})
    >>> at = datetime(2023, 5, 4, tzinfo=UTC)
    >>> times_taken(five_step().open("LQ-1", "ageing wiring", by=resident, at=at, grid="LQ-03"), "raise")
    1
    """
    return sum(entry.action == action for entry in matter.history)


OUTSIDE_GRID = Message(
    "OUTSIDE_GRID",
    Words(
        "{actor} 服务的网格（{served}）不含此事所在的 {grid}",
        "{actor} serves {served}, and the matter lies in {grid}",
    ),
    Words("请由服务 {grid} 的人员办理", "have somebody act who serves {grid}"),
)


@attrs.frozen
class ServesGrid(Requirement):
    """The actor serves the grid in which the matter lies.

    Examples
    --------
    >>> ServesGrid().to_document()
    {'$kind': 'serves-grid', 'schema': 1}
    """

    document_kind: ClassVar[str] = "serves-grid"

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Compare the grids served with the matter's grid."""
        if matter.grid in attempt.by.grids:
            return ()
        served = sorted(attempt.by.grids)
        tail = f" … ({len(served)})" if len(served) > _MOST_NAMED else ""
        listed = ", ".join(served[:_MOST_NAMED]) + tail
        said = Words(listed, listed) if served else Words("无", "no grid")
        details: dict[str, Detail] = {"actor": attempt.by.id, "served": said, "grid": matter.grid}
        return (OUTSIDE_GRID.reason(matter.id, details),)


#: Most grids that a reason lists one by one.
_MOST_NAMED = 6

NOT_THE_RAISER = Message(
    "NOT_THE_RAISER",
    Words("此事由 {raiser} 提出，{actor} 不是提出人", "{raiser} raised the matter, {actor} did not"),
    Words("请由 {raiser} 办理", "have {raiser} act"),
)


@attrs.frozen
class IsRaiser(Requirement):
    """The actor is the one who opened the case.

    Examples
    --------
    >>> IsRaiser().document_kind
    'is-raiser'
    """

    document_kind: ClassVar[str] = "is-raiser"

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Compare the actor with the first entry of the history."""
        raiser = matter.history[0].by if matter.history else "-"
        if attempt.by.id == raiser:
            return ()
        return (NOT_THE_RAISER.reason(matter.id, {"raiser": raiser, "actor": attempt.by.id}),)


OWN_WORK = Message(
    "OWN_WORK",
    Words(
        "{actor} 办理过此事（{doing}），不得评议自己的工作",
        "{actor} had a hand in it ({doing}) and may not judge own work",
    ),
    Words("请由未参与办理的人评议", "have somebody judge who had no hand in it"),
)


@attrs.frozen
class HadNoHand(Requirement):
    """The actor took none of these actions in the matter and is named in none of these kinds of facts.

    The documents give no rule for conflicts of interest: that the handler never rates own work is a
    library default.

    Examples
    --------
    >>> HadNoHand(("resolve", "report_done"), named_in=("assignment",)).named_in
    ('assignment',)
    """

    document_kind: ClassVar[str] = "had-no-hand"
    actions: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    named_in: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:
        """Look for the actor in the history and in the facts shown there."""
        done = self._traces(matter.history, attempt.by.id)
        if not done:
            return ()
        doing = joined(tuple(named(code, names) for code in sorted(done)))
        return (OWN_WORK.reason(matter.id, {"actor": attempt.by.id, "doing": doing}),)

    def _traces(self, history: Iterable[PastAction], actor: str) -> set[str]:
        """Return the actions that the actor took, or by which the actor was named."""
        done: set[str] = set()
        for entry in history:
            took = entry.by == actor and entry.action in self.actions
            if took or any(fact.giver == actor and fact.kind in self.named_in for fact in entry.facts):
                done.add(entry.action)
        return done


BOUND_REACHED = Message(
    "BOUND_REACHED",
    Words(
        "“{action}”已有 {taken} 次，至多 {most} 次", "to {action} was done {taken} times, {most} is the most"
    ),
    Words("请走其他路径", "take another way"),
)


@attrs.frozen
class TakenFewer(Requirement):
    """An action has been taken in the matter fewer than `than` times; bounds every loop of a table.

    Examples
    --------
    >>> TakenFewer("convene", 3).than
    3
    >>> TakenFewer("convene", 0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: than: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "taken-fewer"
    action: str = attrs.field(validator=identifier)
    than: int = attrs.field(validator=at_least(1))

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Count the action in the history."""
        taken = times_taken(matter, self.action)
        if taken < self.than:
            return ()
        details: dict[str, Detail] = {"action": named(self.action, names), "taken": taken, "most": self.than}
        return (BOUND_REACHED.reason(matter.id, details),)


NOT_YET_DUE = Message(
    "NOT_YET_DUE",
    Words(
        "“{action}”仅有 {taken} 次，须满 {least} 次",
        "to {action} was done {taken} times, {least} are needed first",
    ),
    Words("请先走其他路径", "take another way first"),
)


@attrs.frozen
class TakenAtLeast(Requirement):
    """An action has been taken in the matter at least `times` times.

    Examples
    --------
    >>> TakenAtLeast("rate_badly", 2).times
    2
    """

    document_kind: ClassVar[str] = "taken-at-least"
    action: str = attrs.field(validator=identifier)
    times: int = attrs.field(validator=at_least(1))

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Count the action in the history."""
        taken = times_taken(matter, self.action)
        if taken >= self.times:
            return ()
        details: dict[str, Detail] = {
            "action": named(self.action, names),
            "taken": taken,
            "least": self.times,
        }
        return (NOT_YET_DUE.reason(matter.id, details),)


TOO_EARLY = Message(
    "TOO_EARLY",
    Words("须满 {days} 日，至 {until} 止", "{days} days must pass first, until {until}"),
    Words("请在 {until} 之后办理", "act after {until}"),
)


@attrs.frozen
class DaysPassed(Requirement):
    """Whole days have passed since the case came to stand where it stands.

    The first day is not counted; the last one ends at midnight, in the time zone of the entry that brought
    the case here (民法典 201, 203).  Days are calendar days: a period of working days is a deadline
    (`communitygov.procedure.deadline`), because it needs a calendar.

    Examples
    --------
    >>> DaysPassed(3).days
    3
    """

    document_kind: ClassVar[str] = "days-passed"
    days: int = attrs.field(validator=at_least(1))

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Compare the attempt's time with the end of the last day."""
        since = matter.history[-1].at if matter.history else attempt.at
        midnight = since.replace(hour=0, minute=0, second=0, microsecond=0)
        until = midnight + timedelta(days=self.days + 1)
        if attempt.at >= until:
            return ()
        return (TOO_EARLY.reason(matter.id, {"days": self.days, "until": clock_time(until)}),)
