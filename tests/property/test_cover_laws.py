"""Laws of siting: the search finds what trying every choice finds, and no bound is ever beaten."""

from collections.abc import Callable, Iterator
from itertools import combinations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.space.bits import Planes, union_of
from communitygov.space.certificate import Status
from communitygov.space.cover import (
    CoverAnswer,
    CoverProblem,
    DistanceProblem,
    Engine,
    Search,
    maximal_cover,
    p_center,
    p_median,
    set_cover,
)
from communitygov.space.cover.highs import cover_program
from communitygov.space.cover.polish import state_of
from communitygov.space.cover.programme import programmed
from communitygov.space.cover.setting import Setting
from communitygov.testing.strategies.cover import (
    QUICK,
    STRATEGIES,
    cover_problems,
    distance_problems,
)

BRANCHING = Search(rounds=10, branches=500)
HIGHS = attrs.evolve(QUICK, engine=Engine.HIGHS)
counts = st.integers(0, 5)


def places(problem: CoverProblem | DistanceProblem) -> Iterator[tuple[int, ...]]:
    """Return every choice that holds what stands already."""
    every = range(len(problem.sites))
    stands = {at for at in every if problem.sites[at] in problem.fixed}
    for number in range(len(problem.sites) + 1):
        for chosen in combinations(every, number):
            if stands.issubset(chosen):
                yield chosen


def flow(problem: CoverProblem, chosen: tuple[int, ...]) -> int:
    """Return how much a choice serves: the least cut over all sets of sites."""
    planes = Planes(problem.weights)
    if not problem.capacities:
        return planes.count(union_of(problem.masks[at] for at in chosen))
    return min(
        sum(problem.capacities[at] for at in cut)
        + planes.count(union_of(problem.masks[at] for at in chosen if at not in cut))
        for number in range(len(chosen) + 1)
        for cut in combinations(chosen, number)
    )


def cost(problem: CoverProblem, chosen: tuple[int, ...]) -> int:
    """Return what a choice costs."""
    return sum(problem.costs[at] if problem.costs else 1 for at in chosen)


def of_answer(answer: CoverAnswer, problem: CoverProblem | DistanceProblem) -> tuple[int, ...]:
    """Return the places of the chosen sites."""
    return tuple(sorted(problem.sites.index(site) for site in answer.chosen))


def check_most(problem: CoverProblem, answer: CoverAnswer, best: int | None, value: int) -> None:
    """Check an answer against the best of all choices and its own value."""
    if best is None:
        assert answer.certificate.status is Status.INFEASIBLE
        assert len(answer.findings) == 1
        return
    assert answer.certificate.value == value == best
    assert answer.certificate.bound is not None
    assert answer.certificate.bound >= best
    assert problem.fixed.issubset(answer.chosen)


@given(problem=cover_problems(), number=counts)
def test_maximal_cover_finds_and_proves_the_best_of_all_choices(problem: CoverProblem, number: int) -> None:
    answer = maximal_cover(problem, sites=number, search=BRANCHING)
    best = max((flow(problem, each) for each in places(problem) if len(each) <= number), default=None)
    check_most(problem, answer, best, flow(problem, of_answer(answer, problem)))
    assert len(answer.chosen) <= number
    if not problem.capacities:
        assert best is None or answer.certificate.is_proved


@given(problem=cover_problems(), budget=st.integers(0, 30))
def test_maximal_cover_keeps_a_budget_and_finds_the_best(problem: CoverProblem, budget: int) -> None:
    answer = maximal_cover(problem, budget=budget, search=BRANCHING)
    best = max(
        (flow(problem, each) for each in places(problem) if cost(problem, each) <= budget), default=None
    )
    chosen = of_answer(answer, problem)
    check_most(problem, answer, best, flow(problem, chosen))
    assert best is None or cost(problem, chosen) <= budget


@given(problem=cover_problems())
def test_set_cover_finds_the_cheapest_choice_that_covers_all(problem: CoverProblem) -> None:
    answer = set_cover(problem, search=BRANCHING)
    total = problem.total
    if not problem.capacities:
        problem = attrs.evolve(problem, weights=[min(1, each) for each in problem.weights])
        total = problem.total
    best = min(
        (cost(problem, each) for each in places(problem) if flow(problem, each) == total), default=None
    )
    if best is None:
        assert answer.certificate.status is Status.INFEASIBLE
        return
    chosen = of_answer(answer, problem)
    assert flow(problem, chosen) == total
    assert answer.certificate.value == cost(problem, chosen) == best
    assert answer.certificate.bound is not None
    assert answer.certificate.bound <= best
    assert problem.fixed.issubset(answer.chosen)


