"""What an open vote may still come to, at its extremes."""

from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.measure import AREA, HEADS
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.corner import corners
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.scope import Scope

SIDE = Constituency("owners", "业主", "owners")
HEADS_NOW = Sums(entitled=10, excused=1, present=5, yes=2, no=1, objections=1)
SCOPE = Scope(
    "LQ",
    (SIDE,),
    {"heads": (HEADS_NOW,), "area": (Sums(entitled=100, present=40, yes=30),)},
    parts={"unit-3": {"heads": (Sums(entitled=3, present=1),)}},
)


def test_at_best_all_who_can_still_vote_agree_and_nobody_objects() -> None:
    best = corners(SCOPE).best
    assert best.total(HEADS) == Sums(entitled=10, excused=1, present=9, yes=8, no=1)
    assert best.total(AREA) == Sums(entitled=100, present=100, yes=100)
    assert best.within("unit-3").total(HEADS) == Sums(entitled=3, present=3, yes=3)
    assert best.casting is Choice.YES


def test_at_worst_they_stay_away_or_come_and_do_anything_but_agree() -> None:
    worst = [scope.total(HEADS) for scope in corners(SCOPE).worst]
    now = HEADS_NOW._replace(objections=9)
    come = now._replace(present=9)
    assert worst == [
        now,
        come,
        come._replace(no=7),
        come._replace(abstain=6),
        come._replace(invalid=6),
    ]
    assert {scope.casting for scope in corners(SCOPE).worst} == {Choice.NO}


def test_no_more_object_than_there_are() -> None:
    everybody = SCOPE._replace(measured={"heads": (Sums(entitled=3, excused=1, objections=2),)})
    assert {scope.total(HEADS).objections for scope in corners(everybody).worst} == {2}


def test_also_who_has_voted_may_object_until_the_vote_closes() -> None:
    voted = SCOPE._replace(measured={"heads": (Sums(entitled=3, present=3, yes=3),)})
    assert {scope.total(HEADS).objections for scope in corners(voted).worst} == {3}


def test_the_chair_who_has_spoken_does_not_speak_again() -> None:
    spoken = corners(SCOPE._replace(casting=Choice.NO))
    assert {scope.casting for scope in (spoken.best, *spoken.worst)} == {Choice.NO}
