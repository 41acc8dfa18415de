"""Hypothesis strategies for workers, postings and rosters, sound and broken, and for the division of grids.

`rosters` draws anything that a roster may hold, strangers and conflicts among it; `staffings` draws small
communities of which every grid can be measured, to be divided.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

from communitygov.geometry.point import Point
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.level.kind import GridKind
from communitygov.grid.posting.duty import Duty, Inheritance, WorkerKind
from communitygov.grid.posting.load import Load
from communitygov.grid.posting.move import AreaBalance, GridMove, MoveReason
from communitygov.grid.posting.outcome import BalanceStatus
from communitygov.grid.posting.posting import Absence, Posting
from communitygov.grid.posting.rebalance_rule import Engine, Objective, RebalanceRule
from communitygov.grid.posting.roster import Rebalance, Roster
from communitygov.grid.posting.rule import PostingRule
from communitygov.grid.posting.worker import Capacity, Worker
from communitygov.testing.strategies.core import citations, days, findings, identifiers
from communitygov.testing.strategies.grid import hierarchies

#: Between these the days of rosters lie, so close together that they meet.
FIRST_DAY, LAST_DAY = date(2023, 5, 1), date(2023, 5, 9)
MATTERS = ("fire", "bins", "noise")


def posting_days() -> st.SearchStrategy[date]:
    """Return days near which postings begin and end."""
    return days(earliest=FIRST_DAY, latest=LAST_DAY)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """Return a first day and the first day after the last, either open."""
    since = draw(st.none() | posting_days())
    lasts = st.integers(1, 5).map(lambda more: (since or FIRST_DAY) + timedelta(days=more))
    return since, draw(st.none() | lasts)


def capacities(*, most: int = 400) -> st.SearchStrategy[Capacity]:
    """Return how much somebody may have."""
    return st.builds(
        Capacity, grids=st.none() | st.integers(0, 4), households=st.none() | st.integers(0, most)
    )


def places(*, far: int = 100_000) -> st.SearchStrategy[Point]:
    """Return points of a quarter."""
    return st.builds(Point, st.integers(0, far), st.integers(0, far))


def workers(
    *, id: st.SearchStrategy[str] | None = None, codes: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Worker]:
    """Return workers; `codes` are those of the grids in which they may serve, or must not."""
    of_grids = st.frozensets(identifiers() if codes is None else codes, max_size=2)
    return st.builds(
        Worker,
        identifiers() if id is None else id,
        kind=st.sampled_from(WorkerKind),
        home=st.just("") | identifiers(),
        base=st.none() | places(),
        capacity=capacities(),
        communities=of_grids,
        recused_from=st.just(frozenset[str]())
        | of_grids
        | st.frozensets(st.sampled_from(MATTERS), max_size=1),
    )


@st.composite
def postings(
    draw: st.DrawFn,
    *,
    worker: st.SearchStrategy[str] | None = None,
    grid: st.SearchStrategy[str] | None = None,
) -> Posting:
    """Return postings, most of them first in charge and of all matters."""
    since, until = draw(spans())
    return Posting(
        draw(identifiers() if worker is None else worker),
        draw(identifiers() if grid is None else grid),
        duty=draw(st.sampled_from(Duty)),
        rank=draw(st.integers(0, 2)),
        matters=draw(st.just(frozenset[str]()) | st.frozensets(st.sampled_from(MATTERS), max_size=2)),
        since=since,
        until=until,
    )


@st.composite
def absences(draw: st.DrawFn, *, worker: st.SearchStrategy[str] | None = None) -> Absence:
    """Return days on which somebody is away."""
    since = draw(posting_days())
    until = draw(st.none() | st.integers(1, 5).map(lambda more: since + timedelta(days=more)))
    return Absence(draw(identifiers() if worker is None else worker), since=since, until=until)


def posting_rules() -> st.SearchStrategy[PostingRule]:
    """Return rules of which grids must be served."""
    return st.builds(
        PostingRule,
        inheritance=st.sampled_from(Inheritance),
        kinds=st.frozensets(st.sampled_from(GridKind)),
        duties=st.frozensets(st.sampled_from(Duty)),
        source=citations(),
    )


@st.composite
def rosters(draw: st.DrawFn, *, grid: st.SearchStrategy[GridHierarchy] | None = None) -> Roster:
    """Return rosters with anything in them that may be wrong: strangers, two in charge, too much."""
    hierarchy = draw(hierarchies(most=(1, 1, 2, 1, 3, 5, 1)) if grid is None else grid)
    codes = st.sampled_from(tuple(hierarchy))
    names = draw(st.lists(st.sampled_from([f"w-{at}" for at in range(5)]), unique=True))
    known = [draw(workers(id=st.just(name), codes=codes)) for name in names]
    worker = st.sampled_from([*names, "w-stranger"])
    anywhere = codes | st.just("nowhere")
    return Roster(
        hierarchy,
        workers=known,
        postings=draw(st.lists(postings(worker=worker, grid=anywhere), unique=True, max_size=8)),
        households=draw(st.dictionaries(codes, st.integers(0, 120), max_size=4)),
        absences=draw(st.lists(absences(worker=worker), unique=True, max_size=2)),
        rule=draw(st.just(PostingRule()) | posting_rules()),
    )


@st.composite
def loads(draw: st.DrawFn) -> Load:
    """Return what somebody is in charge of."""
    codes = draw(st.lists(identifiers(), unique=True, max_size=4))
    return Load(
        draw(identifiers()),
        codes=sorted(codes),
        households=draw(st.integers(0, 500)),
        uncounted=draw(st.integers(0, len(codes))),
        capacity=draw(capacities()),
    )


@st.composite
def grid_moves(draw: st.DrawFn) -> GridMove:
    """Return grids that change hands."""
    before, after = draw(st.lists(identifiers(), min_size=2, max_size=2, unique=True))
    return GridMove(
        draw(identifiers()),
        before=draw(st.none() | st.just(before)),
        after=after,
        reason=draw(st.sampled_from(MoveReason)),
        saved=draw(st.none() | st.integers(-1_000, 1_000)),
    )


def area_balances() -> st.SearchStrategy[AreaBalance]:
    """Return what came of areas."""
    counts = st.integers(0, 1_000)
    return st.builds(
        AreaBalance,
        area=identifiers(),
        status=st.sampled_from(BalanceStatus),
        grids=counts,
        workers=counts,
        vacant=counts,
        cost_before=counts,
        cost_after=counts,
        weighed=counts,
        bound=counts,
        reasons=st.lists(findings(), max_size=2).map(tuple),
    )


@st.composite
def rebalance_rules(draw: st.DrawFn, *, engine: st.SearchStrategy[Engine] | None = None) -> RebalanceRule:
    """Return rules by which grids are divided, by the library's own engine unless told otherwise."""
    return RebalanceRule(
        kinds=draw(st.just(frozenset({GridKind.MICRO})) | st.frozensets(st.sampled_from(GridKind))),
        worker_kinds=draw(st.just(frozenset(WorkerKind)) | st.frozensets(st.sampled_from(WorkerKind))),
        switching_cost=draw(st.sampled_from((0, 0, 100, 20_000))),
        objective=draw(st.sampled_from(Objective)),
        engine=draw(st.just(Engine.OWN) if engine is None else engine),
        effort=draw(st.sampled_from((0, 5, 20, 1_000))),
        source=draw(citations()),
    )


