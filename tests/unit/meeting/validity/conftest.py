"""A sitting in which nothing is amiss under strict orders, and one of four delegates under bare orders."""

from datetime import UTC, datetime

import pytest

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.testing.strategies.orders import sound_sitting, strict_orders

NINE = datetime(2023, 5, 15, 9, tzinfo=UTC)


@pytest.fixture
def sound() -> Sitting:
    """Hold a sitting as it should be."""
    return sound_sitting()


@pytest.fixture
def strict() -> StandingOrders:
    """Ask for something of every kind."""
    return strict_orders()


@pytest.fixture
def bare() -> StandingOrders:
    """Ask for nothing but what the library does."""
    return StandingOrders(id="bare", version="1")


@pytest.fixture
def four() -> Sitting:
    """Let d-1 to d-4 sit, one for each constituency, with d-9 in reserve for d-4."""
    seats = [Delegate(f"d-{at}", each.code) for at, each in enumerate(FOUR_CONSTITUENCIES, start=1)]
    reserve = Delegate("d-9", FOUR_CONSTITUENCIES[3].code, substitute_of="d-4")
    council = four_party_council([*seats, reserve])
    return Sitting(id="LQ-M2", council=council, held_at=NINE).open("d-1").sign_in("d-1", "d-2", "d-3", "d-4")
