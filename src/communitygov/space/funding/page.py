"""How a plan of money shows itself in a notebook.

This module works nothing out.
"""

from collections.abc import Sequence
from html import escape

from communitygov.core.finding import Finding
from communitygov.core.money import Money
from communitygov.errors import Words

#: Rows of a table that are shown; the rest is counted.
SHOWN = 200


def both(words: Words) -> str:
    """Return a saying in both languages, as HTML.

    Examples
    --------
    >>> both(Words("地面", "floor <1>"))
    '地面<br>floor &lt;1&gt;'
    """
    return escape(words.zh) if words.zh == words.en else f"{escape(words.zh)}<br>{escape(words.en)}"


def plan_page(
    rows: Sequence[Sequence[str | int]],
    *,
    items: Sequence[Words],
    sources: Sequence[Words],
    findings: Sequence[Finding],
) -> str:
    """Return the table of a plan, and what is amiss as a list."""
    names = (Words("项目", "item"), Words("费用", "cost"), *sources, Words("缺口", "lacking"))
    head = "".join(f"<th>{both(name)}</th>" for name in names)
    body = "".join(
        f"<tr><th>{both(item)}</th>{''.join(map(_cell, row[2:]))}</tr>"
        for item, row in zip(items[:SHOWN], rows[1 : SHOWN + 1], strict=True)
    )
    more = max(0, len(items) - SHOWN)
    body += f'<tr><td colspan="{len(names)}">…… 另有 {more} … {more} more</td></tr>' if more else ""
    amiss = "".join(f"<li>{both(finding.words)}</li>" for finding in findings[:SHOWN])
    return (
        f"<table><caption>资金方案 funding plan</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>" + (f"<ul>{amiss}</ul>" if amiss else "")
    )


def _cell(fen: str | int) -> str:
    """Return an amount as a cell; nothing is left empty."""
    return f"<td style='text-align:right'>{Money(int(fen)) if fen else ''}</td>"


def account_page(rows: Sequence[tuple[Words, Sequence[int]]], *, findings: Sequence[Finding]) -> str:
    """Return the table of names with fen planned, paid and left, and what is amiss as a list."""
    head = "".join(
        f"<th>{both(name)}</th>"
        for name in (
            Words("来源、项目", "source, item"),
            Words("计划", "planned"),
            Words("已付", "paid"),
            Words("余", "left"),
        )
    )
    body = "".join(f"<tr><th>{both(name)}</th>{''.join(map(_cell, fen))}</tr>" for name, fen in rows[:SHOWN])
    more = max(0, len(rows) - SHOWN)
    body += f'<tr><td colspan="4">…… 另有 {more} … {more} more</td></tr>' if more else ""
    amiss = "".join(f"<li>{both(finding.words)}</li>" for finding in findings[:SHOWN])
    return (
        f"<table><caption>计划与实际 planned and paid</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>" + (f"<ul>{amiss}</ul>" if amiss else "")
    )
