"""The rules of decision (表决规则) as an algebra: small rules, and rules made of rules.

1. Each small rule asks for more presence, more agreement or fewer objections, and never for less; no part
   says "not".  So more of the good never does harm, by construction.
2. A constituency that stayed away makes a matter inquorate, never rejected: those who could have come may
   come next time.  An unsettled objection rejects it.  A council that lacks a constituency makes it void,
   because no attendance could mend that.
3. Rules are data: a custom one is written to a file and read back like every other.

The documents give no rule for 四方会谈.  `FOUR_PARTY_DEFAULT` is a library default, like the readings above.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, one_of
from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council import vacancy
from communitygov.meeting.decision import DecisionRule, Explanation, Outcome
from communitygov.meeting.sitting import CONSTITUENCY_ABSENT
from communitygov.meeting.tally import Count, Scope

TOO_FEW_PRESENT = Message(
    "TOO_FEW_PRESENT",
    Words(
        "{who}到会 {have} 人，须至少 {need} 人，差 {shortfall} 人",
        "{who}: {have} present, {need} needed, {shortfall} short",
    ),
    Words("请至少再有 {shortfall} 人到会后再议", "meet again with {shortfall} more of them"),
)
TOO_FEW_YES = Message(
    "TOO_FEW_YES",
    Words(
        "{who}赞成 {have} 人，须至少 {need} 人，差 {shortfall} 人",
        "{who}: {have} in favour, {need} needed, {shortfall} short",
    ),
    Words("请再行协商，争取至少再有 {shortfall} 人赞成", "deliberate again; {shortfall} more must agree"),
)
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


@attrs.frozen
class Constituted(DecisionRule):
    """The council is constituted: every constituency has a seat filled, and its roster is sound.

    Examples
    --------
    >>> from communitygov.meeting.council import FOUR_CONSTITUENCIES
    >>> from communitygov.meeting.tally import Tally
    >>> Constituted().decide(Tally.from_counts({}, constituencies=FOUR_CONSTITUENCIES)).outcome
    Outcome.VOID
    """

    document_kind: ClassVar[str] = "constituted"

    def outcome(self, scope: Scope) -> Outcome:
        """Return void for a council that is not constituted."""
        return Outcome.VOID if scope.flaws or scope.vacant else Outcome.ADOPTED

    def said(self, scope: Scope) -> Words:
        """Say how many constituencies are seated."""
        have, need = self.figures(scope)
        flaws = len(scope.flaws)
        return Words(
            f"议事会须完整组成：{need} 方中 {have} 方有在任代表"
            + (f"，另有 {flaws} 处不合" if flaws else ""),
            f"the council is constituted: {have} of {need} seated"
            + (f", {flaws} faults beside" if flaws else ""),
        )

    def figures(self, scope: Scope) -> tuple[int, int]:
        """Count the constituencies that are seated."""
        return len(scope.groups) - len(scope.vacant), len(scope.groups)

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name the vacant constituencies, and what else is wrong with the council."""
        return (*map(vacancy, scope.vacant), *scope.flaws)


def _count(value: object) -> Count:
    """Return the count with this code."""
    return Count.named(value)


@attrs.frozen
class Minimum(DecisionRule):
    """At least so many are present, or in favour.

    Parameters
    ----------
    count
        What is counted, ``"present"`` or ``"yes"``: too few present is inquorate, too few in favour rejected.
    least
        How many there must be.

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

    def outcome(self, scope: Scope) -> Outcome:
        """Compare the count with what is needed."""
        if scope.sum_of(self.count) >= self.least:
            return Outcome.ADOPTED
        return Outcome.INQUORATE if self.count is Count.PRESENT else Outcome.REJECTED

    def said(self, scope: Scope) -> Words:
        """Say who is counted, how many there are and how many there must be."""
        have, need = self.figures(scope)
        short = Words(f"，差 {need - have} 人", f", {need - have} short") if have < need else Words("", "")
        return Words(
            f"{scope.who.zh}{self.count.zh} {have} 人，须至少 {need} 人{short.zh}",
            f"{scope.who.en}: {have} {self.count.en}, {need} needed{short.en}",
        )

    def figures(self, scope: Scope) -> tuple[int, int]:
        """Return the count and the least."""
        return scope.sum_of(self.count), self.least

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name who falls short, and by how much; of a constituency, that it is vacant or absent."""
        have, need = self.figures(scope)
        facts: dict[str, Detail] = {"who": scope.who, "have": have, "need": need, "shortfall": need - have}
        if have >= need:
            return ()
        if self.count is Count.YES:
            return (self.based(TOO_FEW_YES.finding(scope.subject, facts)),)
        if have or scope.sole is None:
            return (self.based(TOO_FEW_PRESENT.finding(scope.subject, facts)),)
        if scope.vacant:
            return (vacancy(scope.sole),)
        facts |= {
            "constituency": scope.sole,
            "who": Words(f"该方至少 {need} 人", f"at least {need} of them"),
        }
        return (self.based(CONSTITUENCY_ABSENT.finding(scope.subject, facts)),)


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
        objecting = any(counts.objections for _, counts in scope.groups)
        return Outcome.REJECTED if objecting else Outcome.ADOPTED

    def said(self, scope: Scope) -> Words:
        """Say which constituencies object, or that none does."""
        objecting = tuple(constituency.words for constituency, counts in scope.groups if counts.objections)
        if not objecting:
            return Words("没有未解决的异议", "no unsettled objection")
        who = joined(objecting)
        return Words(f"{who.zh}有未解决的异议", f"unsettled objections of the {who.en}")

    def figures(self, scope: Scope) -> tuple[int, int]:
        """Return how many seats have no unsettled objection, and how many there are."""
        entitled = sum(counts.entitled for _, counts in scope.groups)
        return entitled - sum(counts.objections for _, counts in scope.groups), entitled

    def causes(self, scope: Scope) -> Iterable[Finding]:
        """Name every constituency of which somebody objects."""
        for constituency, counts in scope.groups:
            if counts.objections:
                facts: dict[str, Detail] = {"constituency": constituency, "shortfall": counts.objections}
                yield self.based(OBJECTION_UNSETTLED.finding(constituency.code, facts))


