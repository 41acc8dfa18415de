"""Set cover: everybody within the circle of some site, for the least.

First a choice by refilling, from which what is not needed is taken off; the greedy choice by itself can be
half as dear again as need be.  Then the bound: for a smaller budget it is asked how much it can cover at most
(`communitygov.space.cover.maximal`); if not all, the budget is too small.  Source of the problem: C. Toregas
and others, The location of emergency service facilities, 1971.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from communitygov.core.argument import require
from communitygov.core.finding import Finding, Message
from communitygov.errors import Words
from communitygov.space.bits import mask_of, union_of
from communitygov.space.certificate import Sense, Stop
from communitygov.space.cover.answer import CoverAnswer, Question
from communitygov.space.cover.essential import essential
from communitygov.space.cover.greedy import Filling, Worth
from communitygov.space.cover.maximal import COVER_OUT_OF_REACH, cover_outcome, fixed_places, unanswered
from communitygov.space.cover.polish import state_of
from communitygov.space.cover.problem import CoverProblem
from communitygov.space.cover.reason import Reasons
from communitygov.space.cover.refill import Choice
from communitygov.space.cover.search import SEARCH, Course, Search
from communitygov.space.cover.setting import Setting
from communitygov.space.cover.solving import Outcome

COVER_TOO_LITTLE_CAPACITY = Message(
    "COVER_TOO_LITTLE_CAPACITY",
    Words("全部候选点只能服务 {most}，需求为 {total}", "all sites together can serve {most} of {total}"),
    Words("请增补候选点，或提高容量", "add sites, or raise their capacity"),
)

#: Factors that tilt the ranking when a choice is filled up.
_TILTS = (8, 10, 12, 14, 16)


def set_cover(problem: CoverProblem, *, search: Search = SEARCH) -> CoverAnswer:
    """Choose sites that cover every point for the least (集合覆盖).

    The least number of sites, or the least cost if sites have costs.  Points that weigh nothing count for
    nothing; with capacities all weight is to be served.

    Raises
    ------
    MissingExtra
        If the solver is asked for and not installed.

    Examples
    --------
    >>> problem = CoverProblem.of(
    ...     {"court": ["b1", "b2"], "shed": ["b2", "b3"], "roof": ["b1", "b3"]},
    ...     weights={"b1": 40, "b2": 25, "b3": 60},
    ... )
    >>> answer = set_cover(problem)
    >>> answer.certificate.value, answer.certificate.is_proved
    (Fraction(2, 1), True)
    >>> lonely = CoverProblem.of({"court": ["b1"]}, weights={"b1": 40, "b2": 25})
    >>> print(set_cover(lonely))
    no site
    infeasible
    demand points that no site reaches: 1, such as b2 [COVER_OUT_OF_REACH]
    """
    require("problem", problem, kind=CoverProblem)
    require("search", search, kind=Search)
    setting, goal = _setting(problem)
    worth = setting.worth()
    refusal = _refusal(problem, worth, goal)
    if refusal is not None:
        return unanswered(Question.SET_COVER, refusal, search=search, sense=Sense.LEAST)
    outcome = covered(setting, worth, goal=goal, search=search)
    return _answer(problem, setting, outcome, search)


def _setting(problem: CoverProblem) -> tuple[Setting, int]:
    """Return the problem in plain numbers, and how much is to be covered: each point once, or all weight."""
    costs = problem.costs or (1,) * len(problem.sites)
    budget, fixed = sum(costs), fixed_places(problem)
    if problem.capacities:
        setting = Setting(problem.masks, problem.weights, costs, budget, problem.capacities, fixed)
        return setting.merged(), problem.total
    weighty = mask_of((at for at, weight in enumerate(problem.weights) if weight), len(problem.points))
    covers = essential([cover & weighty for cover in problem.masks])
    ones = (1,) * union_of(covers).bit_length()
    return Setting(covers, ones, costs, budget, (), fixed), len(ones)


def _refusal(problem: CoverProblem, worth: Worth[Any], goal: int) -> Finding | None:
    """Return why not everything can be covered, if it cannot."""
    reached = union_of(problem.masks)
    far = [
        point
        for at, (point, weight) in enumerate(zip(problem.points, problem.weights, strict=True))
        if weight and not reached >> at & 1
    ]
    if far:
        return COVER_OUT_OF_REACH.finding(far[0], {"count": len(far), "point": far[0]})
    most = worth.value(state_of(worth, range(len(problem.sites))))
    if most == goal:
        return None
    return COVER_TOO_LITTLE_CAPACITY.finding(problem.sites[0], {"most": most, "total": goal})


def covered(setting: Setting, worth: Worth[Any], *, goal: int, search: Search) -> Outcome:
    """Return the cheapest choice that covers all, as much as is known of it; costs have a minus sign."""
    course = Course(search, rounds=search.rounds)
    best = _Whole(setting, worth, goal, search.seed)
    for _ in range(search.rounds):
        if not course.goes_on(-best.best.value, None):
            break
        best.once()
    cheaper = _Cheaper(setting, best, goal=goal, search=search, course=course)
    while cheaper.is_open and not course.is_stopped:
        cheaper.once()
    bound = -min(cheaper.least, -best.best.value)
    stop = course.ended if course.is_stopped else cheaper.stop
    return Outcome(best.best, bound, stop, course.made, cheaper.seconds)


class _Cheaper:
    """Asks whether all can be covered for less, and notes the budgets that are too small."""

    def __init__(
        self, setting: Setting, best: "_Whole", *, goal: int, search: Search, course: Course
    ) -> None:
        """Begin with what stands already as the least cost."""
        self._setting, self._best, self._goal = setting, best, goal
        self._search, self._course = search.quietly(), course
        self.least = sum(setting.costs[site] for site in setting.fixed)
        #: The least budget of which it is not known whether it is too small.
        self._unknown = -best.best.value
        self.stop = course.ended
        self.seconds: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a budget left to ask about."""
        return self.least < min(-self._best.best.value, self._unknown)

    def once(self) -> None:
        """Ask about one budget: a little less than the best costs, or half way down."""
        cost = -self._best.best.value
        budget = cost - 1 if self._unknown >= cost else (self.least + self._unknown - 1) // 2
        left = self._search.after(self.seconds or 0)
        asked = cover_outcome(self._setting._replace(budget=budget), left, enough=self._goal)
        if asked.seconds is not None:
            self.seconds = asked.seconds + (self.seconds or 0)
        self._course.is_stopped = not self._course.goes_on(cost, self.least)
        if asked.choice.value >= self._goal:
            self._best.take(asked.choice.sites)
            self._unknown = -self._best.best.value
        elif asked.bound < self._goal:
            self.least = budget + 1
        else:
            self._unknown = budget
            self.stop = asked.stop if self.stop is not Stop.TIME else self.stop


