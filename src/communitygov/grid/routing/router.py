"""From a report to the one who is responsible: places, posts and policies compiled once, then looked up.

1. `Router.route` answers with grid and worker alone; `Router.dispatch` with the whole way up and the reasons.
2. Nobody gets a report that is their own: the reporter, the person it concerns, and whoever is recused, are
   passed over, and the explanation says so.
3. Where a grid is vacant the nearest grid above takes the report, and every vacancy is a finding.
4. Deadlines are counted on the caller's calendar, one tier after the other, from when the report came in.

Which overlays, grids and rosters hold is asked for the day of the report, in the router's time zone or else
in the report's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import cached_property, partial

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import as_set, counted, one_of, optional
from communitygov.core.workcalendar import WorkCalendar, plain_day
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.routing.asked import Heirs, Locator, Staff, answers, as_codes, heirs_of
from communitygov.grid.routing.bulk import FirstWorkers, first_workers
from communitygov.grid.routing.climb import Climb, Held, climb
from communitygov.grid.routing.dispatch import Because, Dispatch, Hop, Route
from communitygov.grid.routing.ground_index import GroundIndex
from communitygov.grid.routing.kept import Kept
from communitygov.grid.routing.own_posts import OwnPosts, own_posts
from communitygov.grid.routing.placement import Placement, Places
from communitygov.grid.routing.policy import BASE_OVERLAY, EscalationPolicy, as_policies, policy_for
from communitygov.grid.routing.reasoning import (
    REPORT_NOWHERE,
    chosen,
    informed,
    located,
    moved,
    repeated,
    taken,
    vacancies,
)
from communitygov.grid.routing.report import Ground, Report, as_grounds, begun, whose_own
from communitygov.procedure.reckoning import following


@attrs.frozen(kw_only=True, eq=False)
class Router:
    """Rosters, homes, grounds and policies, ready to route reports.

    Parameters
    ----------
    roster
        Who works where, and in which hierarchy.
    policy
        Through which tiers reports go up: one policy, or several by matter.
    calendar
        Which days are worked.
    residency
        Who lives where; without it no report is located by a dwelling or a person.
    grounds
        The grounds of grids; without them no report is located by a point.
    codes
        From official codes to grids: a `CodeBook`, or a mapping.
    zone
        In which time zone days are counted and rosters are asked; each report's own, unless given.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> from communitygov.grid.posting.posting import Posting
    >>> from communitygov.grid.posting.roster import Roster
    >>> from communitygov.grid.posting.worker import Worker, WorkerKind
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> grid = GridHierarchy.from_rows(
    ...     [("LQ", None, "general", "龙桥"), ("M-1", "LQ", "micro", "一组"), ("M-2", "LQ", "micro", "二组")]
    ... )
    >>> workers = [Worker(id, kind=WorkerKind.GRID_WORKER) for id in ("w-1", "w-2")]
    >>> roster = Roster(grid, workers=workers, postings=[Posting("w-1", "M-1"), Posting("w-2", "LQ")])
    >>> router = Router(roster=roster, policy=three_tier_policy(), calendar=WeekendCalendar())
    >>> thursday = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> found = router.dispatch(Report("R-1", matter="lighting", at=thursday, grid="M-2"))
    >>> found.responsible, found.deadline.isoformat(), [hop.worker for hop in found.tiers]
    ('w-2', '2023-05-06T00:00:00+00:00', ['w-2', 'w-2', 'w-2'])
    >>> for finding in found.findings[:2]:
    ...     print(finding)
    no grid at or above M-2 is one of the tier "town, street and community join in"; the next one above \
