"""What routing asks of others: where people live, who works where, what became of a grid.

`communitygov.grid.residency`, `communitygov.grid.posting` and `communitygov.grid.reorganisation` have values
that answer; so may a host application.  Nothing here is stored.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import attrs

from communitygov.core.argument import each_required, require
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.code.book import CodeBook
from communitygov.grid.hierarchy.hierarchy import GridHierarchy


class InGrid(Protocol):
    """Anything that lies in a grid: a dwelling."""

    @property
    def grid(self) -> str:
        """Code of the grid."""
        ...


class Locator(Protocol):
    """What knows who lives where: a `Residency`."""

    def dwelling(self, code: str) -> InGrid:
        """Return a dwelling; raise `UnknownName` where it is not known."""
        ...

    def grids_of(self, person: str, *, on: date | None = None) -> Sequence[str]:
        """Return the grids in which a person has a home; raise `NoDwelling` where none is known."""
        ...


class Staff(Protocol):
    """What knows who works where: a `Roster`."""

    @property
    def grid(self) -> GridHierarchy:
        """The grids."""
        ...

    def chain(self, grid: str, *, on: date | None = None, matter: str | None = None) -> Sequence[str]:
        """Return who is in charge of a grid itself, then the deputies; nobody where it is vacant."""
        ...


class Heirs(Protocol):
    """What knows what became of a grid: a `Lineage`."""

    def resolve(self, code: str, *, on: date | None = None) -> Sequence[str]:
        """Return the grids that a code stands for on a day."""
        ...


def answers(*names: str) -> Callable[[object, "attrs.Attribute[Any]", object], None]:
    """Make a check for what answers the questions that are asked of it."""
    bound = Words(f"须有 {'、'.join(names)}", f"must have {' and '.join(names)}")

    def check(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
        if isinstance(value, type) or not all(hasattr(value, name) for name in names):
            raise InvalidValue(field.name, type(value).__name__, bound)

    return check


def heirs_of(
    code: str, heirs: Heirs | Mapping[str, str | Iterable[str]], *, grid: GridHierarchy, day: date
) -> tuple[str, ...]:
    """Return what a grid stands for on a day: nothing, if it is gone and nobody says what it became."""
    codes = _heirs(code, heirs, day)
    for each in codes:
        if each not in grid and each != code:
            raise UnknownName(Words("网格", "grid"), each, tuple(grid))
    return tuple(each for each in codes if each in grid)


def _heirs(code: str, heirs: Heirs | Mapping[str, str | Iterable[str]], day: date) -> tuple[str, ...]:
    """Return what is said of the heirs of a grid."""
    if isinstance(heirs, Mapping):
        found = heirs.get(code, code)
        return (found,) if isinstance(found, str) else each_required("heirs", found, kind=str)
    lineage: Any = getattr(heirs, "lineage", heirs)  # that of holdings, and of a chronicle
    if not hasattr(lineage, "resolve"):
        bound = Words("须为沿革或对照表", "must be a lineage or a mapping")
        raise InvalidValue("heirs", type(heirs).__name__, bound)
    return tuple(lineage.resolve(code, on=day))


def as_codes(given: CodeBook | Mapping[str, str | Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return for each official code the grids that it stands for."""
    if isinstance(given, CodeBook):
        return {entry.code: given.grids(entry.code) for entry in given}
    require("codes", given, kind=Mapping)
    return {
        code: (grids,) if isinstance(grids, str) else each_required("codes", grids, kind=str)
        for code, grids in given.items()
    }
