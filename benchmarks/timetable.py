"""Weeks of shared rooms filled: the library's search beside a first-fit by hand, and HiGHS where it is there.

Three seeded weeks: 400 activities in 6 rooms, too many; as many in 20 rooms, where all have room; and 1,500
in 60.  Every way gets the same rooms, hours, windows, capacities, features and operators, on the half hour.
HiGHS takes one variable for each activity, room and beginning, and is asked about the first two weeks only.
Worth is people times minutes, told as a share of the library's own bound, which nothing can exceed.

Run: ``python benchmarks/timetable.py`` (a minute); ``python benchmarks/timetable.py highs 120`` gives HiGHS
so many seconds a week.
"""

import sys
from importlib.util import find_spec
from random import Random
from statistics import median
from time import process_time
from typing import Any

from communitygov.space.brief.timetable.activity import Activity, SharedRoom
from communitygov.space.brief.timetable.pack import PackRule, pack
from communitygov.space.brief.timetable.problem import Problem, problem_of
from communitygov.space.brief.timetable.timetable import Timetable
from communitygov.space.brief.timetable.week import each_bit
from communitygov.space.hours.week_hours import WeekHours

RASTER, REPEATS, FEATURES = 30, 3, ("mirror", "sink", "stage")
WEEKS = (("tight", 6, 400), ("slack", 20, 400), ("large", 60, 1_500))
WINDOWS = tuple(
    map(
        WeekHours.parse,
        (
            "24/7",
            "Mo-Fr 08:00-12:00",
            "Mo-Fr 14:00-18:00",
            "18:00-22:00",
            "Sa-Su 08:00-22:00",
            "08:00-18:00",
        ),
    )
)


def week(rooms: int, activities: int, *, seed: int = 7) -> Timetable:
    """Return a week to fill."""
    random = Random(seed)  # noqa: S311  an example, no secret
    hours = WeekHours.parse("08:00-22:00")
    shared = [
        SharedRoom(
            f"r{at}",
            capacity=random.choice((20, 30, 40, 60, 100)),
            hours=hours,
            features=set(random.sample(FEATURES, random.randint(0, 2))),
        )
        for at in range(rooms)
    ]
    wanted = [
        Activity(
            f"a{at}",
            "活动",
            "activity",
            minutes=random.choice((60, 90, 120, 180)),
            times=random.choice((1, 1, 1, 2)),
            window=random.choice(WINDOWS),
            attendance=random.randint(5, 60),
            needs={random.choice(FEATURES)} if random.random() < 0.15 else set(),  # noqa: PLR2004
            operator=f"o{random.randrange(60)}",
        )
        for at in range(activities)
    ]
    return Timetable(shared, wanted)


def first_fit(problem: Problem) -> int:
    """Place activities as they come, each at the first beginning that is free, as one writes it at once."""
    taken_rooms: set[tuple[int, int]] = set()
    taken_operators: set[tuple[int, int]] = set()
    value = 0
    for wish in problem.wishes:
        days: set[int] = set()
        for room, begin in wish.options:
            for start in each_bit(begin):
                steps = [step % problem.steps for step in range(start, start + wish.length)]
                is_free = (
                    len(days) < wish.times
                    and start // problem.day not in days
                    and not any((room, step) in taken_rooms for step in steps)
                    and not any((wish.operator, step) in taken_operators for step in steps)
                )
                if is_free:
                    taken_rooms.update((room, step) for step in steps)
                    taken_operators.update((wish.operator, step) for step in steps)
                    days.add(start // problem.day)
                    value += wish.weight
    return value


def highs(problem: Problem, seconds: float) -> tuple[float, float, bool]:
    """Return what HiGHS finds, its bound, and whether it proved it."""
    import highspy  # noqa: PLC0415  optional

    rows: dict[tuple[str, int, int], list[int]] = {}
    weights: list[int] = []
    for wish in problem.wishes:
        for room, begin in wish.options:
            for start in each_bit(begin):
                column = len(weights)
                weights.append(wish.weight)
                rows.setdefault(("times", wish.activity, 0), []).append(column)
                rows.setdefault(("day", wish.activity, start // problem.day), []).append(column)
                for step in range(start, start + wish.length):
                    rows.setdefault(("room", room, step % problem.steps), []).append(column)
                    rows.setdefault(("operator", wish.operator, step % problem.steps), []).append(column)
    times = {wish.activity: wish.times for wish in problem.wishes}
    model: Any = highspy.Highs()
    model.setOptionValue("output_flag", False)  # noqa: FBT003  its own form
    model.setOptionValue("time_limit", float(seconds))
    count = len(weights)
    model.addVars(count, [0.0] * count, [1.0] * count)
    model.changeColsCost(count, list(range(count)), [-float(weight) for weight in weights])
    model.changeColsIntegrality(count, list(range(count)), [highspy.HighsVarType.kInteger] * count)
    for (kind, at, _), columns in rows.items():
        most = float(times[at]) if kind == "times" else 1.0
        model.addRow(0.0, most, len(columns), columns, [1.0] * len(columns))
    model.run()
    info = model.getInfo()
    proved = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return -info.objective_function_value, -info.mip_dual_bound, proved


def _line(name: str, value: float, bound: int, seconds: float) -> str:
    """Return one line of the report."""
    return f"  {name:<24} {value:>12,.0f}  {100 * value / bound:6.2f} % of the bound  {seconds:7.3f} CPU s"


def _own(table: Timetable, rounds: int) -> tuple[int, int, float]:
    """Return value, bound and the median of the time."""
    times: list[float] = []
    rule, found = PackRule(raster=RASTER, rounds=rounds), None
    for _ in range(REPEATS):
        begun = process_time()
        found = pack(table, rule=rule).certificate
        times.append(process_time() - begun)
    assert found is not None  # noqa: S101
    assert found.value is not None  # noqa: S101
    assert found.bound is not None  # noqa: S101
    return int(found.value), int(found.bound), median(times)


def main(seconds: float) -> None:
    """Print what each way finds, and how long it takes."""
    for name, rooms, activities in WEEKS:
        table = week(rooms, activities)
        problem = problem_of(table, RASTER)
        print(f"{name}: {activities} activities in {rooms} rooms")
        bound = _own(table, 0)[1]
        for rounds in (0, 50, 300):
            value, _, spent = _own(table, rounds)
            print(_line(f"communitygov, {rounds} rounds", value, bound, spent))
        begun = process_time()
        value = first_fit(problem)
        print(_line("first fit by hand", value, bound, process_time() - begun))
        if seconds and name != "large" and find_spec("highspy"):
            begun = process_time()
            best, limit, proved = highs(problem, seconds)
            label = "HiGHS, proved" if proved else "HiGHS, time over"
            print(_line(label, best, bound, process_time() - begun), f" its bound {limit:,.0f}")


if __name__ == "__main__":
    main(float(sys.argv[2]) if sys.argv[1:2] == ["highs"] else 0.0)
