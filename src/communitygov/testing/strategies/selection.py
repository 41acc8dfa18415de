"""Hypothesis strategies for selections: sites, functions, catchments, rules, problems and their answers.

Problems are small enough that every plan can be tried.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.space.audience.age_band import AGE_BANDS
from communitygov.space.audience.population import Population
from communitygov.space.function.side import Side
from communitygov.space.funding.source import FundingSource
from communitygov.space.selection.candidate import Candidate, FunctionModule
from communitygov.space.selection.catchments import Catchments
from communitygov.space.selection.highs import Highs
from communitygov.space.selection.outcome import Alternative, ChosenSite, FunctionCover, Limit, Margin
from communitygov.space.selection.problem import SelectionProblem
from communitygov.space.selection.rule import CoverageFloor, SelectionRule
from communitygov.space.selection.select import select
from communitygov.space.selection.selection import Selection
from communitygov.testing.strategies.core import identifiers

_BANDS = AGE_BANDS.codes
_CIRCLES = ("15min", "5min")
_CODES = ("canteen", "gym", "library")
_KINDS = ("fittings", "works")
#: Largest worth and length that values of answers are made with.
_MOST = 100_000


def _money(most: int = 12) -> st.SearchStrategy[Money]:
    """Return some ten thousands of yuan."""
    return st.integers(0, most).map(lambda number: Money.yuan(number * 10_000))


def _populations(most: int = 9) -> st.SearchStrategy[Population]:
    """Return small populations."""
    return st.dictionaries(st.sampled_from(_BANDS), st.integers(0, most), max_size=3).map(Population.of)


def _needs() -> st.SearchStrategy[dict[str, int]]:
    """Return weights of needs by band."""
    return st.dictionaries(st.sampled_from(_BANDS), st.integers(1, 3), min_size=1, max_size=3)


def _sets(codes: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    """Return some of several codes."""
    return st.frozensets(st.sampled_from(codes))


def function_modules(
    *, code: st.SearchStrategy[str] | None = None, kind: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[FunctionModule]:
    """Return functions as they can be put into a site."""
    return st.builds(
        FunctionModule,
        code=identifiers() if code is None else code,
        area=st.integers(1, 12),
        cost=_money(),
        circle=st.sampled_from(_CIRCLES),
        side=st.sampled_from(Side),
        needs=_needs(),
        kind=identifiers() if kind is None else kind,
    )


def candidates(
    *, code: st.SearchStrategy[str] | None = None, existing: st.SearchStrategy[frozenset[str]] | None = None
) -> st.SearchStrategy[Candidate]:
    """Return sites that may be renovated."""
    return st.builds(
        Candidate,
        identifiers() if code is None else code,
        area=st.integers(0, 30),
        renovation=_money(6),
        functions=_sets(_CODES),
        existing=_sets(_CODES) if existing is None else existing,
    )


def _pairs(codes: tuple[str, ...]) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Return different pairs of different codes."""
    pairs = [(one, other) for one in codes for other in codes if one != other]
    return st.lists(st.sampled_from(pairs), max_size=2, unique=True) if pairs else st.just([])


def _shares() -> st.SearchStrategy[Fraction]:
    """Return shares, mostly none."""
    return st.just(Fraction(0)) | st.fractions(0, 1, max_denominator=4)


