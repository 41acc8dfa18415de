"""Hypothesis strategies for the bounds of grids under a grid; levels and schemes stand beside the grids."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.grid.level.bounds import CountBounds
from communitygov.testing.strategies.core import citations


@st.composite
def count_bounds(draw: st.DrawFn) -> CountBounds:
    """Return bounds of how many grids lie under one, some of them open upwards."""
    least, span = draw(st.integers(0, 20)), draw(st.none() | st.integers(0, 20))
    return CountBounds(least=least, most=None if span is None else least + span, source=draw(citations()))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {CountBounds: count_bounds}
)
