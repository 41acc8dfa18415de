"""What is wrong with how many grids lie directly under a grid.

The bounds are those of the level (`Level.children`), each with its source; a level without bounds is not
looked at, and no preset has any.
"""

from collections import Counter
from collections.abc import Sequence

import attrs

from communitygov.core.argument import require
from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import Words
from communitygov.grid.level.level import Level
from communitygov.grid.level.row import Row, check_rows
from communitygov.grid.level.scheme import LevelScheme

GRID_TOO_FEW_CHILDREN = Message(
    "GRID_TOO_FEW_CHILDREN",
    Words(
        "{level} {grid} 之下直接有 {children} 个网格，少于 {least} 个",
        "{level} {grid} has too few grids directly under it: {children}, where {least} is the least",
    ),
    Words("请补上下级网格，或撤并 {grid}", "add what lies under {grid}, or merge it with a neighbour"),
)
GRID_TOO_MANY_CHILDREN = Message(
    "GRID_TOO_MANY_CHILDREN",
    Words(
        "{level} {grid} 之下直接有 {children} 个网格，多于 {most} 个",
        "{level} {grid} has too many grids directly under it: {children}, where {most} is the most",
    ),
    Words("请拆分 {grid}", "split {grid}"),
)


def children_findings(rows: Sequence[Row], scheme: LevelScheme) -> tuple[Finding, ...]:
    """Name each grid with fewer or more grids directly under it than the bounds of its level say.

    Raises
    ------
    InvalidValue
        If the scheme is none, or something else than rows stands among those that are looked at.

    Examples
    --------
    >>> from communitygov.core.source import LIBRARY_DEFAULT
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> scheme = CHENGDU.with_children("general", least=2, most=20, source=LIBRARY_DEFAULT)
    >>> rows = [("LQ", None, "general", "龙桥"), ("LQ-01", "LQ", "micro", "一组")]
    >>> for finding in children_findings(rows, scheme):
    ...     print(finding)
    general grid LQ has too few grids directly under it: 1, where 2 is the least [GRID_TOO_FEW_CHILDREN]
    >>> children_findings(rows, CHENGDU)
    ()
    """
    require("scheme", scheme, kind=LevelScheme)
    bounded = {level.code: level for level in scheme if level.children}
    if not bounded:
        return ()
    check_rows(rows)
    under = Counter(parent for _, parent, _, _ in rows)
    found = (_finding(code, under[code], bounded[level]) for code, _, level, _ in rows if level in bounded)
    return tuple(finding for finding in found if finding)


def _finding(code: str, children: int, level: Level) -> Finding | None:
    """Return what is wrong with the number under one grid, if anything is."""
    bounds = level.children
    facts: dict[str, Detail] = {"grid": code, "level": level.term, "children": children}
    if bounds and children < bounds.least:
        finding = GRID_TOO_FEW_CHILDREN.finding(code, {**facts, "least": bounds.least})
    elif bounds and bounds.most is not None and children > bounds.most:
        finding = GRID_TOO_MANY_CHILDREN.finding(code, {**facts, "most": bounds.most})
    else:
        return None
    return attrs.evolve(finding, source=bounds.source)
