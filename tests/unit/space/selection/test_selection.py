"""Sites and functions chosen: what is asked, what is answered, what is refused and why."""

import sys
from fractions import Fraction
from typing import Any

import attrs
import pytest
from tests.property.selection_plans import town

from communitygov.core.money import Money
from communitygov.errors import InvalidValue, MissingExtra, UnknownName
from communitygov.space.audience.population import Population
from communitygov.space.certificate import Certificate, Progress, Status, Stop
from communitygov.space.function.side import Side
from communitygov.space.funding.source import FundingSource
from communitygov.space.selection import (
    Candidate,
    Catchments,
    ChosenSite,
    CoverageFloor,
    FunctionCover,
    FunctionModule,
    Highs,
    Limit,
    Margin,
    Selection,
    SelectionProblem,
    SelectionRule,
    pack,
    proof,
    select,
    solver,
)
from communitygov.space.selection.bound import Ascent
from communitygov.space.selection.draft import Draft
from communitygov.space.selection.milp import Answer, programmed
from communitygov.space.selection.search import searched
from communitygov.space.selection.solver import part_of, solved
from communitygov.space.selection.swap import swapped

CANTEEN = FunctionModule(
    code="canteen",
    area=180,
    cost=Money.yuan(500_000),
    circle="5min",
    side=Side.WELFARE,
    needs={"60plus": 3},
    kind="works",
)
GYM = FunctionModule(
    code="gym",
    area=160,
    cost=Money.yuan(400_000),
    circle="5min",
    side=Side.QUALITY,
    needs={"18-34": 3},
    kind="works",
)
PEOPLE = [Population.of({"60plus": 30, "18-34": 5}), Population.of({"60plus": 12, "18-34": 40})]
NEAR = Catchments.of(PEOPLE, {"5min": {"hall": 0b01, "shed": 0b10}})


def fund(yuan: int, *, pays: set[str] | None = None, code: str = "fund") -> FundingSource:
    """Return a source of money."""
    return FundingSource(code, "保障资金", "guarantee funds", amount=Money.yuan(yuan), pays=pays or set())


def quarter(**changes: Any) -> SelectionProblem:  # noqa: ANN401
    """Return two sites and two functions, with money for everything."""
    asked = SelectionProblem(
        [
            Candidate("hall", area=400, renovation=Money.yuan(100_000)),
            Candidate("shed", area=200, renovation=Money.yuan(50_000)),
        ],
        [CANTEEN, GYM],
        catchments=NEAR,
        sources=[fund(5_000_000)],
    )
    return attrs.evolve(asked, **changes)


def certified(chosen: Selection) -> Certificate:
    """Return the certificate, which must be there."""
    assert chosen.certificate is not None
    return chosen.certificate


def test_with_money_for_everything_area_decides() -> None:
    chosen = select(quarter())
    assert chosen.plan == {"shed": ("gym",), "hall": ("canteen", "gym")}
    assert certified(chosen).is_proved
    assert certified(chosen).value == 40 * 3 + 30 * 3 + 5 * 3


def test_functions_apart_do_not_share_a_roof() -> None:
    chosen = select(quarter(rule=SelectionRule(apart=[("canteen", "gym")])))
    assert chosen.plan == {"shed": ("gym",), "hall": ("canteen",)}


def test_a_function_comes_with_what_it_needs() -> None:
    chosen = select(quarter(rule=SelectionRule(together=[("gym", "canteen")])))
    assert chosen.plan == {"hall": ("canteen", "gym"), "shed": ("canteen",)}


def test_what_stands_there_brings_along_what_it_needs_once_the_site_is_touched() -> None:
    hall = Candidate("hall", area=600, existing={"gym"})
    rule = SelectionRule(together=[("gym", "canteen")])
    chosen = select(quarter(candidates=[hall, quarter().candidates[1]], rule=rule))
    assert chosen.plan["hall"] == ("canteen",)
    small = attrs.evolve(hall, area=200)
    assert "hall" not in select(quarter(candidates=[small, quarter().candidates[1]], rule=rule)).plan


