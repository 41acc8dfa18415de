"""What a plan of money comes to: who pays what, and what cannot be paid because of whom.

This module works nothing out.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, identifier, identifiers
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Words
from communitygov.space.funding.source import not_negative


@attrs.frozen
class FundingShare(Value):
    """What one source pays of one item.

    Examples
    --------
    >>> print(FundingShare("fund", "floor", Money.yuan(12_000)))
    fund pays ¥12,000.00 of floor
    """

    document_kind: ClassVar[str] = "funding-share"
    source: str = attrs.field(validator=identifier)
    item: str = attrs.field(validator=identifier)
    amount: Money = attrs.field(validator=not_negative)

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.source} pays {self.amount} of {self.item}"


@attrs.frozen(kw_only=True)
class Violation(Value):
    """Items that cannot all be paid, and the only sources that may pay them.

    Parameters
    ----------
    items
        Codes of the items, in the order of the plan.
    sources
        Codes of the sources that may pay any of them, in the order of the plan.
    needed
        What the items cost together.
    available
        What the sources have for them together; with instalments, what has come when they are due.

    Notes
    -----
    It is the smallest of the sets that lack most.  So every item in it matters: if any of them cost a fen
    less, a fen less would be lacking; and so would it if any of the sources had a fen more in time.

    Examples
    --------
    >>> short = Violation(items=["floor"], sources=["fund"], needed=Money(500), available=Money(300))
    >>> str(short.missing)
    '¥2.00'
    """

    document_kind: ClassVar[str] = "funding-violation"
    items: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    sources: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    needed: Money = attrs.field(validator=not_negative)
    available: Money = attrs.field(validator=not_negative)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no violation."""
        if self.needed <= self.available:
            bound = Words(
                f"须多于可用的 {self.available}", f"must be more than is available, {self.available}"
            )
            raise InvalidValue("needed", self.needed, bound)

    @property
    def missing(self) -> Money:
        """What is lacking."""
        return self.needed - self.available
