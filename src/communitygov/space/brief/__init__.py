"""任务书: the rooms that a place needs, what it lacks of them, what a community should have, and when.

Read in this order: `room`, `adjacency`, `brief`, `gap`, `provision`, `recommend`; then `timetable`.
"""

from communitygov.space.brief.adjacency import Adjacency, Importance
from communitygov.space.brief.brief import STANDARD_EFFICIENCY, Brief, Efficiency
from communitygov.space.brief.exchange import to_networkx
from communitygov.space.brief.gap import brief_gaps
from communitygov.space.brief.provision import (
    PROVISION_RULES,
    SIZE_AGES_LOCATION,
    CommunityProfile,
    ProvisionRule,
)
from communitygov.space.brief.recommend import Advice, Recommendation, recommend
from communitygov.space.brief.room import NO_SIDE, Room
from communitygov.space.brief.schedule import HEADS, Line, LineKind

__all__ = [
    "HEADS",
    "NO_SIDE",
    "PROVISION_RULES",
    "SIZE_AGES_LOCATION",
    "STANDARD_EFFICIENCY",
    "Adjacency",
    "Advice",
    "Brief",
    "CommunityProfile",
    "Efficiency",
    "Importance",
    "Line",
    "LineKind",
    "ProvisionRule",
    "Recommendation",
    "Room",
    "brief_gaps",
    "recommend",
    "to_networkx",
]
