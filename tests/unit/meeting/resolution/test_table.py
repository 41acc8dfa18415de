"""The course of a resolution as a table: what it has, and what its moves ask for."""

from datetime import UTC, datetime, timedelta

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.errors import ActionRefused, InvalidValue
from communitygov.meeting.resolution.effect import ResolutionStatus
from communitygov.meeting.resolution.publication import ObjectionHold, PublicationPolicy
from communitygov.meeting.resolution.table import resolution_procedure
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case
from communitygov.procedure.fact import Fact

AT = datetime(2023, 5, 8, 15, tzinfo=UTC)
CONVENER = Actor("c-1", roles={Role.CONVENER})
SECOND = Actor("c-2", roles={Role.CONVENER})
RESIDENT = Actor("r-9", roles={Role.RESIDENT})
COURT = Actor("court-1", roles={"reviewing_body"})
POLICY = PublicationPolicy(days=7, within_days=3, answer_days=3)
PROCEDURE = resolution_procedure(POLICY)


def fact(kind: str, outcome: str, reference: str = "E-1") -> Fact:
    """Return a fact about the resolution."""
    return Fact(kind=kind, about="R-1", outcome=outcome, reference=reference)


def posted() -> Case:
    """Return a resolution that is posted."""
    adopted = fact("decision", "adopted", "minutes-7")
    case = PROCEDURE.open("R-1", "a drying rack", by=CONVENER, at=AT, grid="G-1", facts=[adopted])
    return PROCEDURE.apply(case, "publish", by=CONVENER, at=AT, facts=[fact("publication", "posted", "P-1")])


def in_effect() -> Case:
    """Return a resolution in effect."""
    return PROCEDURE.apply(posted(), "take_effect", by=CONVENER, at=AT, facts=[fact("effect", "effective")])


def test_the_states_have_the_codes_of_the_statuses() -> None:
    assert {state.code for state in PROCEDURE.table.states} == {status.value for status in ResolutionStatus}
    assert {state.code for state in PROCEDURE.table.states if state.is_final} == {
        status.value for status in ResolutionStatus if status.is_final
    }
    assert [step.zh for step in PROCEDURE.steps] == ["决议", "公示", "生效"]


def test_every_line_is_a_library_default() -> None:
    table = PROCEDURE.table
    assert {line.basis for line in (table.opening, *table.moves)} == {LIBRARY_DEFAULT}


def test_what_a_policy_has_no_use_for_is_left_out() -> None:
    bare = resolution_procedure(PublicationPolicy(days=7, hold=ObjectionHold.NONE, challengers=())).table
    assert {"objected", "challenged", "annulled"}.isdisjoint(state.code for state in bare.states)
    assert {"object", "answer", "challenge", "annul"}.isdisjoint(action.code for action in bare.actions)


def test_a_role_of_ones_own_may_challenge() -> None:
    table = resolution_procedure(PublicationPolicy(days=7, challengers=("owner",))).table
    (move,) = table.moves_by("challenge")
    assert move.roles == ("owner",)
    assert table.role("owner").zh == "owner"


def test_posting_and_answering_stand_under_the_deadlines_of_the_policy() -> None:
    assert [(each.state, each.within.amount) for each in PROCEDURE.deadlines] == [
        ("adopted", 3),
        ("objected", 3),
    ]
    case = PROCEDURE.apply(posted(), "object", by=RESIDENT, at=AT, facts=[fact("objection", "raised", "O-1")])
    (due,) = PROCEDURE.due([case], now=AT + timedelta(days=4), calendar=WeekendCalendar())
    assert due.is_overdue
    mild = PublicationPolicy(days=7, answer_days=3, hold=ObjectionHold.NONE)
    assert resolution_procedure(mild).deadlines == ()


def test_a_refusal_repeats_why_it_is_not_in_effect_yet() -> None:
    shown = fact("effect", "published")
    with pytest.raises(ActionRefused) as caught:
        PROCEDURE.apply(posted(), "take_effect", by=CONVENER, at=AT, facts=[shown])
    assert [reason.code for reason in caught.value.reasons] == ["FACT_SHORT"]


def test_a_resolution_that_is_held_up_does_not_take_effect() -> None:
    case = PROCEDURE.apply(posted(), "object", by=RESIDENT, at=AT, facts=[fact("objection", "raised", "O-1")])
    found = PROCEDURE.explain(case, "take_effect", by=CONVENER, at=AT, facts=[fact("effect", "effective")])
    assert [reason.code for reason in found] == ["NOT_FROM_STATE"]


def test_whoever_objected_does_not_answer() -> None:
    both = Actor("c-1", roles={Role.CONVENER, Role.RESIDENT})
    case = PROCEDURE.apply(posted(), "object", by=both, at=AT, facts=[fact("objection", "raised", "O-1")])
    facts = [fact("answer", "written", "L-1"), fact("effect", "published")]
    assert [each.code for each in PROCEDURE.explain(case, "answer", by=both, at=AT, facts=facts)] == [
        "OWN_WORK"
    ]
    assert PROCEDURE.apply(case, "answer", by=SECOND, at=AT, facts=facts).state == "published"


def test_whoever_challenged_or_adopted_it_does_not_rule() -> None:
    case = PROCEDURE.apply(in_effect(), "challenge", by=RESIDENT, at=AT, facts=[fact("challenge", "raised")])
    annulled = [fact("ruling", "annulled", "J-12")]
    for person in ("r-9", "c-1"):
        judge = Actor(person, roles={"reviewing_body"})
        found = PROCEDURE.explain(case, "annul", by=judge, at=AT, facts=annulled)
        assert [each.code for each in found] == ["OWN_WORK"]
    assert PROCEDURE.apply(case, "annul", by=COURT, at=AT, facts=annulled).is_closed
    confirmed = [fact("ruling", "confirmed", "J-12")]
    assert PROCEDURE.apply(case, "confirm", by=COURT, at=AT, facts=confirmed).state == "effective"


def test_loops_end_after_the_rounds_of_the_policy() -> None:
    case = posted()
    for at in range(POLICY.rounds):
        case = PROCEDURE.apply(case, "take_down", by=CONVENER, at=AT)
        again = [fact("publication", "posted", f"P-again-{at}")]
        case = PROCEDURE.apply(case, "publish", by=CONVENER, at=AT, facts=again)
    found = PROCEDURE.explain(case, "take_down", by=CONVENER, at=AT)
    assert [each.code for each in found] == ["BOUND_REACHED"]


@pytest.mark.parametrize("policy", [7, None, "seven"])
def test_what_is_no_policy_is_refused(policy: object) -> None:
    with pytest.raises(InvalidValue, match="PublicationPolicy"):
        resolution_procedure(policy)  # type: ignore[arg-type]
