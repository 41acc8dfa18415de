"""Who lives where on the grid (人房关系): person, dwelling, micro-grid, with days.

1. A `Residency` is a value: a hierarchy of grids, dwellings bound to them, tenures of people, care tags.
2. `Residency.locate` leads from a person to their grid and to who is in charge; two homes are both shown, and
   where no home is found the error says which link is missing.
3. Counts take each person once.  People who lead to no grid are not dropped: `Residency.unbound` names them,
   so that counted and unbound people together are all people.
4. What is about care comes out in two ways only: with a purpose and a record of the access, or as counts that
   point at nobody (`communitygov.grid.residency.suppression`).

A residency holds identifiers and no personal data beside care tags.  Of millions of people hold
`communitygov.grid.residency.columns.PopulationColumns` instead.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.finding import Finding
from communitygov.core.privacy import SMALLEST_COUNT
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.residency.care import CareAccess, CareDisclosure
from communitygov.grid.residency.care_search import (
    care_counts,
    chosen,
    groups_of,
    only,
    people_in,
    people_of,
)
from communitygov.grid.residency.counting import HouseholdBasis, households, residents
from communitygov.grid.residency.document import dwelling_key
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.locating import grids_of, located
from communitygov.grid.residency.location import InCharge, Location
from communitygov.grid.residency.moving import moved, read_moves
from communitygov.grid.residency.register import Register
from communitygov.grid.residency.residency_rule import CARE_WITHOUT_HOME, dwelling_findings, tenure_findings
from communitygov.grid.residency.suppression import suppressed_forest
from communitygov.grid.residency.tenure import holding
from communitygov.grid.residency.tree_counts import TreeCounts


@attrs.frozen
class Residency(Register):
    """People bound to a hierarchy of grids by where they live.

    Parameters
    ----------
    grid
        The hierarchy.
    dwellings
        In any order; they are kept in the order of their codes.
    tenures
        Who belongs to which dwelling.
    care
        Who is under care; shown to nobody who does not say what for.

    Examples
    --------
    >>> from communitygov.grid.residency.tenure import Tenure, TenureRole
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
    >>> residency = Residency(
    ...     grid,
    ...     dwellings=[Dwelling("D-1", grid="LQ-1")],
    ...     tenures=[Tenure("r-1", "D-1", role=TenureRole.HEAD)],
    ... )
    >>> residency.locate("r-1").homes[0].path
    ('LQ', 'LQ-1')
    >>> residency.locate("r-2")
    Traceback (most recent call last):
        ...
    communitygov.grid.residency.location.NoDwelling: 'r-2' has no dwelling on the grid: no tenure is known. \
Register a tenure of theirs; the grid worker can help. [NO_DWELLING]
    """

    document_kind: ClassVar[str] = "residency"

    # ------------------------------------------------------------------------- who and where

    def locate(self, person: str, *, on: date | None = None, roster: InCharge | None = None) -> Location:
        """Return where a person lives on the grid, and who is in charge there if a roster is given.

        Raises
        ------
        NoDwelling
            If the person leads to no grid; the error says which link is missing.
        InvalidValue
            If no day is given and a tenure of the person has dates.
        DatedHierarchy
            If no day is given and the hierarchy changes with time.

        Examples
        --------
        >>> from communitygov.grid.residency.tenure import Tenure, TenureRole
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("M", "LQ", "micro", "一组")])
        >>> residency = Residency(
        ...     grid,
        ...     dwellings=[Dwelling("D-1", grid="M"), Dwelling("D-2", grid="M")],
        ...     tenures=[Tenure("r-1", code, role=TenureRole.OWNER) for code in ("D-1", "D-2")],
        ... )
        >>> class Duty:
        ...     def in_charge(self, grid, *, on=None):
        ...         return {"LQ": "w-07"}.get(grid)
        >>> [(home.dwelling.id, home.in_charge) for home in residency.locate("r-1", roster=Duty()).homes]
        [('D-1', (('M', None), ('LQ', 'w-07'))), ('D-2', (('M', None), ('LQ', 'w-07')))]
        """
        return located(person, self._bindings, grid=self.grid_on(on), on=on, roster=roster)

    def grids_of(self, person: str, *, on: date | None = None) -> tuple[str, ...]:
        """Return the codes of the grids in which a person has a home, each once, in order.

        They are those of `locate`, and are found much sooner; it fails as that does.

        Examples
        --------
        >>> from communitygov.grid.residency.tenure import Tenure, TenureRole
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("M", "LQ", "micro", "一组")])
        >>> residency = Residency(
        ...     grid,
        ...     dwellings=[Dwelling("D-1", grid="M")],
        ...     tenures=[Tenure("r-1", "D-1", role=TenureRole.HEAD)],
        ... )
        >>> residency.grids_of("r-1")
        ('M',)
        >>> residency.grids_of("r-2")
        Traceback (most recent call last):
            ...
        communitygov.grid.residency.location.NoDwelling: 'r-2' has no dwelling on the grid: no tenure is \
