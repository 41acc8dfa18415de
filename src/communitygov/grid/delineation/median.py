"""The place among several that all households reach soonest on straight lines, in whole centimetres."""

from collections.abc import Sequence
from math import isqrt
from typing import TypeAlias

#: East and north, in centimetres.
Place: TypeAlias = tuple[int, int]


def centroid(weights: Sequence[int], places: Sequence[Place]) -> Place:
    """Return the mean place of some weights; of the places, where nothing has weight.

    Examples
    --------
    >>> centroid([1, 3], [(0, 0), (400, 0)])
    (300, 0)
    """
    total = sum(weights)
    if not total:
        weights, total = [1] * len(places), len(places)
    east = sum(weight * place[0] for weight, place in zip(weights, places, strict=True))
    north = sum(weight * place[1] for weight, place in zip(weights, places, strict=True))
    return east // total, north // total


def median(weights: Sequence[int], places: Sequence[Place]) -> tuple[int, int]:
    """Return the number of the place that all weight reaches soonest, and the sum of the ways.

    Each way is rounded down to a centimetre.  Of several that do equally well it is the first.

    Examples
    --------
    >>> median([1, 1, 5], [(0, 0), (100, 0), (400, 0)])
    (2, 700)
    """
    middle_east, middle_north = centroid(weights, places)
    total = sum(weights)
    weighed = [(weight, east, north) for weight, (east, north) in zip(weights, places, strict=True) if weight]
    # The ways to a place are together at least as long as all weight's way from its mean place.  Rounding
    # shortens each by less than a centimetre, and misplaces the mean place by less than two.
    nearest = sorted(
        (isqrt((east - middle_east) ** 2 + (north - middle_north) ** 2), at)
        for at, (east, north) in enumerate(places)
    )
    best, least = nearest[0][1], -1
    for far, at in nearest:
        if least >= 0 and total * (far - 3) > least:
            break
        here_east, here_north = places[at]
        ways = 0
        for weight, east, north in weighed:
            ways += weight * isqrt((east - here_east) ** 2 + (north - here_north) ** 2)
        if least < 0 or (ways, at) < (least, best):
            best, least = at, ways
    return best, least
