"""Everything that is read from one folder: the neighbourhood, the tables, and when it is."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import attrs

from communitygov.core import NoticeCalendar, Value, WeekendCalendar
from communitygov.errors import CommunityGovError, Words
from communitygov.grid import GridHierarchy
from communitygov.meeting import Council
from communitygov.organisation import Actor
from communitygov.procedure import Procedure
from communitygov.quotation import shown
from longqiao_case.neighbourhood import Neighbourhood, Place, document_at, read_neighbourhood
from longqiao_case.reading import BadInput, moment, problem_of
from longqiao_case.records import (
    Event,
    HeldSitting,
    Known,
    read_actors,
    read_council,
    read_events,
    read_grids,
    read_sittings,
)

Calendar = NoticeCalendar | WeekendCalendar

_CALENDAR = Words(
    "须为 notice-calendar 或 weekend-calendar", "must be a notice-calendar or a weekend-calendar"
)


@attrs.frozen(kw_only=True)
class Dossier:
    """What the example works on.

    Parameters
    ----------
    now
        The moment at which it is asked what is open and due; later events are left out.
    calendar
        Which days are working days.
    """

    neighbourhood: Neighbourhood
    grid: GridHierarchy
    actors: Mapping[str, Actor]
    council: Council
    sittings: Mapping[str, HeldSitting]
    events: tuple[Event, ...]
    now: datetime
    calendar: Calendar


def read_dossier(folder: Path, procedure: Procedure) -> Dossier:
    """Read everything, or raise `BadInput` for the first thing that is wrong."""
    if not folder.is_dir():
        raise BadInput(
            "--data",
            Words(
                f"{shown(str(folder))} 不是目录；请核对路径",
                f"{shown(str(folder))} is no folder; check the path",
            ),
        )
    settings = document_at(folder / "settings.json").fields("now", "council", "calendar")
    grid = read_grids(folder)
    actors = read_actors(folder, grid)
    council = read_council(folder, settings["council"])
    sittings = read_sittings(folder, council)
    known = Known(procedure=procedure, grid=grid, actors=actors, sittings=sittings)
    return Dossier(
        neighbourhood=read_neighbourhood(folder),
        grid=grid,
        actors=actors,
        council=council,
        sittings=sittings,
        events=read_events(folder, known),
        now=_now(settings["now"]),
        calendar=_calendar(settings["calendar"]),
    )


def _now(place: Place) -> datetime:
    """Return the time in the settings."""
    try:
        return moment(place.text())
    except CommunityGovError as error:
        raise place.bad(problem_of(error)) from error


def _calendar(place: Place) -> Calendar:
    """Return the calendar in the settings."""
    try:
        calendar = Value.from_document(place.content)
    except CommunityGovError as error:
        raise place.bad(problem_of(error)) from error
    if not isinstance(calendar, NoticeCalendar | WeekendCalendar):
        raise place.bad(_CALENDAR)
    return calendar
