"""Rules about everybody: all agree (一致同意), or nobody has an objection that is not settled.

An unsettled objection rejects a matter.  It counts whether or not the objector is in the room: the documents
do not say, so this is a library default.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.errors import Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.decision import DecisionRule, Figures
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import as_base
from communitygov.meeting.decision.shortfall import Counting
from communitygov.meeting.measure import HEADS, Measure, as_measure
from communitygov.meeting.tally.counts import Base, Count
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.threshold import AtLeast

OBJECTION_UNSETTLED = Message(
    "OBJECTION_UNSETTLED",
    Words(
        "{constituency}有 {shortfall} 人的异议未解决",
        "{constituency}: {shortfall} with an unsettled objection",
    ),
    Words(
        "请与异议人协商，记录解决结果后再议",
        "settle it with those who object, record how, and put the matter again",
    ),
)
_EVERY = AtLeast(1)
#: Most constituencies that are named in one sentence; the findings name all.
_NAMED = 20


@attrs.frozen
class Unanimous(DecisionRule):
    """All agree (一致同意): all of the body, of those present, or of those who vote; and somebody does.

    Parameters
    ----------
    base
        Of whom all must agree.
    measure
        By what they are measured.

    Examples
    --------
    >>> Unanimous("presence")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Base is called 'presence'. Did you mean 'present'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "unanimous"
    base: Base = attrs.field(converter=as_base)
    measure: Measure = attrs.field(default=HEADS, kw_only=True, converter=as_measure)

    def outcome(self, scope: Scope) -> Outcome:
        """Return rejected unless everybody agrees."""
        sums = scope.total(self.measure)
        return Outcome.ADOPTED if _EVERY.is_met(sums.yes, sums.of(self.base)) else Outcome.REJECTED

    def said(self, scope: Scope) -> Words:
        """Say how many agree, of how many."""
        return self._counting(scope).said(scope)

    def figures(self, scope: Scope) -> Figures:
        """Return how many agree, and of how many."""
        sums = scope.total(self.measure)
        whole = sums.of(self.base)
        return Figures(sums.yes, _EVERY.least(whole), whole, self.measure.code)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name who falls short."""
        holds = self.outcome(scope) is Outcome.ADOPTED
        return () if holds else (self._counting(scope).lack(scope, self.source),)

    def _counting(self, scope: Scope) -> Counting:
        """Return what was counted."""
        return Counting(self.measure, Count.YES, self.figures(scope), _EVERY, self.base)


@attrs.frozen
class NoUnsettledObjection(DecisionRule):
    """Nobody has an objection that is not settled; the figures are the seats held, and those that consent.

    Examples
    --------
    >>> NoUnsettledObjection().to_document()
    {'$kind': 'no-unsettled-objection', 'schema': 1, 'source': None}
    """

    document_kind: ClassVar[str] = "no-unsettled-objection"

    def outcome(self, scope: Scope) -> Outcome:
        """Return rejected if anybody objects."""
        objecting = any(sums.objections for sums in scope.sums(HEADS))
        return Outcome.REJECTED if objecting else Outcome.ADOPTED

    def said(self, scope: Scope) -> Words:
        """Say which constituencies object, or that none does."""
        objecting = tuple(constituency.words for constituency, _ in _objecting(scope))
        if not objecting:
            return Words("没有未解决的异议", "no unsettled objection")
        who, more = joined(objecting[:_NAMED]), len(objecting) - _NAMED
        if more > 0:
            who = Words(f"{who.zh}及另外 {more} 方", f"{who.en} and {more} more")
        return Words(f"{who.zh}有未解决的异议", f"unsettled objections of the {who.en}")

    def figures(self, scope: Scope) -> Figures:
        """Return how many seats have no unsettled objection, and how many there are."""
        sums = scope.total(HEADS)
        return Figures(sums.entitled - sums.objections, sums.entitled)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name every constituency of which somebody objects."""
        for constituency, objections in _objecting(scope):
            facts: dict[str, Detail] = {"constituency": constituency, "shortfall": objections}
            yield self.based(OBJECTION_UNSETTLED.finding(constituency.code, facts))


def _objecting(scope: Scope) -> Iterable[tuple[Constituency, int]]:
    """Return each constituency of which somebody objects, with how many do."""
    pairs = zip(scope.constituencies, scope.sums(HEADS), strict=True)
    return ((constituency, sums.objections) for constituency, sums in pairs if sums.objections)
