"""Circles of 500 sites among 20,000 demand points: who is inside, on foot too; two-step floating catchment.

The town is made here: clusters of homes on 6 by 6 kilometres, and a lattice of 10,201 crossings with 85 % of
its streets.  Asked are circles of 230, 384 and 769 m in a straight line, of 300, 500 and 1,000 m on foot.

Peers, each where it is installed, in the same run, in processor time without their import: numpy (all pairs
at once), `cKDTree` of scipy, networkx and `csgraph` of scipy for ways on foot, pandana (contraction
hierarchies), and access for the catchment.  Beside the time stands what each found.

Run: ``python benchmarks/circle.py [seed]``
"""

import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from random import Random
from time import process_time
from typing import Any

from communitygov.geometry import Point
from communitygov.space.audience import Population
from communitygov.space.circle import (
    DemandPoint,
    Site,
    StraightCircle,
    WalkCircle,
    WalkNetwork,
    catchment_in_floats,
    coverage,
    nearest_sites,
    reached_within,
    two_step_catchment,
)
from communitygov.space.circle.shortest import walks_to

SITES, HOMES, SIDE, STEP = 500, 20_000, 600_000, 6_000
CORNERS, KEPT = SIDE // STEP + 1, 0.85
RADII, WALKS, MINUTES = (230, 384, 769), (300, 500, 1_000), (5, 10, 15)
AGES = {"0-2": 3, "3-6": 5, "7-17": 11, "18-34": 24, "35-59": 37, "60plus": 20}


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    """Return what `run` gives and the processor time it took, in seconds."""
    began = process_time()
    return run(), process_time() - began


def told(name: str, seconds: float, found: object, peer: float | None = None) -> None:
    """Print one line; of a peer how many times as long it took."""
    ratio = "" if peer is None else f"{seconds / peer:7.2f} x ours"
    print(f"{name:42} {seconds:7.3f} s  {found!s:>22} {ratio}")


def town(chance: Random) -> tuple[list[Site], list[DemandPoint]]:
    """Return sites and homes in clusters."""
    middles = [
        (chance.uniform(0.1, 0.9), chance.uniform(0.1, 0.9), chance.uniform(0.03, 0.12)) for _ in range(15)
    ]

    def somewhere() -> Point:
        if chance.random() < 0.3:  # noqa: PLR2004
            return Point(chance.randrange(SIDE), chance.randrange(SIDE))
        east, north, wide = chance.choice(middles)
        at = (min(1.0, max(0.0, chance.gauss(each, wide))) for each in (east, north))
        return Point(*(int(SIDE * each) for each in at))

    def people() -> Population:
        households = chance.randint(4, 60)
        return Population.of(
            {band: int(households * share * 5.2 * chance.random() / 100) for band, share in AGES.items()}
        )

    homes = [DemandPoint(f"h{at:05}", at=somewhere(), population=people()) for at in range(HOMES)]
    return [Site(f"s{at:03}", at=somewhere()) for at in range(SITES)], homes


def streets(chance: Random) -> WalkNetwork:
    """Return a lattice of streets, some left out."""
    at = {
        (column, row): Point(
            column * STEP + chance.randint(-1_500, 1_500), row * STEP + chance.randint(-1_500, 1_500)
        )
        for column in range(CORNERS)
        for row in range(CORNERS)
    }
    code = {spot: f"n{spot[0]:03}-{spot[1]:03}" for spot in at}
    edges = [
        (code[spot], code[other], at[spot].distance(at[other]))
        for spot in at
        for other in ((spot[0] + 1, spot[1]), (spot[0], spot[1] + 1))
        if other in at and chance.random() < KEPT
    ]
    return WalkNetwork(edges, nodes=[(code[spot], at[spot]) for spot in at], snap_limit=20_000)


