"""The search for sites: its rounds, its seconds, its solver, and what it claims."""

import subprocess
import sys
from random import Random

import attrs
import pytest
from tests.unit.space.cover.siting import quarter, scattered, street

from communitygov.errors import InvalidValue, MissingExtra
from communitygov.space.certificate import Progress, Status, Stop
from communitygov.space.cover import (
    CoverProblem,
    DistanceProblem,
    Engine,
    Search,
    maximal_cover,
    p_center,
    p_median,
    set_cover,
)
from communitygov.space.cover.programme import Program, Solved
from communitygov.space.cover.relaxation import Lead, Pace, Relaxation
from communitygov.space.cover.score import cover_task

HIGHS = Search(rounds=5, engine=Engine.HIGHS)


def tangled(sites: int = 40, points: int = 120) -> CoverProblem:
    """Return a problem whose bound leaves a gap."""
    chance = Random(5)  # noqa: S311
    covers = [sorted(chance.sample(range(points), 14)) for _ in range(sites - 1)]
    return CoverProblem(
        sites=[f"s{at:02}" for at in range(sites)],
        points=[f"p{at:03}" for at in range(points)],
        covers=[*covers, sorted(set(range(points)).difference(*covers) | {0})],
        weights=[chance.randint(1, 9) for _ in range(points)],
    )


def far_apart(sites: int = 20, points: int = 60) -> DistanceProblem:
    """Return ways that follow no rule."""
    chance = Random(8)  # noqa: S311
    return DistanceProblem(
        sites=[f"s{at:02}" for at in range(sites)],
        points=[f"p{at:02}" for at in range(points)],
        distances=[[chance.randint(1, 200) for _ in range(points)] for _ in range(sites)],
        weights=[chance.randint(1, 9) for _ in range(points)],
    )


def test_a_search_tells_its_rounds_and_can_be_stopped() -> None:
    told: list[Progress] = []
    answer = maximal_cover(
        scattered(), sites=4, search=Search(progress=told.append, stop=lambda: len(told) >= 3)
    )
    assert [each.round for each in told] == [1, 2, 3]
    assert answer.certificate.rounds == 3
    assert answer.certificate.stop in (Stop.CALLER, Stop.PROVED)
    assert answer.certificate.bound is not None
    whole: list[Progress] = []
    maximal_cover(scattered(), sites=4, search=Search(rounds=30, progress=whole.append))
    assert any(each.bound is not None for each in whole)
    assert all(each.round <= each.rounds for each in whole)


def test_without_rounds_nothing_is_claimed_that_is_not_known() -> None:
    idle = Search(rounds=0, branches=0)
    answers = (
        maximal_cover(tangled(), sites=6, search=idle),
        set_cover(tangled(), search=idle),
        p_median(far_apart(), sites=4, search=idle),
        p_center(far_apart(), sites=4, search=idle),
    )
    for answer in answers:
        assert answer.certificate.status is Status.FEASIBLE
        assert answer.certificate.stop is Stop.ROUNDS
        assert answer.certificate.gap


def test_a_stopped_search_says_so() -> None:
    stopped = Search(stop=lambda: True)
    answers = (
        maximal_cover(tangled(), sites=6, search=stopped),
        set_cover(tangled(), search=stopped),
        p_median(far_apart(), sites=4, search=stopped),
        p_center(far_apart(), sites=4, search=stopped),
        maximal_cover(tangled(), sites=6, search=attrs.evolve(stopped, engine=Engine.HIGHS)),
    )
    for answer in answers:
        assert answer.certificate.stop is Stop.CALLER
        assert answer.certificate.rounds == 1


def test_asking_for_less_may_find_a_cheaper_cover() -> None:
    first, second = (set_cover(tangled(), search=Search(rounds=0, branches=each)) for each in (0, 300))
    assert (first.certificate.value, second.certificate.value) == (20, 18)
    assert second.certificate.is_proved


def test_more_rounds_tell_more() -> None:
    idle, busy = Search(rounds=0, branches=0), Search(rounds=200, branches=100)
    for ask in (set_cover, lambda problem, search: maximal_cover(problem, sites=6, search=search)):
        first, second = ask(tangled(), search=idle).certificate, ask(tangled(), search=busy).certificate
        assert (second.gap or 0) < (first.gap or 0)
    first, second = (p_center(far_apart(), sites=4, search=each).certificate for each in (idle, busy))
    assert (second.gap or 0) < (first.gap or 0)


