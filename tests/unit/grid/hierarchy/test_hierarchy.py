"""The hierarchy as a value: rows, graphs, documents, questions."""

import copy
import os
import pickle
import subprocess
import sys
from typing import Any

import attrs
import networkx as nx
import pytest

from communitygov.core.canonical import Limits
from communitygov.errors import CommunityGovError, DocumentError, InvalidValue, UnknownName
from communitygov.grid import CHENGDU, Grid, GridHierarchy, HangsInCycle
from communitygov.organisation import Actor, Role

ROWS = [
    ("SL", None, "district", "双流区"),
    ("DS", "SL", "street", "东升街道"),
    ("LQ", "DS", "community", "龙桥社区"),
    ("LQ-G1", "LQ", "general", "一般网格一"),
    ("LQ-G2", "LQ", "general", "一般网格二"),
    ("LQ-01", "LQ-G1", "micro", "一组"),
    ("LQ-02", "LQ-G1", "micro", "二组"),
    ("LQ-03", "LQ-G2", "micro", "三组"),
    ("LQ-X", "LQ-G2", "exclusive", "市场"),
]
BROKEN = [
    ("a", "b", "micro", "甲"),
    ("b", "a", "micro", "乙"),
    ("c", "gone", "nano", "丙"),
    ("d", None, "micro", "丁"),
    ("d", "SL", "micro", "丁"),
    ("SL", None, "district", "双流区"),
]


def hierarchy(rows: list[Any] | None = None) -> GridHierarchy:
    return GridHierarchy.from_rows(ROWS if rows is None else rows)


def test_every_question_is_answered_by_code() -> None:
    grid = hierarchy()
    assert grid.path("LQ-01") == ("SL", "DS", "LQ", "LQ-G1", "LQ-01")
    assert grid.ancestors("LQ-01") == ("LQ-G1", "LQ", "DS", "SL")
    assert (grid.parent("LQ-01"), grid.parent("SL")) == ("LQ-G1", None)
    assert grid.children("LQ") == ("LQ-G1", "LQ-G2")
    assert grid.descendants("LQ-G2") == ("LQ-03", "LQ-X")
    assert grid.within({"LQ-G2"}) == {"LQ-G2", "LQ-03", "LQ-X"}
    assert grid.common_ancestor("LQ-01", "LQ-02", "LQ-X") == "LQ"
    assert (grid.roots, grid.leaves) == (("SL",), ("LQ-01", "LQ-02", "LQ-03", "LQ-X"))
    assert grid.level("LQ-01") == CHENGDU["micro"]
    assert grid["LQ-X"] == Grid("LQ-X", parent="LQ-G2", level="exclusive", name="市场")
    assert (len(grid), "LQ" in grid, "QL" in grid, ["LQ"] in grid) == (9, True, False, False)
    assert list(grid)[:3] == ["SL", "DS", "LQ"]
    assert grid.findings() == ()


def test_counts_are_totalled_at_every_grid() -> None:
    totals = hierarchy().roll_up({"LQ-01": 41, "LQ-03": 52, "LQ": 1})
    assert (totals["SL"], totals["LQ"], totals["LQ-G1"], totals["LQ-X"]) == (94, 94, 41, 0)


def test_a_worker_is_in_charge_of_what_lies_beneath() -> None:
    grid = hierarchy()
    worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-G1"})
    assert grid.covers(worker.grids, "LQ-02")
    assert not grid.covers(worker.grids, "LQ-03")
    assert worker.serving(grid.within(worker.grids)).serves("LQ-02")


@pytest.mark.parametrize("code", ["LQ-1", "", 7, None, ["LQ"]])
def test_an_unknown_code_is_refused_by_every_question(code: object) -> None:
    grid = hierarchy()
    asked = (grid.path, grid.parent, grid.children, grid.ancestors, grid.descendants, grid.level)
    for ask in (*asked, grid.__getitem__, grid.common_ancestor):
        with pytest.raises(UnknownName):
            ask(code)


def test_the_near_code_is_suggested() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'LQ-X'"):
        hierarchy().path("LQX")


def test_a_level_that_the_scheme_does_not_have_is_refused_when_asked_for() -> None:
    with pytest.raises(UnknownName, match="No grid level is called 'nano'"):
        hierarchy(BROKEN).level("c")


