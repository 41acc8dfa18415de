"""Front door of the choice of sites (选址): which few cover most, which cover all, which lie near.

Read in this order: `problem`, `maximal`, `answer`; then how it is searched: `greedy`, `refill`,
`relaxation`, `branching`, `solving`.
"""

from communitygov.space.cover.answer import CoverAnswer, Further, Question, SiteRole
from communitygov.space.cover.center import p_center
from communitygov.space.cover.covering import set_cover
from communitygov.space.cover.distance_problem import DistanceProblem
from communitygov.space.cover.maximal import maximal_cover
from communitygov.space.cover.median import p_median
from communitygov.space.cover.problem import CoverProblem
from communitygov.space.cover.search import Engine, Search

__all__ = [
    "CoverAnswer",
    "CoverProblem",
    "DistanceProblem",
    "Engine",
    "Further",
    "Question",
    "Search",
    "SiteRole",
    "maximal_cover",
    "p_center",
    "p_median",
    "set_cover",
]
