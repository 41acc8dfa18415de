import pytest

from communitygov.errors import InvalidValue, Words
from communitygov.meeting.rule_audit.kind import Contingent, Headcount, VoterKind

CADRES = VoterKind(code="cadres", constituency="cadres", words=Words("两委干部", "cadres"), size=2)
LARGE = VoterKind(code="owners#1", constituency="owners", words=Words("大业主", "large owners"), size=1)
SMALL = VoterKind(code="owners#2", constituency="owners", words=Words("小业主", "small owners"), size=4)


def test_a_headcount_adds_up_over_kinds_and_constituencies() -> None:
    group = Headcount.counted((CADRES, LARGE, SMALL), (0, 1, 3))
    assert group.total == 4
    assert group.by_constituency == {"owners": 4}
    assert [group.people(each) for each in (CADRES, LARGE, SMALL)] == [0, 1, 3]
    assert group.words == Words("大业主 1 人、小业主 3 人", "1 of the large owners, 3 of the small owners")


def test_nobody_is_said_to_be_nobody() -> None:
    assert (Headcount().text(), Headcount().text("zh"), Headcount().total) == ("nobody", "无人", 0)


def test_no_kind_is_listed_twice() -> None:
    with pytest.raises(InvalidValue, match="must list no kind twice"):
        Headcount([Contingent(CADRES, 1), Contingent(CADRES, 1)])


def test_nobody_is_no_contingent() -> None:
    with pytest.raises(InvalidValue, match="at least 1"):
        Contingent(CADRES, 0)
