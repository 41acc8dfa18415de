"""Hypothesis strategies for routing: reports, grounds, policies, answers, and communities to route in.

`towns` gives a hierarchy with rosters, homes and grounds that fit together, some posts vacant, so that laws
of routing can be tried on them.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

from communitygov.geometry.area import Area
from communitygov.geometry.point import Point
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.kind import GridKind
from communitygov.grid.posting.duty import WorkerKind
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.residency import Residency
from communitygov.grid.residency.tenure import Tenure, TenureRole
from communitygov.grid.routing.dispatch import Because, Dispatch, Hop, Rule
from communitygov.grid.routing.plan_condition import HoldsReport, NamesDestination, ShowsPlan, TimeIsOver
from communitygov.grid.routing.policy import EscalationPolicy, Informed, Tier, three_tier_policy
from communitygov.grid.routing.report import Ground, Report
from communitygov.testing.strategies.core import (
    citations,
    findings,
    identifiers,
    moments,
    terms,
    titles,
    words,
)
from communitygov.testing.strategies.geometry import areas, points
from communitygov.testing.strategies.grid import hierarchies
from communitygov.testing.strategies.worktime import periods

#: What reports of examples are about; the second is urgent in some.
MATTERS = ("lighting", "gas")
#: When they come in, unless told otherwise.
AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
#: Side of the squares on which the grids of a town lie, in centimetres.
SIDE = 1_000
#: Grids of each level of a town: few districts and streets, so that micro-grids come soon.
_MOST = (1, 1, 2, 2, 3, 6, 3)
_DAY = timedelta(days=1)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Return reports that say in one way or several where they lie."""
    ways = draw(st.sets(st.sampled_from(("grid", "dwelling", "person", "point")), min_size=1))
    place: dict[str, Any] = {way: draw(points() if way == "point" else identifiers()) for way in sorted(ways)}
    return Report(
        draw(identifiers()),
        matter=draw(st.sampled_from(MATTERS) | identifiers()),
        at=draw(moments()),
        reporter=draw(st.none() | identifiers()),
        description=draw(titles() | st.just("")),
        **place,
    )


def grounds() -> st.SearchStrategy[Ground]:
    """Return grounds of grids."""
    return st.builds(Ground, identifiers(), areas())


@st.composite
def tiers(draw: st.DrawFn, *, code: str | None = None) -> Tier:
    """Return tiers that stand for kinds of grids, levels or both."""
    kinds = draw(st.sets(st.sampled_from(GridKind)))
    return Tier(
        draw(identifiers()) if code is None else code,
        zh=draw(titles()),
        en=draw(titles()),
        kinds=kinds,
        levels=draw(st.sets(identifiers(), min_size=0 if kinds else 1, max_size=2)),
        roles=draw(st.lists(terms(), min_size=1, max_size=2, unique_by=lambda term: term.code)),
        within=draw(periods(longest=60)),
        overlay=draw(st.just("administrative") | identifiers()),
        basis=draw(citations()),
    )


@st.composite
def policies(draw: st.DrawFn) -> EscalationPolicy:
    """Return policies of one tier to three; that of the documents among them."""
    if draw(st.booleans()):
        return three_tier_policy()
    codes = draw(st.lists(identifiers(), min_size=1, max_size=3, unique=True))
    return EscalationPolicy(
        draw(identifiers()),
        tiers=[draw(tiers(code=code)) for code in codes],
        matters=draw(st.sets(identifiers(), max_size=2)),
        informs=draw(st.sets(st.sampled_from(Informed))),
        returns=draw(st.integers(1, 3)),
        reopenings=draw(st.integers(1, 3)),
        source=draw(citations()),
    )


def because_lines() -> st.SearchStrategy[Because]:
    """Return lines of an explanation."""
    return st.builds(Because, st.sampled_from(Rule), words())


@st.composite
def hops(draw: st.DrawFn, *, tier: Tier | None = None, until: datetime | None = None) -> Hop:
    """Return tiers of a way up, some of them vacant."""
    worker = draw(st.none() | identifiers())
    return Hop(
        tier=draw(tiers()) if tier is None else tier,
        grid=draw(st.none() | identifiers()),
        worker=worker,
        held_at=None if worker is None else draw(identifiers()),
        until=draw(moments()) if until is None else until,
    )


