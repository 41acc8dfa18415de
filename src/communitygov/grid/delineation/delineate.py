"""Draw micro-grids: contiguous, within bounds, compact, nested in general grids, compounds whole.

1. Exclusive grids are cut out first.  What is left is divided piece by piece: what hangs together is a piece.
2. A piece of a dozen blocks or fewer is divided by trying all divisions; a larger one along random trees,
   with local moves afterwards.  The best of a bounded number of attempts is kept, so it always ends.
3. What cannot be made is made as nearly as it can, and a finding says why.
4. The same buildings, bounds and seed give the same grids, on every machine.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple, TypeAlias, cast

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.finding import Detail, Finding
from communitygov.errors import InvalidValue, Words
from communitygov.grid.delineation.blocks import Blocks, blocks_of, centre_of, components, pairs_within
from communitygov.grid.delineation.building import (
    Building,
    as_adjacency,
    as_bounds,
    as_buildings,
    check_pairs,
)
from communitygov.grid.delineation.delineation import DRAFT, Delineation
from communitygov.grid.delineation.division import nested_division
from communitygov.grid.delineation.drawn_grid import DrawnGrid, numbered
from communitygov.grid.delineation.exhaustive import MOST_BLOCKS, Nested, Plan, best_nested
from communitygov.grid.delineation.reason import (
    EXCLUSIVE_GRID_APART,
    QUARTER_APART,
    Demand,
    compounds_apart,
    none_exists,
    proved,
    unproved,
)
from communitygov.grid.delineation.tree_split import Bounds
from communitygov.grid.level.bounds import SizeBounds
from communitygov.grid.level.chengdu import CHENGDU
from communitygov.grid.level.kind import GridKind

#: Bounds as they are, or a least and a most.
AskedBounds: TypeAlias = SizeBounds | tuple[int, int]
_MICRO = cast("SizeBounds", CHENGDU["micro"].bounds)
_GENERAL = cast("SizeBounds", CHENGDU["general"].bounds)


def delineate(
    buildings: Iterable[Building],
    adjacency: Iterable[tuple[str, str]],
    *,
    households: AskedBounds = _MICRO,
    general: AskedBounds = _GENERAL,
    target: int | None = None,
    seed: int = 0,
) -> Delineation:
    """Propose micro-grids in general grids.

    Parameters
    ----------
    buildings
        The buildings of a quarter, in any order.
    adjacency
        Pairs of codes of buildings that stand side by side, either way round.
    households, general
        Bounds of micro-grids and of general grids; those of `CHENGDU`, with their sources, unless given.
    target
        How many households a micro-grid is wished to have; the middle of its bounds unless given.
    seed
        Where chance begins; another seed may give another proposal.

    Raises
    ------
    InvalidValue
        If bounds are open, turned round or such that no micro-grid fits in a general grid, or a building
        stands twice or is paired with itself.
    UnknownName
        If a pair names a building that is not there.

    Examples
    --------
    >>> from communitygov.geometry.point import Point
    >>> row = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(6)]
    >>> tower = Building("tower", households=120, at=Point(14_000, 0))
    >>> beside = [*((f"b{at}", f"b{at + 1}") for at in range(5)), ("b5", "tower")]
    >>> plan = delineate([*row, tower], beside, general=(200, 300))
    >>> [grid.households for grid in plan.micro]
    [60, 60, 120]
    >>> for finding in plan.findings:
    ...     print(finding, finding.source)
    ...     print(finding.advice())
    building tower has 120 households; a micro-grid holds at most 100 [BUILDING_TOO_LARGE] cdpma.cn, news \
