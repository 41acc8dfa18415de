"""Small counts hidden in a tree of grids, and as many others as it takes that no difference gives one away.

Counts add up: a grid counts what is counted in it directly and what the grids under it count.  So a hidden
count may follow from its parent and its siblings, from its children, or from both over several levels.

What is kept
    No count from 1 to ``smallest - 1`` is told.  Whoever knows the tree, every count that is told, that
    everything adds up, and that a hidden count is at least 1, finds for every hidden count two or more whole
    numbers that fit.  Nor does it help to suppose that all hidden counts of the lowest grids are small.
How
    Under a hidden count all counts above zero are hidden.  Under a count that is told, either none is hidden,
    or two or more are: the ``n`` lowest counts among and under these come to ``sum`` together, which is
    neither ``n`` (all are 1) nor ``n * (smallest - 1)`` (all are the greatest small count).  Then ``sum - n``
    is the room that each of them has above its least value, and it is at least 1.
    Where the small counts alone do not make that room, the next smallest siblings are hidden too, equal ones
    together; where hiding all siblings does not, the parent is hidden.
What is not known
    Other tables, other days, what somebody knows of single people, and other bounds such as the number of all
    residents of a grid.  Two tables of the same people that each keep this may give something away together.
    And whoever tries this method on every table that could be behind the counts told may find out, in rare
    cases of very few people, why something was hidden, and so more than the counts themselves tell.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communitygov.core.argument import each_required, require
from communitygov.core.forest import Forest
from communitygov.core.privacy import SMALLEST_COUNT
from communitygov.errors import InvalidValue, Words
from communitygov.grid.residency.tree_counts import TreeCounts

_COUNT = Words("须为非负整数", "must be whole numbers from 0 on")
_KIND = Words("网格", "grid")


class _Cells(NamedTuple):
    """What is worked out, place by place, from the lowest grids upwards."""

    counts: Sequence[int]
    #: How many lowest counts above zero it has, itself perhaps.
    lowest: list[int]
    #: Whether it is hidden whatever stands around it.
    is_forced: list[bool]
    #: What is hidden directly under it, if it is told, and if it is hidden.
    if_told: list[Sequence[int]]
    if_hidden: list[Sequence[int]]


def suppressed_tree(
    counts: Mapping[str, int], parents: Mapping[str, str | None], *, smallest: int = SMALLEST_COUNT
) -> TreeCounts:
    """Add counts up over a tree, and hide the small ones and what would give them away.

    Parameters
    ----------
    counts
        What is counted directly in each grid; 0 where nothing is given.
    parents
        Every grid, with the one it lies under; none for a root.
    smallest
        The smallest count above zero that may be told; at least 3.

    Raises
    ------
    UnknownName
        If a count is of no grid there.
    HangsInCycle
        If any grid lies in a circle.
    InvalidValue
        If a count is no whole number from 0 on, or `smallest` less than 3.

    Examples
    --------
    The community would give its only small count away; so the next smallest is hidden too, and all in it:

    >>> parents = {"LQ": None, "A": "LQ", "B": "LQ", "C": "LQ", "B-1": "B", "B-2": "B"}
    >>> suppressed_tree({"A": 3, "B-1": 6, "B-2": 7, "C": 31}, parents).cells
    (('A', None), ('B', None), ('B-1', None), ('B-2', None), ('C', 31), ('LQ', 47))
    >>> suppressed_tree({"A": 2}, {"A": None}, smallest=2)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: smallest: 2 will not do; it must be a whole number of at least 3. \
[INVALID_VALUE]
    """
    require("parents", parents, kind=Mapping)
    each_required("parents", (*parents, *(each for each in parents.values() if each is not None)), kind=str)
    return suppressed_forest(counts, Forest.of(sorted(parents.items()), kind=_KIND), smallest=smallest)


def suppressed_forest(counts: Mapping[str, int], forest: Forest, *, smallest: int) -> TreeCounts:
    """Do the same as `suppressed_tree` over a forest that is compiled already."""
    require("counts", counts, kind=Mapping)
    empty = TreeCounts(cells=(), smallest=smallest)
    for count in counts.values():
        if type(count) is int and count < 0:
            raise InvalidValue("counts", count, _COUNT)
    totals = forest.roll_up(counts)
    hidden = _hidden(forest, [counts.get(code, 0) for code in forest.codes], totals, smallest=smallest)
    cells = tuple(
        sorted((code, None if at in hidden else totals[code]) for at, code in enumerate(forest.codes))
    )
    return TreeCounts(cells=cells, smallest=empty.smallest)


def _hidden(forest: Forest, own: Sequence[int], totals: Mapping[str, int], *, smallest: int) -> set[int]:
    """Return the places of the counts to hide."""
    size = len(own)
    # What is counted directly in a grid with grids under it is one more count under it, and never told.
    none: list[Sequence[int]] = [() for _ in range(2 * size)]
    cells = _Cells([*totals.values(), *own], [0] * 2 * size, [False] * 2 * size, none, none.copy())
    for at in reversed(range(2 * size)):
        low, high = (forest.first[at], forest.first[at + 1]) if at < size else (0, 0)
        if low == high:
            cells.lowest[at] = 1
            cells.is_forced[at] = 0 < cells.counts[at] < smallest
        else:
            under = [place for place in (*range(low, high), size + at) if cells.counts[place]]
            _settle(cells, at, under, smallest)
    hidden: set[int] = set()
    for at in range(size):
        if cells.is_forced[at] and forest.up[at] < 0:
            hidden.add(at)
        hidden.update((cells.if_hidden if at in hidden else cells.if_told)[at])
    return hidden


def _settle(cells: _Cells, at: int, under: Sequence[int], smallest: int) -> None:
    """Decide about a count, from the counts above zero directly under it."""
    cells.lowest[at] = sum(cells.lowest[place] for place in under)
    cells.if_hidden[at] = under
    forced = [place for place in under if cells.is_forced[place]]
    if forced:
        cells.if_told[at] = _enough(cells, under, forced, smallest=smallest)
        # A small count has none but small ones under it: if these leave room, it is still small.
        is_small = cells.counts[at] < smallest
        cells.is_forced[at] = is_small or not _is_open(cells, cells.if_told[at], smallest=smallest)


def _enough(cells: _Cells, under: Sequence[int], forced: Sequence[int], *, smallest: int) -> Sequence[int]:
    """Return the forced counts with the next smallest ones, until they leave each other room or are all."""
    places, others = list(forced), [place for place in under if not cells.is_forced[place]]
    for count in sorted({cells.counts[place] for place in others}):
        if _is_open(cells, places, smallest=smallest):
            break
        places += [place for place in others if cells.counts[place] == count]
    return places


def _is_open(cells: _Cells, places: Sequence[int], *, smallest: int) -> bool:
    """Tell whether hidden counts side by side, under one that is told, leave each of them open."""
    lowest = sum(cells.lowest[place] for place in places)
    together = sum(cells.counts[place] for place in places)
    return len(places) > 1 and together > lowest and together != lowest * (smallest - 1)