def _asks_something(
    _owner: object, field: "attrs.Attribute[tuple[DecisionRule, ...]]", value: tuple[DecisionRule, ...]
) -> None:
    """Refuse a rule of no parts: whatever happened, it would hold."""
    if not value:
        bound = Words(
            "须至少有一条规则，否则等于没有要求", "must hold one rule or more, or nothing would be asked"
        )
        raise InvalidValue(field.name, value, bound)


@attrs.frozen(init=False)
class All(DecisionRule):
    """All of these hold; the outcome is the worst of theirs.

    The parts are given one by one, or together as `of`.

    Examples
    --------
    >>> parts = Minimum("present", 5), NoUnsettledObjection()
    >>> All(*parts) == All(of=parts)
    True
    >>> All()
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: of: () will not do; it must hold one rule or more, or nothing would be \
asked. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "all"
    of: tuple[DecisionRule, ...] = attrs.field(
        converter=as_tuple, validator=[_asks_something, each_of(DecisionRule)]
    )

    def __init__(
        self, *parts: DecisionRule, of: Iterable[DecisionRule] = (), source: Citation | None = None
    ) -> None:
        """Take the parts one by one or together."""
        self.__attrs_init__(of=(*parts, *as_tuple(of)), source=source)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    def outcome(self, scope: Scope) -> Outcome:
        """Return the worst outcome of the parts."""
        return Outcome.worst([part.outcome(scope) for part in self.of])

    def said(self, scope: Scope) -> Words:  # noqa: ARG002  the parts say what they found
        """Say that all are asked for."""
        return Words("以下各项均须满足：", "all of these:")

    def parts(self, scope: Scope) -> Iterable[Explanation]:
        """Explain each part."""
        return (part.explained(scope) for part in self.of)


@attrs.frozen
class EachOf(DecisionRule):
    """The rule holds in each constituency by itself; the outcome is the worst of theirs.

    Examples
    --------
    >>> EachOf(Minimum("present", 1)).rule.least
    1
    """

    document_kind: ClassVar[str] = "each-of"
    rule: DecisionRule = attrs.field(validator=one_of((DecisionRule,)))

    def outcome(self, scope: Scope) -> Outcome:
        """Return the worst outcome of the constituencies."""
        return Outcome.worst([self.rule.outcome(each) for each in scope.each()])

    def said(self, scope: Scope) -> Words:  # noqa: ARG002  the parts say what they found
        """Say that every constituency is asked."""
        return Words("每一方均须满足：", "in each constituency:")

    def parts(self, scope: Scope) -> Iterable[Explanation]:
        """Explain the rule in each constituency."""
        return (self.rule.explained(each) for each in scope.each())


#: Every constituency present, none objects.  That the council consists of the four stands in document 001;
#: that one of each suffices, and that one objection is enough, no document says.
FOUR_PARTY_DEFAULT = All(
    Constituted(source=quoted("001", "由“两委干部”、群众代表、老干部代表、乡贤代表组成的议事协商会")),
    EachOf(Minimum("present", 1, source=LIBRARY_DEFAULT), source=LIBRARY_DEFAULT),
    NoUnsettledObjection(source=LIBRARY_DEFAULT),
    source=LIBRARY_DEFAULT,
)
