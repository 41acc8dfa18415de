"""Strategies for whom a place is and what it is for: age bands, populations, functions, certificates.

Examples
--------
>>> from hypothesis import find
>>> find(populations(), lambda people: people.total > 0).counts
(('0-2', 1),)
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.space.audience.age_band import AGE_BANDS, AgeBand, AgeBands, AgeGroup
from communitygov.space.audience.population import Population
from communitygov.space.certificate import Certificate, Sense, Status, Stop
from communitygov.space.function.function import Function
from communitygov.space.function.side import Side
from communitygov.testing.strategies.core import citations, identifiers, texts, titles


@st.composite
def age_bands(draw: st.DrawFn) -> AgeBand:
    """Make one band of ages."""
    since = draw(st.integers(0, 90))
    until = draw(st.none() | st.integers(since + 1, since + 40))
    return AgeBand(
        draw(identifiers()),
        draw(titles()),
        draw(titles()),
        since=since,
        until=until,
        group=draw(st.sampled_from(AgeGroup)),
    )


@st.composite
def age_divisions(draw: st.DrawFn) -> AgeBands:
    """Make a division of all ages into bands."""
    cuts = sorted(draw(st.sets(st.integers(1, 100), max_size=6)))
    codes = draw(st.lists(identifiers(), min_size=len(cuts) + 1, max_size=len(cuts) + 1, unique=True))
    spans = zip([0, *cuts], [*cuts, None], codes, strict=True)
    bands = [
        AgeBand(
            code,
            draw(titles()),
            draw(titles()),
            since=since,
            until=until,
            group=draw(st.sampled_from(AgeGroup)),
        )
        for since, until, code in spans
    ]
    return AgeBands(bands, source=draw(citations()))


def populations(*, bands: AgeBands = AGE_BANDS, most: int = 10_000) -> st.SearchStrategy[Population]:
    """Return a strategy of populations."""
    people = st.dictionaries(st.sampled_from(bands.codes), st.integers(0, most), max_size=len(bands))
    return people.map(Population.of)


@st.composite
def functions(draw: st.DrawFn) -> Function:
    """Make a function with tags and ages."""
    tags = draw(st.dictionaries(identifiers(), texts().filter(bool), max_size=3))
    return Function(
        draw(identifiers()),
        draw(titles()),
        draw(titles()),
        side=draw(st.sampled_from(Side)),
        tags=[(key, value[:255]) for key, value in tags.items()],
        serves=draw(st.frozensets(st.sampled_from(AGE_BANDS.codes), max_size=3)),
    )


@st.composite
def certificates(draw: st.DrawFn) -> Certificate:
    """Make a claim that value and bound bear out."""
    status, sense = draw(st.sampled_from(Status)), draw(st.sampled_from(Sense))
    value, slack = draw(st.integers(0, 1000)), draw(st.integers(1, 100) | st.none())
    if status is Status.PROVED:
        slack = 0
    ended = draw(st.sampled_from([Stop.ROUNDS, Stop.CALLER, Stop.TIME]))
    bound = None if slack is None else value + (slack if sense is Sense.MOST else -slack)
    return Certificate(
        value=None if status in (Status.INFEASIBLE, Status.UNKNOWN) else Fraction(value),
        bound=None if bound is None else Fraction(bound),
        sense=sense,
        status=status,
        stop=ended if status in (Status.FEASIBLE, Status.UNKNOWN) else Stop.PROVED,
        seed=draw(st.integers(0, 99)),
        rounds=draw(st.integers(0, 99)),
        engine=draw(identifiers()),
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        AgeBand: age_bands,
        AgeBands: age_divisions,
        Certificate: certificates,
        Function: functions,
        Population: populations,
    }
)
