"""Hypothesis strategies for places and what they are made of, for needs, routes and things on loan.

`places` draws whatever a place may hold, also what does not go together: zones larger than the place, hours
of a zone outside those of the place, a history of uses with gaps.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.space.audience.age_band import AGE_BANDS
from communitygov.space.function.catalogue import FUNCTIONS
from communitygov.space.place.matching import SceneMatch, SceneMatching, SceneNeed, match_needs
from communitygov.space.place.measure import AREA_UNITS, PEOPLE
from communitygov.space.place.parts import Channel, ChannelKind, Designation, Facility, Zone
from communitygov.space.place.place import Place
from communitygov.space.place.route import Route
from communitygov.space.place.transformation import (
    CoCreator,
    RenewalMove,
    Transformation,
    TransformationKind,
)
from communitygov.testing.strategies.core import citations, days, identifiers, terms, texts, titles
from communitygov.testing.strategies.geometry import areas, points
from communitygov.testing.strategies.hours import week_hours
from communitygov.testing.strategies.quantity import quantities

#: How far from the origin places lie: a town.
_FARTHEST = 10**6


@cache
def floor_areas() -> st.SearchStrategy[Quantity]:
    """Return a strategy of floor areas, exact and not."""
    return st.sampled_from(AREA_UNITS).flatmap(lambda unit: quantities(unit=unit))


@cache
def head_counts() -> st.SearchStrategy[Quantity]:
    """Return a strategy of how many people."""
    exact = st.integers(1, 500).map(lambda people: Quantity.exact(people, PEOPLE))
    return exact | st.integers(1, 500).map(lambda people: Quantity.more_than(people, PEOPLE))


def function_codes(*, most: int = 3) -> st.SearchStrategy[frozenset[str]]:
    """Return a strategy of codes of functions, own ones among them."""
    return st.frozensets(st.sampled_from(sorted(FUNCTIONS)) | identifiers(), max_size=most)


@cache
def _bands() -> st.SearchStrategy[frozenset[str]]:
    """Return a strategy of codes of age bands."""
    return st.frozensets(st.sampled_from(AGE_BANDS.codes), max_size=2)


@st.composite
def transformations(draw: st.DrawFn, *, earliest: date = date(2000, 1, 1)) -> Transformation:
    """Make a transformation that began on `earliest` or later, if that is told."""
    since = draw(st.none() | days(earliest=earliest, latest=date(2050, 1, 1)))
    lasted = st.integers(1, 900).map(lambda more: (since or earliest) + timedelta(days=more))
    return Transformation(
        draw(st.sampled_from(TransformationKind)),
        old_use=draw(st.just("") | titles()),
        new_use=draw(st.just("") | titles()),
        moves=draw(st.frozensets(st.sampled_from(RenewalMove))),
        co_creators=draw(st.frozensets(st.sampled_from(CoCreator))),
        since=since,
        until=draw(st.none() | lasted),
        note=draw(texts()),
    )


def zones(*, code: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Zone]:
    """Return a strategy of zones."""
    return st.builds(
        Zone,
        identifiers() if code is None else code,
        titles(),
        functions=function_codes(),
        area=st.none() | floor_areas(),
        serves=_bands(),
        hours=st.none() | week_hours(most=2),
        occupancy_number_peak=st.none() | head_counts(),
        theme=texts(),
    )


def facilities() -> st.SearchStrategy[Facility]:
    """Return a strategy of facilities."""
    return st.builds(
        Facility,
        identifiers(),
        titles(),
        count=st.none() | quantities(),
        services=st.lists(terms(), max_size=2),
    )


def designations() -> st.SearchStrategy[Designation]:
    """Return a strategy of titles and honours."""
    return st.builds(
        Designation,
        titles(),
        body=texts(),
        year=st.none() | st.integers(1949, 2050),
        source=st.none() | citations(),
    )


def channels() -> st.SearchStrategy[Channel]:
    """Return a strategy of ways to what a place offers."""
    return st.builds(Channel, st.sampled_from(ChannelKind), titles(), reference=st.none() | identifiers())


@st.composite
def _histories(draw: st.DrawFn) -> list[Transformation]:
    """Make transformations in the order of time."""
    made: list[Transformation] = []
    earliest = date(2000, 1, 1)
    for _ in range(draw(st.integers(0, 3))):
        made.append(draw(transformations(earliest=earliest)))
        earliest = made[-1].since or earliest
    return made


@st.composite
def _tags(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Make further tags of OpenStreetMap."""
    keys = draw(st.lists(identifiers() | st.sampled_from(("name", "amenity")), unique=True, max_size=2))
    return [(key, draw(titles())) for key in keys]


