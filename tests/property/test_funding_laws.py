"""Laws of money with earmarks: nothing is lost, nobody pays what it may not, and what lacks is proved."""

from collections.abc import Sequence
from itertools import combinations, permutations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.space.funding import EarmarkTable, FundingAccount, FundingPlan, FundingSource, Payment
from communitygov.space.funding import earmark as earmark_module
from communitygov.space.funding.flow import Flow
from communitygov.testing.strategies.funding import (
    amounts,
    funding_accounts,
    funding_plans,
    item_kinds,
)

KINDS = ("works", "furniture", "operation", "green", "party")


@st.composite
def tables(draw: st.DrawFn) -> tuple[EarmarkTable, list[int]]:
    """Return a table and what is spent on each kind."""
    of_kinds = st.none() | st.frozensets(st.sampled_from(KINDS), max_size=3)
    kinds = draw(st.lists(st.sampled_from(KINDS), unique=True))
    sources = draw(st.lists(st.tuples(of_kinds, st.integers(0, 3)), max_size=4))
    table = EarmarkTable([pays for pays, _ in sources], [amount for _, amount in sources], kinds)
    return table, draw(st.lists(st.integers(0, 3), min_size=len(kinds), max_size=len(kinds)))


def lack(table: EarmarkTable, spend: Sequence[int], mask: int) -> int:
    """Return by how much the sources of a set fall short of what only they may pay."""
    alone = sum(fen for fen, payers in zip(spend, table.payers, strict=True) if payers | mask == mask)
    return alone - table.limits[mask]


# ------------------------------------------------------------------ the table


@given(tables())
def test_a_table_agrees_with_every_set_of_sources_tried_one_by_one(
    given_table: tuple[EarmarkTable, list[int]],
) -> None:
    table, spend = given_table
    lacks = {mask: lack(table, spend, mask) for mask in range(1 << len(table.amounts))}
    worst = max(lacks.values())
    assert table.fits(spend) == (worst <= 0)
    if worst > 0:
        least = table.violated(spend)
        assert least is not None
        assert lacks[least] == worst
        assert all(mask & least == least for mask, each in lacks.items() if each == worst)


@given(tables())
def test_sets_written_down_and_a_flow_give_the_same_answer(
    given_table: tuple[EarmarkTable, list[int]],
) -> None:
    table, spend = given_table
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(earmark_module, "MOST_BOUNDS", -1)
        flowing = EarmarkTable(table.pays, table.amounts, table.kinds)
    assert flowing.bounds == ()
    assert flowing.violated(spend) == table.violated(spend)
    for each in (table, flowing):
        charges = sum(each.charge(at, fen) for at, fen in enumerate(spend))
        assert each.holds(charges) == table.fits(spend)


@given(tables(), st.data())
def test_charges_add_up_and_are_taken_away_again(
    given_table: tuple[EarmarkTable, list[int]], data: st.DataObject
) -> None:
    table, spend = given_table
    charges = [table.charge(at, fen) for at, fen in enumerate(spend)]
    kept = data.draw(st.lists(st.booleans(), min_size=len(spend), max_size=len(spend)))
    left = sum(charges) - sum(each for each, keep in zip(charges, kept, strict=True) if not keep)
    expected = [fen if keep else 0 for fen, keep in zip(spend, kept, strict=True)]
    assert table.holds(left) == table.fits(expected)


@given(tables(), st.integers(0, 3), st.integers(1, 9))
def test_more_money_never_makes_a_table_fit_less(
    given_table: tuple[EarmarkTable, list[int]], at: int, more: int
) -> None:
    table, spend = given_table
    amounts_now = list(table.amounts)
    if at < len(amounts_now):
        amounts_now[at] += more
    assert EarmarkTable(table.pays, amounts_now, table.kinds).fits(spend) or not table.fits(spend)


# ------------------------------------------------------------------ the plan


