"""How a history falls into stretches (段), each made under one procedure.

A case is pinned to a procedure when it is opened, and again by each migration, whose record says
from which procedure to which and by which plan.  That record ends one stretch and begins the next.

This module does not ask whether a record is allowed: `communitygov.procedure.history.verification`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from communitygov.core.argument import require
from communitygov.procedure.case import MIGRATE, Case, Record
from communitygov.procedure.fact import Fact

#: Kind of the fact that a migration shows: its giver is the procedure left, its outcome the one taken up, its
#: reference the digest of the plan.
MIGRATION = "migration"


class Stretch(NamedTuple):
    """Records that were made one after another under one procedure; a migration ends one.

    Parameters
    ----------
    procedure
        Identity of the procedure.
    records
        The records; the migration that leads away is the last of them.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> [(part.procedure[:11], len(part.records)) for part in stretches(walked(five_step(), (0, 0)))]
    [('five_step@1', 3)]
    """

    procedure: str
    records: tuple[Record, ...]


def migration_of(record: Record) -> Fact | None:
    """Return the fact that makes a record a migration of its case; none for any other record."""
    if record.action != MIGRATE:
        return None
    own = (fact for fact in record.facts if fact.kind == MIGRATION and fact.about == record.case_id)
    return next(own, None)


def first_procedure(records: Iterable[Record], *, last: str) -> str:
    """Return the identity of the procedure under which a case was opened; `last` if it never migrated."""
    for record in records:
        fact = migration_of(record)
        if fact is not None:
            return fact.giver or last
    return last


def stretches(case: Case) -> tuple[Stretch, ...]:
    """Return the history of a case by the procedures under which it was made."""
    require("case", case, kind=Case)
    pin = first_procedure(case.history, last=case.procedure)
    found: list[Stretch] = []
    begun = 0
    for seq, record in enumerate(case.history):
        fact = migration_of(record)
        if fact is not None:
            found.append(Stretch(pin, case.history[begun : seq + 1]))
            pin, begun = fact.outcome, seq + 1
    return (*found, Stretch(pin, case.history[begun:]))
