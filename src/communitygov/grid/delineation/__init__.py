"""Micro-grids drawn: from buildings and who stands beside whom to contiguous grids within bounds.

Read in this order: `building` (what comes in), `delineate` (the way), `delineation` (what comes out),
`quality` and `reason` (how good it is and what could not be made).
"""

from communitygov.grid.delineation.building import Building
from communitygov.grid.delineation.delineate import delineate
from communitygov.grid.delineation.delineation import Delineation
from communitygov.grid.delineation.drawn_grid import DrawnGrid
from communitygov.grid.delineation.quality import Quality
from communitygov.grid.delineation.refinement import as_drawn, refine

__all__ = ["Building", "Delineation", "DrawnGrid", "Quality", "as_drawn", "delineate", "refine"]
