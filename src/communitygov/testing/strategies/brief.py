"""Hypothesis strategies for programmes of requirements, their rules and recommendations."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.terms import Term
from communitygov.space.audience.age_band import AGE_BANDS
from communitygov.space.brief.adjacency import Adjacency, Importance
from communitygov.space.brief.area import PARTS
from communitygov.space.brief.brief import FINEST, Brief, Efficiency
from communitygov.space.brief.provision import CommunityProfile, ProvisionRule
from communitygov.space.brief.recommend import Advice, Recommendation, recommend
from communitygov.space.brief.room import Room
from communitygov.space.function.catalogue import FUNCTIONS
from communitygov.space.function.side import Side
from communitygov.testing.strategies.audience import populations
from communitygov.testing.strategies.core import citations, identifiers, titles, words
from communitygov.testing.strategies.hours import week_hours

BANDS = AGE_BANDS.codes
FEATURES = ("mirror", "sink", "stage")
LOCATIONS = ("old_quarter", "village")


def areas(*, most: int = 400) -> st.SearchStrategy[Fraction]:
    """Return exact areas, whole square metres or to the square centimetre."""
    whole = st.integers(1, most).map(Fraction)
    return whole | st.integers(1, most * PARTS).map(lambda parts: Fraction(parts, PARTS))


def features() -> st.SearchStrategy[frozenset[str]]:
    """Return what a room has."""
    return st.frozensets(st.sampled_from(FEATURES), max_size=2)


@st.composite
def rooms(draw: st.DrawFn, *, code: st.SearchStrategy[str] | None = None) -> Room:
    """Return rooms of which the area lies between its bounds."""
    told = draw(_told())
    standard, more = draw(areas()), draw(_bound())
    lower = draw(st.none() | st.integers(1, int(standard * PARTS)))
    return Room(
        draw(identifiers() if code is None else code),
        standard_required_area=standard,
        min_required_area=None if lower is None else Fraction(lower, PARTS),
        max_required_area=None if more is None else standard + more,
        **told,
    )


@cache
def _bound() -> st.SearchStrategy[Fraction | None]:
    """Return how much more a room may have, or that it has no bound."""
    return st.none() | areas()


@cache
def _told() -> st.SearchStrategy[dict[str, Any]]:
    """Return what is told of a room beside its code and area; made once, for it has many parts."""
    return st.fixed_dictionaries(
        {
            "zh": titles(),
            "en": titles(),
            "function": st.sampled_from(tuple(FUNCTIONS)) | identifiers(),
            "count": st.integers(1, 5),
            "area_per_occupant": st.none() | areas(most=9),
            "occupancy_number": st.none() | st.integers(0, 300),
            "users": populations(most=500),
            "hours": st.none() | week_hours(most=3),
            "is_shared": st.booleans(),
            "is_accessible": st.booleans(),
            "features": features(),
        },
        optional={
            "side": st.none() | st.sampled_from(Side),
            "group": st.sampled_from([Term("g-1", "甲组", "group 1"), Term("g-2", "乙组", "group 2")]),
        },
    )


def adjacencies() -> st.SearchStrategy[Adjacency]:
    """Return what is asked of two rooms."""
    pairs = st.lists(identifiers(), min_size=2, max_size=2, unique=True)
    return pairs.flatmap(
        lambda pair: st.builds(
            Adjacency, st.just(pair[0]), st.just(pair[1]), importance=st.sampled_from(Importance)
        )
    )


def efficiencies() -> st.SearchStrategy[Efficiency]:
    """Return shares of net in gross area."""
    share = st.integers(1, FINEST).flatmap(
        lambda below: st.integers(1, below).map(lambda above: Fraction(above, below))
    )
    return st.builds(Efficiency, share, source=citations())


@st.composite
def briefs(draw: st.DrawFn, *, fewest: int = 0, most: int = 5) -> Brief:
    """Return programmes of a few rooms, with statements about some pairs."""
    needed = draw(st.lists(rooms(), unique_by=attrgetter("code"), min_size=fewest, max_size=most))
    codes = [room.code for room in needed]
    pairs = [(one, two) for at, one in enumerate(codes) for two in codes[:at]]
    said = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return Brief(
        draw(identifiers()),
        draw(titles()),
        rooms=needed,
        adjacencies=[Adjacency(*pair, importance=draw(st.sampled_from(Importance))) for pair in said],
        efficiency=draw(efficiencies()),
        source=draw(citations()),
    )


def profiles() -> st.SearchStrategy[CommunityProfile]:
    """Return communities."""
    where = st.frozensets(st.sampled_from(LOCATIONS))
    return st.builds(CommunityProfile, population=populations(most=20_000), locations=where)


def provision_rules(*, code: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[ProvisionRule]:
    """Return rules of when to have what."""
    return st.builds(
        ProvisionRule,
        identifiers() if code is None else code,
        titles(),
        titles(),
        function=identifiers(),
        bands=st.frozensets(st.sampled_from(BANDS), max_size=2),
        people_from=st.integers(0, 20_000),
        share_from=st.integers(0, 10).map(lambda tenths: Fraction(tenths, 10)),
        locations=st.frozensets(st.sampled_from(LOCATIONS), max_size=1),
        people_per_room=st.none() | st.integers(20, 5_000),
        square_metres_per_thousand=st.none() | areas(),
        least_area=areas(),
        area_per_occupant=st.none() | areas(most=9),
        is_shared=st.booleans(),
        is_accessible=st.booleans(),
        source=citations(),
    )


def advice() -> st.SearchStrategy[Advice]:
    """Return what single rules come to."""
    return st.builds(Advice, rule=provision_rules(), count=st.integers(0, 9), why=words())


@st.composite
def recommendations(draw: st.DrawFn) -> Recommendation:
    """Return programmes as rules make them."""
    rules = draw(st.lists(provision_rules(), unique_by=attrgetter("code"), max_size=4))
    return recommend(draw(identifiers()), draw(titles()), profile=draw(profiles()), rules=rules)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Adjacency: adjacencies,
        Advice: advice,
        Brief: briefs,
        CommunityProfile: profiles,
        Efficiency: efficiencies,
        ProvisionRule: provision_rules,
        Recommendation: recommendations,
        Room: rooms,
    }
)
