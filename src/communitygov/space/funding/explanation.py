"""A plan of money in words: who pays an item, and which set of items lacks what because of whom.

This module works nothing out; it is given who pays what.
"""

from collections.abc import Sequence

from communitygov.core.finding import Detail, Finding
from communitygov.core.money import Money
from communitygov.errors import Words
from communitygov.space.funding.allocation import Allocation, Lack, called
from communitygov.space.funding.finding import FUNDS_LACKING, FUNDS_LATE, NO_SOURCE_FOR_ITEM, listed
from communitygov.space.funding.item import CostItem
from communitygov.space.funding.source import FundingSource


def explained(
    at: int, *, sources: Sequence[FundingSource], items: Sequence[CostItem], allocation: Allocation
) -> Words:
    """Say who pays the item at a place, in the order of call, and what it lacks and why."""
    item, paid = items[at], allocation.paid
    parts = [
        _called(sources[source].words, Money(paid[source, at]), rank)
        for rank, source in enumerate(called(sources), start=1)
        if (source, at) in paid
    ]
    nobody = Words("无人支付", "nobody pays") if item.cost.fen else Words("无须支付", "nothing is to be paid")
    zh, en = "、".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    missing = item.cost - Money(sum(paid.get((source, at), 0) for source in range(len(sources))))
    lack = next((each for each in allocation.lacks if at in each.items), None) if missing.fen else None
    why = Words("", "") if lack is None else _why(missing, lack, sources=sources, items=items)
    return Words(
        f"{item.zh} 需 {item.cost}：{zh or nobody.zh}{why.zh}",
        f"{item.en} costs {item.cost}: {en or nobody.en}{why.en}",
    )


def lack_finding(lack: Lack, *, sources: Sequence[FundingSource], items: Sequence[CostItem]) -> Finding:
    """Return the finding about items that cannot be met."""
    named = [sources[at] for at in lack.sources]
    needed = needed_by(lack, items)
    facts: dict[str, Detail] = {
        "items": listed([items[at].words for at in lack.items]),
        "sources": listed([source.words for source in named]),
        "needed": str(needed),
        "available": str(Money(lack.available)),
        "missing": str(needed - Money(lack.available)),
    }
    is_late = lack.available < sum(source.amount.fen for source in named)
    message = FUNDS_LATE if is_late else FUNDS_LACKING
    return (message if named else NO_SOURCE_FOR_ITEM).finding(items[lack.items[0]].code, facts)


def needed_by(lack: Lack, items: Sequence[CostItem]) -> Money:
    """Return what the items of a lack cost together."""
    return Money.total(items[at].cost for at in lack.items)


def _why(missing: Money, lack: Lack, *, sources: Sequence[FundingSource], items: Sequence[CostItem]) -> Words:
    """Say what an item lacks, and the set that makes it so."""
    if not lack.sources:
        return Words(
            f"；缺 {missing}，因没有来源可付", f"; {missing} is lacking, because no source may pay it"
        )
    named = listed([items[at].words for at in lack.items])
    payers = listed([sources[at].words for at in lack.sources])
    short = needed_by(lack, items) - Money(lack.available)
    return Words(
        f"；缺 {missing}，因 {named.zh} 只可由 {payers.zh} 支付，共缺 {short}",
        f"; {missing} is lacking, because {named.en} may only be paid by {payers.en}, which lack {short}",
    )


def _called(name: Words, amount: Money, rank: int) -> Words:
    """Say that a source pays, and as which it is called."""
    return Words(f"{name.zh} 付 {amount}（第 {rank} 个动用）", f"{name.en} pays {amount} (call {rank})")
