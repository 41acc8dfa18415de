"""The course of least cost: which one of several, what is counted along it, and where it is refused."""

from collections.abc import Sequence

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import five_step
from communitygov.errors import InvalidValue
from communitygov.procedure import DaysPassed, Move, Opening, State, Table, TakenAtLeast, TakenFewer
from communitygov.procedure.conformance.alignment import MOST_CELLS, Aligner
from communitygov.procedure.conformance.course import Course, Graph, overruns, waits
from communitygov.procedure.requirement import Requirement

STANDARD = Graph.of(five_step().table)
ALIGNER = Aligner.of(STANDARD)


def line(action: str, source: str, target: str, *requires: Requirement) -> Move:
    """Return a line."""
    return Move(
        action=action, source=source, target=target, roles=("who",), requires=requires, basis=LIBRARY_DEFAULT
    )


def graph(*moves: Move) -> Graph:
    """Return the graph of a table over the states a, b, c and an end."""
    table = Table(
        name=Term("t", "表", "table"),
        steps=(Term("step", "步", "step"),),
        states=tuple(
            State(code, code, code, step="step", is_final=code == "end") for code in ("a", "b", "c", "end")
        ),
        actions=tuple(Term(code, code, code) for code in ("open", *{each.action for each in moves})),
        roles=(Term("who", "人", "somebody"),),
        opening=Opening(action="open", target="a", roles=("who",), basis=LIBRARY_DEFAULT),
        moves=moves,
    )
    return Graph.of(table)


def told(course: Course) -> list[str]:
    """Return each record as a word: its line, with what is missing before it; a dash when superfluous."""
    return [
        "+".join((*(leg.action for leg in step.missing), step.taken.action)) if step.taken else "-"
        for step in course.steps
    ]


@pytest.mark.determinism
@pytest.mark.parametrize(
    ("records", "course", "state"),
    [
        ("", [], ""),
        ("raise accept resolve", ["raise", "accept", "resolve"], "awaiting_rating"),
        ("accept", ["raise+accept"], "sorting"),
        ("convene", ["-"], ""),
        ("accept raise accept", ["-", "raise", "accept"], "sorting"),
        ("raise raise", ["raise", "-"], "raised"),
        ("raise accept accept list", ["raise", "accept", "-", "list"], "listed"),
        ("raise convene decide", ["raise", "accept+list+convene", "decide"], "decided"),
        ("raise withdraw accept", ["raise", "withdraw", "-"], "withdrawn"),
        ("raise withdraw accept list", ["raise", "-", "accept", "list"], "listed"),
        ("raise list accept convene", ["raise", "accept+list", "-", "convene"], "deliberating"),
    ],
)
def test_the_course_of_least_cost_keeps_the_earlier_record_in_place(
    records: str, course: list[str], state: str
) -> None:
    found = ALIGNER.aligned(records.split())
    assert told(found) == course
    assert found.state == state
    assert found.cost == sum(each.count("+") + each.count("-") for each in course)


def test_of_two_ways_as_short_the_one_first_in_the_table_is_missing() -> None:
    first, second = line("left", "a", "b"), line("right", "a", "b")
    last = line("go", "b", "end")
    assert told(Aligner.of(graph(first, second, last)).aligned(("open", "go"))) == ["open", "left+go"]
    assert told(Aligner.of(graph(second, first, last)).aligned(("open", "go"))) == ["open", "right+go"]


def test_of_two_lines_of_one_action_the_nearer_is_taken() -> None:
    moves = (line("far", "a", "b"), line("on", "b", "c"), line("go", "c", "end"), line("go", "b", "end"))
    assert told(Aligner.of(graph(*moves)).aligned(("open", "go"))) == ["open", "far+go"]


def test_a_record_that_is_no_action_is_superfluous() -> None:
    assert told(ALIGNER.aligned(("raise", None, "accept"))) == ["raise", "-", "accept"]
    assert STANDARD.walked(("raise", None)) is None


def test_a_line_that_leads_back_to_its_own_state_is_a_line() -> None:
    loops = graph(line("note", "a", "a"), line("go", "a", "end"))
    course = loops.walked(("open", "note", "note", "go"))
    assert course is not None
    assert course.state == "end"
    assert course == Aligner.of(loops).aligned(("open", "note", "note", "go"))


def test_a_deviating_case_with_too_many_records_is_refused() -> None:
    records: Sequence[None] = [None] * (MOST_CELLS // len(STANDARD.places) + 1)
    with pytest.raises(InvalidValue) as caught:
        ALIGNER.aligned(records)
    assert caught.value.what == "records"
    assert caught.value.value == len(records)
    assert str(MOST_CELLS // len(STANDARD.places)) in caught.value.text("zh")


def test_bounds_are_counted_with_what_is_missing() -> None:
    moves = (
        line("back", "b", "a", TakenFewer("back", 1)),
        line("go", "a", "b"),
        line("end", "b", "end", TakenAtLeast("back", 1)),
    )
    loops = graph(*moves)
    twice = Aligner.of(loops).aligned(("open", "go", "back", "go", "back"))
    assert [(each.record, each.taken) for each in overruns(twice)] == [(4, 1)]
    missing = Aligner.of(loops).aligned(("open", "go", "go", "back"))
    assert told(missing) == ["open", "go", "back+go", "back"]
    assert [(each.record, each.taken) for each in overruns(missing)] == [(3, 1)]
    assert overruns(Aligner.of(loops).aligned(("open", "go", "go", "end"))) == ()
    assert [each.bound for each in overruns(Aligner.of(loops).aligned(("open", "go", "end")))] == [
        TakenAtLeast("back", 1)
    ]


def test_days_are_counted_from_when_the_case_came_there() -> None:
    moves = (line("note", "b", "b"), line("go", "a", "b"), line("end", "b", "end", DaysPassed(3)))
    waiting = graph(*moves)
    (wait,) = waits(Aligner.of(waiting).aligned(("open", "go", "note", None, "end")))
    assert (wait.since, wait.record, wait.rule.days) == (1, 4, 3)


def test_nobody_knows_since_when_where_the_record_before_is_missing() -> None:
    moves = (line("go", "a", "b"), line("end", "b", "end", DaysPassed(3)))
    assert waits(Aligner.of(graph(*moves)).aligned(("open", "end"))) == ()
