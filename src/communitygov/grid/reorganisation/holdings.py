"""Holdings: a hierarchy of grids with all that is in it, on one day, and what a change makes of them.

1. Holdings are a value.  `Holdings.after` gives new ones; those before stay as they are.
2. A change that does not fit is refused with every reason, and nothing has changed; `Holdings.explain` gives
   the reasons without the refusal.
3. Residents, dwellings, open matters and postings are as many after a change as before: `Holdings.totals`.
   Each lies where the ground now is; what moved otherwise is named by `Holdings.notes`.
4. Holdings speak for the days from `since` on.  For an earlier day ask a `Chronicle`.

Residency, roster and matters may each be left out; then nobody asks about them.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import ClassVar, NamedTuple, cast

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.canonical import Document, Limits, fault
from communitygov.core.checks import counted, day, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.roster import Roster
from communitygov.grid.reorganisation.carrying import carried, rehoused
from communitygov.grid.reorganisation.change import Change
from communitygov.grid.reorganisation.condition import unmet
from communitygov.grid.reorganisation.lineage import Lineage
from communitygov.grid.reorganisation.matter import OpenMatter, in_order
from communitygov.grid.reorganisation.redrawing import redrawn
from communitygov.grid.reorganisation.refusal import ChangeRefused
from communitygov.grid.reorganisation.situation import Situation
from communitygov.grid.reorganisation.staffing import restaffed
from communitygov.grid.reorganisation.totals import GridCounts, HeldTotals, counts, services
from communitygov.grid.residency.residency import Residency

#: Grids, dwellings and postings of a whole city.
LIMITS = Limits(size=256 * 1024 * 1024)
_SOUND = Words(
    "须为有根之林：无重码、无缺失上级、无环；参见 findings()",
    "must be a forest: no code twice, no parent missing, no circle; see findings()",
)
_SAME_GRID = Words("须以同一网格层级为准", "must be of the same hierarchy of grids")


@attrs.frozen
class Holdings(Value):
    """Grids and what is in them.

    Parameters
    ----------
    grid
        The hierarchy, of one day: of one with dates take ``as_of(day)``.
    residency, roster
        Who lives and who serves where, of the same hierarchy.
    matters
        What is open, in any order.
    lineage
        What became of codes so far.
    since
        Day of the latest change; none where there was none.

    Examples
    --------
    >>> from communitygov.grid.reorganisation.making import merge
    >>> grid = GridHierarchy.from_rows(
    ...     [
    ...         ("LQ", None, "general", "龙桥"),
    ...         ("LQ-01", "LQ", "micro", "一组"),
    ...         ("LQ-02", "LQ", "micro", "二组"),
    ...     ]
    ... )
    >>> holdings = Holdings(grid, matters=[OpenMatter("m-1", grid="LQ-02")])
    >>> change = merge(grid, ("LQ-01", "LQ-02"), into="LQ-12", on=date(2024, 3, 1), basis="3 号")
    >>> later = holdings.after(change)
    >>> later.grid.children("LQ"), later.lineage.successors("LQ-01"), later.matters[0].grid
    (('LQ-12',), ('LQ-12',), 'LQ-12')
    >>> later.totals == holdings.totals
    True
    >>> later.after(change)
    Traceback (most recent call last):
        ...
    communitygov.grid.reorganisation.refusal.ChangeRefused: "merge LQ-01, LQ-02 into LQ-12" is refused: grid \
