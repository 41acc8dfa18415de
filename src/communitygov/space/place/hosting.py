"""Whether people can meet at a place at a time: open then, seats enough, open to the public, without steps.

What is not known is told as such and never taken for a yes.  That a sitting of residents needs such
a place is the library's own reading; the documents name venues and no conditions.

This module knows no sitting: it is told how many come, and from when to when.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.quantity import Quantity
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import InvalidValue, Words
from communitygov.quotation import brief
from communitygov.space.hours.week_hours import WeekHours

VENUE_CLOSED = Message(
    "VENUE_CLOSED",
    Words(
        "{place} 自 {since} 至 {until} 并非全程开放，开放时间为 {hours}",
        "{place} is not open all the time from {since} to {until}; its hours are {hours}",
    ),
    Words("请改期，或请运营方开放", "choose another time, or ask its operator to open"),
    source=LIBRARY_DEFAULT,
)
VENUE_HOURS_UNKNOWN = Message(
    "VENUE_HOURS_UNKNOWN",
    Words("{place} 的开放时间未记", "the hours of {place} are not told"),
    Words("请询问并补记", "ask for them and tell them"),
    source=LIBRARY_DEFAULT,
)
VENUE_TOO_SMALL = Message(
    "VENUE_TOO_SMALL",
    Words("{place} 至多容 {seats}，而来者 {people} 人", "{place} holds {seats}, and {people} people come"),
    Words("请另择场地", "choose another place"),
    source=LIBRARY_DEFAULT,
)
VENUE_SEATS_UNKNOWN = Message(
    "VENUE_SEATS_UNKNOWN",
    Words("{place} 能否容 {people} 人未知", "whether {place} holds {people} people is not known"),
    Words("请记明同时可容人数", "tell how many it holds at one time"),
    source=LIBRARY_DEFAULT,
)
VENUE_NOT_PUBLIC = Message(
    "VENUE_NOT_PUBLIC",
    Words("{place} 不对公众开放", "{place} is not open to the public"),
    Words("请另择场地，或约定进入方式", "choose another place, or arrange how people get in"),
    source=LIBRARY_DEFAULT,
)
VENUE_ACCESS_UNKNOWN = Message(
    "VENUE_ACCESS_UNKNOWN",
    Words("{place} 是否对公众开放未记", "whether {place} is open to the public is not told"),
    Words("请补记 publicly_accessible", "tell publicly_accessible"),
    source=LIBRARY_DEFAULT,
)
VENUE_NOT_STEP_FREE = Message(
    "VENUE_NOT_STEP_FREE",
    Words("{place} 未作无障碍", "{place} cannot be reached without steps"),
    Words("请另择场地，或安排协助", "choose another place, or arrange for help"),
    source=LIBRARY_DEFAULT,
)
VENUE_STEPS_UNKNOWN = Message(
    "VENUE_STEPS_UNKNOWN",
    Words("{place} 是否无障碍未记", "whether {place} can be reached without steps is not told"),
    Words("请补记 handicap_accessible", "tell handicap_accessible"),
    source=LIBRARY_DEFAULT,
)

_PEOPLE = Words("须为 1 至 2^53−1 的整数", "must be a whole number from 1 to 2^53−1")


class Venue(NamedTuple):
    """What is asked of a place, or of a zone of it, for a meeting."""

    place: str
    zone: str | None
    hours: WeekHours | None
    #: How many it holds, as each bound on it is told: that of a zone, and that of the place around it.
    seats: tuple[Quantity | None, ...]
    publicly_accessible: bool | None
    handicap_accessible: bool | None


def hosting_findings(venue: Venue, people: int, *, since: datetime, until: datetime) -> Iterator[Finding]:
    """Yield what stands against a meeting of so many people, and what is not known."""
    if type(people) is not int or not 1 <= people <= GREATEST_INTEGER:
        raise InvalidValue("people", people, _PEOPLE)
    place: dict[str, Detail] = {"place": venue.place if venue.zone is None else f"{venue.place}/{venue.zone}"}
    # The moments are checked before anything is told, also where no hours are known.
    is_open = (venue.hours or WeekHours()).covers(since, until)
    if venue.hours is None:
        yield VENUE_HOURS_UNKNOWN.finding(venue.place, place)
    elif not is_open:
        shown = {"since": _moment(since), "until": _moment(until), "hours": brief(str(venue.hours))}
        yield VENUE_CLOSED.finding(venue.place, {**place, **shown})
    yield from _seat_findings(venue, people, place)
    access = {True: None, False: VENUE_NOT_PUBLIC, None: VENUE_ACCESS_UNKNOWN}[venue.publicly_accessible]
    steps = {True: None, False: VENUE_NOT_STEP_FREE, None: VENUE_STEPS_UNKNOWN}[venue.handicap_accessible]
    yield from (message.finding(venue.place, place) for message in (access, steps) if message is not None)


def _seat_findings(venue: Venue, people: int, place: dict[str, Detail]) -> Iterator[Finding]:
    """Yield whether it is too small, or nobody knows."""
    holds = [None if seats is None else seats.at_least(people) for seats in venue.seats]
    details = {**place, "people": people}
    if False in holds:
        seats = str(venue.seats[holds.index(False)])
        yield VENUE_TOO_SMALL.finding(venue.place, {**details, "seats": seats})
    elif None in holds:
        yield VENUE_SEATS_UNKNOWN.finding(venue.place, details)


def _moment(at: datetime) -> str:
    """Return a moment to the minute."""
    return at.isoformat(sep=" ", timespec="minutes")
