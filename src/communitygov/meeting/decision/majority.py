"""The majority (多数): enough of a whole agree, and at least one does.

1. Of which whole the share is asked is its `base`: of all, of those present, of those voting, and so on.
2. Nothing is never enough: where nobody agrees, a share of nothing is not reached.
3. What a tie comes to is said by the rule (`Tie`).  In a tie as many are against as agree, and these are
   exactly half of the whole, where more than half must agree.  Half against abstentions or silence is no tie:
   too few agree.
4. Whether silence follows the majority is said by the rule (`Silent`); by default it counts for nothing.
   Where it does, it follows the larger side of the measure that is counted, so that of two majorities one may
   see the same people agree by heads and oppose by area.  That is a library default: the texts do not say.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import one_of
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule, Figures
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import as_base
from communitygov.meeting.decision.shortfall import Counting
from communitygov.meeting.measure import Measure, as_measure
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Base, Count, Sums
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.threshold import MoreThan, Threshold

VOTE_TIED = Message(
    "VOTE_TIED",
    Words(
        "{who}赞成与反对各 {has}，恰为 {whole} 的一半，平票",
        "{who}: {has} in favour and {has} against, each exactly half of {whole}",
    ),
    Words("依规则，{way}", "by the rule, {way}"),
)


class Tie(TermEnum):
    """What follows from a tie (平票).

    Examples
    --------
    >>> Tie("casting_vote").label("zh")
    '由主持人裁决'
    """

    REJECTED = "rejected", "视为未通过", "it is rejected"
    CASTING_VOTE = "casting_vote", "由主持人裁决", "the chair casts the deciding vote"
    SECOND_ROUND = "second_round", "再次表决", "it is put to the vote again"
    ESCALATE = "escalate", "提交上级议事机构", "it goes to the body above"


class Silent(TermEnum):
    """How those count who may vote and do not (未表态).

    Examples
    --------
    >>> Silent("follow_majority").label("zh")
    '计入多数意见'
    """

    NOT_COUNTED = "not_counted", "不计", "not counted"
    FOLLOW_MAJORITY = "follow_majority", "计入多数意见", "added to the majority"


def _tie(value: object) -> Tie:
    """Return the consequence with this code."""
    return Tie.named(value)


def _silent(value: object) -> Silent:
    """Return the way with this code."""
    return Silent.named(value)


_HALF = MoreThan("1/2")
_MOVING = frozenset({Base.PRESENT, Base.PARTICIPATING, Base.VALID, Base.YES_NO})


@attrs.frozen
class Majority(DecisionRule):
    """Enough of a whole agree.

    Parameters
    ----------
    measure
        By what it is measured: a measure, or the code of one of the library's.
    base
        Of which whole the share is asked.
    threshold
        Which share of it must agree.
    tie
        What follows if half of the whole agrees and half is against, where more than half must agree; for
        that threshold only.
    silent
        How those count who may vote and do not: by default not at all.  Where they follow the majority they
        join the larger side by this measure, of the present and the voting as well; a tie has none.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.tally.tally import Tally
    >>> from communitygov.meeting.threshold import AtLeast
    >>> rule = Majority("heads", base="participating", threshold=MoreThan("1/2"))
    >>> owners = [Constituency("owners", "业主", "owners")]
    >>> counts = Counts(entitled=12, present=8, yes=4, no=4)
    >>> tally = Tally.from_counts({"owners": counts}, constituencies=owners)
    >>> print(rule.decide(tally).explain())
    rejected
    ✗ owners: 4 in favour, needed more than 1/2 of 8 (voting), so 5, 1 short
    >>> attrs.evolve(rule, tie="second_round").decide(tally).outcome
    Outcome.TIED
    >>> Majority("heads", base="all", threshold=AtLeast("2/3"), tie="escalate")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: tie: 'escalate' will not do; it must be rejected unless the threshold \
