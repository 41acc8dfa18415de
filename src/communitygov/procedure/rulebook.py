"""A table compiled for conduct: each (state, action) with who may take it, on what conditions, and where to.

Compiling looks every code up once, so that taking an action looks up one line and no more.

This module decides nothing; `communitygov.procedure.conduct` does.
"""

from collections.abc import Mapping

import attrs

from communitygov.organisation.actor import Actor
from communitygov.procedure.case import Deed, Landing
from communitygov.procedure.requirement import Names, Requirement
from communitygov.procedure.table import Move, Opening, Table


@attrs.frozen(eq=False)
class Line:
    """One compiled move: who may take it, and for whom, on what conditions, and where it lands.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> line = Rulebook.of(five_step_literal().table, identity="demo").lines["raised", "sort"]
    >>> sorted(line.roles), line.first.state.code
    (['grid_worker'], 'sorted')
    """

    roles: frozenset[str]
    proxies: frozenset[str]
    requires: tuple[Requirement, ...]
    first: Landing
    others: tuple[tuple[str, Landing], ...]

    def landing(self, by: Actor) -> Landing:
        """Return where the line lands: in the first of its roles that is held, or else in its first."""
        if by.on_behalf_of is None and self.first.deed.role not in by.roles:
            for role, landing in self.others:
                if role in by.roles:
                    return landing
        return self.first


@attrs.frozen(kw_only=True, eq=False)
class Rulebook:
    """A table compiled for conduct: each (state, action) with its line.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> book = Rulebook.of(five_step_literal().table, identity="demo")
    >>> sorted(book.lines)[0]
    ('deliberated', 'handle')
    """

    table: Table
    identity: str
    actions: frozenset[str]
    names: Names
    lines: Mapping[tuple[str, str], Line]
    opening: Line

    @classmethod
    def of(cls, table: Table, *, identity: str) -> "Rulebook":
        """Compile a table; `identity` is what its cases are pinned to."""
        return cls(
            table=table,
            identity=identity,
            actions=frozenset(action.code for action in table.actions),
            names={action.code: action.words for action in table.actions},
            lines={(move.source, move.action): _line(table, move) for move in table.moves},
            opening=_line(table, table.opening),
        )


def _line(table: Table, move: Move | Opening) -> Line:
    """Compile one move, or the opening."""
    source = move.source if isinstance(move, Move) else ""
    state = table.state(move.target)
    roles, proxies = tuple(map(str.__str__, move.roles)), frozenset(map(str.__str__, move.proxies))
    landings = [Landing(Deed(role, move.action, source, move.target), state) for role in roles]
    others = tuple(zip(roles[1:], landings[1:], strict=True))
    return Line(frozenset(roles), proxies, move.requires, landings[0], others)
