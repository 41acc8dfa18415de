"""What an object of a host must have, and what is said of one that has it not."""

from contextlib import nullcontext
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from tests.unit.procedure.rows import AT, MACHINE, WORKER, Counted, door, row

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused, InvalidValue, UnknownName
from communitygov.organisation import Actor, Role
from communitygov.procedure import Attempt, Fact
from communitygov.testing.walks import opened

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


@pytest.mark.parametrize("history", [None, 5, "abc", {1}, {}, iter(())], ids=lambda each: type(each).__name__)
def test_a_history_that_is_no_sequence_is_refused_when_it_is_bound(history: object) -> None:
    with pytest.raises(InvalidValue, match=r"host\.history: .* must be a sequence"):
        MACHINE.bind(row(history=history))


@pytest.mark.parametrize("state", ["rised", "", None, []], ids=str)
def test_a_state_that_the_table_does_not_have_is_refused_when_it_is_bound(state: object) -> None:
    with pytest.raises(UnknownName, match="No state is called"):
        MACHINE.bind(row(state=state))


@pytest.mark.parametrize("question", ["allowed", "explain", "apply"])
def test_a_state_that_is_lost_afterwards_is_refused_by_every_question(question: str) -> None:
    for state, error in (("rised", UnknownName), ([], (InvalidValue, UnknownName))):
        host = row()
        ask = getattr(MACHINE.bind(host), question)
        host.state = state
        with pytest.raises(error):
            ask(*(() if question == "allowed" else ("accept",)), by=WORKER, at=AT)
        assert host == row(state=state)


UNREADABLE: dict[str, object] = {
    "nothing": None,
    "number": 5,
    "generator": iter(()),
    "entries that are none": [1],
    "naive": [SimpleNamespace(at=datetime(2023, 5, 4))],  # noqa: DTZ001  naive on purpose
}


@pytest.mark.parametrize("history", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("action", ["accept", "decide", "withdraw", "decline"])
def test_a_history_that_cannot_be_read_is_an_error_and_changes_nothing(action: str, history: object) -> None:
    host = row()
    bound = MACHINE.bind(host)
    host.history = history
    with pytest.raises((InvalidValue, ActionRefused) if history is None else InvalidValue):
        bound.apply(action, by=WORKER, at=AT)
    assert (host.state, host.history) == ("raised", history)


def test_an_object_that_has_lost_its_state_is_an_error() -> None:
    host = row()
    bound = MACHINE.bind(host)
    del host.state
    for ask in (bound.explain, bound.apply):
        with pytest.raises(InvalidValue, match="must have id, grid, state and history"):
            ask("accept", by=WORKER, at=AT)


class Fixed:
    """A row whose state is worked out."""

    id, grid, history = "LQ-1", "LQ-03", ()

    @property
    def state(self) -> str:
        return "raised"


@attrs.frozen
class Frozen:
    """A row that is a frozen value."""

    state: str = "raised"
    id: str = "LQ-1"
    grid: str = "LQ-03"
    history: tuple[object, ...] = ()


def test_a_state_that_cannot_be_set_is_an_error() -> None:
    fixed: Any = Fixed()
    with pytest.raises(InvalidValue, match=r"host\.state: 'Fixed' .* let itself be set"):
        MACHINE.bind(fixed)
    frozen: Any = Frozen()
    with pytest.raises(InvalidValue, match=r"host\.state: 'Frozen' .* let itself be set"):
        MACHINE.bind(frozen).apply("accept", by=WORKER, at=AT)
    with pytest.raises(InvalidValue, match=r"host\.state: 'Frozen' .* let itself be set"):
        MACHINE.events["accept"].trigger(frozen, attempt=Attempt("accept", WORKER, AT))
    assert frozen == Frozen()


def test_a_driver_shows_the_class_of_its_object_and_the_procedure() -> None:
    shown = repr(MACHINE.bind(row(title="a matter of somebody by name")))
    assert shown == f"<Bound SimpleNamespace to {five_step().identity}>"


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
