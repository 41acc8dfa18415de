"""A matter put without a vote: deliberation on it concluded, or its item for decision dealt with."""

from datetime import UTC, datetime, timedelta

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.sitting.agenda import AgendaItem, ItemKind
from communitygov.meeting.sitting.conclusion import Conclusion
from communitygov.meeting.sitting.motion import Motion, MotionStatus
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import VoteRound

ALL_FOUR = ("d-1", "d-2", "d-3", "d-4")
NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
WIRES = AgendaItem("1", "线路", kind="decision", about="LQ-1")
PARKING = AgendaItem("2", "停车", kind="decision", about="LQ-2")


def outcome(sitting: Sitting, about: str = "LQ-1") -> Outcome:
    return sitting.decide(about, rule=FOUR_PARTY_DEFAULT).outcome


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def full(council: Council) -> Sitting:
    """Hold a sitting that is open and to which all four have come."""
    return Sitting(id="LQ-M1", council=council, held_at=NINE).open("d-1").sign_in(*ALL_FOUR)


@pytest.fixture
def taken(full: Sitting) -> Sitting:
    """Hold a sitting that has taken up an item for decision."""
    return full.add_item(WIRES).add_item(PARKING).take_item("1")


# ---------------------------------------------------------------------- what was never put


def test_what_was_never_put_is_not_decided(full: Sitting) -> None:
    for act in (full.decide, full.tally, full.put):
        with pytest.raises(UnknownName, match="No matter that was put is called 'LQ-1'"):
            act("LQ-1")


def test_what_is_near_in_name_is_suggested(full: Sitting) -> None:
    put = full.open_vote("LQ-1").conclude("LQ-2")
    with pytest.raises(UnknownName) as caught:
        put.put("LQ-3")
    assert caught.value.known == ("LQ-1", "LQ-2")


def test_a_matter_whose_motion_was_voted_on_names_the_motion(full: Sitting, taken: Sitting) -> None:
    motion = Motion("m-1", "LQ-1", mover="d-1")
    for sitting in (full, taken):
        voted = sitting.conclude("LQ-2").move(motion).open_vote("m-1").close_vote("m-1").close()
        with pytest.raises(UnknownName) as caught:
            voted.put("LQ-1")
        assert caught.value.known == ("m-1",)


def test_what_is_no_identifier_is_refused(full: Sitting) -> None:
    for act in (full.put, full.votes, full.tally, full.decide):
        with pytest.raises(InvalidValue, match="must be an identifier"):
            act([])  # type: ignore[arg-type]


# ---------------------------------------------------------------------- concluded


def test_a_conclusion_is_decided_on_who_is_there_and_who_objects_at_that_place(full: Sitting) -> None:
    objected = full.object("d-4", "LQ-1", text="电线").conclude("LQ-1", by="d-1")
    assert objected.tally("LQ-1").total.present == 4
    assert outcome(objected) is Outcome.REJECTED
    assert outcome(objected.settle("d-4", "LQ-1", reference="minutes-7")) is Outcome.REJECTED
    settled = objected.settle("d-4", "LQ-1", reference="minutes-7").conclude("LQ-1")
    assert outcome(settled) is Outcome.ADOPTED
    assert outcome(settled.object("d-3", "LQ-1").sign_out("d-1").close()) is Outcome.ADOPTED


def test_a_conclusion_without_a_constituency_is_inquorate(full: Sitting) -> None:
    assert outcome(full.sign_out("d-4").conclude("LQ-1").sign_in("d-4")) is Outcome.INQUORATE


def test_a_conclusion_may_say_its_rule(full: Sitting) -> None:
    concluded = full.conclude("LQ-1", rule=Minimum("present", 5))
    assert concluded.decide("LQ-1").outcome is not Outcome.ADOPTED
    assert outcome(concluded) is Outcome.ADOPTED


def test_a_motion_may_be_adopted_without_a_vote(full: Sitting) -> None:
    moved = full.move(Motion("m-1", "LQ-1", mover="d-1"))
    assert moved.conclude("m-1").motion_status("m-1") is MotionStatus.PUT
    adopted = moved.conclude("m-1", rule=FOUR_PARTY_DEFAULT)
    assert adopted.motion_status("m-1") is MotionStatus.ADOPTED
    objected = moved.object("d-4", "LQ-1").conclude("m-1", rule=FOUR_PARTY_DEFAULT)
    assert objected.motion_status("m-1") is MotionStatus.REJECTED


