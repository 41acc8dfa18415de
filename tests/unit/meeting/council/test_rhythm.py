"""How often a council must meet."""

from datetime import date

import pytest

from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue
from communitygov.meeting.council.rhythm import CalendarSpan, Every, Rhythm, TimesPer


@pytest.mark.parametrize(
    ("rhythm", "zh", "en"),
    [
        (
            Every(Period(2, PeriodUnit.MONTHS)),
            "上次会议后每2个月至少一次",
            "at least once in 2 months after the last sitting",
        ),
        (Every.weeks(1), "上次会议后每7日至少一次", "at least once in 7 days after the last sitting"),
        (TimesPer(1, CalendarSpan.QUARTER), "每季度至少1次", "at least once in each calendar quarter"),
        (TimesPer(2, CalendarSpan.YEAR), "每年至少2次", "at least 2 times in each calendar year"),
    ],
)
def test_a_rhythm_says_itself_in_both_languages(rhythm: Rhythm, zh: str, en: str) -> None:
    assert (rhythm.words.zh, rhythm.words.en) == (zh, en)
    assert Rhythm.from_json(rhythm.to_json()) == rhythm


@pytest.mark.parametrize("unit", [PeriodUnit.HOURS, PeriodUnit.WORKDAYS])
def test_a_council_is_due_after_days_months_or_years(unit: PeriodUnit) -> None:
    with pytest.raises(InvalidValue, match="must be in days, months or years"):
        Every(Period(3, unit))


def test_a_rhythm_has_a_period() -> None:
    with pytest.raises(InvalidValue, match="must be of type Period"):
        Every(30)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="amount"):
        Every.weeks("2")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (CalendarSpan.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (CalendarSpan.QUARTER, date(2024, 1, 1), date(2024, 3, 31)),
        (CalendarSpan.HALF_YEAR, date(2024, 1, 1), date(2024, 6, 30)),
        (CalendarSpan.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_span_begins_and_ends_with_the_calendar(span: CalendarSpan, first: date, last: date) -> None:
    number = span.number(date(2024, 2, 15))
    assert (span.first(number), span.last(number)) == (first, last)


def test_the_calendar_ends_with_the_year_9999() -> None:
    last = CalendarSpan.YEAR.number(date.max)
    assert CalendarSpan.YEAR.last(last) == date.max
    with pytest.raises(InvalidValue, match="years up to 9999"):
        CalendarSpan.YEAR.first(last + 1)


@pytest.mark.parametrize("number", [0, -1, 10_000, True, 2023.0, "2023", None], ids=repr)
def test_there_is_no_year_before_the_first_and_a_span_has_a_whole_number(number: object) -> None:
    for ask in (CalendarSpan.YEAR.first, CalendarSpan.YEAR.last):
        with pytest.raises(InvalidValue):
            ask(number)  # type: ignore[arg-type]
    assert CalendarSpan.YEAR.first(1) == date.min


@pytest.mark.parametrize("day", [None, "2023-05-04", 7], ids=repr)
def test_only_a_day_lies_in_a_span(day: object) -> None:
    with pytest.raises(InvalidValue):
        CalendarSpan.MONTH.number(day)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("times", "span"),
    [(0, CalendarSpan.YEAR), (True, CalendarSpan.YEAR), (29, CalendarSpan.MONTH), (337, CalendarSpan.YEAR)],
)
def test_nobody_meets_never_or_more_often_than_once_a_day(times: int, span: CalendarSpan) -> None:
    with pytest.raises(InvalidValue, match="once a day at most"):
        TimesPer(times, span)


def test_as_often_as_once_a_day_may_be_asked() -> None:
    assert TimesPer(28, CalendarSpan.MONTH).times == 28
    assert TimesPer(336, CalendarSpan.YEAR).times == 336
