"""What stands beside the parts of a drawing: the names of a table in one language.

Names come from users' documents: here they are brought onto one line; each format escapes them itself.
"""

from collections.abc import Iterable
from typing import NamedTuple

from communitygov.core.terms import Term
from communitygov.errors import Language, Words
from communitygov.procedure.drawing.lettering import plain
from communitygov.procedure.table import Move, Opening, State, Table

_COMMA = Words("、", ", ")
_TITLE = Words("{}，第 {} 版", "{}, version {}")
_IN_BRACKETS = Words("{}（{}）", "{} ({})")
_PROXY = Words("{}可代", "{} as proxy")
_BESIDE = Words("{}，{}", "{}, {}")
_NOBODY = "—"


class Captions(NamedTuple):
    """The names of a table in one language.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> table = five_step_literal().table
    >>> Captions(table, "zh").arrow(table.moves[0])
    '网格理事（网格员）'
    """

    table: Table
    language: Language

    def of(self, named: Term | State) -> str:
        """Return the name of a term or state, or its code if nothing of the name can be seen."""
        return plain(named.label(self.language)) or named.code

    def title(self) -> str:
        """Return the name of the table, and which version of it this is."""
        return _TITLE.say(self.language).format(self.of(self.table.name), self.table.version)

    def action(self, line: Move | Opening) -> str:
        """Return the name of the action of a line."""
        return self.of(self.table.action(line.action))

    def roles(self, line: Move | Opening) -> str:
        """Return the names of the roles of a line, and of those who may act on their behalf."""
        names, proxies = self._joined(line.roles) or _NOBODY, self.proxies(line)
        return _BESIDE.say(self.language).format(names, proxies) if proxies else names

    def proxies(self, line: Move | Opening) -> str:
        """Return who may take a line on behalf of somebody entitled to it; empty if nobody may."""
        names = self._joined(line.proxies)
        return names and _PROXY.say(self.language).format(names)

    def arrow(self, line: Move | Opening) -> str:
        """Return what stands beside an arrow: the action and who may take it."""
        return _IN_BRACKETS.say(self.language).format(self.action(line), self.roles(line))

    def target(self, line: Move | Opening) -> str:
        """Return the name of the state to which a line leads."""
        return self.of(self.table.state(line.target))

    def _joined(self, roles: Iterable[str]) -> str:
        """Return the names of roles."""
        return _COMMA.say(self.language).join(self.of(self.table.role(role)) for role in roles)
