"""The roster (名册): who serves which grid, on which day, with which duty (一格一员、一员多格).

1. A roster is a value: grids, workers, postings, counts of households, absences and a rule.  Their order
   does not matter.
2. What makes no sense is refused with an error.  A community that posts two in charge of one grid is not:
   `Roster.findings` names both, and every question still has an answer.
3. Each change gives a new roster; what is over stays in it, with the day on which it ended.

What can be asked of it stands in `questions`.  Who lives where, a roster does not know: counts of households
come from the caller.
"""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

import attrs

from communitygov.core.argument import require
from communitygov.core.canonical import Limits
from communitygov.core.checks import as_tuple, counted, day, each_of, identifiers, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.geometry.point import Point
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting import conflict
from communitygov.grid.posting.load import Load, loads
from communitygov.grid.posting.move import AreaBalance, GridMove
from communitygov.grid.posting.outcome import BalanceStatus
from communitygov.grid.posting.outline import loads_page, rebalance_page, record_page
from communitygov.grid.posting.plan import plan_of, priced
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.price import Price, measured, not_both, told
from communitygov.grid.posting.questions import Questions
from communitygov.grid.posting.rebalance_rule import STANDARD_REBALANCE, RebalanceRule
from communitygov.grid.posting.redistribution import Costs, redistributed
from communitygov.grid.posting.refusal import PostingRefused
from communitygov.grid.posting.repost import carried, confined, counted_anew, successors

#: A whole city is a larger document than most.
LIMITS = Limits(size=64 * 1024 * 1024)
_OURS = Words("须为名册中的派驻", "must be a posting of this roster")


