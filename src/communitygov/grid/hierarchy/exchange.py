"""Hierarchies to and from networkx, for whatever graphs can do and this library does not.

Rows go in and out: which of them hold, and on which day, `communitygov.grid.hierarchy.hierarchy` says.
networkx is loaded when a graph is asked for, and not before.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from communitygov.errors import InvalidValue, Words
from communitygov.grid.hierarchy.outline import level_label
from communitygov.grid.hierarchy.register import Row, read_rows
from communitygov.grid.level.scheme import LevelScheme
from communitygov.quotation import shown

if TYPE_CHECKING:
    import networkx as nx

#: A graph as it is given out, of codes; and as it comes in, of anything.
CodeGraph: TypeAlias = "nx.DiGraph[str]"
AnyGraph: TypeAlias = "nx.DiGraph[Any]"


def graph_of(rows: Iterable[Row], *, scheme: LevelScheme) -> CodeGraph:
    """Return the directed graph of rows whose codes stand once.

    Each node has `name`, `level` (its code), `label` (its English name), and `kind` where it is one of grids.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> graph = graph_of([("a", None, "district", "甲"), ("b", "a", "micro", "乙")], scheme=CHENGDU)
    >>> list(graph.edges), graph.nodes["b"]
    ([('a', 'b')], {'level': 'micro', 'label': 'micro-grid', 'name': '乙', 'kind': 'micro'})
    """
    import networkx as nx  # noqa: PLC0415  heavy, and few need it

    graph: nx.DiGraph[str] = nx.DiGraph()
    edges: list[tuple[str, str]] = []
    for code, parent, level, name in rows:
        graph.add_node(code, level=level, label=level_label(scheme, level, language="en"), name=name)
        kind = scheme[level].kind if level in scheme else None
        if kind is not None:  # files of graphs hold no None
            graph.add_node(code, kind=kind.value)
        if parent is not None:
            edges.append((parent, code))
    graph.add_edges_from(edges)
    return graph


def rows_of(graph: AnyGraph) -> tuple[Row, ...]:
    """Return one row for each edge of a directed graph, and one for each node without a parent.

    Raises
    ------
    InvalidValue
        If `graph` is no plain directed graph, or a node is not what a grid needs.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph()
    >>> graph.add_node("a", level="general")
    >>> rows_of(graph)
    (('a', None, 'general', 'a'),)
    """
    _check_graph(graph)
    return read_rows(_each_row(graph), place=_node_place)


def _check_graph(graph: object) -> None:
    """Refuse anything but a directed graph with at most one edge from one node to another."""
    import networkx as nx  # noqa: PLC0415  heavy, and few need it

    kind = type(graph)
    if not issubclass(kind, nx.DiGraph) or issubclass(kind, nx.MultiDiGraph):
        bound = Words("须为 networkx.DiGraph", "must be a networkx.DiGraph")
        raise InvalidValue("graph", kind.__name__, bound)


def _each_row(graph: AnyGraph) -> Iterator[tuple[object, ...]]:
    """Yield one row for each edge of a graph, and one for each node without a parent."""
    for code, facts in graph.nodes(data=True):
        level, name = facts.get("level"), facts.get("name", code)
        for parent in tuple(graph.predecessors(code)) or (None,):
            yield code, parent, level, name


def _node_place(_at: int, row: object) -> str:
    """Name the node that a row was made from."""
    return f"nodes[{shown(cast('tuple[object, ...]', row)[0])}]"
