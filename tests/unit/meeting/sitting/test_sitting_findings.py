"""The quorum of a sitting, and what is amiss in it."""

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
from tests.unit.meeting.sitting.sittings import ALL_FOUR, NINE, codes, counted, minutes

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import Council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.entry import QuorumVerified
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.threshold import AtLeast, MoreThan

HALF = Quorum("heads", MoreThan("1/2"))


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
