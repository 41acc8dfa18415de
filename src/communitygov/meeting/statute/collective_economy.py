"""Rural collectives: 农村集体经济组织法 (2024), in force from 2025-05-01 (article 67).

1. Two thirds must be present, and two thirds of *all* agree: who stays away counts against (article 27).
2. That one who is no member may have benefits takes three quarters of all (article 15).
3. The Party organisation studies important matters first; that is a stage of a procedure and no vote, and
   stands in a remark.

The whole text was read in a public copy.  That the bylaws of a collective may ask for more (article 27) is
not modelled.
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
from communitygov.meeting.statute.provision import ProxyLimit, StatutePeriod
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.statute.terms import (
    Dating,
    DecidingBody,
    MatterClass,
    ProxyCircle,
    Verification,
    chosen,
)
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

_LAW = Citation(document="cn-rural-collective-law", article="27", in_force_from=date(2025, 5, 1))
_BENEFITS, _REPRESENTED, _COUNCIL = (attrs.evolve(_LAW, article=article) for article in ("15", "28", "31"))
_TWO_THIRDS = AtLeast("2/3")


def _of_all(majority: Threshold, source: Citation, *, there: Citation) -> All:
    """Return two thirds present, and a majority of all."""
    return All(
        Quorum("heads", _TWO_THIRDS, source=there),
        Majority("heads", base="all", threshold=majority, source=source),
        source=source,
    )


_MEMBERS = Statute(
    id="cn-rural-collective-law-members",
    title=Words("农村集体经济组织法第27条：成员大会", "Rural Collectives Law, article 27: assembly"),
    body=DecidingBody.COLLECTIVE_MEMBERS,
    source=_LAW,
    verification=Verification.VERIFIED,
    dating=Dating.TEXT,
    rule=_of_all(_TWO_THIRDS, _LAW, there=_LAW),
    periods=(StatutePeriod("notice", 10, source=_LAW),),
    proxies=ProxyLimit(holders=ProxyCircle.HOUSEHOLD, source=_LAW),
    remarks=(
        Words(
            "重要事项应当先经党组织研究讨论（第26条）；通知须载明时间、地点、审议事项；可以即时通讯方式线上参加；"
            "委托须书面，限于本户成员",
            "the Party organisation studies important matters first (article 26); the notice names time, "
            "place and items; members may take part online by instant messaging, or by written proxy within "
            "the household",
        ),
        Words(
            "章程等有更严格规定的，从其规定，未建模",
            "stricter rules of the bylaws or of other laws go first and are not modelled",
        ),
    ),
)
_PRESETS: Mapping[str, Statute] = MappingProxyType(
    {
        "members": _MEMBERS,
        "non_members": attrs.evolve(
            _MEMBERS,
            id="cn-rural-collective-law-non-members",
            title=Words(
                "农村集体经济组织法第15条：非成员享有权益",
                "Rural Collectives Law, article 15: benefits for those who are no members",
            ),
            matter=MatterClass.NON_MEMBERS,
            source=_BENEFITS,
            rule=_of_all(AtLeast("3/4"), _BENEFITS, there=_LAW),
        ),
        "representatives": Statute(
            id="cn-rural-collective-law-representatives",
            title=Words(
                "农村集体经济组织法第28条：成员代表大会", "Rural Collectives Law, article 28: representatives"
            ),
            body=DecidingBody.COLLECTIVE_REPRESENTATIVES,
            source=_REPRESENTED,
            verification=Verification.VERIFIED,
            dating=Dating.TEXT,
            rule=Majority("heads", base="all", threshold=_TWO_THIRDS, source=_REPRESENTED),
            remarks=(
                Words(
                    "条文未另设法定人数；代表应当多于二十人；章程、成员确认、土地、补偿费、合并分立等事项不得代行",
                    "the article asks for no quorum beside the majority; there are more than twenty "
                    "representatives; bylaws, membership, land, compensation, mergers stay with the assembly",
                ),
            ),
        ),
        "council": Statute(
            id="cn-rural-collective-law-council",
            title=Words("农村集体经济组织法第31条：理事会", "Rural Collectives Law, article 31: council"),
            body=DecidingBody.COLLECTIVE_COUNCIL,
            source=_COUNCIL,
            verification=Verification.VERIFIED,
            dating=Dating.TEXT,
            rule=_of_all(MoreThan("1/2"), _COUNCIL, there=_COUNCIL),
            remarks=(
                Words(
                    "理事会成员之间实行近亲属回避（第29条）",
                    "near relatives may not sit together (article 29)",
                ),
            ),
        ),
    }
)
COLLECTIVES = tuple(_PRESETS.values())


def collective_economy_law(*, body: str = "members") -> Statute:
    """Return what the law on rural collectives asks of one of their bodies.

    Parameters
    ----------
    body
        ``"members"``, ``"representatives"`` or ``"council"``; or ``"non_members"`` for what the members
        decide about benefits of those who are none.

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
