"""Programmes as tables for notebooks; whatever stands in a text is text there, never markup.

Tables stop after some hundred rows and say how many more there are.  This module decides nothing.
"""

from collections.abc import Sequence
from html import escape

from communitygov.space.brief.area import written
from communitygov.space.brief.schedule import Line, LineKind

#: Most rows, and most columns of a matrix, that are shown.
SHOWN_ROWS = 300
SHOWN_COLUMNS = 40

_HEADS = (
    "编码 code",
    "房间 room",
    "功能 function",
    "数量 count",
    "单间 each (m²)",
    "面积 area (m²)",
    "人数 occupants",
)


def table(heads: Sequence[str], rows: Sequence[Sequence[object]], *, caption: str = "") -> str:
    """Return an HTML table of the first rows.

    Examples
    --------
    >>> "<b>" in table(["房间 room"], [["<b>"]], caption="<b>")
    False
    """
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows[:SHOWN_ROWS]
    )
    more = len(rows) - SHOWN_ROWS
    tail = f'<tr><td colspan="{len(heads)}">…… 另有 {more} 行 {more} more</td></tr>' if more > 0 else ""
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    rows_shown = f"<thead><tr>{head}</tr></thead><tbody>{body}{tail}</tbody>"
    return f'<table class="communitygov-brief">{said}{rows_shown}</table>'


def schedule_page(name: str, lines: Sequence[Line]) -> str:
    """Return a room schedule."""
    return table(_HEADS, [_cells(line) for line in lines], caption=name)


def _cells(line: Line) -> tuple[str, ...]:
    """Return the cells of one line."""
    is_room = line.kind is LineKind.ROOM
    return (
        line.code if is_room else "",
        f"{line.words.zh} {line.words.en}",
        line.function,
        str(line.number),
        written(line.unit_area) if is_room else "",
        written(line.area),
        "—" if line.occupants is None else str(line.occupants),
    )


def matrix_page(matrix: Sequence[Sequence[str]]) -> str:
    """Return an adjacency matrix; of a wide one the first columns."""
    cut = [row[: SHOWN_COLUMNS + 1] for row in matrix]
    more = len(matrix) - 1 - SHOWN_COLUMNS
    caption = "相邻关系 adjacency" + (f"（另有 {more} 列 {more} more columns）" if more > 0 else "")
    return table(cut[0], cut[1:], caption=caption)
