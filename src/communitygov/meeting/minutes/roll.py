"""The roll of a sitting, its heading and its quorum, read from the log.

1. On the roll is everybody who serves that day, by constituency, then who came in somebody's place, then
   guests.
2. The quorum is looked at when the sitting opens, all entries of that moment counted, and whenever somebody
   verifies it; at a vote, the count of the vote tells.
"""

from collections.abc import Iterator
from typing import TypeVar

from communitygov.errors import Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.heading import MinutesHeading
from communitygov.meeting.minutes.record import AttendanceLine, Occasion, QuorumCheck
from communitygov.meeting.sitting.entry import Closed, Entry, Opened, QuorumVerified
from communitygov.meeting.sitting.proxy import declared
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.tally import Tally

E = TypeVar("E", bound=Entry)
_NO_QUORUM = frozenset({Outcome.VOID, Outcome.INQUORATE})


def heading_of(sitting: Sitting, name: Words | None = None) -> MinutesHeading:
    """Return what stands above the minutes of a sitting."""
    opened, closed = _first(sitting, Opened), _first(sitting, Closed)
    notice = sitting.notice
    return MinutesHeading(
        sitting=sitting.id,
        council=sitting.council.id,
        name=name,
        constituencies=sitting.council.constituencies,
        held_at=sitting.held_at,
        mode=sitting.mode,
        kind=notice.kind if notice else None,
        place=notice.place if notice else None,
        convener=notice.convener if notice else None,
        noticed_at=sitting.notices[0].at if notice else None,
        channels=sorted(notice.channels) if notice else (),
        orders=sitting.orders,
        chair=opened.chair if opened else None,
        opened_at=opened.at if opened else None,
        closed_at=closed.at if closed else None,
    )


def _first(sitting: Sitting, kind: type[E]) -> E | None:
    """Return the first entry of a kind, if there is one."""
    return next((entry for entry in sitting.entries if isinstance(entry, kind)), None)


def roll_of(sitting: Sitting) -> Iterator[AttendanceLine]:
    """Return a line for everybody who serves or came."""
    holders = {proxy.principal: proxy.holder for proxy in declared(sitting.entries)}
    serving = dict.fromkeys((each.constituency, each.id) for each in sitting.serving())
    sides = [each.code for each in sitting.council.constituencies]
    others = set(sitting.attendance.people).difference(person for _, person in serving)
    for side in (*sides, None):
        seated = [person for constituency, person in serving if constituency == side]
        for person in (*seated, *(each for each in sorted(others) if side_at(sitting, each) == side)):
            yield AttendanceLine(
                person=person,
                constituency=side,
                stays=sitting.attendance.of_person(person),
                proxy_holder=holders.get(person),
            )


def side_at(sitting: Sitting, person: str) -> str | None:
    """Return the constituency of the council for which a person sits or stands in, if any."""
    side = sitting.constituency_of(person)
    return side if side in {each.code for each in sitting.council.constituencies} else None


def quorum_checks(sitting: Sitting, rule: DecisionRule | None) -> Iterator[QuorumCheck]:
    """Return what the quorum was when the sitting opened, and whenever it was verified."""
    for place, entry in enumerate(sitting.entries):
        if isinstance(entry, Opened | QuorumVerified):
            is_said = isinstance(entry, QuorumVerified)
            tally = _there(sitting, place if is_said else sitting.place_at(entry.at))
            yield QuorumCheck(
                at=entry.at,
                occasion=Occasion.VERIFICATION if is_said else Occasion.OPENING,
                tally=tally,
                is_reached=None if rule is None else rule.decide(tally).outcome not in _NO_QUORUM,
                declared=entry.is_reached if isinstance(entry, QuorumVerified) else None,
            )


def _there(sitting: Sitting, place: int) -> Tally:
    """Return who may vote and who is there after an entry; nobody has voted."""
    here = {stay.person for stay in sitting.seated_after(place)}
    return Tally.count(sitting.electorate_after(place), dict[str, Choice](), present=here)
