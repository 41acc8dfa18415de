"""Hazards: what was done about them, what was seen before and after, what is left, and when to look again."""

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

__all__ = [
    "ActivityLog",
    "Direction",
    "HazardEntry",
    "HazardKind",
    "HazardLedger",
    "HazardMeasure",
    "HazardReading",
    "HazardStatus",
    "HazardSupply",
    "HazardTotal",
    "HazardTrend",
    "Part",
    "PartedFigure",
    "PartsDoNotAddUp",
    "PlanMode",
    "SafetyActivity",
    "SafetyTask",
    "StandingPlan",
    "StandingTask",
    "direction",
]
