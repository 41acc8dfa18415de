"""A part of the minutes: what happened before the first item, under an item, or after the close."""

from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, aware, counted, each_of, one_of, optional
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.meeting.minutes.record import MinutesRecord
from communitygov.meeting.sitting.agenda import AgendaItem, ItemState


class SectionPart(TermEnum):
    """Where in the sitting a section lies.

    Examples
    --------
    >>> SectionPart("opening").label("zh")
    '会前与开会'
    """

    OPENING = "opening", "会前与开会", "before the first item"
    ITEM = "item", "议题", "item"
    CLOSING = "closing", "闭会", "closing"


def _part(value: object) -> SectionPart:
    """Return the part with this code."""
    return SectionPart.named(value)


@attrs.frozen(kw_only=True)
class Section(Value):
    """A part of the minutes.

    Parameters
    ----------
    part, item
        Where it lies, and of an item which one.
    announced_at
        When the item was first announced; none if it was added at the sitting.
    state
        How far the item came.
    records
        What happened, in the order of the log.

    Examples
    --------
    >>> section = Section(part="item", item=AgendaItem("1", "线路"), state=ItemState.DONE)
    >>> section.item.title, section.state.zh, section.announced_at is None  # it was added at the sitting
    ('线路', '已议', True)
    """

    document_kind: ClassVar[str] = "minutes-section"
    part: SectionPart = attrs.field(converter=_part)
    item: AgendaItem | None = attrs.field(default=None, validator=optional(one_of(AgendaItem)))
    announced_at: datetime | None = attrs.field(default=None, validator=optional(aware))
    state: ItemState | None = attrs.field(default=None, validator=optional(one_of(ItemState)))
    records: tuple[MinutesRecord, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(MinutesRecord), repr=counted
    )
