"""The audit of a rule for a body: every profile tried, and what to know before anybody votes by it.

1. Exhaustive, therefore exact: what is said here holds of all profiles, and every "no" has a witness.
2. Profiles are counts of interchangeable voters.  There is a bound to how many are tried; beyond it the audit
   refuses, and `survey` still answers what can be told from the extremes.
3. Positions are those of `communitygov.meeting.rule_audit.body`: in favour, against, abstaining, away; where
   the rule may ask who objects, also against with an unsettled objection.  Coalitions belong to the game of
   `communitygov.meeting.rule_audit.game`, in which everybody is present and nobody abstains.

Not looked at: presence without a vote, invalid votes, objections of those who do not vote against, and the
casting vote of the chair.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, one_of, optional
from communitygov.core.finding import Finding, joined
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Body, Stands
from communitygov.meeting.rule_audit.bound import MOST_STATES, checked
from communitygov.meeting.rule_audit.coalition import coalitions
from communitygov.meeting.rule_audit.deadlock import deadlocks_by_trial, smallest_deadlock
from communitygov.meeting.rule_audit.findings import (
    CONSTITUENCY_DUMMY,
    NO_SHOW_PARADOX,
    RECUSAL_DEADLOCK,
    RULE_IMPROPER,
    RULE_NOT_MONOTONE,
)
from communitygov.meeting.rule_audit.game import Game
from communitygov.meeting.rule_audit.kind import Headcount, VoterKind
from communitygov.meeting.rule_audit.paradox import loss, no_show
from communitygov.meeting.rule_audit.profile import Reversal
from communitygov.meeting.rule_audit.reading import Reading
from communitygov.meeting.rule_audit.survey import NONE, Answer, Fault, RuleSurvey, listed
from communitygov.meeting.rule_audit.table import Table, count_states
from communitygov.meeting.rule_audit.veto import vetoes_by_table
from communitygov.meeting.tally.electorate import Electorate

_MONOTONE = Words("多一人赞成反而不通过", "one more in favour makes it fail")
_PROPER = Words("互不相交的两组都能获胜", "two disjoint groups can both win")
_NO_SHOW = Words(
    "反对者到会反而使其通过（缺席悖论）", "an opponent who comes makes it pass (no-show paradox)"
)
_DUMMIES = Words("投票不影响结果者", "whose vote changes nothing")
_WINNING = Words("最小获胜联盟", "minimal winning coalitions")
_BLOCKING = Words("最小阻止联盟", "minimal blocking coalitions")
_DEADLOCK = Words("最少几人回避即成僵局", "fewest recusals that end in deadlock")
_TRIED = Words("所试情形", "profiles tried")

_ALL_STATES = Words("须为所列各类的全部情形数", "must be how many profiles there are of the kinds")
_WITHIN = Words("不得少于所试情形", "must be at least the profiles that were tried")
_SOME_STATES = Words("不得多于所试情形", "must be at most the profiles that were tried")
_ADOPTING = Words("能够通过时须大于 0，否则须为 0", "must be above 0 if something can be adopted, or else 0")
_NOTHING_UNKNOWN = Words("须为空：全部情形均已试过", "must be empty: every profile was tried")
_WINNERS = Words("须在最小获胜联盟之中", "must be among the minimal winning coalitions")
_SOMEBODY = Words("须至少有一人", "must be somebody")
_TURNS = Words("前后结果须如所问而异", "must have outcomes before and after that are turned round as asked")


def _turns(found: Reversal, *, adopted: bool) -> bool:
    """Tell whether the outcome is turned round, from adopted or to it."""
    outcomes = found.outcome_before is Outcome.ADOPTED, found.outcome_after is Outcome.ADOPTED
    return outcomes == (adopted, not adopted)


def _pair(_owner: object, field: "attrs.Attribute[Any]", value: tuple[Headcount, ...]) -> None:
    """Refuse anything but two groups, or none."""
    if len(value) not in {0, 2}:
        raise InvalidValue(field.name, len(value), Words("须为两组或无", "must be two groups or none"))


@attrs.frozen(kw_only=True)
class AuditReport(RuleSurvey):
    """What was found of a rule and a body by trying every profile.

    Parameters
    ----------
    states
        How many profiles there are; all were tried.
    adopting
        How many of them are adopted.
    most_states
        The bound under which the audit was asked for.
    loss
        The smallest case in which one more in favour makes it fail; none of a monotone rule.
    no_show
        The smallest case in which one more who comes and votes no makes it pass.
    rivals
        Two coalitions with nobody in common that both win; empty of a proper rule.
    dummies
        The kinds of voters whose vote never changes anything, if everybody is present and nobody abstains.
    winning, blocking
        The minimal winning and the minimal blocking coalitions, the smallest first.
    deadlock
        The fewest recusals, of whatever constituencies, after which nothing can be adopted.

    Examples
    --------
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
    >>> report = audit(FOUR_PARTY_DEFAULT, four_party_council(()))
    >>> report.is_attainable, report.findings[1].code
    (False, 'CONSTITUENCY_VACANT')
    """

    document_kind: ClassVar[str] = "audit-report"
    states: int = attrs.field(validator=at_least(1))
    adopting: int = attrs.field(validator=at_least(0))
    most_states: int = attrs.field(validator=at_least(1))
    loss: Reversal | None = attrs.field(default=None, validator=optional(one_of(Reversal)))
    no_show: Reversal | None = attrs.field(default=None, validator=optional(one_of(Reversal)))
    rivals: tuple[Headcount, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[each_of(Headcount), _pair]
    )
    dummies: tuple[VoterKind, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(VoterKind))
    winning: tuple[Headcount, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Headcount))
    blocking: tuple[Headcount, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Headcount)
    )
    deadlock: Headcount | None = attrs.field(default=None, validator=optional(one_of(Headcount)))

    @property
    def is_monotone(self) -> bool:
        """Whether one more in favour never makes it fail."""
        return self.loss is None

    @property
    def is_proper(self) -> bool:
        """Whether no two groups with nobody in common can both win."""
        return not self.rivals

    @property
    def dummy_constituencies(self) -> tuple[str, ...]:
        """The codes of the constituencies of which no voter's vote ever changes anything."""
        dummies = {each.code for each in self.dummies}
        sides = dict.fromkeys(each.constituency for each in self.kinds)
        return tuple(
            side
            for side in sides
            if all(each.code in dummies for each in self.kinds if each.constituency == side)
        )

    def _findings(self) -> Iterator[Finding]:
        """Return what the community may not have meant."""
        yield from super()._findings()
        yield from self._reversals()
        if self.rivals:
            one, other = self.rivals
            yield RULE_IMPROPER.finding(self.council, {"one": one.words, "other": other.words})
        if self.deadlock and self.deadlock not in self.deadlocks and self.deadlock.total < self.free:
            yield RECUSAL_DEADLOCK.finding(self.council, {"who": self.deadlock.words})
        if self.is_attainable and not self.vacuous:
            yield from map(self._dummy, self.dummy_constituencies)

    def _faults(self) -> Iterator[Fault]:
        """Say what answers must be to be true together."""
        yield from super()._faults()
        sizes = [each.size for each in self.kinds]
        states = count_states(sizes, positions=Reading.of(self.rule).positions)
        yield "states", self.states, self.states != states, _ALL_STATES
        yield "most_states", self.most_states, self.most_states < self.states, _WITHIN
        yield "adopting", self.adopting, self.adopting > self.states, _SOME_STATES
        yield "adopting", self.adopting, bool(self.adopting) is not self.is_attainable, _ADOPTING
        yield "deadlock", "nobody", self.deadlock is not None and not self.deadlock.of, _SOMEBODY
        yield "unknown", len(self.unknown), bool(self.unknown), _NOTHING_UNKNOWN
        yield "rivals", len(self.rivals), not set(self.rivals).issubset(self.winning), _WINNERS
        for name, found, adopted in (("loss", self.loss, True), ("no_show", self.no_show, False)):
            yield name, found, found is not None and not _turns(found, adopted=adopted), _TURNS

    def _groups(self) -> dict[str, tuple[Headcount, ...]]:
        """Return all groups of voters that are named, by field."""
        dummies = tuple(Headcount.counted((each,), (each.size,)) for each in self.dummies)
        deadlock = (self.deadlock,) if self.deadlock else ()
        named = {"winning": self.winning, "blocking": self.blocking}
        return {**super()._groups(), "dummies": dummies, "deadlock": deadlock, **named}

    def _dummy(self, code: str) -> Finding:
        """Return the finding that a constituency's vote changes nothing."""
        who = joined(tuple(each.words for each in self.kinds if each.constituency == code))
        return CONSTITUENCY_DUMMY.finding(code, {"constituency": who})

    def _reversals(self) -> Iterator[Finding]:
        """Return the findings about what one voter turns round."""
        for message, found in ((RULE_NOT_MONOTONE, self.loss), (NO_SHOW_PARADOX, self.no_show)):
            if found:
                facts = {"mover": found.mover.words, "change": found.words}
                yield message.finding(self.council, facts)

    def _answers(self) -> Iterator[Answer]:
        """Return every question with its answer."""
        yield (
            _TRIED,
            Words(
                f"{self.states} 种，其中 {self.adopting} 种通过",
                f"{self.states}, of which {self.adopting} are adopted",
            ),
        )
        yield from super()._answers()
        yield _MONOTONE, self.loss.words if self.loss else NONE
        yield _NO_SHOW, self.no_show.words if self.no_show else NONE
        yield _PROPER, listed([each.words for each in self.rivals])
        yield _DUMMIES, listed([each.words for each in self.dummies])
        yield _WINNING, listed([each.words for each in self.winning])
        yield _BLOCKING, listed([each.words for each in self.blocking])
        yield _DEADLOCK, self.deadlock.words if self.deadlock else NONE


