"""Objects of a host application, driven by the shared machine."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused, InvalidValue, UnknownName
from communitygov.organisation import Actor, Role
from communitygov.procedure import Move, Opening, Procedure, State, Table
from communitygov.testing.walks import fitting, open_moves, opened

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
WORKER = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
MACHINE = five_step().machine()


def row(**changes: object) -> Any:  # noqa: ANN401  a row of a host has any attributes
    """Return an object as a host's database might give it."""
    return SimpleNamespace(**{"id": "LQ-1", "grid": "LQ-03", "state": "raised", "history": (), **changes})


def test_one_machine_serves_all_objects_and_keeps_none() -> None:
    procedure = five_step()
    assert procedure.machine() is procedure.machine()
    hosts = [row(id=f"LQ-{number}") for number in range(20)]
    for host in hosts:
        MACHINE.bind(host).apply("accept", by=WORKER, at=AT)
    assert {host.state for host in hosts} == {"sorting"}
    assert MACHINE.models == []


def test_no_door_stands_open_beside_the_table() -> None:
    host = row()
    MACHINE.bind(host)
    assert not [name for name in dir(host) if name.startswith(("to_", "may_", "trigger", "is_"))]
    assert set(MACHINE.events) == {move.action for move in five_step().table.moves}


def test_a_refused_action_names_every_reason_and_leaves_the_object() -> None:
    host = row()
    bound = MACHINE.bind(host)
    with pytest.raises(ActionRefused) as caught:
        bound.apply("decide", by=WORKER, at=AT)
    assert [reason.code for reason in caught.value.reasons] == [
        "NOT_FROM_STATE",
        "ROLE_NOT_ENTITLED",
        "FACT_MISSING",
    ]
    assert host == row()
    with pytest.raises(ActionRefused):
        bound.apply("raise", by=WORKER, at=AT)
    with pytest.raises(ActionRefused):
        bound.apply("withdraw", by=WORKER, at=AT)
    assert host == row()


def test_what_the_machine_allows_is_what_the_procedure_allows() -> None:
    case = opened(five_step())
    host = row(id=case.id, grid=case.grid, history=case.history)
    assert MACHINE.bind(host).allowed(by=WORKER, at=AT) == five_step().allowed(case, by=WORKER, at=AT)


def test_the_record_is_the_one_that_apply_would_have_kept() -> None:
    case = opened(five_step())
    attempt = fitting(case, open_moves(five_step(), case)[0])
    host = row(id=case.id, grid=case.grid, history=case.history)
    record = MACHINE.bind(host).apply(attempt.action, by=attempt.by, at=attempt.at, facts=attempt.facts)
    expected = five_step().apply(case, attempt.action, by=attempt.by, at=attempt.at)
    assert record == expected.history[-1]
    assert host.state == expected.state


def test_what_the_machine_explains_is_what_the_procedure_explains() -> None:
    case = opened(five_step())
    host = row(id=case.id, grid=case.grid, history=case.history)
    for action in ("accept", "decide", "withdraw", "raise"):
        assert MACHINE.bind(host).explain(action, by=WORKER, at=AT) == five_step().explain(
            case, action, by=WORKER, at=AT
        )


def test_an_object_that_lacks_what_the_conditions_read_is_refused() -> None:
    with pytest.raises(InvalidValue, match="history"):
        MACHINE.bind(SimpleNamespace(id="LQ-1", grid="LQ-03", state="raised"))
    with pytest.raises(InvalidValue, match="state"):
        MACHINE.bind(SimpleNamespace())  # type: ignore[arg-type]  # wrong on purpose


def test_an_object_in_no_known_state_is_refused() -> None:
    with pytest.raises(UnknownName, match="raised"):
        MACHINE.bind(row(state="rised")).apply("accept", by=WORKER, at=AT)


def test_an_unknown_action_is_an_error() -> None:
    with pytest.raises(UnknownName, match="accept"):
        MACHINE.bind(row()).apply("acept", by=WORKER, at=AT)


def test_a_table_that_asks_for_role_and_state_alone_needs_only_a_state() -> None:
    door = Table(
        name=Term("door", "门", "door"),
        steps=(Term("step", "步", "step"),),
        states=(
            State("open", "开", "open", step="step"),
            State("shut", "关", "shut", step="step", is_final=True),
        ),
        actions=(Term("make", "造", "make"), Term("close", "关门", "close")),
        roles=(Term("anybody", "任何人", "anybody"),),
        opening=Opening(action="make", target="open", roles=("anybody",), basis=LIBRARY_DEFAULT),
        moves=(
            Move(action="close", source="open", target="shut", roles=("anybody",), basis=LIBRARY_DEFAULT),
        ),
    )
    host = SimpleNamespace(state="open")
    record = (
        Procedure(table=door).machine().bind(host).apply("close", by=Actor("a", roles={"anybody"}), at=AT)
    )
    assert (host.state, record.seq, record.target) == ("shut", 0, "shut")
