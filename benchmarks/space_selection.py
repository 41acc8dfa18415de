"""Which sites, which functions: the search and its bound, beside one model handed whole to a solver.

The towns are made here: clustered points of demand, walks 1.3 times a straight line, circles of 300, 500 and
1,000 metres, fifteen functions with area, cost, side and needs of six age bands, eight pairs that clash, two
that need each other, four sources of money with earmarks, half of the area for everybody's good.  `micro` is
an estate of 20 sites and 250 points, `mini` a community of 60 and 1,000, `small` a town of 200 and 5,000.

    python benchmarks/space_selection.py micro mini small
    python benchmarks/space_selection.py --solver 60 mini
    python benchmarks/space_selection.py --whole 60 mini

The peer is HiGHS on the whole model without merged points and without a start, where it is installed.  Times
are processor time; every figure comes from the same run.
"""

import resource
import sys
from collections.abc import Sequence
from fractions import Fraction
from importlib.util import find_spec
from random import Random
from time import process_time
from typing import Any, NamedTuple

from communitygov.core.money import Money
from communitygov.space.audience.age_band import AGE_BANDS
from communitygov.space.audience.population import Population
from communitygov.space.bits import mask_of
from communitygov.space.function.side import Side
from communitygov.space.funding.source import FundingSource
from communitygov.space.selection import (
    Candidate,
    Catchments,
    FunctionModule,
    Highs,
    Selection,
    SelectionProblem,
    SelectionRule,
    select,
)

#: Sites, points, length of a side in metres, seed.
SIZES = {
    "micro": (20, 250, 1_100.0, 4),
    "mini": (60, 1_000, 1_800.0, 5),
    "small": (200, 5_000, 3_000.0, 7),
    "large": (500, 20_000, 6_000.0, 11),
}
DETOUR = 1.3
#: Share of points outside every cluster, and of blocks with more elders.
SCATTERED = OLD_BLOCKS = 0.3
#: Place of the elders among the bands.
ELDERS = 5
RADII = {"5min": 300.0, "10min": 500.0, "15min": 1_000.0}
AGE_SHARES = (0.03, 0.05, 0.11, 0.24, 0.37, 0.20)
#: Code, area, cost in ten thousands of yuan, circle, welfare, needs by age band.
FUNCTIONS: tuple[tuple[str, int, int, str, bool, tuple[int, ...]], ...] = (
    ("service_station", 300, 60, "10min", True, (0, 0, 0, 1, 1, 2)),
    ("elder_day_care", 350, 90, "5min", True, (0, 0, 0, 0, 0, 3)),
    ("nursery", 200, 80, "5min", True, (3, 1, 0, 0, 0, 0)),
    ("canteen", 180, 50, "5min", True, (0, 0, 1, 1, 1, 3)),
    ("clinic", 150, 70, "10min", True, (1, 1, 1, 1, 1, 2)),
    ("culture_room", 250, 45, "15min", True, (0, 1, 1, 1, 1, 2)),
    ("library", 90, 25, "15min", True, (0, 2, 3, 1, 1, 1)),
    ("child_room", 100, 30, "5min", True, (1, 3, 1, 0, 0, 0)),
    ("fitness", 160, 40, "10min", False, (0, 0, 1, 3, 2, 1)),
    ("deliberation_hall", 70, 12, "10min", True, (0, 0, 0, 1, 1, 2)),
    ("shop", 60, 15, "5min", False, (0, 0, 1, 1, 1, 1)),
    ("cafe_teahouse", 90, 22, "15min", False, (0, 0, 0, 3, 1, 1)),
    ("maker_workshop", 130, 35, "15min", False, (0, 0, 2, 2, 1, 0)),
    ("rooftop_farm", 200, 18, "10min", True, (0, 1, 2, 1, 1, 1)),
    ("repair_corner", 30, 6, "15min", False, (0, 0, 0, 1, 1, 1)),
)
CLASHES = ((1, 8), (2, 8), (2, 3), (6, 8), (6, 12), (1, 12), (4, 3), (2, 12))
NEEDS = ((1, 3), (12, 11))
SOURCES = (
    ("guarantee", 40, frozenset(each[0] for each in FUNCTIONS if each[4]) | {"renovation"}),
    ("self_raised", 22, frozenset(FUNCTIONS[at][0] for at in (7, 8, 10, 11, 12, 13, 14)) | {"renovation"}),
    ("donation", 18, frozenset(FUNCTIONS[at][0] for at in (6, 7, 8, 11, 12, 13))),
    ("lottery_fund", 20, frozenset(FUNCTIONS[at][0] for at in (1, 2, 3, 7))),
)


class Town(NamedTuple):
    """Places of demand and of sites in metres, people by age band, areas, and costs in ten thousands."""

    demand: list[tuple[float, float]]
    sites: list[tuple[float, float]]
    people: list[list[int]]
    areas: list[int]
    costs: list[int]


