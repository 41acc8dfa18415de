"""Open matters as a reorganisation sees them: an identifier, the grid that handles it, perhaps a dwelling.

What a matter is about, and how far it has come, this module does not know.
"""

from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import identifier, optional
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words


@attrs.frozen
class OpenMatter(Value):
    """A matter that is not settled.

    Parameters
    ----------
    id
        Identifier of the matter or the report.
    grid
        Code of the grid that handles it: that of the dwelling, or one above it.
    dwelling
        Identifier of the dwelling that it is about, if it is about one.

    Examples
    --------
    >>> OpenMatter("LQ-2024-17", grid="LQ-01", dwelling="D-0301").grid
    'LQ-01'
    >>> OpenMatter("17号", grid="LQ-01")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: id: '17号' will not do; it must be 1 to 120 ASCII letters, digits or \
any of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "open-matter"
    id: str = attrs.field(validator=identifier)
    grid: str = attrs.field(kw_only=True, validator=identifier)
    dwelling: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))


def in_order(matters: Iterable[OpenMatter]) -> tuple[OpenMatter, ...]:
    """Return matters by their identifiers.

    Raises
    ------
    InvalidValue
        If an identifier stands twice.

    Examples
    --------
    >>> [each.id for each in in_order([OpenMatter("m-2", grid="A"), OpenMatter("m-1", grid="A")])]
    ['m-1', 'm-2']
    """
    found = sorted(each_required("matters", matters, kind=OpenMatter), key=attrgetter("id"))
    for one, other in pairwise(found):
        if one.id == other.id:
            raise InvalidValue("matters", one.id, Words("只能出现一次", "must stand only once"))
    return tuple(found)
