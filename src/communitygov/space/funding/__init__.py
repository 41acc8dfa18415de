"""Whose money (资金): sources with earmarks, what they are to pay, what is lacking and why, what was paid.

Read in this order: `source`, `item`, `plan`, `account`; `earmark` and `flow` are the arithmetic below.
"""

from communitygov.space.funding.account import MOST_PAYMENTS, FundingAccount
from communitygov.space.funding.earmark import MOST_BOUNDS, MOST_LISTED, EarmarkTable
from communitygov.space.funding.item import CostItem, Payment
from communitygov.space.funding.plan import MOST_ITEMS, MOST_PARTS, MOST_SOURCES, FundingPlan
from communitygov.space.funding.source import (
    MOST_INSTALMENTS,
    THREE_SOURCES,
    FundingKind,
    FundingSource,
    Instalment,
)
from communitygov.space.funding.violation import FundingShare, Violation

__all__ = [
    "MOST_BOUNDS",
    "MOST_INSTALMENTS",
    "MOST_ITEMS",
    "MOST_LISTED",
    "MOST_PARTS",
    "MOST_PAYMENTS",
    "MOST_SOURCES",
    "THREE_SOURCES",
    "CostItem",
    "EarmarkTable",
    "FundingAccount",
    "FundingKind",
    "FundingPlan",
    "FundingShare",
    "FundingSource",
    "Instalment",
    "Payment",
    "Violation",
]