stands in [ROUTE_TIER_WITHOUT_GRID]
    the grid M-2 has nobody in charge who may act in lighting [ROUTE_GRID_VACANT]
    >>> router.route(Report("R-2", matter="lighting", at=thursday, grid="M-9"))
    Route(grid=None, responsible=None, must_ask=False)
    """

    roster: Staff = attrs.field(validator=answers("grid", "chain"))
    policy: tuple[EscalationPolicy, ...] = attrs.field(converter=as_policies)
    calendar: WorkCalendar = attrs.field(validator=answers("is_workday"))
    residency: Locator | None = attrs.field(default=None, validator=optional(answers("dwelling", "grids_of")))
    grounds: tuple[Ground, ...] = attrs.field(default=(), converter=as_grounds, repr=counted)
    codes: Mapping[str, tuple[str, ...]] = attrs.field(
        factory=dict[str, tuple[str, ...]], converter=as_codes, repr=counted
    )
    zone: tzinfo | None = attrs.field(default=None, validator=optional(one_of(tzinfo)))

    def __attrs_post_init__(self) -> None:
        """Refuse grounds and official codes of grids that are not there."""
        known = {row[0] for row in self.roster.grid.rows}
        named = {each.grid for each in self.grounds}.union(*self.codes.values())
        for grid in sorted(named - known):
            raise UnknownName(Words("网格", "grid"), grid, tuple(sorted(known)))

    # ------------------------------------------------------------------ answers

    def route(self, report: Report) -> Route:
        """Return grid and worker alone, quickly; `dispatch` gives the reasons.

        Raises
        ------
        InvalidValue
            If `report` is none, or its matter belongs to no policy or to more than one.
        """
        require("report", report, kind=Report)
        day = begun(report, None, zone=self.zone).date()
        candidates = self._places(day).place(report).candidates
        if not candidates:
            return Route(None, None, must_ask=False)
        way = self._climb(candidates[0], report.matter, day)
        own = whose_own(report)
        worker = way.first
        if not way.workers.isdisjoint(own):
            held = way.rungs[0].held(own)
            worker = held.worker if held else None
        return Route(candidates[0], worker, len(candidates) > 1)

    def dispatch(
        self, report: Report, *, recused: Iterable[str] = (), since: datetime | None = None
    ) -> Dispatch:
        """Return what becomes of a report.

        Parameters
        ----------
        report
            What was reported.
        recused
            Identifiers of workers who have an interest in it.
        since
            From when its time runs, and on which day it is asked who works where; when it came in, unless
            given.

        Raises
        ------
        InvalidValue
            If an argument is not what it should be, or the matter belongs to no policy or to more than one.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        require("report", report, kind=Report)
        start = begun(report, since, zone=self.zone)
        placement = self._places(start.date()).place(report)
        return self._answer(report, placement, start=start, recused=recused, explained=())

    def dispatch_many(self, reports: Iterable[Report]) -> tuple[Dispatch, ...]:
        """Return what becomes of several reports, in their order; as `dispatch` does it."""
        return tuple(self.dispatch(each) for each in each_required("reports", reports, kind=Report))

    def redispatch(
        self,
        dispatch: Dispatch,
        *,
        heirs: Heirs | Mapping[str, str | Iterable[str]],
        since: datetime,
        recused: Iterable[str] = (),
    ) -> Dispatch:
        """Dispatch again after grids were merged, split or moved, or after a report was returned.

        The grid in which the report lay stands for its heirs; what else the report says decides among them.
        Where there is none, its own code of a grid counts no more.

        Parameters
        ----------
        dispatch
            The answer that was given.
        heirs
            What became of grids: a `Lineage`, or a mapping of the codes that changed.
        since
            From when the time of the new answer runs.
        recused
            Identifiers of workers who have an interest in it, or who returned it.

        Raises
        ------
        InvalidValue
            If an argument is not what it should be, or the matter belongs to no policy or to more than one.
        UnknownName
            If an heir is no grid on that day.
        UnknownYear
            If the calendar does not know a year that must be asked about.
        """
        require("dispatch", dispatch, kind=Dispatch)
        report, old = dispatch.report, dispatch.grid
        start = begun(report, since, zone=self.zone)
        places = self._places(start.date())
        codes = None if old is None else heirs_of(old, heirs, grid=places.grid, day=places.day)
        placement = places.place(report, codes=codes)
        explained = () if old is None or codes is None or codes == (old,) else (moved(old, codes),)
        return self._answer(report, placement, start=start, recused=recused, explained=explained)

    def first_workers(self, matter: str, *, on: date) -> FirstWorkers:
        """Return who has a report of a matter first on a day, for every grid at once: see `FirstWorkers`.

        Raises
        ------
        InvalidValue
            If `on` is no day, the matter belongs to no policy or to more than one, or its first tier is of
            another overlay than the standing one.

        Examples
        --------
        >>> from communitygov.core.workcalendar import WeekendCalendar
        >>> from communitygov.grid.routing.policy import three_tier_policy
        >>> class Desk:
        ...     grid = GridHierarchy.from_rows(
        ...         [("LQ", None, "general", "龙桥"), ("M-1", "LQ", "micro", "一组")]
        ...     )
        ...
        ...     def chain(self, grid, *, on=None, matter=None):
        ...         return {"LQ": ("g-1",)}.get(grid, ())
        >>> router = Router(roster=Desk(), policy=three_tier_policy(), calendar=WeekendCalendar())
        >>> first = router.first_workers("lighting", on=date(2023, 5, 4))
        >>> first.workers, first.by_place
        (('g-1',), array('i', [0, 0]))
        """
        day = plain_day("on", on)
        tier = policy_for(matter, self.policy).tiers[0]
        if tier.overlay != BASE_OVERLAY:
            bound = Words(f"须为 {BASE_OVERLAY}", f"must be {BASE_OVERLAY} for routing in bulk")
            raise InvalidValue("overlay", tier.overlay, bound)

        def first_of(code: str) -> str | None:
            return next(iter(self._staff.chain(code, on=day, matter=matter)), None)

        return first_workers(self._overlays(day)[""], tier, first_of=first_of)

    # ------------------------------------------------------------------ compiled

    @cached_property
    def _staff(self) -> Staff:
        return own_posts(self.roster)

    @cached_property
    def _index(self) -> GroundIndex:
        return GroundIndex(self.grounds)

    @cached_property
    def _weight(self) -> int:
        """How much it is to keep a day: of grids that change with time, a snapshot."""
        return len(self.roster.grid) if self.roster.grid.is_dated else 1

    @cached_property
    def _known_places(self) -> Kept[date, Places]:
        return Kept()

    @cached_property
    def _known_overlays(self) -> Kept[date | None, Mapping[str, GridHierarchy]]:
        return Kept()

    @cached_property
    def _known_climbs(self) -> Kept[tuple[str, str, date], Climb]:
        return Kept()

    def _overlays(self, day: date) -> Mapping[str, GridHierarchy]:
        """Return the hierarchy of a day in each order that a policy names; the standing one has no name."""
        grid = self.roster.grid
        named = sorted({tier.overlay for policy in self.policy for tier in policy.tiers} - {BASE_OVERLAY})
        key = day if grid.is_dated or named else None
        found = self._known_overlays.get(key)
        if found is None:
            base = grid.as_of(day) if grid.is_dated else grid
            found = {"": base, BASE_OVERLAY: base, **{name: grid.overlay(name, on=day) for name in named}}
            self._known_overlays.keep(key, found, weight=self._weight)
        return found

    def _places(self, day: date) -> Places:
        """Return all that is known of places on a day."""
        found = self._known_places.get(day)
        if found is None:
            base = self._overlays(day)[""]
            found = Places(base, self.codes, self.residency, self._index, day)
            self._known_places.keep(day, found, weight=self._weight)
        return found

    def _climb(self, code: str, matter: str, day: date) -> Climb:
        """Return the way up from a grid for a matter on a day."""
        key = code, matter, day
        found = self._known_climbs.get(key)
        if found is None:
            policy = policy_for(matter, self.policy)
            found = climb(self._overlays(day), code, policy=policy, staff=self._staff, about=(matter, day))
            self._known_climbs.keep(key, found, weight=len(found.path))
        return found

    # ------------------------------------------------------------------ an answer in full

    def _answer(
        self,
        report: Report,
        placement: Placement,
        *,
        start: datetime,
        recused: Iterable[str],
        explained: tuple[Because, ...],
    ) -> Dispatch:
        """Put an answer together."""
        policy = policy_for(report.matter, self.policy)
        why = (*explained, *located(placement))
        if not placement.candidates:
            lost = REPORT_NOWHERE.finding(report.id, {"report": report.id})
            findings = (*placement.findings, lost)
            return Dispatch(report=report, policy=policy.code, since=start, why=why, findings=findings)
        way = self._climb(placement.candidates[0], report.matter, start.date())
        own = whose_own(report) | as_set(recused)
        left_out = partial(self._left_out, on=start.date(), matter=report.matter)
        held = tuple(rung.held(own) for rung in way.rungs)
        return Dispatch(
            report=report,
            policy=policy.code,
            since=start,
            path=way.path,
            candidates=placement.candidates,
            tiers=self._hops(way, held, start),
            informed=informed(way, held[0], passed_over=own),
            why=(*why, *chosen(placement), *taken(way, held[0], left_out=left_out)),
            findings=(
                *placement.findings,
                *vacancies(report, way, passed_over=own),
                *repeated(report, way, held=held),
            ),
        )

    def _left_out(self, grid: str, *, on: date, matter: str) -> Iterable[Because]:
        """Say whom the roster does not count on in a grid; a host's own tells nothing of it."""
        return self._staff.left_out(grid, on=on, matter=matter) if isinstance(self._staff, OwnPosts) else ()

    def _hops(self, way: Climb, held: Sequence[Held | None], start: datetime) -> tuple[Hop, ...]:
        """Return the way up with its deadlines, each counted from the one before."""
        hops: list[Hop] = []
        until = None
        for rung, at in zip(way.rungs, held, strict=True):
            within = rung.tier.within
            if until is None:
                until = within.end(start, self.calendar)
            else:
                until = following(until, within, calendar=self.calendar)
            worker, post = (at.worker, at.grid) if at else (None, None)
            hops.append(Hop(tier=rung.tier, grid=rung.grid, worker=worker, held_at=post, until=until))
        return tuple(hops)


