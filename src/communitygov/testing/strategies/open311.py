"""Hypothesis strategies for the exchange by Open311: services, terms, and what came in."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.grid.routing.handling import handling
from communitygov.grid.routing.policy import three_tier_policy
from communitygov.interchange.open311.reading import Open311Import
from communitygov.interchange.open311.terms import AddressKind, Open311Terms, Service
from communitygov.testing.strategies.core import findings, identifiers, texts, titles
from communitygov.testing.strategies.geometry import planes
from communitygov.testing.strategies.routing import reports


def services(*, code: str | None = None) -> st.SearchStrategy[Service]:
    """Return kinds of requests."""
    return st.builds(
        Service,
        code=identifiers() if code is None else st.just(code),
        name=titles(),
        description=texts(),
        group=texts(longest=9),
        keywords=st.lists(titles(longest=6), max_size=2),
    )


@st.composite
def open311_terms(draw: st.DrawFn) -> Open311Terms:
    """Return what two sides agree on."""
    codes = draw(st.lists(identifiers(), max_size=2, unique=True))
    return Open311Terms(
        jurisdiction=draw(st.none() | identifiers()),
        services=[draw(services(code=code)) for code in codes],
        plane=draw(st.none() | planes()),
        address=draw(st.sampled_from(AddressKind)),
        procedure=draw(st.sampled_from((None, handling(three_tier_policy())))),
    )


def open311_imports() -> st.SearchStrategy[Open311Import]:
    """Return reports that came in, with what was dropped."""
    return st.builds(Open311Import, report=reports(), losses=st.lists(findings(), max_size=2))


#: Every public value of the exchange with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Service: services, Open311Terms: open311_terms, Open311Import: open311_imports}
)