@given(funding_plans())
def test_shares_conserve_money_and_respect_earmarks(plan: FundingPlan) -> None:
    sources = {source.code: source for source in plan.sources}
    items = {item.code: item for item in plan.items}
    shares = plan.shares()
    assert Money.total(share.amount for share in shares) == plan.total - plan.shortfall
    assert len({(share.source, share.item) for share in shares}) == len(shares)
    for share in shares:
        assert share.amount.fen > 0
        assert sources[share.source].may_pay(items[share.item].kind)
    for code, source in sources.items():
        paid = Money.total(share.amount for share in shares if share.source == code)
        assert plan.left_over()[code] == source.amount - paid
        assert paid <= source.amount
    for code, item in items.items():
        assert Money.total(share.amount for share in shares if share.item == code) <= item.cost


@given(funding_plans())
def test_what_is_missing_is_what_the_deficient_items_lack_of_their_sources(plan: FundingPlan) -> None:
    violation = plan.violation()
    assert (violation is None) == plan.is_met
    parts = plan.violations()
    assert Money.total(part.missing for part in parts) == plan.shortfall
    if violation is not None:
        assert violation.missing == plan.shortfall
        assert sorted(violation.items) == sorted(code for part in parts for code in part.items)
        costs = {item.code: item.cost for item in plan.items}
        assert violation.needed == Money.total(costs[code] for code in violation.items)


@given(funding_plans(most_instalments=0))
def test_no_set_of_items_lacks_more_than_the_shortfall(plan: FundingPlan) -> None:
    worst = 0
    for count in range(1, len(plan.items) + 1):
        for some in combinations(plan.items, count):
            payers = [each for each in plan.sources if any(each.may_pay(item.kind) for item in some)]
            needed = sum(item.cost.fen for item in some)
            worst = max(worst, needed - sum(payer.amount.fen for payer in payers))
    assert plan.shortfall.fen == worst


def changed(plan: FundingPlan, code: str, *, by: int) -> FundingPlan:
    """Return the plan with an item that costs more, or less."""
    items = [
        attrs.evolve(item, cost=item.cost + Money(by)) if item.code == code else item for item in plan.items
    ]
    return attrs.evolve(plan, items=items)


@given(funding_plans())
def test_exactly_the_items_of_the_violation_lessen_it_when_they_cost_less(plan: FundingPlan) -> None:
    violation = plan.violation()
    named = violation.items if violation else ()
    for item in plan.items:
        lessens = bool(item.cost.fen) and changed(plan, item.code, by=-1).shortfall < plan.shortfall
        assert lessens == (item.code in named)


@given(funding_plans())
def test_every_source_that_may_pay_what_lacks_is_named_though_it_come_late(plan: FundingPlan) -> None:
    items = {item.code: item for item in plan.items}
    for part in plan.violations():
        kinds = {items[code].kind for code in part.items}
        assert set(part.sources) == {each.code for each in plan.sources if any(map(each.may_pay, kinds))}


@given(funding_plans(most_instalments=0))
def test_exactly_the_sources_of_the_violation_lessen_it_when_they_have_more(plan: FundingPlan) -> None:
    violation = plan.violation()
    named = violation.sources if violation else ()
    for source in plan.sources:
        more = [
            attrs.evolve(each, amount=each.amount + Money(1)) if each is source else each
            for each in plan.sources
        ]
        lessens = attrs.evolve(plan, sources=more).shortfall < plan.shortfall
        assert lessens == (source.code in named)


@given(funding_plans(most_instalments=0), amounts(), st.frozensets(item_kinds(), max_size=2))
def test_another_source_never_makes_a_met_plan_unmet(
    plan: FundingPlan, amount: Money, pays: frozenset[str]
) -> None:
    more = FundingSource("more", "新来源", "another", amount=amount, pays=pays)
    assert attrs.evolve(plan, sources=[*plan.sources, more]).shortfall <= plan.shortfall


def drawn(plan: FundingPlan) -> list[int]:
    """Return what is drawn of each source, those called first before the others."""
    called = sorted(plan.sources, key=lambda source: source.order)
    left = plan.left_over()
    return [source.amount.fen - left[source.code].fen for source in called]


