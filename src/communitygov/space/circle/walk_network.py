"""A network of streets and paths on which people walk (步行路网).

Lengths are whole centimetres.  Where a point lies beside the network, the nearest node counts, and the
straight way to it is walked too: nothing is "0 m away" because it was moved.  Beyond the snap limit a point
is off the network, and nobody reaches it.

This module knows the network and no way through it; `communitygov.space.circle.shortest` finds those.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self, TypeAlias, cast

import attrs

from communitygov.core.checks import Check, as_tuple, at_least, counted, is_identifier
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.geometry.point import FARTHEST, Point
from communitygov.space.circle.demand import DemandPoint, Site
from communitygov.space.circle.graph_exchange import edges_of
from communitygov.space.circle.nearest_point import NearestPoints
from communitygov.space.circle.straight import straight_distance

if TYPE_CHECKING:
    from communitygov.space.circle.graph_exchange import AnyGraph

#: How far beside the network a point may lie, in centimetres: 100 m.  Library default: no document says.
SNAP_LIMIT = 10_000
#: Most edges of a network, and most nodes with a place.
MOST_EDGES = 2_000_000

#: From a node to a node, in centimetres.
Edge: TypeAlias = tuple[str, str, int]
#: A node and where it lies.
PlacedNode: TypeAlias = tuple[str, Point]
#: For each node the nodes from which an edge leads to it, with its length.
Inward: TypeAlias = list[list[tuple[int, int]]]

_EDGE = Words(
    f"须为至多 {MOST_EDGES} 条（起点，终点，整数厘米长度）",
    f"must be at most {MOST_EDGES} edges: a node, a node, and a whole number of centimetres",
)
_NODE = Words(
    f"须为至多 {MOST_EDGES} 个（节点，位置），节点不重复",
    f"must be at most {MOST_EDGES} pairs of a node and its point, none twice",
)


class Foot(NamedTuple):
    """Where somebody sets foot on the network: the place of the node, and how far it is to there."""

    node: int
    centimetres: int


def _is_edge(edge: Any) -> bool:  # noqa: ANN401  whatever was given
    """Tell whether something is an edge."""
    match edge:
        case (one, two, int() as length) if type(length) is int:
            return is_identifier(one) and is_identifier(two) and 0 <= length <= FARTHEST
        case _:
            return False


def _is_placed(pair: Any) -> bool:  # noqa: ANN401  whatever was given
    """Tell whether something is a node with its place."""
    match pair:
        case (node, Point()):
            return is_identifier(node)
        case _:
            return False


def _each(holds: Callable[[Any], bool], bound: Words) -> Check[tuple[object, ...]]:
    """Make a check for a bounded number of members."""

    def check(_owner: object, field: "attrs.Attribute[Any]", members: tuple[object, ...]) -> None:
        if len(members) > MOST_EDGES:
            raise InvalidValue(field.name, len(members), bound)
        for at, member in enumerate(members):
            if not holds(member):
                raise InvalidValue(f"{field.name}[{at}]", member, bound)

    return check


def _as_tuples(given: Iterable[Any]) -> tuple[Any, ...]:
    """Return the members of a collection, lists as tuples."""
    return tuple(
        tuple(cast("list[object]", each)) if isinstance(each, list) else each for each in as_tuple(given)
    )


@attrs.frozen
class WalkNetwork(Value):
    """Nodes, the ways between them, and how far beside it a point may lie.

    Parameters
    ----------
    edges
        Ways that are walked in both directions: a node, a node, whole centimetres.
    one_way
        Ways that are walked from the first node to the second only.
    nodes
        Where nodes lie; a point without a node of its own is set on the nearest of these.
    snap_limit
        How far it may be from a point to that node, in centimetres.

    Examples
    --------
    >>> lane = WalkNetwork(
    ...     [("a", "b", 30_000), ("b", "c", 40_000)],
    ...     nodes=[("a", Point(0, 0)), ("b", Point(30_000, 0)), ("c", Point(30_000, 40_000))],
    ... )
    >>> lane, len(lane)
    (WalkNetwork(edges=‹2›, one_way=‹0›, nodes=‹3›, snap_limit=10000), 3)
    >>> WalkNetwork([("a", "b", 1.5)])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: edges[0]: ('a', 'b', 1.5) will not do; it must be at most 2000000 \