class _Whole:
    """Choices that cover everything: filled up, then thinned out; some dropped, and filled up again."""

    def __init__(self, setting: Setting, worth: Worth[Any], goal: int, seed: int) -> None:
        """Begin with the greedy choice, thinned out."""
        self._costs = setting.costs
        self._fixed = frozenset(setting.fixed)
        self._worth = worth
        self._goal = goal
        self._chance = Random(seed)  # noqa: S311  a search, no secret
        self._filling = Filling(worth, setting.costs, budget=sum(setting.costs))
        sites = self._thinned(self._filling.fill(setting.fixed))
        self.best = Choice(-self._cost(sites), tuple(sites))

    def once(self) -> None:
        """Drop some sites, fill up and thin out; a choice as cheap as the best takes its place."""
        chance = self._chance
        free = [site for site in self.best.sites if site not in self._fixed]
        if not free:
            return
        dropped = frozenset(chance.sample(free, chance.randint(1, len(free))))
        tilt = chance.choices(_TILTS, k=len(self._costs)) if chance.getrandbits(1) else None
        rest = [site for site in self.best.sites if site not in dropped]
        self.take(self._thinned(self._filling.fill(rest, tilt=tilt)))

    def take(self, sites: Sequence[int]) -> None:
        """Take a choice that covers all for the best if none is cheaper."""
        choice = Choice(-self._cost(sites), tuple(sites))
        if choice.value >= self.best.value:
            self.best = choice

    def _cost(self, sites: Sequence[int]) -> int:
        """Return what sites cost."""
        return sum(self._costs[site] for site in sites)

    def _thinned(self, sites: list[int]) -> list[int]:
        """Return sites without those that are not needed, the dearest looked at first."""
        kept = list(sites)
        order = self._chance.sample(kept, len(kept))
        for site in sorted(order, key=lambda each: -self._costs[each]):
            rest = [each for each in kept if each != site]
            if site not in self._fixed and self._worth.value(state_of(self._worth, rest)) == self._goal:
                kept = rest
        return kept


def _answer(problem: CoverProblem, setting: Setting, outcome: Outcome, search: Search) -> CoverAnswer:
    """Return the answer with its reasons, in the weights of the problem."""
    weighed = setting._replace(covers=problem.masks, weights=problem.weights).merged()
    worth = weighed.worth()
    empty = worth.empty()
    reasons = Reasons(
        worth,
        names=problem.sites,
        costs=setting.costs,
        budget=-outcome.choice.value,
        served=lambda site, _sites: worth.gain(empty, site),
    )
    roles = reasons.roles(outcome.choice.sites, setting.fixed)
    return CoverAnswer(
        question=Question.SET_COVER,
        chosen=[role.site for role in roles],
        certificate=outcome.certificate(search, sense=Sense.LEAST),
        roles=roles,
    )
