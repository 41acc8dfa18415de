"""The story of the quarter: divided, registered, served, reported, reorganised, diagnosed."""

from datetime import date, datetime, timedelta, timezone

import attrs

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.geometry import Area, Point
from communitygov.grid import GridHierarchy
from communitygov.grid.delineation import Building, Delineation, delineate
from communitygov.grid.diagnosis import Diagnosis, diagnose
from communitygov.grid.posting import Duty, Posting, Rebalance, RebalanceRule, Roster, Worker, WorkerKind
from communitygov.grid.reorganisation import Chronicle, Holdings, Merge, OpenMatter, Preview, merge, preview
from communitygov.grid.residency import Residency
from communitygov.grid.routing import Dispatch, Ground, Report, Router, three_tier_policy
from quarter_case.ground import MARKET, TOWER_HOUSEHOLDS, adjacency, buildings
from quarter_case.people import COMMUNITY, DAY, centres_of, residency_of, roster_of

CHINA = timezone(timedelta(hours=8))
#: When residents report, and when two grids become one.
REPORTED = datetime(2024, 3, 1, 9, 30, tzinfo=CHINA)
MERGED = date(2024, 4, 1)
#: A resident, one who has left, and the worker of the whole community.
SOMEBODY, GONE, ABOVE = "r-B1-01-001-1", "r-gone", "cw-1"
BASIS = "街道批复（示例） / an approval of the street, invented"


@attrs.frozen(kw_only=True)
class Course:
    """Everything that the example tells of, in its order."""

    draft: Delineation
    plan: Delineation
    grid: GridHierarchy
    residency: Residency
    unserved: Roster
    balance: Rebalance
    roster: Roster
    reports: tuple[Dispatch, ...]
    foreseen: Preview
    chronicle: Chronicle
    diagnosis: Diagnosis


def course(seed: int) -> Course:
    """Let the story take its course."""
    known = buildings()
    draft = delineate(known, adjacency(known), seed=seed)
    parted = tuple(unit for building in known for unit in units_of(building))
    plan = delineate(parted, adjacency(parted), seed=seed).coded(COMMUNITY)
    above = [("DS", None, "street", "东升街道"), (COMMUNITY, "DS", "integrated", "综合网格（示例）")]
    grid = GridHierarchy.from_rows([*above, *plan.to_rows(parent=COMMUNITY)])
    residency = residency_of(grid, plan)
    unserved = roster_of(grid, plan, residency)
    rule = RebalanceRule(worker_kinds={WorkerKind.MICRO_GRID_WORKER})
    balance = unserved.rebalance(centres=centres_of(plan), on=DAY, rule=rule)
    roster = staffed(balance.roster)
    standing = standing_of(grid, residency, roster)
    change = merger(standing)
    return Course(
        draft=draft,
        plan=plan,
        grid=grid,
        residency=residency,
        unserved=unserved,
        balance=balance,
        roster=roster,
        reports=reports_on(plan, residency, roster),
        foreseen=preview(change, standing),
        chronicle=Chronicle(standing).after(change),
        diagnosis=diagnose(grid, on=DAY, residency=residency, roster=roster),
    )


def units_of(building: Building) -> tuple[Building, ...]:
    """Return a tower as its two entrances (单元), and any other building as it is."""
    if building.households < TOWER_HOUSEHOLDS:
        return (building,)
    half = building.households // 2
    return tuple(
        Building(
            f"{building.id}-U{unit}",
            households=half,
            at=Point(building.at.east + 400 * unit, building.at.north),
        )
        for unit in (1, 2)
    )


def staffed(roster: Roster) -> Roster:
    """Return the roster with somebody for the whole community; the market has nobody of its own."""
    worker = Worker(ABOVE, kind=WorkerKind.GRID_WORKER, home="DS-street")
    postings = [Posting(ABOVE, COMMUNITY, duty=duty, since=DAY) for duty in Duty]
    return attrs.evolve(roster, workers=[*roster.workers, worker], postings=[*roster.postings, *postings])


def reports_on(plan: Delineation, residency: Residency, roster: Roster) -> tuple[Dispatch, ...]:
    """Return where three reports go: of a resident, of a place in the market, of somebody who has left."""
    router = Router(
        residency=residency,
        roster=roster,
        policy=three_tier_policy(),
        calendar=WeekendCalendar(),
        grounds=[Ground(MARKET, market_ground(plan))],
    )
    stall = next(each.at for each in plan.buildings if each.exclusive)
    return router.dispatch_many(
        [
            Report("R-1", matter="lighting", at=REPORTED, person=SOMEBODY),
            Report("R-2", matter="wiring", at=REPORTED, point=stall),
            Report("R-3", matter="lighting", at=REPORTED, person=GONE),
        ]
    )


def market_ground(plan: Delineation) -> Area:
    """Return the upright rectangle around the market's buildings."""
    stalls = [each.at for each in plan.buildings if each.exclusive]
    west, east = min(at.east for at in stalls), max(at.east for at in stalls)
    south, north = min(at.north for at in stalls), max(at.north for at in stalls)
    return Area((Point(west, south), Point(east, south), Point(east, north), Point(west, north)))


def standing_of(grid: GridHierarchy, residency: Residency, roster: Roster) -> Holdings:
    """Return the grids with all that is in them, an open matter in each of the first two micro-grids."""
    matters = [OpenMatter(f"m-{at}", grid=code) for at, code in enumerate(_first_two(grid), 1)]
    return Holdings(grid, residency=residency, roster=roster, matters=matters)


def merger(standing: Holdings) -> Merge:
    """Return the merger of the first two micro-grids, led by who is in charge of the first."""
    grid, roster = standing.grid, standing.roster
    one, other = _first_two(grid)
    into = f"{COMMUNITY}-G01-M91"
    change = merge(grid, (one, other), into=into, name="合并示例", on=MERGED, basis=BASIS)
    return change if roster is None else change.led_by(roster.chain(one, on=MERGED)[0])


def _first_two(grid: GridHierarchy) -> tuple[str, str]:
    """Return the first two micro-grids of the first general grid."""
    one, other, *_ = grid.children(f"{COMMUNITY}-G01")
    return one, other
