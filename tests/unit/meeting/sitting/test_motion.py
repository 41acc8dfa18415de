"""Motions, amendments and their order of voting."""

from datetime import UTC, datetime

import pytest

from communitygov.errors import UnknownName
from communitygov.meeting.sitting.entry import Entry, Opened
from communitygov.meeting.sitting.motion import (
    Motion,
    MotionMoved,
    MotionRegister,
    MotionSeconded,
    MotionWithdrawn,
)

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)


def moved(id: str, amends: str | None = None, rank: int | None = None) -> MotionMoved:
    return MotionMoved(at=NINE, motion=Motion(id, "LQ-1", mover="d-1", amends=amends, rank=rank))


def order(*entries: Entry, motion: str = "m-1") -> list[str]:
    return [each.id for each in MotionRegister.of(entries).order_of_vote(motion)]


def test_amendments_go_before_the_motion_and_the_later_before_the_earlier() -> None:
    assert order(moved("m-1"), moved("a", "m-1"), moved("b", "m-1")) == ["b", "a", "m-1"]


def test_what_changes_an_amendment_goes_before_it() -> None:
    entries = [moved("m-1"), moved("a", "m-1"), moved("a-1", "a"), moved("a-2", "a"), moved("b", "m-1")]
    assert order(*entries) == ["b", "a-2", "a-1", "a", "m-1"]
    assert order(*entries, motion="a") == ["a-2", "a-1", "a"]


def test_what_is_ranked_to_reach_further_goes_first() -> None:
    entries = [moved("m-1"), moved("far", "m-1", 1), moved("near", "m-1", 2), moved("unranked", "m-1")]
    assert order(*entries) == ["far", "near", "unranked", "m-1"]


def test_a_withdrawn_amendment_falls_with_what_would_change_it() -> None:
    entries = [moved("m-1"), moved("a", "m-1"), moved("a-1", "a"), moved("b", "m-1")]
    assert order(*entries, MotionWithdrawn(at=NINE, motion="a", by="d-1")) == ["b", "m-1"]


def test_a_long_line_of_amendments_is_ordered() -> None:
    line = [moved("m-0"), *(moved(f"m-{at}", f"m-{at - 1}") for at in range(1, 3000))]
    assert order(*line, motion="m-0")[0] == "m-2999"


def test_who_seconds_twice_seconds_once() -> None:
    seconded = MotionSeconded(at=NINE, motion="m-1", by="d-2")
    register = MotionRegister.of([Opened(at=NINE, chair="d-1"), moved("m-1"), seconded, seconded])
    assert register.seconders == {"m-1": ("d-2",)}


def test_a_motion_belongs_to_its_matter_and_to_what_it_changes() -> None:
    register = MotionRegister.of([moved("m-1"), moved("a", "m-1"), moved("a-1", "a")])
    assert register.line_of("a-1") == {"a-1", "a", "m-1", "LQ-1"}
    assert register.line_of("LQ-1") == {"LQ-1"}


def test_an_unknown_motion_is_refused_with_the_nearest_one() -> None:
    register = MotionRegister.of([moved("m-1")])
    with pytest.raises(UnknownName, match="'m-1'"):
        register.order_of_vote("m-2")
