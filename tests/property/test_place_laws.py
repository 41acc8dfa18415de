"""Laws of places: what is known is told, matchings are as large as can be, what is written comes back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs
import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.geometry import Plane, Point
from communitygov.interchange.place_geojson import osm_tags, places_from_geojson, places_to_geojson
from communitygov.space.place import Place, Route, SceneNeed, Zone, match_needs
from communitygov.testing.strategies.core import moments
from communitygov.testing.strategies.hours import week_hours
from communitygov.testing.strategies.place import (
    floor_areas,
    place_lists,
    places,
    routes,
)

#: A place has many parts to draw; what they share is tried with each.
slowly = settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
PLANE = Plane(longitude=1_039_200_000, latitude=305_700_000)
#: Few functions, so that needs compete.
FUNCTIONS = ("library", "canteen", "study_room", "gym")


@st.composite
def towns(draw: st.DrawFn) -> tuple[tuple[SceneNeed, ...], tuple[Place, ...]]:
    """Make needs and places that compete for few functions."""
    some = st.frozensets(st.sampled_from(FUNCTIONS), min_size=1, max_size=2)
    bands = st.frozensets(st.sampled_from(("3-6", "60plus")), max_size=1)
    asked = tuple(
        SceneNeed(f"n{at}", "需求", functions=draw(some), serves=draw(bands))
        for at in range(draw(st.integers(0, 5)))
    )
    sizes = draw(st.lists(st.integers(0, 3), max_size=3))
    return asked, tuple(
        Place(
            f"p{at}",
            "空间",
            functions=draw(some),
            zones=[Zone(f"z{zone}", "区", functions=draw(some), serves=draw(bands)) for zone in range(size)],
        )
        for at, size in enumerate(sizes)
    )


def fitting(asked: Sequence[SceneNeed], known: Sequence[Place]) -> dict[str, set[tuple[str, str | None]]]:
    """Return the scenes that fit each need, found the plain way."""
    scenes: list[tuple[tuple[str, str | None], frozenset[str], frozenset[str]]] = []
    for place in known:
        scenes += [((place.id, zone.code), zone.functions, zone.serves) for zone in place.zones]
        others = place.functions - {code for zone in place.zones for code in zone.functions}
        scenes.append(((place.id, None), others, frozenset()))
    return {
        need.code: {
            key
            for key, functions, serves in scenes
            if functions & need.functions and (not serves or not need.serves or need.serves <= serves)
        }
        for need in asked
    }


@given(towns())
def test_as_many_needs_are_met_as_can_be(town: tuple[tuple[SceneNeed, ...], tuple[Place, ...]]) -> None:
    asked, known = town
    fits, result = fitting(asked, known), match_needs(asked, known)
    graph: nx.Graph[tuple[str, str | None]] = nx.Graph()
    graph.add_nodes_from((("need", code) for code in fits), bipartite=0)
    graph.add_edges_from((("need", code), scene) for code, scenes in fits.items() for scene in scenes)
    best = nx.bipartite.hopcroft_karp_matching(graph, [("need", code) for code in fits])
    assert len(result.matches) == sum(node in best for node in graph if node[0] == "need")
    assert all((each.place, each.zone) in fits[each.need] for each in result.matches)
    assert len({(each.place, each.zone) for each in result.matches}) == len(result.matches)
    assert [each.need for each in result.matches] + list(result.unmet) == sorted(
        fits, key=lambda code: (code in result.unmet, list(fits).index(code))
    )


@given(towns())
def test_earlier_needs_come_first(town: tuple[tuple[SceneNeed, ...], tuple[Place, ...]]) -> None:
    asked, known = town
    for at in range(len(asked)):
        fewer = {each.need for each in match_needs(asked[:at], known).matches}
        assert fewer <= {each.need for each in match_needs(asked, known).matches}


@given(towns())
def test_rivals_have_fewer_scenes_between_them_than_they_are(
    town: tuple[tuple[SceneNeed, ...], tuple[Place, ...]],
) -> None:
    asked, known = town
    fits = fitting(asked, known)
    for finding in match_needs(asked, known).findings:
        if finding.code == "NEED_UNFITTED":
            assert not fits[finding.subject]
            continue
        details = dict(finding.details)
        assert int(details["scenes"]) == int(details["needs"]) - 1
        if "…" not in details["rivals"]:
            rivals = details["rivals"].split(", ")
            assert finding.subject in rivals
            assert len(set().union(*(fits[code] for code in rivals))) == int(details["scenes"])


@slowly
@given(place_lists(most=2))
def test_places_come_back_from_geojson_within_a_centimetre(known: tuple[Place, ...]) -> None:
    again = places_from_geojson(places_to_geojson(known, plane=PLANE), plane=PLANE)
    assert [attrs.evolve(each, at=None, outline=None) for each in again] == [
        attrs.evolve(each, at=None, outline=None) for each in known
    ]
    for one, two in zip(known, again, strict=True):
        assert (one.at is None, one.outline is None) == (two.at is None, two.outline is None)
        if one.at is not None and two.at is not None:
            assert is_near(one.at, two.at)
        if one.outline is not None and two.outline is not None:
            assert all(any(is_near(each, other) for other in two.outline.ring) for each in one.outline.ring)


def is_near(one: Point, two: Point) -> bool:
    """Tell whether two points lie within a centimetre of one another, either way."""
    return abs(one.east - two.east) <= 1 and abs(one.north - two.north) <= 1


@slowly
@given(places())
def test_own_tags_come_before_those_that_follow_from_the_place(place: Place) -> None:
    tags = osm_tags(place)
    assert dict(place.tags).items() <= tags.items()
    assert "name" in tags


@slowly
@given(places(), floor_areas())
def test_a_larger_place_never_fits_worse(place: Place, more: Quantity) -> None:
    if place.area is None or place.area.unit != more.unit:
        return
    larger = attrs.evolve(place, area=place.area + more)
    order = {False: 0, None: 1, True: 2}
    assert order[larger.zones_fit()] >= order[place.zones_fit()]


@slowly
@given(places(), st.integers(1, 100), moments(), st.integers(1, 600))
def test_fewer_people_never_meet_more_obstacles(
    place: Place, people: int, since: datetime, minutes: int
) -> None:
    until = since + timedelta(minutes=minutes)
    many = {each.code for each in place.can_host(people + 1, since=since, until=until)}
    few = {each.code for each in place.can_host(people, since=since, until=until)}
    assert few - {"VENUE_SEATS_UNKNOWN"} <= many
    assert "VENUE_SEATS_UNKNOWN" not in few or many & {"VENUE_SEATS_UNKNOWN", "VENUE_TOO_SMALL"}


@slowly
@given(places(), week_hours(), st.integers(1, 100), moments(), st.integers(1, 600))
def test_longer_hours_never_close_a_place(
    place: Place, hours: object, people: int, since: datetime, minutes: int
) -> None:
    if place.hours is None:
        return
    until = since + timedelta(minutes=minutes)
    longer = attrs.evolve(place, hours=place.hours | hours)  # type: ignore[operator]
    before = {each.code for each in place.can_host(people, since=since, until=until)}
    assert {each.code for each in longer.can_host(people, since=since, until=until)} <= before


@slowly
@given(places())
def test_everything_said_of_a_place_is_said_in_both_languages(place: Place) -> None:
    for finding in place.findings():
        assert finding.subject == place.id
        assert finding.text("zh")
        assert finding.advice("en")
    assert place.summary("zh").count("\n") == place.summary("en").count("\n")


@given(routes())
def test_a_route_has_a_leg_less_than_stops_and_none_twice(route: Route) -> None:
    assert len(route.legs) == len(route.stops) - 1
    assert len(set(route.legs)) == len(route.legs)
    assert all(one != two for one, two in route.legs)