def test_half_of_all_area_may_have_to_be_public_welfare() -> None:
    chosen = select(quarter(rule=SelectionRule(welfare_share=Fraction(1, 2))))
    assert chosen.plan == {"shed": ("gym",), "hall": ("canteen",)}
    apart = select(quarter(rule=SelectionRule(welfare_share_per_site=1)))
    assert {code for codes in apart.plan.values() for code in codes} == {"canteen"}


def test_an_earmarked_source_pays_only_its_kinds() -> None:
    sources = [fund(900_000, pays={"renovation"}), fund(500_000, code="gift", pays={"works"})]
    chosen = select(quarter(sources=sources))
    assert chosen.plan == {"shed": ("gym",)}
    assert chosen.spending() == {"fund": Money.yuan(50_000), "gift": Money.yuan(400_000)}
    assert [each.sources for each in chosen.margins if each.limit is Limit.MONEY] == [
        ("fund",),
        ("gift",),
        ("fund", "gift"),
    ]


def test_what_stands_already_serves_and_costs_nothing() -> None:
    hall = Candidate("hall", area=200, existing={"canteen"})
    chosen = select(quarter(candidates=[hall, quarter().candidates[1]], sources=[fund(0)]))
    assert chosen.plan == {}
    assert certified(chosen).value == 90
    assert [each.sites for each in chosen.functions] == [("hall",), ()]
    assert str(chosen).startswith("no site is worth renovating; 90, at most 90: proved optimal")


def test_functions_that_stand_and_clash_are_named() -> None:
    hall = Candidate("hall", area=200, existing={"canteen", "gym"})
    asked = quarter(candidates=[hall], catchments=Catchments.of(PEOPLE, {"5min": {"hall": 1}}))
    asked = attrs.evolve(asked, rule=SelectionRule(apart=[("gym", "canteen")]))
    chosen = select(asked)
    assert certified(chosen).status is Status.INFEASIBLE
    assert [each.code for each in chosen.findings] == ["FIXED_FUNCTIONS_CLASH", "FIXED_AREA_EXCEEDED"]
    assert chosen.findings == asked.findings()
    assert str(chosen) == "infeasible"
    assert "FIXED_AREA_EXCEEDED" in chosen._repr_html_()


def test_a_floor_out_of_reach_is_named_with_what_is_within_reach() -> None:
    chosen = select(quarter(rule=SelectionRule(floors=[CoverageFloor("canteen", people=43)])))
    assert [str(each) for each in chosen.findings] == [
        "canteen must cover 43 people; put everywhere it may be, it covers 42 [FLOOR_OUT_OF_REACH]"
    ]


def test_a_floor_is_met_even_where_something_else_would_be_worth_more() -> None:
    few = quarter(sources=[fund(600_000)])
    assert select(few).plan == {"shed": ("gym",)}
    kept = attrs.evolve(few, rule=SelectionRule(floors=[CoverageFloor("canteen", people=30)]))
    assert select(kept).plan == {"hall": ("canteen",)}


def test_the_rule_without_which_there_is_a_plan_is_named() -> None:
    floors = [CoverageFloor("canteen", people=42)]
    chosen = select(quarter(sources=[fund(600_000)], rule=SelectionRule(floors=floors)))
    assert certified(chosen).status is Status.INFEASIBLE
    assert [(each.code, each.subject) for each in chosen.findings] == [
        ("NO_PLAN_WITH_RULE", "canteen"),
        ("NO_PLAN_WITH_RULE", "money"),
    ]


def test_rules_of_which_none_alone_is_to_blame_are_named_together() -> None:
    floors = [CoverageFloor("canteen", people=42), CoverageFloor("gym", people=45)]
    chosen = select(quarter(sources=[fund(0)], rule=SelectionRule(floors=floors, most_sites=1)))
    assert {each.subject for each in chosen.findings} == {"canteen", "gym", "money", "sites"}


def test_without_a_round_nothing_is_said_that_is_not_known() -> None:
    floors = [CoverageFloor("canteen", people=42)]
    asked = quarter(sources=[fund(600_000)], rule=SelectionRule(floors=floors))
    chosen = select(asked, rounds=0)
    assert chosen.certificate is None
    assert {each.code for each in chosen.findings} == {"NO_PLAN_FOUND"}
    assert str(chosen) == "no plan was found, and none is excluded"


