"""Who can carry a matter together, and who can stop it: coalitions in the game of yes or no.

The game is that of `communitygov.meeting.rule_audit.game`: everybody is present, nobody abstains.  A
coalition wins if the rule adopts when exactly its members are in favour; it blocks if the rule does not
adopt when exactly its members are against.  It is minimal if it does not without any one of its members.
"""

from typing import NamedTuple

from communitygov.meeting.rule_audit.game import Game, Vector, one_more


class Coalitions(NamedTuple):
    """What the game of a rule comes to, as vectors of its kinds of players.

    Parameters
    ----------
    winning, blocking
        The minimal ones, the smallest first.
    rivals
        Two disjoint coalitions that both win, where there are any.
    dummies
        Places of the kinds whose vote never changes anything.
    """

    winning: tuple[Vector, ...]
    blocking: tuple[Vector, ...]
    rivals: tuple[Vector, Vector] | None
    dummies: tuple[int, ...]


def coalitions(game: Game) -> Coalitions:
    """Try every coalition, and return what the game comes to."""
    wins = game.winning()
    sizes = game.sizes
    winning = [vector for vector, has_won in wins.items() if has_won and not _any_below(wins, vector)]
    losing = [vector for vector, has_won in wins.items() if not has_won and not _any_above(wins, vector)]
    ordered = tuple(sorted(winning, key=_smallest_first))
    return Coalitions(
        winning=ordered,
        blocking=tuple(sorted((_rest(sizes, vector) for vector in losing), key=_smallest_first)),
        rivals=_rivals(sizes, ordered),
        dummies=tuple(at for at in range(len(sizes)) if _is_dummy(wins, at)),
    )


def _any_below(wins: dict[Vector, bool], vector: Vector) -> bool:
    """Tell whether a coalition still wins without one of its members."""
    return any(wins[one_more(vector, at, by=-1)] for at, number in enumerate(vector) if number)


def _any_above(wins: dict[Vector, bool], vector: Vector) -> bool:
    """Tell whether a coalition still loses with one member more."""
    return any(wins.get(one_more(vector, at)) is False for at in range(len(vector)))


def _is_dummy(wins: dict[Vector, bool], at: int) -> bool:
    """Tell whether one more of a kind never changes anything."""
    return all(wins.get(one_more(vector, at), has_won) is has_won for vector, has_won in wins.items())


def _rivals(sizes: Vector, winning: tuple[Vector, ...]) -> tuple[Vector, Vector] | None:
    """Return the first two minimal winning coalitions that leave room for each other."""
    for one in winning:
        room = _rest(sizes, one)
        for other in winning:
            if all(number <= most for number, most in zip(other, room, strict=True)):
                return one, other
    return None


def _rest(sizes: Vector, vector: Vector) -> Vector:
    """Return all who are not in a coalition."""
    return tuple(size - number for size, number in zip(sizes, vector, strict=True))


def _smallest_first(vector: Vector) -> tuple[int, Vector]:
    """Put the smallest first, and of several that with most of the first kind."""
    return sum(vector), tuple(-number for number in vector)
