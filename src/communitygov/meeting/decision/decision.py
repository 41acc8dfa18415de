"""What a matter comes to (表决结果): a rule applied to a count, with the explanation of every part.

1. One walk over the rule decides and explains, so that an explanation never says anything else.
2. A negative decision names *every* cause, with what is lacking and what would mend it, as findings; handed
   to a procedure as a fact, it takes them along.
3. While a vote is open the decision is open, until no further vote can change it.

Which rules there are, `communitygov.meeting.decision.four_party` says.  This module knows no sitting and no
person.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import ClassVar, NamedTuple, Self, TypeVar

import attrs

from communitygov.core.canonical import Document
from communitygov.core.checks import one_of, optional
from communitygov.core.document import Value, opened
from communitygov.core.finding import Finding
from communitygov.core.source import Citation
from communitygov.errors import DocumentError, InvalidValue, Language, UnknownName, Words
from communitygov.meeting.decision.explanation import MOST_LEVELS, Explanation, shown_as_table
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.tally.tally import Tally
from communitygov.procedure.fact import Fact

T = TypeVar("T")


class Figures(NamedTuple):
    """What a small rule counts: what there is, what is needed, of how much, and in which measure.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.decision.quorum import Quorum
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.threshold import AtLeast
    >>> owners = Constituency("owners", "业主", "owners")
    >>> tally = Tally.from_counts({"owners": Counts(entitled=9, present=5)}, constituencies=[owners])
    >>> Quorum("heads", AtLeast("2/3")).figures(tally.scope)
    Figures(have=5, need=6, whole=9, measure='heads')
    """

    have: int | None = None
    need: int | None = None
    whole: int | None = None
    measure: str | None = None


class Extent(NamedTuple):
    """How many levels a rule has, and of how many rules it is made, itself among them.

    Examples
    --------
    >>> from communitygov.meeting.decision.combination import All
    >>> from communitygov.meeting.decision.consent import Unanimous
    >>> everybody = Unanimous("all")
    >>> All(everybody, everybody).extent  # one rule in two places counts twice
    Extent(levels=2, size=3)
    """

    levels: int
    size: int


class Prospect(NamedTuple):
    """What an open vote comes to at worst and at best.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.decision.majority import Majority
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.threshold import MoreThan
    >>> counts = {"owners": Counts(entitled=5, present=4, yes=2, no=1)}
    >>> tally = Tally.from_counts(counts, constituencies=[Constituency("owners", "业主", "owners")])
    >>> rule = Majority("heads", base="all", threshold=MoreThan("1/2"))
    >>> rule.decide(attrs.evolve(tally, is_open=True)).prospect
    Prospect(worst=Outcome.REJECTED, best=Outcome.ADOPTED)
    """

    worst: Outcome
    best: Outcome


_NO_FIGURES = Figures()
#: Most rules of which one is made.  One rule that stands in two places counts twice.
MOST_RULES = 1000
_EXTENT = Words(
    f"不得多于 {MOST_LEVELS} 层、{MOST_RULES} 条",
    f"must have at most {MOST_LEVELS} levels and {MOST_RULES} rules",
)


@attrs.frozen(kw_only=True)
class DecisionRule(Value, ABC):
    """Base of all rules of decision (表决规则).

    A new kind of rule is a subclass that says what it comes to and how it puts that.  It keeps two promises:
    it is monotone, so that its outcome is never worse when somebody agrees who did not, or an objection is
    settled; and at worst it comes to what it does in one of the corners of an open vote, or overrides
    `floor`.  A rule made of rules lists them as `rules`.

    Parameters
    ----------
    source
        Where the rule stands; `LIBRARY_DEFAULT` for what the library chose.

    Examples
    --------
    >>> from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
    >>> FOUR_PARTY_DEFAULT.source.document, FOUR_PARTY_DEFAULT.extent
    ('library-default', Extent(levels=3, size=6))
    """

    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse a rule of too many levels or parts; a subclass with checks of its own calls this first."""
        levels, size = self.extent
        if levels > MOST_LEVELS or size > MOST_RULES:
            raise InvalidValue(type(self).__name__, f"{levels} levels, {size} rules", _EXTENT)

    @cached_property
    def extent(self) -> Extent:
        """How many levels it has, and of how many rules it is made, itself among them."""
        inner = [rule.extent for rule in self.rules]
        levels = 1 + max((each.levels for each in inner), default=0)
        return Extent(levels, 1 + sum(each.size for each in inner))

    @abstractmethod
    def outcome(self, scope: Scope) -> Outcome:
        """Return what the rule comes to."""

    @abstractmethod
    def said(self, scope: Scope) -> Words:
        """Return what the rule asks, and what it found."""

    def figures(self, scope: Scope) -> Figures | None:  # noqa: ARG002  for those that count
        """Return what there is and what is needed, where the rule counts something."""
        return None

    def causes(self, scope: Scope) -> Iterable[Finding]:  # noqa: ARG002  for those without parts
        """Return what stands against adoption, beside what its parts say."""
        return ()

    def parts(self, scope: Scope) -> Iterable[Explanation]:  # noqa: ARG002  for those with parts
        """Return the explanations of the rules it is made of."""
        return ()

    @property
    def rules(self) -> tuple["DecisionRule", ...]:
        """The rules it is made of; none for a small rule."""
        return ()

    def floor(self, scopes: tuple[Scope, ...]) -> Outcome:
        """Return what the rule comes to at worst, if each of its small rules may meet any of these scopes."""
        return Outcome.worst(map(self.outcome, scopes))

    def based(self, finding: Finding) -> Finding:
        """Return a finding with the source of the rule that is not kept."""
        return attrs.evolve(finding, source=self.source)

    def explained(self, scope: Scope) -> Explanation:
        """Return the explanation of what the rule comes to."""
        figures = self.figures(scope) or _NO_FIGURES
        return Explanation(
            words=self.said(scope),
            outcome=self.outcome(scope),
            have=figures.have,
            need=figures.need,
            whole=figures.whole,
            measure=figures.measure,
            causes=tuple(self.causes(scope)),
            parts=tuple(self.parts(scope)),
            source=self.source,
        )

    def decide(self, tally: Tally) -> "Decision":
        """Return the decision on a tally.

        While the vote is open, it is decided as soon as no further vote can change what it comes to.
        """
        return Decision(rule=self, tally=_taken(tally))


