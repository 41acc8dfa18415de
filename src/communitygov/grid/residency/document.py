"""How a residency is written: one short row a dwelling, a tenure and a care tag.

A row is a list, so that a hundred thousand dwellings make some megabytes and not some dozen.  Rows stand in
order; a document with rows in another order is refused, because it would be written otherwise.

What is wrong with a row of a tenure or a care tag is told without what the row says.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeAlias, TypeVar

import attrs

from communitygov.core.canonical import Json, fault
from communitygov.core.checks import hidden
from communitygov.core.codec import codec_of
from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.geometry.point import Point
from communitygov.grid.residency.care import CareTag
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.tenure import Tenure, TenureRole

V = TypeVar("V", Dwelling, Tenure, CareTag)
Place: TypeAlias = tuple[int, int] | None
#: Identifier, grid, building, entrance, point.
DwellingRow: TypeAlias = tuple[str, str, str, str, Place]
#: Person, dwelling, role, first day, day after the last.
TenureRow: TypeAlias = tuple[str, str, TenureRole, date | None, date | None]
#: Person, group, first day, day after the last.
CareRow: TypeAlias = tuple[str, str, date | None, date | None]

_DWELLINGS = codec_of(tuple[tuple[str, str, str, str, tuple[int, int] | None], ...])
_TENURES = codec_of(tuple[tuple[str, str, TenureRole, date | None, date | None], ...])
_CARE = codec_of(tuple[tuple[str, str, date | None, date | None], ...])


def write_dwellings(dwellings: Iterable[Dwelling]) -> Json:
    """Return the rows of dwellings."""
    return _DWELLINGS.encode([_dwelling_row(each) for each in dwellings])


def write_tenures(tenures: Iterable[Tenure]) -> Json:
    """Return the rows of tenures."""
    return _TENURES.encode([(e.person, e.dwelling, e.role, e.since, e.until) for e in tenures])


def write_care(care: Iterable[CareTag]) -> Json:
    """Return the rows of care tags."""
    return _CARE.encode([(e.person, e.group, e.since, e.until) for e in care])


def read_dwellings(raw: Json) -> list[Dwelling]:
    """Return the dwellings of rows.

    Examples
    --------
    >>> read_dwellings([["D-1", "LQ-1", "", "", None]])
    [Dwelling(id='D-1', grid='LQ-1', building='', entrance='', at=None)]
    >>> read_dwellings([["D-1", "龙桥", "", "", None]])
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $[0]: '龙桥' will not do; it must be 1 to 120 ASCII letters, digits \
or any of - _ . : / @ #. [WRONG_VALUE]
    """
    return _made(_DWELLINGS.decode(raw), _dwelling)


def read_tenures(raw: Json) -> list[Tenure]:
    """Return the tenures of rows; errors repeat none of them."""
    return _quietly(raw, _TENURES.decode, _tenure)


def read_care(raw: Json) -> list[CareTag]:
    """Return the care tags of rows; errors repeat none of them."""
    return _quietly(raw, _CARE.decode, _care_tag)


def require_order(name: str, raw: Json, *, written: Json) -> None:
    """Refuse rows that would be written in another order."""
    if raw != written:
        raise fault("WRONG_VALUE", f"$.{name}", value=hidden(None))


def _when(day: date | None) -> tuple[bool, date]:
    """Return by what days are put in order, none before all."""
    return day is not None, day or date.min


def dwelling_key(each: Dwelling) -> tuple[object, ...]:
    """Return by what dwellings are put in order."""
    place = () if each.at is None else (each.at.east, each.at.north)
    return each.id, each.grid, each.building, each.entrance, place


def tenure_key(each: Tenure) -> tuple[object, ...]:
    """Return by what tenures are put in order."""
    return each.person, each.dwelling, each.role.value, _when(each.since), _when(each.until)


def care_key(each: CareTag) -> tuple[object, ...]:
    """Return by what care tags are put in order."""
    return each.person, each.group, _when(each.since), _when(each.until)


def _dwelling_row(dwelling: Dwelling) -> DwellingRow:
    """Return a dwelling as a row."""
    at = dwelling.at
    place = None if at is None else (at.east, at.north)
    return dwelling.id, dwelling.grid, dwelling.building, dwelling.entrance, place


def _dwelling(row: DwellingRow) -> Dwelling:
    """Make the dwelling of a row."""
    code, grid, building, entrance, place = row
    at = None if place is None else Point(*place)
    return Dwelling(code, grid=grid, building=building, entrance=entrance, at=at)


def _tenure(row: TenureRow) -> Tenure:
    """Make the tenure of a row."""
    person, dwelling, role, since, until = row
    return Tenure(person, dwelling, role=role, since=since, until=until)


def _care_tag(row: CareRow) -> CareTag:
    """Make the care tag of a row."""
    person, group, since, until = row
    return CareTag(person, group, since=since, until=until)


def _made(rows: Iterable[Any], make: Callable[[Any], V]) -> list[V]:
    """Make the values of rows; what their own checks say becomes a fault of the document."""
    made: list[V] = []
    for at, row in enumerate(rows):
        try:
            made.append(make(row))
        except InvalidValue as error:
            problem = Words(f"不可用，{error.bound.zh}", f"will not do; it {error.bound.en}")
            raise DocumentError("WRONG_VALUE", f"$[{at}]", error.value, problem) from error
    return made


def _quietly(raw: Json, decode: Callable[[Json], Any], make: Callable[[Any], V]) -> list[V]:
    """Read rows, and hide in an error what they say."""
    try:
        return _made(decode(raw), make)
    except DocumentError as error:
        raise attrs.evolve(error, value=hidden(None)) from None
