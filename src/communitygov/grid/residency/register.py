"""The register of people and dwellings (人房台账) behind a residency: what it holds, how it is written.

Everything is kept in the order of its codes, so that the same register is the same value, whatever order it
came in.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Self, TypeVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.canonical import Document, Json, Limits
from communitygov.core.checks import counted, hidden, one_of
from communitygov.core.document import Value, opened
from communitygov.core.workcalendar import plain_day
from communitygov.errors import DocumentError, Words
from communitygov.grid.hierarchy.day_error import DatedHierarchy
from communitygov.grid.hierarchy.edge import BASE
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.residency.binding import Bindings
from communitygov.grid.residency.care import CareTag
from communitygov.grid.residency.document import (
    care_key,
    dwelling_key,
    read_care,
    read_dwellings,
    read_tenures,
    require_order,
    tenure_key,
    write_care,
    write_dwellings,
    write_tenures,
)
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.tenure import Tenure

#: A residency is a larger document than most.
LIMITS = Limits(size=128 * 1024 * 1024)

T = TypeVar("T")
_KEYS = ("grid", "dwellings", "tenures", "care")


def _as_dwellings(given: Iterable[Dwelling]) -> tuple[Dwelling, ...]:
    """Return dwellings in their order; what is of another type is refused by its type alone."""
    return tuple(sorted(each_required("dwellings", given, kind=Dwelling), key=dwelling_key))


def _as_tenures(given: Iterable[Tenure]) -> tuple[Tenure, ...]:
    """Return tenures in their order; what is of another type is refused by its type alone."""
    return tuple(sorted(each_required("tenures", given, kind=Tenure), key=tenure_key))


def _as_care(given: Iterable[CareTag]) -> tuple[CareTag, ...]:
    """Return care tags in their order; what is of another type is refused by its type alone."""
    return tuple(sorted(each_required("care", given, kind=CareTag), key=care_key))


@attrs.frozen
class Register(Value):
    """Dwellings on a hierarchy of grids, tenures of people, care tags; `Residency` asks the questions."""

    grid: GridHierarchy = attrs.field(
        validator=one_of(GridHierarchy), repr=lambda grid: f"‹{len(grid)} grids›"
    )
    dwellings: tuple[Dwelling, ...] = attrs.field(kw_only=True, converter=_as_dwellings, repr=counted)
    tenures: tuple[Tenure, ...] = attrs.field(default=(), kw_only=True, converter=_as_tenures, repr=counted)
    care: tuple[CareTag, ...] = attrs.field(default=(), kw_only=True, converter=_as_care, repr=hidden)

    # ------------------------------------------------------------------------- in and out

    def to_document(self) -> Document:
        """Return the residency as plain JSON data, one row a dwelling, a tenure and a care tag.

        The document holds who is under care, unless you write `without_care` instead.
        """
        return {
            "$kind": self.document_kind,
            "schema": self.document_schema,
            "grid": self.grid.to_document(),
            "dwellings": write_dwellings(self.dwellings),
            "tenures": write_tenures(self.tenures),
            "care": write_care(self.care),
        }

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read the residency back; rows in another order than they are written are refused."""
        fields = opened(cls, document, keys=_KEYS)
        residency = cls(
            _read("grid", fields, GridHierarchy.from_document),
            dwellings=_read("dwellings", fields, read_dwellings),
            tenures=_read("tenures", fields, read_tenures),
            care=_read("care", fields, read_care),
        )
        written = residency.to_document()
        for name in _KEYS[1:]:
            require_order(name, fields[name], written=written[name])
        return residency

    @classmethod
    def from_json(cls, source: str | bytes, *, limits: Limits = LIMITS) -> Self:
        """Read the residency from JSON text, of up to 128 MiB unless told otherwise."""
        return super().from_json(source, limits=limits)

    # ------------------------------------------------------------------------- looked up

    def grid_on(self, on: date | None) -> GridHierarchy:
        """Return the hierarchy as it is on a day; the last few days are kept.

        Raises
        ------
        DatedHierarchy
            If no day is given and the hierarchy changes with time.
        """
        if on is not None:
            plain_day("on", on)
        if not self.grid.is_dated:
            return self.grid
        if on is None:
            raise DatedHierarchy(BASE, self.grid.days)
        return self.grid.as_of(on)

    def _repr_html_(self) -> str:
        """Show counts in a notebook, and nobody."""
        rows = (
            (Words("网格", "grids"), len(self.grid)),
            (Words("房屋", "dwellings"), len(self._bindings.dwellings)),
            (Words("居民", "people with a tenure"), len(self._bindings.by_person)),
            (Words("人房关系", "tenures"), len(self.tenures)),
        )
        cells = "".join(f"<tr><td>{words.zh} {words.en}</td><td>{count:,}</td></tr>" for words, count in rows)
        return f"<table><caption>人房关系 Residency</caption><tbody>{cells}</tbody></table>"

    @cached_property
    def _bindings(self) -> Bindings:
        return Bindings.of(self.dwellings, self.tenures)

    @cached_property
    def _care_of(self) -> dict[str, list[CareTag]]:
        found: dict[str, list[CareTag]] = {}
        for each in self.care:
            found.setdefault(each.person, []).append(each)
        return found


def _read(name: str, fields: Document, read: Callable[[Json], T]) -> T:
    """Read one field of a document, and say where what fails stands."""
    try:
        return read(fields[name])
    except DocumentError as error:
        raise error.under(f".{name}") from error.__cause__
