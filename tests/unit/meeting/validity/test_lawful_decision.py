"""What a question comes to once everything that is amiss is held against it."""

from datetime import date

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.decision.majority import Majority, Tie
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.threshold import MoreThan
from communitygov.meeting.validity import (
    CONSEQUENCES,
    Consequence,
    check_sitting,
    lawful_decision,
)
from communitygov.testing.strategies.planted import planted


@pytest.mark.parametrize("code", CONSEQUENCES)
def test_a_finding_does_to_the_vote_what_the_table_says(
    sound: Sitting, strict: StandingOrders, code: str
) -> None:
    faulty, orders, higher = planted(code, sound, orders=strict)
    decisions = [lawful_decision(faulty, about, orders=orders, higher=higher) for about in faulty.voted_on]
    expected = CONSEQUENCES[code].outcome or Outcome.ADOPTED
    assert expected in {each.outcome for each in decisions}
    for each in decisions:
        assert {cause.code for cause in each.causes} <= {code}
        assert bool(each.causes) is (each.outcome in {Outcome.VOID, Outcome.INQUORATE})


def test_a_finding_about_one_question_leaves_the_others_alone(sound: Sitting, strict: StandingOrders) -> None:
    faulty, orders, _ = planted("NOT_ANNOUNCED", sound, orders=strict)
    outcomes = {about: lawful_decision(faulty, about, orders=orders).outcome for about in faulty.voted_on}
    assert outcomes == {
        "a-1": Outcome.ADOPTED,
        "m-1": Outcome.ADOPTED,
        "LQ-3": Outcome.ADOPTED,
        "LQ-9": Outcome.VOID,
    }


def test_the_causes_come_before_the_rule(sound: Sitting, strict: StandingOrders) -> None:
    faulty, orders, _ = planted("NOTICE_MISSING", sound, orders=strict)
    decision = lawful_decision(faulty, "m-1", orders=orders)
    assert decision.explain("zh").splitlines()[:3] == [
        "无效",
        "! LQ-M1 没有会议通知（定期会议）",
        "✓ 以下各项均须满足：",
    ]
    fact = decision.as_fact(about="m-1", reference="minutes-7")
    assert (fact.outcome, [each.code for each in fact.because]) == ("void", ["NOTICE_MISSING"])
    assert decision.findings == decision.causes


def test_a_lawful_decision_is_a_fact_like_any_other(sound: Sitting, strict: StandingOrders) -> None:
    decision = lawful_decision(sound, "m-1", orders=strict)
    fact = decision.as_fact(about="m-1", reference="minutes-7")
    assert fact == decision.decision.as_fact(about="m-1", reference="minutes-7")
    assert decision.explain().startswith("adopted\n✓")


def test_a_body_may_set_other_consequences(sound: Sitting, strict: StandingOrders) -> None:
    faulty, orders, _ = planted("NOTICE_MISSING", sound, orders=strict)
    mild = {"NOTICE_MISSING": Consequence.REPORTED}
    assert lawful_decision(faulty, "m-1", orders=orders, consequences=mild).outcome is Outcome.ADOPTED
    severe, orders, _ = planted("DOUBLE_VOTE", sound, orders=strict)
    decision = lawful_decision(severe, "m-1", orders=orders, consequences={"DOUBLE_VOTE": Consequence.VOIDS})
    assert (decision.outcome, decision.decision.outcome) == (Outcome.VOID, Outcome.ADOPTED)


def test_a_consequence_of_no_code_is_refused(sound: Sitting, strict: StandingOrders) -> None:
    with pytest.raises(UnknownName, match="NOTICE_LATE"):
        lawful_decision(sound, "m-1", orders=strict, consequences={"NOTICE_LAT": Consequence.VOIDS})


def test_what_is_no_matter_and_no_consequences_are_refused(sound: Sitting, strict: StandingOrders) -> None:
    with pytest.raises(InvalidValue, match="identifier of a matter"):
        lawful_decision(sound, "", orders=strict)
    with pytest.raises(InvalidValue, match="Mapping"):
        lawful_decision(sound, "m-1", orders=strict, consequences=["NOTICE_LATE"])  # type: ignore[arg-type]


def test_by_consent_it_is_decided_who_is_there_and_who_objects(four: Sitting, bare: StandingOrders) -> None:
    agreed = four.conclude("LQ-1")
    objected = four.object("d-4", "LQ-1").conclude("LQ-1")
    assert lawful_decision(agreed, "LQ-1", orders=bare).outcome is Outcome.ADOPTED
    assert lawful_decision(objected, "LQ-1", orders=bare).outcome is Outcome.REJECTED
    left = four.sign_out("d-4").conclude("LQ-1")
    assert lawful_decision(left, "LQ-1", orders=bare).outcome is Outcome.INQUORATE
    closed = attrs.evolve(bare, closed_agendas={"regular"})
    assert lawful_decision(agreed, "LQ-1", orders=closed).outcome is Outcome.VOID


def test_a_tie_is_broken_by_the_chair_where_the_rule_leaves_it_there(
    four: Sitting, bare: StandingOrders
) -> None:
    rule = Majority("heads", base="yes_no", threshold=MoreThan("1/2"), tie=Tie.CASTING_VOTE)
    voting = four.open_vote("LQ-1", rule=rule).cast_all({"d-1": "yes", "d-2": "no"}, about="LQ-1")
    assert lawful_decision(voting, "LQ-1", orders=bare).outcome is Outcome.OPEN
    tied = voting.close_vote("LQ-1")
    assert lawful_decision(tied, "LQ-1", orders=bare).outcome is Outcome.TIED
    broken = tied.give_casting_vote("d-1", "yes", about="LQ-1")
    assert lawful_decision(broken, "LQ-1", orders=bare).outcome is Outcome.ADOPTED


# ------------------------------------------------------------------ misuse


def test_a_sitting_is_judged_by_the_version_of_its_day(sound: Sitting, strict: StandingOrders) -> None:
    with pytest.raises(InvalidValue, match="in force on 2023-05-15"):
        check_sitting(sound, attrs.evolve(strict, since=date(2024, 1, 1)))


def test_a_sitting_is_judged_by_its_own_orders(sound: Sitting, strict: StandingOrders) -> None:
    with pytest.raises(InvalidValue, match="example-orders:1"):
        check_sitting(sound, attrs.evolve(strict, version="2"))
    assert (
        check_sitting(attrs.evolve(sound, orders="example-orders"), attrs.evolve(strict, version="2")) == ()
    )


@pytest.mark.parametrize("swapped", [0, 1])
def test_what_is_no_sitting_or_no_orders_is_refused(
    sound: Sitting, strict: StandingOrders, swapped: int
) -> None:
    given = [sound, strict]
    given[swapped] = "none"  # type: ignore[call-overload]
    with pytest.raises(InvalidValue, match=("Sitting", "StandingOrders")[swapped]):
        check_sitting(*given)  # type: ignore[arg-type]


def test_an_outcome_without_a_cause_is_refused(sound: Sitting, strict: StandingOrders) -> None:
    lawful = lawful_decision(sound, "m-1", orders=strict)
    with pytest.raises(InvalidValue, match="must be adopted"):
        attrs.evolve(lawful, outcome=Outcome.VOID)
    faulty, orders, _ = planted("NOTICE_MISSING", sound, orders=strict)
    causes = check_sitting(faulty, orders)
    with pytest.raises(InvalidValue, match="inquorate or void"):
        attrs.evolve(lawful, causes=causes)
    with pytest.raises(InvalidValue, match="line"):
        attrs.evolve(lawful, line={"LQ-1"})
