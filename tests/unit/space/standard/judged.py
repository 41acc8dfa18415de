"""A standard of one requirement, and a community judged by it."""

from communitygov.core.finding import Finding
from communitygov.space.standard import (
    FacilityRecord,
    FigureCheck,
    Force,
    GapReport,
    RequirementKind,
    ServedCommunity,
    Standard,
    StandardFigure,
    StandardRequirement,
    gaps,
)

AREA, LAND = RequirementKind.BUILDING_AREA, RequirementKind.LAND_AREA
STRAIGHT, WALKING = RequirementKind.STRAIGHT_DISTANCE, RequirementKind.WALKING_DISTANCE


def asked(
    kind: RequirementKind, figure: int, *, function: str = "clinic", force: Force = Force.SHALL
) -> Standard:
    """Return a standard of one requirement."""
    bounds = (None, figure) if kind.is_greatest else (figure, None)
    one = StandardRequirement(
        "one",
        function=function,
        kind=kind,
        figure=StandardFigure(*bounds, read_at="here", check=FigureCheck.PAPER),
        clause="1.2.3",
        force=force,
    )
    return Standard("std", "标准", "standard", requirements=[one])


def judged(standard: Standard, *facilities: FacilityRecord, people: int | None = None) -> GapReport:
    """Judge a community of some facilities."""
    return gaps(standard, ServedCommunity("LQ", people=people, facilities=facilities))


def only(report: GapReport) -> Finding:
    """Return the one finding of a report."""
    assert len(report.findings) == 1
    return report.findings[0]
