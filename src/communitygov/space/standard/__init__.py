"""Standards (标准) as data: dated, of a region, each figure with its provenance; and what a community lacks.

Read in this order: `term`, `figure`, `requirement`, `standard`, `profile`, `gaps`.  The standards that come
with the library stand in `gb_50180`, `complete_community`, `embedded_services`, `quarter_hour`, `tdt_1062`.
"""

from communitygov.space.standard.classification import Classification, classified
from communitygov.space.standard.complete_community import (
    COMPLETE_COMMUNITY_2020,
    COMPLETE_COMMUNITY_2022,
    HUBEI_2023_DRAFT,
)
from communitygov.space.standard.embedded_services import EMBEDDED_SERVICES
from communitygov.space.standard.figure import StandardFigure
from communitygov.space.standard.gaps import gaps
from communitygov.space.standard.gb_50180 import GB_50180_2018
from communitygov.space.standard.profile import MOST_FACILITIES, FacilityRecord, ServedCommunity
from communitygov.space.standard.quarter_hour import QUARTER_HOUR_CIRCLE
from communitygov.space.standard.report import GapReport
from communitygov.space.standard.requirement import ALL_FACILITIES, LevelScale, StandardRequirement
from communitygov.space.standard.standard import MOST_REQUIREMENTS, ReportedDate, Standard
from communitygov.space.standard.tdt_1062 import TDT_1062_2021
from communitygov.space.standard.term import BuildKind, FigureCheck, Force, RequirementKind, StandardLevel

__all__ = [
    "ALL_FACILITIES",
    "COMPLETE_COMMUNITY_2020",
    "COMPLETE_COMMUNITY_2022",
    "EMBEDDED_SERVICES",
    "GB_50180_2018",
    "HUBEI_2023_DRAFT",
    "MOST_FACILITIES",
    "MOST_REQUIREMENTS",
    "QUARTER_HOUR_CIRCLE",
    "TDT_1062_2021",
    "BuildKind",
    "Classification",
    "FacilityRecord",
    "FigureCheck",
    "Force",
    "GapReport",
    "LevelScale",
    "ReportedDate",
    "RequirementKind",
    "ServedCommunity",
    "Standard",
    "StandardFigure",
    "StandardLevel",
    "StandardRequirement",
    "classified",
    "gaps",
]
