"""The roll of a sitting, its heading and its quorum, read from the log.

1. On the roll is everybody who serves that day, by constituency, then who came in somebody's place, then
   guests.
2. The quorum is looked at when the sitting opens, with whoever signs in at that moment before anything else
   happens, and whenever somebody verifies it; at a vote, the count of the vote tells.
"""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TypeVar

import attrs

from communitygov.errors import Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.heading import MinutesHeading
from communitygov.meeting.minutes.record import AttendanceLine, Occasion, QuorumCheck
from communitygov.meeting.sitting.attendance import SignedIn
from communitygov.meeting.sitting.entry import Closed, Entry, Opened, QuorumVerified
from communitygov.meeting.sitting.notice import NoticeIssued
from communitygov.meeting.sitting.proxy import ProxyDeclared, ProxyRevoked
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.tally import Tally

E = TypeVar("E", bound=Entry)
_NO_QUORUM = frozenset({Outcome.VOID, Outcome.INQUORATE})


def heading_of(sitting: Sitting, name: Words | None = None) -> MinutesHeading:
    """Return what stands above the minutes of a sitting."""
    opened, closed = _first(sitting, Opened), _first(sitting, Closed)
    heading = MinutesHeading(
        sitting=sitting.id,
        council=sitting.council.id,
        name=name,
        constituencies=sitting.council.constituencies,
        held_at=sitting.held_at,
        mode=sitting.mode,
        orders=sitting.orders,
        chair=opened.chair if opened else None,
        opened_at=opened.at if opened else None,
        closed_at=closed.at if closed else None,
    )
    return _noticed(heading, sitting.notices[-1]) if sitting.notices else heading


def _noticed(heading: MinutesHeading, issued: NoticeIssued) -> MinutesHeading:
    """Return a heading with what one notice says, and when it went out."""
    notice = issued.notice
    return attrs.evolve(
        heading,
        kind=notice.kind,
        place=notice.place,
        convener=notice.convener,
        noticed_at=issued.at,
        channels=sorted(notice.channels),
    )


def _first(sitting: Sitting, kind: type[E]) -> E | None:
    """Return the first entry of a kind, if there is one."""
    return next((entry for entry in sitting.entries if isinstance(entry, kind)), None)


def roll_of(sitting: Sitting) -> Iterator[AttendanceLine]:
    """Return a line for everybody who serves or came."""
    holders = _holders(sitting)
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


def _holders(sitting: Sitting) -> Mapping[str, str]:
    """Return who holds the last proxy of each principal that was not revoked."""
    given: dict[str, list[str]] = {}
    for entry in sitting.entries:
        match entry:
            case ProxyDeclared(proxy=proxy):
                given.setdefault(proxy.principal, []).append(proxy.holder)
            case ProxyRevoked(principal=principal, holder=holder):
                given[principal] = [each for each in given[principal] if each != holder]
            case _:
                pass
    return {principal: holders[-1] for principal, holders in given.items() if holders}


def side_at(sitting: Sitting, person: str) -> str | None:
    """Return the constituency of the council for which a person sits or stands in, if any."""
    side = sitting.constituency_of(person)
    return side if side in {each.code for each in sitting.council.constituencies} else None


def quorum_checks(sitting: Sitting, rule: DecisionRule | None) -> Iterator[QuorumCheck]:
    """Return what the quorum was when the sitting opened, and whenever it was verified."""
    for place, entry in enumerate(sitting.entries):
        if isinstance(entry, Opened | QuorumVerified):
            is_said = isinstance(entry, QuorumVerified)
            tally = _there(sitting, place if is_said else _signed_in(sitting, place))
            yield QuorumCheck(
                at=entry.at,
                occasion=Occasion.VERIFICATION if is_said else Occasion.OPENING,
                tally=tally,
                is_reached=None if rule is None else rule.decide(tally).outcome not in _NO_QUORUM,
                declared=entry.is_reached if isinstance(entry, QuorumVerified) else None,
            )


def _signed_in(sitting: Sitting, place: int) -> int:
    """Return the place of the last of those who sign in right after an entry, at the same moment."""
    entries = sitting.entries
    following = takewhile(
        lambda entry: isinstance(entry, SignedIn) and entry.at == entries[place].at, entries[place + 1 :]
    )
    return place + len(list(following))


def _there(sitting: Sitting, place: int) -> Tally:
    """Return who may vote and who is there after an entry; nobody has voted."""
    electorate = sitting.electorate_after(place)
    here = {stay.person for stay in sitting.seated_after(place)} & electorate.ids
    return Tally.count(electorate, dict[str, Choice](), present=here)
