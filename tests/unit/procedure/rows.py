"""Objects of a host, and a table that asks for state and role alone, for the tests of the machine."""

from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import five_step
from communitygov.organisation import Actor, Role
from communitygov.procedure import Move, Opening, Procedure, State, Table

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
WORKER = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
MACHINE = five_step().machine()


def row(**changes: object) -> Any:  # noqa: ANN401  a row of a host has any attributes
    """Return an object as a host's database might give it."""
    return SimpleNamespace(**{"id": "LQ-1", "grid": "LQ-03", "state": "raised", "history": (), **changes})


def door() -> Procedure:
    """Return a procedure that asks for state and role alone."""
    table = Table(
        name=Term("door", "门", "door"),
        steps=(Term("step", "步", "step"),),
        states=(
            State("open", "开", "open", step="step"),
            State("shut", "关", "shut", step="step", is_final=True),
        ),
        actions=(Term("make", "造", "make"), Term("close", "关门", "close")),
        roles=(Term("anybody", "任何人", "anybody"), Term("porter", "门房", "porter")),
        opening=Opening(action="make", target="open", roles=("anybody",), basis=LIBRARY_DEFAULT),
        moves=(
            Move(
                action="close",
                source="open",
                target="shut",
                roles=("anybody", "porter"),
                basis=LIBRARY_DEFAULT,
            ),
        ),
    )
    return Procedure(table=table)


class Counted:
    """A row whose history is worked out anew each time it is asked for."""

    def __init__(self, history: Sequence[object]) -> None:
        self.id, self.grid, self.state = "C-1", "G-1", "raised"
        self.reads = 0
        self._history = history

    @property
    def history(self) -> Sequence[object]:
        self.reads += 1
        return self._history


class Stubborn:
    """A row that cannot be written to, such as one of a closed database."""

    id, grid, history = "LQ-1", "LQ-03", ()

    @property
    def state(self) -> str:
        return "raised"

    @state.setter
    def state(self, _state: str) -> None:
        raise ConnectionError
