"""Each fault of a table as a whole is planted, and found with its state, the shortest way to it and a remedy.

That a way is the shortest, every history shows (`tests.property.exhaustive`), not the code under test.
"""

import attrs
import pytest
from tests.property.exhaustive import explore

from communitygov.core.finding import Finding
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import DocumentError, ProcedureRejected
from communitygov.procedure import (
    DaysPassed,
    HadNoHand,
    IsRaiser,
    Move,
    Opening,
    Procedure,
    Requirement,
    ServesGrid,
    SoundnessReport,
    State,
    Table,
    TakenAtLeast,
    TakenFewer,
)
from communitygov.procedure.soundness.configuration import Interval
from communitygov.procedure.soundness.reach import told
from communitygov.procedure.soundness.report import check, faults


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


def test_a_good_table_has_no_fault() -> None:
    assert faults(GOOD) == ()
    assert check(GOOD).is_sound


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


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_flaw_is_found_named_and_refused(name: str) -> None:
    faulty, code, subject, facts = PLANTED[name]
    found = faults(faulty)
    finding = next(each for each in found if each.code == code and each.subject == subject)
    assert facts.items() <= details(finding).items()
    assert finding.text("zh") != finding.text("en")
    assert finding.advice("zh") != finding.advice("en")
    assert check(faulty).findings == found
    with pytest.raises(ProcedureRejected) as caught:
        Procedure(table=faulty)
    assert caught.value.findings == found
    assert finding.text("zh") in caught.value.text("zh")


@pytest.mark.parametrize("name", [name for name, planted in PLANTED.items() if "path" in planted[3]])
def test_the_way_to_a_planted_flaw_is_as_short_as_any(name: str) -> None:
    faulty, code, subject, facts = PLANTED[name]
    if any(not move.roles for move in faulty.moves):
        faulty = attrs.evolve(
            faulty, moves=tuple(attrs.evolve(move, roles=("who",)) for move in faulty.moves)
        )
    explored = explore(faulty)
    state = subject.partition("/")[0]
    seen = explored.stuck() if code.startswith("TRAP") else explored.reached()
    way = facts["path"].split(" → ")
    assert len(way) == len(seen[state])
    assert state in explored.along(way)


def test_the_codes_of_the_planted_flaws_are_all_there_are() -> None:
    planted = {code for _, code, _, _ in PLANTED.values()}
    assert {finding.code for faulty, _, _, _ in PLANTED.values() for finding in faults(faulty)} == planted


# ------------------------------------------------------------------ several at once


def test_faults_that_have_nothing_to_do_with_each_other_are_found_at_once() -> None:
    broken = table(
        attrs.evolve(GO, basis=None),
        line("stay", "a", "a"),
        ON,
        line("close", "b", "end", TakenFewer("gone", 2), DaysPassed(1)),
    )
    assert [finding.code for finding in faults(broken)] == [
        "CONDITION_UNDECLARED",
        "MOVE_WITHOUT_BASIS",
        "TRAP",
        "LOOP_UNBOUNDED",
    ]


def test_what_only_follows_from_a_code_that_is_not_declared_is_not_said_as_well() -> None:
    slip = table(line("go", "a", "b"), line("on", "b", "cc"), CLOSE)
    assert [(finding.code, finding.subject) for finding in faults(slip)] == [("CODE_UNDECLARED", "cc")]
    opening = attrs.evolve(GOOD, opening=attrs.evolve(GOOD.opening, target="aa"))
    assert [(finding.code, finding.subject) for finding in faults(opening)] == [("CODE_UNDECLARED", "aa")]


def test_a_state_alone_in_its_step_is_told_to_have_no_line() -> None:
    alone = attrs.evolve(
        GOOD,
        steps=(*GOOD.steps, Term("later", "后", "later")),
        states=(*GOOD.states, State("lost", "失", "lost", step="later")),
    )
    (finding,) = faults(alone)
    assert details(finding)["hint"] == "no line leads there"


def test_a_state_that_leads_only_to_itself_is_not_reached_by_that() -> None:
    selfish = table(
        line("close", "a", "end"), line("stay", "b", "b", TakenFewer("stay", 2)), line("on", "b", "end")
    )
    finding = next(each for each in faults(selfish) if each.code == "STATE_UNREACHED")
    assert details(finding)["hint"].startswith("no line leads there")


