"""Hypothesis strategies for staged projects, programmes and durations."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.worktime import Period, PeriodUnit
from communitygov.programme.project.duration import ProjectDuration
from communitygov.programme.project.plan import Gate, ProjectPlan, Stage
from communitygov.programme.project.programme import Programme, ProgrammeMeasure
from communitygov.programme.project.uncontradicted import Uncontradicted
from communitygov.testing.strategies.core import citations, identifiers, terms, titles, words
from communitygov.testing.strategies.date_span import date_spans
from communitygov.testing.strategies.quantity import quantities

#: Made once: to make a strategy for each example costs more than to draw from it.
_CODES, _TITLES, _WORDS, _TERMS, _CITED = identifiers(), titles(), words(), terms(), citations()
_FIGURES = st.none() | quantities()


@st.composite
def project_gates(draw: st.DrawFn) -> Gate:
    """Return gates whose two outcomes differ."""
    passed, failed = draw(st.lists(_CODES, min_size=2, max_size=2, unique=True))
    return Gate(evidence=draw(_CODES), words=draw(_WORDS), passed=passed, failed=failed)


def _periods() -> st.SearchStrategy[Period]:
    """Return how long a stage may take."""
    return st.builds(Period, st.integers(1, 24), st.sampled_from(PeriodUnit))


_STAGES = st.integers(0, 999).map("s-{}".format)
_GATES, _WITHIN = st.none() | project_gates(), st.none() | _periods()


@st.composite
def project_stages(draw: st.DrawFn, *, code: str | None = None) -> Stage:
    """Return stages with a gate or without, with a deadline or without."""
    return Stage(
        code=draw(_STAGES) if code is None else code,
        zh=draw(_TITLES),
        en=draw(_TITLES),
        gate=draw(_GATES),
        within=draw(_WITHIN),
        basis=draw(_CITED),
    )


@st.composite
def project_plans(draw: st.DrawFn) -> ProjectPlan:
    """Return plans of two to five stages."""
    count = draw(st.integers(2, 5))
    stages = [draw(project_stages(code=f"stage-{at}")) for at in range(count)]
    return ProjectPlan(name=draw(terms()), stages=stages, returns=draw(st.integers(1, 3)))


@st.composite
def project_durations(draw: st.DrawFn) -> ProjectDuration:
    """Return durations that do not end before they begin."""
    one, other = draw(date_spans()), draw(date_spans())
    begun, ended = sorted((one, other), key=lambda span: (span.since, span.until))
    return ProjectDuration(project=draw(identifiers()), begun=begun, ended=ended)


@st.composite
def programme_measures(draw: st.DrawFn, *, problems: tuple[str, ...] = ()) -> ProgrammeMeasure:
    """Return measures that answer some of `problems`."""
    answers = draw(st.lists(st.sampled_from(problems), max_size=2, unique=True)) if problems else []
    return ProgrammeMeasure(
        what=draw(_TERMS), answers=answers, figure=draw(_FIGURES), is_complete=draw(st.booleans())
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Return programmes of up to three problems and four measures."""
    baseline = draw(st.lists(_TERMS, max_size=3, unique_by=lambda each: each.code))
    problems = tuple(each.code for each in baseline)
    measures = st.lists(
        programme_measures(problems=problems), max_size=4, unique_by=lambda each: each.what.code
    )
    return Programme(place=draw(_CODES), name=draw(_TERMS), baseline=baseline, measures=draw(measures))


def uncontradicted() -> st.SearchStrategy[Uncontradicted]:
    """Return conditions that evidence does not contradict itself."""
    outcomes = st.lists(identifiers(), min_size=1, max_size=3, unique=True)
    return st.builds(Uncontradicted, kind=identifiers(), outcomes=outcomes, words=words())


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Gate: project_gates,
        Uncontradicted: uncontradicted,
        Stage: project_stages,
        ProjectPlan: project_plans,
        ProjectDuration: project_durations,
        ProgrammeMeasure: programme_measures,
        Programme: programmes,
    }
)
