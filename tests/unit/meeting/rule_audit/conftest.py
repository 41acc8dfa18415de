"""Rules and bodies that audits are tried on."""

from collections.abc import Callable

import pytest

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.combination import All, EachOf, In
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.measure import AREA
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

HALF = MoreThan("1/2")


@pytest.fixture
def owners() -> Callable[..., Electorate]:
    """Make an electorate of owners: so many of one square metre, or of the areas given."""

    def make(*areas: int, equal: int = 0) -> Electorate:
        listed = areas or (1,) * equal
        return Electorate(
            constituencies=[Constituency("owners", "业主", "owners")],
            voters=[
                Voter(f"o-{at}", "owners", weights={"area": 100 * area}) for at, area in enumerate(listed)
            ],
            measures=[AREA],
            council="owners",
        )

    return make


@pytest.fixture
def council() -> Callable[..., Council]:
    """Make a four-party council of so many seats each."""

    def make(*sizes: int) -> Council:
        return four_party_council(
            [
                Delegate(f"{side.code}-{at}", side.code)
                for side, size in zip(FOUR_CONSTITUENCIES, sizes, strict=True)
                for at in range(size)
            ]
        )

    return make


@pytest.fixture
def by_area_and_heads() -> Callable[[Threshold], DecisionRule]:
    """Make the rule of article 278: two thirds take part, and so many of them agree, by area and by heads."""

    def make(agree: Threshold) -> DecisionRule:
        return All(
            *(Quorum(by, AtLeast("2/3"), count="participating") for by in ("area", "heads")),
            *(Majority(by, base="participating", threshold=agree) for by in ("area", "heads")),
        )

    return make


@pytest.fixture
def ordinary(by_area_and_heads: Callable[[Threshold], DecisionRule]) -> DecisionRule:
    """Make the rule of article 278 for ordinary matters."""
    return by_area_and_heads(HALF)


@pytest.fixture
def concurrent() -> DecisionRule:
    """Ask for a majority of all, of three constituencies, and of the first."""
    agrees = Majority("heads", base="participating", threshold=HALF)
    return All(agrees, EachOf(agrees, least=3), In(FOUR_CONSTITUENCIES[0].code, agrees))
