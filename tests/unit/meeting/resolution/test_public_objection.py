"""Objections and their answers: nothing is lost, and nobody answers themselves."""

from datetime import date

import pytest

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.measure import AREA, HEADS
from communitygov.meeting.resolution.challenge import Challenge, Ruling, RulingOutcome
from communitygov.meeting.resolution.public_objection import AnswerOutcome, PublicObjection, objecting
from communitygov.meeting.resolution.publication import ObjectionHold
from communitygov.meeting.within import as_period

WEEKENDS = WeekendCalendar()
CLOSES = date(2023, 5, 16)
OBJECTION = PublicObjection(
    id="O-1", by="r-9", on=date(2023, 5, 10), text="it blocks my window", weights={"area": "89.50"}
)


def may(day: int) -> date:
    """Return a day of May 2023."""
    return date(2023, 5, day)


def codes(objection: PublicObjection, on: date) -> list[str]:
    """Return the codes of what is wrong, with three days to answer."""
    found = objection.findings(on=on, closes=CLOSES, within=as_period(3), calendar=WEEKENDS)
    return [each.code for each in found]


def test_what_people_wrote_is_kept_and_not_shown() -> None:
    assert "window" not in repr(OBJECTION)
    assert PublicObjection.from_json(OBJECTION.to_json()).text == "it blocks my window"


def test_a_late_objection_is_on_record_and_found_to_be_late() -> None:
    late = PublicObjection(id="O-2", by="r-9", on=may(17))
    assert codes(late, may(17)) == ["OBJECTION_LATE"]
    assert codes(PublicObjection(id="O-2", by="r-9", on=may(16)), may(16)) == []


@pytest.mark.parametrize(("day", "found"), [(15, []), (16, ["OBJECTION_UNANSWERED"])])
def test_an_objection_is_unanswered_after_the_last_day_for_it(day: int, found: list[str]) -> None:
    # Three days from Wednesday end on Saturday, which moves to Monday the 15th.
    assert codes(OBJECTION, may(day)) == found


def test_without_a_deadline_nothing_is_overdue() -> None:
    assert OBJECTION.findings(on=may(30), closes=CLOSES, within=None, calendar=WEEKENDS) == ()


def test_a_late_answer_is_found_to_be_late() -> None:
    assert codes(OBJECTION.answered(by="c-1", on=may(16), reference="L-1"), may(30)) == ["ANSWER_LATE"]
    assert codes(OBJECTION.answered(by="c-1", on=may(15), reference="L-1"), may(30)) == []


def test_a_withdrawn_objection_needs_no_answer() -> None:
    assert codes(OBJECTION.withdrawn(on=may(12)), may(30)) == []


def test_an_answer_by_the_objector_is_recorded_and_counts_for_nothing() -> None:
    answered = OBJECTION.answered(by="r-9", on=may(11), reference="L-1", outcome=AnswerOutcome.SETTLED)
    assert not answered.is_answered
    assert not answered.is_settled
    assert codes(answered, may(16)) == ["OWN_ANSWER", "OBJECTION_UNANSWERED"]
    with pytest.raises(UnknownName, match="written answer"):
        answered.answer_fact(about="LQ-1")


def test_each_hold_ends_in_its_own_way() -> None:
    maintained = OBJECTION.answered(by="c-1", on=may(11), reference="L-1")
    settled = maintained.answered(by="c-1", on=may(12), reference="L-2", outcome=AnswerOutcome.SETTLED)
    assert [OBJECTION.released_on(hold) for hold in ObjectionHold] == [None, None, may(10)]
    assert [maintained.released_on(hold) for hold in ObjectionHold] == [may(11), None, may(10)]
    assert [settled.released_on(hold) for hold in ObjectionHold] == [may(11), may(12), may(10)]
    assert settled.is_settled
    withdrawn = OBJECTION.withdrawn(on=may(13))
    assert [withdrawn.released_on(hold) for hold in ObjectionHold] == [may(13), may(13), may(10)]


def test_the_first_of_answer_and_withdrawal_releases() -> None:
    withdrawn = OBJECTION.answered(by="c-1", on=may(14), reference="L-1").withdrawn(on=may(12))
    assert withdrawn.released_on(ObjectionHold.UNANSWERED) == may(12)
    answered = OBJECTION.answered(by="c-1", on=may(11), reference="L-1").withdrawn(on=may(12))
    assert answered.released_on(ObjectionHold.UNANSWERED) == may(11)


