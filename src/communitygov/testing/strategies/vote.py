"""Strategies for votes on micro-projects: projects, ballots, votes, conditions and outcomes.

Examples
--------
>>> from hypothesis import find
>>> find(budget_votes(), lambda vote: vote.voters > 0).ballots
(Ballots(approved=(), voters=1, group=''),)
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.space.vote.admission import AtMost, Earmarks, SiteArea
from communitygov.space.vote.ballots import Ballots
from communitygov.space.vote.budget_vote import BudgetVote
from communitygov.space.vote.equal_shares import equal_shares
from communitygov.space.vote.outcome import BudgetOutcome, Chosen, GroupResult, NotChosen
from communitygov.space.vote.project import MicroProject
from communitygov.space.vote.rule import Completion, Raising, Satisfaction
from communitygov.testing.strategies.core import identifiers, texts
from communitygov.testing.strategies.funding import sources

#: Short ids, so that projects, ballots and conditions meet.
_IDS = tuple("abcdefgh")
_SITES, _KINDS, _GROUPS = ("", "roof", "yard"), ("", "green", "works"), ("", "LQ-1", "LQ-2")


def micro_projects(*, ids: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[MicroProject]:
    """Return a strategy of micro-projects."""
    return st.builds(
        MicroProject,
        identifiers() if ids is None else ids,
        texts(),
        cost=st.integers(1, 1_000).map(Money),
        kind=st.sampled_from(_KINDS),
        site=st.sampled_from(_SITES),
        area=st.integers(0, 100),
    )


def ballots(*, among: tuple[str, ...] = _IDS) -> st.SearchStrategy[Ballots]:
    """Return a strategy of bundles of equal ballots."""
    chosen = st.sets(st.sampled_from(among), max_size=5) if among else st.just(set[str]())
    return st.builds(Ballots, chosen.map(sorted), st.integers(1, 9), group=st.sampled_from(_GROUPS))


@st.composite
def budget_votes(draw: st.DrawFn, *, projects: int = 6, bundles: int = 8) -> BudgetVote:
    """Make a vote of a few projects."""
    ids = draw(st.lists(st.sampled_from(_IDS), max_size=projects, unique=True))
    made = [draw(micro_projects(ids=st.just(id_))) for id_ in ids]
    cast = draw(st.lists(ballots(among=tuple(ids)), max_size=bundles))
    return BudgetVote.of(made, budget=Money(draw(st.integers(0, 4_000))), ballots=cast)


def at_mosts() -> st.SearchStrategy[AtMost]:
    """Return a strategy of exclusions."""
    projects = st.lists(st.sampled_from(_IDS), max_size=4)
    return st.builds(AtMost, st.integers(1, 3), projects)


def site_areas() -> st.SearchStrategy[SiteArea]:
    """Return a strategy of grounds with an area."""
    return st.builds(SiteArea, st.sampled_from(_SITES[1:]), st.integers(0, 200))


def earmarks() -> st.SearchStrategy[Earmarks]:
    """Return a strategy of earmarked money."""
    return st.builds(Earmarks, st.lists(sources(), max_size=3))


def raisings() -> st.SearchStrategy[Raising]:
    """Return a strategy of how shares are raised."""
    return st.builds(Raising, step=st.none() | st.integers(1, 500).map(Money), most=st.integers(1, 20))


def budget_outcomes() -> st.SearchStrategy[BudgetOutcome]:
    """Return a strategy of outcomes, each what a vote came to."""
    return st.builds(
        equal_shares,
        budget_votes(),
        satisfaction=st.sampled_from(Satisfaction),
        completion=st.sampled_from(Completion),
        raising=raisings(),
    )


def _parts(kind: str) -> Callable[[], st.SearchStrategy[Any]]:
    """Return what makes a strategy of the parts of outcomes."""
    return lambda: (
        budget_outcomes()
        .filter(lambda each: bool(getattr(each, kind)))
        .map(lambda each: getattr(each, kind)[0])
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        AtMost: at_mosts,
        Ballots: ballots,
        BudgetOutcome: budget_outcomes,
        BudgetVote: budget_votes,
        Chosen: _parts("chosen"),
        Earmarks: earmarks,
        GroupResult: _parts("groups"),
        MicroProject: micro_projects,
        NotChosen: _parts("not_chosen"),
        Raising: raisings,
        SiteArea: site_areas,
    }
)
