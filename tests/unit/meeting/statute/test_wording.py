"""What a rule asks, in words, of every kind of rule of the library and of others."""

from typing import ClassVar

import attrs
import pytest

from communitygov.errors import InvalidValue, Words
from communitygov.meeting import decision
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.statute import residents_committee_law, rule_lines
from communitygov.meeting.statute.wording import _SAID
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.threshold import AtLeast, MoreThan

HALF, TWO_THIRDS = MoreThan("1/2"), AtLeast("2/3")
NOBODY_AGAINST = NoVoteAgainst()
INTERESTED = Words("有利害关系的业主", "interested owners")


@attrs.frozen
class Weather(DecisionRule):
    """A rule of somebody else."""

    document_kind: ClassVar[str] = "test-weather"
    rule: DecisionRule

    @property
    def rules(self) -> tuple[DecisionRule, ...]:
        return (self.rule,)

    def outcome(self, scope: Scope) -> Outcome:
        return self.rule.outcome(scope)

    def said(self, scope: Scope) -> Words:
        return self.rule.said(scope)


SAID = [
    (Constituted(), "议事会须完整组成", "the council is constituted"),
    (Quorum("heads", TWO_THIRDS), "人数：到会者至少为全体的2/3", "by heads: present at least 2/3 of all"),
    (
        Quorum("households", HALF, count="participating", base="eligible"),
        "户数：参与表决者超过全体（不含回避）的1/2",
        "by households: voting more than 1/2 of all who are not excused",
    ),
    (Minimum("yes", 3), "人数：赞成者至少 3 人", "by heads: at least 3 in favour"),
    (
        Majority("heads", base="present", threshold=HALF),
        "人数：赞成者超过到会者的1/2",
        "by heads: in favour more than 1/2 of those present",
    ),
    (
        Majority("heads", base="yes_no", threshold=HALF, tie="second_round"),
        "人数：赞成者超过赞成票与反对票之和的1/2；平票时再次表决",
        "by heads: in favour more than 1/2 of votes for and against; if tied, it is put to the vote again",
    ),
    (
        Majority("area", base="all", threshold=HALF, tie="escalate", silent="follow_majority"),
        "专有部分面积：赞成者超过全体的1/2；平票时提交上级议事机构；未表态者计入多数意见",
        (
            "by area: in favour more than 1/2 of all; if tied, it goes to the body above; "
            "the silent are added to the majority"
        ),
    ),
    (
        Majority("heads", base="valid", threshold=AtLeast(1), silent="follow_majority"),
        "人数：赞成者须为有效票全部；未表态者计入多数意见",
        "by heads: in favour all of valid votes; the silent are added to the majority",
    ),
    (Unanimous("present"), "到会者一致同意", "consent of those present, without exception"),
    (
        Unanimous("all", measure="area"),
        "专有部分面积：全体一致同意",
        "by area: consent of all, without exception",
    ),
    (NoUnsettledObjection(), "没有未解决的异议", "no unsettled objection"),
    (NOBODY_AGAINST, "无人反对", "nobody votes against"),
    (All(NOBODY_AGAINST), "以下各项均须满足：", "all of these:"),
    (Any(NOBODY_AGAINST), "以下须满足一项：", "one of these:"),
    (
        AtLeastOf(2, NOBODY_AGAINST, Constituted(), NoUnsettledObjection()),
        "以下 3 项至少满足 2 项：",
        "at least 2 of these 3:",
    ),
    (EachOf(NOBODY_AGAINST), "每一方均须满足：", "in each constituency:"),
    (EachOf(NOBODY_AGAINST, least=3), "至少 3 方须满足：", "in at least 3 of the constituencies:"),
    (
        In("two_committee_cadres", NOBODY_AGAINST),
        "两委干部一方须满足：",
        "in the constituency two-committee cadres:",
    ),
    (In("tenants", NOBODY_AGAINST), "tenants一方须满足：", "in the constituency tenants:"),
    (Sub("interested", NOBODY_AGAINST), "其中interested须满足：", "among the interested:"),
    (
        Sub("interested", NOBODY_AGAINST, words=INTERESTED),
        "其中有利害关系的业主须满足：",
        "among the interested owners:",
    ),
]


@pytest.mark.parametrize(
    ("rule", "zh", "en"), SAID, ids=[f"{each[0].document_kind}-{each[2]}" for each in SAID]
)
def test_a_rule_is_said_in_both_languages(rule: DecisionRule, zh: str, en: str) -> None:
    lines = list(rule_lines(rule))
    assert (lines[0].zh, lines[0].en) == (zh, en)
    assert len(lines) == rule.extent.size


def test_no_rule_of_the_library_is_left_out() -> None:
    kinds = {kind for kind in vars(decision).values() if isinstance(kind, type)}
    rules = {kind for kind in kinds if issubclass(kind, DecisionRule) and "document_kind" in vars(kind)}
    assert rules
    assert rules <= set(_SAID)
    assert {type(rule) for rule, _, _ in SAID} == set(_SAID)


def test_the_default_of_the_four_parties_is_said_part_by_part() -> None:
    assert [line.zh for line in rule_lines(FOUR_PARTY_DEFAULT)] == [
        "以下各项均须满足：",
        "  议事会须完整组成",
        "  每一方均须满足：",
        "    人数：到会者至少 1 人",
        "  无人反对",
        "  没有未解决的异议",
    ]


def test_a_rule_of_another_kind_is_told_by_its_kind_and_its_parts_by_their_words() -> None:
    assert [line.en for line in rule_lines(Weather(NOBODY_AGAINST))] == [
        "test-weather",
        "  nobody votes against",
    ]


@pytest.mark.parametrize("odd", [None, 7, [], "quorum"])
def test_what_is_no_rule_is_refused_at_once(odd: object) -> None:
    with pytest.raises(InvalidValue, match="must be a rule of decision"):
        rule_lines(odd)


def test_one_form_of_a_meeting_says_no_electorate() -> None:
    lines = [line.en for line in rule_lines(residents_committee_law(assembled_by="adults").decision_rule())]
    assert lines == [
        "all of these:",
        "  by heads: present more than 1/2 of all",
        "  by heads: in favour more than 1/2 of those present",
    ]