def test_what_was_said_before_stays() -> None:
    twice = OBJECTION.answered(by="c-1", on=may(11), reference="L-1").answered(
        by="c-2", on=may(14), reference="L-2", outcome=AnswerOutcome.UPHELD
    )
    assert [each.reference for each in twice.answers] == ["L-1", "L-2"]
    assert twice.upheld_on == may(14)
    assert twice.as_of(may(12)).upheld_on is None
    assert twice.as_of(may(10)) == OBJECTION


def test_a_withdrawal_was_not_known_before() -> None:
    withdrawn = OBJECTION.withdrawn(on=may(13))
    assert withdrawn.as_of(may(12)) == OBJECTION
    assert withdrawn.as_of(may(13)) == withdrawn


def test_days_do_not_run_backwards() -> None:
    with pytest.raises(InvalidValue, match="answers"):
        OBJECTION.answered(by="c-1", on=may(9), reference="L-1")
    with pytest.raises(InvalidValue, match="withdrawn_on"):
        OBJECTION.withdrawn(on=may(9))
    with pytest.raises(InvalidValue, match="twice"):
        OBJECTION.withdrawn(on=may(11)).withdrawn(on=may(12))


def test_each_person_weighs_once_at_their_greatest() -> None:
    both = (
        PublicObjection(id="O-1", by="r-9", on=may(10), weights={"area": "89.50"}),
        PublicObjection(id="O-2", by="r-9", on=may(11), weights={"area": "12.00"}),
        PublicObjection(id="O-3", by="r-8", on=may(11)),
    )
    assert dict(objecting(both, (HEADS, AREA))) == {HEADS: 2, AREA: 8950}
    assert both[2].weight(AREA) is None


def test_objection_and_answer_are_shown_to_a_procedure_as_facts() -> None:
    raised = OBJECTION.as_fact(about="R-1")
    assert (raised.kind, raised.outcome, raised.giver) == ("objection", "raised", "r-9")
    answer = OBJECTION.answered(by="c-1", on=may(11), reference="L-1").answer_fact(about="R-1")
    assert (answer.kind, answer.outcome, answer.giver, answer.reference) == (
        "answer",
        "written",
        "c-1",
        "L-1",
    )


# ------------------------------------------------------------------ challenges

CHALLENGE = Challenge(id="X-1", by="r-9", role="resident", on=date(2023, 6, 1), ground="I was not heard")


def ruling(outcome: RulingOutcome, on: date = date(2023, 9, 1)) -> Ruling:
    """Return a ruling of a court."""
    return Ruling(by="court-1", on=on, reference="J-12", outcome=outcome)


@pytest.mark.parametrize("outcome", RulingOutcome)
def test_only_a_ruling_that_annuls_annuls(outcome: RulingOutcome) -> None:
    ruled = CHALLENGE.ruled(ruling(outcome))
    assert not ruled.is_open
    assert (ruled.annulled_on is not None) == (outcome is RulingOutcome.ANNULLED)
    assert ruled.ruling_fact(about="R-1").outcome == outcome.value


def test_a_challenge_is_ruled_on_once_and_not_before_it_was_made() -> None:
    with pytest.raises(InvalidValue, match="twice"):
        CHALLENGE.ruled(ruling(RulingOutcome.CONFIRMED)).ruled(ruling(RulingOutcome.ANNULLED))
    with pytest.raises(InvalidValue, match="2023-06-01"):
        CHALLENGE.ruled(ruling(RulingOutcome.CONFIRMED, date(2023, 5, 31)))


def test_an_open_challenge_annuls_nothing_and_its_ground_is_not_shown() -> None:
    assert CHALLENGE.is_open
    assert CHALLENGE.annulled_on is None
    assert "heard" not in repr(CHALLENGE)
    assert CHALLENGE.as_fact(about="R-1").giver == "r-9"
    with pytest.raises(UnknownName, match="ruling"):
        CHALLENGE.ruling_fact(about="R-1")


def test_a_ruling_was_not_known_before() -> None:
    ruled = CHALLENGE.ruled(ruling(RulingOutcome.ANNULLED))
    assert ruled.as_of(date(2023, 8, 31)) == CHALLENGE
    assert ruled.as_of(date(2023, 9, 1)) == ruled
