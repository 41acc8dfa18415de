"""The search for a plan: its bounds, its proof, its solver, and where it stops."""

import sys
from fractions import Fraction

import attrs
import pytest
from tests.property.selection_plans import town
from tests.unit.space.selection.quarter import GYM, certified, fund, quarter, single

from communitygov.core.money import Money
from communitygov.errors import MissingExtra
from communitygov.space.certificate import Progress, Stop
from communitygov.space.selection import Highs, SelectionRule, pack, proof, select, solver
from communitygov.space.selection.bound import Ascent
from communitygov.space.selection.draft import Draft
from communitygov.space.selection.milp import Answer, programmed
from communitygov.space.selection.search import searched
from communitygov.space.selection.solver import part_of, solved
from communitygov.space.selection.swap import swapped


def test_the_caller_may_stop_and_is_shown_how_far_it_is() -> None:
    asked = town(7, sites=14, points=60)
    seen: list[Progress] = []
    chosen = select(asked, rounds=50, progress=seen.append, stop=lambda: len(seen) == 2)
    assert [each.round for each in seen] == [1, 2]
    assert certified(chosen).stop is Stop.CALLER
    assert seen[0].bound is not None
    assert seen[-1].value == certified(chosen).value


def test_without_the_extra_the_solver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(MissingExtra):
        select(town(3, sites=8, points=40), rounds=0, solver=Highs(5))


def test_the_search_alone_needs_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("highspy", "numpy", "scipy"):
        monkeypatch.setitem(sys.modules, name, None)
    assert select(quarter()).is_found


def test_a_solver_proves_what_the_search_left_open() -> None:
    asked = town(7, sites=14, points=60)
    searched_only = select(asked, rounds=0)
    assert not certified(searched_only).is_proved
    proved = select(asked, rounds=0, solver=Highs(60))
    assert certified(proved).is_proved
    assert certified(proved).value >= certified(searched_only).value  # type: ignore[operator]


def test_above_the_size_for_a_whole_model_only_parts_are_improved() -> None:
    asked = town(7, sites=14, points=60)
    model = asked.model()
    found = searched(model, rounds=0, seed=0)
    by_parts = solved(model, found, solver=Highs(60, whole=0))
    assert by_parts.worth is not None
    assert found.worth is not None
    assert found.worth <= by_parts.worth <= found.bound == by_parts.bound
    assert by_parts.stop is Stop.ROUNDS


def test_a_solver_out_of_time_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    model = town(7, sites=14, points=60).model()
    found = searched(model, rounds=0, seed=0)
    late = Answer(None, None, is_infeasible=False, is_over=True, seconds=100.0)
    monkeypatch.setattr(solver, "programmed", lambda *_, **__: late)
    hurried = solver.solved(model, found, solver=Highs(1))
    assert hurried.stop is Stop.TIME
    assert (hurried.plan, hurried.bound) == (found.plan, found.bound)


def test_a_solver_that_has_no_plan_yet_gives_none() -> None:
    model = town(7, sites=14, points=60).model()
    assert programmed(model, None, seconds=0.0).plan is None


def test_a_part_of_a_plan_keeps_what_is_outside_of_it() -> None:
    asked = town(5, sites=6, points=60)
    model = asked.model()
    plan = searched(model, rounds=5, seed=0).plan
    assert plan
    site = min(plan)
    part = part_of(model, plan, sites=frozenset((site,)))
    assert part.base == Draft(model, {each: mask for each, mask in plan.items() if each != site}).worth
    assert [at for at, lot in enumerate(part.lots) if lot.allowed] == [site]


def test_a_bound_only_ever_comes_down() -> None:
    model = town(3, sites=8, points=40).model()
    ascent, bounds = Ascent(model, 0), list[int]()
    for _ in range(300):
        ascent.step()
        bounds.append(ascent.bound)
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] < bounds[0]


def test_a_proof_that_has_no_room_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    model = town(5, sites=5, points=60).model()
    found = searched(model, rounds=0, seed=0)
    start = Draft(model, {})
    monkeypatch.setattr(proof, "MOST_SETS", 0)
    ended = proof.Prover(model, found.prices, best=start).run(50)
    assert not ended.is_complete
    assert found.worth is not None
    assert ended.bound >= found.worth