class Staffing(NamedTuple):
    """A roster that can be divided: where its grids lie, and from which day."""

    roster: Roster
    centres: Mapping[str, Point]
    on: date | None


@st.composite
def staffings(draw: st.DrawFn, *, most_grids: int = 5, most_workers: int = 3) -> Staffing:
    """Return small communities with micro-grids and workers, some grids vacant, some out of place."""
    communities = ("C-1", "C-2")[: draw(st.integers(1, 2))]
    grids = {f"M-{at}": draw(st.sampled_from(communities)) for at in range(draw(st.integers(1, most_grids)))}
    rows = [*((each, None, "community", "社区") for each in communities)]
    rows += [(f"{each}-G", each, "general", "一般网格") for each in communities]  # type: ignore[misc]
    rows += [(code, f"{each}-G", "micro", "微网格") for code, each in grids.items()]  # type: ignore[misc]
    names = [f"w-{at}" for at in range(draw(st.integers(1, most_workers)))]
    known = [
        Worker(
            name,
            kind=WorkerKind.MICRO_GRID_WORKER,
            base=draw(places(far=2_000)),
            capacity=draw(capacities(most=200)),
            communities=draw(st.frozensets(st.sampled_from(communities))),
            recused_from=draw(
                st.just(frozenset[str]()) | st.frozensets(st.sampled_from(sorted(grids)), max_size=1)
            ),
        )
        for name in names
    ]
    on = draw(st.none() | posting_days())
    held = draw(st.dictionaries(st.sampled_from(sorted(grids)), st.sampled_from(names)))
    undated = (Posting(worker, code) for code, worker in held.items())
    dated = (postings(worker=st.sampled_from(names), grid=st.just(code)) for code in held)
    roster = Roster(
        GridHierarchy.from_rows(rows),
        workers=known,
        postings=list(undated) if on is None else list(dict.fromkeys(draw(each) for each in dated)),
        households=draw(st.dictionaries(st.sampled_from(sorted(grids)), st.integers(0, 120))),
    )
    return Staffing(roster, {code: draw(places(far=2_000)) for code in grids}, on)


@st.composite
def rebalances(draw: st.DrawFn) -> Rebalance:
    """Return divisions of small communities."""
    staffing = draw(staffings())
    return staffing.roster.rebalance(centres=staffing.centres, on=staffing.on)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Capacity: capacities,
        Worker: workers,
        Posting: postings,
        Absence: absences,
        PostingRule: posting_rules,
        Load: loads,
        Roster: rosters,
        RebalanceRule: rebalance_rules,
        GridMove: grid_moves,
        AreaBalance: area_balances,
        Rebalance: rebalances,
    }
)
