"""业态: one business or service in a place, as far as it is known.

What a document does not say of an item stays open: its kind, its side, its price.  Nothing is guessed, and
what follows from it is open too.
"""

from typing import Any, ClassVar

import attrs

from communitygov.core.checks import at_least, hidden, identifier, is_identifier, one_of, optional, text
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, Words
from communitygov.space.function.side import PriceClass, Side

#: Minutes of a week: nothing is open longer.
WEEK = 7 * 24 * 60
#: The unit in which areas are given.
SQUARE_METRES = "平方米"


def _empty_or_identifier(_owner: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse what is neither empty nor an identifier."""
    if value != "" and not is_identifier(value):
        bound = Words("须为标识符，不可为姓名", "must be an identifier, and no name")
        raise InvalidValue(field.name, hidden(value), bound)


def _area(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but square metres, from nothing on."""
    if not isinstance(value, Quantity) or value.unit != SQUARE_METRES or value.low < 0:
        bound = Words("须为以平方米计的 Quantity", "must be a Quantity in 平方米, nothing or more")
        raise InvalidValue(field.name, value, bound)


def _turnover(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but money from nothing on."""
    if not isinstance(value, Money) or value.fen < 0:
        bound = Words("须为不小于 0 的 Money", "must be Money, nothing or more")
        raise InvalidValue(field.name, value, bound)


def _minutes(owner: object, field: "attrs.Attribute[Any]", value: int) -> None:
    """Refuse anything but minutes of a week."""
    at_least(0)(owner, field, value)
    if value > WEEK:
        bound = Words(f"须不超过一周的 {WEEK} 分钟", f"must be at most {WEEK}, the minutes of a week")
        raise InvalidValue(field.name, value, bound)


@attrs.frozen
class MixItem(Value):
    """One business or service in a place; what is not known is left out.

    Parameters
    ----------
    id
        Identifier.
    name
        As people call it.
    kind
        Code of its kind; of two items of one kind, one kind is counted.
    side
        For everybody's good, or quality consumption.
    price
        What users pay, in classes.
    operator
        Identifier of who runs it; empty if that is not known.
    area
        Floor area in 平方米, perhaps a lower bound.
    weekly_minutes
        How long it is open in a week.
    turnover
        What users pay in a period that is the same for all items of a mix.

    Examples
    --------
    >>> gym = MixItem("gym", kind="sport", price=PriceClass.PUBLIC_INTEREST, weekly_minutes=WEEK)
    >>> gym.is_inclusive, MixItem("shop", price=PriceClass.MARKET).is_inclusive, MixItem("hall").is_inclusive
    (True, False, None)
    >>> MixItem("gym", area=Quantity.parse("200亩"))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: area: Quantity.parse('200亩') will not do; it must be a Quantity in \
平方米, nothing or more. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "mix-item"
    id: str = attrs.field(validator=identifier)
    name: str = attrs.field(default="", kw_only=True, validator=text, repr=hidden)
    kind: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    side: Side | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Side)))
    price: PriceClass | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(PriceClass)))
    operator: str = attrs.field(default="", kw_only=True, validator=_empty_or_identifier)
    area: Quantity | None = attrs.field(default=None, kw_only=True, validator=optional(_area))
    weekly_minutes: int | None = attrs.field(default=None, kw_only=True, validator=optional(_minutes))
    turnover: Money | None = attrs.field(default=None, kw_only=True, validator=optional(_turnover))

    @property
    def is_inclusive(self) -> bool | None:
        """Whether everybody can pay its price; none if the price is not known."""
        return None if self.price is None else self.price.is_inclusive

    @property
    def unknown(self) -> tuple[str, ...]:
        """Which of kind, side and price are not known."""
        told = (("kind", self.kind), ("side", self.side), ("price", self.price))
        return tuple(name for name, value in told if value is None)
