"""How often a player makes a coalition win, by its size: what both indices of power are made of.

With W(m) the winning coalitions of m players, and N(m) how many players of a kind stand in them together, a
player of a kind of n stands in N(m)/n of them; so N(s+1)/n − (W(s) − N(s)/n) coalitions of s others win by
taking one in.

Of the kinds, all but the largest are walked through, one coalition after the other; of the largest it is
enough to know from how many on it wins, and that number moves little from one coalition to the next.  Sums of
binomials do the rest: 4 × 30 seats are 29,791 coalitions, not 923,521, nor 2¹²⁰.
"""

from collections import defaultdict
from itertools import product
from math import comb, prod
from typing import NamedTuple

from communitygov.meeting.rule_audit.bound import fits, multiplied
from communitygov.meeting.rule_audit.game import BLOCKS_INSTEAD, Game, Vector, must_grow, one_more


class Wins(NamedTuple):
    """Winning coalitions by size: how many, and how many players of each kind stand in them together."""

    coalitions: list[int]
    players: list[list[int]]


def swings(game: Game) -> tuple[list[int], ...]:
    """Return for a player of each kind how many coalitions of so many others win by taking the player in.

    Raises
    ------
    InvalidValue
        If there are more coalitions to try than the game allows, or the rule is not monotone.
    """
    wins = _by_threshold(game) if game.is_growing else _by_trial(game)
    return tuple(
        [
            players[others + 1] // size - (wins.coalitions[others] - players[others] // size)
            for others in range(sum(game.sizes))
        ]
        for players, size in zip(wins.players, game.sizes, strict=True)
    )


def _by_trial(game: Game) -> Wins:
    """Count winning coalitions by trying every one, and make sure that none loses by growing."""
    winning = game.winning()
    must_grow(winning)
    wins = _none(game)
    for vector, has_won in winning.items():
        if has_won:
            ways, total = _ways(game.sizes, vector), sum(vector)
            wins.coalitions[total] += ways
            for players, number in zip(wins.players, vector, strict=True):
                players[total] += ways * number
    return wins


def _by_threshold(game: Game) -> Wins:
    """Count winning coalitions by the number from which on the largest kind makes them win."""
    wins, sizes = _none(game), game.sizes
    if not sizes:
        return wins
    largest = max(range(len(sizes)), key=sizes.__getitem__)
    rest = [kind for kind in range(len(sizes)) if kind != largest]
    fits(multiplied(sizes[kind] + 1 for kind in rest), game.most_states, instead=BLOCKS_INSTEAD)
    gathered = _gathered(game, largest, rest)
    for others in range(sum(sizes) - sizes[largest] + 1):
        running = [0] * (1 + len(rest))
        for number in range(sizes[largest] + 1):
            found = gathered.get((others, number))
            if found is not None:
                running = [sum(each) for each in zip(running, found, strict=True)]
            ways = comb(sizes[largest], number)
            wins.coalitions[others + number] += running[0] * ways
            wins.players[largest][others + number] += running[0] * ways * number
            for kind, members in zip(rest, running[1:], strict=True):
                wins.players[kind][others + number] += members * ways
    return wins


def _gathered(game: Game, largest: int, rest: list[int]) -> dict[tuple[int, int], list[int]]:
    """Return by size and threshold how many coalitions of the rest there are, and who stands in them."""
    sizes = tuple(game.sizes[kind] for kind in rest)
    gathered: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0] * (1 + len(rest)))
    least: dict[Vector, int] = {}
    for vector in product(*(range(size + 1) for size in sizes)):
        before = (one_more(vector, at, by=-1) for at, number in enumerate(vector) if number)
        threshold = min((least[each] for each in before), default=game.sizes[largest] + 1)
        while threshold and game.wins((*vector[:largest], threshold - 1, *vector[largest:])):
            threshold -= 1
        least[vector] = threshold
        ways = _ways(sizes, vector)
        row = gathered[sum(vector), threshold]
        row[0] += ways
        for at, number in enumerate(vector, start=1):
            row[at] += ways * number
    return gathered


def _ways(sizes: Vector, vector: Vector) -> int:
    """Return how many coalitions of persons have so many of each kind."""
    return prod(map(comb, sizes, vector))


def _none(game: Game) -> Wins:
    """Return that nothing wins."""
    total = sum(game.sizes) + 1
    return Wins([0] * total, [[0] * total for _ in game.sizes])
