"""What minutes hold of one round of voting (表决): who could vote, what was counted, what was declared.

1. The decision is not written down: it follows from the rule and the count, and is worked out from them.
2. Who voted how is listed for a named vote (记名投票) alone, a library default; of every other vote the
   counts are.  Of a secret vote only those are that do not tell who voted how
   (`communitygov.meeting.minutes.secret_count`).
3. The count is that of the log.  Whether the vote was lawful is judged elsewhere; a finding that is handed in
   and says that what was declared is not the lawful count is believed.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.checks import (
    as_tuple,
    at_least,
    aware,
    counted,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
)
from communitygov.core.document import Value
from communitygov.meeting.decision.decision import Decision, DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.record import MinutesRecord
from communitygov.meeting.minutes.secret_count import WithheldCount
from communitygov.meeting.sitting.vote import CastingVoteGiven, ResultDeclared, VoteMethod, as_method
from communitygov.meeting.tally.ballot import Ballot, Choice
from communitygov.meeting.tally.tally import Tally


@attrs.frozen(kw_only=True)
class BallotRecord(Value):
    """One ballot of a named vote, and whether it was counted.

    Examples
    --------
    >>> record = BallotRecord(ballot=Ballot("d-2", "no", on_behalf_of="d-3"), is_counted=False)
    >>> record.ballot.voter, record.ballot.choice.zh, record.is_counted
    ('d-3', '反对', False)
    """

    document_kind: ClassVar[str] = "ballot-record"
    ballot: Ballot = attrs.field(validator=one_of(Ballot))
    constituency: str | None = attrs.field(default=None, validator=optional(identifier))
    is_counted: bool = attrs.field(validator=one_of(bool))


class Discrepancy(NamedTuple):
    """A number that was declared and is not what was counted; of one constituency, or of all.

    Examples
    --------
    >>> too_many = Discrepancy(Choice.YES, None, declared=9, counted=7)
    >>> too_many.declared - too_many.counted
    2
    """

    choice: Choice
    constituency: str | None
    declared: int
    counted: int


@attrs.frozen(kw_only=True)
class VoteRecord(MinutesRecord):
    """One round of voting on a matter or motion.

    Parameters
    ----------
    about, number
        What was voted on, and which round on it this was, the first being 1.
    method
        In which way the vote was taken.
    opened_at, closed_at, closes_at
        When it was opened, when it ended, and when it was to end.
    excused
        Who was kept out of it.
    rule
        By which it was decided, where one was frozen when it opened.
    tally
        The count.
    cast, uncounted, by_proxy
        How many ballots were cast, how many of these do not count, and how many that count came by proxy.
    ballots
        Every ballot, of a named vote only.
    castings, declarations
        Casting votes that were given, and what was declared; of what was declared the last stands.
    withheld
        Of a secret vote, what it came to by counts that would tell too much; the tally holds the totals.
    is_contested
        Whether a finding says that what was declared is not the lawful count.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.sitting.vote import DeclaredCount
    >>> from communitygov.meeting.tally.counts import Counts
    >>> ten = datetime(2023, 5, 4, 10, tzinfo=UTC)
    >>> counts = {"owners": Counts(entitled=9, present=9, yes=7)}
    >>> said = ResultDeclared(
    ...     at=ten, about="LQ-1", by="d-1", outcome="adopted", counts=[DeclaredCount("yes", 9)]
    ... )
    >>> record = VoteRecord(
    ...     places=[5, 6],
    ...     about="LQ-1",
    ...     number=1,
    ...     method="show_of_hands",
    ...     opened_at=ten,
    ...     tally=Tally.from_counts(counts, constituencies=[Constituency("owners", "业主", "owners")]),
    ...     declarations=[said],
    ... )
    >>> record.is_as_declared, [(each.declared, each.counted) for each in record.discrepancies()]
    (False, [(9, 7)])
    """

    document_kind: ClassVar[str] = "vote-record"
    about: str = attrs.field(validator=identifier)
    number: int = attrs.field(validator=at_least(1))
    method: VoteMethod = attrs.field(converter=as_method)
    opened_at: datetime = attrs.field(validator=aware)
    closed_at: datetime | None = attrs.field(default=None, validator=optional(aware))
    closes_at: datetime | None = attrs.field(default=None, validator=optional(aware))
    excused: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    rule: DecisionRule | None = attrs.field(default=None, validator=optional(one_of((DecisionRule,))))
    tally: Tally = attrs.field(validator=one_of(Tally))
    cast: int = attrs.field(default=0, validator=at_least(0))
    uncounted: int = attrs.field(default=0, validator=at_least(0))
    by_proxy: int = attrs.field(default=0, validator=at_least(0))
    ballots: tuple[BallotRecord, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(BallotRecord), repr=counted
    )
    castings: tuple[CastingVoteGiven, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(CastingVoteGiven)
    )
    declarations: tuple[ResultDeclared, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(ResultDeclared)
    )
    withheld: WithheldCount | None = attrs.field(default=None, validator=optional(one_of(WithheldCount)))
    is_contested: bool = attrs.field(default=False, validator=one_of(bool))
    #: What the rule comes to on the count; none without a rule, or where the count is withheld.
    decision: Decision | None = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Work out what the rule comes to; a rule that does not fit the count is refused."""
        decision = None if self.rule is None or self.withheld else self.rule.decide(self.tally)
        object.__setattr__(self, "decision", decision)

    @property
    def at(self) -> datetime:
        """When it was opened."""
        return self.opened_at

    @property
    def declared(self) -> ResultDeclared | None:
        """What was declared last."""
        return self.declarations[-1] if self.declarations else None

    @property
    def outcome(self) -> Outcome | None:
        """What it came to by the rule or, without one, what was declared."""
        if self.decision is not None:
            return self.decision.outcome
        if self.withheld is not None and self.withheld.outcome is not None:
            return self.withheld.outcome
        return self.declared.outcome if self.declared else None

    @property
    def is_as_declared(self) -> bool:
        """Whether outcome and numbers are what was declared, as far as something was."""
        said = self.declared
        if said is None:
            return True
        is_so = not self.is_contested and (self.withheld is None or self.withheld.is_as_declared)
        return is_so and said.outcome is self.outcome and not any(self.discrepancies())

    def discrepancies(self) -> Iterator[Discrepancy]:
        """Go through the numbers that were declared and are not what was counted."""
        groups = {side.code: counts for side, counts in self.tally.groups}
        for said in self.declared.counts if self.declared else ():
            counts = groups.get(said.constituency) if said.constituency else self.tally.total
            counted = int(getattr(counts, said.choice.value)) if counts else 0
            if counted != said.votes:
                yield Discrepancy(said.choice, said.constituency, said.votes, counted)