@given(funding_plans(most_instalments=0))
def test_sources_called_first_are_used_as_far_as_they_can_be(plan: FundingPlan) -> None:
    called = sorted(plan.sources, key=lambda source: source.order)
    before = 0
    for count, used in enumerate(drawn(plan), start=1):
        alone = attrs.evolve(plan, sources=called[:count])
        assert before + used == alone.total.fen - alone.shortfall.fen
        before += used


@given(funding_plans(most_instalments=0))
def test_items_listed_first_are_met_as_far_as_they_can_be(plan: FundingPlan) -> None:
    lacking = {str(row[0]): int(row[-1]) for row in plan.rows()[1:]}
    for count in range(len(plan.items) + 1):
        first = attrs.evolve(plan, items=plan.items[:count])
        assert first.shortfall.fen == sum(lacking[item.code] for item in first.items)


@given(funding_plans(most_instalments=0), st.permutations(range(4)))
def test_what_lacks_does_not_follow_the_order_in_which_things_are_listed(
    plan: FundingPlan, order: Sequence[int]
) -> None:
    items = [plan.items[at] for at in order if at < len(plan.items)]
    sources = [plan.sources[at] for at in order if at < len(plan.sources)]
    other = attrs.evolve(plan, items=items, sources=sources)
    assert other.shortfall == plan.shortfall
    assert {frozenset(each.items) for each in other.violations()} == {
        frozenset(each.items) for each in plan.violations()
    }


@given(funding_plans())
def test_money_that_is_there_from_the_start_never_lacks_more(plan: FundingPlan) -> None:
    early = attrs.evolve(plan, sources=[attrs.evolve(source, instalments=()) for source in plan.sources])
    assert early.shortfall <= plan.shortfall


@given(funding_plans())
def test_money_is_paid_only_after_it_has_come(plan: FundingPlan) -> None:
    due = {item.code: item.due for item in plan.items}
    for source in plan.sources:
        for last in {on for on in due.values() if on is not None}:
            before = [
                share
                for share in plan.shares()
                if share.source == source.code and (on := due[share.item]) is not None and on <= last
            ]
            assert Money.total(share.amount for share in before) <= source.there_by(last)


@given(funding_plans())
def test_every_item_is_explained_to_the_fen(plan: FundingPlan) -> None:
    for item in plan.items:
        words = plan.explain(item.code)
        for share in plan.shares():
            if share.item == item.code:
                assert f"pays {share.amount} (call" in words.en
                assert f"付 {share.amount}（第" in words.zh
    assert plan.text("zh").count("\n") + 1 >= len(plan.items)


# ------------------------------------------------------------------ flows and accounts


@given(
    st.lists(st.integers(0, 15), max_size=4),
    st.lists(st.integers(0, 6), min_size=4, max_size=4),
    st.lists(st.integers(0, 6), min_size=4, max_size=4),
)
def test_a_flow_is_as_great_as_any_order_of_growing_it(
    may: list[int], room: list[int], amounts_of: list[int]
) -> None:
    totals = set[int]()
    for order in permutations(range(len(may))):
        flow = Flow(may, room)
        grown = {giver: flow.grow(giver, amounts_of[giver]) for giver in order}
        for giver in order:
            assert sum(flow.given(giver).values()) == grown[giver] <= amounts_of[giver]
            assert all(may[giver] >> taker & 1 for taker in flow.given(giver))
        for taker in range(4):
            assert sum(flow.given(giver).get(taker, 0) for giver in order) <= room[taker]
        totals.add(sum(grown.values()))
    assert len(totals) == 1


@given(funding_accounts())
def test_an_account_adds_up(account: FundingAccount) -> None:
    known = {item.code for item in account.plan.items}
    paid_for = [payment.amount for payment in account.payments if payment.item in known]
    assert sum(row[2] for row in account.by_item()) == Money.total(paid_for).fen
    for row in (*account.by_item(), *account.by_source()):
        assert row[1] - row[2] == row[3]


@given(funding_plans(most_instalments=0))
def test_paying_as_planned_gives_no_finding(plan: FundingPlan) -> None:
    paid = [Payment(share.source, share.item, amount=share.amount) for share in plan.shares()]
    assert FundingAccount(plan, paid).findings() == ()
