"""Members, offers and the rule of a scheme."""

from datetime import date

import pytest

from communitygov.core.money import Money
from communitygov.errors import InvalidValue
from communitygov.space.function.side import PriceClass
from communitygov.space.operation import Prosumer, ProsumerRule, ProsumerScheme, ServiceOffer
from communitygov.space.operation.offer import LONGEST_SERVICE

RULE = ProsumerRule(ceiling=Money.yuan(20))


def test_offers_against_the_rule_are_findings_of_the_scheme() -> None:
    scheme = ProsumerScheme(
        "s",
        rule=RULE,
        prosumers=[Prosumer("r-1", skills={"music"})],
        offers=[
            ServiceOffer("c", by="r-9", skill="music"),
            ServiceOffer("b", by="r-1", skill="baking"),
            ServiceOffer("a", by="r-1", skill="music", price=Money.yuan(21)),
            ServiceOffer("d", by="r-1", skill="music", price=Money.yuan(20)),
        ],
    )
    assert [(finding.subject, finding.code) for finding in scheme.findings()] == [
        ("a", "OFFER_OVER_CEILING"),
        ("b", "OFFER_WITHOUT_SKILL"),
        ("c", "OFFER_OF_NOBODY"),
    ]


def test_what_is_low_follows_from_the_ceiling() -> None:
    offers = [ServiceOffer("o", by="r", skill="x", price=Money.yuan(yuan)) for yuan in (0, 20, 21)]
    classes = [RULE.price_class(offer) for offer in offers]
    assert classes == [PriceClass.FREE, PriceClass.LOW, PriceClass.MARKET]


def test_an_offer_is_open_from_its_first_day_to_before_its_last() -> None:
    offer = ServiceOffer("o", by="r", skill="x", since=date(2023, 5, 1), until=date(2023, 6, 1))
    days = (date(2023, 4, 30), date(2023, 5, 1), date(2023, 5, 31), date(2023, 6, 1))
    assert [offer.is_open(on) for on in days] == [False, True, True, False]
    with pytest.raises(InvalidValue, match="until"):
        ServiceOffer("o", by="r", skill="x", since=date(2023, 5, 1), until=date(2023, 5, 1))


def test_a_member_or_an_offer_stands_once() -> None:
    with pytest.raises(InvalidValue, match="offers: 'a'"):
        ProsumerScheme("s", rule=RULE, offers=[ServiceOffer("a", by="r", skill="x")] * 2)
    with pytest.raises(InvalidValue, match="prosumers: 100001"):
        ProsumerScheme("s", rule=RULE, prosumers=[Prosumer(f"r-{n}") for n in range(100_001)])


def test_what_is_added_is_of_its_kind() -> None:
    scheme = ProsumerScheme("s", rule=RULE)
    assert scheme.enrol(Prosumer("r-1")).has_member("r-1")
    assert scheme.publish(ServiceOffer("o", by="r-1", skill="x")).offer("o") is not None
    with pytest.raises(InvalidValue, match="must be a Prosumer"):
        scheme.enrol("r-1")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be a ServiceOffer"):
        scheme.publish("o")  # type: ignore[arg-type]


def test_a_price_is_money_within_bounds_and_a_service_is_no_longer_than_a_week() -> None:
    for wrong in (Money(-1), Money(100_000_001), 5):
        with pytest.raises(InvalidValue, match="price"):
            ServiceOffer("o", by="r", skill="x", price=wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="minutes"):
        ServiceOffer("o", by="r", skill="x", minutes=LONGEST_SERVICE + 1)


def test_a_hundred_thousand_ceilings_are_refused() -> None:
    many = [(f"s-{number:07}", Money(1)) for number in range(100_000)]
    with pytest.raises(InvalidValue, match="1000 at most"):
        ProsumerRule(ceiling=Money(1), ceilings=many)


def test_ceilings_are_ordered_pairs_of_a_skill_and_money() -> None:
    for wrong in (
        [("b", Money(1)), ("a", Money(1))],
        [("a", 1)],
        ["a"],
        [("歌", Money(1))],
        [("a", Money(-1))],
    ):
        with pytest.raises(InvalidValue, match="ceilings"):
            ProsumerRule(ceiling=Money(1), ceilings=wrong)  # type: ignore[arg-type]
