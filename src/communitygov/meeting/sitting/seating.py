"""Who may vote at a sitting: those who serve that day, and who sits in an empty seat.

1. Who serves on the day on which a vote is taken may vote.  A sitting may go on over days, so that a term
   may end within it; before its own day nothing is asked.
2. A substitute (替补) whom the roster names, and who is there as one, takes the place of a delegate who is
   not.  A delegate who comes later finds the seat taken until the next vote.
3. Who is kept out of a matter is excused from it.

The documents say nothing of all this: library defaults.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property

import attrs

from communitygov.meeting.sitting.proceedings import Proceedings
from communitygov.meeting.tally.electorate import Electorate

#: For each person in reserve and each delegate for whom they may sit, the constituency.
Reserves = Mapping[tuple[str, str], str]


@attrs.frozen(kw_only=True)
class Seating(Proceedings):
    """A sitting with its seats; see `communitygov.meeting.sitting.sitting`."""

    def electorate(self, about: str, *, at: datetime | None = None) -> Electorate:
        """Return who may vote on a matter or motion at a moment, with those who are kept out excused."""
        return self.electorate_after(self.place_at(at), about, on=None if at is None else self.day_of(at))

    def electorate_after(self, place: int, about: str | None = None, *, on: date | None = None) -> Electorate:
        """Return who may vote after an entry; of no matter in particular nobody is excused.

        Parameters
        ----------
        on
            The day on which they must serve; without it, that of the entry.
        """
        whole, reserves = self._seats_on(self.day_after(place) if on is None else on)
        sitting_for = self._substitutes_after(place, reserves)
        if sitting_for:
            voters = [
                attrs.evolve(each, id=sitting_for.get((each.id, each.constituency), each.id))
                for each in whole.voters
            ]
            whole = attrs.evolve(whole, voters=voters)
        out = self.recused_after(place, about) & whole.ids if about else frozenset[str]()
        return whole.with_excused(out) if out else whole

    def _seats_on(self, day: date) -> tuple[Electorate, Reserves]:
        """Return who may vote on a day when every delegate is there, and who may sit in for whom."""
        return self._seats if day == self.day else self._seated(day)

    @cached_property
    def _seats(self) -> tuple[Electorate, Reserves]:
        """The seats on the day of the sitting."""
        return self._seated(self.day)

    def _seated(self, day: date) -> tuple[Electorate, Reserves]:
        """Return the seats on a day, from the roster."""
        everybody = Electorate.of(self.council, on=day)
        wanted = {each.substitute_of for each in self.council.delegates if each.substitute_of}
        return everybody, {
            (each.id, served): each.constituency
            for served in sorted(wanted & everybody.ids)
            for each in self.council.substitutes_for(served, on=day)
        }

    def _substitutes_after(self, place: int, reserves: Reserves) -> Reserves:
        """Return who sits in whose seat after an entry, one for each seat that is empty."""
        seated: dict[tuple[str, str], str] = {}
        for stay in self.seated_after(place) if reserves else ():
            principal = stay.sits_for or ""
            side = reserves.get((stay.person, principal))
            if side and self.attendance.stay_after(place, principal) is None:
                seated.setdefault((principal, side), stay.person)
        return seated

    def is_reserve(self, person: str) -> bool:
        """Tell whether somebody may sit in a delegate's place on the day of the sitting."""
        return any(person == reserve for reserve, _ in self._seats[1])
