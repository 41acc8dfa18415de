"""Hypothesis strategies for codes of divisions and grids, and for books of codes.

Every code is built from its parts, so that each has a province there is and no part is skipped.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.grid.code.book import CodeBook, CodeEntry
from communitygov.grid.code.division import DivisionCode
from communitygov.grid.code.part import PROVINCES
from communitygov.grid.code.standard import CodeStandard
from communitygov.grid.code.unit_grid import GridCode
from communitygov.testing.strategies.core import identifiers

_PROVINCES = tuple(PROVINCES)


def _number(digits: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Return numbers of so many digits."""
    return st.integers(least, 10**digits - 1).map(lambda number: f"{number:0{digits}}")


def _counties() -> st.SearchStrategy[str]:
    """Return the six digits of a province, a prefecture or a county."""
    return st.builds("".join, st.tuples(st.sampled_from(_PROVINCES), _number(2), _number(2)))


def _divisions() -> st.SearchStrategy[str]:
    """Return the twelve digits of a division of any level."""
    below = st.one_of(
        st.just("000000"),
        st.builds("".join, st.tuples(_number(3, least=1), st.just("000") | _number(3))),
    )
    return st.builds("".join, st.tuples(_counties(), below))


def division_codes() -> st.SearchStrategy[DivisionCode]:
    """Return codes of six, nine and twelve digits."""

    def cut(digits: str, length: int) -> DivisionCode:
        return DivisionCode(digits[:length])

    return st.builds(cut, _divisions(), st.sampled_from((6, 9, 12)))


def grid_codes() -> st.SearchStrategy[GridCode]:
    """Return codes of fifteen and twenty digits."""
    beijing = st.builds("".join, st.tuples(_divisions(), _number(3)))
    community = st.builds("".join, st.tuples(_number(6), _divisions(), _number(2)))
    return st.builds(GridCode, beijing | community)


def code_entries() -> st.SearchStrategy[CodeEntry]:
    """Return lines of a book: few grids and codes, so that they meet, and some official codes."""
    few = st.sampled_from(("A-1", "A-l", "a-1", "B", "510116"))
    official = division_codes().map(str) | grid_codes().map(str)
    registers = st.sampled_from([standard.value for standard in CodeStandard]) | identifiers(longest=3)
    return st.builds(
        CodeEntry, st.sampled_from("abc") | identifiers(), few | official | identifiers(), register=registers
    )


def code_books() -> st.SearchStrategy[CodeBook]:
    """Return books of a few lines."""
    return st.builds(CodeBook, st.lists(code_entries(), max_size=8))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        DivisionCode: division_codes,
        GridCode: grid_codes,
        CodeEntry: code_entries,
        CodeBook: code_books,
    }
)
