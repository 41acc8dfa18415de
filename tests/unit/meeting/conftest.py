"""A four-party council with one delegate of each."""

import pytest

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate


@pytest.fixture
def council() -> Council:
    """Seat d-1 to d-4, one for each constituency in the order of the document."""
    return four_party_council(
        [Delegate(f"d-{at}", each.code) for at, each in enumerate(FOUR_CONSTITUENCIES, start=1)]
    )
