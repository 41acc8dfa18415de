"""A sitting of the four-party council: its log, agenda, attendance, speeches and motions."""

from datetime import datetime, timedelta

import attrs
import pytest
from tests.unit.meeting.sitting.sittings import ALL_FOUR, MATTER, MOST, NINE, minutes

from communitygov.core.journal import Journal
from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.agenda import AgendaItem, ItemState
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.entry import Opened
from communitygov.meeting.sitting.log import SittingState
from communitygov.meeting.sitting.motion import MotionStatus
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import Stance
from communitygov.meeting.sitting.vote import VoteMethod
from communitygov.meeting.tally.ballot import Channel

# ---------------------------------------------------------------------- the log


def test_without_a_moment_it_is_the_beginning_or_the_last_entry(sitting: Sitting) -> None:
    noticed = sitting.notify(Notice(convener="d-1"), at=NINE - timedelta(days=7))
    assert sitting.now == noticed.now == NINE
    later = noticed.open("d-1", at=minutes(5))
    assert later.sign_in("d-1").entries[-1].at == minutes(5)


def test_a_sitting_is_not_changed_by_what_is_added(sitting: Sitting) -> None:
    assert sitting.open("d-1").state is SittingState.OPEN
    assert sitting.state is SittingState.CONVENED
    assert sitting.entries == ()


def test_a_sitting_goes_on_after_an_interruption(full: Sitting) -> None:
    later = full.adjourn(until=minutes(60), at=minutes(10))
    assert (later.state, later.present) == (SittingState.ADJOURNED, frozenset())
    resumed = later.resume(at=minutes(60))
    assert (resumed.state, resumed.present) == (SittingState.OPEN, set(ALL_FOUR))


def test_a_step_back_in_time_is_refused(full: Sitting) -> None:
    with pytest.raises(InvalidValue, match="must not be earlier than the last entry"):
        full.sign_out("d-1", at=NINE - timedelta(minutes=1))


def test_a_moment_without_a_time_zone_is_refused(full: Sitting) -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        full.present_at(datetime(2023, 5, 4, 9))  # noqa: DTZ001


def test_the_journal_holds_the_sitting_and_every_entry(full: Sitting) -> None:
    journal = full.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT).cast("d-1", "yes", about="LQ-1").journal()
    assert journal.version == 1 + 5 + 2
    assert Sitting.from_journal(journal).decide("LQ-1").outcome is Outcome.OPEN


def test_a_journal_that_was_touched_is_refused(full: Sitting) -> None:
    document = full.journal().to_document()
    rows = [dict(row.to_document()) for row in full.journal()]
    rows[2]["payload"] = rows[3]["payload"]
    with pytest.raises(DocumentError, match="does not fit"):
        Journal.from_document({**document, "entries": rows})


def test_a_journal_of_something_else_is_refused(full: Sitting) -> None:
    for journal in (Journal(), Journal().append({"votes": 9}), Journal().append(full.to_document())):
        with pytest.raises(DocumentError):
            Sitting.from_journal(journal)


def test_a_log_that_cannot_be_is_refused_as_a_document(full: Sitting) -> None:
    document = full.to_document()
    entries = document["entries"]
    assert isinstance(entries, list)
    with pytest.raises(DocumentError, match="must come while the sitting is"):
        Sitting.from_document({**document, "entries": [*entries, entries[0]]})


# ---------------------------------------------------------------------- agenda


def test_items_are_announced_added_and_taken(sitting: Sitting) -> None:
    notice = Notice(convener="d-1", agenda=[AgendaItem("1", "线路"), AgendaItem("2", "停车")])
    week = NINE - timedelta(days=7)
    held = sitting.notify(notice, at=week).notify(notice, at=week + timedelta(days=1)).open("d-1")
    held = held.add_item(AgendaItem("1.1", "预算")).take_item("1").take_item("1.1")
    assert (held.announced_at("1"), held.announced_at("1.1")) == (week, None)
    assert [item.number for item in held.agenda.items] == ["1", "1.1", "2"]
    assert held.item_states() == {"1": ItemState.DONE, "1.1": ItemState.UNDER_WAY, "2": ItemState.WAITING}
    closed = held.close()
    assert closed.item_states()["1.1"] is ItemState.DONE
    assert [closed.item_at(place) for place in range(2, 7)] == [None, None, "1", "1.1", None]
    assert closed.notice == notice


def test_a_sitting_without_notice_has_no_agenda(sitting: Sitting) -> None:
    assert sitting.notice is None
    assert sitting.item_states() == {}
    with pytest.raises(UnknownName, match="agenda item"):
        sitting.take_item("1")
    with pytest.raises(UnknownName, match="agenda item"):
        sitting.announced_at("1")


def test_an_item_announced_anew_takes_the_place_of_the_old(sitting: Sitting) -> None:
    for title in ("线路", "线路与电表"):
        sitting = sitting.notify(Notice(convener="d-1", agenda=[AgendaItem("1", title)]), at=NINE)
    assert sitting.agenda["1"].title == "线路与电表"


# ---------------------------------------------------------------------- attendance and speeches


def test_people_come_by_the_way_in_which_the_sitting_is_held(sitting: Sitting) -> None:
    online = attrs.evolve(sitting, mode="online").sign_in("d-1")
    hybrid = attrs.evolve(sitting, mode="hybrid").sign_in("d-1").sign_in("d-2", channel=Channel.ONLINE)
    assert online.channels == {Channel.ONLINE}
    assert hybrid.channels == {Channel.IN_PERSON, Channel.ONLINE}


def test_who_is_present_follows_the_moments(full: Sitting) -> None:
    left = full.sign_out("d-4", at=minutes(30))
    assert left.present_at(minutes(29)) == set(ALL_FOUR)
    assert left.present == left.present_at(minutes(30)) == set(ALL_FOUR[:3])


