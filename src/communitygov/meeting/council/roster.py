"""Who of a roster sits on a day: terms that run, and substitutes (候补) where a seat is free.

1. Whoever has a seat of their own sits while the term runs.
2. A substitute sits while the delegate for whom they stand does not, a seat of the constituency is free, and
   they sit nowhere else.  The first on the roster goes first.

This module makes no finding; it takes delegates as they come and knows no council.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from communitygov.core.workcalendar import plain_day
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.delegate import Delegate

#: Constituencies by their codes.
Sides = Mapping[str, Constituency]


class Seat(NamedTuple):
    """Whose seat it is, and of which constituency."""

    person: str
    constituency: str


def seat_of(delegate: Delegate) -> Seat:
    """Return the seat that a delegate fills, or would fill as a substitute."""
    return Seat(delegate.substitute_of or delegate.id, delegate.constituency)


def own_seats(roster: Iterable[Delegate]) -> frozenset[Seat]:
    """Return the seats for which somebody may stand in, whatever the terms."""
    return frozenset(seat_of(each) for each in roster if not each.is_substitute)


def in_term(roster: Sequence[Delegate], sides: Sides, *, on: date | None) -> dict[int, Delegate]:
    """Return those whose term runs and whose constituency there is, by their places on the roster."""
    if on is not None:
        plain_day("on", on)
    return {at: each for at, each in enumerate(roster) if each.constituency in sides and each.is_in_term(on)}


def serving(roster: Sequence[Delegate], sides: Sides, *, on: date | None) -> tuple[Delegate, ...]:
    """Return who sits on a day, in the order of the roster; without a day, no substitute does."""
    able = in_term(roster, sides, on=on)
    seated = {at: each for at, each in able.items() if not each.is_substitute}
    filled = Counter(each.constituency for each in seated.values())
    busy, taken = {each.id for each in seated.values()}, own_seats(seated.values())
    vacant = set(own_seats(roster) - taken) if on is not None else set[Seat]()
    for at, each in able.items():
        seats = sides[each.constituency].seats
        is_free = seats is None or filled[each.constituency] < seats
        if each.is_substitute and seat_of(each) in vacant and each.id not in busy and is_free:
            seated[at] = each
            filled[each.constituency] += 1
            busy.add(each.id)
            vacant.remove(seat_of(each))
    return tuple(seated[at] for at in sorted(seated))


def most_at_once(held: Iterable[Delegate]) -> int:
    """Return the most terms that run on the same day, whichever it is."""
    terms = tuple(held)
    begins = [(each.since or date.min, 1) for each in terms]
    ends = [(each.until, -1) for each in terms if each.until]
    most = running = 0
    for _, step in sorted(begins + ends):  # on the same day an end goes before a beginning
        running += step
        most = max(most, running)
    return most


def runs_up_to(delegate: Delegate, on: date) -> bool:
    """Tell whether a term began before a day and was not over before it."""
    return (delegate.since is None or delegate.since < on) and (delegate.until is None or delegate.until > on)
