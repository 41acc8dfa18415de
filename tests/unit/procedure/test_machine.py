"""Objects of a host application, driven by the shared machine."""

import copy
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from tests.unit.procedure.rows import AT, MACHINE, WORKER, Stubborn, door, row

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused, InvalidValue, UnknownName
from communitygov.organisation import Actor, Role
from communitygov.procedure import Attempt
from communitygov.procedure.machine import ProcedureMachine
from communitygov.testing.walks import fitting, open_moves, opened

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