def ways(problem: DistanceProblem, chosen: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the way of each point to the nearest of a choice, and its weight."""
    rows = [problem.ways[at] for at in chosen]
    return [(min(way), weight) for way, weight in zip(zip(*rows, strict=True), problem.weights, strict=True)]


def in_all(problem: DistanceProblem, chosen: tuple[int, ...]) -> int:
    """Return all ways together."""
    return sum(way * weight for way, weight in ways(problem, chosen))


def longest(problem: DistanceProblem, chosen: tuple[int, ...]) -> int:
    """Return the longest way of anybody."""
    return max((way for way, weight in ways(problem, chosen) if weight), default=0)


@pytest.mark.parametrize(
    ("ask", "measure"), [(p_median, in_all), (p_center, longest)], ids=["median", "center"]
)
@given(problem=distance_problems(), number=st.integers(1, 4))
def test_the_shortest_ways_are_found_and_never_beaten(
    ask: Callable[..., CoverAnswer],
    measure: Callable[[DistanceProblem, tuple[int, ...]], int],
    problem: DistanceProblem,
    number: int,
) -> None:
    answer = ask(problem, sites=number, search=BRANCHING)
    best = min((measure(problem, each) for each in places(problem) if 0 < len(each) <= number), default=None)
    if best is None:
        assert answer.certificate.status is Status.INFEASIBLE
        return
    assert answer.certificate.value == measure(problem, of_answer(answer, problem)) == best
    assert answer.certificate.bound is not None
    assert answer.certificate.bound <= best
    assert problem.fixed.issubset(answer.chosen)


@settings(max_examples=40, deadline=None)
@given(problem=cover_problems(), number=counts)
def test_the_solver_s_bound_is_the_best_of_all_choices(problem: CoverProblem, number: int) -> None:
    best = max((flow(problem, each) for each in places(problem) if len(each) <= number), default=None)
    if best is None:
        return
    sites = len(problem.sites)
    setting = Setting(
        problem.masks, problem.weights, (1,) * sites, number, problem.capacities, fixed(problem)
    )
    told = programmed(cover_program(setting.merged()), None, seconds=60)
    assert told.values is not None
    chosen = tuple(at for at, value in enumerate(told.values[:sites]) if value > 1 / 2)
    assert told.bound == flow(problem, chosen) == best
    assert set(fixed(problem)).issubset(chosen)
    assert not told.is_over


def fixed(problem: CoverProblem) -> list[int]:
    """Return the places of what stands already."""
    return [at for at, site in enumerate(problem.sites) if site in problem.fixed]


@given(problem=cover_problems(), number=counts)
def test_the_engine_with_the_solver_says_the_same(problem: CoverProblem, number: int) -> None:
    own, solver = (maximal_cover(problem, sites=number, search=each) for each in (BRANCHING, HIGHS))
    assert own.certificate.value == solver.certificate.value
    assert solver.certificate.status is not Status.FEASIBLE


@given(problem=cover_problems(capacities=False), number=counts)
def test_one_more_site_never_makes_the_best_worse(problem: CoverProblem, number: int) -> None:
    problem = attrs.evolve(problem, fixed=())
    fewer, more = (maximal_cover(problem, sites=each, search=BRANCHING) for each in (number, number + 1))
    assert fewer.certificate.value is not None
    assert more.certificate.value is not None
    assert fewer.certificate.value <= more.certificate.value
    if fewer.further is not None:
        assert more.certificate.value >= fewer.certificate.value + fewer.further.gain


@given(problem=cover_problems(), data=st.data())
def test_each_further_site_brings_ever_less(problem: CoverProblem, data: st.DataObject) -> None:
    chance = st.sets(st.sampled_from(range(len(problem.sites))))
    site = data.draw(st.sampled_from(range(len(problem.sites))))
    few = data.draw(chance) - {site}
    many = few | data.draw(chance) - {site}

    def value(sites: set[int]) -> int:
        return flow(problem, tuple(sorted(sites)))

    setting = Setting(problem.masks, problem.weights, (), 0, problem.capacities)
    worth = setting.merged().worth()
    small, large = (state_of(worth, sorted(each)) for each in (few, many))
    assert (worth.value(small), worth.value(large)) == (value(few), value(many))
    assert worth.gain(small, site) == value(few | {site}) - value(few)
    assert worth.gain(small, site) >= worth.gain(large, site) >= 0


@given(problem=cover_problems(), number=counts, seed=st.integers(0, 5))
def test_reasons_fit_the_answer(problem: CoverProblem, number: int, seed: int) -> None:
    answer = maximal_cover(problem, sites=number, search=attrs.evolve(QUICK, seed=seed))
    assert answer == maximal_cover(problem, sites=number, search=attrs.evolve(QUICK, seed=seed))
    chosen = of_answer(answer, problem)
    assert sum(role.gain for role in answer.roles) == (answer.certificate.value or 0)
    for role in answer.roles:
        at = problem.sites.index(role.site)
        without = tuple(each for each in chosen if each != at)
        assert role.lost == flow(problem, chosen) - flow(problem, without)
        assert role.served == flow(problem, (at,))
        if role.instead is not None:
            swapped = (*without, problem.sites.index(role.instead))
            assert role.instead_loss == flow(problem, chosen) - flow(problem, swapped) >= 0


@pytest.mark.parametrize("kind", STRATEGIES, ids=[kind.__name__ for kind in STRATEGIES])
@given(data=st.data())
def test_every_value_reads_back(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value
