"""A sitting as it is judged: its log beside the standing orders, with what several checks ask for.

A question (`Put`) is a matter or motion that was put: one round of voting, or an item for decision that was
dealt with and never voted on, and so decided by consent (协商一致).

Everything is read from the log, once, in time proportional to its length.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

import attrs

from communitygov.core.finding import Detail, Message
from communitygov.core.source import Citation
from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.sitting.agenda import AgendaItem, ItemKind, ItemTaken
from communitygov.meeting.sitting.attendance import Attendance, Capacity
from communitygov.meeting.sitting.entry import Closed, Entry, Opened
from communitygov.meeting.sitting.notice import NoticeIssued
from communitygov.meeting.sitting.vote import ResultDeclared, VoteClosed, VoteOpened, VoteRound
from communitygov.meeting.sitting.voting import Voting
from communitygov.meeting.standing_orders.notice_rule import NoticeRule, SittingKind, days_ahead
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.validity.consequence import BEFORE, Found, Key

T = TypeVar("T")

_SEATED = frozenset({Capacity.MEMBER, Capacity.SUBSTITUTE})


class Put(NamedTuple):
    """A question that was put: where, about what, with what it belongs to, its item and its vote if any."""

    place: int
    about: str
    line: frozenset[str]
    item: AgendaItem | None
    vote: VoteRound | None

    @property
    def key(self) -> Key:
        """What findings about it go by."""
        return (self.place, self.about)

    @property
    def after(self) -> int:
        """The place after which people are as they were when it was put: by consent, before the closing."""
        return self.place if self.vote else self.place - 1

    @property
    def matter(self) -> str | None:
        """Code of the class of matters, if its item has one."""
        return self.item.matter if self.item else None


class Span(NamedTuple):
    """How one round of voting lies in the log: where it ends, and where its last result was declared."""

    end: int
    declared: int


class _Spans:
    """Keeps where rounds end while the log is read; serves once, inside `Reading.spans`."""

    def __init__(self, length: int) -> None:
        """Begin with no round; an open one reaches to the end of the log."""
        self.length = length
        self.newest: dict[str, int] = {}
        self.ends: dict[int, int] = {}
        self.declared: dict[int, int] = {}

    def read(self, place: int, entry: Entry) -> None:
        """Read one entry."""
        match entry:
            case VoteOpened(about=about):
                self._end(about, place)
                self.newest[about] = place
            case VoteClosed(about=about):
                self._end(about, place)
            case Closed():
                for about in self.newest:
                    self._end(about, place)
            case ResultDeclared(about=about):
                self.declared[self.newest[about]] = place
            case _:
                pass

    def _end(self, about: str, place: int) -> None:
        """End the round about something, if there is one that has not ended."""
        if about in self.newest:
            self.ends.setdefault(self.newest[about], place)

    def span(self, opened: int) -> Span:
        """Return how the round that was opened at a place lies in the log."""
        return Span(self.ends.get(opened, self.length), self.declared.get(opened, opened))


@attrs.frozen(kw_only=True, repr=False)
class Reading:
    """One sitting, the orders it is judged by, the calendar, and a matter that is asked about beside."""

    sitting: Voting
    orders: StandingOrders
    calendar: WorkCalendar | None = None
    asked: str | None = None
    _worked_out: dict[object, Any] = attrs.field(factory=dict[object, Any], init=False, eq=False)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what was made under a key, and make it the first time."""
        if key not in self._worked_out:
            self._worked_out[key] = make()
        return cast("T", self._worked_out[key])

    # ------------------------------------------------------------------ the log

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The log."""
        return self.sitting.entries

    @cached_property
    def opening(self) -> int:
        """The place at which the sitting was opened; after the log if it never was."""
        opened = (place for place, entry in enumerate(self.entries) if isinstance(entry, Opened))
        return next(opened, len(self.entries))

    @cached_property
    def closing(self) -> int:
        """The place at which the sitting was closed; after the log if it was not."""
        closed = (place for place, entry in enumerate(self.entries) if isinstance(entry, Closed))
        return next(closed, len(self.entries))

    def moment(self, place: int) -> datetime:
        """Return when the entry at a place was made; before the log, when the sitting was to begin."""
        if place == BEFORE:
            return self.sitting.held_at
        return self.entries[place].at if place < len(self.entries) else self.sitting.now

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment where the sitting is held."""
        return moment.astimezone(self.sitting.held_at.tzinfo).date()

    def days_before(self, moment: datetime, asked: Period) -> int:
        """Return how many days a moment lies before the sitting, in the unit that is asked for."""
        earlier = self.day_of(moment)
        return days_ahead(earlier, self.sitting.day, unit=asked.unit, calendar=self.calendar)

    def found(
        self,
        message: Message,
        place: int,
        *,
        subject: str,
        details: Mapping[str, Detail],
        source: Citation | None = None,
        reach: Key | None = None,
    ) -> Found:
        """Return a finding about the entry at a place, with its moment."""
        moment = self.moment(place).isoformat()
        finding = message.finding(subject, {**details, "at": moment})
        return Found(place, attrs.evolve(finding, source=source), reach)

    # ------------------------------------------------------------------ notice and agenda

    @cached_property
    def kind(self) -> SittingKind:
        """What kind of sitting it is, by its mode and its first notice."""
        first = self.notices[0][1].notice if self.notices else None
        return SittingKind.of(self.sitting.mode, first)

    @property
    def notice_rule(self) -> NoticeRule | None:
        """What the notice of such a sitting must keep to."""
        return self.orders.notice_for(self.kind)

    @cached_property
    def notices(self) -> tuple[tuple[int, NoticeIssued], ...]:
        """The notices with their places."""
        return tuple(
            (place, entry) for place, entry in enumerate(self.entries) if isinstance(entry, NoticeIssued)
        )

    @cached_property
    def announced(self) -> Mapping[str, datetime]:
        """When each item was first announced, before the sitting was opened."""
        moments: dict[str, datetime] = {}
        for place, entry in self.notices:
            for item in entry.notice.agenda.items if place < self.opening else ():
                moments.setdefault(item.number, entry.at)
        return moments

    @cached_property
    def takings(self) -> Mapping[str, int]:
        """Where each item was first taken up."""
        places: dict[str, int] = {}
        for place, entry in enumerate(self.entries):
            if isinstance(entry, ItemTaken):
                places.setdefault(entry.number, place)
        return places

    # ------------------------------------------------------------------ who is there

    @cached_property
    def everybody(self) -> Electorate:
        """Who may vote when every delegate is there and nobody is kept out."""
        return Electorate.of(self.sitting.council, on=self.sitting.day)

    @cached_property
    def sides(self) -> Mapping[str, frozenset[str]]:
        """The constituencies of each who serves that day."""
        sides: dict[str, set[str]] = {}
        for each in self.sitting.serving():
            sides.setdefault(each.id, set()).add(each.constituency)
        return {person: frozenset(codes) for person, codes in sides.items()}

    @cached_property
    def rostered(self) -> Mapping[str, Delegate]:
        """The seat of each who has one of their own on the roster, whatever the term."""
        return {each.id: each for each in self.sitting.council.serving()}

    @cached_property
    def reserves(self) -> frozenset[tuple[str, str]]:
        """Who may sit in reserve that day, each with the delegate in whose place."""
        council, day = self.sitting.council, self.sitting.day
        reserved = {each.substitute_of or "" for each in council.delegates}
        return frozenset(
            (each.id, person)
            for person in reserved.intersection(self.sides)
            for each in council.substitutes_for(person, on=day)
        )

    def seated(self, place: int, person: str) -> Attendance | None:
        """Return the stay, after an entry, of somebody who came to fill a seat."""
        stay = self.sitting.attendance.stay_after(place, person)
        return stay if stay and stay.capacity in _SEATED else None

    # ------------------------------------------------------------------ questions

    @cached_property
    def spans(self) -> Mapping[int, Span]:
        """How each round of voting lies in the log, by the place at which it was opened."""
        reader = _Spans(len(self.entries))
        for place, entry in enumerate(self.entries):
            reader.read(place, entry)
        votes = (vote for about in self.sitting.voted_on for vote in self.sitting.votes(about))
        return {vote.place: reader.span(vote.place) for vote in votes}

    @cached_property
    def puts(self) -> tuple[Put, ...]:
        """Every question that was put, in the order of the log; those by consent as the sitting closes."""
        votes = [
            self._put(vote.place, about, vote)
            for about in self.sitting.voted_on
            for vote in self.sitting.votes(about)
        ]
        voted = {matter for put in votes for matter in put.line}
        decided = dict.fromkeys(about for about in self._decided() if about not in voted)
        if self.asked and not self.sitting.votes(self.asked):
            decided[self.asked] = None
        agreed = [self._put(self.closing, about, None) for about in decided]
        return (*sorted(votes, key=lambda put: put.place), *agreed)

    def put_of(self, about: str) -> Put:
        """Return the last question about a matter or motion; one that was asked for is always there."""
        return [put for put in self.puts if put.about == about][-1]

    def rule_of(self, put: Put) -> DecisionRule:
        """Return by what a question is decided.

        That is what the orders give; where they leave it to the library, what was frozen as the vote opened.
        """
        ordered = self.orders.rule_for(put.matter)
        frozen = put.vote.opened.rule if put.vote else None
        return ordered if frozen is None or ordered != FOUR_PARTY_DEFAULT else frozen

    def _decided(self) -> Iterable[str]:
        """Return the matters of the items for decision that were taken up."""
        taken = (item for item in self.sitting.agenda.items if item.number in self.takings)
        return (item.about for item in taken if item.kind is ItemKind.DECISION and item.about)

    def _put(self, place: int, about: str, vote: VoteRound | None) -> Put:
        """Return a question with its item: that of its matter, or the one under way if that names none."""
        line = self.sitting.motions.line_of(about)
        items = [item for item in self.sitting.agenda.items if item.about in line]
        number = self.sitting.item_at(place)
        if not items and number is not None:
            items = [item for item in (self.sitting.agenda[number],) if item.about is None]
        return Put(place, about, line, items[0] if items else None, vote)
