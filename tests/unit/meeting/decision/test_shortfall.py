"""What is lacking, in words and numbers."""

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.meeting.council.constituency import LOCAL_WORTHIES, Constituency, vacancy
from communitygov.meeting.decision.decision import Figures
from communitygov.meeting.decision.shortfall import Counting
from communitygov.meeting.measure import AREA, HEADS
from communitygov.meeting.tally.counts import Base, Count, Counts
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast

OWNERS = Constituency("owners", "业主", "owners")
MERCHANTS = Constituency("merchants", "商户", "merchants")


def scope(*sides: Constituency, entitled: int = 9) -> Scope:
    tally = Tally.from_counts({each.code: Counts(entitled=entitled) for each in sides}, constituencies=sides)
    return tally.scope


def test_a_number_is_asked_for_in_words() -> None:
    counting = Counting(HEADS, Count.PRESENT, Figures(1, 3))
    assert counting.said(scope(OWNERS)) == (
        "业主到会 1 人，须至少 3 人，差 2 人",
        "owners: 1 present, 3 needed, 2 short",
    )


def test_a_share_is_asked_for_with_the_whole_of_which_it_is_one() -> None:
    counting = Counting(AREA, Count.YES, Figures(8950, 12000, 18000), AtLeast("2/3"), Base.PARTICIPATING)
    assert counting.said(scope(OWNERS, MERCHANTS)) == (
        "全体赞成 89.50 平方米，须至少2/3（参与表决 180.00 平方米），即至少 120.00 平方米，差 30.50 平方米",
        (
            "all constituencies: 89.50 m² in favour, needed at least 2/3 of 180.00 m² (voting), so "
            "120.00 m², 30.50 m² short"
        ),
    )


def test_enough_says_nothing_of_what_is_lacking() -> None:
    assert Counting(HEADS, Count.YES, Figures(3, 3)).said(scope(OWNERS)).en == "owners: 3 in favour, 3 needed"


@pytest.mark.parametrize(
    ("counting", "looked_at", "code", "subject"),
    [
        (Counting(HEADS, Count.YES, Figures(0, 3)), scope(OWNERS), "TOO_FEW_YES", "owners"),
        (Counting(HEADS, Count.PRESENT, Figures(1, 3)), scope(OWNERS), "TOO_FEW_PRESENT", "owners"),
        (Counting(HEADS, Count.PRESENT, Figures(0, 3)), scope(OWNERS), "CONSTITUENCY_ABSENT", "owners"),
        (
            Counting(HEADS, Count.PARTICIPATING, Figures(0, 3)),
            scope(OWNERS, MERCHANTS),
            "TOO_FEW_PRESENT",
            "council",
        ),
        (Counting(AREA, Count.PRESENT, Figures(0, 3)), scope(OWNERS), "TOO_FEW_PRESENT", "owners"),
    ],
    ids=["yes", "some present", "nobody present", "nobody of all", "by area"],
)
def test_who_lacks_what_is_a_finding_with_the_source_of_the_rule(
    counting: Counting, looked_at: Scope, code: str, subject: str
) -> None:
    finding = counting.lack(looked_at, LIBRARY_DEFAULT)
    assert (finding.code, finding.subject, finding.source) == (code, subject, LIBRARY_DEFAULT)


def test_a_vacancy_is_the_same_finding_for_every_rule() -> None:
    nobody = Counting(HEADS, Count.PRESENT, Figures(0, 1))
    finding = nobody.lack(scope(LOCAL_WORTHIES, entitled=0), LIBRARY_DEFAULT)
    assert finding == vacancy(LOCAL_WORTHIES)


def test_the_numbers_are_there_for_programs_in_the_smallest_unit() -> None:
    finding = Counting(AREA, Count.YES, Figures(8950, 12000)).lack(scope(OWNERS))
    facts = dict(finding.details)
    assert [facts[name] for name in ("have", "need", "shortfall", "measure")] == [
        "8950",
        "12000",
        "3050",
        "area",
    ]
    assert finding.text("zh") == "业主赞成 89.50 平方米，须至少 120.00 平方米，差 30.50 平方米"
    assert finding.advice() == "deliberate again; 30.50 m² more must agree"
