"""`select`: which sites to renovate and which functions to put in each.

The library's own engine searches and bounds with the standard library alone; where a `Highs` is handed in,
the solver proves or improves what the search found.
"""

from fractions import Fraction
from typing import NamedTuple

from communitygov.core.argument import require
from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, Words
from communitygov.space.certificate import Certificate, Halt, Status, Stop, Watch
from communitygov.space.cover.programme import library
from communitygov.space.cover.search import callable_or_none
from communitygov.space.selection.binding import blamed
from communitygov.space.selection.highs import Highs
from communitygov.space.selection.model import Model
from communitygov.space.selection.obstacle import obstacles
from communitygov.space.selection.problem import SelectionProblem
from communitygov.space.selection.reckoning import Reckoning
from communitygov.space.selection.search import Found, searched, with_plan
from communitygov.space.selection.selection import Selection
from communitygov.space.selection.solver import solved
from communitygov.space.selection.swap import swapped

#: Rounds unless told otherwise; library default.
ROUNDS = 150
#: Most rounds of one search.
MOST_ROUNDS = 1_000_000


class _Asked(NamedTuple):
    """What was asked, and how."""

    problem: SelectionProblem
    model: Model
    seed: int


def select(
    problem: SelectionProblem,
    *,
    rounds: int = ROUNDS,
    seed: int = 0,
    solver: Highs | None = None,
    progress: Watch | None = None,
    stop: Halt | None = None,
) -> Selection:
    """Choose sites and functions so that the most weighted residents have what they need within the circle.

    A demand point is served by a function once, wherever the function stands within its circle; it is then
    worth its people times their need.  Sites keep area, neighbours and needs; the whole keeps money with its
    earmarks, the share of public welfare, the number of sites, and the floors.

    Parameters
    ----------
    problem
        What is asked.
    rounds
        Rounds of the search; with none, a plan is filled once and bounded once.
    seed
        Of the search's chance; the same seed gives the same bytes.
    solver
        `Highs`, to prove or improve with the extra ``solver``; where its seconds are over, that is said.
    progress
        Called after each round.
    stop
        Asked between rounds; true ends the search with what it has.

    Returns
    -------
    Selection
        Sites, functions, payments, certificate, margins, alternatives; or the rules that bind.

    Raises
    ------
    InvalidValue
        If an argument is not what it must be.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> from communitygov.space.audience.population import Population
    >>> from communitygov.space.function.side import Side
    >>> from communitygov.space.funding.source import FundingSource
    >>> from communitygov.space.selection.candidate import Candidate, FunctionModule
    >>> from communitygov.space.selection.catchments import Catchments
    >>> canteen = FunctionModule(
    ...     code="canteen",
    ...     area=180,
    ...     cost=Money.yuan(500_000),
    ...     circle="5min",
    ...     side=Side.WELFARE,
    ...     needs={"60plus": 3},
    ... )
    >>> sites = [Candidate("hall", area=300), Candidate("shed", area=200), Candidate("roof", area=90)]
    >>> people = [Population.of({"60plus": number}) for number in (30, 12, 40)]
    >>> near = Catchments.of(people, {"5min": {"hall": 0b011, "shed": 0b100, "roof": 0b111}})
    >>> fund = FundingSource("fund", "保障资金", "guarantee funds", amount=Money.yuan(600_000))
    >>> chosen = select(SelectionProblem(sites, [canteen], catchments=near, sources=[fund]))
    >>> print(chosen)
    1 site for ¥500,000.00; 126, at most 126: proved optimal
    >>> chosen.plan
    {'hall': ('canteen',)}
    >>> print(chosen.why("hall").en)
    hall: canteen for ¥500,000.00; brings 126, would be missed by 126, 120 m2 left; shed with canteen in the \
place of hall: 6 less
    >>> select(chosen)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: problem: 'Selection' will not do; it must be a SelectionProblem. \
[INVALID_VALUE]
    """
    require("problem", problem, kind=SelectionProblem)
    _whole("rounds", rounds, most=MOST_ROUNDS)
    _whole("seed", seed, most=GREATEST_INTEGER)
    for name, told in (("progress", progress), ("stop", stop)):
        callable_or_none(name, told)
    if solver is not None:
        require("solver", solver, kind=Highs)
        library()
    asked = _Asked(problem, problem.model(), seed)
    in_the_way = obstacles(problem.candidates, problem.modules, model=asked.model, rule=problem.rule)
    if in_the_way:
        return _infeasible(asked, in_the_way, rounds=0)
    found = searched(asked.model, rounds=rounds, seed=seed, progress=progress, stop=stop)
    if solver is not None and found.stop is Stop.ROUNDS:
        found = solved(asked.model, found, solver=solver, seed=seed)
    return _told(asked, found)


def _whole(name: str, value: object, *, most: int) -> None:
    """Refuse anything but a whole number from 0."""
    if type(value) is not int or not 0 <= value <= most:
        raise InvalidValue(
            name, value, Words(f"须为 0 至 {most} 的整数", f"must be a whole number from 0 to {most}")
        )


def _infeasible(
    asked: _Asked, findings: tuple[Finding, ...], *, rounds: int, engine: str = "standard"
) -> Selection:
    """Say that there is no plan, and why."""
    certificate = Certificate(
        status=Status.INFEASIBLE, stop=Stop.PROVED, seed=asked.seed, rounds=rounds, engine=engine
    )
    return Selection(sites=(), functions=(), payments=(), certificate=certificate, findings=findings)


def _told(asked: _Asked, found: Found) -> Selection:
    """Say what was found."""
    problem, model = asked.problem, asked.model
    if found.plan is None:
        if found.stop is Stop.PROVED:
            return _infeasible(asked, blamed(problem, found), rounds=found.rounds, engine=found.engine)
        unknown = _certified(asked, found)
        against = blamed(problem, found)
        return Selection(sites=(), functions=(), payments=(), certificate=unknown, findings=against)
    plan, swaps = swapped(model, found.plan)
    found = with_plan(model, found, plan=plan)
    reckoning = Reckoning(problem, model, plan)
    return Selection(
        sites=reckoning.sites(found.prices),
        functions=reckoning.functions(),
        payments=reckoning.payments(),
        certificate=_certified(asked, found),
        margins=reckoning.margins(found.prices),
        alternatives=reckoning.alternatives(swaps),
    )


def _certified(asked: _Asked, found: Found) -> Certificate:
    """Say what is known of a plan, or that there is none yet."""
    status = Status.PROVED if found.stop is Stop.PROVED else Status.FEASIBLE
    return Certificate(
        value=None if found.worth is None else Fraction(found.worth),
        bound=Fraction(found.bound),
        status=Status.UNKNOWN if found.worth is None else status,
        stop=found.stop,
        seed=asked.seed,
        rounds=found.rounds,
        engine=found.engine,
    )
