"""A profile: how many voters of each kind are in favour, against, abstaining, away; an audit's witness.

This module knows no rule; it only says what was found.
"""

from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.finding import joined
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Position, Stands
from communitygov.meeting.rule_audit.kind import Headcount, VoterKind

_WAYS = Words(
    "须为反对、反对并有异议、弃权、未到会中的一种以上，按此次序",
    "must be one or more of against, against with an objection, abstaining and away, in that order",
)

#: All that one may do but agree; who objects as well only does more.
_NOT_AGREEING = frozenset({Position.AGAINST, Position.ABSTAINING, Position.AWAY})


def _positions(_owner: object, field: "attrs.Attribute[Any]", value: tuple[Position, ...]) -> None:
    """Refuse no position, being in favour, and another order."""
    if not value or list(value) != [each for each in list(Position)[1:] if each in value]:
        raise InvalidValue(field.name, value, _WAYS)


@attrs.frozen(kw_only=True)
class Profile(Value):
    """Who takes which position.

    Parameters
    ----------
    yes, no, abstain, away
        How many of each kind are in favour, are against, abstain, and do not come.
    objecting
        How many vote no as well, and have an unsettled objection besides.

    Examples
    --------
    >>> from communitygov.meeting.rule_audit.kind import Contingent
    >>> owners = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> profile = Profile(yes=Headcount([Contingent(owners, 3)]), no=Headcount([Contingent(owners, 1)]))
    >>> profile.taking_part, profile.text("zh")
    (4, '赞成：业主 3 人；反对：业主 1 人')
    """

    document_kind: ClassVar[str] = "profile"
    yes: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))
    no: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))
    abstain: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))
    away: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))
    objecting: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))

    def __attrs_post_init__(self) -> None:
        """Refuse more of a kind than there are."""
        groups = tuple(self._groups.values())
        for kind in dict.fromkeys(each.kind for group in groups for each in group.of):
            people = sum(group.people(kind) for group in groups)
            if people > kind.size:
                bound = Words(f"不得多于 {kind.size}", f"must be at most {kind.size}, the size of the kind")
                raise InvalidValue(kind.code, people, bound)

    @classmethod
    def taken(cls, kinds: tuple[VoterKind, ...], stands: tuple[Stands, ...]) -> "Profile":
        """Return the profile in which the kinds take these positions; who is excused is left out."""
        rows = [
            (each.yes, each.no, each.objecting, each.abstain, kind.size - each.voting - each.excused)
            for kind, each in zip(kinds, stands, strict=True)
        ]
        columns = zip(*rows, strict=True) if rows else [()] * len(Position)
        yes, no, objecting, abstain, away = (Headcount.counted(kinds, people) for people in columns)
        return cls(yes=yes, no=no, objecting=objecting, abstain=abstain, away=away)

    @property
    def taking_part(self) -> int:
        """How many vote."""
        return self.yes.total + self.no.total + self.objecting.total + self.abstain.total

    @property
    def total(self) -> int:
        """How many take a position."""
        return self.taking_part + self.away.total

    @property
    def words(self) -> Words:
        """Who takes which position, in both languages."""
        said = [(position, group.words) for position, group in self._groups.items() if group.of]
        return Words(
            "；".join(f"{position.zh}：{words.zh}" for position, words in said),
            "; ".join(f"{position.en}: {words.en}" for position, words in said),
        )

    def text(self, language: Language = "en") -> str:
        """Say who takes which position in `language`."""
        return self.words.say(language)

    @property
    def _groups(self) -> dict[Position, Headcount]:
        """The five groups by their positions."""
        return {
            Position.IN_FAVOUR: self.yes,
            Position.AGAINST: self.no,
            Position.OBJECTING: self.objecting,
            Position.ABSTAINING: self.abstain,
            Position.AWAY: self.away,
        }


@attrs.frozen(kw_only=True)
class Reversal(Value):
    """What one voter undoes, or brings about, by changing position, though it should be the other way round.

    Parameters
    ----------
    before, after
        The two profiles; they differ by one voter.
    mover
        The kind of that voter.
    outcome_before, outcome_after
        What the rule comes to in each.

    Examples
    --------
    >>> from communitygov.meeting.rule_audit.kind import Contingent
    >>> owners = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=3)
    >>> two, one = Headcount([Contingent(owners, 2)]), Headcount([Contingent(owners, 1)])
    >>> no_show = Reversal(
    ...     before=Profile(yes=two, away=one),
    ...     after=Profile(yes=two, no=one),
    ...     mover=owners,
    ...     outcome_before=Outcome.INQUORATE,
    ...     outcome_after=Outcome.ADOPTED,
    ... )
    >>> print(no_show.text("zh"))
    赞成：业主 2 人；未到会：业主 1 人：未达法定人数；变为 赞成：业主 2 人；反对：业主 1 人：通过
    """

    document_kind: ClassVar[str] = "reversal"
    before: Profile = attrs.field(validator=one_of(Profile))
    after: Profile = attrs.field(validator=one_of(Profile))
    mover: VoterKind = attrs.field(validator=one_of(VoterKind))
    outcome_before: Outcome = attrs.field(validator=one_of(Outcome))
    outcome_after: Outcome = attrs.field(validator=one_of(Outcome))

    @property
    def words(self) -> Words:
        """Both profiles with what they come to, in both languages."""
        before, after = self.before.words, self.after.words
        return Words(
            f"{before.zh}：{self.outcome_before.zh}；变为 {after.zh}：{self.outcome_after.zh}",
            f"{before.en}: {self.outcome_before.en}; then {after.en}: {self.outcome_after.en}",
        )

    def text(self, language: Language = "en") -> str:
        """Say both profiles with what they come to in `language`."""
        return self.words.say(language)


@attrs.frozen(kw_only=True)
class Veto(Value):
    """Who can keep the matter from being adopted, whatever all others do, and by which positions.

    Parameters
    ----------
    who
        One voter of a kind, or all of a constituency.
    by
        The positions that suffice, each by itself, in the order of `Position`; to object as well only where
        the rule may ask for it.

    Examples
    --------
    >>> from communitygov.meeting.rule_audit.kind import Contingent
    >>> chair = VoterKind(code="chair", constituency="chair", words=Words("主席", "chair"), size=1)
    >>> veto = Veto(who=Headcount([Contingent(chair, 1)]), by=[Position.AGAINST, Position.AWAY])
    >>> veto.text("zh"), veto.needs_yes
    ('主席 1 人（反对、未到会）', False)
    """

    document_kind: ClassVar[str] = "veto"
    who: Headcount = attrs.field(validator=one_of(Headcount))
    by: tuple[Position, ...] = attrs.field(converter=as_tuple, validator=[each_of(Position), _positions])

    @property
    def needs_yes(self) -> bool:
        """Whether nothing is adopted unless they agree."""
        return _NOT_AGREEING.issubset(self.by)

    @property
    def words(self) -> Words:
        """Who, and by which positions."""
        by, who = joined(tuple(each.words for each in self.by)), self.who.words
        return Words(f"{who.zh}（{by.zh}）", f"{who.en} ({by.en})")

    def text(self, language: Language = "en") -> str:
        """Say who, and by which positions, in `language`."""
        return self.words.say(language)
