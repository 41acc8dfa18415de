"""The hierarchy of grids (微网实格): who lies under whom, since when, and what is wrong with it.

1. A `GridHierarchy` is a value: rows, a `LevelScheme`, and where needed overlays and dated edges.  The order
   in which they come does not matter.
2. What makes no sense is refused with an error.  A community that breaks its own order is not:
   `GridHierarchy.findings` names every offender, and all that still has an answer is answered.
3. A grid with edges in the base overlay lies where they say, on no other day than they say; one without them
   lies always where its row says.  In another overlay only the grids that an edge names take part.
4. Where anything changes with time, questions without a day are refused: `GridHierarchy.as_of` gives a
   hierarchy of one day, which answers them all.

Residents and dwellings are no grids and never stand here.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.canonical import Limits
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, Language, Words
from communitygov.grid.hierarchy.dated_questions import DatedQuestions
from communitygov.grid.hierarchy.day_error import not_a_day
from communitygov.grid.hierarchy.diagram import as_dot, as_mermaid
from communitygov.grid.hierarchy.edge import BASE
from communitygov.grid.hierarchy.exchange import AnyGraph, CodeGraph, graph_of, rows_of
from communitygov.grid.hierarchy.hierarchy_rule import hierarchy_findings, plain_findings
from communitygov.grid.hierarchy.level_rule import size_findings
from communitygov.grid.hierarchy.outline import (
    SHOWN_GRIDS,
    SHOWN_LEVELS,
    Entry,
    as_html,
    as_text,
    level_label,
    more_words,
    walk,
)
from communitygov.grid.hierarchy.overlay import Overlay
from communitygov.grid.hierarchy.register import Grid, Row, row_of
from communitygov.grid.level.chengdu import CHENGDU
from communitygov.grid.level.level import Level
from communitygov.grid.level.scheme import LevelScheme

#: A whole city is a larger document than most.
LIMITS = Limits(size=64 * 1024 * 1024)
#: How many hierarchies of a day are kept.
SNAPSHOTS_KEPT = 8
#: Bits of the greatest count that a list shows beside a grid: 30 digits.
LONGEST_COUNT = 99


@attrs.frozen(kw_only=True)
class GridHierarchy(DatedQuestions):
    """Grids that lie under one another.

    Parameters
    ----------
    rows
        One row a grid, in any order; `GridHierarchy.from_rows` says in which forms.
    scheme
        Which levels there are and which may lie under which.
    overlays
        Further hierarchies of the same grids.
    edges
        What lies under what, in which overlay and when: `Edge` values, mappings, or tuples
        ``(child, parent, overlay, since, until)``.

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

    The second group founded on a day:

    >>> from datetime import date
    >>> founded = {"child": "LQ-02", "parent": "LQ", "since": date(2024, 3, 1)}
    >>> dated = attrs.evolve(grid, edges=[founded])
    >>> dated.as_of(date(2024, 2, 29)).children("LQ"), dated.as_of(date(2024, 3, 1)).children("LQ")
    (('LQ-01',), ('LQ-01', 'LQ-02'))
    >>> dated.children("LQ")
    Traceback (most recent call last):
        ...
    communitygov.grid.hierarchy.day_error.DatedHierarchy: What lies under what in 'administrative' changes \
