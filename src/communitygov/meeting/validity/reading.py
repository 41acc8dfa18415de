"""A sitting as it is judged: its log beside the standing orders, with what several checks ask for.

A question (`communitygov.meeting.validity.put.Put`) is a matter or motion that was put, as the sitting itself
tells: one round of voting, or a conclusion without a vote, and so by consent (协商一致).

Everything is read from the log, once, in time proportional to its length.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar, cast

import attrs

from communitygov.core.finding import Detail, Message
from communitygov.core.source import Citation
from communitygov.core.workcalendar import WorkCalendar
from communitygov.core.worktime import Period
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.sitting.agenda import AgendaItem, ItemKind, ItemTaken
from communitygov.meeting.sitting.attendance import Attendance, Capacity
from communitygov.meeting.sitting.conclusion import Conclusion
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, Opened, Resumed
from communitygov.meeting.sitting.notice import NoticeIssued
from communitygov.meeting.sitting.vote import ResultDeclared, VoteOpened, VoteRound
from communitygov.meeting.sitting.voting import Voting
from communitygov.meeting.standing_orders.notice_rule import NoticeRule, SittingKind, days_ahead
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.validity.consequence import BEFORE, Found, Key
from communitygov.meeting.validity.put import Put

T = TypeVar("T")

#: As what somebody comes who fills a seat.
SEATED = frozenset({Capacity.MEMBER, Capacity.SUBSTITUTE})


#: An item as it is announced: a number alone may come to stand for something else.
_Announced = tuple[str, str | None, ItemKind]


def announced_as(item: AgendaItem) -> _Announced:
    """Return what must be the same of an item for it to have been announced: number, matter and kind."""
    return (item.number, item.about, item.kind)


@attrs.frozen(kw_only=True, repr=False)
class Reading:
    """One sitting, the orders it is judged by, and the calendar."""

    sitting: Voting
    orders: StandingOrders
    calendar: WorkCalendar | None = None
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

    @property
    def chair(self) -> str | None:
        """Who opened the sitting to lead it; nobody if it never was."""
        opened = self.entries[self.opening] if self.opening < len(self.entries) else None
        return opened.chair if isinstance(opened, Opened) else None

    @cached_property
    def _sessions(self) -> tuple[bool, ...]:
        """Whether the sitting is in session, after each entry."""
        found: list[bool] = []
        is_open = False
        for entry in self.entries:
            if isinstance(entry, Opened | Resumed | Adjourned | Closed):
                is_open = isinstance(entry, Opened | Resumed)
            found.append(is_open)
        return tuple(found)

    def in_session(self, place: int) -> bool:
        """Tell whether the sitting is open, neither adjourned nor closed, after an entry."""
        return self._sessions[place]

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
    def announced(self) -> Mapping[_Announced, datetime]:
        """When each item was first announced as it is, before the sitting was opened."""
        moments: dict[_Announced, datetime] = {}
        for place, entry in self.notices:
            for item in entry.notice.agenda.items if place < self.opening else ():
                moments.setdefault(announced_as(item), entry.at)
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

    @cached_property
    def other_voters(self) -> frozenset[str]:
        """Who votes in the electorate of another body."""
        votes = (put.vote.opened.electorate for put in self.puts if put.vote)
        return frozenset[str]().union(
            *(each.ids for each in votes if each.council != self.sitting.council.id)
        )

    def seated(self, place: int, person: str) -> Attendance | None:
        """Return the stay, after an entry, of somebody who came to fill a seat."""
        stay = self.sitting.attendance.stay_after(place, person)
        return stay if stay and stay.capacity in SEATED else None

    # ------------------------------------------------------------------ questions

    @cached_property
    def declarations(self) -> Mapping[int, int]:
        """Where the last result of each round was declared, by the place at which it was opened."""
        newest: dict[str, int] = {}
        declared: dict[int, int] = {}
        for place, entry in enumerate(self.entries):
            match entry:
                case VoteOpened(about=about):
                    newest[about] = place
                case ResultDeclared(about=about):
                    declared[newest[about]] = place
                case _:
                    pass
        return declared

    def end_of(self, vote: VoteRound) -> int:
        """Return the place at which a round ended; after the log while it is open."""
        return len(self.entries) if vote.closed_place is None else vote.closed_place

    @cached_property
    def puts(self) -> tuple[Put, ...]:
        """Every question that was put, in the order of the log."""
        votes = [vote for about in self.sitting.voted_on for vote in self.sitting.votes(about)]
        listed: list[VoteRound | Conclusion] = [*votes, *self.sitting.conclusions]
        return tuple(self._put(how) for how in sorted(listed, key=lambda how: how.place))

    def put_of(self, about: str) -> Put:
        """Return the last question about a matter or motion; raise `UnknownName` if it was never put."""
        return self._put(self.sitting.put(about))

    def rule_of(self, put: Put) -> DecisionRule:
        """Return by what a question is decided.

        That is what the orders give; where they give nothing, what was frozen as it was put, or
        the library's.
        """
        ordered = self.orders.given_rule(put.matter)
        return ordered or put.rule or self.orders.rule_for(put.matter)

    @cached_property
    def _items(self) -> Mapping[str, tuple[AgendaItem, ...]]:
        """The items of the agenda, by their matter."""
        found: dict[str, tuple[AgendaItem, ...]] = {}
        for item in self.sitting.agenda.items:
            if item.about:
                found[item.about] = (*found.get(item.about, ()), item)
        return found

    def _put(self, how: VoteRound | Conclusion) -> Put:
        """Return a question with its item: that of its matter, or the one under way if that names none."""
        line = self.sitting.motions.line_of(how.about)
        number = self.sitting.item_at(how.place)
        under_way = self.sitting.agenda[number] if number is not None else None
        items = [item for about in sorted(line) for item in self._items.get(about, ())]
        if under_way is not None and (under_way in items or not (items or under_way.about)):
            return Put(how, line, under_way)
        return Put(how, line, items[0] if items else None)
