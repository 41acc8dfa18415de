"""One line of a table, written as it is read: from where, by which action, to where, by whom, on what.

The tables of this package are lists of such lines, so that a reader can check them with a finger on the page.
A line without a basis is the library's own.  This module knows no table.
"""

from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.procedure.requirement import Requirement
from communitygov.procedure.table import Move


def row(
    way: tuple[str, str, str],
    roles: tuple[str, ...],
    *requires: Requirement,
    basis: Citation = LIBRARY_DEFAULT,
    proxies: tuple[str, ...] = (),
) -> Move:
    """Return a line of a table.

    Parameters
    ----------
    way
        Codes of the state from which it leads, the action, and the state to which it leads.
    roles
        Codes of the roles entitled to it.
    requires
        Conditions beyond state and role.
    basis
        Where the line stands.
    proxies
        Codes of the roles that may act on behalf of somebody who is entitled.

    Examples
    --------
    >>> move = row(("reported", "accept", "handling"), ("grid_worker",))
    >>> move.source, move.action, move.target, str(move.basis)
    ('reported', 'accept', 'handling', 'library-default')
    """
    source, action, target = way
    return Move(
        action=action,
        source=source,
        target=target,
        roles=roles,
        requires=requires,
        basis=basis,
        proxies=proxies,
    )
