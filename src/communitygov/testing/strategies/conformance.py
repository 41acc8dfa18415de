"""Hypothesis strategies for foreign logs: legal ones, disturbed ones, and what is found in them.

A legal log is the history of cases that were walked, in the words of another system.  A disturbed one is a
legal log after a few records were left out, added, doubled or swapped; `Disturbance` says by how much its
order can be off at most.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st

from communitygov.procedure.case import Case
from communitygov.procedure.conformance.deviation import Deviation
from communitygov.procedure.conformance.foreign_log import LogEvent
from communitygov.procedure.conformance.report import CaseConformance, ConformanceReport, conformance
from communitygov.procedure.procedure import Procedure
from communitygov.testing.strategies.core import citations, findings, identifiers, moments, titles
from communitygov.testing.strategies.procedure import cases, procedures, states


def log_of(case: Case) -> tuple[LogEvent, ...]:
    """Return the history of a case as another system would have recorded it.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> [event.activity for event in log_of(walked(five_step(), (0, 0)))]
    ['raise', 'accept', 'resolve']
    """
    return tuple(
        LogEvent(case_id=case.id, activity=record.action, at=record.at, role=record.role, by=record.by)
        for record in case.history
    )


def log_events() -> st.SearchStrategy[LogEvent]:
    """Return events of any log."""
    return st.builds(
        LogEvent,
        case_id=identifiers(),
        activity=titles(),
        at=moments(),
        role=st.none() | titles(),
        by=st.none() | titles(),
    )


class Disturbance(NamedTuple):
    """The records of a case after a change, and the most that the change can cost."""

    events: tuple[LogEvent, ...]
    cost: int


@st.composite
def disturbances(draw: st.DrawFn, *, procedure: Procedure, events: Sequence[LogEvent]) -> Disturbance:
    """Return records with one of them left out, doubled or swapped with the next, or a further one put in."""
    place = draw(st.integers(0, len(events) - 1))
    before, here, after = events[:place], events[place], events[place + 1 :]
    match draw(st.sampled_from(("leave out", "double", "put in", "swap"))):
        case "leave out":
            return Disturbance((*before, *after), 1)
        case "double":
            return Disturbance((*before, here, here, *after), 1)
        case "put in":
            action = draw(st.sampled_from(procedure.table.actions))
            further = attrs.evolve(here, activity=action.code, role=None)
            return Disturbance((*before, here, further, *after), 1)
        case _:
            return Disturbance((*before, *after[:1], here, *after[1:]), 2)


@st.composite
def logs(draw: st.DrawFn, *, procedure: Procedure, most_cases: int = 3) -> tuple[LogEvent, ...]:
    """Return logs of a few cases, some of them disturbed, one case after the other."""
    log: list[LogEvent] = []
    for number in range(draw(st.integers(0, most_cases))):
        case = draw(cases(procedure=procedure, longest=6))
        events = tuple(attrs.evolve(event, case_id=f"C-{number}") for event in log_of(case))
        if draw(st.booleans()):
            events = draw(disturbances(procedure=procedure, events=events)).events
        log += events
    return tuple(log)


def deviations() -> st.SearchStrategy[Deviation]:
    """Return places in which a case deviates."""
    return st.builds(
        _deviation,
        findings(),
        position=st.integers(1, 99),
        actions=st.lists(identifiers(), max_size=2).map(tuple),
        source=st.none() | citations(),
    )


def _deviation(finding: Any, **fields: Any) -> Deviation:  # noqa: ANN401  parts that were drawn
    """Return a deviation with the words of a finding."""
    return Deviation(
        code=finding.code,
        subject=finding.subject,
        words=finding.words,
        remedy=finding.remedy,
        details=finding.details,
        **fields,
    )


@st.composite
def case_conformances(draw: st.DrawFn) -> CaseConformance:
    """Return how any case follows any procedure."""
    records = draw(st.integers(1, 40))
    return CaseConformance(
        case_id=draw(identifiers()),
        records=records,
        cost=draw(st.integers(0, records)),
        standing=draw(st.none() | states()),
        deviations=draw(st.lists(deviations(), max_size=2).map(tuple)),
    )


@st.composite
def conformance_reports(draw: st.DrawFn) -> ConformanceReport:
    """Return reports on logs of a few cases."""
    procedure = draw(procedures())
    return conformance(procedure.table, draw(logs(procedure=procedure)))


#: Every public value of the topic with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        CaseConformance: case_conformances,
        ConformanceReport: conformance_reports,
        Deviation: deviations,
        LogEvent: log_events,
    }
)