def test_the_solver_answers_all_questions_alike() -> None:
    small = attrs.evolve(quarter(), capacities=(50, 70, 30, 60))
    for problem in (quarter(), small):
        own, solver = maximal_cover(problem, sites=2), maximal_cover(problem, sites=2, search=HIGHS)
        assert own.certificate.value == solver.certificate.value
        assert solver.certificate.is_proved
    assert set_cover(scattered(), search=HIGHS).certificate.is_proved
    assert p_center(street(), sites=2, search=HIGHS).certificate.value == 400
    median = p_median(street(), sites=1, search=HIGHS)
    assert (median.certificate.value, median.certificate.is_proved) == (15_000, True)
    assert median.certificate.engine == "standard"


def far_weights() -> DistanceProblem:
    """Return ways whose sums are above a thousand million."""
    chance = Random(1)  # noqa: S311
    return DistanceProblem(
        sites=[f"s{at}" for at in range(10)],
        points=[f"p{at}" for at in range(40)],
        distances=[[chance.randint(1, 300_000) for _ in range(40)] for _ in range(10)],
        weights=[chance.randint(1, 900) for _ in range(40)],
    )


def test_the_solver_proves_no_less_than_the_library_s_own_engine() -> None:
    own, solver = (p_median(far_weights(), sites=3, search=each).certificate for each in (Search(), HIGHS))
    assert own.is_proved
    assert (solver.value, solver.bound) == (own.value, own.bound)
    heavy = attrs.evolve(tangled(), weights=[each * 1_000_000 for each in tangled().weights])
    idle = Search(rounds=1, branches=0, engine=Engine.HIGHS)
    asked = maximal_cover(heavy, sites=4, search=idle).certificate
    assert (asked.engine, asked.is_proved) == ("highs", True)


def late(program: Program, start: object, *, seconds: float, seed: int) -> Solved:  # noqa: ARG001
    """Answer nothing, at the end of the time."""
    return Solved(None, None, is_infeasible=False, is_over=True, seconds=seconds)


def test_a_solver_out_of_time_says_so_and_shares_its_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def slow(program: Program, start: object, *, seconds: float, seed: int) -> Solved:
        given.append(seconds)
        return late(program, start, seconds=seconds / 2, seed=seed)

    monkeypatch.setattr("communitygov.space.cover.solving.programmed", slow)
    search = Search(rounds=0, branches=0, seconds=9, engine=Engine.HIGHS)
    for ask in (
        lambda: maximal_cover(tangled(), sites=6, search=search),
        lambda: set_cover(tangled(), search=search),
        lambda: p_center(far_apart(), sites=4, search=search),
    ):
        certificate = ask().certificate
        assert (certificate.engine, certificate.is_proved) == ("highs", False)
        assert certificate.stop is Stop.TIME
        assert sum(given) <= 2 * 9
        given.clear()


def test_less_than_a_second_is_not_given_to_the_solver() -> None:
    search = Search(seconds=5, engine=Engine.HIGHS)
    assert search.after(2.5).seconds == 2
    assert search.after(4.5).engine is Engine.STANDARD


def test_progress_tells_ways_as_lengths() -> None:
    seen: list[Progress] = []
    p_median(far_apart(), sites=4, search=Search(rounds=20, branches=5, progress=seen.append))
    assert seen[0].value > 0
    assert all(each.bound is None or 0 <= each.bound <= each.value for each in seen)


def test_the_extra_is_named_where_the_solver_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(MissingExtra):
        maximal_cover(quarter(), sites=1, search=HIGHS)


@pytest.mark.parametrize("change", [{"rounds": -1}, {"engine": "highs"}, {"stop": 7}, {"seconds": 0}])
def test_a_search_that_makes_no_sense_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(Search(), **change)


@pytest.mark.parametrize("budget", [0, 1])
def test_a_bound_without_points_goes_nowhere(budget: int) -> None:
    relaxation = Relaxation(cover_task([0], [], costs=[1], budget=budget))
    look = relaxation.descend(relaxation.whole(), Lead(-1, -1), pace=Pace(5, 1.0, 2))
    assert look.ceiling == 0


@pytest.mark.determinism
def test_the_same_seed_gives_the_same_bytes() -> None:
    program = (
        "from communitygov.space.cover import *\n"
        "covers = [[at for at in range(60) if (at * 7 + site * 11) % 29 < 6] for site in range(14)]\n"
        "problem = CoverProblem(sites=[f's{at}' for at in range(14)], points=[f'p{at}' for at in range(60)],"
        " covers=covers, weights=[at * 37 % 23 + 1 for at in range(60)])\n"
        "search = Search(rounds=60, branches=5, seed=3)\n"
        "print(maximal_cover(problem, sites=4, search=search).to_json())\n"
        "print(set_cover(problem, search=search).to_json())\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1
    assert said.pop().count(b"cover-answer") == 2
