"""How much longer the way on foot is than the straight line (绕行系数), where both are measured.

This is the one place where straight lines and streets stand side by side: as two lengths of the same pair.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import at_least, identifier, optional
from communitygov.core.document import Value
from communitygov.geometry.point import FARTHEST
from communitygov.space.circle.demand import DemandPoint, Site, distinct
from communitygov.space.circle.reach import distances
from communitygov.space.circle.walk_network import WalkNetwork


@attrs.frozen(kw_only=True)
class Detour(Value):
    """The two lengths between a site and a demand point.

    Parameters
    ----------
    site, demand
        Their identifiers.
    straight
        The straight line in centimetres, rounded up.
    walk
        The way on foot in centimetres; none where there is none.

    Examples
    --------
    >>> Detour(site="R29", demand="b-1", straight=50_000, walk=70_000).ratio
    Fraction(7, 5)
    >>> Detour(site="R29", demand="b-1", straight=0, walk=70_000).ratio, Detour(
    ...     site="R29", demand="b-1", straight=50_000, walk=None
    ... ).ratio
    (None, None)
    >>> Detour(site="R29", demand="b-1", straight=50_000, walk=-1)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: walk: -1 will not do; it must be a whole number of at least 0. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "detour"
    site: str = attrs.field(validator=identifier)
    demand: str = attrs.field(validator=identifier)
    straight: int = attrs.field(validator=at_least(0))
    walk: int | None = attrs.field(validator=optional(at_least(0)))

    @property
    def ratio(self) -> Fraction | None:
        """The way on foot over the straight line; none where there is no way, or both lie at one place."""
        return None if self.walk is None or not self.straight else Fraction(self.walk, self.straight)


def detours(
    sites: Iterable[Site], demands: Iterable[DemandPoint], *, network: WalkNetwork, within: int = FARTHEST
) -> tuple[Detour, ...]:
    """Return both lengths for each site and each demand point at most `within` centimetres away straight.

    Parameters
    ----------
    sites, demands
        Each identifier once, each at a point.
    network
        Along which people walk.
    within
        Pairs farther apart in a straight line than this are left out.

    Raises
    ------
    InvalidValue
        If a place has no point, or something is of another type.
    UnknownName
        If a place names a node that is not in the network.

    Examples
    --------
    >>> from communitygov.geometry import Point
    >>> from communitygov.space.audience import Population
    >>> corner = WalkNetwork(
    ...     [("a", "b", 30_000), ("b", "c", 40_000)],
    ...     nodes=[("a", Point(0, 0)), ("b", Point(30_000, 0)), ("c", Point(30_000, 40_000))],
    ... )
    >>> home = DemandPoint("h", at=Point(30_000, 40_000), population=Population.of({"60plus": 1}))
    >>> [detour.ratio for detour in detours([Site("s", at=Point(0, 0))], [home], network=corner)]
    [Fraction(7, 5)]
    >>> detours([Site("s", node="a")], [home], network=corner)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: sites: 's' will not do; it must have a point (at) to be measured in a \
straight line. [INVALID_VALUE]
    """
    require("network", network, kind=WalkNetwork)
    offered, homes = distinct("sites", sites, kind=Site), distinct("demands", demands, kind=DemandPoint)
    straight = distances(offered, homes, within=within)
    walked = distances(offered, homes, network=network)
    return tuple(
        Detour(site=site.id, demand=home.id, straight=short, walk=long)
        for site, shorts, longs in zip(offered, straight, walked, strict=True)
        for home, short, long in zip(homes, shorts, longs, strict=True)
        if short is not None
    )
