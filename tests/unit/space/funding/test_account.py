"""Plan and payments side by side."""

from datetime import date

import attrs
import pytest

from communitygov.core.money import Money
from communitygov.errors import InvalidValue
from communitygov.space.funding import (
    CostItem,
    FundingAccount,
    FundingPlan,
    FundingSource,
    Instalment,
    Payment,
)

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
FUND = FundingSource("fund", "保障资金", "guarantee funds", amount=Money.yuan(80), pays={"works"})
GIFT = FundingSource("gift", "企业捐赠", "gift", amount=Money.yuan(20))
PLAN = FundingPlan(
    [FUND, GIFT],
    [
        CostItem("floor", "地面", "floor", kind="works", cost=Money.yuan(70)),
        CostItem("books", "图书", "books", kind="furniture", cost=Money.yuan(15)),
    ],
)


def paid(source: str, item: str, yuan: int, *, on: date | None = None) -> Payment:
    return Payment(source, item, amount=Money.yuan(yuan), on=on)


def codes(*payments: Payment, plan: FundingPlan = PLAN) -> list[str]:
    return [finding.code for finding in FundingAccount(plan, payments).findings()]


def test_planned_and_paid_stand_side_by_side() -> None:
    account = FundingAccount(PLAN, [paid("fund", "floor", 40), paid("fund", "floor", 20)])
    assert account.paid == Money.yuan(60)
    assert account.by_item() == (("floor", 7000, 6000, 1000), ("books", 1500, 0, 1500))
    assert account.by_source() == (("fund", 8000, 6000, 2000), ("gift", 2000, 0, 2000))
    assert account.findings() == ()


def test_what_was_not_planned_is_named() -> None:
    account = FundingAccount(PLAN, [paid("fund", "floor", 1), paid("loan", "roof", 5)])
    assert [str(finding) for finding in account.findings()] == [
        "payment 2: the plan has no source loan [PAYMENT_UNPLANNED]",
        "payment 2: the plan has no item roof [PAYMENT_UNPLANNED]",
    ]


def test_a_payment_against_the_earmark_is_named() -> None:
    assert codes(paid("fund", "books", 5)) == ["PAYMENT_OFF_EARMARK"]
    assert codes(paid("gift", "books", 5)) == []


def test_items_overpaid_and_sources_overdrawn_are_named() -> None:
    assert codes(paid("fund", "floor", 70), paid("gift", "floor", 1)) == ["ITEM_OVERPAID"]
    assert codes(paid("fund", "floor", 81)) == ["ITEM_OVERPAID", "SOURCE_OVERDRAWN"]


def test_money_paid_before_it_came_is_named_with_the_first_day() -> None:
    parts = [Instalment(MARCH, Money.yuan(50)), Instalment(MAY, Money.yuan(30))]
    plan = attrs.evolve(PLAN, sources=[attrs.evolve(FUND, instalments=parts), GIFT])
    ahead = [paid("fund", "floor", 30, on=APRIL), paid("fund", "floor", 10, on=MARCH)]
    assert codes(*ahead, plan=plan) == []
    more = [*ahead, paid("fund", "floor", 15, on=APRIL), paid("fund", "floor", 5)]
    undated, finding = FundingAccount(plan, more).findings()
    assert undated.code == "PAYMENT_UNDATED"
    assert finding.text() == "by 2026-04-01 guarantee funds had paid ¥55.00, and only ¥50.00 had come"
    assert codes(*more) == []


def test_an_account_has_an_end() -> None:
    one = paid("fund", "floor", 1)
    with pytest.raises(InvalidValue, match="at most 100000"):
        FundingAccount(PLAN, [one] * 100_001)
    with pytest.raises(InvalidValue, match="2\\^53"):
        FundingAccount(PLAN, [attrs.evolve(one, amount=Money(2**53 - 1))] * 2)


def test_an_account_shows_what_was_planned_and_paid() -> None:
    page = FundingAccount(PLAN, [paid("fund", "floor", 1)])._repr_html_()
    assert "<th>地面<br>floor</th>" in page
    assert "planned and paid" in page
    assert "<ul>" not in page
    assert "PAYMENT" not in page
    wrong = FundingAccount(PLAN, [paid("loan", "roof", 5)])._repr_html_()
    assert "<li>第 1 笔付款：计划中没有来源 loan<br>payment 1: the plan has no source loan</li>" in wrong


def test_a_long_account_is_cut_and_the_rest_counted() -> None:
    items = [CostItem(f"i-{at}", kind="d", cost=Money(0)) for at in range(203)]
    assert "另有 3 … 3 more" in FundingAccount(FundingPlan([], items))._repr_html_()
