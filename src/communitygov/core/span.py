"""Days from one on to before another: when something holds, and whether two such spans share a day.

Both ends may be open.  The last day is not included, so that one span ends on the day on which the next
begins.  This module knows nothing of what holds.
"""

from datetime import date
from typing import Protocol

from communitygov.errors import InvalidValue, Words


class Spanned(Protocol):
    """What holds from a day on, and no longer on another."""

    @property
    def since(self) -> date | None:
        """The first day; none if it has always held."""

    @property
    def until(self) -> date | None:
        """The first day on which it no longer holds; none if there is none."""


def check_span(spanned: Spanned) -> None:
    """Refuse an end that is not after the beginning.

    Raises
    ------
    InvalidValue
        If the span holds no day.
    """
    since, until = spanned.since, spanned.until
    if since is not None and until is not None and until <= since:
        bound = Words(f"须晚于首日 {since}", f"must be later than the first day, {since}")
        raise InvalidValue("until", until.isoformat(), bound)


def runs(spanned: Spanned, on: date | None) -> bool:
    """Tell whether a span holds a day; without a day, spans are not looked at.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> may = SimpleNamespace(since=date(2023, 5, 1), until=date(2023, 6, 1))
    >>> [runs(may, date(2023, month, 1)) for month in (4, 5, 6)], runs(may, None)
    ([False, True, False], True)
    """
    if on is None:
        return True
    since, until = spanned.since, spanned.until
    return (since is None or since <= on) and (until is None or on < until)


def meet(one: Spanned, other: Spanned) -> bool:
    """Tell whether two spans share a day.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> may = SimpleNamespace(since=date(2023, 5, 1), until=date(2023, 6, 1))
    >>> later, always = (
    ...     SimpleNamespace(since=date(2023, 6, 1), until=None),
    ...     SimpleNamespace(since=None, until=None),
    ... )
    >>> meet(may, later), meet(may, always)
    (False, True)
    """
    return _ends_after(one.until, other.since) and _ends_after(other.until, one.since)


def _ends_after(until: date | None, since: date | None) -> bool:
    """Tell whether what ends on one day still holds when something begins on another."""
    return until is None or since is None or since < until
