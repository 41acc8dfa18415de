"""What a history is verified by: procedures and plans, each found by what a record says of it.

This module verifies nothing: `communitygov.procedure.history.verification`.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from communitygov.core.argument import each_required
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.procedure import Procedure
from communitygov.procedure.rulebook import Rulebook


class Shelf(NamedTuple):
    """Procedures and plans, each where it is found.

    Parameters
    ----------
    procedures, plans
        Procedures by their identities, and plans by their digests.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> list(Shelf.of([five_step()], plans=()).procedures) == [five_step().identity]
    True
    >>> Shelf.of(["five_step@1"], plans=())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: procedures: 'str' will not do; it must be a Procedure. [INVALID_VALUE]
    """

    procedures: Mapping[str, Procedure]
    plans: Mapping[str, Migration]

    @classmethod
    def of(cls, procedures: Iterable[Procedure], plans: Iterable[Migration]) -> "Shelf":
        """Put procedures and plans where they are found."""
        return cls(
            {each.identity: each for each in each_required("procedures", procedures, kind=Procedure)},
            {each.digest: each for each in each_required("plans", plans, kind=Migration)},
        )

    def book(self, identity: str) -> Rulebook | None:
        """Return the compiled table of a procedure; none if it is not given."""
        found = self.procedures.get(identity)
        return found.conduct.book if found else None
