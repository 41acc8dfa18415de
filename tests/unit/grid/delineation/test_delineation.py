"""A delineation as a value: what it refuses, tells, hands on and shows."""

from fractions import Fraction
from itertools import pairwise
from typing import Any, cast
from xml.etree import ElementTree as ET

import attrs
import pytest

from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.geometry import Point
from communitygov.grid.delineation import Building, Delineation, DrawnGrid, as_drawn, delineate, refine
from communitygov.grid.delineation import map as map_module
from communitygov.grid.delineation.colour import PALETTE, coloured
from communitygov.grid.delineation.hull import convex_hull
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.kind import GridKind
from communitygov.grid.level.level import Level
from communitygov.grid.level.scheme import LevelScheme

ROW = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(6)]
BESIDE = [(f"b{at}", f"b{at + 1}") for at in range(5)]
BOUNDS = {"households": (30, 50), "general": (60, 130)}


@pytest.fixture
def plan() -> Delineation:
    tower = Building("tower", households=120, at=Point(14_000, 0))
    mall = Building("mall", households=0, at=Point(-2_000, 0), exclusive="X-1")
    return delineate([*ROW, tower, mall], [*BESIDE, ("b5", "tower"), ("b0", "mall")], general=(200, 300))


# ------------------------------------------------------------------------- refused


def changed(plan: Delineation, at: int, **change: object) -> list[DrawnGrid]:
    grids = list(plan.grids)
    grids[at] = attrs.evolve(grids[at], **change)  # type: ignore[arg-type]
    return grids


@pytest.mark.parametrize(
    ("at", "change", "said"),
    [
        (1, {"members": ("b1", "b2"), "centre": "b1"}, "exactly one micro-grid"),
        (1, {"code": "draft-G01"}, "codes of their own"),
        (1, {"under": "G-99"}, "made of its micro-grids"),
        (1, {"households": 61}, "sum of the households"),
        (0, {"members": ("b0", "b1"), "centre": "b0"}, "made of its micro-grids"),
    ],
)
def test_grids_that_are_no_division_are_refused(
    plan: Delineation, at: int, change: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidValue, match=said):
        attrs.evolve(plan, grids=changed(plan, at, **change))


def test_what_is_out_of_order_is_refused(plan: Delineation) -> None:
    with pytest.raises(InvalidValue, match="order of their codes"):
        attrs.evolve(plan, buildings=plan.buildings[::-1])
    with pytest.raises(InvalidValue, match="pairs in order"):
        attrs.evolve(plan, adjacency=plan.adjacency[::-1])
    with pytest.raises(UnknownName, match="b77"):
        attrs.evolve(plan, adjacency=(("b77", "b9"),))


def test_a_document_with_a_pair_twice_is_refused(plan: Delineation) -> None:
    document = plan.to_document()
    pairs = document["adjacency"]
    assert isinstance(pairs, list)
    document["adjacency"] = [pairs[0], *pairs]
    with pytest.raises(DocumentError, match="pairs in order"):
        Delineation.from_document(document)


@pytest.mark.parametrize(
    ("kind", "under"), [(GridKind.MICRO, ""), (GridKind.GENERAL, "G"), (GridKind.INTEGRATED, "")]
)
def test_a_grid_lies_where_its_kind_lies(kind: GridKind, under: str) -> None:
    with pytest.raises(InvalidValue, match="under"):
        DrawnGrid("M", kind=kind, under=under, members=("a",), households=1, centre="a")


@pytest.mark.parametrize(("members", "centre"), [(("b", "a"), "a"), (("a", "a"), "a"), (("a", "b"), "c")])
def test_members_stand_in_order_with_their_centre(members: tuple[str, ...], centre: str) -> None:
    with pytest.raises(InvalidValue, match="codes in order"):
        DrawnGrid("G", kind=GridKind.GENERAL, members=members, households=1, centre=centre)


# ------------------------------------------------------------------------- told


def test_every_building_knows_its_grid(plan: Delineation) -> None:
    assert plan.grid_of("mall") == "X-1"
    assert plan.dwelling_grid["tower"] == plan.misfits[0].code
    with pytest.raises(UnknownName, match="towre"):
        plan.grid_of("towre")