def town(size: str) -> Town:
    """Make a town; the same every time."""
    sites, points, side, seed = SIZES[size]
    chance = Random(seed)  # noqa: S311  a town, no secret
    centres = [
        (chance.uniform(0.1, 0.9) * side, chance.uniform(0.1, 0.9) * side, chance.uniform(200, 700))
        for _ in range(max(8, int(side / 400)))
    ]

    def place() -> tuple[float, float]:
        if chance.random() < SCATTERED:
            return chance.uniform(0, side), chance.uniform(0, side)
        east, north, spread = chance.choice(centres)
        return (
            min(side, max(0, chance.gauss(east, spread))),
            min(side, max(0, chance.gauss(north, spread))),
        )

    def household_block() -> list[int]:
        households = chance.randint(4, 60)
        elders = 1.6 if chance.random() < OLD_BLOCKS else 1.0
        more = (*(1.0 for _ in range(ELDERS)), elders)
        return [
            round(households * 2.6 * share * (0.5 + chance.random()) * more[at])
            for at, share in enumerate(AGE_SHARES)
        ]

    demand = [place() for _ in range(points)]
    places = [place() for _ in range(sites)]
    people = [household_block() for _ in range(points)]
    areas = [chance.choice((120, 200, 200, 300, 400, 600, 600, 900, 1200, 2000)) for _ in range(sites)]
    costs = [round(area * chance.uniform(0.05, 0.15)) + 10 for area in areas]
    return Town(demand, places, people, areas, costs)


def covers(made: Town, radius: float) -> dict[str, int]:
    """Return who lives within a walk of each site."""
    reach, limit = radius / DETOUR, (radius / DETOUR) ** 2
    cells: dict[tuple[int, int], list[int]] = {}
    for at, (east, north) in enumerate(made.demand):
        cells.setdefault((int(east // reach), int(north // reach)), []).append(at)
    found: dict[str, int] = {}
    for number, (east, north) in enumerate(made.sites):
        column, row = int(east // reach), int(north // reach)
        near = [
            at
            for across in (column - 1, column, column + 1)
            for up in (row - 1, row, row + 1)
            for at in cells.get((across, up), ())
            if (made.demand[at][0] - east) ** 2 + (made.demand[at][1] - north) ** 2 <= limit
        ]
        found[f"site-{number:03}"] = mask_of(near, len(made.demand))
    return found


def problem(size: str) -> SelectionProblem:
    """Make the problem of a town."""
    made = town(size)
    bands = AGE_BANDS.codes
    people = [Population.of(dict(zip(bands, row, strict=True))) for row in made.people]
    modules = [
        FunctionModule(
            code=code,
            area=area,
            cost=Money.yuan(cost * 10_000),
            circle=circle,
            side=Side.WELFARE if welfare else Side.QUALITY,
            needs=dict(zip(bands, needs, strict=True)),
        )
        for code, area, cost, circle, welfare, needs in FUNCTIONS
    ]
    candidates = [
        Candidate(f"site-{number:03}", area=area, renovation=Money.yuan(cost * 10_000))
        for number, (area, cost) in enumerate(zip(made.areas, made.costs, strict=True))
    ]
    total = 28 * len(candidates)
    sources = [
        FundingSource(code, code, code, amount=Money.yuan(total * share // 100 * 10_000), pays=pays)
        for code, share, pays in SOURCES
    ]
    codes = [each[0] for each in FUNCTIONS]
    rule = SelectionRule(
        apart=[(codes[one], codes[other]) for one, other in CLASHES],
        together=[(codes[one], codes[other]) for one, other in NEEDS],
        welfare_share=Fraction(1, 2),
    )
    near = Catchments.of(people, {code: covers(made, radius) for code, radius in RADII.items()})
    return SelectionProblem(candidates, modules, catchments=near, sources=sources, rule=rule)


def told(name: str, seconds: float, chosen: Selection) -> None:
    """Print one line."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:36} {seconds:7.2f} s {peak:5.0f} MB  {chosen}")


def measured(size: str, rounds: Sequence[int], solver: Highs | None) -> None:
    """Measure one town."""
    began = process_time()
    asked = problem(size)
    print(f"{size}: made in {process_time() - began:.2f} s")
    for number in rounds:
        began = process_time()
        chosen = select(asked, rounds=number)
        told(f"{size}, {number} rounds", process_time() - began, chosen)
    if solver is not None:
        began = process_time()
        chosen = select(asked, rounds=rounds[-1], solver=solver)
        told(f"{size}, {rounds[-1]} rounds and HiGHS", process_time() - began, chosen)


def whole(size: str, seconds: int) -> None:
    """Measure HiGHS on the whole model, its points not merged, without a start."""
    if find_spec("highspy") is None:
        print("highspy is not installed: no peer")
        return
    import attrs  # noqa: PLC0415

    from communitygov.space.selection import milp  # noqa: PLC0415

    asked = problem(size)
    every = {f"point-{at}": 1 << at for at in range(len(asked.catchments.people))}
    alone = [attrs.evolve(asked.candidates[0], id=code, functions=frozenset(), area=0) for code in every]
    parted = attrs.evolve(
        asked,
        candidates=(*asked.candidates, *alone),
        catchments=Catchments.of(
            asked.catchments.people,
            {code: asked.catchments.masks(code) | every for code in RADII},
        ),
    )
    began = process_time()
    answer: Any = milp.programmed(parted.model(), None, seconds=float(seconds))
    worth = None if answer.plan is None else milp.Draft(parted.model(), answer.plan).worth
    print(f"{size}, HiGHS alone: {process_time() - began:7.2f} s  value {worth}, bound {answer.bound}")


def main() -> None:
    """Measure what the command line names."""
    arguments = sys.argv[1:] or ["micro"]
    seconds = 0
    if arguments[0] in ("--solver", "--whole"):
        kind, seconds, arguments = arguments[0], int(arguments[1]), arguments[2:]
        if kind == "--whole":
            for size in arguments:
                whole(size, seconds)
            return
    for size in arguments:
        measured(size, (400,) if seconds else (0, 150), Highs(seconds) if seconds else None)


if __name__ == "__main__":
    main()