def dispatch(
    report: Report,
    *,
    roster: Staff,
    policy: EscalationPolicy | Iterable[EscalationPolicy],
    calendar: WorkCalendar,
    residency: Locator | None = None,
    grounds: Iterable[Ground] = (),
) -> Dispatch:
    """Return what becomes of one report; who has many, or counts in a time zone, makes a `Router` once.

    Raises
    ------
    InvalidValue
        If an argument is not what it should be, or the matter belongs to no policy or to more than one.
    UnknownName
        If a ground is of no grid.
    UnknownYear
        If the calendar does not know a year that must be asked about.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.core.workcalendar import WeekendCalendar
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> class Desk:
    ...     grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("M", "LQ", "micro", "一组")])
    ...
    ...     def chain(self, grid, *, on=None, matter=None):
    ...         return ("w-1", "w-2") if grid == "M" else ()
    >>> report = Report("R-1", matter="lighting", at=datetime(2023, 5, 4, 9, tzinfo=UTC), grid="M")
    >>> found = dispatch(report, roster=Desk(), policy=three_tier_policy(), calendar=WeekendCalendar())
    >>> found.responsible, found.informed
    ('w-1', ('w-2',))
    """
    router = Router(roster=roster, policy=policy, calendar=calendar, residency=residency, grounds=grounds)
    return router.dispatch(report)