def test_a_substitute_comes_for_whom_the_roster_says(reserved: Sitting) -> None:
    (stay,) = reserved.sign_in("d-9", capacity="substitute").attendance
    assert stay.sits_for == "d-4"
    with pytest.raises(InvalidValue, match="sits_for"):
        reserved.sign_in("x-1", capacity=Capacity.SUBSTITUTE)
    twice = reserved.council.with_delegate(Delegate("d-9", "local_worthies", substitute_of="d-3"))
    with pytest.raises(InvalidValue, match="sits_for"):
        attrs.evolve(reserved, council=twice).sign_in("d-9", capacity="substitute")


def test_speaking_time_is_exact_by_person_and_by_constituency(full: Sitting) -> None:
    three = timedelta(minutes=3)
    spoken = full.speak("d-1", lasts=three, stance=Stance.PRO).speak("x-1", lasts=three).speak("d-1")
    spoken = spoken.end_speech("d-1", at=spoken.now + timedelta(seconds=1)).speak("d-2")
    spoken = spoken.sign_out("d-3", at=spoken.now + timedelta(seconds=5))
    assert spoken.speaking_time() == {
        "d-1": timedelta(minutes=3, seconds=1),
        "d-2": timedelta(seconds=5),
        "x-1": three,
    }
    assert list(spoken.speaking_time_by_constituency().values()) == [
        timedelta(minutes=3, seconds=1),
        timedelta(seconds=5),
        timedelta(),
        timedelta(),
    ]


# ---------------------------------------------------------------------- motions


def test_a_motion_goes_from_moved_to_adopted(full: Sitting) -> None:
    steps = [full.move(MATTER)]
    steps.append(steps[-1].second("m-1", "d-2"))
    steps.append(steps[-1].amend("m-1", "m-1a", mover="d-3").open_vote("m-1a", rule=MOST))
    steps.append(steps[-1].cast("d-1", "yes", about="m-1a").close_vote("m-1a"))
    steps.append(steps[-1].open_vote("m-1", rule=MOST).cast("d-1", "yes", about="m-1"))
    steps.append(steps[-1].close_vote("m-1"))
    assert steps[-1].voted_on == ("m-1a", "m-1")
    assert [each.motion_status("m-1") for each in steps] == [
        MotionStatus.MOVED,
        MotionStatus.SECONDED,
        MotionStatus.SECONDED,
        MotionStatus.AMENDED,
        MotionStatus.PUT,
        MotionStatus.ADOPTED,
    ]
    assert [each.id for each in steps[-1].order_of_vote("m-1")] == ["m-1a", "m-1"]


def test_a_motion_without_a_frozen_rule_is_what_was_declared(full: Sitting) -> None:
    put = full.move(MATTER).open_vote("m-1").close_vote("m-1")
    assert put.motion_status("m-1") is MotionStatus.PUT
    assert put.declare("m-1", by="d-1", outcome="rejected").motion_status("m-1") is MotionStatus.REJECTED
    assert put.declare("m-1", by="d-1", outcome="inquorate").motion_status("m-1") is MotionStatus.PUT


def test_a_motion_is_only_put_while_the_vote_is_open_even_if_it_is_settled(full: Sitting) -> None:
    put = full.move(MATTER).open_vote("m-1", rule=MOST).cast_all(dict.fromkeys(ALL_FOUR, "yes"), about="m-1")
    assert put.decide("m-1").outcome is Outcome.ADOPTED
    assert put.motion_status("m-1") is MotionStatus.PUT
    assert put.close_vote("m-1").motion_status("m-1") is MotionStatus.ADOPTED


def test_a_motion_is_withdrawn_or_unknown(full: Sitting) -> None:
    moved = full.move(MATTER)
    assert moved.amend("m-1", "m-1a", mover="d-2").motion_status("m-1") is MotionStatus.MOVED
    assert moved.withdraw("m-1", "d-1").motion_status("m-1") is MotionStatus.WITHDRAWN
    with pytest.raises(UnknownName, match="'m-1'"):
        moved.motion_status("m-2")
    with pytest.raises(UnknownName, match="'m-1'"):
        moved.amend("m-2", "m-3", mover="d-1")


# ---------------------------------------------------------------------- the table


def test_the_log_is_a_table_without_what_people_wrote(full: Sitting) -> None:
    shown = full.move(MATTER).object("d-4", "LQ-1", text="电线").adjourn(until=minutes(60))._repr_html_()
    assert "<caption>LQ-M1</caption>" in shown
    assert "<td>2023-05-04 09:00+00:00</td><td>开会 opened</td><td>d-1</td>" in shown
    assert "<td>提出动议 motion moved</td><td>m-1; LQ-1; d-1</td>" in shown
    assert "签到 signed in</td><td>d-1; 现场 in person; 出席 member</td>" in shown
    assert "东区" not in shown
    assert "电线" not in shown


def test_who_cast_a_secret_ballot_is_not_in_the_table(full: Sitting) -> None:
    shown = full.open_vote("LQ-1", method=VoteMethod.SECRET).cast("d-2", "no", about="LQ-1")._repr_html_()
    assert "投票 ballot cast</td><td>LQ-1</td>" in shown
    named = full.open_vote("LQ-1").cast("d-2", "no", about="LQ-1")._repr_html_()
    assert "投票 ballot cast</td><td>LQ-1; d-2; 反对 no; 现场 in person</td>" in named


def test_an_entry_may_be_made_by_hand(sitting: Sitting) -> None:
    assert sitting.record(Opened(at=NINE, chair="d-1")) == sitting.open("d-1")
