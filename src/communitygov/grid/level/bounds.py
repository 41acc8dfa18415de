"""How many of something a level should have: households of a grid, grids under a grid.

Bounds are data, each with the place where they stand; the rules that read them know no number.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, one_of, optional
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, Words


@attrs.frozen(kw_only=True)
class _Bounds(Value):
    """A least and a most, both included; the most may be open."""

    least: int = attrs.field(validator=at_least(0))
    most: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    source: Citation = attrs.field(validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that nothing can lie between."""
        if self.most is not None and self.most < self.least:
            bound = Words(f"须不小于下限 {self.least}", f"must be at least the lower bound, {self.least}")
            raise InvalidValue("most", self.most, bound)


@attrs.frozen(kw_only=True)
class SizeBounds(_Bounds):
    """How many households a grid of a level should have.

    Parameters
    ----------
    least, most
        Households, both included; `most` may be open.
    source
        Where the bounds stand.

    Examples
    --------
    >>> from communitygov.grid.level.chengdu import CHENGDU
    >>> bounds = CHENGDU["micro"].bounds
    >>> (bounds.least, bounds.most), str(bounds.source)
    ((30, 100), 'cdpma.cn, news 54058')
    """

    document_kind: ClassVar[str] = "size-bounds"


@attrs.frozen(kw_only=True)
class CountBounds(_Bounds):
    """How many grids should lie directly under a grid of a level.

    Parameters
    ----------
    least, most
        Grids, both included; `most` may be open.
    source
        Where the bounds stand.

    Examples
    --------
    >>> from communitygov.core.source import LIBRARY_DEFAULT
    >>> CountBounds(least=1, source=LIBRARY_DEFAULT).most is None
    True
    >>> CountBounds(least=3, most=2, source=LIBRARY_DEFAULT)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: most: 2 will not do; it must be at least the lower bound, 3. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "count-bounds"
