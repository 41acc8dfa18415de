"""Where two portfolios may name one item; names are no keys, so nothing is merged."""

from collections import Counter
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.programme.portfolio.portfolio import Portfolio

#: Most flags of two items of one name that are raised at once.
MOST_OVERLAPS = 10_000
_MOST = Words(
    f"须不多于 {MOST_OVERLAPS} 处同名；请为各项取不同名称",
    f"must be no more than {MOST_OVERLAPS} pairs of one name; tell the items apart by name",
)


@attrs.frozen(kw_only=True)
class Overlap(Value):
    """Two items of two portfolios that may be one.

    Parameters
    ----------
    left, right
        Codes of both.
    is_same
        Whether they have the same code; ``None`` where only the names are alike, which settles nothing.

    Examples
    --------
    >>> Overlap(left="p-5", right="g-2").is_same is None
    True
    """

    document_kind: ClassVar[str] = "portfolio-overlap"
    left: str = attrs.field(validator=identifier)
    right: str = attrs.field(validator=identifier)
    is_same: bool | None = attrs.field(default=None, validator=optional(one_of(bool)))


def overlaps(left: Portfolio, right: Portfolio) -> tuple[Overlap, ...]:
    """Flag the items that two portfolios both name, in the order of their codes.

    The same code is the same item.  The same name may be the same item: it is flagged, and nothing is merged.

    Raises
    ------
    InvalidValue
        If there would be more than 10,000 flags: many items of one name pair off with each other.

    Examples
    --------
    >>> from communitygov.core.terms import Term
    >>> from communitygov.programme.portfolio.portfolio import PortfolioItem
    >>> def named(code: str, item: str, name: str) -> Portfolio:
    ...     return Portfolio(
    ...         name=Term(code, code, code),
    ...         declared=9,
    ...         class_count=1,
    ...         items=[PortfolioItem(code=item, name=name)],
    ...     )
    >>> overlaps(named("brands", "p-5", "广都微公园"), named("gardens", "g-2", "广都微公园"))
    (Overlap(left='p-5', right='g-2', is_same=None),)
    """
    require("left", left, kind=Portfolio)
    require("right", right, kind=Portfolio)
    names, others = (Counter(each.name for each in items) for items in (left.items, right.items))
    count = sum(times * others[name] for name, times in names.items())
    if count > MOST_OVERLAPS:
        raise InvalidValue("overlaps", count, _MOST)
    same_names: dict[str, list[str]] = {}
    for each in right.items:
        same_names.setdefault(each.name, []).append(each.code)
    codes = {each.code for each in right.items}
    pairs: set[tuple[str, str]] = {(each.code, each.code) for each in left.items if each.code in codes}
    pairs |= {(each.code, other) for each in left.items for other in same_names.get(each.name, ())}
    return tuple(
        Overlap(left=one, right=other, is_same=True if one == other else None) for one, other in sorted(pairs)
    )
