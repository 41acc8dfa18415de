"""The moves that time makes: which of them may be taken now.

Nothing runs in the background.  A host application asks as often as it likes, such as once a night, and takes
the moves it is told of; each leaves a record like any other action.

This module decides nothing; `communitygov.procedure.conduct` does.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.procedure.conduct import Conduct, Option, check_pinned, known_state
from communitygov.procedure.placed import Standing, several
from communitygov.procedure.requirement import attempted

#: Who takes the moves of time: a role, and nobody in particular.
CLOCK = Actor("clock", roles={Role.CLOCK})

Matter = TypeVar("Matter", bound=Standing)


def clock_moves(
    conduct: Conduct, cases: Iterable[Matter], *, now: datetime
) -> tuple[tuple[Matter, Option], ...]:
    """Return each matter with each action that the clock may take for it now, in the order of the matters.

    Raises
    ------
    InvalidValue
        If `now` has no time zone, a case was opened under another procedure, an object lacks what is read of
        it, or there is but one and no collection.
    UnknownName
        If an object is in a state that the table does not have.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> procedure = five_step()
    >>> case = walked(procedure, (0, 0))  # awaits its rating since 4 May 2023
    >>> clock_moves(procedure.conduct, [case], now=datetime.fromisoformat("2023-05-11T12:00Z"))
    ()
    >>> now = datetime.fromisoformat("2023-05-12T00:00Z")
    >>> for case, option in clock_moves(procedure.conduct, [case], now=now):
    ...     option.label("zh"), procedure.apply(case, option.action, by=CLOCK, at=now).state
    ('逾期未评', 'unrated')
    """
    attempt = attempted("", CLOCK, at=now, facts=())
    ticking = {move.source for move in conduct.book.table.moves if Role.CLOCK in move.roles}
    found: list[tuple[Matter, Option]] = []
    for case in several("cases", cases):
        if isinstance(case, Case):
            check_pinned(conduct.book, case)
        if known_state(conduct.book, case) in ticking:
            options = conduct.options(case, attempt)
            found.extend((case, option) for option in options if option.is_allowed)
    return tuple(found)
