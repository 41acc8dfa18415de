"""Cut a connected part into parts of given size along random spanning trees.

A spanning tree falls in two wherever one of its edges is cut, and both sides hang together.  So: draw a tree,
prefer short ways, take the edge whose sides can best be cut further, and go on with each side.  What cannot
be cut is put together again with its sister and cut anew, a bounded number of times.

Chance comes from the caller's `random.Random`; only `getrandbits` is asked, which gives the same everywhere.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from random import Random
from typing import NamedTuple, TypeAlias

from communitygov.grid.delineation.blocks import Blocks, Part

#: Trees that are drawn to cut one part before it is given up.
TREES = 24
#: Pieces put together again and cut anew, for one division, beside two for each part wanted.
RETRIES = 12

#: Which side of each cut, from the whole downwards.
Path: TypeAlias = tuple[int, ...]


class Bounds(NamedTuple):
    """Fewest and most households of a part."""

    least: int
    most: int


class Piece(NamedTuple):
    """A connected part that is still to be cut into so many parts."""

    blocks: Part
    into: int


class _Cut(NamedTuple):
    """A tree, the block above which it is cut, and how many parts the cut-off side becomes."""

    above: int
    order: list[int]
    parent: dict[int, int]
    into: int


def tree_split(
    blocks: Blocks, whole: Sequence[int], *, into: int, bounds: Bounds, chance: Random
) -> list[Part] | None:
    """Return `into` connected parts of `whole`, each within `bounds`, or nothing if none were found.

    So many parts must be possible by their sum; every cut keeps both sides so.
    """
    waiting: list[tuple[Path, Piece]] = [((), Piece(list(whole), into))]
    cut: dict[Path, Piece] = {}
    done: dict[Path, Part] = {}
    retries = RETRIES + 2 * into
    while waiting:
        path, piece = waiting.pop()
        if piece.into == 1:
            done[path] = piece.blocks
            continue
        sides = _cut(blocks, piece, bounds, chance)
        if sides is not None:
            cut[path] = piece
            waiting += [((*path, side), each) for side, each in enumerate(sides)]
            continue
        retries -= 1
        if not path or retries < 0:
            return None
        above = path[:-1]
        waiting = [(each, other) for each, other in waiting if each[: len(above)] != above]
        done = {each: part for each, part in done.items() if each[: len(above)] != above}
        waiting.append((above, cut[above]))
    return [done[path] for path in sorted(done)]


def _cut(blocks: Blocks, piece: Piece, bounds: Bounds, chance: Random) -> tuple[Piece, Piece] | None:
    """Return the two sides of the best cut of the first tree that has one, or nothing if none has."""
    within = set(piece.blocks)
    drawn = (_best_edge(blocks, piece, within, (bounds, chance)) for _ in range(TREES))
    best = next((cut for cut in drawn if cut is not None), None)
    if best is None:
        return None
    below = {best.above}
    for block in best.order:
        if best.parent.get(block) in below:
            below.add(block)
    inside = [block for block in piece.blocks if block in below]
    outside = [block for block in piece.blocks if block not in below]
    return Piece(inside, best.into), Piece(outside, piece.into - best.into)


def _best_edge(blocks: Blocks, piece: Piece, within: set[int], drawing: tuple[Bounds, Random]) -> _Cut | None:
    """Draw a tree and return its best cut, if one leaves both sides possible."""
    (least, most), chance = drawing
    order, parent = spanning_tree(blocks, piece.blocks, within=within, chance=chance)
    below = {block: blocks.households[block] for block in order}
    for block in reversed(order[1:]):
        below[parent[block]] += below[block]
    total, count = below[order[0]], piece.into
    best: tuple[int, int, int] | None = None
    for block in order[1:]:
        size = below[block]
        rest = total - size
        fewest = max(1, -(-size // most), count - rest // least)
        greatest = min(count - 1, size // least, count + -rest // most)
        if fewest <= greatest:
            parts = min(max((2 * size * count + total) // (2 * total), fewest), greatest)
            badness = (
                abs(size * count - total * parts) * 1000 // (total * parts) + abs(2 * parts - count) * 10
            )
            if best is None or badness < best[0]:
                best = badness, block, parts
    return None if best is None else _Cut(best[1], order, parent, best[2])


def spanning_tree(
    blocks: Blocks, part: Sequence[int], *, within: set[int], chance: Random
) -> tuple[list[int], dict[int, int]]:
    """Return a random spanning tree of a connected part: the order in which it grew, and who hangs on whom.

    Short ways come sooner: each is drawn between half and one and a half times its length.
    """
    neighbours, bits = blocks.neighbours, chance.getrandbits
    root = part[bits(30) % len(part)]
    order, parent = [root], dict[int, int]()
    grown = {root}
    edges = [
        (length * (512 + bits(10)), block, root)
        for block, length in neighbours[root].items()
        if block in within
    ]
    heapify(edges)
    while edges:
        _, block, above = heappop(edges)
        if block in grown:
            continue
        grown.add(block)
        parent[block] = above
        order.append(block)
        for further, length in neighbours[block].items():
            if further in within and further not in grown:
                heappush(edges, (length * (512 + bits(10)), further, block))
    return order, parent
