"""Both five-step tables, typed a second time, and every (state, action, role) cell of them tried.

The text below was typed from the specification, not made from the code; a change of a table must be made
here by hand as well, on purpose.
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import ActionRefused
from communitygov.organisation import Actor
from communitygov.procedure import Case, Fact, Procedure

EXCERPT = Path(__file__).parent / "excerpts" / "001-longqiao.txt"

# state / action -> state : role
LITERAL = """
raised       / sort        -> sorted       : grid_worker
sorted       / deliberate  -> deliberated  : convener
deliberated  / handle      -> handled      : party_committee
handled      / rate        -> rated        : resident
"""

STANDARD = """
raised           / accept       -> sorting          : grid_worker
raised           / return       -> returned         : grid_worker
raised           / decline      -> not_accepted     : grid_worker
raised           / withdraw     -> withdrawn        : resident
returned         / supplement   -> raised           : resident
returned         / withdraw     -> withdrawn        : resident
returned         / decline      -> not_accepted     : grid_worker
sorting          / resolve      -> awaiting_rating  : grid_worker
sorting          / merge        -> merged           : grid_worker
sorting          / refer        -> referred         : grid_worker
sorting          / list         -> listed           : grid_worker
sorting          / withdraw     -> withdrawn        : resident
listed           / convene      -> deliberating     : convener
listed           / refer        -> referred         : convener
listed           / withdraw     -> withdrawn        : resident
deliberating     / decide       -> decided          : convener
deliberating     / reject       -> not_adopted      : convener
deliberating     / adjourn      -> listed           : convener
deliberating     / stall        -> stalled          : convener
stalled          / relist       -> listed           : convener
stalled          / refer        -> referred         : party_committee
decided          / publish      -> published        : convener
published        / object       -> objected         : resident
objected         / dismiss      -> published        : convener
objected         / uphold       -> listed           : convener
published        / assign       -> handling         : party_committee
handling         / report_done  -> awaiting_rating  : party_committee
handling         / suspend      -> suspended        : party_committee
suspended        / resume       -> handling         : party_committee
suspended        / refer        -> referred         : party_committee
rework           / redo         -> handling         : party_committee
rework           / reconsider   -> listed           : party_committee
rework           / refer        -> referred         : party_committee
awaiting_rating  / rate_well    -> rated            : resident
awaiting_rating  / rate_badly   -> rework           : resident
awaiting_rating  / appeal       -> referred         : resident
awaiting_rating  / lapse        -> unrated          : clock
"""

STANDARD_STEPS = """
raise       : raised returned withdrawn not_accepted
sort        : sorting merged referred
deliberate  : listed deliberating stalled decided published objected not_adopted
handle      : handling suspended rework
rate        : awaiting_rating rated unrated
"""

STANDARD_ENDS = {"withdrawn", "not_accepted", "merged", "referred", "not_adopted", "rated", "unrated"}

#: What each action of the standard table asks to be shown: kind and outcome.
SHOWN = {
    "decline": ("ground", "stated"),
    "refer": ("ground", "stated"),
    "appeal": ("ground", "stated"),
    "resolve": ("evidence", "attached"),
    "report_done": ("evidence", "attached"),
    "merge": ("duplicate", "confirmed"),
    "decide": ("decision", "adopted"),
    "deliberate": ("decision", "adopted"),
    "reject": ("decision", "rejected"),
    "dismiss": ("answer", "written"),
    "assign": ("assignment", "named"),
    "rate_well": ("rating", "satisfied"),
    "rate_badly": ("rating", "dissatisfied"),
}

Lines = dict[tuple[str, str], tuple[str, str]]


def typed(text: str) -> Lines:
    """Read ``state / action -> state : role`` lines."""
    lines: Lines = {}
    for line in text.strip().splitlines():
        source, rest = line.split("/")
        action, landing = rest.split("->")
        target, role = landing.split(":")
        lines[source.strip(), action.strip()] = (target.strip(), role.strip())
    return lines


TABLES = {
    "literal": (five_step_literal(), typed(LITERAL)),
    "standard": (five_step(), typed(STANDARD)),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_the_one_typed_here(name: str) -> None:
    procedure, lines = TABLES[name]
    made = {(move.source, move.action): (move.target, *move.roles) for move in procedure.table.moves}
    assert made == lines


def test_each_standard_state_belongs_to_the_step_typed_here() -> None:
    steps = {
        step.strip(): states.split()
        for step, states in (line.split(":") for line in STANDARD_STEPS.strip().splitlines())
    }
    made: dict[str, list[str]] = {step: [] for step in steps}
    for state in five_step().table.states:
        made[state.step].append(state.code)
    assert made == steps


def test_the_ends_are_those_typed_here() -> None:
    assert {state.code for state in five_step().table.states if state.is_final} == STANDARD_ENDS


def test_the_five_steps_are_the_text_of_document_001() -> None:
    text = EXCERPT.read_text(encoding="utf-8")
    said = text.split("五步议事：", 1)[1].split("）", 1)[0].split("、")
    for procedure, _ in TABLES.values():
        assert [step.zh for step in procedure.steps] == said


def test_every_quoted_basis_is_a_phrase_of_document_001() -> None:
    text = EXCERPT.read_text(encoding="utf-8")
    for procedure, _ in TABLES.values():
        lines = (procedure.table.opening, *procedure.table.moves)
        quoted = [line.basis for line in lines if not line.basis.is_library_default]
        assert quoted
        assert all(basis.document == "001" and basis.phrase in text for basis in quoted)


def test_no_branch_of_the_standard_table_is_presented_as_the_documents() -> None:
    assert all(move.basis.is_library_default for move in five_step().table.moves)


# ------------------------------------------------------------------ every cell


def shortest_ways(lines: Lines) -> dict[str, tuple[str, ...]]:
    """Return the shortest way to each state over the lines typed here."""
    ways: dict[str, tuple[str, ...]] = {"raised": ()}
    waiting = ["raised"]
    for state in waiting:
        for (source, action), (target, _role) in lines.items():
            if source == state and target not in ways:
                ways[target] = (*ways[state], action)
                waiting.append(target)
    return ways


def shown_for(action: str, at: datetime) -> tuple[Fact, ...]:
    """Return what an action asks to be shown, new and of that moment."""
    if action not in SHOWN:
        return ()
    kind, outcome = SHOWN[action]
    reference = f"R-{at:%Y%m%d}"
    return (Fact(kind=kind, about="C-1", outcome=outcome, reference=reference, at=at),)


def actor(role: str, case: Case | None, action: str) -> Actor:
    """Return somebody of a role who meets every personal condition: raiser, grid, no hand in it."""
    raises = action in {"withdraw", "supplement"} or case is None
    return Actor("raiser" if raises else f"{role}-of-{action}", roles={role}, grids={"G-1"})


def attempt(procedure: Procedure, case: Case, action: str, role: str) -> Case:
    """Take an action eight days later, with everything it asks to be shown."""
    by, at = actor(role, case, action), case.since + timedelta(days=9)
    return procedure.apply(case, action, by=by, at=at, facts=shown_for(action, at))


def bring_to(procedure: Procedure, lines: Lines, actions: tuple[str, ...]) -> Case:
    """Return a case after these actions."""
    from communitygov.testing.walks import FIRST_MOMENT  # noqa: PLC0415  the one borrowed thing: a date

    raiser = actor("resident", None, "raise")
    case = procedure.open("C-1", "a matter", by=raiser, at=FIRST_MOMENT, grid="G-1")
    for action in actions:
        case = attempt(procedure, case, action, lines[case.state, action][1])
    return case


@pytest.mark.parametrize("name", TABLES)
def test_every_state_is_reached_by_the_lines_typed_here(name: str) -> None:
    procedure, lines = TABLES[name]
    for state, way in shortest_ways(lines).items():
        assert bring_to(procedure, lines, way).state == state
    assert set(shortest_ways(lines)) == {state.code for state in procedure.table.states}


#: Cells that the lines allow and a count forbids on the shortest way: nothing was rated badly twice yet.
COUNTED = {("awaiting_rating", "appeal"), ("rework", "reconsider")}


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_state_action_and_role_is_decided_as_typed_here(name: str) -> None:
    procedure, lines = TABLES[name]
    table = procedure.table
    cells = legal = 0
    for state, way in shortest_ways(lines).items():
        case = bring_to(procedure, lines, way)
        for action in (each.code for each in table.actions):
            for role in (each.code for each in table.roles):
                cells += 1
                legal += is_decided_rightly(procedure, lines, case, (state, action, role))
    assert cells == len(table.states) * len(table.actions) * len(table.roles)
    assert legal == len(lines) - (len(COUNTED) if name == "standard" else 0)


def is_decided_rightly(procedure: Procedure, lines: Lines, case: Case, cell: tuple[str, str, str]) -> bool:
    """Try one cell; return whether it was taken."""
    state, action, role = cell
    target, entitled = lines.get((state, action), (None, None))
    before = case.to_json()
    try:
        after = attempt(procedure, case, action, role)
    except ActionRefused as refusal:
        codes = {reason.code for reason in refusal.reasons}
        is_closed = state in STANDARD_ENDS
        assert ("CASE_CLOSED" in codes) == is_closed
        assert ("NOT_FROM_STATE" in codes) == (target is None and not is_closed)
        roles = {entitled} if target else roles_of(procedure, lines, action)
        assert ("ROLE_NOT_ENTITLED" in codes) == (role not in roles)
        assert codes - {"CASE_CLOSED", "NOT_FROM_STATE", "ROLE_NOT_ENTITLED"} <= {
            "BOUND_REACHED",
            "NOT_YET_DUE",
            "NOT_THE_RAISER",
        }
        assert (target, role) != (target, entitled) or (state, action) in COUNTED
        assert case.to_json() == before
        return False
    assert (after.state, role) == (target, entitled)
    return True


def roles_of(procedure: Procedure, lines: Lines, action: str) -> set[str]:
    """Return the roles that may take an action anywhere; raising is the residents'."""
    found = {role for (_, each), (_, role) in lines.items() if each == action}
    return found or set(procedure.table.opening.roles)
