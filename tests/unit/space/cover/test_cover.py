"""Siting: what is asked, what is answered, what is refused and why."""

import subprocess
import sys
from fractions import Fraction
from random import Random
from typing import Any

import attrs
import pytest

from communitygov.errors import InvalidValue, MissingExtra, UnknownName
from communitygov.space.certificate import Progress, Status, Stop
from communitygov.space.cover import (
    CoverProblem,
    DistanceProblem,
    Engine,
    Question,
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


def quarter() -> CoverProblem:
    """Four sites, four points; the shed and the court overlap."""
    return CoverProblem.of(
        {"court": ["b1", "b2"], "shed": ["b2", "b3"], "roof": ["b4"], "yard": ["b3"]},
        weights={"b1": 40, "b2": 25, "b3": 60, "b4": 30},
    )


def street() -> DistanceProblem:
    """Return three sites and four points along a street."""
    return DistanceProblem(
        sites=("west", "middle", "east"),
        points=("a", "b", "c", "d"),
        distances=([0, 100, 500, 900], [500, 400, 0, 400], [900, 800, 400, 0]),
        weights=(10, 20, 30, 5),
    )


def scattered(sites: int = 14, points: int = 60) -> CoverProblem:
    """Return a problem that is not settled at once."""
    covers = [[at for at in range(points) if (at * 7 + site * 11) % 29 < 6] for site in range(sites)]
    return CoverProblem(
        sites=[f"s{at:02}" for at in range(sites)],
        points=[f"p{at:02}" for at in range(points)],
        covers=covers,
        weights=[at * 37 % 23 + 1 for at in range(points)],
    )


def test_most_is_covered_and_each_site_explained() -> None:
    answer = maximal_cover(quarter(), sites=2)
    assert answer.question is Question.MAXIMAL_COVER
    assert answer.chosen == ("shed", "court")
    shed = answer.role("shed")
    assert shed is not None
    assert (shed.gain, shed.served, shed.lost) == (85, 85, 60)
    assert (shed.instead, shed.instead_loss) == ("yard", 0)
    court = answer.role("court")
    assert court is not None
    assert (court.gain, court.served, court.lost, court.instead, court.instead_loss) == (
        40,
        65,
        40,
        "roof",
        10,
    )
    assert answer.further is not None
    assert (answer.further.site, answer.further.gain) == ("roof", 30)
    assert answer.role("roof") is None


def test_nothing_more_is_offered_where_everything_is_covered() -> None:
    answer = maximal_cover(quarter(), sites=4)
    assert answer.certificate.value == 155
    assert answer.further is None
    assert "yard" not in answer.chosen


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


def test_what_stands_already_is_in_the_answer_and_counts() -> None:
    standing = attrs.evolve(quarter(), fixed={"yard"})
    answer = maximal_cover(standing, sites=2)
    assert answer.chosen == ("court", "yard")
    yard = answer.role("yard")
    assert yard is not None
    assert yard.is_fixed
    assert yard.instead is None
    assert "yard (stands already): brings 60" in str(answer)


def test_a_budget_is_kept_and_what_is_too_dear_left_out() -> None:
    priced = attrs.evolve(quarter(), costs=(50, 90, 20, 60))
    answer = maximal_cover(priced, budget=80)
    assert sorted(answer.chosen) == ["court", "roof"]
    assert answer.certificate.value == 95
    assert answer.further is not None
    assert (answer.further.site, answer.further.gain, answer.further.cost) == ("shed", 60, 90)


def test_capacity_limits_what_a_site_serves() -> None:
    small = attrs.evolve(quarter(), capacities=(50, 70, 30, 60))
    answer = maximal_cover(small, sites=2)
    assert answer.certificate.value == 120
    assert answer.certificate.bound is not None
    assert answer.certificate.bound >= 120


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"sites": 1}, "COVER_FIXED_TOO_MANY"), ({"budget": 1}, "COVER_FIXED_TOO_DEAR")],
)
def test_too_much_that_stands_already_is_named(asked: dict[str, int], code: str) -> None:
    answer = maximal_cover(attrs.evolve(quarter(), fixed={"roof", "yard"}), **asked)
    assert answer.certificate.status is Status.INFEASIBLE
    assert [finding.code for finding in answer.findings] == [code]
    assert answer.chosen == ()
    assert str(answer).startswith("no site\ninfeasible")


