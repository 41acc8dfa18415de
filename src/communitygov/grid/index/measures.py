"""Numbers of grids, such as households and residents, laid side by side in level order.

Made once from mappings; then no sum over the levels needs to look a code up.  A measure that fits 64 bits,
with every sum there could be of it, is packed as such numbers; any other is kept as whole numbers of any
size.  This module knows no particular measure.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Self, TypeAlias, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import TITLE_LENGTH, is_text
from communitygov.core.forest import Forest
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.index.numbers import in_memory, whole

#: One measure: counts by code (0 where none is given), or one for each place in level order.
Given: TypeAlias = Mapping[str, int] | Iterable[int]
#: One measure in level order.
Column: TypeAlias = "array[int] | tuple[int, ...]"

#: Most that a sum of 64 bits can be.
GREATEST = 2**63 - 1
MEASURE = Words("指标", "measure")


def listing(columns: Mapping[str, object]) -> str:
    """Stand in for columns in a ``repr``: their names."""
    return f"‹{', '.join(columns)}›"


@attrs.frozen(eq=False, kw_only=True)
class Measures:
    """Measures of all grids of a forest, each a column in level order.

    Parameters
    ----------
    forest
        The order.
    columns
        Each measure by its name.

    Examples
    --------
    >>> from communitygov.grid.index.grid_index import GridIndex
    >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ")])
    >>> measures = index.measures({"households": {"LQ-1": 41, "LQ-2": 52}, "cases": [1, 0, 3]})
    >>> measures.column("households"), measures.updated({"cases": {"LQ": 2}}).column("cases")
    ((0, 41, 52), (2, 0, 3))
    >>> index.measures({"households": {"LQ-1": "41"}})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: households['LQ-1']: '41' will not do; it must be a whole number. \
[INVALID_VALUE]
    """

    forest: Forest = attrs.field(repr=False)
    columns: Mapping[str, Column] = attrs.field(repr=listing)

    @classmethod
    def of(cls, forest: Forest, given: Mapping[str, Given]) -> Self:
        """Lay out measures, each counts by code or one number for each place.

        Raises
        ------
        UnknownName
            If a count is of no code here.
        InvalidValue
            If something is no whole number, a column has another length, or there is no forest.
        HangsInCycle
            If anything hangs in a circle: it has no place.
        """
        require("forest", forest, kind=Forest)
        if forest.stuck:
            raise forest.absent(min(forest.stuck))
        _check_names(given)
        return cls(forest=forest, columns={name: _column(forest, name, each) for name, each in given.items()})

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the measures, in the order given."""
        return tuple(self.columns)

    def column(self, measure: str) -> tuple[int, ...]:
        """Return one measure in level order."""
        return tuple(named_column(self.columns, measure))

    def updated(self, counts: Mapping[str, Mapping[str, int]]) -> Self:
        """Return measures in which these counts stand instead; one not here before is 0 elsewhere."""
        _check_names(counts)
        changed = dict(self.columns)
        for name, each in counts.items():
            self.forest.column(each, name)  # which refuses what is no count
            column, place = list(self.columns.get(name, repeat(0, len(self.forest)))), self.forest.place
            for code, count in each.items():
                column[place[code]] = count
            changed[name] = packed(column)
        return attrs.evolve(self, columns=changed)


def packed(column: Sequence[int]) -> Column:
    """Return a column as 64-bit numbers if none of its sums can be larger, else as they are.

    Examples
    --------
    >>> packed([1, -2]), packed([2**62, 2**62])
    (array('q', [1, -2]), (4611686018427387904, 4611686018427387904))
    """
    # Whatever is added in whatever order, no sum goes beyond that of all without their signs.
    return array("q", column) if sum(map(abs, column)) <= GREATEST else tuple(column)


def named_column(columns: Mapping[str, Column], measure: str) -> Column:
    """Return the column of a measure.

    Raises
    ------
    UnknownName
        If there is none; the nearest is suggested.
    """
    try:
        return columns[measure]
    except (KeyError, TypeError):
        raise UnknownName(MEASURE, measure, tuple(columns)) from None


def _check_names(given: Mapping[str, object]) -> None:
    """Refuse anything but a mapping whose keys may serve as names of measures."""
    if not isinstance(given, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue(
            "measures", given, Words("须为指标名到数值的映射", "must map names of measures to numbers")
        )
    for name in given:
        if not (name and is_text(name, longest=TITLE_LENGTH)):
            bound = Words("须为 1 至 200 字的名称", f"must be a name of 1 to {TITLE_LENGTH} characters")
            raise InvalidValue("measure", name, bound)


def _column(forest: Forest, name: str, given: Given) -> Column:
    """Lay out one measure."""
    if isinstance(given, Mapping):
        return packed(forest.column(cast("Mapping[str, int]", given), name))
    view = in_memory(given)
    column = whole(given, name) if view is None else view.tolist()
    if len(column) != len(forest):
        bound = Words(f"须有 {len(forest)} 个数", f"must hold {len(forest)} numbers, one for each place")
        raise InvalidValue(name, len(column), bound)
    return packed(column)
