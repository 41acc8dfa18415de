"""What a ledger refuses to take, with every reason at once."""

import attrs
import pytest
from tests.unit.space.operation.neighbours import HOUR, NINE, refused, scheme

from communitygov.core.money import Money
from communitygov.space.operation import (
    Prosumer,
    ProsumerLedger,
    ProsumerRule,
    Purchase,
    ServiceOffer,
    admission,
)


def test_nobody_buys_from_oneself() -> None:
    ledger = ProsumerLedger(scheme())
    assert refused(lambda: ledger.buy("e-1", offer="lesson", buyer="r-1", at=NINE)) == ["SELF_PURCHASE"]


def test_a_price_over_the_ceiling_is_refused_and_the_ceiling_itself_is_not() -> None:
    ledger = ProsumerLedger(scheme())
    over = ["PRICE_OVER_CEILING"]
    assert refused(lambda: ledger.buy("e-1", offer="dear", buyer="r-2", at=NINE)) == over
    assert len(ledger.buy("e-1", offer="dear", buyer="r-2", at=NINE, price=Money.yuan(20))) == 1


def test_a_ceiling_of_its_own_goes_before_that_of_all() -> None:
    rule = ProsumerRule(ceiling=Money.yuan(20), ceilings=[("repairs", Money.yuan(30))])
    ledger = ProsumerLedger(attrs.evolve(scheme(), rule=rule))
    assert ledger.buy("e-1", offer="dear", buyer="r-2", at=NINE).balance("r-1") == Money.yuan(30)


def test_more_than_was_offered_is_refused() -> None:
    entry = Purchase("e-1", at=NINE, buyer="r-2", offer="lesson", price=Money.yuan(16))
    assert [reason.code for reason in ProsumerLedger(scheme()).explain(entry)] == ["PRICE_OVER_OFFER"]


def test_every_unmet_condition_is_named_at_once() -> None:
    ledger = ProsumerLedger(scheme(credit=Money(0))).buy("e-1", offer="bread", buyer="r-3", at=NINE)
    entry = Purchase("e-1", at=NINE, buyer="r-1", offer="dear", price=Money.yuan(31))
    assert refused(lambda: ledger.with_all([entry])) == [
        "ENTRY_ID_TAKEN",
        "SELF_PURCHASE",
        "PRICE_OVER_CEILING",
        "PRICE_OVER_OFFER",
        "CREDIT_EXCEEDED",
    ]
    assert len(ledger) == 1


def test_what_is_not_there_or_not_open_is_named() -> None:
    ledger = ProsumerLedger(scheme())
    nothing = ["OFFER_UNKNOWN", "BUYER_UNKNOWN"]
    assert refused(lambda: ledger.buy("e-1", offer="none", buyer="r-9", at=NINE)) == nothing
    assert refused(lambda: ledger.buy("e-1", offer="past", buyer="r-1", at=NINE)) == ["OFFER_NOT_OPEN"]
    assert refused(lambda: ledger.buy("e-1", offer="foreign", buyer="r-1", at=NINE)) == ["GIVER_UNKNOWN"]
    agreed = Money.yuan(5)
    assert "OFFER_UNKNOWN" in refused(
        lambda: ledger.buy("e-1", offer="x", buyer="r-1", at=NINE, price=agreed)
    )


def test_credit_ends_where_the_caller_says_and_earning_makes_room() -> None:
    ledger = ProsumerLedger(scheme(credit=Money.yuan(15))).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    assert refused(lambda: ledger.buy("e-2", offer="lesson", buyer="r-2", at=NINE)) == ["CREDIT_EXCEEDED"]
    assert len(ledger.buy("e-2", offer="lesson", buyer="r-2", at=NINE, price=Money(0))) == 2
    earned = ledger.publish(ServiceOffer("cake", by="r-2", skill="baking", price=Money.yuan(15)))
    earned = earned.buy("e-2", offer="cake", buyer="r-3", at=NINE)
    assert earned.buy("e-3", offer="lesson", buyer="r-2", at=NINE).balance("r-2") == Money.yuan(-15)


def test_what_cannot_be_taken_back_is_named() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    back = ledger.reverse("e-1", id="e-2", at=NINE)
    assert refused(lambda: ledger.reverse("e-7", id="e-8", at=NINE)) == ["REVERSED_UNKNOWN"]
    assert refused(lambda: back.reverse("e-1", id="e-3", at=NINE)) == ["REVERSED_ALREADY"]
    assert refused(lambda: back.reverse("e-2", id="e-3", at=NINE)) == ["REVERSED_UNKNOWN"]
    early = ["ENTRY_ID_TAKEN", "REVERSED_EARLIER"]
    assert refused(lambda: ledger.reverse("e-1", id="e-1", at=NINE - HOUR)) == early


def test_a_full_ledger_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MOST_ENTRIES", 1)
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    assert refused(lambda: ledger.buy("e-2", offer="lesson", buyer="r-2", at=NINE)) == ["LEDGER_FULL"]


def test_what_takes_longer_than_offered_is_refused() -> None:
    ledger = ProsumerLedger(scheme())
    long = Purchase("e-1", at=NINE, buyer="r-2", offer="lesson", price=Money(0), minutes=46)
    assert [reason.code for reason in ledger.explain(long)] == ["MINUTES_OVER_OFFER"]
    assert ledger.explain(attrs.evolve(long, minutes=45)) == ()


def test_who_has_not_the_skill_sells_nothing() -> None:
    ledger = ProsumerLedger(scheme()).enrol(Prosumer("r-9"))
    assert refused(lambda: ledger.buy("e-1", offer="foreign", buyer="r-2", at=NINE)) == [
        "GIVER_WITHOUT_SKILL"
    ]
