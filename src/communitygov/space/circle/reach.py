"""Who is inside whose circle, how far everybody is, and which site is nearest.

1. A point is inside if it is at most the radius away: exactly 15 minutes is inside, a centimetre more is
   outside.
2. What cannot be reached is outside; that is no error.
3. On foot, the way from home to the site counts: one-way edges are walked in their direction, and the
   straight ways between a point and its node at both ends are walked too.

The answer of `reached` is one whole number a site, whose bit j stands for the j-th demand point, so that sets
of twenty thousand points are united, cut and counted in one step.
"""

from collections.abc import Iterable, Sequence

from communitygov.core.argument import require
from communitygov.errors import InvalidValue, Words
from communitygov.geometry.point import FARTHEST, Point
from communitygov.space.bits import mask_of
from communitygov.space.circle.circle import Circle, StraightCircle, in_order
from communitygov.space.circle.demand import DemandPoint, Site, distinct
from communitygov.space.circle.nearest_point import NearestPoints
from communitygov.space.circle.shortest import nearest_starts, walks_to
from communitygov.space.circle.straight import straight_distance, straight_masks
from communitygov.space.circle.walk_network import WalkNetwork

_NEEDED = Words("步行圈须给出路网（WalkNetwork）", "must be a WalkNetwork where the circle is on foot")
_NOT_NEEDED = Words("直线圈不用路网，请略去", "must be left out where the circle is straight")
_PLACED = Words("直线量算须有位置（at）", "must have a point (at) to be measured in a straight line")


def reached(
    sites: Iterable[Site],
    demands: Iterable[DemandPoint],
    *,
    circle: Circle,
    network: WalkNetwork | None = None,
) -> tuple[int, ...]:
    """Return one whole number a site: its bit j is set if the j-th demand point is inside the circle.

    Parameters
    ----------
    sites, demands
        Each identifier once.
    circle
        Straight or on foot.
    network
        For a circle on foot, and for that only.

    Raises
    ------
    InvalidValue
        If the network is missing, or there is one too many, or a place has no point to measure from.
    UnknownName
        If a place names a node that is not in the network.

    Examples
    --------
    >>> from communitygov.space.audience import Population
    >>> one = Population.of({"60plus": 1})
    >>> homes = [DemandPoint(f"h{east}", at=Point(east, 0), population=one) for east in (0, 37_500, 37_501)]
    >>> site, ring = Site("s", at=Point(0, 0)), StraightCircle(5, metres_per_minute=75)
    >>> [f"{mask:b}" for mask in reached([site], homes, circle=ring)]
    ['11']
    >>> from communitygov.space.circle.circle import WalkCircle
    >>> reached([site], homes, circle=WalkCircle(5, metres_per_minute=75))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: network: 'NoneType' will not do; it must be a WalkNetwork where the \
circle is on foot. [INVALID_VALUE]
    """
    return reached_within(sites, demands, circles=(circle,), network=network)[0]


def reached_within(
    sites: Iterable[Site],
    demands: Iterable[DemandPoint],
    *,
    circles: Circle | Iterable[Circle],
    network: WalkNetwork | None = None,
) -> tuple[tuple[int, ...], ...]:
    """Return for several circles of one kind at once what `reached` returns for each.

    Raises
    ------
    CirclesDoNotMix
        If one circle is straight and another on foot.
    InvalidValue, UnknownName
        As `reached`; also if the radii do not grow.

    Examples
    --------
    >>> from communitygov.space.audience import Population
    >>> home = DemandPoint("h", at=Point(60_000, 0), population=Population.of({"60plus": 1}))
    >>> rings = [StraightCircle(minutes, metres_per_minute=75) for minutes in (5, 10, 15)]
    >>> reached_within([Site("s", at=Point(0, 0))], [home], circles=rings)
    ((0,), (1,), (1,))
    """
    rings = in_order(circles)
    offered, asked = distinct("sites", sites, kind=Site), distinct("demands", demands, kind=DemandPoint)
    radii = [ring.radius for ring in rings]
    if isinstance(rings[0], StraightCircle):
        _without(network)
        return tuple(straight_masks(_points("sites", offered), _points("demands", asked), radii=radii))
    return _walk_masks(offered, asked, radii, network=_given(network))


def _given(network: WalkNetwork | None) -> WalkNetwork:
    """Return a network, which must be there."""
    if not isinstance(network, WalkNetwork):
        raise InvalidValue("network", type(network).__name__, _NEEDED)
    return network


def _without(network: WalkNetwork | None) -> None:
    """Refuse a network that would not be used."""
    if network is not None:
        raise InvalidValue("network", type(network).__name__, _NOT_NEEDED)


def _points(name: str, places: Sequence[Site] | Sequence[DemandPoint]) -> list[Point]:
    """Return where places lie; each must have a point."""
    points: list[Point] = []
    for place in places:
        if place.at is None:
            raise InvalidValue(name, place.id, _PLACED)
        points.append(place.at)
    return points


def _at_nodes(demands: Sequence[DemandPoint], network: WalkNetwork) -> dict[int, list[tuple[int, int]]]:
    """Return for each node the demand points that set foot on it, with how far it is to there."""
    at: dict[int, list[tuple[int, int]]] = {}
    for place, demand in enumerate(demands):
        foot = network.foot(demand)
        if foot is not None:
            at.setdefault(foot.node, []).append((place, foot.centimetres))
    return at


