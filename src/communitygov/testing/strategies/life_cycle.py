"""Hypothesis strategies for the bounds of a place's life cycle."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.space.life_cycle.given_by_others import GivenByOthers
from communitygov.space.life_cycle.policy import LifeCyclePolicy
from communitygov.space.place.transformation import CoCreator
from communitygov.testing.strategies.core import identifiers, words


def life_cycle_policies(*, most: int = 4) -> st.SearchStrategy[LifeCyclePolicy]:
    """Return a strategy of policies of which each bound is at most `most`."""
    times = st.integers(1, most)
    return st.builds(
        LifeCyclePolicy,
        co_creators=st.frozensets(st.sampled_from(CoCreator)),
        redesigns=times,
        suspensions=times,
        improvements=times,
        renewals=times,
        repurposings=times,
    )


def given_by_others() -> st.SearchStrategy[GivenByOthers]:
    """Return a strategy of conditions on who gave what is handed in."""
    codes = st.lists(identifiers(), max_size=2)
    return st.builds(GivenByOthers, identifiers(), codes, named_in=codes, words=words())


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {GivenByOthers: given_by_others, LifeCyclePolicy: life_cycle_policies}
)
