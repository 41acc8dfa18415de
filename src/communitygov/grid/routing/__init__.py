"""From a report to the one who is responsible (随手报 → 网格 → 责任人), and up from there.

Read in this order: `report` (what comes in), `placement` (in which grid it lies), `policy` (the tiers),
`router` (who has it), `dispatch` (the answer), `handling` (its life, a table for the engine of procedures).
"""

from communitygov.grid.routing.asked import Heirs, Locator, Staff
from communitygov.grid.routing.bulk import FirstWorkers
from communitygov.grid.routing.dispatch import Because, Dispatch, Hop, Route, Rule
from communitygov.grid.routing.handling import DISPATCHER, backlog, due_reports, handling
from communitygov.grid.routing.plan_condition import (
    HoldsReport,
    NamesDestination,
    ShowsPlan,
    TimeIsOver,
    destination,
)
from communitygov.grid.routing.policy import (
    NORMAL,
    URGENT,
    EscalationPolicy,
    Informed,
    Tier,
    three_tier_policy,
)
from communitygov.grid.routing.report import Ground, Report, Way
from communitygov.grid.routing.router import Router, dispatch

__all__ = [
    "DISPATCHER",
    "NORMAL",
    "URGENT",
    "Because",
    "Dispatch",
    "EscalationPolicy",
    "FirstWorkers",
    "Ground",
    "Heirs",
    "HoldsReport",
    "Hop",
    "Informed",
    "Locator",
    "NamesDestination",
    "Report",
    "Route",
    "Router",
    "Rule",
    "ShowsPlan",
    "Staff",
    "Tier",
    "TimeIsOver",
    "Way",
    "backlog",
    "destination",
    "dispatch",
    "due_reports",
    "handling",
    "three_tier_policy",
]
