"""Laws of circles: against the plainest code, against networkx, and of the numbers themselves."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.geometry import Point
from communitygov.space.audience import Population
from communitygov.space.bits import indices_of
from communitygov.space.circle import (
    BEYOND,
    Circle,
    DemandPoint,
    Site,
    StraightCircle,
    Supply,
    WalkCircle,
    WalkNetwork,
    catchment_in_floats,
    coverage,
    detours,
    distances,
    gini,
    nearest_sites,
    reached,
    reached_within,
    two_step_catchment,
    walk_circle,
)
from communitygov.space.circle.nearest_point import NearestPoints
from communitygov.space.circle.straight import straight_distance
from communitygov.testing.strategies.circle import (
    demand_lists,
    growing_circles,
    site_lists,
    straight_circles,
    walk_circles,
    walk_networks,
)
from communitygov.testing.strategies.geometry import points

SITES, HOMES = site_lists(), demand_lists()
NOBODY = Population()


def members(mask: int, size: int) -> set[int]:
    """Return the set bits of a mask, one by one."""
    return {at for at in range(size) if mask >> at & 1}


def graph_of(network: WalkNetwork) -> "nx.DiGraph[str]":
    """Return a network as a graph of networkx: of edges between two nodes the shortest."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(network.codes)
    back = [(two, one, length) for one, two, length in network.edges]
    for one, two, length in (*network.edges, *back, *network.one_way):
        known = graph.get_edge_data(one, two, default={"length": length})["length"]
        graph.add_edge(one, two, length=min(length, known))
    return graph


def foot_of(place: Site | DemandPoint, network: WalkNetwork) -> tuple[str, int] | None:
    """Return node and distance of a place by trying every node."""
    if place.node:
        return place.node, 0
    assert place.at is not None
    near = min(((point.square(place.at), node, point) for node, point in network.nodes), default=None)
    if near is None or near[0] > network.snap_limit**2:
        return None
    return near[1], straight_distance(near[2], place.at)


def walked(site: Site, home: DemandPoint, network: WalkNetwork) -> int | None:
    """Return the way from a home to a site by networkx; none where there is none."""
    start, end = foot_of(home, network), foot_of(site, network)
    if start is None or end is None:
        return None
    try:
        way = nx.shortest_path_length(graph_of(network), start[0], end[0], weight="length")
    except nx.NetworkXNoPath:
        return None
    return int(start[1] + way + end[1])


@given(SITES, HOMES, growing_circles())
def test_a_straight_circle_holds_who_is_measured_to_be_inside(
    sites: list[Site], homes: list[DemandPoint], circles: tuple[Circle, ...]
) -> None:
    for circle, masks in zip(circles, reached_within(sites, homes, circles=circles), strict=True):
        for site, mask in zip(sites, masks, strict=True):
            inside = {
                at
                for at, home in enumerate(homes)
                if site.at and home.at and site.at.square(home.at) <= circle.radius**2
            }
            assert indices_of(mask) == sorted(inside)


@given(st.lists(points(farthest=9)), points(farthest=9), st.integers(1, 12))
def test_a_small_straight_circle_holds_who_is_measured_to_be_inside(
    spots: list[Point], centre: Point, radius: int
) -> None:
    homes = [DemandPoint(f"h{at}", at=spot, population=NOBODY) for at, spot in enumerate(spots)]
    ring = StraightCircle(1, metres_per_minute=Fraction(radius, 100))
    (mask,) = reached([Site("s", at=centre)], homes, circle=ring)
    assert members(mask, len(spots)) == {
        at for at, spot in enumerate(spots) if spot.square(centre) <= radius**2
    }


@given(st.lists(points(farthest=30), max_size=60), points(farthest=40), st.integers(0, 50))
def test_the_nearest_point_is_the_nearest_and_the_first_of_equals(
    spots: list[Point], centre: Point, within: int
) -> None:
    near = min(((spot.square(centre), at) for at, spot in enumerate(spots)), default=None)
    expected = None if near is None or near[0] > within**2 else near[::-1]
    assert NearestPoints(spots).nearest(centre, within=within) == expected


@given(SITES, HOMES, walk_networks())
def test_distances_on_foot_are_those_of_networkx(
    sites: list[Site], homes: list[DemandPoint], network: WalkNetwork
) -> None:
    expected = tuple(tuple(walked(site, home, network) for home in homes) for site in sites)
    assert distances(sites, homes, network=network) == expected


