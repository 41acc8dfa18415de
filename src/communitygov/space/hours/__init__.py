"""When something is open: the minutes of a week, across midnight and across Sunday night."""

from communitygov.space.hours.opening_text import WEEK
from communitygov.space.hours.week_hours import ALWAYS, NEVER, WeekHours

__all__ = ["ALWAYS", "NEVER", "WEEK", "WeekHours"]
