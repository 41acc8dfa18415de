"""Grids that somebody drew: taken in as a delineation to be measured, and made more compact as they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.finding import Detail, Finding
from communitygov.errors import UnknownName, Words
from communitygov.grid.delineation.blocks import blocks_of, centre_of, components, pairs_within
from communitygov.grid.delineation.building import Building, as_adjacency, as_bounds, as_buildings
from communitygov.grid.delineation.delineate import AskedBounds
from communitygov.grid.delineation.delineation import Delineation
from communitygov.grid.delineation.drawn_grid import DrawnGrid
from communitygov.grid.delineation.local_moves import Division, best_place
from communitygov.grid.delineation.reason import (
    COMPOUND_APART,
    MICRO_GRID_APART,
    NO_DIVISION_FOUND,
    compounds_apart,
)
from communitygov.grid.delineation.tree_split import Bounds
from communitygov.grid.hierarchy.level_rule import GRID_TOO_LARGE, GRID_TOO_SMALL
from communitygov.grid.level.bounds import SizeBounds
from communitygov.grid.level.kind import GridKind


def as_drawn(
    buildings: Iterable[Building],
    adjacency: Iterable[tuple[str, str]],
    *,
    grid_of: Mapping[str, str],
    under: Mapping[str, str],
    households: AskedBounds,
    general: AskedBounds,
) -> Delineation:
    """Return grids that stand already as a delineation; its findings name what is wrong with them.

    Parameters
    ----------
    buildings, adjacency
        As for `delineate`.  Buildings with an exclusive grid are in it.
    grid_of
        For every other building the code of its micro-grid.
    under
        For every micro-grid the code of its general grid.
    households, general
        Bounds that the grids are measured against.

    Raises
    ------
    UnknownName
        If a building or a micro-grid is not placed.

    Examples
    --------
    >>> from communitygov.geometry.point import Point
    >>> row = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(4)]
    >>> beside = [("b0", "b1"), ("b1", "b2"), ("b2", "b3")]
    >>> grids = {"b0": "M-1", "b1": "M-2", "b2": "M-1", "b3": "M-2"}
    >>> bounds = {"households": (30, 50), "general": (60, 100)}
    >>> today = as_drawn(row, beside, grid_of=grids, under={"M-1": "G", "M-2": "G"}, **bounds)
    >>> today.quality.contiguous, today.quality.mean_way
    (Fraction(0, 1), 2000)
    >>> grids.pop("b3")
    'M-2'
    >>> as_drawn(row, beside, grid_of=grids, under={"M-1": "G", "M-2": "G"}, **bounds)
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No placed building is called 'b3'. Known: 'b0', 'b1', 'b2'. \
[UNKNOWN_NAME]
    """
    ordered = as_buildings(buildings)
    for name, places in (("grid_of", grid_of), ("under", under)):
        require(name, places, kind=Mapping)
        each_required(name, (*places, *places.values()), kind=str)
    members: dict[tuple[GridKind, str, str], list[Building]] = {}
    for building in ordered:
        if building.exclusive:
            members.setdefault((GridKind.EXCLUSIVE, building.exclusive, ""), []).append(building)
        else:
            micro = _placed(grid_of, building.id, Words("已划入的楼栋", "placed building"))
            whole = _placed(under, micro, Words("已划入的微网格", "placed micro-grid"))
            members.setdefault((GridKind.GENERAL, whole, ""), []).append(building)
            members.setdefault((GridKind.MICRO, micro, whole), []).append(building)
    drawn = Delineation(
        buildings=ordered,
        adjacency=as_adjacency(adjacency),
        households=as_bounds("households", households),
        general_households=as_bounds("general", general),
        grids=[_grid(code, kind, above, members[kind, code, above]) for kind, code, above in sorted(members)],
    )
    return attrs.evolve(drawn, findings=_amiss(drawn))


def refine(delineation: Delineation) -> Delineation:
    """Return the grids after blocks on borders changed sides, wherever that makes micro-grids better.

    General grids, exclusive grids and all codes stay.  A micro-grid that keeps its bounds keeps them; one
    that misses them may come nearer.  Compounds that are whole stay whole.

    Examples
    --------
    >>> from communitygov.geometry.point import Point
    >>> row = [Building(f"b{at}", households=20, at=Point(at * 2_000, 0)) for at in range(4)]
    >>> beside = [("b0", "b1"), ("b1", "b2"), ("b2", "b3")]
    >>> today = as_drawn(
    ...     row,
    ...     beside,
    ...     grid_of={"b0": "M-1", "b1": "M-1", "b2": "M-1", "b3": "M-2"},
    ...     under={"M-1": "G", "M-2": "G"},
    ...     households=(30, 50),
    ...     general=(60, 100),
    ... )
    >>> [grid.households for grid in today.micro], [grid.households for grid in refine(today).micro]
    ([60, 20], [40, 40])
    """
    require("delineation", delineation, kind=Delineation)
    known = {building.id: building for building in delineation.buildings}
    whole = {code: grid.code for grid in delineation.general for code in grid.members}
    inner = pairs_within(delineation.adjacency, group=whole)
    below: dict[str, list[DrawnGrid]] = {}
    for grid in delineation.micro:
        below.setdefault(grid.under, []).append(grid)
    refined: dict[str, DrawnGrid] = {}
    for general, micro in below.items():
        inside = [[known[code] for code in grid.members] for grid in micro]
        moved = _refined(inside, inner.get(general, ()), households=delineation.households)
        for grid, members in zip(micro, moved, strict=True):
            refined[grid.code] = _grid(grid.code, grid.kind, grid.under, members)
    grids = [refined.get(grid.code, grid) for grid in delineation.grids]
    better = attrs.evolve(delineation, grids=grids, findings=())
    amiss = {code for grid in better.misfits for code in grid.members}
    drawn = {finding.subject for finding in delineation.findings if finding.code in _OF_DRAWN}
    findings = [finding for finding in _amiss(better) if finding.subject in drawn]
    findings += [
        finding
        for finding in delineation.findings
        if finding.code not in _OF_DRAWN
        and (finding.code != NO_DIVISION_FOUND.code or finding.subject in amiss)
    ]
    return attrs.evolve(better, findings=findings)


_OF_DRAWN = frozenset(
    each.code for each in (GRID_TOO_LARGE, GRID_TOO_SMALL, MICRO_GRID_APART, COMPOUND_APART)
)


def _amiss(drawn: Delineation) -> tuple[Finding, ...]:
    """Name every grid that misses its bounds, and every micro-grid that lies in several places."""
    known = {building.id: building for building in drawn.buildings}
    found: list[Finding] = []
    for grid in drawn.misfits:
        bounds = drawn.households if grid.kind is GridKind.MICRO else drawn.general_households
        facts: dict[str, Detail] = {
            "level": grid.kind.words,
            "grid": grid.code,
            "households": grid.households,
        }
        if grid.households < bounds.least:
            finding = GRID_TOO_SMALL.finding(grid.code, {**facts, "least": bounds.least})
        else:
            finding = GRID_TOO_LARGE.finding(grid.code, {**facts, "most": _most(bounds)})
        found.append(attrs.evolve(finding, source=bounds.source))
    return (*found, *_torn(drawn, known), *compounds_apart(drawn.buildings, drawn.adjacency))


def _torn(drawn: Delineation, known: Mapping[str, Building]) -> Iterator[Finding]:
    """Name every micro-grid that lies in several places."""
    inner = pairs_within(drawn.adjacency, group=drawn.dwelling_grid)
    for grid in drawn.micro:
        blocks = blocks_of((known[code] for code in grid.members), inner.get(grid.code, ()))
        pieces = len(components(blocks, range(len(blocks.at))))
        if pieces > 1:
            yield MICRO_GRID_APART.finding(grid.code, {"grid": grid.code, "pieces": pieces})


def _refined(
    members: Sequence[Sequence[Building]], adjacency: Iterable[tuple[str, str]], *, households: SizeBounds
) -> list[list[Building]]:
    """Return the buildings of the micro-grids of one general grid after local moves."""
    compounds = [{building.compound for building in each} for each in members]
    whole = {
        compound
        for each in compounds
        for compound in each
        if sum(compound in other for other in compounds) == 1
    }
    inside = sorted(
        (
            building if building.compound in whole else attrs.evolve(building, compound="")
            for each in members
            for building in each
        ),
        key=lambda building: building.id,
    )
    blocks = blocks_of(inside, adjacency)
    known = {building.id: building for each in members for building in each}
    grid_of = {building.id: at for at, each in enumerate(members) for building in each}
    parts: list[list[int]] = [[] for _ in members]
    for block, together in enumerate(blocks.buildings):
        parts[grid_of[together[0].id]].append(block)
    bounds = Bounds(households.least, _most(households))
    division = Division(blocks, parts, bounds=bounds, centre=best_place)
    division.improve()
    return [[known[code] for code in blocks.codes(part)] for part in division.members]


def _most(bounds: SizeBounds) -> int:
    """Return the most of bounds that are never open."""
    return bounds.most or 0


def _placed(places: Mapping[str, str], code: str, kind: Words) -> str:
    """Return where something is placed."""
    if code not in places:
        raise UnknownName(kind, code, tuple(sorted(places)))
    return places[code]


def _grid(code: str, kind: GridKind, under: str, members: Sequence[Building]) -> DrawnGrid:
    """Return a grid of buildings in the order of their codes."""
    return DrawnGrid(
        code,
        kind=kind,
        under=under,
        members=[building.id for building in members],
        households=sum(building.households for building in members),
        centre=centre_of(members)[0].id,
    )