def test_it_explains_itself_in_both_languages(plan: Delineation) -> None:
    assert plan.explain("zh").splitlines()[0] == "3 个微网格，1 个一般网格，1 个专属网格"
    assert plan.explain().splitlines()[0] == "3 micro-grids in 1 general grid, 1 exclusive grid"
    assert "- building tower has 120 households" in plan.explain()


def test_quality_is_measured_from_what_stands_there(plan: Delineation) -> None:
    quality = plan.quality
    assert quality.micro_in_bounds == Fraction(2, 3)
    assert quality.general_in_bounds == quality.contiguous == 1
    assert quality.mean_way == (4 * 20 * 2_000) // 240
    assert quality.cut_share == Fraction(2, 6)  # the pair with the exclusive grid is left out
    assert quality.variation == Fraction(3535, 10_000)


def test_a_compound_hangs_together_without_pairs() -> None:
    yard = [Building(f"y{at}", households=20, at=Point(at * 500, 0), compound="Y") for at in range(3)]
    assert delineate(yard, [], general=(50, 70)).quality.contiguous == 1


def test_quality_says_itself_in_chinese(plan: Delineation) -> None:
    assert plan.quality.text("zh").startswith("微网格 66.6%、一般网格 100.0% 合乎上下限")


# ------------------------------------------------------------------------- handed on


def test_rows_make_a_hierarchy(plan: Delineation) -> None:
    rows = [("LQ", None, "integrated", "龙桥"), *plan.coded("LQ").to_rows(parent="LQ")]
    grid = GridHierarchy.from_rows(rows)
    assert grid.findings() == ()
    assert grid.path("LQ-G01-M03") == ("LQ", "LQ-G01", "LQ-G01-M03")
    assert grid["X-1"].name == "专属网格 X-1"


def test_a_scheme_without_the_kind_is_refused(plan: Delineation) -> None:
    lanes = LevelScheme("lanes", [Level(code="lane", zh="巷", en="lane")])
    with pytest.raises(UnknownName, match="kind of grid"):
        plan.to_rows(scheme=lanes)


def test_new_codes_keep_everything_else(plan: Delineation) -> None:
    coded = plan.coded("LQ")
    assert [grid.members for grid in coded.grids] == [grid.members for grid in plan.grids]
    assert {grid.under for grid in coded.micro} == {"LQ-G01"}
    assert coded.quality == plan.quality


# ------------------------------------------------------------------------- drawn by others


def test_grids_of_today_are_measured_and_refined() -> None:
    grids = {f"b{at}": "M-1" if at in {0, 1, 4} else "M-2" for at in range(6)}
    today = as_drawn(ROW, BESIDE, grid_of=grids, under={"M-1": "G", "M-2": "G"}, **BOUNDS)
    assert today.quality.contiguous == 0
    assert not today.is_complete
    assert refine(today).general == today.general


def test_a_compound_that_is_torn_today_may_stay_torn() -> None:
    row = [attrs.evolve(building, compound="Y" if building.id in {"b2", "b3"} else "") for building in ROW]
    grids = {f"b{at}": "M-1" if at < 3 else "M-2" for at in range(6)}
    wide = {"households": (50, 70), "general": (60, 130)}
    today = as_drawn(row, BESIDE, grid_of=grids, under={"M-1": "G", "M-2": "G"}, **wide)
    assert refine(today) == today
    assert refine(today).buildings[2].compound == "Y"


def test_what_is_wrong_with_grids_of_today_is_named_until_it_is_mended() -> None:
    yard = [attrs.evolve(each, compound="Y" if each.id in {"b0", "b4"} else "") for each in ROW]
    places = {"b0": "M-1", "b1": "M-2", "b2": "M-1", "b3": "M-2", "b4": "M-2", "b5": "M-2"}
    wide = {"households": (50, 70), "general": (300, 400)}
    today = as_drawn(yard, BESIDE, grid_of=places, under={"M-1": "G", "M-2": "G"}, **wide)
    named = [(finding.code, finding.subject) for finding in today.findings]
    assert named == [
        ("GRID_TOO_SMALL", "G"),
        ("GRID_TOO_SMALL", "M-1"),
        ("GRID_TOO_LARGE", "M-2"),
        ("MICRO_GRID_APART", "M-1"),
        ("MICRO_GRID_APART", "M-2"),
        ("COMPOUND_APART", "Y"),
    ]
    assert today.findings[0].source == today.general_households.source
    left = [(finding.code, finding.subject) for finding in refine(today).findings]
    assert set(left) < set(named)


