"""The ground of an invented quarter: six blocks of low buildings, a tower, a market, streets in between.

Everything is synthetic and comes from one seed.  Buildings of one block are neighbours when they stand near
each other; across a street only at its crossings.
"""

from itertools import combinations
from random import Random

from communitygov.geometry import Point
from communitygov.grid.delineation import Building

SEED = 7
#: Centimetres: a block, the street between two, a building's plot; how near neighbours are.
BLOCK, STREET, PLOT = 9_000, 1_400, 1_500
NEAR, CROSSING = 2_300, 3_300
COLUMNS, ROWS, PLOTS = 3, 2, 6
#: Block and plots of the market, of a compound, and of the tower that fits in no micro-grid.
MARKET, MARKET_PLOTS = "LQ-X-MARKET", {(1, 14), (1, 15), (1, 20), (1, 21)}
YARD, YARD_PLOTS = "YARD-3", {(2, plot) for plot in range(4)}
TOWER_PLOT, TOWER_HOUSEHOLDS = (COLUMNS * ROWS - 1, PLOTS * PLOTS - 1), 120


def buildings(seed: int = SEED) -> tuple[Building, ...]:
    """Return the buildings: homes of two to seven households, a market hall, a compound, a tower."""
    random = Random(seed)  # noqa: S311  an example, no secret
    found: list[Building] = []
    for block in range(COLUMNS * ROWS):
        east, north = (block % COLUMNS) * (BLOCK + STREET), (block // COLUMNS) * (BLOCK + STREET)
        for plot in range(PLOTS * PLOTS):
            at = Point(
                east + plot % PLOTS * PLOT + random.randrange(PLOT // 3),
                north + plot // PLOTS * PLOT + random.randrange(PLOT // 3),
            )
            found.append(_building(f"B{block + 1}-{plot + 1:02}", at, block, plot, random))
    return tuple(found)


def _building(code: str, at: Point, block: int, plot: int, random: Random) -> Building:
    """Return one building of a block."""
    households = random.randint(2, 7)
    if (block, plot) in MARKET_PLOTS:
        return Building(code, households=0, at=at, exclusive=MARKET)
    if (block, plot) == TOWER_PLOT:
        return Building(code, households=TOWER_HOUSEHOLDS, at=at)
    return Building(code, households=households, at=at, compound=YARD if (block, plot) in YARD_PLOTS else "")


def adjacency(known: tuple[Building, ...]) -> list[tuple[str, str]]:
    """Return the pairs of buildings that stand beside each other."""
    return [
        (one.id, other.id)
        for one, other in combinations(known, 2)
        if one.at.distance(other.at) <= (NEAR if one.id[:2] == other.id[:2] else CROSSING)
    ]
