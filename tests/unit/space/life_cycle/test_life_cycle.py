"""The life of a place: forward on facts, back with a ground, evaluated by others than its operator."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communitygov.errors import ActionRefused, InvalidValue
from communitygov.organisation import Actor
from communitygov.procedure import Case, Fact, Shows
from communitygov.space.life_cycle import DEFAULT_LIFE_CYCLE, LifeCyclePolicy, LifeStage, life_cycle

BEGIN = datetime(2022, 7, 9, 9, tzinfo=UTC)
STAFF, TEAM = Actor("c-1", roles={"community"}), Actor("t-1", roles={"third_party"})
RUNNER = Actor("o-1", roles={"operator", "resident"})
RESIDENT = Actor("r-1", roles={"resident"})
HANDS = ("community_hand", "resident_hand", "team_hand")
ALL_HANDS = [(hand, "joined") for hand in HANDS]
#: Action, who, and what is shown, up to the evaluation.
WAY: list[tuple[str, Actor, list[tuple[str, str]]]] = [
    ("plan", RESIDENT, []),
    ("approve", STAFF, [*ALL_HANDS, ("design_review", "passed")]),
    ("renovate", STAFF, [("funding", "met")]),
    ("complete", STAFF, [("works", "accepted")]),
    ("open", RUNNER, [("operator", "named")]),
    ("evaluate", STAFF, []),
]
PROCEDURE = life_cycle()


def step(case: Case, action: str, by: Actor, shown: list[tuple[str, str]], giver: str | None = None) -> Case:
    at = case.history[-1].at + timedelta(days=30)
    facts = [
        Fact(kind=kind, about=case.id, outcome=outcome, reference=f"{kind}-{at:%y%m%d}", giver=giver, at=at)
        for kind, outcome in shown
    ]
    return PROCEDURE.apply(case, action, by=by, at=at, facts=facts)


def after(actions: int) -> Case:
    case = PROCEDURE.open("roof", "二楼屋顶", by=STAFF, at=BEGIN, grid="YX")
    for action, by, shown in WAY[:actions]:
        case = step(case, action, by, shown, giver="o-1" if action == "open" else None)
    return case


def test_a_place_lives_from_idle_to_evaluated() -> None:
    case = step(after(6), "conclude", RESIDENT, [("evaluation", "good")])
    assert case.state == "evaluated"
    states = [PROCEDURE.table.state(entry.target) for entry in case.history]
    stages = list(dict.fromkeys(state.step for state in states))
    assert stages == [stage.value for stage in LifeStage]


def test_who_operates_it_does_not_evaluate_it() -> None:
    with pytest.raises(ActionRefused) as refusal:
        step(after(6), "conclude", RUNNER, [("evaluation", "good")])
    assert [reason.code for reason in refusal.value.reasons] == ["OWN_WORK"]


def test_who_is_named_as_operator_by_another_does_not_evaluate_it_either() -> None:
    case = step(after(4), "open", STAFF, [("operator", "named")], giver="r-1")
    case = step(case, "evaluate", STAFF, [])
    with pytest.raises(ActionRefused) as refusal:
        step(case, "conclude", RESIDENT, [("evaluation", "good")])
    assert [reason.code for reason in refusal.value.reasons] == ["OWN_WORK"]
    assert step(case, "conclude", TEAM, [("evaluation", "good")]).state == "evaluated"


@pytest.mark.parametrize("action", ["conclude", "renew"])
def test_an_evaluation_by_the_operator_is_none_whoever_hands_it_in(action: str) -> None:
    with pytest.raises(ActionRefused) as refusal:
        step(after(6), action, RESIDENT, [("evaluation", "good")], giver="o-1")
    assert [reason.code for reason in refusal.value.reasons] == ["GIVEN_BY_INVOLVED"]
    assert "comes from o-1" in str(refusal.value)
    assert step(after(6), action, RESIDENT, [("evaluation", "good")], giver="t-2").history


def test_who_opened_it_gives_no_evaluation_either_though_another_operates_it() -> None:
    case = step(after(4), "open", STAFF, [("operator", "named")], giver="o-2")
    case = step(case, "evaluate", STAFF, [])
    for giver in ("c-1", "o-2"):
        with pytest.raises(ActionRefused, match="comes from"):
            step(case, "retire", TEAM, [("evaluation", "poor")], giver=giver)


def test_a_second_opening_takes_an_operator_named_since() -> None:
    case = step(after(5), "repurpose", STAFF, [("ground", "stated")])
    for action, by, shown in WAY[:4]:
        case = step(case, action, by, shown)
    at = case.history[-1].at + timedelta(days=1)
    old = Fact(kind="operator", about=case.id, outcome="named", reference="op-2010", at=BEGIN)
    with pytest.raises(ActionRefused):
        PROCEDURE.apply(case, "open", by=STAFF, at=at, facts=[old])
    assert step(case, "open", STAFF, [("operator", "named")]).state == "operating"


@pytest.mark.parametrize("missing", range(4))
def test_each_hand_and_the_review_must_be_shown(missing: int) -> None:
    shown = [*ALL_HANDS, ("design_review", "passed")]
    del shown[missing]
    with pytest.raises(ActionRefused) as refusal:
        step(after(1), "approve", STAFF, shown)
    assert [reason.code for reason in refusal.value.reasons] == ["FACT_MISSING"]


def test_a_policy_may_ask_for_no_hands() -> None:
    policy = LifeCyclePolicy(co_creators=frozenset())
    (approval,) = life_cycle(policy).table.moves_by("approve")
    assert [each.kind for each in approval.requires if isinstance(each, Shows)] == ["design_review"]


def test_a_design_is_reviewed_anew_after_it_was_redesigned() -> None:
    case = step(after(2), "redesign", TEAM, [("ground", "stated")])
    old = [
        Fact(kind=kind, about="roof", outcome=outcome, reference=f"old-{kind}", at=BEGIN)
        for kind, outcome in WAY[1][2]
    ]
    with pytest.raises(ActionRefused) as refusal:
        PROCEDURE.apply(case, "approve", by=STAFF, at=case.history[-1].at, facts=old)
    assert {reason.code for reason in refusal.value.reasons} >= {"FACT_STALE"}


def test_works_do_not_begin_without_money() -> None:
    with pytest.raises(ActionRefused) as refusal:
        step(after(2), "renovate", STAFF, [("funding", "short")])
    assert "FACT_SHORT" in {reason.code for reason in refusal.value.reasons}


@pytest.mark.parametrize(
    ("at", "action"), [(2, "redesign"), (3, "redesign"), (5, "repurpose"), (6, "repurpose")]
)
def test_a_place_goes_back_only_with_a_ground(at: int, action: str) -> None:
    by = STAFF if at in (3, 5) else RESIDENT
    with pytest.raises(ActionRefused) as refusal:
        step(after(at), action, by, [])
    assert {reason.code for reason in refusal.value.reasons} == {"FACT_MISSING"}
    assert step(after(at), action, by, [("ground", "stated")]).state in ("designing", "idle")


def test_another_purpose_is_found_once_and_then_the_place_is_retired() -> None:
    case = step(after(5), "repurpose", STAFF, [("ground", "stated")])
    for action, by, shown in WAY[:5]:
        case = step(case, action, by, shown)
    with pytest.raises(ActionRefused) as refusal:
        step(case, "repurpose", STAFF, [("ground", "stated")])
    assert [reason.code for reason in refusal.value.reasons] == ["BOUND_REACHED"]
    assert step(case, "retire", STAFF, [("ground", "stated")]).state == "retired"


def test_a_good_evaluation_a_year_goes_on_for_a_decade() -> None:
    case = after(6)
    for _ in range(DEFAULT_LIFE_CYCLE.renewals):
        case = step(step(case, "renew", RESIDENT, [("evaluation", "good")]), "evaluate", STAFF, [])
    with pytest.raises(ActionRefused):
        step(case, "renew", RESIDENT, [("evaluation", "good")])
    assert step(case, "conclude", RESIDENT, [("evaluation", "good")]).state == "evaluated"


def test_a_poor_evaluation_ends_or_improves_and_does_not_conclude() -> None:
    poor = [("evaluation", "poor")]
    assert step(after(6), "improve", RESIDENT, poor).state == "operating"
    assert step(after(6), "retire", RESIDENT, poor).state == "retired"
    with pytest.raises(ActionRefused):
        step(after(6), "conclude", RESIDENT, poor)


def test_the_drawing_on_the_page_is_the_one_made_from_the_table() -> None:
    page = Path(__file__).parents[4] / "docs" / "explanation" / "places.md"
    drawing = PROCEDURE.to_mermaid(language="zh").strip()
    assert f"```mermaid\n{drawing}\n```" in page.read_text(encoding="utf-8")


def test_one_policy_makes_one_procedure() -> None:
    assert life_cycle() is life_cycle(LifeCyclePolicy())


def test_what_is_no_policy_is_refused() -> None:
    with pytest.raises(InvalidValue, match="LifeCyclePolicy"):
        life_cycle(7)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="CoCreator"):
        LifeCyclePolicy(co_creators={"community_hand"})
