"""Regional presets: what some places ask beside the laws of the whole country.

Only rows are here whose figures make a rule, a period, or a limit of proxies.  They were read in excerpts
alone, so that whatever is empty was not read.  The day from which each holds was not noted: that is a gap
too, and none of them is ever chosen by date.  Take them by name, for the place they are of, and read the
text.
"""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.meeting.council.requisition_rule import RequisitionRule, RequisitionShare
from communitygov.meeting.decision.combination import All
from communitygov.meeting.decision.consent import NoUnsettledObjection
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.resolution.negative_consent import NegativeConsent
from communitygov.meeting.statute.provision import ProxyLimit, StatutePeriod
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.statute.terms import (
    DecidingBody,
    Gap,
    MatterClass,
    ProxyCircle,
    Verification,
    chosen,
)
from communitygov.meeting.threshold import AtLeast, MoreThan

_BEIJING, _HANGZHOU = Term("beijing", "北京市", "Beijing"), Term("hangzhou", "杭州市", "Hangzhou")
_LISHUI, _JINAN = Term("lishui", "丽水市", "Lishui"), Term("jinan", "济南市", "Jinan")
_ZHEJIANG = Term("zhejiang", "浙江省", "Zhejiang")
_HALF, _TWO_THIRDS, _THIRD = MoreThan("1/2"), AtLeast("2/3"), AtLeast("1/3")

_BEIJING_LAW = Citation(document="beijing-property-regulation", article="35-37, 45")
_HANGZHOU_LAW = Citation(document="hangzhou-property-regulation", article="29")
_HANGZHOU_MEETING = attrs.evolve(_HANGZHOU_LAW, article="19-20")
_LISHUI_LAW = Citation(document="lishui-property-regulation", article="13")
_JINAN_LAW = Citation(document="jinan-lifts-regulation", article="11-12")
_ZHEJIANG_ELECTIONS = Citation(document="zhejiang-village-elections", article="25")
_ZHEJIANG_MEASURES = Citation(document="zhejiang-villagers-committee-measures", article="12, 23")


def _but(*given: Gap) -> frozenset[Gap]:
    """Return all gaps but these: of an excerpt, whatever is empty was not read."""
    return frozenset(Gap) - frozenset(given)


