"""What a move asks beyond state and role: a closed vocabulary of conditions, each a value.

1. A requirement answers with reasons: none when it is met, one or more when it is not.  It decides nothing
   and changes nothing; `communitygov.procedure.conduct` evaluates *all* of them, always.
2. Requirements are data, so that a table with its conditions can be kept in a file.  A new kind is a new
   subclass with an `unmet` of its own; reading it back needs nothing further.
3. They read the matter, the attempt and the facts handed in.  They read no clock and no database.

The conditions themselves stand beside: who may act (`communitygov.procedure.eligibility`), how often and
after how long (`communitygov.procedure.bound`), what must be shown (`communitygov.procedure.showing`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any, ClassVar, Protocol, TypeAlias

import attrs

from communitygov.core.checks import as_tuple, aware, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Reason
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

    @property
    def on_behalf_of(self) -> str | None:
        """Identifier of whoever it was taken for, if by a proxy."""
        ...

    @property
    def source(self) -> str:
        """Code of the state before; empty for the opening."""
        ...

    @property
    def target(self) -> str:
        """Code of the state after."""
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
    def history(self) -> Sequence[PastAction]:
        """What has been done so far, the opening first."""
        ...


#: Words for the codes of a table's actions; a code that is not there stands for itself.
Names: TypeAlias = Mapping[str, Words]


@attrs.frozen(weakref_slot=False)
class Attempt(Value):
    """An action that somebody wants to take.

    Parameters
    ----------
    action
        Code of the action.
    by, at
        Who wants to take it, and when.
    facts
        What is shown for it; any collection will do.

    Examples
    --------
    >>> from datetime import UTC
    >>> Attempt("accept", Actor("w-07", roles={"grid_worker"}), datetime(2023, 5, 4, tzinfo=UTC)).facts
    ()
    >>> Attempt("accept", Actor("w-07", roles=()), datetime(2023, 5, 4))  # noqa: DTZ001
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: at: datetime.datetime(2023, 5, 4, 0, 0) will not do; it must be a \
datetime with a time zone. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "attempt"
    action: str = attrs.field(validator=one_of(str))
    by: Actor = attrs.field(validator=one_of(Actor))
    at: datetime = attrs.field(validator=aware)
    facts: tuple[Fact, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Fact))


class _AttemptDraft(Value):
    """An attempt while it is made; see the end of `communitygov.procedure.case` for why."""

    __slots__ = ("action", "at", "by", "facts")


_NO_FACTS: tuple[Fact, ...] = ()


def attempted(action: str, by: Actor, *, at: datetime, facts: Iterable[Fact]) -> Attempt:
    """Return an attempt; the engine's own way in, quicker than the constructor for what is most common.

    Examples
    --------
    >>> from datetime import UTC
    >>> attempted("accept", Actor("w-07", roles=()), at=datetime(2023, 5, 4, tzinfo=UTC), facts=[]).facts
    ()
    """
    is_usual = facts is _NO_FACTS and type(action) is str and type(by) is Actor and type(at) is datetime
    # A fixed offset is what most times have, and it is never unknown.
    if not is_usual or type(at.tzinfo) is not timezone:
        return Attempt(action, by, at, as_tuple(facts))
    draft: Any = _AttemptDraft()
    draft.action = action
    draft.by = by
    draft.at = at
    draft.facts = ()
    draft.__class__ = Attempt
    made: Attempt = draft
    return made


@attrs.frozen
class Requirement(Value, ABC):
    """Base of all conditions beyond state and role.

    Examples
    --------
    A condition of one's own is a subclass with a kind and an `unmet`:

    >>> from communitygov.core.finding import Message
    >>> NEVER = Message("NEVER", Words("不可", "it is not done"), Words("不必再试", "try no more"))
    >>> class Never(Requirement):
    ...     document_kind = "example-never"
    ...
    ...     def unmet(self, matter, attempt, *, names):
    ...         return (NEVER.reason(matter.id, {}),)
    >>> isinstance(Never(), Requirement), Never().asks(names={}).en
    (True, 'example-never')
    """

    @abstractmethod
    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:
        """Return why the condition is not met; nothing when it is."""

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table; the name of the kind unless a kind says more."""
        return Words(self.document_kind, self.document_kind)

    @property
    def actions_named(self) -> tuple[str, ...]:
        """Codes of the actions of which the condition speaks; the table must have them."""
        return ()


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


def came_here(history: Sequence[PastAction]) -> datetime:
    """Return when a matter came to stand where it stands; a move that stays where it is does not count.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Role
    >>> resident, at = Actor("r-1", roles={Role.RESIDENT}), datetime(2023, 5, 4, tzinfo=UTC)
    >>> case = five_step().open("LQ-1", "ageing wiring", by=resident, at=at, grid="LQ-03")
    >>> came_here(case.history) == at
    True
    """
    for entry in reversed(history):
        if entry.source != entry.target:
            return entry.at
    return history[0].at


def was_used(fact: Fact, matter: HasHistory) -> bool:
    """Tell whether a fact of the same kind and reference was shown in the matter before.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> photograph = Fact(kind="evidence", about="LQ-1", outcome="attached", reference="sha256:9f2c")
    >>> was_used(photograph, SimpleNamespace(history=[SimpleNamespace(facts=(photograph,))]))
    True
    """
    mark = (fact.kind, fact.reference)
    return any((used.kind, used.reference) == mark for entry in matter.history for used in entry.facts)
