"""Opening hours of a week: a set of its 10,080 minutes, also as one whole number with a bit for each.

Midnight and Sunday night are minutes like others.  Two sets of hours are joined, cut and subtracted; a moment
is asked for by the clock that it shows itself.

This module knows no holidays and no seasons: whoever has other hours then keeps a second `WeekHours`.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import ClassVar, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, is_aware
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.space.hours.opening_text import (
    DAY,
    DAYS,
    WEEK,
    Minutes,
    by_day,
    read_opening,
    said_of_day,
    write_opening,
)

_SPANS = Words(
    f"须为自周一零时起 0 至 {WEEK} 分钟之间的（起，止），依次排列、互不相接",
    f"must be pairs of minutes (from, until) within 0 to {WEEK} after Monday 00:00, in order and apart",
)
_MINUTES = Words(
    f"须为（起，止）分钟，起在 0 与 {WEEK} 之间，不超过一周",
    f"must be minutes (from, until), begun within 0 to {WEEK} and no longer than a week",
)
_MASK = Words(f"须为不超过 {WEEK} 位的非负整数", f"must be a whole number from 0 of at most {WEEK} bits")
_AWARE = Words("须为带时区的时间", "must be a datetime with a time zone")
_LATER = Words("须晚于起始时间", "must be later than the beginning")
_REACH = Words("须远离公历首末年", "must not lie at the ends of the calendar")


def _is_span(pair: object) -> bool:
    """Tell whether something is minutes within the week."""
    match pair:
        case (int() as since, int() as until) if type(pair) is tuple and type(since) is type(until) is int:
            return 0 <= since < until <= WEEK
        case _:
            return False


def _is_opening(pair: object) -> bool:
    """Tell whether something is minutes that begin within the week and last a week at most."""
    match pair:
        case (int() as since, int() as until) if type(since) is type(until) is int:
            return 0 <= since < WEEK and since < until <= since + WEEK
        case _:
            return False


def _check_spans(
    _owner: object, field: "attrs.Attribute[tuple[Minutes, ...]]", spans: tuple[Minutes, ...]
) -> None:
    """Refuse spans that are not in order and apart, so that the same minutes are written in one way only."""
    if not all(map(_is_span, spans)):
        raise InvalidValue(field.name, [str(pair)[:40] for pair in spans[:3]], _SPANS)
    if any(one[1] >= two[0] for one, two in pairwise(spans)):
        raise InvalidValue(field.name, spans[:5], _SPANS)


def _clock(at: object, name: str) -> datetime:
    """Return a moment if it has a time zone."""
    if not is_aware(at):
        raise InvalidValue(name, at, _AWARE)
    return cast("datetime", at)


def _minute(at: datetime) -> int:
    """Return the minute of the week that a clock shows."""
    return at.weekday() * DAY + at.hour * 60 + at.minute


@attrs.frozen(repr=False)
class WeekHours(Value):
    """The minutes of a week in which something is open.

    Parameters
    ----------
    spans
        Minutes after Monday 00:00, each from the first on to before the second, in order and apart; what goes
        over Sunday night stands in two pieces.  `parse` and `of` are more convenient.

    Examples
    --------
    >>> from datetime import datetime, timedelta, timezone
    >>> hours = WeekHours.parse("Mo-Fr 08:30-22:00; Sa 20:00-02:00")
    >>> china = timezone(timedelta(hours=8))
    >>> hours.is_open(datetime(2023, 7, 9, 1, 30, tzinfo=china))  # on the Sunday, after midnight
    True
    >>> hours.minutes, (hours - WeekHours.parse("Mo-Su 12:00-14:00")).minutes
    (4410, 3810)
    >>> print(hours | WeekHours.parse("Sa 10:00-20:00"))
    Mo-Fr 08:30-22:00; Sa 10:00-02:00
    >>> WeekHours.parse("PH off")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: opening hours: 'PH' will not do; it must be days from Mo to Su, such \
