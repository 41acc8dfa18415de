"""Objects of a host application, driven by the shared machine."""

import copy
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused, InvalidValue, UnknownName
from communitygov.organisation import Actor, Role
from communitygov.procedure import Attempt, Fact, Move, Opening, Procedure, State, Table
from communitygov.procedure.machine import ProcedureMachine
from communitygov.testing.walks import fitting, open_moves, opened

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


# ------------------------------------------------------------------ one machine, no doors


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
    before = set(dir(host))
    MACHINE.bind(host).apply("accept", by=WORKER, at=AT)
    assert set(dir(host)) == before
    assert set(MACHINE.events) == {move.action for move in five_step().table.moves}


def test_a_transition_added_by_hand_opens_no_door_to_a_bound_object() -> None:
    procedure = attrs.evolve(five_step())
    machine = procedure.machine()
    machine.add_transition("accept", "raised", "rated")
    machine.add_transition("skip", "raised", "rated")
    host = row()
    assert machine.bind(host).apply("accept", by=WORKER, at=AT).target == "sorting"
    with pytest.raises(UnknownName, match="skip"):
        machine.bind(host).apply("skip", by=WORKER, at=AT)
    assert host.state == "sorting"


def test_several_threads_with_objects_of_their_own_share_one_machine() -> None:
    case = opened(five_step())
    first = next(move for move in five_step().table.moves if move.action == "accept")
    attempt = fitting(case, first)

    def driven(number: int) -> tuple[str, list[str]]:
        host = row(id=f"C-{number}", grid=case.grid, history=[*case.history])
        bound, said = MACHINE.bind(host), []
        for by in (Actor("nobody", roles=()), attempt.by, attempt.by):
            try:
                host.history.append(bound.apply("accept", by=by, at=attempt.at))
            except ActionRefused as refusal:
                said.append(f"{refusal.case_id}: {refusal.reasons[0].code}")
        return host.state, [*said, host.history[-1].case_id]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(driven, range(800)))
    for number, answer in enumerate(answers):
        case_id = f"C-{number}"
        said = [f"{case_id}: ROLE_NOT_ENTITLED", f"{case_id}: NOT_FROM_STATE", case_id]
        assert answer == ("sorting", said)


def test_the_stock_way_in_opens_no_door_to_an_attempt_at_another_action() -> None:
    case = opened(five_step())
    host = row(id=case.id, grid=case.grid, history=case.history)
    withdrawal = Attempt("withdraw", Actor(case.raised_by, roles={Role.RESIDENT}), case.since)
    assert not MACHINE.events["accept"].trigger(host, attempt=withdrawal)
    assert host.state == "raised"


# ------------------------------------------------------------------ refused: nothing changes


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


def asked_wrongly() -> Iterator[dict[str, Any]]:
    """Give calls that are refused or make no sense, one after another."""
    yield {"action": "accept", "by": Actor("x", roles=()), "at": AT}
    yield {"action": "accept", "by": WORKER, "at": AT - timedelta(days=900)}
    yield {"action": "decide", "by": WORKER, "at": AT}
    yield {"action": "acept", "by": WORKER, "at": AT}
    yield {"action": ["accept"], "by": WORKER, "at": AT}
    yield {"action": "accept", "by": "w-07", "at": AT}
    yield {"action": "accept", "by": WORKER, "at": AT.replace(tzinfo=None)}
    yield {"action": "accept", "by": WORKER, "at": AT, "facts": "evidence"}


def test_whatever_is_refused_leaves_every_attribute_as_it_was() -> None:
    case = opened(five_step())
    host = row(history=[*case.history], note=["untouched"])
    before = copy.deepcopy(vars(host))
    for call in asked_wrongly():
        with pytest.raises((ActionRefused, InvalidValue, UnknownName)):
            MACHINE.bind(host).apply(call.pop("action"), **call)
        assert vars(host) == before


def test_an_object_that_will_not_be_written_to_says_so_itself() -> None:
    with pytest.raises(ConnectionError):
        MACHINE.bind(Stubborn()).apply("accept", by=WORKER, at=AT)


# ------------------------------------------------------------------ the same answers as everywhere


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


def test_the_stock_way_in_asks_the_same_conditions() -> None:
    case = opened(five_step())
    host = row(grid=case.grid, history=case.history)
    late = case.since + timedelta(hours=1)
    stranger = Attempt("accept", WORKER, late)
    assert not MACHINE.events["accept"].trigger(host, attempt=stranger)
    assert host.state == "raised"
    at_home = attrs.evolve(stranger, by=WORKER.serving({case.grid}))
    assert MACHINE.events["accept"].trigger(host, attempt=at_home)
    assert host.state == "sorting"
    assert not MACHINE.events["accept"].trigger(host, attempt=at_home)
    assert host.state == "sorting"


def test_a_transition_that_is_added_by_hand_opens_no_door() -> None:
    machine = ProcedureMachine(five_step().conduct)
    machine.add_transition("accept", "raised", "rated")
    machine.add_transition("jump", "raised", "rated")
    host = row(grid="LQ-03")
    for action in ("accept", "jump"):
        assert not machine.events[action].trigger(host, attempt=Attempt(action, Actor("x-1", roles=()), AT))
        assert host.state == "raised"


