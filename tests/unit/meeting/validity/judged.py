"""Votes of four delegates, and what is amiss in them."""

from communitygov.meeting.decision.majority import Majority, Tie
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.threshold import MoreThan
from communitygov.meeting.validity import HigherDecision, check_sitting

SIMPLE = Majority("heads", base="yes_no", threshold=MoreThan("1/2"), tie=Tie.CASTING_VOTE)
EVERYBODY = {"d-1": "yes", "d-2": "yes", "d-3": "yes", "d-4": "yes"}


def codes(sitting: Sitting, orders: StandingOrders, *higher: HigherDecision) -> list[str]:
    """Return the codes of what is amiss."""
    return [finding.code for finding in check_sitting(sitting, orders, higher=higher)]


def voted(sitting: Sitting, about: str = "LQ-1") -> Sitting:
    """Let all four vote in favour."""
    return sitting.open_vote(about).cast_all(EVERYBODY, about=about).close_vote(about)
