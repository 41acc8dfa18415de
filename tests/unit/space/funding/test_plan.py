"""Plans of money: who pays, what lacks and why, against a budget, as a table and in words."""

from datetime import date

import attrs
import pytest

from communitygov.core.money import Money
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.funding import (
    CostItem,
    FundingKind,
    FundingPlan,
    FundingSource,
    Instalment,
    Violation,
)
from communitygov.space.funding.page import both

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
FUND = FundingSource(
    "fund",
    "保障资金",
    "guarantee funds",
    kind=FundingKind.GUARANTEE,
    amount=Money.yuan(80),
    pays={"works"},
)
RAISED = FundingSource("raised", "居民自筹", "raised by residents", amount=Money.yuan(30))
GIFT = FundingSource("gift", "企业捐赠", "gift", amount=Money.yuan(20), pays={"furniture"})
FLOOR = CostItem("floor", "地面", "floor", kind="works", cost=Money.yuan(70))
BOOKS = CostItem("books", "图书", "books", kind="furniture", cost=Money.yuan(40))
RENT = CostItem("rent", "房租", "rent", kind="operation", cost=Money.yuan(10))


def test_a_plan_that_is_met_lacks_nothing_and_says_what_is_left() -> None:
    plan = FundingPlan([FUND, RAISED, GIFT], [FLOOR, BOOKS, RENT], budget=Money.yuan(130))
    assert plan.is_met
    assert plan.violation() is None
    assert plan.violations() == ()
    assert [(share.source, share.item, share.amount.fen) for share in plan.shares()] == [
        ("fund", "floor", 7000),
        ("raised", "books", 2000),
        ("gift", "books", 2000),
        ("raised", "rent", 1000),
    ]
    assert [finding.code for finding in plan.findings()] == ["UNUSED_FUNDS"]
    assert plan.left_over() == {"fund": Money.yuan(10), "raised": Money(0), "gift": Money(0)}


def test_earmarks_can_leave_things_unpaid_though_there_is_money_enough() -> None:
    plan = FundingPlan([FUND, GIFT], [FLOOR, BOOKS])
    assert plan.funds < plan.total
    wide = FundingPlan([attrs.evolve(FUND, amount=Money.yuan(100)), GIFT], [FLOOR, BOOKS])
    assert wide.funds > wide.total
    assert wide.violation() == Violation(
        items=["books"], sources=["gift"], needed=Money.yuan(40), available=Money.yuan(20)
    )
    assert wide.shortfall == Money.yuan(20)


def test_an_item_that_nobody_may_pay_is_told_apart() -> None:
    plan = FundingPlan([FUND], [FLOOR, RENT])
    finding = plan.findings()[0]
    assert (finding.code, finding.subject) == ("NO_SOURCE_FOR_ITEM", "rent")
    assert finding.text("zh") == "房租 需 ¥10.00，没有来源可付"
    assert plan.explain("rent").en == (
        "rent costs ¥10.00: nobody pays; ¥10.00 is lacking, because no source may pay it"
    )
    assert plan.explain("rent").zh == "房租 需 ¥10.00：无人支付；缺 ¥10.00，因没有来源可付"


def test_lacks_that_have_no_money_in_common_are_told_apart() -> None:
    plan = FundingPlan([attrs.evolve(FUND, amount=Money.yuan(50)), GIFT], [FLOOR, BOOKS, RENT])
    assert [(each.items, each.sources, each.missing.fen) for each in plan.violations()] == [
        (("floor",), ("fund",), 2000),
        (("books",), ("gift",), 2000),
        (("rent",), (), 1000),
    ]
    whole = plan.violation()
    assert whole is not None
    assert (whole.items, whole.sources, whole.missing) == (
        ("floor", "books", "rent"),
        ("fund", "gift"),
        Money.yuan(50),
    )


def test_items_of_one_kind_are_paid_one_after_another() -> None:
    free = attrs.evolve(FLOOR, code="free", cost=Money(0))
    plan = FundingPlan([GIFT, RAISED], [BOOKS, free, attrs.evolve(BOOKS, code="shelf", cost=Money.yuan(5))])
    assert [(share.source, share.item, share.amount.fen) for share in plan.shares()] == [
        ("gift", "books", 2000),
        ("raised", "books", 2000),
        ("raised", "shelf", 500),
    ]


def test_kinds_that_share_a_source_lack_together() -> None:
    plan = FundingPlan([RAISED], [BOOKS, FLOOR])
    assert [each.items for each in plan.violations()] == [("books", "floor")]


