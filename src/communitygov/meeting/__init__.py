"""Front door of the meeting: councils, sittings, tallies and decisions."""

from communitygov.meeting.council import (
    FOUR_CONSTITUENCIES,
    LOCAL_WORTHIES,
    RESIDENTS_REPRESENTATIVES,
    RETIRED_CADRE_REPRESENTATIVES,
    TWO_COMMITTEE_CADRES,
    Constituency,
    Council,
    Delegate,
    four_party_council,
)
from communitygov.meeting.decision import Decision, DecisionRule, Explanation, Outcome
from communitygov.meeting.rule import (
    FOUR_PARTY_DEFAULT,
    All,
    Constituted,
    EachOf,
    Minimum,
    NoUnsettledObjection,
)
from communitygov.meeting.sitting import Choice, Objection, Sitting, Vote
from communitygov.meeting.tally import Count, Counts, Scope, Tally

__all__ = [
    "FOUR_CONSTITUENCIES",
    "FOUR_PARTY_DEFAULT",
    "LOCAL_WORTHIES",
    "RESIDENTS_REPRESENTATIVES",
    "RETIRED_CADRE_REPRESENTATIVES",
    "TWO_COMMITTEE_CADRES",
    "All",
    "Choice",
    "Constituency",
    "Constituted",
    "Council",
    "Count",
    "Counts",
    "Decision",
    "DecisionRule",
    "Delegate",
    "EachOf",
    "Explanation",
    "Minimum",
    "NoUnsettledObjection",
    "Objection",
    "Outcome",
    "Scope",
    "Sitting",
    "Tally",
    "Vote",
    "four_party_council",
]
