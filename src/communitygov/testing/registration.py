"""Tell Hypothesis which strategy makes which value, so that ``st.from_type(Case)`` works unimported.

Without it Hypothesis would build the classes from their annotations and run into their checks.  The package's
entry point calls `register` whenever hypothesis is imported; ``HYPOTHESIS_NO_PLUGINS=1`` turns that off.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.testing.strategies import (
    core,
    deliberation,
    grid,
    meeting,
    organisation,
    procedure,
    quantity,
    worktime,
)

_TOPICS = (core, quantity, worktime, organisation, procedure, deliberation, meeting, grid)

#: Every public value with what makes a strategy for it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {kind: make for topic in _TOPICS for kind, make in topic.STRATEGIES.items()}
)


def register() -> None:
    """Register the strategy of every public value with Hypothesis; each is made when first asked for.

    Examples
    --------
    >>> from hypothesis import find, strategies as st
    >>> from communitygov.organisation.actor import Actor
    >>> register()
    >>> find(st.from_type(Actor), lambda actor: True).roles
    frozenset()
    """
    for kind, make in STRATEGIES.items():
        st.register_type_strategy(kind, _maker(make))


def _maker(make: Callable[[], st.SearchStrategy[Any]]) -> Callable[[object], st.SearchStrategy[Any]]:
    """Return what Hypothesis calls with the type it is asked for."""
    return lambda _kind: make()
