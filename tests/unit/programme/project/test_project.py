"""Staged projects, gates, programmes elsewhere, and how long it took."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import ActionRefused, InvalidValue, Words
from communitygov.organisation import Actor
from communitygov.procedure import Case, Fact
from communitygov.programme.date_span import DateSpan
from communitygov.programme.project import (
    BUILDING_PROJECT,
    PROJECT_OWNER,
    ROLLOUT,
    Gate,
    Programme,
    ProgrammeMeasure,
    ProjectDuration,
    ProjectPlan,
    Stage,
    staged_project,
)

AT = datetime(2022, 3, 1, tzinfo=UTC)
OWNER = Actor("office-3", roles={PROJECT_OWNER.code})
PROCEDURE = staged_project()


def fact(kind: str, outcome: str, reference: str, *, day: int = 0) -> Fact:
    return Fact(kind=kind, about="J-1", outcome=outcome, reference=reference, at=AT + timedelta(days=day))


def act(case: Case, action: str, *facts: Fact, day: int = 0) -> Case:
    return PROCEDURE.apply(case, action, by=OWNER, at=AT + timedelta(days=day), facts=facts)


def opened() -> Case:
    return PROCEDURE.open("J-1", "a park community", by=OWNER, at=AT, grid="JJ")


def in_review() -> Case:
    return act(act(opened(), "advance"), "advance", fact("design", "completed", "d-1"))


@pytest.mark.parametrize("plan", [BUILDING_PROJECT, ROLLOUT])
def test_the_plans_are_sound(plan: ProjectPlan) -> None:
    report = staged_project(plan).check()
    assert report.is_sound
    assert not report.findings


def test_a_project_goes_from_stage_to_stage_to_its_end() -> None:
    case = in_review()
    assert case.state == "review"
    case = act(case, "advance", fact("technical_review", "passed", "r-1"))
    case = act(act(case, "advance"), "advance", fact("acceptance", "passed", "a-1"))
    assert case.state == "handover"
    assert act(case, "advance").state == "completed"


def test_review_asks_for_the_finished_design_first() -> None:
    designing = act(opened(), "advance")
    with pytest.raises(ActionRefused) as caught:
        act(designing, "advance", fact("technical_review", "passed", "r-1"))
    assert [reason.code for reason in caught.value.reasons] == ["FACT_MISSING"]
    assert "a finished design" in caught.value.text()


@pytest.mark.parametrize(
    ("shown", "code"),
    [((), "FACT_MISSING"), ((fact("technical_review", "failed", "r-1"),), "FACT_SHORT")],
)
def test_a_gate_opens_for_its_evidence_only(shown: tuple[Fact, ...], code: str) -> None:
    with pytest.raises(ActionRefused) as caught:
        act(in_review(), "advance", *shown)
    assert [reason.code for reason in caught.value.reasons] == [code]


@pytest.mark.parametrize("references", [("r-1", "r-2"), ("r-1", "r-1")])
@pytest.mark.parametrize("action", ["advance", "send_back"])
def test_two_reviews_that_say_the_opposite_open_no_gate(action: str, references: tuple[str, str]) -> None:
    one, other = references
    both = (fact("technical_review", "passed", one), fact("technical_review", "failed", other))
    with pytest.raises(ActionRefused) as caught:
        act(in_review(), action, *both)
    assert [reason.code for reason in caught.value.reasons] == ["EVIDENCE_CONTRADICTED"]
    assert ", ".join(references) in caught.value.text()


def test_a_review_that_had_its_effect_contradicts_nothing() -> None:
    failed = fact("technical_review", "failed", "r-1", day=1)
    case = act(in_review(), "send_back", failed, day=1)
    case = act(case, "advance", fact("design", "completed", "d-2", day=2), day=2)
    passed = fact("technical_review", "passed", "r-2", day=3)
    elsewhere = attrs.evolve(failed, about="J-2", reference="r-3")
    assert act(case, "advance", failed, elsewhere, passed, day=3).state == "construction"


def test_plans_and_programmes_are_shown_as_tables() -> None:
    timed = attrs.evolve(ROLLOUT.stages[0], within=Period(6, PeriodUnit.MONTHS))
    plan = attrs.evolve(BUILDING_PROJECT, stages=[timed, *BUILDING_PROJECT.stages])
    shown = plan._repr_html_()
    assert "技术审查会意见 a technical review" in shown
    assert timed.within is not None
    assert timed.within.text() in shown
    mess, traffic = Term("mess", "脏乱", "mess"), Term("traffic", "人车混杂", "mixed traffic")
    done = ProgrammeMeasure(
        what=Term("huts", "<b>", "x"), answers=["mess"], figure=Quantity.parse("3处"), is_complete=True
    )
    programme = Programme(
        place="LQ",
        name=Term("safety", "安全微治理", "safety"),
        baseline=[mess, traffic],
        measures=[done, ProgrammeMeasure(what=traffic)],
    )
    assert "<b>" not in programme._repr_html_()
    assert "脏乱 mess" in programme._repr_html_()
    assert "尚无措施 unanswered: 人车混杂 mixed traffic" in programme._repr_html_()
    assert "unanswered" not in programme.clone_to("WJ")._repr_html_()


def test_what_is_sent_back_needs_new_evidence_and_is_sent_back_so_often() -> None:
    case = act(in_review(), "send_back", fact("technical_review", "failed", "r-1", day=1), day=1)
    assert case.state == "design"
    with pytest.raises(ActionRefused, match=r"older or bears no time|is older"):
        act(case, "advance", fact("design", "completed", "d-2"), day=2)
    for turn in range(2, 4):
        case = act(case, "advance", fact("design", "completed", f"d-{turn}", day=3 * turn), day=3 * turn)
        failed = fact("technical_review", "failed", f"r-{turn}", day=3 * turn + 1)
        case = act(case, "send_back", failed, day=3 * turn + 1)
    case = act(case, "advance", fact("design", "completed", "d-9", day=30), day=30)
    with pytest.raises(ActionRefused) as caught:
        act(case, "send_back", fact("technical_review", "failed", "r-9", day=31), day=31)
    assert [reason.code for reason in caught.value.reasons] == ["BOUND_REACHED"]


def test_a_project_is_stopped_with_its_ground_at_any_stage() -> None:
    for case in (opened(), in_review()):
        with pytest.raises(ActionRefused):
            act(case, "stop")
        assert act(case, "stop", fact("ground", "stated", "g-1")).state == "stopped"


def test_only_the_owner_acts() -> None:
    with pytest.raises(ActionRefused):
        PROCEDURE.apply(opened(), "advance", by=Actor("r-1", roles={"resident"}), at=AT)


def test_a_rollout_has_no_gate_and_no_way_back() -> None:
    procedure = staged_project(ROLLOUT)
    case = procedure.open("P-1", "lights", by=OWNER, at=AT, grid="HY")
    seen = [case.state]
    while not procedure.state_of(case).is_final:
        case = procedure.apply(case, "advance", by=OWNER, at=AT)
        seen.append(case.state)
    assert seen == ["points", "lines", "area", "completed"]
    assert "send_back" not in [action.code for action in procedure.table.actions]


def test_a_stage_with_a_deadline_has_one() -> None:
    stages = [attrs.evolve(each, within=Period(6, PeriodUnit.MONTHS)) for each in ROLLOUT.stages]
    timed = staged_project(attrs.evolve(ROLLOUT, stages=stages))
    assert [each.state for each in timed.deadlines] == ["points", "lines", "area"]


def test_a_plan_is_made_into_a_procedure_once() -> None:
    assert staged_project(BUILDING_PROJECT) is staged_project(BUILDING_PROJECT)
    assert staged_project(BUILDING_PROJECT) == PROCEDURE
    with pytest.raises(InvalidValue, match="plan"):
        staged_project("building")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("a",), "2 to 50"),
        (("a", "a"), "only once"),
        (("a", "stopped"), "the ends"),
        (tuple(map(str, range(51))), "2 to 50"),
    ],
)
def test_a_plan_has_stages_of_its_own(codes: tuple[str, ...], said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        ProjectPlan(name=Term("x", "甲", "x"), stages=[Stage(code=each, zh="甲", en="x") for each in codes])


def test_an_outcome_passes_a_gate_or_fails_it() -> None:
    with pytest.raises(InvalidValue, match="another outcome"):
        Gate(evidence="x", words=Words("甲", "x"), passed="done", failed="done")


def test_the_measures_are_rolled_out_and_the_figures_are_not() -> None:
    huts = ProgrammeMeasure(
        what=Term("huts", "拆除板房", "removal of huts"),
        answers=["mess"],
        figure=Quantity.parse("6674平方米"),
        is_complete=True,
    )
    programme = Programme(
        place="LQ",
        name=Term("safety", "安全微治理", "safety"),
        baseline=[Term("mess", "管理散漫", "lax management"), Term("traffic", "人车混杂", "mixed traffic")],
        measures=[huts],
    )
    other = programme.clone_to("WJ")
    assert [each.what for each in other.measures] == [huts.what]
    assert [(each.figure, each.is_complete, each.answers) for each in other.measures] == [(None, False, ())]
    assert (other.baseline, other.place) == ((), "WJ")
    assert [each.code for each in programme.unanswered] == ["traffic"]
    with pytest.raises(InvalidValue, match="another place"):
        programme.clone_to("LQ")
    with pytest.raises(InvalidValue, match="place"):
        programme.clone_to("温江")


def test_a_programme_answers_problems_of_its_baseline() -> None:
    measure = ProgrammeMeasure(what=Term("huts", "甲", "x"), answers=["mess"])
    name = Term("safety", "甲", "x")
    with pytest.raises(InvalidValue, match="of the baseline"):
        Programme(place="LQ", name=name, measures=[measure])
    with pytest.raises(InvalidValue, match="only once"):
        Programme(place="LQ", name=name, baseline=[name, name])
    with pytest.raises(InvalidValue, match="only once"):
        Programme(place="LQ", name=name, baseline=[Term("mess", "甲", "x")], measures=[measure, measure])


def test_half_a_year_is_checked_as_far_as_the_days_are_known() -> None:
    took = ProjectDuration(project="HP", begun=DateSpan.year(2022), ended=DateSpan.month(2022, 6))
    assert took.took_at_most(months=6)
    vague = ProjectDuration(project="HP", begun=DateSpan.year(2022), ended=DateSpan.year(2022))
    assert vague.took_at_most(months=6) is None
    with pytest.raises(InvalidValue, match="before the beginning"):
        ProjectDuration(project="HP", begun=DateSpan.year(2022), ended=DateSpan.year(2021))
