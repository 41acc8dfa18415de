"""Laws of ledgers, adopted plots, lockers, income and cost."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.errors import Words
from communitygov.space.function.side import PriceClass
from communitygov.space.operation import (
    AdoptionRegister,
    LockerBank,
    OperationRefused,
    ProsumerLedger,
    Purchase,
    per_part,
    sustainable,
    take_up,
)
from communitygov.testing.strategies.core import days, moments
from communitygov.testing.strategies.operation import (
    adoption_registers,
    entries_for,
    locker_banks,
    prices,
    prosumer_ledgers,
)

# ------------------------------------------------------------------ the ledger


@given(ledger=prosumer_ledgers())
def test_balances_and_minutes_always_sum_to_nothing(ledger: ProsumerLedger) -> None:
    members = [each.id for each in ledger.scheme.prosumers]
    assert Money.total(balance for _, balance in ledger.balances()) == Money(0)
    assert sum(ledger.minutes(member) for member in members) == 0


@given(ledger=prosumer_ledgers())
def test_nobody_has_bought_from_oneself_or_over_the_ceiling(ledger: ProsumerLedger) -> None:
    for entry in ledger.entries:
        if isinstance(entry, Purchase):
            offer = ledger.scheme.offer(entry.offer)
            assert offer is not None
            assert entry.buyer != offer.by
            assert entry.price <= min(offer.price, ledger.scheme.rule.ceiling_of(offer.skill))
    assert len({entry.id for entry in ledger.entries}) == len(ledger)


@given(ledger=prosumer_ledgers(), data=st.data())
def test_an_entry_is_made_or_refused_and_a_refusal_changes_nothing(
    ledger: ProsumerLedger, data: st.DataObject
) -> None:
    entry, before = data.draw(entries_for(ledger)), ledger.to_json()
    reasons = ledger.explain(entry)
    if reasons:
        with pytest.raises(OperationRefused) as caught:
            ledger.with_all((entry,))
        assert caught.value.reasons == reasons
    else:
        after = ledger.with_all((entry,))
        assert after.entries == (*ledger.entries, entry)
    assert ledger.to_json() == before


@given(ledger=prosumer_ledgers(), cut=st.integers(0, 8))
def test_entries_made_at_once_or_one_by_one_give_the_same_ledger(ledger: ProsumerLedger, cut: int) -> None:
    empty = ProsumerLedger(ledger.scheme)
    assert empty.with_all(ledger.entries) == ledger
    assert empty.with_all(ledger.entries[:cut]).with_all(ledger.entries[cut:]) == ledger
    assert len(empty) == 0


@given(ledger=prosumer_ledgers())
def test_what_is_all_taken_back_leaves_everybody_at_nothing(ledger: ProsumerLedger) -> None:
    bought = [entry for entry in ledger.entries if isinstance(entry, Purchase)]
    done = {getattr(entry, "of", "") for entry in ledger.entries}
    for number, entry in enumerate(each for each in bought if each.id not in done):
        ledger = ledger.reverse(entry.id, id=f"back#{number}", at=entry.at)
    assert {balance for _, balance in ledger.balances()} <= {Money(0)}


@given(ledger=prosumer_ledgers(), at=moments())
def test_a_statement_up_to_a_moment_and_one_from_it_meet(ledger: ProsumerLedger, at: datetime) -> None:
    for member, balance in ledger.balances():
        before, after = ledger.statement(member, until=at), ledger.statement(member, since=at)
        assert (before.closing, before.closing_minutes) == (after.opening, after.opening_minutes)
        assert (after.closing, after.closing_minutes) == (balance, ledger.minutes(member))


@given(ledger=prosumer_ledgers(), at=moments())
def test_the_sums_of_two_halves_are_the_sum_of_the_whole(ledger: ProsumerLedger, at: datetime) -> None:
    whole, early, late = ledger.sums(), ledger.sums(until=at), ledger.sums(since=at)
    assert whole.purchases == early.purchases + late.purchases
    assert whole.paid == early.paid + late.paid
    assert (whole.free, whole.minutes) == (early.free + late.free, early.minutes + late.minutes)
    assert whole.reversed == early.reversed + late.reversed
    assert whole.purchases + whole.reversals == len(ledger)


@given(ledger=prosumer_ledgers())
def test_what_is_low_or_free_may_be_bought_and_what_is_dear_is_a_finding(ledger: ProsumerLedger) -> None:
    scheme = ledger.scheme
    dear = {each.id for each in scheme.offers if scheme.rule.price_class(each) is PriceClass.MARKET}
    found = {each.subject for each in scheme.findings() if each.code == "OFFER_OVER_CEILING"}
    assert found == dear


# ------------------------------------------------------------------ plots


@given(register=adoption_registers(), on=days())
def test_no_plot_is_ever_fuller_than_it_may_be(register: AdoptionRegister, on: date) -> None:
    for plot in register.plots:
        adopters = register.adopters(plot.id, on=on)
        assert len(adopters) <= plot.capacity
        assert len(set(adopters)) == len(adopters)
    known = take_up(register, on=on)
    assert known.share is not None
    assert 0 <= known.share <= 1


@given(register=adoption_registers(), data=st.data())
def test_what_is_given_back_is_free_and_was_had_until_then(
    register: AdoptionRegister, data: st.DataObject
) -> None:
    if register.adoptions:
        given_up = data.draw(st.sampled_from(register.adoptions))
        on = given_up.since + timedelta(days=data.draw(st.integers(1, 50)))
        after = register.give_back(given_up.plot, by=given_up.by, on=on)
        assert given_up.by not in after.adopters(given_up.plot, on=on)
        assert given_up.by in after.adopters(given_up.plot, on=on - timedelta(days=1))
        assert len(after.adoptions) == len(register.adoptions)


@given(register=adoption_registers(), on=days())
def test_a_plot_is_free_exactly_if_somebody_may_adopt_it(register: AdoptionRegister, on: date) -> None:
    nobody_waits = AdoptionRegister(register.plots, adoptions=register.adoptions)
    for plot in register.plots:
        try:
            nobody_waits.adopt(plot.id, by="somebody-new", on=on)
        except OperationRefused:
            assert plot.id not in register.free(on=on)
        else:
            assert plot.id in register.free(on=on)


# ------------------------------------------------------------------ lockers, income, cost


@given(bank=locker_banks())
def test_a_locker_is_free_or_holds_one_order(bank: LockerBank) -> None:
    held = [code for code in bank.lockers if bank.order_in(code) is not None]
    assert sorted((*bank.free, *held)) == [*bank.lockers]
    for code in bank.free:
        assert bank.put(code, order="new").take(code) == bank


@given(income=prices(), cost=prices())
def test_income_covers_cost_exactly_if_nothing_is_missing(income: Money, cost: Money) -> None:
    known = sustainable(income, cost=cost)
    assert known.is_sustainable == (known.findings() == ()) == (income >= cost)
    assert known.surplus == income - cost


@given(total=prices(), parts=st.integers(1, 1_000))
def test_an_estimate_is_exact_and_its_rounding_is_half_a_fen_away_at_most(total: Money, parts: int) -> None:
    estimate = per_part(total, parts=parts, each=Words("每人", "a person"))
    assert estimate.fen * parts == total.fen
    assert abs(2 * (estimate.rounded.fen * parts - total.fen)) <= parts