def test_the_solver_finds_that_there_is_no_plan() -> None:
    floors = [CoverageFloor("canteen", people=42)]
    asked = quarter(sources=[fund(600_000)], rule=SelectionRule(floors=floors))
    chosen = select(asked, rounds=0, solver=Highs(30))
    assert certified(chosen).status is Status.INFEASIBLE
    assert certified(chosen).engine == "highs"


def test_the_caller_may_stop_and_is_shown_how_far_it_is() -> None:
    asked = town(7, sites=14, points=60)
    seen: list[Progress] = []
    chosen = select(asked, rounds=50, progress=seen.append, stop=lambda: len(seen) == 2)
    assert [each.round for each in seen] == [1, 2]
    assert certified(chosen).stop is Stop.CALLER
    assert seen[0].bound is not None
    assert seen[-1].value == certified(chosen).value


def test_progress_of_a_search_without_a_plan_shows_nothing_gained() -> None:
    floors = [CoverageFloor("canteen", people=42)]
    seen: list[Progress] = []
    select(
        quarter(sources=[fund(600_000)], rule=SelectionRule(floors=floors)), rounds=2, progress=seen.append
    )
    assert [each.value for each in seen] == [0, 0]


def test_every_site_says_why_it_is_there() -> None:
    chosen = select(quarter(sources=[fund(600_000)]))
    assert chosen.why("shed").en == (
        "shed: gym for ¥450,000.00; brings 120, would be missed by 120, 40 m2 left; "
        "hall with canteen in the place of shed: 30 less"
    )
    with pytest.raises(UnknownName):
        chosen.why("hall")
    assert chosen.rows() == (("shed", "gym", 45_000_000, 120, 120),)
    assert "shed: gym" in chosen.text()
    assert chosen.text("zh").splitlines() == [
        "1 处，共 ¥450,000.00；120，至多 120：已证最优",
        "shed：设 健身房，¥450,000.00；带来 120，若无则少 120，余 40 平方米",
        "社区食堂：所需 42 人中覆盖 0 人（0.0%），尚无",
        "健身房：所需 45 人中覆盖 40 人（88.9%），设于 shed",
        "资金（fund）：余 ¥150,000.00；再放宽 ¥10,000.00 按界之价值 0，可为本方案添 0",
        "以 hall（社区食堂）代 shed：少 30",
    ]
    assert "<td>shed</td>" in chosen._repr_html_()


def test_more_area_has_a_price_where_it_lets_something_in() -> None:
    tight = Candidate("hall", area=300)
    alone = Catchments.of(PEOPLE, {"5min": {"hall": 0b11}})
    chosen = select(quarter(candidates=[tight], catchments=alone))
    assert [each.more_room > 0 for each in chosen.sites] == [True]
    roomy = select(quarter(candidates=[attrs.evolve(tight, area=400)], catchments=alone))
    assert [each.more_room for each in roomy.sites] == [0]


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ({"rounds": -1}, "rounds"),
        ({"rounds": True}, "rounds"),
        ({"seed": -1}, "seed"),
        ({"seed": 0.5}, "seed"),
        ({"solver": 60}, "solver"),
        ({"progress": 5}, "progress"),
        ({"stop": 5, "rounds": 0}, "stop"),
    ],
)
def test_what_is_no_way_to_search_is_refused(arguments: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        select(quarter(), **arguments)
    assert refused.value.what == place


@pytest.mark.parametrize(
    ("kind", "changes", "place"),
    [
        (FunctionModule, {"needs": {"60plus": 0.5}}, "needs"),
        (FunctionModule, {"needs": [("b", 1), ("a", 1)]}, "needs"),
        (FunctionModule, {"needs": ["ab"]}, "needs"),
        (FunctionModule, {"area": 20_000_000}, "area"),
        (SelectionRule, {"apart": [("gym", "gym")]}, "apart"),
        (SelectionRule, {"apart": [("gym", "canteen")] * 2}, "apart"),
        (SelectionRule, {"together": ["gym"]}, "together"),
        (SelectionRule, {"welfare_share": 2}, "welfare_share"),
        (SelectionRule, {"floors": [CoverageFloor("gym", people=1)] * 2}, "floors"),
        (Catchments, {"covers": [("5min", "hall", "01")]}, "covers"),
        (Catchments, {"covers": [("5min", "hall", 1)]}, "covers"),
        (Catchments, {"covers": [("b", "hall", "1"), ("a", "hall", "1")]}, "covers"),
        (Catchments, {"covers": [("b", "hall", "8")]}, "covers"),
    ],
)
def test_a_value_that_is_none_is_refused(kind: type, changes: dict[str, Any], place: str) -> None:
    plain = {FunctionModule: CANTEEN, SelectionRule: SelectionRule(), Catchments: NEAR}[kind]
    with pytest.raises(InvalidValue) as refused:
        attrs.evolve(plain, **changes)
    assert refused.value.what == place


def test_a_need_of_no_weight_is_none() -> None:
    assert attrs.evolve(CANTEEN, needs={"60plus": 3, "0-2": 0}).needs == (("60plus", 3),)


def test_more_points_than_can_be_handled_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.space.selection.catchments.MOST_POINTS", 1)
    with pytest.raises(InvalidValue):
        Catchments.of(PEOPLE, {})


def test_a_set_that_is_no_whole_number_is_refused() -> None:
    with pytest.raises(InvalidValue):
        Catchments.of(PEOPLE, {"5min": {"hall": -1}})
    assert NEAR.circles == ("5min",)


@pytest.mark.parametrize(
    "changes",
    [
        {"candidates": []},
        {"candidates": [Candidate("hall", area=1), Candidate("hall", area=2)]},
        {"sources": []},
    ],
)
def test_a_problem_of_none_or_of_two_alike_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        quarter(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"candidates": [Candidate("hall", area=1)]},
        {"modules": [attrs.evolve(GYM, circle="10min")]},
        {"rule": SelectionRule(floors=[CoverageFloor("library", people=1)])},
        {"candidates": [Candidate("hall", area=1, existing={"library"}), Candidate("shed", area=1)]},
    ],
)
def test_a_name_that_nobody_bears_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UnknownName):
        quarter(**changes)


