"""Laws of councils, of series of sittings, and of requisitions."""

from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.core.workcalendar import WeekendCalendar, WorkCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency, exceeded
from communitygov.meeting.council.council import Council
from communitygov.meeting.council.requisition import Requisition, RequisitionSignature
from communitygov.meeting.council.rhythm import CalendarSpan, Every, Rhythm, TimesPer
from communitygov.meeting.council.series import MeetingSeries, SeriesState, SeriesStatus
from communitygov.meeting.threshold import AtLeast
from communitygov.testing.strategies.core import days
from communitygov.testing.strategies.council import (
    PERSONS,
    STRATEGIES,
    constituted_councils,
    councils,
    everies,
    meeting_series,
    requisitions,
    rhythms,
    series_statuses,
    signatures,
    times_per,
)

FIRST = date(2023, 1, 1)
CALENDARS = st.none() | st.just(WeekendCalendar())


def near(*, most: int = 8) -> st.SearchStrategy[date]:
    """Return days among those on which the terms of examples begin and end."""
    return st.integers(-1, most).map(lambda passed: FIRST + timedelta(days=passed))


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_documents_round_trip(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert isinstance(value, kind)
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value
    assert kind.from_json(value.to_json()).to_json() == value.to_json()


# ------------------------------------------------------------------ who sits


@given(councils(), st.none() | near())
def test_a_constituency_is_vacant_exactly_when_nobody_serves_for_it(
    council: Council, on: date | None
) -> None:
    serving = {each.constituency for each in council.serving(on)}
    named = [each.subject for each in council.findings(on) if each.code == "CONSTITUENCY_VACANT"]
    assert named == [each.code for each in council.constituencies if each.code not in serving]
    wholly = [each.constituency.code for each in council.vacancies(on) if each.is_wholly_vacant]
    assert wholly == named


@given(councils(), st.none() | near())
def test_constituted_means_no_finding_and_then_every_constituency_is_seated(
    council: Council, on: date | None
) -> None:
    assert council.is_constituted(on) == (council.findings(on) == ())
    if council.is_constituted(on):
        assert all(council.seats(on).values())


@given(councils(), st.none() | near())
def test_filled_and_vacant_seats_are_the_seats_there_are(council: Council, on: date | None) -> None:
    seats = council.seats(on)
    vacant = {each.constituency.code: each.missing for each in council.vacancies(on)}
    for side in council.constituencies:
        there_are = side.seats or 1
        assert vacant.get(side.code, 0) == max(0, there_are - len(seats[side.code]))
        if on is not None and side.seats is not None and len(seats[side.code]) > side.seats:
            assert exceeded(
                side, len(seats[side.code]), most=side.seats, source=side.source
            ) in council.findings(on)


@given(councils(), near())
def test_whoever_serves_is_in_term_and_in_the_order_of_the_roster(council: Council, on: date) -> None:
    serving = council.serving(on)
    assert all(each.is_in_term(on) for each in serving)
    places = iter(council.delegates)
    assert all(any(each is other for other in places) for each in serving)


@given(councils(), near())
def test_a_substitute_serves_only_in_the_place_of_one_who_does_not(council: Council, on: date) -> None:
    serving = council.serving(on)
    own = {(each.id, each.constituency) for each in serving if not each.is_substitute}
    filled = [(each.substitute_of, each.constituency) for each in serving if each.substitute_of is not None]
    assert len(set(filled)) == len(filled)
    assert not own & set(filled)
    for each in serving:
        if each.is_substitute:
            assert sum(other.id == each.id for other in serving) == 1


@given(councils(), near(), st.sampled_from(PERSONS))
def test_who_may_stand_in_is_in_term_and_does_not_serve(council: Council, on: date, person: str) -> None:
    serving = {each.id for each in council.serving(on)}
    for each in council.substitutes_for(person, on=on):
        assert each.substitute_of == person
        assert each.is_in_term(on)
        assert each.id not in serving


@given(councils(), st.none() | near(), st.randoms(use_true_random=False))
def test_the_order_of_those_with_a_seat_of_their_own_does_not_matter(
    council: Council, on: date | None, shuffler: Random
) -> None:
    own = [each for each in council.delegates if not each.is_substitute]
    reserve = [each for each in council.delegates if each.is_substitute]
    shuffler.shuffle(own)
    other = attrs.evolve(council, delegates=(*own, *reserve))
    assert set(other.findings(on)) == set(council.findings(on))
    assert set(other.serving(on)) == set(council.serving(on))
    assert other.vacancies(on) == council.vacancies(on)
    assert other.remarks(on) == council.remarks(on)


@given(constituted_councils(sides=st.just(FOUR_CONSTITUENCIES)), st.sampled_from(FOUR_CONSTITUENCIES))
def test_without_any_one_of_the_four_a_council_is_unconstituted_and_the_one_is_named(
    council: Council, gone: Constituency
) -> None:
    assert council.is_constituted()
    left = [each for each in council.delegates if each.constituency != gone.code]
    smaller = attrs.evolve(council, delegates=left)
    assert [finding.subject for finding in smaller.findings()] == [gone.code]


@given(constituted_councils(), days(), st.data())
def test_a_term_that_is_ended_runs_up_to_that_day_and_no_longer(
    council: Council, on: date, data: st.DataObject
) -> None:
    person = data.draw(st.sampled_from(council.delegates)).id
    ended = council.with_term_ended(person, on=on)
    assert ended.serving(on - timedelta(days=1)) != ()
    assert person in {each.id for each in ended.serving(on - timedelta(days=1))}
    assert person not in {each.id for each in ended.serving(on)}
    assert ended.serving() != council.serving()


@given(councils(), near())
def test_asking_for_more_of_the_seats_never_mends_a_council(council: Council, on: date) -> None:
    full = attrs.evolve(council, least_filled=AtLeast(1))
    assert {each.code for each in council.findings(on)} <= {each.code for each in full.findings(on)}
    assert full.remarks(on) == ()
    named = {each.subject for each in full.findings(on) if each.code == "SEATS_UNFILLED"}
    partly = {each.constituency.code for each in full.vacancies(on) if not each.is_wholly_vacant}
    assert named >= partly


@given(councils(), near())
def test_no_finding_tells_who_has_which_trait(council: Council, on: date) -> None:
    bare = attrs.evolve(council, delegates=[attrs.evolve(each, traits=()) for each in council.delegates])
    told = {each for each in council.findings(on) if each.code != "COMPOSITION_UNMET"}
    assert told == {each for each in bare.findings(on) if each.code != "COMPOSITION_UNMET"}
    for each in council.findings(on):
        if each.code == "COMPOSITION_UNMET":
            assert not any(person in each.text() for person in PERSONS)


# ------------------------------------------------------------------ sittings to come


def sittings_of(series: MeetingSeries) -> st.SearchStrategy[list[date]]:
    """Return days of sittings in the first years of a series."""
    return st.lists(st.integers(0, 900).map(lambda passed: series.since + timedelta(days=passed)), max_size=6)


ORDER = list(SeriesState)


@given(meeting_series(), st.data(), CALENDARS)
def test_the_status_is_monotone_in_the_day(
    series: MeetingSeries, data: st.DataObject, calendar: WorkCalendar | None
) -> None:
    held = data.draw(sittings_of(series))
    last = max([series.since, *held])
    one, other = sorted(data.draw(st.tuples(*[st.integers(0, 2_000)] * 2)))
    before, after = (
        series.status(held, on=last + timedelta(days=passed), calendar=calendar) for passed in (one, other)
    )
    assert ORDER.index(before.state) <= ORDER.index(after.state)
    assert before.due == after.due == series.next_due(held, calendar=calendar)


@given(meeting_series(), st.data(), CALENDARS)
def test_the_next_sitting_is_due_after_the_last_one_or_at_the_end_of_its_span(
    series: MeetingSeries, data: st.DataObject, calendar: WorkCalendar | None
) -> None:
    held = data.draw(sittings_of(series))
    due = series.next_due(held, calendar=calendar)
    last = max([series.since, *held])
    assert due > last or (isinstance(series.rhythm, TimesPer) and due >= last)
    if calendar and isinstance(series.rhythm, Every):
        assert calendar.is_workday(due)


@given(meeting_series(rhythm=everies()), st.data())
def test_another_sitting_never_brings_the_next_one_forward(
    series: MeetingSeries, data: st.DataObject
) -> None:
    held, more = data.draw(sittings_of(series)), data.draw(sittings_of(series))
    assert series.next_due(held + more) >= series.next_due(held)


@given(meeting_series(), st.data(), CALENDARS, st.randoms(use_true_random=False))
def test_the_order_of_sittings_does_not_matter(
    series: MeetingSeries, data: st.DataObject, calendar: WorkCalendar | None, shuffler: Random
) -> None:
    held = data.draw(sittings_of(series))
    on = series.since + timedelta(days=data.draw(st.integers(0, 1_200)))
    shuffled = held.copy()
    shuffler.shuffle(shuffled)
    assert series.findings(shuffled, on=on, calendar=calendar) == series.findings(
        held, on=on, calendar=calendar
    )


@given(meeting_series(rhythm=everies()), st.data(), CALENDARS)
def test_a_series_is_overdue_exactly_when_a_gap_goes_on(
    series: MeetingSeries, data: st.DataObject, calendar: WorkCalendar | None
) -> None:
    held = data.draw(sittings_of(series))
    on = series.since + timedelta(days=data.draw(st.integers(0, 1_200)))
    found = [each.code for each in series.findings(held, on=on, calendar=calendar)]
    is_overdue = series.status(held, on=on, calendar=calendar).state is SeriesState.OVERDUE
    assert found.count("SITTING_OVERDUE") == is_overdue


ONCE = everies() | st.builds(TimesPer, st.just(1), st.sampled_from(CalendarSpan))


@given(meeting_series(rhythm=ONCE), st.integers(0, 900), CALENDARS)
def test_whoever_meets_on_each_day_to_come_has_no_gap(
    series: MeetingSeries, length: int, calendar: WorkCalendar | None
) -> None:
    until = series.since + timedelta(days=length)
    coming = series.days(until=until, calendar=calendar)
    assert list(coming) == sorted(set(coming))
    assert all(series.since < day <= until for day in coming)
    assert series.findings(coming, on=until, calendar=calendar) == ()
    for at, day in enumerate(coming):
        assert day == series.next_due(coming[:at], calendar=calendar)
    assert series.next_due(coming, calendar=calendar) > until


@given(meeting_series(rhythm=times_per()), st.data())
def test_a_sitting_more_never_makes_a_span_fall_shorter(series: MeetingSeries, data: st.DataObject) -> None:
    held = data.draw(sittings_of(series))
    on = series.since + timedelta(days=1_500)

    def lacking(days_held: list[date]) -> int:
        return sum(int(dict(each.details)["shortfall"]) for each in series.findings(days_held, on=on))

    assert lacking([*held, *data.draw(sittings_of(series))]) <= lacking(held)


@given(days(), everies())
def test_a_period_of_months_ends_on_the_corresponding_day_or_the_last_of_the_month(
    since: date, every: Every
) -> None:
    series = MeetingSeries(id="s", council="c", rhythm=every, since=since)
    due = series.next_due()
    if every.period.unit == "days":
        assert (due - since).days == every.period.amount
    else:
        assert due.day == since.day or (due.day < since.day and (due + timedelta(days=1)).day == 1)


@given(rhythms())
def test_a_rhythm_says_how_often_in_both_languages(rhythm: Rhythm) -> None:
    number = rhythm.period.amount if isinstance(rhythm, Every) else rhythm.times  # type: ignore[attr-defined]
    assert str(number) in rhythm.words.zh
    assert rhythm.words.en


@given(series_statuses())
def test_a_status_is_not_due_due_or_overdue_by_its_days(status: SeriesStatus) -> None:
    assert (status.state is SeriesState.OVERDUE) == (status.on > status.due)
    if status.state is not SeriesState.OVERDUE:
        assert (status.state is SeriesState.DUE) == (status.days <= status.warning_days)
    assert status.state.zh in status.text("zh")
    assert str(status.days) in status.text()


# ------------------------------------------------------------------ requisitions


def added(asked: Requisition, more: list[RequisitionSignature]) -> Requisition:
    """Return a requisition with those signatures more that contradict none and that its rule counts."""
    known = {(each.by, each.measure) for each in asked.signatures}
    counted = {each.measure.code for each in asked.rule.any_of}
    fresh = {
        (each.by, each.measure): each
        for each in more
        if (each.by, each.measure) not in known and each.measure in counted
    }
    return asked.with_signatures(fresh.values())


def newcomers(measure: str, amount: int) -> list[RequisitionSignature]:
    """Return so much that has not signed: by heads so many people, else one who weighs it."""
    if measure == "heads":
        return [RequisitionSignature(f"one-more-{at}") for at in range(amount)]
    return [RequisitionSignature("one-more", measure, amount=amount)]


@given(requisitions(), st.lists(signatures(), max_size=5))
def test_another_signature_never_loses_a_requisition(
    asked: Requisition, more: list[RequisitionSignature]
) -> None:
    fuller = added(asked, more)
    assert fuller.is_reached >= asked.is_reached
    for before, after in zip(asked.counts, fuller.counts, strict=True):
        assert after.have >= before.have
        assert (after.shortfall or 0) <= (before.shortfall or 0)


@given(requisitions())
def test_signing_again_changes_nothing(asked: Requisition) -> None:
    assert asked.with_signatures(asked.signatures) == asked


@given(requisitions())
def test_what_is_lacking_is_just_enough(asked: Requisition) -> None:
    for count in asked.counts:
        if count.whole is None:
            continue
        assert count.is_met == count.share.threshold.is_met(count.have, count.whole)
        if count.shortfall:
            missing = newcomers(count.share.measure.code, count.shortfall)
            assert asked.with_signatures(missing).is_reached
    named = [each.code for each in asked.findings(on=FIRST, calendar=WeekendCalendar())]
    assert ("REQUISITION_SHORT" in named) == (not asked.is_reached)


@given(requisitions(), near(most=90))
def test_an_answer_is_owed_only_to_enough_who_have_handed_in(asked: Requisition, on: date) -> None:
    due = asked.answer_due(WeekendCalendar())
    codes = [each.code for each in asked.findings(on=on, calendar=WeekendCalendar())]
    owed = asked.is_reached and asked.submitted_on is not None and asked.rule.answer_within is not None
    assert (due is not None) == owed
    if due is None:
        assert not {"REQUISITION_UNANSWERED", "REQUISITION_ANSWERED_LATE"} & set(codes)
    else:
        assert asked.submitted_on is not None
        assert due > asked.submitted_on
        assert ("REQUISITION_UNANSWERED" in codes) == (
            on > due and (asked.answered_on is None or asked.answered_on > on)
        )


@given(requisitions(), st.sampled_from(PeriodUnit), st.integers(1, 60), st.integers(0, 30))
def test_a_longer_time_to_answer_never_ends_sooner(
    asked: Requisition, unit: PeriodUnit, amount: int, longer: int
) -> None:
    unit = PeriodUnit.DAYS if unit is PeriodUnit.HOURS else unit
    everybody = [
        signature
        for each in asked.counts
        if each.whole is not None
        for signature in newcomers(each.share.measure.code, each.whole)
    ]
    handed_in = attrs.evolve(
        asked.with_signatures(everybody), submitted_on=FIRST, answered_on=None, answer=None
    )
    due, later = (
        attrs.evolve(handed_in, rule=attrs.evolve(asked.rule, answer_within=within)).answer_due(
            WeekendCalendar()
        )
        for within in (Period(amount, unit), Period(amount + longer, unit))
    )
    assert due is not None
    assert later is not None
    assert FIRST < due <= later


# ------------------------------------------------------------------ pictures


class Tags(HTMLParser):
    """The tags that a picture opens and closes; text that is not escaped would add some."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert not attrs
        self.opened.append(tag)
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


PICTURES: tuple[Callable[[], st.SearchStrategy[Any]], ...] = (councils, series_statuses, requisitions)


@given(st.one_of([make() for make in PICTURES]) | councils().map(lambda council: council.vacancies()))
def test_a_picture_has_no_tag_but_its_own(value: Any) -> None:  # noqa: ANN401  whatever shows itself
    tags = Tags()
    tags.feed(value._repr_html_())
    tags.close()
    assert not tags.opened
    assert tags.names <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "b"}


@given(councils())
def test_neither_repr_nor_picture_tells_a_trait(council: Council) -> None:
    marked = attrs.evolve(
        council, delegates=[attrs.evolve(each, traits={"secret-trait"}) for each in council.delegates]
    )
    for each in (marked, *marked.delegates):
        assert "secret-trait" not in repr(each)
    assert "secret-trait" not in marked._repr_html_()
