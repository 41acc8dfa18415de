"""Rules about who is there: the body is constituted, enough of it came, or so many did.

1. Too few is inquorate (未达法定人数), never rejected: those who could have come may come next time.
2. A council that lacks a constituency makes a matter void, because no attendance could mend that.
3. Who is excused (回避) counts as neither present nor voting.  Whether they stay in the whole is the base of
   the quorum: of `all`, or of those who are `eligible`.

How much is enough no document says; a rule is given by the caller, or is a library default and says so.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, one_of
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import vacancy
from communitygov.meeting.decision.decision import DecisionRule, Figures
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.shortfall import Counting
from communitygov.meeting.measure import HEADS, Measure, as_measure
from communitygov.meeting.tally.counts import Base, Count
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.threshold import Threshold


def as_base(value: object) -> Base:
    """Return the base with this code."""
    return Base.named(value)


def _count(value: object) -> Count:
    """Return the count with this code."""
    return Count.named(value)


@attrs.frozen
class Constituted(DecisionRule):
    """The council is constituted: every constituency has a seat filled, and its roster is sound.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
    >>> from communitygov.meeting.tally.tally import Tally
    >>> Constituted().decide(Tally.from_counts({}, constituencies=FOUR_CONSTITUENCIES)).outcome
    Outcome.VOID
    """

    document_kind: ClassVar[str] = "constituted"

    def outcome(self, scope: Scope) -> Outcome:
        """Return void for a council that is not constituted."""
        return Outcome.VOID if scope.flaws or scope.vacant else Outcome.ADOPTED

    def said(self, scope: Scope) -> Words:
        """Say how many constituencies are seated."""
        figures = self.figures(scope)
        have, need, flaws = figures.have, figures.need, len(scope.flaws)
        return Words(
            f"议事会须完整组成：{need} 方中 {have} 方有在任代表"
            + (f"，另有 {flaws} 处不合" if flaws else ""),
            f"the council is constituted: {have} of {need} seated"
            + (f", {flaws} faults beside" if flaws else ""),
        )

    def figures(self, scope: Scope) -> Figures:
        """Count the constituencies that are seated."""
        sides = len(scope.constituencies)
        return Figures(sides - len(scope.vacant), sides)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name the vacant constituencies, and what else is wrong with the council."""
        return (*map(vacancy, scope.vacant), *scope.flaws)


def _whole_body(_owner: object, field: "attrs.Attribute[Base]", value: Base) -> None:
    """Refuse a base that moves with those who come: everybody present is always present."""
    if value not in {Base.ALL, Base.ELIGIBLE}:
        bound = Words("须为 all 或 eligible", "must be all or eligible")
        raise InvalidValue(field.name, value.value, bound)


def _turnout(_owner: object, field: "attrs.Attribute[Count]", value: Count) -> None:
    """Refuse a count that is no turnout."""
    if value is Count.YES:
        bound = Words("须为 present 或 participating", "must be present or participating")
        raise InvalidValue(field.name, value.value, bound)


@attrs.frozen
class Quorum(DecisionRule):
    """Enough of the body is present, or takes part in the vote; otherwise the matter is inquorate.

    Parameters
    ----------
    measure
        By what the body is measured: a measure, or the code of one of the library's.
    threshold
        Which share of the body is enough.
    count
        ``"present"`` (到会) or ``"participating"`` (参与表决).
    base
        ``"all"``, or ``"eligible"`` to leave out those who are excused.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.tally.tally import Tally
    >>> from communitygov.meeting.threshold import MoreThan
    >>> rule = Quorum("heads", MoreThan("1/2"))
    >>> retired = Constituency("retired", "老干部代表", "retired cadres")
    >>> tally = Tally.from_counts({"retired": Counts(entitled=5, present=2)}, constituencies=[retired])
    >>> print(rule.decide(tally).explain("zh"))
    未达法定人数
    ✗ 老干部代表到会 2 人，须超过1/2（全体 5 人），即至少 3 人，差 1 人
    """

    document_kind: ClassVar[str] = "quorum"
    measure: Measure = attrs.field(converter=as_measure)
    threshold: Threshold = attrs.field(validator=one_of((Threshold,)))
    count: Count = attrs.field(default=Count.PRESENT, kw_only=True, converter=_count, validator=_turnout)
    base: Base = attrs.field(default=Base.ALL, kw_only=True, converter=as_base, validator=_whole_body)

    def outcome(self, scope: Scope) -> Outcome:
        """Compare the turnout with the body."""
        sums = scope.total(self.measure)
        enough = self.threshold.is_met(sums.counted(self.count), sums.of(self.base))
        return Outcome.ADOPTED if enough else Outcome.INQUORATE

    def said(self, scope: Scope) -> Words:
        """Say how many there are and how many there must be."""
        return self._counting(scope).said(scope)

    def figures(self, scope: Scope) -> Figures:
        """Return the turnout, what is needed, and the body."""
        sums = scope.total(self.measure)
        whole = sums.of(self.base)
        return Figures(sums.counted(self.count), self.threshold.least(whole), whole, self.measure.code)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name who falls short, and by how much."""
        holds = self.outcome(scope) is Outcome.ADOPTED
        return () if holds else (self._counting(scope).lack(scope, self.source),)

    def _counting(self, scope: Scope) -> Counting:
        """Return what was counted."""
        return Counting(self.measure, self.count, self.figures(scope), self.threshold, self.base)


@attrs.frozen
class Minimum(DecisionRule):
    """At least so many are present, take part, or are in favour.

    Parameters
    ----------
    count
        What is counted: too few ``"present"`` or ``"participating"`` is inquorate, too few ``"yes"`` are
        a rejection.
    least
        How many there must be, in the smallest unit of the measure.
    measure
        By what they are measured.

    Examples
    --------
    >>> Minimum("present", 0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: least: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "minimum"
    count: Count = attrs.field(converter=_count)
    least: int = attrs.field(validator=at_least(1))
    measure: Measure = attrs.field(default=HEADS, kw_only=True, converter=as_measure)

    def outcome(self, scope: Scope) -> Outcome:
        """Compare the count with what is needed."""
        if scope.total(self.measure).counted(self.count) >= self.least:
            return Outcome.ADOPTED
        return Outcome.REJECTED if self.count is Count.YES else Outcome.INQUORATE

    def said(self, scope: Scope) -> Words:
        """Say who is counted, how many there are and how many there must be."""
        return self._counting(scope).said(scope)

    def figures(self, scope: Scope) -> Figures:
        """Return the count and the least."""
        have = scope.total(self.measure).counted(self.count)
        return Figures(have, self.least, measure=self.measure.code)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name who falls short, and by how much; of a constituency, that it is vacant or absent."""
        holds = self.outcome(scope) is Outcome.ADOPTED
        return () if holds else (self._counting(scope).lack(scope, self.source),)

    def _counting(self, scope: Scope) -> Counting:
        """Return what was counted."""
        return Counting(self.measure, self.count, self.figures(scope))
