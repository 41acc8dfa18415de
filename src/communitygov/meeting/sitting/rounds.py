"""The rounds of voting that a log shows (各轮表决), read from its beginning."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from communitygov.meeting.sitting.entry import Closed, Entry
from communitygov.meeting.sitting.vote import (
    BallotCast,
    CastingVoteGiven,
    PlacedBallot,
    PlacedCasting,
    ResultDeclared,
    VoteClosed,
    VoteOpened,
    VoteRound,
)


class _Count:
    """Keeps one round while the log is read; serves once, inside `rounds`."""

    def __init__(self, opened: VoteOpened, place: int) -> None:
        """Begin with no ballot."""
        self.opened, self.place = opened, place
        self.closed_at: datetime | None = None
        self.closed_place: int | None = None
        self.ballots: list[PlacedBallot] = []
        self.late: list[PlacedBallot] = []
        self.castings: list[PlacedCasting] = []
        self.declared: ResultDeclared | None = None

    def close(self, place: int, at: datetime) -> None:
        """End the round, unless it has ended."""
        if self.closed_at is None:
            self.closed_at, self.closed_place = at, place

    def read(self, place: int, entry: BallotCast | VoteClosed | CastingVoteGiven | ResultDeclared) -> None:
        """Read one entry about this vote."""
        if isinstance(entry, BallotCast):
            kept = self.ballots if self.closed_at is None else self.late
            kept.append(PlacedBallot(place, entry))
        elif isinstance(entry, VoteClosed):
            self.close(place, entry.at)
        elif isinstance(entry, CastingVoteGiven):
            self.castings.append(PlacedCasting(place, entry))
        else:
            self.declared = entry

    @property
    def round(self) -> VoteRound:
        """The round as a value."""
        return VoteRound(
            opened=self.opened,
            place=self.place,
            closed_at=self.closed_at,
            closed_place=self.closed_place,
            ballots=tuple(self.ballots),
            late=tuple(self.late),
            castings=tuple(self.castings),
            declared=self.declared,
        )


def rounds(entries: Sequence[Entry]) -> tuple[VoteRound, ...]:
    """Return every round of voting in a log, in the order in which they were opened.

    Examples
    --------
    >>> rounds([])
    ()
    """
    counts: list[_Count] = []
    newest: dict[str, _Count] = {}
    for place, entry in enumerate(entries):
        match entry:
            case VoteOpened(about=about):
                _close(filter(None, [newest.get(about)]), place, entry.at)
                newest[about] = _Count(entry, place)
                counts.append(newest[about])
            case Closed():
                _close(counts, place, entry.at)
            case BallotCast(about=about) | VoteClosed(about=about):
                newest[about].read(place, entry)
            case CastingVoteGiven(about=about) | ResultDeclared(about=about):
                newest[about].read(place, entry)
            case _:
                pass
    return tuple(count.round for count in counts)


def _close(counts: Iterable[_Count], place: int, at: datetime) -> None:
    """End rounds."""
    for count in counts:
        count.close(place, at)
