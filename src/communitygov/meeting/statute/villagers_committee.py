"""Villagers' meetings: 村民委员会组织法, the text of 2018, and the amendment of 2025.

1. A villagers' assembly has two ways to a quorum: by adults, or by households.  Those who came decide.
2. The amendment was decided on 2025-10-28.  That it holds from 2026-01-01 on was read in press reports.  What
   it left of these figures was not read: from that day on every preset is empty.

The text of 2018 was read in a stored copy.  Earlier ones were not, so that nothing is said of days before
2018-12-29.  What laws ask otherwise of single matters (article 22) is not modelled.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.meeting.council.composition import MemberShare
from communitygov.meeting.council.requisition_rule import RequisitionRule, RequisitionShare
from communitygov.meeting.decision.combination import All, Any
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.statute.statute import ProxyLimit, Statute, StatutePeriod
from communitygov.meeting.statute.terms import (
    REPRESENTATIVES,
    DecidingBody,
    Gap,
    MatterClass,
    ProxyCircle,
    Verification,
    chosen,
)
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

#: 村民代表 and 妇女村民代表: traits of the members of a representatives' assembly.
VILLAGERS_REPRESENTATIVE: Final = Term("villagers_representative", "村民代表", "villagers' representatives")
WOMAN_REPRESENTATIVE: Final = Term(
    "woman_villagers_representative", "妇女村民代表", "women who are villagers' representatives"
)
_LAW = Citation(
    document="cn-villagers-committee-law",
    article="22",
    in_force_from=date(2018, 12, 29),
    in_force_until=date(2026, 1, 1),
)
_AMENDED = Citation(
    document="cn-villagers-committee-law", article="amended 2025", in_force_from=date(2026, 1, 1)
)
_HALF, _TWO_THIRDS = MoreThan("1/2"), AtLeast("2/3")


def _at(article: str) -> Citation:
    """Return an article of the text of 2018."""
    return attrs.evolve(_LAW, article=article)


def _met(quorum: DecisionRule, source: Citation) -> All:
    """Return a quorum, and more than half of those who came."""
    return All(quorum, Majority("heads", base="present", threshold=_HALF, source=source), source=source)


def _assembled(adults: Threshold, source: Citation) -> Mapping[str, DecisionRule]:
    """Return the rules of a meeting by who makes it up."""
    by_adults = Quorum("heads", adults, source=source)
    by_households = Quorum("households", _TWO_THIRDS, source=source)
    return MappingProxyType(
        {
            "any": _met(Any(by_adults, by_households, source=source), source),
            "adults": _met(by_adults, source),
            "households": _met(by_households, source),
        }
    )


_ASSEMBLED: Mapping[str, Mapping[str, DecisionRule]] = MappingProxyType(
    {
        "villagers_assembly": _assembled(_HALF, _at("22")),
        "villagers_group": _assembled(_TWO_THIRDS, _at("28")),
    }
)


def _vote(article: str) -> All:
    """Return more than half of the registered voting, and more than half of those in favour."""
    source = _at(article)
    return All(
        Quorum("heads", _HALF, count="participating", source=source),
        Majority("heads", base="participating", threshold=_HALF, source=source),
        source=source,
    )


def _asked(article: str, *shares: RequisitionShare) -> RequisitionRule:
    """Return who may ask for a meeting or a recall."""
    return RequisitionRule(any_of=shares, source=_at(article))


_ASSEMBLY = Statute(
    id="cn-villagers-committee-law-2018-assembly",
    title=Words("村委会组织法（2018）第21、22条", "Villagers' Committees Law (2018), articles 21 and 22"),
    body=DecidingBody.VILLAGERS_ASSEMBLY,
    source=_at("22"),
    verification=Verification.VERIFIED,
    rule=_ASSEMBLED["villagers_assembly"]["any"],
    periods=(StatutePeriod("notice", 10),),
    requisition=_asked(
        "21",
        RequisitionShare("heads", AtLeast("1/10")),
        RequisitionShare(REPRESENTATIVES, AtLeast("1/3")),
    ),
    superseded_by="cn-villagers-committee-law-2025-assembly",
)
_REPRESENTATIVES = Statute(
    id="cn-villagers-committee-law-2018-representatives",
    title=Words("村委会组织法（2018）第25、26条", "Villagers' Committees Law (2018), articles 25 and 26"),
    body=DecidingBody.VILLAGERS_REPRESENTATIVES,
    source=_at("26"),
    verification=Verification.VERIFIED,
    rule=_met(Quorum("heads", _TWO_THIRDS, source=_at("26")), _at("26")),
    requisition=_asked("26", RequisitionShare(REPRESENTATIVES, AtLeast("1/5"))),
    composition=(
        MemberShare(VILLAGERS_REPRESENTATIVE, AtLeast("4/5"), source=_at("25")),
        MemberShare(WOMAN_REPRESENTATIVE, AtLeast("1/3"), source=_at("25")),
    ),
    remarks=(
        Words(
            "每五户至十五户推选一人，或者由各村民小组推选若干人；每季度召开一次；只决定村民会议授权的事项",
            "one for each five to fifteen households, or some for each group; held once a quarter; decides "
            "only what the assembly has delegated",
        ),
    ),
    superseded_by="cn-villagers-committee-law-2025-representatives",
)
_GROUP = Statute(
    id="cn-villagers-committee-law-2018-group",
    title=Words("村委会组织法（2018）第28条", "Villagers' Committees Law (2018), article 28"),
    body=DecidingBody.VILLAGERS_GROUP,
    source=_at("28"),
    verification=Verification.VERIFIED,
    rule=_ASSEMBLED["villagers_group"]["any"],
    superseded_by="cn-villagers-committee-law-2025-group",
)
_ELECTION = Statute(
    id="cn-villagers-committee-law-2018-election",
    title=Words(
        "村委会组织法（2018）第14、15条（选举）", "Villagers' Committees Law (2018), 14, 15 (election)"
    ),
    body=DecidingBody.VILLAGE_VOTERS,
    matter=MatterClass.ELECTION,
    source=_at("15"),
    verification=Verification.VERIFIED,
    rule=_vote("15"),
    periods=(
        StatutePeriod("voters_posted", 20),
        StatutePeriod("voters_objection", 5),
        StatutePeriod("answer_within", 3),
    ),
    proxies=ProxyLimit(holders=ProxyCircle.NEAR_RELATIVES),
    remarks=(
        Words(
            "规则针对一名候选人；另行选举以得票多者当选，且不少于已投选票的三分之一，未建模",
            "the rule is for one candidate; the run-off, won by most votes and a third of those cast, is not "
            "modelled",
        ),
        Words(
            "委托须书面，受托人须为本村有选举权的近亲属", "in writing, to a near relative who may vote there"
        ),
    ),
    superseded_by="cn-villagers-committee-law-2025-election",
)
_RECALL = Statute(
    id="cn-villagers-committee-law-2018-recall",
    title=Words(
        "村委会组织法（2018）第16条（罢免）", "Villagers' Committees Law (2018), article 16 (recall)"
    ),
    body=DecidingBody.VILLAGE_VOTERS,
    matter=MatterClass.RECALL,
    source=_at("16"),
    verification=Verification.VERIFIED,
    rule=_vote("16"),
    requisition=_asked(
        "16",
        RequisitionShare("heads", AtLeast("1/5")),
        RequisitionShare(REPRESENTATIVES, AtLeast("1/3")),
    ),
    superseded_by="cn-villagers-committee-law-2025-recall",
)


def _amended(preset: Statute) -> Statute:
    """Return the preset since the amendment, of which no figure was read."""
    return Statute(
        id=preset.id.replace("-2018-", "-2025-"),
        title=Words(
            f"村委会组织法（2025修正）：{preset.body.zh}，{preset.matter.zh}",
            f"Villagers' Committees Law (amended 2025): {preset.body.en}, {preset.matter.en}",
        ),
        body=preset.body,
        matter=preset.matter,
        source=_AMENDED,
        verification=Verification.UNVERIFIED,
        unread=(Gap.RULE, Gap.PERIODS, Gap.REQUISITION, Gap.COMPOSITION, Gap.PROXIES),
        remarks=(
            Words(
                "已读：2025-10-28 作出修改决定；2026-01-01 起施行，据新闻报道；是否改动这些数字未核对",
                "read: amended by a decision of 2025-10-28; in force from 2026-01-01 as reported in the "
                "press; whether these figures were changed was not read",
            ),
            Words(
                "报道所见：重要事项应当先经村党组织研究讨论",
                "as reported: the Party organisation of the village studies important matters first",
            ),
        ),
    )


_EDITION_2018: Mapping[str, Statute] = MappingProxyType(
    {
        "villagers_assembly": _ASSEMBLY,
        "villagers_representatives": _REPRESENTATIVES,
        "villagers_group": _GROUP,
        "election": _ELECTION,
        "recall": _RECALL,
    }
)
_EDITIONS: Mapping[str, Mapping[str, Statute]] = MappingProxyType(
    {
        "2018": _EDITION_2018,
        "2025": MappingProxyType({name: _amended(preset) for name, preset in _EDITION_2018.items()}),
    }
)
VILLAGERS = tuple(preset for edition in _EDITIONS.values() for preset in edition.values())


def villagers_committee_law(
    *, vote: str = "villagers_assembly", edition: str = "2018", assembled_by: str = "any"
) -> Statute:
    """Return what the law on villagers' committees asks of one kind of vote.

    Parameters
    ----------
    vote
        ``"villagers_assembly"``, ``"villagers_representatives"``, ``"villagers_group"``, ``"election"`` or
        ``"recall"``.
    edition
        ``"2018"``, until 2025-12-31, or ``"2025"``, of which no figures were read.
    assembled_by
        Of an assembly or a group: ``"adults"`` or ``"households"`` for an electorate of theirs alone; or
        ``"any"`` for one that is measured by both.  The other votes have the form ``"any"`` alone.

    Raises
    ------
    UnknownName
        If there is no such vote, edition or form.

    Examples
    --------
    >>> villagers_committee_law(vote="villagers_representatives").composition[1].threshold
    AtLeast(share=Fraction(1, 3))
    >>> villagers_committee_law(vote="villagers_representatifs")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No vote of this law is called 'villagers_representatifs'. Did you mean \
'villagers_representatives'? [UNKNOWN_NAME]
    """
    presets = chosen(Words("版本", "edition"), edition, among=_EDITIONS)
    preset = chosen(Words("本法的表决", "vote of this law"), vote, among=presets)
    forms: Mapping[str, DecisionRule | None] = _ASSEMBLED.get(vote, {"any": preset.rule})
    rule = chosen(Words("组成形式", "form of the meeting"), assembled_by, among=forms)
    if preset.rule is None or assembled_by == "any":
        return preset
    return attrs.evolve(preset, id=f"{preset.id}.{assembled_by}", rule=rule)
