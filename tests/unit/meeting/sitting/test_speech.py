"""Speeches and how long they last."""

from datetime import UTC, datetime, timedelta

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, Resumed
from communitygov.meeting.sitting.speech import Speech, SpeechBegun, SpeechEnded, Stance, speeches

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)


def begun(person: str, seconds: int) -> SpeechBegun:
    return SpeechBegun(at=NINE + timedelta(seconds=seconds), person=person, stance="contra", about="LQ-1")


def ended(person: str, seconds: int) -> SpeechEnded:
    return SpeechEnded(at=NINE + timedelta(seconds=seconds), person=person)


def lengths(*entries: Entry) -> list[tuple[str, timedelta | None]]:
    return [(each.person, each.lasts) for each in speeches(entries)]


def test_speeches_of_several_people_overlap() -> None:
    held = lengths(begun("d-1", 0), begun("d-2", 10), ended("d-1", 30), ended("d-2", 40))
    assert held == [("d-1", timedelta(seconds=30)), ("d-2", timedelta(seconds=30))]


def test_beginning_again_ends_the_speech_before() -> None:
    assert lengths(begun("d-1", 0), begun("d-1", 5)) == [("d-1", timedelta(seconds=5)), ("d-1", None)]


def test_ending_what_was_not_begun_changes_nothing() -> None:
    assert lengths(ended("d-1", 0), Resumed(at=NINE)) == []


@pytest.mark.parametrize("kind", [Adjourned, Closed])
def test_the_end_of_the_sitting_ends_every_speech(kind: type[Entry]) -> None:
    over = kind(at=NINE + timedelta(seconds=9))
    assert lengths(begun("d-1", 0), begun("d-2", 4), over) == [
        ("d-1", timedelta(seconds=9)),
        ("d-2", timedelta(seconds=5)),
    ]


def test_a_speech_keeps_what_it_is_about_and_its_stance() -> None:
    (speech,) = speeches([begun("d-1", 0)])
    assert (speech.about, speech.stance) == ("LQ-1", Stance.CONTRA)
    with pytest.raises(UnknownName):
        SpeechBegun(at=NINE, person="d-1", stance="con")


def test_a_speech_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidValue, match="must not be earlier"):
        Speech(person="d-1", begun=NINE, ended=NINE - timedelta(seconds=1))