def _taken(value: object) -> Tally:
    """Refuse what has not been counted yet, such as a sitting."""
    if not isinstance(value, Tally):
        bound = Words(
            "须为计票，如 Tally.count(表决主体, 各人的票)",
            "must be a Tally, such as Tally.count(electorate, choices)",
        )
        raise InvalidValue("tally", value, bound)
    return value


@attrs.frozen(kw_only=True)
class Decision(Value):
    """What a rule comes to on a tally (表决结果); explanation and findings follow from these two.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
    >>> from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.tally.tally import Tally
    >>> here, away = Counts(entitled=2, present=2), Counts(entitled=2)
    >>> decision = FOUR_PARTY_DEFAULT.decide(
    ...     Tally.from_counts(
    ...         {
    ...             "two_committee_cadres": here,
    ...             "residents_representatives": here,
    ...             "retired_cadre_representatives": away,
    ...             "local_worthies": here,
    ...         },
    ...         constituencies=FOUR_CONSTITUENCIES,
    ...     )
    ... )
    >>> decision.outcome
    Outcome.INQUORATE
    >>> print(decision.explain("zh"))
    未达法定人数
    ✗ 以下各项均须满足：（依据：本库默认）
      ✓ 议事会须完整组成：4 方中 4 方有在任代表（依据：001, “由“两委干部”、...”）
      ✗ 每一方均须满足：
        ✓ 两委干部到会 2 人，须至少 1 人
        ✓ 群众代表到会 2 人，须至少 1 人
        ✗ 老干部代表到会 0 人，须至少 1 人，差 1 人
        ✓ 乡贤代表到会 2 人，须至少 1 人
      ✓ 无人反对
      ✓ 没有未解决的异议
    >>> fact = decision.as_fact(about="LQ-1", reference="minutes-7")
    >>> fact.outcome, [str(finding) for finding in fact.because]
    ('inquorate', ['nobody came for the retired-cadre representatives [CONSTITUENCY_ABSENT]'])
    """

    document_kind: ClassVar[str] = "decision"
    rule: DecisionRule = attrs.field(validator=one_of((DecisionRule,)))
    tally: Tally = attrs.field(validator=one_of(Tally))
    outcome: Outcome = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Work out what the rule comes to."""
        object.__setattr__(self, "outcome", self._come_to())

    @property
    def prospect(self) -> Prospect:
        """What it comes to at worst and at best; the same of a closed vote, and of one that is settled."""
        if not self.tally.is_open:
            return Prospect(self.outcome, self.outcome)
        corners = self.tally.corners
        return Prospect(self.rule.floor(corners.worst), self.rule.outcome(corners.best))

    @property
    def is_settled(self) -> bool:
        """Whether no vote to come can change the outcome."""
        return self.outcome is not Outcome.OPEN

    @property
    def can_still_be_adopted(self) -> bool:
        """Whether it is adopted, or those who may still vote could adopt it.

        Examples
        --------
        >>> from communitygov.meeting.council.constituency import LOCAL_WORTHIES
        >>> from communitygov.meeting.decision.majority import Majority
        >>> from communitygov.meeting.tally.counts import Counts
        >>> from communitygov.meeting.threshold import MoreThan
        >>> counts = {"local_worthies": Counts(entitled=10, present=5, no=5)}
        >>> tally = Tally.from_counts(counts, constituencies=[LOCAL_WORTHIES]).while_open()
        >>> Majority("heads", base="all", threshold=MoreThan("1/2")).decide(tally).can_still_be_adopted
        False
        """
        return self.prospect.best is Outcome.ADOPTED

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read it back, refused if its outcome is not what the rule comes to."""
        fields = opened(cls, document, keys=("rule", "tally", "outcome"))
        rule = _part(DecisionRule.from_document, fields, "rule")
        decision = _applied(cls, rule, _part(Tally.from_document, fields, "tally"))
        if decision.outcome.value != fields["outcome"]:
            came = decision.outcome
            bound = Words(f"须为规则所得：{came.zh}", f"must be what the rule comes to, {came}")
            raise DocumentError("WRONG_VALUE", "$.outcome", fields["outcome"], bound)
        return decision

    def to_document(self) -> Document:
        """Return it as plain JSON data, with what it comes to."""
        return {**super().to_document(), "outcome": self.outcome.value}

    @property
    def explanation(self) -> Explanation:
        """Every part of the rule with what it found, as a tree."""
        return self.rule.explained(self.tally.scope)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every cause that stands against adoption; empty when adopted."""
        return self.explanation.findings

    def explain(self, language: Language = "en") -> str:
        """Say the outcome and the tree behind it in `language`."""
        return f"{self._said.say(language)}\n{self.explanation.text(language)}"

    def as_fact(self, *, about: str, reference: str, at: datetime | None = None) -> Fact:
        """Return the decision as a procedure reads it, with everything that stands against it.

        Parameters
        ----------
        about
            Identifier of the case.
        reference
            Number of the minutes that record the decision.
        at
            When the council sat; a procedure may ask for a decision of its last round.

        Raises
        ------
        InvalidValue
            If the tally was taken for another matter.
        """
        if self.tally.about not in {None, about}:
            bound = Words(
                f"须为所表决的事项 {self.tally.about}", f"must be what was decided on, {self.tally.about}"
            )
            raise InvalidValue("about", about, bound)
        return Fact(
            kind="decision",
            about=about,
            outcome=self.outcome.value,
            reference=reference,
            because=self.findings,
            at=at,
            words=self.outcome.words,
        )

    def _repr_html_(self) -> str:
        """Show the outcome and the tree behind it in a notebook."""
        return f"<p><b>{self._said.zh} {self._said.en}</b></p>{shown_as_table(self.explanation)}"

    def _come_to(self) -> Outcome:
        """Return what the rule comes to; of an open vote, only if no further vote can change it."""
        if not self.tally.is_open:
            return self.rule.outcome(self.tally.scope)
        worst, best = self.prospect
        return best if worst is best else Outcome.OPEN

    @property
    def _said(self) -> Words:
        """The outcome; of an open vote, what it may still come to as well."""
        if self.is_settled:
            return self.outcome.words
        worst, best = self.prospect
        lost = Words("", "") if best is Outcome.ADOPTED else Words("已不可能通过；", "it cannot be adopted; ")
        return Words(
            f"{self.outcome.zh}（最差：{worst.zh}；最好：{best.zh}；{lost.zh}以下为目前情形）",
            f"{self.outcome.en} (at worst {worst.en}, at best {best.en}; {lost.en}as it stands)",
        )


D = TypeVar("D", bound=Decision)


def _applied(kind: type[D], rule: DecisionRule, tally: Tally) -> D:
    """Return the decision; that the rule does not fit the tally is a fault of the document."""
    try:
        return kind(rule=rule, tally=tally)
    except (InvalidValue, UnknownName) as error:
        said = error.words()
        bound = Words(f"与计票不合：{said.zh}", f"does not fit the tally: {said.en}")
        raise DocumentError("WRONG_VALUE", "$.rule", rule.document_kind, bound) from error


def _part(read: Callable[[object], T], fields: Document, name: str) -> T:
    """Read one field, its faults named under it."""
    try:
        return read(fields[name])
    except DocumentError as error:
        raise error.under(f".{name}") from error.__cause__
