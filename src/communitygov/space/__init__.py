"""社区美空间: what a place must hold, for whom, when, by whom run and paid, and where it should lie.

Read in this order: `audience` and `function` (for whom, what for), `hours`; `place` (what it is) and
`life_cycle`; `brief` (what it must hold, before anyone draws it) with its timetable; `quality`, `mix`,
`operation`, `funding`; `standard`; `circle` (who reaches it), `cover` and `selection` (which places, which
functions), `vote` (what residents choose).  Each package has a front door of its own with everything in it;
here stands what most people need.

The names below are loaded when first used, so that whoever wants a circle does not load the standards.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communitygov.space.audience.age_band import AGE_BANDS, AgeBand, AgeBands, AgeGroup
    from communitygov.space.audience.population import Population
    from communitygov.space.brief.adjacency import Adjacency, Importance
    from communitygov.space.brief.brief import Brief, Efficiency
    from communitygov.space.brief.gap import brief_gaps
    from communitygov.space.brief.provision import CommunityProfile, ProvisionRule
    from communitygov.space.brief.recommend import recommend
    from communitygov.space.brief.room import Room
    from communitygov.space.brief.timetable.activity import Activity, Placement, SharedRoom, shared_rooms
    from communitygov.space.brief.timetable.pack import Packing, PackRule, pack
    from communitygov.space.brief.timetable.timetable import Timetable
    from communitygov.space.certificate import Certificate, Progress, Sense, Status, Stop
    from communitygov.space.circle.circle import CirclesDoNotMix, StraightCircle, WalkCircle
    from communitygov.space.circle.coverage import Coverage
    from communitygov.space.circle.demand import DemandPoint, Site
    from communitygov.space.circle.detour import detours
    from communitygov.space.circle.floating import Supply, two_step_catchment
    from communitygov.space.circle.measuring import coverage
    from communitygov.space.circle.walk_network import WalkNetwork
    from communitygov.space.circle.walk_reach import walk_circle
    from communitygov.space.cover.answer import CoverAnswer
    from communitygov.space.cover.center import p_center
    from communitygov.space.cover.covering import set_cover
    from communitygov.space.cover.distance_problem import DistanceProblem
    from communitygov.space.cover.maximal import maximal_cover
    from communitygov.space.cover.median import p_median
    from communitygov.space.cover.problem import CoverProblem
    from communitygov.space.function.catalogue import FUNCTIONS, function_named, functions_tagged
    from communitygov.space.function.function import Function
    from communitygov.space.function.side import PriceClass, Side
    from communitygov.space.funding.account import FundingAccount
    from communitygov.space.funding.item import CostItem, Payment
    from communitygov.space.funding.plan import FundingPlan
    from communitygov.space.funding.source import FundingKind, FundingSource, Instalment
    from communitygov.space.hours.week_hours import ALWAYS, NEVER, WeekHours
    from communitygov.space.life_cycle.life_cycle import life_cycle
    from communitygov.space.life_cycle.policy import LifeCyclePolicy
    from communitygov.space.mix.balance import Balance, MixRefused
    from communitygov.space.mix.item import MixItem
    from communitygov.space.mix.mix import Mix
    from communitygov.space.operation.adoption import AdoptionRegister
    from communitygov.space.operation.ledger import ProsumerLedger
    from communitygov.space.operation.locker import LockerBank
    from communitygov.space.operation.mode import Operator
    from communitygov.space.operation.offer import Prosumer, ProsumerRule, ServiceOffer
    from communitygov.space.operation.plot import Plot
    from communitygov.space.operation.refusal import OperationRefused
    from communitygov.space.operation.revenue import per_part, sustainable
    from communitygov.space.operation.scheme import ProsumerScheme
    from communitygov.space.operation.take_up import take_up
    from communitygov.space.place.matching import SceneNeed, match_needs
    from communitygov.space.place.parts import Channel, ChannelKind, Designation, Facility, Zone
    from communitygov.space.place.place import Place
    from communitygov.space.place.route import Route
    from communitygov.space.place.transformation import (
        CoCreator,
        RenewalMove,
        Transformation,
        TransformationKind,
    )
    from communitygov.space.progress_bar import progress_bar
    from communitygov.space.quality.all_ages import AllAgesRule, Audience, AudienceOffer
    from communitygov.space.quality.beauty import Beauty
    from communitygov.space.quality.need import NeedRule
    from communitygov.space.quality.preference import prefer
    from communitygov.space.quality.rubric import THREE_BEAUTIES, THREE_VALUES, Rubric
    from communitygov.space.quality.scorecard import Evidence, Mark, Scorecard
    from communitygov.space.quality.visits import Visits
    from communitygov.space.selection.candidate import Candidate, FunctionModule
    from communitygov.space.selection.catchments import Catchments
    from communitygov.space.selection.highs import Highs
    from communitygov.space.selection.problem import SelectionProblem
    from communitygov.space.selection.rule import CoverageFloor, SelectionRule
    from communitygov.space.selection.select import select
    from communitygov.space.selection.selection import Selection
    from communitygov.space.standard.classification import classified
    from communitygov.space.standard.complete_community import (
        COMPLETE_COMMUNITY_2020,
        COMPLETE_COMMUNITY_2022,
    )
    from communitygov.space.standard.embedded_services import EMBEDDED_SERVICES
    from communitygov.space.standard.figure import StandardFigure
    from communitygov.space.standard.gaps import gaps
    from communitygov.space.standard.gb_50180 import GB_50180_2018
    from communitygov.space.standard.profile import FacilityRecord, ServedCommunity
    from communitygov.space.standard.quarter_hour import QUARTER_HOUR_CIRCLE
    from communitygov.space.standard.report import GapReport
    from communitygov.space.standard.requirement import StandardRequirement
    from communitygov.space.standard.standard import Standard
    from communitygov.space.standard.tdt_1062 import TDT_1062_2021
    from communitygov.space.standard.term import RequirementKind, StandardLevel
    from communitygov.space.vote.admission import Admission, AllOf, AtMost, Earmarks, SiteArea
    from communitygov.space.vote.ballots import Ballots, bundled
    from communitygov.space.vote.budget_vote import BudgetVote
    from communitygov.space.vote.equal_shares import equal_shares
    from communitygov.space.vote.greedy import greedy
    from communitygov.space.vote.outcome import BudgetOutcome
    from communitygov.space.vote.project import MicroProject
    from communitygov.space.vote.rule import Completion, Raising, Satisfaction

__all__ = [
    "AGE_BANDS",
    "ALWAYS",
    "COMPLETE_COMMUNITY_2020",
    "COMPLETE_COMMUNITY_2022",
    "EMBEDDED_SERVICES",
    "FUNCTIONS",
    "GB_50180_2018",
    "NEVER",
    "QUARTER_HOUR_CIRCLE",
    "TDT_1062_2021",
    "THREE_BEAUTIES",
    "THREE_VALUES",
    "Activity",
    "Adjacency",
    "Admission",
    "AdoptionRegister",
    "AgeBand",
    "AgeBands",
    "AgeGroup",
    "AllAgesRule",
    "AllOf",
    "AtMost",
    "Audience",
    "AudienceOffer",
    "Balance",
    "Ballots",
    "Beauty",
    "Brief",
    "BudgetOutcome",
    "BudgetVote",
    "Candidate",
    "Catchments",
    "Certificate",
    "Channel",
    "ChannelKind",
    "CirclesDoNotMix",
    "CoCreator",
    "CommunityProfile",
    "Completion",
    "CostItem",
    "CoverAnswer",
    "CoverProblem",
    "Coverage",
    "CoverageFloor",
    "DemandPoint",
    "Designation",
    "DistanceProblem",
    "Earmarks",
    "Efficiency",
    "Evidence",
    "Facility",
    "FacilityRecord",
    "Function",
    "FunctionModule",
    "FundingAccount",
    "FundingKind",
    "FundingPlan",
    "FundingSource",
    "GapReport",
    "Highs",
    "Importance",
    "Instalment",
    "LifeCyclePolicy",
    "LockerBank",
    "Mark",
    "MicroProject",
    "Mix",
    "MixItem",
    "MixRefused",
    "NeedRule",
    "OperationRefused",
    "Operator",
    "PackRule",
    "Packing",
    "Payment",
    "Place",
    "Placement",
    "Plot",
    "Population",
    "PriceClass",
    "Progress",
    "Prosumer",
    "ProsumerLedger",
    "ProsumerRule",
    "ProsumerScheme",
    "ProvisionRule",
    "Raising",
    "RenewalMove",
    "RequirementKind",
    "Room",
    "Route",
    "Rubric",
    "Satisfaction",
    "SceneNeed",
    "Scorecard",
    "Selection",
    "SelectionProblem",
    "SelectionRule",
    "Sense",
    "ServedCommunity",
    "ServiceOffer",
    "SharedRoom",
    "Side",
    "Site",
    "SiteArea",
    "Standard",
    "StandardFigure",
    "StandardLevel",
    "StandardRequirement",
    "Status",
    "Stop",
    "StraightCircle",
    "Supply",
    "Timetable",
    "Transformation",
    "TransformationKind",
    "Visits",
    "WalkCircle",
    "WalkNetwork",
    "WeekHours",
    "Zone",
    "brief_gaps",
    "bundled",
    "classified",
    "coverage",
    "detours",
    "equal_shares",
    "function_named",
    "functions_tagged",
    "gaps",
    "greedy",
    "life_cycle",
    "match_needs",
    "maximal_cover",
    "p_center",
    "p_median",
    "pack",
    "per_part",
    "prefer",
    "progress_bar",
    "recommend",
    "select",
    "set_cover",
    "shared_rooms",
    "sustainable",
    "take_up",
    "two_step_catchment",
    "walk_circle",
]

#: Where each is at home.
_HOMES = {
    name: home
    for home, names in (
        ("audience.age_band", "AGE_BANDS AgeBand AgeBands AgeGroup"),
        ("audience.population", "Population"),
        ("brief.adjacency", "Adjacency Importance"),
        ("brief.brief", "Brief Efficiency"),
        ("brief.gap", "brief_gaps"),
        ("brief.provision", "CommunityProfile ProvisionRule"),
        ("brief.recommend", "recommend"),
        ("brief.room", "Room"),
        ("brief.timetable.activity", "Activity Placement SharedRoom shared_rooms"),
        ("brief.timetable.pack", "PackRule Packing pack"),
        ("brief.timetable.timetable", "Timetable"),
        ("certificate", "Certificate Progress Sense Status Stop"),
        ("circle.circle", "CirclesDoNotMix StraightCircle WalkCircle"),
        ("circle.coverage", "Coverage"),
        ("circle.demand", "DemandPoint Site"),
        ("circle.detour", "detours"),
        ("circle.floating", "Supply two_step_catchment"),
        ("circle.measuring", "coverage"),
        ("circle.walk_network", "WalkNetwork"),
        ("circle.walk_reach", "walk_circle"),
        ("cover.answer", "CoverAnswer"),
        ("cover.center", "p_center"),
        ("cover.covering", "set_cover"),
        ("cover.distance_problem", "DistanceProblem"),
        ("cover.maximal", "maximal_cover"),
        ("cover.median", "p_median"),
        ("cover.problem", "CoverProblem"),
        ("function.catalogue", "FUNCTIONS function_named functions_tagged"),
        ("function.function", "Function"),
        ("function.side", "PriceClass Side"),
        ("funding.account", "FundingAccount"),
        ("funding.item", "CostItem Payment"),
        ("funding.plan", "FundingPlan"),
        ("funding.source", "FundingKind FundingSource Instalment"),
        ("hours.week_hours", "ALWAYS NEVER WeekHours"),
        ("life_cycle.life_cycle", "life_cycle"),
        ("life_cycle.policy", "LifeCyclePolicy"),
        ("mix.balance", "Balance MixRefused"),
        ("mix.item", "MixItem"),
        ("mix.mix", "Mix"),
        ("operation.adoption", "AdoptionRegister"),
        ("operation.ledger", "ProsumerLedger"),
        ("operation.locker", "LockerBank"),
        ("operation.mode", "Operator"),
        ("operation.offer", "Prosumer ProsumerRule ServiceOffer"),
        ("operation.plot", "Plot"),
        ("operation.refusal", "OperationRefused"),
        ("operation.revenue", "per_part sustainable"),
        ("operation.scheme", "ProsumerScheme"),
        ("operation.take_up", "take_up"),
        ("place.matching", "SceneNeed match_needs"),
        ("place.parts", "Channel ChannelKind Designation Facility Zone"),
        ("place.place", "Place"),
        ("place.route", "Route"),
        ("place.transformation", "CoCreator RenewalMove Transformation TransformationKind"),
        ("progress_bar", "progress_bar"),
        ("quality.all_ages", "AllAgesRule Audience AudienceOffer"),
        ("quality.beauty", "Beauty"),
        ("quality.need", "NeedRule"),
        ("quality.preference", "prefer"),
        ("quality.rubric", "Rubric THREE_BEAUTIES THREE_VALUES"),
        ("quality.scorecard", "Evidence Mark Scorecard"),
        ("quality.visits", "Visits"),
        ("selection.candidate", "Candidate FunctionModule"),
        ("selection.catchments", "Catchments"),
        ("selection.highs", "Highs"),
        ("selection.problem", "SelectionProblem"),
        ("selection.rule", "CoverageFloor SelectionRule"),
        ("selection.select", "select"),
        ("selection.selection", "Selection"),
        ("standard.classification", "classified"),
        ("standard.complete_community", "COMPLETE_COMMUNITY_2020 COMPLETE_COMMUNITY_2022"),
        ("standard.embedded_services", "EMBEDDED_SERVICES"),
        ("standard.figure", "StandardFigure"),
        ("standard.gaps", "gaps"),
        ("standard.gb_50180", "GB_50180_2018"),
        ("standard.profile", "FacilityRecord ServedCommunity"),
        ("standard.quarter_hour", "QUARTER_HOUR_CIRCLE"),
        ("standard.report", "GapReport"),
        ("standard.requirement", "StandardRequirement"),
        ("standard.standard", "Standard"),
        ("standard.tdt_1062", "TDT_1062_2021"),
        ("standard.term", "RequirementKind StandardLevel"),
        ("vote.admission", "Admission AllOf AtMost Earmarks SiteArea"),
        ("vote.ballots", "Ballots bundled"),
        ("vote.budget_vote", "BudgetVote"),
        ("vote.equal_shares", "equal_shares"),
        ("vote.greedy", "greedy"),
        ("vote.outcome", "BudgetOutcome"),
        ("vote.project", "MicroProject"),
        ("vote.rule", "Completion Raising Satisfaction"),
    )
    for name in names.split()
}


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
