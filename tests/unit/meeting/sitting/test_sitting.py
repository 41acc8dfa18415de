"""A sitting of the four-party council, from the notice to the declared result."""

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest

from communitygov.core.journal import Journal
from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.council.council import Council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.sitting.agenda import AgendaItem, ItemState
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.entry import Opened, QuorumVerified
from communitygov.meeting.sitting.log import SittingState
from communitygov.meeting.sitting.motion import Motion, MotionStatus
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import Stance
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod, VoteOpened
from communitygov.meeting.tally.ballot import Channel
from communitygov.meeting.tally.counts import Base
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.threshold import AtLeast, MoreThan

ALL_FOUR = ("d-1", "d-2", "d-3", "d-4")
NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
HALF = Quorum("heads", MoreThan("1/2"))
MOST = Majority("heads", base=Base.VALID, threshold=MoreThan("1/2"))
MATTER = Motion("m-1", "LQ-1", mover="d-1", text="先改造东区线路")


def codes(sitting: Sitting) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in sitting.findings()]


def counted(sitting: Sitting, about: str = "LQ-1") -> dict[str, str]:
    """Return what counts in the last round, by voter."""
    return {each.ballot.voter: each.ballot.choice.value for each in sitting.counted(sitting.votes(about)[-1])}


def minutes(number: int) -> datetime:
    return NINE + timedelta(minutes=number)


@pytest.fixture
def sitting(council: Council) -> Sitting:
    """Hold a sitting to which nobody has come yet."""
    return Sitting(id="LQ-M1", council=council, held_at=NINE)


@pytest.fixture
def full(sitting: Sitting) -> Sitting:
    """Hold a sitting that is open and to which all four have come."""
    return sitting.open("d-1").sign_in(*ALL_FOUR)


@pytest.fixture
def reserved(council: Council) -> Sitting:
    """Hold a sitting of a council with somebody in reserve for d-4."""
    reserve = Delegate("d-9", "local_worthies", substitute_of="d-4")
    return Sitting(id="LQ-M1", council=council.with_delegate(reserve), held_at=NINE)


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


# ---------------------------------------------------------------------- who may vote


def test_who_is_recused_from_a_matter_is_excused_from_motions_about_it(full: Sitting) -> None:
    out = full.declare_conflict("d-4", "LQ-1", ground="kinship").recuse("d-4", about="LQ-1").move(MATTER)
    assert out.electorate("m-1").excused == {"d-4"}
    assert out.electorate("LQ-2").excused == frozenset()
    assert [each.person for each in out.conflicts("m-1")] == ["d-4"]
    back = out.lift_recusal("d-4", "LQ-1", at=minutes(5))
    assert (back.recused("m-1"), back.recused("m-1", at=NINE)) == (frozenset(), {"d-4"})
    assert back.electorate("m-1", at=NINE).excused == {"d-4"}


def test_a_recusal_of_somebody_without_a_vote_excuses_nobody(full: Sitting) -> None:
    assert full.recuse("x-1", about="LQ-1").electorate("LQ-1").excused == frozenset()


def test_a_ballot_of_somebody_recused_is_kept_and_does_not_count(full: Sitting) -> None:
    held = (
        full.recuse("d-4", about="LQ-1")
        .open_vote("LQ-1")
        .cast_all(dict.fromkeys(ALL_FOUR, "yes"), about="LQ-1")
    )
    assert list(counted(held)) == ["d-1", "d-2", "d-3"]
    assert len(held.votes("LQ-1")[0].ballots) == 4
    assert held.tally("LQ-1")["local_worthies"].excused == 1


def test_a_recused_holder_does_not_vote_for_others_either(full: Sitting) -> None:
    held = full.sign_out("d-3").appoint_proxy("d-3", "d-4").recuse("d-4", about="LQ-1").open_vote("LQ-1")
    assert counted(held.cast("d-4", "yes", about="LQ-1", on_behalf_of="d-3")) == {}


