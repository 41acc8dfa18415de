"""The altair chart of a delineation, read as the JSON document that it is."""

import sys
from itertools import pairwise
from typing import Any, cast

import attrs
import pytest

from communitygov.errors import InvalidValue, MissingExtra
from communitygov.geometry import Point
from communitygov.grid.delineation import Building, Delineation, delineate
from communitygov.plot import delineation_map

pytest.importorskip("altair", reason="the extra `plot` is not installed")

ROW = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(6)]
BESIDE = [("b5", "tower"), *((f"b{at}", f"b{at + 1}") for at in range(5)), ("b0", "mall")]


@pytest.fixture
def plan() -> Delineation:
    tower = Building("tower", households=120, at=Point(13_000, 500))
    mall = Building("mall", households=0, at=Point(-2_000, 0), exclusive="X-1")
    return delineate([*ROW, tower, mall], BESIDE, general=(200, 300))


@pytest.fixture
def spec(plan: Delineation) -> dict[str, Any]:
    made: dict[str, Any] = delineation_map(plan).to_dict()
    return made


def values(spec: dict[str, Any], layer: int) -> list[dict[str, Any]]:
    data = spec["layer"][layer]["data"]
    found: list[dict[str, Any]] = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return found


def test_the_layers_are_ways_buildings_and_numbers(spec: dict[str, Any]) -> None:
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["rule", "circle", "text", "text"]


def test_every_building_is_told_with_its_grids(spec: dict[str, Any], plan: Delineation) -> None:
    rows = {row["building"]: row for row in values(spec, 1)}
    assert {code: row["grid"] for code, row in rows.items()} == plan.dwelling_grid
    assert rows["b0"]["general"] == "draft-G01"
    assert rows["mall"]["general"] == ""
    assert (rows["tower"]["east"], rows["tower"]["north"], rows["tower"]["households"]) == (13_000, 500, 120)


def test_a_micro_grid_out_of_bounds_has_a_red_edge(spec: dict[str, Any]) -> None:
    assert [row["building"] for row in values(spec, 1) if row["edge"] == "#c00000"] == ["tower"]


def test_neighbouring_micro_grids_differ_in_colour_and_exclusive_ones_are_grey(
    spec: dict[str, Any], plan: Delineation
) -> None:
    colour = {row["building"]: row["colour"] for row in values(spec, 1)}
    assert colour["mall"] == "#8a8a8a"
    for one, two in plan.adjacency:
        assert (colour[one] == colour[two]) == (plan.grid_of(one) == plan.grid_of(two))


def test_only_neighbours_within_a_micro_grid_are_joined(spec: dict[str, Any], plan: Delineation) -> None:
    within = [pair for pair in plan.adjacency if plan.grid_of(pair[0]) == plan.grid_of(pair[1])]
    assert len(values(spec, 0)) == len(within)


def test_numbers_stand_at_the_centres(spec: dict[str, Any], plan: Delineation) -> None:
    assert [row["number"] for row in values(spec, 3)] == [grid.code[-3:] for grid in plan.micro]


def test_axes_show_metres_of_one_length(spec: dict[str, Any]) -> None:
    east, north = (spec["layer"][0]["encoding"][axis]["scale"]["domain"] for axis in ("x", "y"))
    per_pixel = [(most - least) // spec[side] for (least, most), side in ((east, "width"), (north, "height"))]
    assert per_pixel[0] == pytest.approx(per_pixel[1], rel=0.2)


def test_the_same_delineation_gives_the_same_chart(plan: Delineation) -> None:
    assert delineation_map(plan).to_json() == delineation_map(attrs.evolve(plan)).to_json()


def test_more_rows_than_altair_takes_from_a_table_are_no_trouble() -> None:
    row = [Building(f"b{at:04}", households=20, at=Point(at * 2_000, 0)) for at in range(5_100)]
    codes = [building.id for building in row]
    wide = delineate(row, list(pairwise(codes)))
    assert len(values(delineation_map(wide).to_dict(), 1)) == 5_100


def test_too_many_buildings_are_refused(plan: Delineation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[delineation_map.__module__], "MOST_BUILDINGS", 7)
    with pytest.raises(InvalidValue, match="at most 7 buildings"):
        delineation_map(plan)


def test_without_altair_the_extra_is_named(plan: Delineation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match=r"communitygov\[plot\]"):
        delineation_map(plan)


def test_only_a_delineation_is_drawn() -> None:
    with pytest.raises(InvalidValue, match=r"^delineation"):
        delineation_map(cast("Any", None))
