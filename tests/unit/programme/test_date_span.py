"""When something was, as exactly as somebody said it."""

from datetime import date

import pytest

from communitygov.errors import InvalidValue
from communitygov.programme.date_span import DateSpan


@pytest.mark.parametrize(
    ("span", "written"),
    [
        (DateSpan.year(2022), "2022"),
        (DateSpan.month(2022, 2), "2022-02"),
        (DateSpan.on(date(2022, 1, 1)), "2022-01-01"),
        (DateSpan.on(date(2022, 5, 4)), "2022-05-04"),
        (DateSpan(date(2022, 1, 1), date(2022, 4, 1)), "2022-01-01/2022-03-31"),
        (DateSpan(date(9999, 1, 1), date(9999, 12, 31)), "9999-01-01/9999-12-30"),
    ],
)
def test_a_span_is_said_as_shortly_as_it_is_known(span: DateSpan, written: str) -> None:
    assert str(span) == written


@pytest.mark.parametrize("year", [0, 9999, True, "2022"])
def test_a_year_without_a_next_one_is_no_span(year: object) -> None:
    with pytest.raises(InvalidValue, match="year"):
        DateSpan.year(year)  # type: ignore[arg-type]


@pytest.mark.parametrize("month", [0, 13, True])
def test_there_are_twelve_months(month: object) -> None:
    with pytest.raises(InvalidValue, match="month"):
        DateSpan.month(2022, month)  # type: ignore[arg-type]


def test_the_last_day_of_the_calendar_is_no_span() -> None:
    with pytest.raises(InvalidValue, match="day"):
        DateSpan.on(date.max)


def test_a_day_lies_in_its_span_up_to_the_last() -> None:
    may = DateSpan.month(2023, 5)
    assert [may.holds(date(2023, month, day)) for month, day in ((4, 30), (5, 1), (5, 31), (6, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert may.last == date(2023, 5, 31)


def test_what_came_first_is_not_known_of_a_year_and_a_day_in_it() -> None:
    day = DateSpan.on(date(2022, 5, 4))
    assert day.is_before(DateSpan.year(2022)) is None
    assert DateSpan.year(2022).is_before(day) is None
    assert DateSpan.year(2023).is_before(day) is False
    assert day.is_before(day) is False


def test_half_a_year_is_known_from_days_and_often_not_from_years() -> None:
    assert DateSpan.on(date(2022, 8, 31)).took_at_most(DateSpan.on(date(2023, 2, 28)), months=6)
    assert DateSpan.on(date(2022, 8, 30)).took_at_most(DateSpan.on(date(2023, 3, 1)), months=6) is False
    assert DateSpan.year(2022).took_at_most(DateSpan.year(2022), months=6) is None
    assert DateSpan.year(2020).took_at_most(DateSpan.year(2022), months=6) is False


def test_a_bound_past_the_end_of_the_calendar_holds() -> None:
    assert DateSpan.year(9998).took_at_most(DateSpan.year(9998), months=1200)


@pytest.mark.parametrize("months", [0, 1201, True, 6.0])
def test_a_bound_is_a_whole_number_of_months(months: object) -> None:
    with pytest.raises(InvalidValue, match="months"):
        DateSpan.year(2022).took_at_most(DateSpan.year(2022), months=months)  # type: ignore[arg-type]


def test_a_span_is_compared_with_a_span() -> None:
    span = DateSpan.year(2022)
    for ask in (span.meets, span.is_before, lambda other: span.took_at_most(other, months=6)):
        for wrong in (None, 2022, date(2022, 1, 1)):
            with pytest.raises(InvalidValue, match="must be a DateSpan"):
                ask(wrong)  # type: ignore[arg-type]
