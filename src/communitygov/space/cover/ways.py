"""What sites are worth where ways are measured: how much shorter all ways get, or the longest one."""

from collections.abc import Sequence
from typing import Any

from communitygov.core.argument import require
from communitygov.errors import InvalidValue, Words
from communitygov.space.bits import mask_of
from communitygov.space.certificate import Certificate, Sense
from communitygov.space.cover.answer import CoverAnswer, Question
from communitygov.space.cover.distance_problem import DistanceProblem
from communitygov.space.cover.greedy import Filling
from communitygov.space.cover.maximal import (
    COVER_FIXED_TOO_MANY,
    COVER_OUT_OF_REACH,
    fixed_places,
    unanswered,
)
from communitygov.space.cover.reason import Reasons
from communitygov.space.cover.search import Search

#: So many sites about a point lie together.
_ABOUT = 3

_SITES = Words("须为不小于 1 的整数", "must be a whole number of at least 1")


class MedianWorth:
    """Ways in all, weighted; a state is the way that each point has.

    Without any site everybody has a way longer than any.  Worth is the sum with a minus sign.

    Examples
    --------
    >>> worth = MedianWorth([[0, 40], [30, 0]], farthest=[50, 50])
    >>> worth.value(worth.added(worth.empty(), 0)), worth.gain([0, 40], 1)
    (-40, 40)
    """

    __slots__ = ("_farthest", "_ways")

    def __init__(self, ways: Sequence[Sequence[int]], *, farthest: Sequence[int]) -> None:
        """Take the weighted ways to each site, and what counts where there is none."""
        self._ways = ways
        self._farthest = list(farthest)

    def empty(self) -> list[int]:
        """Return that everybody has a long way."""
        return self._farthest

    def gain(self, state: list[int], site: int) -> int:
        """Return how much shorter ways would get."""
        return sum([now - way for now, way in zip(state, self._ways[site], strict=True) if now > way])

    def added(self, state: list[int], site: int) -> list[int]:
        """Return the ways with a site more."""
        return list(map(min, state, self._ways[site]))

    def value(self, state: list[int]) -> int:
        """Return the sum with a minus sign."""
        return -sum(state)


class CenterWorth(MedianWorth):
    """The longest way; worth is its length with a minus sign.

    Further sites may bring more than earlier ones here, so it serves to explain, not to search.

    Examples
    --------
    >>> worth = CenterWorth([[0, 40], [30, 0]], farthest=[50, 50])
    >>> worth.gain([0, 40], 1)
    40
    """

    __slots__ = ()

    def gain(self, state: list[int], site: int) -> int:
        """Return how much shorter the longest way would get."""
        return max(state, default=0) - max(self.added(state, site), default=0)

    def value(self, state: list[int]) -> int:
        """Return the longest way with a minus sign."""
        return -max(state, default=0)


def beside(problem: DistanceProblem) -> list[int]:
    """Return for each site the set of points that have it among the nearest few."""
    about = min(_ABOUT, len(problem.sites)) - 1
    limits = [sorted(column)[about] for column in zip(*problem.ways, strict=True)]
    return [
        mask_of((at for at, way in enumerate(row) if way <= limits[at]), len(row)) for row in problem.ways
    ]


def refused(
    question: Question, problem: DistanceProblem, *, sites: object, search: Search
) -> CoverAnswer | None:
    """Return that there is no answer, if more sites stand already than may be.

    Raises
    ------
    InvalidValue
        If the problem is none, or the number of sites is no whole number from 1.
    """
    require("problem", problem, kind=DistanceProblem)
    if type(sites) is not int or sites < 1:
        raise InvalidValue("sites", sites, _SITES)
    if len(problem.fixed) <= sites:
        return None
    facts = {"fixed": len(problem.fixed), "most": sites}
    finding = COVER_FIXED_TOO_MANY.finding(min(problem.fixed), facts)
    return unanswered(question, finding, search=search, sense=Sense.LEAST)


def told(
    problem: DistanceProblem,
    sites: Sequence[int],
    *,
    question: Question,
    certificate: Certificate,
    filling: Filling[Any],
) -> CoverAnswer:
    """Return the answer with its reasons."""
    reasons = Reasons(
        filling.worth,
        names=problem.sites,
        costs=filling.costs,
        budget=filling.budget,
        served=lambda site, chosen: _nearest(problem, site, chosen),
    )
    roles = reasons.roles(sites, fixed_places(problem))
    far = [
        point
        for point, weight, column in zip(
            problem.points, problem.weights, zip(*problem.distances, strict=True), strict=True
        )
        if weight and not any(way is not None for way in column)
    ]
    findings = [COVER_OUT_OF_REACH.finding(far[0], {"count": len(far), "point": far[0]})] if far else []
    return CoverAnswer(
        question=question,
        chosen=[role.site for role in roles],
        certificate=certificate,
        roles=roles,
        further=reasons.further(sites),
        findings=findings,
    )


def _nearest(problem: DistanceProblem, site: int, chosen: Sequence[int]) -> int:
    """Return the weight of the points that have a site nearest, the first of those equally near."""
    order = sorted(chosen)
    rows = [problem.ways[each] for each in order]
    place = order.index(site)
    nearest = (ways.index(min(ways)) for ways in zip(*rows, strict=True))
    return sum(weight for weight, at in zip(problem.weights, nearest, strict=True) if at == place)
