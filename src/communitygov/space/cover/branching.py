"""Branch and bound: what the bound leaves open is split, until nothing better can be left.

The part with the highest bound is looked at first, so that the bound of the whole falls as fast as it can
and is worth telling even if the search ends early.  A site that cannot be out of (or in) any better choice is
settled without splitting.

This module searches no choice of its own; it is given one and improves on it where it meets a better one.
"""

from abc import abstractmethod
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple, Protocol

from communitygov.space.cover.refill import Choice
from communitygov.space.cover.relaxation import Lead, Look, Pace, Part, Relaxation
from communitygov.space.cover.search import Course

#: Steps of the bound within a part.
_PART = Pace(8, 0.3, 4)


class Chooser(Protocol):
    """What knows the best choice so far, and completes what it is given."""

    best: Choice

    @abstractmethod
    def try_from(self, sites: Sequence[int]) -> None:
        """Complete a choice, and keep it if it is better."""


class Settled(NamedTuple):
    """A part in which what can be settled is, and its bound."""

    part: Part
    look: Look


class Branching:
    """The parts of a task that are still open.

    Parameters
    ----------
    relaxation
        The bound.
    chooser
        Who keeps the best choice.
    enough
        If it is only asked whether so much can be had, what is less is not told apart.
    """

    def __init__(self, relaxation: Relaxation, chooser: Chooser, *, enough: int | None = None) -> None:
        """Begin with nothing looked at."""
        self._relaxation = relaxation
        self._chooser = chooser
        self._enough = enough
        #: What no choice exceeds, as others know.
        self.limits: list[int] = []
        self._open: list[tuple[int, int, Part]] = []
        self._made = 0

    @property
    def bound(self) -> int:
        """What no choice exceeds."""
        beaten = self._lead().beaten
        known = max(beaten, -self._open[0][0]) if self._open else beaten
        return max(beaten, min([known, *self.limits]))

    def _lead(self) -> Lead:
        """Return what is to be beaten."""
        best = self._chooser.best.value
        return Lead(best if self._enough is None else max(best, self._enough - 1), best)

    @property
    def is_done(self) -> bool:
        """Whether nothing that is worth looking for can be left."""
        best = self._chooser.best.value
        return self.bound == self._lead().beaten or (self._enough is not None and best >= self._enough)

    def can_pay(self, sites: Sequence[int]) -> bool:
        """Tell whether sites are within the budget."""
        return self._relaxation.left(Part(tuple(sites), (), [])) >= 0

    def begin(self, rounds: int, course: Course, *, fixed: Sequence[int] = ()) -> None:
        """Look at all choices at once, in at most so many rounds."""
        tried: list[Look] = []

        def goes_on(look: Look) -> bool:
            if not tried or tried[-1] is not look:
                tried.append(look)
                self._chooser.try_from(look.taken)
            return course.goes_on(self._chooser.best.value, min([look.ceiling, *self.limits]))

        relaxation = self._relaxation
        whole = relaxation.whole(fixed)
        if self._is_leaf(whole):
            return
        look = relaxation.descend(whole, self._lead(), pace=Pace(rounds, 1.0, 15), goes_on=goes_on)
        self._split(self._settled(whole, look))

    def once(self) -> None:
        """Split the part with the highest bound."""
        _, _, part = heappop(self._open)
        look = self._relaxation.descend(part, self._lead(), pace=_PART)
        self._chooser.try_from(look.taken)
        self._split(self._settled(part, look))

    def _settled(self, part: Part, look: Look) -> Settled | None:
        """Settle what can be, again and again; nothing if nothing better is left."""
        relaxation = self._relaxation
        while True:
            best = self._lead().beaten
            if look.ceiling <= best:
                return None
            part = part._replace(multipliers=look.multipliers)
            inside = [
                site
                for site, leaning in zip(part.free, look.leanings, strict=True)
                if leaning > 0 and (look.total - leaning) // look.scale <= best
            ]
            free = tuple(
                site
                for site, leaning in zip(part.free, look.leanings, strict=True)
                if leaning >= 0 or (look.total + leaning) // look.scale > best
            )
            part = relaxation.inside(part._replace(free=free), inside)
            if self._is_leaf(part):
                return None
            part = self._relaxation.affordable(part)
            if not inside:
                return Settled(part, look)
            look = relaxation.descend(part, self._lead(), pace=_PART)

    def _is_leaf(self, part: Part) -> bool:
        """Tell whether the best of a part is plain: nothing more can be had, or all of it; and take it."""
        part = self._relaxation.affordable(part)
        costs = self._relaxation.task.costs
        if sum(costs[site] for site in part.free) > self._relaxation.left(part):
            return False
        self._chooser.try_from((*part.inside, *part.free))
        return True

    def _split(self, settled: Settled | None) -> None:
        """Put both halves of a part among the open ones: with the site that is least decided, and without."""
        if settled is None:
            return
        part, look = settled
        scores = dict(zip(part.free, map(abs, self._relaxation.look(part).leanings), strict=True))
        site = min(part.free, key=lambda each: (scores[each], each))
        within = self._relaxation.inside(part, (site,))
        without = part._replace(free=tuple(each for each in part.free if each != site))
        for half in (within, without):
            if not self._is_leaf(half):
                self._made += 1
                heappush(self._open, (-look.ceiling, -self._made, self._relaxation.affordable(half)))
