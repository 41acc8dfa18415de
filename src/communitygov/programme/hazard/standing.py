"""A standing plan (常态化): tasks that come again, and on which days; and what was done, counted by kind.

静态变常态: a plan all of whose tasks are done once is one-off (静态); one with a task that comes again is
standing (常态).  The document names four tasks of such a plan and no interval: how many days lie between two
inspections is the caller's.  Whether a day is a working day, this module does not ask.
"""

from collections import Counter
from datetime import date, timedelta
from typing import ClassVar

import attrs

from communitygov.core.argument import require_once
from communitygov.core.checks import (
    as_tuple,
    at_least,
    counted,
    day,
    each_of,
    hidden,
    identifier,
    one_of,
    optional,
    title,
)
from communitygov.core.document import Value
from communitygov.core.source import quoted
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.programme.asked import asked_day, found
from communitygov.programme.sheet import both, sheet

#: Where the plan and its four tasks stand.
SAFETY_PLAN = quoted(
    "001",
    "常态化安全微整治计划，统筹抓好自治组织运行机制完善、常态化巡查安全隐患重点区域、人流车流有序引导、多元治理力量整合等工作",
)
#: Where the two modes stand.
ONE_OFF_TO_STANDING = quoted("001", "深化治理，静态变常态")

#: Most days that are worked out at once.
MOST_DAYS = 1000
_MOST = Words(f"须为 1 至 {MOST_DAYS} 的整数", f"must be a whole number from 1 to {MOST_DAYS}")
_TASKS = Words("须至少有一项任务", "must have one task or more")
_TASK = Words("任务", "task")


class PlanMode(TermEnum):
    """Whether a plan is over once it is done, or goes on.

    Examples
    --------
    >>> PlanMode.STANDING.zh
    '常态'
    """

    ONE_OFF = "one_off", "静态", "one-off"
    STANDING = "standing", "常态", "standing"


class SafetyTask(TermEnum):
    """The four tasks of the standing safety plan, in the order of the document.

    Examples
    --------
    >>> [task.zh for task in SafetyTask][1]
    '常态化巡查安全隐患重点区域'
    """

    MECHANISM = "mechanism", "自治组织运行机制完善", "better working of the self-governing bodies"
    PATROL = "patrol", "常态化巡查安全隐患重点区域", "regular rounds of the places most at risk"
    TRAFFIC = "traffic", "人流车流有序引导", "orderly ways for people and vehicles"
    FORCES = "forces", "多元治理力量整合", "joining of all who take part"


