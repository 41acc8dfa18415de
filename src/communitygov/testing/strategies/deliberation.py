"""Hypothesis strategies for deliberation: policies, and the procedures made from them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.deliberation.five_step import FiveStepPolicy, five_step
from communitygov.procedure.procedure import Procedure


def five_step_policies(*, most: int = 4) -> st.SearchStrategy[FiveStepPolicy]:
    """Return policies with every number from 1 to `most`."""
    number = st.integers(1, most)
    return st.builds(
        FiveStepPolicy,
        sittings=number,
        objections=number,
        returns=number,
        suspensions=number,
        bad_ratings=number,
        publication_days=number,
        rating_days=number,
        sorting_workdays=number,
        listing_days=number,
        handling_days=number,
    )


def five_step_procedures() -> st.SearchStrategy[Procedure]:
    """Return standard procedures under any policy."""
    return five_step_policies().map(five_step)


#: Every public value of the topic with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {FiveStepPolicy: five_step_policies}
)
