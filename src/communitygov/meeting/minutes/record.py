"""What minutes hold of the course of a sitting: entries, speeches, motions, and who was there.

Facts only.  How they are put into words is the business of `communitygov.meeting.minutes.wording`, so that
the same facts have the same digest whatever the words for them come to be.

Every record names the places in the log from which it was read.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

import attrs

from communitygov.core.checks import (
    as_tuple,
    at_least,
    aware,
    each_of,
    hidden,
    identifier,
    identifiers,
    one_of,
    optional,
    text,
)
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.sitting.attendance import Attendance
from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.motion import Motion, MotionStatus
from communitygov.meeting.sitting.speech import Speech
from communitygov.meeting.tally.tally import Tally


class Texts(TermEnum):
    """Whether minutes repeat what people wrote: motions, objections, resolutions.

    Examples
    --------
    >>> Texts("hidden").label("zh")
    '不列'
    """

    HIDDEN = "hidden", "不列", "left out"
    SHOWN = "shown", "列出", "shown"


def as_texts(value: object) -> Texts:
    """Return the member with this code."""
    return Texts.named(value)


def _status(value: object) -> MotionStatus:
    """Return the status with this code."""
    return MotionStatus.named(value)


def _places(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse anything but one place in the log or more, in their order."""
    are_whole = all(type(each) is int for each in value)
    listed = cast("tuple[int, ...]", value)
    if not (value and are_whole and listed[0] >= 0 and sorted({*listed}) == list(listed)):
        bound = Words("须为记录中的位置，依次排列", "must be places in a log, in their order")
        raise InvalidValue(field.name, value, bound)


@attrs.frozen(kw_only=True)
class MinutesRecord(Value):
    """Base of what may stand in a section of minutes.

    Parameters
    ----------
    places
        From where in the log it was read; an entry belongs to one record alone.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.sitting.entry import Closed
    >>> closed = Closed(at=datetime(2023, 5, 4, 11, tzinfo=UTC))
    >>> Event(places=[8, 7], entries=[closed, closed])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: places: (8, 7) will not do; it must be places in a log, in their \
order. [INVALID_VALUE]
    """

    places: tuple[int, ...] = attrs.field(converter=as_tuple, validator=_places)

    @property
    def at(self) -> datetime:
        """When it happened, or began."""
        raise NotImplementedError  # each kind says so


@attrs.frozen(kw_only=True)
class Event(MinutesRecord):
    """Something that happened, or one thing that happened to several people at once.

    Parameters
    ----------
    entries
        What stands at its places in the log; free text is blank unless it is shown.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.sitting.entry import Closed
    >>> Event(places=[7], entries=[Closed(at=datetime(2023, 5, 4, 11, tzinfo=UTC))]).at.hour
    11
    """

    document_kind: ClassVar[str] = "minutes-event"
    entries: tuple[Entry, ...] = attrs.field(converter=as_tuple, validator=each_of(Entry))

    def __attrs_post_init__(self) -> None:
        """Refuse places without entries."""
        if len(self.entries) != len(self.places):
            bound = Words("须与位置一一对应", "must be one for each place")
            raise InvalidValue("entries", f"{len(self.entries)} entries", bound)

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.entries[0].at


@attrs.frozen(kw_only=True)
class SpeechRecord(MinutesRecord):
    """A speech (发言), and for which constituency the speaker sits.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> record = SpeechRecord(
    ...     places=[4], speech=Speech(person="d-1", begun=nine), constituency="local_worthies"
    ... )
    >>> str(record.lasts(until=nine + timedelta(minutes=3)))  # it went on when the log ended
    '0:03:00'
    """

    document_kind: ClassVar[str] = "speech-record"
    speech: Speech = attrs.field(validator=one_of(Speech))
    constituency: str | None = attrs.field(default=None, validator=optional(identifier))

    @property
    def at(self) -> datetime:
        """When it began."""
        return self.speech.begun

    def lasts(self, until: datetime) -> timedelta:
        """Return how long it lasted; one that goes on is counted to `until`."""
        return (self.speech.ended or until) - self.speech.begun


