"""Hypothesis strategies for leagues, rankings and movements."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.programme.league.league import League
from communitygov.programme.league.measure import Axis, LeagueMeasure, LeagueResult, Sense
from communitygov.programme.league.quarter import Quarter
from communitygov.programme.league.ranking import Ranking, Standing, rank
from communitygov.programme.league.score import Movement, WeightedStanding
from communitygov.testing.strategies.core import identifiers, titles
from communitygov.testing.strategies.date_span import quarters
from communitygov.testing.strategies.quantity import amounts, quantities, units

#: The quarters of the results of a league: few, so that they meet.
FEW = (Quarter(2020, 3), Quarter(2020, 4), Quarter(2021, 1))


def league_measures() -> st.SearchStrategy[LeagueMeasure]:
    """Return measures of either sense, on an axis or on none."""
    return st.builds(
        LeagueMeasure,
        code=identifiers(),
        zh=titles(),
        en=titles(),
        sense=st.sampled_from(Sense),
        unit=units(),
        axis=st.none() | st.sampled_from(Axis),
    )


@cache
def figures(unit: str) -> st.SearchStrategy[Quantity]:
    """Return figures with many ties, few of them not exact."""
    exact = [Quantity.exact(amount, unit) for amount in (0, 1, 2, 3, Fraction(7, 2), 50, 500)]
    return st.sampled_from([*exact, Quantity.more_than(2, unit)])


def league_results() -> st.SearchStrategy[LeagueResult]:
    """Return results, each for itself; those of `leagues` fit together."""
    return st.builds(
        LeagueResult,
        participant=identifiers(),
        measure=identifiers(),
        quarter=quarters(),
        figure=quantities(),
    )


def standings() -> st.SearchStrategy[Standing]:
    """Return standings, each for itself; those of `rankings` fit together."""
    return st.builds(
        Standing,
        participant=identifiers(),
        figure=st.none() | quantities(),
        rank=st.none() | st.integers(1, 30),
    )


@st.composite
def rankings(draw: st.DrawFn) -> Ranking:
    """Return rankings of up to six participants, with ties and gaps."""
    measure = draw(_MEASURES)
    told = st.dictionaries(_CODES, _told(measure.unit), max_size=6)
    return rank(measure, draw(_QUARTERS), figures=draw(told))


@cache
def _told(unit: str) -> st.SearchStrategy[Quantity | None]:
    """Return figures, or nothing."""
    return st.none() | figures(unit)


_MEASURES, _CODES, _QUARTERS = league_measures(), identifiers(), quarters()


@st.composite
def leagues(draw: st.DrawFn) -> League:
    """Return leagues of up to four participants and two measures over three quarters."""
    participants = draw(st.lists(_CODES, min_size=1, max_size=4, unique=True))
    measures = draw(st.lists(_MEASURES, min_size=1, max_size=2, unique_by=lambda each: each.code))
    results = [
        LeagueResult(participant=who, measure=measure.code, quarter=quarter, figure=figure)
        for who in participants
        for measure in measures
        for quarter in FEW
        if (figure := draw(_told(measure.unit))) is not None
    ]
    return League(participants=participants, measures=measures, results=results)


def movements() -> st.SearchStrategy[Movement]:
    """Return movements, some of somebody who was not ranked."""
    ranks = st.none() | st.integers(1, 30)
    return st.builds(Movement, participant=identifiers(), before=ranks, after=ranks)


def weighted_standings() -> st.SearchStrategy[WeightedStanding]:
    """Return standings by weights."""
    return st.builds(
        WeightedStanding,
        participant=identifiers(),
        points=st.none() | amounts(),
        rank=st.none() | st.integers(1, 30),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        LeagueMeasure: league_measures,
        LeagueResult: league_results,
        Standing: standings,
        Ranking: rankings,
        League: leagues,
        Movement: movements,
        WeightedStanding: weighted_standings,
    }
)
