"""Floor areas and head counts of places: which units they come in, and what is known of their sums.

平方米, 平米 and ㎡ are one unit; 人 is what seats and visitors at one time are counted in.  This module adds
areas of one place only; figures of different places are never summed.
"""

from collections.abc import Iterable
from typing import Any

import attrs

from communitygov.core.checks import optional
from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, Words

#: The unit of floor areas, and other writings of it.
SQUARE_METRES = "平方米"
AREA_UNITS = (SQUARE_METRES, "平米", "㎡")
#: The unit of head counts; 人次 is another.
PEOPLE = "人"

_AREA = Words("须为以平方米计的 Quantity", "must be a Quantity in 平方米")
_PEOPLE = Words("须为以人计的 Quantity", "must be a Quantity in 人")


def _area(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but an area."""
    if not isinstance(value, Quantity) or value.unit not in AREA_UNITS:
        raise InvalidValue(field.name, value, _AREA)


def _people(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but a number of people."""
    if not isinstance(value, Quantity) or value.unit != PEOPLE:
        raise InvalidValue(field.name, value, _PEOPLE)


#: Checks for attrs: a floor area or none, a number of people or none.
floor_area = optional(_area)
head_count = optional(_people)


def in_square_metres(area: Quantity) -> Quantity:
    """Return an area in 平方米.

    Examples
    --------
    >>> print(in_square_metres(Quantity.parse("600余平米")))
    600余平方米
    """
    return area.measured_in(SQUARE_METRES, factor=1)


def total_area(areas: Iterable[Quantity | None]) -> tuple[Quantity, bool]:
    """Return the sum of the areas that are known, and whether all of them are.

    Examples
    --------
    >>> total_area([Quantity.parse("80平方米"), None])
    (Quantity.parse('80平方米'), False)
    """
    given = tuple(areas)
    known = [in_square_metres(each) for each in given if each is not None]
    return Quantity.total([Quantity.exact(0, SQUARE_METRES), *known]), len(known) == len(given)


def fits(parts: Iterable[Quantity | None], whole: Quantity | None) -> bool | None:
    """Tell whether areas fit into another; ``None`` when that is not known.

    Examples
    --------
    >>> platform, zone = Quantity.parse("200平方米"), Quantity.parse("120平方米")
    >>> fits([zone, zone], platform), fits([zone, None], platform), fits([zone], platform)
    (False, None, True)
    """
    if whole is None:
        return None
    total, is_complete = total_area(parts)
    answer = total.at_most(in_square_metres(whole))
    return answer if is_complete or answer is False else None