@attrs.frozen
class Roster(Questions):
    """Who serves which grid.

    Parameters
    ----------
    grid
        The grids.
    workers, postings
        Who there is, and who serves where; a posting of somebody or at some grid that is not there is a
        finding.
    households
        Counts of households by grid, as a mapping or in pairs; at any level, and each household in one count.
    absences
        When workers are away.
    rule
        Which grids must be served.

    Examples
    --------
    One worker, three grids; each grid has one in charge:

    >>> from communitygov.grid.posting.worker import Capacity, Worker
    >>> from communitygov.grid.posting.duty import WorkerKind
    >>> rows = [("LQ", None, "general", "龙桥")]
    >>> rows += [(f"LQ-{name}", "LQ", "micro", name) for name in "ABC"]
    >>> roster = Roster(
    ...     GridHierarchy.from_rows(rows),
    ...     workers=[
    ...         Worker("w-1", kind=WorkerKind.MICRO_GRID_WORKER, capacity=Capacity(grids=3)),
    ...         Worker("w-2", kind=WorkerKind.MICRO_GRID_WORKER),
    ...     ],
    ...     postings=[Posting("w-1", "LQ-A"), Posting("w-1", "LQ-B"), Posting("w-1", "LQ-C")],
    ...     households={"LQ-A": 60, "LQ-B": 75, "LQ-C": 70},
    ... )
    >>> roster.in_charge("LQ-B"), roster.load("w-1").grids, roster.load("w-1").households
    ('w-1', 3, 205)
    >>> roster.posted(Posting("w-2", "LQ-B"))
    Traceback (most recent call last):
        ...
    communitygov.grid.posting.refusal.PostingRefused: 'w-2' cannot be posted at 'LQ-B': w-1 is in charge of \
grid LQ-B; w-2 cannot be in charge too. [POSTING_REFUSED]
    >>> roster.posted(Posting("w-2", "LQ-B", rank=1)).chain("LQ-B")
    ('w-1', 'w-2')
    """

    document_kind: ClassVar[str] = "grid-roster"

    @classmethod
    def from_json(cls, source: str | bytes, *, limits: Limits = LIMITS) -> Self:
        """Read the roster from JSON text, of up to 64 MiB unless told otherwise."""
        return super().from_json(source, limits=limits)

    # ------------------------------------------------------------------------- changes

    def posted(self, posting: Posting) -> "Roster":
        """Return the roster with one more posting.

        Raises
        ------
        PostingRefused
            If it does not go together with the roster; the error names every reason.
        """
        require("posting", posting, kind=Posting)
        findings = tuple(conflict.against(self._standing, posting))
        if findings:
            raise PostingRefused(posting.worker, posting.grid, findings)
        grown = attrs.evolve(self, postings=(*self.postings, posting))
        over = tuple(conflict.beyond(grown._standing, posting))  # noqa: SLF001  a roster too
        if over:
            raise PostingRefused(posting.worker, posting.grid, over)
        return grown

    def ended(self, posting: Posting, *, on: date) -> "Roster":
        """Return the roster with a posting of its own that ends on a day; what is over stays in it.

        Raises
        ------
        InvalidValue
            If the roster does not have the posting, it is over by then, or it has not begun before: what was
            never to be is left out of `postings`.
        """
        require("posting", posting, kind=Posting)
        if posting not in self.postings:
            raise InvalidValue("posting", posting, _OURS)
        first, end = posting.since, posting.until
        if first is not None and plain_day("on", on) <= first:
            raise InvalidValue(
                "on",
                on.isoformat(),
                Words(f"须晚于首日 {first}", f"must be later than its first day, {first}"),
            )
        if end is not None and plain_day("on", on) > end:
            raise InvalidValue(
                "on", on.isoformat(), Words(f"须不晚于终止日 {end}", f"must not be after its end, {end}")
            )
        over = attrs.evolve(posting, until=plain_day("on", on))
        others = (each for each in self.postings if each != posting)
        return attrs.evolve(self, postings=(*others, over))

    def reposted(
        self,
        grids: Mapping[str, str | tuple[str, ...]],
        *,
        grid: GridHierarchy,
        on: date | None = None,
        households: Mapping[str, int] | None = None,
    ) -> "Roster":
        """Return the roster over other grids: every posting goes where its grid went.

        Parameters
        ----------
        grids
            For each code that is no more the new one, or the new ones if the grid was divided.
        grid
            The grids as they are then.
        on
            The day from which it holds; until then the old postings stay on record.  Without a day they are
            replaced.
        households
            The new counts; unless given, those of merged grids are added up, and those of a divided one are
            left out, for nobody knows how they divide.

        Raises
        ------
        UnknownName
            If an old code is neither in the roster's grids nor posted to, a new one is not in `grid`, or a
            count is of a grid that is not.

        Examples
        --------
        >>> from communitygov.grid.posting.duty import WorkerKind
        >>> from communitygov.grid.posting.worker import Worker
        >>> rows = [("LQ", None, "general", "龙桥"), ("A", "LQ", "micro", "甲"), ("B", "LQ", "micro", "乙")]
        >>> roster = Roster(
        ...     GridHierarchy.from_rows(rows),
        ...     workers=[Worker(code, kind=WorkerKind.MICRO_GRID_WORKER) for code in ("w-1", "w-2")],
        ...     postings=[Posting("w-1", "A"), Posting("w-2", "B")],
        ...     households={"A": 31, "B": 40},
        ... )
        >>> merged = GridHierarchy.from_rows([*rows[:1], ("M", "LQ", "micro", "甲乙")])
        >>> after = roster.reposted({"A": "M", "B": "M"}, grid=merged)
        >>> after.households, [finding.code for finding in after.findings()][:1]
        ((('M', 71),), ['SECOND_IN_CHARGE'])
        """
        to = successors(grids, grid)
        posted = {each.grid for each in self.postings}
        for old in to:
            if old not in self.grid and old not in posted:
                raise UnknownName(Words("网格", "grid"), old, tuple(row[0] for row in self.grid.rows))
        counts = counted_anew(self.households, to) if households is None else households
        return attrs.evolve(
            self,
            grid=grid,
            workers=[confined(worker, to) for worker in self.workers],
            postings=carried(self.postings, to, on=on if on is None else plain_day("on", on)),
            households=counts,
        )

    def rebalance(
        self,
        *,
        centres: Mapping[str, Point] | None = None,
        costs: Mapping[tuple[str, str], int] | None = None,
        on: date | None = None,
        rule: RebalanceRule = STANDARD_REBALANCE,
    ) -> "Rebalance":
        """Give each grid to one worker of its community so that the way is the shortest in all.

        With neither `centres` nor `costs`, grids cost nothing: as few as may be change hands, and of such
        divisions it is the evenest in grids, the most of anybody least.

        Parameters
        ----------
        centres
            Where each grid lies; what it costs is the straight distance from the worker's base.
        costs
            In place of distances, what each grid costs by worker and grid; a pair that is missing cannot be.
        on
            The day from which it holds.
        rule
            Which grids and workers, and what is made least.

        Raises
        ------
        InvalidValue
            If both kinds of costs are given, a grid has no centre, a worker has no base, or the
            roster has dates and no day is given.
        MissingExtra
            If scipy is asked for and not installed.

        Examples
        --------
        >>> from communitygov.grid.posting.duty import WorkerKind
        >>> from communitygov.grid.posting.worker import Capacity, Worker
        >>> rows = [("LQ", None, "general", "龙桥"), *((f"LQ-{n}", "LQ", "micro", "组") for n in (1, 2, 3))]
        >>> two = Capacity(grids=2)
        >>> kind = WorkerKind.MICRO_GRID_WORKER
        >>> roster = Roster(
        ...     GridHierarchy.from_rows(rows),
        ...     workers=[
        ...         Worker("w-1", kind=kind, base=Point(0, 0), capacity=two),
        ...         Worker("w-2", kind=kind, base=Point(9_000, 0), capacity=two),
        ...     ],
        ...     postings=[Posting("w-2", "LQ-1")],
        ... )
        >>> centres = {"LQ-1": Point(0, 0), "LQ-2": Point(1_000, 0), "LQ-3": Point(2_000, 0)}
        >>> balance = roster.rebalance(centres=centres)
        >>> for move in balance.moves:
        ...     print(move.text())
        LQ-1: w-2 → w-1, it is nearer (saves 9000)
        LQ-2: nobody → w-1, nobody was in charge
        LQ-3: nobody → w-2, nobody was in charge
        >>> balance.cost_after, balance.status.value
        (8000, 'optimal')
        >>> balance.roster.rebalance(centres=centres).moves
        ()
        >>> [(move.grid, move.after) for move in roster.rebalance().moves]
        [('LQ-2', 'w-1'), ('LQ-3', 'w-2')]
        """
        require("rule", rule, kind=RebalanceRule)
        not_both(centres, costs)
        standing = self._standing
        plan = plan_of(standing, rule, on=standing.day(on))
        price: Price | None = None
        if costs is not None:
            price = told(costs, standing)
            plan = priced(plan, price)
        if centres is not None:
            price = measured(plan.grids, (standing.workers[each] for each in plan.workers), centres=centres)
        divided = redistributed(plan, Costs(price, rule), postings=self.postings)
        after = attrs.evolve(self, postings=divided.postings)
        return Rebalance(
            on=on,
            areas=divided.areas,
            moves=divided.moves,
            left=divided.left,
            loads_before=loads(standing, on=on),
            loads_after=after.loads(on=on),
            roster=after,
        )

    def _repr_html_(self) -> str:
        """Show what each worker has; where anything is dated, what is on record of each, and the days."""
        if self.is_dated:
            return record_page(self.workers, self.postings, days=self.days)
        return loads_page(self.loads())


