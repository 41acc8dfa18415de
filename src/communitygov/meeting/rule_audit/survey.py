"""What can be told of a rule and a body of any size, from the extremes: all agree, all but these agree.

1. If anything can be adopted, it is when all come and agree; who can block, blocks even then.
2. This holds of every rule that grows with agreement, as all of the library do.  Of one of the caller's own
   that does not, only `audit`, which tries every profile, tells the truth, and says so.
3. For one kind of voters alone, such as owners of equal weight, the fewest in favour that can bind the others
   is found as well; for several kinds that takes an audit.
4. What cannot be told within the bound is said to be not known; everything else is told all the same.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from html import escape
from typing import ClassVar, TypeAlias, TypeVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Body, Stands
from communitygov.meeting.rule_audit.bound import MOST_STATES, STATES, checked, fits
from communitygov.meeting.rule_audit.deadlock import deadlocks_by_extremes
from communitygov.meeting.rule_audit.findings import (
    MEMBER_VETO,
    RECUSAL_DEADLOCK,
    RULE_UNATTAINABLE,
    RULE_VACUOUS,
)
from communitygov.meeting.rule_audit.kind import Headcount, VoterKind
from communitygov.meeting.rule_audit.profile import Profile, Veto
from communitygov.meeting.rule_audit.reading import Reading
from communitygov.meeting.rule_audit.veto import vetoes_by_extremes
from communitygov.meeting.tally.electorate import Electorate

#: A question in both languages, with its answer.
Answer: TypeAlias = tuple[Words, Words]

_ATTAINABLE = Words("能否通过", "can anything be adopted")
_WITHOUT_YES = Words("无人赞成能否通过", "can it be adopted with nobody in favour")
_LEAST = Words("最少赞成", "fewest in favour")
_VETO_MEMBERS = Words("一人即可阻止者", "who can block alone")
_VETO_CONSTITUENCIES = Words(
    "一方全体一致即可阻止者", "which constituency can block if all of it do the same"
)
_DEADLOCKS = Words("一方回避至此即成僵局", "recusals of one constituency that end in deadlock")
#: How many of a list are shown.
_SHOWN = 6
YES, NO, NONE = Words("能", "yes"), Words("不能", "no"), Words("无", "none")
_NOT_KNOWN = Words("未知：须试的情形太多", "not known: too much to try")
#: What is wrong with a report: the field, what stands there, whether that is wrong, and what it must be.
Fault: TypeAlias = tuple[str, object, bool, Words]
T = TypeVar("T")
_ONE_KIND = Words("须只有一类表决人", "must be one kind of voters")
_ONCE = Words("不得重复", "must list no kind twice")
_ALL_KINDS = Words("不得少于各类人数之和", "must be at least the sizes of the kinds together")
_KINDS = Words("须为所列各类表决人", "must be of the kinds of voters that are listed")
_SOMEBODY = Words("须至少有一人", "must be somebody")
_EVERYBODY = Words("须包括每个未回避的表决人", "must place every voter who is not excused")
_ONE_SIDE = Words("须各属一方", "must each be of one constituency")
_NOBODY_AGREES = Words("须无人赞成", "must have nobody in favour")
_ATTAINED = Words(
    "须为真，因另有通过的情形或阻止者", "must be true: what could be adopted, or blocked, is given"
)
_NO_OBSTACLES = Words("须为空，因能够通过", "must be empty: something can be adopted")
_TOLD = Words("须给出，或列入 unknown", "must be given, or listed as unknown")
_LEFT_EMPTY = Words("不得列入：已有答案", "must not be listed: it is answered")


class Question(TermEnum):
    """A question that may be too much to answer within the bound.

    Examples
    --------
    >>> Question("least").label("zh")
    '最少赞成'
    """

    LEAST = "least", "最少赞成", "fewest in favour"
    VETOES = "vetoes", "可阻止者", "who can block"
    DEADLOCKS = "deadlocks", "一方回避至此即成僵局", "recusals of one constituency that end in deadlock"


@attrs.frozen(kw_only=True)
class RuleSurvey(Value):
    """What can be told of a rule and a body from its extremes.

    Parameters
    ----------
    rule
        The rule.
    council
        Identifier of the body.
    entitled
        How many voters there are, the excused with them.
    kinds
        The kinds of voters who are not excused.
    is_attainable
        Whether anything can be adopted.
    obstacles
        What stands against adoption even if all come and agree.
    vacuous
        A profile with nobody in favour that is adopted.
    least
        The adopted profile with fewest in favour; none where nothing is adopted, or where it is not known.
    vetoes
        Who can block, single voters first, then whole constituencies beside others.
    deadlocks
        For each constituency, the fewest recusals of its voters after which nothing can be adopted; without
        those constituencies whose recusals are never enough.
    unknown
        What could not be told within the bound; the answers to it are left empty.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.decision.consent import Unanimous
    >>> from communitygov.meeting.tally.electorate import Voter
    >>> sides = [Constituency("owners", "业主", "owners")]
    >>> three = Electorate(constituencies=sides, voters=[Voter(f"o-{at}", "owners") for at in range(3)])
    >>> found = survey(Unanimous("all"), three)
    >>> found.binding_share, found.veto_members[0].needs_yes
    (Fraction(1, 1), True)
    >>> [each.code for each in found.findings]
    ['MEMBER_VETO', 'RECUSAL_DEADLOCK']
    """

    document_kind: ClassVar[str] = "rule-survey"
    rule: DecisionRule = attrs.field(validator=one_of((DecisionRule,)))
    council: str = attrs.field(validator=identifier)
    entitled: int = attrs.field(validator=at_least(0))
    kinds: tuple[VoterKind, ...] = attrs.field(converter=as_tuple, validator=each_of(VoterKind))
    is_attainable: bool = attrs.field(validator=one_of(bool))
    obstacles: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))
    vacuous: Profile | None = attrs.field(default=None, validator=optional(one_of(Profile)))
    least: Profile | None = attrs.field(default=None, validator=optional(one_of(Profile)))
    vetoes: tuple[Veto, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Veto))
    deadlocks: tuple[Headcount, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Headcount)
    )
    unknown: tuple[Question, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Question))

    def __attrs_post_init__(self) -> None:
        """Refuse answers that cannot be true together."""
        for name, value, is_wrong, bound in self._faults():
            if is_wrong:
                raise InvalidValue(name, value, bound)

    @property
    def binding_share(self) -> Fraction | None:
        """The smallest share of all voters who can bind the others; none where it is not known."""
        return Fraction(self.least.yes.total, self.entitled) if self.least and self.entitled else None

    @property
    def veto_members(self) -> tuple[Veto, ...]:
        """The single voters who can block, by kind."""
        return tuple(each for each in self.vetoes if each.who.total == 1)

    @property
    def veto_constituencies(self) -> tuple[Veto, ...]:
        """The constituencies that can block if all their voters do the same."""
        sizes: dict[str, int] = {}
        for each in self.kinds:
            sizes[each.constituency] = sizes.get(each.constituency, 0) + each.size
        return tuple(
            each
            for each in self.vetoes
            if all(sizes[code] == people for code, people in each.who.by_constituency.items())
        )

    @property
    def free(self) -> int:
        """How many voters are not excused."""
        return sum(each.size for each in self.kinds)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the community may not have meant, each with what would mend it."""
        return tuple(self._findings())

    def text(self, language: Language = "en") -> str:
        """Say what was found in `language`, a line for each question."""
        colon = Words("：", ": ").say(language)
        lines = (f"{asked.say(language)}{colon}{found.say(language)}" for asked, found in self._answers())
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Show what was found as a table in a notebook."""
        rows = "".join(
            f"<tr><th>{escape(asked.zh)}<br>{escape(asked.en)}</th>"
            f"<td>{escape(found.zh)}<br>{escape(found.en)}</td></tr>"
            for asked, found in self._answers()
        )
        return f"<table><caption>{escape(self.council)}</caption><tbody>{rows}</tbody></table>"

    def _findings(self) -> Iterator[Finding]:
        """Return what the community may not have meant."""
        if not self.is_attainable:
            yield RULE_UNATTAINABLE.finding(self.council, {})
            yield from self.obstacles
        if self.vacuous:
            yield RULE_VACUOUS.finding(self.council, {"profile": self.vacuous.words})
        for veto in self.veto_members:
            yield MEMBER_VETO.finding(veto.who.of[0].kind.code, {"who": veto.words})
        for each in self.deadlocks:
            if each.total < self.free:
                yield RECUSAL_DEADLOCK.finding(each.of[0].kind.constituency, {"who": each.words})

    def _answers(self) -> Iterator[Answer]:
        """Return every question with its answer."""
        yield _ATTAINABLE, YES if self.is_attainable else NO
        yield _WITHOUT_YES, self.vacuous.words if self.vacuous else NO
        if self.least:
            share = f"{self.least.yes.total}/{self.entitled}"
            words = self.least.words
            yield _LEAST, Words(f"{share}（{words.zh}）", f"{share} ({words.en})")
        if Question.LEAST in self.unknown:
            yield _LEAST, _NOT_KNOWN
        vetoes = self.veto_members, [each for each in self.vetoes if each.who.total > 1]
        for asked, found in zip((_VETO_MEMBERS, _VETO_CONSTITUENCIES), vetoes, strict=True):
            said = listed([each.words for each in found])
            yield asked, _NOT_KNOWN if Question.VETOES in self.unknown else said
        said = listed([each.words for each in self.deadlocks])
        yield _DEADLOCKS, _NOT_KNOWN if Question.DEADLOCKS in self.unknown else said

    def _faults(self) -> Iterator[Fault]:
        """Say what answers must be to be true together."""
        codes, known = [each.code for each in self.kinds], set(self.kinds)
        yield "kinds", ", ".join(codes), len(set(codes)) < len(codes), _ONCE
        yield "entitled", self.entitled, self.entitled < self.free, _ALL_KINDS
        for name, groups in self._groups().items():
            strangers = {each.kind.code for group in groups for each in group.of if each.kind not in known}
            yield name, ", ".join(sorted(strangers)), bool(strangers), _KINDS
        for name, profile in (("vacuous", self.vacuous), ("least", self.least)):
            yield name, profile, profile is not None and profile.total != self.free, _EVERYBODY
        for each in self.deadlocks:
            yield "deadlocks", each.text(), len(each.by_constituency) != 1, _ONE_SIDE
        yield "vetoes", "nobody", not all(each.who.of for each in self.vetoes), _SOMEBODY
        yield from self._contradictions()

    def _contradictions(self) -> Iterator[Fault]:
        """Say which answers exclude each other."""
        yield "vacuous", self.vacuous, self.vacuous is not None and self.vacuous.yes.total > 0, _NOBODY_AGREES
        found = bool(self.vacuous or self.least or self.vetoes or self.deadlocks)
        yield "is_attainable", False, found and not self.is_attainable, _ATTAINED
        yield "obstacles", len(self.obstacles), bool(self.obstacles) and self.is_attainable, _NO_OBSTACLES
        told = self.least is not None or not self.is_attainable
        yield "least", None, not told and Question.LEAST not in self.unknown, _TOLD
        for question in self.unknown:
            yield "unknown", question.value, bool(getattr(self, question.value)), _LEFT_EMPTY

    def _groups(self) -> dict[str, tuple[Headcount, ...]]:
        """Return all groups of voters that are named, by field."""
        return {"vetoes": tuple(each.who for each in self.vetoes), "deadlocks": self.deadlocks}


def survey(
    rule: DecisionRule,
    council: Council | Electorate,
    *,
    on: date | None = None,
    most_states: int = MOST_STATES,
) -> RuleSurvey:
    """Ask a rule about a body of any size, at the extremes only.

    Parameters
    ----------
    rule
        The rule; it must grow with agreement, as every rule of the library does.
    council
        A council, or an electorate with weights and parts.
    on
        On which day the council serves; needed where a delegate has a term.
    most_states
        How many tries the search for one answer may take; what would take more is not known.

    Raises
    ------
    InvalidValue
        If the rule, the body, the day or the bound is none.

    Examples
    --------
    >>> from communitygov.meeting.decision.combination import All
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.tally.electorate import Voter
    >>> from communitygov.meeting.decision.majority import Majority
    >>> from communitygov.meeting.decision.quorum import Quorum
    >>> from communitygov.meeting.threshold import AtLeast, MoreThan
    >>> owners = Electorate(
    ...     constituencies=[Constituency("owners", "业主", "owners")],
    ...     voters=[Voter(f"o-{at}", "owners") for at in range(100)],
    ... )
    >>> rule = All(
    ...     Quorum("heads", AtLeast("2/3"), count="participating"),
    ...     Majority("heads", base="participating", threshold=MoreThan("1/2")),
    ... )
    >>> survey(rule, owners).binding_share
    Fraction(17, 50)
    """
    body = Body.of(council, on, reading=Reading.of(checked(rule, most_states)))
    best = body.scope([Stands(yes=size) for size in body.sizes])
    vacuous = _vacuous(rule, body)
    is_attainable = vacuous is not None or rule.outcome(best) is Outcome.ADOPTED
    unknown: list[Question] = []

    def told(question: Question, answer: Callable[[], T], otherwise: T) -> T:
        try:
            return answer() if is_attainable else otherwise
        except InvalidValue as error:
            if error.what != STATES:
                raise
            unknown.append(question)
            return otherwise

    bound = most_states
    least: Profile | None = told(Question.LEAST, lambda: _least(rule, body, bound), None)
    vetoes: tuple[Veto, ...] = told(
        Question.VETOES, lambda: vetoes_by_extremes(rule, body, most_states=bound), ()
    )
    dead: tuple[Headcount, ...] = told(
        Question.DEADLOCKS, lambda: deadlocks_by_extremes(rule, body, most_states=bound), ()
    )
    return RuleSurvey(
        rule=rule,
        council=body.council,
        entitled=body.entitled,
        kinds=body.kinds,
        is_attainable=is_attainable,
        obstacles=() if is_attainable else rule.explained(best).findings,
        vacuous=vacuous,
        least=least,
        vetoes=vetoes,
        deadlocks=dead,
        unknown=unknown,
    )


def listed(found: list[Words]) -> Words:
    """Return several sayings as one list, the first of them if they are many; or that there is none."""
    if not found:
        return NONE
    shown = found[:_SHOWN]
    more = len(found) - len(shown)
    return Words(
        "；".join(each.zh for each in shown) + (f"；另有 {more} 项" if more else ""),
        "; ".join(each.en for each in shown) + (f"; {more} more" if more else ""),
    )


def _vacuous(rule: DecisionRule, body: Body) -> Profile | None:
    """Return a profile with nobody in favour that is adopted: all away, or all there and abstaining."""
    for stands in ((Stands(),) * len(body.sizes), tuple(Stands(abstain=size) for size in body.sizes)):
        if rule.outcome(body.scope(stands)) is Outcome.ADOPTED:
            return Profile.taken(body.kinds, stands)
    return None


def _least(rule: DecisionRule, body: Body, most_states: int) -> Profile:
    """Return the adopted profile with fewest in favour, and of these with fewest abstaining, of one kind.

    If so many in favour are enough, so are more: one who abstains may as well agree.
    """
    kinds, size = len(body.sizes), sum(body.sizes)
    if kinds > 1:
        raise InvalidValue(STATES, f"{kinds} kinds", _ONE_KIND)
    fits((size + 1) * size.bit_length(), most_states)

    def adopted(yes: int) -> Iterator[Stands]:
        tried = (Stands(yes=yes, abstain=abstain) for abstain in range(size + 1 - yes))
        return (each for each in tried if rule.outcome(body.scope([each] * kinds)) is Outcome.ADOPTED)

    def is_enough(yes: int) -> bool:
        return next(adopted(yes), None) is not None

    fewest = 0 if is_enough(0) else bisect_left(range(size), 1, key=is_enough)
    return Profile.taken(body.kinds, (next(adopted(fewest)),) * kinds)
