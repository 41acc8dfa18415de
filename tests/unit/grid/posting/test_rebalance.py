"""Grids divided among workers: what moves and why, what cannot be divided, what history stays."""

from datetime import date
from importlib import import_module
from typing import Any

import attrs
import pytest
from tests.unit.grid.posting.staff import GRID, codes, roster, worker

from communitygov.errors import InvalidValue, MissingExtra, UnknownName
from communitygov.geometry.point import Point
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.kind import GridKind
from communitygov.grid.posting import evening, slots
from communitygov.grid.posting.duty import WorkerKind
from communitygov.grid.posting.move import MoveReason
from communitygov.grid.posting.outcome import BalanceStatus
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.rebalance_rule import Engine, Objective, RebalanceRule
from communitygov.grid.posting.roster import Rebalance
from communitygov.grid.posting.worker import Capacity

MAY = date(2023, 5, 4)
CENTRES = {"A": Point(0, 0), "B": Point(100, 0), "D": Point(300, 0)}
SCIPY = RebalanceRule(engine=Engine.SCIPY)


def at(id: str, east: int, **facts: Any) -> Any:  # noqa: ANN401  fields of a worker
    """A worker somewhere along the street."""
    capacity = Capacity(grids=facts.pop("grids", None), households=facts.pop("households", None))
    return worker(id, base=Point(east, 0), capacity=capacity, **facts)


def moved(balance: Rebalance) -> list[tuple[str, str | None, str, MoveReason]]:
    """The moves as tuples."""
    return [(move.grid, move.before, move.after, move.reason) for move in balance.moves]


def test_vacant_grids_go_to_the_nearest_with_room() -> None:
    balance = roster(workers=[at("v", 0, grids=2), at("w", 300, grids=1)]).rebalance(centres=CENTRES)
    assert moved(balance) == [
        ("A", None, "v", MoveReason.VACANT),
        ("B", None, "v", MoveReason.VACANT),
        ("D", None, "w", MoveReason.VACANT),
    ]
    assert (balance.cost_before, balance.cost_after, balance.is_optimal) == (0, 100, True)
    assert [load.grids for load in balance.loads_after] == [2, 1]
    assert [load.grids for load in balance.loads_before] == [0, 0]


def test_each_move_has_its_reason() -> None:
    made = roster(
        Posting("v", "D"),
        Posting("w", "A"),
        Posting("u", "B"),
        workers=[at("v", 0, grids=1), at("w", 300, grids=2), at("u", 0, communities={"A"}, grids=0)],
    )
    balance = made.rebalance(centres=CENTRES)
    assert moved(balance) == [
        ("A", "w", "v", MoveReason.NEARER),
        ("B", "u", "w", MoveReason.NOT_ENTITLED),
        ("D", "v", "w", MoveReason.NEARER),
    ]
    assert [move.saved for move in balance.moves] == [300, None, 300]


def test_who_has_too_much_is_relieved_and_who_is_in_the_way_makes_room() -> None:
    too_much = roster(
        Posting("v", "A"), Posting("v", "B"), Posting("v", "D"), workers=[at("v", 0, grids=2), at("w", 900)]
    )
    assert moved(too_much.rebalance(centres=CENTRES)) == [("D", "v", "w", MoveReason.RELIEVES)]
    made = roster(
        Posting("v", "B"),
        Posting("w", "D"),
        workers=[at("v", 50, grids=1), at("w", 400, grids=2), at("u", 9_000, communities={"D"})],
    )
    reasons = {move.grid: move.reason for move in made.rebalance(centres=CENTRES).moves}
    assert reasons == {"A": MoveReason.VACANT, "B": MoveReason.MAKES_ROOM}


def test_a_fair_division_evens_out() -> None:
    made = roster(Posting("v", "A"), Posting("v", "B"), Posting("v", "D"), workers=[at("v", 0), at("w", 900)])
    assert made.rebalance(centres=CENTRES).moves == ()
    fair = made.rebalance(centres=CENTRES, rule=RebalanceRule(objective=Objective.FAIR))
    assert moved(fair) == [("D", "v", "w", MoveReason.EVENS_OUT)]
    assert fair.moves[0].saved == -300


