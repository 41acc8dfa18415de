"""By support: the project with most of it is taken as long as it can be paid, then the next.

What most cities do.  It is simple, and a majority that votes alike can spend everything; see
`communitygov.space.vote.equal_shares` for a rule under which it cannot.
"""

from collections.abc import Sequence
from fractions import Fraction

from communitygov.core.argument import require
from communitygov.space.vote.admission import Admission
from communitygov.space.vote.budget_vote import BudgetVote
from communitygov.space.vote.course import Course, Gate, Purchase
from communitygov.space.vote.outcome import BudgetOutcome, Way
from communitygov.space.vote.report import reported
from communitygov.space.vote.rule import Satisfaction


def greedy(
    vote: BudgetVote,
    *,
    satisfaction: Satisfaction = Satisfaction.COST,
    admission: Admission | None = None,
) -> BudgetOutcome:
    """Return what is taken by support: by votes, or by votes for what it costs.

    Parameters
    ----------
    vote
        Projects, budget and ballots.
    satisfaction
        What a voter has of a project.  If its cost, projects with most votes come first; if one, those with
        most votes for their cost.  Ties go to the smaller id.
    admission
        What must hold of the projects together, beside the money.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> from communitygov.space.vote.project import MicroProject
    >>> projects = [MicroProject(id, cost=Money.yuan(60)) for id in ("garden", "library", "shed")]
    >>> ballots = [["garden", "library"]] * 6 + [["shed"]] * 4
    >>> outcome = greedy(BudgetVote.of(projects, budget=Money.yuan(150), ballots=ballots))
    >>> outcome.projects
    ('garden', 'library')
    >>> print(outcome["shed"].reasons[0])
    shed costs ¥60.00, and ¥30.00 of the budget is left [BUDGET_SHORT_OF_PROJECT]
    """
    require("vote", vote, kind=BudgetVote)
    require("satisfaction", satisfaction, kind=Satisfaction)
    course = filled(vote, satisfaction, taken=(), admission=admission)
    return reported(vote, course, rule="greedy", satisfaction=satisfaction)


def filled(
    vote: BudgetVote, satisfaction: Satisfaction, *, taken: Sequence[int], admission: Admission | None
) -> Course:
    """Return what is taken by support beside projects that already are."""
    gate = Gate(vote, admission, taken)
    left = vote.budget.fen - sum(vote.projects[at].cost.fen for at in taken)
    way = Way.SUPPORT if satisfaction is Satisfaction.COST else Way.VALUE
    purchases: list[Purchase] = []
    for at in _ranked(vote, satisfaction):
        cost = vote.projects[at].cost.fen
        if at not in taken and cost <= left and gate.admits(at):
            purchases.append(Purchase(at, way))
            left -= cost
    return Course(purchases, gate.refused)


def _ranked(vote: BudgetVote, satisfaction: Satisfaction) -> list[int]:
    """Return the places of supported projects, the best first."""
    ranks: list[tuple[Fraction, str, int]] = []
    for at, project in enumerate(vote.projects):
        if votes := vote.support(project.id):
            price = 1 if satisfaction is Satisfaction.COST else project.cost.fen
            ranks.append((Fraction(price, votes), project.id, at))
    return [at for _, _, at in sorted(ranks)]
