"""Mediation: what is referred, accepted or returned, agreed on or not."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from communitygov.core import Period, PeriodUnit
from communitygov.deliberation import five_step
from communitygov.deliberation.handover import handover
from communitygov.deliberation.mediation import (
    MEDIATION_DEFAULT,
    MediationPolicy,
    MediationRole,
    mediation,
)
from communitygov.errors import ActionRefused, InvalidValue
from communitygov.organisation import Actor, Role
from communitygov.procedure import Case, Fact
from communitygov.testing.walks import walked

#: The day after walks begin.
FRIDAY = datetime(2023, 5, 5, 9, tzinfo=UTC)
COMMITTEE = Actor("c-1", roles={Role.PARTY_COMMITTEE})
CENTRE = Actor("m-1", roles={MediationRole.MEDIATION_CENTRE}, grids={"G-1"})
DISPUTANT = Actor("r-3", roles={MediationRole.DISPUTANT})
CLOCK = Actor("clock", roles={Role.CLOCK})
REFERRED = Fact(kind="handover", about="M-1", outcome="referred", reference="LQ-1")
GROUND = Fact(kind="ground", about="M-1", outcome="stated", reference="N-1")


def signed(at: datetime) -> Fact:
    """Return an agreement that every disputant has signed."""
    return Fact(kind="agreement", about="M-1", outcome="signed", reference=f"A-{at:%Y%m%d}", at=at)


def received(*facts: Fact, by: Actor = COMMITTEE) -> Case:
    """Return what was referred to the centre."""
    shown = facts or (REFERRED,)
    return mediation().open("M-1", "noise at night", by=by, at=FRIDAY, grid="G-1", facts=shown)


def taken(case: Case, *actions: tuple[str, Actor]) -> Case:
    """Return a case after these actions, at once, with a ground for each."""
    for number, (action, by) in enumerate(actions):
        ground = attrs.evolve(GROUND, reference=f"N-{len(case.history)}-{number}")
        case = mediation().apply(case, action, by=by, at=case.history[-1].at, facts=[ground])
    return case


def codes(case: Case, action: str, by: Actor, *facts: Fact) -> list[str]:
    """Return the codes of why an action is refused."""
    return [reason.code for reason in mediation().explain(case, action, by=by, at=case.since, facts=facts)]


ACCEPTED = (("accept", CENTRE),)
DRAFTED = (*ACCEPTED, ("convene", CENTRE), ("draft", CENTRE))


def test_a_case_of_the_five_steps_that_was_referred_is_taken() -> None:
    case = walked(five_step(), [0, 2])
    assert case.state == "referred"
    shown = handover(case, about="M-1")
    assert received(shown).history[0].facts == (shown,)


@pytest.mark.parametrize("choices", [[], [0], [0, 0, 0]], ids=["raised", "being sorted", "rated"])
def test_a_case_that_is_under_way_or_closed_otherwise_is_not(choices: list[int]) -> None:
    case = walked(five_step(), choices)
    with pytest.raises(ActionRefused) as caught:
        received(handover(case, about="M-1"))
    assert [reason.code for reason in caught.value.reasons] == ["FACT_SHORT"]
    assert case.standing.en in str(caught.value)


def test_a_mediation_is_not_referred_to_the_centre_again() -> None:
    with pytest.raises(ActionRefused):
        received(handover(received(), about="M-1"))


def test_the_centre_accepts_or_returns_and_says_why() -> None:
    assert taken(received(), *ACCEPTED).state == "accepted"
    assert codes(received(), "return", CENTRE) == ["FACT_MISSING"]
    assert taken(received(), ("return", CENTRE)).state == "returned"


def test_only_whoever_referred_withdraws_before_it_is_accepted() -> None:
    other = attrs.evolve(COMMITTEE, id="c-2")
    assert codes(received(), "withdraw", other) == ["NOT_THE_RAISER"]
    assert taken(received(), ("withdraw", COMMITTEE)).state == "withdrawn"


def test_who_referred_a_matter_does_not_mediate_in_it() -> None:
    both = attrs.evolve(CENTRE, roles={MediationRole.MEDIATION_CENTRE, Role.CONVENER})
    case = received(by=both)
    for action in ("accept", "return"):
        assert codes(case, action, both, GROUND) == ["OWN_WORK"]
    assert codes(case, "accept", attrs.evolve(CENTRE, id="m-2")) == []


def test_nobody_mediates_and_takes_a_side() -> None:
    both = attrs.evolve(CENTRE, roles={MediationRole.MEDIATION_CENTRE, MediationRole.DISPUTANT})
    case = taken(received(), ("accept", both))
    assert codes(case, "withdraw", both) == ["OWN_WORK"]
    case = taken(case, ("convene", both))
    assert codes(case, "withdraw", both) == ["OWN_WORK"]
    case = taken(case, ("draft", both))
    assert codes(case, "turn_down", both) == ["OWN_WORK"]
    case = taken(received(), *DRAFTED)
    both = attrs.evolve(both, id="m-2")
    case = taken(case, ("turn_down", both))
    for action in ("convene", "give_up"):
        assert codes(case, action, both, GROUND) == ["OWN_WORK"]
    case = taken(case, ("convene", CENTRE))
    for action in ("adjourn", "draft"):
        assert codes(case, action, both) == ["OWN_WORK"]
    case = taken(case, ("draft", CENTRE))
    assert codes(case, "sign", both, signed(case.since)) == ["OWN_WORK"]


def test_who_is_recused_does_not_mediate() -> None:
    recusal = Fact(kind="recusal", about="M-1", outcome="declared", reference="V-1", giver="m-1")
    assert codes(received(), "accept", CENTRE, recusal) == ["RECUSED"]


@pytest.mark.parametrize("way", [ACCEPTED, (*ACCEPTED, ("convene", CENTRE))], ids=["accepted", "in session"])
def test_a_disputant_may_leave_and_the_centre_may_give_up(way: tuple[tuple[str, Actor], ...]) -> None:
    case = taken(received(), *way)
    assert taken(case, ("withdraw", DISPUTANT)).state == "withdrawn"
    assert codes(case, "give_up", CENTRE) == ["FACT_MISSING"]
    assert taken(case, ("give_up", CENTRE)).state == "not_agreed"


def test_an_agreement_is_signed_after_it_was_drafted() -> None:
    case = taken(received(), *DRAFTED)
    old = signed(case.since - timedelta(days=1))
    assert codes(case, "sign", CENTRE, old) == ["FACT_STALE"]
    assert codes(case, "sign", DISPUTANT, signed(case.since))[0] == "ROLE_NOT_ENTITLED"
    after = mediation().apply(case, "sign", by=CENTRE, at=case.since, facts=[signed(case.since)])
    assert (after.state, after.is_closed) == ("agreed", True)


def test_a_draft_that_is_turned_down_needs_another_session_and_there_are_only_so_many() -> None:
    again = (("turn_down", DISPUTANT), ("convene", CENTRE), ("draft", CENTRE))
    case = taken(received(), *DRAFTED, *again, *again, ("turn_down", DISPUTANT))
    assert codes(case, "convene", CENTRE) == ["BOUND_REACHED"]
    assert taken(case, ("give_up", CENTRE)).state == "not_agreed"


def test_adjourned_sessions_count_too() -> None:
    case = taken(received(), *ACCEPTED, *[("convene", CENTRE), ("adjourn", CENTRE)] * 3)
    assert codes(case, "convene", CENTRE) == ["BOUND_REACHED"]


def test_a_draft_that_nobody_signs_is_no_agreement_after_its_days() -> None:
    case = taken(received(), *DRAFTED)
    assert codes(case, "lapse", CLOCK) == ["TOO_EARLY"]
    after = mediation().apply(case, "lapse", by=CLOCK, at=case.since + timedelta(days=8))
    assert after.state == "not_agreed"


def test_nobody_rates_a_mediation() -> None:
    assert not any(action.code.startswith("rate") for action in mediation().table.actions)


def test_the_numbers_of_the_policy_stand_in_the_table() -> None:
    policy = MediationPolicy(sessions=5, signing_days=2, acceptance_workdays=3, session_days=4)
    procedure = mediation(policy)
    assert {each.state: each.within for each in procedure.deadlines} == {
        "received": Period(3, PeriodUnit.WORKDAYS),
        "accepted": Period(4, PeriodUnit.DAYS),
        "drafted": Period(2, PeriodUnit.DAYS),
    }
    (convene,) = procedure.table.moves_by("convene")
    assert getattr(convene.requires[-1], "than", 0) == 5
    (lapse,) = procedure.table.moves_by("lapse")
    assert getattr(lapse.requires[0], "days", 0) == 2
    assert mediation() is mediation(MEDIATION_DEFAULT)


@pytest.mark.parametrize("field", [each.name for each in attrs.fields(MediationPolicy)])
def test_a_policy_number_is_a_whole_number_from_one(field: str) -> None:
    for wrong in (0, -1, True, 1.0, "3"):
        with pytest.raises(InvalidValue, match=field):
            MediationPolicy(**{field: wrong})  # type: ignore[arg-type]  # wrong on purpose
