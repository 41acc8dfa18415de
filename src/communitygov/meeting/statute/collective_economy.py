"""Rural collectives: 农村集体经济组织法 (2024), articles 26 to 31, in force from 2025-05-01.

1. Two thirds must be present, and two thirds of *all* agree: who stays away counts against.
2. The Party organisation studies important matters first; that is a stage of a procedure and no vote, and
   stands in a remark.

The articles were read in excerpts and are cited together.  That a benefit for those who are no members takes
three quarters of all is left out: its article was not noted.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.meeting.decision.combination import All
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.statute.statute import ProxyLimit, Statute, StatutePeriod
from communitygov.meeting.statute.terms import DecidingBody, Gap, ProxyCircle, Verification, chosen
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

_LAW = Citation(document="cn-rural-collective-law", article="26-31", in_force_from=date(2025, 5, 1))
_TWO_THIRDS = AtLeast("2/3")


def _of_all(majority: Threshold) -> All:
    """Return two thirds present, and a majority of all."""
    return All(
        Quorum("heads", _TWO_THIRDS, source=_LAW),
        Majority("heads", base="all", threshold=majority, source=_LAW),
        source=_LAW,
    )


_MEMBERS = Statute(
    id="cn-rural-collective-law-members",
    title=Words("农村集体经济组织法：成员大会", "Rural Collectives Law: assembly of the members"),
    body=DecidingBody.COLLECTIVE_MEMBERS,
    source=_LAW,
    verification=Verification.VERIFIED,
    rule=_of_all(_TWO_THIRDS),
    periods=(StatutePeriod("notice", 10),),
    proxies=ProxyLimit(holders=ProxyCircle.HOUSEHOLD),
    unread=(Gap.REQUISITION, Gap.COMPOSITION),
    remarks=(
        Words(
            "重要事项应当先经党组织研究讨论；通知须载明时间、地点、审议事项；可以即时通讯方式线上参加；"
            "委托须书面，限于本户成员",
            "the Party organisation studies important matters first; the notice names time, place and items; "
            "members may take part online by instant messaging, or by written proxy within the household",
        ),
    ),
)
_UNREAD = (Gap.PERIODS, Gap.REQUISITION, Gap.COMPOSITION, Gap.PROXIES)
_PRESETS: Mapping[str, Statute] = MappingProxyType(
    {
        "members": _MEMBERS,
        "representatives": attrs.evolve(
            _MEMBERS,
            id="cn-rural-collective-law-representatives",
            title=Words(
                "农村集体经济组织法：成员代表大会", "Rural Collectives Law: assembly of representatives"
            ),
            body=DecidingBody.COLLECTIVE_REPRESENTATIVES,
            rule=Majority("heads", base="all", threshold=_TWO_THIRDS, source=_LAW),
            periods=(),
            proxies=None,
            unread=_UNREAD,
            remarks=(Words("另有的法定人数未见", "no quorum beside the majority was noted"),),
        ),
        "council": attrs.evolve(
            _MEMBERS,
            id="cn-rural-collective-law-council",
            title=Words("农村集体经济组织法：理事会", "Rural Collectives Law: council"),
            body=DecidingBody.COLLECTIVE_COUNCIL,
            rule=_of_all(MoreThan("1/2")),
            periods=(),
            proxies=None,
            unread=_UNREAD,
            remarks=(Words("席位实行近亲属回避", "near relatives may not sit together"),),
        ),
    }
)
COLLECTIVES = tuple(_PRESETS.values())


def collective_economy_law(*, body: str = "members") -> Statute:
    """Return what the law on rural collectives asks of one of their bodies.

    Parameters
    ----------
    body
        ``"members"``, ``"representatives"`` or ``"council"``.

    Raises
    ------
    UnknownName
        If there is no such body.

    Examples
    --------
    >>> collective_economy_law().days("notice")
    10
    """
    return chosen(Words("集体经济组织的机构", "body of a rural collective"), body, among=_PRESETS)
