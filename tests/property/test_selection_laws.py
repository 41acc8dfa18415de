"""Laws of selections: every plan tried, no bound undercut, more money never worse, one seed one answer."""

from collections.abc import Mapping

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.selection_plans import best, best_of_many, breaches, town, worth

from communitygov.core.money import Money
from communitygov.space.audience import Population
from communitygov.space.certificate import Status
from communitygov.space.cover import CoverProblem, Search, maximal_cover
from communitygov.space.function import Side
from communitygov.space.funding import FundingSource
from communitygov.space.selection import Candidate, Catchments, FunctionModule, SelectionRule
from communitygov.space.selection.bound import SUM_BITS, Ascent
from communitygov.space.selection.draft import Draft
from communitygov.space.selection.highs import Highs
from communitygov.space.selection.milp import programmed
from communitygov.space.selection.outcome import Limit
from communitygov.space.selection.problem import SelectionProblem
from communitygov.space.selection.search import searched
from communitygov.space.selection.select import select
from communitygov.space.selection.selection import Selection
from communitygov.testing.strategies.cover import cover_problems
from communitygov.testing.strategies.selection import STRATEGIES, selection_problems

#: Towns of eight sites and three functions with money for a handful; one has no plan.
EIGHTS = (301, 302, 303, 304, 305, 307, 310)
TOWNS = [*((seed, 3) for seed in range(56)), *((seed, 4) for seed in range(100, 108))]


def value_of(chosen: Selection) -> int | None:
    """Return what a selection is worth; it must have a certificate."""
    assert chosen.certificate is not None
    value = chosen.certificate.value
    return None if value is None else int(value)


@pytest.mark.parametrize(("seed", "sites"), TOWNS)
def test_the_library_s_own_engine_proves_what_trying_every_plan_finds(seed: int, sites: int) -> None:
    problem = town(seed, sites=sites)
    chosen = select(problem, rounds=30)
    assert value_of(chosen) == best(problem)
    if chosen.is_found:
        assert chosen.certificate is not None
        assert chosen.certificate.is_proved
        assert breaches(problem, chosen.plan) == []
        assert worth(problem, chosen.plan) == value_of(chosen)
    else:
        assert chosen.findings


@pytest.mark.parametrize(("seed", "sites"), TOWNS)
def test_the_solver_proves_what_trying_every_plan_finds(seed: int, sites: int) -> None:
    problem = town(seed, sites=sites)
    expected = best(problem)
    if problem.findings():
        assert expected is None
        return
    model = problem.model()
    answer = programmed(model, None, seconds=60.0)
    assert (None if answer.plan is None else Draft(model, answer.plan).worth) == expected
    assert answer.is_infeasible == (expected is None)
    assert expected is None or answer.bound == expected


@pytest.mark.parametrize("seed", EIGHTS)
def test_every_plan_of_eight_sites_and_three_functions_agrees(seed: int) -> None:
    poor = town(seed, sites=8, points=16)
    sources = [attrs.evolve(each, amount=Money(3 * each.amount.fen)) for each in poor.sources]
    problem = attrs.evolve(poor, sources=sources, rule=attrs.evolve(poor.rule, most_sites=None))
    chosen = select(problem, rounds=60)
    assert value_of(chosen) == best_of_many(problem)
    assert chosen.certificate is not None
    assert chosen.certificate.status is not Status.FEASIBLE


@pytest.mark.parametrize("seed", range(12))
def test_trying_many_plans_by_beginnings_finds_what_trying_all_finds(seed: int) -> None:
    problem = town(seed, sites=3)
    assert best_of_many(problem) == best(problem)


@settings(max_examples=30)
@given(cover_problems(capacities=False), st.integers(0, 4))
def test_one_function_and_a_number_of_sites_is_maximal_cover(problem: CoverProblem, number: int) -> None:
    problem = attrs.evolve(problem, fixed=())
    library = FunctionModule(
        code="library", area=1, cost=Money(0), circle="near", side=Side.WELFARE, needs={"60plus": 1}
    )
    asked = SelectionProblem(
        [Candidate(site, area=1) for site in problem.sites],
        [library],
        catchments=Catchments.of(
            [Population.of({"60plus": weight}) for weight in problem.weights],
            {"near": dict(zip(problem.sites, problem.masks, strict=True))},
        ),
        sources=[FundingSource("fund", "资金", "money", amount=Money(0))],
        rule=SelectionRule(most_sites=number),
    )
    covered = maximal_cover(problem, sites=number, search=Search(rounds=10, branches=500)).certificate
    assert covered.is_proved
    assert value_of(select(asked, rounds=30)) == covered.value


@pytest.mark.parametrize("seed", range(200, 206))
def test_eight_sites_are_the_same_for_both_engines(seed: int) -> None:
    problem = town(seed, sites=8, points=40)
    own, solved = select(problem, rounds=60), select(problem, rounds=1, solver=Highs(60))
    assert value_of(own) == value_of(solved)
    assert own.certificate is not None
    assert own.certificate.status is not Status.FEASIBLE


