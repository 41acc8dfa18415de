"""Publication: where, from when, until when; and the terms for it."""

from datetime import date

import pytest

from communitygov.core.workcalendar import NoticeCalendar, WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, UnknownYear
from communitygov.meeting.resolution.publication import (
    ObjectionHold,
    PostingPlace,
    Publication,
    PublicationPolicy,
    closing_day,
    places_missing,
    posted_late,
)
from communitygov.meeting.within import as_period, day_after, working

WEEKENDS = WeekendCalendar()
MONDAY = date(2023, 5, 8)


def posted(*places: str, on: date = MONDAY, number: str = "P-1") -> Publication:
    """Return a posting at some places, or on the notice board."""
    return Publication(id=number, places=places or ("notice_board",), posted_on=on)


def test_the_day_of_posting_is_not_counted() -> None:
    assert posted().closes(as_period(3), WEEKENDS) == date(2023, 5, 11)


def test_a_last_day_that_is_a_rest_day_moves_to_the_next_working_day() -> None:
    assert posted().closes(as_period(5), WEEKENDS) == date(2023, 5, 15)


def test_a_last_day_in_the_holidays_moves_behind_them_on_a_calendar_that_knows_them() -> None:
    autumn = NoticeCalendar.from_notice(
        {2023},
        rests=[(date(2023, 9, 29), date(2023, 10, 6))],
        makeup_workdays=[date(2023, 10, 7), date(2023, 10, 8)],
    )
    assert posted(on=date(2023, 9, 25)).closes(as_period(7), autumn) == date(2023, 10, 7)


def test_a_year_without_a_notice_is_not_guessed() -> None:
    known = NoticeCalendar(years={2022}, holidays=(), makeup_workdays=())
    with pytest.raises(UnknownYear):
        posted().closes(as_period(7), known)


def test_working_days_are_counted_where_the_policy_asks_for_them() -> None:
    policy = PublicationPolicy(days=Period(5, PeriodUnit.WORKDAYS))
    assert closing_day((posted(),), policy, calendar=WEEKENDS) == date(2023, 5, 15)


@pytest.mark.parametrize("field", ["days", "within_days", "answer_days", "challenge_days"])
def test_hours_are_refused_since_they_have_no_last_day(field: str) -> None:
    with pytest.raises(InvalidValue, match=field):
        PublicationPolicy(**{"days": 7, field: Period(48, PeriodUnit.HOURS)})


def test_the_number_of_days_has_no_default_because_no_document_says_it() -> None:
    with pytest.raises(TypeError, match="days"):
        PublicationPolicy()  # type: ignore[call-arg]


def test_what_the_library_chose_is_the_mildest_hold_and_that_residents_may_challenge() -> None:
    policy = PublicationPolicy(days=7)
    assert policy.hold is ObjectionHold.UNANSWERED
    assert policy.challengers == ("resident",)
    assert policy.within_days is policy.answer_days is policy.challenge_days is None
    assert policy.source is None


def test_what_is_taken_down_on_its_last_day_is_short_by_a_day() -> None:
    short = posted().taken_down(on=date(2023, 5, 11)).shortfall(as_period(3), WEEKENDS)
    assert short is not None
    assert (short.code, dict(short.details)["needed"], dict(short.details)["shown"]) == (
        "PUBLICATION_SHORT",
        "3",
        "2",
    )


def test_what_is_taken_down_the_day_after_is_whole() -> None:
    assert posted().taken_down(on=date(2023, 5, 12)).shortfall(as_period(3), WEEKENDS) is None


def test_what_is_taken_down_at_once_was_not_shown_at_all() -> None:
    short = posted().taken_down(on=MONDAY).shortfall(as_period(3), WEEKENDS)
    assert short is not None
    assert dict(short.details)["shown"] == "0"


def test_a_posting_is_not_taken_down_before_it_is_put_up_nor_twice() -> None:
    with pytest.raises(InvalidValue, match="2023-05-08"):
        posted().taken_down(on=date(2023, 5, 7))
    with pytest.raises(InvalidValue, match="twice"):
        posted().taken_down(on=MONDAY).taken_down(on=MONDAY)


