"""How ledgers, registers and sums show themselves in a notebook.

This module works nothing out.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

from communitygov.errors import Words

#: Rows of a table that are shown; the rest is counted.
SHOWN = 200


def cell(content: str | int | Words) -> str:
    """Return a text as it stands, a saying in both languages; escaped.

    Examples
    --------
    >>> cell("<b>"), cell(Words("余额", "balance")), cell(Words("a", "a"))
    ('&lt;b&gt;', '余额 balance', 'a')
    """
    if not isinstance(content, Words):
        return escape(str(content))
    return escape(content.zh if content.zh == content.en else f"{content.zh} {content.en}")


def table(
    name: str,
    caption: str | Words,
    *,
    head: Sequence[Words],
    rows: Iterable[Sequence[str | int | Words]],
    count: int,
) -> str:
    """Return a table of the first `SHOWN` of `count` rows, and how many there are more.

    Examples
    --------
    >>> print(table("sums", "n", head=[Words("项", "item")], rows=[["a&b"]], count=1))
    <table class="communitygov-sums"><caption>n</caption><thead><tr><th>项 item</th></tr></thead>\
<tbody><tr><td>a&amp;b</td></tr></tbody></table>
    """
    body = "".join(
        f"<tr>{''.join(f'<td>{cell(each)}</td>' for each in row)}</tr>" for row in islice(rows, SHOWN)
    )
    more = max(0, count - SHOWN)
    tail = f'<tr><td colspan="{len(head)}">…… 另有 {more} … {more} more</td></tr>' if more else ""
    heading = "".join(f"<th>{cell(each)}</th>" for each in head)
    return (
        f'<table class="communitygov-{name}"><caption>{cell(caption)}</caption>'
        f"<thead><tr>{heading}</tr></thead><tbody>{body}{tail}</tbody></table>"
    )