def test_findings_come_in_the_same_order_whenever_they_are_asked_for() -> None:
    broken = table(line("go", "a", "b"), line("stay", "a", "a"), line("back", "b", "a"))
    assert faults(broken) == faults(broken)
    assert [(finding.code, finding.subject) for finding in faults(broken)] == [
        ("TRAP", "a"),
        ("TRAP", "b"),
        ("STATE_UNREACHED", "end"),
        ("LOOP_UNBOUNDED", "a"),
    ]


# ------------------------------------------------------------------ what is sound although it looks otherwise


def test_of_two_lines_one_is_open_when_one_asks_for_fewer_and_one_for_as_many() -> None:
    tries = table(
        line("try", "a", "b"),
        line("again", "b", "a", TakenFewer("again", 3)),
        line("give_up", "b", "end", TakenAtLeast("again", 3)),
    )
    assert faults(tries) == ()
    late = attrs.evolve(
        tries, moves=(*tries.moves[:-1], line("give_up", "b", "end", TakenAtLeast("again", 4)))
    )
    assert [finding.code for finding in faults(late)] == [
        "TRAP_AT_BOUND",
        "TRAP_AT_BOUND",
        "BOUND_NEVER_MET",
    ]


def test_what_only_lies_behind_a_line_that_is_never_taken_is_not_named_as_well() -> None:
    gate = line("go", "a", "b", IsRaiser(), HadNoHand(("open",)))
    shut = table(gate, ON, CLOSE, line("drop", "a", "end"))
    assert [(finding.code, finding.subject) for finding in faults(shut)] == [
        ("SEPARATION_UNMEETABLE", "a/go")
    ]


def test_a_pair_of_lines_to_an_end_is_enough_and_a_line_bounded_on_both_sides_is_none() -> None:
    first, last = TakenFewer("back", 2), TakenAtLeast("back", 2)
    back = line("back", "b", "a", TakenFewer("back", 3))
    pair = (line("close", "b", "end", first), line("drop", "b", "end", last))
    assert faults(table(GO, back, *pair)) == ()
    between = line("close", "b", "end", TakenAtLeast("back", 1), TakenFewer("back", 3))
    middle = table(
        GO, attrs.evolve(back, requires=(TakenFewer("back", 2),)), line("drop", "b", "end", first), between
    )
    assert faults(middle) == ()
    hole = line("close", "b", "end", TakenAtLeast("back", 1), TakenFewer("back", 2))
    never = line("drop", "b", "end", TakenFewer("back", 1))
    assert [finding.code for finding in faults(table(GO, back, never, hole))] == [
        "TRAP_AT_BOUND",
        "TRAP_AT_BOUND",
    ]


def test_a_way_out_that_a_bound_could_close_is_sound_if_nothing_ever_reaches_the_bound() -> None:
    assert faults(table(GO, line("close", "b", "end", TakenFewer("go", 2)))) == ()


def test_a_line_for_the_raiser_is_sound_if_another_line_is_left_to_others() -> None:
    judged = table(GO, ON, CLOSE, line("judge", "c", "end", IsRaiser(), HadNoHand(("go",))))
    assert faults(judged) == ()


def test_a_raiser_of_another_role_cannot_have_acted() -> None:
    judged = table(
        line("go", "a", "b", role="other"), line("close", "b", "end", IsRaiser(), HadNoHand(("go",)))
    )
    assert faults(judged) == ()


@pytest.mark.parametrize("procedure", [five_step(), five_step_literal()], ids=["standard", "literal"])
def test_the_shipped_tables_are_sound(procedure: Procedure) -> None:
    assert procedure.check().is_sound


# ------------------------------------------------------------------ tables that are made to be slow


def test_bounds_too_high_to_be_looked_at_are_refused_and_say_so() -> None:
    often = [line(f"do-{number}", "a", "a", TakenFewer(f"do-{number}", 2**40)) for number in range(3)]
    many = [TakenAtLeast(f"do-{number}", 2**39) for number in range(3)]
    (finding,) = faults(table(*often, line("close", "a", "end", *many), line("drop", "a", "end")))
    assert (finding.code, details(finding)["what"]) == ("BOUNDS_UNDECIDED", "whether every line can be taken")
    few = [TakenFewer(f"do-{number}", 2**39) for number in range(3)]
    (finding,) = faults(table(*often, line("close", "a", "end", *few)))
    assert (finding.code, details(finding)["what"]) == (
        "BOUNDS_UNDECIDED",
        "whether an end is always reached",
    )


