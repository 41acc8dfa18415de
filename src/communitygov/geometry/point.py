"""A point of a plane, in whole centimetres east and north of an origin that the caller chose.

Whole numbers, so that every comparison of two distances is exact.  What a route on foot is, this module
does not know: its distances are straight lines.
"""

from math import isqrt
from typing import ClassVar

import attrs

from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words

#: Farthest from the origin, in centimetres: 10,000 km, so that squares stay small.
FARTHEST = 10**9

_WITHIN = Words(
    f"须为 -{FARTHEST} 至 {FARTHEST} 的整数（厘米）",
    f"must be a whole number of centimetres from -{FARTHEST} to {FARTHEST}",
)


def _centimetres(_owner: object, field: "attrs.Attribute[int]", value: int) -> None:
    """Refuse anything but whole centimetres within reach."""
    if type(value) is not int or not -FARTHEST <= value <= FARTHEST:
        raise InvalidValue(field.name, value, _WITHIN)


@attrs.frozen(order=True)
class Point(Value):
    """A point: centimetres east and north of the origin of its plane.

    Examples
    --------
    >>> Point(0, 0).distance(Point(3_000, 4_000))  # 50 m
    5000
    >>> Point(1.5, 0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: east: 1.5 will not do; it must be a whole number of centimetres from \
-1000000000 to 1000000000. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "point"
    east: int = attrs.field(validator=_centimetres)
    north: int = attrs.field(validator=_centimetres)

    def square(self, other: "Point") -> int:
        """Return the square of the straight distance to `other`, exactly."""
        return (self.east - other.east) ** 2 + (self.north - other.north) ** 2

    def distance(self, other: "Point") -> int:
        """Return the straight distance to `other` in centimetres, rounded down."""
        return isqrt(self.square(other))
