"""When a council must meet again (定期): by which day at the latest, how late it is, and what was missed.

1.  How often is always given by the caller (`communitygov.meeting.council.rhythm`).  Document 001 says 定期
   and no period, so there is no default.
2. A sitting is a day.  Whether extraordinary sittings count, the caller says by naming their days or not.
3. A last day that is a rest day moves to the next working day (民法典 203) on the calendar that is passed in;
   without one nothing moves.

This module knows no agenda and no attendance, and reads no clock.
"""

from collections.abc import Iterable
from datetime import date
from html import escape
from itertools import islice, takewhile
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, day, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import WorkCalendar, plain_day
from communitygov.core.worktime import LONGEST_PERIOD
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.council.rhythm import Past, Rhythm

#: Most days to come that are listed at once.
MOST_DAYS = 1_000
_WARNING = Words(f"须为 0 至 {LONGEST_PERIOD} 的整数", f"must be a whole number from 0 to {LONGEST_PERIOD}")
_CALENDAR = Words("须为工作日历，如 WeekendCalendar()", "must be a work calendar, such as WeekendCalendar()")
_TOO_MANY = Words(
    f"须近一些，使应开会日不超过 {MOST_DAYS} 个", f"must be nearer: at most {MOST_DAYS} days are listed"
)


def _warning(_owner: object, field: "attrs.Attribute[int]", value: object) -> None:
    """Refuse what is no number of days, or beyond all use."""
    if type(value) is not int or not 0 <= value <= LONGEST_PERIOD:
        raise InvalidValue(field.name, value, _WARNING)


class _NoRest:
    """A calendar on which nothing moves."""

    def is_workday(self, day: date) -> bool:  # noqa: ARG002  one form for all calendars
        """Tell that this day is like any other."""
        return True


class SeriesState(TermEnum):
    """How a series stands on a day, in the order in which it gets there.

    Examples
    --------
    >>> [state.zh for state in SeriesState]
    ['未到期', '临期', '已逾期']
    """

    NOT_DUE = "not_due", "未到期", "not due"
    DUE = "due", "临期", "due"
    OVERDUE = "overdue", "已逾期", "overdue"


@attrs.frozen(kw_only=True)
class SeriesStatus(Value):
    """How a series of sittings stands on a day.

    Parameters
    ----------
    series, council
        Identifiers of the series and of the council.
    on, due
        The day asked for, and the last day on which the next sitting is in time.
    warning_days
        For how many days before `due` the sitting counts as due; on that day it always does.

    Examples
    --------
    >>> status = SeriesStatus(series="s-1", council="c-1", on=date(2023, 5, 4), due=date(2023, 5, 1))
    >>> status.state, status.days, status.text("zh")
    (SeriesState.OVERDUE, 3, 'c-1：已逾期 3 日，应不晚于 2023-05-01 开会')
    """

    document_kind: ClassVar[str] = "series-status"
    series: str = attrs.field(validator=identifier)
    council: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    due: date = attrs.field(validator=day)
    warning_days: int = attrs.field(default=0, validator=_warning)

    @property
    def state(self) -> SeriesState:
        """Whether the sitting is not due, due or overdue."""
        left = (self.due - self.on).days
        if left < 0:
            return SeriesState.OVERDUE
        return SeriesState.DUE if left <= self.warning_days else SeriesState.NOT_DUE

    @property
    def days(self) -> int:
        """How many days are left, or how many it is overdue."""
        return abs((self.due - self.on).days)

    @property
    def words(self) -> Words:
        """How it stands, in both languages."""
        span = "1 day" if self.days == 1 else f"{self.days} days"
        if self.state is SeriesState.OVERDUE:
            return Words(
                f"{self.council}：已逾期 {self.days} 日，应不晚于 {self.due} 开会",
                f"{self.council}: overdue by {span}, was to meet by {self.due}",
            )
        return Words(
            f"{self.council}：{self.state.zh}，应不晚于 {self.due} 开会，还有 {self.days} 日",
            f"{self.council}: {self.state.en}, to meet by {self.due}, {span} left",
        )

    def text(self, language: Language = "en") -> str:
        """Say how it stands in `language`."""
        return self.words.say(language)

    def _repr_html_(self) -> str:
        """Show it as a table in a notebook."""
        cells = (self.council, self.on, self.due, f"{self.state.zh} {self.state.en}", self.days)
        row = "".join(f"<td>{escape(str(cell))}</td>" for cell in cells)
        return (
            f"<table><caption>{escape(self.series)}</caption><thead><tr><th>议事协商会 council</th>"
            "<th>日期 on</th><th>应不晚于 due</th><th>状态 state</th><th>日 days</th></tr></thead>"
            f"<tbody><tr>{row}</tr></tbody></table>"
        )


