"""Tables of at most four states: lines to make one of, one that is good, and one for each planted flaw."""

import attrs

from communitygov.core.finding import Finding
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.procedure import (
    HadNoHand,
    IsRaiser,
    Move,
    Opening,
    Requirement,
    State,
    Table,
    TakenAtLeast,
    TakenFewer,
)


def line(action: str, source: str, target: str, *requires: Requirement, role: str = "who") -> Move:
    """Return a line."""
    basis = LIBRARY_DEFAULT
    return Move(action=action, source=source, target=target, roles=(role,), requires=requires, basis=basis)


def table(*moves: Move) -> Table:
    """Return a table of the states a, b, c and end with the given lines."""
    actions = dict.fromkeys(("open", *(move.action for move in moves)))
    states = tuple(
        State(code, code, code, step="step", is_final=code == "end") for code in ("a", "b", "c", "end")
    )
    used = {"a", "end", *(code for move in moves for code in (move.source, move.target))}
    return Table(
        name=Term("t", "表", "table"),
        steps=(Term("step", "步", "step"),),
        states=tuple(state for state in states if state.code in used),
        actions=tuple(Term(code, code, code) for code in actions),
        roles=(Term("who", "人", "somebody"), Term("other", "他人", "somebody else")),
        opening=Opening(action="open", target="a", roles=("who",), basis=LIBRARY_DEFAULT),
        moves=moves,
    )


GO, ON, CLOSE = line("go", "a", "b"), line("on", "b", "c"), line("close", "c", "end")
GOOD = table(GO, ON, CLOSE)


def details(finding: Finding) -> dict[str, str]:
    """Return the facts behind a finding."""
    return dict(finding.details)


#: Name of the flaw → table, code of the finding, what it is about, the facts it must name.
PLANTED: dict[str, tuple[Table, str, str, dict[str, str]]] = {
    "no end": (
        attrs.evolve(GOOD, states=tuple(attrs.evolve(state, is_final=False) for state in GOOD.states)),
        "NO_END",
        "t",
        {"table": "t"},
    ),
    "dead end": (
        table(GO, ON, line("close", "b", "end")),
        "TRAP",
        "c",
        {"state": "c", "path": "open → go → on"},
    ),
    "dead end, nearer by another way": (
        table(GO, ON, line("hop", "a", "c"), line("close", "b", "end")),
        "TRAP",
        "c",
        {"state": "c", "path": "open → hop"},
    ),
    "end that is left": (
        table(GO, ON, CLOSE, line("again", "end", "a", TakenFewer("again", 2))),
        "END_LEFT",
        "end",
        {"action": "again", "state": "end", "path": "open → go → on → close"},
    ),
    "state without a line to it": (
        table(line("close", "a", "end"), line("on", "b", "end")),
        "STATE_UNREACHED",
        "b",
        {"state": "b", "hint": "no line leads there; reached in its step: a, end"},
    ),
    "state behind one that is not reached": (
        table(line("end", "a", "end"), ON, CLOSE),
        "STATE_UNREACHED",
        "c",
        {"state": "c", "hint": "only b/on leads there, which is never taken"},
    ),
    "line out of a state that is not reached": (
        table(line("end", "a", "end"), ON, CLOSE),
        "MOVE_UNREACHED",
        "c/close",
        {"place": "c/close", "state": "c"},
    ),
    "action without a line": (
        attrs.evolve(GOOD, actions=(*GOOD.actions, Term("idle", "闲", "idle"))),
        "ACTION_DEAD",
        "idle",
        {"action": "idle"},
    ),
    "bound that is never met": (
        table(GO, ON, CLOSE, line("skip", "b", "end", TakenAtLeast("go", 2))),
        "BOUND_NEVER_MET",
        "b/skip",
        {"place": "b/skip", "bounds": "go ≥ 2", "path": "open → go"},
    ),
    "bound that is used up before": (
        table(GO, ON, CLOSE, line("skip", "b", "end", TakenFewer("go", 1))),
        "BOUND_NEVER_MET",
        "b/skip",
        {"place": "b/skip", "bounds": "go < 1", "path": "open → go"},
    ),
    "loop": (
        table(GO, ON, CLOSE, line("back", "c", "b")),
        "LOOP_UNBOUNDED",
        "b",
        {"loop": "b → c → b", "actions": "on → back", "path": "open → go"},
    ),
    "loop of one state": (
        table(GO, ON, CLOSE, line("wait", "c", "c")),
        "LOOP_UNBOUNDED",
        "c",
        {"loop": "c → c", "actions": "wait", "path": "open → go → on"},
    ),
    "trap at a bound": (
        table(
            line("go", "a", "b", TakenFewer("go", 3)),
            line("back", "b", "a"),
            line("close", "b", "end", TakenFewer("back", 2)),
        ),
        "TRAP_AT_BOUND",
        "b",
        {
            "state": "b",
            "because": "back < 2, go < 3",
            "path": "open → go → back → go → back → go",
        },
    ),
    "four eyes that are always the same two": (
        table(GO, ON, CLOSE, line("judge", "c", "end", IsRaiser(), HadNoHand(("open",)))),
        "SEPARATION_UNMEETABLE",
        "c/judge",
        {"place": "c/judge", "actions": "open", "path": "open → go → on"},
    ),
    "four eyes, when only the raiser can have acted": (
        table(
            line("go", "a", "b", IsRaiser()),
            ON,
            CLOSE,
            line("judge", "c", "end", IsRaiser(), HadNoHand(("go",))),
        ),
        "SEPARATION_UNMEETABLE",
        "c/judge",
        {"place": "c/judge", "actions": "go", "path": "open → go → on"},
    ),
    "raiser who may have acted": (
        table(GO, ON, line("judge", "c", "end", IsRaiser(), HadNoHand(("go",)))),
        "TRAP_AT_BOUND",
        "c",
        {"state": "c", "because": "a raiser without a hand in go", "path": "open → go → on"},
    ),
    "line without a basis": (
        table(attrs.evolve(GO, basis=None), ON, CLOSE),
        "MOVE_WITHOUT_BASIS",
        "a/go",
        {"place": "a/go", "path": "open"},
    ),
    "line that nobody may take": (
        table(GO, ON, attrs.evolve(CLOSE, roles=())),
        "NOBODY_ENTITLED",
        "c/close",
        {"place": "c/close", "path": "open → go → on"},
    ),
    "code that no list has": (
        attrs.evolve(GOOD, moves=(*GOOD.moves, line("go", "b", "d"))),
        "CODE_UNDECLARED",
        "d",
        {"place": "b/go", "code": "d", "list": "states", "near": ""},
    ),
}