@cache
def _told() -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of what a place tells beside its identifier; made once, for it has many parts."""
    return st.fixed_dictionaries(
        {
            "name": titles(),
            "district": texts(),
            "at": st.none() | points(farthest=_FARTHEST),
            "outline": st.none() | areas(),
            "area": st.none() | floor_areas(),
            "net_planned_area": st.none() | floor_areas(),
            "gross_planned_area": st.none() | floor_areas(),
            "publicly_accessible": st.none() | st.booleans(),
            "handicap_accessible": st.none() | st.booleans(),
            "occupancy_number": st.none() | head_counts(),
            "occupancy_number_peak": st.none() | head_counts(),
            "former_use": st.just("") | titles(),
            "transformations": _histories(),
            "zones": st.lists(zones(), max_size=3, unique_by=attrgetter("code")),
            "facilities": st.lists(facilities(), max_size=2),
            "designations": st.lists(designations(), max_size=2),
            "channels": st.lists(channels(), max_size=2),
            "hours": st.none() | week_hours(most=3),
            "functions": function_codes(),
            "beauty_kinds": st.frozensets(identifiers(), max_size=2),
            "themes": st.lists(titles(), max_size=2),
            "digital_twin": st.none() | identifiers(),
            "tags": _tags(),
        }
    )


@st.composite
def places(draw: st.DrawFn, *, id: st.SearchStrategy[str] | None = None) -> Place:
    """Make a place, sound or not."""
    return Place(draw(identifiers() if id is None else id), **draw(_told()))


def place_lists(*, most: int = 4) -> st.SearchStrategy[tuple[Place, ...]]:
    """Return a strategy of places of different identifiers."""
    return st.lists(places(), max_size=most, unique_by=attrgetter("id")).map(tuple)


@st.composite
def routes(draw: st.DrawFn) -> Route:
    """Make a route, a loop or not."""
    stops = draw(st.lists(identifiers(), unique=True, min_size=2, max_size=5))
    return Route(draw(identifiers()), draw(titles()), stops=(*stops, *draw(st.sampled_from(((), stops[:1])))))


def needs(*, code: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[SceneNeed]:
    """Return a strategy of needs."""
    return st.builds(
        SceneNeed,
        identifiers() if code is None else code,
        titles(),
        functions=st.frozensets(st.sampled_from(sorted(FUNCTIONS)), min_size=1, max_size=2),
        serves=_bands(),
    )


def scene_matches() -> st.SearchStrategy[SceneMatch]:
    """Return a strategy of needs with their scenes."""
    return st.builds(SceneMatch, identifiers(), place=identifiers(), zone=st.none() | identifiers())


@st.composite
def matchings(draw: st.DrawFn) -> SceneMatching:
    """Make needs, places that may have scenes for them, and the matching of both."""
    codes = draw(st.lists(identifiers(), unique=True, max_size=3))
    return match_needs([draw(needs(code=st.just(code))) for code in codes], draw(place_lists(most=2)))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Channel: channels,
        Designation: designations,
        Facility: facilities,
        SceneMatch: scene_matches,
        SceneMatching: matchings,
        SceneNeed: needs,
        Place: places,
        Route: routes,
        Transformation: transformations,
        Zone: zones,
    }
)
