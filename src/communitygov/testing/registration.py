"""Tell Hypothesis which strategy makes which value, so that ``st.from_type(Case)`` works unimported.

Without it Hypothesis would build the classes from their annotations and run into their checks.  The package's
entry point calls `register` at the end of every ``import hypothesis``; ``HYPOTHESIS_NO_PLUGINS=1`` turns that
off.  Strategies are imported when the first one is asked for, not before: whoever imports them has hypothesis
half imported at that moment.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from communitygov.core.document import kinds

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

#: Where the values are, and where their strategies are.
_TOPICS = (
    "core",
    "organisation",
    "procedure",
    "deliberation",
    "meeting",
    "grid",
    "space",
    "programme",
    "casebook",
    "interchange",
)
_STRATEGIES = (
    "core",
    "organisation",
    "procedure",
    "deliberation",
    "grid",
    "audience",
    "audit",
    "ballot",
    "board",
    "brief",
    "casebook",
    "catalogue",
    "checklist",
    "circle",
    "coded_log",
    "conformance",
    "council",
    "cover",
    "date_span",
    "deadline",
    "decision",
    "delineation",
    "diagnosis",
    "funding",
    "geometry",
    "grid_code",
    "grid_level",
    "hazard",
    "history",
    "honour",
    "hours",
    "league",
    "life_cycle",
    "minutes",
    "mix",
    "open311",
    "operation",
    "opportunity",
    "orders",
    "place",
    "portfolio",
    "posting",
    "project",
    "quality",
    "quantity",
    "rating",
    "reorganisation",
    "residency",
    "resolution",
    "routing",
    "selection",
    "sitting",
    "standard",
    "statute",
    "timetable",
    "volunteer",
    "vote",
    "worktime",
)


@cache
def strategy_table() -> Mapping[type, Callable[[], "SearchStrategy[Any]"]]:
    """Return every public value with what makes a strategy for it.

    Examples
    --------
    >>> from communitygov.organisation.actor import Actor
    >>> Actor in strategy_table()
    True
    """
    modules = (import_module(f"communitygov.testing.strategies.{name}") for name in _STRATEGIES)
    return {kind: make for module in modules for kind, make in module.STRATEGIES.items()}


def register() -> None:
    """Register a strategy for every kind of value with Hypothesis.

    Examples
    --------
    >>> from hypothesis import find, strategies as st
    >>> from communitygov.organisation.actor import Actor
    >>> register()
    >>> find(st.from_type(Actor), lambda actor: True).roles
    frozenset()
    """
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415  it is just being imported

    for topic in _TOPICS:
        front = import_module(f"communitygov.{topic}")
        for name in front.__all__:  # some front doors load a name when it is first used
            getattr(front, name)
    for kind in list(kinds().values()):
        if kind.__module__.startswith("communitygov."):
            register_type_strategy(kind, _strategy_of)


def _strategy_of(kind: type) -> "SearchStrategy[Any]":
    """Return the strategy of a kind of value."""
    return strategy_table()[kind]()
