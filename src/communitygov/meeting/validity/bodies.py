"""Whether the body that sat was the right one: it is constituted, and who came to fill a seat has one."""

from collections.abc import Iterable

from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import Words
from communitygov.meeting.council.delegate import TERM_EXPIRED, TERM_NOT_BEGUN, term_finding
from communitygov.meeting.sitting.attendance import SignedIn
from communitygov.meeting.sitting.presence_findings import NOT_A_DELEGATE
from communitygov.meeting.validity.consequence import BEFORE, EVERYTHING, Found
from communitygov.meeting.validity.reading import SEATED, Reading

COMPOSITION = Message(
    "COMPOSITION",
    Words("{council} 当日（{day}）未完整组成：{fault}", "{council} was not constituted on {day}: {fault}"),
    Words("{mend}，再行开会", "before it meets again: {mend}"),
)
#: Say why a seat is vacant; the vacancy itself is named beside them.
_TERMS = frozenset({TERM_EXPIRED.code, TERM_NOT_BEGUN.code})


def composition_findings(reading: Reading) -> Iterable[Found]:
    """Name everything that keeps the council from being constituted that day."""
    sitting = reading.sitting
    for fault in sitting.council.findings(sitting.day):
        if fault.code not in _TERMS:
            details: dict[str, Detail] = {
                "council": sitting.council.id,
                "day": sitting.day.isoformat(),
                "fault": fault.words,
                "mend": fault.remedy,
                "code": fault.code,
            }
            yield reading.found(
                COMPOSITION,
                BEFORE,
                subject=fault.subject,
                details=details,
                source=fault.source,
                reach=EVERYTHING,
            )


def seat_findings(reading: Reading) -> Iterable[Found]:
    """Name each who signed in to fill a seat and has none that day, or whose term does not run."""
    seen = set[str]()
    for place, entry in enumerate(reading.entries):
        if isinstance(entry, SignedIn) and entry.person not in seen:
            finding = _unseated(reading, entry)
            if finding is not None:
                seen.add(entry.person)
                yield Found(place, finding)


def _unseated(reading: Reading, entry: SignedIn) -> Finding | None:
    """Return what is amiss with somebody who signed in, if anything is."""
    person, sitting = entry.person, reading.sitting
    if entry.capacity not in SEATED or person in reading.sides or person in reading.other_voters:
        return None
    if entry.sits_for and (person, entry.sits_for) in reading.reserves:
        return None
    seat = reading.rostered.get(person)
    if seat is not None:
        return term_finding(seat, sitting.council.constituency(seat.constituency), on=sitting.day)
    details = {"person": person, "council": sitting.council.id, "day": sitting.day.isoformat()}
    return NOT_A_DELEGATE.finding(person, details)
