"""The lines of a hazard ledger as text and as a table for notebooks; this module adds nothing up."""

from communitygov.errors import Language, Words
from communitygov.programme.hazard.entry import HazardEntry
from communitygov.programme.sheet import both, sheet

_HEADS = ("编号 id", "隐患 hazard", "措施 measure", "数量 done", "网格 grid", "时间 when", "依据 source")
_COMPLETE, _UNKNOWN = Words("（已全部完成）", " (complete)"), Words("数量不详", "amount unknown")


def rows_of(entries: tuple[HazardEntry, ...], *, language: Language) -> tuple[tuple[str, ...], ...]:
    """Return lines as text: identifier, hazard, measure, figure, grid, time, source."""
    return tuple(
        (
            each.id,
            each.hazard.label(language),
            each.measure.label(language),
            _figure(each).say(language),
            each.grid or "",
            "" if each.when is None else str(each.when),
            "" if each.citation is None else str(each.citation),
        )
        for each in entries
    )


def _figure(entry: HazardEntry) -> Words:
    """Say how much was done, or that it is not known; and that it is complete, where it is."""
    known = _UNKNOWN if entry.done is None else Words(str(entry.done), str(entry.done))
    return Words(known.zh + _COMPLETE.zh, known.en + _COMPLETE.en) if entry.is_complete else known


def table_of(place: str, entries: tuple[HazardEntry, ...]) -> str:
    """Return lines as HTML, in both languages."""
    pairs = zip(rows_of(entries, language="zh"), rows_of(entries, language="en"), strict=True)
    rows = [[both(Words(zh, en)) for zh, en in zip(*pair, strict=True)] for pair in pairs]
    return sheet("hazard-ledger", f"隐患台账 hazard ledger · {place}", heads=_HEADS, rows=rows)