@attrs.frozen(kw_only=True)
class MeetingSeries(Value):
    """The sittings that a council must hold (定期会议).

    Parameters
    ----------
    id
        Identifier given by the host application.
    council
        Identifier of the council.
    rhythm
        How often it meets: `Every` so long, or `TimesPer` calendar span.
    since
        From when on it is counted: the day the council was seated, or its last sitting before.
    warning_days
        For how many days before the last one a sitting counts as due.
    source
        Where it stands how often the council meets.

    Examples
    --------
    >>> from communitygov.core.worktime import Period, PeriodUnit
    >>> from communitygov.meeting.council.rhythm import Every
    >>> series = MeetingSeries(
    ...     id="s-1", council="c-1", rhythm=Every(Period(1, PeriodUnit.MONTHS)), since=date(2023, 1, 31)
    ... )
    >>> series.next_due(), series.next_due([date(2023, 2, 10)])
    (datetime.date(2023, 2, 28), datetime.date(2023, 3, 10))
    >>> print(series.status([date(2023, 2, 10)], on=date(2023, 3, 12)).text())
    c-1: overdue by 2 days, was to meet by 2023-03-10
    """

    document_kind: ClassVar[str] = "meeting-series"
    id: str = attrs.field(validator=identifier)
    council: str = attrs.field(validator=identifier)
    rhythm: Rhythm = attrs.field(validator=one_of(Rhythm))
    since: date = attrs.field(validator=day)
    warning_days: int = attrs.field(default=0, validator=_warning)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def next_due(self, held: Iterable[date] = (), *, calendar: WorkCalendar | None = None) -> date:
        """Return the last day on which the sitting after those held is in time.

        Raises
        ------
        InvalidValue
            If a day is no plain day, or the next one lies past the year 9999.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        return self.rhythm.due(self._past(held, calendar))

    def status(
        self, held: Iterable[date] = (), *, on: date, calendar: WorkCalendar | None = None
    ) -> SeriesStatus:
        """Return how the series stands on a day; sittings after it are not looked at."""
        return SeriesStatus(
            series=self.id,
            council=self.council,
            on=plain_day("on", on),
            due=self.rhythm.due(self._past(held, calendar, on=on)),
            warning_days=self.warning_days,
        )

    def findings(
        self, held: Iterable[date] = (), *, on: date, calendar: WorkCalendar | None = None
    ) -> tuple[Finding, ...]:
        """Return every gap up to a day, in the order of time; sittings after it are not looked at.

        A gap of `Every` is one finding however long it lasts; one of `TimesPer` is one for each span.

        Examples
        --------
        >>> from communitygov.meeting.council.rhythm import CalendarSpan, TimesPer
        >>> series = MeetingSeries(
        ...     id="s-1", council="c-1", rhythm=TimesPer(1, CalendarSpan.QUARTER), since=date(2023, 1, 1)
        ... )
        >>> for finding in series.findings([date(2023, 2, 3)], on=date(2023, 7, 1)):
        ...     print(finding)
        c-1 from 2023-04-01 to 2023-06-30: sittings held 0, at least 1 needed, 1 short [SITTINGS_TOO_FEW]
        """
        past = self._past(held, calendar, on=plain_day("on", on))
        found = self.rhythm.findings(past, council=self.council, on=on)
        return tuple(attrs.evolve(finding, source=self.source) for finding in found)

    def days(
        self, held: Iterable[date] = (), *, until: date, calendar: WorkCalendar | None = None
    ) -> tuple[date, ...]:
        """Return the last days of the sittings to come, up to a day and with it.

        Each is the last one if the sitting before it is held on its own last day.  So monthly sittings lead
        from 31 January to 28 February, and on to 28 March.

        Raises
        ------
        InvalidValue
            If there are more than `MOST_DAYS`, or they go past the year 9999.

        Examples
        --------
        >>> from communitygov.core.worktime import Period, PeriodUnit
        >>> from communitygov.meeting.council.rhythm import Every
        >>> series = MeetingSeries(
        ...     id="s-1", council="c-1", rhythm=Every(Period(1, PeriodUnit.MONTHS)), since=date(2024, 1, 31)
        ... )
        >>> [day.isoformat() for day in series.days(until=date(2024, 4, 30))]
        ['2024-02-29', '2024-03-29', '2024-04-29']
        """
        plain_day("until", until)
        coming = takewhile(until.__ge__, self.rhythm.coming(self._past(held, calendar)))
        days = tuple(islice(coming, MOST_DAYS + 1))
        if len(days) > MOST_DAYS:
            raise InvalidValue("until", until.isoformat(), _TOO_MANY)
        return days

    def _past(self, held: Iterable[date], calendar: WorkCalendar | None, *, on: date = date.max) -> Past:
        """Return the sittings in order, those of the series and not after a day."""
        worked = _NoRest() if calendar is None else calendar
        if isinstance(worked, type) or not callable(getattr(worked, "is_workday", None)):
            raise InvalidValue("calendar", calendar, _CALENDAR)
        days = sorted(plain_day("held", each) for each in as_set(held))
        within = (each for each in days if self.since <= each <= on)
        return Past(self.since, tuple(within), worked)
