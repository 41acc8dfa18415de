"""How far it is from each demand point to each site.

Distances are whole numbers of one unit, centimetres mostly; along which way they were measured is not known
here.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar, TypeAlias, cast

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import as_set, as_tuple, at_least, counted, identifiers, optional, ordered
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.space.cover.problem import as_long_as, fixed_among, not_too_large, unique, whole_numbers

_DISTANCES = Words(
    "须为每个候选点的一行距离（不小于 0 的整数；无路可达者为 None）",
    "must be a row for each site of distances, whole numbers from 0; None where there is no way",
)
_BEYOND = Words(
    "须给出：有些点与候选点之间无路可达", "must be given: between some points and sites there is no way"
)
_TOO_MUCH = Words(
    "之和乘以最长距离须不大于 2^53−1", "must come to at most 2^53−1 in all, times the longest distance"
)
_SITES = Words("须至少有一个候选点", "must hold at least one site")

#: For each site the distance of every point, none where there is no way.
Rows: TypeAlias = "tuple[tuple[int | None, ...], ...]"


def _as_rows(value: Iterable[Iterable[int | None]]) -> Rows:
    """Take lists for tuples."""
    given: tuple[object, ...] = as_tuple(value)
    rows = (tuple(cast("list[object]", row)) if isinstance(row, list) else row for row in given)
    return cast("Rows", tuple(rows))


def _rows(_owner: object, field: "attrs.Attribute[Rows]", rows: Rows) -> None:
    """Refuse a row that is none, or holds anything but distances."""
    for row in rows:
        if not isinstance(row, tuple):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue(field.name, type(row).__name__, _DISTANCES)
        for way in row:
            if way is not None and not (type(way) is int and 0 <= way <= GREATEST_INTEGER):
                raise InvalidValue(field.name, way, _DISTANCES)


@attrs.frozen(kw_only=True)
class DistanceProblem(Value):
    """Sites, demand points, and the distance between each two.

    Parameters
    ----------
    sites, points
        Identifiers.
    distances
        For each site a row with the distance of every point, as `communitygov.space.circle.distances` gives
        them; none where there is no way.
    weights
        Of each point, whole numbers, mostly people.
    beyond
        The distance that counts where there is no way, no less than the longest; needed only if there are
        such pairs.
    fixed
        Sites that stand already and are chosen in any case.

    Examples
    --------
    >>> problem = DistanceProblem(
    ...     sites=("court", "shed"), points=("b1", "b2"), distances=((0, 300), (200, None)), weights=(4, 9),
    ...     beyond=5_000,
    ... )
    >>> problem.ways
    ((0, 300), (200, 5000))
    >>> attrs.evolve(problem, beyond=None)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: beyond: None will not do; it must be given: between some points and \
sites there is no way. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "distance-problem"
    sites: tuple[str, ...] = attrs.field(converter=as_tuple, validator=unique, repr=counted)
    points: tuple[str, ...] = attrs.field(converter=as_tuple, validator=unique, repr=counted)
    distances: tuple[tuple[int | None, ...], ...] = attrs.field(
        converter=_as_rows, validator=_rows, repr=counted
    )
    weights: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_numbers, repr=counted)
    beyond: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    fixed: frozenset[str] = attrs.field(default=(), converter=as_set, validator=identifiers, repr=ordered)

    def __attrs_post_init__(self) -> None:
        """Refuse fields that do not fit each other."""
        if not self.sites:
            raise InvalidValue("sites", (), _SITES)
        as_long_as("distances", self.distances, others=self.sites)
        as_long_as("weights", self.weights, others=self.points)
        not_too_large(len(self.sites) * len(self.points))
        for row in self.distances:
            as_long_as("distances", row, others=self.points)
        fixed_among(self.fixed, self.sites)
        if self.beyond is None and any(None in row for row in self.distances):
            raise InvalidValue("beyond", None, _BEYOND)
        longest = max((way for row in self.distances for way in row if way is not None), default=0)
        if self.beyond is not None and self.beyond < longest:
            bound = Words(
                f"须不小于最长的路程 {longest}", f"must be at least {longest}, the longest way there is"
            )
            raise InvalidValue("beyond", self.beyond, bound)
        if sum(self.weights) * (self.farthest + 1) > GREATEST_INTEGER:
            raise InvalidValue("weights", sum(self.weights), _TOO_MUCH)

    @cached_property
    def ways(self) -> tuple[tuple[int, ...], ...]:
        """The distances, `beyond` where there is no way."""
        beyond = self.beyond or 0
        return tuple(tuple(beyond if way is None else way for way in row) for row in self.distances)

    @cached_property
    def farthest(self) -> int:
        """The longest of all ways."""
        return max((way for row in self.ways for way in row), default=0)
