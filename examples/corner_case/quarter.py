"""The invented quarter: streets, homes by age band, corners that stand idle, and what could be put there.

Nothing here is of a document, and no number is of a place.
"""

from collections.abc import Iterator

from communitygov.core.money import Money
from communitygov.geometry import Point
from communitygov.space.audience import Population
from communitygov.space.circle import DemandPoint, Site, WalkCircle, WalkNetwork
from communitygov.space.function import Side
from communitygov.space.funding import FundingKind, FundingSource
from communitygov.space.selection import Candidate, FunctionModule, SelectionRule

#: Crossings from west to east and from south to north, and metres between them.
WIDE, HIGH, BLOCK = 9, 7, 110
#: The one crossing of the canal in the middle of the quarter.
BRIDGE, CANAL = 3, 4
SPEED = 60
CIRCLES = {f"{minutes}min": WalkCircle(minutes, metres_per_minute=SPEED) for minutes in (5, 10, 15)}

FUND, RAISED, GIFT = "fund", "raised", "gift"


def _node(east: int, north: int) -> str:
    """Return the code of a crossing."""
    return f"x{east}{north}"


def _edges() -> Iterator[tuple[str, str, int]]:
    """Yield the streets; over the canal leads one bridge."""
    for east in range(WIDE):
        for north in range(HIGH):
            if east + 1 < WIDE and (east != CANAL or north == BRIDGE):
                yield _node(east, north), _node(east + 1, north), BLOCK * 100
            if north + 1 < HIGH:
                yield _node(east, north), _node(east, north + 1), BLOCK * 100


def _at(east: int, north: int) -> Point:
    """Return where a crossing lies."""
    return Point(east * BLOCK * 100, north * BLOCK * 100)


STREETS = WalkNetwork(
    list(_edges()),
    nodes=[(_node(east, north), _at(east, north)) for east in range(WIDE) for north in range(HIGH)],
)


def _people(east: int, north: int) -> Population:
    """Return who lives at a crossing: elders in the west, families in the east."""
    elders, small = 26 - 2 * east + north, 3 + east
    return Population.of(
        {"0-2": small, "3-6": small + 1, "7-17": 8, "18-34": 10 + 3 * east, "35-59": 30, "60plus": elders}
    )


HOMES = tuple(
    DemandPoint(
        f"b-{east}{north}",
        at=_at(east, north),
        population=_people(east, north),
        grid=f"G{1 + (east > CANAL)}",
    )
    for east in range(WIDE)
    for north in range(HIGH)
    if (east + north) % 2 == 0
)
#: Corners that stand idle, with whole square metres and what renovating them costs.
_CORNERS = (
    ("ground-floor", (1, 5), 420, 60_000),
    ("boiler-house", (3, 1), 260, 90_000),
    ("rooftop", (4, 3), 180, 40_000),
    ("bicycle-shed", (6, 5), 150, 30_000),
    ("old-shop", (7, 2), 240, 55_000),
)
SITES = tuple(Site(code, at=_at(*at)) for code, at, _, _ in _CORNERS)
CANDIDATES = tuple(
    Candidate(code, area=area, renovation=Money.yuan(cost)) for code, _, area, cost in _CORNERS
)


def _module(code: str, area: int, cost: int, *, circle: str, needs: dict[str, int]) -> FunctionModule:
    """Return a function for everybody's good as it can be put into a corner."""
    return FunctionModule(
        code=code,
        area=area,
        cost=Money.yuan(cost),
        circle=circle,
        side=Side.QUALITY if code == "cafe" else Side.WELFARE,
        needs=needs,
        kind="equipment",
    )


MODULES = (
    _module("canteen", 160, 120_000, circle="5min", needs={"60plus": 3, "7-17": 1}),
    _module("elder_day_care", 200, 150_000, circle="5min", needs={"60plus": 3}),
    _module("nursery", 150, 110_000, circle="5min", needs={"0-2": 4}),
    _module("after_school", 90, 50_000, circle="10min", needs={"7-17": 3}),
    _module("library", 80, 40_000, circle="10min", needs={"3-6": 1, "7-17": 2, "18-34": 1, "60plus": 1}),
    _module("cafe", 60, 30_000, circle="15min", needs={"18-34": 2, "35-59": 1}),
)
#: The three kinds of money are document 004's; amounts and earmarks are invented.
SOURCES = (
    FundingSource(
        FUND,
        "保障资金",
        "guarantee fund",
        kind=FundingKind.GUARANTEE,
        amount=Money.yuan(330_000),
        pays={"equipment", "renovation"},
    ),
    FundingSource(
        RAISED, "居民自筹", "raised by residents", kind=FundingKind.RESIDENTS, amount=Money.yuan(60_000)
    ),
    FundingSource(
        GIFT,
        "企业捐赠",
        "given by enterprises",
        kind=FundingKind.ENTERPRISES,
        amount=Money.yuan(90_000),
        pays={"equipment"},
    ),
)
#: A nursery stands apart from a canteen; three corners at most.
RULE = SelectionRule(apart=[("nursery", "canteen")], most_sites=3)
