"""Whose ballots count, whose casting vote does, and who may vote on which day."""

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.council.council import Council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.majority import Majority, Tie
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.sitting.agenda import AgendaItem
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.tally.counts import Base
from communitygov.meeting.threshold import MoreThan

ALL_FOUR = ("d-1", "d-2", "d-3", "d-4")
NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)
BY_CHAIR = Majority("heads", base=Base.VALID, threshold=MoreThan("1/2"), tie=Tie.CASTING_VOTE)


def counted(sitting: Sitting, about: str = "LQ-1") -> dict[str, str]:
    """Return what counts in the last round, by voter."""
    return {each.ballot.voter: each.ballot.choice.value for each in sitting.counted(sitting.votes(about)[-1])}


@pytest.fixture
def sitting(council: Council) -> Sitting:
    """Hold a sitting to which nobody has come yet."""
    return Sitting(id="LQ-M1", council=council, held_at=NINE)


@pytest.fixture
def full(sitting: Sitting) -> Sitting:
    """Hold a sitting that is open and to which all four have come."""
    return sitting.open("d-1").sign_in(*ALL_FOUR)


@pytest.fixture
def open_tie(full: Sitting) -> Sitting:
    """Hold a sitting with a vote in which as many are for as against, and which goes on."""
    put = full.open_vote("LQ-1", rule=BY_CHAIR)
    return put.cast_all({"d-2": "yes", "d-3": "no"}, about="LQ-1")


@pytest.fixture
def tied(open_tie: Sitting) -> Sitting:
    """Hold a sitting with a vote that has ended in a tie."""
    return open_tie.close_vote("LQ-1")


# ---------------------------------------------------------------------- casting votes


def test_a_casting_vote_of_the_chair_breaks_a_tie(tied: Sitting) -> None:
    assert tied.decide("LQ-1").outcome is Outcome.TIED
    assert tied.give_casting_vote("d-1", "yes", about="LQ-1").decide("LQ-1").outcome is Outcome.ADOPTED


def test_the_first_casting_vote_of_the_chair_stands(tied: Sitting) -> None:
    given = tied.give_casting_vote("d-2", "yes", about="LQ-1").give_casting_vote("d-1", "no", about="LQ-1")
    again = given.give_casting_vote("d-1", "yes", about="LQ-1")
    assert again.decide("LQ-1").outcome is Outcome.REJECTED
    (vote,) = again.votes("LQ-1")
    assert [(each.given.by, each.place - tied.place_at()) for each in vote.castings] == [
        ("d-2", 1),
        ("d-1", 2),
        ("d-1", 3),
    ]


def test_a_casting_vote_before_the_end_does_not_count(open_tie: Sitting) -> None:
    early = open_tie.give_casting_vote("d-1", "yes", about="LQ-1")
    assert early.casting_vote(early.votes("LQ-1")[0]) is None
    assert early.close_vote("LQ-1").decide("LQ-1").outcome is Outcome.TIED


def test_a_casting_vote_of_a_chair_kept_out_or_gone_does_not_count(tied: Sitting) -> None:
    for sitting in (
        tied.recuse("d-1", about="LQ-1"),
        tied.sign_out("d-1"),
        tied.sign_in("d-1", capacity="observer"),
        tied.close(),
    ):
        given = sitting.give_casting_vote("d-1", "yes", about="LQ-1")
        assert given.decide("LQ-1").outcome is Outcome.TIED


def test_a_chair_excused_as_the_vote_opened_has_no_casting_vote(full: Sitting) -> None:
    out = full.recuse("d-1", about="LQ-1").open_vote("LQ-1", rule=BY_CHAIR).close_vote("LQ-1")
    given = out.lift_recusal("d-1", "LQ-1").give_casting_vote("d-1", "yes", about="LQ-1")
    assert given.casting_vote(given.votes("LQ-1")[0]) is None


