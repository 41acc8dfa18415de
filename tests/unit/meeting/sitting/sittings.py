"""What sittings are tried with, and what is read off them."""

from datetime import UTC, datetime, timedelta

from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.tally.counts import Base
from communitygov.meeting.threshold import MoreThan

ALL_FOUR = ("d-1", "d-2", "d-3", "d-4")
NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
MOST = Majority("heads", base=Base.VALID, threshold=MoreThan("1/2"))
MATTER = Motion("m-1", "LQ-1", mover="d-1", text="先改造东区线路")


def codes(sitting: Sitting) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in sitting.findings()]


def counted(sitting: Sitting, about: str = "LQ-1") -> dict[str, str]:
    """Return what counts in the last round, by voter."""
    return {each.ballot.voter: each.ballot.choice.value for each in sitting.counted(sitting.votes(about)[-1])}


def minutes(number: int) -> datetime:
    return NINE + timedelta(minutes=number)
