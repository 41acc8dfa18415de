"""Which rule binds where there is no plan: the one without which there is.

Each rule is left out in turn and the rest is searched for a short while; the area of a site is left out by
making it large.  A rule is named only if a plan was found without it; where none alone is to blame, all are
named together.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import attrs

from communitygov.core.finding import Finding, Message
from communitygov.core.money import Money
from communitygov.errors import Words
from communitygov.space.certificate import Stop
from communitygov.space.selection.candidate import MOST_AREA
from communitygov.space.selection.model import Model
from communitygov.space.selection.outcome import Limit
from communitygov.space.selection.problem import SelectionProblem
from communitygov.space.selection.search import Found, searched

#: Rounds for which the rest is searched.
_ROUNDS = 3
#: Up to so many pairs and sites each is left out by itself; above, all of a kind together.
_MOST_ALONE = 12

NO_PLAN_WITH_RULE = Message(
    "NO_PLAN_WITH_RULE",
    Words("{rule}不可能与其他规则同时满足", "{rule} cannot be kept together with the other rules"),
    Words("请放宽{rule}，或放宽其余规则之一", "relax {rule}, or one of the others"),
)
NO_PLAN_FOUND = Message(
    "NO_PLAN_FOUND",
    Words(
        "{rounds} 轮内未找到满足“{rule}”的方案，亦未证明没有；{ended}",
        "in {rounds} rounds no plan was found that keeps {rule}; none is excluded; {ended}",
    ),
    Words("请增加轮数，或使用求解器", "give it more rounds, or a solver"),
)


class _Left(NamedTuple):
    """A rule by its subject and name, and the problem without it."""

    subject: str
    name: Words
    problem: SelectionProblem


def _floors(problem: SelectionProblem) -> Iterator[_Left]:
    """Yield the floors."""
    for floor in problem.rule.floors:
        rest = [each for each in problem.rule.floors if each != floor]
        name = Words(
            f"{floor.function} 至少覆盖 {floor.people} 人的下限",
            f"the floor of {floor.people} people for {floor.function}",
        )
        yield _Left(floor.function, name, _with_rule(problem, "floors", rest))


def _whole(problem: SelectionProblem) -> Iterator[_Left]:
    """Yield money, the number of sites, and the shares of welfare."""
    rule = problem.rule
    costless = attrs.evolve(
        problem,
        candidates=[attrs.evolve(each, renovation=Money(0)) for each in problem.candidates],
        modules=[attrs.evolve(each, cost=Money(0)) for each in problem.modules],
    )
    limits = {
        Limit.MONEY: (True, costless),
        Limit.SITES: (rule.most_sites is not None, _with_rule(problem, "most_sites", None)),
        Limit.WELFARE: (bool(rule.welfare_share), _with_rule(problem, "welfare_share", Fraction(0))),
    }
    for limit, (is_there, rest) in limits.items():
        if is_there:
            yield _Left(limit.value, Words(f"{limit.zh}的限制", f"the limit on {limit.en}"), rest)
    if rule.welfare_share_per_site:
        name = Words("每处公益普惠比例的限制", "the share of public welfare of each site")
        rest = _with_rule(problem, "welfare_share_per_site", Fraction(0))
        yield _Left("welfare-per-site", name, rest)


def _pairs(problem: SelectionProblem) -> Iterator[_Left]:
    """Yield what may not be under one roof, and what needs what."""
    said = {
        "apart": ("不可同处", "that {} may not be under one roof"),
        "together": ("须相伴", "that {} must be together"),
    }
    for field, (zh, en) in said.items():
        pairs = getattr(problem.rule, field)
        if not pairs:
            continue
        if len(pairs) > _MOST_ALONE:
            name = Words(f"功能{zh}的规则", en.format("some functions"))
            yield _Left(field, name, _with_rule(problem, field, ()))
            continue
        for pair in pairs:
            name = Words(f"{pair[0]} 与 {pair[1]} {zh}的规则", en.format(" and ".join(pair)))
            rest = [each for each in pairs if each != pair]
            yield _Left(field, name, _with_rule(problem, field, rest))


def _areas(problem: SelectionProblem) -> Iterator[_Left]:
    """Yield the areas of the sites."""
    sites = problem.candidates
    if len(sites) > _MOST_ALONE:
        name = Words("各点位的面积", "the areas of the sites")
        wide = [attrs.evolve(each, area=MOST_AREA) for each in sites]
        yield _Left("area", name, attrs.evolve(problem, candidates=wide))
        return
    for site in sites:
        wide = [attrs.evolve(each, area=MOST_AREA) if each == site else each for each in sites]
        name = Words(f"{site.id} 的面积", f"the area of {site.id}")
        yield _Left(site.id, name, attrs.evolve(problem, candidates=wide))


def _with_rule(problem: SelectionProblem, field: str, value: Any) -> SelectionProblem:  # noqa: ANN401  any field
    """Return a problem with another value in its rule."""
    return attrs.evolve(problem, rule=attrs.evolve(problem.rule, **{field: value}))


def blamed(problem: SelectionProblem, found: Found) -> tuple[Finding, ...]:
    """Name the rules without which there is a plan; all of the whole if none alone is to blame."""
    whole = [*_floors(problem), *_whole(problem)]
    alone = [each for each in (*whole, *_pairs(problem), *_areas(problem)) if _has_plan(each.problem.model())]
    if found.stop is Stop.PROVED:
        return tuple(NO_PLAN_WITH_RULE.finding(each.subject, {"rule": each.name}) for each in alone or whole)
    return tuple(
        NO_PLAN_FOUND.finding(
            each.subject, {"rule": each.name, "rounds": found.rounds, "ended": found.stop.words}
        )
        for each in alone or whole
    )


def _has_plan(model: Model) -> bool:
    """Tell whether a short search finds a plan."""
    return searched(model, rounds=_ROUNDS, seed=0).worth is not None
