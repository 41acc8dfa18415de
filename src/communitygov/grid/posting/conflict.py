"""What of a roster's postings do not go together, or are of nobody and nowhere.

“一员多格” and one in charge of each grid hold together: a worker may have many grids, a grid has one who is
in charge of a matter on a day.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.span import meet, runs
from communitygov.errors import Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.cover import OUTSIDE_COMMUNITY, WORKER_RECUSED
from communitygov.grid.posting.duty import ONE_WORKER_MANY_GRIDS, Duty, WorkerKind
from communitygov.grid.posting.load import load_of
from communitygov.grid.posting.posting import Absence, Posting, shares_a_matter
from communitygov.grid.posting.standing import Asked, Standing
from communitygov.grid.posting.worker import Worker

POSTING_GRID_UNKNOWN = Message(
    "POSTING_GRID_UNKNOWN",
    Words("{worker} 派驻的网格 {grid} 不存在", "{worker} is posted at {grid}, which is not there"),
    Words("请改正网格代码，或终止该派驻", "mend the code of the grid, or end the posting"),
)
POSTING_WORKER_UNKNOWN = Message(
    "POSTING_WORKER_UNKNOWN",
    Words(
        "网格 {grid} 的 {worker} 不在名册中", "{worker}, posted at grid {grid}, is no worker of the roster"
    ),
    Words("请登记该工作人员，或终止该派驻", "add the worker, or end the posting"),
)
ABSENT_WORKER_UNKNOWN = Message(
    "ABSENT_WORKER_UNKNOWN",
    Words("不在岗的 {worker} 不在名册中", "{worker}, who is away, is no worker of the roster"),
    Words("请改正其代码", "mend the code"),
)
COMMUNITY_UNKNOWN = Message(
    "COMMUNITY_UNKNOWN",
    Words("{worker} 的服务范围 {community} 不存在", "{worker} may serve in {community}, which is not there"),
    Words("请改正其代码", "mend its code"),
)
SECOND_IN_CHARGE = Message(
    "SECOND_IN_CHARGE",
    Words(
        "网格 {grid} 已由 {first} 负责，{second} 不能同时负责",
        "{first} is in charge of grid {grid}; {second} cannot be in charge too",
    ),
    Words(
        "请先终止 {first} 的派驻，或将 {second} 列为替补（rank 1 起），或分事项派驻",
        "end the posting of {first} first, make {second} a deputy (rank 1 or more), or divide the matters",
    ),
    ONE_WORKER_MANY_GRIDS,
)
POSTED_TWICE = Message(
    "POSTED_TWICE",
    Words(
        "{worker} 在网格 {grid} 的同一职责上重复派驻（{duty}）",
        "{worker} is posted twice at grid {grid} for the same duty ({duty})",
    ),
    Words("请保留其一", "keep one of the postings"),
)
DEPUTY_WITHOUT_FIRST = Message(
    "DEPUTY_WITHOUT_FIRST",
    Words(
        "网格 {grid} 只有替补 {worker}，没有负责人", "grid {grid} has the deputy {worker} and nobody first"
    ),
    Words("请派驻负责人（rank 0）", "post somebody first (rank 0)"),
)
AWAY_WITHOUT_DEPUTY = Message(
    "AWAY_WITHOUT_DEPUTY",
    Words(
        "{worker} 不在岗，网格 {grid} 无替补", "{worker} is away, and grid {grid} has no deputy who can act"
    ),
    Words("请指定替补", "name a deputy"),
)
GUIDE_UNPAIRED = Message(
    "GUIDE_UNPAIRED",
    Words("网格指导员 {worker} 未与任何网格结对", "the guide {worker} is paired with no grid"),
    Words("请至少结对一个网格", "pair the guide with one grid at least"),
)


def strangers(posting: Posting, grid: GridHierarchy, *, workers: Mapping[str, Worker]) -> Iterator[Finding]:
    """Yield what of one posting is not there."""
    facts = {"worker": posting.worker, "grid": posting.grid}
    if posting.grid not in grid:
        yield POSTING_GRID_UNKNOWN.finding(posting.grid, facts)
    if posting.worker not in workers:
        yield POSTING_WORKER_UNKNOWN.finding(posting.worker, facts)


def absent_strangers(
    absences: Iterable[Absence], *, workers: Mapping[str, Worker], on: date | None
) -> Iterator[Finding]:
    """Yield who is away on a day and nobody knows, each once."""
    for worker in sorted({each.worker for each in absences if runs(each, on)} - workers.keys()):
        yield ABSENT_WORKER_UNKNOWN.finding(worker, {"worker": worker})


def lost_communities(worker: Worker, grid: GridHierarchy) -> Iterator[Finding]:
    """Yield the communities of a worker that are not there."""
    for community in sorted(worker.communities):
        if community not in grid:
            yield COMMUNITY_UNKNOWN.finding(worker.id, {"worker": worker.id, "community": community})


def clash(one: Posting, other: Posting) -> Finding | None:
    """Return what keeps two postings of one grid and duty from standing together."""
    if not (meet(one, other) and shares_a_matter(one, other)):
        return None
    if one.worker == other.worker:
        facts: dict[str, Detail] = {"worker": one.worker, "grid": one.grid, "duty": one.duty.words}
        return POSTED_TWICE.finding(one.grid, facts)
    if one.is_first and other.is_first:
        facts = {"grid": one.grid, "first": one.worker, "second": other.worker}
        return SECOND_IN_CHARGE.finding(one.grid, facts)
    return None


def clashes(standing: Standing, *, on: date | None) -> Iterator[Finding]:
    """Yield every two postings that do not go together on a day, grid by grid."""
    for postings in standing.served.values():
        running = [each for each in postings if runs(each, on)]
        for at, other in enumerate(running):
            found = (clash(one, other) for one in running[:at])
            yield from (finding for finding in found if finding is not None)


def misplaced(standing: Standing, posting: Posting, *, on: date | None) -> Iterator[Finding]:
    """Yield that a posting lies outside its worker's communities, or where the worker must keep out."""
    facts = {"worker": posting.worker, "grid": posting.grid}
    if not standing.is_inside(posting.worker, posting.grid, on=on):
        communities = ", ".join(sorted(standing.workers[posting.worker].communities))
        yield OUTSIDE_COMMUNITY.finding(posting.grid, {**facts, "communities": communities})
    if standing.is_recused(posting.worker, code=posting.grid, asked=Asked(on)):
        yield WORKER_RECUSED.finding(posting.worker, {"worker": posting.worker, "what": posting.grid})