def audit(
    rule: DecisionRule,
    council: Council | Electorate,
    *,
    on: date | None = None,
    most_states: int = MOST_STATES,
) -> AuditReport:
    """Try a rule on every profile of a body, and tell what a community should know of it.

    Parameters
    ----------
    rule
        Any rule of decision, also one of the caller's own kind.
    council
        A council, or an electorate with weights and parts.
    on
        On which day the council serves; needed where a delegate has a term.
    most_states
        How many profiles may be tried; 2, 2, 2 and 2 seats have 10,000, four times three 160,000.

    Raises
    ------
    InvalidValue
        If there are more; `survey` answers what can be told of bodies of any size.

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
    ...     voters=[Voter(f"o-{at}", "owners") for at in range(12)],
    ... )
    >>> rule = All(
    ...     Quorum("heads", AtLeast("2/3"), count="participating"),
    ...     Majority("heads", base="participating", threshold=MoreThan("1/2")),
    ... )
    >>> report = audit(rule, owners)
    >>> report.is_monotone, report.is_proper, report.binding_share
    (True, True, Fraction(5, 12))
    >>> print(report.no_show.text("zh"))
    赞成：业主 5 人；弃权：业主 2 人；未到会：业主 5 人：未达法定人数；变为 \
赞成：业主 5 人；反对：业主 1 人；弃权：业主 2 人；未到会：业主 4 人：通过
    """
    checked(rule, most_states)
    body = Body.of(council, on, reading=Reading.of(rule))
    table = Table.of(rule, body, most_states=most_states)
    found = coalitions(Game(rule=rule, body=body, most_states=most_states))
    numbers = [number for number, has_passed in enumerate(table.adopted) if has_passed]
    least = min(numbers, key=table.size_of, default=None)
    profile = None if least is None else table.profile(least)
    best = body.scope([Stands(yes=size) for size in body.sizes])
    return AuditReport(
        rule=rule,
        council=body.council,
        entitled=body.entitled,
        kinds=body.kinds,
        states=len(table.adopted),
        adopting=len(numbers),
        most_states=most_states,
        is_attainable=profile is not None,
        obstacles=() if profile else rule.explained(best).findings,
        vacuous=profile if profile and not profile.yes.total else None,
        least=profile,
        vetoes=vetoes_by_table(table) if profile else (),
        deadlocks=deadlocks_by_trial(rule, body, most_states=most_states),
        loss=loss(table),
        no_show=no_show(table),
        rivals=[body.headcount(each) for each in found.rivals or ()],
        dummies=[body.kinds[at] for at in found.dummies],
        winning=[body.headcount(each) for each in found.winning],
        blocking=[body.headcount(each) for each in found.blocking],
        deadlock=smallest_deadlock(rule, body, most_states=most_states),
    )
