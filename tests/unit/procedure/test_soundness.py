"""Each fault of a table is found, named, and has a way to it."""

from collections.abc import Callable

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import ProcedureRejected
from communitygov.procedure import Move, Opening, Procedure, State, Table, TakenAtLeast, TakenFewer
from communitygov.procedure.soundness import check, faults


def move(
    action: str, source: str, target: str, *requires: TakenFewer | TakenAtLeast, role: str = "who"
) -> Move:
    """Return a line."""
    return Move(
        action=action, source=source, target=target, roles=(role,), requires=requires, basis=LIBRARY_DEFAULT
    )


def table(*moves: Move) -> Table:
    """Return a table a → b → end with the given lines."""
    actions = ("open", *dict.fromkeys(each.action for each in moves))
    return Table(
        name=Term("t", "表", "table"),
        steps=(Term("step", "步", "step"),),
        states=(
            State("a", "甲", "a", step="step"),
            State("b", "乙", "b", step="step"),
            State("end", "终", "end", step="step", is_final=True),
        ),
        actions=tuple(Term(code, code, code) for code in actions),
        roles=(Term("who", "人", "somebody"), Term("other", "他人", "somebody else")),
        opening=Opening(action="open", target="a", roles=("who",), basis=LIBRARY_DEFAULT),
        moves=moves,
    )


GOOD = table(move("go", "a", "b"), move("close", "b", "end"))
Change = Callable[[Table], Table]

FAULTS: dict[str, tuple[list[str], Table]] = {
    "twice": (["TABLE_CODE_TWICE"], attrs.evolve(GOOD, roles=(*GOOD.roles, GOOD.roles[0]))),
    "step": (["CODE_UNDECLARED"] * 3, attrs.evolve(GOOD, steps=())),
    "action": (["CODE_UNDECLARED"], attrs.evolve(GOOD, actions=GOOD.actions[:-1])),
    "state": (["CODE_UNDECLARED"], attrs.evolve(GOOD, states=GOOD.states[:-1])),
    "role": (["CODE_UNDECLARED"] * 3, attrs.evolve(GOOD, roles=GOOD.roles[1:])),
    "move twice": (["MOVE_TWICE"], attrs.evolve(GOOD, moves=(*GOOD.moves, move("go", "a", "end")))),
    "nobody": (
        ["NOBODY_ENTITLED"],
        attrs.evolve(GOOD, moves=(attrs.evolve(GOOD.moves[0], roles=()), GOOD.moves[1])),
    ),
    "no end": (
        ["NO_END", "TRAP", "TRAP", "TRAP"],
        attrs.evolve(GOOD, states=tuple(attrs.evolve(state, is_final=False) for state in GOOD.states)),
    ),
    "unreached": (["STATE_UNREACHED"], table(move("close", "a", "end"), move("go", "b", "end"))),
    "trap": (["TRAP"], table(move("go", "a", "b"), move("close", "a", "end"))),
    "end left": (
        ["END_LEFT"],
        table(*GOOD.moves, move("again", "end", "a", TakenFewer("again", 2))),
    ),
    "dead": (["ACTION_DEAD"], attrs.evolve(GOOD, actions=(*GOOD.actions, Term("idle", "闲", "idle")))),
    "loop": (["LOOP_UNBOUNDED"], table(*GOOD.moves, move("back", "b", "a"))),
    "bounded exit": (
        ["TRAP_AT_BOUND", "TRAP_AT_BOUND"],
        table(move("go", "a", "b"), move("close", "b", "end", TakenFewer("go", 2))),
    ),
    "counted exit": (
        ["TRAP_AT_BOUND", "TRAP_AT_BOUND"],
        table(move("go", "a", "b"), move("close", "b", "end", TakenAtLeast("go", 2))),
    ),
}


def test_a_good_table_has_no_fault() -> None:
    assert faults(GOOD) == ()
    assert check(GOOD).is_sound
    assert check(GOOD).text() == ""


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_the_procedure_rejected(name: str) -> None:
    expected, faulty = FAULTS[name]
    found = faults(faulty)
    assert [finding.code for finding in found] == expected
    assert all(finding.text("zh") and finding.advice("en") for finding in found)
    assert check(faulty).findings == found
    with pytest.raises(ProcedureRejected) as caught:
        Procedure(table=faulty)
    assert caught.value.findings == found
    assert found[0].text("zh") in caught.value.text("zh")


def test_a_loop_is_named_with_its_states() -> None:
    (finding,) = faults(FAULTS["loop"][1])
    assert "a → b → a" in finding.text()


def test_a_bound_on_another_action_does_not_bound_a_loop() -> None:
    looping = table(*GOOD.moves, move("back", "b", "a", TakenFewer("go", 3)))
    assert [finding.code for finding in faults(looping)] == ["LOOP_UNBOUNDED"]


def test_a_trap_comes_with_the_shortest_way_to_it() -> None:
    (finding,) = faults(FAULTS["trap"][1])
    assert ("path", "open → go") in finding.details


def test_absent_roles_make_traps_with_a_witness() -> None:
    staffed = table(move("go", "a", "b"), move("close", "b", "end", role="other"))
    row = next(row for row in check(staffed).staffing if row.absent == ("other",))
    assert row.traps == ("a", "b")
    assert [dict(finding.details)["path"] for finding in row.findings] == ["open", "open → go"]


@pytest.mark.parametrize("procedure", [five_step(), five_step_literal()], ids=["standard", "literal"])
def test_the_shipped_tables_are_sound(procedure: Procedure) -> None:
    assert procedure.check().is_sound


def test_without_the_party_committee_the_standard_table_has_traps_and_says_which() -> None:
    rows = {row.absent: row.traps for row in five_step().check().staffing}
    assert rows["party_committee",] == ("rework",)
    assert ("resident",) not in rows  # a returned matter is declined, a rating lapses
    assert ("clock",) not in rows  # residents rate
    assert rows["resident", "clock"] == ("awaiting_rating",)
