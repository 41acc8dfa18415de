"""The field's procedures as tables: 五步议事, the five-step deliberation, and those that stand beside it."""

from communitygov.deliberation.catalogue import CatalogueEntry, Provenance, catalogue, catalogued
from communitygov.deliberation.condition import FactKind
from communitygov.deliberation.five_step import Step, five_step, five_step_literal
from communitygov.deliberation.five_step_policy import DEFAULT_POLICY, FiveStepPolicy, HandlingStart
from communitygov.deliberation.handover import handover
from communitygov.deliberation.mediation import MediationPolicy, MediationRole, mediation
from communitygov.deliberation.rating import DEFAULT_RATING_POLICY, RatingPolicy, RatingResult
from communitygov.deliberation.rating_criterion import Criterion, RatingOutcome
from communitygov.deliberation.rating_distribution import Distribution
from communitygov.deliberation.rating_scale import (
    FIVE_POINTS,
    SATISFIED_OR_NOT,
    THREE_GRADES,
    Comparison,
    Measure,
    Scale,
    Threshold,
)
from communitygov.deliberation.snap_report import SNAP_REPORT_RATING, SnapReportPolicy, snap_report
from communitygov.deliberation.three_tier import (
    THREE_TIER_RATING,
    ThreeTierPolicy,
    Tier,
    TierRole,
    three_tier,
)
from communitygov.deliberation.valid_rating import Raters, Rating, SetAside
from communitygov.deliberation.village_policy import FIGURE_SOURCES, ConsentBase, VillagePolicy
from communitygov.deliberation.village_resolution import VillageRole, VillageStep, village_resolution

__all__ = [
    "DEFAULT_POLICY",
    "DEFAULT_RATING_POLICY",
    "FIGURE_SOURCES",
    "FIVE_POINTS",
    "SATISFIED_OR_NOT",
    "SNAP_REPORT_RATING",
    "THREE_GRADES",
    "THREE_TIER_RATING",
    "CatalogueEntry",
    "Comparison",
    "ConsentBase",
    "Criterion",
    "Distribution",
    "FactKind",
    "FiveStepPolicy",
    "HandlingStart",
    "Measure",
    "MediationPolicy",
    "MediationRole",
    "Provenance",
    "Raters",
    "Rating",
    "RatingOutcome",
    "RatingPolicy",
    "RatingResult",
    "Scale",
    "SetAside",
    "SnapReportPolicy",
    "Step",
    "ThreeTierPolicy",
    "Threshold",
    "Tier",
    "TierRole",
    "VillagePolicy",
    "VillageRole",
    "VillageStep",
    "catalogue",
    "catalogued",
    "five_step",
    "five_step_literal",
    "handover",
    "mediation",
    "snap_report",
    "three_tier",
    "village_resolution",
]
