"""What owners of a building decide together: 民法典 articles 278 and 279, and 物业管理条例 articles 11 to 14.

1. Article 278 asks a share of those who take part; the older regulation asks a share of all.  The regulation
   is still published.  That the Civil Code goes before it from 2021-01-01 on is this library's reading: from
   that day on the regulation serves for the calling of a meeting alone.
2. Both measures must be met, 面积 and 人数, in the quorum and in the majority.
3. 过半数 is read as more than a half, 以上 includes the number itself (article 1259).
4. The Code names its first day (article 1260).  The regulation as last amended is taken from the day of that
   amendment, 2018-03-19; its own first day, 2003-09-01 (article 67), is that of an older text.

The text of both was read in a public copy.  This module does not know how area is measured where a flat has
no certificate, nor how several owners of one flat are counted.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.meeting.council.requisition_rule import RequisitionRule, RequisitionShare
from communitygov.meeting.decision.combination import All, Sub
from communitygov.meeting.decision.consent import Unanimous
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.statute.provision import ProxyLimit, StatutePeriod
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.statute.terms import (
    Dating,
    DecidingBody,
    Gap,
    MatterClass,
    ProxyCircle,
    Verification,
    chosen,
)
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

_CODE = Citation(document="cn-civil-code", article="278", in_force_from=date(2021, 1, 1))
_REGULATION = Citation(
    document="cn-property-regulation",
    article="12",
    in_force_from=date(2018, 3, 19),
    in_force_until=date(2021, 1, 1),
)
_CONVENING = Citation(document="cn-property-regulation", article="12-14", in_force_from=date(2018, 3, 19))
_HALF, _TWO_THIRDS, _THREE_QUARTERS = MoreThan("1/2"), AtLeast("2/3"), AtLeast("3/4")

_RULES_OF_PROCEDURE = Words("制定和修改业主大会议事规则", "the assembly's rules of procedure")
_COVENANT = Words("制定和修改管理规约", "the covenant of management")
_COMMITTEE = Words("选举业主委员会或者更换其成员", "election of the owners' committee, change of its members")
_OTHER = Words("有关共有和共同管理权利的其他重大事项", "other great matters of common rights")
_REBUILDING = Words("改建、重建建筑物及其附属设施", "rebuilding or altering the building and its facilities")


def _taking_part(majority: Threshold) -> All:
    """Return the rule of article 278 with one majority or the other."""
    return All(
        Quorum("area", _TWO_THIRDS, count="participating", source=_CODE),
        Quorum("heads", _TWO_THIRDS, count="participating", source=_CODE),
        Majority("area", base="participating", threshold=majority, source=_CODE),
        Majority("heads", base="participating", threshold=majority, source=_CODE),
        source=_CODE,
    )


def _of_all(majority: Threshold) -> All:
    """Return the rule of the older regulation with one majority or the other."""
    return All(
        Quorum("area", _HALF, count="participating", source=_REGULATION),
        Quorum("heads", _HALF, count="participating", source=_REGULATION),
        Majority("area", base="all", threshold=majority, source=_REGULATION),
        Majority("heads", base="all", threshold=majority, source=_REGULATION),
        source=_REGULATION,
    )


_ORDINARY_278 = Statute(
    id="cn-civil-code-278-ordinary",
    title=Words("民法典第278条（其他事项）", "Civil Code, article 278 (other items)"),
    body=DecidingBody.OWNERS_ASSEMBLY,
    source=_CODE,
    verification=Verification.VERIFIED,
    dating=Dating.TEXT,
    rule=_taking_part(_HALF),
    items=(
        (1, _RULES_OF_PROCEDURE),
        (2, _COVENANT),
        (3, _COMMITTEE),
        (4, Words("选聘和解聘物业服务企业或者其他管理人", "hiring and dismissing the property manager")),
        (5, Words("使用维修资金", "use of the repair fund")),
        (9, _OTHER),
    ),
)
_CIVIL_CODE_278: Mapping[str, Statute] = MappingProxyType(
    {
        "ordinary": _ORDINARY_278,
        "major": attrs.evolve(
            _ORDINARY_278,
            id="cn-civil-code-278-major",
            title=Words("民法典第278条（第六至八项）", "Civil Code, article 278 (items 6 to 8)"),
            matter=MatterClass.MAJOR,
            rule=_taking_part(_THREE_QUARTERS),
            items=(
                (6, Words("筹集维修资金", "raising the repair fund")),
                (7, _REBUILDING),
                (
                    8,
                    Words(
                        "改变共有部分的用途或者利用共有部分从事经营活动",
                        "changing the use of common parts, or doing business with them",
                    ),
                ),
            ),
        ),
    }
)
_CODE_279 = attrs.evolve(_CODE, article="279")
_CIVIL_CODE_279 = Statute(
    id="cn-civil-code-279",
    title=Words("民法典第279条（住宅改为经营性用房）", "Civil Code, article 279 (a home for business)"),
    body=DecidingBody.INTERESTED_OWNERS,
    matter=MatterClass.CHANGE_OF_USE,
    source=_CODE_279,
    verification=Verification.VERIFIED,
    dating=Dating.TEXT,
    rule=Sub(
        "interested",
        Unanimous("all", source=_CODE_279),
        words=Words("有利害关系的业主", "interested owners"),
        source=_CODE_279,
    ),
    remarks=(
        Words(
            "谁有利害关系，由使用者在表决人名册中以 parts={'interested'} "
            "标明；条文之外的要求（法律、法规、管理规约）未建模",
            "who is interested is for the caller to say, by parts={'interested'} of the voters; what laws "
            "and covenant ask beside is not modelled",
        ),
    ),
)
_ORDINARY_REGULATION = Statute(
    id="cn-property-regulation-ordinary",
    title=Words(
        "物业管理条例第11、12条（其他事项）", "Property Management Regulation, 11 and 12 (other items)"
    ),
    body=DecidingBody.OWNERS_ASSEMBLY,
    source=_REGULATION,
    verification=Verification.VERIFIED,
    dating=Dating.AMENDMENT,
    rule=_of_all(_HALF),
    items=(
        (1, _RULES_OF_PROCEDURE),
        (2, _COVENANT),
        (3, _COMMITTEE),
        (4, Words("选聘和解聘物业服务企业", "hiring and dismissing the property manager")),
        (7, _OTHER),
    ),
    remarks=(
        Words(
            "条例文本仍在公布，与民法典第278条不一致；自 2021-01-01 起以民法典为准，是本库的理解",
            "still published, and at odds with article 278 of the Civil Code; that the Code goes before it "
            "from 2021-01-01 on is this library's reading",
        ),
        Words(
            "面积以建筑物总面积为分母；登记面积即全部专有部分时二者相同",
            "area is of the whole building; the same if all exclusive parts are on the roll",
        ),
    ),
    superseded_by="cn-civil-code-278-ordinary",
)
_PROPERTY_REGULATION: Mapping[str, Statute] = MappingProxyType(
    {
        "ordinary": _ORDINARY_REGULATION,
        "major": attrs.evolve(
            _ORDINARY_REGULATION,
            id="cn-property-regulation-major",
            title=Words(
                "物业管理条例第11、12条（第五、六项）",
                "Property Management Regulation, 11 and 12 (items 5, 6)",
            ),
            matter=MatterClass.MAJOR,
            rule=_of_all(_TWO_THIRDS),
            items=(
                (5, Words("筹集和使用专项维修资金", "raising and using the special repair fund")),
                (6, _REBUILDING),
            ),
            superseded_by="cn-civil-code-278-major",
        ),
        "convening": Statute(
            id="cn-property-regulation-convening",
            title=Words(
                "物业管理条例第12至14条（召集）", "Property Management Regulation, 12 to 14 (convening)"
            ),
            body=DecidingBody.OWNERS_ASSEMBLY,
            matter=MatterClass.CONVENING,
            source=_CONVENING,
            verification=Verification.VERIFIED,
            dating=Dating.AMENDMENT,
            periods=(StatutePeriod("notice", 15, source=attrs.evolve(_CONVENING, article="14")),),
            requisition=RequisitionRule(
                any_of=[RequisitionShare("heads", AtLeast("1/5"))],
                source=attrs.evolve(_CONVENING, article="13"),
            ),
            proxies=ProxyLimit(holders=ProxyCircle.ANYBODY, source=attrs.evolve(_CONVENING, article="12")),
            unread=(Gap.RULE,),
            remarks=(
                Words(
                    "法定人数与多数见同日的业主大会规则", "for quorum and majority, see the rule of that day"
                ),
                Words(
                    "住宅小区的业主大会会议须同时告知居民委员会；可以书面征求意见",
                    "the residents' committee is told at the same time; written consultation is allowed",
                ),
            ),
        ),
    }
)
OWNERS = (*_CIVIL_CODE_278.values(), _CIVIL_CODE_279, *_PROPERTY_REGULATION.values())


def civil_code_278(*, matter: str = "ordinary") -> Statute:
    """Return article 278: two thirds take part by area and number; a half or three quarters of them agree.

    Parameters
    ----------
    matter
        ``"ordinary"`` (items 1 to 5 and 9) or ``"major"`` (items 6 to 8).

    Raises
    ------
    UnknownName
        If there is no such class.

    Examples
    --------
    >>> civil_code_278(matter="major").items[0][1].zh
    '筹集维修资金'
    >>> civil_code_278(matter="mayor")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No class of matters of article 278 is called 'mayor'. Did you mean \
'major'? [UNKNOWN_NAME]
    """
    kind = Words("第278条的事项类别", "class of matters of article 278")
    return chosen(kind, matter, among=_CIVIL_CODE_278)


def civil_code_279() -> Statute:
    """Return article 279: every interested owner consents before a home becomes business premises.

    Examples
    --------
    >>> civil_code_279().rule.part
    'interested'
    """
    return _CIVIL_CODE_279


def property_regulation(*, matter: str = "ordinary") -> Statute:
    """Return 物业管理条例 (2018), articles 11 to 14, of which the shares are displaced since 2021.

    Parameters
    ----------
    matter
        ``"ordinary"``, ``"major"`` (items 5 and 6), or ``"convening"``, which holds to this day.

    Raises
    ------
    UnknownName
        If there is no such class.

    Examples
    --------
    >>> property_regulation(matter="convening").days("notice")
    15
    """
    kind = Words("物业管理条例的事项类别", "class of matters of the regulation")
    return chosen(kind, matter, among=_PROPERTY_REGULATION)
