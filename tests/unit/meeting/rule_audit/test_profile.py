import pytest

from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.body import Position, Stands
from communitygov.meeting.rule_audit.kind import Contingent, Headcount, VoterKind
from communitygov.meeting.rule_audit.profile import Profile, Reversal, Veto

OWNERS = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)


def test_a_profile_is_said_by_position() -> None:
    profile = Profile.taken((OWNERS,), (Stands(1, 1, 1),))
    assert profile.taking_part == 3
    assert profile.text() == (
        "in favour: 1 of the owners; against: 1 of the owners; abstaining: 1 of the owners; "
        "away: 1 of the owners"
    )


def test_no_more_of_a_kind_take_positions_than_there_are() -> None:
    three = Headcount([Contingent(OWNERS, 3)])
    with pytest.raises(InvalidValue, match="owners: 6 will not do; it must be at most 4"):
        Profile(yes=three, no=three)


def test_a_reversal_says_both_profiles_and_what_they_come_to() -> None:
    found = Reversal(
        before=Profile.taken((OWNERS,), (Stands(2),)),
        after=Profile.taken((OWNERS,), (Stands(2, 1),)),
        mover=OWNERS,
        outcome_before=Outcome.INQUORATE,
        outcome_after=Outcome.ADOPTED,
    )
    assert found.text() == (
        "in favour: 2 of the owners; away: 2 of the owners: inquorate; then in favour: 2 of the owners; "
        "against: 1 of the owners; away: 1 of the owners: adopted"
    )


@pytest.mark.parametrize(
    "by", [(), (Position.IN_FAVOUR,), (Position.AWAY, Position.AGAINST), (Position.AWAY, Position.AWAY)]
)
def test_a_veto_is_by_positions_that_block_in_their_order(by: tuple[Position, ...]) -> None:
    with pytest.raises(InvalidValue, match="in that order"):
        Veto(who=Headcount([Contingent(OWNERS, 1)]), by=by)


def test_a_veto_says_who_and_how() -> None:
    veto = Veto(who=Headcount([Contingent(OWNERS, 1)]), by=[Position.ABSTAINING, Position.AWAY])
    assert (veto.text(), veto.text("zh")) == (
        "1 of the owners (abstaining, away)",
        "业主 1 人（弃权、未到会）",
    )
    assert not veto.needs_yes