def test_sites_without_a_plan_are_refused() -> None:
    site = ChosenSite(site="hall", functions=[], cost=Money(0), brings=0, missed=0, room=0)
    with pytest.raises(InvalidValue):
        Selection(sites=[site], functions=[], payments=[])


def test_outcomes_say_themselves_in_both_languages() -> None:
    nobody = FunctionCover(function="gym", sites=[], in_need=Population(), covered=Population(), worth=0)
    assert nobody.share is None
    assert nobody.words == ("健身房：无人需要", "gym: nobody needs it")
    margin = Margin(limit=Limit.SITES, left=0, more=1, price=7, buys=5, site="hall", functions=["gym"])
    assert margin.is_binding
    assert str(margin) == (
        "number of sites: 0 left; a further 1 is priced at 7, and adds 5 to this plan (gym at hall)"
    )
    assert "（hall：健身房）" in margin.words.zh
    assert not attrs.evolve(margin, price=0).is_binding


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


def single(
    *people: int,
    fen: int,
    cost: int = 50_000_000,
    area: int = 200,
    **rule: Any,  # noqa: ANN401
) -> SelectionProblem:
    """Return sites with so many people each, a function for each of them, and so much money."""
    names = [f"s{at}" for at in range(len(people))]
    return SelectionProblem(
        [Candidate(name, area=area) for name in names],
        [attrs.evolve(CANTEEN, cost=Money(cost), needs={"60plus": 1})],
        catchments=Catchments.of(
            [Population.of({"60plus": each}) for each in people],
            {"5min": {name: 1 << at for at, name in enumerate(names)}},
        ),
        sources=[attrs.evolve(fund(0), amount=Money(fen))],
        rule=SelectionRule(**rule),
    )


def test_what_is_left_and_what_more_buys_is_told_to_the_fen() -> None:
    chosen = select(single(5, 7, fen=99_999_900))
    (margin,) = chosen.margins
    assert chosen.plan == {"s1": ("canteen",)}
    assert (margin.left, margin.buys, margin.site) == (49_999_900, 5, "s0")
    (short,) = select(single(5, 7, fen=98_000_000)).margins
    assert (short.left, short.price, short.buys) == (48_000_000, 0, 0)


def test_of_many_limits_a_dozen_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.space.selection.reckoning.MOST_MARGINS", 1)
    chosen = select(single(5, 7, fen=60_000_000, most_sites=1))
    assert [each.limit for each in chosen.margins] == [Limit.MONEY]


