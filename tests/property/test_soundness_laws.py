"""Laws of soundness: what the check says of a table, every history of the table bears out.

The second opinion is `tests.property.exhaustive`: all attempts of everybody, through the engine itself.
"""

from collections.abc import Mapping
from itertools import combinations

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.property.exhaustive import Crew, Explored, explore

from communitygov.core.finding import Finding
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import FiveStepPolicy, five_step, five_step_literal
from communitygov.procedure import (
    HadNoHand,
    IsRaiser,
    Move,
    Opening,
    Requirement,
    SoundnessReport,
    State,
    Table,
    TakenAtLeast,
    TakenFewer,
)
from communitygov.procedure.soundness.report import check, faults

ACTIONS = ("a", "b", "c", "d")
STATES = ("s-0", "s-1", "s-2", "s-3")
ROLES = ("r-0", "r-1")
NEVER_TAKEN = {"MOVE_UNREACHED", "BOUND_NEVER_MET", "SEPARATION_UNMEETABLE"}
TRAPS = {"TRAP", "TRAP_AT_BOUND"}


@st.composite
def tables(draw: st.DrawFn, *, bounds: bool = True, hands: bool = True, raiser: bool = True) -> Table:
    """Return small tables, sound or not: a chain of lines to the end, and others anywhere."""
    kinds: list[st.SearchStrategy[Requirement]] = []
    actions, numbers = st.sampled_from(ACTIONS), st.integers(1, 3)
    if bounds:
        kinds += [st.builds(TakenFewer, actions, numbers), st.builds(TakenAtLeast, actions, numbers)]
    if hands:
        codes = st.lists(st.sampled_from(("open", *ACTIONS)), min_size=1, max_size=2, unique=True)
        kinds.append(st.builds(HadNoHand, codes.map(tuple)))
    asked = st.lists(st.one_of(kinds), max_size=2) if kinds else st.just([])
    chain = [(STATES[at], STATES[at + 1]) for at in range(len(STATES) - 1)]
    others = draw(st.lists(st.tuples(st.sampled_from(STATES[:3]), st.sampled_from(STATES)), max_size=4))
    moves: dict[tuple[str, str], Move] = {}
    for source, target in (*chain, *others):
        action, requires, role = draw(actions), draw(asked), draw(st.sampled_from(ROLES))
        if raiser and draw(st.integers(0, 3)) == 3:
            requires, role = [*requires, IsRaiser()], ROLES[0]
        moves[source, action] = line(action, source, target, *requires, role=role)
    return table(*moves.values())


def line(action: str, source: str, target: str, *requires: Requirement, role: str = "r-0") -> Move:
    """Return a line of a small table."""
    basis = LIBRARY_DEFAULT
    return Move(action=action, source=source, target=target, roles=(role,), requires=requires, basis=basis)


def table(*moves: Move, proxies: tuple[str, ...] = ()) -> Table:
    """Return a small table with the given lines; it begins in s-0 and ends in s-3."""
    used = dict.fromkeys(("open", *(move.action for move in moves)))
    spoken = [code for move in moves for each in move.requires for code in each.actions_named]
    return Table(
        name=Term("small", "小表", "small table"),
        steps=(Term("step", "步", "step"),),
        states=tuple(State(code, code, code, step="step", is_final=code == "s-3") for code in STATES),
        actions=tuple(Term(code, code, code) for code in dict.fromkeys((*used, *spoken))),
        roles=tuple(Term(code, code, code) for code in ROLES),
        opening=Opening(action="open", target="s-0", roles=("r-0",), basis=LIBRARY_DEFAULT, proxies=proxies),
        moves=moves,
    )


def subjects(findings: tuple[Finding, ...], codes: set[str]) -> set[str]:
    """Return what the findings with one of these codes are about."""
    return {finding.subject for finding in findings if finding.code in codes}