def test_a_grid_changes_hands_only_where_more_is_saved_than_a_change_costs() -> None:
    made = roster(Posting("w", "A"), Posting("w", "B"), Posting("w", "D"), workers=[at("v", 0), at("w", 120)])
    kept = made.rebalance(centres=CENTRES, rule=RebalanceRule(switching_cost=120))
    assert kept.moves == ()
    gone = made.rebalance(centres=CENTRES, rule=RebalanceRule(switching_cost=119))
    assert [move.grid for move in gone.moves] == ["A"]
    assert gone.areas[0].weighed == gone.cost_after + 119


def test_among_equals_the_first_by_code_is_taken_and_who_has_it_keeps_it() -> None:
    made = roster(workers=[at("w", 0), at("v", 0)])
    assert {move.after for move in made.rebalance(centres=CENTRES).moves} == {"v"}
    held = roster(Posting("w", "A"), workers=[at("w", 0), at("v", 0)])
    assert held.rebalance(centres=CENTRES).roster.in_charge("A") == "w"


def test_a_second_in_charge_who_is_let_go_is_a_move_and_no_longer_a_load() -> None:
    balance = roster(
        Posting("v", "A"),
        Posting("w", "A"),
        Posting("v", "B"),
        Posting("v", "D"),
        workers=[at("v", 0), at("w", 900)],
    ).rebalance(centres=CENTRES)
    assert moved(balance) == [("A", "w", "v", MoveReason.SECOND_IN_CHARGE)]
    assert balance.loads_after == balance.roster.loads()
    assert [load.grids for load in balance.loads_after] == [3, 0]


def test_costs_of_the_callers_own_go_before_everything() -> None:
    costs = {(who, grid): 7 + (who == "v") for who in "vw" for grid in ("A", "B", "D")}
    balance = roster(workers=[worker("v"), worker("w")]).rebalance(costs=costs)
    assert grids(balance) == [0, 3]
    assert balance.cost_after == 21


def test_a_grid_without_any_cost_is_named_and_keeps_nothing_else_from_being_divided() -> None:
    balance = roster(workers=[worker("v")]).rebalance(costs={("v", "A"): 3, ("v", "B"): 4})
    assert [move.grid for move in balance.moves] == ["A", "B"]
    assert codes(balance.findings()) == ["COST_MISSING"]


@pytest.mark.parametrize("pair", [("v", "AA"), ("A", "v"), "vA", ("v", "A", "B")], ids=str)
def test_a_cost_of_nobody_or_no_grid_is_refused(pair: Any) -> None:  # noqa: ANN401  anything
    with pytest.raises((InvalidValue, UnknownName)):
        roster(workers=[worker("v")]).rebalance(costs={pair: 3})


def test_households_that_somebody_has_with_the_grid_above_are_counted_once() -> None:
    head = worker("v", base=Point(0, 0), capacity=Capacity(households=210))
    made = roster(Posting("v", "G"), workers=[head], households={"A": 70, "B": 70, "D": 70})
    balance = made.rebalance(centres=CENTRES)
    assert [(load.grids, load.households) for load in balance.loads_after] == [(4, 210)]
    assert balance.findings() == ()
    other = attrs.evolve(made, grid=GridHierarchy.from_rows([*GRID.rows, ("E", "C", "micro", "戊")]))
    full = attrs.evolve(other, households={**dict(made.households), "E": 1})
    assert codes(full.rebalance(centres={**CENTRES, "E": Point(0, 0)}).findings()) == [
        "GRID_OVER_EVERY_CAPACITY"
    ]


# ------------------------------------------------------------------ without costs


def grids(balance: Rebalance) -> list[int]:
    """How many grids each worker has after it."""
    return [load.grids for load in balance.loads_after]


def many(count: int) -> GridHierarchy:
    """Micro-grids of one community."""
    rows = [("C", None, "community", "社区"), ("G", "C", "general", "一般网格")]
    return GridHierarchy.from_rows([*rows, *((f"m{at}", "G", "micro", "组") for at in range(count))])


