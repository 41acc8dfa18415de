"""Adjacency graphs for networkx: the one module of the programme that knows it.

networkx is loaded when a graph is asked for, and not before.  This module reads no graph back: a programme is
more than its graph.
"""

from typing import TYPE_CHECKING, TypeAlias

from communitygov.core.argument import require
from communitygov.space.brief.brief import Brief

if TYPE_CHECKING:
    import networkx as nx

# networkx's graphs take parameters for type checkers only.
_Graph: TypeAlias = "nx.Graph[str]"


def to_networkx(brief: Brief) -> _Graph:
    """Return the rooms as nodes and the adjacencies as edges, for networkx's own algorithms.

    Nodes carry ``zh``, ``en``, ``function``, ``count``, ``area`` (a `Fraction`, of all alike) and ``group``;
    edges carry ``importance``, from −2 to 2.

    Examples
    --------
    >>> from communitygov.space.brief.adjacency import Adjacency
    >>> from communitygov.space.brief.room import Room
    >>> rooms = [Room(code, code, code, function="x", standard_required_area=9) for code in "ab"]
    >>> graph = to_networkx(Brief("lq", "龙桥", rooms=rooms, adjacencies=[Adjacency("a", "b", importance=2)]))
    >>> graph.nodes["a"]["area"], graph.edges["a", "b"]["importance"]
    (Fraction(9, 1), 2)
    """
    import networkx as nx  # noqa: PLC0415  heavy, and few need it

    require("brief", brief, kind=Brief)
    graph: _Graph = nx.Graph()
    for room in brief.rooms:
        graph.add_node(
            room.code,
            zh=room.zh,
            en=room.en,
            function=room.function,
            count=room.count,
            area=room.net_area,
            group=room.group.code,
        )
    for each in brief.adjacencies:
        graph.add_edge(*each.pair, importance=each.importance.rating)
    return graph
