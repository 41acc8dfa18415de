"""All that is wrong with a hierarchy, rule by rule: its rows, its levels, its edges overlay by overlay.

The rules stand in modules of their own; this one knows which of them reads what.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from communitygov.core.finding import Finding
from communitygov.core.forest import Forest
from communitygov.core.forest_rule import PARENT_CYCLE, forest_findings
from communitygov.grid.code.confusable import confusable_findings
from communitygov.grid.hierarchy.edge import BASE, EdgeRow
from communitygov.grid.hierarchy.edge_rule import edge_findings
from communitygov.grid.hierarchy.level_rule import level_findings
from communitygov.grid.hierarchy.register import KIND, Row
from communitygov.grid.hierarchy.timeline import Timeline
from communitygov.grid.level.children_rule import children_findings
from communitygov.grid.level.code_rule import official_code_findings
from communitygov.grid.level.scheme import LevelScheme


def hierarchy_findings(
    rows: Sequence[Row], edges: Sequence[EdgeRow], *, timelines: Sequence[Timeline]
) -> Iterator[Finding]:
    """Yield all findings; of `timelines` the first is the base.

    How many grids lie under one is asked where the base does not change with time, and otherwise of the
    hierarchy of a day.
    """
    grouped = {overlay: list(group) for overlay, group in groupby(edges, key=itemgetter(2))}
    base = timelines[0]
    for finding in _row_findings(rows, base):
        # With edges a circle may be of some days only, and is looked for with them.
        if BASE not in grouped or finding.code != PARENT_CYCLE.code:
            yield finding
    for timeline in timelines:
        if timeline is not base or BASE in grouped:
            yield from edge_findings(timeline, grouped.get(timeline.overlay.code, ()), rows=rows)


def _row_findings(rows: Sequence[Row], base: Timeline) -> Iterator[Finding]:
    """Yield what is wrong with the rows of the base, of which some lie where an edge says."""
    scheme = base.overlay.scheme
    placed = [
        (code, None if code in base.governed else parent, level, name)
        for code, parent, level, name in rows
        if code in base
    ]
    yield from forest_findings(Forest.of(((code, parent) for code, parent, _, _ in placed), kind=KIND))
    level_of = {code: level for code, _, level, _ in reversed(rows)}
    standing = [row for row in placed if row[0] not in base.governed]
    yield from level_findings(standing, scheme, level_of=level_of)
    if not base.lanes:
        yield from children_findings(base.rows(rows, date.min), scheme)
    yield from official_code_findings(placed, scheme)
    yield from confusable_findings(level_of)


def plain_findings(rows: Sequence[Row], scheme: LevelScheme, *, forest: Forest) -> Iterator[Finding]:
    """Yield what is wrong with rows that no edge moves; `forest` is compiled from them."""
    yield from forest_findings(forest)
    yield from level_findings(rows, scheme)
    yield from children_findings(rows, scheme)
    yield from official_code_findings(rows, scheme)
    yield from confusable_findings(forest)
