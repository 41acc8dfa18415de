"""p-median: the shortest ways in all, each to the nearest of so many sites.

Source: S. L. Hakimi, Optimum locations of switching centers, 1964; the bound is the usual one, each point's
multiplier against the ways to the sites around it (G. Cornuejols, M. Fisher and G. Nemhauser, 1977).
"""

from communitygov.core.argument import require
from communitygov.space.certificate import Sense
from communitygov.space.cover.answer import CoverAnswer, Question
from communitygov.space.cover.distance_problem import DistanceProblem
from communitygov.space.cover.greedy import Filling
from communitygov.space.cover.highs import median_program
from communitygov.space.cover.maximal import fixed_places
from communitygov.space.cover.refill import Nearness, Refill
from communitygov.space.cover.relaxation import Relaxation
from communitygov.space.cover.score import median_task
from communitygov.space.cover.search import Search
from communitygov.space.cover.solving import Ask, solved
from communitygov.space.cover.ways import MedianWorth, beside, refused, told

#: The library default: a round goes over all ways, so there are fewer of them.
MEDIAN_SEARCH = Search(rounds=300, branches=100)


def p_median(problem: DistanceProblem, *, sites: int, search: Search = MEDIAN_SEARCH) -> CoverAnswer:
    """Choose the sites to which all ways together are shortest (p 中位).

    Parameters
    ----------
    problem
        How far everybody is from each site.
    sites
        How many may be chosen, those that stand already among them.
    search
        How long, with which seed and engine.

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
    >>> answer = p_median(problem, sites=1)
    >>> answer.chosen, answer.certificate.value, answer.certificate.is_proved
    (('shed',), Fraction(9000, 1), True)
    """
    require("search", search, kind=Search)
    refusal = refused(Question.P_MEDIAN, problem, sites=sites, search=search)
    if refusal is not None:
        return refusal
    ways = [[way * weight for way, weight in zip(row, problem.weights, strict=True)] for row in problem.ways]
    worth = MedianWorth(ways, farthest=[(problem.farthest + 1) * weight for weight in problem.weights])
    filling = Filling(worth, (1,) * len(ways), budget=sites)
    fixed = fixed_places(problem)
    refill = Refill(worth, filling, near=Nearness(beside(problem)), kept=fixed, seed=search.seed)
    outcome = solved(
        refill,
        Relaxation(median_task(ways, costs=(1,) * len(ways), budget=sites)),
        search=search,
        program=lambda: median_program(ways, budget=sites, fixed=fixed),
        ask=Ask(fixed, sense=Sense.LEAST),
    )
    certificate = outcome.certificate(search, sense=Sense.LEAST)
    # Where nobody weighs anything, nothing is gained by any site.
    chosen = outcome.choice.sites or (0,)
    return told(problem, chosen, question=Question.P_MEDIAN, certificate=certificate, filling=filling)
