"""What a quarter is made of: buildings with their households, and which of them stand side by side.

A building is counted, not looked into: no person and no dwelling stands here.  Which buildings are neighbours
is the caller's to say; a wall, a road or a river is simply no pair.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar, cast

import attrs

from communitygov.core.checks import at_least, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.geometry.point import Point
from communitygov.grid.level.bounds import SizeBounds
from communitygov.quotation import shown

#: Most buildings of one quarter, and most pairs of neighbours.
MOST_BUILDINGS = 100_000
MOST_PAIRS = 1_000_000
#: Where bounds stand that were handed in as two bare numbers.
CALLER = Citation(document="caller")


def code_or_nothing(_owner: object, field: "attrs.Attribute[str]", value: object) -> None:
    """Refuse anything but an identifier or no text."""
    if value != "":
        identifier(_owner, field, value)


@attrs.frozen(kw_only=True)
class Building(Value):
    """A building: what a micro-grid is put together from.

    Parameters
    ----------
    id
        Its code.
    households
        How many there are; none in a hall or a shop.
    at
        Where it stands.
    compound
        Code of the compound 院落 that it belongs to; a compound stays whole.
    exclusive
        Code of the exclusive grid 专属网格 that it is set apart for.

    Examples
    --------
    >>> Building("3-01", households=24, at=Point(0, 0), compound="yard-3")
    Building(id='3-01', households=24, at=Point(east=0, north=0), compound='yard-3', exclusive='')
    >>> Building("3-01", households=-1, at=Point(0, 0))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: households: -1 will not do; it must be a whole number of at least 0. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "building"
    id: str = attrs.field(validator=identifier, kw_only=False)
    households: int = attrs.field(validator=at_least(0))
    at: Point = attrs.field(validator=one_of(Point))
    compound: str = attrs.field(default="", validator=code_or_nothing)
    exclusive: str = attrs.field(default="", validator=code_or_nothing)


def as_buildings(given: Iterable[object]) -> tuple[Building, ...]:
    """Return buildings in the order of their codes.

    Raises
    ------
    InvalidValue
        If something else is among them, a code stands twice, or there are none or too many.
    """
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("buildings", given, Words("须为一组楼栋", "must be a collection of buildings"))
    buildings = tuple(given)
    for each in buildings:
        if type(each) is not Building:
            raise InvalidValue("buildings", each, Words("须为 Building", "must hold buildings only"))
    if not 0 < len(buildings) <= MOST_BUILDINGS:
        bound = Words(f"须为 1 至 {MOST_BUILDINGS} 栋", f"must hold 1 to {MOST_BUILDINGS} buildings")
        raise InvalidValue("buildings", len(buildings), bound)
    ordered = tuple(sorted(cast("tuple[Building, ...]", buildings), key=lambda building: building.id))
    for one, two in pairwise(ordered):
        if one.id == two.id:
            raise InvalidValue("buildings", one.id, Words("只能出现一次", "must stand only once"))
    return ordered


def as_adjacency(pairs: Iterable[object]) -> tuple[tuple[str, str], ...]:
    """Return pairs of codes, each pair once and the smaller code first, in order.

    Raises
    ------
    InvalidValue
        If something is no pair of codes, or a building is paired with itself.
    """
    if isinstance(pairs, str | bytes) or not isinstance(pairs, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("adjacency", pairs, Words("须为一对对的代码", "must be pairs of codes"))
    found: set[tuple[str, str]] = set()
    for pair in pairs:
        match pair:
            case (str(one), str(two)) if one != two:
                found.add((one, two) if one < two else (two, one))
            case _:
                bound = Words("须为两栋不同楼栋的代码", "must be the codes of two different buildings")
                raise InvalidValue("adjacency", shown(pair), bound)
    if len(found) > MOST_PAIRS:
        bound = Words(f"须不多于 {MOST_PAIRS} 对", f"must hold at most {MOST_PAIRS} pairs")
        raise InvalidValue("adjacency", len(found), bound)
    return tuple(sorted(found))


def check_pairs(buildings: tuple[Building, ...], adjacency: tuple[tuple[str, str], ...]) -> None:
    """Refuse a pair with a code that no building has.

    Raises
    ------
    UnknownName
        With the nearest code that there is.
    """
    known = {building.id for building in buildings}
    for pair in adjacency:
        for code in pair:
            if code not in known:
                raise UnknownName(Words("楼栋", "building"), code, tuple(sorted(known)))


def as_bounds(name: str, given: object) -> SizeBounds:
    """Return bounds as they are, or two whole numbers as bounds that the caller gave.

    Examples
    --------
    >>> str(as_bounds("households", (30, 100)).source)
    'caller'
    >>> as_bounds("households", (0, 100))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: households: (0, 100) will not do; it must be a least of 1 or more and \
a most. [INVALID_VALUE]
    """
    match given:
        case SizeBounds(least=least, most=int()) if least > 0:
            return given
        case (int(least), int(most)) if 0 < least <= most:
            return SizeBounds(least=least, most=most, source=CALLER)
        case _:
            bound = Words("须为下限（至少 1）与上限", "must be a least of 1 or more and a most")
            raise InvalidValue(name, given, bound)
