"""A grid as the rules of levels see it: four texts, the second perhaps none.

A hierarchy reads rows of many forms (`communitygov.grid.hierarchy.register`); here they are tuples already.
"""

from typing import TypeAlias, cast

from communitygov.errors import InvalidValue, Words

#: Code, code of the parent (none for a root), code of the level, name.
Row: TypeAlias = tuple[str, str | None, str, str]

_ROW = Words("须为 (code, parent, level, name) 四项文字", "must be four texts: (code, parent, level, name)")


def check_rows(rows: object) -> None:
    """Refuse anything but rows in an order.

    Examples
    --------
    >>> check_rows([("LQ", None, "general", "龙桥")])
    >>> check_rows([("LQ", None, "general")])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: rows[0]: ('LQ', None, 'general') will not do; it must be four texts: \
(code, parent, level, name). [INVALID_VALUE]
    """
    if not isinstance(rows, list | tuple):
        bound = Words("须为有次序的若干行", "must be rows in an order: a list or a tuple")
        raise InvalidValue("rows", type(rows).__name__, bound)
    for at, row in enumerate(cast("list[object]", rows)):
        if not _is_row(row):
            raise InvalidValue(f"rows[{at}]", row, _ROW)


def _is_row(row: object) -> bool:
    """Tell whether something is four texts, the second perhaps none."""
    match row:
        case (str(), None | str(), str(), str()):
            return True
        case _:
            return False
