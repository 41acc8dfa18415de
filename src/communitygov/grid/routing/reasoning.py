"""Why a report went where it went, who hears of it, and which posts on the way up are vacant.

Explanations are values with words in both languages, in the order of what was decided; what is wrong is a
finding beside them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.forest import listed
from communitygov.errors import Words
from communitygov.grid.routing.climb import Climb, Held, Post
from communitygov.grid.routing.dispatch import Because, Rule
from communitygov.grid.routing.placement import Placement
from communitygov.grid.routing.policy import Informed
from communitygov.grid.routing.report import Report

REPORT_NOWHERE = Message(
    "REPORT_NOWHERE",
    Words(
        "报告 {report} 无法落到任何网格，无人可派",
        "report {report} lies in no grid that is known; nobody has it",
    ),
    Words("请核实地点后重新派单", "find out where it lies and dispatch it again"),
)
ROUTE_GRID_VACANT = Message(
    "ROUTE_GRID_VACANT",
    Words(
        "网格 {grid} 无可办理“{matter}”的责任人",
        "the grid {grid} has nobody in charge who may act in {matter}",
    ),
    Words("请为 {grid} 配备责任人", "post somebody to {grid}"),
)
ROUTE_GRID_RECUSED = Message(
    "ROUTE_GRID_RECUSED",
    Words(
        "网格 {grid} 的责任人均须回避：{workers}", "all who are in charge of {grid} are recused: {workers}"
    ),
    Words("由上级网格办理；请为 {grid} 增配副责任人", "the grid above has it; post a deputy to {grid}"),
)
ROUTE_TIER_WITHOUT_GRID = Message(
    "ROUTE_TIER_WITHOUT_GRID",
    Words(
        "网格 {grid} 之上没有“{tier}”所对应的网格，由其上级代行",
        'no grid at or above {grid} is one of the tier "{tier}"; the next one above stands in',
    ),
    Words("请核对网格层级与方案", "check the levels of the grids, or the policy"),
)
ROUTE_TIER_SAME_WORKER = Message(
    "ROUTE_TIER_SAME_WORKER",
    Words(
        "“{tier}”与“{below}”同由 {worker} 负责，逾期上报仍归其本人",
        'the tiers "{below}" and "{tier}" both have {worker}: what is overdue goes up to the same worker',
    ),
    Words("请为其中一级另配责任人", "post somebody else at one of the two"),
)
ROUTE_NOBODY = Message(
    "ROUTE_NOBODY",
    Words(
        "报告 {report} 无责任人：{grids} 均无人可派",
        "nobody is responsible for report {report}: none of {grids} has anybody to take it",
    ),
    Words("请至少为其中一级配备责任人", "post somebody to one of them at least"),
)


def moved(old: str, codes: Sequence[str]) -> Because:
    """Say what became of the grid in which a report lay."""
    now = listed(codes) if codes else Words("—", "none")
    words = Words(f"原网格 {old} 现为 {now.zh}", f"what was the grid {old} is now {now.en}")
    return Because(Rule.MOVED, words)


def located(placement: Placement) -> Iterator[Because]:
    """Say where each way leads."""
    for way, codes in placement.ways:
        grids = listed(codes)
        yield Because(Rule.LOCATED, Words(f"按{way.zh}：{grids.zh}", f"by its {way.en}: {grids.en}"))


def chosen(placement: Placement) -> Iterator[Because]:
    """Say which of several grids was chosen."""
    first, *others = placement.candidates
    if others:
        rest, verb = listed(others), "is" if len(others) == 1 else "are"
        words = Words(f"暂按 {first}；另有 {rest.zh}", f"{first} for now; {rest.en} {verb} in question too")
        yield Because(Rule.CHOSEN, words)


def taken(
    way: Climb, held: Held | None, *, left_out: Callable[[str], Iterable[Because]]
) -> Iterator[Because]:
    """Say who has it; whoever comes before on the way there was passed over.

    `left_out` says of a grid whom the roster itself does not count on, and why.
    """
    for post in way.rungs[0].posts:
        yield from left_out(post.grid)
        for worker in post.chain:
            if held and (worker, post.grid) == (held.worker, held.grid):
                words = Words(f"{post.grid} 由 {worker} 负责", f"{worker} is in charge of {post.grid}")
                yield Because(Rule.RESPONSIBLE, words)
                return
            yield Because(Rule.RECUSED, Words(f"{worker} 须回避", f"{worker} is recused and passed over"))
        yield Because(Rule.VACANT, Words(f"{post.grid} 无人可派", f"{post.grid} has nobody to take it"))


def informed(way: Climb, held: Held | None, *, passed_over: Collection[str]) -> tuple[str, ...]:
    """Return who hears of a report: deputies, then those in charge above, each once."""
    found: list[str] = []
    if held and Informed.DEPUTIES in way.policy.informs:
        found += held.deputies
    if Informed.ABOVE in way.policy.informs:
        left = ([worker for worker in post.chain if worker not in passed_over] for post in way.above)
        found += (workers[0] for workers in left if workers)
    return tuple(worker for worker in dict.fromkeys(found) if not held or worker != held.worker)


def vacancies(report: Report, way: Climb, *, passed_over: Collection[str]) -> Iterator[Finding]:
    """Name tiers without a grid, grids where nobody can take it, and a report that nobody has."""
    empty: dict[str, Finding] = {}
    for rung in way.rungs:
        if rung.grid is None:
            details: dict[str, Detail] = {"grid": way.path[-1], "tier": rung.tier.words}
            yield ROUTE_TIER_WITHOUT_GRID.finding(report.id, details)
        for post in rung.posts:
            if any(worker not in passed_over for worker in post.chain):
                break
            empty[post.grid] = _vacancy(report, post)
    yield from empty.values()
    if way.rungs[0].held(passed_over) is None:
        grids = listed([post.grid for post in way.rungs[0].posts] or way.path[-1:])
        yield ROUTE_NOBODY.finding(report.id, {"report": report.id, "grids": grids})


def repeated(report: Report, way: Climb, *, held: Sequence[Held | None]) -> Iterator[Finding]:
    """Name each tier that has the same worker as the one below it."""
    for (below, one), (tier, other) in pairwise(zip(way.rungs, held, strict=True)):
        if one and other and one.worker == other.worker:
            details: dict[str, Detail] = {"below": below.tier.words, "tier": tier.tier.words}
            yield ROUTE_TIER_SAME_WORKER.finding(report.id, {**details, "worker": one.worker})


def _vacancy(report: Report, post: Post) -> Finding:
    """Name a grid where nobody can take a report, for want of anybody or because all are recused."""
    if post.chain:
        details: dict[str, Detail] = {"grid": post.grid, "workers": listed(post.chain)}
        return ROUTE_GRID_RECUSED.finding(report.id, details)
    return ROUTE_GRID_VACANT.finding(report.id, {"grid": post.grid, "matter": report.matter})
