"""Why an entry or an adoption is refused: the words of every condition, and the error that names them all."""

from typing import ClassVar

import attrs

from communitygov.core.finding import Message, Reason
from communitygov.core.source import quoted
from communitygov.errors import CommunityGovError, Words
from communitygov.quotation import shown
from communitygov.space.operation.offer import BOTH_ROLES, FREE_OR_LOW

ENTRY_ID_TAKEN = Message(
    "ENTRY_ID_TAKEN",
    Words("分录 {entry} 已经记过", "the entry {entry} has been made already"),
    Words("请另取编号；更正请用冲销", "take another id; to correct an entry, reverse it"),
)
LEDGER_FULL = Message(
    "LEDGER_FULL",
    Words("账本已满 {most} 笔", "the ledger has {most} entries and is full"),
    Words("请另开账本", "begin another ledger"),
)
OFFER_UNKNOWN = Message(
    "OFFER_UNKNOWN",
    Words("没有服务 {offer}", "there is no offer {offer}"),
    Words("请先发布该服务", "publish it first"),
)
OFFER_NOT_OPEN = Message(
    "OFFER_NOT_OPEN",
    Words("服务 {offer} 在 {on} 未开放", "the offer {offer} is not open on {on}"),
    Words("请核对日期，或另行发布", "check the day, or publish another offer"),
)
BUYER_UNKNOWN = Message(
    "BUYER_UNKNOWN",
    Words("{buyer} 不在计划内", "{buyer} is not in the scheme"),
    Words("请先登记 {buyer}", "enrol {buyer} first"),
)
GIVER_UNKNOWN = Message(
    "GIVER_UNKNOWN",
    Words("服务 {offer} 的提供者 {giver} 不在计划内", "{giver}, who offers {offer}, is not in the scheme"),
    Words("请先登记 {giver}", "enrol {giver} first"),
)
SELF_PURCHASE = Message(
    "SELF_PURCHASE",
    Words("{buyer} 不能购买自己的服务 {offer}", "{buyer} cannot buy {offer}, an offer of their own"),
    Words("请由他人购买", "have somebody else buy it"),
    BOTH_ROLES,
)
PRICE_OVER_CEILING = Message(
    "PRICE_OVER_CEILING",
    Words("{price} 高于上限 {ceiling}", "{price} is over the ceiling of {ceiling}"),
    Words("请以不高于 {ceiling} 成交，或免费", "agree on {ceiling} or less, or on nothing"),
    FREE_OR_LOW,
)
MINUTES_OVER_OFFER = Message(
    "MINUTES_OVER_OFFER",
    Words(
        "{minutes} 分钟超过服务 {offer} 所载 {offered} 分钟",
        "{minutes} minutes are more than the {offered} of {offer}",
    ),
    Words(
        "请按 {offered} 分钟以内入账，或另行发布服务",
        "enter {offered} minutes or less, or publish another offer",
    ),
)
GIVER_WITHOUT_SKILL = Message(
    "GIVER_WITHOUT_SKILL",
    Words("提供者 {giver} 未登记技能 {skill}", "{giver}, who offers it, has not the skill {skill}"),
    Words("请先为 {giver} 登记该技能", "add the skill to {giver} first"),
)
PRICE_OVER_OFFER = Message(
    "PRICE_OVER_OFFER",
    Words("{price} 高于标价 {offered}", "{price} is more than the {offered} at which it is offered"),
    Words("请按标价 {offered} 或更低成交", "agree on {offered} or less"),
)
CREDIT_EXCEEDED = Message(
    "CREDIT_EXCEEDED",
    Words(
        "成交后 {buyer} 将为 {after}，低于 -{credit}", "it would leave {buyer} at {after}, below -{credit}"
    ),
    Words("请 {buyer} 先为邻里提供服务，或另付", "have {buyer} serve a neighbour first, or pay otherwise"),
)
REVERSED_UNKNOWN = Message(
    "REVERSED_UNKNOWN",
    Words("没有可冲销的购买 {of}", "there is no purchase {of} to take back"),
    Words("请核对编号；冲销本身不可再冲销", "check the id; a reversal itself cannot be taken back"),
)
REVERSED_ALREADY = Message(
    "REVERSED_ALREADY",
    Words("{of} 已被冲销", "{of} has been taken back already"),
    Words("无须再冲销", "leave it"),
)
REVERSED_EARLIER = Message(
    "REVERSED_EARLIER",
    Words("冲销时间早于 {of} 的 {at}", "the reversal is earlier than {of}, which was at {at}"),
    Words("请核对时间", "check the time"),
)

