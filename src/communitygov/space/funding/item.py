"""What money is to be spent on, and what of it has been.

Kinds of items are whatever the sources of a plan tell apart: works, furniture, operation, greenery.

This module asks for nobody's name.
"""

from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import day, identifier, optional, title
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.errors import Words
from communitygov.space.funding.source import not_negative


@attrs.frozen
class CostItem(Value):
    """One thing that costs money.

    Parameters
    ----------
    code
        Its code.
    zh, en
        Its names; the code, if not given.
    kind
        What sources tell apart: an item of a kind is paid by sources that may pay this kind.
    cost
        What it costs.
    due
        The day on which it must be paid; none if it can wait until all money is there.

    Examples
    --------
    >>> floor = CostItem("floor", "地面", "floor", kind="works", cost=Money.yuan(30_000))
    >>> floor.words.en, str(floor.cost)
    ('floor', '¥30,000.00')
    """

    document_kind: ClassVar[str] = "cost-item"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(default=attrs.Factory(lambda item: item.code, takes_self=True), validator=title)
    en: str = attrs.field(default=attrs.Factory(lambda item: item.code, takes_self=True), validator=title)
    kind: str = attrs.field(kw_only=True, validator=identifier)
    cost: Money = attrs.field(kw_only=True, validator=not_negative)
    due: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.zh, self.en)


@attrs.frozen
class Payment(Value):
    """Money that has been paid: from which source, for which item.

    Examples
    --------
    >>> paid = Payment("fund", "floor", amount=Money.yuan(12_000), on=date(2026, 4, 2))
    >>> str(paid.amount)
    '¥12,000.00'
    """

    document_kind: ClassVar[str] = "funding-payment"
    source: str = attrs.field(validator=identifier)
    item: str = attrs.field(validator=identifier)
    amount: Money = attrs.field(kw_only=True, validator=not_negative)
    on: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