@given(SITES, HOMES, walk_circles(), walk_networks())
def test_reach_on_foot_is_what_distances_say(
    sites: list[Site], homes: list[DemandPoint], circle: WalkCircle, network: WalkNetwork
) -> None:
    ways = distances(sites, homes, network=network)
    for mask, row in zip(reached(sites, homes, circle=circle, network=network), ways, strict=True):
        assert members(mask, len(homes)) == {
            at for at, far in enumerate(row) if far is not None and far <= circle.radius
        }


@given(SITES, HOMES, st.data())
def test_the_nearest_site_is_the_least_of_all_distances(
    sites: list[Site], homes: list[DemandPoint], data: st.DataObject
) -> None:
    network = data.draw(st.none() | walk_networks())
    circle = data.draw(straight_circles() if network is None else walk_circles())
    ways = distances(sites, homes, network=network)
    for at, near in enumerate(nearest_sites(sites, homes, circle=circle, network=network)):
        within = [
            (far, rank)
            for rank, row in enumerate(ways)
            if (far := row[at]) is not None and far <= circle.radius
        ]
        assert near == ((sites[min(within)[1]].id, min(within)[0]) if within else None)


@given(site_lists(least=1, most=1), HOMES, walk_circles(), walk_networks())
def test_a_walking_circle_names_who_is_inside_and_who_is_not(
    sites: list[Site], homes: list[DemandPoint], circle: WalkCircle, network: WalkNetwork
) -> None:
    found = walk_circle(
        sites[0], homes, network=network, minutes=circle.minutes, metres_per_minute=circle.metres_per_minute
    )
    (mask,) = reached(sites, homes, circle=circle, network=network)
    inside = {homes[at].id for at in indices_of(mask)}
    assert {code for code, _ in found.inside} == inside
    assert {*found.outside} == {home.id for home in homes} - inside
    assert {*found.off_network} == {home.id for home in homes if foot_of(home, network) is None}
    assert all(found.minutes(code) <= circle.minutes for code in inside)


def covers(
    sites: list[Site], homes: list[DemandPoint], circle: Circle, network: WalkNetwork | None
) -> list[int]:
    """Return for each home by how many sites it is reached, one by one."""
    ways = distances(sites, homes, network=network)
    return [
        sum(row[at] is not None and row[at] <= circle.radius for row in ways)  # type: ignore[operator]
        for at in range(len(homes))
    ]


@given(SITES, HOMES, st.data())
def test_coverage_is_what_counting_one_by_one_gives(
    sites: list[Site], homes: list[DemandPoint], data: st.DataObject
) -> None:
    network = data.draw(st.none() | walk_networks())
    circles = data.draw(growing_circles(kind=StraightCircle if network is None else WalkCircle))
    for seen in coverage(sites, homes, circles=circles, network=network).circles:
        times = covers(sites, homes, seen.circle, network)
        for band in seen.bands:
            counts = [home.population.count(band.code) for home in homes]
            assert band.total == sum(counts)
            assert band.covered == sum(count for count, sites_ in zip(counts, times, strict=True) if sites_)
        assert seen.uncovered == tuple(home.id for home, each in zip(homes, times, strict=True) if not each)
        assert dict(seen.choice) == {
            number: people
            for number in sorted(set(times))
            if (
                people := sum(
                    home.population.total for home, each in zip(homes, times, strict=True) if each == number
                )
            )
        }
        assert sum(site.added for site in seen.sites) == seen.covered
        alone = sum(home.population.total for home, each in zip(homes, times, strict=True) if each == 1)
        assert sum(site.only for site in seen.sites) == alone


@given(SITES, HOMES, st.data())
def test_a_greater_circle_holds_whoever_a_smaller_one_holds(
    sites: list[Site], homes: list[DemandPoint], data: st.DataObject
) -> None:
    network = data.draw(st.none() | walk_networks())
    circles = data.draw(growing_circles(kind=StraightCircle if network is None else WalkCircle))
    for smaller, greater in pairwise(reached_within(sites, homes, circles=circles, network=network)):
        assert all(one & two == one for one, two in zip(smaller, greater, strict=True))
    for one, two in pairwise(coverage(sites, homes, circles=circles, network=network).circles):
        assert set(two.uncovered) <= set(one.uncovered)


