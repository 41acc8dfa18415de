"""Each fault of the lists and lines of a table is found where it is, whatever else is wrong."""

import attrs
import pytest

from communitygov.core.finding import Finding
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.procedure import (
    Countersigned,
    DaysPassed,
    HadNoHand,
    IsRaiser,
    Move,
    NotRecused,
    Opening,
    Requirement,
    ServesGrid,
    Shows,
    State,
    Table,
    TakenAtLeast,
    TakenFewer,
)
from communitygov.procedure.soundness.exploration import explored
from communitygov.procedure.soundness.wellformed import malformed, undeclared_states


def line(action: str, source: str, target: str, *requires: Requirement) -> Move:
    """Return a line."""
    basis = LIBRARY_DEFAULT
    return Move(action=action, source=source, target=target, roles=("who",), requires=requires, basis=basis)


GOOD = Table(
    name=Term("t", "表", "table"),
    steps=(Term("step", "步", "step"),),
    states=(
        State("asked", "已申请", "asked", step="step"),
        State("granted", "已同意", "granted", step="step"),
        State("done", "已办结", "done", step="step", is_final=True),
    ),
    actions=(Term("open", "立案", "open"), Term("grant", "同意", "grant"), Term("close", "办结", "close")),
    roles=(Term("who", "人", "somebody"),),
    opening=Opening(action="open", target="asked", roles=("who",), basis=LIBRARY_DEFAULT),
    moves=(line("grant", "asked", "granted"), line("close", "granted", "done")),
)


def found(table: Table) -> list[Finding]:
    """Return what is wrong with a table."""
    return [*malformed(table, explored(table))]


def only(table: Table) -> Finding:
    """Return the one thing that is wrong with a table."""
    (finding,) = found(table)
    assert finding.text("zh")
    assert finding.advice("zh")
    return finding


def details(finding: Finding) -> dict[str, str]:
    """Return the facts behind a finding."""
    return dict(finding.details)


def with_line(number: int, **changes: object) -> Table:
    """Return the good table with one of its lines changed."""
    moves = list(GOOD.moves)
    moves[number] = attrs.evolve(moves[number], **changes)  # type: ignore[arg-type]
    return attrs.evolve(GOOD, moves=tuple(moves))


def test_a_good_table_is_well_formed() -> None:
    assert found(GOOD) == []
    assert undeclared_states(GOOD) == set()


@pytest.mark.parametrize(
    ("name", "words"), [("steps", "steps"), ("states", "states"), ("actions", "actions"), ("roles", "roles")]
)
def test_a_code_that_stands_twice_is_named_with_its_list(name: str, words: str) -> None:
    twice = getattr(GOOD, name)
    finding = only(attrs.evolve(GOOD, **{name: (*twice, twice[0])}))
    assert finding.code == "TABLE_CODE_TWICE"
    assert details(finding) == {"code": twice[0].code, "list": words}


@pytest.mark.parametrize(
    ("table", "place", "code", "words"),
    [
        (
            attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, action="open_x")),
            "open",
            "open_x",
            "actions",
        ),
        (attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, target="askd")), "open", "askd", "states"),
        (attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, roles=("hwo",))), "open", "hwo", "roles"),
        (attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, proxies=("hwo",))), "open", "hwo", "roles"),
        (with_line(1, action="close_x"), "granted/close_x", "close_x", "actions"),
        (with_line(1, source="grantde"), "grantde/close", "grantde", "states"),
        (with_line(1, target="done_x"), "granted/close", "done_x", "states"),
        (with_line(1, roles=("who", "hwo")), "granted/close", "hwo", "roles"),
        (with_line(1, proxies=("hwo",)), "granted/close", "hwo", "roles"),
    ],
)
def test_a_code_that_no_list_declares_is_named_with_its_line(
    table: Table, place: str, code: str, words: str
) -> None:
    finding = only(table)
    assert finding.code == "CODE_UNDECLARED"
    told = details(finding)
    assert (told["code"], told["list"]) == (code, words)
    assert told["place"] == (code if table.opening.action == code else place)


def test_the_action_code_of_a_migration_is_no_action_of_a_table() -> None:
    actions = (*GOOD.actions[:2], Term("migrate", "迁移", "migrate"))
    finding = only(
        attrs.evolve(GOOD, actions=actions, moves=(GOOD.moves[0], line("migrate", "granted", "done")))
    )
    assert (finding.code, finding.subject) == ("CODE_RESERVED", "migrate")
    assert finding.advice() == "give the action migrate another code"


def test_the_step_of_a_state_must_be_declared() -> None:
    lost = attrs.evolve(GOOD, states=(attrs.evolve(GOOD.states[0], step="setp"), *GOOD.states[1:]))
    assert details(only(lost)) == {
        "code": "setp",
        "list": "steps",
        "near": ", or write step",
        "place": "asked",
    }


def test_the_nearest_code_is_suggested_and_no_far_one() -> None:
    assert only(with_line(1, target="done_x")).advice() == "declare done_x among the states, or write done"
    assert only(with_line(1, target="elsewhere")).advice() == "declare elsewhere among the states"


@pytest.mark.parametrize(
    "condition",
    [
        TakenFewer("gone", 2),
        TakenAtLeast("gone", 2),
        HadNoHand(("open", "gone")),
        Shows("ground", ("stated",), words=Words("理由", "a ground"), since=("gone",)),
    ],
    ids=lambda condition: str(condition.document_kind),
)
def test_an_action_of_which_a_condition_speaks_must_be_declared(condition: Requirement) -> None:
    finding = only(with_line(1, requires=(condition,)))
    assert finding.code == "CONDITION_UNDECLARED"
    assert finding.subject == "gone"
    assert details(finding)["condition"] == condition.document_kind
    assert details(finding)["place"] == "granted/close"
    assert details(finding)["path"] == "open → grant"


