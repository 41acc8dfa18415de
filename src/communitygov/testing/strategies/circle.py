"""Hypothesis strategies for circles: sites, demand points, networks, and what is found on them.

Places lie within some hundred metres of the origin, so that circles of a few minutes hold some of them and
not all.  Answers are found by the library itself from drawn places, so that their parts agree.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.space.circle.catchment import Catchment
from communitygov.space.circle.circle import Circle, StraightCircle, WalkCircle
from communitygov.space.circle.circle_coverage import CircleCoverage, SiteReach
from communitygov.space.circle.coverage import Coverage
from communitygov.space.circle.demand import DemandPoint, Site
from communitygov.space.circle.detour import Detour
from communitygov.space.circle.measuring import coverage
from communitygov.space.circle.published_coverage import PublishedCoverage
from communitygov.space.circle.served_share import ServedShare
from communitygov.space.circle.walk_network import WalkNetwork
from communitygov.space.circle.walk_reach import WalkReach, walk_circle
from communitygov.testing.strategies.audience import populations
from communitygov.testing.strategies.core import identifiers
from communitygov.testing.strategies.geometry import points

#: How far from the origin places lie, in centimetres.
REACH = 120_000
#: Nodes of drawn networks, and how many of them.
NODES = ("n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7")


def speeds() -> st.SearchStrategy[Fraction]:
    """Return metres a minute of people on foot."""
    return st.integers(20, 100).map(Fraction) | st.builds(Fraction, st.integers(200, 900), st.integers(3, 9))


def straight_circles() -> st.SearchStrategy[StraightCircle]:
    """Return straight circles of up to a quarter of an hour."""
    return st.builds(StraightCircle, st.integers(1, 15), metres_per_minute=speeds())


def walk_circles() -> st.SearchStrategy[WalkCircle]:
    """Return circles on foot of up to a quarter of an hour."""
    return st.builds(WalkCircle, st.integers(1, 15), metres_per_minute=speeds())


@st.composite
def growing_circles(draw: st.DrawFn, *, kind: type[Circle] = StraightCircle) -> tuple[Circle, ...]:
    """Return one to three circles of one kind and speed that grow."""
    minutes = sorted(draw(st.sets(st.integers(1, 15), min_size=1, max_size=3)))
    speed = draw(speeds())
    return tuple(kind(each, metres_per_minute=speed) for each in minutes)


@st.composite
def site_lists(draw: st.DrawFn, *, least: int = 0, most: int = 4) -> list[Site]:
    """Return sites with different codes, each at a point and some at a node too."""
    codes = draw(st.lists(identifiers(), unique=True, min_size=least, max_size=most))
    return [Site(code, at=draw(points(farthest=REACH)), node=draw(_nodes())) for code in codes]


@st.composite
def demand_lists(draw: st.DrawFn, *, most: int = 8) -> list[DemandPoint]:
    """Return demand points with different codes, each at a point and some at a node too."""
    codes = draw(st.lists(identifiers(), unique=True, max_size=most))
    return [
        DemandPoint(
            code,
            at=draw(points(farthest=REACH)),
            node=draw(_nodes()),
            population=draw(populations(most=50)),
            grid=draw(st.sampled_from(("", "G1", "G2"))),
        )
        for code in codes
    ]


def _nodes() -> st.SearchStrategy[str]:
    """Return no node, or one of the drawn networks'."""
    return st.just("") | st.sampled_from(NODES)


def sites() -> st.SearchStrategy[Site]:
    """Return sites at a point, at a node or at both."""
    return st.builds(Site, identifiers(), at=points()) | st.builds(
        Site, identifiers(), at=st.none() | points(), node=identifiers()
    )


def demand_points() -> st.SearchStrategy[DemandPoint]:
    """Return demand points at a point, at a node or at both."""
    rest = {"population": populations(), "grid": st.just("") | identifiers()}
    return st.builds(DemandPoint, identifiers(), at=points(), **rest) | st.builds(
        DemandPoint, identifiers(), at=st.none() | points(), node=identifiers(), **rest
    )


@st.composite
def walk_networks(draw: st.DrawFn) -> WalkNetwork:
    """Return networks of up to eight nodes, some without a place, some ways in one direction only."""
    edges = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.integers(0, REACH))
    placed = draw(st.sets(st.sampled_from(NODES)))
    everywhere = [(node, node, 0) for node in NODES]  # each node is there, whatever edges are drawn
    return WalkNetwork(
        [*everywhere, *draw(st.lists(edges, max_size=12))],
        one_way=draw(st.lists(edges, max_size=4)),
        nodes=[(node, draw(points(farthest=REACH))) for node in sorted(placed)],
        snap_limit=draw(st.sampled_from((10_000, 0, 60_000, 400_000))),
    )


@st.composite
def served_shares(draw: st.DrawFn) -> ServedShare:
    """Return shares of up to a thousand people."""
    total = draw(st.integers(0, 1_000))
    return ServedShare(draw(identifiers()), covered=draw(st.integers(0, total)), total=total)


@st.composite
def site_reaches(draw: st.DrawFn) -> SiteReach:
    """Return what a site reaches, adds, and reaches alone."""
    people = draw(st.integers(0, 1_000))
    added = draw(st.integers(0, people))
    return SiteReach(draw(identifiers()), people=people, added=added, only=draw(st.integers(0, added)))


@st.composite
def coverages(draw: st.DrawFn) -> Coverage:
    """Return coverages of both kinds."""
    offered, homes = draw(site_lists()), draw(demand_lists())
    if draw(st.booleans()):
        return coverage(
            offered, homes, circles=draw(growing_circles(kind=WalkCircle)), network=draw(walk_networks())
        )
    return coverage(offered, homes, circles=draw(growing_circles()))


def circle_coverages() -> st.SearchStrategy[CircleCoverage]:
    """Return who is inside one circle."""
    return coverages().map(lambda seen: seen.circles[0])


def published_coverages() -> st.SearchStrategy[PublishedCoverage]:
    """Return coverages as they may be published."""
    return coverages().map(lambda seen: seen.published())


@st.composite
def catchments(draw: st.DrawFn) -> Catchment:
    """Return access of a few demand points."""
    codes = draw(st.lists(identifiers(), unique=True, max_size=4))
    shares = st.builds(Fraction, st.integers(0, 1_000), st.integers(1, 1_000))
    return Catchment(
        access=[(code, draw(st.integers(0, 1_000)), draw(shares)) for code in codes],
        idle=draw(st.lists(identifiers(), max_size=2)),
    )


@st.composite
def walk_reaches(draw: st.DrawFn) -> WalkReach:
    """Return who lives within some minutes of a site."""
    circle = draw(walk_circles())
    return walk_circle(
        draw(site_lists(least=1, most=1))[0],
        draw(demand_lists()),
        network=draw(walk_networks()),
        minutes=circle.minutes,
        metres_per_minute=circle.metres_per_minute,
    )


def detours() -> st.SearchStrategy[Detour]:
    """Return two lengths of a pair."""
    lengths = st.integers(0, REACH)
    return st.builds(
        Detour, site=identifiers(), demand=identifiers(), straight=lengths, walk=st.none() | lengths
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Catchment: catchments,
        CircleCoverage: circle_coverages,
        Coverage: coverages,
        DemandPoint: demand_points,
        Detour: detours,
        PublishedCoverage: published_coverages,
        ServedShare: served_shares,
        Site: sites,
        SiteReach: site_reaches,
        StraightCircle: straight_circles,
        WalkCircle: walk_circles,
        WalkNetwork: walk_networks,
        WalkReach: walk_reaches,
    }
)
