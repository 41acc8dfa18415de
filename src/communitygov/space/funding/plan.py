"""A plan of money (资金方案): what things cost, who may pay them, who does, and what is lacking.

A plan with money enough may still lack some where its earmarks want it; then `FundingPlan.violation` names
the items and the only sources that may pay them (Hall's condition).  Everything is whole fen.

This module knows no price, no tax and no law of procurement, and reads no clock.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.checks import Check, as_tuple, counted, each_of, identifier, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.space.funding.allocation import Allocation, Lack, allocated
from communitygov.space.funding.explanation import explained, lack_finding
from communitygov.space.funding.finding import OVER_BUDGET, SOURCES_OFF_BUDGET, UNUSED_FUNDS
from communitygov.space.funding.item import CostItem
from communitygov.space.funding.page import plan_page
from communitygov.space.funding.source import FundingSource, not_negative
from communitygov.space.funding.violation import FundingShare, Violation

#: Most sources and items of a plan, and most instalments of all sources together.
MOST_SOURCES, MOST_ITEMS, MOST_PARTS = 60, 2_000, 240

_CODES = Words("须有不同的编码", "must have different codes")


def _distinct(most: int) -> Check[tuple[object, ...]]:
    """Make a check for at most so many members of different codes."""
    bound = Words(f"须不多于 {most} 个", f"must be at most {most}")

    def check(
        _owner: object, field: "attrs.Attribute[tuple[object, ...]]", value: tuple[object, ...]
    ) -> None:
        if len(value) > most:
            raise InvalidValue(field.name, len(value), bound)
        told = Counter(str(getattr(each, "code", "")) for each in value)
        if len(told) < len(value):
            raise InvalidValue(field.name, sorted(code for code, count in told.items() if count > 1), _CODES)

    return check


@attrs.frozen
class FundingPlan(Value):
    """Sources and what they are to pay.

    Parameters
    ----------
    sources
        Where the money comes from.
    items
        What it is for.  Where money lacks, those listed first are met first.
    budget
        What all may cost together; none if nobody has said.
    id
        What findings about the whole plan are about.

    Examples
    --------
    >>> plan = FundingPlan(
    ...     [
    ...         FundingSource("fund", "保障资金", "guarantee funds", amount=Money.yuan(80), pays={"works"}),
    ...         FundingSource("raised", "居民自筹", "raised by residents", amount=Money.yuan(30), order=1),
    ...     ],
    ...     [
    ...         CostItem("floor", kind="works", cost=Money.yuan(70)),
    ...         CostItem("books", kind="furniture", cost=Money.yuan(40)),
    ...     ],
    ... )
    >>> str(plan.total), str(plan.funds), str(plan.shortfall)
    ('¥110.00', '¥110.00', '¥10.00')
    >>> for share in plan.shares():
    ...     print(share)
    fund pays ¥70.00 of floor
    raised pays ¥30.00 of books
    >>> for finding in plan.findings():
    ...     print(finding)
    books cost ¥40.00; only raised by residents may pay them, with ¥30.00 together: ¥10.00 is lacking \
