"""Front door of the decision: the rules as an algebra, and what they come to, explained."""

from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import Decision, DecisionRule, Extent, Figures, Prospect
from communitygov.meeting.decision.explanation import Explanation
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority, Silent, Tie
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum

__all__ = [
    "FOUR_PARTY_DEFAULT",
    "All",
    "Any",
    "AtLeastOf",
    "Constituted",
    "Decision",
    "DecisionRule",
    "EachOf",
    "Explanation",
    "Extent",
    "Figures",
    "In",
    "Majority",
    "Minimum",
    "NoUnsettledObjection",
    "NoVoteAgainst",
    "Outcome",
    "Prospect",
    "Quorum",
    "Silent",
    "Sub",
    "Tie",
    "Unanimous",
]
