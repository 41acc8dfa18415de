"""From a person to their homes on the grid, link by link; and which link is missing.

The links: a tenure, one that runs on the day, a registered dwelling, a grid that it is bound to and that is
there.
"""

from collections.abc import Sequence
from datetime import date

from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.residency.binding import Bindings
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.location import (
    Charge,
    Home,
    InCharge,
    InChargeUpwards,
    Location,
    Missing,
    NoDwelling,
)
from communitygov.grid.residency.residency_rule import place_finding, unknown_dwellings
from communitygov.grid.residency.tenure import Tenure, TenureRole, holding

_ROSTER = Words("须能回答 in_charge", "must answer `in_charge`")


def located(
    person: str, bindings: Bindings, *, grid: GridHierarchy, on: date | None, roster: InCharge | None
) -> Location:
    """Return the homes of a person, in the order of their codes.

    Raises
    ------
    NoDwelling
        If no tenure of theirs leads to a grid.
    """
    _check_roster(roster)
    tenures = holding(bindings.tenures_of(person), on)
    known = _known(tenures, bindings)
    lying = [dwelling for dwelling in known if dwelling.grid in grid]
    if not lying:
        raise _no_dwelling(person, bindings, tenures=tenures, on=on)
    lost: list[Finding] = [*unknown_dwellings(tenures, bindings)]
    lost += [place_finding(dwelling, grid) for dwelling in known if dwelling.grid not in grid]
    homes = [_home(dwelling, tenures, grid=grid, on=on, roster=roster) for dwelling in lying]
    return Location(person=person, on=on, homes=homes, findings=lost)


def _check_roster(roster: object) -> None:
    """Refuse a roster that cannot be asked; a class is none."""
    if roster is not None and (isinstance(roster, type) or not callable(getattr(roster, "in_charge", None))):
        raise InvalidValue("roster", type(roster).__name__, _ROSTER)


def grids_of(person: str, bindings: Bindings, *, grid: GridHierarchy, on: date | None) -> tuple[str, ...]:
    """Return the grids in which a person has a home, each once, in order; raise `NoDwelling` otherwise."""
    dwellings, codes = bindings.dwellings, set[str]()
    tenures = holding(bindings.tenures_of(person), on)
    for each in tenures:
        dwelling = dwellings.get(each.dwelling)
        if dwelling is not None and dwelling.grid in grid:
            codes.add(dwelling.grid)
    if not codes:
        raise _no_dwelling(person, bindings, tenures=tenures, on=on)
    return tuple(sorted(codes))


def _known(tenures: Sequence[Tenure], bindings: Bindings) -> list[Dwelling]:
    """Return the dwellings of tenures that are there, in the order of their codes."""
    codes = sorted({each.dwelling for each in tenures})
    return [bindings.dwellings[code] for code in codes if code in bindings.dwellings]


def _home(
    dwelling: Dwelling,
    tenures: Sequence[Tenure],
    *,
    grid: GridHierarchy,
    on: date | None,
    roster: InCharge | None,
) -> Home:
    """Return one home, and who is in charge from its own grid upwards."""
    path = grid.path(dwelling.grid)
    roles = {each.role for each in tenures if each.dwelling == dwelling.id}
    charges: Sequence[Charge] = ()
    if roster is not None:
        charges = _charges(path, roster, on=on)
    return Home(
        dwelling=dwelling,
        path=path,
        roles=[role for role in TenureRole if role in roles],
        in_charge=charges,
    )


def _charges(path: Sequence[str], roster: InCharge, *, on: date | None) -> Sequence[Charge]:
    """Return who is in charge of each grid of a path, the last first."""
    codes = [*reversed(path)]
    if not isinstance(roster, InChargeUpwards):
        return [(code, roster.in_charge(code, on=on)) for code in codes]
    charges = roster.in_charge_upwards(codes[0], on=on)
    if [code for code, _ in charges] == codes:
        return charges
    # The roster has other grids above.
    return [charge for code in codes for charge in roster.in_charge_upwards(code, on=on)[:1]]


def _no_dwelling(
    person: str, bindings: Bindings, *, tenures: Sequence[Tenure], on: date | None
) -> NoDwelling:
    """Return the error that names the missing link; of several, the one furthest along."""
    all_of_them, known = bindings.tenures_of(person), _known(tenures, bindings)
    if known:
        # A grid that is gone is further along than none.
        last = max(known, key=lambda dwelling: bool(dwelling.grid))
        missing = Missing.GRID_GONE if last.grid else Missing.GRID
        return NoDwelling(person, missing, on=on, dwelling=last.id, grid=last.grid or None)
    if tenures:
        return NoDwelling(person, Missing.DWELLING, on=on, dwelling=tenures[0].dwelling)
    if not all_of_them:
        return NoDwelling(person, Missing.PERSON, on=on)
    over = [each.until for each in all_of_them if each.until and on and each.until <= on]
    if over:
        return NoDwelling(person, Missing.TENURE_OVER, on=on, ended=max(over))
    return NoDwelling(person, Missing.TENURE_BEGUN, on=on)
