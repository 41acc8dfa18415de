"""Laws of councils: documents, who sits, pictures."""

from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.property.council_days import near

from communitygov.core.document import Value
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency, exceeded
from communitygov.meeting.council.council import Council
from communitygov.meeting.threshold import AtLeast
from communitygov.testing.strategies.core import days
from communitygov.testing.strategies.council import (
    PERSONS,
    STRATEGIES,
    constituted_councils,
    councils,
    requisitions,
    series_statuses,
)


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
