"""Decisions of bodies above, and the way from a lawful decision to a resolution."""

from datetime import date

import attrs
import pytest
from tests.unit.meeting.validity.judged import codes, voted

from communitygov.core.source import Citation
from communitygov.errors import ActionRefused, InvalidValue
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.validity import CONSEQUENCES, HigherDecision, check_sitting, lawful_decision

RULED_OUT = HigherDecision(body="镇党委会", reference="2023-7", about="LQ-1", on=date(2023, 5, 15))


# ------------------------------------------------------------------ bodies above


@pytest.mark.parametrize(
    ("on", "until", "is_found"),
    [
        (date(2023, 5, 16), None, False),
        (date(2023, 5, 15), None, True),
        (date(2023, 5, 14), date(2023, 5, 16), True),
        (date(2023, 5, 14), date(2023, 5, 15), False),
    ],
)
def test_a_decision_above_counts_from_its_day_until_its_end(
    four: Sitting, bare: StandingOrders, on: date, until: date | None, *, is_found: bool
) -> None:
    decided = attrs.evolve(RULED_OUT, on=on, until=until)
    assert codes(voted(four), bare, decided) == (["HIGHER_BODY_CONFLICT"] if is_found else [])
    assert codes(four.conclude("LQ-1"), bare, decided) == (["HIGHER_BODY_CONFLICT"] if is_found else [])


def test_a_conflict_says_who_decided_and_what_is_ruled_out(four: Sitting, bare: StandingOrders) -> None:
    source = Citation(document="notice")
    decided = attrs.evolve(RULED_OUT, rules_out={"LQ-1", "LQ-8"}, source=source)
    (finding,) = check_sitting(voted(four), bare, higher=[decided])
    assert finding.text("zh") == "镇党委会 已就 LQ-1 作出决定（2023-7），排除 LQ-1；本次仍予通过"
    assert finding.source == source


def test_an_amendment_inherits_what_is_ruled_out(four: Sitting, bare: StandingOrders) -> None:
    moved = four.move(Motion("m-1", "LQ-1", mover="d-1")).amend("m-1", "a-1", mover="d-2")
    (finding,) = check_sitting(voted(moved, "a-1"), bare, higher=[RULED_OUT])
    assert (finding.code, finding.subject) == ("HIGHER_BODY_CONFLICT", "a-1")


def test_what_was_not_adopted_or_is_void_contradicts_nothing(four: Sitting, bare: StandingOrders) -> None:
    rejected = four.object("d-4", "LQ-1").open_vote("LQ-1").close_vote("LQ-1")
    assert codes(rejected, bare, RULED_OUT) == []
    closed = attrs.evolve(bare, closed_agendas={"regular"})
    assert codes(voted(four), closed, RULED_OUT) == ["NOT_ANNOUNCED"]
    assert codes(voted(four, "LQ-2"), bare, RULED_OUT) == []


def test_the_order_of_decisions_above_does_not_matter(four: Sitting, bare: StandingOrders) -> None:
    two = [RULED_OUT, attrs.evolve(RULED_OUT, body="街道党工委")]
    found = check_sitting(voted(four), bare, higher=two)
    assert len(found) == 2
    assert check_sitting(voted(four), bare, higher=[*two[::-1], RULED_OUT]) == found


def test_a_decision_above_may_void_what_was_adopted(four: Sitting, bare: StandingOrders) -> None:
    plain = lawful_decision(voted(four), "LQ-1", orders=bare, higher=[RULED_OUT])
    assert plain.outcome is Outcome.ADOPTED
    severe = {"HIGHER_BODY_CONFLICT": CONSEQUENCES["CONVENER"]}
    decision = lawful_decision(voted(four), "LQ-1", orders=bare, higher=[RULED_OUT], consequences=severe)
    assert decision.outcome is Outcome.VOID


@pytest.mark.parametrize("nonsense", [3, ["x"], [None]])
def test_what_is_no_decision_above_is_refused(four: Sitting, bare: StandingOrders, nonsense: object) -> None:
    with pytest.raises(InvalidValue):
        check_sitting(four, bare, higher=nonsense)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="later than the first day"):
        attrs.evolve(RULED_OUT, until=RULED_OUT.on)
    with pytest.raises(InvalidValue, match="one or more"):
        attrs.evolve(RULED_OUT, rules_out=())


# ------------------------------------------------------------------ the way to a resolution


def test_a_lawful_decision_keeps_where_it_was_taken(four: Sitting, bare: StandingOrders) -> None:
    moved = voted(four.move(Motion("m-1", "LQ-1", mover="d-1")), "m-1")
    decision = lawful_decision(moved, "m-1", orders=bare)
    assert (decision.sitting, decision.orders, decision.about) == ("LQ-M2", "bare:1", "m-1")
    assert (decision.place, decision.line) == (moved.votes("m-1")[0].place, {"m-1", "LQ-1"})
    fact = decision.as_fact(about="LQ-1", reference="minutes-7")
    assert (fact.about, fact.outcome) == ("LQ-1", "adopted")
    with pytest.raises(InvalidValue, match="must be one of: LQ-1, m-1"):
        decision.as_fact(about="LQ-2", reference="minutes-7")


def test_what_is_not_lawfully_adopted_makes_no_resolution(four: Sitting, bare: StandingOrders) -> None:
    assert lawful_decision(voted(four), "LQ-1", orders=bare).require_adopted().outcome is Outcome.ADOPTED
    closed = attrs.evolve(bare, closed_agendas={"regular"})
    with pytest.raises(ActionRefused) as refused:
        lawful_decision(voted(four), "LQ-1", orders=closed).require_adopted()
    assert [each.code for each in refused.value.reasons] == ["NOT_ADOPTED", "NOT_ANNOUNCED"]