@st.composite
def dispatches(draw: st.DrawFn) -> Dispatch:
    """Return answers to reports: those that lie somewhere, and those that lie nowhere."""
    report, since = draw(reports()), draw(moments(latest=datetime(2090, 1, 1, tzinfo=UTC)))
    policy, found = draw(policies()), draw(st.lists(findings(), min_size=1, max_size=2))
    why = draw(st.lists(because_lines(), max_size=2))
    if draw(st.booleans()):
        return Dispatch(report=report, policy=policy.code, since=since, why=why, findings=found)
    path = draw(st.lists(identifiers(), min_size=1, max_size=3, unique=True))
    others = draw(st.lists(identifiers(), max_size=2))
    ends = sorted(draw(st.lists(st.integers(0, 400), min_size=3, max_size=3)))
    way = [
        draw(hops(tier=tier, until=since + _DAY * end)) for tier, end in zip(policy.tiers, ends, strict=False)
    ]
    return Dispatch(
        report=report,
        policy=policy.code,
        since=since,
        path=path,
        candidates=(path[-1], *others),
        tiers=way,
        informed=draw(st.lists(identifiers(), max_size=2)),
        why=why,
        findings=found,
    )


# ------------------------------------------------------------------ communities


class Town(NamedTuple):
    """A hierarchy with rosters, homes and grounds."""

    roster: Roster
    residency: Residency
    grounds: tuple[Ground, ...]


def square(at: int) -> Area:
    """Return the ground of the grid with a number: squares side by side, those of neighbours touch."""
    west, east = at * SIDE, (at + 1) * SIDE
    return Area((Point(west, 0), Point(east, 0), Point(east, SIDE), Point(west, SIDE)))


@st.composite
def towns(draw: st.DrawFn) -> Town:
    """Return communities: each grid may be vacant or have deputies, each lowest grid has a dwelling.

    Every lowest grid has a square of ground; exclusive ones lie on top of others.
    """
    grid = draw(hierarchies(most=_MOST))
    people = [f"w-{at}" for at in range(4)]
    postings: list[Posting] = []
    for code in sorted(grid):
        chosen = draw(st.lists(st.sampled_from(people), max_size=2, unique=True))
        postings += [Posting(worker, code, rank=rank) for rank, worker in enumerate(chosen)]
    workers = [Worker(worker, kind=WorkerKind.GRID_WORKER) for worker in people]
    leaves = sorted(grid.leaves)
    dwellings = [Dwelling(f"d-{at}", grid=code) for at, code in enumerate(leaves)]
    tenures = [Tenure(f"r-{at}", f"d-{at}", role=TenureRole.HEAD) for at in range(len(leaves))]
    places = [_place(grid, leaves, at=at) for at in range(len(leaves))]
    return Town(
        Roster(grid, workers=workers, postings=postings),
        Residency(grid, dwellings=dwellings, tenures=tenures),
        tuple(Ground(code, square(place)) for code, place in zip(leaves, places, strict=True)),
    )


def _place(grid: GridHierarchy, leaves: list[str], *, at: int) -> int:
    """Return at which place a grid lies: its own, or for an exclusive one that of the grid before."""
    is_exclusive = grid.level(leaves[at]).kind is GridKind.EXCLUSIVE
    return at - 1 if is_exclusive and at else at


@st.composite
def reports_in(draw: st.DrawFn, town: Town) -> Report:
    """Return reports from a town: of grids, dwellings, people and points that it has, and that it lacks."""
    size = len(town.grounds)
    place: dict[str, Any] = {}
    for way in sorted(draw(st.sets(st.sampled_from(("grid", "dwelling", "person", "point")), min_size=1))):
        at = draw(st.integers(0, size))
        place[way] = {
            "grid": ([*sorted(town.roster.grid), "nowhere"])[at % (len(town.roster.grid) + 1)],
            "dwelling": f"d-{at}",
            "person": f"r-{at}",
            "point": Point(at * SIDE + draw(st.sampled_from((SIDE // 2, 0, 1))), SIDE // 2),
        }[way]
    reporter = draw(
        st.none() | st.sampled_from([posting.worker for posting in town.roster.postings] or ["r-0"])
    )
    return Report("R-1", matter="lighting", at=AT, reporter=reporter, **place)


#: Every public value of the topic with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Report: reports,
        Ground: grounds,
        Tier: tiers,
        EscalationPolicy: policies,
        Because: because_lines,
        Hop: hops,
        Dispatch: dispatches,
        ShowsPlan: lambda: st.builds(ShowsPlan, st.lists(identifiers(), max_size=3)),
        HoldsReport: lambda: st.builds(HoldsReport, identifiers(), words=words()),
        TimeIsOver: lambda: st.builds(TimeIsOver, identifiers(), words=words()),
        NamesDestination: lambda: st.builds(NamesDestination),
    }
)
