"""Which colour a role has in a drawing.

Eight dark colours, each readable as text on white; after eight roles they come again with dashes, after
sixteen with dots.  What several roles may do, or none, is drawn in slate; what joins one state seen twice, in
slate dots.
"""

from collections.abc import Mapping
from itertools import cycle
from typing import NamedTuple

from communitygov.procedure.table import Table

COLOURS = ("#0a7350", "#1b5fb4", "#b24a00", "#b8193a", "#6b3fa0", "#00707d", "#7a5d00", "#a3267e")
STROKES = ("solid", "dashed", "dotted")


class Ink(NamedTuple):
    """A colour, as in CSS, and a stroke: ``"solid"``, ``"dashed"`` or ``"dotted"``."""

    colour: str
    stroke: str = STROKES[0]


#: The ink of lines that several roles may take, or none, and of those that join one state seen twice.
SHARED, JOINING = Ink("#414b5a"), Ink("#414b5a", "dotted")

_INKS = tuple(Ink(colour, stroke) for stroke in STROKES for colour in COLOURS)


class Palette(NamedTuple):
    """The inks of a table's roles.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> palette = Palette.of(five_step().table)
    >>> palette.ink(("resident",)).colour, palette.ink(("resident", "convener")) is SHARED
    ('#0a7350', True)
    """

    inks: Mapping[str, Ink]

    @classmethod
    def of(cls, table: Table) -> "Palette":
        """Give each role of a table its ink, in their order."""
        codes = dict.fromkeys(role.code for role in table.roles)
        return cls(dict(zip(codes, cycle(_INKS), strict=False)))

    def ink(self, roles: tuple[str, ...] | None) -> Ink:
        """Return the ink of a line that these roles may take, or of one that joins one state seen twice."""
        if roles is None:
            return JOINING
        return self.inks[roles[0]] if len(roles) == 1 else SHARED
