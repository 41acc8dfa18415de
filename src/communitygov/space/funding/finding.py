"""The findings about a plan of money: what it lacks, what does not add up, what was paid otherwise.

This module only knows the words; which of them hold, the plan and the account say.
"""

from collections.abc import Sequence

from communitygov.core.finding import Message
from communitygov.errors import Words

#: Most codes that a sentence lists.
_MOST_LISTED = 10

FUNDS_LACKING = Message(
    "FUNDS_LACKING",
    Words(
        "{items} 需 {needed}；可付者只有 {sources}，共 {available}，缺 {missing}",
        "{items} cost {needed}; only {sources} may pay them, with {available} together: {missing} is lacking",
    ),
    Words(
        "请向 {sources} 增筹，或请其他来源放宽用途，或减项",
        "raise more for {sources}, open another earmark to them, or spend less on them",
    ),
)
FUNDS_LATE = Message(
    "FUNDS_LATE",
    Words(
        "{items} 需 {needed}；到应付之日，可付的 {sources} 只到账 {available}，缺 {missing}",
        "{items} cost {needed}; of {sources}, which may pay them, only {available} has come when they are "
        "due: {missing} is lacking",
    ),
    Words(
        "请将 {sources} 的拨付提前，或将应付之日延后，或增筹",
        "have {sources} come earlier, let the items be due later, or raise more",
    ),
)
NO_SOURCE_FOR_ITEM = Message(
    "NO_SOURCE_FOR_ITEM",
    Words("{items} 需 {needed}，没有来源可付", "{items} cost {needed}, and no source may pay them"),
    Words("请为其找一来源，或放宽某一来源的用途", "find a source for them, or open an earmark to them"),
)
OVER_BUDGET = Message(
    "OVER_BUDGET",
    Words(
        "各项共 {total}，超出预算 {budget} 达 {excess}",
        "items cost {total}, {excess} over the budget {budget}",
    ),
    Words("请减项 {excess}，或提高预算", "spend {excess} less, or raise the budget"),
)
SOURCES_OFF_BUDGET = Message(
    "SOURCES_OFF_BUDGET",
    Words(
        "资金来源共 {funds}，与预算 {budget} 相差 {difference}",
        "sources come to {funds}, which differs from the budget {budget} by {difference}",
    ),
    Words("请使来源合计与预算一致", "make the sources come to the budget"),
)
UNUSED_FUNDS = Message(
    "UNUSED_FUNDS",
    Words("{source} 尚有 {left} 无处可用", "{left} of {source} is not used"),
    Words(
        "请增列其可付的项目，或放宽其用途，或少筹",
        "add items that it may pay, widen its earmark, or raise less",
    ),
)
PAYMENT_UNPLANNED = Message(
    "PAYMENT_UNPLANNED",
    Words("第 {number} 笔付款：计划中没有{what} {name}", "payment {number}: the plan has no {what} {name}"),
    Words("请将 {name} 列入计划，或更正付款", "put {name} into the plan, or correct the payment"),
)
PAYMENT_OFF_EARMARK = Message(
    "PAYMENT_OFF_EARMARK",
    Words(
        "第 {number} 笔付款：{source} 不可付 {kind} 类的 {item}",
        "payment {number}: {source} may not pay {item}, of kind {kind}",
    ),
    Words(
        "请改由可付的来源支付，并退回 {source}",
        "pay it from a source that may, and give {source} its money back",
    ),
)
PAYMENT_UNDATED = Message(
    "PAYMENT_UNDATED",
    Words(
        "第 {number} 笔付款未注日期，{source} 当时是否已到账不可知",
        "payment {number} has no day: whether the money of {source} had come is not known",
    ),
    Words("请补上付款日期", "add the day"),
)
ITEM_OVERPAID = Message(
    "ITEM_OVERPAID",
    Words("{item} 计划 {planned}，已付 {paid}", "{item} was planned at {planned} and has been paid {paid}"),
    Words("请说明超付，或调整计划", "account for the excess, or change the plan"),
)
SOURCE_OVERDRAWN = Message(
    "SOURCE_OVERDRAWN",
    Words("{source} 只有 {planned}，已付出 {paid}", "{source} has {planned} and has paid {paid}"),
    Words("请由其他来源补回，或增筹", "make it up from other sources, or raise more"),
)
PAID_AHEAD = Message(
    "PAID_AHEAD",
    Words(
        "到 {day}，{source} 已付出 {paid}，而到账只有 {planned}",
        "by {day} {source} had paid {paid}, and only {planned} had come",
    ),
    Words("请说明垫付由谁承担", "say who advanced the money"),
)

#: Every message of this package.
MESSAGES: tuple[Message, ...] = (
    FUNDS_LACKING,
    FUNDS_LATE,
    NO_SOURCE_FOR_ITEM,
    OVER_BUDGET,
    SOURCES_OFF_BUDGET,
    UNUSED_FUNDS,
    PAYMENT_UNPLANNED,
    PAYMENT_OFF_EARMARK,
    PAYMENT_UNDATED,
    ITEM_OVERPAID,
    SOURCE_OVERDRAWN,
    PAID_AHEAD,
)


def listed(names: Sequence[Words]) -> Words:
    """Return names as one enumeration, only the first of them if they are many.

    Examples
    --------
    >>> listed([Words("地面", "floor"), Words("家具", "furniture")])
    Words(zh='地面、家具', en='floor, furniture')
    >>> listed([Words(str(number), str(number)) for number in range(12)]).en
    '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more'
    """
    first, more = names[:_MOST_LISTED], len(names) - _MOST_LISTED
    zh, en = "、".join(name.zh for name in first), ", ".join(name.en for name in first)
    return Words(f"{zh} 等另 {more} 项", f"{en} and {more} more") if more > 0 else Words(zh, en)
