"""A matter that stands somewhere and has come there: what deadlines and drawings read of it.

A `Case` is one; so is any object of the host application with these three attributes.
"""

from collections.abc import Sequence
from typing import Protocol

from communitygov.procedure.requirement import PastAction


class Placed(Protocol):
    """What is read of a matter: a `Case`, or an object of the host application."""

    @property
    def id(self) -> str:
        """Identifier of the matter."""
        ...

    @property
    def state(self) -> str:
        """Code of the state in which it is."""
        ...

    @property
    def history(self) -> Sequence[PastAction]:
        """What has been done so far, the opening first."""
        ...
