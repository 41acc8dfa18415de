"""The register of grids (网格台账) as it comes in: one row a grid, in several forms, checked.

What makes no sense as a row is refused with the number of the row and the name of the field.  What is wrong
with the community, such as a parent that is not there, is no matter of this module.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter
from types import NoneType
from typing import Any, ClassVar, TypeAlias, cast

import attrs

from communitygov.core.checks import (
    IDENTIFIER_LENGTH,
    TITLE_LENGTH,
    identifier,
    is_identifier,
    is_text,
    optional,
    title,
)
from communitygov.core.document import Value
from communitygov.core.forest import NEIGHBOURS
from communitygov.errors import InvalidValue, Words
from communitygov.quotation import SHOWN_LENGTH, shown

#: Code, code of the parent (none for a root), code of the level, name.
Row: TypeAlias = tuple[str, str | None, str, str]

#: Most grids of one hierarchy: a large city has some 155,000.
MOST_GRIDS = 200_000

#: What the things in a hierarchy are.
KIND = Words("网格", "grid")

FIELDS = ("code", "parent", "level", "name")
_SHAPE = Words(
    "须为 (code, parent, level, name) 四项、网格，或含此四项的映射",
    "must be a Grid, a mapping with code, parent, level and name, or a tuple of these four",
)
_MOST = Words(f"须不多于 {MOST_GRIDS} 个网格", f"must hold at most {MOST_GRIDS} grids; divide the hierarchy")


@attrs.frozen
class Grid(Value):
    """One grid: its code, what it lies under, its level, its name.

    Parameters
    ----------
    code
        Code given by the host application; ASCII.
    parent
        Code of the grid it lies under; none for a root.
    level
        Code of a level, such as ``"micro"``; the scheme of the hierarchy knows which there are.
    name
        What people call it.

    Examples
    --------
    >>> Grid("LQ-03", parent="LQ", level="micro", name="龙桥三组")
    Grid(code='LQ-03', parent='LQ', level='micro', name='龙桥三组')
    >>> Grid("龙桥", parent=None, level="micro", name="龙桥三组")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: code: '龙桥' will not do; it must be 1 to 120 ASCII letters, digits or \
any of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "grid"
    code: str = attrs.field(validator=identifier)
    parent: str | None = attrs.field(kw_only=True, validator=optional(identifier))
    level: str = attrs.field(kw_only=True, validator=identifier)
    name: str = attrs.field(kw_only=True, validator=title)


class CheckedRows(tuple[Row, ...]):
    """Rows taken from a hierarchy, which are not checked again."""

    __slots__ = ()


def as_rows(given: Iterable[object]) -> tuple[Row, ...]:
    """Return the rows in the order of their codes; each may be a `Grid`, a mapping or a tuple of four.

    An empty parent in a mapping or a list, as a table without a value has it, is none.

    Raises
    ------
    InvalidValue
        If there are more than `MOST_GRIDS`, or if a row has another shape or holds what its field may not.

    Examples
    --------
    >>> general = {"code": "LQ", "parent": "", "level": "general", "name": "龙桥"}
    >>> as_rows([("LQ-1", "LQ", "micro", "一组"), general])
    (('LQ', None, 'general', '龙桥'), ('LQ-1', 'LQ', 'micro', '一组'))
    >>> as_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro")])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: rows[1]: ('LQ-1', 'LQ', 'micro') will not do; it must be a Grid, a \
mapping with code, parent, level and name, or a tuple of these four. [INVALID_VALUE]
    """
    return read_rows(given, place=_row_place)