@given(site_lists(least=1), HOMES, growing_circles())
def test_one_more_site_never_lowers_coverage(
    sites: list[Site], homes: list[DemandPoint], circles: tuple[Circle, ...]
) -> None:
    more, fewer = coverage(sites, homes, circles=circles), coverage(sites[:-1], homes, circles=circles)
    assert all(gain.people >= 0 for gain in more.gain_over(fewer))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=6))
def test_gini_is_the_mean_difference_over_twice_the_mean(spread: list[tuple[int, int]]) -> None:
    values = [Fraction(value) for value, people in spread for _ in range(people)]
    apart = sum(abs(one - two) for one in values for two in values)
    expected = apart / (2 * len(values) * sum(values)) if sum(values) else None
    assert gini(spread) == expected


@given(site_lists(least=1), HOMES, st.data())
def test_what_people_can_use_is_what_reached_sites_offer(
    sites: list[Site], homes: list[DemandPoint], data: st.DataObject
) -> None:
    circles = data.draw(growing_circles())
    weights = sorted(
        data.draw(
            st.lists(
                st.sampled_from((Fraction(1, 3), Fraction(1, 2), Fraction(1))),
                min_size=len(circles),
                max_size=len(circles),
            )
        ),
        reverse=True,
    )
    supply = {site.id: data.draw(st.integers(0, 600)) for site in sites}
    found = two_step_catchment(sites, homes, circles=circles, supply=Supply(supply, weights))
    assert found.used == sum(amount for code, amount in supply.items() if code not in found.idle)
    floats = catchment_in_floats(sites, homes, circles=circles, supply=Supply(supply, weights))
    exact = [float(access) for _, _, access in found.access]
    assert floats == pytest.approx(exact, rel=1e-12)


@given(site_lists(least=1), HOMES, straight_circles())
def test_a_catchment_without_weights_is_its_definition(
    sites: list[Site], homes: list[DemandPoint], circle: StraightCircle
) -> None:
    supply = dict.fromkeys((site.id for site in sites), 100)
    masks = reached(sites, homes, circle=circle)
    people = [sum(homes[at].population.total for at in indices_of(mask)) for mask in masks]
    found = two_step_catchment(sites, homes, circles=circle, supply=supply)
    for at, home in enumerate(homes):
        parts = [
            Fraction(100, each) for mask, each in zip(masks, people, strict=True) if each and mask >> at & 1
        ]
        assert found.of(home.id) == sum(parts)


@given(SITES, HOMES, growing_circles(), st.integers(3, 9))
def test_published_rings_hide_small_numbers_and_add_up(
    sites: list[Site], homes: list[DemandPoint], circles: tuple[Circle, ...], smallest: int
) -> None:
    seen = coverage(sites, homes, circles=circles)
    told = seen.published(smallest=smallest)
    for code, counts in told.bands:
        for ring, count in counts.cells:
            assert count is None or count == 0 or count >= smallest, ring
        exact = [each.band(code) for each in seen.circles]
        for each, band in zip(seen.circles, exact, strict=True):
            assert told.covered(code, each.circle.minutes) in {None, band.covered}
        beyond = counts.of(BEYOND)
        assert beyond is None or beyond == exact[-1].total - exact[-1].covered
        hidden = [count for _, count in counts.cells if count is None]
        assert counts.total is None or len(hidden) != 1


@given(SITES, HOMES, walk_networks())
def test_a_detour_holds_both_lengths(
    sites: list[Site], homes: list[DemandPoint], network: WalkNetwork
) -> None:
    straight, on_foot = distances(sites, homes), distances(sites, homes, network=network)
    found = iter(detours(sites, homes, network=network))
    for one, two in zip(straight, on_foot, strict=True):
        for short, long in zip(one, two, strict=True):
            each = next(found)
            assert (each.straight, each.walk) == (short, long)
            assert each.ratio is None or (short is not None and each.ratio * short == long)


@given(walk_networks())
def test_a_network_goes_through_networkx_and_comes_back(network: WalkNetwork) -> None:
    graph: Any = graph_of(network)
    for node, point in network.nodes:
        graph.nodes[node]["at"] = point
    back = WalkNetwork.from_networkx(graph, unit="cm", snap_limit=network.snap_limit)
    assert (back.codes, back.inward) == (network.codes, network.inward)
    assert sorted(back.nodes) == sorted(network.nodes)