54058
    enter it as several buildings, one for each entrance
    >>> delineate(row, [("b0", "b17")])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No building is called 'b17'. Did you mean 'b1'? [UNKNOWN_NAME]
    """
    ordered, pairs = as_buildings(buildings), as_adjacency(adjacency)
    check_pairs(ordered, pairs)
    micro, large = _demands(households, general)
    wished = (micro.bounds.least + micro.most) // 2 if target is None else target
    for name, number, least in (("target", wished, 1), ("seed", seed, 0)):
        if type(number) is not int or not least <= number <= GREATEST_INTEGER:
            bound = Words(f"须为不小于 {least} 的整数", f"must be a whole number of at least {least}")
            raise InvalidValue(name, number, bound)
    set_apart, apart_findings = _exclusive_grids(ordered, pairs)
    blocks = blocks_of((each for each in ordered if not each.exclusive), pairs)
    nested, found = _divided(blocks, (micro, large), wished, Random(seed))  # noqa: S311  no secret
    return Delineation(
        buildings=ordered,
        adjacency=pairs,
        households=micro.bounds,
        general_households=large.bounds,
        grids=(*_drawn(blocks, nested), *set_apart),
        findings=(*apart_findings, *compounds_apart(ordered, pairs), *found),
    )


def _demands(households: AskedBounds, general: AskedBounds) -> tuple[Demand, Demand]:
    """Return what is asked of micro-grids and of general grids, refused if no two of them can nest."""
    micro = Demand(GridKind.MICRO, as_bounds("households", households))
    large = Demand(GridKind.GENERAL, as_bounds("general", general))
    least = micro.bounds.least
    if large.most < least:
        bound = Words(
            f"上限须不小于 {least}，否则容不下一个微网格",
            f"must have a most of at least {least}, or no micro-grid fits in a general grid",
        )
        raise InvalidValue("general", (large.bounds.least, large.most), bound)
    return micro, large


def _divided(
    blocks: Blocks, demands: tuple[Demand, Demand], target: int, chance: Random
) -> tuple[list[Nested], list[Finding]]:
    """Divide all that hangs together, and say what could not be made."""
    nested, findings = list[Nested](), list[Finding]()
    pieces = components(blocks, range(len(blocks.at)))
    for piece in pieces:
        if len(pieces) > 1:
            facts: dict[str, Detail] = {"pieces": len(pieces), "building": blocks.codes(piece)[0]}
            findings.append(QUARTER_APART.finding(blocks.codes(piece)[0], facts))
        made, found = _divided_piece(blocks, piece, demands, (target, chance))
        nested += made
        findings += found
    return nested, findings


def _divided_piece(
    blocks: Blocks, piece: list[int], demands: tuple[Demand, Demand], drawing: tuple[int, Random]
) -> tuple[list[Nested], list[Finding]]:
    """Divide a connected piece, and say what could not be made of it."""
    target, chance = drawing
    micro, large = demands
    plan = Plan(Bounds(micro.bounds.least, micro.most), target)
    fewest = max(large.bounds.least, micro.bounds.least)  # a general grid holds at least one micro-grid
    above = Plan(Bounds(fewest, large.most), (fewest + large.most) // 2)
    known = {demand.kind: proved(blocks, piece, demand=demand) for demand in demands}
    if len(piece) <= MOST_BLOCKS:
        exact = best_nested(blocks, piece, micro=plan, general=above)
        if exact is not None:
            return exact, [reason.finding for demand in demands for reason in known[demand.kind]]
        if not any(known.values()):
            known[micro.kind] = known[large.kind] = [none_exists(blocks, piece, demand=micro)]
    nested = nested_division(blocks, piece, micro=plan, general=above, chance=chance)
    parts = {
        micro.kind: [part for each in nested for part in each.micro],
        large.kind: [each.general for each in nested],
    }
    reasons = [
        reason
        for demand in demands
        for reason in (
            *known[demand.kind],
            *unproved(blocks, parts[demand.kind], demand=demand, known=known[demand.kind]),
        )
    ]
    return nested, list(dict.fromkeys(reason.finding for reason in reasons))


class _Outline(NamedTuple):
    """A grid that has no code yet."""

    members: list[Building]
    centre: Building

    def named(self, code: str, kind: GridKind, under: str = "") -> DrawnGrid:
        """Return the grid with a code."""
        return DrawnGrid(
            code,
            kind=kind,
            under=under,
            members=sorted(building.id for building in self.members),
            households=sum(building.households for building in self.members),
            centre=self.centre.id,
        )


def _outline(members: Iterable[Building]) -> _Outline:
    """Return a grid of buildings, with its centre."""
    ordered = sorted(members, key=lambda building: building.id)
    return _Outline(ordered, centre_of(ordered)[0])


def _drawn(blocks: Blocks, nested: Sequence[Nested]) -> list[DrawnGrid]:
    """Return general grids and micro-grids, each kind numbered from north to south and west to east."""
    outlines = [
        (_of_blocks(blocks, each.general), [_of_blocks(blocks, part) for part in each.micro])
        for each in nested
    ]
    general, micro = list[DrawnGrid](), list[DrawnGrid]()
    outlines.sort(key=lambda each: _reading_order(each[0]))
    for code, (outer, parts) in zip(numbered(f"{DRAFT}-G", len(outlines)), outlines, strict=True):
        general.append(outer.named(code, GridKind.GENERAL))
        inside = zip(numbered(f"{code}-M", len(parts)), sorted(parts, key=_reading_order), strict=True)
        micro += [inner.named(name, GridKind.MICRO, under=code) for name, inner in inside]
    return [*general, *micro]


def _of_blocks(blocks: Blocks, part: Iterable[int]) -> _Outline:
    """Return a grid of blocks."""
    return _outline(building for block in part for building in blocks.buildings[block])


def _reading_order(outline: _Outline) -> tuple[int, int, str]:
    """Put a grid further north first, then one further west."""
    at = outline.centre.at
    return -at.north, at.east, outline.centre.id


def _exclusive_grids(
    buildings: Sequence[Building], adjacency: Sequence[tuple[str, str]]
) -> tuple[list[DrawnGrid], list[Finding]]:
    """Return the exclusive grids in the order of their codes, and which of them lie in several places."""
    members: dict[str, list[Building]] = {}
    for building in buildings:
        if building.exclusive:
            members.setdefault(building.exclusive, []).append(building)
    inner = pairs_within(adjacency, group={each.id: each.exclusive for each in buildings if each.exclusive})
    grids, findings = list[DrawnGrid](), list[Finding]()
    for code in sorted(members):
        grids.append(_outline(members[code]).named(code, GridKind.EXCLUSIVE))
        blocks = blocks_of(members[code], inner.get(code, ()))
        pieces = len(components(blocks, range(len(blocks.at))))
        if pieces > 1:
            findings.append(EXCLUSIVE_GRID_APART.finding(code, {"grid": code, "pieces": pieces}))
    return grids, findings
