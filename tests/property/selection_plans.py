"""Every plan of a small problem, from the plainest code, and what a plan must keep, from its rules."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, combinations, product
from random import Random

from communitygov.core.money import Money
from communitygov.space.audience.population import Population
from communitygov.space.function.side import Side
from communitygov.space.funding.source import FundingSource
from communitygov.space.selection.candidate import Candidate, FunctionModule
from communitygov.space.selection.catchments import Catchments
from communitygov.space.selection.problem import SelectionProblem
from communitygov.space.selection.rule import CoverageFloor, SelectionRule

Plan = Mapping[str, tuple[str, ...]]


def _of_a_site(problem: SelectionProblem, each: Candidate, new: set[str]) -> Iterator[str]:
    """Yield the rules that a renovated site breaks, or one that is too small."""
    rule, modules, there = problem.rule, {m.code: m for m in problem.modules}, {*each.existing, *new}
    taken = sum(modules[code].area for code in there)
    good = sum(modules[code].area for code in there if modules[code].side is Side.WELFARE)
    if taken > each.area:
        yield "area"
    if new & each.existing or (each.functions and not new <= each.functions):
        yield "functions"
    if any({one, other} <= there for one, other in rule.apart):
        yield "apart"
    if new and any(one in there and other not in there for one, other in rule.together):
        yield "together"
    if new and good < rule.welfare_share_per_site * taken:
        yield "welfare of a site"


def breaches(problem: SelectionProblem, plan: Plan) -> list[str]:
    """Return the rules that a plan breaks."""
    rule, modules = problem.rule, {each.code: each for each in problem.modules}
    whole = {each.id: {*each.existing, *plan.get(each.id, ())} for each in problem.candidates}
    found = [
        broken
        for each in problem.candidates
        for broken in _of_a_site(problem, each, set(plan.get(each.id, ())))
    ]
    there = [modules[code] for codes in whole.values() for code in codes]
    welfare = sum(each.area for each in there if each.side is Side.WELFARE)
    if welfare < rule.welfare_share * sum(each.area for each in there):
        found.append("welfare")
    if rule.most_sites is not None and sum(map(bool, plan.values())) > rule.most_sites:
        found.append("sites")
    found += ["floor" for floor in rule.floors if _covered(problem, whole, floor.function) < floor.people]
    return found if _is_payable(problem, plan) else [*found, "money"]


def _points(problem: SelectionProblem, whole: Mapping[str, set[str]], code: str) -> set[int]:
    """Return the demand points that have a function within its circle."""
    circle = next(each.circle for each in problem.modules if each.code == code)
    masks = problem.catchments.masks(circle)
    return {
        at
        for at in range(len(problem.catchments.people))
        for site, there in whole.items()
        if code in there and masks.get(site, 0) >> at & 1
    }


def _covered(problem: SelectionProblem, whole: Mapping[str, set[str]], code: str) -> int:
    """Return how many people in need have a function."""
    bands = dict(next(each.needs for each in problem.modules if each.code == code))
    points = _points(problem, whole, code)
    return sum(problem.catchments.people[at].weighted(dict.fromkeys(bands, 1)) for at in points)


def worth(problem: SelectionProblem, plan: Plan) -> int:
    """Return what a plan is worth."""
    whole = {each.id: {*each.existing, *plan.get(each.id, ())} for each in problem.candidates}
    return sum(
        problem.catchments.people[at].weighted(dict(module.needs))
        for module in problem.modules
        for at in _points(problem, whole, module.code)
    )


def _is_payable(problem: SelectionProblem, plan: Plan) -> bool:
    """Tell by Hall's condition whether a plan can be paid: no kinds cost more than their payers have."""
    modules, spent = {each.code: each for each in problem.modules}, dict[str, int]()
    for each in problem.candidates:
        new = plan.get(each.id, ())
        items = [(modules[code].kind, modules[code].cost.fen) for code in new]
        if new:
            items.append((problem.rule.renovation_kind, each.renovation.fen))
        for kind, fen in items:
            spent[kind] = spent.get(kind, 0) + fen
    for kinds in chain.from_iterable(combinations(spent, size) for size in range(1, len(spent) + 1)):
        payers = [source for source in problem.sources if any(map(source.may_pay, kinds))]
        if sum(spent[kind] for kind in kinds) > sum(source.amount.fen for source in payers):
            return False
    return True


def plans(problem: SelectionProblem) -> Iterator[Plan]:
    """Yield every plan, broken ones too."""
    ways = [
        [
            tuple(new)
            for size in range(len(problem.modules) + 1)
            for new in combinations([m.code for m in problem.modules if m.code not in each.existing], size)
        ]
        for each in problem.candidates
    ]
    for chosen in product(*ways):
        yield {each.id: new for each, new in zip(problem.candidates, chosen, strict=True) if new}