@attrs.frozen(kw_only=True)
class MotionRecord(Value):
    """A motion (动议) with what became of it.

    Parameters
    ----------
    motion, moved_at
        What was moved, and when; its text is blank unless it is shown.
    seconders
        Who seconded it.
    status
        How far it had come at the end.
    vote_order
        The amendments to it and the motion itself, in the order of voting; none of an amendment.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> motion = Motion("m-1", "LQ-1", mover="d-1")
    >>> record = MotionRecord(motion=motion, moved_at=nine, status="adopted", vote_order=["m-2", "m-1"])
    >>> record.status.zh, record.vote_order
    ('通过', ('m-2', 'm-1'))
    """

    document_kind: ClassVar[str] = "motion-record"
    motion: Motion = attrs.field(validator=one_of(Motion))
    moved_at: datetime = attrs.field(validator=aware)
    seconders: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    status: MotionStatus = attrs.field(converter=_status)
    vote_order: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)


@attrs.frozen(kw_only=True)
class AttendanceLine(Value):
    """One person on the roll, with every stay; without one they were absent.

    Parameters
    ----------
    person, constituency
        Who, and for which constituency they sit or stand in; none for guests.
    stays
        From when to when they were there.
    proxy_holder
        To whom they gave a proxy last, if they did.

    Examples
    --------
    >>> from datetime import UTC
    >>> stay = Attendance(person="d-1", begun=datetime(2023, 5, 4, 9, tzinfo=UTC))
    >>> roll = [AttendanceLine(person="d-1", stays=[stay]), AttendanceLine(person="d-2", proxy_holder="d-1")]
    >>> [line.person for line in roll if line.is_absent]
    ['d-2']
    """

    document_kind: ClassVar[str] = "attendance-line"
    person: str = attrs.field(validator=identifier)
    constituency: str | None = attrs.field(default=None, validator=optional(identifier))
    stays: tuple[Attendance, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Attendance))
    proxy_holder: str | None = attrs.field(default=None, validator=optional(identifier))

    @property
    def is_absent(self) -> bool:
        """Whether they never came."""
        return not self.stays


class Occasion(TermEnum):
    """On what occasion the quorum is looked at.

    Examples
    --------
    >>> Occasion("verification").label("zh")
    '核验'
    """

    OPENING = "opening", "开会", "opening"
    VERIFICATION = "verification", "核验", "verification"


def _occasion(value: object) -> Occasion:
    """Return the occasion with this code."""
    return Occasion.named(value)


@attrs.frozen(kw_only=True)
class QuorumCheck(Value):
    """Who was there when the sitting opened or the quorum was verified (法定人数核验).

    Parameters
    ----------
    at, occasion
        When, and why it was looked at.
    tally
        Who may vote and who was there, by constituency; nobody has voted.
    is_reached
        What the rule of quorum comes to, where the minutes were made with one.
    declared
        What was said about it, where somebody said something.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.tally.counts import Counts
    >>> tally = Tally.from_counts(
    ...     {"owners": Counts(entitled=9, present=5)},
    ...     constituencies=[Constituency("owners", "业主", "owners")],
    ... )
    >>> opened = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> check = QuorumCheck(at=opened, occasion="opening", tally=tally, is_reached=False, declared=True)
    >>> check.tally.total.present, check.is_reached is check.declared
    (5, False)
    """

    document_kind: ClassVar[str] = "quorum-check"
    at: datetime = attrs.field(validator=aware)
    occasion: Occasion = attrs.field(converter=_occasion)
    tally: Tally = attrs.field(validator=one_of(Tally))
    is_reached: bool | None = attrs.field(default=None, validator=optional(one_of(bool)))
    declared: bool | None = attrs.field(default=None, validator=optional(one_of(bool)))


@attrs.frozen(kw_only=True)
class ResolutionRecord(Value):
    """A resolution (决议) that the sitting led to: number, matter, motion if any, text where that is shown.

    Examples
    --------
    >>> ResolutionRecord(id="R-1", about="LQ-1", text="put up the rack")
    ResolutionRecord(id='R-1', about='LQ-1', motion=None, text=‹hidden›)
    """

    document_kind: ClassVar[str] = "resolution-record"
    id: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    motion: str | None = attrs.field(default=None, validator=optional(identifier))
    text: str = attrs.field(default="", validator=text, repr=hidden)


@attrs.frozen(kw_only=True)
class LogMark(Value):
    """How many entries a log holds, and the head of its hash chain.

    Parameters
    ----------
    entries
        How many things happened; what the sitting is comes before them in the chain.
    head
        The head of `Sitting.journal`.

    Examples
    --------
    >>> LogMark(entries=0, head="sha256:9f2c") == LogMark(entries=0, head="sha256:77b0")
    False
    """

    document_kind: ClassVar[str] = "log-mark"
    entries: int = attrs.field(validator=at_least(0))
    head: str = attrs.field(validator=identifier)
