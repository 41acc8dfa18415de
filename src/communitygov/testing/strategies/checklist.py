"""Hypothesis strategies for checklists, their coverage, and sets that are only named."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.programme.checklist.checklist import Checklist, Coverage
from communitygov.programme.checklist.item import ChecklistItem
from communitygov.programme.checklist.unlisted import UnlistedSet
from communitygov.testing.strategies.core import citations, identifiers, terms, titles, words

#: Made once: to make a strategy for each example costs more than to draw from it.
_CODES, _TITLES, _CHANGES = identifiers(), titles(), st.none() | st.tuples(words(), words())


@st.composite
def checklist_items(draw: st.DrawFn) -> ChecklistItem:
    """Return members, some of which turn something into something."""
    before, after = draw(_CHANGES) or (None, None)
    return ChecklistItem(code=draw(_CODES), zh=draw(_TITLES), en=draw(_TITLES), before=before, after=after)


def members(*, fewest: int = 1, most: int = 6) -> st.SearchStrategy[list[ChecklistItem]]:
    """Return members with codes of their own."""
    return st.lists(checklist_items(), min_size=fewest, max_size=most, unique_by=lambda each: each.code)


def _aliases() -> st.SearchStrategy[list[str]]:
    """Return other names."""
    return st.lists(titles(), max_size=2, unique=True)


def checklists() -> st.SearchStrategy[Checklist]:
    """Return lists of one to six members."""
    return st.builds(Checklist, name=terms(), members=members(), aliases=_aliases(), citation=citations())


@st.composite
def coverages(draw: st.DrawFn) -> Coverage:
    """Return checklists of which some members are covered."""
    checklist = draw(checklists())
    return checklist.coverage(draw(st.lists(st.sampled_from([each.code for each in checklist]))))


def unlisted_sets() -> st.SearchStrategy[UnlistedSet]:
    """Return sets of one to nine members that nobody lists."""
    return st.builds(
        UnlistedSet, name=terms(), count=st.integers(1, 9), aliases=_aliases(), citation=citations()
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        ChecklistItem: checklist_items,
        Checklist: checklists,
        Coverage: coverages,
        UnlistedSet: unlisted_sets,
    }
)