def test_without_costs_vacant_grids_are_dealt_evenly() -> None:
    for engine in Engine:
        if engine is Engine.SCIPY:
            pytest.importorskip("scipy")
        rule = RebalanceRule(engine=engine)
        vacant = roster(grid=many(7), workers=[worker("u"), worker("v"), worker("w")])
        balance = vacant.rebalance(rule=rule)
        assert (grids(balance), balance.is_optimal, balance.cost_after) == ([3, 2, 2], True, 0)
        assert balance.roster.rebalance(rule=rule).moves == ()


def test_without_costs_nobody_gives_up_a_grid_to_even_out() -> None:
    uneven = roster(
        Posting("w", "m0"), Posting("w", "m1"), Posting("w", "m2"), grid=many(3), workers=[worker("v")]
    )
    assert uneven.rebalance().moves == ()
    more = attrs.evolve(uneven, grid=many(6))
    assert [(move.grid, move.after) for move in more.rebalance().moves] == [
        ("m3", "v"),
        ("m4", "v"),
        ("m5", "v"),
    ]
    assert [move.grid for move in attrs.evolve(uneven, grid=many(4)).rebalance().moves] == ["m3"]
    assert grids(uneven.rebalance(rule=RebalanceRule(objective=Objective.FAIR))) == [1, 2]


def test_without_costs_limits_hold_and_who_is_full_makes_room() -> None:
    limited = roster(
        Posting("v", "A"),
        workers=[worker("v", capacity=Capacity(grids=1)), worker("w", communities={"A", "B"})],
    )
    balance = limited.rebalance()
    assert moved(balance) == [
        ("A", "v", "w", MoveReason.MAKES_ROOM),
        ("B", None, "w", MoveReason.VACANT),
        ("D", None, "v", MoveReason.VACANT),
    ]


def test_without_costs_the_most_grids_are_least_where_households_are_limited() -> None:
    limited = roster(
        grid=many(4),
        workers=[worker("v", capacity=Capacity(households=100)), worker("w")],
        households=dict.fromkeys(("m0", "m1", "m2", "m3"), 40),
    )
    assert grids(limited.rebalance()) == [2, 2]


def test_in_a_very_large_area_only_the_most_grids_are_made_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evening, "GREATEST_AREA", 10)
    vacant = roster(grid=many(4), workers=[worker("u"), worker("v"), worker("w")])
    assert max(grids(vacant.rebalance())) == 2


# ------------------------------------------------------------------ what cannot be


def test_too_few_slots_name_the_community_and_the_count() -> None:
    balance = roster(
        workers=[at("v", 0, grids=1, communities={"C"}), at("w", 0, grids=1, communities={"C"})]
    ).rebalance(centres=CENTRES)
    assert balance.status is BalanceStatus.INFEASIBLE
    assert [str(finding) for finding in balance.findings()] == [
        "C: 3 grids can go to 2 of the workers only, who have room for 2 [SLOTS_SHORT]"
    ]
    assert balance.moves == ()


@pytest.mark.parametrize("rule", [RebalanceRule(effort=500), attrs.evolve(SCIPY, effort=500)])
@pytest.mark.parametrize(
    ("households", "limits", "code"),
    [
        ({"A": 130}, (100, 100), "GRID_OVER_EVERY_CAPACITY"),
        ({"A": 60, "B": 60, "D": 60}, (80, 80), "HOUSEHOLDS_SHORT"),
        ({"A": 60, "B": 60, "D": 60}, (110, 110), "NO_DIVISION"),
    ],
)
def test_households_that_nobody_can_take_are_named(
    rule: RebalanceRule, households: dict[str, int], limits: tuple[int, int], code: str
) -> None:
    staff = [at("v", 0, households=limits[0]), at("w", 0, households=limits[1])]
    balance = roster(workers=staff, households=households).rebalance(centres=CENTRES, rule=rule)
    assert codes(balance.findings()) == [code]
    assert balance.areas[0].cost_after == 0


