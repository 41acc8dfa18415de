"""A hierarchy of grids as people read it: an indented list, and a tree to fold for notebooks.

Both stop after some hundred grids and say how many more there are.  This module decides nothing.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from communitygov.core.forest import Forest
from communitygov.errors import Language, Words
from communitygov.grid.level.scheme import LevelScheme

#: Most grids that are shown, and most levels.
SHOWN_GRIDS = 300
SHOWN_LEVELS = 8
#: Most levels by which a line is indented; beyond, its own level stands in front as a number.
INDENTED_LEVELS = 40


class Entry(NamedTuple):
    """One line: how far it is indented, code, level and name as read, and a number beside it."""

    depth: int
    code: str
    level: str
    name: str
    beside: str = ""


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


def level_label(scheme: LevelScheme, level: str, *, language: Language) -> str:
    """Return a level as read; one that the scheme does not have as its code.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> level_label(CHENGDU, "micro", language="zh"), level_label(CHENGDU, "nano", language="zh")
    ('微网格', 'nano')
    """
    return scheme[level].term.label(language) if level in scheme else level


def more_words(more: int) -> Words:
    """Say how many grids are not shown, if any.

    Examples
    --------
    >>> more_words(3).en, more_words(0).en
    ('… 3 more', '')
    """
    return Words(f"…… 另有 {more} 个网格", f"… {more} more") if more else Words("", "")


def as_text(entries: Sequence[Entry], *, last: str) -> str:
    """Return the entries as an indented list, with `last` as its last line unless empty.

    Examples
    --------
    >>> print(
    ...     as_text(
    ...         [Entry(0, "LQ", "general grid", "龙桥", "93"), Entry(1, "LQ-1", "micro-grid", "一组")],
    ...         last="…",
    ...     )
    ... )
    LQ 龙桥 (general grid): 93
      LQ-1 一组 (micro-grid)
    …
    """
    lines = [
        f"{_indent(each.depth)}{each.code} {' '.join(each.name.split())} ({each.level})"
        f"{each.beside and f': {each.beside}'}"
        for each in entries
    ]
    return "\n".join([*lines, last] if last else lines)


def _indent(depth: int) -> str:
    """Return what stands in front of a line; a chain of thousands would be nothing but spaces otherwise."""
    beyond = f"[{depth}] " if depth > INDENTED_LEVELS else ""
    return "  " * min(depth, INDENTED_LEVELS) + beyond


def as_html(entries: Sequence[Entry], *, title: str, last: str) -> str:
    """Return the entries as a tree to fold; whatever stands in a name is text there, never markup.

    Examples
    --------
    >>> page = as_html([Entry(0, "LQ", "general grid", "<b>龙桥</b>")], title="1 grid", last="")
    >>> "<b>" in page, page.count("<details")
    (False, 0)
    """
    parts = [f'<div class="communitygov-grid"><p>{escape(title)}</p>']
    depths = [*(entry.depth for entry in entries[1:]), 0]
    for each, after in zip(entries, depths, strict=False):  # none for no entries
        line = f"<code>{escape(each.code)}</code> {escape(each.name)} <small>{escape(each.level)}</small>"
        if after > each.depth:
            parts.append(f'<details open style="margin-left:1em"><summary>{line}</summary>')
        else:
            parts.append(f'<div style="margin-left:1em">{line}</div>')
            parts.append("</details>" * (each.depth - after))
    parts.append(f"{last and f'<p>{escape(last)}</p>'}</div>")
    return "".join(parts)
