"""A tour through places: in order, none twice, unless it ends where it begins (空港近郊游).

This module knows no ways between places; the distance that it tells is in straight lines.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import as_tuple, identifier, identifiers, title
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.place.place import Place

_STOPS = Words(
    "须至少两处，且不重复（环线的末处即首处除外）",
    "must be two places or more, none twice, but for a loop that ends where it begins",
)
#: A loop visits two places at least and comes back.
_SHORTEST_LOOP = 3


def _no_repeats(_owner: object, field: "attrs.Attribute[tuple[str, ...]]", stops: tuple[str, ...]) -> None:
    """Refuse a stop that stands twice."""
    is_loop = len(stops) >= _SHORTEST_LOOP and stops[0] == stops[-1]
    visited = stops[1:] if is_loop else stops
    if len(stops) < 2 or len(set(visited)) < len(visited):  # noqa: PLR2004  from one place to another
        raise InvalidValue(field.name, stops[:20], _STOPS)


@attrs.frozen
class Route(Value):
    """Places in the order in which they are visited.

    Parameters
    ----------
    id, name
        Identifier and name of the route.
    stops
        Identifiers of the places; a loop names its first place again at the end.

    Examples
    --------
    >>> loop = Route("suburb", "空港近郊游", stops=("teahouse", "dye-works", "teahouse"))
    >>> loop.is_loop, loop.legs
    (True, (('teahouse', 'dye-works'), ('dye-works', 'teahouse')))
    >>> Route("suburb", "空港近郊游", stops=("teahouse", "dye-works", "dye-works"))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: stops: ('teahouse', 'dye-works', 'dye-works') will not do; it must be \
two places or more, none twice, but for a loop that ends where it begins. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "route"
    id: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    stops: tuple[str, ...] = attrs.field(
        kw_only=True, converter=as_tuple, validator=[identifiers, _no_repeats]
    )

    @property
    def is_loop(self) -> bool:
        """Whether it ends where it begins."""
        return self.stops[0] == self.stops[-1]

    @property
    def legs(self) -> tuple[tuple[str, str], ...]:
        """From which place to which it goes, leg by leg."""
        return tuple(pairwise(self.stops))

    def straight_length(self, places: Iterable[Place]) -> int | None:
        """Return the length in straight lines, in centimetres; ``None`` if a place has no point.

        Raises
        ------
        UnknownName
            If a stop is not among the places.

        Examples
        --------
        >>> from communitygov.geometry.point import Point
        >>> places = [Place("a", "甲", at=Point(0, 0)), Place("b", "乙", at=Point(3_000, 4_000))]
        >>> Route("r", "一线", stops=("a", "b")).straight_length(places)
        5000
        """
        points = {place.id: place.at for place in each_required("places", places, kind=Place)}
        for stop in self.stops:
            if stop not in points:
                raise UnknownName(Words("空间", "place"), stop, tuple(points))
        length = 0
        for one, two in self.legs:
            begin, end = points[one], points[two]
            if begin is None or end is None:
                return None
            length += begin.distance(end)
        return length
