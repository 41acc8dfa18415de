"""What was done: hazards, checklists, portfolios, leagues, opportunities, honours and staged projects.

Read in this order: `date_span` (as exactly as it is known), `hazard` (units, before and after), `checklist`
(members as data), `portfolio` (so many items of so many classes), `league`, `opportunity`, `honour`,
`project` (stages and gates).  Figures of different places are never summed.
"""

from communitygov.programme.checklist.checklist import Checklist, Coverage
from communitygov.programme.checklist.item import ChecklistItem
from communitygov.programme.checklist.presets import (
    CHECKLISTS,
    DEMONSTRATION_CRITERIA,
    DOUBLE_DEMONSTRATION,
    FIVE_ACTIONS,
    FIVE_LINES,
    FIVE_ONES,
    FIVE_SYNC,
    FIVE_WORKING_STEPS,
    FOUR_ONES,
    SIX_MICRO,
    SIX_ONES,
    checklist_named,
)
from communitygov.programme.checklist.unlisted import MembersNotListed, UnlistedSet
from communitygov.programme.date_span import DateSpan
from communitygov.programme.hazard.entry import HazardEntry, HazardReading
from communitygov.programme.hazard.kind import HazardKind, HazardMeasure
from communitygov.programme.hazard.ledger import HazardLedger
from communitygov.programme.hazard.parted import Part, PartedFigure, PartsDoNotAddUp
from communitygov.programme.hazard.standing import (
    ActivityLog,
    PlanMode,
    SafetyActivity,
    SafetyTask,
    StandingPlan,
    StandingTask,
)
from communitygov.programme.hazard.supply import HazardStatus, HazardSupply
from communitygov.programme.hazard.total import HazardTotal
from communitygov.programme.hazard.trend import Direction, HazardTrend, direction
from communitygov.programme.honour import Holder, Honour, HonourRoll
from communitygov.programme.league.league import League
from communitygov.programme.league.measure import Axis, LeagueMeasure, LeagueResult, Sense
from communitygov.programme.league.quarter import Quarter
from communitygov.programme.league.ranking import Ranking, Standing
from communitygov.programme.league.score import Movement, WeightedStanding
from communitygov.programme.opportunity import (
    Opportunity,
    OpportunityList,
    OpportunityMatch,
    OpportunityNotOpen,
    OpportunityStatus,
)
from communitygov.programme.portfolio.overlap import Overlap, overlaps
from communitygov.programme.portfolio.portfolio import Portfolio, PortfolioItem, ProjectCharge
from communitygov.programme.project.duration import ProjectDuration
from communitygov.programme.project.plan import BUILDING_PROJECT, ROLLOUT, Gate, ProjectPlan, Stage
from communitygov.programme.project.programme import Programme, ProgrammeMeasure
from communitygov.programme.project.staged import PROJECT_OWNER, staged_project
from communitygov.programme.project.uncontradicted import Uncontradicted

__all__ = [
    "BUILDING_PROJECT",
    "CHECKLISTS",
    "DEMONSTRATION_CRITERIA",
    "DOUBLE_DEMONSTRATION",
    "FIVE_ACTIONS",
    "FIVE_LINES",
    "FIVE_ONES",
    "FIVE_SYNC",
    "FIVE_WORKING_STEPS",
    "FOUR_ONES",
    "PROJECT_OWNER",
    "ROLLOUT",
    "SIX_MICRO",
    "SIX_ONES",
    "ActivityLog",
    "Axis",
    "Checklist",
    "ChecklistItem",
    "Coverage",
    "DateSpan",
    "Direction",
    "Gate",
    "HazardEntry",
    "HazardKind",
    "HazardLedger",
    "HazardMeasure",
    "HazardReading",
    "HazardStatus",
    "HazardSupply",
    "HazardTotal",
    "HazardTrend",
    "Holder",
    "Honour",
    "HonourRoll",
    "League",
    "LeagueMeasure",
    "LeagueResult",
    "MembersNotListed",
    "Movement",
    "Opportunity",
    "OpportunityList",
    "OpportunityMatch",
    "OpportunityNotOpen",
    "OpportunityStatus",
    "Overlap",
    "Part",
    "PartedFigure",
    "PartsDoNotAddUp",
    "PlanMode",
    "Portfolio",
    "PortfolioItem",
    "Programme",
    "ProgrammeMeasure",
    "ProjectCharge",
    "ProjectDuration",
    "ProjectPlan",
    "Quarter",
    "Ranking",
    "SafetyActivity",
    "SafetyTask",
    "Sense",
    "Stage",
    "Standing",
    "StandingPlan",
    "StandingTask",
    "Uncontradicted",
    "UnlistedSet",
    "WeightedStanding",
    "checklist_named",
    "direction",
    "overlaps",
    "staged_project",
]
