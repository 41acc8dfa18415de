"""How many people and households live in which grid; each person counts once.

A person with several homes is counted at one: where they head a household, else where they belong to one,
else where they rent, else what they own; of several alike, at the first code.  What a household is, the
documents do not say: an occupied dwelling counts as one, unless the caller counts otherwise.  Both are
library defaults.
"""

from collections import Counter
from collections.abc import Container
from datetime import date

from communitygov.core.terms import TermEnum
from communitygov.grid.residency.binding import Bindings
from communitygov.grid.residency.tenure import TenureRole, holding


class HouseholdBasis(TermEnum):
    """What counts as one household (户).

    Examples
    --------
    >>> [basis.value for basis in HouseholdBasis]
    ['occupied', 'dwellings', 'heads']
    """

    OCCUPIED = "occupied", "有人居住或持有的房屋", "dwellings with a tenure on the day"
    DWELLINGS = "dwellings", "全部房屋", "all dwellings"
    HEADS = "heads", "户主", "heads of households"


def residents(bindings: Bindings, on: date | None, *, among: Container[str]) -> dict[str, int]:
    """Return for each grid with dwellings how many people are counted there, in the order of codes."""
    homes = bindings.homes(on, among=among)
    people = Counter(bindings.dwellings[code].grid for code in homes.values())
    return _in_order(people, bindings, among=among)


def households(
    bindings: Bindings, on: date | None, *, among: Container[str], basis: HouseholdBasis
) -> dict[str, int]:
    """Return for each grid with dwellings how many households it has, in the order of codes."""
    count = Counter[str]()
    for code, dwelling in bindings.dwellings.items():
        count[dwelling.grid] += _households_of(code, bindings, on=on, basis=basis)
    return _in_order(count, bindings, among=among)


def _households_of(code: str, bindings: Bindings, *, on: date | None, basis: HouseholdBasis) -> int:
    """Return how many households a dwelling counts for."""
    if basis is HouseholdBasis.DWELLINGS:
        return 1
    tenures = holding(bindings.by_dwelling.get(code, ()), on)
    if basis is HouseholdBasis.OCCUPIED:
        return int(bool(tenures))
    return len({each.person for each in tenures if each.role is TenureRole.HEAD})


def _in_order(count: Counter[str], bindings: Bindings, *, among: Container[str]) -> dict[str, int]:
    """Return counts of the grids that have dwellings and are there; 0 where nobody lives."""
    return {code: count[code] for code in sorted(bindings.by_grid) if code in among}
