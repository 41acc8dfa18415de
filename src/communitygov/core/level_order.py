"""Pairs of code and parent brought into level order: first the roots, then all that hang under them, ….

In level order the children of each thing stand side by side, and a parent always stands before its children.
So the whole forest is told by the codes in their order and by how many children each of them has.

Everything here takes linear time and does not recurse.  What is wrong with the pairs,
`communitygov.core.forest` keeps.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import NamedTuple

#: A code and the code of what it hangs under; none for a root.
Pair = tuple[str, str | None]


class LevelOrder(NamedTuple):
    """Codes in level order; how many children each inner place has, those of -1 being the roots."""

    codes: tuple[str, ...]
    sizes: Mapping[int, int]

    @classmethod
    def of(cls, pairs: Collection[Pair]) -> "LevelOrder":
        """Go down level by level from the roots; what is not reached from them is left out.

        Examples
        --------
        >>> LevelOrder.of([("c", "b"), ("a", None), ("b", "a"), ("x", "y")])
        LevelOrder(codes=('a', 'b', 'c'), sizes={-1: 1, 0: 1, 1: 1})
        """
        below = _below(pairs)
        codes = below.pop(None, [])
        sizes, low = {-1: len(codes)}, 0
        while low < len(codes) < len(pairs):  # nothing hangs under the last level: it is not looked at
            inner = [at for at, code in enumerate(codes[low:], low) if code in below]
            low = len(codes)
            for at in inner:
                children = below.pop(codes[at], [])  # of a code that stands twice, under the first one only
                sizes[at] = len(children)
                codes += children
        return cls(tuple(codes), sizes)

    @classmethod
    def under(cls, codes: tuple[str, ...], up: "array[int]") -> "LevelOrder":
        """Return the order of `codes` that stand in it already, each with the place of its parent.

        Examples
        --------
        >>> LevelOrder.under(("a", "b", "c"), array("i", [-1, 0, 0])).sizes
        {-1: 1, 0: 2}
        """
        return cls(codes, dict(Counter(up)) or {-1: 0})

    def parents(self) -> tuple[int, ...]:
        """Return for each place the place of its parent; -1 for a root."""
        return tuple(chain.from_iterable(map(repeat, self.sizes, self.sizes.values())))

    def first_children(self) -> tuple[int, ...]:
        """Return for each place where its children begin; for one without, where the next ones do.

        One more stands at the end, where the last children end.

        Examples
        --------
        >>> LevelOrder.of([("a", None), ("b", "a"), ("c", "a"), ("d", "c")]).first_children()
        (1, 3, 3, 4, 4)
        """
        first, end = list[int](), 0
        for at, size in self.sizes.items():
            first += [end] * (at + 1 - len(first))
            end += size
        first += [end] * (end + 1 - len(first))
        return tuple(first)


def _below(pairs: Iterable[Pair]) -> dict[str | None, list[str]]:
    """Return what hangs directly under each; the roots hang under none."""
    below: dict[str | None, list[str]] = {}
    found = below.get
    for code, parent in pairs:
        children = found(parent)
        if children is None:
            below[parent] = [code]
        else:
            children.append(code)
    return below


def first_of_each(pairs: Sequence[Pair]) -> tuple[dict[str, str | None], tuple[Pair, ...]]:
    """Return the parent of each code, and every pair of each code that stands in more than one.

    Examples
    --------
    >>> first_of_each([("a", None), ("b", "a"), ("b", None)])
    ({'a': None, 'b': 'a'}, (('b', 'a'), ('b', None)))
    """
    parents = dict(pairs)
    if len(parents) == len(pairs):
        return parents, ()
    parents.clear()
    for code, parent in pairs:
        parents.setdefault(code, parent)
    times = Counter(code for code, _ in pairs)
    return parents, tuple(pair for pair in pairs if times[pair[0]] > 1)
