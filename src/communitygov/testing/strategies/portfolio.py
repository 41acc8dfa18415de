"""Hypothesis strategies for portfolios, the projects that drive them, and where two overlap."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.programme.portfolio.overlap import Overlap
from communitygov.programme.portfolio.portfolio import Portfolio, PortfolioItem, ProjectCharge
from communitygov.testing.strategies.core import citations, days, identifiers, terms, titles

#: Made once: to make a strategy for each example costs more than to draw from it.
_CODES, _NAMES, _TERMS, _CITED = identifiers(), titles(longest=3), terms(), citations()
_PERHAPS, _DUE = st.none() | _CODES, st.none() | days()


@st.composite
def portfolio_items(draw: st.DrawFn, *, kinds: st.SearchStrategy[str | None] | None = None) -> PortfolioItem:
    """Return items of one of `kinds`, of any, or of none that is known."""
    return PortfolioItem(
        code=draw(_CODES),
        name=draw(_NAMES),
        kind=draw(_PERHAPS if kinds is None else kinds),
        place=draw(_PERHAPS),
    )


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    """Return portfolios of which up to five items are named and up to four classes known."""
    classes = draw(st.lists(_TERMS, max_size=4, unique_by=lambda each: each.code))
    kinds = st.sampled_from([None, *(each.code for each in classes)])
    items = draw(st.lists(portfolio_items(kinds=kinds), max_size=5, unique_by=lambda each: each.code))
    class_count = max(1, len(classes)) + draw(st.integers(0, 5))
    known = [each.kind for each in items if each.kind is not None]
    fewest = max(len(items), class_count + len(known) - len(set(known)))
    return Portfolio(
        name=draw(_TERMS),
        declared=fewest + draw(st.integers(0, 60)),
        class_count=class_count,
        items=items,
        classes=classes,
        citation=draw(_CITED),
    )


@st.composite
def project_charges(draw: st.DrawFn, *, items: st.SearchStrategy[str] | None = None) -> ProjectCharge:
    """Return projects of one of `items` or of any, some without owner or due date."""
    return ProjectCharge(
        item=draw(_CODES if items is None else items),
        project=draw(_CODES),
        owner=draw(_PERHAPS),
        due=draw(_DUE),
    )


def overlaps() -> st.SearchStrategy[Overlap]:
    """Return flags."""
    return st.builds(Overlap, left=identifiers(), right=identifiers(), is_same=st.none() | st.booleans())


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        PortfolioItem: portfolio_items,
        Portfolio: portfolios,
        ProjectCharge: project_charges,
        Overlap: overlaps,
    }
)