def _walk_masks(
    sites: Sequence[Site], demands: Sequence[DemandPoint], radii: Sequence[int], *, network: WalkNetwork
) -> tuple[tuple[int, ...], ...]:
    """Return for each radius one number a site; each site is searched from once."""
    at, size = _at_nodes(demands, network), len(demands)
    masks: list[list[int]] = [[] for _ in radii]
    for site in sites:
        far = _walked(site, at, network=network, within=radii[-1])
        for ring, radius in zip(masks, radii, strict=True):
            ring.append(mask_of([place for place, way in far if way <= radius], size))
    return tuple(map(tuple, masks))


def _walked(
    site: Site, at: dict[int, list[tuple[int, int]]], *, network: WalkNetwork, within: int
) -> list[tuple[int, int]]:
    """Return the demand points at most so far on foot from a site, with their distance."""
    foot = network.foot(site)
    if foot is None:
        return []
    return [
        (place, far + beside)
        for node, far in walks_to(foot, network.inward, within=within).items()
        for place, beside in at.get(node, ())
        if far + beside <= within
    ]


def distances(
    sites: Iterable[Site],
    demands: Iterable[DemandPoint],
    *,
    network: WalkNetwork | None = None,
    within: int = FARTHEST,
) -> tuple[tuple[int | None, ...], ...]:
    """Return for each site how far each demand point is, in whole centimetres; none where it is not reached.

    Parameters
    ----------
    sites, demands
        Each identifier once.
    network
        To measure on foot; without one, straight lines are measured, rounded up.
    within
        Farther than this, in centimetres, is not reached.

    Raises
    ------
    InvalidValue, UnknownName
        As `reached`.

    Examples
    --------
    >>> from communitygov.space.audience import Population
    >>> home = DemandPoint("h", at=Point(30_000, 40_000), population=Population.of({"60plus": 1}))
    >>> distances([Site("s", at=Point(0, 0))], [home])
    ((50000,),)
    >>> lane = WalkNetwork([("a", "b", 70_000)], nodes=[("a", Point(0, 0)), ("b", Point(30_000, 39_000))])
    >>> distances([Site("s", at=Point(0, 0))], [home], network=lane)
    ((71000,),)
    >>> distances([Site("s", at=Point(0, 0))], [home], network=lane, within=70_000)
    ((None,),)
    """
    offered, asked = distinct("sites", sites, kind=Site), distinct("demands", demands, kind=DemandPoint)
    if type(within) is not int or not 0 <= within <= FARTHEST:
        bound = Words(
            f"须为 0 至 {FARTHEST} 的整数（厘米）", f"must be whole centimetres from 0 to {FARTHEST}"
        )
        raise InvalidValue("within", within, bound)
    if network is None:
        return _straight_ways(_points("sites", offered), _points("demands", asked), within=within)
    require("network", network, kind=WalkNetwork)
    at = _at_nodes(asked, network)
    ways: list[tuple[int | None, ...]] = []
    for site in offered:
        row: list[int | None] = [None] * len(asked)
        for place, far in _walked(site, at, network=network, within=within):
            row[place] = far
        ways.append(tuple(row))
    return tuple(ways)


def _straight_ways(
    sites: Iterable[Point], demands: Sequence[Point], *, within: int
) -> tuple[tuple[int | None, ...], ...]:
    """Return straight distances; none beyond a bound."""
    return tuple(
        tuple(far if (far := straight_distance(site, home)) <= within else None for home in demands)
        for site in sites
    )


def nearest_sites(
    sites: Iterable[Site],
    demands: Iterable[DemandPoint],
    *,
    circle: Circle,
    network: WalkNetwork | None = None,
) -> tuple[tuple[str, int] | None, ...]:
    """Return for each demand point which site is nearest and how far, in centimetres; none outside all.

    Of sites equally far, the one given first is named.

    Raises
    ------
    InvalidValue, UnknownName
        As `reached`.

    Examples
    --------
    >>> from communitygov.space.audience import Population
    >>> one = Population.of({"60plus": 1})
    >>> homes = [DemandPoint(f"h{east}", at=Point(east, 0), population=one) for east in (10_000, 90_000)]
    >>> sites = [Site("west", at=Point(0, 0)), Site("east", at=Point(30_000, 0))]
    >>> nearest_sites(sites, homes, circle=StraightCircle(5, metres_per_minute=75))
    (('west', 10000), None)
    """
    ring = in_order(circle)[0]
    offered, asked = distinct("sites", sites, kind=Site), distinct("demands", demands, kind=DemandPoint)
    if isinstance(ring, StraightCircle):
        _without(network)
        points, homes = _points("sites", offered), _points("demands", asked)
        tree = NearestPoints(points)
        found = (tree.nearest(home, within=ring.radius) for home in homes)
        return tuple(
            near and (offered[near[0]].id, straight_distance(points[near[0]], home))
            for near, home in zip(found, homes, strict=True)
        )
    streets = _given(network)
    starts = nearest_starts(map(streets.foot, offered), streets.inward, within=ring.radius)
    answers: list[tuple[str, int] | None] = []
    for demand in asked:
        foot = streets.foot(demand)
        start = None if foot is None else starts.get(foot.node)
        far = 0 if foot is None or start is None else start[1] + foot.centimetres
        answers.append(None if start is None or far > ring.radius else (offered[start[0]].id, far))
    return tuple(answers)
