"""A table for notebooks: a caption, heads and rows, all escaped; what is left out is said.

This module knows no topic.
"""

from collections.abc import Sequence
from html import escape

from communitygov.errors import Words

#: Rows of a table that are shown.
SHOWN = 200


def sheet(
    kind: str, caption: str, *, heads: Sequence[str], rows: Sequence[Sequence[str]], note: str = ""
) -> str:
    """Return rows as an HTML table of the class ``communitygov-`` and `kind`.

    Parameters
    ----------
    kind
        What is shown, for the class of the table.
    caption, heads, rows
        Text; of rows the first 200 are shown, and how many more there are.
    note
        A last row; none if empty.

    Examples
    --------
    >>> sheet("x", "甲 a", heads=["数 n"], rows=[["<1>"]])[-50:]
    '<tbody><tr><td>&lt;1&gt;</td></tr></tbody></table>'
    """
    more = len(rows) - SHOWN
    notes = [f"…… 另有 {more} … {more} more"] if more > 0 else []
    notes += [note] if note else []
    tail = "".join(f'<tr><td colspan="{len(heads)}">{escape(each)}</td></tr>' for each in notes)
    return (
        f'<table class="communitygov-{kind}"><caption>{escape(caption)}</caption>'
        f"<thead>{_row(heads, cell='th')}</thead>"
        f"<tbody>{''.join(_row(each, cell='td') for each in rows[:SHOWN])}{tail}</tbody></table>"
    )


def both(words: Words) -> str:
    """Return words in both languages, for a cell; once where they are the same.

    Examples
    --------
    >>> both(Words("巡查", "patrol")), both(Words("88个", "88个"))
    ('巡查 patrol', '88个')
    """
    return words.zh if words.zh == words.en else f"{words.zh} {words.en}"


def _row(cells: Sequence[str], *, cell: str) -> str:
    """Return one row."""
    return f"<tr>{''.join(f'<{cell}>{escape(each)}</{cell}>' for each in cells)}</tr>"
