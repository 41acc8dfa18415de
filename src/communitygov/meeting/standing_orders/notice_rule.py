"""What must come before a sitting (会前要求): how long before it notice is given, by which ways, and by whom.

1. Days before a sitting are counted from the day after the notice went out (民法典 201) up to the day of the
   sitting, that day included: a notice of Monday is three days before a sitting on Thursday.  That the day of
   the sitting is counted is a library default; who counts it out asks for one day more.
2. Working days need the calendar of the caller.  Nothing moves because of a rest day.
3. A sitting in writing is a kind of its own, whether or not it is held in its turn.

No document says how long before 四方会谈 notice is given, so nothing here has a default of days.
This module knows no sitting.
"""

from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, identifiers, one_of, optional, ordered
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import WorkCalendar, workdays_between
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.sitting.notice import MeetingKind, MeetingMode, Notice
from communitygov.meeting.within import as_period_if_given, working

_DAYS = Words("须为日或工作日", "must be days or workdays")
_LATER_ITEMS = Words(
    "须不长于通知提前的 {days}：通知发出前无从告知议题",
    "must be no longer than that of the notice, {days}: items cannot be told before it goes out",
)
_ASKS_NOTHING = Words(
    "须至少要求一项：提前、方式、议题或召集人", "must ask for something: days, channels, items or conveners"
)


class SittingKind(TermEnum):
    """What kind of sitting a rule is for.

    Examples
    --------
    >>> SittingKind("written").label("zh")
    '书面会议'
    """

    REGULAR = "regular", "定期会议", "regular sitting"
    EXTRAORDINARY = "extraordinary", "临时会议", "extraordinary sitting"
    WRITTEN = "written", "书面会议", "sitting in writing"

    @classmethod
    def of(cls, mode: MeetingMode, notice: Notice | None) -> "SittingKind":
        """Return the kind of a sitting held in this way under this notice; without a notice, a regular one.

        Examples
        --------
        >>> SittingKind.of(MeetingMode.WRITTEN, None), SittingKind.of(MeetingMode.ONLINE, None)
        (SittingKind.WRITTEN, SittingKind.REGULAR)
        """
        if MeetingMode.WRITTEN in {mode, notice.mode if notice else mode}:
            return cls.WRITTEN
        is_called = notice is not None and notice.kind is MeetingKind.EXTRAORDINARY
        return cls.EXTRAORDINARY if is_called else cls.REGULAR


def as_kind(value: object) -> SittingKind:
    """Return the kind with this code."""
    return SittingKind.named(value)


def in_days(_owner: object, field: "attrs.Attribute[Period | None]", value: Period | None) -> None:
    """Refuse a period that is not one of days or working days."""
    if value is not None and value.unit not in {PeriodUnit.DAYS, PeriodUnit.WORKDAYS}:
        raise InvalidValue(field.name, value.text(), _DAYS)


def days_ahead(earlier: date, later: date, *, unit: PeriodUnit, calendar: WorkCalendar | None) -> int:
    """Return how many days one day lies before another, the first not counted; none if it does not.

    Raises
    ------
    InvalidValue
        If working days are asked for without a calendar.

    Examples
    --------
    >>> monday, thursday = date(2023, 5, 8), date(2023, 5, 11)
    >>> days_ahead(monday, thursday, unit=PeriodUnit.DAYS, calendar=None)
    3
    """
    if earlier >= later:
        return 0
    if unit is PeriodUnit.WORKDAYS:
        return workdays_between(earlier, later, calendar=working(calendar))
    return (later - earlier).days


@attrs.frozen(kw_only=True)
class NoticeRule(Value):
    """What the notice of one kind of sitting must keep to (会议通知规则).

    Parameters
    ----------
    kind
        For which kind of sitting it is.
    days
        How long before the sitting it goes out: calendar days, or a period of days or working days.
    items_days
        How long before the sitting the delegates have been told each item; any time, unless given.
    channels
        Codes of the ways by which it goes out, all of them.
    conveners
        Who may convene: identifiers of people or bodies, or codes of constituencies, any delegate of which
        may; anybody, unless given.
    source
        Where it stands.

    Examples
    --------
    >>> NoticeRule(kind="extraordinary", days=7, conveners={"party_committee"}).days.text("zh")
    '7日'
    >>> NoticeRule(kind="regular", days=3, items_days=15)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: items_days: '15 days' will not do; it must be no longer than that of \
the notice, 3 days: items cannot be told before it goes out. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "notice-rule"
    kind: SittingKind = attrs.field(converter=as_kind)
    days: Period | None = attrs.field(default=None, converter=as_period_if_given, validator=in_days)
    items_days: Period | None = attrs.field(default=None, converter=as_period_if_given, validator=in_days)
    channels: frozenset[str] = attrs.field(
        default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    conveners: frozenset[str] = attrs.field(
        default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that asks for nothing, and items that are told before the notice goes out."""
        if not (self.days or self.items_days or self.channels or self.conveners):
            raise InvalidValue("days", None, _ASKS_NOTHING)
        notice, items = self.days, self.items_days
        if notice and items and notice.unit is items.unit and items.amount > notice.amount:
            bound = Words(
                _LATER_ITEMS.zh.format(days=notice.text("zh")), _LATER_ITEMS.en.format(days=notice.text())
            )
            raise InvalidValue("items_days", items.text(), bound)
