"""Hypothesis strategies for small problems of siting, and answers to them.

A few sites and a dozen points: small enough to try every choice.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.space.cover.answer import CoverAnswer, Further, SiteRole
from communitygov.space.cover.center import p_center
from communitygov.space.cover.covering import set_cover
from communitygov.space.cover.distance_problem import DistanceProblem
from communitygov.space.cover.maximal import maximal_cover
from communitygov.space.cover.median import p_median
from communitygov.space.cover.problem import CoverProblem
from communitygov.space.cover.search import Search
from communitygov.testing.strategies.core import identifiers

#: Enough for problems of this size.
QUICK = Search(rounds=20, branches=60)
_WEIGHT, _COST, _WAY, _BEYOND = 30, 9, 40, 60


def _names(letter: str, number: int) -> tuple[str, ...]:
    """Return identifiers in order."""
    return tuple(f"{letter}{at}" for at in range(number))


def _numbers(draw: st.DrawFn, number: int, *, most: int) -> tuple[int, ...]:
    """Draw as many whole numbers from 0."""
    return tuple(draw(st.lists(st.integers(0, most), min_size=number, max_size=number)))


def _fixed(draw: st.DrawFn, sites: tuple[str, ...]) -> frozenset[str]:
    """Draw a site or two that stand already; mostly none."""
    return frozenset(draw(st.lists(st.sampled_from(sites), max_size=2, unique=True)))


@st.composite
def cover_problems(
    draw: st.DrawFn, *, most_sites: int = 7, most_points: int = 10, capacities: bool | None = None
) -> CoverProblem:
    """Return problems of who covers whom; with capacities, without, or either."""
    sites = _names("s", draw(st.integers(1, most_sites)))
    points = _names("p", draw(st.integers(0, most_points)))
    masks = draw(st.lists(st.integers(0, 2 ** len(points) - 1), min_size=len(sites), max_size=len(sites)))
    is_limited = draw(st.booleans()) if capacities is None else capacities
    return CoverProblem(
        sites=sites,
        points=points,
        covers=masks,
        weights=_numbers(draw, len(points), most=_WEIGHT),
        costs=_numbers(draw, len(sites), most=_COST) if draw(st.booleans()) else (),
        capacities=_numbers(draw, len(sites), most=2 * _WEIGHT) if is_limited else (),
        fixed=_fixed(draw, sites),
    )


@st.composite
def distance_problems(draw: st.DrawFn, *, most_sites: int = 6, most_points: int = 8) -> DistanceProblem:
    """Return problems of who is how far from whom, some pairs without a way."""
    sites = _names("s", draw(st.integers(1, most_sites)))
    points = _names("p", draw(st.integers(0, most_points)))
    way = st.integers(0, _WAY) | st.none()
    rows = [tuple(draw(st.lists(way, min_size=len(points), max_size=len(points)))) for _ in sites]
    return DistanceProblem(
        sites=sites,
        points=points,
        distances=tuple(rows),
        weights=_numbers(draw, len(points), most=_WEIGHT),
        beyond=_BEYOND,
        fixed=_fixed(draw, sites),
    )


def site_roles() -> st.SearchStrategy[SiteRole]:
    """Return why a site is chosen."""
    return st.builds(
        SiteRole,
        site=identifiers(),
        is_fixed=st.booleans(),
        gain=st.integers(0, 900),
        served=st.integers(0, 900),
        lost=st.integers(0, 900),
        instead=st.none() | identifiers(),
        instead_loss=st.integers(0, 900),
    )


def furthers() -> st.SearchStrategy[Further]:
    """Return what one more site would buy."""
    return st.builds(Further, site=identifiers(), gain=st.integers(1, 900), cost=st.integers(0, 900))


@st.composite
def cover_answers(draw: st.DrawFn) -> CoverAnswer:
    """Return answers of all four questions, some that there is none."""
    number = draw(st.integers(1, 3))
    match draw(st.sampled_from(("maximal", "set", "median", "center"))):
        case "maximal":
            return maximal_cover(draw(cover_problems(most_sites=4)), sites=number, search=QUICK)
        case "set":
            return set_cover(draw(cover_problems(most_sites=4)), search=QUICK)
        case "median":
            return p_median(draw(distance_problems(most_sites=4)), sites=number, search=QUICK)
        case _:
            return p_center(draw(distance_problems(most_sites=4)), sites=number, search=QUICK)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        CoverProblem: cover_problems,
        DistanceProblem: distance_problems,
        SiteRole: site_roles,
        Further: furthers,
        CoverAnswer: cover_answers,
    }
)
