"""The compiled index (编译索引) of a forest of grids: every grid a place, every question about many a slice.

1. Places are numbers in *level order*: the roots first, then all that lie under them, and so on.  So a level
   is a range of places, the children of a grid are one, and so is all that lies any number of levels
   beneath it.
2. Questions about one grid take codes and give codes.  Questions about many take places, -1 standing for
   none, and give places: lists, arrays and the arrays of numpy will do.
3. Sums and inheritance over all grids are done by the standard library or by numpy, with the same answer
   (`communitygov.grid.index.engine`).

Nothing here follows the depth of a hierarchy by recursion.  What hangs in a circle has no place: asking for
it raises `HangsInCycle`.  The index knows no levels, names or days; a `GridHierarchy` does.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from itertools import chain, pairwise
from typing import Any, Self

import attrs

from communitygov.core.checks import as_tuple, counted, one_of
from communitygov.core.forest import Forest
from communitygov.core.level_order import Pair
from communitygov.errors import InvalidValue, Words
from communitygov.grid.index.engine import numpy_for
from communitygov.grid.index.kernel import (
    Layer,
    at_depth,
    at_depth_by_numpy,
    inherited,
    inherited_by_numpy,
    layers_of,
    met,
    met_by_numpy,
    summed_by_numpy,
)
from communitygov.grid.index.measures import Column, Given, Measures
from communitygov.grid.index.numbers import as_numbers, check_within
from communitygov.grid.index.totals import Totals

#: What the things in the forest are.
KIND = Words("网格", "grid")


@attrs.frozen(eq=False)
class GridIndex:
    """Grids in level order, and what can be asked of many of them at once.

    Parameters
    ----------
    forest
        The grids and what each lies under, compiled; `GridIndex.of` takes pairs too.

    Examples
    --------
    >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ"), ("LQ-2a", "LQ-2")])
    >>> index.codes, index.place("LQ-2"), index.children("LQ"), index.span("LQ", 2)
    (('LQ', 'LQ-1', 'LQ-2', 'LQ-2a'), 2, range(1, 3), range(3, 4))
    >>> index.path("LQ-2a"), index.common_ancestor("LQ-1", "LQ-2a")
    (('LQ', 'LQ-2', 'LQ-2a'), 'LQ')
    >>> index.totals({"households": {"LQ-1": 41, "LQ-2a": 52}}).of("LQ")
    {'households': 93}
    >>> index.place("LQ-3")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No grid is called 'LQ-3'. Did you mean 'LQ-2'? [UNKNOWN_NAME]
    """

    forest: Forest = attrs.field(validator=one_of(Forest), repr=counted)

    @classmethod
    def of(cls, given: "Iterable[Pair] | Forest") -> Self:
        """Compile pairs of code and parent, none for a root; or take what is compiled.

        Raises
        ------
        InvalidValue
            If something is no pair of texts.
        """
        if isinstance(given, Forest):
            return cls(given)
        pairs = as_tuple(given)
        try:
            forest = Forest.of(pairs, kind=KIND)
        except (TypeError, ValueError) as error:
            raise _no_pair(pairs) from error
        texts = chain(forest, (parent for _, parent in forest.strangers))
        if not all(issubclass(kind, str) for kind in set(map(type, texts))):
            raise _no_pair(pairs)
        return cls(forest)

    # ------------------------------------------------------------------------- places

    def __len__(self) -> int:
        """Return how many places there are."""
        return len(self.forest.codes)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self.forest.place

    def __iter__(self) -> Iterator[str]:
        return iter(self.forest.codes)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order of their places."""
        return self.forest.codes

    @property
    def parents(self) -> tuple[int, ...]:
        """For each place the place it lies under; -1 for a root."""
        return self.forest.up

    @property
    def levels(self) -> tuple[range, ...]:
        """The places of each level, from the roots down."""
        return tuple(range(low, high) for low, high in pairwise(self.forest.bounds))

    @property
    def leaves(self) -> tuple[int, ...]:
        """The places with nothing beneath them."""
        return tuple(at for at, (low, high) in enumerate(pairwise(self.forest.first)) if low == high)

    def place(self, code: str) -> int:
        """Return the place of `code`.

        Raises
        ------
        UnknownName
            If no grid has this code.
        HangsInCycle
            If it hangs in a circle or beneath one.
        """
        return self.forest.at(code)

    def places(self, codes: Iterable[str]) -> "array[int]":
        """Return the place of each code, in the order given; a code may stand more than once."""
        wanted = as_tuple(codes)
        try:
            return array("i", map(self.forest.place.__getitem__, wanted))
        except (KeyError, TypeError):
            return array("i", map(self.forest.at, wanted))  # which names the one that is not there

    def named(self, places: Iterable[int]) -> tuple[str, ...]:
        """Return the codes of places; of a range of places, one slice.

        Examples
        --------
        >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ")])
        >>> index.named(index.children("LQ")), index.named([2, 0])
        (('LQ-1', 'LQ-2'), ('LQ-2', 'LQ'))
        """
        codes = self.forest.codes
        wanted = as_numbers(places, "places")
        check_within(wanted, "places", end=len(codes))
        if -1 in wanted:
            bound = Words("须为网格的位置", "must hold places of grids only")
            raise InvalidValue("places", -1, bound)
        return tuple(map(codes.__getitem__, wanted))

    # ------------------------------------------------------------------------- one grid

    def depth(self, code: str) -> int:
        """Return how many steps `code` lies beneath its root."""
        return self.forest.depth(code)

    def children(self, code: str) -> range:
        """Return the places of all that lie directly under `code`."""
        at = self.forest.at(code)
        return range(self.forest.first[at], self.forest.first[at + 1])

    def rows(self, code: str) -> tuple[range, ...]:
        """Return the place of `code`, the places of its children, of their children, and so on."""
        return tuple(range(low, high) for low, high in self.forest.rows(self.forest.at(code)))

    def span(self, code: str, depth: int) -> range:
        """Return the places that lie `depth` steps beneath `code`; an empty range where there are none.

        Examples
        --------
        >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ")])
        >>> index.span("LQ", 0), index.span("LQ", 1), index.span("LQ-2", 1)
        (range(0, 1), range(1, 3), range(3, 3))
        """
        if type(depth) is not int or depth < 0:
            bound = Words("须为不小于 0 的整数", "must be a whole number of at least 0")
            raise InvalidValue("depth", depth, bound)
        low, first = self.forest.at(code), self.forest.first
        high = low + 1
        while depth and low < high:
            low, high, depth = first[low], first[high], depth - 1
        return range(low, high)

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes from the root down to `code`, both included."""
        return self.forest.path(code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the codes of all that `code` lies under, the nearest first."""
        return self.forest.ancestors(code)

    def is_ancestor(self, upper: str, lower: str) -> bool:
        """Tell whether `lower` lies under `upper`; nothing lies under itself."""
        above, at, up = self.forest.at(upper), self.forest.at(lower), self.forest.up
        while at > above:  # whatever is above has a smaller place
            at = up[at]
            if at == above:
                return True
        return False

    def common_ancestor(self, *codes: str) -> str | None:
        """Return the nearest that all of `codes` are or lie under; none where they share no root."""
        return self.forest.common_ancestor(codes)

    # ------------------------------------------------------------------------- many at once

    def ancestors_at(self, places: Iterable[int], depth: int, *, engine: str = "auto") -> "array[int]":
        """Return for each place the one at `depth` that it is or lies under; -1 where it lies higher.

        Examples
        --------
        >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ"), ("LQ-2a", "LQ-2")])
        >>> index.ancestors_at([3, 1, 0, -1], 1)
        array('i', [2, 1, -1, -1])
        """
        wanted = as_numbers(places, "places")
        numpy = self._numpy(engine, size=len(wanted))
        check_within(wanted, "places", end=len(self), numpy=numpy)
        self.forest.level(depth)
        if numpy is None:
            return array("i", map(at_depth(self.forest, depth).__getitem__, wanted))
        over = at_depth_by_numpy(numpy, depth, layers=self._layers, bounds=self.forest.bounds)
        return array("i", over[numpy.asarray(wanted)].tobytes())

    def common_ancestors(
        self, ones: Iterable[int], others: Iterable[int], *, engine: str = "auto"
    ) -> "array[int]":
        """Return for each pair of places the nearest that both are or lie under; -1 where there is none.

        Examples
        --------
        >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ"), ("Z", None)])
        >>> index.common_ancestors([2, 2, 3], [3, 1, 3])
        array('i', [0, -1, 3])
        """
        left, right = as_numbers(ones, "ones"), as_numbers(others, "others")
        if len(left) != len(right):
            bound = Words(f"须有 {len(left)} 个数", f"must hold {len(left)} numbers, like the others")
            raise InvalidValue("others", len(right), bound)
        numpy = self._numpy(engine, size=len(left))
        for wanted, what in ((left, "ones"), (right, "others")):
            check_within(wanted, what, end=len(self), numpy=numpy)
        if numpy is not None:
            return met_by_numpy(numpy, self.forest.up, ones=left, others=right)
        up = (*self.forest.up, -1)
        return array("i", [met(one, other, up=up) for one, other in zip(left, right, strict=True)])

    def nearest(self, marks: Iterable[int], *, engine: str = "auto") -> "array[int]":
        """Return for each place its mark, or where that is -1, the mark of the nearest above that has one.

        A mark is any whole number from 0 on, such as the number of a worker: then this tells who stands in
        where nobody is posted.  Given its own place as mark, it tells *which* grid is the nearest marked.

        Examples
        --------
        >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ"), ("LQ-2a", "LQ-2")])
        >>> index.nearest([70, 71, -1, -1])
        array('i', [70, 71, 70, 70])
        """
        given = as_numbers(marks, "marks")
        if len(given) != len(self):
            bound = Words(f"须有 {len(self)} 个数", f"must hold {len(self)} numbers, one for each place")
            raise InvalidValue("marks", len(given), bound)
        numpy = self._numpy(engine, size=len(given))
        check_within(given, "marks", end=2**31, numpy=numpy)
        if numpy is None:
            return inherited(self.forest, given)
        return inherited_by_numpy(numpy, given, layers=self._layers)

    # ------------------------------------------------------------------------- counts

    def measures(self, given: Mapping[str, Given]) -> Measures:
        """Return measures in level order, from counts by code or from a number for each place."""
        return Measures.of(self.forest, given)

    def totals(self, measures: Measures | Mapping[str, Given], *, engine: str = "auto") -> Totals:
        """Return for every grid and measure the sum over it and all beneath it.

        A number may be negative, as that of a difference between two days is.

        Parameters
        ----------
        measures
            `Measures` of this index, or what they are made of.
        engine
            ``"stdlib"``, ``"numpy"``, or ``"auto"``, which takes numpy where it pays and is installed.  A
            measure with sums beyond 64 bits is added by the standard library, whichever is asked for.

        Raises
        ------
        MissingExtra
            If numpy was asked for and is not installed.
        HangsInCycle
            If anything hangs in a circle: totals around it mean nothing.
        """
        held = measures if isinstance(measures, Measures) else self.measures(measures)
        if held.forest is not self.forest and held.forest.codes != self.forest.codes:
            bound = Words("须由本索引给出", "must be made by this index: it has another order")
            raise InvalidValue("measures", held, bound)
        numpy = self._numpy(engine)
        columns = {name: self._summed(column, numpy) for name, column in held.columns.items()}
        return Totals(forest=self.forest, columns=columns)

    def _summed(self, column: Column, numpy: Any) -> Column:  # noqa: ANN401  numpy is optional
        """Sum one column."""
        if numpy is None or isinstance(column, tuple):
            return tuple(self.forest.summed(column))
        return summed_by_numpy(numpy, column, layers=self._layers)

    # ------------------------------------------------------------------------- inside

    def _numpy(self, engine: str, *, size: int = 0) -> Any | None:  # noqa: ANN401  numpy is optional
        """Return numpy if `engine` wants it here."""
        return numpy_for(engine, size=max(size, len(self)), levels=len(self.forest.bounds) - 1)

    @cached_property
    def _layers(self) -> tuple[Layer, ...]:
        return layers_of(import_module("numpy"), self.forest)

    def __reduce__(self) -> tuple[object, ...]:
        """Write down the forest alone, which writes down no more than codes and parents."""
        return GridIndex, (self.forest,)

    def __copy__(self) -> Self:
        return self  # nothing in it can change

    def __deepcopy__(self, _memo: object) -> Self:
        return self


def _no_pair(pairs: Sequence[object]) -> InvalidValue:
    """Return the error about the first that is no pair of code and parent."""
    bound = Words("须为编码与上级编码（根为 None）", "must be a pair of code and parent, None for a root")
    at = next((at for at, pair in enumerate(pairs) if not _is_pair(pair)), 0)
    return InvalidValue(f"pairs[{at}]", pairs[at], bound)


def _is_pair(pair: object) -> bool:
    """Tell whether this is a code with that of its parent, or with none."""
    match pair:
        case (str(), str() | None):
            return True
        case _:
            return False
