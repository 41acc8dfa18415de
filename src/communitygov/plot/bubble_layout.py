"""Where the bubbles of a diagram lie: those that should adjoin together, those that should separate apart.

Forces in plain numbers, from a start that follows the codes of the rooms, without chance and without
functions that differ between machines: the same programme always gives the same picture.  Bubbles, with
their labels, never overlap.

This module knows no programme, only sizes and wishes.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

#: Steps in which bubbles move, each shorter than the one before.
_STEPS = 240
#: Rounds of pushing overlapping bubbles apart; after these they are spread.
_PUSHES = 400
#: Pixels between bubbles that adjoin, and between others at least.
_GAP = 14.0
#: How far apart bubbles begin, in their own mean size.
_SPREAD = 2.5
#: The steps of a sequence that fills a square evenly (Roberts 2018).
_EAST, _NORTH = 0.7548776662466927, 0.5698402909980532

_At = list[float]


def layout(
    sizes: Mapping[str, float], wishes: Mapping[tuple[str, str], int]
) -> dict[str, tuple[float, float]]:
    """Return the centres of bubbles, in pixels.

    Parameters
    ----------
    sizes
        Radius of each bubble with its label.
    wishes
        From −2, must separate, to 2, must adjoin.

    Examples
    --------
    >>> found = layout({"a": 20.0, "b": 30.0, "c": 20.0}, {("a", "b"): 2, ("b", "c"): -2})
    >>> sqrt(sum((one - two) ** 2 for one, two in zip(found["a"], found["b"], strict=True))) >= 50
    True
    """
    codes = sorted(sizes)
    radii = [sizes[code] for code in codes]
    mean = sum(radii) / max(1, len(radii))
    side = _SPREAD * mean * sqrt(max(1, len(codes)))
    points = [[(at * _EAST % 1.0) * side, (at * _NORTH % 1.0) * side] for at in range(1, len(codes) + 1)]
    place = {code: at for at, code in enumerate(codes)}
    pulls = {(place[one], place[two]): rating for (one, two), rating in sorted(wishes.items())}
    pulls.update({(two, one): rating for (one, two), rating in pulls.items()})
    for step in range(_STEPS):
        _move(points, radii, pulls, most=mean * (1 - step / _STEPS))
    _part(points, radii)
    return {code: (round(at[0], 1), round(at[1], 1)) for code, at in zip(codes, points, strict=True)}


def _move(
    points: list[_At], radii: Sequence[float], pulls: Mapping[tuple[int, int], int], *, most: float
) -> None:
    """Move every bubble a little as others and the middle pull and push it."""
    middle = [sum(at[axis] for at in points) / len(points) for axis in (0, 1)] if points else [0.0, 0.0]
    moves: list[_At] = []
    for one, at in enumerate(points):
        east, north = (middle[0] - at[0]) * 0.02, (middle[1] - at[1]) * 0.02
        for two, other in enumerate(points):
            if one != two:
                away, distance = _away(at, other, one < two)
                force = _force(distance, radii[one] + radii[two] + _GAP, pulls.get((one, two), 0))
                east, north = east + away[0] * force, north + away[1] * force
        length = sqrt(east * east + north * north)
        short = min(1.0, most / length) if length else 0.0
        moves.append([east * short, north * short])
    for at, by in zip(points, moves, strict=True):
        at[0], at[1] = at[0] + by[0], at[1] + by[1]


def _away(at: _At, other: _At, is_first: bool) -> tuple[_At, float]:  # noqa: FBT001  of two at one point, one goes left
    """Return the direction away from another bubble, and how far it is."""
    east, north = at[0] - other[0], at[1] - other[1]
    distance = sqrt(east * east + north * north)
    if not distance:
        return [-1.0 if is_first else 1.0, 0.0], 0.0
    return [east / distance, north / distance], distance


def _force(distance: float, touching: float, rating: int) -> float:
    """Return how hard a bubble is pushed away; below 0, how hard it is drawn near."""
    if distance < touching:
        return (touching - distance) * 0.5
    if rating > 0:
        return (touching - distance) * 0.2 * rating
    return touching * (0.06 - 0.30 * rating) * touching / (distance * distance) * 4.0


def _part(points: list[_At], radii: Sequence[float]) -> None:
    """Push bubbles apart until none overlaps."""
    for _ in range(_PUSHES):
        if not _push_apart(points, radii):
            return
    # Spread evenly, whatever lay in each other's way is apart in the end.
    while _push_apart(points, radii):
        for at in points:
            at[0], at[1] = at[0] * 1.1, at[1] * 1.1


def _push_apart(points: list[_At], radii: Sequence[float]) -> bool:
    """Push every two that overlap apart by half of what they overlap; tell whether there were any."""
    found = False
    for one, at in enumerate(points):
        for two in range(one + 1, len(points)):
            other = points[two]
            away, distance = _away(at, other, True)  # noqa: FBT003
            lacking = radii[one] + radii[two] + _GAP / 2 - distance
            if lacking > 0:
                found = True
                for axis in (0, 1):
                    at[axis] += away[axis] * (lacking / 2 + 0.5)
                    other[axis] -= away[axis] * (lacking / 2 + 0.5)
    return found
