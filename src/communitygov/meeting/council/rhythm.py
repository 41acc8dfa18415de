"""How often a council must meet (定期): so long after the last sitting, or so often in each calendar span.

1. `Every` counts from the last sitting.  That day itself is not counted (民法典 201).  A month ends on the
   corresponding day, or on the last day of a shorter month: a month after 31 January is 28 or 29 February
   (202).  On a calendar of working days a last day of rest moves to the next working day (203).
2. `TimesPer` counts the days with a sitting in each calendar month, quarter, half-year or year.

Two readings of `TimesPer` are this library's own.  A span that has begun when the series begins is not asked
for.  A span ends when it ends, rest day or not.

No document says how often; this module has no default, and reads no clock.
"""

from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate, count, islice, pairwise, repeat
from types import MappingProxyType
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.checks import one_of
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import WorkCalendar, plain_day
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, Words

SITTING_LATE = Message(
    "SITTING_LATE",
    Words(
        "{council} 于 {held} 开会，应不晚于 {due}（{rhythm}），晚 {late} 日",
        "{council} met on {held}, later than {due} ({rhythm}); days late: {late}",
    ),
    Words("请在记录中说明迟延原因，并按期召集下次会议", "record why, and call the next sitting in time"),
)
SITTING_OVERDUE = Message(
    "SITTING_OVERDUE",
    Words(
        "{council} 应不晚于 {due} 开会（{rhythm}），已逾期 {late} 日",
        "{council} was to meet by {due} ({rhythm}); days overdue: {late}",
    ),
    Words("请尽快召集会议", "call a sitting"),
)
SITTINGS_TOO_FEW = Message(
    "SITTINGS_TOO_FEW",
    Words(
        "{council} 自 {first} 至 {due} 开会 {have} 次，须至少 {need} 次，差 {shortfall} 次",
        "{council} from {first} to {due}: sittings held {have}, at least {need} needed, {shortfall} short",
    ),
    Words("请在记录中说明原因，今后每期开足次数", "record why, and meet as often as needed from now on"),
)

_UNIT = Words("须以日、月或年计", "must be in days, months or years")
_IN_TIME = Words("须在公元 9999 年之内", "must lie in the years up to 9999")


class Past(NamedTuple):
    """What a rhythm reckons with: since when, the days of sittings in order, and which days are worked."""

    since: date
    held: tuple[date, ...]
    calendar: WorkCalendar


@attrs.frozen
class Rhythm(Value, ABC):
    """Base of the ways to say how often a council meets.

    Examples
    --------
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> past = Past(date(2023, 1, 1), (date(2023, 1, 9),), WeekendCalendar())
    >>> for rhythm in (Every.weeks(2), TimesPer(2, CalendarSpan.MONTH)):
    ...     print(rhythm.due(past), rhythm.words.en)
    2023-01-23 at least once in 14 days after the last sitting
    2023-01-31 at least 2 times in each calendar month
    """

    __slots__ = ()

    @property
    @abstractmethod
    def words(self) -> Words:
        """How often, in both languages."""

    @abstractmethod
    def due(self, past: Past) -> date:
        """Return the last day on which the next sitting is in time."""

    @abstractmethod
    def coming(self, past: Past) -> Iterator[date]:
        """Return the last days of the next sittings, each as if the one before came on its own; no end."""

    @abstractmethod
    def findings(self, past: Past, *, council: str, on: date) -> Iterable[Finding]:
        """Tell of every lapse before a day, and of the one that still goes on."""


def _period(_owner: object, field: "attrs.Attribute[Period]", value: Period) -> None:
    """Refuse hours, and working days: no council is due after so many of them."""
    one_of(Period)(_owner, field, value)
    if value.unit in (PeriodUnit.HOURS, PeriodUnit.WORKDAYS):
        raise InvalidValue(field.name, value.text(), _UNIT)