@attrs.frozen(kw_only=True)
class StandingTask(Value):
    """A task, its first day, and after how many days it comes again; none if it does not.

    Examples
    --------
    >>> patrol = StandingTask(what=SafetyTask.PATROL.term, first=date(2023, 7, 3), every_days=7)
    >>> [day.isoformat() for day in patrol.next_days(date(2023, 7, 10), most=2)]
    ['2023-07-10', '2023-07-17']
    >>> patrol.next_days(date(2023, 7, 10), most=0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: most: 0 will not do; it must be a whole number from 1 to 1000. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "standing-task"
    what: Term = attrs.field(validator=one_of(Term))
    first: date = attrs.field(validator=day)
    every_days: int | None = attrs.field(default=None, validator=optional(at_least(1)))

    def next_days(self, on: date, *, most: int = 1) -> tuple[date, ...]:
        """Return the next days on which it is due, from `on` on, that day included.

        Parameters
        ----------
        on
            The day from which one looks ahead.
        most
            How many days at most, up to 1000; fewer where the calendar ends, or the task does not come again.

        Raises
        ------
        InvalidValue
            If `on` is no day or `most` out of bounds.
        """
        asked_day("on", on)
        if type(most) is not int or not 1 <= most <= MOST_DAYS:
            raise InvalidValue("most", most, _MOST)
        if self.every_days is None:
            return (self.first,) if on <= self.first else ()
        passed = max(0, -(-(on - self.first).days // self.every_days))
        left = (date.max - self.first).days // self.every_days - passed + 1
        due = range(passed, passed + min(most, left))
        return tuple(self.first + timedelta(days=self.every_days * times) for times in due)


@attrs.frozen(kw_only=True)
class StandingPlan(Value):
    """Tasks that belong together.

    Examples
    --------
    >>> plan = StandingPlan(
    ...     tasks=[
    ...         StandingTask(
    ...             what=task.term, first=date(2023, 7, 3), every_days=7 if task == "patrol" else None
    ...         )
    ...         for task in SafetyTask
    ...     ]
    ... )
    >>> len(plan.tasks), plan.mode.zh
    (4, '常态')
    >>> plan.next_days("patrol", date(2023, 7, 4))
    (datetime.date(2023, 7, 10),)
    >>> plan.next_days("patrols", date(2023, 7, 4))
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No task is called 'patrols'. Did you mean 'patrol'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "standing-plan"
    tasks: tuple[StandingTask, ...] = attrs.field(converter=as_tuple, validator=each_of(StandingTask))

    def __attrs_post_init__(self) -> None:
        """Refuse a plan of nothing, and a task twice."""
        if not self.tasks:
            raise InvalidValue("tasks", self.tasks, _TASKS)
        require_once("tasks", (each.what.code for each in self.tasks))

    @property
    def mode(self) -> PlanMode:
        """Standing if any task comes again, one-off otherwise."""
        returns = any(each.every_days is not None for each in self.tasks)
        return PlanMode.STANDING if returns else PlanMode.ONE_OFF

    def next_days(self, task: str, on: date, *, most: int = 1) -> tuple[date, ...]:
        """Return the next days on which a task is due, from `on` on.

        Raises
        ------
        UnknownName
            If the plan has no such task.
        """
        known = {each.what.code: each for each in self.tasks}
        return found(task, known, kind=_TASK).next_days(on, most=most)

    def _repr_html_(self) -> str:
        once = "一次 once"
        rows = [
            (
                both(each.what.words),
                each.first.isoformat(),
                f"每 {each.every_days} 日 every {each.every_days} days" if each.every_days else once,
            )
            for each in self.tasks
        ]
        heads = ("任务 task", "首日 first day", "周期 again")
        return sheet("standing-plan", f"计划 plan · {both(self.mode.term.words)}", heads=heads, rows=rows)


@attrs.frozen(kw_only=True)
class SafetyActivity(Value):
    """That something was done for safety on a day: a check, a talk, a visit.

    What was written down about it is hidden in the ``repr``: a visit may name a resident.

    Examples
    --------
    >>> check = Term("fire_check", "消防安全排查", "fire-safety check")
    >>> SafetyActivity(what=check, on=date(2023, 7, 9), grid="LQ-03").what.zh
    '消防安全排查'
    """

    document_kind: ClassVar[str] = "safety-activity"
    what: Term = attrs.field(validator=one_of(Term))
    on: date = attrs.field(validator=day)
    grid: str | None = attrs.field(default=None, validator=optional(identifier))
    words: str | None = attrs.field(default=None, validator=optional(title), repr=hidden)


@attrs.frozen
class ActivityLog(Value):
    """What was done, counted by kind.

    Examples
    --------
    >>> check = Term("fire_check", "消防安全排查", "fire-safety check")
    >>> talk = Term("traffic_talk", "文明交通知识宣讲", "talk on courtesy in traffic")
    >>> days = [(check, 1), (talk, 1), (check, 8)]
    >>> log = ActivityLog([SafetyActivity(what=what, on=date(2023, 7, day)) for what, day in days])
    >>> log.counts()
    (('fire_check', 2), ('traffic_talk', 1))
    """

    document_kind: ClassVar[str] = "activity-log"
    activities: tuple[SafetyActivity, ...] = attrs.field(
        converter=as_tuple, validator=each_of(SafetyActivity), repr=counted
    )

    def counts(self, *, grid: str | None = None) -> tuple[tuple[str, int], ...]:
        """Return how often each kind was done, in the order of the codes; in one grid, where one is given."""
        kinds = (each.what.code for each in self.activities if grid is None or each.grid == grid)
        return tuple(sorted(Counter(kinds).items()))

    def _repr_html_(self) -> str:
        counts = Counter(each.what for each in self.activities)
        ranked = sorted(counts.items(), key=lambda each: (each[0].code, each[0].zh, each[0].en))
        rows = [(both(what.words), str(count)) for what, count in ranked]
        return sheet("activity-log", "活动 activities", heads=("活动 what", "次数 times"), rows=rows)