def test_strange_arguments_are_refused_by_name() -> None:
    grids = {each.id: "M" for each in ROW}
    strange: list[Any] = [None, [], {"b0": []}, {None: "M"}, {"b0": 7}]
    for each in strange:
        with pytest.raises(InvalidValue, match=r"^grid_of"):
            as_drawn(ROW, BESIDE, grid_of=each, under={"M": "G"}, **BOUNDS)
        with pytest.raises(InvalidValue, match=r"^under"):
            as_drawn(ROW, BESIDE, grid_of=grids, under=each, **BOUNDS)
        with pytest.raises(InvalidValue, match=r"^delineation"):
            refine(each)


@pytest.mark.parametrize("strange", [None, [], {}, 7])
def test_a_building_is_asked_for_by_text_and_a_scheme_is_a_scheme(plan: Delineation, strange: object) -> None:
    given = cast("Any", strange)
    with pytest.raises(InvalidValue, match=r"^building"):
        plan.grid_of(given)
    with pytest.raises(InvalidValue, match=r"^scheme"):
        plan.to_rows(scheme=given)


def test_a_micro_grid_without_a_general_grid_is_refused() -> None:
    with pytest.raises(UnknownName, match="placed micro-grid"):
        as_drawn(ROW, BESIDE, grid_of=dict.fromkeys((each.id for each in ROW), "M"), under={}, **BOUNDS)


def test_exclusive_buildings_of_today_need_no_place() -> None:
    mall = Building("mall", households=0, at=Point(0, 9_000), exclusive="X-1")
    grids = {f"b{at}": "M-1" if at < 3 else "M-2" for at in range(6)}
    today = as_drawn([*ROW, mall], BESIDE, grid_of=grids, under={"M-1": "G", "M-2": "G"}, **BOUNDS)
    assert [grid.code for grid in today.exclusive] == ["X-1"]


def test_refining_drops_only_the_reasons_that_are_gone(plan: Delineation) -> None:
    assert refine(plan).findings == plan.findings


# ------------------------------------------------------------------------- shown


def test_the_map_is_well_formed_and_names_what_it_shows(plan: Delineation) -> None:
    root = ET.fromstring(plan._repr_html_())  # noqa: S314  our own text
    space = "{http://www.w3.org/2000/svg}"
    titles = [each.text for each in root.iter(f"{space}title")]
    assert titles[0] == "网格划分方案（草案） Delineation (proposal)"
    assert {grid.code for grid in (*plan.micro, *plan.general)} < set(titles)
    description = root.findtext(f"{space}desc")
    assert description is not None
    assert "3 micro-grids" in description
    assert "1 out of bounds" in description


@pytest.mark.parametrize("prefix", ["", "龙桥", "x" * 118, None, []])
def test_a_prefix_is_an_identifier(plan: Delineation, prefix: object) -> None:
    with pytest.raises(InvalidValue):
        plan.coded(cast("Any", prefix))


def test_a_hundred_grids_sort_as_they_are_counted() -> None:
    many = [Building(f"b{at:03}", households=40, at=Point(at * 2_000, 0)) for at in range(100)]
    beside = [(one.id, two.id) for one, two in pairwise(many)]
    plan = delineate(many, beside, households=(40, 40), general=(4_000, 4_000))
    codes = [grid.code for grid in plan.coded("LQ").micro]
    assert len(codes) == 100
    assert codes == sorted(codes)
    assert [code.replace("LQ", "draft") for code in codes] == [grid.code for grid in plan.micro]


def test_codes_are_text_on_the_map_and_never_markup(plan: Delineation) -> None:
    assert "<G" not in plan.coded("LQ").to_svg()


def test_a_misfit_has_a_red_ring(plan: Delineation) -> None:
    assert 'r="110"' in plan.to_svg()
    assert 'r="110"' not in delineate(ROW, BESIDE, general=(60, 130)).to_svg()


def test_a_general_grid_out_of_bounds_has_a_red_line() -> None:
    small = delineate(ROW, BESIDE, households=(30, 100), general=(300, 500))
    whole = delineate(ROW, BESIDE, households=(30, 100), general=(60, 130))
    assert small.to_svg().count("#c00000") == 4  # the line, and its sign in the legend
    assert "#c00000" not in whole.to_svg()


