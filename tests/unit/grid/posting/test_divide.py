"""One area divided: what stays, what is tried again, and what is made of an answer that is none."""

from types import SimpleNamespace
from typing import Any

import pytest

from communitygov.grid.posting import divide as division
from communitygov.grid.posting import slots
from communitygov.grid.posting.capped import CappedSearch
from communitygov.grid.posting.divide import divide
from communitygov.grid.posting.flow import Assignment, assign
from communitygov.grid.posting.outcome import BalanceStatus, Outcome
from communitygov.grid.posting.price import listed
from communitygov.grid.posting.problem import Area, Problem, Room, Terms, problem_of
from communitygov.grid.posting.rebalance_rule import Engine, Objective, RebalanceRule

SCIPY = RebalanceRule(engine=Engine.SCIPY)


def problem(costs: list[list[int]], *rooms: Room, weights: tuple[int, ...] = (), now: str = "") -> Problem:
    """A problem of a table of costs: one row a grid, one column a worker; `now` numbers the holders."""
    grids, workers = [f"g{at}" for at in range(len(costs))], [f"w{at}" for at in range(len(rooms))]
    table = {
        (workers[at], grid): cost
        for grid, row in zip(grids, costs, strict=True)
        for at, cost in enumerate(row)
    }
    current = {grid: f"w{holder}" for grid, holder in zip(grids, now, strict=False)}
    households = dict(zip(grids, weights, strict=False))
    terms = Terms(listed(table), dict(zip(workers, rooms, strict=True)), households, current, 0)
    return problem_of(Area(tuple(grids), tuple(workers), [workers] * len(grids)), terms)


TIGHT = problem([[1, 5], [1, 9], [1, 7]], Room(3, 20), Room(3, 20), weights=(10, 10, 10))


def test_costs_may_be_the_same_for_all() -> None:
    found = assign([[1 * 2, 1 * 2 + 1], [1 * 2, 1 * 2 + 1]], [1, 1], width=2)
    assert found == Assignment((0, 1), 2, 2)


def test_a_row_is_read_on_where_nearer_holders_are_full() -> None:
    found = assign([[0, 2 * 3 + 1], [0, 5 * 3 + 2], [1 * 3, 1 * 3 + 1, 9 * 3 + 2]], [1, 1, 1], width=3)
    assert isinstance(found, Assignment)
    assert found.cost == found.bound == 6


def test_who_has_too_many_grids_now_is_no_beginning() -> None:
    given = problem([[1, 5], [1, 9], [1, 7]], Room(2, 20), Room(3, 20), weights=(1, 10, 10), now="000")
    assert CappedSearch(given).solve(1_000).holders == (1, 0, 0)
    heavy = problem([[1, 5], [1, 9], [1, 7]], Room(3, 20), Room(3, 20), weights=(10, 10, 10), now="000")
    assert CappedSearch(heavy).solve(1_000).holders == (1, 0, 0)
    crowded = problem([[1, 5], [1, 9], [1, 7]], Room(2, 29), Room(3, 29), weights=(10, 9, 10), now="000")
    assert CappedSearch(crowded).solve(1_000).holders == (1, 0, 0)


def test_an_assignment_of_the_wrong_length_is_not_kept() -> None:
    assert not TIGHT.is_kept_by((0, 1))


@pytest.mark.parametrize("rule", [RebalanceRule(), SCIPY])
def test_what_is_now_stays_if_nothing_is_better(rule: RebalanceRule) -> None:
    now = problem([[1, 5], [1, 9], [1, 7]], Room(3, 20), Room(3, 20), weights=(10, 10, 10), now="100")
    outcome = divide(now, rule)
    assert (outcome.holders, outcome.status) == ((1, 0, 0), BalanceStatus.OPTIMAL)
    worse = problem([[1, 5], [1, 9], [1, 7]], Room(3, 20), Room(3, 20), weights=(10, 10, 10), now="010")
    assert divide(worse, rule).holders == (1, 0, 0)


@pytest.mark.parametrize("bound", [None, 0.0])
def test_an_answer_without_a_solution_decides_nothing(
    monkeypatch: pytest.MonkeyPatch, bound: float | None
) -> None:
    answer = SimpleNamespace(x=None, status=1, mip_dual_bound=bound)
    monkeypatch.setattr(slots, "_asked", lambda *_: answer)
    assert divide(TIGHT, SCIPY).status is BalanceStatus.UNDECIDED
    now = problem([[1, 5], [1, 9], [1, 7]], Room(3, 20), Room(3, 20), weights=(10, 10, 10), now="100")
    outcome = divide(now, SCIPY)
    assert (outcome.holders, outcome.status) == ((1, 0, 0), BalanceStatus.FEASIBLE)


def test_costs_too_great_for_floating_point_are_left_to_whole_numbers() -> None:
    great = 2**51
    given = problem([[great, great + 1], [great, great + 3]], Room(1), Room(1))
    outcome = divide(given, SCIPY)
    assert (outcome.holders, outcome.status) == ((1, 0), BalanceStatus.OPTIMAL)


def test_a_division_that_is_not_proved_is_repeated_until_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 1, 1), (1, 0, 0), (1, 0, 0)]

    def next_one(problem: Problem, _rule: Any) -> Outcome:  # noqa: ANN401  any rule
        holders = found.pop(0)
        return Outcome(BalanceStatus.FEASIBLE, holders, problem.cost(holders), 3)

    monkeypatch.setattr(division, "by_cost", next_one)
    outcome = divide(TIGHT, RebalanceRule())
    assert (outcome.holders, outcome.cost, outcome.bound) == ((1, 0, 0), TIGHT.cost((1, 0, 0)), 3)


def test_a_fair_division_after_doubt_is_not_called_optimal(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [Outcome(BalanceStatus.UNDECIDED), Outcome(BalanceStatus.OPTIMAL, (1, 0, 0), 9, 9)]
    monkeypatch.setattr(division, "by_cost", lambda *_: answers.pop(0) if len(answers) > 1 else answers[0])
    fair = RebalanceRule(objective=Objective.FAIR)
    assert divide(TIGHT, fair).status is BalanceStatus.FEASIBLE


def test_an_item_passes_over_a_full_holder_whose_place_is_dear() -> None:
    rows = [[0, 20 * 3 + 2], [1, 20 * 3 + 2], [0, 1 * 3 + 1, 20 * 3 + 2], [0, 5 * 3 + 1, 30 * 3 + 2]]
    found = assign(rows, [1, 1, 9], width=3)
    assert isinstance(found, Assignment)
    assert found.cost == found.bound
    assert found.holders.count(2) == 2