on 1 day (2024-03-01): say on which day, as in grid.as_of(day, overlay='administrative'). [DATED_HIERARCHY]
    """

    document_kind: ClassVar[str] = "grid-hierarchy"

    # ------------------------------------------------------------------------- in and out

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[object],
        *,
        scheme: LevelScheme = CHENGDU,
        overlays: Iterable[Overlay] = (),
        edges: Iterable[object] = (),
    ) -> Self:
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
        return cls(
            rows=cast("Any", rows), scheme=scheme, overlays=cast("Any", overlays), edges=cast("Any", edges)
        )

    @classmethod
    def from_json(cls, source: str | bytes, *, limits: Limits = LIMITS) -> Self:
        """Read the hierarchy from JSON text, of up to 64 MiB unless told otherwise."""
        return super().from_json(source, limits=limits)

    @classmethod
    def from_networkx(cls, graph: AnyGraph, *, scheme: LevelScheme = CHENGDU) -> Self:
        """Return the hierarchy of a directed graph whose edges lead from parent to child.

        Each node has the attribute ``level``, the code of its level, and may have a ``name``; without one
        its code serves.  A node under two parents comes in as two rows, which is a finding.

        Raises
        ------
        InvalidValue
            If `graph` is no plain directed graph, or a node is not what a grid needs.
        """
        return cls(rows=rows_of(graph), scheme=scheme)

    def to_networkx(self, *, overlay: str = BASE, on: date | None = None) -> CodeGraph:
        """Return a new directed graph of an overlay on a day, with an edge from each parent to each child.

        The nodes have the attributes ``level``, the code of the level, ``kind``, the level in English, and
        ``name``.

        Raises
        ------
        InvalidValue
            If a code stands twice or a parent is not there: no graph can say that.
        DatedHierarchy
            If `overlay` changes with time and no day is given.
        """
        grid = self.overlay(overlay, on=on)
        lost = grid.index.forest.rivals or grid.index.forest.strangers
        if lost:
            bound = Words(
                "须只出现一次，且其上级须存在；参见 findings()",
                "must stand once, under a parent that is there; see findings()",
            )
            raise InvalidValue("rows", lost[0][0], bound)
        return graph_of(grid.rows, scheme=grid.scheme)

    # ------------------------------------------------------------------------- one grid

    def __getitem__(self, code: str) -> Grid:
        """Return the grid with `code`; of two that have it, the first in the order of `rows`."""
        row = row_of(self._plain_rows, code)
        if row is None:
            raise self._forest.absent(code)
        return Grid(code, parent=row[1], level=row[2], name=row[3])

    def level(self, code: str) -> Level:
        """Return the level of a grid, which is the same on every day.

        Raises
        ------
        UnknownName
            If there is no such grid, or the scheme does not have its level.
        """
        return self.scheme[self._row(code)[2]]

    # ------------------------------------------------------------------------- overlays and days

    def as_of(self, day: date, *, overlay: str = BASE) -> "GridHierarchy":
        """Return the hierarchy of one day and one overlay, without overlays and edges.

        The last few are kept: between two days on which something changes it is the same one.

        Grids of a level that `Overlay.reads_as` names are of the other level there.

        Raises
        ------
        UnknownName
            If there is no such overlay.

        Examples
        --------
        >>> from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY
        >>> grid = GridHierarchy.from_rows(
        ...     [("SL", None, "district", "双流区"), ("DS", "SL", "street", "东升街道")],
        ...     overlays=[PARTY_OVERLAY],
        ...     edges=[("SL", None, "party", None, None), ("DS", "SL", "party", date(2021, 7, 1), None)],
        ... )
        >>> [len(grid.as_of(date(2021, month, 1), overlay="party")) for month in (6, 7)]
        [1, 2]
        >>> grid.as_of(date(2021, 7, 1), overlay="property")
        Traceback (most recent call last):
            ...
        communitygov.errors.UnknownName: No overlay is called 'property'. Did you mean 'party'? [UNKNOWN_NAME]
        """
        timeline = self._timeline(overlay)
        if type(day) is not date:
            raise not_a_day(day)
        key = overlay, bisect_right(timeline.days, day)
        found = self._snapshots.get(key)
        if found is None:
            found = GridHierarchy(rows=timeline.rows(self.rows, day), scheme=timeline.overlay.scheme)
            if len(self._snapshots) >= SNAPSHOTS_KEPT:
                self._snapshots.clear()
            self._snapshots[key] = found
        return found

    def overlay(self, code: str, *, on: date | None = None) -> "GridHierarchy":
        """Return the hierarchy of an overlay, on a day where it changes with time.

        Raises
        ------
        DatedHierarchy
            If the overlay changes with time and no day is given.
        """
        return self.as_of(self._timeline(code).day(on), overlay=code)

    # ------------------------------------------------------------------------- what is wrong

    def findings(self, *, households: Mapping[str, int] | None = None) -> tuple[Finding, ...]:
        """Name all that is wrong, in the same order every time.

        First codes that stand twice, parents that are not there and circles; then levels, and how many grids
        lie under one where the level has bounds; then the edges, overlay by overlay; then, for the grids in
        `households` only, sizes.  A hierarchy without a root needs no rule of its own: there every grid lies
        in a circle or beneath one.

        Sizes are judged without a day, so that a count of a grid that is no longer there is judged too; for
        those of a day ask ``grid.as_of(day).findings(households=...)``.

        Examples
        --------
        >>> grid = GridHierarchy.from_rows([("M", "LQ", "micro", "一组"), ("N", None, "micro", "二组")])
        >>> for finding in grid.findings(households={"M": 12}):
        ...     print(finding)
        grid M hangs under LQ, which is not there [PARENT_UNKNOWN]
        micro-grid N lies under nothing [GRID_WITHOUT_PARENT]
        micro-grid M has 12 households, fewer than 30 [GRID_TOO_SMALL]
        """
        sizes = self._size_findings(households or {})
        if self.edges:
            found = hierarchy_findings(self.rows, self.edges, timelines=tuple(self._timelines.values()))
        else:
            found = plain_findings(self.rows, self.scheme, forest=self._forest)
        return (*found, *sizes)

    # ------------------------------------------------------------------------- to look at

    def text_tree(
        self,
        *,
        language: Language = "en",
        depth: int = SHOWN_LEVELS,
        most: int = SHOWN_GRIDS,
        counts: Mapping[str, int] | None = None,
    ) -> str:
        """Return the first `most` grids down to `depth` levels as an indented list, with `counts` beside.

        Examples
        --------
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
        >>> print(grid.text_tree(language="zh", counts=grid.roll_up({"LQ-1": 41})))
        LQ 龙桥 (一般网格): 41
          LQ-1 一组 (微网格): 41
        """
        entries, more = self._entries(language, depth=depth, most=most, counts=counts)
        return as_text(entries, last=more.say(language))

    def to_mermaid(self, *, depth: int = SHOWN_LEVELS, most: int = SHOWN_GRIDS) -> str:
        """Return the first `most` grids down to `depth` levels as the text of a Mermaid flowchart.

        Examples
        --------
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
        >>> print(grid.to_mermaid())
        flowchart LR
            g0["LQ 龙桥"]
            g1["LQ-1 一组"]
            g0 --> g1
        """
        entries, more = self._entries("en", depth=depth, most=most)
        return as_mermaid(entries, last=more.en)

    def to_dot(self, *, depth: int = SHOWN_LEVELS, most: int = SHOWN_GRIDS) -> str:
        """Return the first `most` grids down to `depth` levels as the text of a DOT digraph, for Graphviz.

        Examples
        --------
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥")])
        >>> print(grid.to_dot())
        digraph grids {
            rankdir=LR;
            g0 [label="LQ 龙桥"];
        }
        """
        entries, more = self._entries("en", depth=depth, most=most)
        return as_dot(entries, last=more.en)

    def _repr_html_(self) -> str:
        if self.is_dated:
            last = self.days[-1]
            return self.as_of(last)._page(f"，截至 {last} as of {last}")  # noqa: SLF001  its own kind
        return self._page("")

    def _page(self, day: str) -> str:
        """Return the notebook's tree, headed by how many grids there are and on which day."""
        entries, more = self._entries("zh", depth=SHOWN_LEVELS, most=SHOWN_GRIDS)
        return as_html(entries, title=f"网格 grids: {len(self)}{day}", last=" ".join(more).strip())

    def _entries(
        self, language: Language, *, depth: int, most: int, counts: Mapping[str, int] | None = None
    ) -> tuple[list[Entry], Words]:
        """Return what a list or a tree shows, and what it says of the rest."""
        for name, number in (("depth", depth), ("most", most)):
            if type(number) is not int or number < 1:
                raise InvalidValue(name, number, Words("须为正整数", "must be a whole number of at least 1"))
        beside = counts or {}
        require("counts", beside, kind=Mapping)
        shown = ((far, self[code]) for far, code in walk(self._forest, depth=depth, most=most))
        entries = [
            Entry(
                far,
                grid.code,
                level_label(self.scheme, grid.level, language=language),
                grid.name,
                _number(grid.code, beside.get(grid.code)),
            )
            for far, grid in shown
        ]
        return entries, more_words(len(self) - len(entries))

    @cached_property
    def _snapshots(self) -> "dict[tuple[str, int], GridHierarchy]":
        return {}

    def _size_findings(self, households: Mapping[str, int]) -> tuple[Finding, ...]:
        """Name the grids whose count of households lies outside the bounds of their level."""
        require("households", households, kind=Mapping)
        rows: list[Row] = []
        for code, count in sorted(households.items(), key=str):
            if type(count) is not int or count < 0:
                bound = Words("须为不小于 0 的整数", "must be a whole number of at least 0")
                raise InvalidValue(f"households[{code!r}]", count, bound)
            rows.append(self._row(code))
        return size_findings(rows, households, scheme=self.scheme)


def _number(code: str, count: object) -> str:
    """Return the count of a grid as a list shows it; nothing where none is given."""
    if count is None:
        return ""
    if type(count) is not int or count.bit_length() > LONGEST_COUNT:
        bound = Words("须为至多 30 位的整数", "must be a whole number of at most 30 digits")
        raise InvalidValue(f"counts[{code!r}]", count, bound)
    return str(count)
