"""How the log of a sitting is changed, so that one thing is amiss in it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import attrs

from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import VoteClosed, VoteOpened
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.validity.higher import HigherDecision

#: One who holds no seat.
STRANGER = "x-1"


class Judged(NamedTuple):
    """A sitting with the orders it is judged by, and what bodies above have decided."""

    sitting: Sitting
    orders: StandingOrders
    higher: tuple[HigherDecision, ...] = ()


Fault = Callable[[Judged], Judged]
#: What becomes of one entry: it stays, another comes in its place, or several, or none.
Change = Callable[[Entry], Iterable[Entry]]


def each_entry(judged: Judged, change: Change) -> Judged:
    """Change every entry."""
    entries = [new for entry in judged.sitting.entries for new in change(entry)]
    return judged._replace(sitting=attrs.evolve(judged.sitting, entries=entries))


def without(judged: Judged, is_meant: Callable[[Entry], bool]) -> Judged:
    """Take entries out."""
    return each_entry(judged, lambda entry: () if is_meant(entry) else (entry,))


def done(judged: Judged, act: Callable[[Sitting], Sitting], *, before: Callable[[Entry], bool]) -> Judged:
    """Do something before the first entry that is meant."""
    entries = judged.sitting.entries
    at = next(place for place, entry in enumerate(entries) if before(entry))
    begun = act(attrs.evolve(judged.sitting, entries=entries[:at]))
    sitting = attrs.evolve(judged.sitting, entries=(*begun.entries, *entries[at:]))
    return judged._replace(sitting=sitting)


def opens(about: str) -> Callable[[Entry], bool]:
    """Return what tells the opening of the vote on something."""
    return lambda entry: isinstance(entry, VoteOpened) and entry.about == about


def closes(about: str) -> Callable[[Entry], bool]:
    """Return what tells the closing of the vote on something."""
    return lambda entry: isinstance(entry, VoteClosed) and entry.about == about