def against(standing: Standing, posting: Posting) -> Iterator[Finding]:
    """Yield what keeps one more posting from going together with those that are there."""
    first_day = _first_day(standing.grid, posting)
    found = tuple(strangers(posting, standing.hierarchy(first_day), workers=standing.workers))
    yield from found
    for one in standing.served.get((posting.grid, posting.duty), ()):
        finding = clash(one, posting)
        if finding is not None:
            yield finding
    if not found:
        yield from misplaced(standing, posting, on=first_day)


def _first_day(grid: GridHierarchy, posting: Posting) -> date:
    """Return the first day on which a posting runs and its grid is there, or else its own first."""
    first = posting.since or date.min
    days = (first, *(day for day in grid.days if runs(posting, day)))
    return next((day for day in days if posting.grid in (grid.as_of(day) if grid.is_dated else grid)), first)


def beyond(standing: Standing, posting: Posting) -> Iterator[Finding]:
    """Yield what a posting makes too much for its worker, on the first day on which it does."""
    own = standing.serving[posting.worker]
    days = {max(each.since or date.min, posting.since or date.min) for each in own if meet(each, posting)}
    for on in sorted(days):
        found = load_of(standing, posting.worker, on=on).findings()
        if found:
            yield from found
            return


def leaderless(standing: Standing, *, on: date | None) -> Iterator[Finding]:
    """Yield the grids with deputies and nobody first, and whose first is away with nobody to stand in."""
    for (code, duty), postings in standing.served.items():
        running = [each for each in postings if runs(each, on)]
        if duty is not Duty.IN_CHARGE or not running or code not in standing.hierarchy(on):
            continue
        if running[0].rank:
            yield DEPUTY_WITHOUT_FIRST.finding(code, {"grid": code, "worker": running[0].worker})
        for worker in sorted({each.worker for each in running if _leaves_alone(standing, each, on=on)}):
            yield AWAY_WITHOUT_DEPUTY.finding(code, {"grid": code, "worker": worker})


def _leaves_alone(standing: Standing, posting: Posting, *, on: date | None) -> bool:
    """Tell whether who is first is away, and in some matter of the posting nobody else can be asked."""
    if not posting.is_first or not standing.is_away(posting.worker, on):
        return False
    matters = posting.matters or (None,)
    return any(standing.first(posting.grid, Asked(on, matter)) is None for matter in matters)


def unpaired(standing: Standing, *, on: date | None) -> Iterator[Finding]:
    """Yield the guides who are posted nowhere."""
    for worker in standing.workers.values():
        if worker.kind is WorkerKind.GUIDE and not any(
            runs(each, on) for each in standing.serving.get(worker.id, ())
        ):
            yield GUIDE_UNPAIRED.finding(worker.id, {"worker": worker.id})
