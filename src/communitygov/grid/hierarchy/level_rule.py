"""What is wrong with the levels and the sizes of grids.

Each rule reads the `LevelScheme`; where the scheme gives bounds, the finding carries their source.  Sizes are
looked at only where the caller gives them: the library counts nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeAlias

import attrs

from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.errors import Words
from communitygov.grid.hierarchy.register import Row
from communitygov.grid.level.level import Level
from communitygov.grid.level.scheme import LevelScheme

Facts: TypeAlias = Mapping[str, Detail]

GRID_LEVEL_UNKNOWN = Message(
    "GRID_LEVEL_UNKNOWN",
    Words(
        "网格 {grid} 的层级 {level} 不在方案 {scheme} 之中",
        "grid {grid} is of the level {level}, which the scheme {scheme} does not have",
    ),
    Words("请改为：{near}", "change it to: {near}"),
)
GRID_MISPLACED = Message(
    "GRID_MISPLACED",
    Words(
        "{level} {grid} 的上级 {parent} 是{above}，不合方案 {scheme}",
        "{level} {grid} lies under {parent} ({above}), which the scheme {scheme} does not allow",
    ),
    Words("可挂于：{allowed}", "it may lie under: {allowed}"),
)
GRID_WITHOUT_PARENT = Message(
    "GRID_WITHOUT_PARENT",
    Words("{level} {grid} 没有上级", "{level} {grid} lies under nothing"),
    Words("可挂于：{allowed}", "it may lie under: {allowed}"),
)
GRID_TOO_SMALL = Message(
    "GRID_TOO_SMALL",
    Words(
        "{level} {grid} 有 {households} 户，少于 {least} 户",
        "{level} {grid} has {households} households, fewer than {least}",
    ),
    Words("请与相邻网格合并", "merge it with a neighbour"),
)
GRID_TOO_LARGE = Message(
    "GRID_TOO_LARGE",
    Words(
        "{level} {grid} 有 {households} 户，多于 {most} 户",
        "{level} {grid} has {households} households, more than {most}",
    ),
    Words("请拆分", "split it"),
)
GRID_HOLDS_NOBODY = Message(
    "GRID_HOLDS_NOBODY",
    Words(
        "{level} {grid} 有 {households} 户，但方案 {scheme} 规定其中无住户",
        "{level} {grid} has {households} households, but the scheme {scheme} says that nobody lives there",
    ),
    Words("请将住户划入其他网格", "bind the households to another grid"),
)


def level_findings(
    rows: Sequence[Row], scheme: LevelScheme, *, level_of: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Name each grid of an unknown level, under a level not allowed, or under nothing though it may not be.

    A parent that is not there, or whose own level is unknown, is another rule's matter.  `level_of` says of
    which levels the parents are, unless they stand in `rows` themselves.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> rows = [("LQ", None, "district", "双流"), ("M", "LQ", "micro", "一组")]
    >>> for finding in level_findings(rows, CHENGDU):
    ...     print(finding, "→", finding.advice())
    micro-grid M lies under LQ (district), which the scheme chengdu does not allow [GRID_MISPLACED] → it may \
lie under: general grid
    """
    levels = level_of or {code: level for code, _, level, _ in reversed(rows)}
    suspects = (row for row in rows if (row[2], levels.get(row[1] or "")) not in scheme.legal)
    found = (_level_finding(row, levels, scheme) for row in suspects)
    return tuple(finding for finding in found if finding)


def size_findings(
    rows: Iterable[Row], households: Mapping[str, int], *, scheme: LevelScheme
) -> tuple[Finding, ...]:
    """Name each grid of `rows` whose count in `households` lies outside the bounds of its level.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> rows = [("M-1", "LQ", "micro", "一组"), ("M-2", "LQ", "micro", "二组")]
    >>> for finding in size_findings(rows, {"M-1": 101, "M-2": 100}, scheme=CHENGDU):
    ...     print(finding, finding.source)
    micro-grid M-1 has 101 households, more than 100 [GRID_TOO_LARGE] cdpma.cn, news 54058
    """
    found = (
        _size_finding(row, households[row[0]], scheme=scheme)
        for row in rows
        if row[2] in scheme  # an unknown level has no bounds, and is named by another rule
    )
    return tuple(finding for finding in found if finding)


def _level_finding(row: Row, level_of: Mapping[str, str], scheme: LevelScheme) -> Finding | None:
    """Return what is wrong with the level of one grid, if anything is."""
    code, parent, name, _ = row
    if name not in scheme:
        return _unknown_level(code, name, scheme)
    level = scheme[name]
    facts: Facts = {"grid": code, "level": level.term, "allowed": _allowed(level, scheme)}
    if parent is None:
        return GRID_WITHOUT_PARENT.finding(code, facts)
    above = level_of.get(parent)
    if above is None or above not in scheme:
        return None
    higher: Facts = {"parent": parent, "above": scheme[above].term, "scheme": scheme.code}
    return GRID_MISPLACED.finding(code, {**facts, **higher})


def _unknown_level(code: str, name: str, scheme: LevelScheme) -> Finding:
    """Return the finding about a level that the scheme does not have."""
    known = [level.code for level in scheme]
    near = get_close_matches(name, known, n=1) or known
    facts: Facts = {"grid": code, "level": name, "scheme": scheme.code, "near": ", ".join(near)}
    return GRID_LEVEL_UNKNOWN.finding(code, facts)


def _allowed(level: Level, scheme: LevelScheme) -> Words:
    """Return what a grid of `level` may lie under, in the order of the scheme."""
    above = tuple(each.term.words for each in scheme if each.code in level.under)
    return joined((*above, Words("无上级", "nothing")) if level.stands_alone else above)


def _size_finding(row: Row, households: int, *, scheme: LevelScheme) -> Finding | None:
    """Return what is wrong with the size of one grid, if anything is."""
    code, level = row[0], scheme[row[2]]
    facts: Facts = {"grid": code, "level": level.term, "households": households}
    if households and not level.holds_residents:
        return GRID_HOLDS_NOBODY.finding(code, {**facts, "scheme": scheme.code})
    bounds = level.bounds
    if bounds is None:
        return None
    if households < bounds.least:
        finding = GRID_TOO_SMALL.finding(code, {**facts, "least": bounds.least})
    elif bounds.most is not None and households > bounds.most:
        finding = GRID_TOO_LARGE.finding(code, {**facts, "most": bounds.most})
    else:
        return None
    return attrs.evolve(finding, source=bounds.source)