#: Where boxes are adopted.
ADOPTED_BOXES = quoted("000", "认养农庄内的蔬菜水果40箱")

PLOT_UNKNOWN = Message(
    "PLOT_UNKNOWN",
    Words("没有地块或种植箱 {plot}", "there is no plot {plot}"),
    Words("请核对编号", "check the id"),
)
PLOT_TAKEN = Message(
    "PLOT_TAKEN",
    Words("{plot} 在这些日子已有 {takers} 认养", "{plot} is adopted in these days, by {takers}"),
    Words("请选其他地块，或进入候补", "choose another plot, or wait in the list"),
    ADOPTED_BOXES,
)
HAS_PLOT_ALREADY = Message(
    "HAS_PLOT_ALREADY",
    Words("{by} 在这些日子已认养 {plot}", "{by} has {plot} in these days already"),
    Words("无须再次认养", "leave it"),
    ADOPTED_BOXES,
)
PLOT_PROMISED = Message(
    "PLOT_PROMISED",
    Words("{first} 候补在先", "{first} has waited longer"),
    Words("请先由 {first} 认养，或退出候补", "let {first} adopt first, or leave the list"),
)
ADOPTER_FULL = Message(
    "ADOPTER_FULL",
    Words("{by} 已认养 {has} 处，上限为 {most}", "{by} has {has} plots; the most is {most}"),
    Words("请先退还一处", "return one first"),
)
NOT_ADOPTED_BY = Message(
    "NOT_ADOPTED_BY",
    Words("{by} 在 {on} 未认养 {plot}", "{by} does not have {plot} on {on}"),
    Words("请核对地块与认养人", "check plot and adopter"),
)
WAITS_ALREADY = Message(
    "WAITS_ALREADY",
    Words("{by} 已在候补之中", "{by} is in the list already"),
    Words("无须再次候补", "wait"),
)
WAITS_BEFORE_LAST = Message(
    "WAITS_BEFORE_LAST",
    Words(
        "{on} 早于最后一位候补者 {last} 的 {since}",
        "{on} is before {since}, since when {last}, the last in the list, has waited",
    ),
    Words("请填不早于 {since} 的日期", "give a day from {since} on"),
)
NOBODY_WAITS = Message(
    "NOBODY_WAITS",
    Words("无人候补 {plot}", "nobody waits for {plot}"),
    Words("请直接认养", "adopt it"),
)
NOT_WAITING = Message(
    "NOT_WAITING",
    Words("{by} 不在候补之中", "{by} is not in the list"),
    Words("请核对编号", "check the id"),
)
PLOTS_FREE = Message(
    "PLOTS_FREE",
    Words("{on} 尚有空地块 {plot}", "the plot {plot} is free on {on}"),
    Words("请直接认养", "adopt it; there is nothing to wait for"),
)


@attrs.frozen(str=False)
class OperationRefused(CommunityGovError, ValueError):
    """Something was not entered; *every* unmet condition is in `reasons`, and nothing has changed.

    Examples
    --------
    >>> reason = SELF_PURCHASE.reason("e-1", {"buyer": "r-1", "offer": "o-1"})
    >>> print(OperationRefused("e-1", (reason,)))
    'e-1' is refused: r-1 cannot buy o-1, an offer of their own (have somebody else buy it). \
[OPERATION_REFUSED]
    """

    code: ClassVar[str] = "OPERATION_REFUSED"
    what: str
    reasons: tuple[Reason, ...]

    def words(self) -> Words:
        """Give every reason, each with what would mend it."""
        zh = "；".join(f"{each.text('zh')}（{each.advice('zh')}）" for each in self.reasons)
        en = "; ".join(f"{each.text()} ({each.advice()})" for each in self.reasons)
        return Words(f"{shown(self.what)} 未被接受：{zh}。", f"{shown(self.what)} is refused: {en}.")
