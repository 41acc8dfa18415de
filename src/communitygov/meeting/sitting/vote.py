"""How a vote goes (表决): opened, cast, closed, declared; and what a round of voting is.

1. Opening a vote freezes who may vote and by which rule it is decided.  What changes afterwards changes
   neither.
2. A matter may be put again; each opening begins a new round and ends the one before.  Closing the sitting
   ends every vote.
3. Every ballot stays in the log.  Of several for one voter the last one counts that was cast while the vote
   was open; but what voters cast themselves stands against what a proxy holder casts for them.  That is a
   library default, for no document speaks of it.
4. A result may be declared that the ballots do not give; it is kept as it was said.

A secret vote is one by its method alone: nothing here makes or proves secrecy.  Whoever keeps one records
ballots under identifiers that tell nobody apart from within the electorate, or the declared counts only.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.entry import Entry, Name, as_moment, moment, not_before
from communitygov.meeting.tally.ballot import Ballot, Choice, as_choice
from communitygov.meeting.tally.electorate import Electorate


class VoteMethod(TermEnum):
    """In which way a vote is taken.

    Examples
    --------
    >>> VoteMethod("secret").label("zh")
    '无记名投票'
    """

    SHOW_OF_HANDS = "show_of_hands", "举手表决", "show of hands"
    NAMED = "named", "记名投票", "named"
    SECRET = "secret", "无记名投票", "secret"
    ONLINE = "online", "线上表决", "online"
    WRITTEN = "written", "书面表决", "in writing"


def as_method(value: object) -> VoteMethod:
    """Return the method with this code."""
    return VoteMethod.named(value)


def _outcome(value: object) -> Outcome:
    """Return the outcome with this code."""
    return Outcome.named(value)


def _for_or_against(_owner: object, field: "attrs.Attribute[Any]", value: Choice) -> None:
    """Refuse a casting vote that breaks no tie."""
    if value not in {Choice.YES, Choice.NO}:
        bound = Words("须为赞成或反对", "must be in favour or against")
        raise InvalidValue(field.name, value.value, bound)


@attrs.frozen(kw_only=True)
class VoteOpened(Entry):
    """A vote was opened, with who may vote and by which rule, frozen.

    Parameters
    ----------
    about
        Identifier of the matter or motion.
    electorate
        Who may vote.
    rule
        By what it is decided, where that is settled beforehand.
    method
        In which way it is taken.  Only of a vote in writing nobody need be present.
    closes_at
        From when on no ballot counts, if such a moment was set.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> nine, ten = (datetime(2023, 5, 4, hour, tzinfo=UTC) for hour in (9, 10))
    >>> electorate = Electorate.of(four_party_council(()))
    >>> opened = VoteOpened(at=nine, about="LQ-1", electorate=electorate, closes_at=ten)
    >>> opened.takes(nine), opened.takes(ten)
    (True, False)
    """

    document_kind: ClassVar[str] = "vote-opened"
    label: ClassVar[Words] = Words("开始表决", "vote opened")
    about: str = attrs.field(validator=identifier)
    electorate: Electorate = attrs.field(validator=one_of(Electorate))
    rule: DecisionRule | None = attrs.field(default=None, validator=optional(one_of((DecisionRule,))))
    method: VoteMethod = attrs.field(default=VoteMethod.SHOW_OF_HANDS, converter=as_method)
    closes_at: datetime | None = attrs.field(default=None, validator=optional(moment))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the opening."""
        not_before("closes_at", self.closes_at, earliest=self.at)

    @property
    def gives(self) -> tuple[Name, ...]:
        """The vote."""
        return (("vote", self.about),)

    def takes(self, at: datetime) -> bool:
        """Tell whether a moment lies before the end that was set."""
        return self.closes_at is None or as_moment(at) < self.closes_at


@attrs.frozen(kw_only=True)
class BallotCast(Entry):
    """Somebody cast a ballot; of several of their own all stay in the log, and the last one stands.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.rounds import rounds
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> opened = VoteOpened(at=nine, about="LQ-1", electorate=Electorate.of(four_party_council(())))
    >>> cast = [BallotCast(at=nine, about="LQ-1", ballot=Ballot("d-1", choice)) for choice in ("no", "yes")]
    >>> (vote,) = rounds([opened, *cast])
    >>> len(vote.ballots), [each.ballot.choice for each in vote.standing(lambda placed: True)]
    (2, [Choice.YES])
    """

    document_kind: ClassVar[str] = "ballot-cast"
    label: ClassVar[Words] = Words("投票", "ballot cast")
    about: str = attrs.field(validator=identifier)
    ballot: Ballot = attrs.field(validator=one_of(Ballot))

    @property
    def goes_by(self) -> Name | None:
        """The vote."""
        return ("vote", self.about)