@attrs.frozen
class Every(Rhythm):
    """At least once in each period, counted from the last sitting.

    Examples
    --------
    >>> Every(Period(2, PeriodUnit.MONTHS)).words.en
    'at least once in 2 months after the last sitting'
    >>> Every.weeks(2).period.text()
    '14 days'
    >>> Every(Period(40, PeriodUnit.HOURS))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: period: '40 hours' will not do; it must be in days, months or years. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "every"
    period: Period = attrs.field(validator=_period)

    @classmethod
    def weeks(cls, number: int) -> "Every":
        """Return once in so many weeks."""
        return cls(Period(Period(number, PeriodUnit.DAYS).amount * 7, PeriodUnit.DAYS))

    @property
    def words(self) -> Words:
        """How often, in both languages."""
        return Words(
            f"上次会议后每{self.period.text('zh')}至少一次",
            f"at least once in {self.period.text()} after the last sitting",
        )

    def due(self, past: Past) -> date:
        """Return the last day of the period that began with the last sitting."""
        return self.period.last_day((past.since, *past.held)[-1], past.calendar)

    def coming(self, past: Past) -> Iterator[date]:
        """Return the last days of one period after the other, each counted from the day before it."""
        start = (past.since, *past.held)[-1]
        days = accumulate(repeat(start), lambda day, _: self.period.last_day(day, past.calendar))
        return islice(days, 1, None)

    def findings(self, past: Past, *, council: str, on: date) -> Iterable[Finding]:
        """Tell of each sitting that came late, and of the one that has not come."""
        said: dict[str, Detail] = {"council": council, "rhythm": self.words}
        for before, held in pairwise((past.since, *past.held)):
            due = self.period.last_day(before, past.calendar)
            if held > due:
                late: dict[str, Detail] = {"held": held.isoformat(), "late": (held - due).days}
                yield SITTING_LATE.finding(council, {**said, **late, "due": due.isoformat()})
        due = self.due(past)
        if on > due:
            overdue: dict[str, Detail] = {"due": due.isoformat(), "late": (on - due).days}
            yield SITTING_OVERDUE.finding(council, {**said, **overdue})


class CalendarSpan(TermEnum):
    """A part of the calendar in which sittings are counted.

    Examples
    --------
    >>> CalendarSpan.QUARTER.label("zh"), CalendarSpan.QUARTER.first(5), CalendarSpan.QUARTER.last(5)
    ('季度', datetime.date(1, 4, 1), datetime.date(1, 6, 30))
    """

    MONTH = "month", "月", "month"
    QUARTER = "quarter", "季度", "quarter"
    HALF_YEAR = "half_year", "半年", "half-year"
    YEAR = "year", "年", "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return _MONTHS[self]

    def number(self, on: date) -> int:
        """Return which one a day is in, counted from the beginning of the calendar."""
        plain_day("on", on)
        return (on.year * 12 + on.month - 1) // self.months

    def first(self, number: int) -> date:
        """Return the first day of the one with this number."""
        if type(number) is not int:
            raise InvalidValue("number", number, Words("须为整数", "must be a whole number"))
        year, month = divmod(number * self.months, 12)
        if not date.min.year <= year <= date.max.year:
            raise InvalidValue("day", f"{self.value} {number}", _IN_TIME)
        return date(year, month + 1, 1)

    def last(self, number: int) -> date:
        """Return the last day of the one with this number."""
        first = self.first(number)
        month = first.month + self.months - 1
        return date(first.year, month, monthrange(first.year, month)[1])


_MONTHS = MappingProxyType(dict(zip(CalendarSpan, (1, 3, 6, 12), strict=True)))
#: Fewest days of a month: nobody is asked to meet more often than once a day.
_FEWEST_DAYS = 28


@attrs.frozen
class TimesPer(Rhythm):
    """At least so many sittings in each calendar month, quarter, half-year or year.

    Examples
    --------
    >>> TimesPer(2, CalendarSpan.YEAR).words.zh
    '每年至少2次'
    >>> TimesPer(29, CalendarSpan.MONTH)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: times: 29 will not do; it must be a whole number from 1 to 28, once a \
day at most. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "times-per"
    times: int = attrs.field()
    span: CalendarSpan = attrs.field(validator=one_of(CalendarSpan))

    def __attrs_post_init__(self) -> None:
        """Refuse no sitting at all, and more than one a day."""
        most = _FEWEST_DAYS * self.span.months
        if type(self.times) is not int or not 1 <= self.times <= most:
            bound = Words(
                f"须为 1 至 {most} 的整数，至多每日一次",
                f"must be a whole number from 1 to {most}, once a day at most",
            )
            raise InvalidValue("times", self.times, bound)

    @property
    def words(self) -> Words:
        """How often, in both languages."""
        often = "once" if self.times == 1 else f"{self.times} times"
        return Words(
            f"每{self.span.zh}至少{self.times}次", f"at least {often} in each calendar {self.span.en}"
        )

    def due(self, past: Past) -> date:
        """Return the last day of the span in which the next sitting is wanted."""
        return self.span.last(self._wanted(past))

    def coming(self, past: Past) -> Iterator[date]:
        """Return the last days of the spans from the one in which the next sitting is wanted."""
        return (self.span.last(number) for number in count(self._wanted(past)))

    def findings(self, past: Past, *, council: str, on: date) -> Iterable[Finding]:
        """Tell of each span that is over and had too few sittings."""
        for number in range(self._opening(past.since), self.span.number(on)):
            have = self._held(past, number)
            if have < self.times:
                details: dict[str, Detail] = {
                    "council": council,
                    "first": self.span.first(number).isoformat(),
                    "due": self.span.last(number).isoformat(),
                    "have": have,
                    "need": self.times,
                    "shortfall": self.times - have,
                }
                yield SITTINGS_TOO_FEW.finding(council, details)

    def _opening(self, since: date) -> int:
        """Return the first span that is asked for: the first one that lies in the series as a whole."""
        number = self.span.number(since)
        return number if self.span.first(number) == since else number + 1

    def _held(self, past: Past, number: int) -> int:
        """Return how many days of a span had a sitting."""
        return sum(self.span.number(each) == number for each in past.held)

    def _wanted(self, past: Past) -> int:
        """Return the span in which the next sitting is wanted: that of the last one until it has enough."""
        number = max([self._opening(past.since), *map(self.span.number, past.held[-1:])])
        return number if self._held(past, number) < self.times else number + 1
