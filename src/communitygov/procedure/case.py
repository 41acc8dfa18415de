"""A case and its history: where it stands follows from what has been done, and from nothing else.

1. A `Case` is the fold of its history: its state is the target of the last record, and each record starts
   where the one before it ended.  A case that says otherwise cannot be made.
2. Both are frozen values; an action gives a new case and leaves the old one as it was.
3. The title is what people wrote: it is kept in the document and hidden from ``repr``.

Whether a history is *legal* is for the table to say: `communitygov.procedure.conduct`.
"""

from datetime import datetime
from html import escape
from typing import Any, ClassVar, NamedTuple

import attrs

from communitygov.core.checks import (
    at_least,
    aware,
    counted,
    each_of,
    hidden,
    identifier,
    one_of,
    optional,
    title,
)
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import Attempt, came_here
from communitygov.procedure.table import State


def _code_or_nowhere(owner: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Let the opening start from nowhere, the empty code."""
    if value != "":
        identifier(owner, field, value)


#: Code of the action by which a case changes from one procedure to another (迁移); no table may have it.
MIGRATE = "migrate"


@attrs.frozen
class Deed(Value):
    """What was done: in which role, which action, from which state to which.

    All records of one line of a table share one deed.  The opening comes from nowhere, the empty source.

    Examples
    --------
    >>> Deed("grid_worker", "accept", "raised", "sorting").target
    'sorting'
    """

    document_kind: ClassVar[str] = "deed"
    role: str = attrs.field(validator=identifier)
    action: str = attrs.field(validator=identifier)
    source: str = attrs.field(validator=_code_or_nowhere)
    target: str = attrs.field(validator=identifier)


def _somebody_else(owner: "Record", field: "attrs.Attribute[str | None]", value: str | None) -> None:
    """Refuse a record of somebody on behalf of themselves; no actor is that."""
    if value is not None and value == owner.by:
        raise InvalidValue(field.name, value, Words("须为他人", "must be somebody else"))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Record(Value):
    """One action that was taken.

    Parameters
    ----------
    case_id, seq
        In which case, and at which place of its history; the opening is 0.
    at, by
        When, and the identifier of whoever took it.
    deed
        What was done.
    facts
        What was shown for it.
    on_behalf_of
        Identifier of whoever it was taken for, if it was taken by a proxy; never who took it.

    Examples
    --------
    >>> from datetime import UTC
    >>> deed = Deed("resident", "raise", "", "raised")
    >>> record = Record(case_id="LQ-1", seq=0, at=datetime(2023, 5, 4, tzinfo=UTC), by="r-1", deed=deed)
    >>> record.action, record.target
    ('raise', 'raised')
    """

    document_kind: ClassVar[str] = "record"
    case_id: str = attrs.field(validator=identifier)
    seq: int = attrs.field(validator=at_least(0))
    at: datetime = attrs.field(validator=aware)
    by: str = attrs.field(validator=identifier)
    deed: Deed = attrs.field(validator=one_of(Deed))
    facts: tuple[Fact, ...] = attrs.field(default=(), validator=[one_of(tuple), each_of(Fact)])
    on_behalf_of: str | None = attrs.field(default=None, validator=[optional(identifier), _somebody_else])

    @property
    def role(self) -> str:
        """Code of the role in which it was taken."""
        return self.deed.role

    @property
    def action(self) -> str:
        """Code of the action."""
        return self.deed.action

    @property
    def source(self) -> str:
        """Code of the state before; empty for the opening."""
        return self.deed.source

    @property
    def target(self) -> str:
        """Code of the state after."""
        return self.deed.target


@attrs.frozen(kw_only=True)
class Matter(Value):
    """What a case is about; it never changes.

    Parameters
    ----------
    id
        Identifier given by the host application.
    title
        What it is about, in people's words; hidden from ``repr``.
    grid
        Code of the grid in which it lies.
    procedure
        Identity of the procedure under which it was opened: code, version and digest of its table.

    Examples
    --------
    >>> Matter(id="LQ-1", title="ageing wiring", grid="LQ-03", procedure="five_step@1#0")
    Matter(id='LQ-1', title=‹hidden›, grid='LQ-03', procedure='five_step@1#0')
    """

    document_kind: ClassVar[str] = "matter"
    id: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=title, repr=hidden)
    grid: str = attrs.field(validator=identifier)
    procedure: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Case(Value):
    """A matter under way.

    Parameters
    ----------
    matter
        What it is about.
    standing
        The state in which it is: where the last record led.
    history
        Every action taken, the opening first.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Actor, Role
    >>> resident, at = Actor("r-1", roles={Role.RESIDENT}), datetime(2023, 5, 4, tzinfo=UTC)
    >>> case = five_step().open("LQ-1", "ageing wiring", by=resident, at=at, grid="LQ-03")
    >>> case.state, case.step, case.is_closed, case.raised_by, case.standing.label("zh")
    ('raised', 'raise', False, 'r-1', '已提出')
    >>> attrs.evolve(case, history=())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: standing: 'raised' will not do; it must be where the history \
leads: ''. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "case"
    matter: Matter = attrs.field(validator=one_of(Matter))
    standing: State = attrs.field(validator=one_of(State))
    history: tuple[Record, ...] = attrs.field(validator=[one_of(tuple), each_of(Record)], repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse a standing to which the history does not lead."""
        state, last = "", None
        for seq, record in enumerate(self.history):
            follows = record.seq == seq and record.source == state and record.case_id == self.matter.id
            if not follows or (last is not None and record.at < last):
                bound = Words("须与前一条相接", "must follow on the record before it")
                raise InvalidValue("history", f"{seq}: {record.action}", bound)
            state, last = record.target, record.at
        if state != self.standing.code:
            bound = Words(f"须为历史所至：{state!r}", f"must be where the history leads: {state!r}")
            raise InvalidValue("standing", self.standing.code, bound)

    @property
    def id(self) -> str:
        """Identifier of the case."""
        return self.matter.id

    @property
    def title(self) -> str:
        """What it is about, in people's words."""
        return self.matter.title

    @property
    def grid(self) -> str:
        """Code of the grid in which it lies."""
        return self.matter.grid

    @property
    def procedure(self) -> str:
        """Identity of the procedure under which it was opened."""
        return self.matter.procedure

    @property
    def state(self) -> str:
        """Code of the state in which it is."""
        return self.standing.code

    @property
    def step(self) -> str:
        """Code of the step in which it is."""
        return self.standing.step

    @property
    def is_closed(self) -> bool:
        """Whether it has come to an end."""
        return self.standing.is_final

    @property
    def raised_by(self) -> str:
        """Identifier of whoever opened it, or for whom it was opened."""
        first = self.history[0]
        return first.on_behalf_of or first.by

    @property
    def opened_at(self) -> datetime:
        """When it was opened."""
        return self.history[0].at

    @property
    def since(self) -> datetime:
        """When it came to stand where it stands; a move that stays where it is does not count."""
        return came_here(self.history)

    def _repr_html_(self) -> str:
        """Show the course of the case as a table in a notebook; the title stays hidden."""
        rows = "".join(
            f"<tr><td>{record.seq}</td><td>{record.at.isoformat()}</td>"
            f"<td>{escape(record.action)}</td><td>{escape(record.by)} ({escape(record.role)})</td>"
            f"<td>{escape(record.source)} → {escape(record.target)}</td></tr>"
            for record in self.history
        )
        return (
            f"<table><caption>{escape(self.id)} · {escape(self.grid)} · <b>{escape(self.state)}</b></caption>"
            "<thead><tr><th>#</th><th>at</th><th>action</th><th>by</th><th>state</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


# ------------------------------------------------------------------ the engine's own way in
#
# `conduct` makes each record and each case from parts it has just checked.  To check them a second time, and
# to fill frozen slots one call at a time, would take longer than everything else in an action.  So it fills a
# draft, an open class of the same slots, which then becomes the frozen class.


class _RecordDraft(Value):
    """A record while it is made."""

    __slots__ = ("at", "by", "case_id", "deed", "facts", "on_behalf_of", "seq")


class CaseDraft(Value):
    """A case while it is made, by `conduct` alone."""

    __slots__ = ("history", "matter", "standing")


class Landing(NamedTuple):
    """Where a line of the table lands for one role."""

    deed: Deed
    state: State


def recorded(attempt: Attempt, deed: Deed, *, case_id: str, seq: int) -> Record:
    """Return the record of an attempt that has been found in order; the engine alone calls this."""
    record: Any = _RecordDraft()
    record.case_id = case_id
    record.seq = seq
    record.at = attempt.at
    record.facts = attempt.facts
    by = attempt.by
    record.by = by.id
    record.on_behalf_of = by.on_behalf_of
    record.deed = deed
    record.__class__ = Record
    made: Record = record
    return made
