"""Hypothesis strategies for things under one another, on which those of grids and of bodies stand.

One draw a level: deleting a thing of one level then does not change which parent the things of other levels
have, so that examples shrink well, and they come much faster than nested lists.  Zero decodes to the
plainest: no extras, under the first parent.
"""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

#: Bytes that one thing is decoded from: its extras, then its parent.
_WIDTH = 2


class Draft(NamedTuple):
    """One thing of a level before it has a code: number of its parent, to be wrapped, and its extras."""

    parent: int
    extra: int


def layers(most: Sequence[int]) -> st.SearchStrategy[tuple[tuple[Draft, ...], ...]]:
    """Return up to so many drafts for each level, in the order of the levels."""
    return st.tuples(*(_layer(size) for size in most))


def _layer(most: int) -> st.SearchStrategy[tuple[Draft, ...]]:
    """Return up to `most` drafts, often few and often many."""
    few, half, all_of_them = (_WIDTH * size for size in (min(most, 8), most // 2, most))
    drawn = st.one_of(
        st.binary(max_size=few),
        st.binary(max_size=all_of_them),
        st.binary(min_size=half, max_size=all_of_them),
    )
    return drawn.map(lambda raw: tuple(Draft(raw[at + 1], raw[at]) for at in range(0, len(raw) - 1, _WIDTH)))