def test_in_writing_the_chair_need_not_be_there(sitting: Sitting) -> None:
    put = (
        attrs.evolve(sitting, mode="written").open("d-1").open_vote("LQ-1", rule=BY_CHAIR).close_vote("LQ-1")
    )
    given = put.give_casting_vote("d-1", "no", about="LQ-1")
    assert given.casting_vote(given.votes("LQ-1")[0]) is not None


# ---------------------------------------------------------------------- recusals and observers


def test_a_ballot_of_somebody_recused_since_the_opening_does_not_count(full: Sitting) -> None:
    put = full.move(Motion("m-1", "LQ-1", mover="d-1")).open_vote("m-1")
    before = put.cast("d-4", "yes", about="m-1").recuse("d-4", about="LQ-1")
    assert counted(before, "m-1") == {"d-4": "yes"}
    assert counted(before.cast("d-4", "no", about="m-1"), "m-1") == {"d-4": "yes"}
    lifted = put.recuse("d-4", about="LQ-1").lift_recusal("d-4", "LQ-1")
    assert counted(lifted.cast("d-4", "no", about="m-1"), "m-1") == {"d-4": "no"}


def test_who_observes_votes_for_nobody_but_a_principal(sitting: Sitting) -> None:
    held = sitting.sign_in("d-1", capacity="observer").appoint_proxy("d-4", "d-1").open_vote("LQ-1")
    held = held.cast("d-1", "yes", about="LQ-1").cast("d-1", "no", about="LQ-1", on_behalf_of="d-4")
    assert counted(held) == {"d-4": "no"}
    assert "VOTER_ABSENT" not in {finding.code for finding in held.findings()}


def test_who_came_as_proxy_holder_alone_casts_no_ballot_of_their_own(sitting: Sitting) -> None:
    written = attrs.evolve(sitting, mode="written").sign_in("d-1", capacity="proxy").open_vote("LQ-1")
    assert counted(written.cast_all({"d-1": "yes", "d-2": "yes"}, about="LQ-1")) == {"d-2": "yes"}


# ---------------------------------------------------------------------- days


@pytest.fixture
def ending(council: Council) -> Sitting:
    """Hold a sitting of a council on which the term of d-4 ends the day after."""
    last = Delegate("d-4", "local_worthies", until=date(2023, 5, 5))
    timed = attrs.evolve(council, delegates=(*council.delegates[:3], last))
    return Sitting(id="LQ-M1", council=timed, held_at=NINE).open("d-1").sign_in(*ALL_FOUR)


def test_nobody_is_taken_to_be_back_on_another_day(ending: Sitting) -> None:
    resumed = ending.adjourn().resume(at=NINE + timedelta(days=1))
    assert resumed.present == frozenset()
    assert ending.adjourn().resume(at=NINE + timedelta(hours=14)).present == set(ALL_FOUR)


def test_days_are_those_of_the_time_zone_of_the_sitting(ending: Sitting) -> None:
    later = NINE + timedelta(hours=8)
    east = attrs.evolve(ending, held_at=NINE.astimezone(timezone(timedelta(hours=8))))
    assert ending.adjourn(at=NINE + timedelta(hours=6)).resume(at=later).present == set(ALL_FOUR)
    assert east.adjourn(at=NINE + timedelta(hours=6)).resume(at=later).present == frozenset()


def test_whose_term_has_ended_by_the_vote_may_not_vote(ending: Sitting) -> None:
    tomorrow = NINE + timedelta(days=1)
    (first,) = ending.open_vote("LQ-1").votes("LQ-1")
    resumed = ending.adjourn().resume(at=tomorrow).sign_in(*ALL_FOUR)
    (second,) = resumed.open_vote("LQ-1").votes("LQ-1")
    assert first.opened.electorate.ids - second.opened.electorate.ids == {"d-4"}
    assert counted(resumed.open_vote("LQ-1").cast("d-4", "yes", about="LQ-1")) == {}
    assert "d-4" in resumed.electorate("LQ-1", at=NINE).ids
    assert "d-4" not in resumed.electorate("LQ-1", at=tomorrow).ids
    (given,) = ending.open_vote("LQ-1", at=tomorrow).votes("LQ-1")
    assert "d-4" not in given.opened.electorate.ids


