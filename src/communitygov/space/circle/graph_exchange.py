"""Networks of streets from networkx, with exact lengths.

networkx is loaded when a graph is read, and not before.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from communitygov.core.argument import require
from communitygov.core.checks import is_identifier
from communitygov.errors import InvalidValue, Words
from communitygov.geometry.point import FARTHEST, Point

if TYPE_CHECKING:
    import networkx as nx

#: A graph of anything, directed or not, with one edge or several between two nodes.
AnyGraph: TypeAlias = "nx.Graph[Any]"
Floats: TypeAlias = Literal["refused", "rounded_up"]

_CENTIMETRES = {"m": 100, "cm": 1}
#: Longest text of a length: a number of centimetres has no more digits.
_LONGEST = 40
_PLAIN = frozenset("0123456789.")


class Streets(NamedTuple):
    """What was read of a graph."""

    two_way: list[tuple[str, str, int]]
    one_way: list[tuple[str, str, int]]
    nodes: list[tuple[str, Point]]


def edges_of(graph: AnyGraph, *, length: str, unit: str, floats: str, at: str) -> Streets:
    """Return edges and placed nodes of a graph.

    Raises
    ------
    InvalidValue
        If it is no graph, a node is no identifier, or a length is missing or no exact number.
    """
    _check(graph, unit, floats)
    for name, key in (("length", length), ("at", at)):
        require(name, key, kind=str)
    names = _names(graph)
    shortest: dict[tuple[str, str], int] = {}
    for one, two, facts in graph.edges(data=True):
        ends = names[one], names[two]
        found = _length(facts.get(length), scale=_CENTIMETRES[unit], floats=floats)
        if found is None:
            raise InvalidValue(f"edges[{ends[0]!r}, {ends[1]!r}]", facts.get(length), _bound(length))
        shortest[ends] = min(found, shortest.get(ends, found))
    nodes = sorted(
        (
            (names[node], facts[at])
            for node, facts in graph.nodes(data=True)
            if isinstance(facts.get(at), Point)
        ),
        key=itemgetter(0),
    )
    edges = [(one, two, found) for (one, two), found in sorted(shortest.items())]
    if not graph.is_directed():
        return Streets(edges, [], nodes)
    two_way, one_way = _paired(edges, shortest)
    return Streets(two_way, one_way, nodes)


def _bound(length: str) -> Words:
    """Say what a length must be."""
    return Words(
        f'须在 {length!r} 下有不小于 0 的精确长度；浮点数请注明 floats="rounded_up"',
        f'must be an exact length of at least 0 under {length!r}; of floats say floats="rounded_up"',
    )


def _check(graph: object, unit: str, floats: str) -> None:
    """Refuse what is no graph, and units and ways that are not known."""
    import networkx as nx  # noqa: PLC0415  heavy, and few need it

    if not isinstance(graph, nx.Graph):
        bound = Words("须为 networkx 图", "must be a networkx graph")
        raise InvalidValue("graph", type(graph).__name__, bound)
    if unit not in tuple(_CENTIMETRES):
        raise InvalidValue("unit", unit, Words("须为 'm' 或 'cm'", "must be 'm' or 'cm'"))
    if floats not in ("refused", "rounded_up"):
        bound = Words("须为 'refused' 或 'rounded_up'", "must be 'refused' or 'rounded_up'")
        raise InvalidValue("floats", floats, bound)


def _names(graph: AnyGraph) -> dict[Any, str]:
    """Return the code of each node; numbers are written out."""
    names: dict[Any, str] = {}
    for node in graph.nodes:
        name = str(node) if type(node) is int else node
        if not is_identifier(name):
            raise InvalidValue(
                "nodes", node, Words("须为标识符或整数", "must be identifiers or whole numbers")
            )
        names[node] = name
    if len(set(names.values())) < len(names):
        bound = Words("写成文字后须各不相同", "must differ when written as text")
        raise InvalidValue("nodes", len(names), bound)
    return names


def _length(value: object, *, scale: int, floats: str) -> int | None:
    """Return a length in whole centimetres, rounded up; none if it is no exact number."""
    exact = _exact(value, floats=floats)
    if exact is None or not 0 <= exact * scale <= FARTHEST:
        return None
    return ceil(exact * scale)


def _exact(value: object, *, floats: str) -> Fraction | None:
    """Return an exact number; none if it is none, or a float where those are refused."""
    if isinstance(value, Fraction) or type(value) is int:
        return Fraction(value)
    if isinstance(value, float):
        is_told = floats == "rounded_up" and abs(value) < FARTHEST  # neither infinite nor no number
        return Fraction(repr(float(value))) if is_told else None  # numpy prints its own otherwise
    return _of_decimal(value) if isinstance(value, Decimal) else _of_text(value)


def _of_decimal(value: Decimal) -> Fraction | None:
    """Return a decimal of few digits; none if it has more, or is no number."""
    return Fraction(value) if value.is_finite() and -_LONGEST < value.adjusted() < _LONGEST else None


def _of_text(value: object) -> Fraction | None:
    """Return what is written with digits and a point; none if it is anything else."""
    if not isinstance(value, str) or len(value) > _LONGEST or not _PLAIN.issuperset(value):
        return None
    return Fraction(value) if value.count(".") <= 1 and value.strip(".") else None


def _paired(
    edges: Iterable[tuple[str, str, int]], lengths: dict[tuple[str, str], int]
) -> tuple[list[tuple[str, str, int]], list[tuple[str, str, int]]]:
    """Return the edges that are as long both ways, each once, then those of one direction."""
    two_way: list[tuple[str, str, int]] = []
    one_way: list[tuple[str, str, int]] = []
    for one, two, length in edges:
        if lengths.get((two, one)) != length:
            one_way.append((one, two, length))
        elif one <= two:
            two_way.append((one, two, length))
    return two_way, one_way
