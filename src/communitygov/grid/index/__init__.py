"""The compiled index of a forest of grids: places in level order, counts at every level, running totals.

Read in this order: `grid_index` (places, and questions about many at once), `measures` (numbers in level
order), `totals` (their sums), `running_totals` (sums kept while numbers and grids move), `engine` (who adds).
"""

from communitygov.grid.index.engine import IndexEngine
from communitygov.grid.index.grid_index import GridIndex
from communitygov.grid.index.measures import Measures
from communitygov.grid.index.running_totals import RunningTotals
from communitygov.grid.index.totals import Totals

__all__ = ["GridIndex", "IndexEngine", "Measures", "RunningTotals", "Totals"]