def coverage_floors(*, function: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[CoverageFloor]:
    """Return floors of a few people."""
    return st.builds(
        CoverageFloor, identifiers() if function is None else function, people=st.integers(1, 12)
    )


def selection_rules(*, codes: tuple[str, ...] = _CODES) -> st.SearchStrategy[SelectionRule]:
    """Return rules about some functions."""
    floors = st.lists(
        coverage_floors(function=st.sampled_from(codes)), max_size=1, unique_by=lambda each: each.function
    )
    return st.builds(
        SelectionRule,
        apart=_pairs(codes),
        together=_pairs(codes),
        welfare_share=_shares(),
        welfare_share_per_site=_shares(),
        most_sites=st.none() | st.integers(0, 4),
        floors=st.just([]) | floors,
        renovation_kind=st.sampled_from(("works", "renovation")),
    )


@st.composite
def catchments(draw: st.DrawFn, *, sites: tuple[str, ...] = ("a", "b"), points: int = 6) -> Catchments:
    """Return who lives within which circle: what is within the small one is within the wide one."""
    people = draw(st.lists(_populations(), min_size=0, max_size=points))
    masks = st.integers(0, (1 << len(people)) - 1)
    near = {site: draw(masks) for site in sites}
    wide = {site: near[site] | draw(masks) for site in sites}
    return Catchments.of(people, {"5min": near, "15min": wide})


def funding_sources(*, code: st.SearchStrategy[str]) -> st.SearchStrategy[FundingSource]:
    """Return sources of money, some for one kind only."""
    return st.builds(
        FundingSource, code, st.just("资金"), st.just("money"), amount=_money(40), pays=_sets(_KINDS)
    )


@st.composite
def selection_problems(draw: st.DrawFn, *, sites: int = 5, functions: int = 3) -> SelectionProblem:
    """Return whole problems of a few sites and functions; some have no plan."""
    codes = _CODES[: draw(st.integers(1, functions))]
    modules = [
        draw(function_modules(code=st.just(code), kind=st.sampled_from((*_KINDS, "renovation"))))
        for code in codes
    ]
    names = tuple(f"s{at}" for at in range(draw(st.integers(1, sites))))
    standing = st.just(frozenset[str]()) | _sets(codes)
    places = [
        Candidate(
            name,
            area=draw(st.integers(0, 30)),
            renovation=draw(_money(6)),
            functions=draw(_sets(codes)),
            existing=draw(standing),
        )
        for name in names
    ]
    sources = [draw(funding_sources(code=st.just(f"source-{at}"))) for at in range(draw(st.integers(1, 3)))]
    return SelectionProblem(
        places,
        modules,
        catchments=draw(catchments(sites=names)),
        sources=sources,
        rule=draw(selection_rules(codes=codes)),
    )


def solver_options() -> st.SearchStrategy[Highs]:
    """Return how long the solver may take."""
    return st.builds(Highs, st.integers(1, 600), whole=st.integers(0, 20_000))


def chosen_sites() -> st.SearchStrategy[ChosenSite]:
    """Return chosen sites, as if they had been worked out."""
    worth = st.integers(0, _MOST)
    return st.builds(
        ChosenSite,
        site=identifiers(),
        functions=st.lists(identifiers(), max_size=3),
        cost=_money(),
        brings=worth,
        missed=worth,
        room=worth,
        more_room=worth,
    )


def function_covers() -> st.SearchStrategy[FunctionCover]:
    """Return whom a function serves, as if it had been worked out."""
    return st.builds(
        FunctionCover,
        function=identifiers(),
        sites=st.lists(identifiers(), max_size=3),
        in_need=_populations(),
        covered=_populations(),
        worth=st.integers(0, _MOST),
    )


def margins() -> st.SearchStrategy[Margin]:
    """Return how near limits are, as if it had been worked out."""
    worth = st.integers(0, _MOST)
    return st.builds(
        Margin,
        limit=st.sampled_from(Limit),
        sources=st.lists(identifiers(), max_size=2),
        left=worth,
        more=st.integers(1, _MOST),
        price=worth,
        buys=worth,
        site=st.none() | identifiers(),
        functions=st.lists(identifiers(), max_size=2),
    )


def alternatives() -> st.SearchStrategy[Alternative]:
    """Return sites in the place of others, as if they had been worked out."""
    return st.builds(
        Alternative,
        site=identifiers(),
        instead=identifiers(),
        functions=st.lists(identifiers(), max_size=2),
        loss=st.integers(0, _MOST),
    )


def selections() -> st.SearchStrategy[Selection]:
    """Return answers to small problems, some without a plan."""
    return selection_problems(sites=3, functions=2).map(lambda problem: select(problem, rounds=2))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        FunctionModule: function_modules,
        Candidate: candidates,
        CoverageFloor: coverage_floors,
        SelectionRule: selection_rules,
        Catchments: catchments,
        SelectionProblem: selection_problems,
        Highs: solver_options,
        ChosenSite: chosen_sites,
        FunctionCover: function_covers,
        Margin: margins,
        Alternative: alternatives,
        Selection: selections,
    }
)
