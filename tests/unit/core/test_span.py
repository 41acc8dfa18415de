"""Spans of days: the last day is not in them, either end may be open."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.span import check_span, meet, runs
from communitygov.errors import InvalidValue

FIRST = date(2023, 1, 1)
DAYS = [date(2023, 1, day) for day in range(1, 9)]


@attrs.frozen
class Days:
    since: date | None = None
    until: date | None = None


@st.composite
def spans(draw: st.DrawFn) -> Days:
    since, until = draw(st.none() | st.integers(0, 6)), draw(st.none() | st.integers(1, 7))
    if since is not None and until is not None and until <= since:
        until = since + 1
    return Days(None if since is None else DAYS[since], None if until is None else DAYS[until])


@given(spans(), spans())
def test_two_spans_meet_exactly_if_some_day_is_in_both(one: Days, other: Days) -> None:
    wide = [date(2022, 12, 31), *DAYS, date(2023, 1, 9)]
    assert meet(one, other) is meet(other, one) is any(runs(one, day) and runs(other, day) for day in wide)


@pytest.mark.parametrize("until", [FIRST, date(2022, 12, 31)])
def test_a_span_of_no_day_is_refused(until: date) -> None:
    with pytest.raises(InvalidValue, match="must be later than the first day, 2023-01-01"):
        check_span(Days(FIRST, until))


def test_open_spans_are_fine() -> None:
    for span in (Days(), Days(FIRST), Days(None, FIRST), Days(FIRST, date(2023, 1, 2))):
        check_span(span)


def test_without_a_day_spans_are_not_looked_at() -> None:
    assert runs(Days(FIRST, date(2023, 1, 2)), None)
