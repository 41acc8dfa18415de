"""Residents choose: micro-projects, approval ballots, by support or by equal shares, with reasons."""

from communitygov.space.vote.admission import Admission, AllOf, AtMost, Earmarks, SiteArea
from communitygov.space.vote.ballots import Ballots, bundled
from communitygov.space.vote.budget_vote import MOST_PROJECTS, BudgetVote
from communitygov.space.vote.equal_shares import equal_shares
from communitygov.space.vote.greedy import greedy
from communitygov.space.vote.outcome import BudgetOutcome, Chosen, GroupResult, NotChosen, RaisingEnd, Way
from communitygov.space.vote.project import MicroProject
from communitygov.space.vote.rule import EQUAL_SHARES, Completion, Raising, Satisfaction

__all__ = [
    "EQUAL_SHARES",
    "MOST_PROJECTS",
    "Admission",
    "AllOf",
    "AtMost",
    "Ballots",
    "BudgetOutcome",
    "BudgetVote",
    "Chosen",
    "Completion",
    "Earmarks",
    "GroupResult",
    "MicroProject",
    "NotChosen",
    "Raising",
    "RaisingEnd",
    "Satisfaction",
    "SiteArea",
    "Way",
    "bundled",
    "equal_shares",
    "greedy",
]