def test_sources_of_a_lower_order_are_used_up_first() -> None:
    later = attrs.evolve(RAISED, order=2)
    plan = FundingPlan([later, attrs.evolve(FUND, order=1)], [FLOOR, RENT])
    assert plan.left_over() == {"raised": Money.yuan(20), "fund": Money.yuan(10)}
    turned = FundingPlan([RAISED, attrs.evolve(FUND, order=1)], [FLOOR, RENT])
    assert turned.left_over() == {"raised": Money(0), "fund": Money.yuan(30)}
    assert turned.explain("floor").en == (
        "floor costs ¥70.00: raised by residents pays ¥20.00 (call 1), guarantee funds pays ¥50.00 (call 2)"
    )


def test_an_item_makes_way_so_that_a_source_called_earlier_is_used() -> None:
    first, second, third = (
        attrs.evolve(RAISED, code=code, order=at, amount=Money(5), pays=pays)
        for at, (code, pays) in enumerate((("a", {"x", "y"}), ("b", {"x"}), ("c", {"y"})))
    )
    items = [CostItem(kind, kind=kind, cost=Money(5)) for kind in "xy"]
    plan = FundingPlan([first, second, third], items)
    assert [(share.source, share.item) for share in plan.shares()] == [("b", "x"), ("a", "y")]


def test_money_that_comes_too_late_lacks_and_says_so() -> None:
    parts = [Instalment(MARCH, Money.yuan(50)), Instalment(MAY, Money.yuan(30))]
    slow = attrs.evolve(FUND, instalments=parts)
    due = attrs.evolve(FLOOR, due=APRIL)
    plan = FundingPlan([slow], [due])
    assert plan.shortfall == Money.yuan(20)
    finding = plan.findings()[0]
    assert finding.code == "FUNDS_LATE"
    assert "only ¥50.00 has come when they are due: ¥20.00 is lacking" in finding.text()
    assert FundingPlan([slow], [attrs.evolve(FLOOR, due=MAY)]).is_met
    assert FundingPlan([slow], [FLOOR]).is_met
    assert (slow.there_by(MARCH), slow.there_by(APRIL), slow.there_by(MAY)) == (
        Money.yuan(50),
        Money.yuan(50),
        Money.yuan(80),
    )


def test_total_and_sources_are_held_against_the_budget() -> None:
    plan = FundingPlan([FUND], [FLOOR], budget=Money.yuan(60), id="p-1")
    found = {finding.code: finding for finding in plan.findings()}
    assert found["OVER_BUDGET"].text() == "items cost ¥70.00, ¥10.00 over the budget ¥60.00"
    assert found["SOURCES_OFF_BUDGET"].text("zh") == "资金来源共 ¥80.00，与预算 ¥60.00 相差 ¥20.00"
    assert {finding.subject for code, finding in found.items() if code != "UNUSED_FUNDS"} == {"p-1"}
    assert FundingPlan([], [], budget=Money(0)).findings() == ()


def test_the_rows_are_plain_numbers_and_the_page_shows_them() -> None:
    plan = FundingPlan([FUND, attrs.evolve(GIFT, zh="<企业>")], [FLOOR, BOOKS])
    assert plan.rows() == (
        ("item", "kind", "cost", "fund", "gift", "lacking"),
        ("floor", "works", 7000, 7000, 0, 0),
        ("books", "furniture", 4000, 0, 2000, 2000),
    )
    page = plan._repr_html_()
    assert "&lt;企业&gt;" in page
    assert "<企业>" not in page
    assert page.count("<li>") == len(plan.findings())
    assert "<ul>" not in FundingPlan([], [])._repr_html_()


def test_a_name_that_is_the_same_in_both_languages_is_shown_once() -> None:
    assert both(CostItem("floor", kind="works", cost=Money(1)).words) == "floor"


def test_the_text_says_every_item_and_every_finding() -> None:
    plan = FundingPlan([FUND, GIFT], [FLOOR, BOOKS])
    lines = plan.text("zh").split("\n")
    assert lines[0] == "地面 需 ¥70.00：保障资金 付 ¥70.00（第 1 个动用）"
    paid, _, lacking = lines[1].partition("；")
    assert paid == "图书 需 ¥40.00：企业捐赠 付 ¥20.00（第 2 个动用）"
    assert lacking == "缺 ¥20.00，因 图书 只可由 企业捐赠 支付，共缺 ¥20.00"
    assert len(lines) == 2 + len(plan.findings())


def test_an_unknown_item_is_not_explained() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'floor'"):
        FundingPlan([FUND], [FLOOR]).explain("floors")


def test_a_plan_of_two_thousand_items_is_divided() -> None:
    sources = [
        attrs.evolve(
            RAISED, code=f"s-{at}", amount=Money(1_000), pays={f"k-{kind}" for kind in range(at, 2_000, 7)}
        )
        for at in range(60)
    ]
    items = [CostItem(f"i-{at}", kind=f"k-{at}", cost=Money(29 + at % 3)) for at in range(2_000)]
    plan = FundingPlan(sources, items)
    assert plan.shortfall >= plan.total - plan.funds


