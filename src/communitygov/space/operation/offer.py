"""产销者: neighbours with skills, what they offer and for how much, and the ceilings of a scheme.

Document 001 says that residents use their skills to serve neighbours free or at a low price, and that one is
producer and consumer at once.  What is low it does not say: the ceiling is the caller's, without a default.

People are identifiers here; this module knows no names and keeps no account.
"""

from datetime import date
from typing import Any, ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    day,
    hidden,
    identifier,
    identifiers,
    is_identifier,
    optional,
    ordered,
)
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.core.source import Citation, quoted
from communitygov.core.span import check_span, runs
from communitygov.core.terms import TermEnum
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Words
from communitygov.space.function.side import PriceClass

#: Where price and skills are named, and where the two roles are.
FREE_OR_LOW: Citation = quoted("001", "吸引当地居民发挥自己的技能，为邻里提供免费或低价服务")
BOTH_ROLES: Citation = quoted("001", "居民既是生产者又是消费者")

#: Dearest price that a scheme of neighbours may set, in fen: a million yuan.
DEAREST = 100_000_000
#: Most skills with a ceiling of their own.
MOST_CEILINGS = 1_000
#: Longest service, in minutes: a week.
LONGEST_SERVICE = 7 * 24 * 60

_PRICE = Words(
    "须为 0 至 100 万元的 Money", "must be Money from nothing to a million yuan; nobody pays for giving"
)
_CEILINGS = Words(
    f"须为（技能编码，Money），按编码排列，不重复，至多 {MOST_CEILINGS} 对",
    f"must be pairs of a skill and Money, in the order of the skills, none twice, {MOST_CEILINGS} at most",
)


class ProsumerRole(TermEnum):
    """What somebody is in a scheme; the point of it is that many are both.

    Examples
    --------
    >>> [role.zh for role in ProsumerRole]
    ['生产者', '消费者']
    """

    PRODUCER = "producer", "生产者", "producer"
    CONSUMER = "consumer", "消费者", "consumer"


_PERSON = Words(
    "须为 1 至 120 个 ASCII 字符的标识符，不可为姓名",
    "must be an identifier of 1 to 120 ASCII characters, and no name",
)


def person(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but an identifier, and do not repeat it: it may be somebody's name."""
    if not is_identifier(value):
        raise InvalidValue(field.name, hidden(value), _PERSON)


def price(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but money from nothing to `DEAREST`."""
    if not isinstance(value, Money) or not 0 <= value.fen <= DEAREST:
        raise InvalidValue(field.name, value, _PRICE)


def service_minutes(_owner: object, field: "attrs.Attribute[int]", value: int) -> None:
    """Refuse anything but whole minutes of at most a week."""
    at_least(0)(_owner, field, value)
    if value > LONGEST_SERVICE:
        bound = Words(f"须不超过 {LONGEST_SERVICE} 分钟", f"must be at most {LONGEST_SERVICE} minutes")
        raise InvalidValue(field.name, value, bound)


@attrs.frozen
class Prosumer(Value):
    """A neighbour (产销者) and the skills that they have.

    Examples
    --------
    >>> Prosumer("r-1", skills={"music", "baking"})
    Prosumer(id='r-1', skills=frozenset({'baking', 'music'}))
    >>> Prosumer("甲奶奶")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: id: '‹hidden›' will not do; it must be an identifier of 1 to 120 \
ASCII characters, and no name. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "prosumer"
    id: str = attrs.field(validator=person)
    skills: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )


@attrs.frozen
class ServiceOffer(Value):
    """A service that a neighbour offers; it is never changed: for another price, make another offer.

    Parameters
    ----------
    id
        Identifier of the offer.
    by
        Who offers it.
    skill
        The skill that it takes.
    price
        What it costs at most; nothing, if it is free.
    minutes
        How long it takes, for the hours that are kept beside the money.
    since, until
        First day on which it may be had, and first on which it may no longer.

    Examples
    --------
    >>> lesson = ServiceOffer("o-1", by="r-1", skill="music", price=Money.yuan(15), minutes=45)
    >>> lesson.is_free, lesson.is_open(date(2023, 5, 4))
    (False, True)
    >>> ServiceOffer("o-1", by="r-1", skill="music", price=Money(-1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: price: Money.parse('-¥0.01') will not do; it must be Money from \
nothing to a million yuan; nobody pays for giving. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "service-offer"
    id: str = attrs.field(validator=identifier)
    by: str = attrs.field(kw_only=True, validator=person)
    skill: str = attrs.field(kw_only=True, validator=identifier)
    price: Money = attrs.field(default=Money(0), kw_only=True, validator=price)
    minutes: int = attrs.field(default=0, kw_only=True, validator=service_minutes)
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        check_span(self)

    @property
    def is_free(self) -> bool:
        """Whether it costs nothing."""
        return not self.price.fen

    def is_open(self, on: date) -> bool:
        """Tell whether it may be had on a day.

        Raises
        ------
        InvalidValue
            If it is no date without a time.
        """
        return runs(self, plain_day("on", on))


def _check_ceilings(
    _owner: object, field: "attrs.Attribute[tuple[tuple[str, Money], ...]]", pairs: tuple[object, ...]
) -> None:
    """Refuse anything but ordered pairs of a skill and its ceiling."""
    skills: list[str] = []
    for pair in pairs:
        match pair:
            case (str() as skill, Money() as ceiling):
                identifier(_owner, field, skill)
                price(_owner, field, ceiling)
                skills.append(skill)
            case _:
                raise InvalidValue(field.name, type(pair).__name__, _CEILINGS)
    if skills != sorted(set(skills)) or len(skills) > MOST_CEILINGS:
        raise InvalidValue(field.name, skills[:20], _CEILINGS)


@attrs.frozen(kw_only=True)
class ProsumerRule(Value):
    """What is low: the ceilings of prices, and how far an account may be overdrawn.

    Parameters
    ----------
    ceiling
        The most that anything may cost.  No document gives a figure, so there is no default.
    ceilings
        Another ceiling for a skill, as pairs, in the order of the skills.
    credit
        How far below nothing a buyer's account may go; none if there is no limit.

    Examples
    --------
    >>> rule = ProsumerRule(ceiling=Money.yuan(20), ceilings=[("repairs", Money.yuan(50))])
    >>> str(rule.ceiling_of("repairs")), str(rule.ceiling_of("music"))
    ('¥50.00', '¥20.00')
    >>> rule.price_class(ServiceOffer("o-1", by="r-1", skill="music", price=Money.yuan(30))).en
    'market price'
    """

    document_kind: ClassVar[str] = "prosumer-rule"
    ceiling: Money = attrs.field(validator=price)
    ceilings: tuple[tuple[str, Money], ...] = attrs.field(
        default=(), converter=as_tuple, validator=_check_ceilings
    )
    credit: Money | None = attrs.field(default=None, validator=optional(price))

    def ceiling_of(self, skill: str) -> Money:
        """Return the most that a service of this skill may cost."""
        require("skill", skill, kind=str)
        return next((most for known, most in self.ceilings if known == skill), self.ceiling)

    def price_class(self, offer: ServiceOffer) -> PriceClass:
        """Return the class of an offer's price: low is what is no higher than the ceiling."""
        require("offer", offer, kind=ServiceOffer)
        if offer.is_free:
            return PriceClass.FREE
        return PriceClass.LOW if offer.price <= self.ceiling_of(offer.skill) else PriceClass.MARKET
