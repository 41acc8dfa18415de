"""Laws of opening hours: they are sets of minutes, and their text says which."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from communitygov.space.hours import ALWAYS, NEVER, WEEK, WeekHours
from communitygov.testing.strategies.core import moments
from communitygov.testing.strategies.hours import opening_texts, week_hours


@given(week_hours())
def test_what_is_written_is_read_back(hours: WeekHours) -> None:
    assert WeekHours.parse(str(hours)) == hours
    assert WeekHours.of_mask(hours.mask) == hours
    assert WeekHours.of(hours.spans) == hours
    assert WeekHours.from_json(hours.to_json()) == hours


@given(opening_texts())
def test_one_writing_stands_for_all_of_one_meaning(text: str) -> None:
    hours = WeekHours.parse(text)
    assert str(WeekHours.parse(str(hours))) == str(hours)


@given(week_hours(), week_hours(), st.integers(0, WEEK - 1))
def test_hours_join_cut_and_subtract_like_sets_of_minutes(
    one: WeekHours, other: WeekHours, minute: int
) -> None:
    in_one, in_other = one.mask >> minute & 1, other.mask >> minute & 1
    assert (one | other).mask >> minute & 1 == (in_one or in_other)
    assert (one & other).mask >> minute & 1 == (in_one and in_other)
    assert (one - other).mask >> minute & 1 == (in_one and not in_other)


@given(week_hours(), week_hours())
def test_minutes_of_both_are_counted_once(one: WeekHours, other: WeekHours) -> None:
    assert (one | other).minutes + (one & other).minutes == one.minutes + other.minutes
    assert (one - other).minutes == one.minutes - (one & other).minutes
    assert ((one - other) | (one & other)) == one
    assert (ALWAYS - (ALWAYS - one)) == one
    assert one.includes(one & other)
    assert (one | other).includes(one)
    assert one.includes(NEVER)


@given(week_hours(), moments(), st.integers(1, 3_000))
def test_a_time_is_covered_if_each_of_its_minutes_is_open(hours: WeekHours, at: object, minutes: int) -> None:
    begin = at.replace(second=0, microsecond=0)  # type: ignore[attr-defined]
    each = (hours.is_open(begin + timedelta(minutes=more)) for more in range(minutes))
    assert hours.covers(begin, begin + timedelta(minutes=minutes)) == all(each)
