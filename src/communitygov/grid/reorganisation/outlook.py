"""What a change would do, before it is done: counts before and after at every level, and findings.

Nothing is applied.  A preview is an answer for people and is not written down: the change is.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import counted
from communitygov.core.finding import Finding
from communitygov.errors import Language, Words
from communitygov.grid.reorganisation.change import Change
from communitygov.grid.reorganisation.holdings import Holdings
from communitygov.grid.reorganisation.totals import GridCounts

#: Most grids that a text or a table shows.
SHOWN_LINES = 300
COLUMNS = (
    Words("网格", "grids"),
    Words("房屋", "dwellings"),
    Words("居民", "residents"),
    Words("未结事项", "open matters"),
    Words("派驻", "postings"),
)


class PreviewLine(NamedTuple):
    """One grid: its level and code, and its counts before and after; none where it does not stand.

    Examples
    --------
    >>> PreviewLine("micro", "LQ-12", None, GridCounts(grids=1, dwellings=93)).after.dwellings
    93
    """

    level: str
    grid: str
    before: GridCounts | None
    after: GridCounts | None


@attrs.frozen(kw_only=True)
class Preview:
    """A change, and what it would do.

    Parameters
    ----------
    change
        The change, not applied.
    lines
        Every grid that begins, ends or has other counts, from the first level to the last.
    made, mended
        Findings that would be new, and those that would be gone.
    notes
        What else it would do: who becomes a deputy, what is joined, what is left behind.

    Examples
    --------
    >>> from datetime import date
    >>> from communitygov.grid.hierarchy.hierarchy import GridHierarchy
    >>> from communitygov.grid.reorganisation.change import Opened
    >>> holdings = Holdings(GridHierarchy.from_rows([("LQ", None, "general", "龙桥")]))
    >>> change = Opened(code="M", parent="LQ", level="micro", name="一组", on=date(2024, 3, 1), basis="3 号")
    >>> told = preview(change, holdings)
    >>> [(line.grid, line.before and line.before.grids, line.after.grids) for line in told.lines]
    [('LQ', 1, 2), ('M', None, 1)]
    >>> preview(attrs.evolve(change, parent="LX"), holdings)
    Traceback (most recent call last):
        ...
    communitygov.grid.reorganisation.refusal.ChangeRefused: "open M" is refused: there is no grid LX (check \
the code). [CHANGE_REFUSED]
    """

    change: Change
    lines: tuple[PreviewLine, ...] = attrs.field(repr=counted)
    made: tuple[Finding, ...] = attrs.field(repr=counted)
    mended: tuple[Finding, ...] = attrs.field(repr=counted)
    notes: tuple[Finding, ...] = attrs.field(repr=counted)

    def text(self, *, language: Language = "en") -> str:
        """Return the preview as lines: counts that change, then findings."""
        heads = tuple(column.say(language) for column in COLUMNS)
        lines = [self.change.words.say(language)]
        for each in self.lines[:SHOWN_LINES]:
            changes = ", ".join(
                f"{head} {told}" for head, told in zip(heads, _told(each), strict=True) if told
            )
            lines.append(f"{each.level} {each.grid}: {changes}")
        lines += [said.say(language) for said in self._more()]
        lines += [f"{mark} {finding.text(language)}" for mark, finding in self._marked()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{each.zh} {each.en}</th>" for each in COLUMNS)
        rows = "".join(
            f"<tr><td>{escape(each.level)}</td><td>{escape(each.grid)}</td>"
            f"{''.join(f'<td>{told}</td>' for told in _told(each))}</tr>"
            for each in self.lines[:SHOWN_LINES]
        )
        more = "".join(f"<p>{said.zh} {said.en}</p>" for said in self._more())
        items = "".join(
            f"<li>{mark} {escape(finding.text('zh'))} {escape(finding.text())}</li>"
            for mark, finding in self._marked()
        )
        said = escape(f"{self.change.words.zh} · {self.change.words.en}")
        return (
            f'<table class="communitygov-preview"><caption>{said}</caption><thead><tr><th>层级 level</th>'
            f"<th>编码 code</th>{head}</tr></thead><tbody>{rows}</tbody></table>{more}<ul>{items}</ul>"
        )

    def _more(self) -> Iterator[Words]:
        """Say how many grids are not shown, if any."""
        more = len(self.lines) - SHOWN_LINES
        if more > 0:
            yield Words(f"…… 另有 {more} 个网格", f"... {more} more")

    def _marked(self) -> Iterator[tuple[str, Finding]]:
        """Yield findings with a sign: made, mended, or to know."""
        for mark, findings in (("+", self.made), ("−", self.mended), ("·", self.notes)):
            yield from ((mark, finding) for finding in findings)


def preview(change: Change, holdings: Holdings) -> Preview:
    """Return what a change would do to holdings, which stay as they are.

    Raises
    ------
    ChangeRefused
        If any condition is not met; the error names every one.

    Examples
    --------
    >>> from datetime import date
    >>> from communitygov.grid.hierarchy.hierarchy import GridHierarchy
    >>> from communitygov.grid.reorganisation.making import move
    >>> from communitygov.grid.reorganisation.matter import OpenMatter
    >>> grid = GridHierarchy.from_rows(
    ...     [
    ...         ("G-1", None, "general", "甲"),
    ...         ("G-2", None, "general", "乙"),
    ...         ("M", "G-1", "micro", "一组"),
    ...     ]
    ... )
    >>> holdings = Holdings(grid, matters=[OpenMatter("m-1", grid="M")])
    >>> print(preview(move(grid, "M", to="G-2", on=date(2024, 3, 1), basis="3 号"), holdings).text())
    move M under G-2
    general G-1: grids 2 → 1, open matters 1 → 0
    general G-2: grids 1 → 2, open matters 0 → 1
    """
    require("holdings", holdings, kind=Holdings)
    after, notes = holdings.outcome(change)
    was, becomes = holdings.findings(on=change.on), after.findings(on=change.on)
    return Preview(
        change=change,
        lines=tuple(_lines(holdings, after, change)),
        made=_without(becomes, was),
        mended=_without(was, becomes),
        notes=notes,
    )


def _lines(before: Holdings, after: Holdings, change: Change) -> Iterator[PreviewLine]:
    """Yield the grids that differ, level by level."""
    order = {level.code: at for at, level in enumerate(before.grid.scheme)}
    was, becomes = before.counts(on=change.on), after.counts(on=change.on)
    codes = [code for code in {**was, **becomes} if was.get(code) != becomes.get(code)]
    found = [
        PreviewLine(_level(code, before, after), code, was.get(code), becomes.get(code)) for code in codes
    ]
    return iter(sorted(found, key=lambda line: (order.get(line.level, len(order)), line.level, line.grid)))


def _level(code: str, before: Holdings, after: Holdings) -> str:
    """Return the level of a grid that stands before or after."""
    return (before if code in before.grid else after).grid[code].level


def _without(findings: tuple[Finding, ...], known: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings that are not known yet, in their order."""
    old: Mapping[Finding, None] = dict.fromkeys(known)
    return tuple(finding for finding in findings if finding not in old)


def _told(line: PreviewLine) -> tuple[str, ...]:
    """Say for each column what it was and what it becomes; nothing where it stays."""
    if line.before is None or line.after is None:
        known = line.before or line.after or GridCounts()
        here, gone = ("{}", "–") if line.before else ("–", "{}")
        return tuple(f"{here} → {gone}".format(number) for number in known)
    return tuple(
        f"{one} → {other}" if one != other else "" for one, other in zip(line.before, line.after, strict=True)
    )
