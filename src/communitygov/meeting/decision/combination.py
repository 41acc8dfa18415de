"""Rules made of rules: all of these, one of these, so many of these; here, in each, or for a part alone.

1. No part says "not".  Every small rule asks for more presence, more agreement or fewer objections, so more
   of the good never does harm, by construction.
2. Where all parts are asked for, the outcome is the worst of theirs; where so many suffice, the one that
   stands at that place from the best.
3. Rules are data: a custom one is written to a file and read back like every other.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional, saying
from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule, Figures
from communitygov.meeting.decision.explanation import Explanation
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.measure import HEADS
from communitygov.meeting.tally.scope import Scope

_IN_EACH = Words(
    "每一方之内不得另问某一方：请把 In 放在 EachOf 之外",
    "must ask no constituency by name inside each; put In beside EachOf",
)
_IN_ANOTHER = Words(
    "一方之内不得另问他方：请并列使用 In",
    "must ask no other constituency inside one; put one In beside the other",
)
_PART_OF_PART = Words(
    "部分之内不得再分：请为兼属两者的人另立名称",
    "must ask no part inside a part; give those who belong to both a name of their own",
)


def _asks_something(
    _owner: object, field: "attrs.Attribute[tuple[DecisionRule, ...]]", value: tuple[DecisionRule, ...]
) -> None:
    """Refuse a rule of no parts: whatever happened, it would hold."""
    if not value:
        bound = Words(
            "须至少有一条规则，否则等于没有要求", "must hold one rule or more, or nothing would be asked"
        )
        raise InvalidValue(field.name, value, bound)


@attrs.frozen(kw_only=True)
class _Several(DecisionRule):
    """Base of the rules that hold if so many of their parts do."""

    of: tuple[DecisionRule, ...] = attrs.field(
        converter=as_tuple, validator=[_asks_something, each_of(DecisionRule)]
    )

    @property
    def rules(self) -> tuple[DecisionRule, ...]:
        """The parts."""
        return self.of

    @property
    def needed(self) -> int:
        """How many of them must hold."""
        return len(self.of)

    def outcome(self, scope: Scope) -> Outcome:
        """Return the outcome of the part at the place that is asked for."""
        return Outcome.best([part.outcome(scope) for part in self.of], at=self.needed)

    def floor(self, scopes: tuple[Scope, ...]) -> Outcome:
        """Return the same of what the parts come to at worst."""
        return Outcome.best([part.floor(scopes) for part in self.of], at=self.needed)

    def parts(self, scope: Scope) -> Iterable[Explanation]:
        """Explain each part."""
        return (part.explained(scope) for part in self.of)


@attrs.frozen(init=False)
class All(_Several):
    """All of these hold; the outcome is the worst of theirs.

    The parts are given one by one, or together as `of`.

    Examples
    --------
    >>> from communitygov.meeting.decision.consent import NoUnsettledObjection
    >>> from communitygov.meeting.decision.quorum import Minimum
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


@attrs.frozen(init=False)
class Any(_Several):
    """One of these holds, whichever; the outcome is the best of theirs.

    Examples
    --------
    >>> from communitygov.meeting.decision.quorum import Quorum
    >>> from communitygov.meeting.threshold import AtLeast, MoreThan
    >>> villagers = Any(Quorum("heads", MoreThan("1/2")), Quorum("households", AtLeast("2/3")))
    >>> villagers.needed
    1
    """

    document_kind: ClassVar[str] = "any"

    def __init__(
        self, *parts: DecisionRule, of: Iterable[DecisionRule] = (), source: Citation | None = None
    ) -> None:
        """Take the parts one by one or together."""
        self.__attrs_init__(of=(*parts, *as_tuple(of)), source=source)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    @property
    def needed(self) -> int:
        """One is enough."""
        return 1

    def said(self, scope: Scope) -> Words:  # noqa: ARG002  the parts say what they found
        """Say that one is enough."""
        return Words("以下须满足一项：", "one of these:")


