"""What comes of a quarter: which grids, and what is said where none can be made."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.geometry import Point
from communitygov.grid.delineation import Building, Delineation, delineate
from communitygov.grid.delineation import division as division_module
from communitygov.grid.level.bounds import SizeBounds
from communitygov.grid.level.chengdu import CHENGDU

Pairs = list[tuple[str, str]]


def row(sizes: Sequence[int], *, prefix: str = "b", compound: str = "") -> list[Building]:
    return [
        Building(f"{prefix}{at:02}", households=size, at=Point(at * 2_000, 0), compound=compound)
        for at, size in enumerate(sizes)
    ]


def beside(buildings: Iterable[Building]) -> Pairs:
    return list(pairwise(building.id for building in buildings))


def lattice(side: int, *, seed: int = 1) -> tuple[list[Building], Pairs]:
    chance = Random(seed)  # noqa: S311  no secret
    made = [
        Building(
            f"b{at:03}", households=chance.randint(1, 12), at=Point(at % side * 2_000, at // side * 2_000)
        )
        for at in range(side * side)
    ]
    pairs = [(made[at].id, made[at + 1].id) for at in range(side * side) if (at + 1) % side]
    return made, pairs + [(made[at].id, made[at + side].id) for at in range(side * side - side)]


def codes(plan: Delineation) -> list[str]:
    return [finding.code for finding in plan.findings]


# ------------------------------------------------------------------------- what can be made


def test_a_quarter_of_some_hundred_buildings_is_divided_within_bounds() -> None:
    plan = delineate(*lattice(16))
    assert plan.is_complete
    assert plan.findings == ()
    assert (plan.quality.micro_in_bounds, plan.quality.contiguous) == (1, 1)
    assert len(plan.micro) > 2 * len(plan.general) > 2


def test_the_bounds_of_the_scheme_serve_unless_others_are_given() -> None:
    plan = delineate(*lattice(16))
    assert plan.households == CHENGDU["micro"].bounds
    assert plan.general_households == CHENGDU["general"].bounds


def test_a_lower_target_gives_more_and_smaller_grids() -> None:
    small, large = (delineate(*lattice(16), target=target) for target in (40, 90))
    assert len(small.micro) > len(large.micro)
    assert small.quality.mean_way < large.quality.mean_way


@pytest.mark.determinism
def test_the_same_seed_gives_the_same_bytes_and_another_may_not() -> None:
    first, again, other = (delineate(*lattice(16), seed=seed).to_json() for seed in (0, 0, 5))
    assert first == again != other


def test_grids_are_numbered_from_north_to_south_and_west_to_east() -> None:
    plan = delineate(*lattice(16))
    centres = {building.id: building.at for building in plan.buildings}
    for grids in (plan.general, [grid for grid in plan.micro if grid.under == "draft-G01"]):
        order = [(-centres[grid.centre].north, centres[grid.centre].east) for grid in grids]
        assert order == sorted(order)


def test_a_compound_is_not_torn_where_that_would_be_shorter() -> None:
    left, yard, right = row([20, 20]), row([15, 15], prefix="yard", compound="Y"), row([20, 20], prefix="z")
    quarter = [*left, *yard, *right]
    plan = delineate(quarter, beside(quarter), households=(40, 70), general=(100, 120))
    assert plan.grid_of("yard00") == plan.grid_of("yard01")
    assert plan.is_complete


def test_exclusive_grids_are_cut_out_and_what_they_part_is_told() -> None:
    buildings = row([40, 40, 0, 40, 40])
    mall = Building("b02", households=0, at=Point(4_000, 0), exclusive="mall")
    quarter = [mall if building.id == "b02" else building for building in buildings]
    plan = delineate(quarter, beside(quarter), general=(60, 100))
    assert [(grid.code, grid.members) for grid in plan.exclusive] == [("mall", ("b02",))]
    assert codes(plan) == ["QUARTER_APART", "QUARTER_APART"]
    assert plan.is_complete


def test_one_building_is_a_quarter_too() -> None:
    plan = delineate(row([40]), [], general=(30, 50))
    assert (len(plan.micro), len(plan.general), plan.quality.mean_way) == (1, 1, 0)


# ------------------------------------------------------------------------- what cannot


def test_a_tower_larger_than_a_micro_grid_is_to_be_split_by_entrances() -> None:
    quarter = row([40, 40, 120, 40, 40, 40])
    plan = delineate(quarter, beside(quarter))
    assert codes(plan) == ["BUILDING_TOO_LARGE"]
    assert "单元" in plan.findings[0].advice("zh")
    assert plan.findings[0].source == plan.households.source
    assert [grid.members for grid in plan.misfits] == [("b02",)]


def test_a_compound_larger_than_a_micro_grid_is_to_be_divided() -> None:
    yard = row([60, 60], prefix="y", compound="Y-1")
    quarter = [*row([90, 90, 90]), *yard]
    plan = delineate(quarter, beside(quarter))
    assert [(finding.code, finding.subject) for finding in plan.findings] == [("COMPOUND_TOO_LARGE", "Y-1")]


def test_a_compound_whose_buildings_no_pairs_join_is_named() -> None:
    yard = row([10, 10, 10], prefix="y", compound="Y-1")
    quarter = [*row([80, 80, 80, 80]), *yard]
    apart = delineate(quarter, [*beside(quarter[:4]), ("b02", "y00"), ("y01", "y02")])
    assert [(finding.code, finding.subject) for finding in apart.findings] == [("COMPOUND_APART", "Y-1")]
    assert dict(apart.findings[0].details) == {"compound": "Y-1", "pieces": "2"}
    assert codes(delineate(quarter, beside(quarter))) == []


def test_a_compound_of_an_exclusive_grid_is_told_of_with_that_grid_only() -> None:
    mall = [attrs.evolve(each, exclusive="X") for each in row([0, 0], prefix="x", compound="Y-1")]
    quarter = row([80, 80, 80, 80])
    assert codes(delineate([*quarter, *mall], beside(quarter))) == []


def test_general_grids_too_small_for_any_micro_grid_are_refused() -> None:
    quarter = row([20] * 20)
    with pytest.raises(InvalidValue, match="at least 300, or no micro-grid fits"):
        delineate(quarter, beside(quarter), households=(300, 400), general=(30, 299))
    assert delineate(quarter, beside(quarter), households=(300, 400), general=(30, 400)).is_complete


def test_an_island_of_twelve_households_is_named_for_each_kind_of_grid() -> None:
    main, island = row([80, 80, 80, 80]), row([12], prefix="i")
    plan = delineate([*main, *island], beside(main))
    assert codes(plan) == ["QUARTER_APART", "QUARTER_APART", "PIECE_TOO_SMALL", "PIECE_TOO_SMALL"]
    assert plan.findings[2].details[0] == ("attempts", "6")
    assert "households: 12)" in plan.findings[2].text()
    assert len(plan.micro) == 5


def test_what_no_parts_within_bounds_sum_up_to_is_told() -> None:
    quarter = row([10] * 11)
    plan = delineate(quarter, beside(quarter), households=(60, 70), general=(100, 120))
    assert codes(plan) == ["SUM_UNREACHABLE"]
    assert plan.general[0].households == 110
    assert all(grid.households <= 70 for grid in plan.micro)


def test_general_bounds_out_of_reach_are_told() -> None:
    quarter = row([50] * 11)
    plan = delineate(quarter, beside(quarter), general=(300, 500))
    assert codes(plan) == ["SUM_UNREACHABLE"]
    assert plan.quality.micro_in_bounds == 1
    assert "general grid" in plan.findings[0].text()


def test_where_every_division_was_tried_in_vain_that_is_told() -> None:
    quarter = row([50, 90, 50])
    star = [("b00", "b01"), ("b01", "b02")]
    plan = delineate(quarter, star, households=(60, 100), general=(150, 200))
    assert codes(plan) == ["NO_DIVISION_EXISTS"]
    assert not plan.is_complete


def test_where_a_large_piece_was_searched_in_vain_that_is_told() -> None:
    arms = [Building(f"a{at:02}", households=34, at=Point(at * 100, 2_000)) for at in range(18)]
    hub = Building("hub", households=40, at=Point(0, 0))
    star = [("hub", arm.id) for arm in arms]
    plan = delineate([hub, *arms], star, households=(60, 80), general=(300, 700))
    assert "NO_DIVISION_FOUND" in codes(plan)
    assert plan.quality.contiguous == 1


def test_an_exclusive_grid_in_two_places_is_told() -> None:
    places = [Building(f"m{at}", households=0, at=Point(at * 9_000, 0), exclusive="mall") for at in range(2)]
    plan = delineate(places, [])
    assert codes(plan) == ["EXCLUSIVE_GRID_APART"]
    assert plan.micro == plan.general == ()
    assert plan.quality.micro_in_bounds is None
    assert (plan.quality.mean_way, plan.quality.variation) == (0, Fraction(0))


def test_halls_where_nobody_lives_still_have_a_place() -> None:
    halls = row([0] * 14)
    plan = delineate(halls, beside(halls))
    assert set(codes(plan)) == {"PIECE_TOO_SMALL"}
    assert sum(len(grid.members) for grid in plan.micro) == 14


def test_a_failed_first_division_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(division_module, "ATTEMPTS", 1)
    hard = delineate(*lattice(9), households=(60, 66), general=(300, 340), seed=3)
    monkeypatch.setattr(division_module, "ATTEMPTS", 6)
    easier = delineate(*lattice(9), households=(60, 66), general=(300, 340), seed=3)
    assert (easier.quality.micro_in_bounds or 0) >= (hard.quality.micro_in_bounds or 0)


# ------------------------------------------------------------------------- misuse


@pytest.mark.parametrize("bounds", [(100, 30), (0, 5), (1, 2, 3), "30-100", None, (1.5, 2)])
def test_bounds_that_make_no_sense_are_refused(bounds: object) -> None:
    with pytest.raises(InvalidValue, match="a least of 1 or more and a most"):
        delineate(row([40]), [], households=bounds)  # type: ignore[arg-type]


def test_open_bounds_are_refused() -> None:
    source = CHENGDU["micro"].source
    assert source is not None
    with pytest.raises(InvalidValue, match="general"):
        delineate(row([40]), [], general=SizeBounds(least=30, most=None, source=source))


@pytest.mark.parametrize("name", ["seed", "target"])
@pytest.mark.parametrize("number", [-1, 1.0, True, "1", 2**60])
def test_seed_and_target_are_whole_numbers(name: str, number: object) -> None:
    with pytest.raises(InvalidValue, match=name):
        delineate(row([40]), [], **{name: number})  # type: ignore[arg-type]


@pytest.mark.parametrize("pair", [("b00", "b00"), ("b00",), "b00", None, ("b00", 7)])
def test_a_pair_of_anything_but_two_buildings_is_refused(pair: object) -> None:
    with pytest.raises(InvalidValue, match="two different buildings"):
        delineate(row([40, 40]), [pair])  # type: ignore[list-item]


def test_a_pair_with_an_unknown_building_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'b01'"):
        delineate(row([40, 40]), [("b00", "b011")])


@pytest.mark.parametrize("buildings", [[], "b00", 7, [7], [*row([1]), *row([1])]])
def test_buildings_are_buildings_each_once(buildings: object) -> None:
    with pytest.raises(InvalidValue, match="buildings"):
        delineate(buildings, [])  # type: ignore[arg-type]


@pytest.mark.parametrize("adjacency", ["b00", 7])
def test_adjacency_is_a_collection(adjacency: object) -> None:
    with pytest.raises(InvalidValue, match="adjacency"):
        delineate(row([40]), adjacency)  # type: ignore[arg-type]


def test_too_many_buildings_and_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = "communitygov.grid.delineation.building"
    monkeypatch.setattr(f"{module}.MOST_BUILDINGS", 3)
    monkeypatch.setattr(f"{module}.MOST_PAIRS", 1)
    with pytest.raises(InvalidValue, match="1 to 3 buildings"):
        delineate(row([40] * 4), [])
    with pytest.raises(InvalidValue, match="adjacency: 2"):
        delineate(row([40] * 3), beside(row([40] * 3)))
