"""Hypothesis strategies for rooms shared by the hour: activities, timetables, weeks to fill."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom
from communitygov.space.brief.timetable.pack import Packing, PackRule, Unplaced, pack
from communitygov.space.brief.timetable.timetable import Timetable
from communitygov.space.brief.timetable.week import DAY
from communitygov.space.function.side import Side
from communitygov.space.hours.opening_text import WEEK
from communitygov.space.hours.week_hours import ALWAYS, WeekHours
from communitygov.testing.strategies.brief import areas, features
from communitygov.testing.strategies.core import findings, identifiers, titles
from communitygov.testing.strategies.hours import week_hours

#: Those who run something; few, so that they meet.
OPERATORS = ("", "op-1", "op-2")


def shared_rooms(
    *, id: st.SearchStrategy[str] | None = None, hours: st.SearchStrategy[WeekHours] | None = None
) -> st.SearchStrategy[SharedRoom]:
    """Return rooms."""
    return st.builds(
        SharedRoom,
        identifiers() if id is None else id,
        capacity=st.integers(0, 60),
        hours=week_hours(most=3) if hours is None else hours,
        features=features(),
        area=st.none() | areas(),
    )


@st.composite
def activities(
    draw: st.DrawFn,
    *,
    id: st.SearchStrategy[str] | None = None,
    minutes: st.SearchStrategy[int] | None = None,
    times: st.SearchStrategy[int] | None = None,
) -> Activity:
    """Return activities, some weighed by the caller."""
    weighed: dict[str, Any] = draw(st.fixed_dictionaries({}, optional={"weight": st.integers(1, 5_000)}))
    return Activity(
        draw(identifiers() if id is None else id),
        draw(titles()),
        draw(titles()),
        minutes=draw(st.integers(1, DAY) if minutes is None else minutes),
        times=draw(st.integers(1, 3) if times is None else times),
        window=draw(st.just(ALWAYS) | week_hours(most=3)),
        attendance=draw(st.integers(0, 60)),
        needs=draw(st.just(frozenset[str]()) | features()),
        operator=draw(st.sampled_from(OPERATORS)),
        side=draw(st.sampled_from(Side)),
        **weighed,
    )


def placements(
    *, activity: st.SearchStrategy[str] | None = None, room: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Placement]:
    """Return activities in rooms."""
    return st.builds(
        Placement,
        identifiers() if activity is None else activity,
        identifiers() if room is None else room,
        start=st.integers(0, WEEK - 1) | st.integers(WEEK - 90, WEEK - 1) | st.integers(0, 90),
    )


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    """Return timetables with anything in them that may be wrong."""
    rooms = [f"r-{at}" for at in range(draw(st.integers(0, 3)))]
    wanted = [f"a-{at}" for at in range(draw(st.integers(0, 4)))]
    placed: st.SearchStrategy[list[Placement]] = st.just([])
    if rooms and wanted:
        each = placements(activity=st.sampled_from(wanted), room=st.sampled_from(rooms))
        placed = st.lists(each, max_size=6)
    return Timetable(
        [draw(shared_rooms(id=st.just(room))) for room in rooms],
        [draw(activities(id=st.just(each))) for each in wanted],
        placements=draw(placed),
    )


@st.composite
def small_weeks(draw: st.DrawFn) -> Timetable:
    """Return weeks to fill that are so small that every way of filling them can be tried.

    Nothing is placed; rooms are open for a few hours on two days, and everything takes whole hours.
    """
    hours = st.lists(
        st.tuples(st.sampled_from((0, 1)), st.integers(18, 20), st.integers(1, 3)), min_size=1, max_size=2
    ).map(
        lambda spans: WeekHours.of(
            (day * DAY + begin * 60, day * DAY + (begin + length) * 60) for day, begin, length in spans
        )
    )
    rooms = [draw(shared_rooms(id=st.just(f"r-{at}"), hours=hours)) for at in range(draw(st.integers(1, 2)))]
    wanted = [
        draw(
            activities(
                id=st.just(f"a-{at}"),
                minutes=st.sampled_from((60, 120)),
                times=st.integers(1, 2),
            )
        )
        for at in range(draw(st.integers(1, 4)))
    ]
    return Timetable(rooms, wanted)


def pack_rules() -> st.SearchStrategy[PackRule]:
    """Return ways to fill a week."""
    return st.builds(
        PackRule,
        raster=st.sampled_from((15, 30, 60, 20)),
        rounds=st.integers(0, 5),
        seed=st.integers(0, 99),
    )


def unplaced() -> st.SearchStrategy[Unplaced]:
    """Return what could not be placed."""
    return st.builds(Unplaced, activity=identifiers(), times=st.integers(1, 7), reason=findings())


def packings() -> st.SearchStrategy[Packing]:
    """Return weeks that were filled."""
    return st.builds(pack, small_weeks(), rule=pack_rules())


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Activity: activities,
        Packing: packings,
        PackRule: pack_rules,
        Placement: placements,
        SharedRoom: shared_rooms,
        Timetable: timetables,
        Unplaced: unplaced,
    }
)
