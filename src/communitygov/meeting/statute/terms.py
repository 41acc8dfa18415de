"""The closed lists of legal presets: who decides, what kind of matter, what was read, what is missing.

This module knows no law.
"""

from collections.abc import Mapping
from typing import TypeVar

from communitygov.core.terms import Term, TermEnum
from communitygov.errors import UnknownName, Words
from communitygov.meeting.measure import Measure

T = TypeVar("T")

#: 全国: where a preset holds in the whole country.
CHINA = Term("cn", "全国", "the whole country")
#: 代表人数: by how many of the representatives something is asked for.
REPRESENTATIVES = Measure("representatives", "代表人数", "representatives", unit=Words("人", ""))


class DecidingBody(TermEnum):
    """The body that a preset is about (议决主体).

    Examples
    --------
    >>> DecidingBody("owners_assembly").label("zh")
    '业主大会'
    """

    OWNERS_ASSEMBLY = "owners_assembly", "业主大会", "owners' assembly"
    OWNERS_DELEGATES = "owners_delegates", "业主代表大会", "assembly of owners' delegates"
    OWNERS_COMMITTEE = "owners_committee", "业主委员会", "owners' committee"
    INTERESTED_OWNERS = "interested_owners", "有利害关系的业主", "interested owners"
    UNIT_OWNERS = "unit_owners", "本单元业主", "owners of one unit of a building"
    RESIDENTS_MEETING = "residents_meeting", "居民会议", "residents' meeting"
    RESIDENTS_REPRESENTATIVES = (
        "residents_representatives",
        "居民代表会议",
        "residents' representatives' assembly",
    )
    VILLAGERS_ASSEMBLY = "villagers_assembly", "村民会议", "villagers' assembly"
    VILLAGERS_REPRESENTATIVES = (
        "villagers_representatives",
        "村民代表会议",
        "villagers' representatives' assembly",
    )
    VILLAGERS_GROUP = "villagers_group", "村民小组会议", "villagers' group meeting"
    VILLAGE_VOTERS = "village_voters", "登记参加选举的村民", "villagers registered to vote"
    COLLECTIVE_MEMBERS = "collective_members", "成员大会", "assembly of the members of a rural collective"
    COLLECTIVE_REPRESENTATIVES = (
        "collective_representatives",
        "成员代表大会",
        "assembly of the representatives of a rural collective",
    )
    COLLECTIVE_COUNCIL = "collective_council", "理事会", "council of a rural collective"
    PARTY_MEMBERS = "party_members", "党员大会", "Party members' meeting"


class MatterClass(TermEnum):
    """The class of a matter, which selects the rule (事项类别).

    Examples
    --------
    >>> MatterClass("major").label("zh")
    '重大事项'
    """

    ORDINARY = "ordinary", "一般事项", "ordinary matters"
    MAJOR = "major", "重大事项", "major matters"
    CHANGE_OF_USE = "change_of_use", "住宅改为经营性用房", "a home turned into business premises"
    LIFT = "lift", "增设电梯", "adding a lift"
    CONVENING = "convening", "召集", "how the body is called together"
    ELECTION = "election", "选举", "elections"
    RECALL = "recall", "罢免", "recalls"
    NON_MEMBERS = "non_members", "非成员享有权益", "benefits for those who are no members"


class Verification(TermEnum):
    """What the figures of a preset were read in (核对状态).

    Examples
    --------
    >>> Verification("unverified").label("zh")
    '未核对，留空'
    """

    VERIFIED = "verified", "已核对公开副本", "read in a public copy of the text"
    EXCERPT = "excerpt", "仅见摘录，未核对全文", "read in excerpts alone"
    PRACTICE = "practice", "实践做法，见于二手网页", "practice, read on secondary pages"
    UNVERIFIED = "unverified", "未核对，留空", "not read, left empty"


class Dating(TermEnum):
    """What the first day of a preset rests on (施行日期的依据).

    Examples
    --------
    >>> Dating("text").label("zh")
    '文本写明'
    """

    TEXT = "text", "文本写明", "written in the text"
    AMENDMENT = (
        "amendment",
        "取最后修改之日，非文本所写",
        "the day of the last amendment, not one that the text names",
    )


class Gap(TermEnum):
    """What of a preset was not read and is left empty (未核对项).

    Examples
    --------
    >>> Gap("rule").label("zh")
    '法定人数与多数'
    """

    RULE = "rule", "法定人数与多数", "quorum and majority"
    PERIODS = "periods", "期限", "periods"
    REQUISITION = "requisition", "提议召集的条件", "who may ask for a meeting"
    COMPOSITION = "composition", "组成", "what the body is made of"
    PROXIES = "proxies", "委托", "proxies"
    FIRST_DAY = "first_day", "施行日期", "the first day in force"


class Interval(TermEnum):
    """What a period of a preset is for (期限用途).

    Examples
    --------
    >>> Interval("notice").label("zh")
    '会前通知，至少'
    """

    NOTICE = "notice", "会前通知，至少", "notice before a meeting, at least"
    NOTICE_EXTRAORDINARY = (
        "notice_extraordinary",
        "临时会议会前通知，至少",
        "notice before an extraordinary meeting, at least",
    )
    ITEMS_AHEAD = "items_ahead", "议题提前送达，至少", "items sent ahead, at least"
    COMMITTEE_TOLD = "committee_told", "提前告知居委会，至少", "residents' committee told ahead, at least"
    VOTE_LEAST = "vote_least", "表决期限，至少", "time to vote, at least"
    VOTE_MOST = "vote_most", "表决期限，至多", "time to vote, at most"
    POSTED_WITHIN = "posted_within", "决定公布，须在其内", "decision posted, within"
    POSTED_FOR = "posted_for", "公示，至少", "posted for, at least"
    ANSWER_WITHIN = "answer_within", "异议答复，须在其内", "answer to an objection, within"
    VOTERS_POSTED = "voters_posted", "选民名单提前公布，至少", "voters' list posted ahead, at least"
    VOTERS_OBJECTION = (
        "voters_objection",
        "对名单提出异议，须在其内",
        "objection to the voters' list, within",
    )


class ProxyCircle(TermEnum):
    """Who may act as a proxy (受托人范围).

    Examples
    --------
    >>> ProxyCircle("nobody").label("zh")
    '不得委托'
    """

    NOBODY = "nobody", "不得委托", "nobody"
    ANYBODY = "anybody", "可以委托代理人", "anybody"
    HOUSEHOLD = "household", "本户成员", "members of the same household"
    NEAR_RELATIVES = "near_relatives", "近亲属", "near relatives"
    VILLAGERS = "villagers", "近亲属或者其他村民", "near relatives or other villagers"


def chosen(kind: Words, code: object, *, among: Mapping[str, T]) -> T:
    """Return what has this code among those known; raise `UnknownName` with the nearest otherwise.

    Examples
    --------
    >>> chosen(Words("册", "volume"), "b", among={"a": 1, "b": 2})
    2
    """
    for name, each in among.items():
        if name == code:
            return each
    raise UnknownName(kind, code, tuple(among))
