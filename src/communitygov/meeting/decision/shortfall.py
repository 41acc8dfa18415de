"""How a rule says what it counted, and what is lacking: one wording for presence, votes and shares.

Numbers stand in the details of a finding as whole numbers of the smallest unit, in its words with the unit.
"""

from typing import NamedTuple

import attrs

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.meeting.council.constituency import vacancy
from communitygov.meeting.decision.decision import Figures
from communitygov.meeting.measure import HEADS, Measure
from communitygov.meeting.tally.counts import Base, Count
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.threshold import Threshold

CONSTITUENCY_ABSENT = Message(
    "CONSTITUENCY_ABSENT",
    Words("{constituency}一方无人到会", "nobody came for the {constituency}"),
    Words("请{who}到会后再议", "meet again with {who} present"),
)
TOO_FEW_PRESENT = Message(
    "TOO_FEW_PRESENT",
    Words(
        "{who}{counted} {has}，须至少 {needs}，差 {lacks}",
        "{who}: {has} {counted}, {needs} needed, {lacks} short",
    ),
    Words("请再有至少 {lacks} {counted}后再议", "put it again with {lacks} more {counted}"),
)
TOO_FEW_YES = Message(
    "TOO_FEW_YES",
    Words(
        "{who}赞成 {has}，须至少 {needs}，差 {lacks}",
        "{who}: {has} in favour, {needs} needed, {lacks} short",
    ),
    Words("请再行协商，{mend}", "deliberate again; {mend}"),
)


class Counting(NamedTuple):
    """What a small rule counted, in which measure, and as which share of what, if it asks one."""

    measure: Measure
    counted: Count
    figures: Figures
    threshold: Threshold | None = None
    base: Base = Base.ALL

    def said(self, scope: Scope) -> Words:
        """Say who was counted, how many there are and how many there must be."""
        have, need = self.measure.written(self._have), self.measure.written(self._need)
        short = self._short
        lack = self.measure.written(short)
        asked = self._asked(need)
        return Words(
            f"{scope.who.zh}{self.counted.zh} {have.zh}，{asked.zh}" + (f"，差 {lack.zh}" if short else ""),
            f"{scope.who.en}: {have.en} {self.counted.en}, {asked.en}"
            + (f", {lack.en} short" if short else ""),
        )

    def lack(self, scope: Scope, source: Citation | None = None) -> Finding:
        """Return the finding that it is too little, with the source of the rule; or that nobody is seated.

        A vacancy is the same finding whatever rule meets with it, so that it is named once.
        """
        if self.counted is Count.YES:
            finding = TOO_FEW_YES.finding(scope.subject, {**self._facts(scope), "mend": self._mend})
        elif scope.sole is None or self._have or self.measure != HEADS:
            finding = TOO_FEW_PRESENT.finding(scope.subject, self._facts(scope))
        elif scope.vacant:
            return vacancy(scope.sole)
        else:
            least = Words(f"该方至少 {self._need} 人", f"at least {self._need} of them")
            absent: dict[str, Detail] = {"constituency": scope.sole, "who": least}
            finding = CONSTITUENCY_ABSENT.finding(scope.subject, {**self._facts(scope), **absent})
        return attrs.evolve(finding, source=source)

    def _facts(self, scope: Scope) -> dict[str, Detail]:
        """Return what is said of it, the numbers for programs beside."""
        return {
            "who": scope.who,
            "counted": self.counted.words,
            "measure": self.measure.code,
            "have": self._have,
            "need": self._need,
            "shortfall": self._short,
            "has": self.measure.written(self._have),
            "needs": self.measure.written(self._need),
            "lacks": self.measure.written(self._short),
        }

    @property
    def _mend(self) -> Words:
        """Say who must agree: of a whole that grows with every vote, those who are counted in it already."""
        lack = self.measure.written(self._short)
        if self.threshold is None or self.base in {Base.ALL, Base.ELIGIBLE}:
            return Words(f"争取至少再有 {lack.zh} 赞成", f"{lack.en} more must agree")
        return Words(
            f"争取{self.base.zh}中至少 {lack.zh} 改投赞成",
            f"{lack.en} of those counted ({self.base.en}) must change to agree",
        )

    def _asked(self, need: Words) -> Words:
        """Say how many there must be, and of which whole that is a share."""
        if self.threshold is None or self.figures.whole is None:
            return Words(f"须至少 {need.zh}", f"{need.en} needed")
        whole, share = self.measure.written(self.figures.whole), self.threshold.words
        return Words(
            f"须{share.zh}（{self.base.zh} {whole.zh}），即至少 {need.zh}",
            f"needed {share.en} of {whole.en} ({self.base.en}), so {need.en}",
        )

    @property
    def _have(self) -> int:
        """What there is."""
        return self.figures.have or 0

    @property
    def _need(self) -> int:
        """What there must be."""
        return self.figures.need or 0

    @property
    def _short(self) -> int:
        """By how much it falls short."""
        return max(0, self._need - self._have)
