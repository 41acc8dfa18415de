"""p-center: the shortest longest way, for whoever is worst off.

The longest way is one of the distances there are.  For each that is asked about, the points within it of each
site are a cover, and it is asked whether so many sites cover all (`communitygov.space.cover.maximal`): the
distances are halved until one is left.  Source of the problem: S. L. Hakimi, 1964.
"""

from typing import NamedTuple

from communitygov.core.argument import require
from communitygov.space.bits import mask_of, union_of
from communitygov.space.certificate import Sense, Stop
from communitygov.space.cover.answer import CoverAnswer, Question
from communitygov.space.cover.distance_problem import DistanceProblem
from communitygov.space.cover.essential import essential
from communitygov.space.cover.greedy import Filling
from communitygov.space.cover.maximal import cover_outcome, fixed_places
from communitygov.space.cover.polish import polished, state_of
from communitygov.space.cover.refill import Choice
from communitygov.space.cover.search import Course, Search
from communitygov.space.cover.setting import Setting
from communitygov.space.cover.solving import Outcome
from communitygov.space.cover.ways import CenterWorth, refused, told

#: The library default, for each distance that is asked about.
CENTER_SEARCH = Search(rounds=150, branches=40)


def p_center(problem: DistanceProblem, *, sites: int, search: Search = CENTER_SEARCH) -> CoverAnswer:
    """Choose the sites to which the longest way is shortest (p 中心).

    Points that weigh nothing count for nothing.

    Parameters
    ----------
    problem
        How far everybody is from each site.
    sites
        How many may be chosen, those that stand already among them.
    search
        How long, with which seed and engine; for each distance that is asked about.

    Raises
    ------
    InvalidValue
        If `sites` is no whole number from 1.
    MissingExtra
        If the solver is asked for and not installed.

    Examples
    --------
    >>> problem = DistanceProblem(
    ...     sites=("court", "shed", "roof"),
    ...     points=("b1", "b2", "b3"),
    ...     distances=((0, 300, 500), (300, 0, 200), (500, 200, 0)),
    ...     weights=(10, 20, 30),
    ... )
    >>> answer = p_center(problem, sites=1)
    >>> answer.chosen, answer.certificate.value, answer.certificate.is_proved
    (('shed',), Fraction(300, 1), True)
    """
    require("search", search, kind=Search)
    refusal = refused(Question.P_CENTER, problem, sites=sites, search=search)
    if refusal is not None:
        return refusal
    ways = [[way for way, weight in zip(row, problem.weights, strict=True) if weight] for row in problem.ways]
    lengths = sorted({way for row in ways for way in row}) or [0]
    course = Course(search, rounds=2 * len(lengths).bit_length())
    fixed = fixed_places(problem)
    halving = _Halving(ways, lengths, asked=_Asked(sites, fixed), search=search, course=course)
    halving.halve()
    worth = CenterWorth(ways, farthest=[problem.farthest + 1] * len(ways[0]))
    filling = Filling(worth, (1,) * len(ways), budget=sites)
    chosen = polished(worth, halving.sites, costs=filling.costs, budget=sites, fixed=fixed)
    choice = Choice(worth.value(state_of(worth, chosen)), chosen)
    stop = course.ended if course.is_stopped else halving.stop
    outcome = Outcome(choice, max(choice.value, -halving.bound), stop, course.made, halving.seconds)
    certificate = outcome.certificate(search, sense=Sense.LEAST)
    return told(problem, chosen, question=Question.P_CENTER, certificate=certificate, filling=filling)


class _Asked(NamedTuple):
    """How many sites, and which stand already."""

    sites: int
    fixed: list[int]


class _Halving:
    """The distances that are asked about, and what is known of each.

    What holds for a distance holds for longer ones, what is excluded for shorter ones too.
    """

    def __init__(
        self, ways: list[list[int]], lengths: list[int], *, asked: "_Asked", search: Search, course: Course
    ) -> None:
        """Begin with the longest distance, within which any site has everybody."""
        self._ways = ways
        self._lengths = lengths
        self._points = len(ways[0])
        self._sites, self._fixed = asked
        self._search = search.quietly()
        self._course = course
        self._excluded, self._found = 0, len(self._lengths) - 1
        self._unknown = self._found
        self.sites: tuple[int, ...] = tuple(self._fixed) or (0,)
        self.seconds: float | None = None
        self.stop = course.ended

    @property
    def bound(self) -> int:
        """The shortest distance that is not excluded."""
        return self._lengths[self._excluded]

    def halve(self) -> None:
        """Halve what lies between, first for the sites, then for what is to be excluded."""
        low = self._excluded
        while low < self._found and not self._course.is_stopped:
            middle = (low + self._found) // 2
            low = low if self._ask(middle) else middle + 1
        while self._excluded < self._unknown and not self._course.is_stopped:
            self._ask((self._excluded + self._unknown) // 2)

    def _ask(self, place: int) -> bool:
        """Ask whether all can be within a distance, and note what is known by it."""
        within = [_within(row, self._lengths[place]) for row in self._ways]
        if union_of(within).bit_count() < self._points:
            self._excluded = place + 1
            return False
        covers = essential(within)
        ones = (1,) * union_of(covers).bit_length()
        setting = Setting(covers, ones, (1,) * len(covers), self._sites, (), self._fixed)
        asked = cover_outcome(setting, self._search.after(self.seconds or 0), enough=len(ones))
        if asked.seconds is not None:
            self.seconds = asked.seconds + (self.seconds or 0)
        is_found = asked.choice.value == len(ones)
        if is_found:
            self._found, self.sites = place, asked.choice.sites
        if asked.bound < len(ones):
            self._excluded = place + 1
        else:
            # What was only not found stays open; what is shorter may still be excluded.
            self._unknown = min(self._unknown, place)
            self.stop = asked.stop if self.stop is not Stop.TIME else self.stop
        course = self._course
        course.is_stopped = not course.goes_on(self._lengths[self._found], self.bound)
        return is_found


def _within(row: list[int], length: int) -> int:
    """Return the set of points that are no further away."""
    return mask_of((at for at, way in enumerate(row) if way <= length), len(row))
