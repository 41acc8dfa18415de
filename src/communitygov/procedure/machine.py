"""Objects of a host application, driven by `transitions` through one shared machine.

A host keeps its matters in rows of its own (Django, SQLAlchemy, a plain class) with an attribute ``state``.
`ProcedureMachine.bind` takes such an object and answers for it: what may be done, why not, do it.  The
machine is a `transitions.Machine` made from the table, one for all objects: it holds no model, has no
automatic transitions (which would be unguarded doors into every state), and adds no method to the object.

A bound object asks the function that decides everywhere else, in `communitygov.procedure.conduct`.  So do
the events of the machine, which are of a class of their own (`Machine.event_cls`), for those who come in the
way of `transitions`: ``machine.events["accept"].trigger(row, attempt=attempt)`` tells whether the action was
taken, and gives no record.

What the host must keep: a table whose moves ask for more than state and role reads ``id``, ``grid`` and
``history`` of the object as well, and the record of each action must have reached ``history`` before the
next one.  This is the only module that knows `transitions`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from inspect import getattr_static
from types import MemberDescriptorType
from typing import Any, Protocol, cast

import attrs
from transitions import Event, Machine

from communitygov.core.checks import is_identifier
from communitygov.core.finding import Reason
from communitygov.errors import InvalidValue, Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Record, recorded
from communitygov.procedure.conduct import Conduct, Option, judged
from communitygov.procedure.fact import Fact
from communitygov.procedure.placed import MISREADINGS, Standing, misread
from communitygov.procedure.requirement import Attempt, PastAction, attempted


class HasState(Protocol):
    """What every object must offer; it is the one attribute that is set."""

    state: str


class HostStanding:
    """An object of the host as a matter that stands somewhere; its history is read once for one action."""

    __slots__ = ("grid", "history", "id", "state")
    grid: str
    history: Sequence[PastAction]
    id: str
    state: str


#: What an object does not have.
_LACKING = object()
_IDENTIFIER = Words("须为标识符文字，如 “LQ-1”", "must be the text of an identifier, such as 'LQ-1'")
_SEQUENCE = Words(
    "须为有次序的记录，如列表；ORM 的查询请先取出",
    "must be a sequence, such as a list; take a query out first",
)
_SETTABLE = Words("须可设值，动作要写它", "must let itself be set, which an action does")


def _is_plain(host: object, held: Mapping[str, object]) -> bool:
    """Tell whether an object can be read as it is: it has everything, and its history is simply kept.

    A history that is worked out may ask a database each time, and one action reads it more than once.
    """
    history = getattr_static(host, "history", None)
    return isinstance(history, Sequence | MemberDescriptorType) and _LACKING not in held.values()


def _check_held(host: object, held: Mapping[str, object]) -> None:
    """Refuse an object whose attributes are not what they should be, as far as can be seen beforehand."""
    for name in ("id", "grid"):
        code = held[name]
        if code is not _LACKING and not is_identifier(code):
            raise InvalidValue(f"host.{name}", code, _IDENTIFIER)
    history = held["history"]
    if history is not _LACKING and (isinstance(history, str | bytes) or not isinstance(history, Sequence)):
        raise InvalidValue("host.history", type(held["history"]).__name__, _SEQUENCE)
    state: object = getattr(type(host), "state", None)
    if isinstance(state, property) and state.fset is None:
        raise InvalidValue("host.state", type(host).__name__, _SETTABLE)


def standing_of(host: Any) -> HostStanding:  # noqa: ANN401  objects of any make
    """Return an object as it stands; one that a bare table drives needs nothing but a state.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> standing_of(SimpleNamespace(state="raised")).history
    ()
    """
    standing = HostStanding()
    try:
        standing.state = host.state
    except AttributeError as error:
        misread(host, error)
    try:
        standing.id = host.id
        standing.grid = host.grid
        standing.history = host.history
    except AttributeError:
        standing.id = getattr(host, "id", "host")
        standing.grid = getattr(host, "grid", "-")
        standing.history = getattr(host, "history", ())
    return standing


def _set_state(host: Any, state: str) -> None:  # noqa: ANN401  objects of any make
    """Set where an object stands, or say that it cannot be set."""
    try:
        host.state = state
    except AttributeError as error:
        raise InvalidValue("host.state", type(host).__name__, _SETTABLE) from error


class TableEvent(Event):
    """An action of the table as an event of the machine; the table decides, whatever was added by hand."""

    def trigger(self, model: Any, *_: object, attempt: Attempt) -> bool:  # noqa: ANN401
        """Take the action for an object, and tell whether it was taken; a refusal changes nothing."""
        conduct = cast("ProcedureMachine", self.machine).conduct
        standing = standing_of(model)
        line = conduct.book.lines.get((standing.state, self.name))
        if line is None or attempt.action != self.name or conduct.unmet(standing, attempt):
            return False
        _set_state(model, line.first.state.code)
        return True


class ProcedureMachine(Machine):
    """One `transitions` machine for all objects that follow a procedure.

    The table decides: a transition that is added to the machine by hand opens no door.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Role
    >>> machine = five_step().machine()
    >>> row = SimpleNamespace(id="LQ-1", grid="LQ-03", state="raised", history=())
    >>> worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
    >>> bound = machine.bind(row)
    >>> record = bound.apply("accept", by=worker, at=datetime(2023, 5, 4, tzinfo=UTC))
    >>> row.state, record.action, machine.models
    ('sorting', 'accept', [])
    """

    event_cls = TableEvent

    def __init__(self, conduct: Conduct) -> None:
        """Make the machine from a compiled table and its conduct."""
        table = conduct.book.table
        self.conduct = conduct
        asks = any(move.requires for move in table.moves)
        #: What an object must have.
        self.reads = ("state", "id", "grid", "history") if asks else ("state",)
        super().__init__(
            model=None,
            states=[{"name": state.code, "final": state.is_final} for state in table.states],
            initial=table.opening.target,
            auto_transitions=False,
            send_event=True,
            transitions=[
                {"trigger": move.action, "source": move.source, "dest": move.target} for move in table.moves
            ],
        )

    def bind(self, host: HasState) -> "Bound":
        """Return the typed driver of one object; nothing is added to the object.

        Raises
        ------
        InvalidValue
            If the object lacks an attribute that the table's conditions read, has an ``id`` or a ``grid``
            that is no identifier, such as a number, a ``history`` that is no sequence, or a ``state`` that
            cannot be set.
        UnknownName
            If the object is in a state that the table does not have.
        """
        held: dict[str, object] = {name: getattr(host, name, _LACKING) for name in HostStanding.__slots__}
        for name in self.reads:
            if held[name] is _LACKING:
                bound = Words(
                    f"须有属性 {name}，表中条件要读它",
                    f"must have {name!r}, which the table's conditions read",
                )
                raise InvalidValue("host", type(host).__name__, bound)
        _check_held(host, held)
        self.conduct.book.table.state(cast("str", held["state"]))
        return Bound(host, self.conduct, is_plain=_is_plain(host, held))


@attrs.frozen(eq=False)
class Bound:
    """One object of the host, bound to the machine of its procedure.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step
    >>> row, at = SimpleNamespace(id="LQ-1", grid="LQ-03", state="raised", history=()), datetime(2023, 5, 4)
    >>> bound, nobody = five_step().machine().bind(row), Actor("x", roles=())
    >>> [reason.code for reason in bound.explain("decide", by=nobody, at=at.replace(tzinfo=UTC))]
    ['NOT_FROM_STATE', 'ROLE_NOT_ENTITLED', 'FACT_MISSING']
    """

    host: HasState
    conduct: Conduct
    is_plain: bool

    def __repr__(self) -> str:
        """Show of what class the object is; what it says of itself is not ours to repeat."""
        return f"<Bound {type(self.host).__name__} to {self.conduct.book.identity}>"

    def explain(
        self, action: str, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()
    ) -> tuple[Reason, ...]:
        """Return why the action is not allowed for the object; nothing when it is."""
        return self.conduct.unmet(standing_of(self.host), attempted(action, by, at=at, facts=facts))

    def allowed(self, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()) -> tuple[Option, ...]:
        """Return every action from where the object stands, each with what keeps this actor from it."""
        return self.conduct.options(standing_of(self.host), attempted("", by, at=at, facts=facts))

    def apply(self, action: str, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()) -> Record:
        """Take the action: set the object's ``state`` and return the record, for the host to keep.

        Raises
        ------
        ActionRefused
            If a condition is not met; the object is as it was.
        InvalidValue
            If the object cannot be read, or lets no state be set; it is as it was.
        UnknownName
            If the procedure has no such action, or not the state of the object.
        """
        attempt = attempted(action, by, at=at, facts=facts)
        host: Any = self.host
        standing: Standing = host if self.is_plain else standing_of(host)
        book = self.conduct.book
        try:
            line = book.lines.get((standing.state, action))
            reasons = judged(book, line, case=standing, attempt=attempt)
            if line is None or reasons:
                raise self.conduct.refusal(standing, attempt, reasons=reasons)
            deed, _ = line.landing(by) if line.others else line.first
            record = recorded(attempt, deed, case_id=standing.id, seq=len(standing.history))
        except MISREADINGS as error:
            misread(standing, error)
        try:
            host.state = deed.target
        except AttributeError as error:
            raise InvalidValue("host.state", type(host).__name__, _SETTABLE) from error
        return record
