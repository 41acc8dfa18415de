"""A plan in the making: what is put where, what that covers, and what the rows have left.

This module decides nothing; it keeps the sums right.
"""

from collections.abc import Mapping

from communitygov.space.bits import members_of
from communitygov.space.selection.model import Model

Plan = Mapping[int, int]


class Draft:
    """A plan in the making, from site to mask of functions."""

    __slots__ = ("_rows", "model", "new", "served", "slack", "worth")

    def __init__(self, model: Model, plan: Plan | None = None) -> None:
        """Begin with what stands, and put a plan on it."""
        self.model = model
        self.new: dict[int, int] = {}
        self.served = list(model.served)
        self.slack = [row.limit for row in model.rows]
        self.worth = model.base
        self._rows = tuple((row.functions, row.opening) for row in model.rows)
        for site, mask in (plan or {}).items():
            self.put(site, mask)

    def gain(self, site: int, function: int) -> int:
        """Return what a function in a site would add."""
        model = self.model
        added = model.covers[model.circle_of[function]][site] & ~self.served[function]
        return model.planes[function].count(added)

    def charges(self, site: int, mask: int) -> list[int]:
        """Return what more functions in a site would take of each row."""
        functions = members_of(mask)
        opens = site not in self.new
        return [
            sum([row[function] for function in functions]) + (opening[site] if opens else 0)
            for row, opening in self._rows
        ]

    def fits(self, site: int, mask: int) -> bool:
        """Tell whether more functions in a site keep every row, or make none worse that is broken."""
        for left, charge in zip(self.slack, self.charges(site, mask), strict=True):
            if charge > 0 and charge > left:
                return False
        return True

    def put(self, site: int, mask: int) -> None:
        """Put more functions in a site."""
        model = self.model
        charges = self.charges(site, mask)
        for at, charge in enumerate(charges):
            self.slack[at] -= charge
        for function in members_of(mask):
            cover = model.covers[model.circle_of[function]][site]
            self.worth += model.planes[function].count(cover & ~self.served[function])
            self.served[function] |= cover
        self.new[site] = self.new.get(site, 0) | mask

    def lacking(self, function: int, least: int) -> int:
        """Return how many people in need a floor still lacks."""
        return max(0, least - self.model.people[function].count(self.served[function]))

    @property
    def is_feasible(self) -> bool:
        """Whether every row and every floor is kept."""
        if min(self.slack, default=0) < 0:
            return False
        return not any(self.lacking(function, least) for function, least in self.model.floors)
