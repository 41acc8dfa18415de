"""Two-step floating catchment against `access`, and ways on foot against `pandana`, on towns drawn at random.

1. Straight circles, without decay: the same pairs of places as a cost table go to `access` as its two-stage
   floating catchment, and the access of every demand point must agree to twelve digits.
2. With steps of decay: `access` is given the same steps as its weight function.
3. On foot: whom pandana's range query finds must be whom `reached` finds; pandana knows nothing of places
   beside the network, so that there every place lies at a node.

`access` draws in geopandas, pandana brings its own compiled code: heavy, and no dependency of the library.

Run: ``python oracles/catchment_oracle.py``; exit status 1 if anything differs.
"""

import sys
import warnings
from fractions import Fraction
from math import isclose
from random import Random

import numpy as np
import pandas as pd

from communitygov.geometry import Point
from communitygov.space.audience import Population
from communitygov.space.circle import (
    DemandPoint,
    Site,
    StraightCircle,
    Supply,
    WalkCircle,
    WalkNetwork,
    reached,
    two_step_catchment,
)

TOWNS, SITES, HOMES, SIDE = 12, 40, 400, 400_000
MINUTES, WEIGHTS = (5, 10, 15), (Fraction(1), Fraction(68, 100), Fraction(22, 100))
SPEED = 60
#: Of the streets of a lattice so many are there.
KEPT = 0.85


def town(chance: Random) -> tuple[list[Site], list[DemandPoint], dict[str, int]]:
    """Return sites, where people live, and what each site offers."""

    def somewhere() -> Point:
        return Point(chance.randrange(SIDE), chance.randrange(SIDE))

    sites = [Site(f"s{at:03}", at=somewhere()) for at in range(SITES)]
    homes = [
        DemandPoint(
            f"h{at:04}",
            at=somewhere(),
            population=Population.of({"60plus": chance.randrange(1, 60), "0-2": chance.randrange(9)}),
        )
        for at in range(HOMES)
    ]
    return sites, homes, {site.id: chance.randrange(50, 900) for site in sites}


def rings() -> list[StraightCircle]:
    """Return the circles that are asked about."""
    return [StraightCircle(minutes, metres_per_minute=SPEED) for minutes in MINUTES]


def theirs(
    sites: list[Site], homes: list[DemandPoint], supply: dict[str, int], *, weights: tuple[Fraction, ...]
) -> dict[str, float]:
    """Return what `access` finds: costs are exact squares, so that who is inside is nobody's rounding."""
    from access import Access  # noqa: PLC0415  it warns when it is loaded

    costs = [
        (home.id, site.id, site.at.square(home.at))
        for site in sites
        for home in homes
        if site.at is not None and home.at is not None
    ]
    radii = [ring.radius**2 for ring in rings()]
    frames = {
        "demand_df": pd.DataFrame(
            {"id": [home.id for home in homes], "people": [home.population.total for home in homes]}
        ),
        "supply_df": pd.DataFrame({"id": list(supply), "amount": list(supply.values())}),
        "cost_df": pd.DataFrame(costs, columns=["origin", "dest", "cost"]),
    }
    asked = Access(
        **frames,
        demand_index="id",
        demand_value="people",
        supply_index="id",
        supply_value="amount",
        cost_origin="origin",
        cost_dest="dest",
        cost_name="cost",
    )

    def weight(cost: "pd.Series[float]") -> "np.ndarray":
        steps = [np.asarray(cost) <= radius for radius in radii]
        return np.select(steps, [float(each) for each in weights], default=0.0)

    found = asked.two_stage_fca(name="fca", max_cost=radii[-1], weight_fn=weight)
    column = found.iloc[:, 0].fillna(0.0)
    return {str(code): float(value) for code, value in column.items()}


def compared(seed: int, *, weights: tuple[Fraction, ...]) -> tuple[int, float]:
    """Return how many demand points differ, and by how much at most of their size."""
    sites, homes, supply = town(Random(seed))  # noqa: S311  no secret
    ours = two_step_catchment(sites, homes, circles=rings(), supply=Supply(supply, weights))
    other = theirs(sites, homes, supply, weights=weights)
    apart = [(float(access), other.get(code, 0.0)) for code, _, access in ours.access]
    differ = sum(not isclose(one, two, rel_tol=1e-12, abs_tol=1e-12) for one, two in apart)
    return differ, max(abs(one - two) / max(one, 1e-9) for one, two in apart)


def walked(seed: int) -> tuple[int, int]:
    """Return how many pairs are inside, and how many for one of the two only."""
    import pandana  # noqa: PLC0415

    chance = Random(seed)  # noqa: S311
    side, step = 30, 60
    edges = [
        (at, other, chance.randrange(step // 2, step * 2) * 100)
        for at in range(side * side)
        for other in (at + 1, at + side)
        if other < side * side and (other != at + 1 or other % side) and chance.random() < KEPT
    ]
    nodes = sorted({node for edge in edges for node in edge[:2]})  # a corner without a street is no node
    code = {node: f"n{node:04}" for node in nodes}
    network = WalkNetwork([(code[one], code[two], length) for one, two, length in edges])
    starts = sorted(chance.sample(nodes, SITES))
    people = Population.of({"60plus": 1})
    homes = [DemandPoint(code[node], node=code[node], population=people) for node in nodes]
    sites = [Site(code[start], node=code[start]) for start in starts]
    ring = WalkCircle(10, metres_per_minute=SPEED)
    masks = reached(sites, homes, circle=ring, network=network)
    one, two, length = (pd.Series(column) for column in zip(*edges, strict=True))
    places = pd.Series(nodes, index=nodes)
    net = pandana.Network(
        (places % side).astype(float),
        (places // side).astype(float),
        one,
        two,
        pd.DataFrame({"length": length.astype(float)}),
        twoway=True,
    )
    found = net.nodes_in_range(starts, float(ring.radius))
    pairs = {(int(row.source), int(row.destination)) for row in found.itertuples()}
    ours = {
        (start, node)
        for start, mask in zip(starts, masks, strict=True)
        for at, node in enumerate(nodes)
        if mask >> at & 1
    }
    return len(ours), len(pairs ^ ours)


def main() -> int:
    """Compare all, print what was compared, and return 1 if anything differs."""
    warnings.simplefilter("ignore")
    failed = 0
    for name, weights in (("no decay", (Fraction(1),) * 3), ("steps of decay", WEIGHTS)):
        results = [compared(seed, weights=weights) for seed in range(TOWNS)]
        differ, most = sum(each for each, _ in results), max(far for _, far in results)
        failed += differ
        print(f"access, {name}: {TOWNS * HOMES} demand points, {differ} differ, at most {most:.1e} apart")
    walks = [walked(seed) for seed in range(TOWNS // 4)]
    pairs, wrong = sum(each for each, _ in walks), sum(differ for _, differ in walks)
    print(f"pandana, on foot: {pairs} pairs inside, {wrong} differ")
    return int(failed + wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
