"""Who was in the room from when to when, and who at any moment, read from the log of a sitting.

1. Somebody is present from signing in until signing out, the moment of leaving not included.
2. A second signing in, such as online instead of in the room, ends the first stay and begins another.
3. Adjourning and closing end every stay, for nobody need sign out; resuming on the same day begins those
   anew that adjourning has ended.  On another day everybody signs in again.  All are library defaults.
4. At one and the same moment, entries count in their order in the log.  So who is present is asked for a
   moment, or for a place in the log: after its first entry, after its second, and so on.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from html import escape
from typing import NamedTuple

import attrs

from communitygov.meeting.sitting.attendance import Attendance, SignedIn, SignedOut
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, Resumed, as_moment, as_name, as_place


class _Stay(NamedTuple):
    """A stay, and between which places in the log it lies."""

    first: int
    last: int | None
    attendance: Attendance

    def covers(self, place: int) -> bool:
        """Tell whether the person is there after the entry at this place."""
        return self.first <= place and (self.last is None or place < self.last)


class _Reader:
    """Reads entries in their order and keeps who is there; serves once, inside `AttendanceRegister.of`."""

    def __init__(self, zone: tzinfo | None) -> None:
        """Begin with an empty room."""
        self.zone = zone
        self.left_on: date | None = None
        self.stays: list[_Stay] = []
        self.here: dict[str, int] = {}
        self.waiting: dict[str, Attendance] = {}

    def read(self, place: int, entry: Entry) -> None:
        """Read one entry."""
        match entry:
            case SignedIn(person=person):
                self._end([person], place, entry.at)
                self._begin([Attendance.beginning(entry)], place)
            case SignedOut(person=person):
                self._end([person], place, entry.at)
            case Adjourned():
                waiting = {person: self.stays[index].attendance for person, index in self.here.items()}
                self._end([*self.here], place, entry.at)
                self.waiting, self.left_on = waiting, self._day(entry.at)
            case Resumed() if self.left_on == self._day(entry.at):
                back = [attrs.evolve(each, begun=entry.at) for each in self.waiting.values()]
                self._begin(back, place)
            case Closed():
                self._end([*self.here], place, entry.at)
            case _:
                pass

    def _day(self, moment: datetime) -> date:
        """Return the day of a moment in the zone of the sitting, or without one in its own."""
        return moment.astimezone(self.zone).date() if self.zone else moment.date()

    def _begin(self, stays: Iterable[Attendance], place: int) -> None:
        """Begin stays, and wait for nobody any longer who has come."""
        for attendance in stays:
            self.here[attendance.person] = len(self.stays)
            self.stays.append(_Stay(place, None, attendance))

    def _end(self, people: Iterable[str], place: int, at: datetime) -> None:
        """End the stays of those who are there, and no longer wait for those who are not."""
        for person in people:
            self.waiting.pop(person, None)
            index = self.here.pop(person, None)
            if index is not None:
                stay = self.stays[index]
                self.stays[index] = _Stay(stay.first, place, attrs.evolve(stay.attendance, ended=at))


@attrs.frozen(repr=False)
class AttendanceRegister:
    """All stays of a sitting (签到簿).

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> ten = nine + timedelta(hours=1)
    >>> register = AttendanceRegister.of([SignedIn(at=nine, person="d-1"), SignedOut(at=ten, person="d-1")])
    >>> sorted(register.present_at(nine)), sorted(register.present_at(ten))
    (['d-1'], [])
    >>> str(register.time_of("d-1", until=ten))
    '1:00:00'
    """

    _by_person: Mapping[str, tuple[_Stay, ...]]

    @classmethod
    def of(cls, entries: Sequence[Entry], *, zone: tzinfo | None = None) -> "AttendanceRegister":
        """Read a log from its beginning; days are those of the zone, or else of each moment's own."""
        reader = _Reader(zone)
        for place, entry in enumerate(entries):
            reader.read(place, entry)
        by_person: dict[str, list[_Stay]] = {}
        for stay in reader.stays:
            by_person.setdefault(stay.attendance.person, []).append(stay)
        return cls({person: tuple(by_person[person]) for person in sorted(by_person)})

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who came at some time, by their identifiers."""
        return tuple(self._by_person)

    def __iter__(self) -> Iterator[Attendance]:
        """Go through all stays, person by person."""
        for stays in self._by_person.values():
            yield from (stay.attendance for stay in stays)

    def of_person(self, person: str) -> tuple[Attendance, ...]:
        """Return the stays of one person; none if they never came."""
        return tuple(stay.attendance for stay in self._by_person.get(as_name(person), ()))

    def present_at(self, moment: datetime) -> frozenset[str]:
        """Return who is there at a moment, all entries of that moment counted."""
        return frozenset(each.person for each in self if each.covers(moment))

    def stay_after(self, place: int, person: str) -> Attendance | None:
        """Return the stay of a person that runs after the entry at a place, if one does."""
        stays = self._by_person.get(as_name(person), ())
        before = bisect_right(stays, as_place(place), key=lambda stay: stay.first)
        found = stays[before - 1] if before else None
        return found.attendance if found and found.covers(place) else None

    def present_after(self, place: int) -> tuple[Attendance, ...]:
        """Return the stays that run after the entry at a place."""
        found = (self.stay_after(place, person) for person in self._by_person)
        return tuple(stay for stay in found if stay)

    def time_of(self, person: str, *, until: datetime) -> timedelta:
        """Return how long a person was there; who is still there is counted to `until`."""
        end = as_moment(until)
        spans = (max(each.ended or end, each.begun) - each.begun for each in self.of_person(person))
        return sum(spans, timedelta())

    def turns(self) -> tuple[datetime, ...]:
        """Return the moments at which somebody comes or leaves, in their order."""
        begun = {each.begun for each in self}
        return tuple(sorted(begun | {each.ended for each in self if each.ended}))

    def _repr_html_(self) -> str:
        """Show every stay as a bar in a notebook, with its beginning and end in words beside it."""
        turns = self.turns()
        span = max((turns[-1] - turns[0]) // timedelta(seconds=1), 1) if turns else 1
        rows = "".join(
            f"<tr><td>{escape(each.person)}</td><td>{each.capacity.zh} {each.capacity.en}</td>"
            f"<td>{each.channel.zh} {each.channel.en}</td><td>{_clock(each)}</td>"
            f"<td>{_bar(each, first=turns[0], last=turns[-1], span=span)}</td></tr>"
            for each in self
        )
        return (
            "<table><caption>签到 attendance</caption><thead><tr><th>人员 person</th><th>身份 capacity</th>"
            f"<th>方式 channel</th><th>起止 from – to</th><th></th></tr></thead><tbody>{rows}</tbody></table>"
        )


#: Width of the bar of the whole sitting, and height of a bar, in pixels.
_WIDE, _HIGH = 240, 10


def _clock(stay: Attendance) -> str:
    """Return beginning and end of a stay by the clock; with the days if it runs over midnight."""
    begun = stay.begun.isoformat(" ", "minutes")[:16]
    ended = stay.ended.isoformat(" ", "minutes")[:16] if stay.ended else ""
    return f"{begun} – {ended[11:] if ended[:10] == begun[:10] else ended}"


def _bar(stay: Attendance, *, first: datetime, last: datetime, span: int) -> str:
    """Draw a stay as a bar within the sitting; whole pixels, so that every machine draws the same."""
    second = timedelta(seconds=1)
    left = (stay.begun - first) // second * _WIDE // span
    right = ((stay.ended or last) - first) // second * _WIDE // span
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{_HIGH}" aria-hidden="true">'
        f'<rect x="{left}" y="1" width="{max(right - left, 2)}" height="{_HIGH - 2}" '
        'fill="currentColor"/></svg>'
    )