def test_a_search_that_gave_up_still_knows_to_which_states_no_line_leads() -> None:
    often = [line(f"do-{number}", "a", "a", TakenFewer(f"do-{number}", 2**40)) for number in range(3)]
    many = [TakenAtLeast(f"do-{number}", 2**39) for number in range(3)]
    wild = table(*often, line("close", "a", "end", *many), line("drop", "a", "end"), line("on", "b", "end"))
    assert [finding.code for finding in faults(wild)] == ["STATE_UNREACHED", "BOUNDS_UNDECIDED"]


def test_high_bounds_that_no_line_asks_back_cost_nothing() -> None:
    assert faults(table(GO, ON, CLOSE, line("again", "c", "b", TakenFewer("again", 2**53 - 1)))) == ()


def test_a_way_of_very_many_actions_is_told_without_its_middle() -> None:
    assert told([str(number) for number in range(100)], between=" ").startswith(
        "0 1 2 3 4 5 6 7 8 9 10 11 … 88"
    )
    assert told([str(number) for number in range(24)], between=" ").count(" ") == 23


def test_very_many_bounds_are_told_without_the_tail() -> None:
    often = [line(f"do-{number}", "a", "end") for number in range(30)]
    never = line("close", "a", "end", *(TakenAtLeast(f"do-{number}", 2) for number in range(30)))
    (finding,) = faults(table(*often, never))
    assert details(finding)["bounds"].endswith("do-23 ≥ 2, …")


def test_a_bound_is_told_in_signs() -> None:
    assert str(Interval("go", 0, 3)) == "go < 3"
    assert str(Interval("go", 2, 2**53)) == "go ≥ 2"
    assert str(Interval("go", 2, 4)) == "2 ≤ go < 4"


# ------------------------------------------------------------------ the report


def test_a_report_tells_the_verdict_the_faults_and_their_remedies() -> None:
    report = check(PLANTED["dead end"][0])
    assert report.text().splitlines() == [
        "not sound, faults: 1",
        "from c no end is reached (way there: open → go → on); add a way out of c",
    ]
    assert report.text("zh").splitlines()[0] == "不健全：1 处缺陷"
    assert report.staffing == report.lone == ()


def test_a_report_of_a_sound_table_tells_what_staffing_would_do() -> None:
    lines = five_step().check().text().splitlines()
    assert lines[0].startswith("sound: ")
    assert lines[1].startswith(
        "without party_committee: stuck in decided, published, rework; ends still reached"
    )
    assert any(each.startswith("if one person alone holds convener and is recused") for each in lines)


def test_a_report_shows_itself_in_a_notebook_and_nothing_in_it_is_markup() -> None:
    hostile = attrs.evolve(
        GOOD,
        actions=(*GOOD.actions, Term("bad", "<b>办结</b>", "<i>close"), Term("worse", "<b>办结</b>", "<i>x")),
        moves=(*GOOD.moves, line("bad", "c", "end"), line("worse", "c", "end")),
    )
    shown = check(hostile)._repr_html_()
    assert "&lt;b&gt;办结&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert "LABEL_TWICE" in shown
    whole = five_step().check()._repr_html_()
    assert "健全" in whole
    assert "TRAP_RECUSED" in whole


def test_a_report_is_written_down_and_read_back() -> None:
    for report in (five_step().check(), check(PLANTED["loop"][0])):
        assert SoundnessReport.from_json(report.to_json()) == report


def test_a_report_may_be_made_of_findings_alone() -> None:
    assert SoundnessReport(findings=()).is_sound


# ------------------------------------------------------------------ documents


def test_the_faults_of_a_procedure_in_a_document_can_be_reached() -> None:
    document = Procedure(table=GOOD).to_document()
    document["table"] = PLANTED["dead end"][0].to_document()
    with pytest.raises(DocumentError) as caught:
        Procedure.from_document(document)
    cause = caught.value.__cause__
    assert isinstance(cause, ProcedureRejected)
    assert cause.findings == faults(PLANTED["dead end"][0])


def test_a_draft_in_a_document_is_read_as_a_table_and_looked_at() -> None:
    draft = PLANTED["dead end"][0]
    assert check(Table.from_document(draft.to_document())) == check(draft)


def test_conditions_that_say_nothing_of_counts_or_persons_change_nothing() -> None:
    assert faults(table(line("go", "a", "b", ServesGrid(), DaysPassed(3)), ON, CLOSE)) == ()