@attrs.frozen(kw_only=True)
class Rebalance(Value):
    """A division of grids among workers: what moves, what comes of it, and the roster that has it.

    Parameters
    ----------
    on
        The day from which it holds; none for a roster without dates.
    areas
        What came of each area, in the order of their first grids.
    moves
        Grids that change hands, in the order of their codes.
    left
        Codes of the grids left as they are, because they are divided by matters.
    loads_before, loads_after
        What each worker is in charge of.
    roster
        The roster after it.

    Examples
    --------
    >>> from communitygov.grid.posting.duty import WorkerKind
    >>> from communitygov.grid.posting.worker import Worker
    >>> rows = [("LQ", None, "general", "龙桥"), *((f"LQ-{n}", "LQ", "micro", "组") for n in (1, 2, 3))]
    >>> workers = [Worker(code, kind=WorkerKind.MICRO_GRID_WORKER) for code in ("w-1", "w-2")]
    >>> postings = [Posting("w-1", "LQ-1"), Posting("w-1", "LQ-2")]
    >>> balance = Roster(GridHierarchy.from_rows(rows), workers=workers, postings=postings).rebalance()
    >>> [move.text() for move in balance.moves], balance.status.value
    (['LQ-3: nobody → w-2, nobody was in charge'], 'optimal')
    >>> balance.roster.in_charge("LQ-3"), balance.findings()
    ('w-2', ())
    """

    document_kind: ClassVar[str] = "rebalance"
    on: date | None = attrs.field(default=None, validator=optional(day))
    areas: tuple[AreaBalance, ...] = attrs.field(
        converter=as_tuple, validator=each_of(AreaBalance), repr=counted
    )
    moves: tuple[GridMove, ...] = attrs.field(converter=as_tuple, validator=each_of(GridMove), repr=counted)
    left: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    loads_before: tuple[Load, ...] = attrs.field(converter=as_tuple, validator=each_of(Load), repr=counted)
    loads_after: tuple[Load, ...] = attrs.field(converter=as_tuple, validator=each_of(Load), repr=counted)
    roster: Roster = attrs.field(validator=one_of(Roster), repr=False)

    @property
    def status(self) -> BalanceStatus:
        """The worst status of any area."""
        order = tuple(BalanceStatus)
        return max((each.status for each in self.areas), key=order.index, default=BalanceStatus.OPTIMAL)

    @property
    def is_optimal(self) -> bool:
        """Whether it is proved, for every area, that nothing costs less."""
        return self.status is BalanceStatus.OPTIMAL

    @property
    def cost_before(self) -> int:
        """What the grids cost before, without those that nobody had."""
        return sum(each.cost_before for each in self.areas)

    @property
    def cost_after(self) -> int:
        """What the grids cost after it."""
        return sum(each.cost_after for each in self.areas)

    def findings(self) -> tuple[Finding, ...]:
        """Name the areas that cannot be divided, and why."""
        return tuple(reason for each in self.areas for reason in each.reasons)

    def _repr_html_(self) -> str:
        return rebalance_page(self.moves, self.areas, findings=self.findings())
