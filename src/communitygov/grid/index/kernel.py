"""Kernels of the index: sums, climbs and inheritance over all places at once, once for each engine.

Places are numbers in level order; -1 is no place.  So a table of all places with one more entry at its end,
that of -1, can be asked for any place and for none.

What is given has been checked before: columns are as long as there are places, and places lie between -1
and the last one.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from communitygov.core.forest import Forest
from communitygov.grid.index.numbers import Numbers


class Layer(NamedTuple):
    """One level below the roots for numpy: places `low` to `high`, and above them all that have children."""

    low: int
    high: int
    inner: Any
    begins: Any
    up: Any


def layers_of(numpy: Any, forest: Forest) -> tuple[Layer, ...]:  # noqa: ANN401  numpy is optional
    """Return the levels below the roots, from the top down."""
    up, inner = numpy.array(forest.up, dtype=numpy.intp), numpy.array(forest.inner, dtype=numpy.intp)
    begins = numpy.array(forest.first, dtype=numpy.intp)[inner]
    cuts = numpy.searchsorted(inner, forest.bounds).tolist()
    return tuple(
        Layer(low, high, inner[here:there], begins[here:there] - low, up[low:high])
        for low, high, here, there in zip(forest.bounds[1:], forest.bounds[2:], cuts, cuts[1:], strict=False)
    )


def summed_by_numpy(
    numpy: Any,  # noqa: ANN401  numpy is optional
    column: "array[int]",
    *,
    layers: Sequence[Layer],
) -> "array[int]":
    """Return for each place the sum of `column` over it and all beneath it."""
    totals = array("q", column)
    view = numpy.frombuffer(totals, dtype=numpy.int64)  # the same memory
    for low, high, inner, begins, _ in reversed(layers):
        view[inner] += numpy.add.reduceat(view[low:high], begins)
    return totals


def inherited(forest: Forest, marks: Iterable[int]) -> "array[int]":
    """Return for each place its own mark, or where that is -1 the one its parent has in the end.

    Examples
    --------
    >>> from communitygov.errors import Words
    >>> forest = Forest.of([("a", None), ("b", "a"), ("c", "b"), ("d", "a")], kind=Words("网格", "grid"))
    >>> inherited(forest, [-1, 7, -1, -1])
    array('i', [-1, 7, -1, 7])
    """
    found, up = list(marks), forest.up
    for at in range(len(forest.roots), len(found)):
        if found[at] < 0:
            found[at] = found[up[at]]
    return array("i", found)


def inherited_by_numpy(numpy: Any, marks: Numbers, *, layers: Sequence[Layer]) -> "array[int]":  # noqa: ANN401
    """Do the same as `inherited`."""
    made = array("i", bytes(4 * len(marks)))
    view = numpy.frombuffer(made, dtype=numpy.int32)  # the same memory
    view[:] = numpy.asarray(marks)
    for low, high, _, _, up in layers:
        own = view[low:high]
        numpy.copyto(own, view[up], where=own < 0)
    return made


def at_depth(forest: Forest, depth: int) -> list[int]:
    """Return for each place, and for none at the end, the one over it at `depth`; -1 where it lies higher.

    Examples
    --------
    >>> from communitygov.errors import Words
    >>> forest = Forest.of([("a", None), ("b", "a"), ("c", "b"), ("d", "a")], kind=Words("网格", "grid"))
    >>> at_depth(forest, 1)
    [-1, 1, 2, 1, -1]
    """
    low, high = forest.bounds[depth], forest.bounds[depth + 1]
    over, first = [-1] * low + list(range(low, high)), forest.first
    for at in forest.inner[bisect_left(forest.inner, low) :]:
        over += [over[at]] * (first[at + 1] - first[at])
    over.append(-1)
    return over


def at_depth_by_numpy(
    numpy: Any,  # noqa: ANN401  numpy is optional
    depth: int,
    *,
    layers: Sequence[Layer],
    bounds: Sequence[int],
) -> Any:  # noqa: ANN401  an array of numpy
    """Do the same as `at_depth`."""
    over = numpy.full(bounds[-1] + 1, -1, dtype=numpy.int32)
    over[bounds[depth] : bounds[depth + 1]] = numpy.arange(bounds[depth], bounds[depth + 1])
    for low, high, _, _, up in layers[depth:]:
        over[low:high] = over[up]
    return over


def met(one: int, other: int, *, up: Sequence[int]) -> int:
    """Return the nearest place that both are or lie under; -1 where they share no root."""
    # A parent's place is always the smaller one, so the greater of two is never above the other.
    while one != other:
        if one < other:
            other = up[other]
        else:
            one = up[one]
    return one


def met_by_numpy(
    numpy: Any,  # noqa: ANN401  numpy is optional
    up: Sequence[int],
    *,
    ones: Numbers,
    others: Numbers,
) -> "array[int]":
    """Do the same as `met` for many pairs at once."""
    above = numpy.array((*up, -1), dtype=numpy.intp)
    left, right = numpy.array(ones, dtype=numpy.intp), numpy.array(others, dtype=numpy.intp)
    apart = numpy.flatnonzero(left != right)
    while apart.size:
        one, other = left[apart], right[apart]
        # One step for the lower of the two, which is the greater number.
        one, other = numpy.minimum(one, other), above[numpy.maximum(one, other)]
        left[apart], right[apart] = one, other
        apart = apart[one != other]
    return array("i", left.astype(numpy.int32).tobytes())
