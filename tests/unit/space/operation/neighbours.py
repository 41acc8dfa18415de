"""A scheme of three neighbours, an hour at which they deal, and why something is refused them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from communitygov.core.money import Money
from communitygov.space.operation import (
    OperationRefused,
    Prosumer,
    ProsumerRule,
    ProsumerScheme,
    ServiceOffer,
)

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def scheme(*, credit: Money | None = None) -> ProsumerScheme:
    """Make a scheme of three neighbours and four offers, one of them dear and one over."""
    return ProsumerScheme(
        "north-gate",
        rule=ProsumerRule(ceiling=Money.yuan(20), credit=credit),
        prosumers=[
            Prosumer("r-1", skills={"music", "repairs"}),
            Prosumer("r-2", skills={"baking"}),
            Prosumer("r-3"),
        ],
        offers=[
            ServiceOffer("lesson", by="r-1", skill="music", price=Money.yuan(15), minutes=45),
            ServiceOffer("bread", by="r-2", skill="baking"),
            ServiceOffer("dear", by="r-1", skill="repairs", price=Money.yuan(30)),
            ServiceOffer("past", by="r-2", skill="baking", until=date(2023, 5, 1)),
            ServiceOffer("foreign", by="r-9", skill="music"),
        ],
    )


def refused(act: Callable[[], object]) -> list[str]:
    """Return the codes of every reason for which something is refused."""
    with pytest.raises(OperationRefused) as caught:
        act()
    return [reason.code for reason in caught.value.reasons]
