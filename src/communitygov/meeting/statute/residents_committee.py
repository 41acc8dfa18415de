"""The residents' meeting: 城市居民委员会组织法, the text amended in 2018 and the revision of 2025.

1. The older text lets the meeting be made of all adults, of one representative of each household, or of two
   or three of each residents' group.  More than half of whichever it is must be there, and more than half of
   those there decide.
2. The revision was passed on 2025-10-28 and holds from 2026-01-01 on (article 50).  Its meeting is made of
   adults or of representatives of households, and there is an assembly of residents' representatives.

Both texts were read in public copies.  The older one is taken from 2018-12-29 on, the day of the amendment:
earlier texts were not read, so that nothing is said of the days before.  Elections and recalls of the
revision (articles 14 to 20) are not modelled.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.meeting.council.composition import MemberShare
from communitygov.meeting.council.requisition_rule import RequisitionRule, RequisitionShare
from communitygov.meeting.decision.combination import All, Any, Sub
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.statute.provision import StatutePeriod
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.statute.terms import (
    REPRESENTATIVES,
    Dating,
    DecidingBody,
    Verification,
    chosen,
)
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

#: 居民代表: a trait of the members of a residents' representatives' assembly.
RESIDENTS_REPRESENTATIVE: Final = Term("residents_representative", "居民代表", "residents' representatives")
_OLDER = Citation(
    document="cn-residents-committee-law",
    article="9",
    in_force_from=date(2018, 12, 29),
    in_force_until=date(2026, 1, 1),
)
_REVISED = Citation(document="cn-residents-committee-law", article="27", in_force_from=date(2026, 1, 1))
_HALF = MoreThan("1/2")
#: Names of the parts of the voters, with what each is called.
_ELECTORATES: Mapping[str, Words] = MappingProxyType(
    {
        "adults": Words("十八周岁以上的居民", "residents of 18 years or more"),
        "household_representatives": Words("户的代表", "representatives of households"),
        "group_representatives": Words("居民小组选举的代表", "representatives of residents' groups"),
    }
)


def _at(law: Citation, article: str) -> Citation:
    """Return another article of the same text."""
    return attrs.evolve(law, article=article)


def _half_of(there: Threshold, law: Citation) -> All:
    """Return so many there, and more than half of those."""
    return All(
        Quorum("heads", there, source=law),
        Majority("heads", base="present", threshold=_HALF, source=law),
        source=law,
    )


def _any_of(parts: Iterable[str], law: Citation) -> Any:
    """Return more than half of one of these parts of the voters there, and more than half of those."""
    rule = _half_of(_HALF, law)
    return Any(of=[Sub(part, rule, words=_ELECTORATES[part], source=law) for part in parts], source=law)


def _formed(preset: Statute, parts: Iterable[str]) -> Mapping[str, Statute]:
    """Return a meeting by who makes it up: any of these, or one alone."""
    rule = _half_of(_HALF, preset.source)
    one = {part: attrs.evolve(preset, id=f"{preset.id}.{part}", rule=rule) for part in parts}
    return MappingProxyType({"any": preset, **one})


_SETTLED = Words(
    "由谁参加，会前确定；确定后请用 assembled_by 取得该一种形式的规则",
    "who makes up the meeting is settled beforehand; then take the rule of that form by assembled_by",
)
_STUDIED = Words(
    "须由会议决定的重要事项，应当先经社区党组织研究讨论（第30条）",
    "the Party organisation of the community studies important matters first (article 30)",
)
_MEETING_2018 = Statute(
    id="cn-residents-committee-law-2018",
    title=Words("居委会组织法（2018）第9、10条", "Residents' Committees Law (2018), articles 9 and 10"),
    body=DecidingBody.RESIDENTS_MEETING,
    source=_OLDER,
    verification=Verification.VERIFIED,
    dating=Dating.AMENDMENT,
    rule=_any_of(_ELECTORATES, _OLDER),
    requisition=RequisitionRule(
        any_of=[
            RequisitionShare("heads", AtLeast("1/5")),
            RequisitionShare("households", AtLeast("1/5")),
            RequisitionShare("groups", AtLeast("1/3")),
        ],
        source=_at(_OLDER, "10"),
    ),
    remarks=(_SETTLED,),
    superseded_by="cn-residents-committee-law-2025",
)
_FORMS_2025 = ("adults", "household_representatives")
_MEETING_2025 = Statute(
    id="cn-residents-committee-law-2025",
    title=Words(
        "居委会组织法（2025修订）第26、27条", "Residents' Committees Law (revised 2025), articles 26 and 27"
    ),
    body=DecidingBody.RESIDENTS_MEETING,
    source=_REVISED,
    verification=Verification.VERIFIED,
    dating=Dating.TEXT,
    rule=_any_of(_FORMS_2025, _REVISED),
    periods=(StatutePeriod("notice", 10, source=_at(_REVISED, "26")),),
    requisition=RequisitionRule(
        any_of=[
            RequisitionShare("heads", AtLeast("1/10")),
            RequisitionShare("households", AtLeast("1/10")),
            RequisitionShare(REPRESENTATIVES, AtLeast("1/3")),
        ],
        source=_at(_REVISED, "26"),
    ),
    remarks=(
        _SETTLED,
        _STUDIED,
        Words("遇有特殊情况的，可以临时通知", "on special grounds the notice may be short"),
        Words(
            "“十分之一以上的……居民、户的代表”理解为居民的十分之一或者户的代表的十分之一，是本库的理解",
            "that a tenth is asked of the adults or of the representatives of households, each by itself, is "
            "this library's reading",
        ),
    ),
)
_REPRESENTATIVES_2025 = Statute(
    id="cn-residents-committee-law-2025-representatives",
    title=Words(
        "居委会组织法（2025修订）第28、29条", "Residents' Committees Law (revised 2025), articles 28 and 29"
    ),
    body=DecidingBody.RESIDENTS_REPRESENTATIVES,
    source=_at(_REVISED, "29"),
    verification=Verification.VERIFIED,
    dating=Dating.TEXT,
    rule=_half_of(AtLeast("2/3"), _at(_REVISED, "29")),
    requisition=RequisitionRule(
        any_of=[RequisitionShare(REPRESENTATIVES, AtLeast("1/5"))], source=_at(_REVISED, "28")
    ),
    composition=(MemberShare(RESIDENTS_REPRESENTATIVE, AtLeast("4/5"), source=_at(_REVISED, "28")),),
    remarks=(
        Words(
            "每半年至少召开一次；其他居民可以列席并发表意见；只决定居民会议授权的事项（第30条）",
            "held every half year at least; other residents may attend and speak; decides only what the "
            "meeting has delegated (article 30)",
        ),
        _STUDIED,
    ),
)
_EDITIONS: Mapping[str, Mapping[str, Mapping[str, Statute]]] = MappingProxyType(
    {
        "2018": MappingProxyType({"residents_meeting": _formed(_MEETING_2018, _ELECTORATES)}),
        "2025": MappingProxyType(
            {
                "residents_meeting": _formed(_MEETING_2025, _FORMS_2025),
                "residents_representatives": MappingProxyType({"any": _REPRESENTATIVES_2025}),
            }
        ),
    }
)
_ALL = tuple(forms for votes in _EDITIONS.values() for forms in votes.values())
RESIDENTS = tuple(forms["any"] for forms in _ALL)
#: The presets of one form of a meeting, which the register finds by name and never by date.
RESIDENTS_FORMS = tuple(preset for forms in _ALL for form, preset in forms.items() if form != "any")


def residents_committee_law(
    *, vote: str = "residents_meeting", edition: str = "2025", assembled_by: str = "any"
) -> Statute:
    """Return 居民会议, or 居民代表会议, under the law on residents' committees.

    Parameters
    ----------
    vote
        ``"residents_meeting"``; or ``"residents_representatives"``, of the revision alone.
    edition
        ``"2025"``, in force from 2026-01-01 on, or ``"2018"``, until then.
    assembled_by
        Who makes up a residents' meeting: ``"adults"``, ``"household_representatives"`` or, until 2025,
        ``"group_representatives"``, each for an electorate of theirs alone; or ``"any"`` for one electorate
        whose voters carry these as parts.

    Raises
    ------
    UnknownName
        If there is no such vote, edition or form.

    Examples
    --------
    >>> preset = residents_committee_law(assembled_by="household_representatives")
    >>> preset.id, preset.days("notice")
    ('cn-residents-committee-law-2025.household_representatives', 10)
    >>> residents_committee_law(vote="residents_representatives").composition[0].of.zh
    '居民代表'
    """
    votes = chosen(Words("版本", "edition"), edition, among=_EDITIONS)
    forms = chosen(Words("本法的表决", "vote of this law"), vote, among=votes)
    return chosen(Words("组成形式", "form of the meeting"), assembled_by, among=forms)
