"""The shortest walks from a site outwards, up to a bound: Dijkstra over whole numbers.

A heap of single numbers, distance and node in one, so that comparing two of them is one step.
"""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from communitygov.space.circle.walk_network import Foot, Inward


def walks_to(foot: Foot, inward: Inward, *, within: int) -> dict[int, int]:
    """Return for each node from which one walks to a site at most so far, how far that is.

    The way from the node at the site to the site itself is counted.

    Examples
    --------
    >>> walks_to(Foot(0, 5), [[(1, 10)], [(0, 10), (2, 10)], [(1, 10)]], within=20)
    {0: 5, 1: 15}
    """
    if foot.centimetres > within:
        return {}
    size = len(inward)
    settled: dict[int, int] = {}
    best = {foot.node: foot.centimetres}
    heap = [foot.centimetres * size + foot.node]
    while heap:
        far, node = divmod(heappop(heap), size)
        if node in settled:
            continue
        settled[node] = far
        for other, length in inward[node]:
            there = far + length
            if there <= within and other not in settled and there < best.get(other, there + 1):
                best[other] = there
                heappush(heap, there * size + other)
    return settled


def nearest_starts(feet: Iterable[Foot | None], inward: Inward, *, within: int) -> dict[int, tuple[int, int]]:
    """Return for each node the nearest of several sites and how far it is, all at once.

    Of sites equally far, the first is taken.

    Examples
    --------
    >>> lane = [[(1, 10)], [(0, 10), (2, 10)], [(1, 10)]]
    >>> nearest_starts([Foot(0, 0), None, Foot(2, 0)], lane, within=20)
    {0: (0, 0), 2: (2, 0), 1: (0, 10)}
    """
    starts = tuple(feet)
    size, many = len(inward), max(1, len(starts))
    heap = [
        (foot.centimetres * many + rank) * size + foot.node
        for rank, foot in enumerate(starts)
        if foot is not None and foot.centimetres <= within
    ]
    heapify(heap)
    settled: dict[int, tuple[int, int]] = {}
    while heap:
        label, node = divmod(heappop(heap), size)
        if node in settled:
            continue
        far, rank = divmod(label, many)
        settled[node] = rank, far
        for other, length in inward[node]:
            if far + length <= within and other not in settled:
                heappush(heap, ((far + length) * many + rank) * size + other)
    return settled
