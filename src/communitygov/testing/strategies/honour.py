"""Hypothesis strategies for honours."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.programme.honour import Holder, Honour, HonourRoll
from communitygov.testing.strategies.core import citations, identifiers, titles
from communitygov.testing.strategies.date_span import date_spans

#: Few names and towns, so that some holders have one name.
_NAMES, _TOWNS = ("嘉禾社区", "云华社区"), ("黄龙溪镇", "黄水镇")


def holders() -> st.SearchStrategy[Holder]:
    """Return holders, many of one name, some without a town."""
    return st.builds(
        Holder,
        id=identifiers(),
        name=st.sampled_from(_NAMES) | titles(),
        town=st.none() | st.sampled_from(_TOWNS),
    )


#: Made once: to make a strategy for each example costs more than to draw from it.
_HOLDERS, _CODES, _TITLES, _CITED = holders(), identifiers(), titles(), citations()
_BODIES, _WHEN = st.none() | _TITLES, st.none() | date_spans()


@st.composite
def honours(draw: st.DrawFn, *, holder: st.SearchStrategy[str] | None = None) -> Honour:
    """Return honours of one of `holder`, or of anybody."""
    return Honour(
        holder=draw(_CODES if holder is None else holder),
        what=draw(_TITLES),
        body=draw(_BODIES),
        when=draw(_WHEN),
        citation=draw(_CITED),
    )


@st.composite
def honour_rolls(draw: st.DrawFn) -> HonourRoll:
    """Return rolls of up to five holders."""
    known = draw(st.lists(_HOLDERS, min_size=1, max_size=5, unique_by=lambda each: each.id))
    codes = st.sampled_from([each.id for each in known])
    return HonourRoll(holders=known, honours=draw(st.lists(honours(holder=codes), max_size=5)))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Holder: holders, Honour: honours, HonourRoll: honour_rolls}
)
