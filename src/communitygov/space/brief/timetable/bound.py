"""How much a week can hold at most, without looking at beginnings: steps shared out by worth.

Every activity may take its steps from any part of the week in which it could lie, in pieces.  What is worth
most by the step is served first, and a step is given over when the one that has it can do with another; the
sum is the most that any sharing out can give, and no timetable is worth more.  Once steps of rooms are
shared out, once those of operators; the lower sum holds.

This module places nothing.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from communitygov.space.brief.timetable.problem import Problem, Wish
from communitygov.space.brief.timetable.week import turned

#: Parts of a day that are told apart.
_PARTS_OF_A_DAY = 4

#: Where an activity could lie: a room or an operator, and the steps.
_Reach = tuple[int, int]
#: Who takes steps of which part; both are given as bits.
_Taking = tuple[int, int]


class _Demand(NamedTuple):
    """Steps that are wanted in some parts of the week (as bits), and what each is worth."""

    worth: Fraction
    steps: int
    parts: int


def most(problem: Problem) -> int:
    """Return a value that no way of placing everything can exceed.

    Examples
    --------
    >>> morning = Wish(activity=0, times=2, weight=10, length=2, operator=-1, options=((0, 0b1),))
    >>> evening = Wish(activity=1, times=1, weight=4, length=2, operator=-1, options=((0, 0b10),))
    >>> most(Problem(raster=60, steps=168, rooms=1, operators=0, wishes=(morning, evening)))
    15
    """
    of_rooms = [(wish, _reach(wish, problem)) for wish in problem.wishes]
    free = [wish for wish in problem.wishes if wish.operator < 0]
    bound = [(wish, [(wish.operator, _joined(reach))]) for wish, reach in of_rooms if wish.operator >= 0]
    freely = sum(wish.times * wish.weight for wish in free)
    return min(_shared_out(of_rooms, problem), freely + _shared_out(bound, problem))


def _reach(wish: Wish, problem: Problem) -> list[_Reach]:
    """Return the steps in each room that an activity could hold."""
    return [(room, _lasting(begin, wish.length, problem.steps)) for room, begin in wish.options]


def _lasting(begin: int, length: int, size: int) -> int:
    """Return all steps that something of `length` can hold that begins on one of these."""
    mask, done = begin, 1
    while done < length:
        step = min(done, length - done)
        mask |= mask << step
        done += step
    return turned(mask, size)


def _joined(reach: Sequence[_Reach]) -> int:
    """Return the steps that an activity could hold in any room."""
    mask = 0
    for _, steps in reach:
        mask |= steps
    return mask


def _shared_out(reached: Sequence[tuple[Wish, Sequence[_Reach]]], problem: Problem) -> int:
    """Return the most that steps can be worth when they are shared out in pieces."""
    usable: dict[int, int] = {}
    for _, reach in reached:
        for holder, mask in reach:
            usable[holder] = usable.get(holder, 0) | mask
    length = problem.day // _PARTS_OF_A_DAY
    windows = [((1 << length) - 1) << at for at in range(0, problem.steps, length)]
    spare = {
        1 << holder * len(windows) + at: (mask & window).bit_count()
        for holder, mask in usable.items()
        for at, window in enumerate(windows)
    }
    demands = [_demand(wish, reach, windows) for wish, reach in reached]
    return floor(_Sharing(spare).worth(sorted(demands, key=lambda each: each.worth, reverse=True)))


def _demand(wish: Wish, reach: Sequence[_Reach], windows: Sequence[int]) -> _Demand:
    """Return what an activity asks for."""
    parts = 0
    for holder, mask in reach:
        for at, window in enumerate(windows):
            if mask & window:
                parts |= 1 << holder * len(windows) + at
    return _Demand(Fraction(wish.weight, wish.length), wish.times * wish.length, parts)


class _Sharing:
    """Steps being shared out among those who can use the same parts of the week; a part is a bit."""

    def __init__(self, spare: Mapping[int, int]) -> None:
        """Begin with everything to spare."""
        self.spare = dict(spare)
        self.to_spare = sum(part for part, steps in spare.items() if steps)
        #: Who has steps of a part, and how many.
        self.given: dict[int, dict[int, int]] = {part: {} for part in spare}
        #: Parts of which nothing can be had any more, however steps are given over.
        self.closed = 0

    def worth(self, demands: Sequence[_Demand]) -> Fraction:
        """Serve demands in turn and return what all that was given is worth."""
        return sum((each.worth * self._serve(each.parts, each.steps) for each in demands), Fraction(0))

    def _serve(self, group: int, wanted: int) -> int:
        """Give as many steps as can be had, and return how many."""
        given = 0
        while given < wanted:
            path = self._path(group)
            if not path:
                return given
            given += self._give(path, most=wanted - given)
        return given

    def _path(self, group: int) -> list[_Taking]:
        """Return who could take a step of which part, so that at the end there is one to spare."""
        before: dict[int, _Taking | None] = {group: None}
        queue, seen = deque([group]), self.closed
        while queue:
            taker = queue.popleft()
            if found := taker & self.to_spare:
                return _followed((taker, found & -found), before)
            new = taker & ~seen
            seen |= new
            for part in _parts(new):
                for other, steps in self.given[part].items():
                    if steps and other not in before:
                        before[other] = (taker, part)
                        queue.append(other)
        self.closed = seen
        return []

    def _give(self, path: Sequence[_Taking], *, most: int) -> int:
        """Hand steps on along a path, and return how many.

        Each but the first gives of what the one before takes, and takes of another part instead.
        """
        last = path[-1][1]
        handed = [(giver, part) for (giver, _), (_, part) in zip(path[1:], path, strict=False)]
        steps = min([most, self.spare[last], *(self.given[part][giver] for giver, part in handed)])
        for giver, part in handed:
            self.given[part][giver] -= steps
        for taker, part in path:
            self.given[part][taker] = self.given[part].get(taker, 0) + steps
        self.spare[last] -= steps
        if not self.spare[last]:
            self.to_spare ^= last
        return steps


def _parts(mask: int) -> Iterator[int]:
    """Yield the bits of a mask, each for itself."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def _followed(last: _Taking, before: Mapping[int, _Taking | None]) -> list[_Taking]:
    """Return who takes what of whom, from the one who asked to what is to spare."""
    path = [last]
    while (step := before[path[-1][0]]) is not None:
        path.append(step)
    return path[::-1]