def best(problem: SelectionProblem) -> int | None:
    """Return what the best plan is worth; none if there is none."""
    return max((worth(problem, plan) for plan in plans(problem) if not breaches(problem, plan)), default=None)


def best_of_many(problem: SelectionProblem) -> int | None:
    """Return what the best plan is worth, every plan tried but those that a beginning rules out.

    A beginning rules out all that goes on from it if a site of it breaks a rule, if it cannot be paid, if it
    renovates too many sites, or if putting everything into all further sites would not be worth more.
    """
    codes = [module.code for module in problem.modules]
    legal = [
        [
            tuple(new)
            for size in range(len(codes) + 1)
            for new in combinations([code for code in codes if code not in each.existing], size)
            if not list(_of_a_site(problem, each, set(new)))
        ]
        for each in problem.candidates
    ]
    sites = [each.id for each in problem.candidates]
    found: int | None = None

    def try_from(at: int, plan: Plan) -> None:
        nonlocal found
        if problem.rule.most_sites is not None and len(plan) > problem.rule.most_sites:
            return
        if not _is_payable(problem, plan):
            return
        everything = {**plan, **dict.fromkeys(sites[at:], tuple(codes))}
        if found is not None and worth(problem, everything) <= found:
            return
        if at < len(sites):
            for new in reversed(legal[at]):
                try_from(at + 1, {**plan, sites[at]: new} if new else plan)
        elif not breaches(problem, plan):
            found = worth(problem, plan)

    try_from(0, {})
    return found


_KINDS = ("works", "fittings", "renovation")
_BANDS = ("0-2", "18-34", "60plus")


def town(seed: int, *, sites: int, functions: int = 3, points: int = 24) -> SelectionProblem:
    """Return a small town in which every rule may bind: some have no plan."""
    chance = Random(seed)  # noqa: S311  a town, no secret
    codes = [f"f{at}" for at in range(functions)]
    names = [f"s{at}" for at in range(sites)]
    modules = [
        FunctionModule(
            code=code,
            area=chance.randint(2, 9),
            cost=Money.yuan(chance.randint(0, 9)),
            circle=chance.choice(("5min", "15min")),
            side=chance.choice((Side.WELFARE, Side.QUALITY)),
            needs={band: chance.randint(1, 3) for band in chance.sample(_BANDS, chance.randint(1, 3))},
            kind=chance.choice(_KINDS),
        )
        for code in codes
    ]
    near = {name: sum(1 << at for at in range(points) if chance.random() < 0.2) for name in names}
    wide = {
        name: near[name] | sum(1 << at for at in range(points) if chance.random() < 0.2) for name in names
    }
    people = [Population.of({band: chance.randint(0, 9) for band in _BANDS}) for _ in range(points)]
    pairs = [(one, other) for one in codes for other in codes if one != other]
    rule = SelectionRule(
        apart=chance.sample(pairs, chance.randint(0, min(1, len(pairs)))),
        together=chance.sample(pairs, chance.randint(0, min(1, len(pairs)))),
        welfare_share=chance.choice((Fraction(0), Fraction(1, 3), Fraction(1, 2))),
        welfare_share_per_site=chance.choice((Fraction(0), Fraction(0), Fraction(1, 4))),
        most_sites=chance.choice((None, None, 1, 2, 3)),
        floors=[
            CoverageFloor(code, people=chance.randint(1, 60))
            for code in chance.sample(codes, chance.choice((0, 0, 1)))
        ],
    )
    return SelectionProblem(
        [
            Candidate(
                name,
                area=chance.randint(3, 20),
                renovation=Money.yuan(chance.randint(0, 6)),
                functions=chance.sample(codes, chance.choice((0, 0, len(codes) - 1))),
                existing=chance.sample(codes, chance.choice((0, 0, 0, 0, 0, 0, 0, 1))),
            )
            for name in names
        ],
        modules,
        catchments=Catchments.of(people, {"5min": near, "15min": wide}),
        sources=[
            FundingSource(
                "fund", "保障资金", "funds", amount=Money.yuan(chance.randint(2, 14)), pays=_KINDS[:2]
            ),
            FundingSource(
                "gift", "企业捐赠", "gifts", amount=Money.yuan(chance.randint(0, 8)), pays=_KINDS[1:]
            ),
            FundingSource("own", "居民自筹", "raised", amount=Money.yuan(chance.randint(0, 4))),
        ],
        rule=rule,
    )
