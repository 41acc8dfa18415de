"""Hypothesis strategies for figures and cases: of few places and documents, so that some can be added."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from communitygov.casebook.case import GridCase
from communitygov.casebook.figure import Figure
from communitygov.casebook.place_case import PlaceCase
from communitygov.casebook.programme_case import ProgrammeCase
from communitygov.core.money import Money
from communitygov.core.quantity import Quantity
from communitygov.core.source import Citation, quoted
from communitygov.testing.strategies.checklist import checklists, unlisted_sets
from communitygov.testing.strategies.core import citations, identifiers, terms, texts, titles, words
from communitygov.testing.strategies.grid import hierarchies
from communitygov.testing.strategies.hazard import hazard_ledgers
from communitygov.testing.strategies.honour import honour_rolls
from communitygov.testing.strategies.mix import mixes
from communitygov.testing.strategies.opportunity import opportunity_lists
from communitygov.testing.strategies.place import places
from communitygov.testing.strategies.portfolio import portfolios
from communitygov.testing.strategies.quantity import shares
from communitygov.testing.strategies.volunteer import social_body_registers, team_lists

_PLACES = ("成都市双流区", "成都市郫都区")
_DOCUMENTS = ("002", "003")
_UNITS = ("个", "名")


@st.composite
def figures(draw: st.DrawFn, *, place: str | None = None) -> Figure:
    """Return figures, of `place` if one is given."""
    document = draw(st.sampled_from(_DOCUMENTS))
    cited: st.SearchStrategy[Citation] = texts(longest=10).map(lambda phrase: quoted(document, phrase))
    return Figure(
        draw(st.sampled_from(_PLACES) | titles()) if place is None else place,
        Quantity.exact(draw(st.integers(0, 20_000)), draw(st.sampled_from(_UNITS))),
        what=draw(words()),
        citations=draw(st.lists(cited, min_size=1, max_size=2, unique=True)),
    )


@st.composite
def grid_cases(draw: st.DrawFn) -> GridCase:
    """Return cases of small hierarchies."""
    place = draw(st.sampled_from(_PLACES))
    return GridCase(
        code=draw(identifiers()),
        place=place,
        grid=draw(hierarchies()),
        figures=draw(st.lists(figures(place=place), max_size=2)),
        choices=draw(st.lists(words(), max_size=2)),
        is_synthetic=draw(st.booleans()),
    )


@st.composite
def place_cases(draw: st.DrawFn) -> PlaceCase:
    """Return cases of a place."""
    where = draw(st.sampled_from(_PLACES))
    counted = st.lists(figures(place=where), max_size=2, unique_by=lambda figure: figure.what.en)
    return PlaceCase(
        where=where,
        place=draw(places()),
        figures=draw(counted),
        income=draw(st.none() | st.integers(0, 10**9).map(Money)),
        projects=draw(st.lists(terms(), max_size=2)),
        mix=draw(st.none() | mixes()),
        citations=draw(st.lists(citations(), min_size=1, max_size=2)),
        choices=draw(st.lists(words(), max_size=2)),
    )


def _of(place: str) -> Callable[[Any], Any]:
    """Return what puts a register into a place."""
    return lambda register: attrs.evolve(register, place=place)


@st.composite
def programme_cases(draw: st.DrawFn) -> ProgrammeCase:
    """Return cases of a programme."""
    where, code = draw(st.sampled_from(_PLACES)), draw(identifiers())
    return ProgrammeCase(
        code=code,
        where=where,
        figures=draw(st.lists(figures(place=where), max_size=2)),
        hazards=draw(st.none() | hazard_ledgers().map(_of(code))),
        checklists=draw(st.lists(checklists(), max_size=1)),
        unlisted=draw(st.lists(unlisted_sets(), max_size=1)),
        shares=draw(st.lists(shares(), max_size=1)),
        tasks=draw(st.lists(terms(), max_size=2)),
        citations=draw(st.lists(citations(), max_size=1)),
        portfolios=draw(st.lists(portfolios(), max_size=1)),
        teams=draw(st.none() | team_lists().map(_of(code))),
        social_bodies=draw(st.none() | social_body_registers().map(_of(code))),
        honours=draw(st.none() | honour_rolls()),
        opportunities=draw(st.none() | opportunity_lists().map(_of(code))),
        choices=draw(st.lists(words(), max_size=2)),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Figure: figures, GridCase: grid_cases, PlaceCase: place_cases, ProgrammeCase: programme_cases}
)
