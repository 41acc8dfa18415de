"""Dated edges (隶属关系): under what a grid lies, in which overlay, from which day until which.

Edges come in as `Edge` values, mappings or plain tuples, are checked, and are kept as tuples in order: a
district with twenty years of changes has tens of thousands.  An interval holds its first day and not its
last one, so that one edge ends on the day on which the next begins.

What is wrong with the community, such as an edge to a grid that is not there, is no matter of this module.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain, islice
from types import NoneType
from typing import Any, ClassVar, TypeAlias, cast

import attrs

from communitygov.core.checks import day, identifier, optional
from communitygov.core.document import Value
from communitygov.core.span import check_span, runs
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Words
from communitygov.grid.hierarchy.register import are_identifiers
from communitygov.quotation import shown

#: Codes of the child, the parent (none for a root) and the overlay; first day, day after the last.
EdgeRow: TypeAlias = tuple[str, str | None, str, date | None, date | None]

#: Code of the overlay that every hierarchy has: the one that its rows speak of.
BASE = "administrative"
#: Most edges of one hierarchy.
MOST_EDGES = 500_000

FIELDS = ("child", "parent", "overlay", "since", "until")
_NEEDED = frozenset({"child", "parent"})
_SHAPE = Words(
    "须为 (child, parent, overlay, since, until) 五项、Edge，或含 child 与 parent 的映射",
    "must be an Edge, a mapping with child and parent, or a tuple (child, parent, overlay, since, until)",
)
_MOST = Words(f"须不多于 {MOST_EDGES} 条", f"must hold at most {MOST_EDGES} edges; divide the hierarchy")


@attrs.frozen
class Edge(Value):
    """What a grid lies under in one overlay, from a day on and until another.

    Parameters
    ----------
    child, parent
        Codes of two grids; no parent makes the child a root.
    overlay
        Code of the overlay, ``"administrative"`` unless told otherwise.
    since
        The first day; none from the beginning on.
    until
        The day after the last; none for ever.

    Examples
    --------
    >>> from datetime import date
    >>> Edge("LQ-1", "LQ", since=date(2024, 3, 1)).holds_on(date(2024, 2, 29))
    False
    >>> Edge("LQ-1", "LQ", since=date(2024, 3, 1), until=date(2024, 3, 1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: '2024-03-01' will not do; it must be later than the first day, \
2024-03-01. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid-edge"
    child: str = attrs.field(validator=identifier)
    parent: str | None = attrs.field(validator=optional(identifier))
    overlay: str = attrs.field(default=BASE, kw_only=True, validator=identifier)
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an interval that holds no day."""
        check_span(self)

    def holds_on(self, on: date) -> bool:
        """Tell whether the edge holds on a day.

        Raises
        ------
        InvalidValue
            If it is no day.
        """
        return runs(self, plain_day("on", on))


def as_edges(given: Iterable[object]) -> tuple[EdgeRow, ...]:
    """Return the edges in the order of overlays, children and days; each may be of any of the three forms.

    Raises
    ------
    InvalidValue
        If there are more than `MOST_EDGES`, or if an edge has another shape or holds what its field may not.

    Examples
    --------
    >>> from datetime import date
    >>> as_edges([{"child": "LQ-1", "parent": "LQ", "since": date(2024, 3, 1)}])
    (('LQ-1', 'LQ', 'administrative', datetime.date(2024, 3, 1), None),)
    >>> as_edges([("LQ-1", "LQ", "administrative", "2024-03-01", None)])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: edges[0].since: '2024-03-01' will not do; it must be a date without a \
time. [INVALID_VALUE]
    """
    kind = type(given)
    if issubclass(kind, str | bytes | set | frozenset) or not issubclass(kind, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        bound = Words("须为有次序的若干条", "must be edges in an order, such as a list")
        raise InvalidValue("edges", given, bound)
    edges = tuple(islice(given, MOST_EDGES + 1))
    if len(edges) > MOST_EDGES:
        raise InvalidValue("edges", f"more than {MOST_EDGES}", _MOST)
    if not _are_clean(edges):
        edges = tuple(_edge(edge, f"edges[{at}]") for at, edge in enumerate(edges))
    return tuple(sorted(cast("tuple[EdgeRow, ...]", edges), key=_order))


def _order(edge: EdgeRow) -> tuple[object, ...]:
    """Return what edges are put in order by; an open end is told from the first day of all."""
    child, parent, overlay, since, until = edge
    span = (since or date.min, until or date.max, since is None, until is None)
    return (overlay, child, span, parent is not None, parent or "")


def _are_clean(edges: tuple[object, ...]) -> bool:
    """Tell, for all edges together and so in little time, whether each is a tuple that needs no reading."""
    if set(map(type, edges)) != {tuple}:
        return False
    plain = cast("tuple[tuple[Any, ...], ...]", edges)
    if set(map(len, plain)) != {len(FIELDS)}:
        return False
    children, parents, overlays, firsts, ends = zip(*plain, strict=True)
    if set(map(type, chain(children, overlays))) != {str} or not set(map(type, parents)) <= {str, NoneType}:
        return False
    if not set(map(type, chain(firsts, ends))) <= {date, NoneType}:
        return False
    if any(since and until and until <= since for since, until in zip(firsts, ends, strict=True)):
        return False
    return are_identifiers(cast("set[str]", {*children, *parents, *overlays} - {None}))


def _edge(given: object, where: str) -> EdgeRow:
    """Read one edge of any form; what `Edge` would refuse is refused with the place."""
    edge = given if isinstance(given, Edge) else _made(_fields(given, where), where)
    # A member of an enumeration is text too, but a document gives plain text back.
    parent = None if edge.parent is None else str.__str__(edge.parent)
    return str.__str__(edge.child), parent, str.__str__(edge.overlay), edge.since, edge.until


def _made(fields: Mapping[str, Any], where: str) -> Edge:
    """Make the edge of named fields."""
    try:
        return Edge(**fields)
    except InvalidValue as error:
        raise InvalidValue(f"{where}.{error.what}", error.value, error.bound) from error


def _fields(given: object, where: str) -> Mapping[str, Any]:
    """Return the fields of a tuple, a list or a mapping by their names."""
    if isinstance(given, Mapping):
        named = cast("Mapping[str, object]", given)
        for key in named:
            if key not in FIELDS:
                raise InvalidValue(f"{where}.{shown(key)}", named[key], _SHAPE)
        if not named.keys() >= _NEEDED:
            raise InvalidValue(where, sorted(named), _SHAPE)
        return named
    fields = cast("tuple[object, ...]", given)
    if not issubclass(type(given), tuple | list) or len(fields) != len(FIELDS):
        raise InvalidValue(where, given, _SHAPE)
    return dict(zip(FIELDS, fields, strict=True))
