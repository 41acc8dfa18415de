"""Hypothesis strategies for deliberation: policies, and the procedures made from them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.deliberation.five_step import five_step
from communitygov.deliberation.five_step_policy import FiveStepPolicy, HandlingStart
from communitygov.deliberation.rating import RatingPolicy
from communitygov.organisation.actor import Role
from communitygov.procedure.procedure import Procedure


def five_step_policies(*, most: int = 4) -> st.SearchStrategy[FiveStepPolicy]:
    """Return policies with every number from 1 to `most`, and bad ratings as the sittings allow."""
    sittings = st.integers(1, most)
    return sittings.flatmap(lambda number: _with_sittings(number, most=most))


def _with_sittings(sittings: int, *, most: int) -> st.SearchStrategy[FiveStepPolicy]:
    """Return policies with so many sittings."""
    number = st.integers(1, most)
    return st.builds(
        FiveStepPolicy,
        sittings=st.just(sittings),
        objections=number,
        returns=number,
        suspensions=number,
        extensions=number,
        bad_ratings=st.integers(1, min(most, sittings + 1)),
        publication_days=number,
        handling_start=st.sampled_from(HandlingStart),
        rating=number.map(lambda days: RatingPolicy(lapse_days=days)),
        sorting_workdays=number,
        listing_days=number,
        handling_days=number,
        extension_days=number,
        proxies=st.sampled_from(((), (Role.GRID_WORKER,))),
    )


def five_step_procedures() -> st.SearchStrategy[Procedure]:
    """Return standard procedures under any policy."""
    return five_step_policies().map(five_step)


#: Every public value of the topic with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {FiveStepPolicy: five_step_policies}
)