def test_a_crowded_map_shows_centres_only(plan: Delineation, monkeypatch: pytest.MonkeyPatch) -> None:
    full = plan.to_svg()
    monkeypatch.setattr(map_module, "MOST_DOTS", 3)
    monkeypatch.setattr(map_module, "MOST_NUMBERS", 2)
    crowded = plan.to_svg()
    assert full.count('r="38"') - crowded.count('r="38"') == 4
    assert ">G01-M01<" in full
    assert ">G01-M01<" not in crowded


def test_the_scale_bar_of_a_town_is_in_kilometres() -> None:
    far = [Building(f"b{at}", households=40, at=Point(at * 1_500_000, 0)) for at in range(2)]
    assert " km</text>" in delineate(far, [("b0", "b1")], general=(60, 130)).to_svg()


def test_of_three_neighbours_the_ground_between_is_filled() -> None:
    corners = [Point(0, 0), Point(2_000, 0), Point(1_000, 1_500)]
    three = [Building(f"b{at}", households=20, at=point) for at, point in enumerate(corners)]
    pairs = [("b0", "b1"), ("b1", "b2"), ("b0", "b2")]
    assert delineate(three, pairs, general=(60, 130)).to_svg().count("L") > 3


def test_what_four_neighbours_enclose_is_no_hole() -> None:
    corners = [Point(0, 0), Point(2_000, 0), Point(2_000, 2_000), Point(0, 2_000)]
    four = [Building(f"b{at}", households=20, at=point) for at, point in enumerate(corners)]
    ring = [("b0", "b1"), ("b1", "b2"), ("b2", "b3"), ("b0", "b3")]
    drawn = delineate(four, ring, general=(60, 130)).to_svg()
    (path,) = {each for each in drawn.split('"') if each.startswith("M") and each.count("M") == 5}
    assert path.rpartition("M")[2].count("L") == 3
    crossed = delineate(four, [*ring, ("b0", "b2")], general=(60, 130)).to_svg()
    assert max(each.count("L") for each in crossed.split("M")) == 2


def test_of_no_grids_no_share_is_told() -> None:
    mall = [Building(f"x{at}", households=0, at=Point(at * 900, 0), exclusive="X") for at in range(2)]
    quality = delineate(mall, [("x0", "x1")]).quality
    assert (quality.micro_in_bounds, quality.general_in_bounds, quality.contiguous) == (None, None, None)
    assert quality.text().startswith("n/a of micro-grids and n/a of general grids in bounds, n/a contiguous")
    assert type(quality).from_json(quality.to_json()) == quality


def test_of_what_there_is_none_the_legend_says_nothing() -> None:
    drawn = delineate(ROW, BESIDE, general=(60, 130)).to_svg()
    assert "out of bounds" not in drawn
    assert "exclusive" not in drawn
    assert ">1 general grid<" in drawn


def test_numbers_of_centres_that_stand_close_lie_above_and_below() -> None:
    tower = [Building(f"b{at}", households=60, at=Point(at * 300, 0)) for at in range(2)]
    far = Building("b2", households=60, at=Point(20_000, 0))
    drawn = delineate([*tower, far], [("b0", "b1"), ("b1", "b2")], general=(150, 200)).to_svg()
    first, close, away = (
        each.split('y="')[1].split('"')[0] for each in drawn.split("<text ") if ">G01-M0" in each
    )
    assert first == away
    assert first != close


def test_neighbours_differ_in_colour_while_there_are_colours() -> None:
    seven = [(one, two) for two in range(7) for one in range(two)]
    assert sorted(coloured(7, seven)) == sorted(PALETTE)
    eight = coloured(8, [(one, two) for two in range(8) for one in range(two)])
    assert len(set(eight)) == 7
    assert coloured(0, []) == []


def test_a_hull_turns_left_and_leaves_out_what_lies_on_its_sides() -> None:
    square = [Point(0, 0), Point(2_000, 0), Point(2_000, 2_000), Point(0, 2_000), Point(1_000, 0)]
    hull = convex_hull(square, half_side=0)
    assert hull.ring == (Point(0, 0), Point(2_000, 0), Point(2_000, 2_000), Point(0, 2_000))
