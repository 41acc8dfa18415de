"""Circles of so many minutes (生活圈): who lives within them, in a straight line or on foot.

Read in this order: `circle` (the two kinds, with their speed), `demand` (where people live, where places
are), `walk_network` (streets), then `reach`, which asks who is inside.  From that follow `measuring`
(coverage by age band, grid and site), `floating` (two-step floating catchment), `walk_reach` (one site) and
`detour`.
"""

from communitygov.space.circle.catchment import Catchment
from communitygov.space.circle.circle import (
    MOST_CIRCLES,
    QUARTER_HOUR,
    STRAIGHT_WALK,
    Circle,
    CirclesDoNotMix,
    StraightCircle,
    WalkCircle,
)
from communitygov.space.circle.circle_coverage import CircleCoverage, SiteReach
from communitygov.space.circle.coverage import Coverage, CoverageRow, Gain
from communitygov.space.circle.demand import DemandPoint, Site
from communitygov.space.circle.detour import Detour, detours
from communitygov.space.circle.floating import Supply, catchment_in_floats, two_step_catchment
from communitygov.space.circle.measuring import coverage
from communitygov.space.circle.published_coverage import BEYOND, PublishedCoverage
from communitygov.space.circle.reach import distances, nearest_sites, reached, reached_within
from communitygov.space.circle.served_share import ServedShare, gini
from communitygov.space.circle.walk_network import SNAP_LIMIT, WalkNetwork
from communitygov.space.circle.walk_reach import WalkReach, walk_circle

__all__ = [
    "BEYOND",
    "MOST_CIRCLES",
    "QUARTER_HOUR",
    "SNAP_LIMIT",
    "STRAIGHT_WALK",
    "Catchment",
    "Circle",
    "CircleCoverage",
    "CirclesDoNotMix",
    "Coverage",
    "CoverageRow",
    "DemandPoint",
    "Detour",
    "Gain",
    "PublishedCoverage",
    "ServedShare",
    "Site",
    "SiteReach",
    "StraightCircle",
    "Supply",
    "WalkCircle",
    "WalkNetwork",
    "WalkReach",
    "catchment_in_floats",
    "coverage",
    "detours",
    "distances",
    "gini",
    "nearest_sites",
    "reached",
    "reached_within",
    "two_step_catchment",
    "walk_circle",
]
