"""The outcome of a vote, written from its course: why each project was taken or not, and what groups have."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from communitygov.core.finding import Finding
from communitygov.core.money import Money
from communitygov.space.vote.budget_vote import BudgetVote
from communitygov.space.vote.course import Course, Purchase
from communitygov.space.vote.outcome import BudgetOutcome, Chosen, GroupResult, NotChosen, Payment
from communitygov.space.vote.rule import (
    BUDGET_SHORT,
    RAISED_SHORT,
    SUPPORTERS_SHORT,
    WITHOUT_SUPPORT,
    Satisfaction,
)


def reported(vote: BudgetVote, course: Course, *, rule: str, satisfaction: Satisfaction) -> BudgetOutcome:
    """Return the outcome of a course."""
    chosen = [_chosen(vote, each) for each in course.purchases]
    taken = {each.project for each in course.purchases}
    return BudgetOutcome(
        rule=rule,
        satisfaction=satisfaction,
        budget=vote.budget,
        voters=vote.voters,
        chosen=chosen,
        not_chosen=[_lost(vote, at, course) for at in range(len(vote.projects)) if at not in taken],
        groups=list(_groups(vote, chosen)),
        raises=course.raises,
        raising_ended=course.ended,
    )


def _chosen(vote: BudgetVote, purchase: Purchase) -> Chosen:
    """Return a purchase with its reasons."""
    project = vote.projects[purchase.project]
    return Chosen(
        project=project.id,
        cost=project.cost,
        supporters=vote.support(project.id),
        way=purchase.way,
        price=purchase.price,
        paid=_to_the_fen(purchase.paid),
    )


def _to_the_fen(paid: Mapping[str, Fraction]) -> list[Payment]:
    """Return what groups paid in whole fen, the largest parts of a fen rounded up; the sum stays the same."""
    whole = {group: int(amount) for group, amount in paid.items()}
    left = int(sum(paid.values())) - sum(whole.values())
    by_part = sorted(paid, key=lambda group: (whole[group] - paid[group], group))
    for group in by_part[:left]:
        whole[group] += 1
    return [(group, Money(whole[group])) for group in sorted(whole)]


def _lost(vote: BudgetVote, at: int, course: Course) -> NotChosen:
    """Return a project that was not taken, with everything that spoke against it."""
    project = vote.projects[at]
    return NotChosen(
        project=project.id,
        cost=project.cost,
        supporters=vote.support(project.id),
        reasons=tuple(_reasons(vote, at, course)),
    )


def _reasons(vote: BudgetVote, at: int, course: Course) -> Iterator[Finding]:
    """Yield what spoke against a project."""
    project = vote.projects[at]
    support, left = vote.support(project.id), vote.budget.fen - course.cost(vote)
    if not support:
        yield WITHOUT_SUPPORT.finding(project.id, {"project": project.id})
    elif at in course.held and course.held[at] < project.cost.fen:
        yield _short(vote, at, course)
    if left < project.cost.fen:
        facts = {"project": project.id, "cost": str(project.cost), "left": str(Money(left))}
        yield BUDGET_SHORT.finding(project.id, facts)
    yield from course.refused.get(at, ())


def _short(vote: BudgetVote, at: int, course: Course) -> Finding:
    """Say how far the supporters of a project were from paying for it.

    Raised shares are more money than there is, so what is left of them is told as what would have been left.
    """
    project, held = vote.projects[at], Money(int(course.held[at]))
    facts = {
        "project": project.id,
        "supporters": str(vote.support(project.id)),
        "held": str(held),
    }
    if course.share is None:
        return SUPPORTERS_SHORT.finding(project.id, {**facts, "short": str(project.cost - held)})
    raised = {"share": str(Money(int(course.share))), "cost": str(project.cost)}
    return RAISED_SHORT.finding(project.id, {**facts, **raised})


def _groups(vote: BudgetVote, chosen: list[Chosen]) -> Iterator[GroupResult]:
    """Yield what the voters of each group have of the outcome."""
    costs = {each.project: each.cost.fen for each in chosen}
    for group in vote.groups:
        bundles = [each for each in vote.ballots if each.group == group]
        won_by = {won for each in bundles for won in each.approved if won in costs}
        wins = [(costs[won], each.voters) for each in bundles for won in each.approved if won in costs]
        paid = (dict(each.paid).get(group, Money(0)) for each in chosen)
        voters = sum(each.voters for each in bundles)
        yield GroupResult(
            group=group,
            voters=voters,
            part=Money(vote.budget.fen * voters // vote.voters),
            projects=sorted(won_by),
            approvals=sum(many for _, many in wins),
            worth=Money(sum(cost * many for cost, many in wins)),
            paid=Money.total(paid),
        )
