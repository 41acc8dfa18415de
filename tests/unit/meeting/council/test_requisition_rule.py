"""How many must ask for a sitting."""

import pytest

from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.requisition_rule import RequisitionCount, RequisitionRule, RequisitionShare
from communitygov.meeting.measure import AREA, Measure
from communitygov.meeting.threshold import AtLeast, MoreThan

FIFTH = RequisitionShare("heads", AtLeast("1/5"))


def test_a_share_names_a_measure_of_the_library_or_any_other() -> None:
    own = Measure("representatives", "代表数", "representatives", unit=FIFTH.measure.unit)
    assert RequisitionShare(own, AtLeast("1/3")).measure is own
    with pytest.raises(UnknownName, match="Did you mean 'households'"):
        RequisitionShare("household", AtLeast("1/3"))


def test_a_rule_says_its_ways_in_both_languages() -> None:
    rule = RequisitionRule(any_of=[FIFTH, RequisitionShare("groups", MoreThan("1/3"))])
    assert rule.words.zh == "人数至少1/5，或小组数超过1/3"
    assert rule.words.en == "at least 1/5 by heads, or more than 1/3 by groups"


@pytest.mark.parametrize(
    "ways", [(), (FIFTH, RequisitionShare("heads", MoreThan("1/2")))], ids=["none", "twice"]
)
def test_a_rule_has_one_way_or_more_and_one_by_each_measure(ways: tuple[RequisitionShare, ...]) -> None:
    with pytest.raises(InvalidValue, match="no measure twice"):
        RequisitionRule(any_of=ways)


def test_an_answer_is_due_on_a_day() -> None:
    with pytest.raises(InvalidValue, match="must not be in hours"):
        RequisitionRule(any_of=[FIFTH], answer_within=Period(48, PeriodUnit.HOURS))
    with pytest.raises(InvalidValue, match="must be of type Period"):
        RequisitionRule(any_of=[FIFTH], answer_within=30)  # type: ignore[arg-type]
    assert RequisitionRule(any_of=[FIFTH], answer_within=Period(5, PeriodUnit.WORKDAYS)).answer_within


@pytest.mark.parametrize(
    ("share", "whole", "need"),
    [
        (AtLeast("1/5"), 600, 120),
        (AtLeast("1/5"), 601, 121),
        (AtLeast("1/3"), 9, 3),
        (MoreThan("1/3"), 9, 4),
        (AtLeast("1/10"), 1, 1),
    ],
)
def test_the_share_is_exact(share: AtLeast | MoreThan, whole: int, need: int) -> None:
    short = RequisitionCount(share=RequisitionShare("heads", share), have=need - 1, whole=whole)
    enough = RequisitionCount(share=RequisitionShare("heads", share), have=need, whole=whole)
    assert (short.need, short.shortfall, short.is_met) == (need, 1, False)
    assert (enough.need, enough.shortfall, enough.is_met) == (need, 0, True)


def test_a_count_says_what_is_lacking_in_the_unit_of_the_measure() -> None:
    share = RequisitionShare(AREA, AtLeast("1/5"))
    short = RequisitionCount(share=share, have=AREA.read("89.50"), whole=AREA.read("1000.00"))
    assert short.text() == "at least 1/5 by area: 89.50 of 1000.00 m², 200.00 needed, 110.50 short"
    assert short.text("zh") == (
        "专有部分面积至少1/5：全体 1000.00 平方米，须 200.00 平方米，已有 89.50 平方米，差 110.50 平方米"
    )
    enough = RequisitionCount(share=FIFTH, have=3, whole=5)
    assert enough.text() == "at least 1/5 by heads: 3 of 5, 1 needed"
    assert enough.text("zh") == "人数至少1/5：全体 5 人，须 1 人，已有 3 人"


def test_of_a_body_of_unknown_size_nothing_is_enough() -> None:
    unknown = RequisitionCount(share=FIFTH, have=10**6)
    assert (unknown.need, unknown.shortfall, unknown.is_met) == (None, None, False)
    assert unknown.text() == "at least 1/5 by heads: the size of the body is not known"
    assert unknown.text("zh") == "人数至少1/5：全体数未知"