@attrs.frozen(init=False)
class AtLeastOf(_Several):
    """So many of these hold, whichever they are.

    Examples
    --------
    >>> from communitygov.meeting.decision.quorum import Minimum
    >>> AtLeastOf(3, Minimum("yes", 1), Minimum("present", 2))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: least: 3 will not do; it must be at most the number of parts, 2. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "at-least-of"
    least: int = attrs.field(validator=at_least(1))

    def __init__(
        self,
        least: int,
        *parts: DecisionRule,
        of: Iterable[DecisionRule] = (),
        source: Citation | None = None,
    ) -> None:
        """Take how many, and the parts one by one or together."""
        self.__attrs_init__(least=least, of=(*parts, *as_tuple(of)), source=source)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    def __attrs_post_init__(self) -> None:
        """Refuse more than there are."""
        super().__attrs_post_init__()
        _at_most(self.least, len(self.of), Words("部分的数目", "the number of parts"))

    @property
    def needed(self) -> int:
        """How many must hold."""
        return self.least

    def said(self, scope: Scope) -> Words:
        """Say how many are asked for, and how many hold."""
        have = sum(part.outcome(scope) is Outcome.ADOPTED for part in self.of)
        asked, parts = self.least, len(self.of)
        return Words(
            f"以下 {parts} 项须满足 {asked} 项，现 {have} 项：",
            f"{asked} of these {parts}, {have} hold:",
        )

    def figures(self, scope: Scope) -> Figures:
        """Return how many hold, how many must, and of how many."""
        have = sum(part.outcome(scope) is Outcome.ADOPTED for part in self.of)
        return Figures(have, self.least, len(self.of))


def _inside(rule: DecisionRule) -> Iterator[DecisionRule]:
    """Return a rule and all rules of which it is made."""
    yield rule
    for part in rule.rules:
        yield from _inside(part)


def _at_most(least: int, most: int, whole: Words) -> None:
    """Refuse to ask for more than there are."""
    if least > most:
        bound = Words(f"不得多于{whole.zh} {most}", f"must be at most {whole.en}, {most}")
        raise InvalidValue("least", least, bound)


@attrs.frozen
class EachOf(DecisionRule):
    """The rule holds in each constituency by itself, or in so many of them.

    Parameters
    ----------
    rule
        What is asked of a constituency.
    least
        In how many it must hold; in all of them where nothing is given.

    Examples
    --------
    >>> from communitygov.meeting.decision.quorum import Minimum
    >>> EachOf(Minimum("present", 1)).rule.least
    1
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
    >>> from communitygov.meeting.tally.tally import Tally
    >>> agrees = Counts(entitled=2, present=2, yes=2)
    >>> tally = Tally.from_counts(
    ...     {each.code: agrees for each in FOUR_CONSTITUENCIES[:3]}, constituencies=FOUR_CONSTITUENCIES
    ... )
    >>> EachOf(Minimum("yes", 1), least=3).decide(tally).outcome
    Outcome.ADOPTED
    """

    document_kind: ClassVar[str] = "each-of"
    rule: DecisionRule = attrs.field(validator=one_of((DecisionRule,)))
    least: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))

    def __attrs_post_init__(self) -> None:
        """Refuse to ask one constituency by name in each: the others do not have it."""
        super().__attrs_post_init__()
        for part in _inside(self.rule):
            if isinstance(part, In):
                raise InvalidValue("rule", f"In({part.constituency!r}, …)", _IN_EACH)

    @property
    def rules(self) -> tuple[DecisionRule, ...]:
        """What is asked of a constituency."""
        return (self.rule,)

    def outcome(self, scope: Scope) -> Outcome:
        """Return the worst outcome of the constituencies, or the one that stands at the place asked for."""
        return self._of([self.rule.outcome(each) for each in scope.each()])

    def floor(self, scopes: tuple[Scope, ...]) -> Outcome:
        """Return the same of what the rule comes to at worst in each constituency."""
        sides = zip(*(scope.each() for scope in scopes), strict=True)
        return self._of([self.rule.floor(side) for side in sides])

    def said(self, scope: Scope) -> Words:
        """Say of how many constituencies it is asked."""
        if self.least is None:
            return Words("每一方均须满足：", "in each constituency:")
        sides = len(scope.constituencies)
        have = sum(self.rule.outcome(each) is Outcome.ADOPTED for each in scope.each())
        return Words(
            f"{sides} 方中须有 {self.least} 方满足，现 {have} 方：",
            f"in {self.least} of {sides} constituencies, it holds in {have}:",
        )

    def figures(self, scope: Scope) -> Figures | None:
        """Return in how many it holds and must, where a number is asked for."""
        if self.least is None:
            return None
        have = sum(self.rule.outcome(each) is Outcome.ADOPTED for each in scope.each())
        return Figures(have, self.least, len(scope.constituencies))

    def parts(self, scope: Scope) -> Iterable[Explanation]:
        """Explain the rule in each constituency."""
        return (self.rule.explained(each) for each in scope.each())

    def _of(self, outcomes: list[Outcome]) -> Outcome:
        """Return what outcomes in the constituencies come to."""
        if self.least is None:
            return Outcome.worst(outcomes)
        _at_most(self.least, len(outcomes), Words("方的数目", "the number of constituencies"))
        return Outcome.best(outcomes, at=self.least)


@attrs.frozen
class In(DecisionRule):
    """The rule holds in one constituency.

    Examples
    --------
    >>> from communitygov.meeting.decision.majority import Majority
    >>> from communitygov.meeting.threshold import MoreThan
    >>> agrees = Majority("heads", base="present", threshold=MoreThan("1/2"))
    >>> In("two_committee_cadres", agrees).constituency
    'two_committee_cadres'
    """

    document_kind: ClassVar[str] = "in"
    constituency: str = attrs.field(validator=identifier)
    rule: DecisionRule = attrs.field(validator=one_of((DecisionRule,)))

    def __attrs_post_init__(self) -> None:
        """Refuse to ask another constituency inside this one."""
        super().__attrs_post_init__()
        for part in _inside(self.rule):
            if isinstance(part, In) and part.constituency != self.constituency:
                raise InvalidValue("rule", f"In({part.constituency!r}, …)", _IN_ANOTHER)

    @property
    def rules(self) -> tuple[DecisionRule, ...]:
        """What is asked of the constituency."""
        return (self.rule,)

    def outcome(self, scope: Scope) -> Outcome:
        """Return what the rule comes to there; raise `UnknownName` if there is no such constituency."""
        return self.rule.outcome(scope.only(self.constituency))

    def floor(self, scopes: tuple[Scope, ...]) -> Outcome:
        """Return what the rule comes to there at worst."""
        return self.rule.floor(tuple(scope.only(self.constituency) for scope in scopes))

    def said(self, scope: Scope) -> Words:
        """Say of which constituency it is asked."""
        who = scope.only(self.constituency).who
        return Words(f"{who.zh}一方须满足：", f"in the constituency {who.en}:")

    def parts(self, scope: Scope) -> Iterable[Explanation]:
        """Explain the rule there."""
        return (self.rule.explained(scope.only(self.constituency)),)


@attrs.frozen
class Sub(DecisionRule):
    """The rule holds for a part of the voters alone, such as the interested owners (有利害关系的业主).

    Parameters
    ----------
    part
        Name of the part, as the voters of the electorate carry it, or the electorate declares it.
    rule
        What is asked of them.
    words
        How the part is said.

    Examples
    --------
    >>> from communitygov.meeting.decision.consent import Unanimous
    >>> interested = Words("有利害关系的业主", "interested owners")
    >>> Sub("interested", Unanimous("all"), words=interested).part
    'interested'
    """

    document_kind: ClassVar[str] = "sub"
    part: str = attrs.field(validator=identifier)
    rule: DecisionRule = attrs.field(validator=one_of((DecisionRule,)))
    words: Words | None = attrs.field(default=None, kw_only=True, validator=optional(saying))

    def __attrs_post_init__(self) -> None:
        """Refuse to ask a part of a part: who belongs to both is not counted."""
        super().__attrs_post_init__()
        for inner in _inside(self.rule):
            if isinstance(inner, Sub):
                raise InvalidValue("rule", f"Sub({inner.part!r}, …)", _PART_OF_PART)

    @property
    def rules(self) -> tuple[DecisionRule, ...]:
        """What is asked of the part."""
        return (self.rule,)

    def outcome(self, scope: Scope) -> Outcome:
        """Return what the rule comes to for the part; raise `UnknownName` if there is no such part."""
        return self.rule.outcome(scope.within(self.part))

    def floor(self, scopes: tuple[Scope, ...]) -> Outcome:
        """Return what the rule comes to for the part at worst."""
        return self.rule.floor(tuple(scope.within(self.part) for scope in scopes))

    def said(self, scope: Scope) -> Words:
        """Say of whom it is asked, and that nobody belongs to them if so."""
        who = self.words or Words(self.part, self.part)
        if not scope.within(self.part).total(HEADS).entitled:
            return Words(f"其中{who.zh}（现无一人）须满足：", f"among the {who.en} (there is nobody):")
        return Words(f"其中{who.zh}须满足：", f"among the {who.en}:")

    def parts(self, scope: Scope) -> Iterable[Explanation]:
        """Explain the rule for the part."""
        return (self.rule.explained(scope.within(self.part)),)
