"""Community governance as checked values: deliberation, councils, grids, and what joins them.

The names below are loaded when first used; ``import communitygov`` itself loads next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communitygov.core.journal import Journal
    from communitygov.core.quantity import Quantity
    from communitygov.deliberation.five_step import five_step, five_step_literal
    from communitygov.errors import ActionRefused, CommunityGovError
    from communitygov.grid.hierarchy.hierarchy import GridHierarchy
    from communitygov.meeting.council.council import Council, four_party_council
    from communitygov.organisation.actor import Actor, Role
    from communitygov.procedure.case import Case
    from communitygov.procedure.fact import Fact
    from communitygov.procedure.procedure import Procedure

__all__ = [
    "ActionRefused",
    "Actor",
    "Case",
    "CommunityGovError",
    "Council",
    "Fact",
    "GridHierarchy",
    "Journal",
    "Procedure",
    "Quantity",
    "Role",
    "five_step",
    "five_step_literal",
    "four_party_council",
]

_HOMES = {
    "ActionRefused": "errors",
    "Actor": "organisation.actor",
    "Case": "procedure.case",
    "CommunityGovError": "errors",
    "Council": "meeting.council",
    "Fact": "procedure.fact",
    "GridHierarchy": "grid.hierarchy",
    "Journal": "core.journal",
    "Procedure": "procedure.procedure",
    "Quantity": "core.quantity",
    "Role": "organisation.actor",
    "five_step": "deliberation.five_step",
    "five_step_literal": "deliberation.five_step",
    "four_party_council": "meeting.council",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