@given(selection_problems(), st.integers(0, 6))
def test_a_plan_is_never_better_than_its_bound_and_keeps_every_rule(
    problem: SelectionProblem, rounds: int
) -> None:
    chosen = select(problem, rounds=rounds)
    if chosen.is_found:
        assert chosen.certificate is not None
        assert chosen.certificate.value is not None
        assert chosen.certificate.bound is not None
        assert chosen.certificate.value <= chosen.certificate.bound
        assert breaches(problem, chosen.plan) == []
        assert worth(problem, chosen.plan) == chosen.certificate.value
    else:
        assert chosen.findings


@pytest.mark.parametrize("seed", range(12))
def test_a_bound_after_few_rounds_is_still_one(seed: int) -> None:
    problem = town(seed, sites=4)
    found = best(problem)
    chosen = select(problem, rounds=1)
    if found is not None and chosen.certificate is not None:
        assert chosen.certificate.bound is not None
        assert chosen.certificate.bound >= found


@pytest.mark.parametrize("seed", range(24))
def test_more_money_never_lowers_the_proved_optimum(seed: int) -> None:
    problem = town(seed, sites=3)
    richer = attrs.evolve(
        problem, sources=[attrs.evolve(each, amount=each.amount + Money.yuan(3)) for each in problem.sources]
    )
    before, after = value_of(select(problem, rounds=30)), value_of(select(richer, rounds=30))
    assert before is None or (after is not None and after >= before)


@pytest.mark.determinism
@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_seed_gives_the_same_bytes(seed: int) -> None:
    problem = town(3, sites=8, points=40)
    assert select(problem, rounds=9, seed=seed).to_json() == select(problem, rounds=9, seed=seed).to_json()


@pytest.mark.parametrize("seed", range(30, 42))
def test_what_is_said_of_parts_adds_up(seed: int) -> None:
    problem = town(seed, sites=6, points=40)
    chosen = select(problem, rounds=20)
    if chosen.is_found:
        assert sum(each.worth for each in chosen.functions) == value_of(chosen)
        assert Money.total(chosen.spending().values()) == chosen.cost
        amounts = {each.code: each.amount for each in problem.sources}
        assert all(spent <= amounts[code] for code, spent in chosen.spending().items())
        for site in chosen.sites:
            rest = {code: put for code, put in chosen.plan.items() if code != site.site}
            assert worth(problem, rest) == worth(problem, chosen.plan) - site.missed
        for other in chosen.alternatives:
            plan: Mapping[str, tuple[str, ...]] = {
                **{code: put for code, put in chosen.plan.items() if code != other.site},
                other.instead: other.functions,
            }
            assert breaches(problem, plan) == []
            assert worth(problem, chosen.plan) - worth(problem, plan) == other.loss


@pytest.mark.parametrize("seed", range(40))
def test_what_more_money_buys_is_a_plan_with_more_money(seed: int) -> None:
    problem = town(seed, sites=4)
    chosen = select(problem, rounds=10)
    for margin in chosen.margins:
        if margin.site is not None and margin.limit is Limit.MONEY:
            more = {margin.sources[0]: Money(margin.more)}
            richer = attrs.evolve(
                problem,
                sources=[
                    attrs.evolve(each, amount=each.amount + more.get(each.code, Money(0)))
                    for each in problem.sources
                ],
            )
            there = chosen.plan.get(margin.site, ())
            plan = {**chosen.plan, margin.site: (*there, *margin.functions)}
            assert breaches(richer, plan) == []
            assert worth(problem, plan) == worth(problem, chosen.plan) + margin.buys


@pytest.mark.parametrize("seed", range(20))
def test_a_wider_limit_raises_the_bound_of_the_same_prices_by_its_price(seed: int) -> None:
    problem = town(seed, sites=4)
    chosen = select(problem, rounds=10)
    model = problem.model()
    prices = searched(model, rounds=10, seed=0).prices
    for at, margin in enumerate(chosen.margins):
        row = model.rows[at]
        if margin.limit is Limit.SITES:
            rows = (*model.rows[:at], row._replace(limit=row.limit + 1), *model.rows[at + 1 :])
            wider = Ascent(attrs.evolve(model, rows=rows), 0).ask(prices).bound
            assert (wider - Ascent(model, 0).ask(prices).bound) >> SUM_BITS == margin.price


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
def test_every_value_is_read_back_from_its_document(kind: type) -> None:
    @settings(max_examples=15)
    @given(STRATEGIES[kind]())
    def law(value: Selection) -> None:
        assert kind.from_document(value.to_document()) == value  # type: ignore[attr-defined]
        assert kind.from_json(value.to_json()) == value  # type: ignore[attr-defined]

    law()
