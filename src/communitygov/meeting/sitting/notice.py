"""By what a sitting is convened (会议通知): who convenes, when and where, what it will deal with.

Notices are issued, and issued again when something changes; the log keeps each with its moment.  What stands
in a notice is announced.  How long before the sitting a notice must go out, the standing orders say; this
module knows none.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, identifier, identifiers, one_of, optional, ordered, title
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import Words
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem
from communitygov.meeting.sitting.entry import Entry, Name


class MeetingMode(TermEnum):
    """How a sitting is held.

    Examples
    --------
    >>> MeetingMode("hybrid").label("zh")
    '线上线下结合'
    """

    IN_PERSON = "in_person", "线下", "in person"
    ONLINE = "online", "线上", "online"
    HYBRID = "hybrid", "线上线下结合", "hybrid"
    WRITTEN = "written", "书面", "in writing"


class MeetingKind(TermEnum):
    """Whether a sitting is held in its turn or for an occasion.

    Examples
    --------
    >>> Notice(convener="d-1", kind="extraordinary").kind.label("zh")
    '临时会议'
    >>> Notice(convener="d-1", kind="extraordinery")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No MeetingKind is called 'extraordinery'. Did you mean \
'extraordinary'? [UNKNOWN_NAME]
    """

    REGULAR = "regular", "定期会议", "regular"
    EXTRAORDINARY = "extraordinary", "临时会议", "extraordinary"


def as_mode(value: object) -> MeetingMode:
    """Return the mode with this code."""
    return MeetingMode.named(value)


def _kind(value: object) -> MeetingKind:
    """Return the kind with this code."""
    return MeetingKind.named(value)


def _agenda(value: Agenda | Iterable[AgendaItem]) -> Agenda:
    """Return an agenda, or the one that items make up."""
    return value if isinstance(value, Agenda) else Agenda(value)


@attrs.frozen(kw_only=True)
class Notice(Value):
    """The notice of a sitting (会议通知).

    Parameters
    ----------
    convener
        Who convenes (召集人).
    agenda
        What is announced; items will do.
    channels
        Codes of the ways by which it went out, such as ``"notice_board"``.
    place
        Where the sitting is held; public.
    mode
        How it is held.
    kind
        Whether it is held in its turn or for an occasion.

    Examples
    --------
    >>> notice = Notice(convener="d-1", agenda=[AgendaItem("1", "老旧线路改造")], mode="hybrid")
    >>> notice.kind, notice.mode
    (MeetingKind.REGULAR, MeetingMode.HYBRID)
    """

    document_kind: ClassVar[str] = "notice"
    convener: str = attrs.field(validator=identifier)
    agenda: Agenda = attrs.field(factory=Agenda, converter=_agenda)
    channels: frozenset[str] = attrs.field(
        default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    place: str | None = attrs.field(default=None, validator=optional(title))
    mode: MeetingMode = attrs.field(default=MeetingMode.IN_PERSON, converter=as_mode)
    kind: MeetingKind = attrs.field(default=MeetingKind.REGULAR, converter=_kind)


@attrs.frozen(kw_only=True)
class NoticeIssued(Entry):
    """A notice went out.

    Examples
    --------
    An item is announced from the first notice in which it stands:

    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> first, second, held = (datetime(2023, 5, day, 9, tzinfo=UTC) for day in (1, 2, 4))
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=held)
    >>> wiring, parking = AgendaItem("1", "线路"), AgendaItem("2", "停车")
    >>> for at, items in ((first, [wiring]), (second, [wiring, parking])):
    ...     sitting = sitting.record(NoticeIssued(at=at, notice=Notice(convener="d-1", agenda=items)))
    >>> [sitting.announced_at(number).day for number in ("1", "2")]
    [1, 2]
    """

    document_kind: ClassVar[str] = "notice-issued"
    label: ClassVar[Words] = Words("发出通知", "notice issued")
    notice: Notice = attrs.field(validator=one_of(Notice))

    @property
    def gives(self) -> tuple[Name, ...]:
        """The items it announces."""
        return tuple(("item", item.number) for item in self.notice.agenda.items)
