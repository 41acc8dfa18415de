"""Hypothesis strategies for days, months, years and quarters as programmes know them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.programme.date_span import DateSpan
from communitygov.programme.league.quarter import Quarter
from communitygov.testing.strategies.core import days

_YEARS = st.integers(2000, 2099)


def _of_days(first: date, length: int) -> DateSpan:
    """Return a span of so many days."""
    return DateSpan(first, first + timedelta(days=length))


#: Made once: to make a strategy for each example costs more than to draw from it.
_SPANS = (
    st.builds(DateSpan.on, days())
    | st.builds(DateSpan.month, _YEARS, st.integers(1, 12))
    | st.builds(DateSpan.year, _YEARS)
    | st.builds(_of_days, days(), st.integers(1, 730))
)


def date_spans() -> st.SearchStrategy[DateSpan]:
    """Return days, months, years, and spans of up to two years."""
    return _SPANS


def quarters() -> st.SearchStrategy[Quarter]:
    """Return quarters of this century."""
    return st.builds(Quarter, _YEARS, st.integers(1, 4))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {DateSpan: date_spans, Quarter: quarters}
)
