"""The fewest that are enough: the smallest vector that has what more of anything never undoes.

Exact: a first answer is taken down as far as it goes, then every smaller total is shown to be too little,
part by part.  Places belong to sides, such as those present and those absent of one constituency.  What a
side must give even if all others give everything is found first; a branch is given up as soon as the total
does not leave that much, or fails even with all that it leaves.
"""

from bisect import bisect_left
from collections.abc import Callable
from itertools import count
from typing import TypeAlias

import attrs

from communitygov.errors import Words
from communitygov.meeting.rule_audit.bound import fits
from communitygov.meeting.rule_audit.game import Vector

Reached: TypeAlias = Callable[[Vector], bool]
#: So many places are as cheap to try as one; of many more a try takes longer, and there are more to come.
_CHEAP = 16
_RAISE = Words(
    "请提高上限，或只问其中一条规则（单独 decide 后再问）",
    "raise the bound, or decide by one of the rules it is made of and ask about that",
)


def fewest(most: Vector, reached: Reached, *, sides: Vector, most_states: int) -> Vector | None:
    """Return the smallest vector up to `most` that is enough; of several, that with more of the first places.

    Parameters
    ----------
    most
        The most of each place.
    reached
        Whether a vector is enough; more of anything must never undo it.
    sides
        To which side each place belongs.
    most_states
        How many tries it may take; one of very many places counts for several.

    Raises
    ------
    InvalidValue
        If it would take more.

    Examples
    --------
    >>> fewest((3, 3, 3), lambda each: sum(each) >= 4 and each[2] >= 1, sides=(0, 1, 2), most_states=1000)
    (3, 0, 1)
    >>> fewest((3, 3), lambda each: sum(each) > 6, sides=(0, 1), most_states=1000) is None
    True
    """
    cost = 1 + (len(most) // _CHEAP) ** 2
    tries = count(cost, cost)

    def tried(vector: Vector) -> bool:
        fits(next(tries), most_states, instead=_RAISE)
        return reached(vector)

    if not tried(most):
        return None
    plain = _Search(most, tried, sides, dict.fromkeys(sides, 0))
    needs = {side: plain.least_of(side) for side in plain.needs}
    search = attrs.evolve(plain, needs=needs)
    best = search.reduced()
    while (smaller := search.first(sum(best) - 1)) is not None:
        best = smaller
    return search.first(sum(best))


@attrs.frozen
class _Search:
    """What is looked for, and how much each side must give at least."""

    most: Vector
    tried: Reached
    sides: Vector
    needs: dict[int, int]

    def reduced(self) -> Vector:
        """Return a vector that is enough, each place as low as it goes, the last taken down first."""
        vector = self.most
        for at in reversed(range(len(vector))):
            before, after = vector[:at], vector[at + 1 :]

            def is_enough(number: int, before: Vector = before, after: Vector = after) -> bool:
                return self.tried((*before, number, *after))

            vector = (*before, bisect_left(range(vector[at]), 1, key=is_enough), *after)
        return vector

    def least_of(self, side: int) -> int:
        """Return how much one side must give if all others give everything."""
        most = tuple(
            number if here == side else 0 for number, here in zip(self.most, self.sides, strict=True)
        )
        rest = tuple(number - own for number, own in zip(self.most, most, strict=True))

        def is_enough(own: Vector) -> bool:
            return self.tried(tuple(map(int.__add__, own, rest)))

        alone = attrs.evolve(self, most=most, tried=is_enough)
        return bisect_left(range(sum(most)), 1, key=lambda total: alone.first(total) is not None)

    def first(self, total: int) -> Vector | None:
        """Return the first vector of so much that is enough: that with most of the first place, and so on."""
        left: list[tuple[Vector, int]] = [((), total)]
        while left:
            prefix, more = left.pop()
            if len(prefix) == len(self.most):
                if more == 0 and self.tried(prefix):
                    return prefix
                continue
            room = self._room(prefix, more)
            if room is None or sum(room) < more or not self.tried((*prefix, *room)):
                continue
            numbers = range(max(0, more - sum(room[1:])), min(room[0], more) + 1)
            left.extend(((*prefix, number), more - number) for number in numbers)
        return None

    def _room(self, prefix: Vector, total: int) -> Vector | None:
        """Return how much each further place can have; none if the total leaves too little for some side."""
        needs = dict(self.needs)
        for number, side in zip(prefix, self.sides, strict=False):
            needs[side] = max(0, needs[side] - number)
        spare = total - sum(needs.values())
        if spare < 0:
            return None
        at = len(prefix)
        return tuple(
            min(number, needs[side] + spare)
            for number, side in zip(self.most[at:], self.sides[at:], strict=True)
        )
