"""What measures come to at every level: for each grid the sum over it and all that lies beneath it."""

from collections.abc import Mapping, Sequence
from html import escape

import attrs

from communitygov.core.forest import Forest
from communitygov.errors import InvalidValue, Words
from communitygov.grid.index.measures import Column, listing, named_column

#: Rows that a notebook shows.
SHOWN_ROWS = 30


@attrs.frozen(eq=False, kw_only=True)
class Totals:
    """Totals of every measure for every grid; nothing in it can be changed.

    Two are equal if they hold the same totals for the same grids, in whatever order and whoever added.

    Parameters
    ----------
    forest
        The order.
    columns
        The totals of each measure, by its name, in level order.

    Examples
    --------
    >>> from communitygov.grid.index.grid_index import GridIndex
    >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ")])
    >>> totals = index.totals({"households": {"LQ-1": 41, "LQ-2": 52}, "cases": {"LQ": 2, "LQ-2": 1}})
    >>> totals.of("LQ"), totals.column("cases"), totals.by_code("cases")
    ({'households': 93, 'cases': 3}, (3, 0, 1), {'LQ': 3, 'LQ-1': 0, 'LQ-2': 1})
    >>> totals.of("LQ-3")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No grid is called 'LQ-3'. Did you mean 'LQ-2'? [UNKNOWN_NAME]
    """

    forest: Forest = attrs.field(repr=False)
    columns: Mapping[str, Column] = attrs.field(repr=listing)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the measures."""
        return tuple(self.columns)

    def __len__(self) -> int:
        """Return how many grids there are."""
        return len(self.forest)

    def of(self, code: str) -> dict[str, int]:
        """Return the total of each measure for one grid."""
        at = self.forest.at(code)
        return {name: column[at] for name, column in self.columns.items()}

    def column(self, measure: str) -> tuple[int, ...]:
        """Return the totals of one measure in level order."""
        return tuple(named_column(self.columns, measure))

    def by_code(self, measure: str) -> dict[str, int]:
        """Return the totals of one measure by code."""
        return dict(zip(self.forest.codes, named_column(self.columns, measure), strict=True))

    def table(self, *, depth: int | None = None, most: int = 1_000) -> tuple[tuple[str | int, ...], ...]:
        """Return up to `most` rows of code and totals, in level order; of one level, if `depth` says which.

        Examples
        --------
        >>> from communitygov.grid.index.grid_index import GridIndex
        >>> index = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ")])
        >>> index.totals({"households": {"LQ-1": 41, "LQ-2": 52}}).table(depth=1)
        (('LQ-1', 41), ('LQ-2', 52))
        """
        if type(most) is not int or most < 0:
            raise InvalidValue(
                "most", most, Words("须为不小于 0 的整数", "must be a whole number of at least 0")
            )
        level = range(len(self)) if depth is None else self.forest.level(depth)
        here = slice(level.start, min(level.stop, level.start + most))
        columns: list[Sequence[str | int]] = [column[here] for column in self.columns.values()]
        return tuple(zip(self.forest.codes[here], *columns, strict=True))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Totals):
            return NotImplemented
        if self.columns.keys() != other.columns.keys():
            return False
        if self.forest.codes == other.forest.codes:
            return all(tuple(column) == other.column(name) for name, column in self.columns.items())
        return all(self.by_code(name) == other.by_code(name) for name in self.columns)

    __hash__ = None  # type: ignore[assignment]  # by what it holds, which may be much

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in ("网格 grid", *self.names))
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>"
            for row in self.table(most=SHOWN_ROWS)
        )
        more = len(self) - SHOWN_ROWS
        words = f"…… 另有 {more} 个网格 {more} more"
        tail = f'<tr><td colspan="{len(self.columns) + 1}">{words}</td></tr>' if more > 0 else ""
        body = f"<thead><tr>{head}</tr></thead><tbody>{rows}{tail}</tbody>"
        return f'<table class="communitygov-grid">{body}</table>'
