"""A city of 155,084 grids and 20,000,000 people: the same as `grid.py`, fourteen times as large.

Run: ``python benchmarks/grid_city.py``
"""

import attrs
from grid import Size, main

from communitygov.grid.level import THREE_PLUS_ONE, Level, LevelScheme

CITY = Size(
    {"city": 1, "district": 22, "street": 261, "community": 3_000, "general": 20_000, "micro": 130_000},
    1_800,
    20_000_000,
    7_000_000,
    5,
)
#: The scheme of a district, under a city.
SCHEME = LevelScheme(
    "city",
    (
        Level(code="city", zh="市", en="city"),
        attrs.evolve(THREE_PLUS_ONE["district"], under={"city"}),
        *(level for level in THREE_PLUS_ONE if level.code != "district"),
    ),
)

if __name__ == "__main__":
    main(CITY, SCHEME, __file__)
