"""Why somebody may not act in a grid: every condition that is not met, each with words and a remedy.

Who is posted at a grid may act there and in all that lies under it, unless the rule of the roster says
own grids only.  A deputy may act while nobody of an earlier rank can.
"""

from collections.abc import Iterator

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.span import runs
from communitygov.errors import Words
from communitygov.grid.posting.duty import Duty
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.standing import Asked, Standing

NOT_POSTED_HERE = Message(
    "NOT_POSTED_HERE",
    Words(
        "{worker} 未派驻网格 {grid}，也未派驻其上级网格（{duty}）",
        "{worker} is not posted at grid {grid} or above it ({duty})",
    ),
    Words("请派驻，或转给负责该网格的人", "post the worker there, or hand over to who serves the grid"),
)
POSTING_ENDED = Message(
    "POSTING_ENDED",
    Words(
        "{worker} 在网格 {grid} 的派驻已于 {until} 终止", "the posting of {worker} at {grid} ended on {until}"
    ),
    Words("请重新派驻", "post the worker again"),
)
POSTING_NOT_BEGUN = Message(
    "POSTING_NOT_BEGUN",
    Words(
        "{worker} 在网格 {grid} 的派驻自 {since} 起", "the posting of {worker} at {grid} begins on {since}"
    ),
    Words("请待 {since} 起", "wait for {since}"),
)
OTHER_MATTER = Message(
    "OTHER_MATTER",
    Words(
        "{worker} 在网格 {grid} 只负责：{matters}",
        "{worker} serves grid {grid} for these matters only: {matters}",
    ),
    Words("请转给负责该事项的人", "hand over to who serves it for this matter"),
)
OUTSIDE_COMMUNITY = Message(
    "OUTSIDE_COMMUNITY",
    Words(
        "网格 {grid} 不在 {worker} 的服务范围内：{communities}",
        "grid {grid} lies in none of the communities of {worker}: {communities}",
    ),
    Words(
        "请派本社区的人，或扩大其服务范围",
        "post somebody of the community, or widen where the worker may serve",
    ),
)
FIRST_IS_PRESENT = Message(
    "FIRST_IS_PRESENT",
    Words(
        "{worker} 为网格 {grid} 的替补，{first} 在岗",
        "{worker} is a deputy at grid {grid}, and {first} is there",
    ),
    Words("请由 {first} 办理", "let {first} act"),
)
WORKER_AWAY = Message(
    "WORKER_AWAY",
    Words("{worker} 不在岗", "{worker} is away"),
    Words("请由替补办理", "let the deputy act"),
)
WORKER_RECUSED = Message(
    "WORKER_RECUSED",
    Words("{worker} 须回避：{what}", "{worker} must keep out of {what}"),
    Words("请由替补办理", "let the deputy act"),
)


def is_met(standing: Standing, worker: str, *, grid: str, asked: Asked) -> bool:
    """Tell whether a worker may act in a grid: the same as that nothing is unmet, without saying it."""
    standing.worker(worker)
    standing.require_there(grid, asked.on)
    is_called = _is_called(standing, worker, grid, grid, asked) or any(
        _is_called(standing, worker, grid, at, asked) for at in standing.above(grid, on=asked.on)
    )
    return (
        is_called
        and standing.can_act(worker, code=grid, asked=asked)
        and standing.is_inside(worker, grid, on=asked.on)
    )


def _is_called(standing: Standing, worker: str, grid: str, at: str, asked: Asked) -> bool:
    """Tell whether a posting of a worker at one grid calls for that worker."""
    for each in standing.at(at, asked.duty):
        if (
            each.worker == worker
            and each.is_for(asked.matter)
            and runs(each, asked.on)
            and (not each.rank or _before(standing, each, grid, asked) is None)
        ):
            return True
    return False


def unmet(standing: Standing, worker: str, *, grid: str, asked: Asked) -> tuple[Finding, ...]:
    """Name every condition that keeps a worker from acting in a grid; none if the worker may."""
    standing.worker(worker)
    standing.require_there(grid, asked.on)
    places = {*standing.above(grid, on=asked.on), grid}
    postings = [
        each for each in standing.serving.get(worker, ()) if each.duty is asked.duty and each.grid in places
    ]
    of_each = [tuple(_of_posting(standing, each, grid, asked)) for each in postings]
    of_worker = tuple(_of_worker(standing, worker, grid, asked))
    if not postings:
        facts: dict[str, Detail] = {"worker": worker, "grid": grid, "duty": asked.duty.words}
        return (NOT_POSTED_HERE.finding(grid, facts), *of_worker)
    if () in of_each:
        return of_worker
    return (*dict.fromkeys(finding for findings in of_each for finding in findings), *of_worker)


def _of_posting(standing: Standing, posting: Posting, grid: str, asked: Asked) -> Iterator[Finding]:
    """Yield what one posting lacks."""
    facts = {"worker": posting.worker, "grid": posting.grid}
    if not runs(posting, asked.on):
        yield _of_days(posting, asked)
    if not posting.is_for(asked.matter):
        yield OTHER_MATTER.finding(grid, {**facts, "matters": ", ".join(sorted(posting.matters))})
    first = _before(standing, posting, grid, asked)
    if first is not None:
        yield FIRST_IS_PRESENT.finding(grid, {**facts, "first": first})


def _of_days(posting: Posting, asked: Asked) -> Finding:
    """Return that a posting is over, or yet to begin."""
    facts = {"worker": posting.worker, "grid": posting.grid}
    if posting.until is not None and asked.on is not None and posting.until <= asked.on:
        return POSTING_ENDED.finding(posting.grid, {**facts, "until": posting.until.isoformat()})
    return POSTING_NOT_BEGUN.finding(posting.grid, {**facts, "since": str(posting.since)})


def _before(standing: Standing, posting: Posting, grid: str, asked: Asked) -> str | None:
    """Return who of an earlier rank can act, so that this posting is not yet called on."""
    if asked.duty is not Duty.IN_CHARGE:
        return None
    earlier = (
        each.worker
        for each in standing.served[posting.grid, asked.duty]
        if each.rank < posting.rank and each.worker != posting.worker and _acts(standing, each, grid, asked)
    )
    return next(earlier, None)


def _acts(standing: Standing, posting: Posting, grid: str, asked: Asked) -> bool:
    """Tell whether a posting is for what is asked, and its worker can act."""
    return (
        posting.is_for(asked.matter)
        and runs(posting, asked.on)
        and standing.can_act(posting.worker, code=grid, asked=asked)
    )


def _of_worker(standing: Standing, worker: str, grid: str, asked: Asked) -> Iterator[Finding]:
    """Yield what keeps a worker out whatever the postings say."""
    known = standing.workers[worker]
    if not standing.is_inside(worker, grid, on=asked.on):
        facts = {"worker": worker, "grid": grid, "communities": ", ".join(sorted(known.communities))}
        yield OUTSIDE_COMMUNITY.finding(grid, facts)
    if standing.is_away(worker, asked.on):
        yield WORKER_AWAY.finding(worker, {"worker": worker})
    if standing.is_recused(worker, code=grid, asked=asked):
        yield WORKER_RECUSED.finding(
            worker, {"worker": worker, "what": _kept_from(standing, worker, grid, asked)}
        )


def _kept_from(standing: Standing, worker: str, grid: str, asked: Asked) -> str:
    """List what of the place and the matter a worker must keep out of."""
    here = {grid, asked.matter, *standing.hierarchy(asked.on).ancestors(grid)}
    return ", ".join(sorted(standing.workers[worker].recused_from & here))
