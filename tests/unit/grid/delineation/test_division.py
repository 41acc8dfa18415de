"""The pieces of the search: cutting along trees, local moves, and what happens where they fail."""

from random import Random

import pytest

from communitygov.geometry import Point
from communitygov.grid.delineation import Building, local_moves
from communitygov.grid.delineation import division as division_module
from communitygov.grid.delineation.blocks import Blocks, blocks_of
from communitygov.grid.delineation.division import nearest_counts, nested_division
from communitygov.grid.delineation.exhaustive import Plan, best_division
from communitygov.grid.delineation.local_moves import Division, best_place, mean_place
from communitygov.grid.delineation.median import centroid, median
from communitygov.grid.delineation.tree_split import Bounds, spanning_tree, tree_split

WIDE = Plan(Bounds(1, 10_000), 5_000)


def chance(seed: int = 0) -> Random:
    return Random(seed)  # noqa: S311  no secret


def row_of(*sizes: int) -> Blocks:
    buildings = [
        Building(f"b{at:02}", households=size, at=Point(at * 2_000, 0)) for at, size in enumerate(sizes)
    ]
    return blocks_of(buildings, [(f"b{at:02}", f"b{at + 1:02}") for at in range(len(sizes) - 1)])


def test_a_spanning_tree_reaches_every_block_once() -> None:
    blocks = row_of(*[1] * 9)
    order, parent = spanning_tree(blocks, range(9), within=set(range(9)), chance=chance())
    assert sorted(order) == list(range(9))
    assert all(parent[block] in blocks.neighbours[block] for block in order[1:])


def test_parts_cut_along_trees_keep_their_bounds() -> None:
    blocks = row_of(*[10] * 40)
    parts = tree_split(blocks, range(40), into=5, bounds=Bounds(60, 100), chance=chance())
    assert parts is not None
    assert sorted(block for part in parts for block in part) == list(range(40))
    assert all(60 <= blocks.total(part) <= 100 for part in parts)


def test_where_no_tree_can_be_cut_nothing_is_found() -> None:
    assert tree_split(row_of(50, 90, 50), range(3), into=2, bounds=Bounds(90, 100), chance=chance()) is None


def test_pieces_are_put_together_and_cut_anew_until_the_tries_are_used_up() -> None:
    blocks = row_of(9, 9, 11, 9, 9, 11, 9, 9, 11, 9)
    assert tree_split(blocks, range(10), into=4, bounds=Bounds(20, 29), chance=chance()) is None


def test_where_trees_find_nothing_a_few_blocks_are_divided_by_trying_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(division_module, "tree_split", lambda *_, **__: None)
    blocks, micro = row_of(20, 20, 20, 20, 20), Plan(Bounds(40, 60), 50)
    (found,) = nested_division(blocks, list(range(5)), micro=micro, general=WIDE, chance=chance())
    assert found.micro == best_division(blocks, range(5), plan=micro)


def test_where_nothing_is_found_no_part_is_too_large() -> None:
    blocks = row_of(*[40] * 20)
    micro = Plan(Bounds(50, 70), 60)
    (found,) = nested_division(blocks, list(range(20)), micro=micro, general=WIDE, chance=chance())
    assert all(blocks.total(part) <= 70 for part in found.micro)


def test_rounds_of_local_moves_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = row_of(*[10] * 12)
    parts = [[0, 1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11]]
    full, one = (Division(blocks, parts, bounds=Bounds(30, 90), centre=best_place) for _ in range(2))
    full.improve()
    monkeypatch.setattr(local_moves, "ROUNDS", 1)
    one.improve()
    assert max(full.sizes) < 80
    assert full.cost <= one.cost


def test_moves_mend_broken_bounds() -> None:
    blocks = row_of(*[10] * 6)
    division = Division(blocks, [[0, 1, 2, 3, 4], [5]], bounds=Bounds(20, 40), centre=mean_place)
    division.improve()
    assert min(division.sizes) >= 20
    assert max(division.sizes) <= 40


def test_two_blocks_are_exchanged_where_neither_may_move_alone() -> None:
    at = {"a": 0, "b": 400, "c": 100, "d": 500, "e": 90, "f": 410}
    buildings = [Building(code, households=10, at=Point(east * 10, 0)) for code, east in at.items()]
    pairs = [(one, two) for one in at for two in at if one < two]
    blocks = blocks_of(buildings, pairs)
    division = Division(blocks, [[0, 2, 5], [1, 3, 4]], bounds=Bounds(30, 30), centre=best_place)
    division.improve()
    assert division.parts == [[0, 2, 4], [1, 3, 5]]


@pytest.mark.parametrize(
    ("total", "counts", "target", "found"),
    [(0, range(1), 65, []), (12, range(1, 1), 65, []), (60, range(1, 3), 65, [1, 2])],
)
def test_only_possible_counts_are_tried(total: int, counts: range, target: int, found: list[int]) -> None:
    assert nearest_counts(total, counts, target=target) == found


def test_the_median_is_the_best_place_and_not_the_mean() -> None:
    weights, places = [10, 1, 1], [(0, 0), (900, 0), (1_000, 0)]
    assert median(weights, places) == (0, 1_900)
    assert centroid(weights, places) == (158, 0)


def test_of_places_that_do_equally_well_the_first_is_taken() -> None:
    assert median([1, 1], [(0, 0), (500, 0)]) == (0, 500)
    assert median([0, 0], [(300, 0), (0, 0)])[1] == 0


def test_the_median_is_found_though_far_places_are_passed_over() -> None:
    drawn = chance(7)
    for _ in range(200):
        weights = [drawn.randint(0, 9) for _ in range(12)]
        places = [(drawn.randint(0, 300), drawn.randint(0, 300)) for _ in range(12)]
        ways = [
            sum(w * Point(*here).distance(Point(*there)) for w, there in zip(weights, places, strict=True))
            for here in places
        ]
        assert median(weights, places)[1] == min(ways)
