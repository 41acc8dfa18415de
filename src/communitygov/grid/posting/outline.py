"""Rosters and divisions as tables for notebooks; whatever stands in a text is text there, never markup.

Tables stop after some hundred rows and say how many more there are.  This module decides nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import islice

from communitygov.core.finding import Finding
from communitygov.grid.posting.load import Load
from communitygov.grid.posting.move import AreaBalance, GridMove
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.worker import Worker

#: Most rows that are shown.
SHOWN_ROWS = 300


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, rows_in_all: int) -> str:
    """Return an HTML table of the first rows.

    Examples
    --------
    >>> "<b>" in table(["网格 grid"], [["<b>"]], rows_in_all=1)
    False
    """
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>"
        for row in islice(rows, SHOWN_ROWS)
    )
    more = rows_in_all - SHOWN_ROWS
    tail = f'<tr><td colspan="{len(heads)}">…… 另有 {more} 行 {more} more</td></tr>' if more > 0 else ""
    return (
        f'<table class="communitygov-grid"><thead><tr>{head}</tr></thead><tbody>{body}{tail}</tbody></table>'
    )


def loads_page(loads: Sequence[Load]) -> str:
    """Return loads against capacities."""
    rows = (
        (
            load.worker,
            _of(load.grids, load.capacity.grids),
            _of(load.households, load.capacity.households),
            "、".join(load.codes[:SHOWN_CODES]) + ("……" if load.grids > SHOWN_CODES else ""),
            " ".join(" ".join(finding.words) for finding in load.findings()),
        )
        for load in loads
    )
    heads = ("工作人员 worker", "网格 grids", "户 households", "负责 in charge of", "问题 findings")
    return table(heads, rows, rows_in_all=len(loads))


def record_page(workers: Sequence[Worker], postings: Sequence[Posting], *, days: Sequence[date]) -> str:
    """Return what is on record of each worker, whatever the day, and when anything changes."""
    held: dict[str, list[Posting]] = {each.id: [] for each in workers}
    for posting in postings:
        held.setdefault(posting.worker, []).append(posting)
    kinds = {each.id: " ".join(each.kind.words) for each in workers}
    rows = (
        (worker, kinds.get(worker, "—"), len(own), len({each.grid for each in own}), *_first_and_end(own))
        for worker, own in held.items()
    )
    heads = ("工作人员 worker", "类别 kind", "派驻 postings", "网格 grids", "自 from", "止 until")
    title = f"{len(workers)} 人 workers，{len(postings)} 次派驻 postings，{days[0]} — {days[-1]}"
    return f"<p>{title}</p>" + table(heads, rows, rows_in_all=len(held))


def _first_and_end(postings: Sequence[Posting]) -> tuple[str, str]:
    """Write from when to when postings run in all; a dash where no such day is named."""
    begins, ends = [each.since for each in postings], [each.until for each in postings]
    first = min((day for day in begins if day), default=None) if None not in begins else None
    last = max((day for day in ends if day), default=None) if None not in ends else None
    return str(first or "—"), str(last or "—")


_MOVE_HEADS = ("网格 grid", "原 before", "现 after", "原因 reason", "省 saved")
_AREA_HEADS = ("片区 area", "结论 status", "网格 grids", "人员 workers", "成本 cost", "下界 bound")
#: Most codes in one cell.
SHOWN_CODES = 12


def _of(count: int, most: int | None) -> str:
    """Write a count against its limit."""
    return str(count) if most is None else f"{count} / {most}"


def rebalance_page(
    moves: Sequence[GridMove], areas: Sequence[AreaBalance], *, findings: Sequence[Finding]
) -> str:
    """Return what moves, what came of each area, and what could not be divided."""
    moved = (
        (move.grid, move.before or "—", move.after, " ".join(move.reason.words), _saved(move))
        for move in moves
    )
    told = (
        (
            area.area,
            " ".join(area.status.words),
            area.grids,
            area.workers,
            f"{area.cost_before} → {area.cost_after}",
            f"≥ {area.bound}",
        )
        for area in areas
    )
    wrong = ((finding.subject, finding.words.zh, finding.words.en) for finding in findings)
    page = table(_MOVE_HEADS, moved, rows_in_all=len(moves)) + table(
        _AREA_HEADS, told, rows_in_all=len(areas)
    )
    if findings:
        page += table(("对象 subject", "问题", "finding"), wrong, rows_in_all=len(findings))
    return page


def _saved(move: GridMove) -> str:
    """Write what a move saves."""
    return "" if move.saved is None else f"{move.saved:+d}"
