"""Front door of the standing orders: how a body wants its sittings called, held and voted in."""

from communitygov.meeting.standing_orders.notice_rule import NoticeRule, SittingKind
from communitygov.meeting.standing_orders.orders import StandingOrders, orders_on
from communitygov.meeting.standing_orders.proxy_rule import ProxyHolder, ProxyRule
from communitygov.meeting.standing_orders.recusal_rule import Declarer, RecusalRule, RecusedMay
from communitygov.meeting.standing_orders.vote_rule import DoubleBallot, MatterRule, VotingWindow

__all__ = [
    "Declarer",
    "DoubleBallot",
    "MatterRule",
    "NoticeRule",
    "ProxyHolder",
    "ProxyRule",
    "RecusalRule",
    "RecusedMay",
    "SittingKind",
    "StandingOrders",
    "VotingWindow",
    "orders_on",
]
