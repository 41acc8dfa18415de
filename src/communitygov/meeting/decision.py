"""What a matter comes to (表决结果): a rule applied to a count, with the explanation of every part.

1. Outcomes have an order: void < inquorate < rejected < tied < open < adopted.  A rule made of parts takes
   the worst of theirs where all are asked for.
2. One walk over the rule decides and explains, so that an explanation never says anything else.
3. A negative decision names *every* cause, with what is lacking and what would mend it, as findings; handed
   to a procedure as a fact, it takes them along.

Which rules there are, `communitygov.meeting.rule` says.  This module knows no sitting and no person.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.tally import Scope, Tally
from communitygov.procedure.fact import Fact


class Outcome(TermEnum):
    """What a decision comes to.

    `tied` and `open` belong to rules that weigh votes against each other and to votes still under way.

    Examples
    --------
    >>> Outcome("inquorate").label("zh"), Outcome.worst([Outcome.ADOPTED, Outcome.REJECTED])
    ('未达法定人数', Outcome.REJECTED)
    """

    ADOPTED = "adopted", "通过", "adopted"
    REJECTED = "rejected", "未通过", "rejected"
    INQUORATE = "inquorate", "未达法定人数", "inquorate"
    TIED = "tied", "平票", "tied"
    VOID = "void", "无效", "void"
    OPEN = "open", "未决", "open"

    @classmethod
    def worst(cls, outcomes: Iterable["Outcome"]) -> "Outcome":
        """Return the worst of several outcomes; of none, adopted."""
        against = [outcome for outcome in outcomes if outcome is not cls.ADOPTED]
        return min(against, key=_RANKS.__getitem__, default=cls.ADOPTED)


_RANKS: Mapping[Outcome, int] = MappingProxyType(
    {
        Outcome.VOID: 0,
        Outcome.INQUORATE: 1,
        Outcome.REJECTED: 2,
        Outcome.TIED: 3,
        Outcome.OPEN: 4,
        Outcome.ADOPTED: 5,
    }
)


@attrs.frozen(kw_only=True)
class Explanation(Value):
    """One part of a rule, what it found, and what it comes to; with its own parts, a tree.

    Parameters
    ----------
    words
        What the part asks, and what it found.
    outcome
        What it comes to: ``adopted`` when nothing in it stands against adoption.
    have, need
        What there is and what is needed, where the part counts something.
    causes
        What stands against adoption; empty when the part holds.
    parts
        The explanations of its own parts.
    source
        Where the rule stands.

    Examples
    --------
    >>> from communitygov.meeting.tally import Counts
    >>> from communitygov.meeting.council import LOCAL_WORTHIES
    >>> tally = Tally.from_counts(
    ...     {"local_worthies": Counts(entitled=3, present=1)}, constituencies=[LOCAL_WORTHIES]
    ... )
    >>> from communitygov.meeting.rule import Minimum
    >>> explanation = Minimum("present", 2).decide(tally).explanation
    >>> explanation.have, explanation.need, explanation.shortfall, explanation.holds
    (1, 2, 1, False)
    """

    document_kind: ClassVar[str] = "explanation"
    words: Words
    outcome: Outcome = attrs.field(validator=one_of(Outcome))
    have: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    need: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    causes: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))
    parts: tuple["Explanation", ...] = attrs.field(default=(), converter=as_tuple)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    @property
    def holds(self) -> bool:
        """Whether nothing in this part stands against adoption."""
        return self.outcome is Outcome.ADOPTED

    @property
    def shortfall(self) -> int | None:
        """By how much `have` falls short of `need`; none where nothing is counted."""
        return None if self.have is None or self.need is None else max(0, self.need - self.have)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every cause in the parts that do not hold, in the order of the rule, none twice."""
        inner = () if self.holds else (finding for part in self.parts for finding in part.findings)
        return tuple(dict.fromkeys((*self.causes, *inner)))

    def text(self, language: Language = "en") -> str:
        """Say the tree in `language`, a line a part: ``✓`` holds, ``✗`` does not.

        Where a part stands is said if it is not where the part around it stands.
        """
        return "\n".join(_lines(self, language))

    def _repr_html_(self) -> str:
        """Show the tree as nested lists in a notebook."""
        return _listed(self)


def _mark(part: Explanation) -> str:
    """Return the sign of whether a part holds."""
    return "✓" if part.holds else "✗"


def _said(part: Explanation, around: Citation | None) -> Words:
    """Return the words of a part, with where it stands unless that is said of the part around it."""
    if part.source in {None, around}:
        return part.words
    place = Words(str(part.source), str(part.source))
    if part.source == LIBRARY_DEFAULT:
        place = Words("本库默认", "library default")
    return Words(f"{part.words.zh}（依据：{place.zh}）", f"{part.words.en} [{place.en}]")


