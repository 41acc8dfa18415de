"""What is entered in the ledger of a scheme: purchases and reversals, frozen once entered.

This module keeps no account.
"""

from datetime import datetime
from typing import ClassVar, TypeAlias

import attrs

from communitygov.core.checks import aware, hidden, identifier, text
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.space.operation.offer import person, price, service_minutes


@attrs.frozen
class Purchase(Value):
    """That somebody had a service of a neighbour.

    Parameters
    ----------
    id
        Identifier of the entry.
    at
        When.
    buyer
        Who had it.
    offer
        Identifier of the offer; who gave it stands there.
    price
        What was paid; no more than was offered.
    minutes
        How long it took.

    Examples
    --------
    >>> from datetime import UTC
    >>> at = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> str(Purchase("e-1", at=at, buyer="r-2", offer="o-1", price=Money.yuan(15)).price)
    '¥15.00'
    >>> Purchase("e-1", at="2023", buyer="r-2", offer="o-1", price=Money(0))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: at: '2023' will not do; it must be a datetime with a time zone. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "prosumer-purchase"
    id: str = attrs.field(validator=identifier)
    at: datetime = attrs.field(kw_only=True, validator=aware)
    buyer: str = attrs.field(kw_only=True, validator=person)
    offer: str = attrs.field(kw_only=True, validator=identifier)
    price: Money = attrs.field(kw_only=True, validator=price)
    minutes: int = attrs.field(default=0, kw_only=True, validator=service_minutes)


@attrs.frozen
class Reversal(Value):
    """That a purchase is taken back: money and minutes go the other way, and both entries stay.

    Parameters
    ----------
    id
        Identifier of the entry.
    at
        When.
    of
        Identifier of the purchase.
    because
        Why; hidden in the ``repr``, since people write what they like.

    Examples
    --------
    >>> from datetime import UTC
    >>> Reversal("e-2", at=datetime(2023, 5, 5, tzinfo=UTC), of="e-1", because="the lesson fell out").of
    'e-1'
    """

    document_kind: ClassVar[str] = "prosumer-reversal"
    id: str = attrs.field(validator=identifier)
    at: datetime = attrs.field(kw_only=True, validator=aware)
    of: str = attrs.field(kw_only=True, validator=identifier)
    because: str = attrs.field(default="", kw_only=True, validator=text, repr=hidden)


LedgerEntry: TypeAlias = Purchase | Reversal
