"""Grids divided among workers, beside networkx and scipy: a district of 118 communities, the same costs.

10,096 micro-grids and about 5,000 workers who may have three each, in their own communities.  Every engine is
handed the costs of the pairs and gives the cheapest division; networkx gets each grid's 25 nearest workers,
as it is slow with all.  The whole way, from a roster to the roster that comes of it, is timed for itself.
All are timed in turn in one process; the ratios are what to quote.

Run: ``python benchmarks/posting.py`` (a minute; networkx and scipy are timed where they are there)
"""

import gc
from collections.abc import Callable
from importlib.util import find_spec
from random import Random
from statistics import median
from time import process_time
from typing import Any

from communitygov.geometry.point import Point
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import WorkerKind
from communitygov.grid.posting.flow import Obstruction, assign
from communitygov.grid.posting.plan import areas, plan_of, rooms
from communitygov.grid.posting.price import straight
from communitygov.grid.posting.problem import Problem, Terms, problem_of
from communitygov.grid.posting.rebalance_rule import STANDARD_REBALANCE
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.standing import Parts, compiled
from communitygov.grid.posting.worker import Capacity, Worker

COMMUNITIES, GRIDS, WORKERS, EACH, NEAREST, ROUNDS = 118, 10_096, 5_000, 3, 25, 5
FAR, SIDE = 2_000_000, 50_000  # centimetres


def district(random: Random) -> tuple[Roster, dict[str, Point]]:
    """Return a district without postings, and where its grids lie."""
    centres = [(random.randrange(FAR), random.randrange(FAR)) for _ in range(COMMUNITIES)]

    def near(community: int) -> Point:
        east, north = centres[community]
        return Point(east + random.randrange(-SIDE, SIDE), north + random.randrange(-SIDE, SIDE))

    of_grid = [*range(COMMUNITIES), *(random.randrange(COMMUNITIES) for _ in range(GRIDS - COMMUNITIES))]
    rows: list[object] = [(f"C{at}", None, "community", "社区") for at in range(COMMUNITIES)]
    rows += [(f"G{at}", f"C{at}", "general", "一般网格") for at in range(COMMUNITIES)]
    rows += [(f"M{at}", f"G{community}", "micro", "微网格") for at, community in enumerate(of_grid)]
    many = [-(-of_grid.count(at) * WORKERS // GRIDS) for at in range(COMMUNITIES)]
    homes = [community for community, number in enumerate(many) for _ in range(number)]
    workers = [
        Worker(
            f"w{at}",
            kind=WorkerKind.MICRO_GRID_WORKER,
            base=near(community),
            capacity=Capacity(grids=EACH),
            communities={f"C{community}"},
        )
        for at, community in enumerate(homes)
    ]
    places = {f"M{at}": near(community) for at, community in enumerate(of_grid)}
    return Roster(GridHierarchy.from_rows(rows), workers=workers, postings=()), places


def problems(roster: Roster, centres: dict[str, Point]) -> list[Problem]:
    """Return the problem of each community."""
    parts = Parts(roster.grid, roster.rule, roster.workers, roster.postings, (), ())
    plan = plan_of(compiled(parts), STANDARD_REBALANCE, on=None)
    bases = {worker.id: worker.base for worker in roster.workers if worker.base is not None}
    terms = Terms(straight(centres, bases), rooms(plan), {}, plan.current, 0)
    return [problem_of(area, terms) for area in areas(plan)]


def own(given: list[Problem]) -> int:
    """Divide by the library's own engine."""
    total = 0
    for problem in given:
        found = assign(problem.rows, problem.slots, width=problem.width)
        assert not isinstance(found, Obstruction)  # noqa: S101  every community has room
        total += found.cost // problem.scale
    return total


def by_networkx(given: list[Problem]) -> int:
    """Divide by networkx's network simplex, the 25 nearest workers for each grid."""
    import networkx as nx  # noqa: PLC0415

    total = 0
    for problem in given:
        graph: Any = nx.DiGraph()
        graph.add_node("end", demand=len(problem.grids))
        for at, slots in enumerate(problem.slots):
            graph.add_edge(("w", at), "end", capacity=slots, weight=0)
        for at, row in enumerate(problem.rows):
            graph.add_node(("g", at), demand=-1)
            for entry in row[:NEAREST]:
                cost, worker = divmod(entry, problem.width)
                graph.add_edge(("g", at), ("w", worker), capacity=1, weight=cost // problem.scale)
        total += nx.network_simplex(graph)[0]
    return total


def by_scipy(matrices: list[Any]) -> int:
    """Divide by scipy's assignment over slots, of matrices made before."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    return sum(int(matrix[linear_sum_assignment(matrix)].sum()) for matrix in matrices)


def matrices_of(given: list[Problem]) -> list[Any]:
    """Return the costs as scipy wants them; making them is not timed."""
    import numpy as np  # noqa: PLC0415

    made = list[Any]()
    for problem in given:
        costs = np.zeros((len(problem.grids), problem.width))
        for grid, row in enumerate(problem.costs()):
            for worker, cost in row.items():
                costs[grid, worker] = cost // problem.scale
        made.append(np.repeat(costs, EACH, axis=1))
    return made


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long a piece of work takes, in seconds of the processor, and what comes of it."""
    gc.collect()
    start = process_time()
    result = work()
    return process_time() - start, result


def pieces(roster: Roster, centres: dict[str, Point], given: list[Problem]) -> dict[str, Callable[[], Any]]:
    """Return what is timed, by name; peers where they are there."""
    ten = given[:10]
    works: dict[str, Callable[[], Any]] = {
        "own, 10 communities": lambda: own(ten),
        "own, whole district": lambda: own(given),
        "costs and rows from points, whole district": lambda: len(problems(roster, centres)),
        "from roster to roster, whole district": lambda: roster.rebalance(centres=centres).cost_after,
    }
    if find_spec("networkx"):
        works["networkx, 10 communities"] = lambda: by_networkx(ten)
        works["networkx, whole district"] = lambda: by_networkx(given)
    if find_spec("scipy"):
        matrices = matrices_of(given)
        works["scipy, whole district"] = lambda: by_scipy(matrices)
    return works


def main() -> None:
    """Time all in turn and print the figures."""
    roster, centres = district(Random(3))  # noqa: S311  the same district each time
    works = pieces(roster, centres, problems(roster, centres))
    times: dict[str, list[float]] = {name: [] for name in works}
    results: dict[str, Any] = {}
    for _ in range(ROUNDS):
        for name, work in works.items():
            spent, results[name] = timed(work)
            times[name].append(spent)
    for name, spent in times.items():
        print(f"{name:45} {median(spent) * 1000:9.1f} ms   result {results[name]}")
    for peer in (name for name in times if not name.startswith(("own", "costs", "from"))):
        mine = f"own, {peer.partition(', ')[2]}"
        print(f"{peer} / {mine}: {median(times[peer]) / median(times[mine]):.1f}")
    lookups(roster.rebalance(centres=centres).roster)


def lookups(roster: Roster) -> None:
    """Time who is in charge and who may act."""
    codes = [code for code in roster.grid if code.startswith("M")]
    in_charge = {code: str(roster.in_charge(code)) for code in codes}
    spent, _ = timed(lambda: [roster.in_charge(code) for code in codes])
    print(f"in_charge {spent / len(codes) * 1e6:.2f} µs")
    spent, _ = timed(lambda: [roster.covers(worker, code) for code, worker in in_charge.items()])
    print(f"covers    {spent / len(codes) * 1e6:.2f} µs")


if __name__ == "__main__":
    main()