def test_a_history_without_time_zones_is_an_error_that_says_so() -> None:
    naive = SimpleNamespace(action="raise", by="r-1", at=datetime(2023, 5, 4), facts=())  # noqa: DTZ001
    bound = MACHINE.bind(row(history=(naive,)))
    with pytest.raises(InvalidValue, match="times with a time zone"):
        bound.apply("accept", by=WORKER, at=AT)


def test_the_role_that_is_held_stands_in_the_record() -> None:
    machine = door().machine()
    for role in ("anybody", "porter"):
        host = SimpleNamespace(state="open")
        assert machine.bind(host).apply("close", by=Actor("a", roles={role}), at=AT).role == role


# ------------------------------------------------------------------ what an object must have


def test_an_object_that_lacks_what_the_conditions_read_is_refused() -> None:
    with pytest.raises(InvalidValue, match="history"):
        MACHINE.bind(SimpleNamespace(id="LQ-1", grid="LQ-03", state="raised"))
    with pytest.raises(InvalidValue, match="state"):
        MACHINE.bind(SimpleNamespace())  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("name", ["state", "id", "grid", "history"])
def test_each_lacking_attribute_is_named_in_both_languages(name: str) -> None:
    host = row()
    delattr(host, name)
    with pytest.raises(InvalidValue) as caught:
        MACHINE.bind(host)
    assert f"须有属性 {name}" in caught.value.text("zh")
    assert f"must have '{name}'" in caught.value.text("en")


def test_an_object_in_no_known_state_is_refused() -> None:
    with pytest.raises(UnknownName, match="raised"):
        MACHINE.bind(row(state="rised")).apply("accept", by=WORKER, at=AT)


def test_an_unknown_action_is_an_error() -> None:
    with pytest.raises(UnknownName, match="accept"):
        MACHINE.bind(row()).apply("acept", by=WORKER, at=AT)


def test_a_table_that_asks_for_role_and_state_alone_needs_only_a_state() -> None:
    host = SimpleNamespace(state="open")
    bound = door().machine().bind(host)
    record = bound.apply("close", by=Actor("a", roles={"anybody"}), at=AT)
    assert (host.state, record.seq, record.target, record.case_id) == ("shut", 0, "shut", "host")


def test_such_a_table_refuses_with_a_full_answer_all_the_same() -> None:
    host = SimpleNamespace(state="open")
    with pytest.raises(ActionRefused) as caught:
        door().machine().bind(host).apply("close", by=Actor("a", roles=()), at=AT)
    assert [reason.code for reason in caught.value.reasons] == ["ROLE_NOT_ENTITLED"]
    assert caught.value.could_act == ("anybody", "porter")
    assert vars(host) == {"state": "open"}


@pytest.mark.parametrize("changes", [{"id": 7}, {"id": ""}, {"grid": None}, {"grid": "龙桥"}])
def test_an_object_whose_identifier_is_none_is_refused_when_it_is_bound(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match=r"host\.(id|grid): .* identifier"):
        MACHINE.bind(row(**changes))
    with pytest.raises(InvalidValue, match=r"host\.(id|grid): .* identifier"):
        door().machine().bind(SimpleNamespace(**{"state": "open", **changes}))


def test_neither_a_driver_nor_an_error_repeats_what_an_object_says_of_itself() -> None:
    host = row(title="a matter of somebody by name")
    assert "name" not in repr(MACHINE.bind(host))
    del host.history
    with pytest.raises(InvalidValue) as caught:
        MACHINE.bind(host)
    assert "name" not in str(caught.value)


class Passing:
    """An object that passes everything on to another one."""

    def __init__(self, row: object) -> None:
        vars(self)["row"] = row

    def __getattr__(self, name: str) -> object:
        return getattr(vars(self)["row"], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(vars(self)["row"], name, value)


def test_an_object_that_passes_on_to_another_is_driven_too() -> None:
    host = row()
    bound = MACHINE.bind(Passing(host))  # type: ignore[arg-type]  # it passes the state on
    assert bound.apply("accept", by=WORKER, at=AT).target == host.state == "sorting"


# ------------------------------------------------------------------ a history that is worked out anew


GROUND = Fact(kind="ground", about="C-1", outcome="stated", reference="R-1")


@pytest.mark.parametrize(
    ("question", "action", "error"),
    [
        ("explain", "decide", None),
        ("allowed", None, None),
        ("apply", "decline", None),
        ("apply", "decide", ActionRefused),
        ("apply", "acept", UnknownName),
    ],
)
def test_a_history_that_asks_a_database_is_asked_once_for_each_action(
    question: str, action: str | None, error: type[Exception] | None
) -> None:
    case = opened(five_step())
    host = Counted(case.history)
    worker = Actor("w-1", roles={Role.GRID_WORKER}, grids={"G-1"})
    asked = {"by": worker, "at": case.since, "facts": (GROUND,)}
    ask = getattr(MACHINE.bind(host), question)
    host.reads = 0
    with pytest.raises(error) if error else nullcontext():
        ask(*filter(None, (action,)), **asked)
    assert host.reads == 1