known. Register a tenure of theirs; the grid worker can help. [NO_DWELLING]
        """
        return grids_of(person, self._bindings, grid=self.grid_on(on), on=on)

    def dwelling(self, code: str) -> Dwelling:
        """Return the dwelling with `code`; of two that have it, the first in order.

        Raises
        ------
        UnknownName
            If there is none.
        """
        return self._bindings.dwelling(code)

    def dwellings_of(self, grid: str, *, on: date | None = None) -> tuple[Dwelling, ...]:
        """Return the dwellings in a grid and in all that lies under it, in the order of their codes."""
        below = self.grid_on(on).within([grid])
        found = (each for code in below for each in self._bindings.by_grid.get(code, ()))
        return tuple(sorted(found, key=dwelling_key))

    def people_of(self, dwelling: str, *, on: date | None = None) -> tuple[str, ...]:
        """Return who belongs to a dwelling on a day, in whatever role, in order."""
        known = self._bindings.dwelling(dwelling).id
        return tuple(sorted({each.person for each in holding(self._bindings.by_dwelling.get(known, ()), on)}))

    def people(self, *, on: date | None = None) -> tuple[str, ...]:
        """Return everybody with a tenure on a day, in order."""
        return self._bindings.people(on)

    def homes(self, *, on: date | None = None) -> dict[str, str]:
        """Return for each bound person, in order, the one dwelling where they are counted.

        Where they head a household, else where they belong to one, else where they rent, else what they own;
        of several alike, the first code.  Library default.
        """
        return self._bindings.homes(on, among=self.grid_on(on))

    def unbound(self, *, on: date | None = None) -> tuple[str, ...]:
        """Return those with a tenure on a day that leads to no grid, in order; `locate` says why."""
        grids = self._grids(on)
        return tuple(person for person in self.people(on=on) if person not in grids)

    # ------------------------------------------------------------------------- how many

    def residents(self, *, on: date | None = None) -> dict[str, int]:
        """Return for each grid with dwellings how many people live there, each person counted once.

        Together with the number of `unbound` people they are all `people`.  `GridHierarchy.roll_up` gives the
        counts of every level.
        """
        return residents(self._bindings, on, among=self.grid_on(on))

    def households(
        self, *, on: date | None = None, basis: HouseholdBasis = HouseholdBasis.OCCUPIED
    ) -> dict[str, int]:
        """Return for each grid with dwellings how many households it has, as `GridHierarchy.findings` asks.

        Unless told otherwise a dwelling with a tenure on the day is one; library default.
        """
        require("basis", basis, kind=HouseholdBasis)
        return households(self._bindings, on, among=self.grid_on(on), basis=basis)

    def publishable(
        self,
        counts: Mapping[str, int],
        *,
        on: date | None = None,
        level: str | None = None,
        grids: Iterable[str] | None = None,
        smallest: int = SMALLEST_COUNT,
    ) -> TreeCounts:
        """Return counts of grids, rolled up to every level, as they may be published.

        `counts` are such as `residents` and `households` give; `level` or `grids` choose which to show.

        Examples
        --------
        >>> rows = [("LQ", None, "general", "龙桥")]
        >>> rows += [(f"LQ-{at}", "LQ", "micro", f"{at}组") for at in (1, 2, 3)]
        >>> empty = Residency(GridHierarchy.from_rows(rows), dwellings=())
        >>> empty.publishable({"LQ-1": 2, "LQ-2": 9, "LQ-3": 31}).cells
        (('LQ', 42), ('LQ-1', None), ('LQ-2', None), ('LQ-3', 31))
        """
        then = self.grid_on(on)
        shown = chosen(then, level=level, grids=grids)
        return only(suppressed_forest(counts, then.index.forest, smallest=smallest), shown)

    # ------------------------------------------------------------------------- under care

    def care_counts(
        self,
        *,
        on: date | None = None,
        level: str | None = None,
        grids: Iterable[str] | None = None,
        smallest: int = SMALLEST_COUNT,
    ) -> dict[str, TreeCounts]:
        """Return for each care group how many people of it live in each grid of every level, fit to publish.

        No count from 1 to ``smallest - 1`` is told, and none follows from the others by difference
        (`communitygov.grid.residency.suppression`).  `level` or `grids` choose which counts to show; what is
        hidden does not depend on the choice, so that two choices laid side by side tell no more.

        Raises
        ------
        UnknownName
            If `level` is none of the scheme, or one of `grids` is not there.
        InvalidValue
            If no day is given and a tenure or a care tag has dates.

        Examples
        --------
        >>> from communitygov.grid.residency.care import CareTag
        >>> from communitygov.grid.residency.tenure import Tenure, TenureRole
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("M", "LQ", "micro", "一组")])
        >>> residency = Residency(
        ...     grid,
        ...     dwellings=[Dwelling("D-1", grid="M")],
        ...     tenures=[Tenure("r-1", "D-1", role=TenureRole.HEAD)],
        ...     care=[CareTag("r-1", "lives-alone")],
        ... )
        >>> residency.care_counts()["lives-alone"].cells
        (('LQ', None), ('M', None))
        """
        then = self.grid_on(on)
        shown = chosen(then, level=level, grids=grids)
        counts = care_counts(self.care, self._grids(on), grid=then, on=on, smallest=smallest)
        return {group: only(each, shown) for group, each in counts.items()}

    def care_of(self, person: str, *, purpose: str, by: str, at: datetime) -> CareDisclosure:
        """Return the care groups of a person on the day of `at`, with a record of the access.

        A person of whom nothing is known gives the same as one without a tag: nothing.

        Examples
        --------
        >>> from datetime import UTC
        >>> from communitygov.grid.residency.care import CareTag
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥")])
        >>> residency = Residency(grid, dwellings=(), care=[CareTag("r-1", "lives-alone")])
        >>> shown = residency.care_of(
        ...     "r-1", purpose="heat wave visit", by="w-07", at=datetime(2023, 7, 9, tzinfo=UTC)
        ... )
        >>> shown.content, shown.access.purpose
        (('lives-alone',), 'heat wave visit')
        >>> residency.care_of("r-1", purpose="", by="w-07", at=datetime(2023, 7, 9, tzinfo=UTC))
        Traceback (most recent call last):
            ...
        communitygov.errors.InvalidValue: purpose: '' will not do; it must be text of 1 to 200 characters \
