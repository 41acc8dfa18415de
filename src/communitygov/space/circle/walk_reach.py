"""Who lives within some minutes on foot of one place (步行圈), and how far each is."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from html import escape
from itertools import islice
from typing import Any, ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, counted, identifiers, is_identifier, one_of
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.audience.population import Population
from communitygov.space.circle.circle import WalkCircle
from communitygov.space.circle.demand import DemandPoint, Site, distinct
from communitygov.space.circle.reach import distances
from communitygov.space.circle.walk_network import WalkNetwork

#: Most rows that a notebook shows.
SHOWN_ROWS = 300

_INSIDE = Words(
    "须为（需求点，距离厘米数），由近及远，均在圈内",
    "must be pairs of a demand point and its distance, the nearest first, all within the circle",
)


def _is_way(pair: Any, farthest: int) -> bool:  # noqa: ANN401  whatever was given
    """Tell whether something is a demand point with its distance."""
    match pair:
        case (code, int() as far) if type(far) is int:
            return is_identifier(code) and 0 <= far <= farthest
        case _:
            return False


@attrs.frozen(kw_only=True)
class WalkReach(Value):
    """Which demand points lie within some minutes on foot of a site.

    Parameters
    ----------
    circle
        Minutes and speed.
    site
        The site.
    inside
        Demand points inside, the nearest first, each with its distance in centimetres.
    outside
        Identifiers of those farther away, and of those that cannot be reached.
    off_network
        Identifiers of those among them that lie farther from the network than its snap limit.
    people
        Who lives inside.

    Examples
    --------
    >>> from communitygov.geometry import Point
    >>> site = Site("R29", at=Point(0, 0))
    >>> ring = WalkCircle(15, metres_per_minute=70)
    >>> found = WalkReach(circle=ring, site=site, inside=[("b-1", 70_000)], outside=["b-2"])
    >>> found.minutes("b-1"), "b-2" in found
    (Fraction(10, 1), False)
    >>> found.minutes("b-2")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No demand point inside is called 'b-2'. Did you mean 'b-1'? \
[UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "walk-reach"
    circle: WalkCircle = attrs.field(validator=one_of(WalkCircle))
    site: Site = attrs.field(validator=one_of(Site))
    inside: tuple[tuple[str, int], ...] = attrs.field(converter=as_tuple, repr=counted)
    outside: tuple[str, ...] = attrs.field(
        default=(), converter=as_tuple, validator=identifiers, repr=counted
    )
    off_network: tuple[str, ...] = attrs.field(
        default=(), converter=as_tuple, validator=identifiers, repr=counted
    )
    people: Population = attrs.field(factory=Population, validator=one_of(Population))

    def __attrs_post_init__(self) -> None:
        """Refuse what lies outside, what stands twice, and points off the network that are inside."""
        farthest = self.circle.radius
        if not all(_is_way(pair, farthest) for pair in self.inside):
            raise InvalidValue("inside", len(self.inside), _INSIDE)
        if list(self.inside) != sorted(self.inside, key=lambda pair: (pair[1], pair[0])):
            raise InvalidValue("inside", len(self.inside), _INSIDE)
        codes = [*(code for code, _ in self.inside), *self.outside]
        if len(set(codes)) < len(codes) or not set(self.off_network) <= set(self.outside):
            bound = Words(
                "须各出现一次", "must name each demand point once, those off the network among them"
            )
            raise InvalidValue("outside", len(codes), bound)

    def __contains__(self, demand: object) -> bool:
        """Tell whether a demand point lies inside."""
        return isinstance(demand, str) and demand in self._ways

    def minutes(self, demand: str) -> Fraction:
        """Return how long somebody walks from a demand point inside.

        Raises
        ------
        UnknownName
            If it does not lie inside.
        """
        if demand not in self:
            raise UnknownName(Words("圈内需求点", "demand point inside"), demand, tuple(self._ways))
        return self._ways[demand] / (self.circle.metres_per_minute * 100)

    @cached_property
    def _ways(self) -> dict[str, int]:
        return dict(self.inside)

    def __str__(self) -> str:
        """Say how many points lie inside, and how many people live there."""
        points = len(self.inside) + len(self.outside)
        return (
            f"{self.site.id}, {self.circle}: {len(self.inside)} of {points} demand points, "
            f"{self.people.total} people; {len(self.off_network)} off the network"
        )

    def _repr_html_(self) -> str:
        cells = "".join(f"<tr>{''.join(self._row(*pair))}</tr>" for pair in islice(self.inside, SHOWN_ROWS))
        more = len(self.inside) - SHOWN_ROWS
        tail = f'<tr><td colspan="3">…… 另有 {more} 行 {more} more</td></tr>' if more > 0 else ""
        head = "<th>需求点 demand point</th><th>米 m</th><th>分钟 minutes</th>"
        return (
            f'<table class="communitygov-walk"><caption>{escape(str(self))}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{cells}{tail}</tbody></table>"
        )

    def _row(self, code: str, far: int) -> Iterator[str]:
        """Yield the cells of a row."""
        seconds = far * 60 // (self.circle.metres_per_minute * 100)
        yield f"<td>{escape(code)}</td>"
        yield f"<td>{far / 100:.2f}</td>"
        yield f"<td>{seconds // 60}:{seconds % 60:02}</td>"


def walk_circle(
    site: Site,
    demands: Iterable[DemandPoint],
    *,
    network: WalkNetwork,
    minutes: int,
    metres_per_minute: int | Fraction,
) -> WalkReach:
    """Return which demand points lie within some minutes on foot of a site.

    Who is there in exactly that time is inside; who cannot be reached is outside.

    Parameters
    ----------
    site
        Where people walk to.
    demands
        Where they live, each identifier once.
    network
        Along which they walk.
    minutes, metres_per_minute
        How long, and how fast: no speed is taken for granted.

    Raises
    ------
    InvalidValue
        If something is of another type or out of bounds.
    UnknownName
        If a place names a node that is not in the network.

    Examples
    --------
    >>> from communitygov.space.audience import Population
    >>> lane = WalkNetwork([("gate", "corner", 60_000), ("corner", "end", 45_000), ("end", "past", 70)])
    >>> homes = [
    ...     DemandPoint(node, node=node, population=Population.of({"60plus": 20}))
    ...     for node in ("gate", "corner", "end", "past")
    ... ]
    >>> asked = {"network": lane, "minutes": 15, "metres_per_minute": 70}
    >>> found = walk_circle(Site("R29", node="gate"), homes, **asked)
    >>> print(found)
    R29, 15 minutes on foot along streets (1050 m): 3 of 4 demand points, 60 people; 0 off the network
    >>> found.minutes("end"), found.outside
    (Fraction(15, 1), ('past',))
    >>> walk_circle(Site("R29", node="gatte"), homes, **asked)
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No node is called 'gatte'. Did you mean 'gate'? [UNKNOWN_NAME]
    """
    require("site", site, kind=Site)
    require("network", network, kind=WalkNetwork)
    circle = WalkCircle(minutes, metres_per_minute=metres_per_minute)
    homes = distinct("demands", demands, kind=DemandPoint)
    ways = distances((site,), homes, network=network, within=circle.radius)[0]
    inside = sorted(
        ((home.id, far) for home, far in zip(homes, ways, strict=True) if far is not None),
        key=lambda pair: (pair[1], pair[0]),
    )
    return WalkReach(
        circle=circle,
        site=site,
        inside=inside,
        outside=[home.id for home, far in zip(homes, ways, strict=True) if far is None],
        off_network=[home.id for home in homes if network.foot(home) is None],
        people=Population.total_of(
            home.population for home, far in zip(homes, ways, strict=True) if far is not None
        ),
    )
