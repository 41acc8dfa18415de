"""Villagers' meetings: 村民委员会组织法, the text of 2018, and that amended in 2025.

1. A villagers' assembly has two ways to a quorum: by adults, or by households.  Those who came decide.
2. The amendment of 2025-10-28 holds from 2026-01-01 on; so says the decision itself.  It left quorum and
   majority as they were, moved the articles, and let other villagers than near relatives vote as proxies, for
   three at most.

Both texts, and the decision, were read in public copies.  Earlier ones were not, so that nothing is said of
days before 2018-12-29, the day of the amendment of that year.  What laws ask otherwise of single matters is
not modelled.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

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
from communitygov.meeting.statute.provision import ProxyLimit, StatutePeriod
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.statute.terms import (
    REPRESENTATIVES,
    Dating,
    DecidingBody,
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
_HALF, _TWO_THIRDS = MoreThan("1/2"), AtLeast("2/3")
_NO_WORDS = Words("", "")


class _Edition(NamedTuple):
    """One text of the law: where its articles stand, and what it says of proxies and beside the figures."""

    year: str
    name: Words
    law: Citation
    dating: Dating
    articles: Mapping[str, str]
    holders: ProxyCircle
    principals: int | None
    by_proxy: Words
    beside: tuple[Words, ...]
    short: tuple[Words, ...]

    def at(self, subject: str) -> Citation:
        """Return the article about something in this text."""
        return attrs.evolve(self.law, article=self.articles[subject])

    def id_of(self, vote: str) -> str:
        """Return the identifier of the preset of a kind of vote."""
        return f"cn-villagers-committee-law-{self.year}-{vote}"

    def later(self, vote: str) -> str | None:
        """Return the identifier of the preset that takes its place; none of the last text."""
        return f"cn-villagers-committee-law-2025-{vote}" if self.law.in_force_until else None

    def titled(self, *subjects: str, matter: Words = _NO_WORDS) -> Words:
        """Return the title of a preset: the law, its articles, and the matter."""
        articles = [self.articles[subject] for subject in subjects]
        zh, en = "、".join(articles), " and ".join(articles)
        word = "articles" if len(articles) > 1 else "article"
        return Words(f"{self.name.zh}第{zh}条{matter.zh}", f"{self.name.en}, {word} {en}{matter.en}")


_LAW = "cn-villagers-committee-law"
_CHANGED = date(2026, 1, 1)
_EDITION_2018 = _Edition(
    year="2018",
    name=Words("村委会组织法（2018）", "Villagers' Committees Law (2018)"),
    law=Citation(document=_LAW, in_force_from=date(2018, 12, 29), in_force_until=_CHANGED),
    dating=Dating.AMENDMENT,
    articles=MappingProxyType(
        {
            "convening": "21",
            "assembly": "22",
            "made of": "25",
            "representatives": "26",
            "group": "28",
            "voters": "14",
            "election": "15",
            "recall": "16",
        }
    ),
    holders=ProxyCircle.NEAR_RELATIVES,
    principals=None,
    by_proxy=Words(
        "外出不能投票的可以书面委托，受托人须在本村有选举权",
        "who is away may vote by written proxy; the holder may vote there",
    ),
    beside=(),
    short=(),
)
_EDITION_2025 = _Edition(
    year="2025",
    name=Words("村委会组织法（2025修正）", "Villagers' Committees Law (amended 2025)"),
    law=Citation(document=_LAW, in_force_from=_CHANGED),
    dating=Dating.TEXT,
    articles=MappingProxyType(
        {
            "convening": "25",
            "assembly": "26",
            "made of": "29",
            "representatives": "30",
            "group": "32",
            "voters": "17",
            "election": "18",
            "recall": "19",
        }
    ),
    holders=ProxyCircle.VILLAGERS,
    principals=3,
    by_proxy=Words(
        "外出不能投票的可以书面委托，受托人须在本村有选举权；候选人不得接受委托",
        "who is away may vote by written proxy; the holder may vote there, and is no candidate",
    ),
    beside=(
        Words(
            "须由会议决定的重要事项，应当先经村党组织研究讨论（第28条）",
            "the Party organisation of the village studies important matters first (article 28)",
        ),
    ),
    short=(Words("遇有特殊情况的，可以临时通知", "on special grounds the notice may be short"),),
)


_ELECTED = Words(
    "每五户至十五户推选一人，或者由各村民小组推选若干人；每季度召开一次；只决定村民会议授权的事项",
    "one for each five to fifteen households, or some for each group; held once a quarter; decides only what "
    "the assembly has delegated",
)
_RUN_OFF = Words(
    "规则针对一名候选人；另行选举以得票多者当选，且不少于已投选票的三分之一，未建模",
    "the rule is for one candidate; the run-off, won by most votes and a third of those cast, is left out",
)


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


def _vote(source: Citation) -> All:
    """Return more than half of the registered voting, and more than half of those in favour."""
    return All(
        Quorum("heads", _HALF, count="participating", source=source),
        Majority("heads", base="participating", threshold=_HALF, source=source),
        source=source,
    )


def _asked(source: Citation, *shares: RequisitionShare) -> RequisitionRule:
    """Return who may ask for a meeting or a recall."""
    return RequisitionRule(any_of=shares, source=source)


def _assembly(edition: _Edition, form: str) -> Statute:
    """Return 村民会议."""
    source, asked = edition.at("assembly"), edition.at("convening")
    return Statute(
        id=edition.id_of("assembly"),
        title=edition.titled("convening", "assembly"),
        body=DecidingBody.VILLAGERS_ASSEMBLY,
        source=source,
        verification=Verification.VERIFIED,
        dating=edition.dating,
        rule=_assembled(_HALF, source)[form],
        periods=(StatutePeriod("notice", 10, source=asked),),
        requisition=_asked(
            asked,
            RequisitionShare("heads", AtLeast("1/10")),
            RequisitionShare(REPRESENTATIVES, AtLeast("1/3")),
        ),
        remarks=(*edition.beside, *edition.short),
        superseded_by=edition.later("assembly"),
    )


def _representatives(edition: _Edition) -> Statute:
    """Return 村民代表会议."""
    source, made_of = edition.at("representatives"), edition.at("made of")
    return Statute(
        id=edition.id_of("representatives"),
        title=edition.titled("made of", "representatives"),
        body=DecidingBody.VILLAGERS_REPRESENTATIVES,
        source=source,
        verification=Verification.VERIFIED,
        dating=edition.dating,
        rule=_met(Quorum("heads", _TWO_THIRDS, source=source), source),
        requisition=_asked(source, RequisitionShare(REPRESENTATIVES, AtLeast("1/5"))),
        composition=(
            MemberShare(VILLAGERS_REPRESENTATIVE, AtLeast("4/5"), source=made_of),
            MemberShare(WOMAN_REPRESENTATIVE, AtLeast("1/3"), source=made_of),
        ),
        remarks=(
            _ELECTED,
            *edition.beside,
        ),
        superseded_by=edition.later("representatives"),
    )


def _group(edition: _Edition, form: str) -> Statute:
    """Return 村民小组会议."""
    source = edition.at("group")
    return Statute(
        id=edition.id_of("group"),
        title=edition.titled("group"),
        body=DecidingBody.VILLAGERS_GROUP,
        source=source,
        verification=Verification.VERIFIED,
        dating=edition.dating,
        rule=_assembled(_TWO_THIRDS, source)[form],
        superseded_by=edition.later("group"),
    )


def _election(edition: _Edition) -> Statute:
    """Return the election of a villagers' committee."""
    source, voters = edition.at("election"), edition.at("voters")
    return Statute(
        id=edition.id_of("election"),
        title=edition.titled("voters", "election", matter=Words("（选举）", " (election)")),
        body=DecidingBody.VILLAGE_VOTERS,
        matter=MatterClass.ELECTION,
        source=source,
        verification=Verification.VERIFIED,
        dating=edition.dating,
        rule=_vote(source),
        periods=(
            StatutePeriod("voters_posted", 20, source=voters),
            StatutePeriod("voters_objection", 5, source=voters),
            StatutePeriod("answer_within", 3, source=voters),
        ),
        proxies=ProxyLimit(holders=edition.holders, principals=edition.principals, source=source),
        remarks=(
            _RUN_OFF,
            edition.by_proxy,
        ),
        superseded_by=edition.later("election"),
    )