@attrs.frozen(kw_only=True)
class CastingVoteGiven(Entry):
    """The chair broke a tie (主持人裁决票).

    Examples
    --------
    >>> from datetime import UTC
    >>> CastingVoteGiven(at=datetime(2023, 5, 4, 9, tzinfo=UTC), about="LQ-1", by="d-1", choice="abstain")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: choice: 'abstain' will not do; it must be in favour or against. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "casting-vote-given"
    label: ClassVar[Words] = Words("投裁决票", "casting vote given")
    about: str = attrs.field(validator=identifier)
    by: str = attrs.field(validator=identifier)
    choice: Choice = attrs.field(converter=as_choice, validator=_for_or_against)

    @property
    def goes_by(self) -> Name | None:
        """The vote."""
        return ("vote", self.about)


@attrs.frozen(kw_only=True)
class VoteClosed(Entry):
    """A vote was closed; a ballot that comes after it is kept as late.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.rounds import rounds
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> opened = VoteOpened(at=nine, about="LQ-1", electorate=Electorate.of(four_party_council(())))
    >>> late = BallotCast(at=nine, about="LQ-1", ballot=Ballot("d-1", "yes"))
    >>> (vote,) = rounds([opened, VoteClosed(at=nine, about="LQ-1"), late])
    >>> len(vote.ballots), len(vote.late)
    (0, 1)
    """

    document_kind: ClassVar[str] = "vote-closed"
    label: ClassVar[Words] = Words("结束表决", "vote closed")
    about: str = attrs.field(validator=identifier)

    @property
    def goes_by(self) -> Name | None:
        """The vote."""
        return ("vote", self.about)


@attrs.frozen
class DeclaredCount(Value):
    """How many votes were declared to say one thing, in one constituency or in all.

    Examples
    --------
    >>> DeclaredCount("yes", 9).constituency, DeclaredCount("no", 2, constituency="local_worthies").choice
    (None, Choice.NO)
    """

    document_kind: ClassVar[str] = "declared-count"
    choice: Choice = attrs.field(converter=as_choice)
    votes: int = attrs.field(validator=at_least(0))
    constituency: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))


@attrs.frozen(kw_only=True)
class ResultDeclared(Entry):
    """A result was declared (宣布结果): what was said, not what the ballots give.

    Parameters
    ----------
    about
        Identifier of the matter or motion.
    by
        Who declared it.
    outcome
        What was declared.
    counts
        The numbers that were given with it.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine)
    >>> said = ResultDeclared(at=nine, about="LQ-1", by="d-1", outcome="adopted")
    >>> sitting = sitting.open_vote("LQ-1").record(said)
    >>> sitting.votes("LQ-1")[0].declared.outcome, sitting.tally("LQ-1").total.yes
    (Outcome.ADOPTED, 0)
    >>> sitting.declare("LQ-2", by="d-1", outcome="adopted")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No vote is called 'LQ-2'. Did you mean 'LQ-1'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "result-declared"
    label: ClassVar[Words] = Words("宣布结果", "result declared")
    about: str = attrs.field(validator=identifier)
    by: str = attrs.field(validator=identifier)
    outcome: Outcome = attrs.field(converter=_outcome)
    counts: tuple[DeclaredCount, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(DeclaredCount)
    )

    @property
    def goes_by(self) -> Name | None:
        """The vote."""
        return ("vote", self.about)


class PlacedBallot(NamedTuple):
    """A ballot with its place in the log.

    Examples
    --------
    >>> from datetime import UTC
    >>> cast = BallotCast(at=datetime(2023, 5, 4, 9, tzinfo=UTC), about="LQ-1", ballot=Ballot("d-1", "no"))
    >>> PlacedBallot(7, cast).place, PlacedBallot(7, cast).cast.ballot.choice
    (7, Choice.NO)
    """

    place: int
    cast: BallotCast


class PlacedCasting(NamedTuple):
    """A casting vote with its place in the log.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> PlacedCasting(7, CastingVoteGiven(at=nine, about="LQ-1", by="d-1", choice="no")).given.by
    'd-1'
    """

    place: int
    given: CastingVoteGiven


@attrs.frozen(kw_only=True)
class VoteRound:
    """One round of voting on a matter (一轮表决), as the log shows it.

    Parameters
    ----------
    opened, place
        How it was opened, and where in the log.
    closed_at, closed_place
        When it ended, and the place of the entry that ended it; none while it is open.
    ballots
        What was cast while it was open, in the order of the log.
    late
        What was cast after it had ended.
    castings
        What was given as a casting vote, in the order of the log, whether it counts or not.
    declared
        What was declared, if anything was; the last one.

    Examples
    --------
    Putting a matter again begins a new round and ends the one before:

    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.rounds import rounds
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> opened = VoteOpened(at=nine, about="LQ-1", electorate=Electorate.of(four_party_council(())))
    >>> first, second = rounds([opened, opened])
    >>> first.is_open, second.is_open, second.place
    (False, True, 1)
    """

    opened: VoteOpened
    place: int
    closed_at: datetime | None = None
    closed_place: int | None = None
    ballots: tuple[PlacedBallot, ...] = ()
    late: tuple[PlacedBallot, ...] = ()
    castings: tuple[PlacedCasting, ...] = ()
    declared: ResultDeclared | None = None

    @property
    def about(self) -> str:
        """Identifier of the matter or motion."""
        return self.opened.about

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.closed_at is None

    def standing(self, may_count: Callable[[PlacedBallot], bool]) -> tuple[BallotCast, ...]:
        """Return the one ballot that stands for each voter, among those that may count."""
        standing: dict[str, BallotCast] = {}
        for placed in filter(may_count, self.ballots):
            ballot = placed.cast.ballot
            before = standing.get(ballot.voter)
            is_own = before is not None and before.ballot.on_behalf_of is None
            if not (is_own and ballot.on_behalf_of is not None):
                standing[ballot.voter] = placed.cast
        return tuple(standing.values())
