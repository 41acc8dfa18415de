"""What no choice of sites can exceed: a Lagrangian bound in whole numbers.

Each point gets a multiplier.  A site scores what its points' multipliers allow, whoever serves them too; the
best scores within the budget, taken as if sites could be cut, and what the multipliers leave over, are no
less than any choice is worth.  That holds for all multipliers, so they may be found by any rule of thumb
(subgradient steps, smoothed); the bound itself is summed up in whole numbers, in steps of `1 / 2**SHIFT`, and
nothing is rounded in its favour.

What a site scores is said by `communitygov.space.cover.score`.  This module chooses no site.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

#: Binary digits behind the point of a multiplier.
SHIFT = 12
#: Binary digits behind the point when scores are divided by costs.
_FINE = 56
#: How much of the last direction a step keeps.
_SMOOTH = 0.9
#: A step of this part of the first goes nowhere.
_SHORTEST = 1 / 1024


class Score(Protocol):
    """What one site scores."""

    @abstractmethod
    def total(self, multipliers: Sequence[int]) -> int:
        """Return the score, never too little."""

    @abstractmethod
    def points(self, multipliers: Sequence[int]) -> Sequence[int]:
        """Return the points that it is made of."""

    @abstractmethod
    def settle(self, multipliers: list[int]) -> None:
        """Lower multipliers that are too high once the site is chosen."""


class Task(NamedTuple):
    """The scores of the sites, their costs, what may be spent, and where the multipliers lie.

    `offset` is what is left over at multipliers of 0; `most` the highest that each is set to.
    """

    scores: Sequence[Score]
    costs: Sequence[int]
    budget: int
    offset: int
    most: Sequence[int]


class Part(NamedTuple):
    """The choices that have all sites of `inside` and for the rest some of `free`."""

    inside: tuple[int, ...]
    free: tuple[int, ...]
    multipliers: list[int]


class Look(NamedTuple):
    """What one set of multipliers says of a part.

    No choice exceeds `total / scale`; a free site that is decided against its `leanings` takes as much off.
    """

    total: int
    scale: int
    leanings: list[int]
    taken: list[int]
    multipliers: list[int]

    @property
    def ceiling(self) -> int:
        """The most that a choice can be worth."""
        return self.total // self.scale


class Pace(NamedTuple):
    """How many steps, how long the first, and after how many without improvement they get shorter."""

    steps: int
    length: float
    patience: int


class Lead(NamedTuple):
    """What is to be beaten, and what a choice is worth that there is: it says how far steps go."""

    beaten: int
    there: int


class Relaxation:
    """The bound of one task."""

    __slots__ = ("_most", "task")

    def __init__(self, task: Task) -> None:
        """Take the task."""
        self.task = task
        self._most = list(task.most)

    def whole(self, fixed: Sequence[int] = ()) -> Part:
        """Return the part of all choices with the fixed sites."""
        whole = Part((), tuple(range(len(self.task.scores))), [most // 2 for most in self._most])
        return self.inside(whole, fixed)

    def inside(self, part: Part, sites: Sequence[int]) -> Part:
        """Return the part of a part where some more sites are in."""
        multipliers = list(part.multipliers)
        for site in sites:
            self.task.scores[site].settle(multipliers)
        free = tuple(site for site in part.free if site not in sites)
        return Part((*part.inside, *sites), free, multipliers)

    def affordable(self, part: Part) -> Part:
        """Return a part without the sites that are too dear by now."""
        left, costs = self.left(part), self.task.costs
        return part._replace(free=tuple(site for site in part.free if costs[site] <= left))

    def left(self, part: Part) -> int:
        """Return what may still be spent."""
        return self.task.budget - sum(self.task.costs[site] for site in part.inside)

    def descend(
        self, part: Part, lead: Lead, *, pace: Pace, goes_on: Callable[[Look], bool] | None = None
    ) -> Look:
        """Return the best of several looks, the first at once that shows that nothing beats the lead."""
        best = look = self.look(part)
        direction, length, waited = [0.0] * len(self._most), pace.length, 0
        for _ in range(pace.steps):
            if best.ceiling <= lead.beaten or (goes_on is not None and not goes_on(best)):
                break
            multipliers = self._stepped(look, direction, length * (look.total / look.scale - lead.there))
            if multipliers is None:
                break
            look = self.look(part._replace(multipliers=multipliers))
            if look.total * best.scale < best.total * look.scale:
                best, waited = look, 0
            else:
                waited += 1
            if waited >= pace.patience:
                length, waited = length / 2, 0
            if length < _SHORTEST:
                break
        return best

    def look(self, part: Part) -> Look:
        """Return what the multipliers of a part say of it."""
        scorers, multipliers = self.task.scores, part.multipliers
        scores = [scorers[site].total(multipliers) for site in part.free]
        costs = [self.task.costs[site] for site in part.free]
        left = self.left(part)
        taken, above, below = _price(scores, costs, left)
        leanings = [score * below - above * cost for score, cost in zip(scores, costs, strict=True)]
        fixed = self.task.offset - sum(multipliers)
        fixed += sum([scorers[site].total(multipliers) for site in part.inside])
        total = fixed * below + above * left + sum([gain for gain in leanings if gain > 0])
        sites = [*part.inside, *(part.free[at] for at in taken)]
        return Look(total, below << SHIFT, leanings, sites, multipliers)

    def _stepped(self, look: Look, direction: list[float], excess: float) -> list[int] | None:
        """Return the next multipliers and turn the direction; nothing if there is nowhere to go."""
        over = [-1] * len(self._most)
        for site in look.taken:
            for point in self.task.scores[site].points(look.multipliers):
                over[point] += 1
        last = zip(over, look.multipliers, self._most, direction, strict=True)
        direction[:] = [
            _SMOOTH * turned
            if (times < 0 and now == most) or (times > 0 and now == 0)
            else times + _SMOOTH * turned
            for times, now, most, turned in last
        ]
        square = sum([turn * turn for turn in direction])
        if not square:
            return None
        step = (excess * (1 << SHIFT)) / square
        moved = zip(look.multipliers, direction, self._most, strict=True)
        return [min(most, max(0, now - int(step * turn))) for now, turn, most in moved]


def _price(scores: Sequence[int], costs: Sequence[int], left: int) -> tuple[list[int], int, int]:
    """Return who fits in, the best for their cost first, and the price of the budget as a fraction."""
    ranks = [
        (score << _FINE) // cost if cost else score << 2 * _FINE
        for score, cost in zip(scores, costs, strict=True)
    ]
    taken: list[int] = []
    above, below = 0, 0
    for at in sorted(range(len(ranks)), key=ranks.__getitem__, reverse=True):
        if costs[at] > left:
            # Of what is left over, a part of the next could be had.
            return (taken, scores[at], costs[at]) if left or not below else (taken, above, below)
        taken.append(at)
        left -= costs[at]
        if costs[at]:
            above, below = scores[at], costs[at]
    return taken, 0, 1
