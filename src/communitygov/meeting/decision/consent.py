"""Rules about everybody: all agree (一致同意), nobody votes against, or no objection is left unsettled.

1. An unsettled objection rejects a matter.  It counts whether or not the objector is in the room: the
   documents do not say, so this is a library default.  Of who is excused it does not count.
2. A vote against is no objection, and an objection no vote: a rule that admits neither asks for both.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
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
from communitygov.meeting.tally.counts import Base, Count, Sums
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
VOTED_AGAINST = Message(
    "VOTED_AGAINST",
    Words("{constituency}有 {shortfall} 人反对", "{constituency}: {shortfall} against"),
    Words(
        "请与反对者再行协商后重新表决",
        "deliberate again with those who are against, and put it to the vote again",
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
        who = _named(_where(scope, _OBJECTIONS))
        if who is None:
            return Words("没有未解决的异议", "no unsettled objection")
        return Words(f"{who.zh}有未解决的异议", f"unsettled objections of the {who.en}")

    def figures(self, scope: Scope) -> Figures:
        """Return how many seats have no unsettled objection, and how many there are."""
        sums = scope.total(HEADS)
        return Figures(sums.entitled - sums.objections, sums.entitled)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name every constituency of which somebody objects."""
        for constituency, objections in _where(scope, _OBJECTIONS):
            facts: dict[str, Detail] = {"constituency": constituency, "shortfall": objections}
            yield self.based(OBJECTION_UNSETTLED.finding(constituency.code, facts))


@attrs.frozen
class NoVoteAgainst(DecisionRule):
    """Nobody votes against (无人反对); to abstain, or not to vote, is not against.

    The figures are the seats there are, and those that are not against.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import LOCAL_WORTHIES
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.tally.tally import Tally
    >>> counts = {"local_worthies": Counts(entitled=3, present=3, yes=2, no=1)}
    >>> print(
    ...     NoVoteAgainst().decide(Tally.from_counts(counts, constituencies=[LOCAL_WORTHIES])).explain("zh")
    ... )
    未通过
    ✗ 乡贤代表有人反对
    """

    document_kind: ClassVar[str] = "no-vote-against"

    def outcome(self, scope: Scope) -> Outcome:
        """Return rejected if anybody votes against."""
        return Outcome.REJECTED if any(sums.no for sums in scope.sums(HEADS)) else Outcome.ADOPTED

    def said(self, scope: Scope) -> Words:
        """Say of which constituencies somebody is against, or that nobody is."""
        who = _named(_where(scope, _AGAINST))
        if who is None:
            return Words("无人反对", "nobody votes against")
        return Words(f"{who.zh}有人反对", f"votes against of the {who.en}")

    def figures(self, scope: Scope) -> Figures:
        """Return how many seats are not against, and how many there are."""
        sums = scope.total(HEADS)
        return Figures(sums.entitled - sums.no, sums.entitled)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name every constituency of which somebody is against."""
        for constituency, against in _where(scope, _AGAINST):
            facts: dict[str, Detail] = {"constituency": constituency, "shortfall": against}
            yield self.based(VOTED_AGAINST.finding(constituency.code, facts))


_OBJECTIONS: Callable[[Sums], int] = attrgetter("objections")
_AGAINST: Callable[[Sums], int] = attrgetter("no")


def _where(scope: Scope, counted: Callable[[Sums], int]) -> tuple[tuple[Constituency, int], ...]:
    """Return each constituency in which there are some, with how many."""
    pairs = zip(scope.constituencies, map(counted, scope.sums(HEADS)), strict=True)
    return tuple((constituency, some) for constituency, some in pairs if some)


def _named(found: tuple[tuple[Constituency, int], ...]) -> Words | None:
    """Name constituencies in one sentence, the first twenty of very many; nothing if there are none."""
    if not found:
        return None
    who, more = joined(tuple(each.words for each, _ in found[:_NAMED])), len(found) - _NAMED
    return Words(f"{who.zh}及另外 {more} 方", f"{who.en} and {more} more") if more > 0 else who
