"""Who may vote in a sitting, and whose ballots count."""

import attrs
import pytest
from tests.unit.meeting.sitting.sittings import ALL_FOUR, MATTER, NINE, codes, counted, minutes

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod, VoteOpened
from communitygov.meeting.tally.ballot import Channel
from communitygov.meeting.tally.electorate import Electorate, Voter

# ---------------------------------------------------------------------- who may vote


def test_who_is_recused_from_a_matter_is_excused_from_motions_about_it(full: Sitting) -> None:
    out = full.declare_conflict("d-4", "LQ-1", ground="kinship").recuse("d-4", about="LQ-1").move(MATTER)
    assert out.electorate("m-1").excused == {"d-4"}
    assert out.electorate("LQ-2").excused == frozenset()
    assert [each.person for each in out.conflicts("m-1")] == ["d-4"]
    back = out.lift_recusal("d-4", "LQ-1", at=minutes(5))
    assert (back.recused("m-1"), back.recused("m-1", at=NINE)) == (frozenset(), {"d-4"})
    assert back.electorate("m-1", at=NINE).excused == {"d-4"}


def test_a_recusal_of_somebody_without_a_vote_excuses_nobody(full: Sitting) -> None:
    assert full.recuse("x-1", about="LQ-1").electorate("LQ-1").excused == frozenset()


def test_a_ballot_of_somebody_recused_is_kept_and_does_not_count(full: Sitting) -> None:
    held = (
        full.recuse("d-4", about="LQ-1")
        .open_vote("LQ-1")
        .cast_all(dict.fromkeys(ALL_FOUR, "yes"), about="LQ-1")
    )
    assert list(counted(held)) == ["d-1", "d-2", "d-3"]
    assert len(held.votes("LQ-1")[0].ballots) == 4
    assert held.tally("LQ-1")["local_worthies"].excused == 1


def test_a_recused_holder_does_not_vote_for_others_either(full: Sitting) -> None:
    held = full.sign_out("d-3").appoint_proxy("d-3", "d-4").recuse("d-4", about="LQ-1").open_vote("LQ-1")
    assert counted(held.cast("d-4", "yes", about="LQ-1", on_behalf_of="d-3")) == {}


def test_nobody_votes_for_somebody_recused_nor_from_outside_when_recused(full: Sitting) -> None:
    held = full.sign_out("d-4").sign_in("x-2", capacity="proxy").appoint_proxy("d-4", "x-2")
    assert counted(_represented(held)) == {"d-4": "yes"}
    assert counted(_represented(held.recuse("d-4", about="LQ-1"))) == {}
    assert counted(_represented(held.recuse("x-2", about="LQ-1"))) == {}


def _represented(sitting: Sitting) -> Sitting:
    """Let x-2 vote for d-4."""
    return sitting.open_vote("LQ-1").cast("x-2", "yes", about="LQ-1", on_behalf_of="d-4")


def test_a_substitute_takes_an_empty_seat(reserved: Sitting) -> None:
    seated = reserved.sign_in("d-1").sign_in("d-9", capacity="substitute").open_vote("LQ-1")
    assert [each.id for each in seated.electorate("LQ-1").voters] == ["d-1", "d-2", "d-3", "d-9"]
    seated = seated.cast("d-9", "no", about="LQ-1").sign_in("d-4").cast("d-4", "yes", about="LQ-1")
    assert counted(seated) == {"d-9": "no"}
    assert [each.id for each in seated.electorate("LQ-1").voters] == ["d-1", "d-2", "d-3", "d-4"]
    assert seated.constituency_of("d-9") == "local_worthies"
    assert (seated.is_reserve("d-9"), seated.is_reserve("d-4")) == (True, False)


def test_somebody_not_on_the_roster_takes_no_seat(reserved: Sitting) -> None:
    seated = reserved.sign_in("x-1", capacity="substitute", sits_for="d-4")
    assert [each.id for each in seated.electorate("LQ-1").voters] == list(ALL_FOUR)
    assert ("NOT_A_DELEGATE", "x-1") in codes(seated)


def test_another_electorate_may_be_asked(full: Sitting) -> None:
    owners = Electorate(
        constituencies=[Constituency("owners", "业主", "owners")], voters=[Voter("o-1", "owners")]
    )
    asked = full.open_vote("LQ-1", electorate=owners).sign_in("o-1").cast("o-1", "yes", about="LQ-1")
    assert asked.tally("LQ-1").total.yes == 1
    assert codes(asked) == []


# ---------------------------------------------------------------------- whose ballots count


def test_the_vote_is_counted_and_decided_by_the_frozen_rule(full: Sitting) -> None:
    held = full.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT).cast_all(
        dict.fromkeys(ALL_FOUR, "yes"), about="LQ-1"
    )
    assert held.tally("LQ-1").is_open
    closed = held.close_vote("LQ-1")
    assert (closed.tally("LQ-1").total.yes, closed.decide("LQ-1").outcome) == (4, Outcome.ADOPTED)
    declared = closed.declare("LQ-1", by="d-1", counts=[DeclaredCount("yes", 4)])
    said = declared.votes("LQ-1")[-1].declared
    assert said is not None
    assert (said.outcome, said.counts) == (Outcome.ADOPTED, (DeclaredCount("yes", 4),))


def test_an_objection_is_counted_with_the_votes(full: Sitting) -> None:
    held = full.object("d-4", "LQ-1").open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT)
    held = held.cast_all(dict.fromkeys(ALL_FOUR, "yes"), about="LQ-1").close_vote("LQ-1")
    assert held.decide("LQ-1").outcome is Outcome.REJECTED
    late = held.settle("d-4", "LQ-1", reference="minutes-7")
    assert late.decide("LQ-1").outcome is Outcome.REJECTED
    again = late.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT).cast_all(
        dict.fromkeys(ALL_FOUR, "yes"), about="LQ-1"
    )
    assert again.close_vote("LQ-1").object("d-4", "LQ-1").decide("LQ-1").outcome is Outcome.ADOPTED


