"""A four-party council with one delegate of each, and a sitting of it."""

from datetime import UTC, datetime

import pytest

from communitygov.meeting.council import FOUR_CONSTITUENCIES, Council, Delegate, four_party_council
from communitygov.meeting.sitting import Sitting


@pytest.fixture
def council() -> Council:
    """Seat d-1 to d-4, one for each constituency in the order of the document."""
    return four_party_council(
        [Delegate(f"d-{at}", each.code) for at, each in enumerate(FOUR_CONSTITUENCIES, start=1)]
    )


@pytest.fixture
def sitting(council: Council) -> Sitting:
    """Hold a sitting to which nobody has come yet."""
    return Sitting(id="LQ-M1", council=council, held_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