edges: a node, a node, and a whole number of centimetres. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "walk-network"
    edges: tuple[Edge, ...] = attrs.field(
        converter=_as_tuples, validator=_each(_is_edge, _EDGE), repr=counted
    )
    one_way: tuple[Edge, ...] = attrs.field(
        default=(), kw_only=True, converter=_as_tuples, validator=_each(_is_edge, _EDGE), repr=counted
    )
    nodes: tuple[PlacedNode, ...] = attrs.field(
        default=(), kw_only=True, converter=_as_tuples, validator=_each(_is_placed, _NODE), repr=counted
    )
    snap_limit: int = attrs.field(default=SNAP_LIMIT, kw_only=True, validator=at_least(0))

    def __attrs_post_init__(self) -> None:
        """Refuse a node in two places."""
        if len({node for node, _ in self.nodes}) < len(self.nodes):
            raise InvalidValue("nodes", len(self.nodes), _NODE)

    @classmethod
    def from_networkx(
        cls,
        graph: "AnyGraph",
        *,
        length: str = "length",
        unit: Literal["m", "cm"] = "m",
        floats: Literal["refused", "rounded_up"] = "refused",
        at: str = "at",
        snap_limit: int = SNAP_LIMIT,
    ) -> Self:
        """Return the network of a networkx graph; of several edges between two nodes the shortest counts.

        Parameters
        ----------
        graph
            Directed or not; a directed edge is walked in its direction only.  Nodes are identifiers or whole
            numbers.
        length
            Under which name an edge has its length: a whole number, `Fraction`, `Decimal`, or decimal text.
        unit
            Whether that is metres or centimetres.  A part of a centimetre counts as a whole one.
        floats
            What to do with lengths that are floats: refuse them, or read them as the shortest decimal that
            they print as and round that up to a centimetre.
        at
            Under which name a node has its `Point`, if it has one.
        snap_limit
            As of the network.

        Raises
        ------
        InvalidValue
            If it is no graph, a node is no identifier, or a length is missing or no exact number.

        Examples
        --------
        >>> import networkx as nx
        >>> streets = nx.Graph()
        >>> streets.add_edge("a", "b", length="120.5")
        >>> WalkNetwork.from_networkx(streets).edges
        (('a', 'b', 12050),)
        >>> streets.add_edge("b", "c", length=0.1)
        >>> WalkNetwork.from_networkx(streets, floats="rounded_up").edges[1]
        ('b', 'c', 10)
        >>> WalkNetwork.from_networkx(streets)
        Traceback (most recent call last):
            ...
        communitygov.errors.InvalidValue: edges['b', 'c']: 0.1 will not do; it must be an exact length of \
at least 0 under 'length'; of floats say floats="rounded_up". [INVALID_VALUE]
        """
        read = edges_of(graph, length=length, unit=unit, floats=floats, at=at)
        return cls(read.two_way, one_way=read.one_way, nodes=read.nodes, snap_limit=snap_limit)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of all nodes, in order."""
        ends = {node for one, two, _ in (*self.edges, *self.one_way) for node in (one, two)}
        return tuple(sorted(ends.union(node for node, _ in self.nodes)))

    def __len__(self) -> int:
        """Count the nodes."""
        return len(self.codes)

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of each node in `codes`."""
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def inward(self) -> Inward:
        """For each node, the nodes from which an edge leads to it: a search goes from the site outwards."""
        places = self.places
        best: list[dict[int, int]] = [{} for _ in self.codes]
        back = ((two, one, length) for one, two, length in self.edges)
        for one, two, length in (*self.edges, *back, *self.one_way):
            start, into = places[one], best[places[two]]
            if length < into.get(start, length + 1):
                into[start] = length
        return [sorted(into.items()) for into in best]

    @cached_property
    def _placed(self) -> tuple[tuple[PlacedNode, ...], NearestPoints]:
        """Nodes with a place in the order of their codes, and the tree of these."""
        placed = tuple(sorted(self.nodes, key=lambda pair: pair[0]))
        return placed, NearestPoints(point for _, point in placed)

    def foot(self, place: Site | DemandPoint) -> Foot | None:
        """Return where somebody at a place sets foot on the network; none if that is beyond the snap limit.

        Of nodes equally near, the one with the first code is taken.

        Raises
        ------
        UnknownName
            If it names a node that is not in the network.
        """
        if place.node:
            if place.node not in self.places:
                raise UnknownName(Words("路网节点", "node"), place.node, self.codes)
            return Foot(self.places[place.node], 0)
        placed, tree = self._placed
        found = None if place.at is None else tree.nearest(place.at, within=self.snap_limit)
        if place.at is None or found is None:
            return None
        node, point = placed[found[0]]
        return Foot(self.places[node], straight_distance(place.at, point))
