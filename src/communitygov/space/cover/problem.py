"""Which site reaches which demand points, what points weigh, and what sites cost.

How the covers came about (straight line, walk network) is not known here; `communitygov.space.circle` makes
them.  Points are counted by weight, mostly people; nobody is named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sized
from functools import cached_property
from typing import ClassVar, Self, TypeAlias, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import as_set, as_tuple, at_least, counted, identifiers, ordered
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.bits import indices_of, mask_of

_COVER = Words(
    "须为需求点的序号，递增、不重复、不越界，或以位表示的整数",
    "must be places of demand points, ascending, none twice, none beyond the last, or a set of bits",
)
_NAMES = Words("须为需求点标识的集合", "must be collections of names of demand points")
_SITES = Words("须至少有一个候选点", "must hold at least one site")
_TWICE = Words("不可重复", "must not stand twice")
_SUM = Words("之和须不大于 2^53−1", "must come to at most 2^53−1 in all")
#: Most pairs of a site and a point.
MOST_PAIRS = 50_000_000
_PAIRS = Words(
    f"与候选点须不多于 {MOST_PAIRS} 对",
    f"must make at most {MOST_PAIRS} pairs with the sites",
)

_weight = at_least(0)

#: For each site the places of its points.
Rows: TypeAlias = "tuple[tuple[int, ...], ...]"


def unique(_owner: object, field: "attrs.Attribute[tuple[str, ...]]", ids: tuple[str, ...]) -> None:
    """Refuse what is no collection of identifiers, or has one twice."""
    identifiers(_owner, field, ids)
    if len(set(ids)) < len(ids):
        counts = Counter(ids)
        raise InvalidValue(field.name, next(each for each in ids if counts[each] > 1), _TWICE)


def whole_numbers(_owner: object, field: "attrs.Attribute[tuple[int, ...]]", values: tuple[int, ...]) -> None:
    """Refuse anything but whole numbers from 0."""
    for value in values:
        if type(value) is not int or not 0 <= value <= GREATEST_INTEGER:
            _weight(_owner, field, value)


def as_long_as(name: str, values: Sized, *, others: Sized) -> None:
    """Refuse a field with more or fewer entries than there are others."""
    if len(values) != len(others):
        bound = Words(f"须有 {len(others)} 项", f"must have {len(others)} entries")
        raise InvalidValue(name, len(values), bound)


def not_too_large(pairs: int) -> None:
    """Refuse a problem that could not be handled in reasonable time."""
    if pairs > MOST_PAIRS:
        raise InvalidValue("points", pairs, _PAIRS)


def fixed_among(fixed: frozenset[str], sites: tuple[str, ...]) -> None:
    """Refuse a fixed site that is no site."""
    for site in sorted(fixed.difference(sites)):
        raise UnknownName(Words("候选点", "site"), site, sites)


def _as_covers(value: Iterable[int | Iterable[int]]) -> Rows:
    """Take sets of bits for the places of their members."""
    given: tuple[object, ...] = as_tuple(value)
    return cast("Rows", tuple(map(_as_row, given)))


def _as_row(row: object) -> object:
    """Take a set of bits, or a list, for a tuple; leave what is neither."""
    if type(row) is int and row >= 0:
        return tuple(indices_of(row))
    return tuple(cast("list[object]", row)) if isinstance(row, list) else row


def _rows(_owner: object, field: "attrs.Attribute[Rows]", rows: Rows) -> None:
    """Refuse a cover that is no ascending tuple of places."""
    for row in rows:
        if not isinstance(row, tuple):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue(field.name, type(row).__name__, _COVER)
        if not all(type(place) is int for place in row) or sorted({*row}) != [*row]:
            raise InvalidValue(field.name, row, _COVER)


@attrs.frozen(kw_only=True)
class CoverProblem(Value):
    """Sites, demand points, and who covers whom.

    Parameters
    ----------
    sites, points
        Identifiers.
    covers
        For each site the places of the points that it covers, ascending; sets of bits, as
        `communitygov.space.circle.reached` gives them, are taken too.
    weights
        Of each point, whole numbers: people, or people times the weight of their age band.
    costs
        Of each site, whole numbers; each costs 1 where none are given.
    capacities
        How much weight each site can serve; unlimited where none are given.
    fixed
        Sites that stand already and are chosen in any case.

    Examples
    --------
    >>> problem = CoverProblem.of(
    ...     {"court": ["b1", "b2"], "shed": ["b2", "b3"]}, weights={"b1": 40, "b2": 25, "b3": 60}
    ... )
    >>> problem.points, problem.covers, problem.total
    (('b1', 'b2', 'b3'), ((0, 1), (1, 2)), 125)
    >>> CoverProblem(sites=("court",), points=("b1",), covers=((1,),), weights=(40,))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: covers: 1 will not do; it must be places of demand points, ascending, \