LQ-01 is no more since 2024-03-01 (now it is: LQ-12); grid LQ-02 is no more since 2024-03-01 (now it is: \
LQ-12); the code LQ-12 belongs to a grid that stands (give a new code, even where the name stays). \
[CHANGE_REFUSED]
    """

    document_kind: ClassVar[str] = "grid-holdings"
    grid: GridHierarchy = attrs.field(validator=one_of(GridHierarchy))
    residency: Residency | None = attrs.field(
        default=None, kw_only=True, validator=optional(one_of(Residency))
    )
    roster: Roster | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Roster)))
    matters: tuple[OpenMatter, ...] = attrs.field(default=(), kw_only=True, converter=in_order, repr=counted)
    lineage: Lineage = attrs.field(factory=Lineage, kw_only=True, validator=one_of(Lineage))
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse what is of another hierarchy, or of grids that make no forest."""
        _check_grid(self.grid)
        for name, part in (("residency", self.residency), ("roster", self.roster)):
            if part is not None and part.grid != self.grid:
                raise InvalidValue(name, part.grid, _SAME_GRID)
        _check_dwellings(self.residency)
        self._check_matters()
        self._check_lineage()

    @classmethod
    def from_json(cls, source: str | bytes, *, limits: Limits = LIMITS) -> "Holdings":
        """Read the holdings from JSON text, of up to 256 MiB unless told otherwise."""
        return super().from_json(source, limits=limits)

    @classmethod
    def from_document(cls, document: object) -> "Holdings":
        """Read the holdings back; matters in another order than they are written are refused."""
        held = super().from_document(document)
        if [each.to_document() for each in held.matters] != cast("Document", document)["matters"]:
            raise fault("WRONG_VALUE", "$.matters", value=len(held.matters))
        return held

    # ------------------------------------------------------------------------- changes

    def explain(self, change: Change) -> tuple[Finding, ...]:
        """Name every condition of a change that is not met; nothing where `after` would do it."""
        require("change", change, kind=Change)
        return unmet(change, self.situation)

    def after(self, change: Change) -> "Holdings":
        """Return the holdings after a change.

        Raises
        ------
        ChangeRefused
            If any condition is not met; the error names every one.
        """
        return self.outcome(change).after

    def notes(self, change: Change) -> tuple[Finding, ...]:
        """Name what a change does beyond its words: who becomes a deputy, what is joined or left behind.

        Raises
        ------
        ChangeRefused
            If any condition is not met.
        """
        return self.outcome(change).notes

    def outcome(self, change: Change) -> "Outcome":
        """Return the holdings after a change together with what to know about it.

        Raises
        ------
        ChangeRefused
            If any condition is not met.
        """
        reasons = self.explain(change)
        if reasons:
            raise ChangeRefused(change.words, reasons)
        grid = attrs.evolve(self.grid, rows=redrawn(self.grid.rows, change))
        matters = carried(change, self.situation, grid=grid)
        staff = None if self.roster is None else restaffed(self.roster, change, grid=grid)
        after = Holdings(
            grid,
            residency=None if self.residency is None else rehoused(self.residency, change, grid=grid),
            roster=staff and staff.roster,
            matters=matters.matters,
            lineage=self.lineage.with_change(change),
            since=change.on,
        )
        return Outcome(after, (*matters.notes, *(staff.notes if staff else ())))

    # ------------------------------------------------------------------------- where things are

    def resolve(self, code: str, *, dwelling: str | None = None) -> tuple[str, ...]:
        """Return which grids have the ground of a code of any day now.

        With a dwelling it is exactly one, unless that is bound to no grid: the one of them in which it lies,
        or where it has been moved out of all, its grid of the same level, or else its own.

        Raises
        ------
        UnknownName
            If no grid has or had the code, or there is no such dwelling.

        Examples
        --------
        >>> from communitygov.grid.residency.dwelling import Dwelling
        >>> from communitygov.grid.reorganisation.division import Split, parted
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("A", "LQ", "micro", "一组")])
        >>> dwellings = [Dwelling("D-1", grid="A"), Dwelling("D-2", grid="A")]
        >>> parts = parted({"D-1": "B", "D-2": "C"}, names={"B": "东组", "C": "西组"})
        >>> change = Split(code="A", parts=parts, on=date(2024, 3, 1), basis="3 号")
        >>> later = Holdings(grid, residency=Residency(grid, dwellings=dwellings)).after(change)
        >>> later.resolve("A"), later.resolve("A", dwelling="D-2")
        (('B', 'C'), ('C',))
        """
        require("code", code, kind=str)
        if code not in self.grid and code not in self.lineage.codes:
            raise UnknownName(Words("网格", "grid"), code, tuple(sorted({*self.grid, *self.lineage.codes})))
        found = self.lineage.resolve(code)
        if dwelling is None:
            return found
        return self.among(found, dwelling)

    def among(self, codes: tuple[str, ...], dwelling: str) -> tuple[str, ...]:
        """Return the nearest of `codes` around a dwelling, or else its grid of their level, or its own.

        Raises
        ------
        UnknownName
            If there is no such dwelling.
        """
        way = self.path_of(dwelling)
        near = each_required("codes", codes, kind=str)
        levels = {self.grid[code].level for code in near}
        inside = tuple(code for code in way if code in near)
        alike = tuple(code for code in way if self.grid[code].level in levels)
        return (inside or alike or way)[-1:]

    def path_of(self, dwelling: str) -> tuple[str, ...]:
        """Return the codes from the root down to the grid of a dwelling; nothing where it is bound to none.

        Raises
        ------
        UnknownName
            If there is no such dwelling.
        """
        require("dwelling", dwelling, kind=str)
        homes = self.situation.homes or {}
        if dwelling not in homes:
            raise UnknownName(Words("房屋", "dwelling"), dwelling, tuple(homes))
        return self.situation.path_of(dwelling)

    # ------------------------------------------------------------------------- how much there is

    @property
    def totals(self) -> HeldTotals:
        """Everything that is held, without where; no change changes it."""
        postings = self.roster.postings if self.roster else ()
        return HeldTotals(
            dwellings=tuple(self.situation.homes or ()),
            tenures=self.residency.tenures if self.residency else (),
            matters=tuple(each.id for each in self.matters),
            services=services(postings),
        )

    def counts(self, *, on: date | None = None) -> dict[str, GridCounts]:
        """Return for each grid how many grids, dwellings, residents, matters and postings are in or under it.

        Raises
        ------
        InvalidValue
            If tenures have dates and no day is given.

        Examples
        --------
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("A", "LQ", "micro", "一组")])
        >>> Holdings(grid, matters=[OpenMatter("m-1", grid="A")]).counts()["LQ"]
        GridCounts(grids=2, dwellings=0, residents=0, matters=1, postings=0)
        """
        residents = self.residency.residents(on=on) if self.residency else {}
        return counts(self.situation, residents, on=on)

    def findings(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name all that is wrong with grids, sizes and roster on a day.

        Sizes are looked at where there is a residency.

        Raises
        ------
        InvalidValue
            If anything has dates and no day is given.
        """
        households = self.residency.households(on=on) if self.residency else {}
        known = {code: number for code, number in households.items() if code in self.grid}
        roster = self.roster.findings(on=on) if self.roster else ()
        return (*self.grid.findings(households=known), *roster)

    @cached_property
    def situation(self) -> Situation:
        """What the conditions of changes look at."""
        residency, roster = self.residency, self.roster
        return Situation(
            grid=self.grid,
            lineage=self.lineage,
            since=self.since,
            homes=None if residency is None else {each.id: each.grid for each in residency.dwellings},
            matters=self.matters,
            postings=None if roster is None else roster.postings,
            households={} if roster is None else dict(roster.households),
        )

    # ------------------------------------------------------------------------- checks

    def _check_matters(self) -> None:
        """Refuse a matter of a grid or a dwelling that is not there, or at a grid not above its dwelling."""
        homes = self.situation.homes
        for matter in self.matters:
            if matter.grid not in self.grid:
                raise InvalidValue(
                    "matters", matter.grid, Words("须为已有网格", "must be at a grid that is there")
                )
            if homes is None or matter.dwelling is None:
                continue
            if matter.dwelling not in homes:
                raise InvalidValue(
                    "matters", matter.dwelling, Words("须为已有房屋", "must be of a known dwelling")
                )
            home = homes[matter.dwelling]
            if home in self.grid and matter.grid not in self.grid.path(home):
                bound = Words(
                    f"须在房屋所在网格 {home} 或其上级", f"must be at {home}, where its dwelling is, or above"
                )
                raise InvalidValue("matters", matter.grid, bound)

    def _check_lineage(self) -> None:
        """Refuse a lineage of other grids than these."""
        for each in self.lineage.successions:
            for code in sorted(each.before | each.after):
                if (code in self.grid) is (self.lineage.ended_on(code) is not None):
                    bound = Words("须与现有网格相符", "must end in the grids that stand, and in no other")
                    raise InvalidValue("lineage", code, bound)
        latest = max((each.on for each in self.lineage.successions), default=None)
        if latest is not None and (self.since is None or self.since < latest):
            bound = Words(f"须不早于 {latest}", f"must be no earlier than the latest change, {latest}")
            raise InvalidValue("since", str(self.since), bound)


class Outcome(NamedTuple):
    """Holdings after a change, and what it does beyond its words."""

    after: Holdings
    notes: tuple[Finding, ...]


def _check_grid(grid: GridHierarchy) -> None:
    """Refuse a hierarchy that is no forest of one day."""
    if grid.edges or grid.overlays:
        bound = Words(
            "须为某一日的单一层级：请取 as_of(day)",
            "must be of one day and without overlays: take as_of(day)",
        )
        raise InvalidValue("grid", grid, bound)
    forest = grid.index.forest
    broken = [code for code, _ in (*forest.rivals, *forest.strangers, *forest.stuck.items())]
    if broken:
        raise InvalidValue("grid", broken[0], _SOUND)


def _check_dwellings(residency: Residency | None) -> None:
    """Refuse a dwelling that stands twice: nobody could say which of its grids it goes to."""
    codes: Iterable[str] = () if residency is None else (each.id for each in residency.dwellings)
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise InvalidValue("residency", code, Words("每户只能登记一次", "must hold each dwelling once"))
        seen.add(code)
