"""Hypothesis strategies for opportunity lists."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.programme.opportunity import Opportunity, OpportunityList, OpportunityMatch
from communitygov.testing.strategies.core import days, identifiers, terms, texts, titles
from communitygov.testing.strategies.quantity import quantities

#: Made once: to make a strategy for each example costs more than to draw from it.
_CODES, _TITLES, _TEXTS, _TERMS, _DAYS = identifiers(), titles(), texts(), terms(), days()
_LEFT, _DECLARED = st.none() | st.integers(0, 400), st.none() | quantities(unit="个")


@st.composite
def opportunities(draw: st.DrawFn) -> Opportunity:
    """Return entries that are open for a while, or without an end."""
    published = draw(_DAYS)
    left = draw(_LEFT)
    return Opportunity(
        code=draw(_CODES),
        title=draw(_TITLES),
        demand=draw(_TEXTS),
        resource=draw(_TEXTS),
        contact=draw(_TERMS),
        published=published,
        deadline=None if left is None else published + timedelta(days=left),
    )


_OPPORTUNITIES = opportunities()


def opportunity_matches() -> st.SearchStrategy[OpportunityMatch]:
    """Return matches, each for itself; those of `opportunity_lists` fit."""
    return st.builds(OpportunityMatch, opportunity=identifiers(), partner=identifiers(), on=days())


@st.composite
def opportunity_lists(draw: st.DrawFn) -> OpportunityList:
    """Return lists of up to five entries, some of them matched while they were open."""
    entries = draw(st.lists(_OPPORTUNITIES, max_size=5, unique_by=lambda each: each.code))
    matches: list[OpportunityMatch] = []
    for each in entries:
        if draw(st.booleans()):
            most = (each.deadline - each.published).days if each.deadline else 400
            on = each.published + timedelta(days=draw(st.integers(0, most)))
            matches.append(OpportunityMatch(opportunity=each.code, partner=draw(_CODES), on=on))
    return OpportunityList(
        place=draw(_CODES),
        entries=entries,
        matches=matches,
        declared=draw(_DECLARED),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Opportunity: opportunities,
        OpportunityMatch: opportunity_matches,
        OpportunityList: opportunity_lists,
    }
)