@pytest.mark.parametrize("asked", [{}, {"sites": 1, "budget": 1}, {"sites": -1}, {"budget": True}])
def test_a_limit_that_makes_no_sense_is_refused(asked: dict[str, int]) -> None:
    with pytest.raises(InvalidValue):
        maximal_cover(quarter(), **asked)


def test_everybody_is_covered_by_the_fewest() -> None:
    answer = set_cover(quarter())
    assert sorted(answer.chosen) == ["court", "roof", "shed"] or sorted(answer.chosen) == [
        "court",
        "roof",
        "yard",
    ]
    assert answer.certificate.value == 3
    assert answer.certificate.is_proved
    assert all(role.lost > 0 for role in answer.roles)


def test_everybody_is_covered_for_the_least_cost() -> None:
    answer = set_cover(attrs.evolve(quarter(), costs=(50, 90, 20, 60)))
    assert answer.certificate.value == 130
    assert sorted(answer.chosen) == ["court", "roof", "yard"]


def test_who_is_out_of_reach_is_named() -> None:
    answer = set_cover(attrs.evolve(quarter(), covers=((0, 1), (1, 2), (), ())))
    assert [(finding.code, finding.subject) for finding in answer.findings] == [("COVER_OUT_OF_REACH", "b4")]
    assert answer.certificate.stop is Stop.PROVED


def test_too_little_capacity_is_named() -> None:
    answer = set_cover(attrs.evolve(quarter(), capacities=(50, 40, 30, 10)))
    assert [finding.code for finding in answer.findings] == ["COVER_TOO_LITTLE_CAPACITY"]


def test_points_without_weight_need_not_be_covered() -> None:
    answer = set_cover(attrs.evolve(quarter(), weights=(40, 25, 60, 0)))
    assert answer.certificate.value == 2


def test_ways_in_all_are_shortest() -> None:
    answer = p_median(street(), sites=1)
    assert answer.chosen == ("middle",)
    assert answer.certificate.value == 5_000 + 8_000 + 2_000
    assert answer.certificate.is_proved
    role = answer.roles[0]
    assert (role.served, role.instead) == (65, "west")
    assert role.instead_loss == (20 * 100 + 30 * 500 + 5 * 900) - 15_000
    assert answer.further is not None
    assert (answer.further.site, answer.further.gain) == ("west", 5_000 + 6_000)


def test_the_longest_way_is_shortest() -> None:
    answer = p_center(street(), sites=1)
    assert (answer.chosen, answer.certificate.value) == (("middle",), 500)
    assert p_center(street(), sites=2).certificate.value == 400
    assert p_center(street(), sites=3).certificate.value == 100