def test_a_broken_hierarchy_names_all_its_faults_and_answers_the_rest() -> None:
    grid = hierarchy(BROKEN)
    assert [(each.code, each.subject) for each in grid.findings()] == [
        ("CODE_TWICE", "d"),
        ("PARENT_UNKNOWN", "c"),
        ("PARENT_CYCLE", "a"),
        ("GRID_MISPLACED", "a"),
        ("GRID_MISPLACED", "b"),
        ("GRID_LEVEL_UNKNOWN", "c"),
        ("GRID_WITHOUT_PARENT", "d"),
        ("GRID_MISPLACED", "d"),
    ]
    with pytest.raises(HangsInCycle, match="a, b, a"):
        grid.path("a")
    assert grid.path("c") == ("c",)
    assert grid["a"].parent == "b"
    assert (len(grid), len(grid.rows)) == (5, 6)


def test_the_order_of_rows_does_not_matter() -> None:
    for rows in (ROWS, BROKEN):
        one, other = hierarchy(rows), hierarchy(rows[::-1])
        assert one == other
        assert hash(one) == hash(other)
        assert one.to_json() == other.to_json()
        assert one.findings() == other.findings()


@pytest.mark.parametrize("count", [-1, 1.5, True, None, "3"])
def test_a_number_of_households_that_is_none_is_refused(count: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        hierarchy().findings(households={"LQ-01": count})
    assert caught.value.what == "households['LQ-01']"


def test_households_of_no_grid_are_refused() -> None:
    with pytest.raises(UnknownName):
        hierarchy().findings(households={"LQ-1": 3})


def test_a_scheme_is_a_scheme() -> None:
    with pytest.raises(InvalidValue):
        GridHierarchy.from_rows(ROWS, scheme="chengdu")  # type: ignore[arg-type]


@pytest.mark.determinism
def test_a_broken_hierarchy_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "from communitygov.grid import GridHierarchy;"
        f"h = GridHierarchy.from_rows({BROKEN!r});"
        "print(h.to_json(), [f.to_json() for f in h.findings()], list(h), h.text_tree(), h.roots)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in range(4)
    }
    assert len(said) == 1


# ------------------------------------------------------------------------- as a value


def test_the_compiled_order_is_no_part_of_the_value() -> None:
    fresh, used = hierarchy(), hierarchy()
    assert used.path("LQ")
    assert fresh == used
    assert hash(fresh) == hash(used)
    assert repr(fresh) == repr(used) == ("GridHierarchy(rows=‹9›, scheme=‹chengdu›, overlays=‹›, edges=‹0›)")
    assert pickle.dumps(fresh) == pickle.dumps(used)
    for again in (pickle.loads(pickle.dumps(used)), copy.deepcopy(used), copy.copy(used)):  # noqa: S301
        assert again == used
        assert again.path("LQ-01") == used.path("LQ-01")


def test_a_hierarchy_cannot_be_changed() -> None:
    grid = hierarchy()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        grid.rows = ()  # type: ignore[misc]


def test_a_changed_copy_has_its_own_order() -> None:
    grid = hierarchy()
    assert grid.path("LQ-01")
    moved = attrs.evolve(
        grid, rows=[row if row[0] != "LQ-01" else ("LQ-01", "LQ-G2", *row[2:]) for row in grid.rows]
    )
    assert moved.parent("LQ-01") == "LQ-G2"
    assert grid.parent("LQ-01") == "LQ-G1"


def test_the_document_holds_plain_rows() -> None:
    document = hierarchy(ROWS[:2]).to_document()
    assert document["rows"] == [["DS", "SL", "street", "东升街道"], ["SL", None, "district", "双流区"]]
    assert GridHierarchy.from_document(document) == hierarchy(ROWS[:2])


@pytest.mark.parametrize("rows", [ROWS, BROKEN, []])
def test_a_document_comes_back_equal(rows: list[Any]) -> None:
    grid = hierarchy(rows)
    assert GridHierarchy.from_document(grid.to_document()) == grid
    assert GridHierarchy.from_json(grid.to_json()) == grid


def test_a_city_is_read_back_though_it_is_larger_than_other_documents() -> None:
    rows = [(f"LQ-{at:06}", None, "general", "成都市双流区东升街道龙桥社区" * 3) for at in range(80_000)]
    grid = hierarchy(rows)
    source = grid.to_json()
    assert len(source) > Limits().size
    assert GridHierarchy.from_json(source) == grid
    with pytest.raises(DocumentError, match="TOO_LARGE"):
        GridHierarchy.from_json(source, limits=Limits())


@pytest.mark.parametrize(
    "rows",
    [[["a", None, "m"]], [["a", 1, "m", "n"]], [["龙", None, "m", "n"]], "abcd", [{"code": "a"}], None],
)
def test_a_document_with_other_rows_is_refused(rows: object) -> None:
    document = hierarchy().to_document() | {"rows": rows}
    with pytest.raises(DocumentError):
        GridHierarchy.from_document(document)


