"""Micro-grids of 2,000 buildings: time and quality, beside a peer's division and beside an exact bound.

The quarter is made here: blocks of houses with streets between them, open and self-built, about 8,400
households; buildings are neighbours where no third one stands between them (Gabriel's graph), across a street
only where it is narrow.  Asked are micro-grids of 50 to 100 households in general grids of 300 to 500.

The peer is gerrychain's `recursive_tree_part`, where it is installed: it makes the same number of parts, each
within the same bounds of its mean, but no nested ones.  Both are timed in the same run, in processor time.
The bound is a capacitated p-median within some of the general grids, solved by HiGHS through `scipy` without
asking that parts hang together: no division can have shorter ways.

Run: ``python benchmarks/delineation.py [seed]``
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from math import hypot
from random import Random
from time import process_time
from typing import Any

from communitygov.geometry import Point
from communitygov.grid.delineation import Building, Delineation, delineate
from communitygov.grid.delineation.blocks import blocks_of, components

BUILDINGS, COLUMNS, ROWS, BLOCK = 2_000, 6, 4, 16_500
BOUNDS = (50, 100)
#: General grids of which the exact bound is computed.
BOUNDED = 6
#: How far a neighbour may be: within a block, and across a street; in centimetres.
NEAR, ACROSS = 6_000, 3_200

Pairs = list[tuple[str, str]]


def quarter(seed: int) -> tuple[list[Building], Pairs]:
    """Return the buildings and who stands beside whom."""
    chance = Random(seed)  # noqa: S311  no secret
    buildings: list[Building] = []
    for number in range(BUILDINGS):
        block = number % (COLUMNS * ROWS)
        at = Point(
            block % COLUMNS * BLOCK + int(BLOCK * chance.uniform(0.06, 0.94)),
            block // COLUMNS * BLOCK * 6 // 5 + int(BLOCK * 6 // 5 * chance.uniform(0.06, 0.94)),
        )
        households = max(1, round(chance.lognormvariate(1.25, 0.6)))
        buildings.append(Building(f"b{number:04}", households=households, at=at))
    return buildings, joined(buildings, near(buildings))


def near(buildings: Sequence[Building]) -> Pairs:
    """Return the pairs with nobody between them: within a block up to 60 m, across a street up to 32 m."""
    pairs: Pairs = []
    for number, one in enumerate(buildings):
        around = [each for each in buildings if abs(each.at.east - one.at.east) < NEAR and each is not one]
        around = [each for each in around if one.at.distance(each.at) < NEAR]
        for two in around:
            across = (int(two.id[1:]) - number) % (COLUMNS * ROWS) != 0
            length = one.at.square(two.at)
            free = all(
                each.at.square(one.at) + each.at.square(two.at) >= length
                for each in around
                if each is not two
            )
            if one.id < two.id and free and length < (ACROSS if across else NEAR) ** 2:
                pairs.append((one.id, two.id))
    return pairs


def joined(buildings: Sequence[Building], pairs: Pairs) -> Pairs:
    """Tie what does not hang together to the nearest building of the largest piece."""
    blocks = blocks_of(buildings, pairs)
    main, *others = sorted(components(blocks, range(len(buildings))), key=len, reverse=True)
    more: Pairs = []
    for piece in others:
        ways = ((buildings[one].at.square(buildings[two].at), one, two) for one in piece for two in main)
        _, one, two = min(ways)
        more.append((buildings[one].id, buildings[two].id))
    return pairs + more


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    """Return what `run` gives and the processor time it took, in seconds."""
    began = process_time()
    return run(), process_time() - began


def mean_way(buildings: Sequence[Building], parts: Sequence[Sequence[str]]) -> float:
    """Return the mean way of a household to the best centre of its part, in metres."""
    known = {each.id: each for each in buildings}
    total = sum(least_ways([known[code] for code in part]) for part in parts)
    return total / sum(each.households for each in buildings) / 100


def least_ways(members: Sequence[Building]) -> int:
    """Return the ways of all households to the best centre, in centimetres."""
    return min(sum(each.households * each.at.distance(centre.at) for each in members) for centre in members)


def told(name: str, seconds: float, sizes: Sequence[int], metres: float) -> None:
    """Print one line."""
    kept = sum(BOUNDS[0] <= size <= BOUNDS[1] for size in sizes)
    share = 100 * kept / len(sizes)
    print(f"{name:22} {seconds:6.3f} s {len(sizes):4} parts {share:5.1f}% in bounds {metres:5.2f} m")


def peer(buildings: Sequence[Building], pairs: Pairs, count: int) -> None:
    """Time gerrychain and print what it makes."""
    if find_spec("gerrychain") is None:
        print("gerrychain is not installed: no peer")
        return
    import networkx as nx  # noqa: PLC0415
    from gerrychain import Graph  # noqa: PLC0415
    from gerrychain.partition import recursive_tree_part  # noqa: PLC0415

    graph = nx.Graph()
    graph.add_nodes_from((each.id, {"households": each.households}) for each in buildings)
    graph.add_edges_from(pairs)
    given = Graph.from_networkx(graph)
    total = sum(each.households for each in buildings)
    spread = (BOUNDS[1] - BOUNDS[0]) / (BOUNDS[1] + BOUNDS[0])
    found, seconds = timed(
        lambda: recursive_tree_part(
            given,
            range(count),
            pop_target=total / count,
            pop_col="households",
            epsilon=spread,
            rng=1,
        )
    )
    parts: dict[int, list[str]] = {}
    for code, part in found.items():
        parts.setdefault(part, []).append(code)
    known = {each.id: each.households for each in buildings}
    sizes = [sum(known[code] for code in part) for part in parts.values()]
    told("gerrychain", seconds, sizes, mean_way(buildings, list(parts.values())))


def bounds(plan: Delineation) -> None:
    """Print how far the ways of some general grids are above what no division can be below."""
    if find_spec("scipy") is None:
        print("scipy is not installed: no bound")
        return
    known = {each.id: each for each in plan.buildings}
    for grid in plan.general[:: max(1, len(plan.general) // BOUNDED)][:BOUNDED]:
        micro = [[known[code] for code in each.members] for each in plan.micro if each.under == grid.code]
        members = [known[code] for code in grid.members]
        (least, is_proved), seconds = timed(partial(p_median, members, len(micro)))
        above = 100 * (sum(map(least_ways, micro)) / least - 1)
        mark = "" if is_proved else ", not proved"
        print(f"{grid.code}: {above:4.1f}% above the bound{mark}, {seconds:.1f} s")


def p_median(members: Sequence[Building], count: int) -> tuple[float, bool]:
    """Return the least sum of ways to `count` centres whose parts are within bounds, in centimetres."""
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import coo_array  # noqa: PLC0415

    number = len(members)
    weights = np.array([each.households for each in members])
    ways = np.array(
        [[hypot(a.at.east - b.at.east, a.at.north - b.at.north) for b in members] for a in members]
    )
    cost = np.append((ways * weights[:, None]).ravel(), np.zeros(number))
    place = np.arange(number * number)
    member, centre = place // number, place % number
    width = number * number + number

    def rows(at: Any, columns: Any, values: Any) -> Any:  # noqa: ANN401
        return coo_array((values, (at, columns)), shape=(int(at.max()) + 1, width)).tocsr()

    once = rows(member, place, np.ones(len(place)))
    some = rows(np.zeros(number, int), number * number + np.arange(number), np.ones(number))
    heads, tails = np.append(centre, np.arange(number)), np.append(place, number * number + np.arange(number))
    load = weights[member].astype(float)
    lower = rows(heads, tails, np.append(load, np.full(number, -float(BOUNDS[0]))))
    upper = rows(heads, tails, np.append(load, np.full(number, -float(BOUNDS[1]))))
    link = rows(
        np.append(place, place),
        np.append(place, number * number + centre),
        np.append(np.ones(len(place)), -np.ones(len(place))),
    )
    result = milp(
        cost,
        integrality=np.ones(width),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(once, 1, 1),
            LinearConstraint(some, count, count),
            LinearConstraint(lower, 0, np.inf),
            LinearConstraint(upper, -np.inf, 0),
            LinearConstraint(link, -np.inf, 0),
        ],
        options={"time_limit": 60},
    )
    return float(result.mip_dual_bound), result.status == 0


def main() -> None:
    """Measure one quarter."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    buildings, pairs = quarter(seed)
    households = sum(each.households for each in buildings)
    print(f"{len(buildings)} buildings, {households} households, {len(pairs)} pairs of neighbours")
    plan = delineate(buildings, pairs, households=BOUNDS, seed=seed)
    for number in range(3):
        plan, seconds = timed(partial(delineate, buildings, pairs, households=BOUNDS, seed=number))
        sizes = [each.households for each in plan.micro]
        told(f"communitygov, seed {number}", seconds, sizes, plan.quality.mean_way / 100)
        print(f"  {plan.quality.text()}; {len(plan.general)} general grids")
    peer(buildings, pairs, len(plan.micro))
    bounds(plan)


if __name__ == "__main__":
    main()