@pytest.mark.parametrize("ask", [p_median, p_center])
def test_where_ways_are_measured_a_site_is_needed(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(InvalidValue):
        ask(street(), sites=0)
    answer = ask(attrs.evolve(street(), fixed={"west", "east"}), sites=1)
    assert [finding.code for finding in answer.findings] == ["COVER_FIXED_TOO_MANY"]


def test_a_pair_without_a_way_counts_as_told() -> None:
    cut = attrs.evolve(
        street(), distances=([0, 100, None, None], [None, None, 0, 400], [None, None, 400, 0]), beyond=5_000
    )
    assert p_center(cut, sites=1).certificate.value == 5_000
    assert p_center(cut, sites=2).certificate.value == 400


@pytest.mark.parametrize(
    "change",
    [
        {"sites": ()},
        {"sites": ("court", "court", "roof", "yard")},
        {"points": ("b1",)},
        {"covers": ((0,),)},
        {"covers": ((1, 0), (), (), ())},
        {"covers": ((0, 0), (), (), ())},
        {"covers": ((0.0,), (), (), ())},
        {"covers": ((4,), (), (), ())},
        {"covers": ((-1,), (), (), ())},
        {"covers": (-1, 0, 0, 0)},
        {"covers": (16, 0, 0, 0)},
        {"weights": (1, 2, 3, -4)},
        {"weights": (1, 2, 3, 2**53)},
        {"weights": (1, 2, 3, True)},
        {"costs": (1,)},
        {"capacities": (1,)},
    ],
)
def test_a_cover_problem_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(quarter(), **change)


@pytest.mark.parametrize(
    "change",
    [
        {"sites": ()},
        {"distances": ()},
        {"distances": (7, (), ())},
        {"distances": ((0,), (0,), (0,))},
        {"distances": ([0, 0, 0, -1], [0] * 4, [0] * 4)},
        {"distances": ([0, 0, 0, None], [0] * 4, [0] * 4)},
        {"weights": (1,)},
        {"beyond": -1},
    ],
)
def test_a_distance_problem_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(street(), **change)


def test_names_that_are_not_there_are_told() -> None:
    with pytest.raises(UnknownName):
        attrs.evolve(quarter(), fixed={"tower"})
    with pytest.raises(UnknownName):
        CoverProblem.of({"court": ["b9"]}, weights={"b1": 1})
    with pytest.raises(UnknownName):
        CoverProblem.of({"court": ["b1"]}, weights={"b1": 1}, costs={})
    named = CoverProblem.of({"court": ["b1"]}, weights={"b1": 1}, costs={"court": 3}, capacities={"court": 4})
    assert (named.costs, named.capacities, named.cost(0), quarter().cost(0)) == ((3,), (4,), 3, 1)


def test_an_answer_with_roles_of_others_is_refused() -> None:
    answer = maximal_cover(quarter(), sites=1)
    with pytest.raises(InvalidValue):
        attrs.evolve(answer, chosen=("roof",))


def test_the_table_of_an_answer_escapes_what_people_wrote() -> None:
    answer = maximal_cover(attrs.evolve(quarter(), fixed={"yard"}), sites=1)
    shown = answer._repr_html_()
    assert "<td>yard</td><td>60</td><td>60</td><td>60</td><td></td>" in shown
    assert "one more: court (65)" in shown
    assert "覆盖最多" in shown
    none = set_cover(attrs.evolve(quarter(), covers=((0,), (), (), ())))
    assert "COVER_OUT_OF_REACH" in none._repr_html_()


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


def test_what_a_document_could_not_hold_is_refused() -> None:
    with pytest.raises(InvalidValue, match="weights"):
        attrs.evolve(street(), weights=(2**50, 1, 1, 1))
    with pytest.raises(InvalidValue, match="weights"):
        attrs.evolve(quarter(), weights=(2**52, 2**52, 1, 1))


def test_more_pairs_than_can_be_handled_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.space.cover.problem.MOST_PAIRS", 10)
    with pytest.raises(InvalidValue, match="points"):
        quarter()


def test_no_way_counts_no_less_than_the_longest_and_is_told() -> None:
    ways = ((0, 100, None, None), (500, 400, 0, None), (900, 800, 400, None))
    with pytest.raises(InvalidValue, match="900"):
        attrs.evolve(street(), distances=ways, beyond=899)
    lonely = attrs.evolve(street(), distances=ways, beyond=2_000)
    for ask in (p_median, p_center):
        (finding,) = ask(lonely, sites=2).findings
        assert str(finding) == "demand points that no site reaches: 1, such as d [COVER_OUT_OF_REACH]"


@pytest.mark.parametrize(
    ("covers", "more"),
    [
        ([("court", ["b1"])], {}),
        ({"court": None}, {}),
        ({"court": "b1"}, {}),
        ({"court": [["b1"]]}, {}),
        ({"court": ["b1"]}, {"weights": [1]}),
        ({"court": ["b1"]}, {"costs": 5}),
        ({"court": ["b1"]}, {"capacities": [5]}),
    ],
)
def test_what_is_no_mapping_of_names_is_refused(covers: Any, more: dict[str, Any]) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        CoverProblem.of(covers, **{"weights": {"b1": 4}, **more})


def test_an_answer_says_itself_in_chinese() -> None:
    standing = attrs.evolve(quarter(), fixed={"yard"})
    assert maximal_cover(standing, sites=2).text("zh").splitlines() == [
        "court、yard",
        "125，至多 125：已证最优",
        "court：带来 65，若无则少 65；次选 roof（少 35）",
        "yard（已有）：带来 60，若无则少 60",
        "再加一处：roof（30）",
    ]
    full = attrs.evolve(quarter(), fixed={"yard", "roof"})
    assert maximal_cover(full, sites=1).text("zh") == "无点位\n无可行方案\n已有 2 个点位，而总数只许 1 个"


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


def test_one_more_site_never_covers_less() -> None:
    values = [maximal_cover(scattered(), sites=number).certificate.value for number in range(6)]
    assert values == sorted(values, key=lambda value: value or Fraction(0))
