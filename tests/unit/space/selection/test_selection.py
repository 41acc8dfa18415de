"""Sites and functions chosen: what is asked, what is answered, and why."""

from fractions import Fraction

import attrs
import pytest
from tests.property.selection_plans import town
from tests.unit.space.selection.quarter import CANTEEN, PEOPLE, certified, fund, quarter, single

from communitygov.core.money import Money
from communitygov.errors import UnknownName
from communitygov.space.audience.population import Population
from communitygov.space.selection import (
    Candidate,
    Catchments,
    CoverageFloor,
    FunctionCover,
    Limit,
    Margin,
    SelectionRule,
    select,
)


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


def test_a_floor_is_met_even_where_something_else_would_be_worth_more() -> None:
    few = quarter(sources=[fund(600_000)])
    assert select(few).plan == {"shed": ("gym",)}
    kept = attrs.evolve(few, rule=SelectionRule(floors=[CoverageFloor("canteen", people=30)]))
    assert select(kept).plan == {"hall": ("canteen",)}


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


def test_a_site_that_is_better_in_the_place_of_another_is_taken() -> None:
    for seed in range(24):
        chosen = select(town(seed, sites=6, points=40), rounds=0)
        if chosen.is_found:
            assert all(each.loss >= 0 for each in chosen.alternatives)


def test_more_area_lets_in_what_did_not_fit_by_itself() -> None:
    large = attrs.evolve(CANTEEN, code="large", area=120, cost=Money(0), needs={"60plus": 100})
    small = attrs.evolve(CANTEEN, code="small", area=50, cost=Money(0), needs={"60plus": 1})
    sites = [Candidate("hall", area=100), Candidate("shed", area=10)]
    chosen = select(quarter(candidates=sites, modules=[large, small]), rounds=5)
    assert chosen.plan == {"hall": ("small",)}
    assert chosen.sites[0].more_room > 1_000
