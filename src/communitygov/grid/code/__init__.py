"""Official codes of divisions and grids: read with their parts, refused with a reason, held against parents.

Read in this order: `standard` (which codes there are), `part` (what their parts say), `fault` (why a text is
none), `division` and `unit_grid` (the values), `reading`, `under_rule` (codes and parents), `confusable`
(codes that look alike), `book` (the other codes of a grid).
"""

from communitygov.grid.code.book import CodeBook, CodeEntry, CodeOfSeveralGrids
from communitygov.grid.code.confusable import confusable_findings
from communitygov.grid.code.division import DivisionCode
from communitygov.grid.code.fault import CodeUnreadable, fault_of
from communitygov.grid.code.part import (
    PROVINCES,
    TOWNSHIP_RANGES,
    VILLAGE_RANGES,
    CodeRange,
    DivisionLevel,
    TownshipKind,
    VillageKind,
)
from communitygov.grid.code.reading import read_code
from communitygov.grid.code.standard import CodeStandard
from communitygov.grid.code.under_rule import code_findings
from communitygov.grid.code.unit_grid import GridCode

__all__ = [
    "PROVINCES",
    "TOWNSHIP_RANGES",
    "VILLAGE_RANGES",
    "CodeBook",
    "CodeEntry",
    "CodeOfSeveralGrids",
    "CodeRange",
    "CodeStandard",
    "CodeUnreadable",
    "DivisionCode",
    "DivisionLevel",
    "GridCode",
    "TownshipKind",
    "VillageKind",
    "code_findings",
    "confusable_findings",
    "fault_of",
    "read_code",
]
