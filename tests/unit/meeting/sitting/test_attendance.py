"""Stays, and who was in the room when."""

from datetime import UTC, datetime, timedelta

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.sitting.attendance import Attendance, Capacity, SignedIn, SignedOut
from communitygov.meeting.sitting.attendance_register import AttendanceRegister
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, Opened, Resumed
from communitygov.meeting.tally.ballot import Channel

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def came(person: str, minutes: int, channel: str = "in_person") -> SignedIn:
    return SignedIn(at=at(minutes), person=person, channel=channel)


def left(person: str, minutes: int) -> SignedOut:
    return SignedOut(at=at(minutes), person=person)


def spans(*entries: Entry) -> list[tuple[str, int, int | None]]:
    """Return the stays in minutes after nine."""
    minute = timedelta(minutes=1)
    return [
        (each.person, (each.begun - NINE) // minute, (each.ended - NINE) // minute if each.ended else None)
        for each in AttendanceRegister.of(entries)
    ]


def test_a_stay_runs_from_signing_in_to_signing_out() -> None:
    assert spans(came("d-1", 0), came("d-2", 5), left("d-1", 30)) == [("d-1", 0, 30), ("d-2", 5, None)]


def test_the_moment_of_leaving_is_not_included() -> None:
    register = AttendanceRegister.of([came("d-1", 0), left("d-1", 30)])
    assert register.present_at(at(29)) == {"d-1"}
    assert register.present_at(at(30)) == frozenset()


def test_leaving_without_having_come_changes_nothing() -> None:
    assert spans(left("d-1", 5)) == []


def test_signing_in_again_by_another_way_begins_another_stay() -> None:
    register = AttendanceRegister.of([came("d-1", 0), came("d-1", 10, "online")])
    assert [(each.channel, each.lasts) for each in register] == [
        (Channel.IN_PERSON, timedelta(minutes=10)),
        (Channel.ONLINE, None),
    ]


def test_adjourning_ends_the_stays_and_resuming_begins_them_anew() -> None:
    entries = [Opened(at=NINE, chair="d-1"), came("d-1", 0), Adjourned(at=at(10)), Resumed(at=at(20))]
    assert spans(*entries, Closed(at=at(30))) == [("d-1", 0, 10), ("d-1", 20, 30)]


def test_who_leaves_while_adjourned_does_not_come_back() -> None:
    entries = [came("d-1", 0), came("d-2", 0), Adjourned(at=at(10)), left("d-1", 15), Resumed(at=at(20))]
    assert spans(*entries) == [("d-1", 0, 10), ("d-2", 0, 10), ("d-2", 20, None)]


def test_who_signs_in_while_adjourned_is_there_once() -> None:
    entries = [came("d-1", 0), Adjourned(at=at(10)), came("d-1", 15), Resumed(at=at(20))]
    assert spans(*entries) == [("d-1", 0, 10), ("d-1", 15, None)]


def test_presence_is_told_by_places_where_everything_happens_at_one_moment() -> None:
    register = AttendanceRegister.of([came("d-1", 0), left("d-1", 0), came("d-1", 0), Closed(at=NINE)])
    there = [register.stay_after(place, "d-1") is not None for place in (-1, 0, 1, 2, 3)]
    assert there == [False, True, False, True, False]
    assert [len(register.present_after(place)) for place in (-1, 0, 1, 2, 3)] == [0, 1, 0, 1, 0]


def test_the_time_of_who_is_still_there_is_counted_to_the_moment_asked_for() -> None:
    register = AttendanceRegister.of([came("d-1", 0), left("d-1", 10), came("d-1", 20)])
    assert register.time_of("d-1", until=at(25)) == timedelta(minutes=15)
    assert register.time_of("d-1", until=at(15)) == timedelta(minutes=10)
    assert register.time_of("d-9", until=at(25)) == timedelta()
    assert register.people == ("d-1",)
    assert len(register.of_person("d-1")) == 2
    assert register.of_person("d-9") == ()


def test_a_substitute_names_the_seat_and_nobody_else_does() -> None:
    seated = SignedIn(at=NINE, person="d-9", capacity="substitute", sits_for="d-4")
    assert Attendance.beginning(seated).capacity is Capacity.SUBSTITUTE
    with pytest.raises(InvalidValue, match="sits_for"):
        SignedIn(at=NINE, person="d-9", sits_for="d-4")
    with pytest.raises(UnknownName, match="observer"):
        SignedIn(at=NINE, person="d-9", capacity="observers")


def test_a_stay_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidValue, match="must not be earlier"):
        Attendance(person="d-1", begun=NINE, ended=at(-1))


def test_stays_are_drawn_as_bars_with_words_beside() -> None:
    entries = [came("d-1", 0), left("d-1", 30), came("d-2", 30), left("d-2", 60), came("d-3", 60 * 24)]
    shown = AttendanceRegister.of(entries)._repr_html_()
    assert shown.count("<rect ") == 3
    assert "09:00 – 09:30" in shown
    assert "出席 member" in shown
    over_night = AttendanceRegister.of([came("d-1", 0), left("d-1", 60 * 24)])._repr_html_()
    assert "2023-05-04 09:00 – 2023-05-05 09:00" in over_night
    assert 'x="0" y="1" width="240"' in over_night


def test_an_empty_room_is_an_empty_table() -> None:
    assert "<tbody></tbody>" in AttendanceRegister.of([])._repr_html_()
