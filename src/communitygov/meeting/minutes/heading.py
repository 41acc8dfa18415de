"""What stands above the minutes: which council, when and where it sat, who convened it, who led it."""

from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_tuple,
    aware,
    each_of,
    identifier,
    identifiers,
    optional,
    saying,
    title,
)
from communitygov.core.document import Value
from communitygov.errors import Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.sitting.notice import MeetingKind, MeetingMode, as_mode


def _kind(value: object) -> MeetingKind | None:
    """Return the kind with this code, if there is one."""
    return None if value is None else MeetingKind.named(value)


@attrs.frozen(kw_only=True)
class MinutesHeading(Value):
    """The heading of minutes and of sheets for signing in.

    Parameters
    ----------
    sitting, council
        Identifiers of both.
    name
        What the council is called; without it, its identifier stands for it.
    constituencies
        In their order.
    held_at, mode
        When it was to begin, and how it is held.
    kind, place, convener, noticed_at, channels
        As the last notice says; `noticed_at` is its moment.
    orders
        The standing orders under which it was held.
    chair, opened_at, closed_at
        Who opened it, and when it was opened and closed.

    Examples
    --------
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=timezone(timedelta(hours=8)))
    >>> heading = MinutesHeading(sitting="LQ-M1", council="LQ", held_at=nine, mode="hybrid")
    >>> heading.called.zh, heading.day.isoformat()
    ('LQ', '2023-05-04')
    """

    document_kind: ClassVar[str] = "minutes-heading"
    sitting: str = attrs.field(validator=identifier)
    council: str = attrs.field(validator=identifier)
    name: Words | None = attrs.field(default=None, validator=optional(saying))
    constituencies: tuple[Constituency, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Constituency)
    )
    held_at: datetime = attrs.field(validator=aware)
    mode: MeetingMode = attrs.field(converter=as_mode)
    kind: MeetingKind | None = attrs.field(default=None, converter=_kind)
    place: str | None = attrs.field(default=None, validator=optional(title))
    convener: str | None = attrs.field(default=None, validator=optional(identifier))
    noticed_at: datetime | None = attrs.field(default=None, validator=optional(aware))
    channels: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    orders: str | None = attrs.field(default=None, validator=optional(identifier))
    chair: str | None = attrs.field(default=None, validator=optional(identifier))
    opened_at: datetime | None = attrs.field(default=None, validator=optional(aware))
    closed_at: datetime | None = attrs.field(default=None, validator=optional(aware))

    @property
    def called(self) -> Words:
        """What the council is called, or its identifier."""
        return self.name or Words(self.council, self.council)

    @property
    def day(self) -> date:
        """The day of the sitting, in its own time zone."""
        return self.held_at.date()

    @property
    def zone(self) -> tzinfo:
        """The distance from UTC in which all times are shown: that of the scheduled beginning."""
        return timezone(self.held_at.utcoffset() or timedelta())
