"""Hypothesis strategies for figures and cases: of few places and documents, so that some can be added."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.casebook.case import GridCase
from communitygov.casebook.figure import Figure
from communitygov.core.quantity import Quantity
from communitygov.core.source import Citation, quoted
from communitygov.testing.strategies.core import identifiers, texts, titles, words
from communitygov.testing.strategies.grid import hierarchies

_PLACES = ("成都市双流区", "成都市郫都区")
_DOCUMENTS = ("002", "003")
_UNITS = ("个", "名")


@st.composite
def figures(draw: st.DrawFn, *, place: str | None = None) -> Figure:
    """Return figures, of `place` if one is given."""
    document = draw(st.sampled_from(_DOCUMENTS))
    cited: st.SearchStrategy[Citation] = texts(longest=10).map(lambda phrase: quoted(document, phrase))
    return Figure(
        draw(st.sampled_from(_PLACES) | titles()) if place is None else place,
        Quantity.exact(draw(st.integers(0, 20_000)), draw(st.sampled_from(_UNITS))),
        what=draw(words()),
        citations=draw(st.lists(cited, min_size=1, max_size=2, unique=True)),
    )


@st.composite
def grid_cases(draw: st.DrawFn) -> GridCase:
    """Return cases of small hierarchies."""
    place = draw(st.sampled_from(_PLACES))
    return GridCase(
        code=draw(identifiers()),
        place=place,
        grid=draw(hierarchies()),
        figures=draw(st.lists(figures(place=place), max_size=2)),
        choices=draw(st.lists(words(), max_size=2)),
        is_synthetic=draw(st.booleans()),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Figure: figures, GridCase: grid_cases}
)
