"""Sets of numbered things as whole numbers: demand points, sites, functions, sources of money.

Bit j of a set is the j-th thing.  Union, intersection and difference are one operation of Python's own each,
however many things there are; weights are kept as planes, one for each binary digit, so that the weight of a
set is a handful of intersections.

This module knows no site and no place; it is a kernel: it checks nothing, whoever calls it has.
"""

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple

#: ``"0"`` and ``"1"`` as the numbers 0 and 1.
_BITS = bytes.maketrans(b"01", b"\x00\x01")


def mask_of(indices: Iterable[int], size: int) -> int:
    """Return the set of some of `size` things.

    Examples
    --------
    >>> bin(mask_of([0, 3], 5))
    '0b1001'
    """
    digits = bytearray(b"0") * (size + 1)
    for index in indices:
        digits[size - index] = 49  # "1"
    return int(digits, 2)


def indices_of(mask: int) -> list[int]:
    """Return the members of a set of any size, ascending.

    Examples
    --------
    >>> indices_of(0b1001), indices_of(0)
    ([0, 3], [])
    """
    digits = bin(mask)[:1:-1].encode().translate(_BITS)
    return list(compress(range(len(digits)), digits))


def members_of(mask: int) -> list[int]:
    """Return the same for a set of few things, such as functions or sources: quicker there, slow for many.

    Examples
    --------
    >>> members_of(0b1001), members_of(0)
    ([0, 3], [])
    """
    found: list[int] = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def union_of(masks: Iterable[int]) -> int:
    """Return what is in any of several sets.

    Examples
    --------
    >>> bin(union_of([0b1, 0b100]))
    '0b101'
    """
    union = 0
    for mask in masks:
        union |= mask
    return union


class Planes:
    """Weights of things, kept as one set for each binary digit.

    Examples
    --------
    >>> planes = Planes([5, 0, 12])
    >>> planes.count(0b101), planes.count(0b010), planes.total
    (17, 0, 17)
    """

    __slots__ = ("_planes", "total")

    def __init__(self, weights: Sequence[int]) -> None:
        """Take weights, whole numbers from 0, one for each thing."""
        digits = max(weights, default=0).bit_length()
        planes = (
            (digit, mask_of((at for at, weight in enumerate(weights) if weight >> digit & 1), len(weights)))
            for digit in range(digits)
        )
        self._planes = tuple((digit, plane) for digit, plane in planes if plane)
        self.total = sum(weights)

    def count(self, mask: int) -> int:
        """Return how much a set weighs."""
        weight = 0
        for digit, plane in self._planes:
            weight += (mask & plane).bit_count() << digit
        return weight


class Merged(NamedTuple):
    """Members that are in the same sets, taken for one: the sets of those, and who stands behind each.

    What is in no set is left out.
    """

    masks: tuple[int, ...]
    behind: tuple[tuple[int, ...], ...]


def merged(masks: Sequence[int], size: int) -> Merged:
    """Take those of `size` things that are in the same sets for one.

    Examples
    --------
    >>> together = merged([0b0111, 0b0100], 4)
    >>> together.behind, [bin(mask) for mask in together.masks]
    (((0, 1), (2,)), ['0b11', '0b10'])
    """
    sets_of: list[list[int]] = [[] for _ in range(size)]
    for at, mask in enumerate(masks):
        for index in indices_of(mask):
            sets_of[index].append(at)
    groups: dict[tuple[int, ...], list[int]] = {}
    for index, sets in enumerate(sets_of):
        if sets:
            groups.setdefault(tuple(sets), []).append(index)
    members: list[list[int]] = [[] for _ in masks]
    for at, group in enumerate(groups):
        for each in group:
            members[each].append(at)
    return Merged(tuple(mask_of(each, len(groups)) for each in members), tuple(map(tuple, groups.values())))
