"""Maximal cover of a seeded town: value, bound and processor time, beside spopt with HiGHS and CBC.

The town is made here: clustered demand points with people of six age bands, sites among them, a walk counted
as 1.3 times the straight line, 500 m.  `mini` has 60 sites and 1,000 points (5 sites to choose), `small` 200
and 5,000 (8 to choose), `large` 500 and 20,000 (15 to choose).

Every method runs in a process of its own, so that imports and models are paid for; the time is that of the
processor, a solver's own process included.  Peers that are not installed are left out; spopt 0.7 wants a pulp
before 4.

Run: ``python benchmarks/space.py [mini|small|large] [seconds for solvers]``
"""

import json
import math
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from random import Random
from typing import Any, NamedTuple

#: Name → sites, points, side in metres, sites to choose, seed.
TOWNS = {
    "micro": (20, 250, 1_100.0, 3, 4),
    "mini": (60, 1_000, 1_800.0, 5, 5),
    "small": (200, 5_000, 3_000.0, 8, 7),
    "large": (500, 20_000, 6_000.0, 15, 11),
}
AGE_SHARES = (0.03, 0.05, 0.11, 0.24, 0.37, 0.20)
DETOUR, WALK = 1.3, 500.0
ELDERS = 5
#: Share of what lies anywhere, and of the points with many elders.
SOME = 0.3
#: Arguments of a single run.
SINGLE = ("one", "method", "town", "seconds")

Place = tuple[float, float]


class Town(NamedTuple):
    """Demand points with the people of each age band, and sites."""

    points: list[Place]
    sites: list[Place]
    people: list[list[int]]
    chosen: int
    chance: Random

    @property
    def weights(self) -> list[int]:
        """How many people each point has."""
        return [sum(row) for row in self.people]


def town(name: str) -> Town:
    """Return a town; the randomness goes on from where it stands, for whoever needs more of it."""
    sites, points, side, chosen, seed = TOWNS[name]
    chance = Random(seed)  # noqa: S311  no secret
    centres = [
        (
            chance.uniform(0.1, 0.9) * side,
            chance.uniform(0.1, 0.9) * side,
            chance.uniform(200, 700),
        )
        for _ in range(max(8, int(side / 400)))
    ]

    def place() -> Place:
        if chance.random() < SOME:
            return chance.uniform(0, side), chance.uniform(0, side)
        east, north, spread = chance.choice(centres)
        return (
            min(side, max(0, chance.gauss(east, spread))),
            min(side, max(0, chance.gauss(north, spread))),
        )

    demand = [place() for _ in range(points)]
    candidates = [place() for _ in range(sites)]
    people = [household(chance) for _ in range(points)]
    return Town(demand, candidates, people, chosen, chance)


def household(chance: Random) -> list[int]:
    """Return the people of one point, by age band; some houses have many elders."""
    homes, old = chance.randint(4, 60), chance.random()
    return [
        max(
            0,
            round(
                homes * 2.6 * share * (0.5 + chance.random()) * (1.6 if band == ELDERS and old < SOME else 1)
            ),
        )
        for band, share in enumerate(AGE_SHARES)
    ]


def covers(place: Town, metres: float = WALK) -> list[list[int]]:
    """Return the points within a walk of each site."""
    limit = (metres / DETOUR) ** 2
    return [
        [at for at, (east, north) in enumerate(place.points) if (east - x) ** 2 + (north - y) ** 2 <= limit]
        for x, y in place.sites
    ]


def own(name: str, _seconds: int, engine: str = "standard") -> dict[str, Any]:
    """Ask the library."""
    from communitygov.space.cover import CoverProblem, Engine, Search, maximal_cover  # noqa: PLC0415

    given = town(name)
    problem = CoverProblem(
        sites=[f"s{at}" for at in range(len(given.sites))],
        points=[f"p{at}" for at in range(len(given.points))],
        covers=covers(given),
        weights=given.weights,
    )
    search = Search(engine=Engine(engine), seconds=_seconds)
    found = maximal_cover(problem, sites=given.chosen, search=search).certificate
    return {"value": int(found.value or 0), "bound": int(found.bound or 0), "says": found.status.value}


def own_highs(name: str, seconds: int) -> dict[str, Any]:
    """Ask the library's solver engine."""
    return own(name, seconds, "highs")


def spopt(name: str, seconds: int, solver: str) -> dict[str, Any]:
    """Ask spopt."""
    import numpy as np  # noqa: PLC0415
    import pulp  # noqa: PLC0415
    from spopt.locate import MCLP  # noqa: PLC0415

    given = town(name)
    points, sites = np.asarray(given.points), np.asarray(given.sites)
    ways = np.sqrt(((points[:, None, :] - sites[None, :, :]) ** 2).sum(-1)) * DETOUR
    model = MCLP.from_cost_matrix(ways, np.asarray(given.weights, float), WALK, p_facilities=given.chosen)
    if solver == "cbc":
        model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds))
    else:
        model.solve(pulp.HiGHS(msg=False, timeLimit=seconds))
    value = round(pulp.value(model.problem.objective))
    return {"value": value, "bound": None, "says": pulp.LpStatus[model.problem.status]}


METHODS: dict[str, tuple[str, Callable[[str, int], dict[str, Any]]]] = {
    "own engine": ("communitygov", own),
    "own, HiGHS": ("highspy", own_highs),
    "spopt, HiGHS": ("spopt", lambda name, seconds: spopt(name, seconds, "highs")),
    "spopt, CBC": ("spopt", lambda name, seconds: spopt(name, seconds, "cbc")),
}


def processor() -> float:
    """Return the processor time so far, of this process and of those it started, in seconds."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def one(method: str, name: str, seconds: int) -> None:
    """Run one method and print what came of it."""
    found = METHODS[method][1](name, seconds)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({**found, "seconds": processor(), "megabytes": megabytes}))


def told(method: str, found: dict[str, Any]) -> None:
    """Print one line."""
    bound = found["bound"]
    gap = math.nan if not bound else 100 * (bound - found["value"]) / bound
    print(
        f"{method:14} {found['seconds']:7.2f} s {found['megabytes']:5} MB  {found['value']:9,} "
        f"bound {bound or '-':>9} gap {gap:5.2f}%  says {found['says']}"
    )


def main(arguments: Sequence[str]) -> None:
    """Run every method that is installed."""
    if len(arguments) == len(SINGLE):
        one(arguments[1], arguments[2], int(arguments[3]))
        return
    name = arguments[0] if arguments else "mini"
    seconds = arguments[1] if len(arguments) > 1 else "60"
    for method, (package, _) in METHODS.items():
        if find_spec(package) is None:
            print(f"{method:14} {package} is not installed")
            continue
        run = [sys.executable, __file__, "one", method, name, seconds]
        done = subprocess.run(run, capture_output=True, text=True, check=False)  # noqa: S603  this file
        if done.returncode:
            print(f"{method:14} failed: {done.stderr.strip().splitlines()[-1]}")
            continue
        told(method, json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main(sys.argv[1:])
