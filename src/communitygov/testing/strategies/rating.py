"""Hypothesis strategies for the rating of a handling: scales, policies, ratings that count and that do not.

Raters come from a small pool in which most are residents and some may not rate: who handled the matter, who
is no resident, who rates for somebody else.  Times lie around the days for which the cases of `cases_to_rate`
stand to be rated.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.deliberation.five_step import five_step
from communitygov.deliberation.rating import DEFAULT_RATING_POLICY, RatingPolicy, RatingResult
from communitygov.deliberation.rating_distribution import Distribution
from communitygov.deliberation.rating_scale import (
    FIVE_POINTS,
    SATISFIED_OR_NOT,
    THREE_GRADES,
    Comparison,
    Measure,
    Scale,
    Threshold,
)
from communitygov.deliberation.valid_rating import Raters, Rating, SetAside
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.testing.strategies.core import findings, identifiers, moments, texts, words
from communitygov.testing.walks import FIRST_MOMENT, fitting, opened

#: The case that is rated, and another.
RATED, OTHER = "LQ-1", "LQ-2"
_RESIDENT = {Role.RESIDENT}
#: Residents who may rate, the first of whom raised the matter.
RESIDENTS = tuple(Actor(person, roles=_RESIDENT) for person in ("raiser-1", "r-1", "r-2", "r-3"))
#: Who sorted and resolved the matter, and lives there too.
HANDLER = Actor("grid_worker-1", roles={Role.RESIDENT, Role.GRID_WORKER})
#: Who does not rate: the handler, somebody from elsewhere, and a proxy.
OUTSIDERS = (HANDLER, Actor("k-1", roles=()), RESIDENTS[1].acting_for("r-9"))

#: What was done before the rating: nothing yet, once, once and rated, twice.
_COURSES = (
    ("accept", "resolve"),
    ("accept",),
    ("accept", "resolve", "rate_well"),
    ("accept", "resolve", "rate_badly", "redo", "report_done"),
)


@cache
def case_after(*actions: str) -> Case:
    """Return the case `RATED` after actions of the standard table, each taken as the table asks."""
    procedure = five_step()
    case = opened(procedure, case_id=RATED)
    for action in actions:
        (move,) = (move for move in procedure.table.moves_from(case.state) if move.action == action)
        attempt = fitting(case, move)
        case = procedure.apply(case, action, by=attempt.by, at=attempt.at, facts=attempt.facts)
    return case


def cases_to_rate() -> st.SearchStrategy[Case]:
    """Return cases that stand to be rated; some that do not yet, and some that do no more."""
    return st.sampled_from(_COURSES).map(lambda actions: case_after(*actions))


@st.composite
def scales(draw: st.DrawFn, *, longest: int = 6) -> Scale:
    """Return scales: those of the library, and others, some with words."""
    if draw(st.booleans()):
        return draw(st.sampled_from((FIVE_POINTS, SATISFIED_OR_NOT, THREE_GRADES)))
    lowest, length = draw(st.integers(0, 3)), draw(st.integers(2, longest))
    labels = draw(st.just([]) | st.lists(words(), min_size=length, max_size=length))
    return Scale(lowest, lowest + length - 1, labels=labels)


@st.composite
def thresholds(draw: st.DrawFn, *, scale: Scale = FIVE_POINTS) -> Threshold:
    """Return thresholds that ratings on a scale can reach and can miss."""
    measure, comparison = draw(st.sampled_from(Measure)), draw(st.sampled_from(Comparison))
    parts = draw(st.integers(1, 12))
    part = draw(st.integers(1, parts)) - (comparison is Comparison.MORE_THAN)
    bound = Fraction(part, parts)
    if measure is Measure.MEAN_SCORE:
        bound = scale.lowest + bound * (scale.highest - scale.lowest)
    return Threshold(measure, bound, comparison=comparison)


@st.composite
def rating_policies(draw: st.DrawFn, *, scale: Scale | None = None) -> RatingPolicy:
    """Return policies on one scale or on any, the library's own among them."""
    if scale is None and draw(st.booleans()):
        return DEFAULT_RATING_POLICY
    used = draw(scales()) if scale is None else scale
    return RatingPolicy(
        scale=used,
        satisfied_from=draw(st.integers(used.lowest + 1, used.highest)),
        raters=draw(st.sampled_from(Raters)),
        fewest=draw(st.integers(1, 4)),
        threshold=draw(thresholds(scale=used)),
        lapse_days=draw(st.integers(1, 10)),
        source=draw(st.sampled_from((LIBRARY_DEFAULT, quoted("001", "居民评事")))),
    )


def ratings(*, scale: Scale = FIVE_POINTS) -> st.SearchStrategy[Rating]:
    """Return ratings of which most count: some are late, of another case, or off the scale."""
    on_scale = st.integers(scale.lowest, scale.highest)
    return st.builds(
        Rating,
        rater=st.sampled_from((*RESIDENTS, *OUTSIDERS)),
        about=st.sampled_from((RATED, RATED, RATED, OTHER)),
        score=on_scale | on_scale | st.integers(scale.highest, scale.highest + 2),
        at=moments(earliest=FIRST_MOMENT, latest=FIRST_MOMENT + timedelta(days=12)),
        comment=texts(longest=12),
    )


def good_ratings(*, scale: Scale = FIVE_POINTS) -> st.SearchStrategy[Rating]:
    """Return ratings of `case_after("accept", "resolve")` that count under any policy that lets all rate."""
    first = case_after("accept", "resolve").since
    return st.builds(
        Rating,
        rater=st.sampled_from(RESIDENTS),
        about=st.just(RATED),
        score=st.integers(scale.lowest, scale.highest),
        at=moments(earliest=first, latest=first + timedelta(hours=14)),
    )


def set_asides() -> st.SearchStrategy[SetAside]:
    """Return ratings that do not count."""
    because = st.lists(findings(), min_size=1, max_size=2)
    return st.builds(SetAside, rater=identifiers(), at=moments(), because=because)


@st.composite
def distributions(draw: st.DrawFn, *, most: int = 40) -> Distribution:
    """Return counts for every score of a scale."""
    scale = draw(scales())
    length = len(scale.scores)
    return Distribution(
        scale=scale, counts=draw(st.lists(st.integers(0, most), min_size=length, max_size=length))
    )


@st.composite
def rating_results(draw: st.DrawFn) -> RatingResult:
    """Return what ratings of a case come to under a policy."""
    policy = draw(rating_policies())
    given = draw(st.lists(ratings(scale=policy.scale), max_size=8))
    return policy.assess(given, case=draw(cases_to_rate()), affected=("r-1",))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Scale: scales,
        Threshold: thresholds,
        RatingPolicy: rating_policies,
        Rating: ratings,
        SetAside: set_asides,
        Distribution: distributions,
        RatingResult: rating_results,
    }
)
