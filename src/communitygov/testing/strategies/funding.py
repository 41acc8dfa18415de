"""Hypothesis strategies for sources with earmarks, items, plans that are met or lack money, and accounts.

Amounts are small and kinds few, so that sources meet over the same items and earmarks bind.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.space.funding.account import FundingAccount
from communitygov.space.funding.item import CostItem, Payment
from communitygov.space.funding.plan import FundingPlan
from communitygov.space.funding.source import FundingKind, FundingSource, Instalment
from communitygov.space.funding.violation import FundingShare, Violation
from communitygov.testing.strategies.core import citations, days, identifiers, terms, titles

#: What earmarks tell apart.
ITEM_KINDS = ("works", "furniture", "operation", "green")
#: Between these the days of instalments lie, so close together that they matter.
FIRST_DAY, LAST_DAY = date(2026, 3, 1), date(2026, 3, 8)


def amounts(*, most: int = 12) -> st.SearchStrategy[Money]:
    """Return money from nothing to `most` fen."""
    return st.builds(Money, st.integers(0, most))


def item_kinds() -> st.SearchStrategy[str]:
    """Return kinds of items."""
    return st.sampled_from(ITEM_KINDS)


def instalments() -> st.SearchStrategy[Instalment]:
    """Return parts of money with the day on which they come."""
    return st.builds(Instalment, days(earliest=FIRST_DAY, latest=LAST_DAY), amounts())


@st.composite
def sources(draw: st.DrawFn, *, code: str | None = None, most_instalments: int = 3) -> FundingSource:
    """Return sources, some with earmarks, some with money that comes in parts."""
    several = st.lists(instalments(), max_size=most_instalments, unique_by=lambda each: each.on)
    parts = sorted(draw(several), key=lambda each: each.on)
    amount = Money.total(each.amount for each in parts) if parts else draw(amounts())
    return FundingSource(
        draw(identifiers()) if code is None else code,
        draw(titles()),
        draw(titles()),
        kind=draw(st.sampled_from(FundingKind).map(lambda kind: kind.term) | terms()),
        amount=amount,
        pays=draw(st.frozensets(item_kinds(), max_size=3)),
        order=draw(st.integers(0, 2)),
        instalments=parts,
        stated=draw(citations()),
    )


@st.composite
def cost_items(
    draw: st.DrawFn, *, code: str | None = None, due: st.SearchStrategy[date | None] | None = None
) -> CostItem:
    """Return items, some due on a day."""
    days_due = st.none() | days(earliest=FIRST_DAY, latest=LAST_DAY) if due is None else due
    return CostItem(
        draw(identifiers()) if code is None else code,
        draw(titles()),
        draw(titles()),
        kind=draw(item_kinds()),
        cost=draw(amounts()),
        due=draw(days_due),
    )


@st.composite
def funding_plans(draw: st.DrawFn, *, most_instalments: int = 3) -> FundingPlan:
    """Return plans of few sources and items, many lacking money; without instalments nothing is dated."""
    due = None if most_instalments else st.none()
    many, few = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    return FundingPlan(
        [draw(sources(code=f"s-{at}", most_instalments=most_instalments)) for at in range(many)],
        [draw(cost_items(code=f"i-{at}", due=due)) for at in range(few)],
        budget=draw(st.none() | amounts(most=40)),
        id=draw(identifiers()),
    )


def payments(
    *, source: st.SearchStrategy[str] | None = None, item: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Payment]:
    """Return payments, some without a day."""
    return st.builds(
        Payment,
        identifiers() if source is None else source,
        identifiers() if item is None else item,
        amount=amounts(),
        on=st.none() | days(earliest=FIRST_DAY, latest=LAST_DAY),
    )


@st.composite
def funding_accounts(draw: st.DrawFn) -> FundingAccount:
    """Return plans with payments, some of them for what was not planned."""
    plan = draw(funding_plans())
    paid = payments(
        source=st.sampled_from(("s-0", "s-1", "s-2", "stranger")),
        item=st.sampled_from(("i-0", "i-1", "i-2", "extra")),
    )
    return FundingAccount(plan, draw(st.lists(paid, max_size=5)))


def funding_shares() -> st.SearchStrategy[FundingShare]:
    """Return what a source pays of an item."""
    return st.builds(FundingShare, identifiers(), identifiers(), amounts())


@st.composite
def violations(draw: st.DrawFn) -> Violation:
    """Return items that cannot be met, with the sources that may pay them."""
    available = draw(amounts())
    return Violation(
        items=draw(st.lists(identifiers(), min_size=1, max_size=3)),
        sources=draw(st.lists(identifiers(), max_size=3)),
        needed=available + Money(draw(st.integers(1, 9))),
        available=available,
    )


#: Kind of value -> strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        CostItem: cost_items,
        FundingAccount: funding_accounts,
        FundingPlan: funding_plans,
        FundingShare: funding_shares,
        FundingSource: sources,
        Instalment: instalments,
        Payment: payments,
        Violation: violations,
    }
)
