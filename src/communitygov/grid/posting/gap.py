"""Which grids lack somebody: the three of “有人管、有人问、有人帮”, each reported for itself.

A grid that is served from above only has no gap, where the rule of the roster lets that do; it is named
apart, so that 一格一员 can be asked for too.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.kind import GridKind
from communitygov.grid.posting.duty import THREE_DUTIES, Duty
from communitygov.grid.posting.rule import PostingRule
from communitygov.grid.posting.standing import Asked, Standing

GRID_WITHOUT_IN_CHARGE = Message(
    "GRID_WITHOUT_IN_CHARGE",
    Words("网格 {grid} 无人管", "nobody is in charge of grid {grid}"),
    Words("请派驻一名负责的工作人员", "post somebody who is in charge"),
    THREE_DUTIES,
)
GRID_WITHOUT_ENQUIRER = Message(
    "GRID_WITHOUT_ENQUIRER",
    Words("网格 {grid} 无人问", "nobody enquires in grid {grid}"),
    Words("请派驻一名负责走访询问的人", "post somebody who enquires"),
    THREE_DUTIES,
)
GRID_WITHOUT_HELPER = Message(
    "GRID_WITHOUT_HELPER",
    Words("网格 {grid} 无人帮", "nobody helps in grid {grid}"),
    Words("请派驻一名帮扶的人", "post somebody who helps"),
    THREE_DUTIES,
)
COVERED_FROM_ABOVE = Message(
    "COVERED_FROM_ABOVE",
    Words(
        "网格 {grid} 没有自己的人，由上级网格的 {worker} 兼管（{duty}）",
        "grid {grid} has nobody of its own; {worker}, posted above, {duty}",
    ),
    Words("若须一格一员，请为其派驻", "post somebody there, if each grid is to have its own"),
)
_GAPS: Mapping[Duty, Message] = MappingProxyType(
    {
        Duty.IN_CHARGE: GRID_WITHOUT_IN_CHARGE,
        Duty.ENQUIRES: GRID_WITHOUT_ENQUIRER,
        Duty.HELPS: GRID_WITHOUT_HELPER,
    }
)


def due(grid: GridHierarchy, rule: PostingRule) -> tuple[str, ...]:
    """Return the grids that a rule wants served: those of its kinds, or those with nothing under them."""
    return of_kinds(grid, rule.kinds) if rule.kinds else grid.leaves


def of_kinds(grid: GridHierarchy, kinds: frozenset[GridKind]) -> tuple[str, ...]:
    """Return the grids of some kinds, in the order of their codes."""
    levels = {level.code for level in grid.scheme if level.kind in kinds}
    return tuple(dict.fromkeys(code for code, _, level, _ in grid.rows if level in levels))


def gaps(standing: Standing, *, on: date | None) -> Iterator[Finding]:
    """Yield each duty that nobody has for a grid, duty by duty."""
    for duty, code, worker in _served(standing, on=on):
        if worker is None:
            yield _GAPS[duty].finding(code, {"grid": code})


def from_above(standing: Standing, *, on: date | None) -> Iterator[Finding]:
    """Yield each duty that a grid has from above only."""
    for duty, code, worker in _served(standing, on=on):
        own = standing.own(code, Asked(on, None, duty), at=code)
        if worker is not None and next(own, None) is None:
            facts: dict[str, Detail] = {"grid": code, "worker": worker, "duty": duty.words}
            yield COVERED_FROM_ABOVE.finding(code, facts)


def _served(standing: Standing, *, on: date | None) -> Iterator[tuple[Duty, str, str | None]]:
    """Yield who has each duty for each grid that must be served."""
    codes = due(standing.hierarchy(on), standing.rule)
    for duty in _asked_for(standing.rule.duties):
        for code in codes:
            yield duty, code, standing.first(code, Asked(on, None, duty))


def _asked_for(duties: Iterable[Duty]) -> list[Duty]:
    """Return duties in the order in which the document names them."""
    return [duty for duty in Duty if duty in frozenset(duties)]
