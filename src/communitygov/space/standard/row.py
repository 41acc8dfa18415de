"""Requirements written as rows of a table, as the presets of the library are.

This module knows no figure.
"""

from fractions import Fraction
from typing import NamedTuple

from communitygov.core.terms import TermEnum
from communitygov.space.standard.figure import StandardFigure
from communitygov.space.standard.requirement import StandardRequirement
from communitygov.space.standard.term import BuildKind, FigureCheck, Force, RequirementKind

#: What is known of a figure that nobody read.
FROM_MEMORY = "not read anywhere; from general knowledge"


class Row(NamedTuple):
    """One figure: of which function, what, how much, where it was read; not read, if nowhere."""

    function: str
    kind: RequirementKind
    low: int | Fraction | None
    high: int | Fraction | None
    read_at: str = ""
    level: TermEnum | None = None
    clause: str = ""
    force: Force = Force.SHALL
    build: BuildKind | None = None
    ending: str = ""

    def requirement(self) -> StandardRequirement:
        """Return it as a requirement; its code is made of function, kind, level and ending."""
        parts = (self.function, self.kind.value, self.level or "", self.build or "", self.ending)
        check = FigureCheck.COPY if self.read_at else FigureCheck.UNVERIFIED
        return StandardRequirement(
            ".".join(part for part in parts if part),
            function=self.function,
            kind=self.kind,
            figure=StandardFigure(self.low, self.high, read_at=self.read_at or FROM_MEMORY, check=check),
            clause=self.clause,
            level=None if self.level is None else self.level.term,
            force=self.force,
            build=self.build,
        )


def present(functions: str, read_at: str, *, force: Force = Force.SHALL) -> list[Row]:
    """Return a row for each function of a list that asks for it to be there."""
    return [
        Row(function, RequirementKind.PRESENT, None, None, read_at, force=force)
        for function in functions.split()
    ]
