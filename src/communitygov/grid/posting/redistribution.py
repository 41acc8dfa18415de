"""A plan carried out: each area divided, what moves, and the postings that come of it.

Who had a grid until then keeps the posting in the roster, with the day on which it ended; without a day there
is nothing to keep.  A posting that begins on a later day stays, and the new one ends where it begins.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

import attrs

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.span import runs
from communitygov.errors import Words
from communitygov.grid.posting.divide import by_cost, divide
from communitygov.grid.posting.duty import Duty
from communitygov.grid.posting.evening import evened
from communitygov.grid.posting.flow import Obstruction
from communitygov.grid.posting.load import load_of
from communitygov.grid.posting.move import AreaBalance, GridMove, MoveReason
from communitygov.grid.posting.outcome import BalanceStatus, Outcome
from communitygov.grid.posting.plan import Plan, areas, counted, firsts, households, rooms
from communitygov.grid.posting.posting import Posting, in_order
from communitygov.grid.posting.price import Price, free
from communitygov.grid.posting.problem import Problem, Terms, problem_of
from communitygov.grid.posting.rebalance_rule import RebalanceRule

NOBODY_MAY_SERVE = Message(
    "NOBODY_MAY_SERVE",
    Words("没有人可以负责网格 {grid}", "nobody may be in charge of grid {grid}"),
    Words("请增加可服务该网格的人", "add somebody who may serve there"),
)
COST_MISSING = Message(
    "COST_MISSING",
    Words(
        "未给出任何可派人员负责网格 {grid} 的成本",
        "no cost is given for grid {grid} and anybody who may serve it",
    ),
    Words("请在 costs 中给出（人员，网格）的成本", "give the cost of a worker and this grid in `costs`"),
)
SLOTS_SHORT = Message(
    "SLOTS_SHORT",
    Words(
        "{area}：{grids} 个网格只能由其中 {workers} 人负责，合计名额 {slots} 个",
        "{area}: {grids} grids can go to {workers} of the workers only, who have room for {slots}",
    ),
    Words("请增加人员或放宽网格数上限", "add workers, or raise how many grids each may have"),
)
GRID_OVER_EVERY_CAPACITY = Message(
    "GRID_OVER_EVERY_CAPACITY",
    Words(
        "网格 {grid} 有 {households} 户，超出任何可派人员的上限（最多 {most} 户）",
        "grid {grid} has {households} households, more than anybody who may serve it can take ({most})",
    ),
    Words("请拆分该网格，或放宽户数上限", "split the grid, or raise how many households a worker may have"),
)
HOUSEHOLDS_SHORT = Message(
    "HOUSEHOLDS_SHORT",
    Words(
        "{area}：共 {households} 户，人员合计上限为 {most} 户",
        "{area}: there are {households} households, and its workers can take {most} in all",
    ),
    Words("请增加人员或放宽户数上限", "add workers, or raise how many households each may have"),
)
NO_DIVISION = Message(
    "NO_DIVISION",
    Words("{area}：没有满足全部上限的分法", "{area}: no division keeps every limit"),
    Words("请增加人员或放宽上限", "add workers, or raise a limit"),
)
DIVISION_UNDECIDED = Message(
    "DIVISION_UNDECIDED",
    Words("{area}：未找到分法，也未能排除", "{area}: no division was found, and none is excluded"),
    Words("请加大 effort，或放宽上限", "raise the effort, or a limit"),
)


class Costs(NamedTuple):
    """What grids cost by worker, if anything, and the rule by which they are divided."""

    price: Price | None
    rule: RebalanceRule


class Divided(NamedTuple):
    """What came of each area, what moves, what was left, and the postings that come of it."""

    areas: tuple[AreaBalance, ...]
    moves: tuple[GridMove, ...]
    left: tuple[str, ...]
    postings: tuple[Posting, ...]


def redistributed(plan: Plan, costs: Costs, *, postings: tuple[Posting, ...]) -> Divided:
    """Divide the grids of a plan."""
    terms = Terms(
        costs.price or free,
        rooms(plan),
        households(plan),
        plan.current,
        costs.rule.switching_cost,
        counted(plan),
    )
    balances, moves, held = list[AreaBalance](), list[GridMove](), dict[str, str]()
    for area in areas(plan):
        problem = problem_of(area, terms)
        outcome = divide(problem, costs.rule)
        if costs.price is None:
            outcome = evened(problem, outcome, by_cost=partial(by_cost, rule=costs.rule))
        balances.append(_balance(plan, problem, outcome))
        if outcome.is_found:
            moves += _moves(plan, problem, outcome)
            held |= {
                grid: problem.workers[at] for grid, at in zip(problem.grids, outcome.holders, strict=True)
            }
    new = _postings(plan, held, postings)
    return Divided(tuple(balances), tuple(sorted(moves, key=lambda move: move.grid)), plan.left, new)


# ------------------------------------------------------------------------------ what came of an area


def _balance(plan: Plan, problem: Problem, outcome: Outcome) -> AreaBalance:
    """Return what came of an area."""
    now = [_raw(problem, grid, holder) for grid, holder in enumerate(problem.current) if holder >= 0]
    after = [_raw(problem, grid, holder) for grid, holder in enumerate(outcome.holders)]
    area = _label(plan, problem)
    return AreaBalance(
        area=area,
        status=outcome.status,
        grids=len(problem.grids),
        workers=len(problem.workers),
        vacant=list(problem.current).count(-1),
        cost_before=sum(now),
        cost_after=sum(after),
        weighed=outcome.cost // problem.scale,
        bound=outcome.bound // problem.scale,
        reasons=tuple(_reasons(plan, problem, outcome, area=area)),
    )


def _label(plan: Plan, problem: Problem) -> str:
    """Return the code that stands for an area: the community of all its workers, or what holds its grids."""
    communities = {plan.standing.workers[worker].communities for worker in problem.workers}
    if len(communities) == 1 and len(common := communities.pop()) == 1:
        return min(common)
    return plan.hierarchy.common_ancestor(*problem.grids) or problem.grids[0]


def _raw(problem: Problem, grid: int, holder: int) -> int:
    """Return what a grid costs a worker, in the caller's unit and without what a change adds."""
    width = problem.width
    entry = next(each for each in problem.rows[grid] if each % width == holder)
    is_changed = problem.current[grid] not in (-1, holder)
    return (entry // width - problem.change * is_changed) // problem.scale


def _reasons(plan: Plan, problem: Problem, outcome: Outcome, *, area: str) -> Iterator[Finding]:
    """Yield why an area cannot be divided."""
    if outcome.is_found:
        return
    if outcome.obstruction is not None:
        yield _obstructed(plan, problem, outcome.obstruction, area=area)
        return
    limits = [room.households for room in problem.rooms]
    known = [limit for limit in limits if limit is not None]
    there = sum(0 if item in problem.counted else many for item, many in enumerate(problem.households))
    if len(known) == len(limits) and sum(known) < there:
        yield HOUSEHOLDS_SHORT.finding(area, {"area": area, "households": there, "most": sum(known)})
    elif outcome.status is BalanceStatus.UNDECIDED:
        yield DIVISION_UNDECIDED.finding(area, {"area": area})
    else:
        yield NO_DIVISION.finding(area, {"area": area})


def _obstructed(plan: Plan, problem: Problem, obstruction: Obstruction, *, area: str) -> Finding:
    """Return which grids are too many for whom."""
    if obstruction.holders:
        facts: dict[str, Detail] = {
            "area": area,
            "grids": _bound_to(problem, frozenset(obstruction.holders)),
            "workers": len(obstruction.holders),
            "slots": sum(problem.rooms[holder].grids for holder in obstruction.holders),
        }
        return SLOTS_SHORT.finding(area, facts)
    item = obstruction.items[0]
    grid, width = problem.grids[item], problem.width
    if not problem.rows[item]:
        message = COST_MISSING if grid in plan.unpriced else NOBODY_MAY_SERVE
        return message.finding(grid, {"grid": grid})
    most = max(problem.rooms[entry % width].households or 0 for entry in problem.rows[item])
    facts = {"grid": grid, "households": problem.households[item], "most": most}
    return GRID_OVER_EVERY_CAPACITY.finding(grid, facts)


def _bound_to(problem: Problem, holders: frozenset[int]) -> int:
    """Return how many grids can go to these workers only."""
    return sum(holders.issuperset(entry % problem.width for entry in row) for row in problem.rows)


# ------------------------------------------------------------------------------ what moves


def _moves(plan: Plan, problem: Problem, outcome: Outcome) -> Iterator[GridMove]:
    """Yield the grids of an area that change hands."""
    most = max(map(outcome.holders.count, outcome.holders), default=0)
    for item, holder in enumerate(outcome.holders):
        grid, after = problem.grids[item], problem.workers[holder]
        before = plan.current.get(grid)
        if before != after:
            now = problem.current[item]
            saved = None if now < 0 else _raw(problem, item, now) - _raw(problem, item, holder)
            reason = _reason(plan, before, saved, most)
            yield GridMove(grid, before=before, after=after, reason=reason, saved=saved)
        for rival in dict.fromkeys(plan.rivals.get(grid, ())):
            if rival not in (before, after):
                yield GridMove(grid, before=rival, after=after, reason=MoveReason.SECOND_IN_CHARGE)


def _reason(plan: Plan, before: str | None, saved: int | None, most: int) -> MoveReason:
    """Return why a grid is given to somebody else."""
    if before is None:
        return MoveReason.VACANT
    if saved is None:
        return MoveReason.NOT_ENTITLED
    load = load_of(plan.standing, before, on=plan.on)
    if load.findings():
        return MoveReason.RELIEVES
    if saved > 0:
        return MoveReason.NEARER
    return MoveReason.EVENS_OUT if load.grids > most else MoveReason.MAKES_ROOM


# ------------------------------------------------------------------------------ the postings


def _postings(plan: Plan, held: Mapping[str, str], postings: tuple[Posting, ...]) -> tuple[Posting, ...]:
    """Return all postings once grids are held so."""
    over, begun = set[Posting](), list[Posting]()
    for grid, worker in held.items():
        first = firsts(plan.standing, grid, on=plan.on)
        kept = next((each for each in first if each.worker == worker), None)
        over |= set(first) - {kept}
        if kept is None:
            over |= set(_deputies(plan, grid, worker))
            begun.append(_begun(plan, grid, worker))
    if not over and not begun:
        return postings
    ended = (_ended(each, plan.on) if each in over else each for each in postings)
    return in_order({*begun, *(each for each in ended if each is not None)})


def _deputies(plan: Plan, grid: str, worker: str) -> Iterator[Posting]:
    """Yield the postings as a deputy of somebody who is now first."""
    for each in plan.standing.served.get((grid, Duty.IN_CHARGE), ()):
        if each.worker == worker and each.rank and runs(each, plan.on):
            yield each


def _begun(plan: Plan, grid: str, worker: str) -> Posting:
    """Return the posting of somebody new, up to the next one that is already known."""
    known = plan.standing.served.get((grid, Duty.IN_CHARGE), ())
    later = (each.since for each in known if each.rank == 0 and each.since is not None)
    next_day = min((day for day in later if plan.on is not None and day > plan.on), default=None)
    return Posting(worker, grid, since=plan.on, until=next_day)


def _ended(posting: Posting, on: date | None) -> Posting | None:
    """Return a posting that ends on a day; none if it had not begun, or there is no day."""
    if on is None or posting.since == on:
        return None
    return attrs.evolve(posting, until=on)
