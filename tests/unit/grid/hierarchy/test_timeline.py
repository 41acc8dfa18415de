"""Hierarchies over time: days, overlays, what is refused without a day."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import networkx as nx
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid import CHENGDU, GridHierarchy, HangsInCycle
from communitygov.grid.hierarchy import PARTY_OVERLAY, AbsentThen, DatedHierarchy
from communitygov.grid.hierarchy.edge import BASE

FEBRUARY, MARCH, MAY = date(2024, 2, 1), date(2024, 3, 1), date(2024, 5, 1)
ROWS = [
    ("SL", None, "district", "双流区"),
    ("DS", "SL", "street", "东升街道"),
    ("LQ", "DS", "community", "龙桥社区"),
    ("G1", "LQ", "general", "一般网格一"),
    ("G2", "LQ", "general", "一般网格二"),
    ("M1", "G1", "micro", "一组"),
    ("M2", "G1", "micro", "二组"),
    ("P1", None, "building", "一栋支部"),
]
EDGES = [
    ("M2", "G1", "administrative", None, MARCH),
    ("M2", "G2", "administrative", MARCH, None),
    ("SL", None, "party", None, None),
    ("DS", "SL", "party", None, None),
    ("LQ", "DS", "party", MARCH, MAY),
    ("G1", "LQ", "party", MARCH, MAY),
    ("P1", "G1", "party", MARCH, MAY),
]
PARTY = attrs.evolve(PARTY_OVERLAY, reads_as=[("general", "neighbourhood")])


def dated(**changes: object) -> GridHierarchy:
    return GridHierarchy.from_rows(**({"rows": ROWS, "overlays": [PARTY], "edges": EDGES} | changes))


def test_a_grid_lies_where_its_edges_say_and_the_others_where_their_rows_say() -> None:
    grid = dated()
    assert grid.path_at("M2", FEBRUARY) == ("SL", "DS", "LQ", "G1", "M2")
    assert grid.path_at("M2", MARCH) == ("SL", "DS", "LQ", "G2", "M2")
    assert (grid.parent_at("M2", FEBRUARY), grid.parent_at("M2", MARCH)) == ("G1", "G2")
    assert (grid.parent_at("M1", MARCH), grid.parent_at("SL", MARCH)) == ("G1", None)
    assert grid.days == (MARCH, MAY)
    assert grid.is_dated
    assert grid.as_of(MARCH).children("G2") == ("M2",)
    assert grid.findings() == ()


def test_a_parent_that_is_not_there_that_day_is_none() -> None:
    grid = dated(edges=[("G1", "LQ", "administrative", MARCH, MAY)])
    assert [grid.parent_at("M1", day) for day in (FEBRUARY, MARCH, MAY)] == [None, "G1", None]
    assert [grid.path_at("M1", day)[0] for day in (FEBRUARY, MARCH, MAY)] == ["M1", "SL", "M1"]


def test_an_overlay_holds_only_what_an_edge_names_with_levels_of_its_own() -> None:
    grid = dated()
    assert list(grid.overlay("party", on=FEBRUARY)) == ["SL", "DS"]
    party = grid.overlay("party", on=MARCH)
    assert (party.path("P1"), party.scheme) == (("SL", "DS", "LQ", "G1", "P1"), PARTY.scheme)
    assert (party.level("G1").code, grid.as_of(MARCH).level("G1").code) == ("neighbourhood", "general")
    assert party.findings() == ()
    assert grid.crosswalk("G1", on=MARCH) == {
        "administrative": ("SL", "DS", "LQ", "G1"),
        "party": ("SL", "DS", "LQ", "G1"),
    }
    assert grid.crosswalk("P1", on=MARCH) == {"party": ("SL", "DS", "LQ", "G1", "P1")}
    assert grid.crosswalk("P1", on=MAY) == {}


def test_a_party_body_is_no_grid_of_the_districts() -> None:
    grid = dated()
    assert ("P1" in grid, "M2" in grid, "nobody" in grid, len(grid)) == (False, True, False, 7)
    assert "P1" not in grid.as_of(MARCH)
    lone = GridHierarchy.from_rows([("P1", None, "building", "一栋支部")])
    assert [finding.code for finding in lone.findings()] == ["GRID_LEVEL_UNKNOWN"]


def test_which_grids_no_party_body_covers_is_said() -> None:
    grid = dated()
    assert grid.uncovered("party", on=MARCH) == ("G2", "M1", "M2")
    assert grid.uncovered("party", on=MARCH, level="general") == ("G2",)
    assert grid.uncovered("administrative", on=MARCH) == ()
    with pytest.raises(UnknownName, match="grid level"):
        grid.uncovered("party", on=MARCH, level="genral")
    with pytest.raises(DatedHierarchy):
        grid.uncovered("party")


def test_where_two_overlays_disagree_is_named_once_at_the_top() -> None:
    rows = [*ROWS, ("HY", None, "street", "华阳")]
    edges = [*EDGES[2:4], ("HY", "SL", "party", None, None), ("LQ", "HY", "party", None, None)]
    edges.append(("G1", "LQ", "party", None, None))
    grid = dated(rows=rows, edges=edges)
    assert [str(finding) for finding in grid.disagreements("party")] == [
        (
            "the town or street of grid LQ is DS in the administrative hierarchy and HY in linkage of Party "
            "organisations [OVERLAYS_DISAGREE]"
        )
    ]
    assert grid.disagreements("administrative") == ()


ASKED: list[Callable[[GridHierarchy], object]] = [
    lambda grid: grid.path("M1"),
    lambda grid: grid.parent("M1"),
    lambda grid: grid.children("LQ"),
    lambda grid: grid.ancestors("M1"),
    lambda grid: grid.descendants("LQ"),
    lambda grid: grid.within({"LQ"}),
    lambda grid: grid.covers({"LQ"}, "M1"),
    lambda grid: grid.common_ancestor("M1", "M2"),
    lambda grid: grid.roll_up({"M1": 1}),
    lambda grid: grid.roots,
    lambda grid: grid.leaves,
    lambda grid: grid["M1"],
    list,
    lambda grid: grid.index,
    lambda grid: grid.text_tree(),
    lambda grid: grid.to_mermaid(),
    lambda grid: grid.to_dot(),
    lambda grid: grid.to_networkx(),
    lambda grid: grid.overlay("administrative"),
    lambda grid: grid.crosswalk("M1"),
]


@pytest.mark.parametrize("ask", ASKED, ids=range(len(ASKED)))
def test_no_question_without_a_day_is_guessed_at(ask: Callable[[GridHierarchy], object]) -> None:
    with pytest.raises(DatedHierarchy) as caught:
        ask(dated())
    assert (caught.value.overlay, caught.value.days) == ("administrative", (MARCH,))
    assert "请指明日期" in caught.value.text("zh")
    ask(dated(edges=[]))


def test_the_error_counts_the_days_and_names_the_first() -> None:
    error = DatedHierarchy("party", tuple(date(2024, month, 1) for month in range(1, 6)))
    assert "changes on 5 days (2024-01-01, 2024-02-01, 2024-03-01, …)" in error.text()
    assert "在 5 个日期有变（2024-01-01、2024-02-01、2024-03-01、…）" in error.text("zh")


def test_what_needs_no_day_is_answered_without_one() -> None:
    grid = dated()
    assert grid.level("M2") == CHENGDU["micro"]
    assert (len(grid), "M2" in grid) == (7, True)
    assert grid.findings(households={"M2": 12})[0].code == "GRID_TOO_SMALL"


def test_a_hierarchy_with_edges_but_without_changes_needs_no_day() -> None:
    grid = dated(edges=[("M2", "G2", "administrative", None, None)])
    assert (grid.is_dated, grid.days) == (False, ())
    assert (grid.parent("M2"), grid["M2"].parent, grid.path("M2")[-2]) == ("G2", "G2", "G2")
    assert grid.overlay("party").rows == ()
    assert grid == dated(edges=[{"child": "M2", "parent": "G2"}])


def test_a_snapshot_of_what_has_no_dates_is_equal() -> None:
    plain = GridHierarchy.from_rows(ROWS[:7])
    assert plain.as_of(MARCH) == plain.overlay("administrative") == plain
    twice = GridHierarchy.from_rows([("a", None, "general", "甲"), ("a", "b", "micro", "甲")])
    assert twice.as_of(MARCH) == twice


def test_a_grid_that_is_not_there_on_a_day_is_refused_with_the_days_on_which_it_is() -> None:
    edges = [
        ("M2", "G1", "administrative", day, date(day.year, 12, 1))
        for day in (date(y, 1, 1) for y in range(2001, 2006))
    ]
    grid = dated(edges=edges)
    with pytest.raises(AbsentThen) as caught:
        grid.path_at("M2", date(2000, 1, 1))
    assert str(caught.value) == (
        "The grid 'M2' takes no part in 'administrative' on 2000-01-01; it does from 2001-01-01 until "
        "2001-12-01, from 2002-01-01 until 2002-12-01, from 2003-01-01 until 2003-12-01, …. [ABSENT_THEN]"
    )
    assert "不在 'administrative' 之中；其在列时间：自 2001-01-01 起至 2001-12-01 止" in caught.value.text(
        "zh"
    )
    with pytest.raises(AbsentThen, match="it never does"):
        grid.parent_at("M1", MARCH, overlay="party")
    with pytest.raises(UnknownName):
        grid.as_of(date(2000, 1, 1)).path("M2")
    assert "it does always" in str(AbsentThen("a", "b", None, ((None, None),)))


@pytest.mark.parametrize("day", ["2024-03-01", None, 20240301, datetime(2024, 3, 1, tzinfo=UTC)])
def test_what_is_no_day_is_refused(day: date) -> None:
    grid = dated()
    for ask in (grid.as_of, lambda it: grid.path_at("M1", it), lambda it: grid.parent_at("M1", it)):
        with pytest.raises(InvalidValue, match="must be a date without a time"):
            ask(day)
    if day is not None:
        with pytest.raises(InvalidValue, match="must be a date without a time"):
            grid.overlay("party", on=day)


@pytest.mark.parametrize("code", ["M-1", "", 7, None, ["M1"]])
def test_an_unknown_code_is_refused_by_every_dated_question(code: str) -> None:
    grid = dated()
    with pytest.raises(UnknownName, match="No grid is called"):
        grid.path_at(code, MARCH)
    with pytest.raises(UnknownName, match="No grid is called"):
        grid.parent_at(code, MARCH)
    with pytest.raises(UnknownName, match="No grid is called"):
        grid.crosswalk(code, on=MARCH)
    with pytest.raises(UnknownName, match="No grid is called"):
        grid.level(code)


@pytest.mark.parametrize("overlay", ["patry", None, ["party"]])
def test_an_unknown_overlay_is_refused_by_every_question(overlay: str) -> None:
    grid = dated()
    for ask in (
        lambda: grid.as_of(MARCH, overlay=overlay),
        lambda: grid.overlay(overlay),
        lambda: grid.path_at("M1", MARCH, overlay=overlay),
        lambda: grid.parent_at("M1", MARCH, overlay=overlay),
        lambda: grid.uncovered(overlay, on=MARCH),
        lambda: grid.disagreements(overlay, on=MARCH),
        lambda: grid.to_networkx(overlay=overlay, on=MARCH),
    ):
        with pytest.raises(UnknownName, match="No overlay is called"):
            ask()


def test_of_two_edges_the_one_that_began_last_counts() -> None:
    edges = [
        ("M2", "G1", "administrative", FEBRUARY, None),
        ("M2", "G2", "administrative", MARCH, MAY),
        ("M1", "G2", "administrative", FEBRUARY, None),
        ("M1", "G1", "administrative", FEBRUARY, None),
        ("M1", "G1", "administrative", FEBRUARY, None),
    ]
    grid = dated(edges=edges)
    assert [grid.parent_at("M2", day) for day in (FEBRUARY, MARCH, MAY)] == ["G1", "G2", "G1"]
    assert grid.parent_at("M1", MARCH) == "G1"


def test_a_circle_of_some_days_is_one_on_these_days() -> None:
    edges = [("G1", "M1", "administrative", MARCH, MAY), ("G1", "LQ", "administrative", MAY, None)]
    grid = dated(edges=edges)
    with pytest.raises(HangsInCycle, match="G1, M1, G1"):
        grid.path_at("M2", MARCH)
    assert grid.path_at("M2", MAY)[-2:] == ("G1", "M2")
    with pytest.raises(HangsInCycle):
        grid.crosswalk("M1", on=MARCH)


def test_the_first_and_the_last_of_all_days_can_be_asked_about() -> None:
    grid = dated(edges=[("M2", "G2", "administrative", date.min, date.max)])
    assert grid.parent_at("M2", date.min) == "G2"
    with pytest.raises(AbsentThen, match="until 9999-12-31"):
        grid.parent_at("M2", date.max)


def test_an_edge_without_an_end_outlasts_one_that_ends_on_the_last_of_all_days() -> None:
    edges = [("M2", "G1", "administrative", None, None), ("M2", "G2", "administrative", MARCH, date.max)]
    assert [dated(edges=edges).parent_at("M2", day) for day in (MARCH, date.max)] == ["G2", "G1"]


def test_a_snapshot_of_a_code_that_stands_twice_is_in_order_too() -> None:
    rows = [("a", None, "micro", "甲"), ("a", "b", "general", "乙"), ("b", None, "general", "丙")]
    snapshot = GridHierarchy.from_rows(rows, edges=[{"child": "a", "parent": "b"}]).as_of(MARCH)
    assert GridHierarchy.from_rows(list(snapshot.rows)) == snapshot
    assert [row[:3] for row in snapshot.rows[:2]] == [("a", "b", "general"), ("a", "b", "micro")]


def test_the_compiled_days_are_no_part_of_the_value() -> None:
    fresh, used = dated(), dated()
    assert used.path_at("M2", MARCH)
    assert used.as_of(MARCH).index.path("M2")
    assert fresh == used
    assert hash(fresh) == hash(used)
    assert pickle.dumps(fresh) == pickle.dumps(used)
    for again in (pickle.loads(pickle.dumps(used)), copy.deepcopy(used), copy.copy(used)):  # noqa: S301
        assert again == used
        assert again.path_at("M2", MARCH) == used.path_at("M2", MARCH)


def test_the_index_is_compiled_once_and_left_out_of_pickles() -> None:
    grid = GridHierarchy.from_rows(ROWS[:7])
    before = pickle.dumps(grid)
    assert grid.index is grid.index
    assert grid.index.path("M2") == grid.path("M2")
    assert pickle.dumps(grid) == before


def test_a_graph_is_of_one_overlay_on_one_day() -> None:
    grid = dated()
    graph = grid.to_networkx(on=MARCH)
    assert ("G2", "M2") in graph.edges
    assert "P1" not in graph
    party = grid.to_networkx(overlay="party", on=MARCH)
    assert nx.is_arborescence(party)
    assert party.nodes["G1"]["label"] == "neighbourhood or courtyard"
    assert GridHierarchy.from_networkx(party, scheme=PARTY.scheme) == grid.overlay("party", on=MARCH)


def test_a_chain_of_two_hundred_thousand_grids_is_asked_on_a_day() -> None:
    rows = [(f"g{at}", f"g{at - 1}" if at else None, "micro", "组") for at in range(199_999)]
    rows.append(("root", None, "general", "根"))
    edges = [("g0", "root", "administrative", MARCH, None)]
    grid = GridHierarchy.from_rows(rows, edges=edges)
    assert len(grid.path_at("g199998", MARCH)) == 200_000
    assert grid.path_at("g199998", FEBRUARY)[0] == "g1"
    assert grid.as_of(MARCH).parent("g0") == "root"
    closed = attrs.evolve(grid, edges=[("g0", "g199998", "administrative", MARCH, None)])
    with pytest.raises(HangsInCycle) as caught:
        closed.path_at("g5", MARCH)
    assert len(caught.value.cycle) == 199_999
    assert len(caught.value.text()) < 5_000


def test_a_notebook_shows_a_dated_hierarchy_with_the_day_that_it_shows() -> None:
    page = dated()._repr_html_()
    assert "as of 2024-05-01" in page
    assert "as of" not in dated(edges=[])._repr_html_()


def test_a_node_of_a_graph_says_its_kind_as_a_level_does() -> None:
    rows = [("SL", None, "district", "双流区"), ("LQ-1", "SL", "micro", "一组"), ("X", None, "nano", "某")]
    nodes = GridHierarchy.from_rows(rows).to_networkx().nodes
    assert nodes["LQ-1"] == {"level": "micro", "label": "micro-grid", "name": "一组", "kind": "micro"}
    assert "kind" not in nodes["SL"]
    assert nodes["X"] == {"level": "nano", "label": "nano", "name": "某"}


def test_a_graph_goes_into_a_file_of_graphs(tmp_path: Path) -> None:
    grid = GridHierarchy.from_rows([("SL", None, "district", "双流区"), ("LQ-1", "SL", "micro", "一组")])
    path = tmp_path / "grid.graphml"
    nx.write_graphml(grid.to_networkx(), path)
    assert GridHierarchy.from_networkx(nx.read_graphml(path)) == grid


def test_between_two_changes_the_hierarchy_of_a_day_is_made_once() -> None:
    hierarchy = GridHierarchy.from_rows(
        [("G", None, "general", "g"), ("H", None, "general", "h"), ("M", "G", "micro", "m")],
        edges=[("M", "G", BASE, None, date(2024, 3, 1)), ("M", "H", BASE, date(2024, 3, 1), None)],
    )
    before, after = hierarchy.as_of(date(2024, 2, 29)), hierarchy.as_of(date(2024, 3, 1))
    assert hierarchy.as_of(date.min) is before
    assert hierarchy.overlay(BASE, on=date.max) is after
    assert (before.parent("M"), after.parent("M")) == ("G", "H")


def test_only_the_last_few_hierarchies_of_a_day_are_kept_and_none_is_pickled() -> None:
    first = date(2024, 1, 1)
    spans = [(first + timedelta(days=at), first + timedelta(days=at + 1)) for at in range(20)]
    rows = [("G", None, "general", "g"), ("H", None, "general", "h"), ("M", "G", "micro", "m")]
    edges = [("M", "GH"[at % 2], BASE, *span) for at, span in enumerate(spans)]
    hierarchy = GridHierarchy.from_rows(rows, edges=edges)
    small = len(pickle.dumps(hierarchy))
    made = [hierarchy.as_of(since) for since, _ in spans]
    assert [each.parent("M") for each in made] == ["G", "H"] * 10
    assert hierarchy.as_of(spans[0][0]) is not made[0]
    assert hierarchy.as_of(spans[0][0]) == made[0]
    assert len(pickle.dumps(hierarchy)) == small
