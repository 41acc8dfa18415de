"""Each fault of a table as a whole is planted, and found with its state, the shortest way to it and a remedy.

That a way is the shortest, every history shows (`tests.property.exhaustive`), not the code under test.
"""

import attrs
import pytest
from tests.property.exhaustive import explore
from tests.unit.procedure.small_tables import CLOSE, GO, GOOD, ON, PLANTED, details, line, table

from communitygov.core.terms import Term
from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import DocumentError, ProcedureRejected
from communitygov.procedure import (
    DaysPassed,
    HadNoHand,
    IsRaiser,
    Procedure,
    ServesGrid,
    State,
    Table,
    TakenAtLeast,
    TakenFewer,
)
from communitygov.procedure.soundness.configuration import Interval
from communitygov.procedure.soundness.reach import told
from communitygov.procedure.soundness.report import check, faults


def test_a_good_table_has_no_fault() -> None:
    assert faults(GOOD) == ()
    assert check(GOOD).is_sound


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
