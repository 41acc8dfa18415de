"""保温自提柜: lockers that keep an order warm until it is fetched; one order in one locker.

Document 003 names two ways to get a meal: on site, or booked and fetched from a locker.  This module knows no
orders but their identifiers, and no time.
"""

from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import as_tuple, each_of, identifier, is_identifier
from communitygov.core.document import Value
from communitygov.core.finding import Message, Reason
from communitygov.core.source import quoted
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.operation.page import table
from communitygov.space.operation.refusal import OperationRefused

#: Where both ways are named.
TWO_WAYS = quoted("003", "预约到店取餐,再通过食堂的保温自提柜取菜")

#: Most lockers of one bank.
MOST_LOCKERS = 10_000

LOCKER_TAKEN = Message(
    "LOCKER_TAKEN",
    Words("柜 {locker} 内已有订单 {order}", "the locker {locker} holds the order {order}"),
    Words("请选空柜：{free}", "choose a free one: {free}"),
    TWO_WAYS,
)
ORDER_IN_LOCKER = Message(
    "ORDER_IN_LOCKER",
    Words("订单 {order} 已在柜 {locker}", "the order {order} lies in the locker {locker}"),
    Words("请勿重复放入", "leave it there"),
)


class PickUp(TermEnum):
    """How people get what they ordered.

    Examples
    --------
    >>> [way.zh for way in PickUp]
    ['现场', '预约']
    """

    ON_SITE = "on_site", "现场", "on site"
    BOOKED = "booked", "预约", "booked"


def _check_held(
    _owner: object, field: "attrs.Attribute[tuple[tuple[str, str], ...]]", pairs: tuple[object, ...]
) -> None:
    """Refuse anything but pairs of a locker and an order, in the order of the lockers, none twice."""
    bound = Words(
        "须为（柜号，订单号），按柜号排列，均不重复",
        "must be pairs of a locker and an order, in the order of the lockers, neither twice",
    )
    held: list[tuple[str, str]] = []
    for pair in pairs:
        match pair:
            case (str() as locker, str() as order) if is_identifier(locker) and is_identifier(order):
                held.append((locker, order))
            case _:
                raise InvalidValue(field.name, type(pair).__name__, bound)
    lockers = [locker for locker, _ in held]
    if lockers != sorted(set(lockers)) or len({order for _, order in held}) < len(held):
        raise InvalidValue(field.name, lockers[:20], bound)


@attrs.frozen
class LockerBank(Value):
    """Lockers, and the order that each of them holds.

    Parameters
    ----------
    lockers
        Their codes, in order.
    held
        Locker and order, for each that is not free.

    Examples
    --------
    >>> bank = LockerBank.of("A1", "A2").put("A1", order="d-7")
    >>> bank.free, bank.order_in("A1")
    (('A2',), 'd-7')
    >>> bank.put("A1", order="d-8")
    Traceback (most recent call last):
        ...
    communitygov.space.operation.refusal.OperationRefused: 'd-8' is refused: the locker A1 holds the order \
d-7 (choose a free one: A2). [OPERATION_REFUSED]
    >>> bank.take("A1").free
    ('A1', 'A2')
    """

    document_kind: ClassVar[str] = "locker-bank"
    lockers: tuple[str, ...] = attrs.field(converter=as_tuple, validator=each_of(str))
    held: tuple[tuple[str, str], ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=_check_held
    )

    def __attrs_post_init__(self) -> None:
        """Refuse lockers out of order, and orders in lockers that are not there."""
        for code in self.lockers:
            identifier(self, attrs.fields(LockerBank).lockers, code)
        if list(self.lockers) != sorted(set(self.lockers)) or len(self.lockers) > MOST_LOCKERS:
            bound = Words("须按柜号排列，不重复", f"must be in order, none twice, at most {MOST_LOCKERS}")
            raise InvalidValue("lockers", len(self.lockers), bound)
        absent = {locker for locker, _ in self.held}.difference(self.lockers)
        if absent:
            raise InvalidValue("held", min(absent), Words("须为已有的柜", "must be a locker that is there"))

    @classmethod
    def of(cls, *lockers: str) -> "LockerBank":
        """Return free lockers."""
        return cls(sorted(each_required("lockers", lockers, kind=str)))

    @property
    def free(self) -> tuple[str, ...]:
        """The lockers that hold nothing."""
        taken = {locker for locker, _ in self.held}
        return tuple(locker for locker in self.lockers if locker not in taken)

    def order_in(self, locker: str) -> str | None:
        """Return the order in a locker; none if it is free.

        Raises
        ------
        UnknownName
            If there is no such locker.
        """
        if locker not in self.lockers:
            raise UnknownName(Words("柜", "locker"), locker, self.lockers)
        return dict(self.held).get(locker)

    def put(self, locker: str, *, order: str) -> "LockerBank":
        """Return the bank with an order in a locker.

        Raises
        ------
        OperationRefused
            If the locker holds an order, or the order lies in a locker.
        UnknownName
            If there is no such locker.
        """
        there = self.order_in(locker)
        lies_in = next((at for at, known in self.held if known == order), None)
        reasons: list[Reason] = []
        if there is not None:
            facts = {"locker": locker, "order": there, "free": ", ".join(self.free[:5]) or "—"}
            reasons.append(LOCKER_TAKEN.reason(locker, facts))
        if lies_in is not None:
            reasons.append(ORDER_IN_LOCKER.reason(lies_in, {"order": order, "locker": lies_in}))
        if reasons:
            raise OperationRefused(order, tuple(reasons))
        return attrs.evolve(self, held=sorted((*self.held, (locker, order))))

    def take(self, locker: str) -> "LockerBank":
        """Return the bank with a locker free, whether it held something or not.

        Raises
        ------
        UnknownName
            If there is no such locker.
        """
        self.order_in(locker)
        return attrs.evolve(self, held=[pair for pair in self.held if pair[0] != locker])

    def _repr_html_(self) -> str:
        """Show what is in which locker as a table in a notebook."""
        held, free = dict(self.held), Words("空", "free")
        return table(
            "lockers",
            Words("自提柜", "lockers"),
            head=(Words("柜", "locker"), Words("订单", "order")),
            rows=((code, held.get(code, free)) for code in self.lockers),
            count=len(self.lockers),
        )
