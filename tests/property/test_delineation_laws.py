"""Laws of delineation: nobody is left out, nothing is torn, and where a division exists one is found.

The oracle tries every way to put buildings together, in the plainest code there is.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.geometry.point import Point
from communitygov.grid.delineation.blocks import blocks_of, components
from communitygov.grid.delineation.building import Building
from communitygov.grid.delineation.delineate import delineate
from communitygov.grid.delineation.delineation import Delineation
from communitygov.grid.delineation.division import nested_division
from communitygov.grid.delineation.exhaustive import Plan, best_division
from communitygov.grid.delineation.refinement import refine
from communitygov.grid.delineation.tree_split import Bounds
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.testing.strategies.delineation import STRATEGIES, Quarter, delineations, quarters

MICRO, GENERAL = (30, 100), (60, 200)
#: Tries of everything take their time.
few = settings(max_examples=max(10, settings().max_examples // 4))


def hangs_together(codes: frozenset[str], pairs: tuple[tuple[str, str], ...]) -> bool:
    reached, waiting = set[str](), [min(codes)]
    while waiting:
        code = waiting.pop()
        if code in codes and code not in reached:
            reached.add(code)
            waiting += [two if one == code else one for one, two in pairs if code in (one, two)]
    return reached == codes


def partitions(
    codes: frozenset[str], quarter: Quarter, bounds: tuple[int, int]
) -> Iterator[list[frozenset[str]]]:
    """Yield every way to divide buildings into connected parts within bounds."""
    if not codes:
        yield []
        return
    count = {building.id: building.households for building in quarter.buildings}
    first, others = min(codes), sorted(codes - {min(codes)})
    for number in range(len(others) + 1):
        for more in combinations(others, number):
            part = frozenset({first, *more})
            fits = bounds[0] <= sum(count[code] for code in part) <= bounds[1]
            if fits and hangs_together(part, quarter.adjacency):
                for rest in partitions(codes - part, quarter, bounds):
                    yield [part, *rest]


def a_nested_division_exists(quarter: Quarter) -> bool:
    everybody = frozenset(building.id for building in quarter.buildings)
    return any(
        all(any(True for _ in partitions(whole, quarter, MICRO)) for whole in division)
        for division in partitions(everybody, quarter, GENERAL)
    )


def ways(members: frozenset[str], quarter: Quarter) -> int:
    some = [building for building in quarter.buildings if building.id in members]
    return min(sum(each.households * each.at.distance(centre.at) for each in some) for centre in some)


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: str(kind.document_kind))
@given(data=st.data())
def test_every_value_comes_back_from_its_document(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value


@few
@given(quarters(most=7, households=50, compounds=[""]))
def test_a_division_is_found_exactly_where_one_exists(quarter: Quarter) -> None:
    plan = delineate(*quarter, households=MICRO, general=GENERAL)
    assert plan.is_complete == a_nested_division_exists(quarter)
    assert plan.is_complete == (not plan.findings)


@few
@given(quarters(most=7, households=50, compounds=[""]))
def test_of_divisions_into_as_many_parts_none_has_shorter_ways(quarter: Quarter) -> None:
    blocks = blocks_of(quarter.buildings, quarter.adjacency)
    found = best_division(blocks, range(len(blocks.at)), plan=Plan(Bounds(*MICRO), 65))
    everybody = frozenset(building.id for building in quarter.buildings)
    known = list(partitions(everybody, quarter, MICRO))
    assert (found is None) == (not known)
    if found is not None:
        wanted = {len(division) for division in known}
        total = blocks.total(range(len(blocks.at)))
        nearest = min(wanted, key=lambda count: (abs(Fraction(total, count) - 65), count))
        costs = [sum(ways(part, quarter) for part in each) for each in known if len(each) == nearest]
        mine = [frozenset(blocks.codes(part)) for part in found]
        assert len(mine) == nearest
        assert sum(ways(part, quarter) for part in mine) == min(costs)


@few
@given(quarters(most=9, households=50, compounds=[""]), st.integers(0, 3))
def test_random_trees_find_what_exists_and_stay_near_the_shortest_ways(quarter: Quarter, seed: int) -> None:
    blocks = blocks_of(quarter.buildings, quarter.adjacency)
    whole = range(len(blocks.at))
    micro, general = Plan(Bounds(*MICRO), 65), Plan(Bounds(1, 10_000), 10_000)
    exact = best_division(blocks, whole, plan=micro)
    chance = Random(seed)  # noqa: S311  no secret
    (drawn,) = nested_division(blocks, list(whole), micro=micro, general=general, chance=chance)
    sizes = [blocks.total(part) for part in drawn.micro]
    if exact is not None and blocks.total(whole) > 0:
        assert all(MICRO[0] <= size <= MICRO[1] for size in sizes)
        assert len(drawn.micro) == len(exact)


@given(delineations())
def test_everybody_is_in_one_grid_and_nothing_is_torn(plan: Delineation) -> None:
    leaves = (*plan.micro, *plan.exclusive)
    assert sorted(code for grid in leaves for code in grid.members) == [each.id for each in plan.buildings]
    assert sum(grid.households for grid in leaves) == sum(each.households for each in plan.buildings)
    assert plan.quality.contiguous == (1 if plan.micro else None)
    assert all(hangs_together(frozenset(grid.members), plan.adjacency) for grid in plan.general)
    assert plan.dwelling_grid == {code: grid.code for grid in leaves for code in grid.members}


@given(quarters(most=16))
def test_a_compound_stays_whole(quarter: Quarter) -> None:
    plan = delineate(*quarter, households=MICRO, general=GENERAL)
    places: dict[str, set[str]] = {}
    for building in quarter.buildings:
        places.setdefault(building.compound or building.id, set()).add(plan.grid_of(building.id))
    assert all(len(grids) == 1 for grids in places.values())


@given(quarters(most=20), st.integers(0, 2))
def test_whatever_misses_its_bounds_is_explained(quarter: Quarter, seed: int) -> None:
    plan = delineate(*quarter, households=MICRO, general=GENERAL, seed=seed)
    assert plan.is_complete or plan.findings
    assert plan.is_complete == ({plan.quality.micro_in_bounds, plan.quality.general_in_bounds} <= {None, 1})


@pytest.mark.determinism
@given(quarters(most=20), st.integers(0, 2), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(quarter: Quarter, seed: int, shuffled: Random) -> None:
    buildings, pairs = list(quarter.buildings), [pair[::-1] for pair in quarter.adjacency]
    shuffled.shuffle(buildings)
    shuffled.shuffle(pairs)
    plan = delineate(*quarter, households=MICRO, general=GENERAL, seed=seed)
    assert (
        delineate(buildings, pairs, households=MICRO, general=GENERAL, seed=seed).to_json() == plan.to_json()
    )


@given(delineations())
def test_refining_keeps_everything_but_the_borders_and_makes_nothing_worse(plan: Delineation) -> None:
    better = refine(plan)
    assert [grid.code for grid in better.grids] == [grid.code for grid in plan.grids]
    assert better.general == plan.general
    assert off(better) <= off(plan)
    assert better.quality.contiguous == (1 if better.micro else None)


def off(plan: Delineation) -> int:
    least, most = plan.households.least, plan.households.most or 0
    return sum(max(least - grid.households, grid.households - most, 0) for grid in plan.micro)


@given(delineations())
def test_rows_make_a_hierarchy_that_keeps_the_levels(plan: Delineation) -> None:
    rows = [("LQ", None, "integrated", "龙桥"), *plan.coded("LQ").to_rows(parent="LQ")]
    assert GridHierarchy.from_rows(rows).findings() == ()


@given(delineations())
def test_a_map_shows_every_micro_grid_and_is_the_same_every_time(plan: Delineation) -> None:
    picture = plan.to_svg()
    assert picture == attrs.evolve(plan).to_svg()
    assert all(f"<title>{grid.code}</title>" in picture for grid in (*plan.micro, *plan.general))


def test_the_oracle_itself_knows_what_hangs_together() -> None:
    row = [Building(f"b{at}", households=1, at=Point(at, 0)) for at in range(3)]
    pairs = (("b0", "b1"), ("b1", "b2"))
    blocks = blocks_of(row, pairs)
    assert components(blocks, range(3)) == [[0, 1, 2]]
    assert not hangs_together(frozenset({"b0", "b2"}), pairs)
    assert len(list(partitions(frozenset({"b0", "b1", "b2"}), Quarter(tuple(row), pairs), (1, 3)))) == 4
