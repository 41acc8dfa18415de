"""Why some grids cannot be made: what no division could help, and what was looked for and not found.

Each reason is proved from the data, but the last: `NO_DIVISION_FOUND` says that the search found none, not
that there is none.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import attrs

from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import Words
from communitygov.grid.delineation.blocks import Blocks, Part, blocks_of, components, pairs_within
from communitygov.grid.delineation.building import Building
from communitygov.grid.delineation.division import ATTEMPTS, regions
from communitygov.grid.level.bounds import SizeBounds
from communitygov.grid.level.kind import GridKind

BUILDING_TOO_LARGE = Message(
    "BUILDING_TOO_LARGE",
    Words(
        "楼栋 {building} 有 {households} 户，一个{level}至多 {most} 户",
        "building {building} has {households} households; a {level} holds at most {most}",
    ),
    Words("请按单元拆分为几栋录入", "enter it as several buildings, one for each entrance"),
)
COMPOUND_TOO_LARGE = Message(
    "COMPOUND_TOO_LARGE",
    Words(
        "院落 {compound} 有 {households} 户，一个{level}至多 {most} 户",
        "compound {compound} has {households} households; a {level} holds at most {most}",
    ),
    Words("请按楼栋或组团拆分该院落", "divide the compound into groups of buildings"),
)
PIECE_TOO_SMALL = Message(
    "PIECE_TOO_SMALL",
    Words(
        "{building} 等 {buildings} 栋共 {households} 户，不与他处相连，一个{level}至少 {least} 户",
        "the part with building {building} touches no other that it could join (buildings: {buildings}, "
        "households: {households}); a {level} holds at least {least}",
    ),
    Words(
        "请补上与邻近楼栋的相邻关系，或放宽下限", "join them to a neighbouring building, or lower the least"
    ),
)
SUM_UNREACHABLE = Message(
    "SUM_UNREACHABLE",
    Words(
        "{building} 等 {buildings} 栋共 {households} 户，不能恰好分为若干各 {least} 至 {most} 户的{level}",
        "the {buildings} buildings with {building} have {households} households, which is no sum of parts of "
        "{least} to {most} ({level})",
    ),
    Words("请放宽上下限，或调整边界", "widen the bounds, or move the border of the quarter"),
)
NO_DIVISION_EXISTS = Message(
    "NO_DIVISION_EXISTS",
    Words(
        "{building} 等 {buildings} 栋（{households} 户）的所有分法均已试过，无一合乎上下限",
        "every division of the {buildings} buildings with {building} ({households} households) was tried; "
        "none keeps the bounds",
    ),
    Words("请放宽上下限，或补上相邻关系", "widen the bounds, or add neighbours"),
)
NO_DIVISION_FOUND = Message(
    "NO_DIVISION_FOUND",
    Words(
        "{building} 等 {buildings} 栋划出的{level}有 {households} 户，不在 {least} 至 {most} 户之内；"
        "试 {attempts} 次未得更好",
        "the {level} with building {building} (buildings: {buildings}) has {households} of at least {least} "
        "and at most {most} households; {attempts} attempts found nothing better",
    ),
    Words("请换一个种子再试，或放宽上下限", "try another seed, or widen the bounds"),
)
EXCLUSIVE_GRID_APART = Message(
    "EXCLUSIVE_GRID_APART",
    Words(
        "专属网格 {grid} 的楼栋分为互不相连的 {pieces} 处",
        "the buildings of the exclusive grid {grid} lie in {pieces} places that do not touch",
    ),
    Words("请分设专属网格，或补上相邻关系", "make one exclusive grid for each place, or add neighbours"),
)
COMPOUND_APART = Message(
    "COMPOUND_APART",
    Words(
        "院落 {compound} 的楼栋分为互不相连的 {pieces} 处，仍算一处",
        "the buildings of compound {compound} lie in {pieces} places that do not touch; it counts as one "
        "place",
    ),
    Words(
        "如有遗漏，请补上院内相邻关系；否则请分为几个院落",
        "add the neighbours within it if some are missing, or enter its parts as compounds of their own",
    ),
)
MICRO_GRID_APART = Message(
    "MICRO_GRID_APART",
    Words(
        "微网格 {grid} 的楼栋分为互不相连的 {pieces} 处",
        "the buildings of the micro-grid {grid} lie in {pieces} places that do not touch",
    ),
    Words("请调整边界，或补上相邻关系", "move its border, or add neighbours if some are missing"),
)
QUARTER_APART = Message(
    "QUARTER_APART",
    Words(
        "除专属网格外，片区分为互不相连的 {pieces} 处，其一含 {building}",
        "without the exclusive grids the quarter lies in {pieces} places that do not touch, one of them with "
        "{building}",
    ),
    Words("如有遗漏，请补上相邻关系", "add neighbours if some are missing"),
)


class Demand(NamedTuple):
    """What is asked of the grids of one kind."""

    kind: GridKind
    bounds: SizeBounds

    @property
    def most(self) -> int:
        """Most households; the bounds of a delineation are never open."""
        return self.bounds.most or 0

    def holds(self, households: int) -> bool:
        """Tell whether a grid of so many households is as it should be."""
        return self.bounds.least <= households <= self.most


class Reason(NamedTuple):
    """A finding, and the buildings whose grids it explains."""

    finding: Finding
    about: frozenset[int]


def proved(blocks: Blocks, piece: Part, *, demand: Demand) -> list[Reason]:
    """Return what makes grids of one kind impossible in a connected piece, whatever the division."""
    large, others = regions(blocks, piece, most=demand.most)
    found = [Reason(_too_large(blocks, block, demand), frozenset({block})) for block in large]
    for region in others:
        total = blocks.total(region)
        least, most = demand.bounds.least, demand.most
        if total < least:
            found.append(Reason(_about(PIECE_TOO_SMALL, blocks, region, demand), frozenset(region)))
        elif -(-total // most) > total // least:
            found.append(Reason(_about(SUM_UNREACHABLE, blocks, region, demand), frozenset(region)))
    return found


def unproved(
    blocks: Blocks, parts: Iterable[Sequence[int]], *, demand: Demand, known: Iterable[Reason]
) -> list[Reason]:
    """Return a reason for each part that misses its bounds and that nothing known explains."""
    explained = set[int]().union(*(reason.about for reason in known))
    return [
        Reason(_about(NO_DIVISION_FOUND, blocks, part, demand), frozenset(part))
        for part in parts
        if not demand.holds(blocks.total(part)) and explained.isdisjoint(part)
    ]


def none_exists(blocks: Blocks, piece: Part, *, demand: Demand) -> Reason:
    """Return the reason for a piece of which every division was tried."""
    return Reason(_about(NO_DIVISION_EXISTS, blocks, piece, demand), frozenset(piece))


def compounds_apart(buildings: Iterable[Building], adjacency: Iterable[tuple[str, str]]) -> list[Finding]:
    """Name every compound, exclusive grids aside, of which no pairs of neighbours make one place."""
    apart = [building for building in buildings if building.compound and not building.exclusive]
    compound = {building.id: building.compound for building in apart}
    inner = pairs_within(adjacency, group=compound).values()
    alone = (attrs.evolve(building, compound="") for building in apart)
    blocks = blocks_of(alone, chain.from_iterable(inner))
    parts = components(blocks, range(len(blocks.at)))
    pieces = Counter(compound[blocks.codes(part[:1])[0]] for part in parts)
    return [
        COMPOUND_APART.finding(code, {"compound": code, "pieces": pieces[code]})
        for code in sorted(pieces)
        if pieces[code] > 1
    ]


def _too_large(blocks: Blocks, block: int, demand: Demand) -> Finding:
    """Return the finding about a block that no grid can hold."""
    first = blocks.buildings[block][0]
    is_compound = len(blocks.buildings[block]) > 1
    message = COMPOUND_TOO_LARGE if is_compound else BUILDING_TOO_LARGE
    named = ("compound", first.compound) if is_compound else ("building", first.id)
    facts: dict[str, Detail] = {
        named[0]: named[1],
        "households": blocks.households[block],
        "level": demand.kind.words,
        "most": demand.most,
    }
    return attrs.evolve(message.finding(named[1], facts), source=demand.bounds.source)


def _about(message: Message, blocks: Blocks, part: Sequence[int], demand: Demand) -> Finding:
    """Return a finding about a part, named by the first of its buildings."""
    codes = blocks.codes(part)
    facts: dict[str, Detail] = {
        "building": codes[0],
        "buildings": len(codes),
        "households": blocks.total(part),
        "level": demand.kind.words,
        "least": demand.bounds.least,
        "most": demand.most,
        "attempts": ATTEMPTS,
    }
    return attrs.evolve(message.finding(codes[0], facts), source=demand.bounds.source)
