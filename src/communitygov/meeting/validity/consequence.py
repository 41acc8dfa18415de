"""What a finding about a sitting does to its votes, and a finding with its place in the log.

This module knows no rule.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from communitygov.core.finding import Finding
from communitygov.core.terms import TermEnum
from communitygov.meeting.decision.outcome import Outcome


class Consequence(TermEnum):
    """What a finding does to the votes that it reaches.

    Examples
    --------
    >>> Consequence("voids").label("zh"), Consequence.VOIDS.outcome, Consequence.REPORTED.outcome
    ('表决无效', Outcome.VOID, None)
    """

    VOIDS = "voids", "表决无效", "the vote is void"
    INQUORATE = "inquorate", "未达法定人数", "the vote is inquorate"
    NOT_COUNTED = "not_counted", "该票或该人不计", "the ballot or the person is not counted"
    REPORTED = "reported", "仅作记录", "it is reported and changes nothing"

    @property
    def outcome(self) -> Outcome | None:
        """What a vote comes to at best that such a finding reaches; none if it may still come to anything."""
        return _OUTCOMES.get(self)


_OUTCOMES: Mapping[Consequence, Outcome] = MappingProxyType(
    {Consequence.VOIDS: Outcome.VOID, Consequence.INQUORATE: Outcome.INQUORATE}
)

#: The place of what is amiss with the sitting as a whole.
BEFORE = -1
#: One question that was put: the place in the log at which it was, and what it was about.
Key = tuple[int, str]
#: Stands for every question that was put at the sitting.
EVERYTHING: Key = (BEFORE, "")


class Found(NamedTuple):
    """A finding, at which entry of the log it comes about, and which question it reaches, if any."""

    place: int
    finding: Finding
    reach: Key | None = None