def read_rows(given: Iterable[object], *, place: Callable[[int, object], str]) -> tuple[Row, ...]:
    """Do the same as `as_rows`, with own words for the place of a row.

    Examples
    --------
    >>> read_rows([("LQ", None, "general", "")], place=lambda at, row: f"line {at + 2}")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: line 2.name: '' will not do; it must be text of 1 to 200 characters \
without control or invisible ones. [INVALID_VALUE]
    """
    kind = type(given)
    if kind is CheckedRows:
        return _in_order(tuple(cast("CheckedRows", given)))
    if issubclass(kind, str | bytes | set | frozenset) or not issubclass(kind, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        bound = Words("须为有次序的若干行", "must be rows in an order, such as a list")
        raise InvalidValue("rows", given, bound)
    rows = tuple(islice(given, MOST_GRIDS + 1))
    if len(rows) > MOST_GRIDS:
        raise InvalidValue("rows", f"more than {MOST_GRIDS}", _MOST)
    if not _are_clean(rows):
        rows = tuple(_row(row, place(at, row)) for at, row in enumerate(rows))
    return _in_order(cast("tuple[Row, ...]", rows))


def _row_place(at: int, _row: object) -> str:
    """Name the place of a row by its number."""
    return f"rows[{at}]"


def _in_order(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Sort rows by code, and those of one code by all that they hold."""
    if len({row[0] for row in rows}) == len(rows):
        return tuple(sorted(rows, key=itemgetter(0)))
    return tuple(sorted(rows, key=lambda row: (row[0], row[1] or "", row[2], row[3])))


def _are_clean(rows: tuple[object, ...]) -> bool:
    """Tell, for all rows together and so in little time, whether each is a tuple that needs no reading."""
    if set(map(type, rows)) != {tuple}:
        return False
    plain = cast("tuple[tuple[object, ...], ...]", rows)
    if set(map(len, plain)) != {len(FIELDS)}:
        return False
    codes, parents, levels, names = zip(*plain, strict=True)
    if set(map(type, chain(codes, levels, names))) != {str} or not set(map(type, parents)) <= {str, NoneType}:
        return False
    marks = cast("set[str]", {*codes, *parents, *levels} - {None})
    return are_identifiers(marks) and _are_titles(cast("tuple[str, ...]", names))


def are_identifiers(marks: set[str]) -> bool:
    """Tell whether all are identifiers, by their lengths and by the characters that occur at all.

    Examples
    --------
    >>> are_identifiers({"LQ", "LQ-1"}), are_identifiers({"LQ", "龙桥"})
    (True, False)
    """
    # There are fewer characters to choose from than an identifier is long, so that one holds them all.
    is_short = "" not in marks and max(map(len, marks)) <= IDENTIFIER_LENGTH
    return is_short and is_identifier("".join(set("".join(marks))))


def _are_titles(names: tuple[str, ...]) -> bool:
    """Tell whether all may serve as names."""
    is_short = "" not in names and max(map(len, names)) <= TITLE_LENGTH
    return is_short and is_text("".join(names), longest=TITLE_LENGTH * len(names))


def _row(given: object, where: str) -> Row:
    """Read one row of any form; what its grid would refuse is refused with the place."""
    grid = given if isinstance(given, Grid) else _grid(_fields(given, where), where)
    # A member of an enumeration is text too, but a document gives plain text back.
    parent = None if grid.parent is None else str.__str__(grid.parent)
    return str.__str__(grid.code), parent, str.__str__(grid.level), str.__str__(grid.name)


def _grid(fields: Sequence[Any], where: str) -> Grid:
    """Make the grid of four fields."""
    code, parent, level, name = fields
    # A table without a value has an empty text; a tuple is a program's, and a document's, and says none.
    above = None if not isinstance(fields, tuple) and isinstance(parent, str) and not parent else parent
    try:
        return Grid(code, parent=above, level=level, name=name)
    except InvalidValue as error:
        raise InvalidValue(f"{where}.{error.what}", error.value, error.bound) from error


def _fields(given: object, where: str) -> Sequence[object]:
    """Return the four fields of a tuple, a list or a mapping, in order."""
    if isinstance(given, Mapping):
        return _named(cast("Mapping[object, object]", given), where)
    fields = cast("Sequence[object]", given)
    if not issubclass(type(given), tuple | list) or len(fields) != len(FIELDS):
        raise InvalidValue(where, given, _SHAPE)
    return fields


def _named(named: Mapping[object, object], where: str) -> Sequence[object]:
    """Return the four fields of a mapping that holds them and nothing else."""
    for key in named:
        if key not in FIELDS:
            raise InvalidValue(f"{where}.{shown(key)}", named[key], _SHAPE)
    for key in FIELDS:
        if key not in named:
            raise InvalidValue(f"{where}.{key}", None, _SHAPE)
    return [named[key] for key in FIELDS]


def row_of(rows: Sequence[Row], code: object) -> Row | None:
    """Return the first of some ordered rows with `code`; none where there is none.

    Examples
    --------
    >>> row_of([("a", None, "m", "甲"), ("b", "a", "m", "乙")], "b")
    ('b', 'a', 'm', '乙')
    """
    if not isinstance(code, str):
        return None
    at = bisect_left(rows, code, key=itemgetter(0))
    return rows[at] if at < len(rows) and rows[at][0] == code else None


def near_codes(rows: Sequence[Row], code: object) -> tuple[str, ...]:
    """Return up to `NEIGHBOURS` codes around `code` in some ordered rows.

    Examples
    --------
    >>> near_codes([("a", None, "m", "甲"), ("b", "a", "m", "乙")], "ab")
    ('a', 'b')
    """
    wanted = code[:SHOWN_LENGTH] if isinstance(code, str) else ""
    low = max(0, bisect_left(rows, wanted, key=itemgetter(0)) - NEIGHBOURS // 2)
    low = min(low, max(0, len(rows) - NEIGHBOURS))
    return tuple(row[0] for row in rows[low : low + NEIGHBOURS])