def test_a_vote_goes_before_a_conclusion(full: Sitting) -> None:
    both = full.open_vote("LQ-1").close_vote("LQ-1").conclude("LQ-1")
    assert isinstance(both.put("LQ-1"), VoteRound)
    assert both.conclusions == ()


def test_a_matter_concluded_itself_is_put_though_its_motion_was_voted_on(full: Sitting) -> None:
    voted = full.move(Motion("m-1", "LQ-1", mover="d-1")).open_vote("m-1").close_vote("m-1")
    concluded = voted.conclude("LQ-1", by="d-1")
    assert concluded.put("LQ-1") == Conclusion("LQ-1", concluded.place_at(), by="d-1")


def test_the_last_conclusion_stands_and_each_matter_has_one(full: Sitting) -> None:
    concluded = full.conclude("LQ-2").conclude("LQ-1").conclude("LQ-2", by="d-1")
    assert [(each.about, each.by) for each in concluded.conclusions] == [("LQ-1", None), ("LQ-2", "d-1")]


# ---------------------------------------------------------------------- items for decision


def test_an_item_for_decision_is_put_when_the_next_is_taken(taken: Sitting) -> None:
    with pytest.raises(UnknownName):
        taken.put("LQ-1")
    later = taken.object("d-3", "LQ-2").take_item("2").object("d-4", "LQ-1").sign_out("d-1").close()
    assert later.put("LQ-1") == Conclusion("LQ-1", taken.place_at() + 1, item="1")
    assert (outcome(later), outcome(later, "LQ-2")) == (Outcome.ADOPTED, Outcome.INQUORATE)
    assert [each.item for each in later.conclusions] == ["1", "2"]


def test_a_sitting_that_is_adjourned_and_then_closed_has_decided_before_it_was_adjourned(
    taken: Sitting,
) -> None:
    closed = taken.adjourn(at=at(30)).close(at=at(40))
    assert closed.put("LQ-1").place == taken.place_at()
    assert outcome(closed) is Outcome.ADOPTED


def test_an_item_that_goes_on_after_an_interruption_ends_later(taken: Sitting) -> None:
    resumed = taken.adjourn(at=at(30)).resume(at=at(40)).object("d-4", "LQ-1")
    assert outcome(resumed.close()) is Outcome.REJECTED
    assert outcome(resumed.settle("d-4", "LQ-1", reference="talk-1").take_item("2")) is Outcome.ADOPTED


def test_an_item_concluded_is_put_there_and_not_at_its_end(taken: Sitting) -> None:
    concluded = taken.conclude("LQ-1").object("d-4", "LQ-1").close()
    assert concluded.put("LQ-1") == Conclusion("LQ-1", taken.place_at() + 1)
    assert outcome(concluded) is Outcome.ADOPTED


@pytest.mark.parametrize(
    "item",
    [
        AgendaItem("3", "线路", kind=ItemKind.DELIBERATION, about="LQ-1"),
        AgendaItem("3", "线路", kind=ItemKind.DECISION),
    ],
)
def test_an_item_not_for_decision_or_without_a_matter_puts_nothing(full: Sitting, item: AgendaItem) -> None:
    assert full.add_item(item).take_item("3").close().conclusions == ()


def test_an_item_taken_after_the_end_is_never_dealt_with(taken: Sitting) -> None:
    closed = taken.close()
    assert closed.take_item("2").conclusions == closed.conclusions


def test_an_item_is_dealt_with_as_it_was_when_it_was_taken(full: Sitting) -> None:
    first = Notice(convener="d-1", agenda=[WIRES])
    other = Notice(convener="d-1", agenda=[AgendaItem("1", "停车", kind="decision", about="LQ-2")])
    sitting = Sitting(id="LQ-M1", council=full.council, held_at=NINE).notify(first, at=NINE)
    assert [
        each.about for each in sitting.take_item("1").notify(other, at=NINE).open("d-1").close().conclusions
    ] == ["LQ-1"]
