"""Sittings of the four-party council that stand at their beginning."""

import pytest
from tests.unit.meeting.sitting.sittings import ALL_FOUR, NINE

from communitygov.meeting.council.council import Council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.sitting.sitting import Sitting


@pytest.fixture
def sitting(council: Council) -> Sitting:
    """Hold a sitting to which nobody has come yet."""
    return Sitting(id="LQ-M1", council=council, held_at=NINE)


@pytest.fixture
def full(sitting: Sitting) -> Sitting:
    """Hold a sitting that is open and to which all four have come."""
    return sitting.open("d-1").sign_in(*ALL_FOUR)


@pytest.fixture
def reserved(council: Council) -> Sitting:
    """Hold a sitting of a council with somebody in reserve for d-4."""
    reserve = Delegate("d-9", "local_worthies", substitute_of="d-4")
    return Sitting(id="LQ-M1", council=council.with_delegate(reserve), held_at=NINE)
