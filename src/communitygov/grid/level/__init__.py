"""Levels as data: which kinds of grid there are, what each may lie under, how large it should be.

Read in this order: `kind` (the four kinds of grid), `bounds`, `level`, `scheme`; then the presets, each a
table: `chengdu` (the levels of the documents, the “3+1”), `divisions` (places and official codes), `overlays`
(Party organisations, property services); and the rules that levels bring: `children_rule`, `code_rule`.
"""

from communitygov.grid.level.bounds import CountBounds, SizeBounds
from communitygov.grid.level.chengdu import CHENGDU, THREE_PLUS_ONE
from communitygov.grid.level.children_rule import children_findings
from communitygov.grid.level.code_rule import official_code_findings
from communitygov.grid.level.divisions import ADMINISTRATIVE, STATISTICAL_DIVISIONS
from communitygov.grid.level.kind import GridKind
from communitygov.grid.level.level import Level
from communitygov.grid.level.overlays import PARTY_LINKAGE, PROPERTY
from communitygov.grid.level.scheme import LevelScheme

__all__ = [
    "ADMINISTRATIVE",
    "CHENGDU",
    "PARTY_LINKAGE",
    "PROPERTY",
    "STATISTICAL_DIVISIONS",
    "THREE_PLUS_ONE",
    "CountBounds",
    "GridKind",
    "Level",
    "LevelScheme",
    "SizeBounds",
    "children_findings",
    "official_code_findings",
]
