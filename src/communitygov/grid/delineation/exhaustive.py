"""Every division of a few blocks, tried: where there is one within bounds it is found, and the most compact.

Sets of blocks are whole numbers, one bit a block.  The work grows as three to the power of the blocks at
worst, so it is done for a dozen at most.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from communitygov.grid.delineation.blocks import Blocks, Part
from communitygov.grid.delineation.median import median
from communitygov.grid.delineation.tree_split import Bounds

#: Most blocks of which every division is tried.
MOST_BLOCKS = 12

#: A set of blocks, one bit each.
Mask: TypeAlias = int


class Plan(NamedTuple):
    """Bounds of a part, and how large it is wished to be."""

    bounds: Bounds
    target: int


class _Choice(NamedTuple):
    """Parts of a set, and the ways of all their households to the centres."""

    cost: int
    parts: tuple[Mask, ...]


#: For each number of parts the cheapest division.
_ByCount: TypeAlias = dict[int, _Choice]


class Nested(NamedTuple):
    """A general grid and the micro-grids within it."""

    general: Part
    micro: list[Part]


def preferred(total: int, count: int, *, target: int) -> tuple[Fraction, int]:
    """Return a key by which a number of parts comes first whose mean size is nearest to `target`."""
    return abs(Fraction(total, count) - target), count


def best_nested(blocks: Blocks, part: Sequence[int], *, micro: Plan, general: Plan) -> list[Nested] | None:
    """Return the best nested division of a connected part, or nothing if there is none at all.

    A block larger than any grid may be is a grid of its own here: that cannot be helped.
    """
    small = _Subsets(blocks, part)
    small_parts = _Divisions(small.legal(micro.bounds, small.cost))
    inner: dict[Mask, _Choice] = {}

    def divided_cost(mask: Mask) -> int | None:
        choice = small.best(small_parts, mask, micro)
        if choice is None:
            return None
        inner[mask] = choice
        return choice.cost

    outer = _Divisions(small.legal(general.bounds, divided_cost))
    everything = len(small.size) - 1
    choice = small.best(outer, everything, general)
    if choice is None:
        return None
    return [
        Nested(small.part(mask), [small.part(each) for each in inner[mask].parts]) for mask in choice.parts
    ]


def best_division(blocks: Blocks, part: Sequence[int], *, plan: Plan) -> list[Part] | None:
    """Return the best division of a connected part, or nothing if there is none at all."""
    small = _Subsets(blocks, part)
    everything = len(small.size) - 1
    divisions = _Divisions(small.legal(plan.bounds, small.cost))
    choice = small.best(divisions, everything, plan)
    return None if choice is None else [small.part(mask) for mask in choice.parts]


class _Subsets:
    """All sets of a few blocks: how large each is, and whether it hangs together."""

    def __init__(self, blocks: Blocks, part: Sequence[int]) -> None:
        """Give the blocks numbers from 0."""
        self._blocks, self._part = blocks, sorted(part)
        number = {block: at for at, block in enumerate(self._part)}
        self._beside = [
            sum(1 << number[each] for each in blocks.neighbours[block] if each in number)
            for block in self._part
        ]
        self.size = [0]
        for block in self._part:
            self.size += [size + blocks.households[block] for size in self.size]

    def part(self, mask: Mask) -> Part:
        """Return the blocks of a set."""
        return [block for at, block in enumerate(self._part) if mask >> at & 1]

    def cost(self, mask: Mask) -> int:
        """Return the ways of all households of a set to its centre, in centimetres."""
        part, blocks = self.part(mask), self._blocks
        return median([blocks.households[block] for block in part], [blocks.at[block] for block in part])[1]

    def legal(self, bounds: Bounds, cost: Callable[[Mask], int | None]) -> list[tuple[Mask, int]]:
        """Return the connected sets that may be a part, with what each costs."""
        found: list[tuple[Mask, int]] = []
        for mask in range(1, len(self.size)):
            size, is_single = self.size[mask], not mask & (mask - 1)
            fits = bounds.least <= size <= bounds.most or (is_single and size > bounds.most)
            price = cost(mask) if fits and self._is_connected(mask) else None
            if price is not None:
                found.append((mask, price))
        return found

    def best(self, divisions: "_Divisions", mask: Mask, plan: Plan) -> _Choice | None:
        """Return the division of a set whose parts are nearest to what is wished, the cheapest of these.

        Blocks that are too large stand alone, whatever is wished, and do not count.
        """
        found = divisions.of(mask)
        sizes = [self._blocks.households[block] for block in self.part(mask)]
        plain = sum(size for size in sizes if size <= plan.bounds.most)
        large = sum(size > plan.bounds.most for size in sizes)
        counts = sorted(found, key=lambda count: preferred(plain, max(1, count - large), target=plan.target))
        return found[counts[0]] if counts else None

    def _is_connected(self, mask: Mask) -> bool:
        """Tell whether the blocks of a set hang together."""
        reached, edge = 0, mask & -mask
        while edge:
            reached |= edge
            wide = 0
            for at, beside in enumerate(self._beside):
                if edge >> at & 1:
                    wide |= beside
            edge = wide & mask & ~reached
        return reached == mask


class _Divisions:
    """Divisions of sets into legal parts."""

    def __init__(self, legal: Iterable[tuple[Mask, int]]) -> None:
        """Sort the legal parts by their lowest block: some part holds the lowest block of every set."""
        self._by_lowest: dict[Mask, list[tuple[Mask, int]]] = {}
        for mask, price in legal:
            self._by_lowest.setdefault(mask & -mask, []).append((mask, price))
        self._known: dict[Mask, _ByCount] = {0: {0: _Choice(0, ())}}

    def of(self, mask: Mask) -> _ByCount:
        """Return the cheapest division of a set for each number of parts; at most a dozen calls deep."""
        if mask in self._known:
            return self._known[mask]
        found: _ByCount = {}
        for part, price in self._by_lowest.get(mask & -mask, ()):
            if part & mask == part:
                for count, rest in self.of(mask & ~part).items():
                    cost = price + rest.cost
                    if count + 1 not in found or cost < found[count + 1].cost:
                        found[count + 1] = _Choice(cost, (part, *rest.parts))
        self._known[mask] = found
        return found
