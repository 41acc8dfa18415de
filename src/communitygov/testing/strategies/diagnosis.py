"""Hypothesis strategies for the diagnosis of grids."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.grid.diagnosis.diagnosis import Diagnosis
from communitygov.grid.diagnosis.share import CoverShare, LevelShare
from communitygov.testing.strategies.core import days, findings, identifiers, terms
from communitygov.testing.strategies.grid import size_bounds


@st.composite
def level_shares(draw: st.DrawFn) -> LevelShare:
    """Return shares of up to 50 grids."""
    grids = draw(st.integers(0, 50))
    counted = draw(st.integers(0, grids))
    below = draw(st.integers(0, counted))
    return LevelShare(
        level=draw(terms()),
        grids=grids,
        counted=counted,
        below=below,
        above=draw(st.integers(0, counted - below)),
        partly=draw(st.integers(0, grids - counted)),
        bounds=draw(st.none() | size_bounds()),
    )


@st.composite
def cover_shares(draw: st.DrawFn) -> CoverShare:
    """Return shares of a few grids without cover."""
    without = draw(st.lists(identifiers(), max_size=4, unique=True))
    grids = len(without) + draw(st.integers(0, 10))
    return CoverShare(cover=draw(terms()), level=draw(terms()), grids=grids, without=without)


def diagnoses() -> st.SearchStrategy[Diagnosis]:
    """Return diagnoses of a few levels."""
    return st.builds(
        Diagnosis,
        on=st.none() | days(),
        levels=st.lists(level_shares(), max_size=3),
        covers=st.lists(cover_shares(), max_size=2),
        findings=st.lists(findings(), max_size=2),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {LevelShare: level_shares, CoverShare: cover_shares, Diagnosis: diagnoses}
)