def _recall(edition: _Edition) -> Statute:
    """Return the recall of a member of a villagers' committee."""
    source = edition.at("recall")
    return Statute(
        id=edition.id_of("recall"),
        title=edition.titled("recall", matter=Words("（罢免）", " (recall)")),
        body=DecidingBody.VILLAGE_VOTERS,
        matter=MatterClass.RECALL,
        source=source,
        verification=Verification.VERIFIED,
        dating=edition.dating,
        rule=_vote(source),
        requisition=_asked(
            source,
            RequisitionShare("heads", AtLeast("1/5")),
            RequisitionShare(REPRESENTATIVES, AtLeast("1/3")),
        ),
        superseded_by=edition.later("recall"),
    )


def _formed(preset: Statute, form: str) -> Statute:
    """Return a preset of one form of the meeting under an identifier of its own."""
    return attrs.evolve(preset, id=f"{preset.id}.{form}")


def _forms(edition: _Edition) -> Mapping[str, Mapping[str, Statute]]:
    """Return all presets of a text, by the kind of vote and the form of the meeting."""
    forms = ("adults", "households")
    return MappingProxyType(
        {
            "villagers_assembly": {
                "any": _assembly(edition, "any"),
                **{form: _formed(_assembly(edition, form), form) for form in forms},
            },
            "villagers_representatives": {"any": _representatives(edition)},
            "villagers_group": {
                "any": _group(edition, "any"),
                **{form: _formed(_group(edition, form), form) for form in forms},
            },
            "election": {"any": _election(edition)},
            "recall": {"any": _recall(edition)},
        }
    )


_EDITIONS: Mapping[str, Mapping[str, Mapping[str, Statute]]] = MappingProxyType(
    {"2018": _forms(_EDITION_2018), "2025": _forms(_EDITION_2025)}
)


_ALL = tuple(forms for votes in _EDITIONS.values() for forms in votes.values())
VILLAGERS = tuple(forms["any"] for forms in _ALL)
#: The presets of one form of a meeting, which the register finds by name and never by date.
VILLAGERS_FORMS = tuple(preset for forms in _ALL for form, preset in forms.items() if form != "any")


def villagers_committee_law(
    *, vote: str = "villagers_assembly", edition: str = "2025", assembled_by: str = "any"
) -> Statute:
    """Return what the law on villagers' committees asks of one kind of vote.

    Parameters
    ----------
    vote
        ``"villagers_assembly"``, ``"villagers_representatives"``, ``"villagers_group"``, ``"election"`` or
        ``"recall"``.
    edition
        ``"2025"``, in force from 2026-01-01 on, or ``"2018"``, until then.
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
    votes = chosen(Words("版本", "edition"), edition, among=_EDITIONS)
    forms = chosen(Words("本法的表决", "vote of this law"), vote, among=votes)
    return chosen(Words("组成形式", "form of the meeting"), assembled_by, among=forms)
