"""What a grid costs a worker: the straight distance, or a number of the caller's.

A street on the way, a river without a bridge: a straight distance knows none of them; the caller's numbers
may.  This module knows no posting.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isqrt

from communitygov.core.argument import require
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.geometry.point import Point
from communitygov.grid.posting.standing import Standing
from communitygov.grid.posting.worker import Worker

_NOT_BOTH = Words("centres 与 costs 只能给出其一", "must be given, or costs in its place, and not both")
_PAIR = Words("须为（工作人员，网格）", "must have pairs of a worker and a grid as keys")
_CENTRE = Words("须给出每个网格的中心点", "must hold a Point for each grid that is divided")
_BASE = Words("须有出发点，才能计算距离", "must have a base, to measure a distance from")
#: Greatest cost, so that sums stay what a document holds.
GREATEST_COST = 10**10
_COST = Words(f"须为 0 至 {GREATEST_COST} 的整数", f"must be a whole number from 0 to {GREATEST_COST}")

#: Costs of one grid for several workers, in their order; -1 for who cannot have it.
Price = Callable[[str, Sequence[str]], list[int]]


def straight(centres: Mapping[str, Point], bases: Mapping[str, Point]) -> Price:
    """Return costs that are straight distances in centimetres, rounded down.

    Examples
    --------
    >>> price = straight({"LQ-1": Point(0, 0)}, {"w-1": Point(300, 400), "w-2": Point(0, 70)})
    >>> price("LQ-1", ["w-1", "w-2"])
    [500, 70]
    """
    places = {worker: (base.east, base.north) for worker, base in bases.items()}

    def price(grid: str, workers: Sequence[str]) -> list[int]:
        east, north = centres[grid].east, centres[grid].north
        return [
            isqrt((across := east - x) * across + (along := north - y) * along)
            for x, y in map(places.__getitem__, workers)
        ]

    return price


def listed(costs: Mapping[tuple[str, str], int]) -> Price:
    """Return costs by worker and grid; a pair that is not listed cannot be.

    Examples
    --------
    >>> listed({("w-1", "LQ-1"): 12})("LQ-1", ["w-1", "w-2"])
    [12, -1]
    """

    def price(grid: str, workers: Sequence[str]) -> list[int]:
        return [costs.get((worker, grid), -1) for worker in workers]

    return price


def free(_grid: str, workers: Sequence[str]) -> list[int]:
    """Return that a grid costs nobody anything.

    Examples
    --------
    >>> free("LQ-1", ["w-1", "w-2"])
    [0, 0]
    """
    return [0] * len(workers)


def measured(grids: Iterable[str], workers: Iterable[Worker], *, centres: Mapping[str, Point]) -> Price:
    """Return distances, once it is sure that every grid has a centre and every worker a base.

    Raises
    ------
    InvalidValue
        If one has not.
    """
    for grid in grids:
        if not isinstance(centres.get(grid), Point):
            raise InvalidValue(f"centres[{grid!r}]", centres.get(grid), _CENTRE)
    bases: dict[str, Point] = {}
    for worker in workers:
        if worker.base is None:
            raise InvalidValue("worker", worker.id, _BASE)
        bases[worker.id] = worker.base
    return straight(centres, bases)


def told(costs: Mapping[tuple[str, str], int], standing: Standing) -> Price:
    """Return the caller's costs, once it is sure that they are whole numbers, of workers and grids there are.

    Raises
    ------
    InvalidValue
        If one is no whole number, or of no pair of a worker and a grid.
    UnknownName
        If there is no such worker or grid.
    """
    for pair, cost in costs.items():
        _require_pair(pair, standing)
        if type(cost) is not int or not 0 <= cost <= GREATEST_COST:
            raise InvalidValue(f"costs[{pair!r}]", cost, _COST)
    return listed(costs)


def _require_pair(pair: object, standing: Standing) -> None:
    """Refuse what is no pair of a worker and a grid."""
    match pair:
        case (str(worker), str(grid)):
            standing.worker(worker)
            if grid not in standing.grid:
                raise UnknownName(Words("网格", "grid"), grid, tuple(row[0] for row in standing.grid.rows))
        case _:
            raise InvalidValue("costs", pair, _PAIR)


def not_both(centres: object, costs: object) -> None:
    """Refuse two kinds of costs at once."""
    for name, given in (("centres", centres), ("costs", costs)):
        if given is not None:
            require(name, given, kind=Mapping)
    if centres is not None and costs is not None:
        raise InvalidValue("centres", "both", _NOT_BOTH)
