"""A hierarchy of grids as people read it: an indented list, and a table for notebooks.

Both stop after some hundred grids and say how many more there are.  This module decides nothing.
"""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from communitygov.core.forest import Forest

#: Most grids that are shown, and most levels.
SHOWN_GRIDS = 300
SHOWN_LEVELS = 8


class Entry(NamedTuple):
    """One line: how far it is indented, code, level and name as read."""

    depth: int
    code: str
    level: str
    name: str


def walk(forest: Forest, *, depth: int, most: int) -> Iterator[tuple[int, str]]:
    """Yield depth and code of the first `most` grids down to `depth` levels, each after what it lies under.

    Examples
    --------
    >>> from communitygov.errors import Words
    >>> forest = Forest.of([("a", None), ("b", "a"), ("c", "b"), ("d", "a")], kind=Words("网格", "grid"))
    >>> list(walk(forest, depth=2, most=9))
    [(0, 'a'), (1, 'b'), (1, 'd')]
    """
    waiting = [(0, code) for code in reversed(forest.roots)]
    for _ in range(most):
        if not waiting:
            return
        level, code = waiting.pop()
        yield level, code
        if level + 1 < depth:
            waiting += [(level + 1, child) for child in reversed(forest.children(code))]


def as_text(entries: list[Entry], *, last: str) -> str:
    """Return the entries as an indented list, with `last` as its last line unless empty.

    Examples
    --------
    >>> print(
    ...     as_text(
    ...         [Entry(0, "LQ", "general grid", "龙桥"), Entry(1, "LQ-1", "micro-grid", "一组")], last="…"
    ...     )
    ... )
    LQ 龙桥 (general grid)
      LQ-1 一组 (micro-grid)
    …
    """
    lines = [
        f"{'  ' * each.depth}{each.code} {' '.join(each.name.split())} ({each.level})" for each in entries
    ]
    return "\n".join([*lines, last] if last else lines)


def as_html(entries: list[Entry], *, last: str) -> str:
    """Return the entries as an HTML table; whatever stands in a name is text there, never markup.

    Examples
    --------
    >>> "<b>" in as_html([Entry(0, "LQ", "general grid", "<b>龙桥</b>")], last="")
    False
    """
    rows = "".join(
        f'<tr><td style="padding-left:{each.depth}em">{escape(each.code)}</td>'
        f"<td>{escape(each.level)}</td><td>{escape(each.name)}</td></tr>"
        for each in entries
    )
    tail = f'<tr><td colspan="3">{escape(last)}</td></tr>' if last else ""
    head = "<tr><th>网格 grid</th><th>层级 level</th><th>名称 name</th></tr>"
    return f'<table class="communitygov-grid"><thead>{head}</thead><tbody>{rows}{tail}</tbody></table>'
