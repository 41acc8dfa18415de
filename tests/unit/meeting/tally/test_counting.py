"""Counting the voters of an electorate."""

from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.measure import AREA
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counting import count_voters
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.electorate import Electorate, Voter

OWNERS = Constituency("owners", "业主", "owners")
MERCHANTS = Constituency("merchants", "商户", "merchants")
KNOWN = Electorate(
    constituencies=[OWNERS, MERCHANTS],
    voters=[
        Voter("o-1", "owners", weights={"area": 10}, parts={"unit-3"}),
        Voter("o-2", "owners", weights={"area": 20}, parts={"unit-3"}),
        Voter("o-3", "owners", weights={"area": 40}),
        Voter("m-1", "merchants", weights={"area": 80}),
    ],
    measures=[AREA],
    excused={"o-2"},
)


def test_every_voter_is_counted_once_in_every_measure_and_part() -> None:
    choices = {"o-1": Choice.YES, "o-2": Choice.NO, "o-3": Choice.ABSTAIN, "m-1": Choice.INVALID}
    counted = count_voters(KNOWN, choices, present={"o-1", "o-2", "m-1"}, objectors={"o-2", "o-3"})
    assert counted.whole["heads"] == (
        Sums(entitled=3, excused=1, present=1, yes=1, objections=1),
        Sums(entitled=1, present=1, invalid=1),
    )
    assert counted.whole["area"] == (
        Sums(entitled=70, excused=20, present=10, yes=10, objections=40),
        Sums(entitled=80, present=80, invalid=80),
    )
    assert counted.parts["unit-3"]["area"] == (
        Sums(entitled=30, excused=20, present=10, yes=10),
        Sums(),
    )


def test_who_came_and_did_not_vote_is_present_alone() -> None:
    counted = count_voters(KNOWN, {}, present={"o-1", "x-1"}, objectors=())
    assert counted.whole["heads"][0] == Sums(entitled=3, excused=1, present=1)
