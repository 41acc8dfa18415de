"""Front door of reorganisation: merge, split, move, rename, open, close grids, and what became of them.

Read in this order: `change`, `merger`, `division` (the records), `holdings` (what they are done to),
`lineage` and `chronicle` (what became of what, and what stood on a day), `outlook` (a preview).
"""

from communitygov.grid.reorganisation.change import Change, Closed, Move, Opened, Rename
from communitygov.grid.reorganisation.chronicle import Chronicle
from communitygov.grid.reorganisation.division import Part, Split, parted
from communitygov.grid.reorganisation.holdings import Holdings
from communitygov.grid.reorganisation.lineage import Lineage
from communitygov.grid.reorganisation.making import merge, move, rename, split
from communitygov.grid.reorganisation.matter import OpenMatter
from communitygov.grid.reorganisation.merger import Merge
from communitygov.grid.reorganisation.outlook import Preview, PreviewLine, preview
from communitygov.grid.reorganisation.refusal import ChangeRefused
from communitygov.grid.reorganisation.succession import Succession, SuccessionKind
from communitygov.grid.reorganisation.totals import GridCounts, HeldTotals

__all__ = [
    "Change",
    "ChangeRefused",
    "Chronicle",
    "Closed",
    "GridCounts",
    "HeldTotals",
    "Holdings",
    "Lineage",
    "Merge",
    "Move",
    "OpenMatter",
    "Opened",
    "Part",
    "Preview",
    "PreviewLine",
    "Rename",
    "Split",
    "Succession",
    "SuccessionKind",
    "merge",
    "move",
    "parted",
    "preview",
    "rename",
    "split",
]