def paths(findings: tuple[Finding, ...], codes: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the way that each of the findings names, by what it is about."""
    return {
        finding.subject: tuple(dict(finding.details)["path"].split(" → "))
        for finding in findings
        if finding.code in codes
    }


def joined_to(small: Table) -> set[str]:
    """Return the states to which lines lead from the opening, whatever they ask."""
    there = {small.opening.target}
    while more := {move.target for move in small.moves if move.source in there} - there:
        there |= more
    return there


def never_taken(small: Table, explored: Explored) -> set[str]:
    """Return the lines that nobody ever takes, but for those behind another that nobody takes."""
    behind = joined_to(small) - set(explored.reached())
    lines = {(move.source, move.action) for move in small.moves if move.source not in behind}
    return {f"{source}/{action}" for source, action in lines - explored.taken}


def same_shortest(
    told: Mapping[str, tuple[str, ...]], seen: Mapping[str, tuple[str, ...]], explored: Explored
) -> None:
    """Check that the same states are named, each with a way that leads there and is as short as any."""
    assert set(told) == set(seen)
    for state, way in told.items():
        assert len(way) == len(seen[state]), (state, way, seen[state])
        assert state in explored.along(way), (state, way)


# ------------------------------------------------------------------ any table


@settings(max_examples=600)
@given(tables())
def test_the_check_agrees_with_every_history(small: Table) -> None:
    found, explored = faults(small), explore(small)
    assert subjects(found, {"STATE_UNREACHED"}) == set(STATES) - joined_to(small)
    excluded = subjects(found, {"BOUNDS_EXCLUDE"})
    assert subjects(found, NEVER_TAKEN) | excluded == never_taken(small, explored) | excluded
    assert excluded.isdisjoint(f"{source}/{action}" for source, action in explored.taken)
    same_shortest(paths(found, TRAPS), explored.stuck(), explored)
    looping = any(finding.code == "LOOP_UNBOUNDED" for finding in found)
    assert looping or explored.is_finite()
    event(f"sound: {not found}, finite: {explored.is_finite()}, refused as endless: {looping}")
    if not found:
        assert explored.is_finite()
        assert len(explored.taken) == len(small.moves)
        assert not explored.stuck()


@given(tables(bounds=False, raiser=False))
def test_a_loop_that_is_named_can_be_walked_again_and_again(small: Table) -> None:
    for finding in faults(small):
        if finding.code == "LOOP_UNBOUNDED":
            details = dict(finding.details)
            way, loop = details["path"].split(" → "), details["actions"].split(" → ")
            explored = explore(small)
            assert len(way) == len(explored.reached()[finding.subject])
            for rounds in range(5):
                assert finding.subject in explored.along([*way, *loop * rounds])


@given(tables())
def test_a_report_is_written_down_read_back_and_told(small: Table) -> None:
    report = check(small)
    assert SoundnessReport.from_document(report.to_document()) == report
    assert report == check(small)
    for finding in report.findings:
        assert finding.text("zh") in report.text("zh")
        assert finding.advice("en") in report.text("en")
        assert finding.code in report._repr_html_()  # as a notebook calls it


# ------------------------------------------------------------------ staffing


@st.composite
def sound_tables(draw: st.DrawFn, *, back: int = 2, persons: bool = True) -> Table:
    """Return sound tables: lines forward to the end, by either role or both, and a few bounded ones back."""
    forward = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=3))
    steps = [(0, 1), (1, 2), (2, 3), *((at, min(at + 1 + far, 3)) for at, far in forward)]
    moves = [line(f"x-{number}", STATES[at], STATES[to]) for number, (at, to) in enumerate(steps)]
    for number, (at, far) in enumerate(
        draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=back))
    ):
        bound = TakenFewer(f"back-{number}", 1)
        moves.append(line(f"back-{number}", STATES[at], STATES[max(at - far, 0)], bound))
    codes = ("open", *(move.action for move in moves))
    hands = st.lists(st.sampled_from(codes), max_size=2, unique=True) if persons else st.just([])
    roles = st.sampled_from((("r-0",), ("r-1",), ROLES))
    done = []
    for move in moves:
        asked = tuple(HadNoHand((code,)) for code in draw(hands))
        done.append(attrs.evolve(move, roles=draw(roles), requires=move.requires + asked))
    return table(*done, proxies=draw(st.sampled_from(((), ("r-1",)))))


@given(sound_tables())
def test_without_some_roles_the_traps_are_those_of_every_history(small: Table) -> None:
    rows = {row.absent: row for row in check(small).staffing}
    for role in ROLES:
        explored = explore(small, Crew(absent=frozenset({role})))
        row = rows.get((role,))
        event(f"a trap: {row is not None}")
        same_shortest(paths(row.findings, {"TRAP_WITHOUT"}) if row else {}, explored.stuck(), explored)
        if row is not None:
            assert set(row.traps) == set(explored.stuck())
            assert set(row.ends) == set(explored.reached()) & {"s-3"}


@settings(max_examples=400)
@given(sound_tables())
def test_one_person_alone_is_trapped_where_every_history_shows_it(small: Table) -> None:
    assert faults(small) == ()
    rows = {row.role: row for row in check(small).lone}
    for role in ROLES:
        explored = explore(small, Crew(lone=role))
        row = rows.get(role)
        event(f"a trap: {row is not None}")
        same_shortest(paths(row.findings, {"TRAP_ALONE"}) if row else {}, explored.stuck(), explored)
        assert set(row.traps if row else ()) == set(explored.stuck())


# ------------------------------------------------------------------ the shipped tables

SMALL = FiveStepPolicy(sittings=1, objections=1, returns=1, suspensions=1, extensions=1)
SHIPPED = {"literal": five_step_literal().table, "standard": five_step(SMALL).table}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_history_of_a_shipped_table_ends_and_every_line_is_taken(name: str) -> None:
    shipped = SHIPPED[name]
    explored = explore(shipped)
    assert faults(shipped) == ()
    assert explored.is_finite()
    assert explored.stuck() == {}
    assert explored.taken == {(move.source, move.action) for move in shipped.moves}
    assert set(explored.reached()) == {state.code for state in shipped.states}


@pytest.mark.parametrize("name", SHIPPED)
def test_absent_roles_of_a_shipped_table_leave_the_traps_of_every_history(name: str) -> None:
    shipped = SHIPPED[name]
    codes = [role.code for role in shipped.roles]
    rows = {row.absent: row for row in check(shipped).staffing}
    for size in range(1, len(codes)):
        for absent in combinations(codes, size):
            explored = explore(shipped, Crew(absent=frozenset(absent)))
            row = rows.get(absent)
            same_shortest(paths(row.findings, {"TRAP_WITHOUT"}) if row else {}, explored.stuck(), explored)


@pytest.mark.parametrize("left_out", range(len(SHIPPED["standard"].moves)))
def test_the_standard_table_without_one_of_its_lines_is_judged_as_every_history_shows(left_out: int) -> None:
    shipped = SHIPPED["standard"]
    moves = tuple(move for number, move in enumerate(shipped.moves) if number != left_out)
    maimed = attrs.evolve(shipped, moves=moves)
    found, explored = faults(maimed), explore(maimed)
    same_shortest(paths(found, TRAPS), explored.stuck(), explored)
    assert subjects(found, {"STATE_UNREACHED"}) == {each.code for each in shipped.states} - joined_to(maimed)
    assert subjects(found, NEVER_TAKEN) == never_taken(maimed, explored)
    assert any(finding.code == "LOOP_UNBOUNDED" for finding in found) == (not explored.is_finite())