def test_a_search_for_a_pack_that_is_cut_short_still_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    model = town(5, sites=3, functions=3).model()
    worth = [70, 50, 60]
    whole = [pack.best_pack(model, lot, worth=worth) for lot in model.lots]
    monkeypatch.setattr(pack, "MOST_STEPS", 1)
    for site, full in enumerate(whole):
        cut = pack.best_pack(model, model.lots[site], worth=worth)
        assert cut.worth <= full.worth == full.bound <= cut.bound


@pytest.mark.parametrize("number", [20, 60])
def test_many_functions_that_never_pass_together_are_settled_at_once(number: int) -> None:
    modules = [attrs.evolve(GYM, code=f"f{at:02}", area=1, cost=Money(0)) for at in range(number)]
    asked = quarter(modules=modules, rule=SelectionRule(welfare_share_per_site=Fraction(1, 2)))
    assert certified(select(asked, rounds=1)).is_proved
    ring = [(f"f{at:02}", f"f{(at + 1) % number:02}") for at in range(number)]
    dear = [attrs.evolve(each, cost=Money.yuan(60_000)) for each in modules]
    asked = quarter(modules=dear, rule=SelectionRule(together=ring), sources=[fund(1_000_000)])
    assert certified(select(asked, rounds=1)).is_proved


def test_a_list_of_sets_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    modules = [attrs.evolve(GYM, code=f"f{at}", area=1) for at in range(3)]
    model, worth = quarter(modules=modules).model(), [70, 50, 60]
    assert len(pack.packs_above(model, 0, worth=worth, least=0, most=7) or ()) == 7
    assert pack.packs_above(model, 0, worth=worth, least=0, most=6) is None
    monkeypatch.setattr(pack, "MOST_LOOKS", 2)
    assert pack.packs_above(model, 0, worth=worth, least=0, most=7) is None


def test_a_proof_can_be_stopped() -> None:
    model = town(5, sites=5, points=60).model()
    found = searched(model, rounds=0, seed=0)
    asked = proof.Prover(model, found.prices, best=Draft(model, {}))
    ended = asked.run(50, stop=lambda: True)
    assert ended.is_stopped
    assert not ended.is_complete
    assert found.worth is not None
    assert ended.bound >= found.worth


def test_a_caller_may_stop_in_the_proof() -> None:
    asked = town(5, sites=5, points=60)
    calls = iter([False, False, True, True, True])
    found = searched(asked.model(), rounds=2, seed=0, stop=lambda: next(calls, True))
    assert found.stop is Stop.CALLER
    assert found.rounds == 2


def test_one_swap_after_another_is_made_while_it_is_better() -> None:
    model = single(5, 7, 9, fen=50_000_000).model()
    assert swapped(model, {0: 1}).plan == {2: 1}


def test_a_plan_in_hand_is_believed_before_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    model = town(7, sites=14, points=60).model()
    found = searched(model, rounds=0, seed=0)
    none = Answer(None, None, is_infeasible=True, is_over=False, seconds=0.1)
    monkeypatch.setattr(solver, "programmed", lambda *_, **__: none)
    kept = solver.solved(model, found, solver=Highs(60))
    assert (kept.plan, kept.bound, kept.stop) == (found.plan, found.bound, Stop.ROUNDS)
    empty = solver.solved(model, found._replace(plan=None, worth=None), solver=Highs(60))
    assert (empty.stop, empty.engine) == (Stop.PROVED, "highs")


def test_a_part_never_takes_longer_than_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    model = town(7, sites=14, points=60).model()
    found = searched(model, rounds=0, seed=0)
    given: list[float] = []

    def slow(*_: object, seconds: float) -> Answer:
        given.append(seconds)
        return Answer(None, None, is_infeasible=False, is_over=True, seconds=seconds)

    monkeypatch.setattr(solver, "programmed", slow)
    assert solver.solved(model, found, solver=Highs(1)).stop is Stop.TIME
    assert sum(given) <= 1


def test_the_certificate_names_the_solver_only_where_it_helped() -> None:
    assert certified(select(quarter(), solver=Highs(5))).engine == "standard"
    helped = select(town(7, sites=14, points=60), rounds=0, solver=Highs(60))
    assert certified(helped).engine == "highs"
