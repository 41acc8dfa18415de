"""Minutes beside a finding that the lawful count is another one."""

import attrs

from communitygov.errors import Words
from communitygov.meeting.minutes.minutes import minutes_of
from communitygov.meeting.minutes.reading import NOT_AS_COUNTED
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import DeclaredCount
from communitygov.meeting.validity.votes import TALLY_MISMATCH


def test_what_was_declared_does_not_pass_where_a_finding_says_that_it_is_not_the_lawful_count(
    sitting: Sitting,
) -> None:
    assert TALLY_MISMATCH.code == NOT_AS_COUNTED
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1").open_vote("LQ-1").cast("d-1", "yes", about="LQ-1")
    undeclared = bare.open_vote("LQ-2")
    bare = bare.close_vote("LQ-1").declare(
        "LQ-1", by="d-1", outcome="adopted", counts=[DeclaredCount("yes", 1)]
    )
    details = {"about": "LQ-1", "what": Words("结果", "the outcome"), "declared": 1, "counted": 0}
    found = [TALLY_MISMATCH.finding(about, details) for about in ("LQ-1", "LQ-2")]
    assert minutes_of(bare).votes[0].is_as_declared
    made = minutes_of(bare, findings=found)
    assert not made.votes[0].is_as_declared
    assert "✗ 宣布与依规计票不符，见核查发现" in made.to_markdown("zh")
    assert "as declared" not in made.to_akoma_ntoso("en")
    assert "✗ not the lawful count, see the findings" in made.to_akoma_ntoso("en")
    assert made.matches(bare)
    assert [vote.is_contested for vote in minutes_of(undeclared, findings=found).votes] == [False, False]
    assert "未作合法性判断" in made.to_markdown("zh")
