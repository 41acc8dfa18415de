"""What is lacking (还差多少): the fewest further votes after which a matter is adopted, or quorate.

1. Who may move are those who have not voted: present without having voted, and absent.  For adoption all of
   them vote in favour; for the quorum they come and abstain.  Who is excused stays out.
2. Changes of mind are another question, and answered as one: the fewest who would have to vote in favour
   instead of what they voted.
3. The answer is exact and the smallest.  Of several equally small, it takes as many as possible of those
   present, from the first constituency on, then of the absent in the same order; of those who voted, first
   those who abstained, then invalid votes, then those against.

An unsettled objection is not undone by votes, nor is a vacancy; then the answer says what stands in the way.
The rule must grow with agreement, as every rule of the library does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import ClassVar, NamedTuple, TypeAlias

import attrs

from communitygov.core.checks import as_set, as_tuple, each_of, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding, joined
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.decision.decision import Decision, DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.measure import HEADS
from communitygov.meeting.rule_audit.body import MOST_STATES, Body, Membership, checked, membership_of
from communitygov.meeting.rule_audit.game import Vector
from communitygov.meeting.rule_audit.kind import Contingent, Headcount, VoterKind
from communitygov.meeting.rule_audit.search import fewest
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.scope import Measured, Scope
from communitygov.meeting.tally.tally import Tally

_NEEDS_VOTERS = Words(
    "须与 choices 一并给出：此计票有人数以外的计量或部分表决主体，须知道尚未表决的是谁",
    "must be given, with the choices: the tally has further measures or parts, so it matters who may move",
)
_OTHER_VOTES = Words("须为此计票所计的票", "must be the choices from which the tally was counted")
_DECISION = Words("须为决定，如 rule.decide(tally)", "must be a decision, such as rule.decide(tally)")
_AGREE = Words("赞成", "in favour")
_TAKE_PART = Words("参加表决", "voting")
_NOT_ADOPTED = frozenset(Outcome) - {Outcome.ADOPTED}
_INQUORATE = frozenset({Outcome.VOID, Outcome.INQUORATE})

#: Where those stand who may move: there without having voted, absent, or by what they voted.
_PRESENT, _ABSENT = "present", "absent"
_WHERE = (_PRESENT, _ABSENT, Choice.ABSTAIN, Choice.INVALID, Choice.NO)
#: From where one moves, and what that adds to the sums.
_Ways: TypeAlias = Mapping[str, Sums]
_AGREEING: _Ways = MappingProxyType({_PRESENT: Sums(yes=1), _ABSENT: Sums(present=1, yes=1)})
_COMING: _Ways = MappingProxyType({_PRESENT: Sums(abstain=1), _ABSENT: Sums(present=1, abstain=1)})
_PERSUADED: _Ways = MappingProxyType(
    {
        Choice.ABSTAIN: Sums(yes=1, abstain=-1),
        Choice.INVALID: Sums(yes=1, invalid=-1),
        Choice.NO: Sums(yes=1, no=-1),
    }
)


class _People(NamedTuple):
    """Voters of one kind, and how many of them stand where."""

    kind: VoterKind
    membership: Membership
    standing: Mapping[str, int]


class _Mover(NamedTuple):
    """Voters of one kind who stand at one place, and what one of them adds to the sums by moving."""

    kind: VoterKind
    membership: Membership
    people: int
    change: Sums
    is_absent: bool


@attrs.frozen(kw_only=True)
class FurtherVotes(Value):
    """Some of those who have not voted.

    Parameters
    ----------
    present
        Those who are there already.
    absent
        Those who would have to come.

    Examples
    --------
    >>> owners = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> FurtherVotes(absent=Headcount([Contingent(owners, 2)])).words(Words("赞成", "in favour")).en
    '2 more of the owners in favour (2 of them yet to come)'
    """

    document_kind: ClassVar[str] = "further-votes"
    present: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))
    absent: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))

    @property
    def total(self) -> int:
        """How many there are."""
        return self.present.total + self.absent.total

    @property
    def by_constituency(self) -> Mapping[str, int]:
        """How many there are of each constituency that is concerned."""
        return Counter(self.present.by_constituency) + Counter(self.absent.by_constituency)

    def words(self, ending: Words) -> Words:
        """Say of which kinds how many, and what they do."""
        kinds = dict.fromkeys(each.kind for group in (self.present, self.absent) for each in group.of)
        return joined(tuple(self._said(kind, ending) for kind in kinds))

    def _said(self, kind: VoterKind, ending: Words) -> Words:
        """Say how many of one kind, and how many of them would have to come."""
        absent = self.absent.people(kind)
        people = self.present.people(kind) + absent
        come = (
            Words(f"（其中 {absent} 人尚未到会）", f" ({absent} of them yet to come)")
            if absent
            else Words("", "")
        )
        return Words(
            f"{kind.words.zh}再有 {people} 人{ending.zh}{come.zh}",
            f"{people} more of the {kind.words.en} {ending.en}{come.en}",
        )


@attrs.frozen(kw_only=True)
class WhatIf(Value):
    r"""What is lacking for a matter to be adopted, and to be quorate.

    Parameters
    ----------
    outcome
        What it comes to as it stands.
    adopted
        The fewest who have not voted and would have to vote in favour for it to be adopted; none where all of
        them together are not enough.
    quorate
        The fewest of the same who would have to come and vote for it to be quorate, however they vote; none
        where all of them together are not enough.
    persuaded
        The fewest who would have to vote in favour instead of what they voted, nobody else moving; none where
        all of them together are not enough.
    obstacles
        What stands in the way even if all vote in favour who have not voted.

    Examples
    --------
    >>> owners = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> more = FurtherVotes(present=Headcount([Contingent(owners, 2)]))
    >>> WhatIf(outcome=Outcome.REJECTED, adopted=more, quorate=FurtherVotes(), persuaded=None).text("zh")
    '目前：未通过\n业主再有 2 人赞成，即可通过'
    """

    document_kind: ClassVar[str] = "what-if"
    outcome: Outcome = attrs.field(validator=one_of(Outcome))
    adopted: FurtherVotes | None = attrs.field(validator=optional(one_of(FurtherVotes)))
    quorate: FurtherVotes | None = attrs.field(validator=optional(one_of(FurtherVotes)))
    persuaded: Headcount | None = attrs.field(validator=optional(one_of(Headcount)))
    obstacles: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    @property
    def words(self) -> Words:
        """What is lacking, in both languages."""
        lines = tuple(self._lines())
        return Words("\n".join(each.zh for each in lines), "\n".join(each.en for each in lines))

    def text(self, language: Language = "en") -> str:
        """Say what is lacking in `language`, a line for each question."""
        return self.words.say(language)

    def _repr_html_(self) -> str:
        """Show what is lacking as a list in a notebook."""
        items = "".join(f"<li>{escape(each.zh)}<br>{escape(each.en)}</li>" for each in self._lines())
        return f"<ul>{items}</ul>"

    def _lines(self) -> Iterator[Words]:
        """Say the outcome, then what is lacking."""
        yield Words(f"目前：{self.outcome.zh}", f"as it stands: {self.outcome.en}")
        if self.outcome is Outcome.ADOPTED:
            return
        if self.quorate and self.quorate.total:
            said = self.quorate.words(_TAKE_PART)
            yield Words(f"{said.zh}，即达法定人数", f"quorate with {said.en}")
        if self.adopted:
            said = self.adopted.words(_AGREE)
            yield Words(f"{said.zh}，即可通过", f"adopted with {said.en}")
        else:
            why = joined(tuple(each.words for each in self.obstacles))
            yield Words(
                f"尚未表决者全部赞成也不能通过：{why.zh}",
                f"not adopted even if all vote in favour who have not voted: {why.en}",
            )
        if self.persuaded:
            who = self.persuaded.words
            yield Words(f"或者，{who.zh}改投赞成，即可通过", f"or adopted if in favour instead: {who.en}")


def whatif(
    decision: Decision,
    *,
    electorate: Electorate | None = None,
    choices: Mapping[str, Choice] | None = None,
    present: Iterable[str] | None = None,
    most_states: int = MOST_STATES,
) -> WhatIf:
    """Return the fewest further votes after which the matter of a decision is adopted, or quorate.

    Parameters
    ----------
    decision
        A decision on a vote that is open or closed.
    electorate, choices, present
        What the tally was counted from: needed where it has further measures, such as areas, or parts, since
        then it matters who has not voted.
    most_states
        How many tries the search for one answer may take.

    Raises
    ------
    InvalidValue
        If an electorate is needed or is not that of the tally, or if the search would take more tries.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.decision.majority import Majority
    >>> from communitygov.meeting.threshold import MoreThan
    >>> residents = Constituency("residents", "群众代表", "residents' representatives")
    >>> counts = Counts(entitled=9, present=6, yes=3, no=2)
    >>> tally = Tally.from_counts({"residents": counts}, constituencies=[residents])
    >>> found = whatif(Majority("heads", base="all", threshold=MoreThan("1/2")).decide(tally))
    >>> found.adopted.by_constituency["residents"], found.adopted.absent.total
    (2, 1)
    >>> print(found.text("zh"))
    目前：未通过
    群众代表再有 2 人赞成（其中 1 人尚未到会），即可通过
    或者，群众代表 2 人改投赞成，即可通过
    """
    scope, rule = _taken(decision)
    checked(rule, most_states)
    people = _heads(scope) if electorate is None else _voters(scope, electorate, choices or {}, present)

    def lacking(ways: _Ways, short: frozenset[Outcome]) -> tuple[tuple[_Mover, ...], Vector | None]:
        movers = _movers(people, ways)

        def is_reached(numbers: Vector) -> bool:
            return rule.outcome(_moved(scope, movers, numbers)) not in short

        most = tuple(each.people for each in movers)
        sides = tuple(each.membership.at for each in movers)
        return movers, fewest(most, is_reached, sides=sides, most_states=most_states)

    adopted = _further(*lacking(_AGREEING, _NOT_ADOPTED))
    persuaded, numbers = lacking(_PERSUADED, _NOT_ADOPTED)
    best = _movers(people, _AGREEING)
    return WhatIf(
        outcome=rule.outcome(scope),
        adopted=adopted,
        quorate=_further(*lacking(_COMING, _INQUORATE)),
        persuaded=None if numbers is None else _headcount(zip(persuaded, numbers, strict=True)),
        obstacles=()
        if adopted
        else rule.explained(_moved(scope, best, [each.people for each in best])).findings,
    )


def _taken(decision: object) -> tuple[Scope, DecisionRule]:
    """Return what a decision was taken on and by which rule; refuse what is no decision."""
    if not isinstance(decision, Decision):
        raise InvalidValue("decision", decision, _DECISION)
    return decision.tally.scope, decision.rule


def _heads(scope: Scope) -> list[_People]:
    """Return who could move, where a tally counts heads alone: all of a constituency weigh the same."""
    if len(scope.measured) > 1 or scope.parts:
        raise InvalidValue("electorate", None, _NEEDS_VOTERS)
    return [
        _People(
            VoterKind(code=side.code, constituency=side.code, words=side.words, size=sums.eligible),
            Membership(at, (1,), frozenset()),
            {
                _PRESENT: sums.present - sums.participating,
                _ABSENT: sums.eligible - sums.present,
                Choice.ABSTAIN: sums.abstain,
                Choice.INVALID: sums.invalid,
                Choice.NO: sums.no,
            },
        )
        for at, (side, sums) in enumerate(zip(scope.constituencies, scope.sums(HEADS), strict=True))
        if sums.eligible
    ]


def _voters(
    scope: Scope, electorate: Electorate, choices: Mapping[str, Choice], present: Iterable[str] | None
) -> list[_People]:
    """Return who could move, by kind of voter."""
    here = as_set(choices if present is None else present)
    if _unopposed(Tally.count(electorate, choices, present=here).scope) != _unopposed(scope):
        raise InvalidValue("choices", f"{len(choices)} choices", _OTHER_VOTES)
    body = Body.of(electorate)
    standing = Counter(
        (membership_of(electorate, each), choices.get(each.id, _PRESENT) if each.id in here else _ABSENT)
        for each in electorate.voters
        if each.id not in electorate.excused
    )
    return [
        _People(kind, membership, {where: standing[membership, where] for where in _WHERE})
        for kind, membership in zip(body.kinds, body.memberships, strict=True)
    ]


def _unopposed(scope: Scope) -> tuple[Measured, Mapping[str, Measured]]:
    """Return the sums of a scope without the objections, of which choices tell nothing."""

    def bare(measured: Measured) -> Measured:
        return {code: tuple(sums._replace(objections=0) for sums in side) for code, side in measured.items()}

    return bare(scope.measured), {name: bare(measured) for name, measured in scope.parts.items()}


def _movers(people: list[_People], ways: _Ways) -> tuple[_Mover, ...]:
    """Return who moves in which way, in the order in which they are asked."""
    return tuple(
        _Mover(each.kind, each.membership, each.standing[where], change, is_absent=where == _ABSENT)
        for where, change in ways.items()
        for each in people
    )


def _moved(scope: Scope, movers: tuple[_Mover, ...], numbers: Sequence[int]) -> Scope:
    """Return the scope after so many have moved."""
    moving = [pair for pair in zip(movers, numbers, strict=True) if pair[1]]
    return scope._replace(
        measured=_shifted(scope.measured, moving),
        parts={
            name: _shifted(measured, [pair for pair in moving if name in pair[0].membership.parts])
            for name, measured in scope.parts.items()
        },
    )


def _shifted(measured: Measured, moving: list[tuple[_Mover, int]]) -> Measured:
    """Return the sums of every measure after so many have moved."""
    return {
        code: tuple(
            Sums(
                *map(
                    sum,
                    zip(
                        sums,
                        *(
                            _scaled(mover.change, number * mover.membership.weights[measure])
                            for mover, number in moving
                            if mover.membership.at == at
                        ),
                        strict=True,
                    ),
                )
            )
            for at, sums in enumerate(side)
        )
        for measure, (code, side) in enumerate(measured.items())
    }


def _further(movers: tuple[_Mover, ...], numbers: Vector | None) -> FurtherVotes | None:
    """Return those who moved, present and absent apart."""
    if numbers is None:
        return None
    return FurtherVotes(
        present=_headcount(each for each in zip(movers, numbers, strict=True) if not each[0].is_absent),
        absent=_headcount(each for each in zip(movers, numbers, strict=True) if each[0].is_absent),
    )


def _headcount(moved: Iterable[tuple[_Mover, int]]) -> Headcount:
    """Return how many of each kind moved."""
    people = Counter[VoterKind]()
    for mover, number in moved:
        people[mover.kind] += number
    return Headcount([Contingent(kind, number) for kind, number in people.items() if number])


def _scaled(change: Sums, amount: int) -> Sums:
    """Return a change of so much."""
    return Sums(*(each * amount for each in change))
