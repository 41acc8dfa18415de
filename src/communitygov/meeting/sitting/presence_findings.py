"""What is amiss with a sitting at first sight: who did not come, and who takes part without a seat.

The rest is judged from the whole log and the standing orders, in `communitygov.meeting.validity`.
"""

from collections.abc import Collection, Iterable

from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import Words
from communitygov.meeting.council.delegate import term_finding
from communitygov.meeting.decision.shortfall import CONSTITUENCY_ABSENT
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.entry import ObjectionRaised
from communitygov.meeting.sitting.proceedings import Proceedings
from communitygov.meeting.sitting.vote import BallotCast

NOT_A_DELEGATE = Message(
    "NOT_A_DELEGATE",
    Words(
        "{person} 当日（{day}）不是 {council} 的代表，其到会、异议与表决均不计",
        "{person} is no delegate of {council} on {day}: presence, objections and votes are not counted",
    ),
    Words("请记为列席，或先推选为代表", "record them as an observer, or seat them first"),
)
VOTER_ABSENT = Message(
    "VOTER_ABSENT",
    Words(
        "{person} 未到会，其对 {about} 的表决不计",
        "{person} was not present, so the vote on {about} is not counted",
    ),
    Words("请核对签到，或更正表决记录", "check the attendance list, or correct the record of the vote"),
)

#: As what somebody comes who fills a seat.
_SEATED = frozenset({Capacity.MEMBER, Capacity.SUBSTITUTE})


def came(sitting: Proceedings) -> frozenset[str]:
    """Return everybody who came at some time to fill a seat."""
    return frozenset(stay.person for stay in sitting.attendance if stay.capacity in _SEATED)


def absences(sitting: Proceedings, wrote: Collection[str] = ()) -> Iterable[Finding]:
    """Name each constituency that is seated but never came, and who of it could come.

    Who voted in writing has taken part as if they had come.
    """
    here = came(sitting).union(wrote)
    sides = {sitting.constituency_of(person) for person in here}
    seats = sitting.council.seats(sitting.day)
    for constituency in sitting.council.constituencies:
        able = sorted({each.id for each in seats[constituency.code]})
        if able and constituency.code not in sides and here.isdisjoint(able):
            who = Words("、".join(able), " or ".join(able))
            details: dict[str, Detail] = {"constituency": constituency, "who": who}
            yield CONSTITUENCY_ABSENT.finding(constituency.code, details)


def strangers(sitting: Proceedings, known: Collection[str]) -> Iterable[Finding]:
    """Name each person who takes part and is not known; a term that does not run is named.

    Known is who serves that day, who may sit in somebody's place, and who is a voter.
    """
    seats = {each.id: each for each in sitting.council.serving()}
    for person in sorted((came(sitting) | _spoken(sitting)).difference(known)):
        seat = seats.get(person)
        if seat is not None:
            yield term_finding(seat, sitting.council.constituency(seat.constituency), on=sitting.day)
        else:
            details = {"person": person, "council": sitting.council.id, "day": sitting.day.isoformat()}
            yield NOT_A_DELEGATE.finding(person, details)


def _spoken(sitting: Proceedings) -> frozenset[str]:
    """Return who objected, and for whom a ballot was cast."""
    objected = {entry.by for entry in sitting.entries if isinstance(entry, ObjectionRaised)}
    voted = {entry.ballot.voter for entry in sitting.entries if isinstance(entry, BallotCast)}
    return frozenset(objected | voted)


def absent_voters(cast: Iterable[BallotCast]) -> Iterable[Finding]:
    """Name those who cast a ballot without being there."""
    pairs = {(each.ballot.by, each.about) for each in cast}
    for person, about in sorted(pairs):
        yield VOTER_ABSENT.finding(person, {"person": person, "about": about})
