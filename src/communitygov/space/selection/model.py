"""A selection in whole numbers: what the engines work on.

Sites, functions and points of demand are places in tuples; points that the same sites cover are one.  Every
rule of the whole, such as that a set of sources can pay what only it may pay, is a row: a limit on a sum over
what is put where.  Every rule of one site stands in its lot.

This module checks nothing: the problem from which a model is made has been checked.
"""

from typing import NamedTuple

import attrs

from communitygov.space.bits import Planes, members_of


class Lot(NamedTuple):
    """What one site allows: area left, functions that may be added, functions that stand there.

    `spare` is by how much what stands there exceeds its share of welfare, times the denominator of the share;
    `owed` is what must come along if anything does, because what stands there needs it.
    """

    free: int
    allowed: int
    standing: int
    spare: int
    owed: int = 0


class Row(NamedTuple):
    """A limit on a sum over all sites: of each function put anywhere, and of each site renovated.

    `size` is a length to measure the sum by; `sources` is the set of sources that a row of money stands for;
    `unit` is what one of the row's numbers stands for: fen that all its costs are multiples of; `rest` are
    fen beyond the limit that are no whole unit, and so buy nothing by themselves.  Of welfare, `parts` units
    are a square metre.
    """

    rule: str
    limit: int
    functions: tuple[int, ...]
    opening: tuple[int, ...]
    size: int
    sources: int = 0
    unit: int = 1
    rest: int = 0
    parts: int = 1

    def left(self, slack: int) -> int:
        """Return what is left in fen, sites or square metres, where so many units are."""
        return (slack * self.unit + self.rest) // self.parts

    def wider(self, more: int) -> int:
        """Return by how many units the limit is wider with `more` fen, sites or square metres."""
        return (self.rest + more * self.parts) // self.unit


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Model:
    """A selection in whole numbers.

    Masks of functions have one bit a function.  `circle_of` leads from a function to its circle, `covers`
    from a circle to the set that each site covers, `members` to the same sets as places.
    """

    lots: tuple[Lot, ...]
    areas: tuple[int, ...]
    #: A multiple of all areas, divided by each: worth times this is in the order of worth by area, exactly.
    per_area: tuple[int, ...]
    #: What each function adds to the balance of welfare of its site; nothing where there is no such rule.
    balance: tuple[int, ...]
    apart: tuple[int, ...]
    #: Each function with all that it needs beside it, and what they need.
    closure: tuple[int, ...]
    circle_of: tuple[int, ...]
    covers: tuple[tuple[int, ...], ...]
    members: tuple[tuple[tuple[int, ...], ...], ...]
    weights: tuple[tuple[int, ...], ...]
    planes: tuple[Planes, ...]
    #: People in need of each function, for the floors.
    people: tuple[Planes, ...]
    #: What is covered by functions that stand there already, and what that is worth.
    served: tuple[int, ...]
    base: int
    rows: tuple[Row, ...]
    #: Least number of people in need within the circle, by function.
    floors: tuple[tuple[int, int], ...]

    @property
    def places(self) -> range:
        """The sites."""
        return range(len(self.lots))

    @property
    def functions(self) -> range:
        """The functions."""
        return range(len(self.areas))

    def charge(self, row: Row, site: int, *, mask: int) -> int:
        """Return what functions put in an unrenovated site add to a row."""
        total = row.opening[site] if mask else 0
        for function in members_of(mask):
            total += row.functions[function]
        return total
