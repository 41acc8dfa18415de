"""For how long a case stood to be rated: from when, until when at most, and when it went on.

Days are calendar days, counted like those of `communitygov.procedure.bound.DaysPassed`: the first is not
counted, and the last ends at midnight in the zone of the entry that brought the case there (民法典 201, 203).

This module reads no clock and knows no rating.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from communitygov.core.worktime import Period, PeriodUnit
from communitygov.procedure.requirement import PastAction


class _EveryDay:
    """A calendar on which nothing moves: the days are calendar days."""

    def is_workday(self, day: date) -> bool:  # noqa: ARG002  one form for all calendars
        """Tell that this day is like any other."""
        return True


class Stay(NamedTuple):
    """The last time that a case stood in a state.

    Parameters
    ----------
    action, since
        Code of the action that brought it there, and when.
    until
        When its days there are over; nothing from then on is in time.
    left
        When it went on; none while it stands there.  What is of that very moment is still in time.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Actor
    >>> nine = datetime.fromisoformat("2023-05-04T09:00:00+08:00")
    >>> resident = Actor("r-1", roles={"resident"})
    >>> case = five_step().open("LQ-1", "ageing wiring", by=resident, at=nine, grid="LQ-03")
    >>> stay = Stay.of(case.history, state="raised", days=3)
    >>> stay.until.isoformat(), stay.left, stay.includes(nine), stay.includes(stay.until)
    ('2023-05-08T00:00:00+08:00', None, True, False)
    >>> Stay.of(case.history, state="awaiting_rating", days=3) is None
    True
    """

    action: str
    since: datetime
    until: datetime
    left: datetime | None

    @classmethod
    def of(cls, history: Sequence[PastAction], *, state: str, days: int) -> "Stay | None":
        """Return the last stay in a state; none for a case that has never been there.

        Raises
        ------
        InvalidValue
            If the days end past the year 9999.
        """
        arrivals = [
            seq for seq, entry in enumerate(history) if entry.target == state and entry.source != state
        ]
        if not arrivals:
            return None
        arrival = history[arrivals[-1]]
        later = history[arrivals[-1] + 1 :]
        left = next((entry.at for entry in later if entry.target != state), None)
        until = Period(days, PeriodUnit.DAYS).end(arrival.at, _EveryDay())
        return cls(arrival.action, arrival.at, until, left)

    @property
    def end(self) -> datetime:
        """When it was over: with its days, or earlier if the case went on."""
        return self.until if self.left is None else min(self.until, self.left)

    def includes(self, at: datetime) -> bool:
        """Tell whether a moment is neither before it nor after it."""
        return self.since <= at < self.until and (self.left is None or at <= self.left)
