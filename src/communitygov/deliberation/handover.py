"""移交: one procedure hands a case over to another, and the new case can show where it comes from.

A case never moves from one table into another: it ends in the first, as transferred or referred, and a new
one is opened in the second.  What ties them is a fact.  It says how the first case stands, so that a table
can ask for it: a centre of mediation takes what was referred, and not what was rated.

This module knows no table.
"""

from communitygov.deliberation.condition import FactKind
from communitygov.errors import InvalidValue, Words
from communitygov.procedure.case import Case
from communitygov.procedure.fact import Fact


def handover(case: Case, *, about: str) -> Fact:
    """Return the fact that a case stands as it does, for the opening of another one.

    Parameters
    ----------
    about
        Identifier of the new case.

    Raises
    ------
    InvalidValue
        If `case` is no case.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.deliberation.snap_report import snap_report
    >>> from communitygov.organisation.actor import Actor
    >>> resident = Actor("r-1", roles={"resident"})
    >>> worker = Actor("w-07", roles={"grid_worker"}, grids={"G-1"})
    >>> at = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> case = snap_report().open("S-1", "nowhere to park", by=resident, at=at, grid="G-1")
    >>> case = snap_report().apply(case, "accept", by=worker, at=at)
    >>> why = Fact(kind="ground", about="S-1", outcome="stated", reference="N-1")
    >>> case = snap_report().apply(case, "transfer", by=worker, at=at, facts=[why])
    >>> fact = handover(case, about="LQ-1")
    >>> fact.kind, fact.outcome, fact.reference, fact.about
    ('handover', 'transferred', 'S-1', 'LQ-1')
    """
    if type(case) is not Case:
        raise InvalidValue("case", case, Words("须为 Case", "must be a Case"))
    return Fact(
        kind=FactKind.HANDOVER.value,
        about=about,
        outcome=case.state,
        reference=case.id,
        at=case.since,
        words=case.standing.words,
    )
