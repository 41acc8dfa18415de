"""Deadlines that make no sense, and questions about them that have no meaning."""

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from tests.unit.procedure.test_deadline import HANDLING, PROCEDURE, RAISED, TABLE, WEEK, asked, may

from communitygov.core import Period, PeriodUnit, WeekendCalendar
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.deliberation import five_step
from communitygov.errors import InvalidValue, ProcedureRejected
from communitygov.procedure import Move, Procedure, TakenFewer
from communitygov.procedure.deadline import Deadline, Escalation, deadline_faults, due
from communitygov.procedure.due import Due
from communitygov.testing.walks import opened

# ------------------------------------------------------------------ deadlines that make no sense


@pytest.mark.parametrize(
    ("deadlines", "codes"),
    [
        ([Deadline(state="sortid", within=WEEK)], ["DEADLINE_WITHOUT_STATE"]),
        ([Deadline(state="rated", within=WEEK)], ["DEADLINE_AT_END"]),
        ([Deadline(state="listed", within=WEEK)] * 2, ["DEADLINE_TWICE"]),
        ([attrs.evolve(HANDLING, extended_by="extent")], ["EXTENSION_LEAVES"]),
        ([attrs.evolve(HANDLING, extended_by="suspend")], ["EXTENSION_LEAVES"]),
        ([attrs.evolve(HANDLING, state="listed")], ["EXTENSION_LEAVES"]),
        (
            [attrs.evolve(RAISED, escalates=Escalation(after=WEEK, to="mayor"))],
            ["ESCALATION_TO_NOBODY"],
        ),
        (
            [attrs.evolve(HANDLING, state="rated", escalates=Escalation(after=WEEK, to="mayor"))],
            ["DEADLINE_AT_END", "EXTENSION_LEAVES", "ESCALATION_TO_NOBODY"],
        ),
        ([attrs.evolve(HANDLING, state="handing")], ["DEADLINE_WITHOUT_STATE"]),
    ],
)
def test_a_deadline_that_makes_no_sense_is_rejected(deadlines: list[Deadline], codes: list[str]) -> None:
    with pytest.raises(ProcedureRejected) as caught:
        Procedure(table=TABLE, deadlines=deadlines)
    assert [finding.code for finding in caught.value.findings] == codes
    assert {finding.subject for finding in caught.value.findings} == {deadlines[0].state}


def test_an_extension_that_only_another_action_bounds_is_not_bounded() -> None:
    def with_bound(*requires: TakenFewer) -> list[str]:
        free = Move(
            action="extend",
            source="handling",
            target="handling",
            roles=("party_committee",),
            requires=requires,
            basis=LIBRARY_DEFAULT,
        )
        others = [move for move in TABLE.moves if move.action != "extend"]
        table = attrs.evolve(TABLE, moves=[*others, free])
        return [finding.code for finding in deadline_faults(table, [HANDLING])]

    assert with_bound() == ["EXTENSION_UNBOUNDED"]
    assert with_bound(TakenFewer("suspend", 2)) == ["EXTENSION_UNBOUNDED"]
    assert with_bound(TakenFewer("extend", 2)) == []


def test_a_deadline_with_everything_fits_the_standard_table() -> None:
    full = attrs.evolve(HANDLING, warn_before=Period(5, PeriodUnit.WORKDAYS), escalates=RAISED.escalates)
    assert Procedure(table=TABLE, deadlines=[RAISED, full]).deadlines == (RAISED, full)


def test_answers_are_the_values_that_say_so() -> None:
    (found,) = asked([RAISED], opened(PROCEDURE), now=may(12))
    assert type(found) is Due
    assert Due.from_json(found.to_json()) == found == attrs.evolve(found)
    assert hash(found) == hash(attrs.evolve(found))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"cases": None}, "cases: None .* collection"),
        ({"cases": opened(five_step())}, "cases: .* collection"),
        ({"deadlines": None}, "deadlines: None .* collection"),
        ({"deadlines": [5]}, "deadlines: 5 .* must be a Deadline"),
        ({"calendar": None}, "calendar: None .* must be a calendar"),
        ({"calendar": WeekendCalendar}, "calendar: .* must be a calendar"),
        ({"table": 5}, "table: 5 .* must be a Table"),
    ],
    ids=["no cases", "one case", "no deadlines", "no deadline", "no calendar", "a class", "no table"],
)
def test_a_question_without_meaning_is_an_error_that_says_what_to_do(
    wrong: dict[str, object], said: str
) -> None:
    asked: dict[str, Any] = {
        "deadlines": [],
        "cases": [],
        "calendar": WeekendCalendar(),
        "table": None,
        **wrong,
    }
    with pytest.raises(InvalidValue, match=said):
        due(
            asked["deadlines"],
            asked["cases"],
            now=datetime(2023, 5, 4, tzinfo=UTC),
            calendar=asked["calendar"],
            table=asked["table"],
        )


def test_faults_are_sought_in_deadlines_for_a_table_and_in_nothing_else() -> None:
    wrong: Any = None
    with pytest.raises(InvalidValue, match="must be a Table"):
        deadline_faults(wrong, [])
    with pytest.raises(InvalidValue, match=r"deadlines: .* collection"):
        deadline_faults(five_step().table, wrong)