def test_nobody_votes_for_somebody_recused_nor_from_outside_when_recused(full: Sitting) -> None:
    held = full.sign_out("d-4").sign_in("x-2", capacity="proxy").appoint_proxy("d-4", "x-2")
    assert counted(_represented(held)) == {"d-4": "yes"}
    assert counted(_represented(held.recuse("d-4", about="LQ-1"))) == {}
    assert counted(_represented(held.recuse("x-2", about="LQ-1"))) == {}


def _represented(sitting: Sitting) -> Sitting:
    """Let x-2 vote for d-4."""
    return sitting.open_vote("LQ-1").cast("x-2", "yes", about="LQ-1", on_behalf_of="d-4")


def test_a_substitute_takes_an_empty_seat(reserved: Sitting) -> None:
    seated = reserved.sign_in("d-1").sign_in("d-9", capacity="substitute").open_vote("LQ-1")
    assert [each.id for each in seated.electorate("LQ-1").voters] == ["d-1", "d-2", "d-3", "d-9"]
    seated = seated.cast("d-9", "no", about="LQ-1").sign_in("d-4").cast("d-4", "yes", about="LQ-1")
    assert counted(seated) == {"d-9": "no"}
    assert [each.id for each in seated.electorate("LQ-1").voters] == ["d-1", "d-2", "d-3", "d-4"]
    assert seated.constituency_of("d-9") == "local_worthies"
    assert (seated.is_reserve("d-9"), seated.is_reserve("d-4")) == (True, False)


def test_somebody_not_on_the_roster_takes_no_seat(reserved: Sitting) -> None:
    seated = reserved.sign_in("x-1", capacity="substitute", sits_for="d-4")
    assert [each.id for each in seated.electorate("LQ-1").voters] == list(ALL_FOUR)
    assert ("NOT_A_DELEGATE", "x-1") in codes(seated)


def test_another_electorate_may_be_asked(full: Sitting) -> None:
    owners = Electorate(
        constituencies=[Constituency("owners", "业主", "owners")], voters=[Voter("o-1", "owners")]
    )
    asked = full.open_vote("LQ-1", electorate=owners).sign_in("o-1").cast("o-1", "yes", about="LQ-1")
    assert asked.tally("LQ-1").total.yes == 1
    assert codes(asked) == []


# ---------------------------------------------------------------------- whose ballots count


def test_the_vote_is_counted_and_decided_by_the_frozen_rule(full: Sitting) -> None:
    held = full.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT).cast_all(
        dict.fromkeys(ALL_FOUR, "yes"), about="LQ-1"
    )
    assert held.tally("LQ-1").is_open
    closed = held.close_vote("LQ-1")
    assert (closed.tally("LQ-1").total.yes, closed.decide("LQ-1").outcome) == (4, Outcome.ADOPTED)
    declared = closed.declare("LQ-1", by="d-1", counts=[DeclaredCount("yes", 4)])
    said = declared.votes("LQ-1")[-1].declared
    assert said is not None
    assert (said.outcome, said.counts) == (Outcome.ADOPTED, (DeclaredCount("yes", 4),))


def test_an_objection_is_counted_with_the_votes(full: Sitting) -> None:
    held = full.object("d-4", "LQ-1").open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT)
    held = held.cast_all(dict.fromkeys(ALL_FOUR, "yes"), about="LQ-1").close_vote("LQ-1")
    assert held.decide("LQ-1").outcome is Outcome.REJECTED
    late = held.settle("d-4", "LQ-1", reference="minutes-7")
    assert late.decide("LQ-1").outcome is Outcome.REJECTED
    again = late.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT).cast_all(
        dict.fromkeys(ALL_FOUR, "yes"), about="LQ-1"
    )
    assert again.close_vote("LQ-1").object("d-4", "LQ-1").decide("LQ-1").outcome is Outcome.ADOPTED


