"""Maximal cover: as much weight as can be within the circles of so many sites, or of a budget.

Sites may stand already, cost differently and be of limited capacity; with none of these it is the plain
problem.  Source: R. Church and C. ReVelle, The maximal covering location problem, 1974; with capacities, J.
Current and J. Storbeck, Capacitated covering models, 1988 (here a point may be shared out).
"""

from communitygov.core.argument import require
from communitygov.core.finding import Finding, Message
from communitygov.errors import InvalidValue, Words
from communitygov.space.certificate import Certificate, Sense, Status, Stop
from communitygov.space.cover.answer import CoverAnswer, Question
from communitygov.space.cover.distance_problem import DistanceProblem
from communitygov.space.cover.highs import cover_program
from communitygov.space.cover.problem import CoverProblem
from communitygov.space.cover.reason import Reasons
from communitygov.space.cover.search import SEARCH, Search
from communitygov.space.cover.setting import Setting
from communitygov.space.cover.solving import Ask, Outcome, solved

COVER_FIXED_TOO_MANY = Message(
    "COVER_FIXED_TOO_MANY",
    Words("已有 {fixed} 个点位，而总数只许 {most} 个", "{fixed} sites stand already, and only {most} may be"),
    Words("请提高点位总数，或取消部分已有点位", "allow more sites, or take some off those that stand"),
)
COVER_OUT_OF_REACH = Message(
    "COVER_OUT_OF_REACH",
    Words(
        "{count} 个需求点（如 {point}）不在任何候选点的范围内",
        "demand points that no site reaches: {count}, such as {point}",
    ),
    Words("请增补候选点，或扩大范围", "add sites near them, or make the circle larger"),
)
COVER_FIXED_TOO_DEAR = Message(
    "COVER_FIXED_TOO_DEAR",
    Words(
        "已有点位费用为 {fixed}，超出预算 {most}",
        "sites that stand cost {fixed}, more than the budget of {most}",
    ),
    Words("请提高预算，或将已有点位的费用记为 0", "raise the budget, or let what stands already cost 0"),
)

_ONE = Words("须给出 sites 与 budget 之一", "must be given, or budget in its place, and not both")
_WHOLE = Words("须为不小于 0 的整数", "must be a whole number of at least 0")


def maximal_cover(
    problem: CoverProblem, *, sites: int | None = None, budget: int | None = None, search: Search = SEARCH
) -> CoverAnswer:
    """Choose the sites that cover most (最大覆盖).

    Parameters
    ----------
    problem
        Who covers whom.
    sites
        How many may be chosen, those that stand already among them.
    budget
        What they may cost together, in place of a number.
    search
        How long, with which seed and engine.

    Raises
    ------
    InvalidValue
        If neither a number nor a budget is given, or both, or one is no whole number.
    MissingExtra
        If the solver is asked for and not installed.

    Examples
    --------
    >>> problem = CoverProblem.of(
    ...     {"court": ["b1", "b2"], "shed": ["b2", "b3"], "roof": ["b4"]},
    ...     weights={"b1": 40, "b2": 25, "b3": 60, "b4": 30},
    ... )
    >>> answer = maximal_cover(problem, sites=2)
    >>> answer.chosen, answer.certificate.value, answer.certificate.is_proved
    (('shed', 'court'), Fraction(125, 1), True)
    >>> print(answer.further)
    Further(site='roof', gain=30, cost=1)
    >>> maximal_cover(problem)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: sites: None will not do; it must be given, or budget in its place, and \
not both. [INVALID_VALUE]
    """
    require("problem", problem, kind=CoverProblem)
    require("search", search, kind=Search)
    setting = _setting(problem, limit_of(sites, budget), is_counted=budget is None).merged()
    refusal = _too_much_fixed(problem, setting, is_counted=budget is None)
    if refusal is not None:
        return unanswered(Question.MAXIMAL_COVER, refusal, search=search)
    outcome = cover_outcome(setting, search)
    return _answer(problem, setting, outcome, search)


def limit_of(sites: int | None, budget: int | None) -> int:
    """Return the number or the budget, whichever is given."""
    if (sites is None) == (budget is None):
        raise InvalidValue("sites", sites, _ONE)
    name, limit = ("sites", sites) if budget is None else ("budget", budget)
    return whole(name, limit)


def whole(name: str, value: object) -> int:
    """Return a whole number from 0, refused if it is none."""
    if type(value) is not int or value < 0:
        raise InvalidValue(name, value, _WHOLE)
    return value


def cover_outcome(setting: Setting, search: Search, *, enough: int | None = None) -> Outcome:
    """Return the best choice of a merged setting, by the engine of the search."""
    refill = setting.refill(setting.worth(), search.seed)
    return solved(
        refill,
        setting.relaxation(),
        search=search,
        program=lambda: cover_program(setting),
        ask=Ask(setting.fixed, enough),
    )


def fixed_places(problem: CoverProblem | DistanceProblem) -> list[int]:
    """Return the places of the sites that stand already."""
    return [at for at, site in enumerate(problem.sites) if site in problem.fixed]


def unanswered(
    question: Question, finding: Finding, *, search: Search, sense: Sense = Sense.MOST
) -> CoverAnswer:
    """Return that there is no answer, and why."""
    certificate = Certificate(
        sense=sense,
        status=Status.INFEASIBLE,
        stop=Stop.PROVED,
        seed=search.seed,
    )
    return CoverAnswer(question=question, chosen=(), certificate=certificate, findings=[finding])


def _setting(problem: CoverProblem, limit: int, *, is_counted: bool) -> Setting:
    """Return the problem in plain numbers."""
    ones = (1,) * len(problem.sites)
    return Setting(
        problem.masks,
        problem.weights,
        ones if is_counted else problem.costs or ones,
        limit,
        problem.capacities,
        fixed_places(problem),
    )


def _too_much_fixed(problem: CoverProblem, setting: Setting, *, is_counted: bool) -> Finding | None:
    """Return why nothing can be chosen, if what stands already is more than may be."""
    spent = sum(setting.costs[site] for site in setting.fixed)
    if spent <= setting.budget:
        return None
    message = COVER_FIXED_TOO_MANY if is_counted else COVER_FIXED_TOO_DEAR
    return message.finding(min(problem.fixed), {"fixed": spent, "most": setting.budget})


def _answer(problem: CoverProblem, setting: Setting, outcome: Outcome, search: Search) -> CoverAnswer:
    """Return the answer with its reasons."""
    worth = setting.worth()
    empty = worth.empty()
    reasons = Reasons(
        worth,
        names=problem.sites,
        costs=setting.costs,
        budget=setting.budget,
        served=lambda site, _sites: worth.gain(empty, site),
    )
    roles = reasons.roles(outcome.choice.sites, setting.fixed)
    return CoverAnswer(
        question=Question.MAXIMAL_COVER,
        chosen=[role.site for role in roles],
        certificate=outcome.certificate(search),
        roles=roles,
        further=reasons.further(outcome.choice.sites),
    )
