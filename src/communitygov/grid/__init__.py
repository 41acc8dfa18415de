"""微网实格: grids under grids, who lives and who serves there, what is reported, divided and changed.

Read in this order: `level` (kinds of grid as data) and `code`; `hierarchy` (the value, its dates and its
overlays) and `index` (counts at every level); `residency` (who lives where), `posting` (who serves where);
`routing` (from a report to the one responsible), `reorganisation`, `delineation`; `board` and `diagnosis`.
Each package has a front door of its own with everything in it; here stands what most people need.
"""

from communitygov.core.forest import HangsInCycle
from communitygov.geometry.area import Area
from communitygov.geometry.plane import Plane
from communitygov.geometry.point import Point
from communitygov.grid.board.contact import BoardRole, Contact, ContactCard
from communitygov.grid.board.directory import Directory, Entrance, Listing
from communitygov.grid.board.five_ones import FiveOnesPlan
from communitygov.grid.board.notice_board import NoticeBoard
from communitygov.grid.board.training import training_coverage
from communitygov.grid.code.book import CodeBook, CodeEntry
from communitygov.grid.code.division import DivisionCode
from communitygov.grid.code.reading import read_code
from communitygov.grid.code.standard import CodeStandard
from communitygov.grid.code.unit_grid import GridCode
from communitygov.grid.delineation.building import Building
from communitygov.grid.delineation.delineate import delineate
from communitygov.grid.delineation.delineation import Delineation
from communitygov.grid.delineation.refinement import refine
from communitygov.grid.diagnosis.diagnose import diagnose
from communitygov.grid.diagnosis.diagnosis import Diagnosis
from communitygov.grid.hierarchy.day_error import AbsentThen, DatedHierarchy
from communitygov.grid.hierarchy.edge import MOST_EDGES, Edge
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY, PROPERTY_OVERLAY, Overlay
from communitygov.grid.hierarchy.register import MOST_GRIDS, Grid
from communitygov.grid.index.grid_index import GridIndex
from communitygov.grid.index.measures import Measures
from communitygov.grid.index.running_totals import RunningTotals
from communitygov.grid.index.totals import Totals
from communitygov.grid.level.bounds import CountBounds, SizeBounds
from communitygov.grid.level.chengdu import CHENGDU, THREE_PLUS_ONE
from communitygov.grid.level.divisions import ADMINISTRATIVE, STATISTICAL_DIVISIONS
from communitygov.grid.level.kind import GridKind
from communitygov.grid.level.level import Level
from communitygov.grid.level.overlays import PARTY_LINKAGE, PROPERTY
from communitygov.grid.level.scheme import LevelScheme
from communitygov.grid.posting.duty import Duty, WorkerKind
from communitygov.grid.posting.posting import Absence, Posting
from communitygov.grid.posting.rebalance_rule import RebalanceRule
from communitygov.grid.posting.refusal import PostingRefused
from communitygov.grid.posting.roster import Rebalance, Roster
from communitygov.grid.posting.rule import PostingRule
from communitygov.grid.posting.worker import Capacity, Worker
from communitygov.grid.reorganisation.chronicle import Chronicle
from communitygov.grid.reorganisation.division import Part, parted
from communitygov.grid.reorganisation.holdings import Holdings
from communitygov.grid.reorganisation.lineage import Lineage
from communitygov.grid.reorganisation.making import merge, move, rename, split
from communitygov.grid.reorganisation.matter import OpenMatter
from communitygov.grid.reorganisation.outlook import preview
from communitygov.grid.reorganisation.refusal import ChangeRefused
from communitygov.grid.residency.care import CareTag
from communitygov.grid.residency.columns import PopulationColumns
from communitygov.grid.residency.counting import HouseholdBasis
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.location import Home, Location, NoDwelling
from communitygov.grid.residency.residency import Residency
from communitygov.grid.residency.tenure import Tenure, TenureRole
from communitygov.grid.residency.tree_counts import TreeCounts
from communitygov.grid.routing.dispatch import Dispatch
from communitygov.grid.routing.policy import EscalationPolicy, Tier, three_tier_policy
from communitygov.grid.routing.report import Ground, Report
from communitygov.grid.routing.router import Router, dispatch
from communitygov.organisation.five_ones import FiveOne

__all__ = [
    "ADMINISTRATIVE",
    "CHENGDU",
    "MOST_EDGES",
    "MOST_GRIDS",
    "PARTY_LINKAGE",
    "PARTY_OVERLAY",
    "PROPERTY",
    "PROPERTY_OVERLAY",
    "STATISTICAL_DIVISIONS",
    "THREE_PLUS_ONE",
    "Absence",
    "AbsentThen",
    "Area",
    "BoardRole",
    "Building",
    "Capacity",
    "CareTag",
    "ChangeRefused",
    "Chronicle",
    "CodeBook",
    "CodeEntry",
    "CodeStandard",
    "Contact",
    "ContactCard",
    "CountBounds",
    "DatedHierarchy",
    "Delineation",
    "Diagnosis",
    "Directory",
    "Dispatch",
    "DivisionCode",
    "Duty",
    "Dwelling",
    "Edge",
    "Entrance",
    "EscalationPolicy",
    "FiveOne",
    "FiveOnesPlan",
    "Grid",
    "GridCode",
    "GridHierarchy",
    "GridIndex",
    "GridKind",
    "Ground",
    "HangsInCycle",
    "Holdings",
    "Home",
    "HouseholdBasis",
    "Level",
    "LevelScheme",
    "Lineage",
    "Listing",
    "Location",
    "Measures",
    "NoDwelling",
    "NoticeBoard",
    "OpenMatter",
    "Overlay",
    "Part",
    "Plane",
    "Point",
    "PopulationColumns",
    "Posting",
    "PostingRefused",
    "PostingRule",
    "Rebalance",
    "RebalanceRule",
    "Report",
    "Residency",
    "Roster",
    "Router",
    "RunningTotals",
    "SizeBounds",
    "Tenure",
    "TenureRole",
    "Tier",
    "Totals",
    "TreeCounts",
    "Worker",
    "WorkerKind",
    "delineate",
    "diagnose",
    "dispatch",
    "merge",
    "move",
    "parted",
    "preview",
    "read_code",
    "refine",
    "rename",
    "split",
    "three_tier_policy",
    "training_coverage",
]
