"""What a council must be made of (组成): shares of its members, and bounds of its seats.

1. A rule counts those who serve on a day, each person once.
2. A rule that is not kept is a finding with what there is, what is needed, and what is lacking.  It names
   nobody.
3. Whether several rules can be kept together is not judged here.

The documents give no such rule; whoever makes a council gives the rules and says where they stand.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, cast

import attrs

from communitygov.core.checks import at_least, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import Constituency, exceeded, unfilled
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.threshold import Threshold

COMPOSITION_UNMET = Message(
    "COMPOSITION_UNMET",
    Words(
        "{what}须{share}，即 {whole} 人中 {need} 人；现有 {have} 人，差 {shortfall} 人",
        "{what}: {have} of {whole} who serve, {share} needed, that is {need}; {shortfall} short",
    ),
    Words("请改选或补选，使{what}达到{share}", "change or fill seats until {what} come to {share}"),
)


def _members(serving: object) -> tuple[Delegate, ...]:
    """Refuse what is no collection of delegates."""
    members = tuple(cast("Iterable[object]", serving)) if isinstance(serving, Iterable) else (serving,)
    for each in members:
        if not isinstance(each, Delegate):
            raise InvalidValue("serving", each, Words("须为代表（Delegate）", "must be delegates"))
    return cast("tuple[Delegate, ...]", members)


@attrs.frozen
class CompositionRule(Value, ABC):
    """Base of what a council may be asked to be made of.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import LOCAL_WORTHIES
    >>> rules: list[CompositionRule] = [
    ...     SeatBounds(LOCAL_WORTHIES, least=2),
    ...     SeatBounds(LOCAL_WORTHIES, most=9),
    ... ]
    >>> [(rule.about.zh, [finding.code for finding in rule.findings([])]) for rule in rules]
    [('乡贤代表', ['SEATS_UNFILLED']), ('乡贤代表', [])]
    """

    source: Citation | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Citation)))

    @property
    @abstractmethod
    def about(self) -> Constituency | None:
        """The constituency that is counted; none where members of all are."""

    @abstractmethod
    def findings(self, serving: Iterable[Delegate]) -> tuple[Finding, ...]:
        """Return in what those who serve do not keep the rule."""


@attrs.frozen
class MemberShare(CompositionRule):
    """A share of the members is of one kind: has a trait, or sits for one constituency.

    Parameters
    ----------
    of
        A constituency, or the word for a trait whose code delegates carry.
    threshold
        How much of all who serve.

    Examples
    --------
    >>> from communitygov.meeting.threshold import AtLeast
    >>> rule = MemberShare(Term("woman", "妇女", "women"), AtLeast("1/3"))
    >>> serving = [
    ...     Delegate("d-1", "owners", traits={"woman"}),
    ...     *(Delegate(f"d-{n}", "firm") for n in (2, 3, 4)),
    ... ]
    >>> print(rule.findings(serving)[0])
    women: 1 of 4 who serve, at least 1/3 needed, that is 2; 1 short [COMPOSITION_UNMET]
    >>> rule.findings(serving[:3])
    ()
    """

    document_kind: ClassVar[str] = "member-share"
    of: Term = attrs.field(validator=one_of(Term))
    threshold: Threshold = attrs.field(validator=one_of(Threshold))

    @property
    def about(self) -> Constituency | None:
        """The constituency whose share it is, if it is one."""
        return self.of if isinstance(self.of, Constituency) else None

    def findings(self, serving: Iterable[Delegate]) -> tuple[Finding, ...]:
        """Return that too few are of the kind; of nobody, one is needed."""
        members = _members(serving)
        whole = len({each.id for each in members})
        have = len({each.id for each in members if self._counts(each)})
        if self.threshold.is_met(have, whole):
            return ()
        need = self.threshold.least(whole)
        details: dict[str, Detail] = {
            "what": self.of.words,
            "kind": self.of.code,
            "share": self.threshold.words,
            "whole": whole,
            "have": have,
            "need": need,
            "shortfall": need - have,
        }
        return (attrs.evolve(COMPOSITION_UNMET.finding(self.of.code, details), source=self.source),)

    def _counts(self, delegate: Delegate) -> bool:
        """Tell whether a delegate is of the kind."""
        if self.about:
            return delegate.constituency == self.about.code
        return self.of.code in delegate.traits


@attrs.frozen
class SeatBounds(CompositionRule):
    """A constituency fills at least so many seats, or at most so many, or both.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import LOCAL_WORTHIES
    >>> bounds = SeatBounds(LOCAL_WORTHIES, least=2, most=3)
    >>> print(bounds.findings([Delegate("d-1", "local_worthies")])[0])
    local-worthy representatives: seats filled 1, at least 2 needed, 1 short [SEATS_UNFILLED]
    >>> SeatBounds(LOCAL_WORTHIES, least=3, most=2)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: most: 2 will not do; it must be 3 or more, the least there must be. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "seat-bounds"
    of: Constituency = attrs.field(validator=one_of(Constituency))
    least: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))
    most: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that bind nothing, or that nothing could keep."""
        if self.least is None and self.most is None:
            bound = Words("须至少给出上下限之一", "must be given, or most, or both")
            raise InvalidValue("least", None, bound)
        if self.least and self.most and self.most < self.least:
            bound = Words(
                f"须不少于下限 {self.least}", f"must be {self.least} or more, the least there must be"
            )
            raise InvalidValue("most", self.most, bound)

    @property
    def about(self) -> Constituency:
        """The constituency whose seats are bound."""
        return self.of

    def findings(self, serving: Iterable[Delegate]) -> tuple[Finding, ...]:
        """Return that the constituency fills too few seats, or too many."""
        have = sum(each.constituency == self.of.code for each in _members(serving))
        if self.least and have < self.least:
            return (unfilled(self.of, have, need=self.least, source=self.source),)
        if self.most and have > self.most:
            return (exceeded(self.of, have, most=self.most, source=self.source),)
        return ()
