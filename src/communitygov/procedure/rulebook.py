"""A table compiled for conduct: each (state, action) with who may take it, on what conditions, and where to.

Compiling looks every code up once, so that taking an action looks up one line and no more.

This module decides nothing; `communitygov.procedure.conduct` does.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import attrs

from communitygov.procedure.case import Deed, Landing
from communitygov.procedure.requirement import Names, Requirement
from communitygov.procedure.table import Move, Opening, Table


class Line(NamedTuple):
    """One compiled move."""

    roles: frozenset[str]
    requires: tuple[Requirement, ...]
    landings: tuple[tuple[str, Landing], ...]

    def landing(self, held: AbstractSet[str]) -> Landing:
        """Return where the line lands, in the first of its roles that is held, or else in its first."""
        for role, landing in self.landings:
            if role in held:
                return landing
        return self.landings[0][1]


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
    codes = tuple(str.__str__(role) for role in move.roles)
    landings = tuple((role, Landing(Deed(role, move.action, source, move.target), state)) for role in codes)
    return Line(frozenset(codes), move.requires, landings)