def test_what_is_left_of_welfare_is_square_metres() -> None:
    chosen = select(quarter(rule=SelectionRule(welfare_share=Fraction(1, 3)), sources=[fund(1_100_000)]))
    (margin,) = [each for each in chosen.margins if each.limit is Limit.WELFARE]
    assert chosen.plan == {"hall": ("canteen",), "shed": ("gym",)}
    assert margin.left == 66  # 180 of 340 square metres, where 113 1/3 are asked for
    assert "66 m2 left; a further 100 m2" in str(margin)


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


def test_a_site_that_is_better_in_the_place_of_another_is_taken() -> None:
    for seed in range(24):
        chosen = select(town(seed, sites=6, points=40), rounds=0)
        if chosen.is_found:
            assert all(each.loss >= 0 for each in chosen.alternatives)


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


@pytest.mark.parametrize(
    ("rule", "subject", "words"),
    [
        ({"apart": [("canteen", "gym")]}, "apart", "that canteen and gym may not be under one roof"),
        ({"welfare_share_per_site": Fraction(2, 3)}, "welfare-per-site", "public welfare of each site"),
    ],
)
def test_a_rule_of_one_site_is_named_too(rule: dict[str, Any], subject: str, words: str) -> None:
    floors = [CoverageFloor("canteen", people=42), CoverageFloor("gym", people=45)]
    wide = [Candidate("hall", area=400)]
    near = Catchments.of(PEOPLE, {"5min": {"hall": 0b11}})
    asked = quarter(candidates=wide, catchments=near, rule=SelectionRule(floors=floors, **rule))
    named = {each.subject: str(each) for each in select(asked).findings}
    assert words in named[subject]


def test_what_needs_what_and_area_are_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    near = Catchments.of(PEOPLE, {"5min": {"hall": 0b11}})
    rule = SelectionRule(floors=[CoverageFloor("gym", people=45)], together=[("gym", "canteen")])
    asked = quarter(candidates=[Candidate("hall", area=200)], catchments=near, rule=rule)
    small = attrs.evolve(asked, rule=attrs.evolve(rule, floors=[CoverageFloor("gym", people=1)]))
    assert {each.code for each in select(small).findings} <= {"FLOOR_OUT_OF_REACH", "NO_PLAN_WITH_RULE"}
    both = SelectionRule(floors=[CoverageFloor("gym", people=45), CoverageFloor("canteen", people=42)])
    full = attrs.evolve(asked, rule=both)
    assert "the area of hall" in " ".join(map(str, select(full).findings))
    monkeypatch.setattr("communitygov.space.selection.binding._MOST_ALONE", 0)
    apart = attrs.evolve(both, apart=[("gym", "canteen")])
    roomy = quarter(candidates=[Candidate("hall", area=400)], catchments=near, rule=apart)
    assert "that some functions may not be under one roof" in " ".join(map(str, select(roomy).findings))
    assert "the areas of the sites" in " ".join(map(str, select(full).findings))


def test_people_beyond_what_a_document_can_hold_are_refused() -> None:
    many = Catchments.of([Population.of({"60plus": 2**52})], {"5min": {"hall": 1, "shed": 1}})
    with pytest.raises(InvalidValue) as refused:
        select(quarter(catchments=many))
    assert refused.value.what == "catchments"


def test_more_area_lets_in_what_did_not_fit_by_itself() -> None:
    large = attrs.evolve(CANTEEN, code="large", area=120, cost=Money(0), needs={"60plus": 100})
    small = attrs.evolve(CANTEEN, code="small", area=50, cost=Money(0), needs={"60plus": 1})
    sites = [Candidate("hall", area=100), Candidate("shed", area=10)]
    chosen = select(quarter(candidates=sites, modules=[large, small]), rounds=5)
    assert chosen.plan == {"hall": ("small",)}
    assert chosen.sites[0].more_room > 1_000


def test_without_a_plan_both_languages_say_so() -> None:
    nothing = Selection(sites=(), functions=(), payments=())
    assert (nothing.text("zh"), nothing.text()) == (
        "未找到方案，亦未证明没有",
        "no plan was found, and none is excluded",
    )
