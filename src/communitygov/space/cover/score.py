"""What a site scores in the bound: of points it covers, of points it can serve, of ways it shortens.

Scores are whole numbers in steps of `1 / 2**SHIFT` and never too small, whatever the multipliers.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import itemgetter

from communitygov.space.bits import indices_of
from communitygov.space.cover.relaxation import SHIFT, Score, Task

#: Rows of fewer points are summed up one by one.
_FEW = 2


class Covered:
    """A site without limit: it scores the multipliers of all points it covers.

    Examples
    --------
    >>> Covered([0, 2]).total([5, 6, 7])
    12
    """

    __slots__ = ("_picked", "_row")

    def __init__(self, row: list[int]) -> None:
        """Take the points."""
        self._row = row
        self._picked = _picking(row)

    def total(self, multipliers: Sequence[int]) -> int:
        """Return the score."""
        return sum(self._picked(multipliers))

    def points(self, multipliers: Sequence[int]) -> Sequence[int]:  # noqa: ARG002  the form of all scores
        """Return all points."""
        return self._row

    def settle(self, multipliers: list[int]) -> None:
        """Set the multipliers to nothing: the points are covered whatever else is chosen."""
        for point in self._row:
            multipliers[point] = 0


def _picking(row: list[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """Return what picks the members of a row."""
    if len(row) < _FEW:
        return lambda values: tuple(values[point] for point in row)
    return itemgetter(*row)


class Served:
    """A site of limited capacity: it scores the points that pay best for their weight, up to the capacity.

    Examples
    --------
    >>> Served([0, 2], [10, 10], capacity=12).total([50, 60, 70])
    80
    """

    __slots__ = ("_capacity", "_row", "_sizes")

    def __init__(self, row: list[int], sizes: list[int], *, capacity: int) -> None:
        """Take the points, their weights, and how much can be served: less than all weigh."""
        self._row = row
        self._sizes = sizes
        self._capacity = capacity

    def total(self, multipliers: Sequence[int]) -> int:
        """Return a score that is no less than any order of the points gives."""
        gains = [multipliers[point] for point in self._row]
        _, gain, size = self._fitting(gains)
        spare = (one * size - gain * other for one, other in zip(gains, self._sizes, strict=True))
        total = gain * self._capacity + sum(each for each in spare if each > 0)
        return -(-total // size)

    def points(self, multipliers: Sequence[int]) -> Sequence[int]:
        """Return the points that are served as a whole."""
        fitting, _, _ = self._fitting([multipliers[point] for point in self._row])
        return [self._row[at] for at in fitting]

    def settle(self, multipliers: list[int]) -> None:
        """Leave the multipliers: it is not known which points are served."""

    def _fitting(self, gains: list[int]) -> tuple[list[int], int, int]:
        """Return what fits in, and gain and weight of the first that does not."""
        sizes = self._sizes
        order = sorted(range(len(gains)), key=lambda at: (-gains[at] / max(1, sizes[at]), at))
        place = bisect_right(list(accumulate(sizes[at] for at in order)), self._capacity)
        return order[:place], gains[order[place]], sizes[order[place]]


class Shortened:
    """A site at some ways from points: it scores what the multipliers exceed the ways by.

    Examples
    --------
    >>> Shortened([0, 1], [10, 30]).total([25, 25])
    15
    """

    __slots__ = ("_row", "_ways")

    def __init__(self, row: list[int], ways: list[int]) -> None:
        """Take the points and their weighted ways."""
        self._row = row
        self._ways = ways

    def total(self, multipliers: Sequence[int]) -> int:
        """Return the score."""
        return sum(
            [
                multipliers[point] - way
                for point, way in zip(self._row, self._ways, strict=True)
                if multipliers[point] > way
            ]
        )

    def points(self, multipliers: Sequence[int]) -> Sequence[int]:
        """Return the points whose multipliers reach as far."""
        return [point for point, way in zip(self._row, self._ways, strict=True) if multipliers[point] >= way]

    def settle(self, multipliers: list[int]) -> None:
        """Lower multipliers to the ways: nobody's way is longer."""
        for point, way in zip(self._row, self._ways, strict=True):
            multipliers[point] = min(multipliers[point], way)


def cover_task(
    covers: Sequence[int],
    weights: Sequence[int],
    *,
    costs: Sequence[int],
    budget: int,
    capacities: Sequence[int] = (),
) -> Task:
    """Return the task of covering, or of serving, as much weight as can be."""
    rows = [indices_of(cover) for cover in covers]
    scores: list[Score] = []
    for at, row in enumerate(rows):
        sizes = [weights[point] for point in row]
        if capacities and sum(sizes) > capacities[at]:
            scores.append(Served(row, sizes, capacity=capacities[at]))
        else:
            scores.append(Covered(row))
    most = [weight << SHIFT for weight in weights]
    return Task(scores, costs, budget, sum(most), most)


def median_task(ways: Sequence[Sequence[int]], *, costs: Sequence[int], budget: int) -> Task:
    """Return the task of ways that are short in all: worth is their sum with a minus sign.

    A point's multiplier goes no further than to some of the sites around it; that keeps rows short, and any
    multiplier gives a bound.
    """
    near = min(len(ways), 3 * len(ways) // max(1, budget) + 1)
    most = [sorted(column)[near - 1] for column in zip(*ways, strict=True)]
    scores: list[Score] = []
    for each in ways:
        row = [point for point, way in enumerate(each) if way < most[point]]
        scores.append(Shortened(row, [each[point] << SHIFT for point in row]))
    return Task(scores, costs, budget, 0, [way << SHIFT for way in most])
