"""A dwelling (房屋) and the grid that it lies in.

A dwelling is a code.  No address, no name and no telephone number belongs here; who lives in it, a tenure
says.
"""

from typing import Any, ClassVar

import attrs

from communitygov.core.checks import identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.geometry.point import Point


def _code_or_nothing(owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but a code; an empty one says that there is none yet."""
    if value != "":
        identifier(owner, field, value)


def _title_or_nothing(owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but a name on one line; an empty one says that there is none."""
    if value != "":
        title(owner, field, value)


@attrs.frozen
class Dwelling(Value):
    """One dwelling: where it lies.

    Parameters
    ----------
    id
        Identifier given by the host application; ASCII, no personal data.
    grid
        Code of the micro or exclusive grid in which it lies; empty while it is bound to none, which is a
        finding.
    building, entrance
        What people call the building and the entrance (单元), if that is of use.
    at
        Where it stands in the plane, if that is known.

    Examples
    --------
    >>> Dwelling("D-0301", grid="LQ-03", building="3", entrance="1")
    Dwelling(id='D-0301', grid='LQ-03', building='3', entrance='1', at=None)
    >>> Dwelling("3栋301", grid="LQ-03")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: id: '3栋301' will not do; it must be 1 to 120 ASCII letters, digits or \
any of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "dwelling"
    id: str = attrs.field(validator=identifier)
    grid: str = attrs.field(kw_only=True, validator=_code_or_nothing)
    building: str = attrs.field(default="", kw_only=True, validator=_title_or_nothing)
    entrance: str = attrs.field(default="", kw_only=True, validator=_title_or_nothing)
    at: Point | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Point)))
