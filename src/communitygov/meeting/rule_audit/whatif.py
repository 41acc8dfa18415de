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
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding, joined
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.decision.decision import Decision, DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.bound import MOST_STATES, checked
from communitygov.meeting.rule_audit.game import Vector
from communitygov.meeting.rule_audit.kind import Headcount, VoterKind
from communitygov.meeting.rule_audit.movers import (
    AGREEING,
    COMING,
    PERSUADED,
    Voted,
    Ways,
    movers,
    narrowed,
    people,
)
from communitygov.meeting.rule_audit.reading import Reading
from communitygov.meeting.rule_audit.search import fewest
from communitygov.meeting.rule_audit.shift import Shift, chains, headcount
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.tally import Tally

_DECISION = Words("须为决定，如 rule.decide(tally)", "must be a decision, such as rule.decide(tally)")
_AGREE = Words("赞成", "in favour")
_TAKE_PART = Words("参加表决", "voting")
_NOT_ADOPTED = frozenset(Outcome) - {Outcome.ADOPTED}
_INQUORATE = frozenset({Outcome.VOID, Outcome.INQUORATE})
_NOBODY_LACKS = Words("已通过，须无人", "must be nobody: it is adopted as it stands")
_SOMEBODY_LACKS = Words("未通过，须有人", "must be somebody: it is not adopted as it stands")
_QUORATE = Words("达法定人数时须无人，否则须有人", "must be nobody if it is quorate, or else somebody")
_NO_OBSTACLES = Words("须为空，因能够通过", "must be empty: it can be adopted")


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
    >>> from communitygov.meeting.rule_audit.kind import Contingent
    >>> owners = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> FurtherVotes(absent=Headcount([Contingent(owners, 2)])).words(Words("赞成", "in favour")).en
    '2 more of the owners in favour (2 of them yet to come)'
    """

    document_kind: ClassVar[str] = "further-votes"
    present: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))
    absent: Headcount = attrs.field(default=Headcount(), validator=one_of(Headcount))

    def __attrs_post_init__(self) -> None:
        """Refuse more of a kind than there are."""
        for each in self.absent.of:
            number = each.people + self.present.people(each.kind)
            if number > each.kind.size:
                bound = Words(
                    f"不得多于 {each.kind.size}", f"must be at most {each.kind.size}, the size of the kind"
                )
                raise InvalidValue(each.kind.code, number, bound)

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
    >>> from communitygov.meeting.rule_audit.kind import Contingent
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

    def __attrs_post_init__(self) -> None:
        """Refuse answers that cannot be true together."""
        is_adopted, is_quorate = self.outcome is Outcome.ADOPTED, self.outcome not in _INQUORATE
        for name, lacking in (("adopted", self.adopted), ("persuaded", self.persuaded)):
            if _is_nobody(lacking) is not is_adopted:
                raise InvalidValue(name, lacking, _NOBODY_LACKS if is_adopted else _SOMEBODY_LACKS)
        if _is_nobody(self.quorate) is not is_quorate:
            raise InvalidValue("quorate", self.quorate, _QUORATE)
        if self.obstacles and self.adopted is not None:
            raise InvalidValue("obstacles", f"{len(self.obstacles)} findings", _NO_OBSTACLES)

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
        What the tally was counted from: needed where the rule reads further measures, such as areas, or
        parts of the voters, since then it matters who has not voted.
    most_states
        How many tries the search for one answer may take.

    Raises
    ------
    InvalidValue
        If an electorate is needed or is not that of the tally, if votes are given without it, or if the
        search would take more tries.

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
    rule, tally = _taken(decision)
    reading = Reading.of(checked(rule, most_states))
    standing = people(tally.scope, Voted(electorate, choices, present), reading=reading)
    scope = narrowed(tally.scope, reading)

    def lacking(ways: Ways, short: frozenset[Outcome]) -> tuple[Shift, Vector | None]:
        shift = Shift(scope, chains(movers(standing, ways), is_known=reading.is_known))

        def is_reached(numbers: Vector) -> bool:
            return rule.outcome(shift.after(numbers)) not in short

        return shift, fewest(shift.most, is_reached, sides=shift.sides, most_states=most_states)

    best, adopted = lacking(AGREEING, _NOT_ADOPTED)
    persuaded, changed = lacking(PERSUADED, _NOT_ADOPTED)
    return WhatIf(
        outcome=rule.outcome(scope),
        adopted=_further(best, adopted),
        quorate=_further(*lacking(COMING, _INQUORATE)),
        persuaded=None if changed is None else persuaded.headcount(changed),
        obstacles=() if adopted is not None else rule.explained(best.after(best.most)).findings,
    )


def _taken(decision: object) -> tuple[DecisionRule, Tally]:
    """Return by which rule and on what a decision was taken; refuse what is no decision."""
    if not isinstance(decision, Decision):
        raise InvalidValue("decision", decision, _DECISION)
    return decision.rule, decision.tally


def _further(shift: Shift, numbers: Vector | None) -> FurtherVotes | None:
    """Return those who move, present and absent apart."""
    if numbers is None:
        return None
    moved = tuple(shift.people(numbers))
    return FurtherVotes(
        present=headcount(pair for pair in moved if not pair[0].change.present),
        absent=headcount(pair for pair in moved if pair[0].change.present),
    )


def _is_nobody(lacking: FurtherVotes | Headcount | None) -> bool:
    """Tell whether nobody is lacking."""
    return lacking is not None and not lacking.total
