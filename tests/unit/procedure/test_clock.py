"""The moves that time makes."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import InvalidValue, UnknownName
from communitygov.procedure import DaysPassed, Procedure
from communitygov.procedure.clock import CLOCK, clock_moves
from communitygov.testing.walks import opened, walked

PROCEDURE = five_step()
#: Awaits its rating since Thursday 4 May 2023.
WAITING = walked(PROCEDURE, (0, 0))
ENDS = datetime(2023, 5, 12, tzinfo=UTC)


def test_a_matter_that_nobody_rates_lapses_when_its_days_have_passed() -> None:
    assert WAITING.state == "awaiting_rating"
    assert clock_moves(PROCEDURE.conduct, [WAITING], now=ENDS - timedelta(microseconds=1)) == ()
    ((case, option),) = clock_moves(PROCEDURE.conduct, [WAITING], now=ENDS)
    assert (case, option.action, option.target) == (WAITING, "lapse", "unrated")
    assert PROCEDURE.apply(case, option.action, by=CLOCK, at=ENDS).is_closed


def test_only_moves_of_the_clock_are_told_and_only_where_there_are_any() -> None:
    others = [opened(PROCEDURE), walked(PROCEDURE, (0,)), walked(PROCEDURE, (0, 0, 0))]
    assert clock_moves(PROCEDURE.conduct, others, now=ENDS) == ()


def test_they_come_in_the_order_of_the_cases() -> None:
    cases = [walked(PROCEDURE, (0, 0), case_id=name) for name in ("b", "c", "a")]
    found = clock_moves(PROCEDURE.conduct, iter(cases), now=ENDS)
    assert [case.id for case, _ in found] == ["b", "c", "a"]


def test_a_table_without_a_clock_has_none() -> None:
    literal = five_step_literal()
    assert clock_moves(literal.conduct, [opened(literal)], now=ENDS) == ()


def test_a_move_that_the_clock_shares_with_somebody_is_told_too() -> None:
    def shared(procedure: Procedure) -> Procedure:
        moves = [
            attrs.evolve(move, roles=("resident", "clock"), requires=(DaysPassed(1),))
            if move.action == "rate_well"
            else move
            for move in procedure.table.moves
        ]
        return Procedure(table=attrs.evolve(procedure.table, moves=moves))

    procedure = shared(PROCEDURE)
    found = clock_moves(procedure.conduct, [walked(procedure, (0, 0))], now=ENDS)
    assert [option.action for _, option in found] == ["rate_well", "lapse"]


def test_a_case_of_another_procedure_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must have been opened under"):
        clock_moves(PROCEDURE.conduct, [opened(five_step_literal())], now=ENDS)


def test_now_needs_a_time_zone() -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        clock_moves(PROCEDURE.conduct, [], now=datetime(2023, 5, 12))  # noqa: DTZ001  naive on purpose


def test_an_object_of_the_host_lapses_like_a_case() -> None:
    row = SimpleNamespace(id=WAITING.id, grid=WAITING.grid, state=WAITING.state, history=WAITING.history)
    ((found, option),) = clock_moves(PROCEDURE.conduct, [row], now=ENDS)
    assert (found, option.action) == (row, "lapse")


def test_an_object_that_lacks_what_is_read_of_it_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must have id, grid, state and history"):
        clock_moves(PROCEDURE.conduct, [SimpleNamespace(state="awaiting_rating")], now=ENDS)
    with pytest.raises(InvalidValue, match="must have id, grid, state and history"):
        clock_moves(PROCEDURE.conduct, [SimpleNamespace(id="C-1")], now=ENDS)


@pytest.mark.parametrize("cases", [None, "C-1", WAITING, 7])
def test_what_is_no_collection_is_refused(cases: object) -> None:
    with pytest.raises(InvalidValue, match=r"cases: .* must be a collection"):
        clock_moves(PROCEDURE.conduct, cases, now=ENDS)  # type: ignore[type-var]  # wrong on purpose


@pytest.mark.parametrize("state", ["awaiting", [], None])
def test_an_object_in_no_known_state_is_refused(state: object) -> None:
    row: Any = SimpleNamespace(id="C-1", grid="G-1", state=state, history=())
    with pytest.raises(UnknownName, match="No state is called"):
        clock_moves(PROCEDURE.conduct, [row], now=ENDS)
