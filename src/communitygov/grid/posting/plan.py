"""What is to be divided: which grids, who may have each, and how they fall apart into areas.

A worker serves in own communities only.  So the grids fall apart into areas that share no worker, and each
is divided for itself; that is what makes a whole district quick.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from communitygov.core.span import runs
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import Duty
from communitygov.grid.posting.gap import of_kinds
from communitygov.grid.posting.load import load_of
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.price import Price
from communitygov.grid.posting.problem import Area, Room
from communitygov.grid.posting.rebalance_rule import RebalanceRule
from communitygov.grid.posting.standing import Asked, Standing


class Plan(NamedTuple):
    """What is to be divided on a day."""

    standing: Standing
    on: date | None
    #: Grids to be divided, and those left out because they are divided by matters.
    grids: tuple[str, ...]
    left: tuple[str, ...]
    #: Who is posted first in charge of each grid.
    current: Mapping[str, str]
    #: Who may be given grids.
    workers: tuple[str, ...]
    #: Who else is posted first in charge of a grid, where that is wrong.
    rivals: Mapping[str, tuple[str, ...]]
    #: Grids that somebody may have, and nobody at any cost that is given.
    unpriced: frozenset[str] = frozenset()

    @property
    def hierarchy(self) -> GridHierarchy:
        """The grids as they lie on the day."""
        return self.standing.hierarchy(self.on)


def plan_of(standing: Standing, rule: RebalanceRule, *, on: date | None) -> Plan:
    """Return what a rule wants divided."""
    grids, left, current = list[str](), list[str](), dict[str, str]()
    rivals: dict[str, tuple[str, ...]] = {}
    for code in of_kinds(standing.hierarchy(on), rule.kinds):
        first = firsts(standing, code, on=on)
        if any(each.matters for each in first):
            left.append(code)
            continue
        grids.append(code)
        if first:
            current[code] = first[0].worker
        if len(first) > 1:
            rivals[code] = tuple(each.worker for each in first[1:])
    workers = (each.id for each in standing.workers.values() if each.kind in rule.worker_kinds)
    return Plan(standing, on, tuple(grids), tuple(left), current, tuple(workers), rivals)


def firsts(standing: Standing, code: str, *, on: date | None) -> tuple[Posting, ...]:
    """Return the postings of who is first in charge of a grid on a day: one, unless something is wrong."""
    postings = standing.served.get((code, Duty.IN_CHARGE), ())
    return tuple(each for each in postings if each.rank == 0 and runs(each, on))


def rooms(plan: Plan) -> dict[str, Room]:
    """Return what each worker can take, besides the grids that are not divided."""
    divided, found = frozenset(plan.grids), dict[str, Room]()
    for worker in plan.workers:
        capacity = plan.standing.workers[worker].capacity
        grids, households = capacity.grids, capacity.households
        kept = _kept(plan, worker, divided)
        if kept:
            load = load_of(plan.standing, worker, on=plan.on, among=kept)
            grids = None if grids is None else max(0, grids - load.grids)
            households = None if households is None else max(0, households - load.households)
        found[worker] = Room(len(divided) if grids is None else grids, households)
    return found


def counted(plan: Plan) -> dict[str, dict[str, int]]:
    """Return, by grid and worker, the households that a worker has with a grid that is not divided."""
    divided, counts, grid = frozenset(plan.grids), plan.standing.households, plan.hierarchy
    found: dict[str, dict[str, int]] = {}
    for worker in plan.workers:
        kept = _kept(plan, worker, divided)
        codes = load_of(plan.standing, worker, on=plan.on, among=kept).codes if kept else ()
        for code in sorted(grid.within(codes) & counts.keys()):
            for above in divided.intersection((code, *grid.ancestors(code))):
                already = found.setdefault(above, {})
                already[worker] = already.get(worker, 0) + counts[code]
    return found


def _kept(plan: Plan, worker: str, divided: frozenset[str]) -> frozenset[str]:
    """Return the grids of a worker that are not divided."""
    return frozenset(each.grid for each in plan.standing.serving.get(worker, ())) - divided


def households(plan: Plan) -> dict[str, int]:
    """Return how many households live in each grid that is divided, and beneath it."""
    counts, grid = plan.standing.households, plan.hierarchy
    return {
        code: sum(counts.get(each, 0) for each in (code, *grid.descendants(code)))
        if grid.children(code)
        else counts.get(code, 0)
        for code in plan.grids
    }


def areas(plan: Plan) -> tuple[Area, ...]:
    """Return the grids and workers that belong together, in the order of their first grids."""
    allowed = {code: () if code in plan.unpriced else each for code, each in _allowed(plan).items()}
    together = _Together(plan.workers)
    for workers in dict.fromkeys(allowed.values()):
        together.join(workers)
    grids: dict[str, list[str]] = {}
    for code in plan.grids:
        workers = allowed[code]
        grids.setdefault(together.of(workers[0]) if workers else f" {code}", []).append(code)
    members: dict[str, list[str]] = {}
    for worker in plan.workers:
        members.setdefault(together.of(worker), []).append(worker)
    return tuple(
        Area(tuple(codes), tuple(members.get(key, ())), [allowed[code] for code in codes])
        for key, codes in grids.items()
    )


def priced(plan: Plan, price: Price) -> Plan:
    """Return a plan that knows which grids have no cost, so that they hold up no other."""
    allowed = _allowed(plan).items()
    bare = (code for code, workers in allowed if workers and max(price(code, workers)) < 0)
    return plan._replace(unpriced=frozenset(bare))


def _allowed(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return who may have each grid: whose communities it lies in, and who need not keep out."""
    standing, grid = plan.standing, plan.hierarchy
    of_community: dict[str, list[str]] = {}
    for worker in plan.workers:
        for community in standing.workers[worker].communities or ("",):
            of_community.setdefault(community, []).append(worker)
    known = {"": tuple(of_community.get("", ()))}
    recused = frozenset(worker for worker in plan.workers if standing.workers[worker].recused_from)
    found: dict[str, tuple[str, ...]] = {}
    for code in plan.grids:
        workers = _along((code, *grid.ancestors(code)), of_community, known)
        if not recused.isdisjoint(workers):
            workers = _not_recused(plan, code, workers)
        found[code] = workers
    return found


def _along(
    way: Sequence[str], of_community: Mapping[str, list[str]], known: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return who may serve at the beginning of a way to a root, and remember it for each place on the way."""
    at = next((at for at, code in enumerate(way) if code in known), len(way))
    workers = known[way[at]] if at < len(way) else known[""]
    for code in reversed(way[:at]):
        if code in of_community:
            workers = tuple(sorted({*workers, *of_community[code]}))
        known[code] = workers
    return workers


def _not_recused(plan: Plan, code: str, workers: Iterable[str]) -> tuple[str, ...]:
    """Return the workers who need not keep out of a grid."""
    asked = Asked(plan.on)
    return tuple(each for each in workers if not plan.standing.is_recused(each, code=code, asked=asked))


class _Together:
    """Workers in groups that grow together."""

    def __init__(self, workers: Iterable[str]) -> None:
        self._above = {worker: worker for worker in workers}

    def of(self, worker: str) -> str:
        """Return who stands for the group of a worker."""
        above = self._above
        while above[worker] != worker:
            above[worker] = above[above[worker]]
            worker = above[worker]
        return worker

    def join(self, workers: Sequence[str]) -> None:
        """Put workers into one group."""
        for worker in workers[1:]:
            one, other = sorted((self.of(workers[0]), self.of(worker)))
            self._above[other] = one
