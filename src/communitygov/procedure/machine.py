"""Objects of a host application, driven by `transitions` through one shared machine.

A host keeps its matters in rows of its own (Django, SQLAlchemy, a plain class) with an attribute ``state``.
`ProcedureMachine.bind` takes such an object and answers for it: what may be done, why not, do it.  The
machine is a `transitions.Machine` made from the table, one for all objects: it holds no model, has no
automatic transitions (which would be unguarded doors into every state), and adds no method to the object.
Its condition asks `communitygov.procedure.conduct`, the module that decides everywhere else.

What the host must keep: a table whose moves ask for more than state and role reads ``id``, ``grid`` and
``history`` of the object as well, and the record of each action must have reached ``history`` before the
next one.  This is the only module that knows `transitions`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol, cast

import attrs
from transitions import EventData, Machine, MachineError

from communitygov.core.finding import Reason
from communitygov.errors import InvalidValue, Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Record
from communitygov.procedure.conduct import Conduct, Option, check_circumstances
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import Attempt, PastAction, attempted


class HasState(Protocol):
    """What every object must offer; it is the one attribute that is set."""

    state: str


class HostStanding(NamedTuple):
    """An object of the host as a matter that stands somewhere."""

    id: str
    grid: str
    state: str
    is_closed: bool
    history: tuple[PastAction, ...]


class ProcedureMachine(Machine):
    """One `transitions` machine for all objects that follow a procedure.

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

    def __init__(self, conduct: Conduct) -> None:
        """Make the machine from a compiled table and its conduct."""
        table = conduct.book.table
        self.conduct = conduct
        super().__init__(
            model=None,
            states=[{"name": state.code, "final": state.is_final} for state in table.states],
            initial=table.opening.target,
            auto_transitions=False,
            send_event=True,
            transitions=[
                {"trigger": move.action, "source": move.source, "dest": move.target, "conditions": _in_order}
                for move in table.moves
            ],
        )

    def bind(self, host: HasState) -> "Bound":
        """Return the typed driver of one object; nothing is added to the object.

        Raises
        ------
        InvalidValue
            If the object lacks an attribute that the table's conditions read.
        """
        asks = any(move.requires for move in self.conduct.book.table.moves)
        for name in ("state", "id", "grid", "history") if asks else ("state",):
            if not hasattr(host, name):
                bound = Words(
                    f"须有属性 {name}，表中条件要读它",
                    f"must have {name!r}, which the table's conditions read",
                )
                raise InvalidValue("host", host, bound)
        return Bound(self, host)


@attrs.frozen(eq=False)
class Bound:
    """One object of the host, bound to the machine of its procedure.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from datetime import UTC
    >>> from communitygov.deliberation.five_step import five_step
    >>> row = SimpleNamespace(id="LQ-1", grid="LQ-03", state="raised", history=())
    >>> bound = five_step().machine().bind(row)
    >>> [
    ...     reason.code
    ...     for reason in bound.explain(
    ...         "decide", by=Actor("x", roles=()), at=datetime(2023, 5, 4, tzinfo=UTC)
    ...     )
    ... ]
    ['NOT_FROM_STATE', 'ROLE_NOT_ENTITLED', 'FACT_MISSING']
    """

    machine: ProcedureMachine
    host: HasState

    def explain(
        self, action: str, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()
    ) -> tuple[Reason, ...]:
        """Return why the action is not allowed for the object; nothing when it is."""
        attempt = attempted(action, by, at=at, facts=facts)
        check_circumstances(attempt)
        return self.machine.conduct.unmet(self._standing(), attempt)

    def allowed(self, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()) -> tuple[Option, ...]:
        """Return every action from where the object stands, each with what keeps this actor from it."""
        return self.machine.conduct.options(self._standing(), attempted("", by, at=at, facts=facts))

    def apply(self, action: str, *, by: Actor, at: datetime, facts: Iterable[Fact] = ()) -> Record:
        """Take the action: set the object's ``state`` and return the record, for the host to keep.

        Raises
        ------
        ActionRefused
            If a condition is not met; the object is as it was.
        """
        attempt = attempted(action, by, at=at, facts=facts)
        check_circumstances(attempt)
        before, reasons = self._standing(), list[Reason]()
        event = self.machine.events.get(action)
        moved = False
        if event is not None:
            try:
                moved = event.trigger(self.host, attempt=attempt, standing=before, reasons=reasons)
            except MachineError:
                moved = False
        if not moved:
            conduct = self.machine.conduct
            found = tuple(reasons) or conduct.unmet(before, attempt)
            raise conduct.refusal(before, attempt, reasons=found)
        return self._record(before, attempt)

    def _standing(self) -> HostStanding:
        """Return the object as it stands."""
        host, table = cast("Any", self.host), self.machine.conduct.book.table
        return HostStanding(
            id=getattr(host, "id", "host"),
            grid=getattr(host, "grid", "-"),
            state=host.state,
            is_closed=table.state(host.state).is_final,
            history=tuple(getattr(host, "history", ())),
        )

    def _record(self, before: HostStanding, attempt: Attempt) -> Record:
        """Return the record of an action that was taken."""
        line = self.machine.conduct.book.lines[before.state, attempt.action]
        return Record(
            case_id=before.id,
            seq=len(before.history),
            at=attempt.at,
            by=attempt.by.id,
            deed=line.landing(attempt.by.roles).deed,
            facts=attempt.facts,
        )


def _in_order(event: EventData) -> bool:
    """Ask the function that decides; leave its reasons with the attempt."""
    asked = cast("Mapping[str, Any]", event.kwargs)
    machine = cast("ProcedureMachine", event.machine)
    asked["reasons"].extend(machine.conduct.unmet(asked["standing"], asked["attempt"]))
    return not asked["reasons"]
