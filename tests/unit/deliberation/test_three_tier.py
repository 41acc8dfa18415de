"""The three tiers: none is skipped, each may return what is not its own, and every way ends."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core import Period, PeriodUnit
from communitygov.deliberation.three_tier import (
    FIRST,
    SECOND,
    THIRD,
    THREE_TIER_DEFAULT,
    THREE_TIER_RATING,
    ThreeTierPolicy,
    Tier,
    TierRole,
    three_tier,
)
from communitygov.errors import ActionRefused, InvalidValue
from communitygov.organisation import Actor, BodyKind, Role
from communitygov.procedure import Case, Fact, Procedure
from communitygov.testing.walks import walked

THURSDAY = datetime(2023, 5, 4, 9, tzinfo=UTC)
MICRO = Actor("m-1", roles={TierRole.MICRO_GRID_WORKER}, grids={"G-1"})
PARTY = Actor("n-1", roles={TierRole.NEIGHBOURHOOD_PARTY}, grids={"G-1"})
BODY = Actor("n-2", roles={TierRole.SELF_GOVERNING_BODY, Role.RESIDENT}, grids={"G-1"})
TOWN = Actor("t-1", roles={TierRole.TOWN_STREET_COMMUNITY}, grids={"G-1"})
RESIDENT = Actor("r-1", roles={Role.RESIDENT})
CLOCK = Actor("clock", roles={Role.CLOCK})

#: What each action shows.
SHOWN = {
    "return": ("ground", "stated"),
    "withdraw": ("ground", "stated"),
    "pass_on": ("ground", "stated"),
    "hand_back": ("ground", "stated"),
    "refer": ("ground", "stated"),
    "handle": ("evidence", "attached"),
    "rate_well": ("rating", "satisfied"),
    "rate_badly": ("rating", "dissatisfied"),
}


def facts(case: Case, action: str) -> list[Fact]:
    """Return what an action shows."""
    if action not in SHOWN:
        return []
    kind, outcome = SHOWN[action]
    return [Fact(kind=kind, about="T-1", outcome=outcome, reference=f"R-{len(case.history)}", at=case.since)]


def reported() -> Case:
    """Return a report of the first tier."""
    return three_tier().open("T-1", "a loose kerb", by=MICRO, at=THURSDAY, grid="G-1")


def taken(case: Case, *actions: tuple[str, Actor], procedure: Procedure | None = None) -> Case:
    """Return a case after these actions, at once."""
    for action, by in actions:
        through = procedure or three_tier()
        case = through.apply(case, action, by=by, at=case.history[-1].at, facts=facts(case, action))
    return case


def codes(case: Case, action: str, by: Actor) -> list[str]:
    """Return the codes of why an action is refused."""
    shown = facts(case, action)
    reasons = three_tier().explain(case, action, by=by, at=case.history[-1].at, facts=shown)
    return [reason.code for reason in reasons]


# ------------------------------------------------------------------ no tier is skipped


@pytest.mark.parametrize("action", ["join", "hand_back", "handle", "refer"])
def test_the_third_tier_cannot_touch_a_report_before_the_second_passed_it_on(action: str) -> None:
    case = reported()
    assert "NOT_FROM_STATE" in codes(case, action, TOWN)
    assert codes(case, "take_up", TOWN) == ["ROLE_NOT_ENTITLED"]
    case = taken(case, ("take_up", PARTY))
    assert codes(case, action, TOWN) != []
    assert codes(taken(case, ("pass_on", PARTY)), "join", TOWN) == []


def test_only_the_second_tier_or_the_clock_passes_on() -> None:
    case = taken(reported(), ("take_up", BODY))
    for by in (MICRO, TOWN, RESIDENT, CLOCK):
        assert codes(case, "pass_on", by)[:1] == ["ROLE_NOT_ENTITLED"]
    assert codes(case, "pass_on", PARTY) == codes(case, "pass_on", BODY) == []


def test_the_clock_goes_up_only_from_the_second_tier_and_after_its_days() -> None:
    assert codes(reported(), "escalate", CLOCK) == ["NOT_FROM_STATE", "TOO_EARLY"]
    case = taken(reported(), ("take_up", PARTY))
    assert codes(case, "escalate", CLOCK) == ["TOO_EARLY"]
    after = three_tier().apply(case, "escalate", by=CLOCK, at=case.since + timedelta(days=4))
    assert after.state == "passed_on"


def test_in_the_table_a_move_upwards_leads_to_the_next_tier_and_no_further() -> None:
    table = three_tier().table
    tier = {state.code: [step.code for step in table.steps].index(state.step) for state in table.states}
    climbs = {
        (move.action, tier[move.target] - tier[move.source])
        for move in table.moves
        if tier[move.target] < len(Tier)
    }
    assert {(action, tiers) for action, tiers in climbs if tiers > 0} == {("take_up", 1), ("join", 1)}


@given(st.binary(max_size=20))
def test_in_every_history_the_second_tier_acts_before_the_third(choices: bytes) -> None:
    actions = [record.action for record in walked(three_tier(), choices).history]
    if "join" in actions:
        before = actions[: actions.index("join")]
        assert "take_up" in before
        assert before[-1] in {"pass_on", "escalate"}


# ------------------------------------------------------------------ returned to the tier below


def test_the_second_tier_returns_what_is_not_its_own_and_says_why() -> None:
    case = reported()
    (missing,) = three_tier().explain(case, "return", by=BODY, at=case.since)
    assert missing.code == "FACT_MISSING"
    case = taken(case, ("return", BODY))
    assert case.state == "returned"
    assert taken(case, ("report_again", MICRO)).state == "reported"
    assert taken(case, ("withdraw", MICRO)).state == "withdrawn"


def test_the_third_tier_hands_back_to_the_second_and_never_to_the_first() -> None:
    case = taken(reported(), ("take_up", PARTY), ("pass_on", PARTY), ("hand_back", TOWN))
    assert case.state == "neighbourhood_handling"
    assert {move.target for move in three_tier().table.moves_by("hand_back")} == {"neighbourhood_handling"}


def test_returns_and_hand_backs_are_bounded() -> None:
    case = taken(reported(), *[("return", PARTY), ("report_again", MICRO)] * 2)
    assert codes(case, "return", PARTY) == ["BOUND_REACHED"]
    case = taken(case, ("take_up", PARTY), *[("pass_on", PARTY), ("hand_back", TOWN)] * 2, ("pass_on", PARTY))
    assert codes(case, "hand_back", TOWN) == ["BOUND_REACHED"]
    assert taken(case, ("join", TOWN), ("handle", TOWN)).state == "awaiting_rating"


# ------------------------------------------------------------------ ends


@pytest.mark.parametrize("by", [PARTY, BODY], ids=["party organisation", "self-governing body"])
def test_either_body_of_the_second_tier_may_handle_at_once(by: Actor) -> None:
    case = taken(reported(), ("take_up", by), ("handle", by), ("rate_well", RESIDENT))
    assert case.state == "rated"


def test_who_handled_does_not_rate() -> None:
    case = taken(reported(), ("take_up", BODY), ("handle", BODY))
    assert codes(case, "rate_well", BODY) == ["OWN_WORK"]


def test_a_bad_rating_goes_back_to_the_second_tier_and_in_the_end_elsewhere() -> None:
    case = taken(reported(), ("take_up", PARTY), ("pass_on", PARTY), ("join", TOWN), ("handle", TOWN))
    assert codes(case, "refer", RESIDENT) == ["NOT_YET_DUE"]
    case = taken(case, *[("rate_badly", RESIDENT), ("handle", PARTY)] * 2)
    assert codes(case, "rate_badly", RESIDENT) == ["BOUND_REACHED"]
    assert taken(case, ("refer", RESIDENT)).state == "referred"


def test_who_handled_does_not_refer_own_work_as_a_resident() -> None:
    case = taken(reported(), ("take_up", BODY), ("handle", BODY))
    case = taken(case, *[("rate_badly", RESIDENT), ("handle", BODY)] * 2)
    assert codes(case, "refer", BODY) == ["OWN_WORK"]
    assert codes(case, "refer", RESIDENT) == []


def test_the_third_tier_refers_what_is_not_the_communitys() -> None:
    case = taken(reported(), ("take_up", PARTY), ("pass_on", PARTY), ("join", TOWN), ("refer", TOWN))
    assert (case.state, case.is_closed) == ("referred", True)


def test_nobody_rates_and_the_clock_closes_it_as_unrated() -> None:
    case = taken(reported(), ("take_up", PARTY), ("handle", PARTY))
    assert three_tier().apply(case, "lapse", by=CLOCK, at=case.since + timedelta(days=8)).state == "unrated"


# ------------------------------------------------------------------ roles and numbers


def test_each_tier_has_its_roles_and_two_stand_in_the_second() -> None:
    assert [*FIRST, *SECOND, *THIRD] == list(TierRole)
    assert SECOND == (TierRole.NEIGHBOURHOOD_PARTY, TierRole.SELF_GOVERNING_BODY)
    assert TierRole.SELF_GOVERNING_BODY.zh == BodyKind.SELF_GOVERNING_BODY.zh


def test_every_tier_acts_only_where_it_serves() -> None:
    assert codes(reported(), "take_up", attrs.evolve(PARTY, grids={"G-2"})) == ["OUTSIDE_GRID"]
    with pytest.raises(ActionRefused) as caught:
        three_tier().open("T-1", "a loose kerb", by=MICRO, at=THURSDAY, grid="G-2")
    assert [reason.code for reason in caught.value.reasons] == ["OUTSIDE_GRID"]


def test_the_numbers_of_the_policy_stand_in_the_table() -> None:
    policy = ThreeTierPolicy(
        neighbourhood_days=1,
        rating=attrs.evolve(THREE_TIER_RATING, lapse_days=2),
        taking_up_workdays=3,
        joint_days=4,
        returns=5,
        hand_backs=6,
    )
    procedure = three_tier(policy)
    assert {each.state: each.within for each in procedure.deadlines} == {
        "reported": Period(3, PeriodUnit.WORKDAYS),
        "neighbourhood_handling": Period(1, PeriodUnit.DAYS),
        "passed_on": Period(3, PeriodUnit.WORKDAYS),
        "joint_handling": Period(4, PeriodUnit.DAYS),
        "awaiting_rating": Period(2, PeriodUnit.DAYS),
    }
    (back,) = procedure.table.moves_by("return")
    (hand_back,) = procedure.table.moves_by("hand_back")
    assert [getattr(move.requires[-1], "than", 0) for move in (back, hand_back)] == [5, 6]
    assert three_tier() is three_tier(THREE_TIER_DEFAULT)


@pytest.mark.parametrize("field", [each.name for each in attrs.fields(ThreeTierPolicy) if each.type is int])
def test_a_policy_number_is_a_whole_number_from_one(field: str) -> None:
    for wrong in (0, -1, True, 1.0, "3"):
        with pytest.raises(InvalidValue, match=field):
            ThreeTierPolicy(**{field: wrong})  # type: ignore[arg-type]  # wrong on purpose
