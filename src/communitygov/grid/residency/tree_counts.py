"""Counts of the grids of a tree as they may be published: the count of a grid holds those of all beneath it.

So they have no sum of their own: what a sum would say, the roots say.  That nothing follows by difference is
up to the method that makes them (`communitygov.grid.residency.suppression`); here small counts are refused.
"""

from functools import cached_property
from html import escape
from itertools import islice
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, counted
from communitygov.core.document import Value
from communitygov.core.privacy import SMALLEST_COUNT, count_cells, require_publishable
from communitygov.errors import UnknownName, Words

#: Most rows that a notebook shows.
SHOWN_ROWS = 300


@attrs.frozen(kw_only=True)
class TreeCounts(Value):
    """Counts of grids, each with those beneath it, of which no small one is told.

    Parameters
    ----------
    cells
        Code and count, in the order of the codes; ``None`` for a hidden count.
    smallest
        Counts from 1 to below this one are hidden.

    Examples
    --------
    >>> counts = TreeCounts(cells=(("LQ", 40), ("LQ-1", None), ("LQ-2", None)))
    >>> counts.of("LQ"), counts.of("LQ-1"), counts.hidden_codes
    (40, None, ('LQ-1', 'LQ-2'))
    >>> counts.of("LQ-3")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No grid is called 'LQ-3'. Did you mean 'LQ-2'? [UNKNOWN_NAME]
    >>> TreeCounts(cells=(("LQ", 3),))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: cells: '‹hidden›' will not do; it must be 0 or at least 5. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "tree-counts"
    cells: tuple[tuple[str, int | None], ...] = attrs.field(
        converter=as_tuple, validator=count_cells, repr=counted
    )
    smallest: int = attrs.field(default=SMALLEST_COUNT, validator=at_least(3))

    def __attrs_post_init__(self) -> None:
        """Refuse a small count."""
        require_publishable(self.cells, self.smallest)

    def of(self, code: str) -> int | None:
        """Return the count of a grid; none if it is hidden.

        Raises
        ------
        UnknownName
            If there is no count of that grid.
        """
        try:
            return self._counts[code]
        except (KeyError, TypeError):
            raise UnknownName(Words("网格", "grid"), code, tuple(self._counts)) from None

    @property
    def hidden_codes(self) -> tuple[str, ...]:
        """The codes whose count is hidden."""
        return tuple(code for code, count in self.cells if count is None)

    @cached_property
    def _counts(self) -> dict[str, int | None]:
        return dict(self.cells)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(code)}</td><td>{'隐去 hidden' if count is None else f'{count:,}'}</td></tr>"
            for code, count in islice(self.cells, SHOWN_ROWS)
        )
        more = len(self.cells) - SHOWN_ROWS
        tail = f'<tr><td colspan="2">…… 另有 {more} 行 {more} more</td></tr>' if more > 0 else ""
        head = "<thead><tr><th>网格 grid</th><th>计数 count</th></tr></thead>"
        return f"<table>{head}<tbody>{rows}{tail}</tbody></table>"
