"""What a check against a standard found.

This module judges nothing.
"""

from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, counted, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.terms import Term
from communitygov.errors import Language, Words

#: Rows of a table that are shown; the rest is counted.
SHOWN = 200
_PARTS = (
    ("gaps", Words("缺口", "gaps")),
    ("advice", Words("宜改进", "advice")),
    ("unsettled", Words("待查", "not settled")),
    ("notes", Words("说明", "notes")),
)


@attrs.frozen(kw_only=True)
class GapReport(Value):
    """What a community lacks by a standard, what is not known, and what should be known of the figures.

    Parameters
    ----------
    standard, community
        Code and identifier.
    level
        The level by which it was judged; none if of no level.
    judged
        How many requirements were judged.
    gaps
        What it shall have and has not.
    advice
        What it should have and has not, or of which that is not known.
    unsettled
        What cannot be told: not recorded, known too loosely, measured otherwise, of no level.
    notes
        Figures that were used and not verified, doubts about dates.

    Examples
    --------
    >>> report = GapReport(standard="gb-50180-2018", community="LQ", judged=3)
    >>> report.is_met, report.text("zh")
    (True, 'gb-50180-2018：LQ 判断 3 条，缺口 0，宜改进 0，待查 0')
    """

    document_kind: ClassVar[str] = "gap-report"
    standard: str = attrs.field(validator=identifier)
    community: str = attrs.field(validator=identifier)
    level: Term | None = attrs.field(default=None, validator=optional(one_of(Term)))
    judged: int = attrs.field(validator=at_least(0))
    gaps: tuple[Finding, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Finding), repr=counted
    )
    advice: tuple[Finding, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Finding), repr=counted
    )
    unsettled: tuple[Finding, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Finding), repr=counted
    )
    notes: tuple[Finding, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Finding), repr=counted
    )

    @property
    def is_met(self) -> bool | None:
        """Whether it has all that it shall have; ``None`` where that is not known, or nothing was judged."""
        if self.gaps:
            return False
        return None if self.unsettled or not self.judged else True

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found: gaps, advice, what is not settled, notes."""
        return (*self.gaps, *self.advice, *self.unsettled, *self.notes)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return plain rows after a heading: part, code, subject, clause, 中文, English."""
        lines = [
            (
                part,
                each.code,
                each.subject,
                "" if each.source is None else each.source.article,
                each.words.zh,
                each.words.en,
            )
            for part, _ in _PARTS
            for each in getattr(self, part)
        ]
        return (("part", "code", "subject", "clause", "zh", "en"), *lines)

    @property
    def summary(self) -> Words:
        """How much was judged and found, in a line."""
        gaps, advice, unsettled = len(self.gaps), len(self.advice), len(self.unsettled)
        return Words(
            f"{self.standard}：{self.community} 判断 {self.judged} 条，缺口 {gaps}，宜改进 {advice}，"
            f"待查 {unsettled}",
            f"{self.standard}: {self.community}, requirements judged: {self.judged}, gaps: {gaps}, "
            f"advice: {advice}, not settled: {unsettled}",
        )

    def text(self, language: Language = "en") -> str:
        """Say the summary, then every finding, a line each, with the part it belongs to."""
        lines = [
            f"[{name.say(language)}] {each.text(language)}"
            for part, name in _PARTS
            for each in getattr(self, part)
        ]
        return "\n".join([self.summary.say(language), *lines])

    def _repr_html_(self) -> str:
        """Show the report as a table in a notebook."""
        names = dict(_PARTS)
        body = "".join(
            f"<tr><td>{_both(names[part])}</td><td>{escape(clause)}</td><td>{escape(subject)}</td>"
            f"<td>{escape(zh)}<br>{escape(en)}</td></tr>"
            for part, _, subject, clause, zh, en in self.rows()[1 : SHOWN + 1]
        )
        more = max(0, len(self.findings) - SHOWN)
        body += f'<tr><td colspan="4">…… 另有 {more} … {more} more</td></tr>' if more else ""
        return (
            f"<table><caption>{_both(self.summary)}</caption><thead><tr><th>类 part</th><th>条款 clause</th>"
            f"<th>对象 subject</th><th>所见 finding</th></tr></thead><tbody>{body}</tbody></table>"
        )


def _both(words: Words) -> str:
    """Return a saying in both languages, as HTML."""
    return f"{escape(words.zh)}<br>{escape(words.en)}"