def test_a_notice_a_week_before_asks_for_no_earlier_day(sitting: Sitting) -> None:
    noticed = sitting.notify(Notice(convener="d-1"), at=NINE - timedelta(days=7))
    assert noticed.day_after(0) == noticed.day_after(-1) == noticed.day == date(2023, 5, 4)


def test_a_day_at_the_ends_of_the_calendar_is_refused(sitting: Sitting) -> None:
    east = attrs.evolve(sitting, held_at=NINE.astimezone(timezone(timedelta(hours=8))))
    with pytest.raises(InvalidValue, match="must have a day"):
        east.electorate("LQ-1", at=datetime.max.replace(tzinfo=UTC))


# ---------------------------------------------------------------------- in writing


def test_nobody_who_voted_in_writing_is_absent(sitting: Sitting) -> None:
    written = attrs.evolve(sitting, mode="written").open_vote("LQ-1")
    voted = written.cast_all(dict.fromkeys(ALL_FOUR[:3], "yes"), about="LQ-1")
    assert [(each.code, each.subject) for each in voted.findings()] == [
        ("CONSTITUENCY_ABSENT", "local_worthies")
    ]
    assert voted.cast("d-4", "no", about="LQ-1").findings() == ()


# ---------------------------------------------------------------------- agenda and motions


def test_an_item_is_announced_only_with_its_number_kind_and_matter(sitting: Sitting) -> None:
    notice = Notice(convener="d-1", agenda=[AgendaItem("1", "线路", about="LQ-1")])
    first = sitting.notify(notice, at=NINE)
    assert first.announced_at("1") == NINE
    for changed in ({"about": "LQ-2"}, {"kind": "decision"}):
        other = Notice(convener="d-1", agenda=[attrs.evolve(notice.agenda["1"], **changed)])
        assert first.notify(other, at=NINE + timedelta(hours=1)).announced_at("1") == NINE + timedelta(
            hours=1
        )
    titled = Notice(convener="d-1", agenda=[attrs.evolve(notice.agenda["1"], title="东区线路")])
    assert first.notify(titled, at=NINE + timedelta(hours=1)).announced_at("1") == NINE


def test_an_item_is_not_added_under_a_number_that_is_taken(full: Sitting) -> None:
    added = full.add_item(AgendaItem("1", "线路"))
    with pytest.raises(InvalidValue, match="must be a number that no item has"):
        added.add_item(AgendaItem("1", "停车"))
    with pytest.raises(InvalidValue, match="must be a number that no item has"):
        full.record_all(added.entries[-1:] * 2)


def test_who_withdrew_a_motion_and_where_is_kept(full: Sitting) -> None:
    moved = full.move(Motion("m-1", "LQ-1", mover="d-1"))
    assert moved.motions.withdrawals == {}
    out = moved.withdraw("m-1", "d-2").open_vote("m-1").withdraw("m-1", "d-1")
    said = [(each.by, each.place - moved.place_at()) for each in out.motions.withdrawals["m-1"]]
    assert said == [("d-2", 1), ("d-1", 3)]
    assert out.motions.withdrawn == {"m-1"}


# ---------------------------------------------------------------------- objections


def test_an_objection_is_asked_for_any_place_of_the_log(full: Sitting) -> None:
    raised = full.object("d-4", "LQ-1").move(Motion("m-1", "LQ-1", mover="d-1"))
    settled = raised.settle("d-4", "LQ-1", reference="talk-1").object("d-4", "LQ-1")
    places = range(full.place_at(), settled.place_at() + 1)
    assert [len(settled.unsettled_after(place, "m-1")) for place in places] == [0, 1, 1, 0, 1]


