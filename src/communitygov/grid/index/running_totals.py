"""Totals that are kept while counts change and grids move: a workbench.

A `RunningTotals` is changed in place, unlike the values of the library; `frozen` gives what it holds as
`Totals`.  A change touches the grids on the way to the root and no others.  Whatever is refused has changed
nothing.  It knows no days and no lineage: what moved when, and why, is for the record of the change.
"""

from collections.abc import Mapping

from communitygov.core.checks import is_identifier
from communitygov.core.forest import Forest, nearby
from communitygov.core.level_order import Pair
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.index.measures import MEASURE, Measures
from communitygov.grid.index.totals import Totals

_TAKEN = Words("须为尚无网格使用的编码", "must be a code that no grid has yet")
_BENEATH = Words("须不在该网格之下，亦非其自身", "must not be the grid itself or lie beneath it")


class RunningTotals:
    """The totals of measures, changed grid by grid.

    Parameters
    ----------
    measures
        What to begin with.

    Examples
    --------
    >>> from communitygov.grid.index.grid_index import GridIndex
    >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ"), ("LQ-2a", "LQ-2")])
    >>> running = RunningTotals(index.measures({"households": {"LQ-1": 41, "LQ-2a": 52}}))
    >>> running.add("LQ-2a", {"households": 3})
    >>> running.move("LQ-2a", "LQ-1")
    >>> running.of("LQ"), running.of("LQ-1"), running.of("LQ-2")
    ({'households': 96}, {'households': 96}, {'households': 0})
    >>> running.move("LQ-1", "LQ-2a")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: parent: 'LQ-2a' will not do; it must not be the grid itself or lie \
beneath it. [INVALID_VALUE]
    """

    __slots__ = ("_codes", "_forest", "_kind", "_place", "_totals", "_up")

    def __init__(self, measures: Measures) -> None:
        """Add up once; from then on only what changes."""
        if not isinstance(measures, Measures):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("measures", measures, Words("须为 Measures", "must be Measures of an index"))
        forest = measures.forest
        self._forest: Forest | None = forest  # none once it is no longer so
        self._codes = list(forest.codes)
        self._place = dict(forest.place)
        self._up = list(forest.up)
        self._totals = {name: forest.summed(column) for name, column in measures.columns.items()}
        self._kind = forest.kind

    def __repr__(self) -> str:
        return f"RunningTotals({[*self._totals]}, grids={len(self._codes)})"

    def __len__(self) -> int:
        """Return how many grids there are."""
        return len(self._codes)

    # ------------------------------------------------------------------------- asked

    def of(self, code: str) -> dict[str, int]:
        """Return the total of each measure for one grid."""
        at = self._at(code)
        return {name: column[at] for name, column in self._totals.items()}

    def parent(self, code: str) -> str | None:
        """Return what `code` lies under now; none for a root."""
        above = self._up[self._at(code)]
        return None if above < 0 else self._codes[above]

    def pairs(self) -> tuple[Pair, ...]:
        """Return each code with what it lies under now, to compile anew."""
        codes = self._codes
        return tuple(zip(codes, [None if up < 0 else codes[up] for up in self._up], strict=True))

    def frozen(self) -> Totals:
        """Return the totals as they are now; nothing is added up again."""
        if self._forest is None:
            self._forest = Forest.of(self.pairs(), kind=self._kind)
        order = [self._place[code] for code in self._forest.codes]
        columns = {name: tuple(map(column.__getitem__, order)) for name, column in self._totals.items()}
        return Totals(forest=self._forest, columns=columns)

    # ------------------------------------------------------------------------- changed

    def add(self, code: str, changes: Mapping[str, int]) -> None:
        """Add to the counts of one grid; what is less is added with a minus sign.

        Raises
        ------
        UnknownName
            If there is no such grid, or no such measure.
        InvalidValue
            If a change is no whole number.
        """
        at = self._at(code)
        self._check(changes)
        way = self._way(at)
        for name, change in changes.items():
            column = self._totals[name]
            for step in way:
                column[step] += change

    def move(self, code: str, parent: str | None) -> None:
        """Hang `code`, with all beneath it, under another grid, or under nothing.

        Raises
        ------
        UnknownName
            If there is no such grid.
        InvalidValue
            If `parent` is the grid itself or lies beneath it.
        """
        at = self._at(code)
        above = -1 if parent is None else self._at(parent)
        left, joined = self._way(self._up[at]), self._way(above)
        if at in joined:
            raise InvalidValue("parent", parent, _BENEATH)
        while left and joined and left[-1] == joined[-1]:  # where the two ways have met, nothing changes
            left.pop()
            joined.pop()
        for column in self._totals.values():
            moved = column[at]
            for step in left:
                column[step] -= moved
            for step in joined:
                column[step] += moved
        self._up[at] = above
        self._forest = None

    def rename(self, code: str, new: str) -> None:
        """Give a grid another code; it stays where it is.

        Raises
        ------
        UnknownName
            If there is no such grid.
        InvalidValue
            If the new code is none, or another grid has it.
        """
        at = self._at(code)
        if not is_identifier(new) or new in self._place:
            raise InvalidValue("new", new, _TAKEN)
        del self._place[code]
        self._place[new] = at
        self._codes[at] = new
        self._forest = None

    # ------------------------------------------------------------------------- inside

    def _at(self, code: str) -> int:
        """Return the number of a grid."""
        try:
            return self._place[code]
        except (KeyError, TypeError):
            raise UnknownName(self._kind, code, nearby(code, sorted(self._place))) from None

    def _way(self, at: int) -> list[int]:
        """Return the numbers from a grid up to its root, both included."""
        way, up = list[int](), self._up
        while at >= 0:
            way.append(at)
            at = up[at]
        return way

    def _check(self, changes: Mapping[str, int]) -> None:
        """Refuse changes of what is not measured, and such that are no whole numbers."""
        if not isinstance(changes, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue(
                "changes", changes, Words("须为指标名到整数的映射", "must map names to numbers")
            )
        for name, change in changes.items():
            if name not in self._totals:
                raise UnknownName(MEASURE, name, tuple(self._totals))
            if type(change) is not int:
                raise InvalidValue(name, change, Words("须为整数", "must be a whole number"))
