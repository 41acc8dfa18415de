"""Hypothesis strategies for hazard ledgers, standing plans and parted figures."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.programme.hazard.entry import HazardEntry, HazardReading
from communitygov.programme.hazard.kind import HazardKind, HazardMeasure
from communitygov.programme.hazard.ledger import HazardLedger
from communitygov.programme.hazard.parted import Part, PartedFigure
from communitygov.programme.hazard.standing import (
    ActivityLog,
    SafetyActivity,
    SafetyTask,
    StandingPlan,
    StandingTask,
)
from communitygov.programme.hazard.supply import HazardSupply
from communitygov.programme.hazard.total import HazardTotal
from communitygov.programme.hazard.trend import HazardTrend
from communitygov.testing.strategies.core import citations, days, identifiers, terms, texts, titles
from communitygov.testing.strategies.date_span import date_spans
from communitygov.testing.strategies.quantity import quantities

#: Each hazard in one unit, so that what is made of several lines adds up.
UNITS: Mapping[HazardKind, str] = MappingProxyType(
    {kind: ("台", "个", "平方米", "部", "户")[at % 5] for at, kind in enumerate(HazardKind)}
)
_GRIDS = st.none() | st.sampled_from(("G-1", "G-2", "G-3"))
_KINDS = st.sampled_from(HazardKind)
#: Made once: to make a strategy for each example costs more than to draw from it.
_FIGURES = MappingProxyType({unit: quantities(unit=unit) for unit in set(UNITS.values())})
_TERMS = MappingProxyType({each: each.term for each in (*HazardKind, *HazardMeasure)})
_MEASURES, _SPANS, _CITED = st.sampled_from(HazardMeasure), date_spans(), st.none() | citations()
_TITLES, _TEXTS, _UNCITED = titles(), texts(), st.none()
#: Three times in four.
_MOSTLY = st.sampled_from((True, True, True, False))
_COUNTS = st.integers(0, 5)


@st.composite
def hazard_entries(
    draw: st.DrawFn, *, id: str | None = None, cited: st.SearchStrategy[Citation | None] = _CITED
) -> HazardEntry:
    """Return lines with a figure in the unit of their hazard, or complete without one."""
    hazard = draw(_KINDS)
    done = draw(_FIGURES[UNITS[hazard]]) if draw(_MOSTLY) else None
    return HazardEntry(
        id=draw(identifiers()) if id is None else id,
        hazard=_TERMS[hazard],
        measure=_TERMS[draw(_MEASURES)],
        done=done,
        is_complete=done is None or not draw(_MOSTLY),
        grid=draw(_GRIDS),
        when=draw(_SPANS) if draw(_MOSTLY) else None,
        citation=draw(cited),
    )


@st.composite
def hazard_readings(
    draw: st.DrawFn,
    *,
    hazard: HazardKind | None = None,
    grids: st.SearchStrategy[str | None] = _GRIDS,
    cited: st.SearchStrategy[Citation | None] = _CITED,
) -> HazardReading:
    """Return readings with a figure, or with words alone."""
    kind = draw(_KINDS) if hazard is None else hazard
    seen = draw(_FIGURES[UNITS[kind]]) if draw(_MOSTLY) else None
    return HazardReading(
        hazard=_TERMS[kind],
        when=draw(_SPANS),
        seen=seen,
        words=draw(_TITLES if seen is None else _TEXTS),
        grid=draw(grids),
        citation=draw(cited),
    )


@st.composite
def hazard_trends(draw: st.DrawFn) -> HazardTrend:
    """Return the readings of one hazard in one grid, in their order."""
    hazard, grid = draw(_KINDS), draw(_GRIDS)
    found = draw(st.lists(hazard_readings(hazard=hazard, grids=st.just(grid)), max_size=4))
    ranked = sorted(found, key=lambda each: (each.when.since, each.when.until))
    return HazardTrend(hazard=hazard.term, grid=grid, readings=ranked)


@st.composite
def hazard_supplies(draw: st.DrawFn, *, cited: st.SearchStrategy[Citation | None] = _CITED) -> HazardSupply:
    """Return supplies of which either side may be uncounted."""
    hazard = draw(_KINDS)
    sides = _FIGURES[UNITS[hazard]]
    return HazardSupply(
        hazard=_TERMS[hazard],
        grid=draw(_GRIDS),
        capacity=draw(sides) if draw(_MOSTLY) else None,
        demand=draw(sides) if draw(_MOSTLY) else None,
        citation=draw(cited),
    )


#: What stands in a ledger, without the sources, which the strategies above give.
_SUPPLIES = hazard_supplies(cited=_UNCITED)
_READINGS = st.lists(hazard_readings(cited=_UNCITED), max_size=3)


@st.composite
def hazard_ledgers(draw: st.DrawFn, *, place: str | None = None, prefix: str = "") -> HazardLedger:
    """Return ledgers of a few lines, readings and supplies; identifiers of lines begin with `prefix`."""
    count = draw(_COUNTS)
    supplies = st.lists(_SUPPLIES, max_size=3, unique_by=lambda each: (each.hazard.code, each.grid))
    return HazardLedger(
        place=draw(identifiers()) if place is None else place,
        entries=[draw(hazard_entries(id=f"{prefix}{at}", cited=_UNCITED)) for at in range(count)],
        readings=draw(_READINGS),
        supplies=draw(supplies),
    )


def hazard_totals() -> st.SearchStrategy[HazardTotal]:
    """Return totals, some of them unknown."""
    return st.builds(
        HazardTotal,
        hazard=terms(),
        measure=terms(),
        done=st.none() | quantities(),
        lines=st.integers(1, 20),
        is_complete=st.none() | st.booleans(),
    )


def figure_parts(*, unit: str = "栋") -> st.SearchStrategy[Part]:
    """Return parts in one unit."""
    return st.builds(Part, terms(), quantities(unit=unit))


_PARTS = figure_parts()


@st.composite
def parted_figures(draw: st.DrawFn) -> PartedFigure:
    """Return wholes that are what their parts come to."""
    parts = draw(st.lists(_PARTS, min_size=1, max_size=4, unique_by=lambda part: part.what.code))
    return PartedFigure(Quantity.total(part.amount for part in parts), parts)


def standing_tasks(*, what: Term | None = None) -> st.SearchStrategy[StandingTask]:
    """Return tasks that are done once, or come again within a year."""
    return st.builds(
        StandingTask,
        what=terms() if what is None else st.just(what),
        first=days(),
        every_days=st.none() | st.integers(1, 366),
    )


@st.composite
def standing_plans(draw: st.DrawFn) -> StandingPlan:
    """Return plans of one to four tasks."""
    tasks = draw(st.lists(st.sampled_from(SafetyTask), min_size=1, max_size=4, unique=True))
    return StandingPlan(tasks=[draw(standing_tasks(what=task.term)) for task in tasks])


def safety_activities() -> st.SearchStrategy[SafetyActivity]:
    """Return activities of four kinds."""
    kinds = st.sampled_from(SafetyTask).map(lambda task: task.term)
    return st.builds(SafetyActivity, what=kinds, on=days(), grid=_GRIDS, words=st.none() | titles())


def activity_logs() -> st.SearchStrategy[ActivityLog]:
    """Return logs of up to eight activities."""
    return st.builds(ActivityLog, st.lists(safety_activities(), max_size=8))


def differences() -> st.SearchStrategy[Fraction]:
    """Return amounts above 0 by which a sum may be off."""
    return st.builds(Fraction, st.integers(1, 1000), st.integers(1, 9))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        HazardEntry: hazard_entries,
        HazardReading: hazard_readings,
        HazardTrend: hazard_trends,
        HazardSupply: hazard_supplies,
        HazardLedger: hazard_ledgers,
        HazardTotal: hazard_totals,
        Part: figure_parts,
        PartedFigure: parted_figures,
        StandingTask: standing_tasks,
        StandingPlan: standing_plans,
        SafetyActivity: safety_activities,
        ActivityLog: activity_logs,
    }
)
