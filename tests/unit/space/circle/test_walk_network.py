"""Networks of streets, and what networkx has of them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import networkx as nx
import pytest

from communitygov.errors import DocumentError, InvalidValue
from communitygov.geometry import Point
from communitygov.space.circle import SNAP_LIMIT, WalkNetwork


def street(length: object, **more: Any) -> "nx.Graph[Any]":  # noqa: ANN401
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edge("a", "b", length=length, **more)
    return graph


@pytest.mark.parametrize(
    ("length", "centimetres"),
    [(120, 12_000), ("120.5", 12_050), (Decimal("0.001"), 1), (Fraction(1, 3), 34), (0, 0), ("7", 700)],
)
def test_exact_metres_become_centimetres_and_a_part_of_one_counts_as_whole(
    length: object, centimetres: int
) -> None:
    assert WalkNetwork.from_networkx(street(length)).edges == (("a", "b", centimetres),)


def test_centimetres_are_taken_as_they_are() -> None:
    assert WalkNetwork.from_networkx(street(12_050), unit="cm").edges == (("a", "b", 12_050),)


@pytest.mark.parametrize(
    ("length", "centimetres"), [(60.1, 6_010), (0.1 + 0.2, 31), (1e-7, 1), (5.0, 500), (12, 1_200)]
)
def test_floats_are_rounded_up_where_that_is_asked_for(length: float, centimetres: int) -> None:
    assert WalkNetwork.from_networkx(street(length), floats="rounded_up").edges[0][2] == centimetres


@pytest.mark.parametrize(
    "length",
    [
        60.1,
        None,
        True,
        -1,
        "-1",
        "1e3",
        "1.2.3",
        ".",
        "",
        "1" * 41,
        "一",
        Decimal("NaN"),
        Decimal("1e999999"),
        Decimal("1e-99999"),
        Decimal(-1),
        10**9,
        Fraction(-1, 2),
    ],
    ids=repr,
)
def test_no_exact_length_is_refused_with_the_edge(length: object) -> None:
    with pytest.raises(InvalidValue, match=r"edges\['a', 'b'\]") as refused:
        WalkNetwork.from_networkx(street(length))
    assert 'floats="rounded_up"' in refused.value.text("zh")


@pytest.mark.parametrize("length", [float("nan"), float("inf"), float("-inf"), -0.5, 1e300])
def test_a_float_without_bounds_is_refused_all_the_same(length: float) -> None:
    with pytest.raises(InvalidValue, match="edges"):
        WalkNetwork.from_networkx(street(length), floats="rounded_up")


def test_another_name_of_the_length_is_told() -> None:
    assert WalkNetwork.from_networkx(street(9, metres=3), length="metres").edges == (("a", "b", 300),)


def test_a_directed_graph_gives_ways_in_one_direction_but_pairs_of_one_length_both() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_weighted_edges_from([(1, 2, 5), (2, 1, 5), (2, 3, 5), (3, 2, 6), (3, 4, 1)], weight="length")
    read = WalkNetwork.from_networkx(graph)
    assert read.edges == (("1", "2", 500),)
    assert read.one_way == (("2", "3", 500), ("3", "2", 600), ("3", "4", 100))


def test_of_parallel_edges_the_shortest_is_taken() -> None:
    graph: nx.MultiGraph[Any] = nx.MultiGraph()
    for length in (9, 4, 7):
        graph.add_edge("a", "b", length=length)
    assert WalkNetwork.from_networkx(graph).edges == (("a", "b", 400),)


def test_points_of_nodes_are_read_under_their_name() -> None:
    graph = street(1)
    graph.nodes["b"]["where"] = Point(7, 8)
    graph.nodes["a"]["where"] = "here"
    assert WalkNetwork.from_networkx(graph, at="where").nodes == (("b", Point(7, 8)),)
    assert WalkNetwork.from_networkx(graph, snap_limit=3).snap_limit == 3
    assert WalkNetwork.from_networkx(graph).snap_limit == SNAP_LIMIT


@pytest.mark.parametrize("node", ["一", 1.5, ("a", 1), ""])
def test_a_node_is_an_identifier_or_a_whole_number(node: Any) -> None:  # noqa: ANN401
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_node(node)
    with pytest.raises(InvalidValue, match="nodes"):
        WalkNetwork.from_networkx(graph)


def test_nodes_that_would_be_written_alike_are_refused() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from((1, "1"))
    with pytest.raises(InvalidValue, match="must differ"):
        WalkNetwork.from_networkx(graph)


@pytest.mark.parametrize(
    "asked", [{"unit": "km"}, {"floats": "down"}, {"unit": ["m"]}, {"length": ["m"]}, {"at": 7}], ids=str
)
def test_units_and_ways_of_rounding_are_named_ones(asked: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="must be"):
        WalkNetwork.from_networkx(street(1), **asked)


def test_what_is_no_graph_is_refused() -> None:
    with pytest.raises(InvalidValue, match="networkx"):
        WalkNetwork.from_networkx([("a", "b")])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "edge",
    [
        ("a", "b"),
        ("a", "b", -1),
        ("a", "b", True),
        ("a", "", 1),
        ("a", "b", 1.0),
        "ab1",
        7,
        ("a", "b", 10**10),
    ],
)
def test_an_edge_is_two_nodes_and_whole_centimetres(edge: Any) -> None:  # noqa: ANN401
    for given in ({"edges": [edge]}, {"edges": [], "one_way": [edge]}):
        with pytest.raises(InvalidValue, match=r"\[0\]"):
            WalkNetwork(**given)


@pytest.mark.parametrize("node", [("a",), ("a", (1, 2)), ("一", Point(0, 0)), 7])
def test_a_placed_node_is_a_code_and_a_point(node: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match=r"nodes\[0\]"):
        WalkNetwork([], nodes=[node])


def test_a_node_lies_at_one_place() -> None:
    with pytest.raises(InvalidValue, match="none twice"):
        WalkNetwork([], nodes=[("a", Point(0, 0)), ("a", Point(0, 1))])


def test_too_many_edges_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.space.circle.walk_network.MOST_EDGES", 2)
    assert len(WalkNetwork([("a", "b", 1)] * 2)) == 2
    with pytest.raises(InvalidValue, match="edges"):
        WalkNetwork([("a", "b", 1)] * 3)


def test_a_node_without_a_way_is_a_node() -> None:
    assert WalkNetwork([("a", "b", 1)], nodes=[("lone", Point(0, 0))]).codes == ("a", "b", "lone")


def test_a_document_with_a_bad_edge_is_refused_with_its_place() -> None:
    document = WalkNetwork([("a", "b", 1)]).to_document()
    document["edges"] = [["a", "b", "1"]]
    with pytest.raises(DocumentError) as refused:
        WalkNetwork.from_document(document)
    assert refused.value.path == "$.edges[0][2]"
