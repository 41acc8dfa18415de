"""Reports led to who is responsible: one by one, and a million at once, in a district and in a city.

1. A district of 11,092 grids with 100,000 dwellings and 150,000 people, a worker in every third micro-grid
   and in all grids above.  `Router.route` answers with grid and worker, `Router.dispatch` with the whole way
   up, deadlines and reasons: by code of the grid, dwelling, person and point.  The peer is written by hand:
   plain mappings and a climb to the nearest worker, for a point an STRtree of shapely.  It knows no day, no
   matter, no second home, no border, and nobody's own report.
2. A million reports of numbered people, led to their grids and on to their workers by `PopulationColumns`,
   beside ``Series.map`` of pandas and beside numpy by hand: in the district, and in a city of 155,084 grids
   and 20,000,000 people.
3. What people and dwellings hold: as values, and as columns.

All are timed in turn in one process, by processor time; the ratio is what to quote.

Run: ``python benchmarks/routing.py`` (some minutes; pandas, numpy and shapely are timed where they are there)
"""

import gc
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from math import isqrt
from random import Random
from typing import Any, NamedTuple

from grid import DISTRICT, Size, Work, in_turn, told
from grid_city import CITY, SCHEME
from grid_peers import Register, register

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.geometry import Area, Point
from communitygov.grid import GridHierarchy, LevelScheme
from communitygov.grid.level import THREE_PLUS_ONE
from communitygov.grid.posting import Posting, Roster, Worker, WorkerKind
from communitygov.grid.residency import Dwelling, PopulationColumns, Residency, Tenure, TenureRole
from communitygov.grid.routing import Ground, Report, Router, three_tier_policy

DAY, AT = date(2024, 3, 1), datetime(2024, 3, 1, 9, tzinfo=UTC)
PEOPLE, DWELLINGS, ASKED, REPORTS, ROUNDS = 150_000, 100_000, 5_000, 1_000_000, 7
#: Side of a micro-grid's ground, in centimetres: they lie in a square, side by side.
SIDE = 10_000
WAYS = ("grid", "dwelling", "person", "point")


class District(NamedTuple):
    """A district as the library has it, and the same in plain mappings for the peer."""

    router: Router
    parent: dict[str, str | None]
    grid_of: dict[str, str]
    home_of: dict[str, str]
    worker_of: dict[str, str]
    squares: dict[str, tuple[int, int]]


def staffed(given: Register) -> tuple[Roster, dict[str, str]]:
    """Return a roster with a worker in every third micro-grid and in all others; and who works where."""
    grid = GridHierarchy.from_rows(given.rows, scheme=given.scheme)
    vacant = {code for at, code in enumerate(given.leaves) if at % 3}
    worker_of = {row[0]: f"w-{row[0]}" for row in given.rows if row[0] not in vacant}
    workers = [Worker(each, kind=WorkerKind.GRID_WORKER) for each in worker_of.values()]
    postings = [Posting(worker, code) for code, worker in worker_of.items()]
    return Roster(grid, workers=workers, postings=postings), worker_of


def homes(grid: GridHierarchy, leaves: list[str], people: int, dwellings: int) -> Residency:
    """Return so many people in so many dwellings, spread over the micro-grids."""
    random = Random(5)  # noqa: S311  reproducible, not secret
    return Residency(
        grid,
        dwellings=[Dwelling(f"D{at}", grid=random.choice(leaves)) for at in range(dwellings)],
        tenures=[
            Tenure(f"r{at}", f"D{random.randrange(dwellings)}", role=TenureRole.MEMBER)
            for at in range(people)
        ],
    )


