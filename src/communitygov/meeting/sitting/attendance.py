"""Who came and who left (签到), as what and by which way; and the stay that lies between the two.

Whether somebody was entitled to come is not known here.  All stays of a sitting together are in
`communitygov.meeting.sitting.attendance_register`.
"""

from datetime import datetime, timedelta
from typing import ClassVar

import attrs

from communitygov.core.checks import aware, identifier, optional
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.sitting.entry import Entry, as_moment
from communitygov.meeting.tally.ballot import Channel, as_channel


class Capacity(TermEnum):
    """As what somebody comes.

    Examples
    --------
    >>> Capacity("observer").label("zh")
    '列席'
    """

    MEMBER = "member", "出席", "member"
    SUBSTITUTE = "substitute", "替补", "substitute"
    PROXY = "proxy", "代理人", "proxy holder"
    OBSERVER = "observer", "列席", "observer"


def as_capacity(value: object) -> Capacity:
    """Return the capacity with this code."""
    return Capacity.named(value)


@attrs.frozen(kw_only=True)
class SignedIn(Entry):
    """Somebody signed in (签到).

    Parameters
    ----------
    person
        Who came.
    channel
        Whether they came into the room or by wire.
    capacity
        As what they came.
    sits_for
        In whose seat a substitute sits.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> SignedIn(at=nine, person="d-9", capacity="substitute", sits_for="d-4").channel
    Channel.IN_PERSON
    >>> SignedIn(at=nine, person="d-9", capacity="substitute")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: sits_for: None will not do; it must be given for a substitute, and for \
nobody else. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "signed-in"
    label: ClassVar[Words] = Words("签到", "signed in")
    person: str = attrs.field(validator=identifier)
    channel: Channel = attrs.field(default=Channel.IN_PERSON, converter=as_channel)
    capacity: Capacity = attrs.field(default=Capacity.MEMBER, converter=as_capacity)
    sits_for: str | None = attrs.field(default=None, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse a substitute without a seat, and a seat without a substitute."""
        if (self.capacity is Capacity.SUBSTITUTE) is (self.sits_for is None):
            bound = Words(
                "须为替补给出，且只为替补给出", "must be given for a substitute, and for nobody else"
            )
            raise InvalidValue("sits_for", self.sits_for, bound)


@attrs.frozen(kw_only=True)
class SignedOut(Entry):
    """Somebody left (签退).

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.sitting.attendance_register import AttendanceRegister
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> left = SignedOut(at=nine + timedelta(minutes=40), person="d-1")
    >>> register = AttendanceRegister.of([SignedIn(at=nine, person="d-1"), left])
    >>> register.of_person("d-1")[0].ended == left.at, register.present_at(left.at)
    (True, frozenset())
    >>> SignedOut(at=nine.replace(tzinfo=None), person="d-1")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: at: datetime.datetime(2023, 5, 4, 9, 0) will not do; it must be a \
datetime with a time zone. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "signed-out"
    label: ClassVar[Words] = Words("签退", "signed out")
    person: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class Attendance(Value):
    """One stay of one person.

    Parameters
    ----------
    person
        Who was there.
    begun, ended
        From when, and until when; the moment of leaving is not included.  Without it they are still there.
    channel, capacity, sits_for
        As they signed in.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> stay = Attendance(person="d-1", begun=nine, ended=nine + timedelta(minutes=40))
    >>> stay.covers(nine), stay.covers(nine + timedelta(minutes=40)), str(stay.lasts)
    (True, False, '0:40:00')
    """

    document_kind: ClassVar[str] = "attendance"
    person: str = attrs.field(validator=identifier)
    begun: datetime = attrs.field(validator=aware)
    ended: datetime | None = attrs.field(default=None, validator=optional(aware))
    channel: Channel = attrs.field(default=Channel.IN_PERSON, converter=as_channel)
    capacity: Capacity = attrs.field(default=Capacity.MEMBER, converter=as_capacity)
    sits_for: str | None = attrs.field(default=None, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        if self.ended is not None and self.ended < self.begun:
            bound = Words(f"须不早于 {self.begun}", f"must not be earlier than {self.begun}")
            raise InvalidValue("ended", self.ended, bound)

    @classmethod
    def beginning(cls, entry: SignedIn) -> "Attendance":
        """Return the stay that signing in begins."""
        return cls(
            person=entry.person,
            begun=entry.at,
            channel=entry.channel,
            capacity=entry.capacity,
            sits_for=entry.sits_for,
        )

    @property
    def lasts(self) -> timedelta | None:
        """How long; none while they are still there."""
        return None if self.ended is None else self.ended - self.begun

    def covers(self, moment: datetime) -> bool:
        """Tell whether they were there at a moment."""
        return self.begun <= as_moment(moment) and (self.ended is None or moment < self.ended)
