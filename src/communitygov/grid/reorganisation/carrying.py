"""What a change does to dwellings and open matters: each goes to the grid that has the ground now.

Nothing is lost and nothing is added.  What goes elsewhere than one would think is named in a finding.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import attrs

from communitygov.core.finding import Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.reorganisation.change import Change, Move
from communitygov.grid.reorganisation.division import Split
from communitygov.grid.reorganisation.matter import OpenMatter
from communitygov.grid.reorganisation.merger import Merge
from communitygov.grid.reorganisation.situation import Situation
from communitygov.grid.residency.residency import Residency

MATTER_HANDED_OVER = Message(
    "MATTER_HANDED_OVER",
    Words(
        "事项 {matter} 随房屋 {dwelling} 由 {before} 转至 {after}",
        "matter {matter} follows its dwelling {dwelling} from {before} to {after}",
    ),
    Words("请 {before} 交接", "have {before} hand it over"),
    LIBRARY_DEFAULT,
)


class Carried(NamedTuple):
    """Open matters after a change, and what to know about them."""

    matters: tuple[OpenMatter, ...]
    notes: tuple[Finding, ...]


def rehoused(residency: Residency, change: Change, *, grid: GridHierarchy) -> Residency:
    """Return the residency of the grids after a change: every dwelling and every tenure as before.

    Examples
    --------
    >>> from datetime import date
    >>> from communitygov.grid.residency.dwelling import Dwelling
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥")])
    >>> residency = Residency(grid, dwellings=[Dwelling("D-1", grid="LQ")])
    >>> change = Move(code="LQ", to=None, on=date(2024, 3, 1), basis="3 号")
    >>> rehoused(residency, change, grid=grid) == residency
    True
    """
    to: Mapping[str, str] = {}
    if isinstance(change, Merge):
        to = {each.id: change.into for each in residency.dwellings if each.grid in change.codes}
    elif isinstance(change, Split):
        to = change.taker_of("dwellings")
    dwellings = [
        attrs.evolve(each, grid=to[each.id]) if each.id in to else each for each in residency.dwellings
    ]
    return attrs.evolve(residency, grid=grid, dwellings=dwellings)


def carried(change: Change, before: Situation, *, grid: GridHierarchy) -> Carried:
    """Return the open matters after a change, in the grids that have their ground."""
    if isinstance(change, Move):
        return _after_move(before, grid)
    to: Mapping[str, str] = {}
    if isinstance(change, Merge):
        to = {each.id: change.into for each in before.matters if each.grid in change.codes}
    elif isinstance(change, Split):
        rest = {each.id: change.rest for each in before.matters_of(change.code) if change.rest is not None}
        to = rest | change.taker_of("matters") | before.led_by_dwelling(change)
    matters = [attrs.evolve(each, grid=to.get(each.id, each.grid)) for each in before.matters]
    return Carried(tuple(matters), ())


def _after_move(before: Situation, grid: GridHierarchy) -> Carried:
    """Return the matters after a move: those that no grid above their dwelling has go to one that is."""
    matters, notes = list[OpenMatter](), list[Finding]()
    for matter in before.matters:
        after = _above_dwelling(matter, before, grid)
        matters.append(attrs.evolve(matter, grid=after))
        if after != matter.grid:
            notes.extend(_handed_over(matter, after))
    return Carried(tuple(matters), tuple(notes))


def _handed_over(matter: OpenMatter, after: str) -> Iterator[Finding]:
    """Name a matter that another grid handles from now on."""
    facts = {
        "matter": matter.id,
        "dwelling": matter.dwelling or "",
        "before": matter.grid,
        "after": after,
    }
    yield MATTER_HANDED_OVER.finding(matter.id, facts)


def _above_dwelling(matter: OpenMatter, before: Situation, grid: GridHierarchy) -> str:
    """Return the grid for a matter: its own if above its dwelling, else one of that level, else the home."""
    home = (before.homes or {}).get(matter.dwelling or "", "")
    way = grid.path(home) if home in grid else (matter.grid,)
    if matter.grid in way:
        return matter.grid
    level = grid[matter.grid].level
    return next((code for code in way if grid[code].level == level), home)