# ------------------------------------------------------------------------- as a graph


def test_a_graph_has_an_edge_from_parent_to_child_and_says_what_each_node_is() -> None:
    graph = hierarchy().to_networkx()
    assert type(graph) is nx.DiGraph
    assert graph.nodes["LQ-01"] == {
        "level": "micro",
        "label": "micro-grid",
        "name": "一组",
        "kind": "micro",
    }
    assert list(graph.successors("LQ")) == ["LQ-G1", "LQ-G2"]
    assert nx.is_arborescence(graph)


def test_a_graph_comes_back_equal_also_with_circles_and_unknown_levels() -> None:
    for rows in (ROWS, [], [("a", "b", "micro", "甲"), ("b", "a", "nano", "乙"), ("s", "s", "micro", "丙")]):
        grid = hierarchy(rows)
        assert GridHierarchy.from_networkx(grid.to_networkx()) == grid


def test_a_graph_is_read_with_another_scheme() -> None:
    scheme = CHENGDU.with_level(attrs.evolve(CHENGDU["exclusive"], under={"general"}))
    grid = GridHierarchy.from_rows(ROWS, scheme=scheme)
    assert GridHierarchy.from_networkx(grid.to_networkx(), scheme=scheme) == grid


@pytest.mark.parametrize(
    "rows", [[("a", None, "micro", "甲"), ("a", None, "micro", "甲")], [("a", "gone", "micro", "甲")]]
)
def test_what_no_graph_can_say_is_refused(rows: list[Any]) -> None:
    with pytest.raises(InvalidValue, match="see findings"):
        hierarchy(rows).to_networkx()


def test_a_node_under_two_parents_is_a_finding() -> None:
    graph = hierarchy().to_networkx()
    graph.add_edge("LQ-G2", "LQ-01")
    (finding,) = GridHierarchy.from_networkx(graph).findings()
    assert finding.text() == "grid LQ-01 stands 2 times, under LQ-G1, LQ-G2"


def test_a_node_without_a_name_is_called_by_its_code() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("LQ", level="general", colour="red")
    assert GridHierarchy.from_networkx(graph).rows == (("LQ", None, "general", "LQ"),)


def test_a_view_of_a_graph_will_do() -> None:
    graph = hierarchy().to_networkx().subgraph(["LQ", "LQ-G1"])
    assert GridHierarchy.from_networkx(graph).roots == ("LQ",)


@pytest.mark.parametrize(
    "graph", [nx.Graph(), nx.MultiDiGraph(), nx.MultiGraph(), None, {"a": ["b"]}, "graph", nx.DiGraph]
)
def test_what_is_no_directed_graph_is_refused(graph: object) -> None:
    with pytest.raises(InvalidValue, match=r"must be a networkx\.DiGraph"):
        GridHierarchy.from_networkx(graph)


@pytest.mark.parametrize(
    ("node", "facts", "what"),
    [
        (1, {"level": "micro"}, "nodes[1].code"),
        ("龙桥", {"level": "micro"}, "nodes['龙桥'].code"),
        (("a", "b"), {"level": "micro"}, "nodes[('a', 'b')].code"),
        ("a", {}, "nodes['a'].level"),
        ("a", {"level": 3}, "nodes['a'].level"),
        ("a", {"level": ["micro"]}, "nodes['a'].level"),
        ("a", {"level": "micro", "name": 3}, "nodes['a'].name"),
        ("a", {"level": "micro", "name": ""}, "nodes['a'].name"),
    ],
)
def test_a_node_that_is_no_grid_is_refused_by_name(node: object, facts: dict[str, Any], what: str) -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_node(node, **facts)
    with pytest.raises(InvalidValue) as caught:
        GridHierarchy.from_networkx(graph)
    assert caught.value.what == what


def test_an_edge_to_a_node_that_is_no_grid_is_refused() -> None:
    graph = hierarchy().to_networkx()
    graph.add_edge("LQ", object())  # type: ignore[arg-type]
    with pytest.raises(CommunityGovError):
        GridHierarchy.from_networkx(graph)


def test_networkx_is_loaded_only_when_a_graph_is_asked_for() -> None:
    program = (
        "import sys, communitygov.grid as g;"
        "h = g.GridHierarchy.from_rows([('a', None, 'general', 'a')]); h.path('a'); h.findings();"
        "before = 'networkx' in sys.modules; h.to_networkx(); print(before, 'networkx' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
