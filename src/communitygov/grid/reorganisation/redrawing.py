"""The rows of a hierarchy after a change that fits.

A hierarchy keeps its rows in order, so the order in which they are made does not matter.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from communitygov.grid.hierarchy.register import Row
from communitygov.grid.reorganisation.change import Change, Closed, Move, Opened, Rename
from communitygov.grid.reorganisation.division import Split
from communitygov.grid.reorganisation.merger import Merge


def redrawn(rows: tuple[Row, ...], change: Change) -> tuple[Row, ...]:
    """Return rows as they are after a change whose conditions are met.

    Examples
    --------
    >>> from datetime import date
    >>> rows = (("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组"))
    >>> redrawn(rows, Rename(code="LQ-1", name="桥头", on=date(2024, 3, 1), basis="3 号"))
    (('LQ', None, 'general', '龙桥'), ('LQ-1', 'LQ', 'micro', '桥头'))
    """
    return tuple(_WAYS[type(change)](rows, change))


def _merged(rows: tuple[Row, ...], change: Merge) -> Iterator[Row]:
    """Yield the rows after a merger."""
    for code, parent, level, name in rows:
        if code not in change.codes:
            yield code, change.into if parent in change.codes else parent, level, name
    _, parent, level, _ = next(row for row in rows if row[0] in change.codes)
    yield change.into, parent, level, change.name


def _split(rows: tuple[Row, ...], change: Split) -> Iterator[Row]:
    """Yield the rows after a split."""
    taker = change.taker_of("grids")
    for code, parent, level, name in rows:
        if code == change.code:
            yield from ((part.code, parent, level, part.name) for part in change.parts)
        else:
            yield code, taker[code] if parent == change.code else parent, level, name


def _moved(rows: tuple[Row, ...], change: Move) -> Iterator[Row]:
    """Yield the rows after a move."""
    for code, parent, level, name in rows:
        yield code, change.to if code == change.code else parent, level, name


def _renamed(rows: tuple[Row, ...], change: Rename) -> Iterator[Row]:
    """Yield the rows after a new name."""
    for code, parent, level, name in rows:
        yield code, parent, level, change.name if code == change.code else name


def _opened(rows: tuple[Row, ...], change: Opened) -> Iterator[Row]:
    """Yield the rows with a new grid."""
    yield from rows
    yield change.code, change.parent, change.level, change.name


def _closed(rows: tuple[Row, ...], change: Closed) -> Iterator[Row]:
    """Yield the rows without a grid that is closed."""
    return (row for row in rows if row[0] != change.code)


_WAYS: Mapping[type[Change], Callable[[tuple[Row, ...], Any], Iterator[Row]]] = MappingProxyType(
    {Merge: _merged, Split: _split, Move: _moved, Rename: _renamed, Opened: _opened, Closed: _closed}
)