without control or invisible ones. [INVALID_VALUE]
        """
        access = CareAccess(purpose=purpose, by=by, at=at, person=person)
        return CareDisclosure(content=groups_of(self._care_of.get(person, ()), at.date()), access=access)

    def people_in_care(
        self, grid: str | None, group: str, *, purpose: str, by: str, at: datetime
    ) -> CareDisclosure:
        """Return who of a care group lives in a grid or under it, on the day of `at`, with a record.

        Without a grid: those who live in none.  People are looked for where they are counted.
        """
        access = CareAccess(purpose=purpose, by=by, at=at, grid=grid, group=group)
        below = None if grid is None else self.grid_on(at.date()).within([grid])
        people = people_of(self.care, group, on=at.date())
        return CareDisclosure(content=people_in(people, self._grids(at.date()), below=below), access=access)

    def without_care(self) -> "Residency":
        """Return the same residency without care tags, to be passed on."""
        return attrs.evolve(self, care=())

    # ------------------------------------------------------------------------- change and check

    def rebound(
        self,
        moves: Mapping[str, str],
        *,
        grid: GridHierarchy | None = None,
        dwellings: Mapping[str, str] | None = None,
    ) -> "Residency":
        """Return the residency with dwellings bound to other grids, and nothing else changed.

        Parameters
        ----------
        moves
            The new grid by the code of an old grid, for all its dwellings, or by the code of one dwelling.
        grid
            The hierarchy that holds the new grids, if it is another one.
        dwellings
            The new grid by dwelling, where a dwelling and a grid have the same code; goes before `moves`.

        Raises
        ------
        UnknownName
            If something is to move that is not there, or to a grid that the new hierarchy does not have.
        InvalidValue
            If a code of `moves` is that of a grid and of a dwelling too.

        Examples
        --------
        >>> rows = [
        ...     ("LQ", None, "general", "龙桥"),
        ...     ("M", "LQ", "micro", "一组"),
        ...     ("N", "LQ", "micro", "二组"),
        ... ]
        >>> residency = Residency(
        ...     GridHierarchy.from_rows(rows), dwellings=[Dwelling(f"D-{at}", grid="M") for at in (1, 2)]
        ... )
        >>> [(each.id, each.grid) for each in residency.rebound({"M": "N", "D-1": "M"}).dwellings]
        [('D-1', 'M'), ('D-2', 'N')]
        >>> residency.rebound({"M": "NN"})
        Traceback (most recent call last):
            ...
        communitygov.errors.UnknownName: No grid is called 'NN'. Did you mean 'N'? [UNKNOWN_NAME]
        """
        new = self.grid if grid is None else grid
        require("grid", new, kind=GridHierarchy)
        used = {each.grid for each in self.dwellings}
        by_grid, by_dwelling = read_moves(
            moves,
            {} if dwellings is None else dwellings,
            bindings=self._bindings,
            is_grid=lambda code: code in used or code in self.grid,
        )
        for target in sorted({*by_grid.values(), *by_dwelling.values()}):
            if target not in new:
                new.level(target)  # which names the nearest that is there
        return attrs.evolve(
            self,
            grid=new,
            dwellings=[moved(each, by_grid=by_grid, by_dwelling=by_dwelling) for each in self.dwellings],
        )

    def findings(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name all that is wrong with dwellings and tenures, on a day or else of all time.

        Of people under care who have no home only the number is told.  A hierarchy that changes with time
        asks for a day.

        Examples
        --------
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥")])
        >>> for finding in Residency(grid, dwellings=[Dwelling("D-1", grid="LQ-1")]).findings():
        ...     print(finding)
        dwelling D-1 lies in grid LQ-1, which is not there [DWELLING_GRID_UNKNOWN]
        """
        then = self.grid_on(on)
        people = {each.person for each in self.care if on is None or each.holds_on(on)}
        homed = self._bindings.led_home(among=then) if on is None else set(self._grids(on))
        lost = people - homed
        care = [CARE_WITHOUT_HOME.finding("care", {"count": len(lost)})] if lost else []
        return (
            *dwelling_findings(self.dwellings, then),
            *tenure_findings(self._bindings, on=on),
            *care,
        )

    # ------------------------------------------------------------------------- within

    def _grids(self, on: date | None) -> dict[str, str]:
        """Return for each person the grid where they are counted."""
        homes = self.homes(on=on)
        return {person: self._bindings.dwellings[code].grid for person, code in homes.items()}