none twice, none beyond the last, or a set of bits. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "cover-problem"
    sites: tuple[str, ...] = attrs.field(converter=as_tuple, validator=unique, repr=counted)
    points: tuple[str, ...] = attrs.field(converter=as_tuple, validator=unique, repr=counted)
    covers: tuple[tuple[int, ...], ...] = attrs.field(converter=_as_covers, validator=_rows, repr=counted)
    weights: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_numbers, repr=counted)
    costs: tuple[int, ...] = attrs.field(
        default=(), converter=as_tuple, validator=whole_numbers, repr=counted
    )
    capacities: tuple[int, ...] = attrs.field(
        default=(), converter=as_tuple, validator=whole_numbers, repr=counted
    )
    fixed: frozenset[str] = attrs.field(default=(), converter=as_set, validator=identifiers, repr=ordered)

    def __attrs_post_init__(self) -> None:
        """Refuse fields that do not fit each other."""
        if not self.sites:
            raise InvalidValue("sites", (), _SITES)
        as_long_as("covers", self.covers, others=self.sites)
        as_long_as("weights", self.weights, others=self.points)
        if self.costs:
            as_long_as("costs", self.costs, others=self.sites)
        if self.capacities:
            as_long_as("capacities", self.capacities, others=self.sites)
        not_too_large(len(self.sites) * len(self.points))
        for name, values in (
            ("weights", self.weights),
            ("costs", self.costs),
            ("capacities", self.capacities),
        ):
            if sum(values) > GREATEST_INTEGER:
                raise InvalidValue(name, sum(values), _SUM)
        fixed_among(self.fixed, self.sites)
        for row in self.covers:
            if row and not 0 <= row[0] <= row[-1] < len(self.points):
                raise InvalidValue("covers", row[-1] if row[0] >= 0 else row[0], _COVER)

    @classmethod
    def of(
        cls,
        covers: Mapping[str, Iterable[str]],
        *,
        weights: Mapping[str, int],
        costs: Mapping[str, int] | None = None,
        capacities: Mapping[str, int] | None = None,
        fixed: Iterable[str] = (),
    ) -> Self:
        """Return the problem of sites that name the points they cover.

        Raises
        ------
        UnknownName
            If a site covers a point that has no weight, or has no cost or capacity where others have.
        InvalidValue
            If something is no mapping, or a site's points are no collection of names.
        """
        for name, given in (("covers", covers), ("weights", weights)):
            require(name, given, kind=Mapping)
        for name, numbers in (("costs", costs), ("capacities", capacities)):
            if numbers is not None:
                require(name, numbers, kind=Mapping)
        sites, points = tuple(covers), tuple(weights)
        place = {point: at for at, point in enumerate(points)}
        rows: list[tuple[int, ...]] = []
        for row in covers.values():
            covered = _named(row)
            strange = [point for point in covered if point not in place]
            if strange:
                raise UnknownName(Words("需求点", "demand point"), strange[0], points)
            rows.append(tuple(sorted({place[point] for point in covered})))
        return cls(
            sites=sites,
            points=points,
            covers=rows,
            weights=weights.values(),
            costs=_for_each(sites, costs),
            capacities=_for_each(sites, capacities),
            fixed=fixed,
        )

    @cached_property
    def masks(self) -> tuple[int, ...]:
        """What each site covers, as a set of bits."""
        return tuple(mask_of(row, len(self.points)) for row in self.covers)

    @property
    def total(self) -> int:
        """What all points weigh together."""
        return sum(self.weights)

    def cost(self, at: int) -> int:
        """Return what a site costs."""
        return self.costs[at] if self.costs else 1


def _named(row: object) -> tuple[str, ...]:
    """Return the points that a site names, refused if they are no collection of names."""
    if isinstance(row, str) or not isinstance(row, Iterable):
        raise InvalidValue("covers", type(row).__name__, _NAMES)
    names = tuple(cast("Iterable[object]", row))
    for name in names:
        if not isinstance(name, str):
            raise InvalidValue("covers", type(name).__name__, _NAMES)
    return cast("tuple[str, ...]", names)


def _for_each(sites: tuple[str, ...], given: Mapping[str, int] | None) -> tuple[int, ...]:
    """Return the numbers of all sites, in order; none if none are given."""
    if given is None:
        return ()
    for site in sites:
        if site not in given:
            raise UnknownName(Words("候选点", "site"), site, tuple(given))
    return tuple(given[site] for site in sites)