def _lines(part: Explanation, language: Language, around: Citation | None = None) -> Iterator[str]:
    """Say a part, and each of its own further in."""
    yield f"{_mark(part)} {_said(part, around).say(language)}"
    for inner in part.parts:
        yield from (f"  {line}" for line in _lines(inner, language, part.source or around))


def _listed(part: Explanation, around: Citation | None = None) -> str:
    """Show a part, and each of its own in a list inside."""
    zh, en = _said(part, around).zh, part.words.en
    inner = "".join(_listed(each, part.source or around) for each in part.parts)
    return f"<ul><li>{_mark(part)} {escape(zh)} {escape(en)}{inner}</li></ul>"


@attrs.frozen(kw_only=True)
class DecisionRule(Value, ABC):
    """Base of all rules of decision (表决规则).

    A new kind of rule is a subclass that says what it comes to and how it puts that; it must be monotone: if
    more come, more agree or fewer object, its outcome is never worse.

    Parameters
    ----------
    source
        Where the rule stands; `LIBRARY_DEFAULT` for what the library chose.

    Examples
    --------
    >>> from communitygov.meeting.rule import FOUR_PARTY_DEFAULT
    >>> isinstance(FOUR_PARTY_DEFAULT, DecisionRule), FOUR_PARTY_DEFAULT.source == LIBRARY_DEFAULT
    (True, True)
    """

    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    @abstractmethod
    def outcome(self, scope: Scope) -> Outcome:
        """Return what the rule comes to."""

    @abstractmethod
    def said(self, scope: Scope) -> Words:
        """Return what the rule asks, and what it found."""

    def figures(self, scope: Scope) -> tuple[int, int] | None:  # noqa: ARG002  for those that count
        """Return what there is and what is needed, where the rule counts something."""
        return None

    def causes(self, scope: Scope) -> Iterable[Finding]:  # noqa: ARG002  for those without parts
        """Return what stands against adoption, beside what its parts say."""
        return ()

    def parts(self, scope: Scope) -> Iterable[Explanation]:  # noqa: ARG002  for those with parts
        """Return the explanations of the rules it is made of."""
        return ()

    def based(self, finding: Finding) -> Finding:
        """Return a finding with the source of the rule that is not kept."""
        return attrs.evolve(finding, source=self.source)

    def explained(self, scope: Scope) -> Explanation:
        """Return the explanation of what the rule comes to."""
        have, need = self.figures(scope) or (None, None)
        return Explanation(
            words=self.said(scope),
            outcome=self.outcome(scope),
            have=have,
            need=need,
            causes=tuple(self.causes(scope)),
            parts=tuple(self.parts(scope)),
            source=self.source,
        )

    def decide(self, tally: Tally) -> "Decision":
        """Return the decision on a tally."""
        return Decision(rule=self, tally=tally, outcome=self.outcome(_counted(tally).scope))


def _counted(value: object) -> Tally:
    """Refuse what has not been counted yet, such as a sitting."""
    if not isinstance(value, Tally):
        bound = Words(
            "须为计票，如 Tally.of(会谈, about=事项)",
            "must be a Tally, such as Tally.of(sitting, about=matter)",
        )
        raise InvalidValue("tally", value, bound)
    return value


@attrs.frozen(kw_only=True)
class Decision(Value):
    """What a rule comes to on a tally (表决结果); explanation and findings follow from these two.

    Examples
    --------
    >>> from communitygov.meeting.council import FOUR_CONSTITUENCIES
    >>> from communitygov.meeting.rule import FOUR_PARTY_DEFAULT
    >>> from communitygov.meeting.tally import Counts
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
      ✓ 没有未解决的异议
    >>> fact = decision.as_fact(about="LQ-1", reference="minutes-7")
    >>> fact.outcome, [str(finding) for finding in fact.because]
    ('inquorate', ['nobody came for the retired-cadre representatives [CONSTITUENCY_ABSENT]'])
    """

    document_kind: ClassVar[str] = "decision"
    rule: DecisionRule = attrs.field(validator=one_of((DecisionRule,)))
    tally: Tally = attrs.field(validator=one_of(Tally))
    outcome: Outcome = attrs.field(validator=one_of(Outcome))

    def __attrs_post_init__(self) -> None:
        """Refuse an outcome to which the rule does not come."""
        outcome = self.rule.outcome(self.tally.scope)
        if outcome is not self.outcome:
            bound = Words(f"须为规则所得：{outcome.zh}", f"must be what the rule comes to, {outcome}")
            raise InvalidValue("outcome", self.outcome.value, bound)

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
        return f"{self.outcome.label(language)}\n{self.explanation.text(language)}"

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
        return f"<b>{self.outcome.zh} {self.outcome.en}</b>{_listed(self.explanation)}"