_OWNERS: tuple[Statute, ...] = (
    Statute(
        id="beijing-property-regulation-assembly",
        title=Words("北京市物业管理条例（2024）：业主大会", "Beijing Property Regulation (2024): assembly"),
        body=DecidingBody.OWNERS_ASSEMBLY,
        matter=MatterClass.CONVENING,
        place=_BEIJING,
        source=_BEIJING_LAW,
        verification=Verification.EXCERPT,
        periods=(
            StatutePeriod("notice", 15, source=_BEIJING_LAW),
            StatutePeriod("posted_within", 3, source=_BEIJING_LAW),
        ),
        unread=_but(Gap.PERIODS),
        remarks=(
            Words("通知须载明议题；未列入的议题不得表决", "the notice names the items; no other is voted on"),
        ),
    ),
    Statute(
        id="beijing-property-regulation-committee",
        title=Words(
            "北京市物业管理条例（2024）：业主委员会", "Beijing Property Regulation (2024): committee"
        ),
        body=DecidingBody.OWNERS_COMMITTEE,
        place=_BEIJING,
        source=_BEIJING_LAW,
        verification=Verification.EXCERPT,
        rule=All(
            Quorum("heads", _HALF, source=_BEIJING_LAW),
            Majority("heads", base="all", threshold=_HALF, source=_BEIJING_LAW),
            source=_BEIJING_LAW,
        ),
        periods=(
            StatutePeriod("committee_told", 5, source=_BEIJING_LAW),
            StatutePeriod("posted_within", 3, source=_BEIJING_LAW),
        ),
        requisition=RequisitionRule(any_of=[RequisitionShare("heads", _THIRD)], source=_BEIJING_LAW),
        proxies=ProxyLimit(holders=ProxyCircle.NOBODY, source=_BEIJING_LAW),
        unread=_but(Gap.RULE, Gap.PERIODS, Gap.REQUISITION, Gap.PROXIES),
        remarks=(
            Words(
                "“过半数委员签字”理解为全体委员的过半数，是本库的理解；至少每两个月召开一次",
                "that more than half sign is read as of all members, which is this library's reading; held "
                "at least every two months",
            ),
        ),
    ),
    Statute(
        id="hangzhou-property-regulation-assembly",
        title=Words("杭州市物业管理条例（2021）：业主大会", "Hangzhou Property Regulation (2021): assembly"),
        body=DecidingBody.OWNERS_ASSEMBLY,
        matter=MatterClass.CONVENING,
        place=_HANGZHOU,
        source=_HANGZHOU_MEETING,
        verification=Verification.EXCERPT,
        periods=(
            StatutePeriod("notice", 15, source=_HANGZHOU_MEETING),
            StatutePeriod("notice_extraordinary", 7, source=_HANGZHOU_MEETING),
            StatutePeriod("vote_least", 5, source=_HANGZHOU_MEETING),
            StatutePeriod("vote_most", 60, source=_HANGZHOU_MEETING),
        ),
        unread=_but(Gap.PERIODS),
        remarks=(Words("默认电子表决，可以要求纸质", "electronic unless somebody asks for paper"),),
    ),
    Statute(
        id="hangzhou-property-regulation-committee",
        title=Words(
            "杭州市物业管理条例（2021）：业主委员会", "Hangzhou Property Regulation (2021): committee"
        ),
        body=DecidingBody.OWNERS_COMMITTEE,
        place=_HANGZHOU,
        source=_HANGZHOU_LAW,
        verification=Verification.EXCERPT,
        rule=Majority("heads", base="all", threshold=_HALF, source=_HANGZHOU_LAW),
        unread=_but(Gap.RULE),
        remarks=(Words("须签字；另有的法定人数未见", "with signatures; no quorum beside it was noted"),),
    ),
    Statute(
        id="lishui-property-regulation-delegates",
        title=Words("丽水市物业管理条例（2019）第13条", "Lishui Property Regulation (2019), article 13"),
        body=DecidingBody.OWNERS_DELEGATES,
        place=_LISHUI,
        source=_LISHUI_LAW,
        verification=Verification.EXCERPT,
        periods=(StatutePeriod("posted_for", 10, source=_LISHUI_LAW),),
        negative_consent=NegativeConsent(bounds={"heads": _THIRD, "area": _THIRD}, source=_LISHUI_LAW),
        unread=_but(Gap.PERIODS),
        remarks=(
            Words(
                "代表的票权为其所代表的票数，书面可以撤回",
                "a delegate weighs what is represented; a mandate may be revoked in writing",
            ),
        ),
    ),
    Statute(
        id="jinan-lifts-regulation",
        title=Words("济南市增设电梯规定（2019）第11、12条", "Jinan Rules on Adding Lifts (2019), 11 and 12"),
        body=DecidingBody.UNIT_OWNERS,
        matter=MatterClass.LIFT,
        place=_JINAN,
        source=_JINAN_LAW,
        verification=Verification.EXCERPT,
        rule=All(
            Majority("area", base="all", threshold=_TWO_THIRDS, source=_JINAN_LAW),
            Majority("heads", base="all", threshold=_TWO_THIRDS, source=_JINAN_LAW),
            NoUnsettledObjection(source=_JINAN_LAW),
            source=_JINAN_LAW,
        ),
        periods=(StatutePeriod("posted_for", 15, source=_JINAN_LAW),),
        unread=_but(Gap.RULE, Gap.PERIODS),
        remarks=(
            Words(
                "异议须为受影响者的书面异议；受影响者不是本单元业主时，另行登记",
                "objections count if written by those affected; those who are no owners of the unit are kept "
                "elsewhere",
            ),
        ),
    ),
)
_VILLAGES: tuple[Statute, ...] = (
    Statute(
        id="zhejiang-village-elections",
        title=Words("浙江省村委会选举办法（2020）第25条", "Zhejiang Village Elections (2020), article 25"),
        body=DecidingBody.VILLAGE_VOTERS,
        matter=MatterClass.ELECTION,
        place=_ZHEJIANG,
        source=_ZHEJIANG_ELECTIONS,
        verification=Verification.EXCERPT,
        proxies=ProxyLimit(
            holders=ProxyCircle.NEAR_RELATIVES,
            principals=3,
            declared_days=3,
            source=_ZHEJIANG_ELECTIONS,
        ),
        unread=_but(Gap.PROXIES),
        remarks=(
            Words(
                "不得转委托；委托须审核、公布；须按委托人意愿投票",
                "no sub-delegation; reviewed and posted; the holder follows the principal's will",
            ),
        ),
    ),
    Statute(
        id="zhejiang-villagers-committee-measures",
        title=Words(
            "浙江省实施村组法办法（2020）第12、23条", "Zhejiang Measures on Villagers' Committees (2020)"
        ),
        body=DecidingBody.VILLAGERS_REPRESENTATIVES,
        place=_ZHEJIANG,
        source=_ZHEJIANG_MEASURES,
        verification=Verification.EXCERPT,
        periods=(StatutePeriod("items_ahead", 3, source=attrs.evolve(_ZHEJIANG_MEASURES, article="12")),),
        unread=_but(Gap.PERIODS),
        remarks=(
            Words("决定不得与村民会议的决定相抵触", "no decision contradicts one of the villagers' assembly"),
        ),
    ),
)
REGIONAL = (*_OWNERS, *_VILLAGES)
_BY_ID: Mapping[str, Statute] = MappingProxyType({preset.id: preset for preset in REGIONAL})


def regional(preset_id: str) -> Statute:
    """Return a regional preset by its identifier.

    Raises
    ------
    UnknownName
        If no regional preset is called so.

    Examples
    --------
    >>> regional("hangzhou-property-regulation-assembly").days("vote_most")
    60
    """
    return chosen(Words("地方预设", "regional preset"), preset_id, among=_BY_ID)
