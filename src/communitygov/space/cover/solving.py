"""From a first choice to a proved one: refill, bound, ask the solver if there is one, branch.

Everything here makes as much as it can of something, whatever it is; what is wanted small is given with a
minus sign.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol

from communitygov.space.certificate import Certificate, Sense, Status, Stop
from communitygov.space.cover.branching import Branching, Chooser
from communitygov.space.cover.programme import Program, Solved, library, programmed
from communitygov.space.cover.refill import Choice
from communitygov.space.cover.relaxation import Relaxation
from communitygov.space.cover.search import Course, Engine, Search

#: One part of so many of the refills comes before the bound; the rest only if it leaves something open.
_FIRST = 5
_HALF = 0.5


class Searcher(Chooser, Protocol):
    """A chooser that goes on by itself."""

    @abstractmethod
    def once(self) -> None:
        """Try something else."""

    @abstractmethod
    def polish(self) -> None:
        """Replace single sites as long as that is better."""


class Outcome(NamedTuple):
    """The best choice, what none exceeds, and how the search ended."""

    choice: Choice
    bound: int
    stop: Stop
    rounds: int
    #: The seconds that the solver took; none if it was not asked.
    seconds: float | None = None

    @property
    def is_proved(self) -> bool:
        """Whether nothing better can be."""
        return self.bound == self.choice.value

    def certificate(self, search: Search, *, sense: Sense = Sense.MOST) -> Certificate:
        """Return it as a certificate; what is wanted small loses its minus sign."""
        sign = 1 if sense is Sense.MOST else -1
        return Certificate(
            value=Fraction(sign * self.choice.value),
            bound=Fraction(sign * self.bound),
            sense=sense,
            status=Status.PROVED if self.is_proved else Status.FEASIBLE,
            stop=Stop.PROVED if self.is_proved else self.stop,
            seed=search.seed,
            rounds=self.rounds,
            engine=(Engine.STANDARD if self.seconds is None else Engine.HIGHS).value,
        )


class Ask(NamedTuple):
    """What is asked besides: who is chosen in any case, how much is enough, what is shown as small."""

    fixed: Sequence[int] = ()
    enough: int | None = None
    sense: Sense = Sense.MOST


def solved(
    searcher: Searcher,
    relaxation: Relaxation,
    *,
    search: Search,
    program: Callable[[], Program],
    ask: Ask,
) -> Outcome:
    """Search, bound and branch within the rounds of a search; the solver, if asked for, comes in between.

    Where it is only asked whether so much can be had, the bound is that it cannot, or that it is not known.
    """
    course = Course(search, rounds=2 * search.rounds + search.branches, sense=ask.sense)
    first = search.rounds // _FIRST
    refilled(searcher, course, rounds=first, enough=ask.enough)
    branching = Branching(relaxation, searcher, enough=ask.enough)
    # No way is shorter than none.
    branching.limits += [0] if ask.sense is Sense.LEAST else []
    branching.begin(search.rounds, course, fixed=ask.fixed)
    if not branching.is_done:
        refilled(searcher, course, rounds=search.rounds - first, enough=ask.enough)
    told = _asked(searcher, branching, course, search=search, program=program)
    for _ in range(search.branches):
        if branching.is_done or not course.goes_on(searcher.best.value, branching.bound):
            break
        branching.once()
    searcher.polish()
    bound = max(branching.bound, searcher.best.value)
    if told is None:
        return Outcome(searcher.best, bound, course.ended, course.made)
    stop = Stop.TIME if told.is_over and not course.is_stopped else course.ended
    return Outcome(searcher.best, bound, stop, course.made, told.seconds)


def _asked(
    searcher: Searcher,
    branching: Branching,
    course: Course,
    *,
    search: Search,
    program: Callable[[], Program],
) -> Solved | None:
    """Ask the solver, if it is to be asked and anything is left to ask; it must be there in any case."""
    if search.engine is not Engine.HIGHS:
        return None
    library()
    if branching.is_done or course.is_stopped:
        return None
    return _by_solver(searcher, branching, program(), search=search)


def _by_solver(searcher: Searcher, branching: Branching, program: Program, *, search: Search) -> Solved:
    """Take what the solver chooses and its bound, and return it."""
    chosen = {*searcher.best.sites}
    start = [float(column in chosen) for column in range(len(program.gains))]
    told = programmed(program, start, seconds=search.seconds, seed=search.seed)
    sites = [at for at, value in enumerate((told.values or start)[: program.whole]) if value > _HALF]
    # What the solver takes for paid, within what it errs, may be too dear.
    searcher.try_from(sites if branching.can_pay(sites) else searcher.best.sites)
    branching.limits += [] if told.bound is None else [told.bound]
    return told


def refilled(searcher: Searcher, course: Course, *, rounds: int, enough: int | None) -> None:
    """Drop and refill so often, then polish."""
    for _ in range(rounds):
        if enough is not None and searcher.best.value >= enough:
            break
        if not course.goes_on(searcher.best.value, None):
            break
        searcher.once()
    searcher.polish()