# ------------------------------------------------------------------ what cannot be


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(InvalidValue, match="different codes"):
        FundingPlan([FUND, FUND], [])
    with pytest.raises(InvalidValue, match="at most 60"):
        FundingPlan([attrs.evolve(FUND, code=f"s-{at}") for at in range(61)], [])
    with pytest.raises(InvalidValue, match="at most 2000"):
        FundingPlan([], [attrs.evolve(FLOOR, code=f"i-{at}") for at in range(2_001)])
    with pytest.raises(InvalidValue, match=r"0\.00 or more"):
        FundingPlan([], [], budget=Money(-1))
    with pytest.raises(InvalidValue, match="2\\^53"):
        FundingPlan([attrs.evolve(FUND, code=each, amount=Money(2**53 - 1)) for each in "ab"], [])


def test_instalments_must_be_in_order_and_come_to_the_amount() -> None:
    early, late = Instalment(MARCH, Money.yuan(50)), Instalment(MAY, Money.yuan(30))
    with pytest.raises(InvalidValue, match="in the order of their days"):
        attrs.evolve(FUND, instalments=[late, early])
    with pytest.raises(InvalidValue, match=r"must be ¥80\.00 together"):
        attrs.evolve(FUND, instalments=[early])
    days = [date.fromordinal(MARCH.toordinal() + at) for at in range(121)]
    with pytest.raises(InvalidValue, match="120 at most"):
        attrs.evolve(FUND, amount=Money(121), instalments=[Instalment(day, Money(1)) for day in days])
    monthly = [Instalment(day, Money(1)) for day in days[:81]]
    slow = [attrs.evolve(FUND, code=each, amount=Money(81), instalments=monthly) for each in "abc"]
    with pytest.raises(InvalidValue, match="at most 240 together"):
        FundingPlan(slow, [])


def test_money_is_money_and_a_negative_amount_is_none() -> None:
    with pytest.raises(InvalidValue, match="'int'"):
        FundingSource("fund", "保障资金", "funds", amount=80)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="cost"):
        CostItem("floor", kind="works", cost=Money(-1))
    with pytest.raises(InvalidValue, match="must be more than is available"):
        Violation(items=["a"], sources=[], needed=Money(1), available=Money(1))


def test_a_source_of_another_kind_says_what_it_is() -> None:
    lottery = attrs.evolve(GIFT, kind=Term("lottery", "福彩公益金", "lottery funds"))
    assert FundingSource.from_document(lottery.to_document()) == lottery
    assert FUND.kind == FundingKind.GUARANTEE.term


def test_what_costs_nothing_lacks_nothing() -> None:
    source = FundingSource("s", "款", "money", amount=Money(7))
    plan = FundingPlan(
        [source], [CostItem("a", kind="d", cost=Money(14)), CostItem("b", kind="d", cost=Money(0))]
    )
    violation = plan.violation()
    assert violation is not None
    assert violation.items == ("a",)
    assert plan.shortfall == Money(7)


def test_money_that_may_pay_and_comes_too_late_is_named_as_late() -> None:
    late = FundingSource(
        "s", "款", "money", amount=Money(7), instalments=[Instalment(date(2026, 5, 1), Money(7))]
    )
    plan = FundingPlan([late], [CostItem("a", kind="d", cost=Money(5), due=date(2026, 1, 1))])
    assert [finding.code for finding in plan.findings()] == ["FUNDS_LATE", "UNUSED_FUNDS"]
    violation = plan.violation()
    assert violation is not None
    assert (violation.sources, violation.available) == (("s",), Money(0))


def test_a_long_plan_is_cut_in_a_notebook_and_the_rest_counted() -> None:
    many = FundingPlan([], [CostItem(f"i-{at}", kind="d", cost=Money(0)) for at in range(203)])
    page = many._repr_html_()
    assert "另有 3 … 3 more" in page
    assert page.count("<tr><th>i-") == 200


def test_a_source_is_asked_about_kinds_and_days() -> None:
    with pytest.raises(InvalidValue, match="kind"):
        FUND.may_pay([])  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="due"):
        FUND.there_by("x")  # type: ignore[arg-type]


def test_for_what_costs_nothing_nothing_is_to_be_paid() -> None:
    plan = FundingPlan([], [CostItem("a", kind="d", cost=Money(0))])
    assert plan.explain("a").en == "a costs ¥0.00: nothing is to be paid"


def test_without_a_day_all_of_a_source_is_there() -> None:
    parts = [Instalment(MARCH, Money.yuan(50)), Instalment(MAY, Money.yuan(30))]
    source = attrs.evolve(FUND, instalments=parts)
    assert (source.there_by(None), source.there_by(APRIL)) == (Money.yuan(80), Money.yuan(50))
