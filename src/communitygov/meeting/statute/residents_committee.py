"""The residents' meeting: 城市居民委员会组织法, the text amended in 2018 and the revision of 2025.

1. The older text lets the meeting be made of all adults, of one representative of each household, or of two
   or three of each residents' group.  More than half of whichever it is must be there, and more than half of
   those there decide.
2. The revision was passed on 2025-10-28 and holds from 2026-01-01 on.  Its chapter on the meeting could not
   be read: from that day on the preset is empty, and the older figures are not carried on.

That the amendment of 2018 touched the term of office alone stands in the explanation of the revision, so that
the figures are taken from 1990-01-01 on, the day in article 23.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.meeting.council.requisition_rule import RequisitionRule, RequisitionShare
from communitygov.meeting.decision.combination import All, Any, Sub
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.statute.terms import DecidingBody, Gap, Verification, chosen
from communitygov.meeting.threshold import AtLeast, MoreThan

_LAW = Citation(
    document="cn-residents-committee-law",
    article="9",
    in_force_from=date(1990, 1, 1),
    in_force_until=date(2026, 1, 1),
)
_HALF = MoreThan("1/2")
#: Names of the parts of the voters, with what each is called.
_ELECTORATES: Mapping[str, Words] = MappingProxyType(
    {
        "adults": Words("十八周岁以上的居民", "residents of 18 years or more"),
        "household_representatives": Words("户的代表", "representatives of households"),
        "group_representatives": Words("居民小组选举的代表", "representatives of residents' groups"),
    }
)


def _half_of_those_there() -> All:
    """Return more than half there, and more than half of those."""
    return All(
        Quorum("heads", _HALF, source=_LAW),
        Majority("heads", base="present", threshold=_HALF, source=_LAW),
        source=_LAW,
    )


_ANY = Any(
    of=[Sub(part, _half_of_those_there(), words=words, source=_LAW) for part, words in _ELECTORATES.items()],
    source=_LAW,
)
_RULES: Mapping[str, DecisionRule] = MappingProxyType(
    {"any": _ANY, **dict.fromkeys(_ELECTORATES, _half_of_those_there())}
)
_EDITION_2018 = Statute(
    id="cn-residents-committee-law-2018",
    title=Words("居委会组织法（2018）第9、10条", "Residents' Committees Law (2018), articles 9 and 10"),
    body=DecidingBody.RESIDENTS_MEETING,
    source=_LAW,
    verification=Verification.VERIFIED,
    rule=_ANY,
    requisition=RequisitionRule(
        any_of=[
            RequisitionShare("heads", AtLeast("1/5")),
            RequisitionShare("households", AtLeast("1/5")),
            RequisitionShare("groups", AtLeast("1/3")),
        ],
        source=attrs.evolve(_LAW, article="10"),
    ),
    remarks=(
        Words(
            "由谁参加，会前确定；确定后请用 assembled_by 取得该一种形式的规则",
            "who makes up the meeting is settled beforehand; then take the rule of that form by assembled_by",
        ),
    ),
    superseded_by="cn-residents-committee-law-2025",
)
_EDITIONS: Mapping[str, Statute] = MappingProxyType(
    {
        "2018": _EDITION_2018,
        "2025": Statute(
            id="cn-residents-committee-law-2025",
            title=Words(
                "居委会组织法（2025修订）第四章", "Residents' Committees Law (revised 2025), chapter 4"
            ),
            body=DecidingBody.RESIDENTS_MEETING,
            source=Citation(
                document="cn-residents-committee-law", article="chapter 4", in_force_from=date(2026, 1, 1)
            ),
            verification=Verification.UNVERIFIED,
            unread=(Gap.RULE, Gap.PERIODS, Gap.REQUISITION, Gap.COMPOSITION, Gap.PROXIES),
            remarks=(
                Words(
                    "已读：2025-10-28 修订，2026-01-01 施行，七章五十条，第四章为居民会议和居民代表会议；"
                    "一般一千户至三千户",
                    "read: revised on 2025-10-28, in force from 2026-01-01, seven chapters with fifty "
                    "articles, the fourth on the meeting and that of representatives; commonly 1,000 to "
                    "3,000 households",
                ),
                Words(
                    "报道所见：重要事项应当先经社区党组织研究讨论",
                    "as reported: the Party organisation of the community studies important matters first",
                ),
                Words(
                    "残缺副本所见、不作数字使用：十分之一以上的年满十八周岁居民；五分之一以上的居民代表提议",
                    "seen in a scrambled copy and not used as figures: a tenth of the adult residents; a "
                    "fifth of the residents' representatives",
                ),
            ),
        ),
    }
)
RESIDENTS = tuple(_EDITIONS.values())


def residents_committee_law(*, edition: str = "2018", assembled_by: str = "any") -> Statute:
    """Return 居民会议 under the law on residents' committees.

    Parameters
    ----------
    edition
        ``"2018"``, until 2025-12-31, or ``"2025"``, of which no figures were read.
    assembled_by
        Who makes up the meeting: ``"adults"``, ``"household_representatives"`` or
        ``"group_representatives"``, each for an electorate of theirs alone; or ``"any"`` for one electorate
        whose voters carry these as parts.

    Raises
    ------
    UnknownName
        If there is no such edition or form.

    Examples
    --------
    >>> preset = residents_committee_law(assembled_by="household_representatives")
    >>> preset.id
    'cn-residents-committee-law-2018.household_representatives'
    >>> [words.zh for words in residents_committee_law(edition="2025").gaps][0]
    '未核对：法定人数与多数'
    """
    preset = chosen(Words("版本", "edition"), edition, among=_EDITIONS)
    rule = chosen(Words("组成形式", "form of the meeting"), assembled_by, among=_RULES)
    if preset.rule is None or assembled_by == "any":
        return preset
    return attrs.evolve(preset, id=f"{preset.id}.{assembled_by}", rule=rule)
