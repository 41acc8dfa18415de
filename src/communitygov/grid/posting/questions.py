"""What can be asked of a roster: who serves a grid, who may act there, how much each has, what lacks.

A roster with dates is asked about a day.  There is no today here, and nothing here changes a roster.
"""

from datetime import date
from functools import cached_property
from itertools import chain

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import counted, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.span import Spanned, runs
from communitygov.core.workcalendar import plain_day
from communitygov.errors import UnknownName, Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting import conflict, cover, gap
from communitygov.grid.posting.duty import Duty
from communitygov.grid.posting.load import Load, load_of, loads
from communitygov.grid.posting.parts import as_absences, as_counts, as_postings, as_workers
from communitygov.grid.posting.posting import Absence, Posting
from communitygov.grid.posting.rule import STANDARD_RULE, PostingRule
from communitygov.grid.posting.standing import Asked, Parts, Standing, compiled
from communitygov.grid.posting.worker import Worker


@attrs.frozen
class Questions(Value):
    """What a roster holds, and what it answers; `Roster` is the kind that is made."""

    grid: GridHierarchy = attrs.field(validator=one_of(GridHierarchy))
    workers: tuple[Worker, ...] = attrs.field(kw_only=True, converter=as_workers, repr=counted)
    postings: tuple[Posting, ...] = attrs.field(kw_only=True, converter=as_postings, repr=counted)
    households: tuple[tuple[str, int], ...] = attrs.field(
        default=(), kw_only=True, converter=as_counts, repr=counted
    )
    absences: tuple[Absence, ...] = attrs.field(default=(), kw_only=True, converter=as_absences, repr=counted)
    rule: PostingRule = attrs.field(default=STANDARD_RULE, kw_only=True, validator=one_of(PostingRule))

    def __attrs_post_init__(self) -> None:
        """Refuse counts of grids that are not there."""
        for code, _ in self.households:
            if code not in self.grid:
                raise UnknownName(Words("网格", "grid"), code, tuple(row[0] for row in self.grid.rows))

    @cached_property
    def _standing(self) -> Standing:
        parts = Parts(self.grid, self.rule, self.workers, self.postings, self.absences, self.households)
        return compiled(parts)

    @property
    def is_dated(self) -> bool:
        """Whether anything in it begins or ends, so that it must be asked about a day."""
        return self._standing.is_dated

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which anything begins or ends, the earliest first."""
        spans: tuple[Spanned, ...] = (*self.postings, *self.absences)
        found = {day for each in spans for day in (each.since, each.until) if day is not None}
        return tuple(sorted(found.union(self.grid.days)))

    # ------------------------------------------------------------------------- who serves

    def in_charge(self, grid: str, *, on: date | None = None) -> str | None:
        """Return who is in charge of a grid: the first who is there, or the nearest above.

        Whether from above will do, the rule says.  None where nobody is.

        Raises
        ------
        InvalidValue
            If the roster has dates and no day is given.
        UnknownName
            If there is no such grid.
        """
        return self._standing.first(grid, Asked(self._standing.day(on)))

    def in_charge_upwards(self, grid: str, *, on: date | None = None) -> tuple[tuple[str, str | None], ...]:
        """Return a grid and each above it, the nearest first, with who is in charge of each of its own.

        Of a grid where nobody is posted who is there, none is told, whatever the rule says of above: so
        a vacancy shows.
        """
        return self._standing.upwards(grid, on=self._standing.day(on))

    def chain(
        self, grid: str, *, on: date | None = None, matter: str | None = None, duty: Duty = Duty.IN_CHARGE
    ) -> tuple[str, ...]:
        """Return who serves a grid and, in their order, the deputies who are there.

        Who is away or must keep out is left out.  Of a grid that has nobody of its own, it is the chain of
        the nearest above that has, if the rule lets that do.
        """
        return self._standing.chain(grid, self._asked(on, matter, duty))

    def appointed(self, grid: str, *, on: date | None = None) -> str | None:
        """Return who is posted first in charge at a grid itself, away or not."""
        day = self._standing.day(on)
        self._standing.require_there(grid, day)
        postings = self._standing.at(self._standing.hierarchy(day)[grid].code, Duty.IN_CHARGE)
        firsts = (each.worker for each in postings if each.is_first and each.is_for(None) and runs(each, day))
        return next(firsts, None)

    def covers(
        self,
        worker: str,
        grid: str,
        *,
        on: date | None = None,
        matter: str | None = None,
        duty: Duty = Duty.IN_CHARGE,
    ) -> bool:
        """Tell whether a worker may act in a grid, on a day, in a matter.

        Whoever is posted at a grid may act in all that lies under it, if the rule lets that do; a deputy,
        while nobody of an earlier rank is there.
        """
        return cover.is_met(self._standing, worker, grid=grid, asked=self._asked(on, matter, duty))

    def explain_cover(
        self,
        worker: str,
        grid: str,
        *,
        on: date | None = None,
        matter: str | None = None,
        duty: Duty = Duty.IN_CHARGE,
    ) -> tuple[Finding, ...]:
        """Name every condition that keeps a worker from acting in a grid; none if the worker may.

        Examples
        --------
        >>> from communitygov.grid.posting.duty import WorkerKind
        >>> from communitygov.grid.posting.roster import Roster
        >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
        >>> roster = Roster(
        ...     grid,
        ...     workers=[Worker(code, kind=WorkerKind.GRID_WORKER) for code in ("w-1", "w-2")],
        ...     postings=[
        ...         Posting("w-1", "LQ-1", until=date(2024, 1, 1)),
        ...         Posting("w-2", "LQ-1", rank=1, matters={"fire"}),
        ...     ],
        ... )
        >>> for finding in roster.explain_cover("w-2", "LQ-1", on=date(2023, 5, 4), matter="noise"):
        ...     print(finding)
        w-2 serves grid LQ-1 for these matters only: fire [OTHER_MATTER]
        w-2 is a deputy at grid LQ-1, and w-1 is there [FIRST_IS_PRESENT]
        >>> roster.covers("w-2", "LQ-1", on=date(2024, 1, 1), matter="fire")
        True
        """
        return cover.unmet(self._standing, worker, grid=grid, asked=self._asked(on, matter, duty))

    def stand_ins(self, worker: str, *, on: date) -> dict[str, str | None]:
        """Return who is in charge of each grid where a worker is posted first; none where nobody is."""
        standing = self._standing
        self._standing.worker(worker)
        load = load_of(standing, worker, on=plain_day("on", on))
        return {code: standing.first(code, Asked(on)) for code in load.codes}

    def _asked(self, on: date | None, matter: str | None, duty: Duty) -> Asked:
        """Return a question, refused if it is about no matter or no duty."""
        if matter is not None:
            require("matter", matter, kind=str)
        require("duty", duty, kind=Duty)
        return Asked(self._standing.day(on), matter, duty)

    # ------------------------------------------------------------------------- how much, and what lacks

    def load(self, worker: str, *, on: date | None = None) -> Load:
        """Return what one worker is in charge of."""
        return load_of(self._standing, self._standing.worker(worker).id, on=self._standing.day(on))

    def loads(self, *, on: date | None = None) -> tuple[Load, ...]:
        """Return what each worker is in charge of, in the order of their identifiers."""
        return loads(self._standing, on=self._standing.day(on))

    def gaps(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name every grid that nobody is in charge of, enquires in or helps in, each duty for itself.

        The rule says which grids and which duties; `from_above` names the grids that are no gap only
        because somebody above serves them.
        """
        return tuple(gap.gaps(self._standing, on=self._standing.day(on)))

    def from_above(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name every grid that has a duty from above only: those that lack their own worker (一格一员)."""
        return tuple(gap.from_above(self._standing, on=self._standing.day(on)))

    def unpaired(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name the guides (网格指导员) who are posted nowhere."""
        return tuple(conflict.unpaired(self._standing, on=self._standing.day(on)))

    def findings(self, *, on: date | None = None) -> tuple[Finding, ...]:
        """Name all that is wrong, in the same order every time.

        First what is not there, then what does not go together, lies out of place or is too much, then who
        is alone, then which grid lacks somebody.
        """
        standing, day = self._standing, self._standing.day(on)
        known, grid = standing.workers, standing.hierarchy(day)
        running = [each for each in self.postings if runs(each, day)]
        return (
            *chain.from_iterable(conflict.lost_communities(worker, self.grid) for worker in self.workers),
            *chain.from_iterable(conflict.strangers(each, grid, workers=known) for each in running),
            *conflict.absent_strangers(self.absences, workers=known, on=day),
            *conflict.clashes(standing, on=day),
            *chain.from_iterable(
                conflict.misplaced(standing, each, on=day)
                for each in running
                if each.worker in known and each.grid in grid
            ),
            *chain.from_iterable(load.findings() for load in loads(standing, on=day)),
            *conflict.leaderless(standing, on=day),
            *conflict.unpaired(standing, on=day),
            *gap.gaps(standing, on=day),
        )
