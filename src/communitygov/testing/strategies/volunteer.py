"""Hypothesis strategies for volunteers and for registers of social bodies."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.organisation.body import BodyKind
from communitygov.organisation.social_body import SocialBodyCount, SocialBodyRegister
from communitygov.organisation.volunteer import VolunteerBrand, VolunteerTeam, VolunteerTeams
from communitygov.testing.strategies.core import citations, identifiers, terms, titles
from communitygov.testing.strategies.quantity import quantities

#: Made once: to make a strategy for each example costs more than to draw from it.
_AMOUNTS = quantities(unit="个") | quantities(unit="家")
_CODES, _CITED, _TERMS = identifiers(), citations(), terms()


@st.composite
def volunteer_brands(draw: st.DrawFn) -> VolunteerBrand:
    """Return brands with as many members as they say."""
    members = draw(st.lists(_TERMS, min_size=1, max_size=6, unique_by=lambda each: each.code))
    return VolunteerBrand(name=draw(_TERMS), size=len(members), members=members, citation=draw(_CITED))


def volunteer_teams() -> st.SearchStrategy[VolunteerTeam]:
    """Return teams."""
    return st.builds(VolunteerTeam, id=identifiers(), name=titles())


_TEAMS = volunteer_teams()


@st.composite
def team_lists(draw: st.DrawFn) -> VolunteerTeams:
    """Return teams of a place, some of them named."""
    teams = draw(st.lists(_TEAMS, max_size=5, unique_by=lambda each: each.id))
    return VolunteerTeams(
        place=draw(_CODES),
        count=max(1, len(teams)) + draw(st.integers(0, 4)),
        teams=teams,
        citation=draw(_CITED),
    )


def social_body_counts(*, kind: BodyKind | None = None) -> st.SearchStrategy[SocialBodyCount]:
    """Return counts of a kind, or of any."""
    kinds = st.sampled_from(BodyKind) if kind is None else st.just(kind)
    return st.builds(SocialBodyCount, kind=kinds, count=_AMOUNTS)


@st.composite
def social_body_registers(
    draw: st.DrawFn, *, place: str | None = None, kinds: tuple[BodyKind, ...] = tuple(BodyKind)
) -> SocialBodyRegister:
    """Return registers of up to six of `kinds`."""
    counted = draw(st.lists(st.sampled_from(kinds), max_size=6, unique=True))
    return SocialBodyRegister(
        place=draw(_CODES) if place is None else place,
        counts=[SocialBodyCount(kind=kind, count=draw(_AMOUNTS)) for kind in counted],
        citation=draw(_CITED),
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        VolunteerBrand: volunteer_brands,
        VolunteerTeam: volunteer_teams,
        VolunteerTeams: team_lists,
        SocialBodyCount: social_body_counts,
        SocialBodyRegister: social_body_registers,
    }
)
