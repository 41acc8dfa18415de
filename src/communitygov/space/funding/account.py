"""What was paid against what was planned (计划与实际): by item and by source, to the fen.

This module does not judge why; it does not ask who was paid.
"""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, counted, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Words
from communitygov.space.funding.finding import (
    ITEM_OVERPAID,
    PAID_AHEAD,
    PAYMENT_OFF_EARMARK,
    PAYMENT_UNDATED,
    PAYMENT_UNPLANNED,
    SOURCE_OVERDRAWN,
)
from communitygov.space.funding.item import CostItem, Payment
from communitygov.space.funding.page import account_page
from communitygov.space.funding.plan import FundingPlan
from communitygov.space.funding.source import FundingSource

#: Most payments of an account.
MOST_PAYMENTS = 100_000
_SOURCE, _ITEM = Words("来源", "source"), Words("项目", "item")


def _bounded(
    _owner: object, field: "attrs.Attribute[tuple[Payment, ...]]", value: tuple[Payment, ...]
) -> None:
    """Refuse more payments than an account holds."""
    if len(value) > MOST_PAYMENTS:
        bound = Words(f"须不多于 {MOST_PAYMENTS} 笔", f"must be at most {MOST_PAYMENTS}")
        raise InvalidValue(field.name, len(value), bound)


@attrs.frozen
class FundingAccount(Value):
    """A plan and the payments made under it.

    Examples
    --------
    >>> fund = FundingSource("fund", "保障资金", "guarantee funds", amount=Money.yuan(80), pays={"works"})
    >>> plan = FundingPlan([fund], [CostItem("floor", kind="works", cost=Money.yuan(70))])
    >>> account = FundingAccount(plan, [Payment("fund", "floor", amount=Money.yuan(75))])
    >>> account.by_item()
    (('floor', 7000, 7500, -500),)
    >>> print(*account.findings())
    floor was planned at ¥70.00 and has been paid ¥75.00 [ITEM_OVERPAID]
    """

    document_kind: ClassVar[str] = "funding-account"
    plan: FundingPlan = attrs.field(validator=one_of(FundingPlan))
    payments: tuple[Payment, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[each_of(Payment), _bounded], repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse more money than a sum holds."""
        _ = self.paid

    @property
    def paid(self) -> Money:
        """What has been paid in all."""
        return Money.total(payment.amount for payment in self.payments)

    def by_item(self) -> tuple[tuple[str, int, int, int], ...]:
        """Return for each item its code, and fen planned, paid and left (less than 0 if overpaid)."""
        paid = _summed((payment.item, payment.amount.fen) for payment in self.payments)
        planned = ((item.code, item.cost.fen) for item in self.plan.items)
        return tuple((code, fen, paid.get(code, 0), fen - paid.get(code, 0)) for code, fen in planned)

    def by_source(self) -> tuple[tuple[str, int, int, int], ...]:
        """Return for each source its code, and fen it has, drawn and left (less than 0 if overdrawn)."""
        drawn = _summed((payment.source, payment.amount.fen) for payment in self.payments)
        planned = ((source.code, source.amount.fen) for source in self.plan.sources)
        return tuple((code, fen, drawn.get(code, 0), fen - drawn.get(code, 0)) for code, fen in planned)

    def findings(self) -> tuple[Finding, ...]:
        """Return what was paid otherwise than planned: by payment, then by item, then by source."""
        items = {item.code: item for item in self.plan.items}
        sources = {source.code: source for source in self.plan.sources}
        return (
            *(
                finding
                for number, payment in enumerate(self.payments, start=1)
                for finding in _amiss(
                    number, payment, item=items.get(payment.item), source=sources.get(payment.source)
                )
            ),
            *(
                ITEM_OVERPAID.finding(code, {"item": items[code].words, **_facts(planned, paid)})
                for code, planned, paid, left in self.by_item()
                if left < 0
            ),
            *(
                SOURCE_OVERDRAWN.finding(code, {"source": sources[code].words, **_facts(planned, paid)})
                for code, planned, paid, left in self.by_source()
                if left < 0
            ),
            *(finding for source in self.plan.sources for finding in self._ahead(source)),
        )

    def _repr_html_(self) -> str:
        """Show what was planned and paid as a table in a notebook: sources, items, what is amiss."""
        sources = {source.code: source.words for source in self.plan.sources}
        items = {item.code: item.words for item in self.plan.items}
        drawn = [(sources[row[0]], row[1:]) for row in self.by_source()]
        paid = [(items[row[0]], row[1:]) for row in self.by_item()]
        return account_page([*drawn, *paid], findings=self.findings())

    def _ahead(self, source: FundingSource) -> tuple[Finding, ...]:
        """Return the first day on which a source had paid more than had come, if there is one."""
        dated = [(each.on, each.amount.fen) for each in self.payments if each.source == source.code]
        days = sorted(((on, fen) for on, fen in dated if on is not None), key=itemgetter(0))
        paid = 0
        for on, those in groupby(days, key=itemgetter(0)):
            paid += sum(fen for _, fen in those)
            there = source.there_by(on)
            if source.instalments and paid > there.fen:
                facts = {"source": source.words, "day": on.isoformat(), **_facts(there.fen, paid)}
                return (PAID_AHEAD.finding(source.code, facts),)
        return ()


def _facts(planned: int, paid: int) -> dict[str, Detail]:
    """Return what was planned and what was paid, as a message is filled with it."""
    return {"planned": str(Money(planned)), "paid": str(Money(paid))}


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the sums of numbers by code."""
    sums: dict[str, int] = {}
    for code, fen in pairs:
        sums[code] = sums.get(code, 0) + fen
    return sums


def _amiss(
    number: int, payment: Payment, *, item: CostItem | None, source: FundingSource | None
) -> list[Finding]:
    """Return what is wrong with one payment by itself."""
    strange = [
        (name, what)
        for name, what, known in ((payment.source, _SOURCE, source), (payment.item, _ITEM, item))
        if known is None
    ]
    found = [
        PAYMENT_UNPLANNED.finding(name, {"number": number, "what": what, "name": name})
        for name, what in strange
    ]
    if item is not None and source is not None and not source.may_pay(item.kind):
        facts: dict[str, Detail] = {
            "number": number,
            "source": source.words,
            "item": item.words,
            "kind": item.kind,
        }
        found.append(PAYMENT_OFF_EARMARK.finding(payment.item, facts))
    if source is not None and source.instalments and payment.on is None:
        found.append(PAYMENT_UNDATED.finding(source.code, {"number": number, "source": source.words}))
    return found
