"""Grids under grids: rows as they come in, the value made of them, what is wrong with it, how it looks.

Read in this order: `register` (rows), `edge` and `overlay` (what changes with time, what else there is),
`timeline` (who lies where on which day; `day_error`), `overlaid` (the fields and what is compiled from them),
`questions`, `dated_questions`, `hierarchy` (the value); then the rules: `level_rule`, `edge_rule`,
`crosswalk_rule`, and `hierarchy_rule`, which runs them; then `exchange` (networkx), `outline` and `diagram`.
"""

from communitygov.core.forest import HangsInCycle
from communitygov.grid.hierarchy.day_error import AbsentThen, DatedHierarchy
from communitygov.grid.hierarchy.edge import MOST_EDGES, Edge
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY, PROPERTY_OVERLAY, Overlay
from communitygov.grid.hierarchy.register import MOST_GRIDS, Grid

__all__ = [
    "MOST_EDGES",
    "MOST_GRIDS",
    "PARTY_OVERLAY",
    "PROPERTY_OVERLAY",
    "AbsentThen",
    "DatedHierarchy",
    "Edge",
    "Grid",
    "GridHierarchy",
    "HangsInCycle",
    "Overlay",
]
