"""What an area of a programme may be: exact square metres, to the square centimetre.

This module knows no rooms.
"""

from fractions import Fraction
from typing import Any, cast

import attrs

from communitygov.errors import InvalidValue, Words

#: The largest area, in square metres: a hundred square kilometres.
MOST_AREA = 10**8
#: Square centimetres of a square metre.
PARTS = 10_000

_BOUND = Words(
    f"须为大于 0、不超过 {MOST_AREA} 的整数或 Fraction（平方米），精确到平方厘米",
    f"must be a whole number or a Fraction of square metres above 0 and up to {MOST_AREA}, in whole square "
    "centimetres",
)


def as_exact(value: int | Fraction) -> Fraction:
    """Return whole numbers as fractions, for attrs' ``converter``; what is no number is left to the check.

    Examples
    --------
    >>> as_exact(30), as_exact(Fraction(5, 2))
    (Fraction(30, 1), Fraction(5, 2))
    """
    return Fraction(value) if type(value) is int else cast("Fraction", value)


def as_exact_if_given(value: int | Fraction | None) -> Fraction | None:
    """Return the same, and nothing of nothing."""
    return None if value is None else as_exact(value)


def is_area(value: object) -> bool:
    """Tell whether something is an exact area.

    Examples
    --------
    >>> is_area(Fraction(5, 2)), is_area(Fraction(1, 3)), is_area(2.5), is_area(Fraction(0))
    (True, False, False, False)
    """
    return type(value) is Fraction and 0 < value <= MOST_AREA and (value * PARTS).denominator == 1


def area(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but an exact area."""
    if not is_area(value):
        raise InvalidValue(field.name, str(value) if type(value) is Fraction else value, _BOUND)


def written(number: Fraction | None) -> str:
    """Write an exact number as decimals where it has few, otherwise as a fraction; a dash for none.

    Examples
    --------
    >>> written(Fraction(5, 2)), written(Fraction(30)), written(Fraction(200, 3)), written(None)
    ('2.5', '30', '200/3', '—')
    """
    if number is None:
        return "—"
    parts = number * PARTS
    if number.denominator == 1 or parts.denominator > 1:
        return str(number)
    whole, rest = divmod(abs(parts.numerator), PARTS)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole}.{rest:04}".rstrip("0")