is MoreThan('1/2'). [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "majority"
    measure: Measure = attrs.field(converter=as_measure)
    base: Base = attrs.field(kw_only=True, converter=as_base)
    threshold: Threshold = attrs.field(kw_only=True, validator=one_of((Threshold,)))
    tie: Tie = attrs.field(default=Tie.REJECTED, kw_only=True, converter=_tie)
    silent: Silent = attrs.field(default=Silent.NOT_COUNTED, kw_only=True, converter=_silent)

    def __attrs_post_init__(self) -> None:
        """Refuse a consequence of a tie where there can be none."""
        if self.tie is not Tie.REJECTED and self.threshold != _HALF:
            bound = Words(
                "须为 rejected，除非门槛为 MoreThan('1/2')",
                "must be rejected unless the threshold is MoreThan('1/2')",
            )
            raise InvalidValue("tie", self.tie.value, bound)

    def outcome(self, scope: Scope) -> Outcome:
        """Weigh those who agree against the whole; a tie comes to what the rule says of it."""
        sums = scope.total(self.measure)
        if self.threshold.is_met(*self._weighed(sums)):
            return Outcome.ADOPTED
        return self._broken(scope.casting) if self._is_tie(sums) else Outcome.REJECTED

    def said(self, scope: Scope) -> Words:
        """Say how many agree, and how many of which whole must."""
        words, more = self._counting(scope).said(scope), self._beside(scope)
        return Words(words.zh + more.zh, words.en + more.en)

    def figures(self, scope: Scope) -> Figures:
        """Return how many agree, how many must, and of how many."""
        have, whole = self._weighed(scope.total(self.measure))
        return Figures(have, self.threshold.least(whole), whole, self.measure.code)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name who falls short and by how much, or the tie."""
        outcome = self.outcome(scope)
        if outcome is Outcome.TIED:
            return (self.based(self._tied(scope)),)
        return () if outcome is Outcome.ADOPTED else (self._counting(scope).lack(scope, self.source),)

    def _weighed(self, sums: Sums) -> tuple[int, int]:
        """Return how many agree, and of how many; with the silent on the larger side, if they follow."""
        have, whole = sums.yes, sums.of(self.base)
        if self.silent is Silent.NOT_COUNTED or sums.yes == sums.no:
            return have, whole
        if self.base in _MOVING:
            whole += sums.pending if self.base is not Base.PRESENT else sums.eligible - sums.present
        return have + (sums.pending if sums.yes > sums.no else 0), whole

    def _is_tie(self, sums: Sums) -> bool:
        """Tell whether half agrees and half is against, and the rule says what follows."""
        if self.tie is Tie.REJECTED or sums.yes != sums.no:
            return False
        return self.threshold.is_bound(sums.yes, sums.of(self.base))

    def _broken(self, casting: Choice | None) -> Outcome:
        """Return what a tie comes to, broken by the chair where it is for the chair to do."""
        if self.tie is not Tie.CASTING_VOTE or casting is None:
            return Outcome.TIED
        return Outcome.ADOPTED if casting is Choice.YES else Outcome.REJECTED

    def _beside(self, scope: Scope) -> Words:
        """Say how many of those in favour are silent, and what becomes of a tie; mostly nothing."""
        sums = scope.total(self.measure)
        have, _ = self._weighed(sums)
        if have > sums.yes:
            silent = self.measure.written(have - sums.yes)
            return Words(f"（含未表态 {silent.zh}）", f" ({silent.en} of them silent)")
        if not self._is_tie(sums):
            return Words("", "")
        if self.tie is Tie.CASTING_VOTE and scope.casting is not None:
            cast = scope.casting
            return Words(
                f"；平票，主持人裁决：{cast.zh}", f"; a tie, the casting vote of the chair: {cast.en}"
            )
        return Words(f"；平票，{self.tie.zh}", f"; a tie, {self.tie.en}")

    def _tied(self, scope: Scope) -> Finding:
        """Return the finding that half agrees and half is against."""
        have, whole = self._weighed(scope.total(self.measure))
        facts: dict[str, Detail] = {
            "who": scope.who,
            "have": have,
            "has": self.measure.written(have),
            "whole": self.measure.written(whole),
            "way": self.tie.words,
        }
        return VOTE_TIED.finding(scope.subject, facts)

    def _counting(self, scope: Scope) -> Counting:
        """Return what was counted."""
        return Counting(self.measure, Count.YES, self.figures(scope), self.threshold, self.base)
