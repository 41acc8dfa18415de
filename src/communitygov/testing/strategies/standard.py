"""Hypothesis strategies for standards, for communities of which much is known loosely, and for reports.

Functions and numbers are few, so that requirements meet facilities and bounds are touched.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.space.standard.figure import StandardFigure
from communitygov.space.standard.profile import FacilityRecord, ServedCommunity
from communitygov.space.standard.report import GapReport
from communitygov.space.standard.requirement import ALL_FACILITIES, LevelScale, StandardRequirement
from communitygov.space.standard.standard import ReportedDate, Standard
from communitygov.space.standard.term import (
    BuildKind,
    FigureCheck,
    Force,
    RequirementKind,
    StandardLevel,
)
from communitygov.testing.strategies.core import days, findings, identifiers, terms, texts, titles

#: What standards of examples ask for.
FUNCTION_CODES = ("clinic", "canteen", "service_complex")
_INSTEAD: tuple[dict[str, str], ...] = ({}, {"instead": "可分散设置", "instead_en": "others may do"})
_NOT_MEASURED = (RequirementKind.PRESENT, RequirementKind.FUNCTIONS)
#: What is measured at one facility.
MEASURED_KINDS = tuple(kind for kind in RequirementKind if not kind.is_summed and kind not in _NOT_MEASURED)


def numbers(*, most: int = 12) -> st.SearchStrategy[Fraction]:
    """Return numbers from 0 to `most`, by halves."""
    return st.integers(0, 2 * most).map(lambda halves: Fraction(halves, 2))


@st.composite
def loose_quantities(draw: st.DrawFn, *, unit: str, most: int = 12) -> Quantity:
    """Return what is known of a number: exactly, that it is more, or between what it is."""
    low = draw(numbers(most=most))
    match draw(st.sampled_from(("exact", "more", "between"))):
        case "exact":
            return Quantity.exact(low, unit)
        case "more":
            return Quantity.more_than(low, unit)
        case _:
            return Quantity.rounded(low, low + draw(numbers(most=3)), unit=unit)


def levels() -> st.SearchStrategy[Term]:
    """Return levels, mostly those of the library."""
    return st.sampled_from(StandardLevel).map(lambda level: level.term) | terms()


@st.composite
def standard_figures(draw: st.DrawFn) -> StandardFigure:
    """Return figures of which either end may be open."""
    figure = draw(bounding_figures())
    low = draw(st.sampled_from((None, figure.low)))
    return attrs.evolve(figure, low=low, high=draw(st.sampled_from((None, figure.high))))


@st.composite
def bounding_figures(draw: st.DrawFn) -> StandardFigure:
    """Return figures with both ends."""
    low = draw(numbers())
    high = low + draw(numbers(most=4))
    return StandardFigure(low, high, read_at=draw(titles()), check=draw(st.sampled_from(FigureCheck)))


@st.composite
def standard_requirements(
    draw: st.DrawFn, *, code: str | None = None, level: st.SearchStrategy[Term | None] | None = None
) -> StandardRequirement:
    """Return requirements of every kind."""
    kind = draw(st.sampled_from(RequirementKind))
    groups = st.lists(st.frozensets(st.sampled_from(FUNCTION_CODES), min_size=1, max_size=2), max_size=2)
    return StandardRequirement(
        draw(identifiers()) if code is None else code,
        function=draw(st.sampled_from((*FUNCTION_CODES, *([ALL_FACILITIES] if kind.is_summed else [])))),
        kind=kind,
        figure=draw(bounding_figures()),
        clause=draw(texts(longest=6)),
        level=draw(st.none() | levels() if level is None else level),
        force=draw(st.sampled_from(Force)),
        build=draw(st.none() | st.sampled_from(BuildKind)),
        among=draw(groups) if kind is RequirementKind.FUNCTIONS else (),
        **draw(st.sampled_from(_INSTEAD)),
    )


def level_scales(*, level: st.SearchStrategy[Term] | None = None) -> st.SearchStrategy[LevelScale]:
    """Return sizes of levels."""
    figure = st.none() | standard_figures()
    return st.builds(
        LevelScale,
        levels() if level is None else level,
        walk=figure,
        people=figure,
        households=figure,
        clause=texts(longest=6),
    )


def reported_dates() -> st.SearchStrategy[ReportedDate]:
    """Return days that somebody gives who differs."""
    return st.builds(ReportedDate, days(), read_at=titles())


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    """Return standards of a few requirements and levels."""
    since = draw(st.none() | days())
    later = st.integers(1, 4_000)
    until = (
        None if since is None or draw(st.booleans()) else since.fromordinal(since.toordinal() + draw(later))
    )
    scales = st.lists(level_scales(), max_size=2, unique_by=lambda scale: scale.level.code)
    return Standard(
        draw(identifiers()),
        draw(titles()),
        draw(titles()),
        number=draw(texts(longest=12)),
        region=draw(titles()),
        issued=draw(st.sampled_from(("", "2018", "2020-08", "2021-07-20"))),
        is_draft=draw(st.booleans()),
        since_check=draw(st.sampled_from(FigureCheck)),
        since=since,
        until=until,
        disputed=draw(st.lists(reported_dates(), max_size=1)),
        scales=draw(scales),
        requirements=[draw(standard_requirements(code=f"r-{at}")) for at in range(draw(st.integers(0, 4)))],
        based_on=draw(st.lists(identifiers(), max_size=2)),
        remarks=draw(texts()),
    )


@st.composite
def facility_records(
    draw: st.DrawFn, *, id: str | None = None, hosts: Sequence[str] = ("f-0",)
) -> FacilityRecord:
    """Return facilities of which something is measured, within one of the hosts perhaps."""
    kinds = draw(st.sets(st.sampled_from(MEASURED_KINDS), max_size=4))
    measured = {kind: draw(loose_quantities(unit=kind.unit)) for kind in sorted(kinds)}
    return FacilityRecord.of(
        draw(identifiers()) if id is None else id,
        draw(st.sampled_from(FUNCTION_CODES)),
        measured=measured,
        hosts=draw(st.none() | st.frozensets(st.sampled_from(FUNCTION_CODES), max_size=2)),
        within=draw(st.sampled_from(("", "", *hosts))),
    )


@st.composite
def served_communities(draw: st.DrawFn) -> ServedCommunity:
    """Return communities of few people and facilities."""
    return ServedCommunity(
        draw(identifiers()),
        people=draw(st.none() | loose_quantities(unit="人")),
        households=draw(st.none() | loose_quantities(unit="户")),
        build=draw(st.none() | st.sampled_from(BuildKind)),
        facilities=[
            draw(facility_records(id=f"f-{at}", hosts=("f-0",) if at else ()))
            for at in range(draw(st.integers(0, 3)))
        ],
    )


def gap_reports() -> st.SearchStrategy[GapReport]:
    """Return reports, whatever they say."""
    some = st.lists(findings(), max_size=2)
    return st.builds(
        GapReport,
        standard=identifiers(),
        community=identifiers(),
        level=st.none() | levels(),
        judged=st.integers(0, 99),
        gaps=some,
        advice=some,
        unsettled=some,
        notes=some,
    )


#: Kind of value -> strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        FacilityRecord: facility_records,
        GapReport: gap_reports,
        LevelScale: level_scales,
        ReportedDate: reported_dates,
        ServedCommunity: served_communities,
        Standard: standards,
        StandardFigure: standard_figures,
        StandardRequirement: standard_requirements,
    }
)