def test_a_posting_is_somewhere() -> None:
    with pytest.raises(InvalidValue, match="places"):
        Publication(id="P-1", places=(), posted_on=MONDAY)


def test_before_it_was_taken_down_nobody_knew_of_it() -> None:
    down = posted().taken_down(on=date(2023, 5, 10))
    assert down.as_of(date(2023, 5, 9)) == posted()
    assert down.as_of(date(2023, 5, 10)) == down


def test_the_publication_is_over_when_it_is_over_at_every_place() -> None:
    policy = PublicationPolicy(days=3, places={"notice_board", "online"})
    board, online = posted("notice_board"), posted("online", on=date(2023, 5, 10), number="P-2")
    assert closing_day((board,), policy, calendar=WEEKENDS) is None
    assert closing_day((board, online), policy, calendar=WEEKENDS) == date(2023, 5, 15)


def test_the_earliest_whole_posting_counts_and_a_short_one_does_not() -> None:
    policy = PublicationPolicy(days=2)
    short = posted().taken_down(on=date(2023, 5, 9))
    again, later = (posted(on=date(2023, 5, day), number=f"P-{day}") for day in (9, 10))
    assert closing_day((short,), policy, calendar=WEEKENDS) is None
    assert closing_day((short, later, again), policy, calendar=WEEKENDS) == date(2023, 5, 11)


def test_a_posting_elsewhere_does_not_serve_for_the_place_that_is_named() -> None:
    policy = PublicationPolicy(days=3, places={"online"})
    assert closing_day((posted("notice_board"),), policy, calendar=WEEKENDS) is None
    assert closing_day((posted("online"),), policy, calendar=WEEKENDS) == date(2023, 5, 11)


def test_the_first_of_several_postings_decides_whether_it_was_late() -> None:
    postings = (posted(on=date(2023, 5, 20)), posted(number="P-2"))
    assert not [*posted_late(postings, MONDAY, resolution="R-1", on=date(2023, 6, 1))]


def test_a_place_that_was_left_out_is_named_in_its_own_words_or_by_its_code() -> None:
    policy = PublicationPolicy(days=3, places={"online", "gate-3"})
    found = [*places_missing((posted(),), policy, resolution="R-1")]
    assert [(each.code, dict(each.details)["place"]) for each in found] == [
        ("PLACE_MISSING", "gate-3"),
        ("PLACE_MISSING", "online platform"),
    ]
    assert not [*places_missing((posted("online", "gate-3"),), policy, resolution="R-1")]


@pytest.mark.parametrize(
    ("first", "on", "said"),
    [
        (MONDAY, date(2023, 6, 1), None),
        (date(2023, 5, 11), date(2023, 6, 1), "it was posted on 2023-05-11"),
        (None, date(2023, 5, 10), None),
        (None, date(2023, 5, 11), "it is not posted yet"),
    ],
)
def test_posting_after_the_last_day_for_it_is_late(first: date | None, on: date, said: str | None) -> None:
    postings = (posted(on=first),) if first else ()
    found = [*posted_late(postings, date(2023, 5, 10), resolution="R-1", on=on)]
    assert [dict(each.details)["posted"] for each in found] == ([said] if said else [])


def test_a_posting_is_shown_to_a_procedure_as_a_fact() -> None:
    fact = posted().as_fact(about="R-1")
    assert (fact.kind, fact.about, fact.outcome, fact.reference) == ("publication", "R-1", "posted", "P-1")


def test_every_place_of_the_library_has_words() -> None:
    assert [PostingPlace.words_of(place).zh for place in PostingPlace] == ["公示栏", "单元出入口", "线上平台"]


def test_there_is_no_day_after_the_last_one() -> None:
    with pytest.raises(InvalidValue, match="9999-12-31"):
        day_after(date.max)


@pytest.mark.parametrize("calendar", [WeekendCalendar, None, "weekends"])
def test_what_is_no_calendar_is_refused(calendar: object) -> None:
    with pytest.raises(InvalidValue, match="WeekendCalendar"):
        working(calendar)
