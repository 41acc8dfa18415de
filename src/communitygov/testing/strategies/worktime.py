"""Hypothesis strategies for time: periods of every unit, and calendars with holidays and make-up days.

Everything is built, nothing filtered; a period shrinks to one hour, a calendar to bare weekends.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.workcalendar import NoticeCalendar, WeekendCalendar
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.testing.strategies.core import citations, days

#: Years between which calendars lie, unless told otherwise.
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_SATURDAY = 5


def periods(*, longest: int = 60) -> st.SearchStrategy[Period]:
    """Return periods of one to `longest` hours, days, working days, months or years."""
    return st.builds(Period, st.integers(1, longest), st.sampled_from(PeriodUnit))


def weekend_calendars() -> st.SearchStrategy[WeekendCalendar]:
    """Return the calendar that knows weekends only."""
    return st.just(WeekendCalendar())


@st.composite
def notice_calendars(
    draw: st.DrawFn,
    *,
    years: tuple[int, int] | None = None,
    exceptions: st.SearchStrategy[frozenset[date]] | None = None,
) -> NoticeCalendar:
    """Return calendars of some years in a row, or of `years`, with a few days that are not as their weekday.

    A day in `exceptions`, which must lie in these years, is a holiday if it is a Monday to Friday, and a
    make-up day otherwise.
    """
    first, last = years or sorted(draw(st.tuples(*[st.integers(_FIRST_YEAR, _LAST_YEAR)] * 2)))
    within = days(earliest=date(first, 1, 1), latest=date(last, 12, 31))
    unusual = draw(st.frozensets(within, max_size=12) if exceptions is None else exceptions)
    made_up = frozenset(day for day in unusual if day.weekday() >= _SATURDAY)
    return NoticeCalendar(
        years=range(first, last + 1),
        holidays=unusual - made_up,
        makeup_workdays=made_up,
        source=draw(st.none() | citations()),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Period: periods, WeekendCalendar: weekend_calendars, NoticeCalendar: notice_calendars}
)