as Mo-Fr or Sa,Su; holidays, months and weeks are not read. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "week-hours"
    spans: tuple[Minutes, ...] = attrs.field(default=(), converter=as_tuple, validator=_check_spans)

    @classmethod
    def parse(cls, text: str) -> "WeekHours":
        """Read a part of the ``opening_hours`` of OpenStreetMap; ``str()`` writes it.

        ``24/7``, ``off``, and rules such as ``Mo-Fr 08:30-12:00,14:00-22:00`` separated by semicolons.  A
        later rule replaces what earlier ones say of openings that begin on its days.

        Raises
        ------
        InvalidValue
            If `text` is of another part of that language, or of none; the error names what is not read.

        Examples
        --------
        >>> print(WeekHours.parse("09:00-17:00; We off"))
        Mo-Tu,Th-Su 09:00-17:00
        """
        return cls.of(read_opening(text))

    @classmethod
    def of(cls, spans: Iterable[Minutes]) -> "WeekHours":
        """Return the hours of any spans of minutes after Monday 00:00, in any order, overlapping or not.

        What ends after the week goes on at its beginning.

        Raises
        ------
        InvalidValue
            If one begins outside the week, does not end after it begins, or is longer than a week.

        Examples
        --------
        >>> print(WeekHours.of([(9_840, 10_200)]))
        Su 20:00-02:00
        """
        if not isinstance(spans, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("spans", type(spans).__name__, _MINUTES)
        mask = 0
        for pair in spans:
            if not _is_opening(pair):
                raise InvalidValue("spans", str(pair)[:40], _MINUTES)
            since, until = pair
            mask |= ((1 << until - since) - 1) << since
        return cls.of_mask(mask & _FULL | mask >> WEEK)

    @classmethod
    def of_mask(cls, mask: int) -> "WeekHours":
        """Return the hours of a number of which bit m says whether minute m of the week is open.

        Raises
        ------
        InvalidValue
            If it is no such number.

        Examples
        --------
        >>> print(WeekHours.of_mask(0b111 << 600))
        Mo 10:00-10:03
        """
        if type(mask) is not int or not 0 <= mask <= _FULL:
            raise InvalidValue("mask", type(mask).__name__, _MASK)
        return cls(_runs(mask))

    @cached_property
    def mask(self) -> int:
        """The minutes as one number: bit m is set if minute m of the week is open."""
        return sum(((1 << until - since) - 1) << since for since, until in self.spans)

    @property
    def minutes(self) -> int:
        """How many minutes of the week are open."""
        return sum(until - since for since, until in self.spans)

    def is_open(self, at: datetime) -> bool:
        """Tell whether it is open at a moment, by the clock that the moment itself shows.

        Raises
        ------
        InvalidValue
            If the moment has no time zone.
        """
        return bool(self.mask >> _minute(_clock(at, "at")) & 1)

    def covers(self, since: datetime, until: datetime) -> bool:
        """Tell whether it is open all the time from a moment on to before another, by the clock of the first.

        A minute that is only touched must be open too.  Where clocks are put on or back in between, every
        minute is asked for as the clock shows it.

        Raises
        ------
        InvalidValue
            If a moment has no time zone, or the second is not later.

        Examples
        --------
        >>> from datetime import datetime, timedelta, timezone
        >>> night = WeekHours.parse("Sa 20:00-02:00")
        >>> begin = datetime(2023, 7, 8, 23, tzinfo=timezone(timedelta(hours=8)))
        >>> night.covers(begin, begin + timedelta(hours=3)), night.covers(begin, begin + timedelta(hours=4))
        (True, False)
        """
        begin, end = _clock(since, "since"), _clock(until, "until")
        try:
            return not _asked(begin, end.astimezone(UTC)) & ~self.mask
        except OverflowError as error:
            raise InvalidValue("until", until, _REACH) from error

    def includes(self, other: "WeekHours") -> bool:
        """Tell whether it is open whenever `other` is.

        Examples
        --------
        >>> ALWAYS.includes(NEVER), NEVER.includes(ALWAYS)
        (True, False)
        """
        require("other", other, kind=WeekHours)
        return not other.mask & ~self.mask

    def __and__(self, other: "WeekHours") -> "WeekHours":
        """Return when both are open."""
        if not isinstance(other, WeekHours):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return WeekHours.of_mask(self.mask & other.mask)

    def __or__(self, other: "WeekHours") -> "WeekHours":
        """Return when one of them or both are open."""
        if not isinstance(other, WeekHours):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return WeekHours.of_mask(self.mask | other.mask)

    def __sub__(self, other: "WeekHours") -> "WeekHours":
        """Return when this is open and the other is not."""
        if not isinstance(other, WeekHours):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return WeekHours.of_mask(self.mask & ~other.mask)

    def __str__(self) -> str:
        """Return it as `parse` reads it."""
        return write_opening(self.spans)

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"WeekHours.parse({str(self)!r})"

    def _repr_html_(self) -> str:
        """Show the days with what begins on each, for notebooks."""
        rows = (
            f"<tr><th>{day}</th><td>{escape(said_of_day(openings)) or 'off'}</td></tr>"
            for day, openings in zip(DAYS, by_day(self.spans), strict=True)
        )
        return f"<table>{''.join(rows)}</table>"


_FULL = (1 << WEEK) - 1


def _runs(mask: int) -> tuple[Minutes, ...]:
    """Return from which bit to before which the bits are set, the lowest first."""
    # Found in the text: of ten thousand bits few begin or end a run.
    said = f"0{mask:b}"[::-1]
    runs: list[Minutes] = []
    since = said.find("1")
    while since >= 0:
        until = said.find("0", since)
        runs.append((since, until))
        since = said.find("1", until)
    return tuple(runs)


def _asked(begin: datetime, end: datetime) -> int:
    """Return the minutes of the week that the clock of `begin` shows until `end`, which is in UTC."""
    # Two moments of one zone are subtracted by the clock alone; in UTC the difference is that of time.
    if end <= begin.astimezone(UTC):
        raise InvalidValue("until", end, _LATER)
    # The minute begins by the clock itself, whose offset from UTC may have seconds of its own.
    start = begin.replace(second=0, microsecond=0).astimezone(UTC)
    length = -(-(end - start) // timedelta(minutes=1))
    if length >= WEEK:
        return _FULL
    if begin.utcoffset() == end.astimezone(begin.tzinfo).utcoffset():
        return WeekHours.of([(_minute(begin), _minute(begin) + length)]).mask
    mask = 0
    for more in range(length):
        mask |= 1 << _minute((start + timedelta(minutes=more)).astimezone(begin.tzinfo))
    return mask


#: Open at all times.
ALWAYS = WeekHours(((0, WEEK),))
#: Open at no time.
NEVER = WeekHours()
