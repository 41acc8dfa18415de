"""Grids under grids (微网实格): which levels there are, who lies under whom, what is wrong with it.

Read in this order: `level` (kinds of grid as data), `register` (rows as they come in), `level_rule` (what
may lie under what), `hierarchy` (the value, its questions and its findings), `outline` (to look at).
"""

from communitygov.core.forest import HangsInCycle
from communitygov.grid.hierarchy import GridHierarchy
from communitygov.grid.level import CHENGDU, Level, LevelScheme, SizeBounds
from communitygov.grid.register import MOST_GRIDS, Grid

__all__ = [
    "CHENGDU",
    "MOST_GRIDS",
    "Grid",
    "GridHierarchy",
    "HangsInCycle",
    "Level",
    "LevelScheme",
    "SizeBounds",
]
