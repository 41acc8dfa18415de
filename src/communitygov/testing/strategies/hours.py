"""Hypothesis strategies for opening hours of a week.

Examples
--------
>>> from hypothesis import find
>>> str(find(week_hours(), lambda hours: 0 < hours.minutes < 60))
'Mo 00:00-00:01'
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.space.hours.opening_text import DAYS, WEEK
from communitygov.space.hours.week_hours import ALWAYS, NEVER, WeekHours


@st.composite
def _openings(draw: st.DrawFn) -> tuple[int, int]:
    """Make minutes that begin anywhere in the week and may end after it."""
    since = draw(st.integers(0, WEEK - 1))
    return since, since + draw(st.integers(1, 600) | st.integers(1, WEEK))


def week_hours(*, most: int = 6) -> st.SearchStrategy[WeekHours]:
    """Return a strategy of opening hours of up to `most` openings, none and all the time among them."""
    some = st.lists(_openings(), max_size=most).map(WeekHours.of)
    return some | st.sampled_from((NEVER, ALWAYS))


@st.composite
def opening_texts(draw: st.DrawFn) -> str:
    """Make texts of the part of ``opening_hours`` that is read, in any of its writings."""
    rules: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        days = draw(st.lists(_day_ranges(), max_size=3))
        times = draw(st.just(["off"]) | st.lists(_times(), min_size=1, max_size=3))
        rules.append(f"{','.join(days)} {','.join(times)}")
    return draw(st.sampled_from(("; ", ";", " ; "))).join(rules)


def _day_ranges() -> st.SearchStrategy[str]:
    """Return a strategy of days, or of days from one to another."""
    days = st.sampled_from(DAYS)
    return days | st.tuples(days, days).map("-".join)


@st.composite
def _times(draw: st.DrawFn) -> str:
    """Make a time of day, into the next day perhaps."""
    since = draw(st.integers(0, 24 * 60 - 1))
    until = (since + draw(st.integers(1, 24 * 60))) % (48 * 60)
    if until % (24 * 60) == since:
        until = 24 * 60
    return f"{since // 60:02d}:{since % 60:02d}-{until // 60:02d}:{until % 60:02d}"


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType({WeekHours: week_hours})
