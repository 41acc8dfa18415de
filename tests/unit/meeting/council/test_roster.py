"""Who of a roster sits on a day."""

from datetime import date

import pytest

from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.council.roster import most_at_once, runs_up_to, serving

TODAY = date(2023, 5, 4)
LATER = date(2023, 6, 1)
SIDES = {code: Constituency(code, code, code) for code in ("owners", "firm")}

first = Delegate("d-1", "owners", until=TODAY)
second = Delegate("d-2", "owners")
reserve = Delegate("s-1", "owners", substitute_of="d-1")
next_in_line = Delegate("s-2", "owners", substitute_of="d-1")


def seated(*roster: Delegate, seats: int | None = None, on: date | None = TODAY) -> list[str]:
    sides = SIDES | {"owners": Constituency("owners", "业主", "owners", seats=seats)}
    return [each.id for each in serving(roster, sides, on=on)]


def test_a_substitute_sits_once_the_term_of_the_delegate_is_over() -> None:
    assert seated(first, second, reserve, on=date(2023, 5, 3)) == ["d-1", "d-2"]
    assert seated(first, second, reserve) == ["d-2", "s-1"]


def test_a_substitute_sits_until_the_term_of_the_delegate_begins() -> None:
    coming = Delegate("d-1", "owners", since=LATER)
    assert seated(coming, reserve) == ["s-1"]
    assert seated(coming, reserve, on=LATER) == ["d-1"]


def test_without_a_day_no_substitute_sits() -> None:
    assert seated(first, reserve, on=None) == ["d-1"]


def test_of_several_substitutes_the_first_on_the_roster_sits() -> None:
    assert seated(first, next_in_line, reserve) == ["s-2"]
    assert seated(next_in_line, reserve, first) == ["s-2"]


def test_where_the_first_substitute_is_out_of_term_the_next_one_sits() -> None:
    out = Delegate("s-1", "owners", substitute_of="d-1", until=TODAY)
    assert seated(first, out, next_in_line) == ["s-2"]


def test_who_already_sits_is_passed_over() -> None:
    busy = Delegate("s-1", "firm")
    assert seated(first, busy, reserve, next_in_line) == ["s-1", "s-2"]


def test_one_person_stands_in_for_one_delegate_at_a_time() -> None:
    other = Delegate("d-3", "owners", until=TODAY)
    for_other = Delegate("s-1", "owners", substitute_of="d-3")
    assert seated(first, other, reserve, for_other) == ["s-1"]


def test_a_successor_who_takes_the_last_seat_sends_the_substitute_back() -> None:
    assert seated(first, reserve, seats=1) == ["s-1"]
    assert seated(first, reserve, second, seats=1) == ["d-2"]
    assert seated(first, reserve, second, seats=2) == ["s-1", "d-2"]


def test_no_more_substitutes_sit_than_seats_are_free() -> None:
    other = Delegate("d-3", "owners", until=TODAY)
    for_other = Delegate("s-3", "owners", substitute_of="d-3")
    roster = (first, other, second, reserve, for_other)
    assert seated(*roster, seats=3) == ["d-2", "s-1", "s-3"]
    assert seated(*roster, seats=2) == ["d-2", "s-1"]


@pytest.mark.parametrize(
    "stray",
    [
        Delegate("s-1", "owners", substitute_of="nobody"),
        Delegate("s-1", "firm", substitute_of="d-1"),
        Delegate("s-1", "elsewhere", substitute_of="d-1"),
    ],
    ids=["of-nobody", "of-another-constituency", "of-no-constituency"],
)
def test_a_substitute_of_no_seat_never_sits(stray: Delegate) -> None:
    assert seated(first, second, stray) == ["d-2"]


def test_a_substitute_of_a_substitute_never_sits() -> None:
    out = Delegate("s-1", "owners", substitute_of="d-1", until=TODAY)
    assert seated(first, out, Delegate("s-3", "owners", substitute_of="s-1")) == []


def test_terms_that_touch_run_one_after_the_other() -> None:
    again = Delegate("d-1", "owners", since=TODAY)
    assert most_at_once([again, first]) == 1
    assert most_at_once([again, Delegate("d-1", "owners", until=LATER)]) == 2
    assert most_at_once([]) == 0


@pytest.mark.parametrize(
    ("since", "until", "runs"),
    [
        (None, None, True),
        (date(2023, 5, 3), LATER, True),
        (TODAY, None, False),
        (None, TODAY, False),
        (LATER, None, False),
    ],
)
def test_a_term_runs_up_to_a_day_if_it_holds_the_day_before_and_does_not_end_there(
    since: date | None, until: date | None, *, runs: bool
) -> None:
    assert runs_up_to(Delegate("d-1", "owners", since=since, until=until), TODAY) is runs