def test_what_is_neither_found_nor_excluded_is_said_so() -> None:
    staff = [at("v", 0, households=110), at("w", 0, households=110)]
    made = roster(workers=staff, households={"A": 60, "B": 60, "D": 60})
    balance = made.rebalance(centres=CENTRES, rule=RebalanceRule(effort=0))
    assert codes(balance.findings()) == ["DIVISION_UNDECIDED"]
    assert balance.status is BalanceStatus.UNDECIDED


def test_a_grid_that_nobody_may_serve_is_an_area_of_its_own() -> None:
    balance = roster(
        workers=[at("v", 0, communities={"A"}), at("w", 0, recused_from={"D"}, communities={"B", "D"})]
    ).rebalance(centres=CENTRES)
    assert [(each.area, each.status.value) for each in balance.areas] == [
        ("A", "optimal"),
        ("B", "optimal"),
        ("D", "infeasible"),
    ]
    assert codes(balance.findings()) == ["NOBODY_MAY_SERVE"]
    assert balance.status is BalanceStatus.INFEASIBLE


def test_a_limit_of_grids_is_no_limit_of_households() -> None:
    staff = [at("v", 0, grids=3), at("w", 9_000, grids=3)]
    households = {"A": 90, "B": 90, "D": 90}
    by_grids = roster(workers=staff, households=households).rebalance(centres=CENTRES)
    assert by_grids.loads_after[0].households == 270
    capped = [at("v", 0, grids=3, households=220), at("w", 9_000, grids=3, households=220)]
    for rule in (RebalanceRule(), SCIPY):
        balance = roster(workers=capped, households=households).rebalance(centres=CENTRES, rule=rule)
        assert [load.households for load in balance.loads_after] == [180, 90]
        assert balance.status is BalanceStatus.OPTIMAL
        assert balance.areas[0].gap == 0


# ------------------------------------------------------------------ which grids, which workers


def test_guides_are_given_no_grids_and_other_kinds_of_grid_stay() -> None:
    made = roster(Posting("v", "G"), workers=[at("v", 0, grids=3), worker("u", kind=WorkerKind.GUIDE)])
    balance = made.rebalance(centres={**CENTRES, "G": Point(0, 0)})
    assert codes(balance.findings()) == ["SLOTS_SHORT"]  # one of three is G already
    general = made.rebalance(centres={"G": Point(9, 9)}, rule=RebalanceRule(kinds={GridKind.GENERAL}))
    assert (general.moves, general.cost_after) == ((), 12)


def test_what_else_a_worker_has_takes_room_of_both_kinds() -> None:
    made = roster(
        Posting("v", "H"),
        workers=[at("v", 0, grids=4, households=200), at("w", 5_000)],
        grid=GridHierarchy.from_rows([*GRID.rows, ("H", "C", "general", "二网格")]),
        households={"H": 150, "A": 60},
    )
    balance = made.rebalance(centres=CENTRES)
    assert balance.roster.in_charge("A") == "w"
    assert balance.roster.in_charge("B") == "v"


def test_households_beneath_a_divided_grid_count() -> None:
    made = roster(workers=[at("v", 0, households=10), at("w", 900)], households={"A": 8, "B": 8})
    balance = made.rebalance(centres={"G": Point(0, 0)}, rule=RebalanceRule(kinds={GridKind.GENERAL}))
    assert balance.roster.in_charge("G") == "w"


def test_a_grid_divided_by_matters_is_left_as_it_is() -> None:
    made = roster(Posting("v", "A", matters={"fire"}), workers=[at("v", 0)])
    balance = made.rebalance(centres=CENTRES)
    assert balance.left == ("A",)
    assert [move.grid for move in balance.moves] == ["B", "D"]


def test_workers_of_two_communities_join_their_areas() -> None:
    rows = [(f"C{n}", None, "community", "社区") for n in (1, 2, 3)]
    rows += [(f"G{n}", f"C{n}", "general", "一般") for n in (1, 2, 3)]  # type: ignore[misc]
    rows += [(f"M{n}", f"G{n}", "micro", "微") for n in (1, 2, 3)]  # type: ignore[misc]
    staff = [
        at("u", 0, communities={"C1"}),
        at("v", 0, communities={"C1", "C2"}),
        at("w", 0, communities={"C3"}),
    ]
    made = roster(grid=GridHierarchy.from_rows(rows), workers=staff)
    balance = made.rebalance(centres={f"M{n}": Point(n, 0) for n in (1, 2, 3)})
    assert [(each.area, each.grids, each.workers) for each in balance.areas] == [("M1", 2, 2), ("C3", 1, 1)]