def straight(sites: Sequence[Site], homes: Sequence[DemandPoint]) -> None:
    """Time cover sets in a straight line, three radii."""
    rings = [StraightCircle.of_radius(at, metres=far) for at, far in zip(MINUTES, RADII, strict=True)]
    masks, ours = timed(lambda: reached_within(sites, homes, circles=rings))
    told("straight, 3 radii: ours", ours, sum(mask.bit_count() for ring in masks for mask in ring))
    if find_spec("numpy") is None:
        print("numpy is not installed: no peer")
        return
    import numpy as np  # noqa: PLC0415

    spots = [
        np.array([(each.at.east, each.at.north) for each in group if each.at]) for group in (sites, homes)
    ]

    def by_numpy() -> int:
        apart = ((spots[0][:, None, :] - spots[1][None, :, :]) ** 2).sum(-1)
        return sum(int((apart <= ring.radius**2).sum()) for ring in rings)

    found, theirs = timed(by_numpy)
    told("straight, 3 radii: numpy", theirs, found, ours)
    if find_spec("scipy") is None:
        print("scipy is not installed: no tree")
        return
    from scipy.spatial import cKDTree  # noqa: PLC0415

    def by_tree() -> int:
        tree = cKDTree(spots[1])
        return sum(len(near) for ring in rings for near in tree.query_ball_point(spots[0], ring.radius))

    found, theirs = timed(by_tree)
    told("straight, 3 radii: cKDTree", theirs, found, ours)


def on_foot(sites: Sequence[Site], homes: Sequence[DemandPoint], network: WalkNetwork) -> None:
    """Time what is within 1,000 m of 500 sites on the network, and cover sets of three radii."""
    inward, compiled = timed(lambda: network.inward)
    told("on foot: network compiled", compiled, f"{len(network)} nodes")
    feet = [foot for site in sites if (foot := network.foot(site)) is not None]
    within = WALKS[-1] * 100
    found, ours = timed(lambda: sum(len(walks_to(foot, inward, within=within)) for foot in feet))
    told("on foot, nodes within 1,000 m: ours", ours, found)
    starts = [foot.node for foot in feet]
    slack = [within - foot.centimetres for foot in feet]
    _by_networkx(network, starts, slack, ours=ours)
    _by_scipy(network, starts, slack, ours=ours)
    _by_pandana(network, starts, ours=ours)
    rings = [
        WalkCircle.of_radius(minutes, metres=metres) for minutes, metres in zip(MINUTES, WALKS, strict=True)
    ]
    masks, seconds = timed(lambda: reached_within(sites, homes, circles=rings, network=network))
    told(
        "on foot, 3 radii, homes snapped: ours",
        seconds,
        sum(mask.bit_count() for ring in masks for mask in ring),
    )
    near, seconds = timed(lambda: nearest_sites(sites, homes, circle=rings[-1], network=network))
    told("on foot, nearest site of each home: ours", seconds, sum(each is not None for each in near))


def _lines(network: WalkNetwork) -> list[tuple[int, int, int]]:
    """Return the edges of a network by numbers of nodes."""
    places = network.places
    return [(places[one], places[two], length) for one, two, length in network.edges]


def _by_networkx(network: WalkNetwork, starts: Sequence[int], slack: Sequence[int], *, ours: float) -> None:
    """Time networkx."""
    import networkx as nx  # noqa: PLC0415

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(network)))
    graph.add_weighted_edges_from(_lines(network))
    found, seconds = timed(
        lambda: sum(
            len(nx.single_source_dijkstra_path_length(graph, start, cutoff=cutoff))
            for start, cutoff in zip(starts, slack, strict=True)
        )
    )
    told("on foot, nodes within 1,000 m: networkx", seconds, found, ours)


