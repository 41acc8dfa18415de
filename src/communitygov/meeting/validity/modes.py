"""Whether a sitting was held in the way that its notice said (会议形式)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from communitygov.core.finding import Detail, Message
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.meeting.sitting.attendance import SignedIn
from communitygov.meeting.sitting.notice import MeetingMode
from communitygov.meeting.tally.ballot import Channel
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.reading import SEATED, Reading

MODE_DIFFERS = Message(
    "MODE_DIFFERS",
    Words(
        "{sitting} 的通知写明“{announced}”，实际有“{held}”",
        "the notice of {sitting} said {announced}, and it was held otherwise: {held}",
    ),
    Words("请按通知的形式开会，或重新通知", "hold it as announced, or give notice anew"),
)
#: By which ways people take part in a sitting that is held so.
_WAYS: Mapping[MeetingMode, frozenset[Channel]] = MappingProxyType(
    {
        MeetingMode.IN_PERSON: frozenset({Channel.IN_PERSON}),
        MeetingMode.ONLINE: frozenset({Channel.ONLINE}),
        MeetingMode.HYBRID: frozenset({Channel.IN_PERSON, Channel.ONLINE}),
        MeetingMode.WRITTEN: frozenset(Channel),
    }
)


def mode_findings(reading: Reading) -> Iterable[Found]:
    """Name each way in which the sitting was held other than its last notice before it said."""
    notices = [placed for placed in reading.notices if placed[0] < reading.opening]
    if not notices:
        return
    at, entry = notices[-1]
    announced = entry.notice.mode
    if reading.sitting.mode is not announced:
        yield _differs(reading, at, announced, reading.sitting.mode.term)
        return
    seen = set(_WAYS[announced])
    for place, signed in enumerate(reading.entries):
        if isinstance(signed, SignedIn) and signed.capacity in SEATED and signed.channel not in seen:
            seen.add(signed.channel)
            yield _differs(reading, place, announced, signed.channel.term)


def _differs(reading: Reading, place: int, announced: MeetingMode, held: Term) -> Found:
    """Return the finding that a sitting was held otherwise."""
    details: dict[str, Detail] = {"sitting": reading.sitting.id, "announced": announced.term, "held": held}
    return reading.found(
        MODE_DIFFERS, place, subject=reading.sitting.id, details=details, source=LIBRARY_DEFAULT
    )
