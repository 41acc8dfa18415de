"""What happened at a sitting (会议进程), read from its log: agenda, attendance, speeches, motions, proxies.

A log is read once for each of these, when it is first asked for, in time proportional to its length.
A moment that is not given is that of the last entry; asked for another, all entries up to it count.

This module knows no vote; `communitygov.meeting.sitting.voting` counts those.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Self

import attrs

from communitygov.core.checks import at_least, counted, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.council import Council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem, ItemAdded, ItemState, ItemTaken
from communitygov.meeting.sitting.attendance import Attendance, Capacity
from communitygov.meeting.sitting.attendance_register import AttendanceRegister
from communitygov.meeting.sitting.entry import (
    Closed,
    Entry,
    ObjectionRaised,
    ObjectionSettled,
    as_moment,
    as_name,
    as_place,
    moment,
)
from communitygov.meeting.sitting.log import SittingLog, SittingState, as_log
from communitygov.meeting.sitting.motion import Motion, MotionRegister
from communitygov.meeting.sitting.notice import MeetingMode, Notice, NoticeIssued, as_mode
from communitygov.meeting.sitting.proxy import Proxy, ProxyRegister
from communitygov.meeting.sitting.recusal import ConflictDeclared, RecusalLifted, Recused, recused
from communitygov.meeting.sitting.speech import Speech, speeches
from communitygov.meeting.tally.ballot import Channel


def _identity(item: AgendaItem) -> tuple[object, ...]:
    """Return what makes an item the same as one that was announced; its title may be put better."""
    return item.number, item.kind, item.about


@attrs.frozen(kw_only=True)
class Proceedings(Value):
    """A sitting as far as it is read without counting votes; see `communitygov.meeting.sitting.sitting`."""

    id: str = attrs.field(validator=identifier)
    council: Council = attrs.field(validator=one_of(Council))
    held_at: datetime = attrs.field(validator=moment)
    mode: MeetingMode = attrs.field(default=MeetingMode.IN_PERSON, converter=as_mode)
    orders: str | None = attrs.field(default=None, validator=optional(identifier))
    proxies_per_holder: int = attrs.field(default=1, validator=at_least(0))
    entries: tuple[Entry, ...] = attrs.field(default=(), converter=as_log, repr=counted)

    # ------------------------------------------------------------------ the log

    def record(self, entry: Entry) -> Self:
        """Return the sitting with one entry more.

        Raises
        ------
        InvalidValue
            If the entry is earlier than the last one, moves a motion or adds an item again, or opens,
            adjourns, resumes or closes a sitting that is not in the state for it.
        UnknownName
            If it goes by an item, motion, vote, objection, proxy or recusal that is not in the log.
        """
        return self.record_all((entry,))

    def record_all(self, entries: Iterable[Entry]) -> Self:
        """Return the sitting with several entries more, as `record` adds each, but in one go."""
        return attrs.evolve(self, entries=self._log.with_entries(entries))

    @property
    def _log(self) -> SittingLog:
        """The entries, with what following ones are checked against."""
        return as_log(self.entries)

    @property
    def state(self) -> SittingState:
        """How far the sitting has come."""
        return self._log.state

    @property
    def day(self) -> date:
        """The day of the sitting, in its own time zone."""
        return self.held_at.date()

    @property
    def now(self) -> datetime:
        """The scheduled beginning, or the moment of the last entry if that is later; no clock is read."""
        return max(self.held_at, self.entries[-1].at) if self.entries else self.held_at

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment in the time zone of the sitting, and none before that of the sitting."""
        try:
            day = as_moment(moment).astimezone(self.held_at.tzinfo).date()
        except OverflowError as error:
            bound = Words("须有其当地日期", "must have a day in the time zone of the sitting")
            raise InvalidValue("moment", str(moment), bound) from error
        return max(self.day, day)

    def day_after(self, place: int) -> date:
        """Return the day of an entry, as `day_of` gives it; that of the sitting before the first."""
        return self.day_of(self.entries[place].at) if 0 <= as_place(place) < len(self.entries) else self.day

    def place_at(self, moment: datetime | None = None) -> int:
        """Return the place of the last entry up to a moment; -1 if there is none."""
        if moment is None:
            return len(self.entries) - 1
        return bisect_right(self.entries, as_moment(moment), key=lambda entry: entry.at) - 1

    # ------------------------------------------------------------------ who may be there

    @cached_property
    def _serving(self) -> tuple[Delegate, ...]:
        return self.council.serving(self.day)

    def serving(self) -> tuple[Delegate, ...]:
        """Return who holds a seat on the day of the sitting."""
        return self._serving

    @cached_property
    def _sides(self) -> Mapping[str, str]:
        """The constituency of each who serves, and of each who may stand in."""
        roster = {each.id: each.constituency for each in self.council.delegates if each.is_substitute}
        return roster | {each.id: each.constituency for each in reversed(self._serving)}

    def constituency_of(self, person: str) -> str | None:
        """Return the code of the constituency for which a person sits or stands in, if any."""
        return self._sides.get(as_name(person))

    # ------------------------------------------------------------------ agenda

    @property
    def notices(self) -> tuple[NoticeIssued, ...]:
        """The notices that went out, in their order."""
        return tuple(entry for entry in self.entries if isinstance(entry, NoticeIssued))

    @property
    def notice(self) -> Notice | None:
        """The last notice, if any went out."""
        return self.notices[-1].notice if self.notices else None

    @cached_property
    def agenda(self) -> Agenda:
        """All items that were announced or added; of two with one number the later stands."""
        items: dict[str, AgendaItem] = {}
        for entry in self.entries:
            match entry:
                case NoticeIssued(notice=notice):
                    items |= {item.number: item for item in notice.agenda.items}
                case ItemAdded(item=item):
                    items[item.number] = item
                case _:
                    pass
        return Agenda(items.values())

    def announced_at(self, number: str) -> datetime | None:
        """Return when an item was first announced as it is; none if it never was.

        It was announced where a notice has an item of the same number, kind and matter.
        """
        asked = _identity(self.agenda[number])
        moments = (each.at for each in self.notices if asked in set(map(_identity, each.notice.agenda.items)))
        return next(moments, None)

    @cached_property
    def _takings(self) -> tuple[tuple[int, str], ...]:
        """The places at which items were taken up, and where the last one ended."""
        return tuple(
            (place, entry.number if isinstance(entry, ItemTaken) else "")
            for place, entry in enumerate(self.entries)
            if isinstance(entry, ItemTaken | Closed)
        )

    def item_states(self) -> Mapping[str, ItemState]:
        """Return how far each item of the agenda has come, by its number."""
        taken = {number for _, number in self._takings}
        last = self._takings[-1][1] if self._takings else ""
        states = {
            item.number: ItemState.DONE if item.number in taken else ItemState.WAITING
            for item in self.agenda.items
        }
        return states | {last: ItemState.UNDER_WAY} if last else states

    def item_at(self, place: int) -> str | None:
        """Return the number of the item that was under way at a place in the log, if one was."""
        before = bisect_right(self._takings, as_place(place), key=lambda taking: taking[0])
        return (self._takings[before - 1][1] or None) if before else None

    # ------------------------------------------------------------------ attendance and speeches

    @cached_property
    def attendance(self) -> AttendanceRegister:
        """Who was there from when to when."""
        return AttendanceRegister.of(self.entries, zone=self.held_at.tzinfo)

    def present_at(self, moment: datetime) -> frozenset[str]:
        """Return who is there at a moment, observers too, all entries of that moment counted."""
        return frozenset(stay.person for stay in self.attendance.present_after(self.place_at(moment)))

    @property
    def present(self) -> frozenset[str]:
        """Who is there after the last entry, observers too."""
        return frozenset(stay.person for stay in self.attendance.present_after(self.place_at()))

    @property
    def channels(self) -> frozenset[Channel]:
        """The ways by which people have taken part."""
        return frozenset(stay.channel for stay in self.attendance)

    def seated_after(self, place: int) -> tuple[Attendance, ...]:
        """Return the stays, after an entry, of those who came as members or substitutes."""
        seated = {Capacity.MEMBER, Capacity.SUBSTITUTE}
        return tuple(each for each in self.attendance.present_after(place) if each.capacity in seated)

    @cached_property
    def speeches(self) -> tuple[Speech, ...]:
        """All speeches, in the order in which they began."""
        return speeches(self.entries)

    def speaking_time(self) -> Mapping[str, timedelta]:
        """Return how long each person spoke; a speech that goes on is counted to the last entry."""
        times = dict.fromkeys(sorted({speech.person for speech in self.speeches}), timedelta())
        for speech in self.speeches:
            times[speech.person] += (speech.ended or self.now) - speech.begun
        return times

    def speaking_time_by_constituency(self) -> Mapping[str, timedelta]:
        """Return how long each constituency spoke, by the codes of all; guests are left out."""
        times = {each.code: timedelta() for each in self.council.constituencies}
        for person, spoken in self.speaking_time().items():
            side = self.constituency_of(person)
            if side in times:
                times[side] += spoken
        return times

    # ------------------------------------------------------------------ motions, proxies, recusals

    @cached_property
    def motions(self) -> MotionRegister:
        """All motions and amendments."""
        return MotionRegister.of(self.entries)

    def order_of_vote(self, motion: str) -> tuple[Motion, ...]:
        """Return a motion and its amendments in the order in which they are voted on.

        Raises
        ------
        UnknownName
            If there is no such motion.
        """
        return self.motions.order_of_vote(motion)

    @cached_property
    def proxies(self) -> ProxyRegister:
        """All proxies that were declared."""
        return ProxyRegister.of(self.entries, self.attendance)

    def proxies_in_force(self, about: str, *, at: datetime | None = None) -> tuple[Proxy, ...]:
        """Return the proxies under which somebody may vote on a matter or motion at a moment, by holder."""
        line = self.motions.line_of(about)
        return self.proxies.in_force(line, after=self.place_at(at), most=self.proxies_per_holder)

    @cached_property
    def _recusals(self) -> tuple[tuple[int, Entry], ...]:
        """The entries that recuse somebody or lift that, with their places."""
        return tuple(
            (place, entry)
            for place, entry in enumerate(self.entries)
            if isinstance(entry, Recused | RecusalLifted)
        )

    def recused_after(self, place: int, about: str) -> frozenset[str]:
        """Return who is kept out of a matter or motion after an entry, or out of what it belongs to."""
        last = as_place(place)
        entries = (entry for at, entry in self._recusals if at <= last)
        return recused(entries, self.motions.line_of(about))

    def recused(self, about: str, *, at: datetime | None = None) -> frozenset[str]:
        """Return who is kept out of a matter or motion at a moment."""
        return self.recused_after(self.place_at(at), about)

    def conflicts(self, about: str) -> tuple[ConflictDeclared, ...]:
        """Return the conflicts of interest that were declared for a matter or motion."""
        line = self.motions.line_of(about)
        return tuple(
            entry for entry in self.entries if isinstance(entry, ConflictDeclared) and entry.about in line
        )

    @cached_property
    def _objections(self) -> Mapping[str, tuple[tuple[int, ObjectionRaised | ObjectionSettled], ...]]:
        """The entries that raise or settle an objection, with their places, by what they are about."""
        found: dict[str, list[tuple[int, ObjectionRaised | ObjectionSettled]]] = {}
        for place, entry in enumerate(self.entries):
            if isinstance(entry, ObjectionRaised | ObjectionSettled):
                found.setdefault(entry.about, []).append((place, entry))
        return {about: tuple(placed) for about, placed in found.items()}

    def unsettled_after(self, place: int, about: str) -> frozenset[str]:
        """Return who, after an entry, objects to a matter or motion without it being settled.

        It need be no delegate.  An objection to a matter stands against every motion about it.
        """
        motion, last_place = self.motions.motions.get(as_name(about)), as_place(place)
        found: set[str] = set()
        for matter in {about, motion.about} if motion else {about}:
            told = self._objections.get(matter, ())
            last = {entry.by: entry for at, entry in told if at <= last_place}
            found |= {by for by, entry in last.items() if isinstance(entry, ObjectionRaised)}
        return frozenset(found)

    def unsettled(self, about: str) -> frozenset[str]:
        """Return who objects to a matter or motion, after the last entry, without it being settled."""
        return self.unsettled_after(self.place_at(), about)
