"""Standing plans and what was done, by kind."""

from datetime import date

import pytest

from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.programme.hazard import (
    ActivityLog,
    PlanMode,
    SafetyActivity,
    SafetyTask,
    StandingPlan,
    StandingTask,
)

FIRST = date(2023, 7, 3)


def plan(*, every_days: int | None) -> StandingPlan:
    return StandingPlan(
        tasks=[
            StandingTask(
                what=task.term, first=FIRST, every_days=every_days if task is SafetyTask.PATROL else None
            )
            for task in SafetyTask
        ]
    )


def test_a_plan_with_a_task_that_comes_again_is_standing_and_any_other_one_off() -> None:
    assert plan(every_days=7).mode is PlanMode.STANDING
    assert plan(every_days=None).mode is PlanMode.ONE_OFF


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2023, 6, 1), date(2023, 7, 3)),
        (date(2023, 7, 3), date(2023, 7, 3)),
        (date(2023, 7, 4), date(2023, 7, 10)),
        (date(2023, 7, 10), date(2023, 7, 10)),
    ],
)
def test_the_next_inspection_is_on_the_day_or_after_it(on: date, expected: date) -> None:
    assert plan(every_days=7).next_days("patrol", on) == (expected,)


def test_a_task_that_does_not_come_again_is_over_after_its_day() -> None:
    task = StandingTask(what=SafetyTask.FORCES.term, first=FIRST)
    assert task.next_days(FIRST, most=5) == (FIRST,)
    assert task.next_days(date(2023, 7, 4), most=5) == ()


def test_inspections_end_with_the_calendar() -> None:
    task = StandingTask(what=SafetyTask.PATROL.term, first=date(9999, 12, 20), every_days=7)
    assert task.next_days(date(9999, 12, 21), most=10) == (date(9999, 12, 27),)
    assert task.next_days(date(9999, 12, 30), most=10) == ()
    rare = StandingTask(what=SafetyTask.PATROL.term, first=FIRST, every_days=2**53 - 1)
    assert rare.next_days(FIRST, most=3) == (FIRST,)
    assert rare.next_days(date(2023, 7, 4), most=3) == ()


@pytest.mark.parametrize("most", [0, 1001, True, 2.0])
def test_days_are_worked_out_within_bounds(most: object) -> None:
    with pytest.raises(InvalidValue, match="most"):
        plan(every_days=7).next_days("patrol", FIRST, most=most)  # type: ignore[arg-type]


def test_a_plan_has_tasks_and_each_once() -> None:
    with pytest.raises(InvalidValue, match="one task or more"):
        StandingPlan(tasks=[])
    task = StandingTask(what=SafetyTask.PATROL.term, first=FIRST)
    with pytest.raises(InvalidValue, match="only once"):
        StandingPlan(tasks=[task, task])
    with pytest.raises(UnknownName, match="task"):
        plan(every_days=7).next_days("sweep", FIRST)


def test_activities_are_counted_by_kind_and_by_grid() -> None:
    check = Term("fire_check", "消防安全排查", "fire-safety check")
    talk = Term("traffic_talk", "文明交通知识宣讲", "talk on courtesy in traffic")
    log = ActivityLog(
        [
            SafetyActivity(what=check, on=FIRST, grid="G-1"),
            SafetyActivity(what=talk, on=FIRST, grid="G-1"),
            SafetyActivity(what=check, on=FIRST, grid="G-2"),
        ]
    )
    assert log.counts() == (("fire_check", 2), ("traffic_talk", 1))
    assert log.counts(grid="G-2") == (("fire_check", 1),)


def test_plans_and_logs_are_shown_as_tables() -> None:
    once = StandingTask(what=SafetyTask.FORCES.term, first=FIRST)
    again = StandingTask(what=SafetyTask.PATROL.term, first=FIRST, every_days=7)
    shown = StandingPlan(tasks=[once, again])._repr_html_()
    assert "一次 once" in shown
    assert "每 7 日 every 7 days" in shown
    assert "常态 standing" in shown
    visit = SafetyActivity(what=Term("visit", "走访", "visit"), on=FIRST, words="138")
    assert "<td>走访 visit</td><td>2</td>" in ActivityLog([visit, visit])._repr_html_()
    assert "138" not in repr(visit)
    assert "138" not in ActivityLog([visit])._repr_html_()