def district(given: Register) -> District:
    """Make the district."""
    roster, worker_of = staffed(given)
    residency = homes(roster.grid, given.leaves, PEOPLE, DWELLINGS)
    across = isqrt(len(given.leaves)) + 1
    squares = {code: (at % across * SIDE, at // across * SIDE) for at, code in enumerate(given.leaves)}
    router = Router(
        roster=roster,
        policy=three_tier_policy(),
        calendar=WeekendCalendar(),
        residency=residency,
        grounds=[Ground(code, square(*corner)) for code, corner in squares.items()],
    )
    return District(
        router=router,
        parent=dict(given.pairs),
        grid_of={each.id: each.grid for each in residency.dwellings},
        home_of={each.person: each.dwelling for each in residency.tenures},
        worker_of=worker_of,
        squares=squares,
    )


def square(east: int, north: int) -> Area:
    """Return the ground of a micro-grid."""
    corners = ((0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE))
    return Area(tuple(Point(east + right, north + up) for right, up in corners))


# ------------------------------------------------------------------------- one by one


def reports(town: District) -> dict[str, list[Report]]:
    """Return reports that say their place in one way each."""
    random = Random(6)  # noqa: S311  reproducible, not secret
    choices = {"grid": [*town.squares], "dwelling": [*town.grid_of], "person": [*town.home_of]}
    made = {
        way: [Report(f"R{at}", matter="m", at=AT, **{way: random.choice(known)}) for at in range(ASKED)]
        for way, known in choices.items()
    }
    corners = [random.choice([*town.squares.values()]) for _ in range(ASKED)]
    points = [Point(e + random.randrange(1, SIDE), n + random.randrange(1, SIDE)) for e, n in corners]
    made["point"] = [Report(f"R{at}", matter="m", at=AT, point=point) for at, point in enumerate(points)]
    return made


def by_hand(town: District) -> dict[str, Callable[[Report], tuple[str, str | None]]]:
    """Return for each way what gives grid and worker by plain mappings."""
    parent, worker_of, grid_of, home_of = town.parent, town.worker_of, town.grid_of, town.home_of

    def served(code: str) -> tuple[str, str | None]:
        at: str | None = code
        while at is not None and at not in worker_of:
            at = parent[at]
        return code, None if at is None else worker_of[at]

    ways: dict[str, Callable[[Any], tuple[str, str | None]]] = {
        "grid": lambda report: served(report.grid),
        "dwelling": lambda report: served(grid_of[report.dwelling]),
        "person": lambda report: served(grid_of[home_of[report.person]]),
    }
    if find_spec("shapely"):
        shapely = import_module("shapely")
        codes = [*town.squares]
        tree = shapely.STRtree([shapely.box(e, n, e + SIDE, n + SIDE) for e, n in town.squares.values()])

        def of_point(report: Any) -> tuple[str, str | None]:  # noqa: ANN401  reports with a point
            place = shapely.Point(report.point.east, report.point.north)
            return served(codes[tree.query(place, predicate="within")[0]])

        ways["point"] = of_point
    return ways


def one_by_one(town: District) -> None:
    """Time single reports in every way that they can say their place."""
    router, asked, peers = town.router, reports(town), by_hand(town)
    for way in WAYS:
        given = asked[way]
        works: dict[str, Work] = {
            "route": ((lambda given=given: [router.route(each) for each in given]), ASKED),
            "dispatch": ((lambda given=given: [router.dispatch(each) for each in given]), ASKED),
        }
        if peer := peers.get(way):
            works["by hand"] = (lambda given=given, peer=peer: [peer(each) for each in given]), ASKED
            ours = [(found.grid, found.responsible) for found in map(router.route, given)]
            if ours != [peer(each) for each in given]:
                raise SystemExit(f"another answer by hand: {way}")
        told(f"one report, by {way}", in_turn(works, ROUNDS))


# ------------------------------------------------------------------------- a million at once


def at_once(given: Register, size: Size, router: Router) -> None:
    """Time a million reports of numbered people, led to grids and on to workers."""
    if not (find_spec("numpy") and find_spec("pandas")):
        print("\nnumpy and pandas are not installed: a million at once left out")
        return
    numpy, pandas = import_module("numpy"), import_module("pandas")
    index, random = router.roster.grid.index, numpy.random.default_rng(3)
    leaves = numpy.array(index.places(given.leaves), dtype=numpy.int32)
    place_of = leaves[random.integers(0, len(leaves), size.dwellings)]
    dwelling_of = random.integers(0, size.dwellings, size.people, dtype=numpy.int32)
    wanted = random.integers(0, size.people, REPORTS, dtype=numpy.int32)
    columns = PopulationColumns(dwelling_of, place_of, index=index)
    posted = router.first_workers("m", on=DAY).by_place
    served = numpy.array(posted, dtype=numpy.int32)
    homes_of, grids_of, workers_of = map(pandas.Series, (dwelling_of, place_of, served))
    asked = pandas.Series(wanted)
    many = f"{REPORTS:,} reports of {size.people:,} people in {len(index):,} grids, led to"
    to_grids: dict[str, Work] = {
        "ours, by numpy": (lambda: columns.route(wanted, engine="numpy"), 1),
        "ours": (lambda: columns.route(wanted, engine="stdlib"), 1),
        "pandas Series.map": (lambda: asked.map(homes_of).map(grids_of), 1),
        "numpy, by hand": (lambda: place_of[dwelling_of[wanted]], 1),
    }
    to_workers: dict[str, Work] = {
        "ours, by numpy": (lambda: to_worker(columns, wanted, posted, "numpy"), 1),
        "ours": (lambda: to_worker(columns, wanted, posted, "stdlib"), 1),
        "pandas Series.map": (lambda: asked.map(homes_of).map(grids_of).map(workers_of), 1),
        "numpy, by hand": (lambda: served[place_of[dwelling_of[wanted]]], 1),
    }
    for title, works in ((f"{many} grids", to_grids), (f"{many} workers", to_workers)):
        answers = [[*map(int, work())] for work, _ in works.values()]
        if any(each != answers[0] for each in answers):
            raise SystemExit(f"answers differ: {title}")
        told(title, in_turn(works, ROUNDS))
    held = sum(each.nbytes for each in map(memoryview, (columns.dwelling_of, columns.place_of)))
    print(f"columns of {size.people:,} people and {size.dwellings:,} dwellings: {held / 2**20:,.1f} MiB")


def to_worker(columns: PopulationColumns, wanted: Any, posted: Any, engine: str) -> Any:  # noqa: ANN401
    """Lead reports to grids and on to workers; vacant grids fall to the nearest above."""
    return columns.responsible(columns.route(wanted, engine=engine), posted, engine=engine)


def in_bulk(size: Size, scheme: LevelScheme) -> None:
    """Make a register and a roster, and time a million reports."""
    given = register(size.levels, size.exclusive, scheme)
    router = Router(roster=staffed(given)[0], policy=three_tier_policy(), calendar=WeekendCalendar())
    at_once(given, size, router)


# ------------------------------------------------------------------------- memory


def memory(given: Register, people: int = 15_000, dwellings: int = 10_000) -> None:
    """Print what people and dwellings hold as values, identifiers counted, and as columns."""
    grid = GridHierarchy.from_rows(given.rows, scheme=given.scheme)
    homes(grid, given.leaves, 1, 1)
    index = grid.index
    gc.collect()
    tracemalloc.start()
    residency = homes(grid, given.leaves, people, dwellings)
    gc.collect()
    values = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    columns = PopulationColumns.of(residency)
    if columns.index is not index or len(columns) > people:
        raise SystemExit("the columns are of something else")
    held = sum(each.nbytes for each in map(memoryview, (columns.dwelling_of, columns.place_of)))
    print(f"\n{people:,} people in {dwellings:,} dwellings, bytes a person:")
    print(f"{values / people:8,.0f} as values; {held / people:.1f} as columns")


def main() -> None:
    """Time all and print medians and ratios."""
    given = register(DISTRICT.levels, DISTRICT.exclusive, THREE_PLUS_ONE)
    one_by_one(district(given))
    in_bulk(DISTRICT, THREE_PLUS_ONE)
    in_bulk(CITY, SCHEME)
    memory(given)


if __name__ == "__main__":
    main()