def test_a_rule_that_is_given_goes_before_the_frozen_one(full: Sitting) -> None:
    held = full.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT).close_vote("LQ-1")
    assert held.decide("LQ-1", rule=Minimum("yes", 1)).outcome is Outcome.REJECTED


def test_without_any_rule_nothing_is_decided(full: Sitting) -> None:
    for sitting in (full.open_vote("LQ-1"), full.conclude("LQ-1")):
        with pytest.raises(InvalidValue, match="it was put without a rule"):
            sitting.decide("LQ-1")


def test_an_objection_to_the_matter_stands_against_a_motion_about_it(full: Sitting) -> None:
    moved = full.move(MATTER).amend("m-1", "m-1a", mover="d-2").object("d-4", "LQ-1")
    assert moved.unsettled("m-1") == moved.unsettled("m-1a") == moved.unsettled("LQ-1") == {"d-4"}
    assert moved.object("d-3", "m-1").unsettled("m-1a") == {"d-4"}


def test_a_vote_that_was_never_opened_takes_no_ballot_and_is_not_closed(full: Sitting) -> None:
    with pytest.raises(UnknownName, match="No vote is called 'LQ-1'"):
        full.cast("d-1", "yes", about="LQ-1")
    with pytest.raises(UnknownName, match="No vote is called 'LQ-1'"):
        full.close_vote("LQ-1")


def test_who_is_not_there_does_not_vote_unless_in_writing(sitting: Sitting) -> None:
    away = sitting.open_vote("LQ-1").cast("d-1", "yes", about="LQ-1")
    written = attrs.evolve(sitting, mode="written").open_vote("LQ-1").cast("d-1", "yes", about="LQ-1")
    assert (counted(away), counted(written)) == ({}, {"d-1": "yes"})
    assert written.tally("LQ-1").total.present == 1
    assert written.votes("LQ-1")[0].ballots[0].cast.ballot.channel is Channel.WRITTEN
    assert ("VOTER_ABSENT", "d-1") in codes(away)
    assert ("VOTER_ABSENT", "d-1") not in codes(written)


def test_who_comes_after_the_opening_is_present_once_they_vote(full: Sitting) -> None:
    held = full.sign_out("d-4").open_vote("LQ-1").sign_in("d-4")
    assert held.tally("LQ-1").total.present == 3
    assert held.cast("d-4", "abstain", about="LQ-1").tally("LQ-1").total.present == 4


def test_a_ballot_after_the_set_end_does_not_count(full: Sitting) -> None:
    held = full.open_vote("LQ-1", closes_at=minutes(5)).cast("d-1", "yes", about="LQ-1", at=minutes(4))
    assert counted(held.cast("d-2", "yes", about="LQ-1", at=minutes(5))) == {"d-1": "yes"}


def test_a_stranger_does_not_vote(full: Sitting) -> None:
    assert counted(full.sign_in("x-1").open_vote("LQ-1").cast("x-1", "yes", about="LQ-1")) == {}


def test_a_proxy_votes_for_an_absent_principal(full: Sitting) -> None:
    held = full.sign_out("d-4").appoint_proxy("d-4", "d-1", matters=["LQ-1"]).open_vote("LQ-1")
    cast = held.cast("d-1", "yes", about="LQ-1", on_behalf_of="d-4")
    assert counted(cast) == {"d-4": "yes"}
    assert cast.tally("LQ-1")["local_worthies"].present == 1
    assert [each.holder for each in cast.proxies_in_force("LQ-1")] == ["d-1"]
    assert counted(held.cast("d-2", "yes", about="LQ-1", on_behalf_of="d-4")) == {}
    assert counted(held.revoke_proxy("d-4", "d-1").cast("d-1", "yes", about="LQ-1", on_behalf_of="d-4")) == {}


