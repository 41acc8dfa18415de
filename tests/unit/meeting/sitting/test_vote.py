"""Rounds of voting, as the log shows them."""

from datetime import UTC, datetime, timedelta

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.entry import Closed, Entry, Opened
from communitygov.meeting.sitting.rounds import rounds
from communitygov.meeting.sitting.vote import (
    BallotCast,
    CastingVoteGiven,
    DeclaredCount,
    PlacedBallot,
    ResultDeclared,
    VoteClosed,
    VoteMethod,
    VoteOpened,
    VoteRound,
)
from communitygov.meeting.tally.ballot import Ballot, Choice
from communitygov.meeting.tally.electorate import Electorate, Voter

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
OWNERS = Electorate(
    constituencies=[Constituency("owners", "业主", "owners")],
    voters=[Voter("o-1", "owners"), Voter("o-2", "owners")],
)


def opened(about: str = "LQ-1", closes_at: datetime | None = None) -> VoteOpened:
    return VoteOpened(at=NINE, about=about, electorate=OWNERS, closes_at=closes_at)


def cast(by: str, choice: str, about: str = "LQ-1", on_behalf_of: str | None = None) -> BallotCast:
    return BallotCast(at=NINE, about=about, ballot=Ballot(by, choice, on_behalf_of=on_behalf_of))


def standing(*ballots: BallotCast) -> list[Choice]:
    """Return what stands for each voter, if every ballot may count."""
    (vote,) = rounds([opened(), *ballots])
    return [each.ballot.choice for each in vote.standing(lambda _: True)]


def only(*entries: Entry) -> VoteRound:
    (vote,) = rounds(entries)
    return vote


def test_the_last_ballot_stands_and_all_are_kept() -> None:
    first, last = cast("o-1", "yes"), cast("o-1", "no")
    assert standing(first, last) == [Choice.NO]
    assert only(opened(), first, last).ballots == (PlacedBallot(1, first), PlacedBallot(2, last))


def test_what_voters_cast_themselves_stands_against_a_proxy() -> None:
    own, proxy = cast("o-1", "yes"), cast("o-2", "no", on_behalf_of="o-1")
    assert standing(own, proxy) == standing(proxy, own) == [Choice.YES]
    assert standing(proxy, cast("o-3", "abstain", on_behalf_of="o-1")) == [Choice.ABSTAIN]


def test_a_ballot_that_may_not_count_takes_nothing_away() -> None:
    vote = only(opened(), cast("o-1", "yes"), cast("o-1", "no"))
    assert [each.ballot.choice for each in vote.standing(lambda placed: placed.place == 1)] == [Choice.YES]


def test_what_is_cast_after_the_end_is_late() -> None:
    late = cast("o-1", "yes")
    vote = only(opened(), VoteClosed(at=TEN, about="LQ-1"), late, VoteClosed(at=TEN, about="LQ-1"))
    assert (vote.ballots, vote.late, vote.closed_at) == ((), (PlacedBallot(2, late),), TEN)
    assert not vote.is_open


def test_a_vote_that_has_ended_does_not_end_again() -> None:
    vote = only(opened(), VoteClosed(at=NINE, about="LQ-1"), VoteClosed(at=TEN, about="LQ-1"))
    assert vote.closed_at == NINE


def test_closing_the_sitting_ends_every_vote() -> None:
    votes = rounds([Opened(at=NINE, chair="d-1"), opened(), opened("LQ-2"), Closed(at=TEN)])
    assert [(vote.about, vote.closed_at) for vote in votes] == [("LQ-1", TEN), ("LQ-2", TEN)]


def test_putting_a_matter_again_begins_a_new_round() -> None:
    votes = rounds([opened(), cast("o-1", "yes"), opened(), cast("o-1", "no")])
    assert [vote.is_open for vote in votes] == [False, True]
    assert [[each.cast.ballot.choice for each in vote.ballots] for vote in votes] == [
        [Choice.YES],
        [Choice.NO],
    ]


def test_ballots_go_to_the_matter_they_are_about() -> None:
    one, other = rounds([opened(), opened("LQ-2"), cast("o-1", "yes", "LQ-2")])
    assert (len(one.ballots), len(other.ballots)) == (0, 1)


def test_a_casting_vote_and_a_declared_result_belong_to_the_round() -> None:
    casting = CastingVoteGiven(at=TEN, about="LQ-1", by="d-1", choice="yes")
    said = ResultDeclared(at=TEN, about="LQ-1", by="d-1", outcome="adopted", counts=[DeclaredCount("yes", 2)])
    vote = only(opened(), VoteClosed(at=TEN, about="LQ-1"), casting, said)
    assert ([each.given for each in vote.castings], vote.declared) == ([casting], said)
    assert said.outcome is Outcome.ADOPTED


def test_a_casting_vote_is_for_or_against() -> None:
    with pytest.raises(InvalidValue, match="in favour or against"):
        CastingVoteGiven(at=TEN, about="LQ-1", by="d-1", choice="abstain")


def test_a_set_end_is_no_longer_in_time() -> None:
    vote = opened(closes_at=TEN)
    assert vote.takes(NINE)
    assert not vote.takes(TEN)
    assert opened().takes(TEN)


def test_a_method_goes_by_its_code() -> None:
    assert opened().method is VoteMethod.SHOW_OF_HANDS
    with pytest.raises(UnknownName, match="secret"):
        VoteOpened(at=NINE, about="LQ-1", electorate=OWNERS, method="secretly")