def test_a_rule_that_is_given_goes_before_the_frozen_one(full: Sitting) -> None:
    held = full.open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT).close_vote("LQ-1")
    assert held.decide("LQ-1", rule=Minimum("yes", 1)).outcome is Outcome.REJECTED


def test_without_any_rule_nothing_is_decided(full: Sitting) -> None:
    for sitting in (full.open_vote("LQ-1"), full.conclude("LQ-1")):
        with pytest.raises(InvalidValue, match="it was put without a rule"):
            sitting.decide("LQ-1")


def test_an_objection_to_the_matter_stands_against_a_motion_about_it(full: Sitting) -> None:
    moved = full.move(MATTER).amend("m-1", "m-1a", mover="d-2").object("d-4", "LQ-1")
    assert moved.unsettled("m-1") == moved.unsettled("m-1a") == moved.unsettled("LQ-1") == {"d-4"}
    assert moved.object("d-3", "m-1").unsettled("m-1a") == {"d-4"}


def test_a_vote_that_was_never_opened_takes_no_ballot_and_is_not_closed(full: Sitting) -> None:
    with pytest.raises(UnknownName, match="No vote is called 'LQ-1'"):
        full.cast("d-1", "yes", about="LQ-1")
    with pytest.raises(UnknownName, match="No vote is called 'LQ-1'"):
        full.close_vote("LQ-1")


def test_who_is_not_there_does_not_vote_unless_in_writing(sitting: Sitting) -> None:
    away = sitting.open_vote("LQ-1").cast("d-1", "yes", about="LQ-1")
    written = attrs.evolve(sitting, mode="written").open_vote("LQ-1").cast("d-1", "yes", about="LQ-1")
    assert (counted(away), counted(written)) == ({}, {"d-1": "yes"})
    assert written.tally("LQ-1").total.present == 1
    assert written.votes("LQ-1")[0].ballots[0].cast.ballot.channel is Channel.WRITTEN
    assert ("VOTER_ABSENT", "d-1") in codes(away)
    assert ("VOTER_ABSENT", "d-1") not in codes(written)


def test_who_comes_after_the_opening_is_present_once_they_vote(full: Sitting) -> None:
    held = full.sign_out("d-4").open_vote("LQ-1").sign_in("d-4")
    assert held.tally("LQ-1").total.present == 3
    assert held.cast("d-4", "abstain", about="LQ-1").tally("LQ-1").total.present == 4


def test_a_ballot_after_the_set_end_does_not_count(full: Sitting) -> None:
    held = full.open_vote("LQ-1", closes_at=minutes(5)).cast("d-1", "yes", about="LQ-1", at=minutes(4))
    assert counted(held.cast("d-2", "yes", about="LQ-1", at=minutes(5))) == {"d-1": "yes"}


def test_a_stranger_does_not_vote(full: Sitting) -> None:
    assert counted(full.sign_in("x-1").open_vote("LQ-1").cast("x-1", "yes", about="LQ-1")) == {}


def test_a_proxy_votes_for_an_absent_principal(full: Sitting) -> None:
    held = full.sign_out("d-4").appoint_proxy("d-4", "d-1", matters=["LQ-1"]).open_vote("LQ-1")
    cast = held.cast("d-1", "yes", about="LQ-1", on_behalf_of="d-4")
    assert counted(cast) == {"d-4": "yes"}
    assert cast.tally("LQ-1")["local_worthies"].present == 1
    assert [each.holder for each in cast.proxies_in_force("LQ-1")] == ["d-1"]
    assert counted(held.cast("d-2", "yes", about="LQ-1", on_behalf_of="d-4")) == {}
    assert counted(held.revoke_proxy("d-4", "d-1").cast("d-1", "yes", about="LQ-1", on_behalf_of="d-4")) == {}


def test_a_proxy_for_a_matter_covers_motions_about_it(full: Sitting) -> None:
    held = full.move(MATTER).sign_out("d-4").appoint_proxy("d-4", "d-1", matters=["LQ-1"]).open_vote("m-1")
    assert counted(held.cast("d-1", "yes", about="m-1", on_behalf_of="d-4"), "m-1") == {"d-4": "yes"}


def test_one_proxy_a_person_is_the_default(full: Sitting) -> None:
    held = (
        full.sign_out("d-3", "d-4").appoint_proxy("d-4", "d-1").appoint_proxy("d-3", "d-1").open_vote("LQ-1")
    )
    for principal in ("d-3", "d-4"):
        held = held.cast("d-1", "yes", about="LQ-1", on_behalf_of=principal)
    assert counted(held) == {"d-4": "yes"}
    assert set(counted(attrs.evolve(held, proxies_per_holder=2))) == {"d-3", "d-4"}


@pytest.mark.parametrize(
    ("mode", "method"),
    [("in_person", "show_of_hands"), ("online", "online"), ("hybrid", "named"), ("written", "written")],
)
def test_a_vote_is_taken_as_the_sitting_is_held(sitting: Sitting, mode: str, method: str) -> None:
    held = attrs.evolve(sitting, mode=mode)
    taken = [held.open_vote("LQ-1"), held.open_vote("LQ-1", method=VoteMethod.SECRET)]
    methods = [
        each.method.value for each in (one.entries[-1] for one in taken) if isinstance(each, VoteOpened)
    ]
    assert methods == [method, "secret"]
