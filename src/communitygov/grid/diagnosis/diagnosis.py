"""What a diagnosis holds: shares by level and by cover, and every finding behind them.

This module counts nothing itself; `communitygov.grid.diagnosis.diagnose` does.
"""

from collections import Counter
from datetime import date
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, counted, day, each_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.errors import Language, UnknownName, Words
from communitygov.grid.diagnosis.share import CoverShare, LevelShare, percent

_LEVEL = Words("所诊断的层级", "level in the diagnosis")
_COVER = Words("所诊断的覆盖", "cover in the diagnosis")


@attrs.frozen(kw_only=True)
class Diagnosis(Value):
    """How a hierarchy of grids is, on a day.

    Parameters
    ----------
    on
        The day; none where nothing is dated.
    levels, covers
        Shares by level, in the order of the scheme, and by cover and level.
    findings
        Everything that is wrong, one by one.

    Examples
    --------
    >>> from communitygov.core.terms import Term
    >>> general = Term("general", "一般网格", "general grid")
    >>> report = Diagnosis(
    ...     levels=[LevelShare(level=general, grids=4, counted=4, below=0, above=1)], covers=(), findings=()
    ... )
    >>> report.level("general").above, report.is_sound
    (1, True)
    >>> report.level("micro")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No level in the diagnosis is called 'micro'. Known: 'general'. \
[UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "grid-diagnosis"
    on: date | None = attrs.field(default=None, validator=optional(day))
    levels: tuple[LevelShare, ...] = attrs.field(converter=as_tuple, validator=each_of(LevelShare))
    covers: tuple[CoverShare, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(CoverShare), repr=counted
    )
    findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Finding), repr=counted
    )

    def level(self, code: str) -> LevelShare:
        """Return the share of a level; raise `UnknownName` if there is no grid of it."""
        for share in self.levels:
            if share.level.code == code:
                return share
        raise UnknownName(_LEVEL, code, tuple(share.level.code for share in self.levels))

    def cover(self, code: str, level: str) -> CoverShare:
        """Return the share of a cover at a level; raise `UnknownName` if it was not looked at."""
        for share in self.covers:
            if (share.cover.code, share.level.code) == (code, level):
                return share
        known = tuple(f"{share.cover.code}, {share.level.code}" for share in self.covers)
        raise UnknownName(_COVER, f"{code}, {level}", known)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong; a share alone is no finding."""
        return not self.findings

    def tallied(self) -> dict[str, int]:
        """Return how often each code was found, in the order of the codes."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))

    def text(self, language: Language = "en") -> str:
        """Say every share in a line of its own, then how often each code was found."""
        shares = [share.text(language) for share in self.levels]
        shares += [share.text(language) for share in self.covers]
        said = Words("发现 {code}：{times} 项", "found {code}: {times}")
        found = [said.say(language).format(code=code, times=times) for code, times in self.tallied().items()]
        return "\n".join((*shares, *found))

    def _repr_html_(self) -> str:
        sizes = "".join(
            _row(
                share.level.zh,
                share.grids,
                share.counted,
                "—" if share.bounds is None else share.below + share.above,
                percent(share.outside),
            )
            for share in self.levels
        )
        covers = "".join(
            _row(
                f"{share.level.zh} · 无{share.cover.zh}",
                share.grids,
                share.grids,
                len(share.without),
                percent(share.share),
            )
            for share in self.covers
        )
        found = "".join(_row(code, "", "", times, "") for code, times in self.tallied().items())
        head = "".join(
            f"<th>{escape(each)}</th>"
            for each in ("层级 level", "网格 grids", "已统计 counted", "不合 outside", "占比 share")
        )
        return (
            '<table class="communitygov-diagnosis"><thead><tr>'
            f"{head}</tr></thead><tbody>{sizes}{covers}{found}</tbody></table>"
        )


def _row(*cells: object) -> str:
    """Return a row of a table."""
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"
