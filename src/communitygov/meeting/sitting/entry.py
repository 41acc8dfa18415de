"""What may stand in the log of a sitting: each thing that happened, with its moment.

1. An entry says what happened, never whether it was allowed.  That is judged from the whole log.
2. An entry may give a name that later entries go by, such as a motion, and may go by such a name itself.
   Going by a name that nobody gave is a misuse, and the log refuses it.
3. Identifiers only; free text is hidden in the ``repr``.

Here stand what every entry is, the course of a sitting, and objections.  Attendance, agenda, speeches,
motions, proxies, recusals and votes have their entries beside their values.
"""

from datetime import datetime
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import at_least, aware, hidden, identifier, is_aware, one_of, optional, text
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words

#: What an entry gives or goes by: the sort of thing, and the identifiers that tell it apart.
Name = tuple[str, ...]

#: Years of the first and last moment a log may hold: within them every moment has its day in every zone.
_FIRST_YEAR, _LAST_YEAR = 2, 9998


def moment(_owner: object, field: "attrs.Attribute[Any]", value: datetime) -> None:
    """Refuse anything but a datetime with a time zone, and one at the very ends of the calendar."""
    aware(_owner, field, value)
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        bound = Words(
            f"年份须为 {_FIRST_YEAR} 至 {_LAST_YEAR}", f"must lie in the years {_FIRST_YEAR} to {_LAST_YEAR}"
        )
        raise InvalidValue(field.name, str(value), bound)


def not_before(name: str, value: datetime | None, *, earliest: datetime) -> None:
    """Refuse a moment that lies before another."""
    if value is not None and value < earliest:
        bound = Words(f"须不早于 {earliest}", f"must not be earlier than {earliest}")
        raise InvalidValue(name, str(value), bound)


def as_moment(value: object) -> datetime:
    """Return a moment that is asked for; refuse what has no time zone."""
    if isinstance(value, datetime) and is_aware(value):
        return value
    raise InvalidValue("at", value, Words("须为带时区的时间", "must be a datetime with a time zone"))


def as_name(value: object) -> str:
    """Return an identifier that is asked for; refuse what cannot be one."""
    if isinstance(value, str):
        return value
    raise InvalidValue("identifier", value, Words("须为编号（文字）", "must be an identifier, which is text"))


def as_place(value: object) -> int:
    """Return a place in the log; refuse what is no whole number."""
    if isinstance(value, int):
        return value
    raise InvalidValue("place", value, Words("须为整数", "must be a whole number"))


@attrs.frozen(kw_only=True)
class Entry(Value):
    """Base of all entries in the log of a sitting.

    Parameters
    ----------
    at
        When it happened.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> Entry.from_document(Opened(at=nine, chair="d-1").to_document())
    Opened(at=datetime.datetime(2023, 5, 4, 9, 0, tzinfo=datetime.timezone.utc), chair='d-1')
    """

    #: What kind of entry it is, in both languages.
    label: ClassVar[Words] = Words("条目", "entry")
    at: datetime = attrs.field(validator=moment)

    @property
    def gives(self) -> tuple[Name, ...]:
        """The names that later entries may go by."""
        return ()

    @property
    def goes_by(self) -> Name | None:
        """The name that an earlier entry must have given."""
        return None


@attrs.frozen(kw_only=True)
class Opened(Entry):
    """The chair opened the sitting (开会).

    Examples
    --------
    >>> from datetime import UTC
    >>> Opened(at=datetime(2023, 5, 4, 9, tzinfo=UTC), chair="d-1").chair
    'd-1'
    """

    document_kind: ClassVar[str] = "opened"
    label: ClassVar[Words] = Words("开会", "opened")
    chair: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class Adjourned(Entry):
    """The sitting was interrupted (休会), perhaps until another day.

    Examples
    --------
    Every stay ends, for nobody need sign out:

    >>> from datetime import UTC
    >>> from communitygov.meeting.sitting.attendance import SignedIn
    >>> from communitygov.meeting.sitting.attendance_register import AttendanceRegister
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> register = AttendanceRegister.of([SignedIn(at=nine, person="d-1"), Adjourned(at=nine)])
    >>> register.present_at(nine)
    frozenset()
    """

    document_kind: ClassVar[str] = "adjourned"
    label: ClassVar[Words] = Words("休会", "adjourned")
    until: datetime | None = attrs.field(default=None, validator=optional(moment))

    def __attrs_post_init__(self) -> None:
        """Refuse an end of the interruption before its beginning."""
        not_before("until", self.until, earliest=self.at)


