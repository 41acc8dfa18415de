"""Conditions on how often and after how long: bounds that end every loop, and days that must pass.

Counts and days follow from the history alone.  Days are calendar days: a period of working days is a deadline
(`communitygov.procedure.deadline`), because it needs a calendar.

This module knows no topic: which actions a table bounds, the table says.
"""

from datetime import timedelta
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, identifier
from communitygov.core.finding import Detail, Message, Reason
from communitygov.core.worktime import LONGEST_PERIOD
from communitygov.errors import InvalidValue, Words
from communitygov.procedure.requirement import (
    Attempt,
    HasHistory,
    Names,
    Requirement,
    came_here,
    clock_time,
    named,
    times_taken,
)

BOUND_REACHED = Message(
    "BOUND_REACHED",
    Words(
        "“{action}”已有 {taken} 次，至多 {most} 次", "to {action} was done {taken} times, {most} is the most"
    ),
    Words("请走其他路径", "take another way"),
)


@attrs.frozen
class TakenFewer(Requirement):
    """An action has been taken in the matter fewer than `than` times; bounds every loop of a table.

    Examples
    --------
    >>> TakenFewer("convene", 3).than
    3
    >>> TakenFewer("convene", 0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: than: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "taken-fewer"
    action: str = attrs.field(validator=identifier)
    than: int = attrs.field(validator=at_least(1))

    def asks(self, *, names: Names) -> Words:
        """Return what is asked, as it stands in a table."""
        taken = named(self.action, names)
        return Words(f"“{taken.zh}”不足 {self.than} 次", f"“{taken.en}” taken fewer than {self.than} times")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Count the action in the history."""
        taken = times_taken(matter, self.action)
        if taken < self.than:
            return ()
        details: dict[str, Detail] = {"action": named(self.action, names), "taken": taken, "most": self.than}
        return (BOUND_REACHED.reason(matter.id, details),)

    @property
    def actions_named(self) -> tuple[str, ...]:
        """Code of the action that is counted."""
        return (self.action,)


NOT_YET_DUE = Message(
    "NOT_YET_DUE",
    Words(
        "“{action}”仅有 {taken} 次，须满 {least} 次",
        "to {action} was done {taken} times, {least} are needed first",
    ),
    Words("请先走其他路径", "take another way first"),
)


@attrs.frozen
class TakenAtLeast(Requirement):
    """An action has been taken in the matter at least `times` times.

    Examples
    --------
    >>> TakenAtLeast("rate_badly", 2).times
    2
    """

    document_kind: ClassVar[str] = "taken-at-least"
    action: str = attrs.field(validator=identifier)
    times: int = attrs.field(validator=at_least(1))

    def asks(self, *, names: Names) -> Words:
        """Return what is asked, as it stands in a table."""
        taken = named(self.action, names)
        return Words(f"“{taken.zh}”已满 {self.times} 次", f"“{taken.en}” taken at least {self.times} times")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Count the action in the history."""
        taken = times_taken(matter, self.action)
        if taken >= self.times:
            return ()
        details: dict[str, Detail] = {
            "action": named(self.action, names),
            "taken": taken,
            "least": self.times,
        }
        return (NOT_YET_DUE.reason(matter.id, details),)

    @property
    def actions_named(self) -> tuple[str, ...]:
        """Code of the action that is counted."""
        return (self.action,)


TOO_EARLY = Message(
    "TOO_EARLY",
    Words("须满 {days} 日，至 {until} 止", "{days} days must pass first, until {until}"),
    Words("请在 {until} 之后办理", "act after {until}"),
)


_DAYS = Words(f"须为 1 至 {LONGEST_PERIOD} 的整数", f"must be a whole number from 1 to {LONGEST_PERIOD}")


def number_of_days(_owner: object, field: "attrs.Attribute[int]", value: object) -> None:
    """Refuse more days than any period has: a way out that nobody lives to take is none."""
    if type(value) is not int or not 1 <= value <= LONGEST_PERIOD:
        raise InvalidValue(field.name, value, _DAYS)


@attrs.frozen
class DaysPassed(Requirement):
    """Whole days have passed since the case came to stand where it stands.

    The first day is not counted; the last one ends at midnight, in the time zone of the entry that brought
    the case here (民法典 201, 203).

    Examples
    --------
    >>> DaysPassed(3).days
    3
    >>> DaysPassed(10**9)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: days: 1000000000 will not do; it must be a whole number from 1 to \
100000. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "days-passed"
    days: int = attrs.field(validator=number_of_days)

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words(f"已满 {self.days} 日", f"{self.days} whole days have passed")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Compare the attempt's time with the end of the last day."""
        since = came_here(matter.history) if matter.history else attempt.at
        midnight = since.replace(hour=0, minute=0, second=0, microsecond=0)
        try:
            end = midnight + timedelta(days=self.days + 1)
        except OverflowError:  # beyond the calendar
            return (TOO_EARLY.reason(matter.id, {"days": self.days, "until": "9999-12-31"}),)
        if attempt.at >= end:
            return ()
        return (TOO_EARLY.reason(matter.id, {"days": self.days, "until": clock_time(end)}),)