def test_a_proxy_for_a_matter_covers_motions_about_it(full: Sitting) -> None:
    held = full.move(MATTER).sign_out("d-4").appoint_proxy("d-4", "d-1", matters=["LQ-1"]).open_vote("m-1")
    assert counted(held.cast("d-1", "yes", about="m-1", on_behalf_of="d-4"), "m-1") == {"d-4": "yes"}


def test_one_proxy_a_person_is_the_default(full: Sitting) -> None:
    held = (
        full.sign_out("d-3", "d-4").appoint_proxy("d-4", "d-1").appoint_proxy("d-3", "d-1").open_vote("LQ-1")
    )
    for principal in ("d-3", "d-4"):
        held = held.cast("d-1", "yes", about="LQ-1", on_behalf_of=principal)
    assert counted(held) == {"d-4": "yes"}
    assert set(counted(attrs.evolve(held, proxies_per_holder=2))) == {"d-3", "d-4"}


@pytest.mark.parametrize(
    ("mode", "method"),
    [("in_person", "show_of_hands"), ("online", "online"), ("hybrid", "named"), ("written", "written")],
)
def test_a_vote_is_taken_as_the_sitting_is_held(sitting: Sitting, mode: str, method: str) -> None:
    held = attrs.evolve(sitting, mode=mode)
    taken = [held.open_vote("LQ-1"), held.open_vote("LQ-1", method=VoteMethod.SECRET)]
    methods = [
        each.method.value for each in (one.entries[-1] for one in taken) if isinstance(each, VoteOpened)
    ]
    assert methods == [method, "secret"]


# ---------------------------------------------------------------------- quorum


def test_the_quorum_is_told_for_every_moment(full: Sitting) -> None:
    left = full.sign_out("d-4", at=minutes(30)).sign_out("d-3", at=minutes(40)).sign_in("d-4", at=minutes(50))
    assert [(turn.at, turn.is_reached) for turn in left.quorum_curve(HALF)] == [
        (NINE, True),
        (minutes(40), False),
        (minutes(50), True),
    ]
    assert left.quorum_at(minutes(45), HALF).outcome is Outcome.INQUORATE
    assert left.quorum_at(minutes(35), HALF).outcome is Outcome.ADOPTED


def test_observers_make_no_quorum(sitting: Sitting) -> None:
    observed = sitting.sign_in(*ALL_FOUR, capacity=Capacity.OBSERVER)
    assert [turn.is_reached for turn in observed.quorum_curve(HALF)] == [False]
    assert observed.present == set(ALL_FOUR)


def test_verifying_the_quorum_records_what_was_found(full: Sitting) -> None:
    verified = full.verify_quorum("d-1", rule=HALF).sign_out("d-3", "d-4", at=minutes(9))
    verified = verified.verify_quorum("d-1", rule=Quorum("heads", AtLeast("3/4")))
    found = [each for each in verified.entries if isinstance(each, QuorumVerified)]
    assert [(each.is_reached, each.present) for each in found] == [(True, 4), (False, 2)]


# ---------------------------------------------------------------------- what is amiss


def test_a_sitting_of_all_four_has_no_finding(full: Sitting) -> None:
    assert full.findings() == ()


def test_every_absent_constituency_is_named_with_who_could_come(sitting: Sitting) -> None:
    more = sitting.council.with_delegate(Delegate("d-5", "local_worthies"))
    half = attrs.evolve(sitting, council=more).sign_in("d-1", "d-2")
    assert codes(half) == [
        ("CONSTITUENCY_ABSENT", "retired_cadre_representatives"),
        ("CONSTITUENCY_ABSENT", "local_worthies"),
    ]
    assert half.findings()[1].advice() == "meet again with d-4 or d-5 present"
    assert half.findings()[1].advice("zh") == "请d-4、d-5到会后再议"


