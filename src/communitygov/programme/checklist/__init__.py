"""Checklists (五化同步, 四个一) whose members are data, and sets that are only named (六微, 双示范)."""

from communitygov.programme.checklist.checklist import Checklist, Coverage
from communitygov.programme.checklist.item import ChecklistItem
from communitygov.programme.checklist.presets import (
    CHECKLISTS,
    DEMONSTRATION_CRITERIA,
    DOUBLE_DEMONSTRATION,
    FIVE_ACTIONS,
    FIVE_LINES,
    FIVE_ONES,
    FIVE_SYNC,
    FIVE_WORKING_STEPS,
    FOUR_ONES,
    SIX_MICRO,
    SIX_ONES,
    checklist_named,
)
from communitygov.programme.checklist.unlisted import MembersNotListed, UnlistedSet

__all__ = [
    "CHECKLISTS",
    "DEMONSTRATION_CRITERIA",
    "DOUBLE_DEMONSTRATION",
    "FIVE_ACTIONS",
    "FIVE_LINES",
    "FIVE_ONES",
    "FIVE_SYNC",
    "FIVE_WORKING_STEPS",
    "FOUR_ONES",
    "SIX_MICRO",
    "SIX_ONES",
    "Checklist",
    "ChecklistItem",
    "Coverage",
    "MembersNotListed",
    "UnlistedSet",
    "checklist_named",
]
