"""What happened to an action item (交办事项), as a table for a notebook.

It shows days, people by their identifiers, evidence, and where each entry leads; no free text, and no day on
which the item is due, for that takes a calendar.
"""

from collections.abc import Iterable
from html import escape

from communitygov.errors import Words
from communitygov.meeting.resolution.action_entry import ActionEntry, ActionReview, Assignment, Step, steps


def entries_html(number: str, entries: Iterable[ActionEntry]) -> str:
    """Show the entries of an item as a table, each with how the item stands after it."""
    rows = "".join(map(_row, steps(entries)))
    return (
        f"<table><caption>{escape(number)}</caption><thead><tr><th>日期 on</th><th>何事 what happened</th>"
        f"<th>状态 status</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(step: Step) -> str:
    """Show one entry."""
    said = _said(step)
    return (
        f"<tr><td>{step.entry.on}</td><td>{escape(said.zh)}<br>{escape(said.en)}</td>"
        f"<td>{escape(step.after.zh)} {escape(step.after.en)}</td></tr>"
    )


def _said(step: Step) -> Words:
    """Say what happened."""
    entry = step.entry
    if isinstance(entry, Assignment):
        zh, en = (entry.owner, entry.owner) if entry.owner else ("无责任人", "nobody")
        return Words(
            f"交办 {zh}，期限 {entry.within.text('zh')}", f"assigned to {en}, within {entry.within.text()}"
        )
    if isinstance(entry, ActionReview):
        own = Words("（评本人经办，不算）", " (own work, counts for nothing)") if step.own else Words("", "")
        return Words(
            f"{entry.by} 评议 {entry.reference}：{entry.outcome.zh}{own.zh}",
            f"review {entry.reference} by {entry.by}: {entry.outcome.en}{own.en}",
        )
    zh, en = "、".join(entry.evidence) or "未附", ", ".join(entry.evidence) or "none"
    return Words(f"{entry.by} 报办结，凭证：{zh}", f"reported done by {entry.by}, evidence: {en}")