def _by_scipy(network: WalkNetwork, starts: Sequence[int], slack: Sequence[int], *, ours: float) -> None:
    """Time scipy."""
    if find_spec("scipy") is None:
        print("scipy is not installed: no csgraph")
        return
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    one, two, length = zip(*_lines(network), strict=True)
    graph = csr_matrix((length, (one, two)), shape=(len(network),) * 2)

    def by_scipy() -> int:
        ways = dijkstra(graph, directed=False, indices=starts, limit=WALKS[-1] * 100)
        return int((ways <= np.array(slack)[:, None]).sum())

    found, seconds = timed(by_scipy)
    told("on foot, nodes within 1,000 m: scipy", seconds, found, ours)


def _by_pandana(network: WalkNetwork, starts: Sequence[int], *, ours: float) -> None:
    """Time pandana; sites at one node count once, and ways beside the network are not known to it."""
    if find_spec("pandana") is None:
        print("pandana is not installed: no peer")
        return
    import pandana  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    def by_pandana() -> int:
        one, two, length = (pd.Series(column) for column in zip(*_lines(network), strict=True))
        at = dict(network.nodes)
        east = pd.Series([float(at[code].east) for code in network.codes])
        north = pd.Series([float(at[code].north) for code in network.codes])
        weights = pd.DataFrame({"length": length.astype(float)})
        net = pandana.Network(east, north, one, two, weights, twoway=True)
        return len(net.nodes_in_range(sorted(set(starts)), float(WALKS[-1] * 100)))

    found, seconds = timed(by_pandana)
    told("on foot, nodes within 1,000 m: pandana", seconds, found, ours)


def shares(sites: Sequence[Site], homes: Sequence[DemandPoint], chance: Random) -> None:
    """Time coverage and two-step floating catchment."""
    rings = [StraightCircle.of_radius(at, metres=far) for at, far in zip(MINUTES, RADII, strict=True)]
    seen, seconds = timed(lambda: coverage(sites, homes, circles=rings))
    told("coverage by band and site, 3 radii: ours", seconds, f"{seen.circles[-1].covered:,} people")
    supply = {site.id: chance.choice((120, 200, 300, 600)) for site in sites}
    floats, ours = timed(lambda: catchment_in_floats(sites, homes, circles=rings[-1], supply=supply))
    told("2SFCA in floats: ours", ours, f"{sum(floats):.12g}")
    exact, seconds = timed(lambda: two_step_catchment(sites, homes, circles=rings[-1], supply=supply))
    told("2SFCA in exact fractions: ours", seconds, f"{sum(float(each) for _, _, each in exact.access):.12g}")
    if find_spec("access") is None:
        print("access is not installed: no peer")
        return
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415
    from access import Access  # noqa: PLC0415

    def by_access() -> float:
        spots = [
            np.array([(each.at.east, each.at.north) for each in group if each.at]) for group in (sites, homes)
        ]
        apart = ((spots[0][:, None, :] - spots[1][None, :, :]) ** 2).sum(-1)
        site, home = np.nonzero(apart <= rings[-1].radius ** 2)
        asked = Access(
            demand_df=pd.DataFrame(
                {"id": range(len(homes)), "people": [each.population.total for each in homes]}
            ),
            demand_index="id",
            demand_value="people",
            supply_df=pd.DataFrame({"id": range(len(sites)), "amount": list(supply.values())}),
            supply_index="id",
            supply_value="amount",
            cost_df=pd.DataFrame({"origin": home, "dest": site, "cost": apart[site, home]}),
            cost_origin="origin",
            cost_dest="dest",
            cost_name="cost",
        )
        return float(
            asked.two_stage_fca(name="fca", max_cost=rings[-1].radius ** 2).iloc[:, 0].fillna(0).sum()
        )

    found, seconds = timed(by_access)
    told("2SFCA: access", seconds, f"{found:.12g}", ours)


def main() -> None:
    """Make the town and time everything."""
    chance = Random(int(sys.argv[1]) if len(sys.argv) > 1 else 11)  # noqa: S311  no secret
    sites, homes = town(chance)
    network = streets(chance)
    straight(sites, homes)
    on_foot(sites, homes, network)
    shares(sites, homes, chance)


if __name__ == "__main__":
    main()