def test_a_vacant_constituency_is_vacant_and_not_also_absent(sitting: Sitting) -> None:
    vacant = attrs.evolve(sitting.council, delegates=sitting.council.delegates[:3])
    assert codes(attrs.evolve(sitting, council=vacant).sign_in(*ALL_FOUR[:3])) == [
        ("CONSTITUENCY_VACANT", "local_worthies")
    ]


def test_a_person_with_two_seats_is_there_for_both(council: Council) -> None:
    two = [Delegate("d-1", each.code) for each in FOUR_CONSTITUENCIES[:2]]
    doubled = attrs.evolve(council, delegates=(*two, *council.delegates[2:]), seats_per_person=2)
    assert codes(Sitting(id="m", council=doubled, held_at=NINE).sign_in("d-1", "d-3", "d-4")) == []


def test_whoever_takes_part_without_a_seat_is_named_once(full: Sitting) -> None:
    crowded = (
        full.sign_in("x-2", "x-1").object("x-1", "LQ-1").open_vote("LQ-1").cast("x-3", "yes", about="LQ-1")
    )
    assert codes(crowded) == [("NOT_A_DELEGATE", "x-1"), ("NOT_A_DELEGATE", "x-2"), ("NOT_A_DELEGATE", "x-3")]
    assert "2023-05-04" in crowded.findings()[0].text("zh")


def test_observers_and_proxy_holders_need_no_seat(full: Sitting) -> None:
    guests = full.sign_in("x-1", capacity="observer").sign_in("x-2", capacity="proxy").sign_out("d-4")
    guests = (
        guests.appoint_proxy("d-4", "x-2")
        .open_vote("LQ-1")
        .cast("x-2", "no", about="LQ-1", on_behalf_of="d-4")
    )
    assert codes(guests) == []
    assert counted(guests) == {"d-4": "no"}


def test_a_delegate_whose_term_does_not_run_is_told_so(sitting: Sitting) -> None:
    council = sitting.council.with_delegate(Delegate("d-8", "local_worthies", until=date(2023, 5, 4)))
    council = council.with_delegate(Delegate("d-9", "local_worthies", since=date(2023, 5, 5)))
    late = attrs.evolve(sitting, council=council).sign_in(*ALL_FOUR, "d-8", "d-9")
    assert codes(late) == [("TERM_EXPIRED", "d-8"), ("TERM_NOT_BEGUN", "d-9")]


def test_a_term_that_is_over_is_named_once_by_council_and_sitting(sitting: Sitting) -> None:
    over = Delegate("d-4", "local_worthies", until=date(2023, 5, 4))
    council = attrs.evolve(sitting.council, delegates=(*sitting.council.delegates[:3], over))
    assert codes(attrs.evolve(sitting, council=council).sign_in(*ALL_FOUR)) == [
        ("CONSTITUENCY_VACANT", "local_worthies"),
        ("TERM_EXPIRED", "d-4"),
    ]


def test_terms_are_asked_for_the_day_in_the_time_zone_of_the_sitting(council: Council) -> None:
    until = Delegate("d-4", "local_worthies", until=date(2023, 5, 5))
    timed = attrs.evolve(council, delegates=(*council.delegates[:3], until))
    at = datetime(2023, 5, 4, 20, tzinfo=UTC)
    here = Sitting(id="m", council=timed, held_at=at)
    there = attrs.evolve(here, held_at=at.astimezone(timezone(timedelta(hours=8))))
    assert (len(here.serving()), len(there.serving())) == (4, 3)


def test_votes_of_the_absent_are_named_in_order(full: Sitting) -> None:
    voted = full.sign_out("d-3", "d-4").open_vote("LQ-1")
    for by in ("d-4", "d-3"):
        voted = voted.cast(by, "no", about="LQ-1")
    assert codes(voted) == [("VOTER_ABSENT", "d-3"), ("VOTER_ABSENT", "d-4")]
    assert voted.findings()[0].text("zh") == "d-3 未到会，其对 LQ-1 的表决不计"


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