@attrs.frozen(kw_only=True)
class Resumed(Entry):
    """The sitting went on after an interruption (复会).

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.sitting.log import SittingLog
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> log = SittingLog().with_entries([Opened(at=nine, chair="d-1"), Adjourned(at=nine), Resumed(at=nine)])
    >>> log.state
    SittingState.OPEN
    >>> log.with_entries([Resumed(at=nine)])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: entries: 'resumed' will not do; it must come while the sitting is \
adjourned; it is open. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "resumed"
    label: ClassVar[Words] = Words("复会", "resumed")


@attrs.frozen(kw_only=True)
class Closed(Entry):
    """The sitting ended (闭会).

    Examples
    --------
    It ends every speech that goes on, and every vote that is open:

    >>> from datetime import UTC
    >>> from communitygov.meeting.sitting.log import SittingLog
    >>> from communitygov.meeting.sitting.speech import SpeechBegun, speeches
    >>> nine, ten = (datetime(2023, 5, 4, hour, tzinfo=UTC) for hour in (9, 10))
    >>> str(speeches([SpeechBegun(at=nine, person="d-1"), Closed(at=ten)])[0].lasts)
    '1:00:00'
    >>> SittingLog().with_entries([Closed(at=ten)])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: entries: 'closed' will not do; it must come while the sitting is \
adjourned or open; it is not opened yet. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "closed"
    label: ClassVar[Words] = Words("闭会", "closed")


@attrs.frozen(kw_only=True)
class QuorumVerified(Entry):
    """Somebody verified the quorum (法定人数核验) and said what they found.

    Parameters
    ----------
    by
        Who verified.
    is_reached
        What was said about the quorum; whether it is so follows from the attendance.
    present
        How many were counted, where that was said.

    Examples
    --------
    >>> from datetime import UTC
    >>> QuorumVerified(at=datetime(2023, 5, 4, 9, tzinfo=UTC), by="d-1", is_reached=True, present=9).present
    9
    """

    document_kind: ClassVar[str] = "quorum-verified"
    label: ClassVar[Words] = Words("核验法定人数", "quorum verified")
    by: str = attrs.field(validator=identifier)
    is_reached: bool = attrs.field(validator=one_of(bool))
    present: int | None = attrs.field(default=None, validator=optional(at_least(0)))


@attrs.frozen(kw_only=True)
class ObjectionRaised(Entry):
    """Somebody objected to a matter or a motion (异议).

    Examples
    --------
    >>> from datetime import UTC
    >>> ObjectionRaised(at=datetime(2023, 5, 4, 9, tzinfo=UTC), by="d-4", about="LQ-1").gives
    (('objection', 'd-4', 'LQ-1'),)
    """

    document_kind: ClassVar[str] = "objection-raised"
    label: ClassVar[Words] = Words("提出异议", "objection raised")
    by: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    text: str = attrs.field(default="", validator=text, repr=hidden)

    @property
    def gives(self) -> tuple[Name, ...]:
        """The objection, which may be settled."""
        return (("objection", self.by, self.about),)


@attrs.frozen(kw_only=True)
class ObjectionSettled(Entry):
    """An objection was settled, as a record elsewhere shows.

    Parameters
    ----------
    by, about
        Who had objected, and to what.
    reference
        Reference to the record of how it was settled.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine)
    >>> sitting = sitting.object("d-4", "LQ-1").object("d-5", "LQ-1")
    >>> settled = ObjectionSettled(at=nine, by="d-4", about="LQ-1", reference="talk-3")
    >>> sitting.record(settled).unsettled("LQ-1")
    frozenset({'d-5'})
    >>> sitting.settle("d-4", "LQ-2", reference="talk-3")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No objection is called 'd-4 LQ-2'. Did you mean 'd-4 LQ-1'? \
[UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "objection-settled"
    label: ClassVar[Words] = Words("解决异议", "objection settled")
    by: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    reference: str = attrs.field(validator=identifier)

    @property
    def goes_by(self) -> Name | None:
        """The objection that was raised."""
        return ("objection", self.by, self.about)