# ------------------------------------------------------------------ days


def test_old_postings_end_on_the_day_and_new_ones_begin() -> None:
    old = Posting("w", "A", since=date(2023, 1, 1))
    made = roster(
        old,
        Posting("v", "A", rank=1),
        Posting("u", "A", since=date(2023, 9, 1)),
        Posting("w", "B", since=MAY),
        workers=[at("v", 0), at("w", 9_000)],
    )
    staffed = attrs.evolve(made, workers=[at("v", 0), at("w", 9_000), at("u", 90_000)])
    new = staffed.rebalance(centres=CENTRES, on=MAY).roster
    assert attrs.evolve(old, until=MAY) in new.postings
    assert Posting("v", "A", since=MAY, until=date(2023, 9, 1)) in new.postings
    assert Posting("v", "A", rank=1, until=MAY) in new.postings
    assert Posting("u", "A", since=date(2023, 9, 1)) in new.postings
    assert not any(each.worker == "w" and each.grid == "B" for each in new.postings)
    assert new.in_charge("A", on=MAY) == "v"
    assert new.in_charge("A", on=date(2023, 9, 1)) == "u"


def test_of_two_in_charge_one_stays() -> None:
    made = roster(Posting("v", "A"), Posting("w", "A"), workers=[at("v", 9_000), at("w", 0)])
    new = made.rebalance(centres=CENTRES).roster
    assert [each.worker for each in new.postings if each.grid == "A"] == ["w"]


# ------------------------------------------------------------------ misuse


@pytest.mark.parametrize(
    ("facts", "match"),
    [
        ({"centres": CENTRES, "costs": {}}, "centres: 'both'"),
        ({"centres": [1]}, "centres: 'list'"),
        ({"centres": {"A": Point(0, 0)}}, r"centres\['B'\]"),
        ({"costs": {("v", "A"): -1}}, r"costs\["),
        ({"costs": {("v", "A"): 1.5}}, r"costs\["),
        ({"centres": CENTRES, "rule": 7}, "rule: 'int'"),
    ],
)
def test_what_makes_no_sense_is_refused(facts: dict[str, Any], match: str) -> None:
    with pytest.raises(InvalidValue, match=match):
        roster(workers=[at("v", 0)]).rebalance(**facts)


def test_a_worker_without_a_base_cannot_be_measured() -> None:
    with pytest.raises(InvalidValue, match="worker: 'v' will not do; it must have a base"):
        roster(workers=[worker("v")]).rebalance(centres=CENTRES)


def test_scipy_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:  # noqa: ANN401  a module
        if name.startswith("scipy"):
            raise ImportError(name)
        return import_module(name)

    monkeypatch.setattr(slots, "import_module", missing)
    with pytest.raises(MissingExtra, match="scipy is not installed"):
        roster(workers=[at("v", 0)]).rebalance(centres=CENTRES, rule=SCIPY)


def test_a_roster_without_grids_to_divide_stays() -> None:
    made = roster(workers=[at("v", 0)], grid=GridHierarchy.from_rows([("C", None, "community", "社区")]))
    balance = made.rebalance(costs={})
    assert (balance.areas, balance.moves, balance.is_optimal) == ((), (), True)


def test_a_notebook_shows_moves_areas_and_what_is_wrong() -> None:
    shown = roster(Posting("v", "A"), workers=[at("v", 0, grids=1)]).rebalance(centres=CENTRES)._repr_html_()
    assert "SLOTS" not in shown
    assert "3 grids can go to 1 of the workers only" in shown
    done = roster(Posting("v", "A"), workers=[at("v", 0)]).rebalance(centres=CENTRES)._repr_html_()
    assert "原无人负责" in done