[FUNDS_LACKING]
    ¥10.00 of guarantee funds is not used [UNUSED_FUNDS]
    >>> FundingPlan([], [CostItem("floor", kind="works", cost=Money(1))] * 2)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: items: ['floor'] will not do; it must have different codes. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "funding-plan"
    sources: tuple[FundingSource, ...] = attrs.field(
        converter=as_tuple, validator=[each_of(FundingSource), _distinct(MOST_SOURCES)], repr=counted
    )
    items: tuple[CostItem, ...] = attrs.field(
        converter=as_tuple, validator=[each_of(CostItem), _distinct(MOST_ITEMS)], repr=counted
    )
    budget: Money | None = attrs.field(default=None, kw_only=True, validator=optional(not_negative))
    id: str = attrs.field(default="plan", kw_only=True, validator=identifier)

    def __attrs_post_init__(self) -> None:
        """Refuse more instalments than can be told apart in bounded time, and more money than a sum holds."""
        parts = sum(len(source.instalments) for source in self.sources)
        if parts > MOST_PARTS:
            bound = Words(f"合计须不多于 {MOST_PARTS} 期", f"must be at most {MOST_PARTS} together")
            raise InvalidValue("instalments", parts, bound)
        _ = self.total, self.funds

    @property
    def total(self) -> Money:
        """What everything costs."""
        return Money.total(item.cost for item in self.items)

    @property
    def funds(self) -> Money:
        """What all sources have."""
        return Money.total(source.amount for source in self.sources)

    @property
    def shortfall(self) -> Money:
        """What cannot be paid, earmarks and days observed; at least what the total exceeds the funds by."""
        return self.total - Money(sum(self._allocation.paid.values()))

    @property
    def is_met(self) -> bool:
        """Whether everything can be paid."""
        return not self.shortfall.fen

    @cached_property
    def _allocation(self) -> Allocation:
        """Who pays what, worked out once."""
        return allocated(self.sources, self.items)

    def shares(self) -> tuple[FundingShare, ...]:
        """Return who pays what: as much as can be paid, sources of a lower order used up first.

        In the order of the items, and of the sources for each.  The shares of a source are never more than it
        has, those of an item never more than it costs, and together they are the total less the shortfall.
        """
        found = sorted(self._allocation.paid.items(), key=lambda pair: (pair[0][1], pair[0][0]))
        return tuple(
            FundingShare(self.sources[source].code, self.items[item].code, Money(fen))
            for (source, item), fen in found
        )

    def violation(self) -> Violation | None:
        """Return all items that cannot be met with the sources that may pay them; none if all can.

        What is missing is the shortfall.
        """
        lacks = self._allocation.lacks
        if not lacks:
            return None
        items = sorted(at for lack in lacks for at in lack.items)
        sources = sorted({at for lack in lacks for at in lack.sources})
        return self._violation(Lack(tuple(items), tuple(sources), sum(lack.available for lack in lacks)))

    def violations(self) -> tuple[Violation, ...]:
        """Return the same in parts that have no money in common, each to be mended by itself."""
        return tuple(map(self._violation, self._allocation.lacks))

    def _violation(self, lack: Lack) -> Violation:
        """Return what lacks, by codes."""
        return Violation(
            items=tuple(self.items[at].code for at in lack.items),
            sources=tuple(self.sources[at].code for at in lack.sources),
            needed=Money.total(self.items[at].cost for at in lack.items),
            available=Money(lack.available),
        )

    def left_over(self) -> Mapping[str, Money]:
        """Return what is left of each source when all that can be paid is paid, by its code."""
        left = {source.code: source.amount for source in self.sources}
        for share in self.shares():
            left[share.source] -= share.amount
        return left

    def explain(self, item: str) -> Words:
        """Say who pays an item, in the order in which they are called, and what is lacking and why.

        Raises
        ------
        UnknownName
            If the plan has no such item.

        Examples
        --------
        >>> fund = FundingSource("fund", "保障资金", "guarantee funds", amount=Money.yuan(80), order=1)
        >>> raised = FundingSource("raised", "居民自筹", "raised by residents", amount=Money.yuan(30))
        >>> plan = FundingPlan([fund, raised], [CostItem("floor", kind="works", cost=Money.yuan(120))])
        >>> print(plan.explain("floor").en)
        floor costs ¥120.00: raised by residents pays ¥30.00 (call 1), guarantee funds pays ¥80.00 \
(call 2); ¥10.00 is lacking, because floor may only be paid by guarantee funds, raised by residents, \
which lack ¥10.00
        """
        codes = [each.code for each in self.items]
        if item not in codes:
            raise UnknownName(Words("项目", "item"), item, tuple(codes))
        found = codes.index(item)
        return explained(found, sources=self.sources, items=self.items, allocation=self._allocation)

    def findings(self) -> tuple[Finding, ...]:
        """Return what is amiss: what lacks, what exceeds or differs from the budget, what is not used."""
        return (
            *(lack_finding(lack, sources=self.sources, items=self.items) for lack in self._allocation.lacks),
            *self._off_budget(),
            *(
                UNUSED_FUNDS.finding(source.code, {"source": source.words, "left": str(left)})
                for source, left in zip(self.sources, self.left_over().values(), strict=True)
                if left.fen
            ),
        )

    def _off_budget(self) -> tuple[Finding, ...]:
        """Return where total or sources and budget part."""
        if self.budget is None:
            return ()
        found = list[Finding]()
        if self.total > self.budget:
            excess = self.total - self.budget
            facts = {"total": str(self.total), "budget": str(self.budget), "excess": str(excess)}
            found.append(OVER_BUDGET.finding(self.id, facts))
        if self.funds != self.budget:
            difference = max(self.funds, self.budget) - min(self.funds, self.budget)
            facts = {"funds": str(self.funds), "budget": str(self.budget), "difference": str(difference)}
            found.append(SOURCES_OFF_BUDGET.finding(self.id, facts))
        return tuple(found)

    def rows(self) -> tuple[tuple[str | int, ...], ...]:
        """Return a heading and plain rows: item, kind, and in fen cost, what each source pays, what lacks.

        Examples
        --------
        >>> raised = FundingSource("raised", "居民自筹", "raised by residents", amount=Money(300))
        >>> for row in FundingPlan([raised], [CostItem("floor", kind="works", cost=Money(400))]).rows():
        ...     print(row)
        ('item', 'kind', 'cost', 'raised', 'lacking')
        ('floor', 'works', 400, 300, 100)
        """
        paid = self._allocation.paid
        lines = list[tuple[str | int, ...]]()
        for at, item in enumerate(self.items):
            given = [paid.get((source, at), 0) for source in range(len(self.sources))]
            lines.append((item.code, item.kind, item.cost.fen, *given, item.cost.fen - sum(given)))
        heading = ("item", "kind", "cost", *(source.code for source in self.sources), "lacking")
        return (heading, *lines)

    def text(self, language: Language = "en") -> str:
        """Say who pays each item, then what is amiss, a line each."""
        lines = [self.explain(item.code).say(language) for item in self.items]
        return "\n".join([*lines, *(finding.text(language) for finding in self.findings())])

    def _repr_html_(self) -> str:
        """Show who pays what as a table in a notebook, and what is amiss below it."""
        return plan_page(
            self.rows(),
            items=[item.words for item in self.items],
            sources=[source.words for source in self.sources],
            findings=self.findings(),
        )