# ---------------------------------------------------------------------- misuse


def test_what_is_no_rule_is_refused(full: Sitting) -> None:
    put = full.open_vote("LQ-1")
    for wrong in (None, 1.5):
        for act in (
            lambda rule: full.quorum_at(NINE, rule),
            full.quorum_curve,
            lambda rule: full.verify_quorum("d-1", rule=rule),
        ):
            with pytest.raises(InvalidValue, match="must be a rule of decision"):
                act(wrong)
    with pytest.raises(InvalidValue, match="must be a rule of decision"):
        put.decide("LQ-1", rule=1.5)  # type: ignore[arg-type]
    assert full.quorum_at(NINE, Quorum("heads", MoreThan("1/2"))).outcome is Outcome.ADOPTED


def test_what_is_no_round_is_refused(full: Sitting) -> None:
    for act in (full.tally_of, full.counted, full.casting_vote):
        with pytest.raises(InvalidValue, match="must be a round of voting"):
            act(None)  # type: ignore[arg-type]


def test_what_is_no_place_or_identifier_is_refused(full: Sitting) -> None:
    for act in (full.item_at, full.day_after, full.electorate_after, full.seated_after, full.quorum_after):
        with pytest.raises(InvalidValue, match="must be a whole number"):
            act(None, *[Quorum("heads", MoreThan("1/2"))] * (act == full.quorum_after))
    for ask in (full.unsettled_after, full.recused_after):
        with pytest.raises(InvalidValue, match="must be a whole number"):
            ask(1.5, "LQ-1")  # type: ignore[arg-type]
    for name in (full.motions.__getitem__, full.motions.line_of, full.constituency_of, full.unsettled):
        with pytest.raises(InvalidValue, match="must be an identifier"):
            name([])  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be an identifier"):
        full.attendance.of_person([])  # type: ignore[arg-type]


def test_what_is_no_moment_is_refused(full: Sitting) -> None:
    stay = full.attendance.of_person("d-1")[0]
    put = full.open_vote("LQ-1", closes_at=NINE).votes("LQ-1")[0]
    for act in (full.present_at, full.day_of, stay.covers, put.opened.takes):
        for wrong in ("now", datetime(2023, 5, 4, 9)):  # noqa: DTZ001
            with pytest.raises(InvalidValue, match="time zone"):
                act(wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="time zone"):
        full.open_vote("LQ-1", at="now")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="time zone"):
        full.attendance.time_of("d-1", until=None)  # type: ignore[arg-type]


def test_collections_of_the_wrong_kind_are_refused(full: Sitting) -> None:
    put = full.open_vote("LQ-1")
    with pytest.raises(InvalidValue, match="Mapping"):
        put.cast_all(None, about="LQ-1")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be a collection"):
        full.record_all(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="Journal"):
        Sitting.from_journal(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("lasts", [1.5, timedelta.max])
def test_a_speech_lasts_no_other_than_a_time_within_the_calendar(full: Sitting, lasts: timedelta) -> None:
    with pytest.raises(InvalidValue, match="lasts"):
        full.speak("d-1", lasts=lasts)


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])  # noqa: DTZ901
def test_moments_at_the_ends_of_the_calendar_are_refused(full: Sitting, moment: datetime) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(hours=8)))
    with pytest.raises(InvalidValue, match="must lie in the years 2 to 9998"):
        attrs.evolve(full, held_at=aware)
    with pytest.raises(InvalidValue, match="must lie in the years 2 to 9998"):
        full.close(at=aware)


def test_an_end_before_the_beginning_is_refused(full: Sitting) -> None:
    before = NINE - timedelta(minutes=1)
    with pytest.raises(InvalidValue, match="closes_at"):
        full.open_vote("LQ-1", closes_at=before)
    with pytest.raises(InvalidValue, match="until"):
        full.adjourn(until=before)
