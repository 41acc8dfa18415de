"""Make parts more compact: blocks on a border change sides while that shortens the ways to the centres.

A move keeps both parts connected and within bounds, or mends bounds that are broken.  Where one block cannot
change sides because a part would become too large or too small, two blocks are exchanged.  Every move makes
the division better by a whole number, and rounds are bounded: it ends.
"""

from collections.abc import Callable, Sequence
from math import isqrt
from typing import TypeAlias

from communitygov.grid.delineation.blocks import Blocks, Part
from communitygov.grid.delineation.median import Place, centroid, median
from communitygov.grid.delineation.tree_split import Bounds

#: Rounds over all blocks.
ROUNDS = 24

Centre: TypeAlias = Callable[[Blocks, Sequence[int]], Place]


def mean_place(blocks: Blocks, part: Sequence[int]) -> Place:
    """Return the mean place of the households of a part."""
    return centroid(*_weighed(blocks, part))


def best_place(blocks: Blocks, part: Sequence[int]) -> Place:
    """Return the place of the block that all households of a part reach soonest."""
    weights, places = _weighed(blocks, part)
    return places[median(weights, places)[0]]


def _weighed(blocks: Blocks, part: Sequence[int]) -> tuple[list[int], list[Place]]:
    """Return the households of blocks, and where they are."""
    households, at = blocks.households, blocks.at
    return [households[block] for block in part], [at[block] for block in part]


class Division:
    """Parts while they are being changed: which block is where, how large each part is, where its centre."""

    def __init__(self, blocks: Blocks, parts: Sequence[Part], *, bounds: Bounds, centre: Centre) -> None:
        """Take over parts that cover what is to be divided."""
        self.blocks, self.bounds, self._centre = blocks, bounds, centre
        self.members = [set(part) for part in parts]
        self.of = {block: at for at, part in enumerate(parts) for block in part}
        self._near = {
            block: [each for each in blocks.neighbours[block] if each in self.of] for block in self.of
        }
        self.sizes = [blocks.total(part) for part in parts]
        self.centres = [centre(blocks, part) for part in parts]

    @property
    def parts(self) -> list[Part]:
        """The parts, each in order, the one with the smallest number first."""
        return sorted(sorted(members) for members in self.members if members)

    @property
    def cost(self) -> int:
        """The ways of all households to the centres, in centimetres."""
        return sum(self.blocks.households[block] * self.way(block, part) for block, part in self.of.items())

    def way(self, block: int, part: int) -> int:
        """Return the way from a block to the centre of a part, in centimetres."""
        east, north = self.centres[part]
        here_east, here_north = self.blocks.at[block]
        return isqrt((here_east - east) ** 2 + (here_north - north) ** 2)

    def improve(self) -> None:
        """Move and exchange blocks until nothing becomes better, or the rounds are used up."""
        changed = set(range(len(self.members)))
        for _ in range(ROUNDS):
            changed = self._round(changed)
            if not changed:
                return
            for part in sorted(changed):
                self.centres[part] = self._centre(self.blocks, sorted(self.members[part]))

    def _round(self, recent: set[int]) -> set[int]:
        """Try every block on a border of a part that has changed since; return the parts that now change."""
        changed = set[int]()
        part_of = self.of.__getitem__
        for block, near in self._near.items():
            here = self.of[block]
            beside = set(map(part_of, near))
            beside.discard(here)
            if not beside or (here not in recent and recent.isdisjoint(beside)):
                continue
            for there in sorted(beside, key=lambda part: (self.way(block, part), part)):
                if self._moved(block, here, there) or self._exchanged(block, here, there):
                    changed |= {here, there}
                    break
        return changed

    def _moved(self, block: int, here: int, there: int) -> bool:
        """Move a block from its part to a neighbouring one if that makes things better."""
        weight = self.blocks.households[block]
        worse = self._off(here, -weight) + self._off(there, weight) - self._off(here, 0) - self._off(there, 0)
        nearer = self.way(block, there) < self.way(block, here)
        if worse > 0 or (worse == 0 and not nearer) or not self._spares(block, here):
            return False
        self._put(block, here, there)
        return True

    def _exchanged(self, block: int, here: int, there: int) -> bool:
        """Exchange a block for one of a neighbouring part if that shortens the ways and breaks no bound."""
        gain = self._gain(block, here, there)
        if gain <= 0 or not self._spares(block, here):
            return False
        self._put(block, here, there)
        for other in self._along(here, there):
            back = self.blocks.households[other]
            fits = not self._off(here, back) and not self._off(there, -back)
            pays = other != block and gain + self._gain(other, there, here) > 0
            if fits and pays and self._spares(other, there):
                self._put(other, there, here)
                return True
        self._put(block, there, here)
        return False

    def _gain(self, block: int, here: int, there: int) -> int:
        """Return by how much the ways of a block's households become shorter."""
        return self.blocks.households[block] * (self.way(block, here) - self.way(block, there))

    def _along(self, here: int, there: int) -> list[int]:
        """Return the blocks of one part that touch another, those that gain most first."""
        touching = (
            block for block in self.members[there] if any(self.of[each] == here for each in self._near[block])
        )
        return sorted(touching, key=lambda block: (-self._gain(block, there, here), block))

    def _off(self, part: int, change: int) -> int:
        """Return by how many households a part would miss its bounds."""
        size = self.sizes[part] + change
        return max(self.bounds.least - size, size - self.bounds.most, 0)

    def _spares(self, block: int, part: int) -> bool:
        """Tell whether a part hangs together without one of its blocks."""
        members, near = self.members[part], self._near
        needed = members.intersection(near[block])
        if len(members) == 1 or not needed:
            return False
        start = needed.pop()
        seen, waiting = {start, block}, [start]
        while waiting and needed:
            for each in near[waiting.pop()]:
                if each in members and each not in seen:
                    seen.add(each)
                    needed.discard(each)
                    waiting.append(each)
        return not needed

    def _put(self, block: int, here: int, there: int) -> None:
        """Move a block."""
        weight = self.blocks.households[block]
        self.members[here].discard(block)
        self.members[there].add(block)
        self.sizes[here] -= weight
        self.sizes[there] += weight
        self.of[block] = there