def test_a_condition_of_the_opening_is_looked_at_too() -> None:
    opening = attrs.evolve(GOOD.opening, requires=(HadNoHand(("gone",)),))
    finding = only(attrs.evolve(GOOD, opening=opening))
    assert (finding.code, details(finding)["path"]) == ("CONDITION_UNDECLARED", "open")


@pytest.mark.parametrize(
    "condition",
    [ServesGrid(), IsRaiser(), NotRecused(), Countersigned(), DaysPassed(2), TakenFewer("grant", 2)],
    ids=lambda condition: str(condition.document_kind),
)
def test_a_condition_that_speaks_of_declared_actions_only_is_no_fault(condition: Requirement) -> None:
    assert found(with_line(1, requires=(condition,))) == []


def test_two_lines_for_one_state_and_action_are_named() -> None:
    finding = only(attrs.evolve(GOOD, moves=(*GOOD.moves, line("close", "granted", "asked"))))
    assert finding.code == "MOVE_TWICE"
    assert details(finding) == {"action": "close", "path": "open → grant", "state": "granted"}


def test_a_line_without_a_role_is_named_with_the_way_there() -> None:
    finding = only(with_line(1, roles=()))
    assert finding.code == "NOBODY_ENTITLED"
    assert details(finding) == {"path": "open → grant", "place": "granted/close"}


def test_an_opening_without_a_role_is_named() -> None:
    finding = only(attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, roles=())))
    assert details(finding) == {"path": "open", "place": "open"}


def test_a_line_without_a_basis_is_named_with_the_way_there() -> None:
    finding = only(with_line(0, basis=None))
    assert finding.code == "MOVE_WITHOUT_BASIS"
    assert details(finding) == {"path": "open", "place": "asked/grant"}


def test_an_opening_without_a_basis_is_named() -> None:
    finding = only(attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, basis=None)))
    assert (finding.code, finding.subject) == ("MOVE_WITHOUT_BASIS", "open")


@pytest.mark.parametrize(("zh", "en", "label"), [("办结", "finish", "办结"), ("了结", "close", "close")])
def test_two_actions_that_are_called_the_same_where_one_stands_are_named(
    zh: str, en: str, label: str
) -> None:
    alike = attrs.evolve(
        GOOD,
        actions=(*GOOD.actions, Term("finish", zh, en)),
        moves=(*GOOD.moves, line("finish", "granted", "done")),
    )
    finding = only(alike)
    assert finding.code == "LABEL_TWICE"
    told = details(finding)
    assert (told["state"], told["first"], told["second"]) == ("granted", "close", "finish")
    assert (told["label"], told["path"]) == (label, "open → grant")


def test_two_actions_may_be_called_the_same_where_nobody_can_mistake_them() -> None:
    apart = attrs.evolve(
        GOOD,
        actions=(*GOOD.actions, Term("finish", "办结", "close")),
        moves=(*GOOD.moves, line("finish", "asked", "done")),
    )
    assert found(apart) == []


def test_a_word_that_is_its_code_is_a_label() -> None:
    plain = attrs.evolve(GOOD, actions=tuple(Term(each.code, each.code, each.code) for each in GOOD.actions))
    assert found(plain) == []


def test_bounds_that_exclude_each_other_are_named() -> None:
    finding = only(with_line(1, requires=(TakenAtLeast("grant", 2), TakenFewer("grant", 2))))
    assert finding.code == "BOUNDS_EXCLUDE"
    told = details(finding)
    assert (told["place"], told["action"], told["least"], told["below"]) == (
        "granted/close",
        "grant",
        "2",
        "2",
    )
    assert found(with_line(1, requires=(TakenAtLeast("grant", 1), TakenFewer("grant", 2)))) == []


@pytest.mark.parametrize(
    ("condition", "words"),
    [(IsRaiser(), "is-raiser"), (TakenAtLeast("grant", 1), "taken-at-least"), (DaysPassed(1), "days-passed")],
)
def test_an_opening_that_looks_back_is_named(condition: Requirement, words: str) -> None:
    finding = only(attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, requires=(condition,))))
    assert finding.code == "OPENING_CLOSED"
    assert details(finding) == {"conditions": words, "place": "open"}


def test_an_opening_may_ask_for_what_there_is() -> None:
    asked = (ServesGrid(), TakenFewer("grant", 1), HadNoHand(("grant",)), NotRecused(), Countersigned())
    assert found(attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, requires=asked))) == []


def test_all_faults_are_found_at_once_and_each_only_once() -> None:
    broken = attrs.evolve(
        GOOD,
        roles=(),
        moves=(
            attrs.evolve(GOOD.moves[0], basis=None),
            line("close", "granted", "done_x", TakenFewer("gone", 1)),
        ),
    )
    assert [finding.code for finding in found(broken)] == [
        "CODE_UNDECLARED",
        "CODE_UNDECLARED",
        "CODE_UNDECLARED",
        "CODE_UNDECLARED",
        "CONDITION_UNDECLARED",
        "MOVE_WITHOUT_BASIS",
    ]
    assert undeclared_states(broken) == {"done_x"}


def test_a_line_that_is_never_reached_says_so_instead_of_a_way() -> None:
    finding = only(attrs.evolve(GOOD, moves=(attrs.evolve(GOOD.moves[1], basis=None),)))
    assert details(finding)["path"] == "none"
    assert "路径：无" in finding.text("zh")
