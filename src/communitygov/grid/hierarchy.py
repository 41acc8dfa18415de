"""The hierarchy of grids (微网实格): who lies under whom, and what is wrong with it.

1. A `GridHierarchy` is a value: rows and a `LevelScheme`.  The order of the rows does not matter.
2. Rows that make no sense are refused with an error.  A community that breaks its own order is not:
   `GridHierarchy.findings` names every offender, and all that still has an answer is answered.
3. Every question takes codes and gives codes.  Most cost as many steps as the hierarchy has levels; the
   order behind them is compiled when it is first needed, and is no part of the value.

Residents and dwellings are no grids and never stand here.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

import attrs

from communitygov.core.canonical import Limits
from communitygov.core.checks import counted, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.forest import Forest
from communitygov.core.forest_rule import forest_findings
from communitygov.errors import InvalidValue, Language, Words
from communitygov.grid.level import CHENGDU, Level, LevelScheme
from communitygov.grid.level_rule import level_findings, size_findings
from communitygov.grid.outline import SHOWN_GRIDS, SHOWN_LEVELS, Entry, as_html, as_text, walk
from communitygov.grid.register import Grid, Row, as_rows, read_rows
from communitygov.quotation import shown

if TYPE_CHECKING:
    import networkx as nx

#: What the things in the forest are.
KIND = Words("网格", "grid")
#: A whole city is a larger document than most.
LIMITS = Limits(size=64 * 1024 * 1024)


def _named(scheme: LevelScheme) -> str:
    """Stand in for a scheme in a ``repr``."""
    return f"‹{scheme.code}›"


@attrs.frozen(kw_only=True)
class GridHierarchy(Value):
    """Grids that lie under one another.

    Parameters
    ----------
    rows
        One row a grid, in any order; `GridHierarchy.from_rows` says in which forms.
    scheme
        Which levels there are and which may lie under which.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows(
    ...     [
    ...         ("LQ", None, "general", "龙桥"),
    ...         ("LQ-01", "LQ", "micro", "一组"),
    ...         ("LQ-02", "LQ", "micro", "二组"),
    ...     ]
    ... )
    >>> (
    ...     grid.path("LQ-02"),
    ...     grid.common_ancestor("LQ-01", "LQ-02"),
    ...     grid.roll_up({"LQ-01": 41, "LQ-02": 52})["LQ"],
    ... )
    (('LQ', 'LQ-02'), 'LQ', 93)
    >>> grid.findings()
    ()
    >>> grid.path("LQ-2")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No grid is called 'LQ-2'. Did you mean 'LQ-02'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "grid-hierarchy"
    rows: tuple[Row, ...] = attrs.field(converter=as_rows, repr=counted)
    scheme: LevelScheme = attrs.field(default=CHENGDU, validator=one_of(LevelScheme), repr=_named)

    # ------------------------------------------------------------------------- in and out

    @classmethod
    def from_rows(cls, rows: Iterable[object], *, scheme: LevelScheme = CHENGDU) -> Self:
        """Return the hierarchy of `rows`: tuples ``(code, parent, level, name)``, mappings, or `Grid` values.

        Raises
        ------
        InvalidValue
            If a row has another shape, or a field holds what it may not: the error names row and field.

        Examples
        --------
        >>> GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("龙桥一组", "LQ", "micro", "一组")])
        Traceback (most recent call last):
            ...
        communitygov.errors.InvalidValue: rows[1].code: '龙桥一组' will not do; it must be 1 to 120 ASCII \
letters, digits or any of - _ . : / @ #. [INVALID_VALUE]
        """
        return cls(rows=cast("Any", rows), scheme=scheme)

    @classmethod
    def from_json(cls, source: str | bytes, *, limits: Limits = LIMITS) -> Self:
        """Read the hierarchy from JSON text, of up to 64 MiB unless told otherwise."""
        return super().from_json(source, limits=limits)

    @classmethod
    def from_networkx(cls, graph: "nx.DiGraph[Any]", *, scheme: LevelScheme = CHENGDU) -> Self:
        """Return the hierarchy of a directed graph whose edges lead from parent to child.

        Each node has the attribute ``level``, the code of its level, and may have a ``name``; without one
        its code serves.  A node under two parents comes in as two rows, which is a finding.

        Raises
        ------
        InvalidValue
            If `graph` is no plain directed graph, or a node is not what a grid needs.
        """
        _check_graph(graph)
        return cls.from_rows(read_rows(_rows_of(graph), place=_node_place), scheme=scheme)

    def to_networkx(self) -> "nx.DiGraph[str]":
        """Return a new directed graph with an edge from each parent to each child.

        The nodes have the attributes ``level``, the code of the level, ``kind``, the level in English, and
        ``name``.

        Raises
        ------
        InvalidValue
            If a code stands twice or a parent is not there: no graph can say that.
        """
        import networkx as nx  # noqa: PLC0415  heavy, and few need it

        lost = (*self._forest.rivals, *self._forest.strangers)
        if lost:
            bound = Words(
                "须只出现一次，且其上级须存在；参见 findings()",
                "must stand once, under a parent that is there; see findings()",
            )
            raise InvalidValue("rows", lost[0][0], bound)
        graph: nx.DiGraph[str] = nx.DiGraph()
        for code, _, level, name in self.rows:
            graph.add_node(code, level=level, kind=self._label(level, "en"), name=name)
        graph.add_edges_from((parent, code) for code, parent, _, _ in self.rows if parent is not None)
        return graph

    # ------------------------------------------------------------------------- one grid

    def __len__(self) -> int:
        """Return how many codes there are."""
        return len(self._forest)

    def __contains__(self, code: object) -> bool:
        return code in self._forest

    def __iter__(self) -> Iterator[str]:
        """Iterate over the codes, each after that of its parent."""
        return iter(self._forest)

    def __getitem__(self, code: str) -> Grid:
        """Return the grid with `code`; of two that have it, the first in the order of `rows`."""
        if code not in self._forest:
            raise self._forest.absent(code)
        found, parent, level, name = self.rows[bisect_left(self.rows, code, key=itemgetter(0))]
        return Grid(found, parent=parent, level=level, name=name)

    def level(self, code: str) -> Level:
        """Return the level of a grid.

        Raises
        ------
        UnknownName
            If there is no such grid, or the scheme does not have its level.
        """
        return self.scheme[self[code].level]

    def parent(self, code: str) -> str | None:
        """Return the code of the grid that `code` lies under; none for a root."""
        return self._forest.parent(code)

    def children(self, code: str) -> tuple[str, ...]:
        """Return the codes of the grids directly under `code`, in their order."""
        return self._forest.children(code)

    # ------------------------------------------------------------------------- near and far

    @property
    def roots(self) -> tuple[str, ...]:
        """Codes of the grids that lie under nothing, or under a parent that is not there."""
        return self._forest.roots

    @property
    def leaves(self) -> tuple[str, ...]:
        """Codes of the grids with nothing under them, level by level."""
        return self._forest.leaves

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes from the root down to `code`, both included.

        Raises
        ------
        HangsInCycle
            If the grid lies in a circle or beneath one, which has no root; the error names the circle.
        """
        return self._forest.path(code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the codes of all that `code` lies under, the nearest first."""
        return self._forest.ancestors(code)

    def descendants(self, code: str) -> tuple[str, ...]:
        """Return the codes of all that lies under `code`, level by level."""
        return self._forest.descendants(code)

    def within(self, codes: Iterable[str]) -> frozenset[str]:
        """Return `codes` and all that lies under them.

        Examples
        --------
        >>> from communitygov.organisation.actor import Actor, Role
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
        >>> worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ"})
        >>> worker.serving(grid.within(worker.grids)).serves("LQ-1")
        True
        """
        return self._forest.within(codes)

    def covers(self, grids: Iterable[str], code: str) -> bool:
        """Tell whether somebody who serves `grids` is in charge of `code`: it is one of them or under one."""
        return self._forest.covers(grids, code)

    def common_ancestor(self, *codes: str) -> str | None:
        """Return the nearest grid that all of `codes` are or lie under; none where they share no root."""
        return self._forest.common_ancestor(codes)

    def roll_up(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Return for every grid the sum of its own count and of those under it; 0 where none is given.

        Raises
        ------
        UnknownName
            If a count is of no grid here.
        HangsInCycle
            If any grid lies in a circle.
        """
        return self._forest.roll_up(counts)

    # ------------------------------------------------------------------------- what is wrong

    def findings(self, *, households: Mapping[str, int] | None = None) -> tuple[Finding, ...]:
        """Name all that is wrong, in the same order every time.

        First codes that stand twice, parents that are not there and circles; then levels; then, for the
        grids in `households` only, sizes.  A hierarchy without a root needs no rule of its own: there every
        grid lies in a circle or beneath one.

        Examples
        --------
        >>> grid = GridHierarchy.from_rows([("M", "LQ", "micro", "一组"), ("N", None, "micro", "二组")])
        >>> for finding in grid.findings(households={"M": 12}):
        ...     print(finding)
        grid M hangs under LQ, which is not there [PARENT_UNKNOWN]
        micro-grid N lies under nothing [GRID_WITHOUT_PARENT]
        micro-grid M has 12 households, fewer than 30 [GRID_TOO_SMALL]
        """
        return (
            *forest_findings(self._forest),
            *level_findings(self.rows, self.scheme),
            *self._size_findings(households or {}),
        )

    # ------------------------------------------------------------------------- to look at

    def text_tree(
        self, *, language: Language = "en", depth: int = SHOWN_LEVELS, most: int = SHOWN_GRIDS
    ) -> str:
        """Return the first `most` grids down to `depth` levels as an indented list.

        Examples
        --------
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
        >>> print(grid.text_tree(language="zh"))
        LQ 龙桥 (一般网格)
          LQ-1 一组 (微网格)
        """
        entries = self._entries(language, depth=depth, most=most)
        return as_text(entries, last=self._more(len(entries)).say(language))

    def _repr_html_(self) -> str:
        entries = self._entries("zh", depth=SHOWN_LEVELS, most=SHOWN_GRIDS)
        return as_html(entries, last=" ".join(self._more(len(entries))).strip())

    def _entries(self, language: Language, *, depth: int, most: int) -> list[Entry]:
        """Return what a list or a table shows."""
        for name, number in (("depth", depth), ("most", most)):
            if type(number) is not int or number < 1:
                raise InvalidValue(name, number, Words("须为正整数", "must be a whole number of at least 1"))
        shown = ((far, self[code]) for far, code in walk(self._forest, depth=depth, most=most))
        return [Entry(far, grid.code, self._label(grid.level, language), grid.name) for far, grid in shown]

    def _more(self, shown: int) -> Words:
        """Say how many grids are not shown, if any."""
        more = len(self) - shown
        return Words(f"…… 另有 {more} 个网格", f"… {more} more") if more else Words("", "")

    def _label(self, level: str, language: Language) -> str:
        """Return a level as read; one that the scheme does not have as its code."""
        return self.scheme[level].term.label(language) if level in self.scheme else level

    def _size_findings(self, households: Mapping[str, int]) -> tuple[Finding, ...]:
        """Name the grids whose count of households lies outside the bounds of their level."""
        rows: list[Row] = []
        for code, count in sorted(households.items(), key=str):
            grid = self[code]
            if type(count) is not int or count < 0:
                bound = Words("须为不小于 0 的整数", "must be a whole number of at least 0")
                raise InvalidValue(f"households[{code!r}]", count, bound)
            rows.append((code, grid.parent, grid.level, grid.name))
        return size_findings(rows, households, scheme=self.scheme)

    @cached_property
    def _forest(self) -> Forest:
        return Forest.of(((code, parent) for code, parent, _, _ in self.rows), kind=KIND)


def _check_graph(graph: object) -> None:
    """Refuse anything but a directed graph with at most one edge from one node to another."""
    import networkx as nx  # noqa: PLC0415  heavy, and few need it

    kind = type(graph)
    if not issubclass(kind, nx.DiGraph) or issubclass(kind, nx.MultiDiGraph):
        bound = Words("须为 networkx.DiGraph", "must be a networkx.DiGraph")
        raise InvalidValue("graph", kind.__name__, bound)


def _rows_of(graph: "nx.DiGraph[Any]") -> Iterator[tuple[object, ...]]:
    """Yield one row for each edge of a graph, and one for each node without a parent."""
    for code, facts in graph.nodes(data=True):
        level, name = facts.get("level"), facts.get("name", code)
        for parent in tuple(graph.predecessors(code)) or (None,):
            yield code, parent, level, name


def _node_place(_at: int, row: object) -> str:
    """Name the node that a row was made from."""
    return f"nodes[{shown(cast('tuple[object, ...]', row)[0])}]"
