"""Divide a connected part: by random trees and local moves, by trying all where few blocks are left.

Where nothing within bounds is found, the part is divided nevertheless, so that every building is somewhere:
no part larger than allowed, as few too small as local moves can reach.  Whoever called says why.
"""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from communitygov.grid.delineation.blocks import Blocks, Part, components
from communitygov.grid.delineation.exhaustive import MOST_BLOCKS, Nested, Plan, best_division, preferred
from communitygov.grid.delineation.local_moves import Centre, Division, best_place, mean_place
from communitygov.grid.delineation.tree_split import spanning_tree, tree_split

#: Numbers of parts that are tried, the most wished for first.
COUNTS = 8
#: Divisions that are drawn into micro-grids, of which the most compact is kept, and into general grids.
MICRO_DRAWS, GENERAL_DRAWS = 3, 1
#: Nested divisions that are tried where some grid misses its bounds.
ATTEMPTS = 6


class _Way(NamedTuple):
    """How parts are made: their plan, what their centre is, how many divisions are drawn."""

    plan: Plan
    centre: Centre
    draws: int


def nested_division(
    blocks: Blocks, part: Sequence[int], *, micro: Plan, general: Plan, chance: Random
) -> list[Nested]:
    """Return general grids of a connected part with their micro-grids; the best of a few attempts."""
    outer, inner = _Way(general, mean_place, GENERAL_DRAWS), _Way(micro, best_place, MICRO_DRAWS)
    unavoidable = _oversize(blocks, part, micro) + _oversize(blocks, part, general)
    best: list[Nested] = []
    least = -1
    for _ in range(ATTEMPTS):
        found = [
            Nested(each, _divided(blocks, each, inner, chance))
            for each in _divided(blocks, part, outer, chance)
        ]
        amiss = sum(
            households_amiss(blocks, [each.general], plan=general)
            + households_amiss(blocks, each.micro, plan=micro)
            for each in found
        )
        if least < 0 or amiss < least:
            best, least = found, amiss
        if least <= unavoidable:
            break
    return best


def households_amiss(blocks: Blocks, parts: Sequence[Part], *, plan: Plan) -> int:
    """Return the households of those parts that miss their bounds, one more for each part."""
    sizes = map(blocks.total, parts)
    return sum(size + 1 for size in sizes if not plan.bounds.least <= size <= plan.bounds.most)


def regions(blocks: Blocks, part: Sequence[int], *, most: int) -> tuple[list[int], list[Part]]:
    """Return the blocks that are larger than a grid may be, and the connected parts of the others."""
    large = [block for block in part if blocks.households[block] > most]
    return large, components(blocks, set(part).difference(large))


def _oversize(blocks: Blocks, part: Sequence[int], plan: Plan) -> int:
    """Return the households amiss that no division can help: in blocks larger than a grid may be."""
    large, _ = regions(blocks, part, most=plan.bounds.most)
    return households_amiss(blocks, [[block] for block in large], plan=plan)


def _divided(blocks: Blocks, part: Sequence[int], way: _Way, chance: Random) -> list[Part]:
    """Divide a part: blocks too large stand alone, and what they leave is divided piece by piece."""
    large, others = regions(blocks, part, most=way.plan.bounds.most)
    return sorted(
        [[block] for block in large]
        + [each for region in others for each in _divided_region(blocks, region, way, chance)]
    )


def _divided_region(blocks: Blocks, region: Part, way: _Way, chance: Random) -> list[Part]:
    """Divide a connected part without blocks that are too large."""
    least, most = way.plan.bounds
    total = blocks.total(region)
    counts = range(-(-total // most), total // least + 1)
    for count in nearest_counts(total, counts, target=way.plan.target):
        found = _most_compact(blocks, region, count, (way, chance))
        if found is not None:
            return found.parts
    if len(region) <= MOST_BLOCKS:
        exact = best_division(blocks, region, plan=way.plan)
        if exact is not None:
            return exact
    rough = Division(blocks, _carved(blocks, region, most, chance), bounds=way.plan.bounds, centre=way.centre)
    rough.improve()
    return rough.parts


def nearest_counts(total: int, counts: range, *, target: int) -> list[int]:
    """Return the numbers of parts that are tried, those first whose mean size is nearest to `target`.

    Examples
    --------
    >>> nearest_counts(410, range(5, 14), target=65)
    [6, 7, 8, 5, 9, 10, 11, 12]
    """
    ideal = min(max(total // target, counts.start), max(counts.stop - 1, counts.start))
    near = counts[max(0, ideal - counts.start - COUNTS) : ideal - counts.start + COUNTS + 1]
    return sorted(
        (count for count in near if count), key=lambda count: preferred(total, count, target=target)
    )[:COUNTS]


def _most_compact(blocks: Blocks, region: Part, count: int, drawing: tuple[_Way, Random]) -> Division | None:
    """Draw divisions into `count` parts, improve each and return the most compact."""
    way, chance = drawing
    best: Division | None = None
    for _ in range(way.draws if count > 1 else 1):
        parts = tree_split(blocks, region, into=count, bounds=way.plan.bounds, chance=chance)
        if parts is not None:
            drawn = Division(blocks, parts, bounds=way.plan.bounds, centre=way.centre)
            drawn.improve()
            if best is None or drawn.cost < best.cost:
                best = drawn
    return best


def _carved(blocks: Blocks, region: Part, most: int, chance: Random) -> list[Part]:
    """Cut a spanning tree from its leaves upwards into parts of at most `most` households."""
    order, parent = spanning_tree(blocks, region, within=set(region), chance=chance)
    sizes = {block: blocks.households[block] for block in order}
    with_parent = set[int]()
    for block in reversed(order[1:]):
        above = parent[block]
        if sizes[above] + sizes[block] <= most:
            sizes[above] += sizes[block]
            with_parent.add(block)
    parts: dict[int, Part] = {}
    head: dict[int, int] = {}
    for block in order:
        head[block] = head[parent[block]] if block in with_parent else block
        parts.setdefault(head[block], []).append(block)
    return list(parts.values())
