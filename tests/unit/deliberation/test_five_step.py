"""The five steps as procedures: both tables, their policy, and what their moves ask."""

from collections.abc import Callable
from dataclasses import dataclass

import attrs
import pytest

from communitygov.core import Period, PeriodUnit
from communitygov.deliberation import (
    DEFAULT_POLICY,
    FactKind,
    FiveStepPolicy,
    MediationPolicy,
    RatingPolicy,
    SnapReportPolicy,
    Step,
    five_step,
    five_step_literal,
    mediation,
    snap_report,
    three_tier,
    village_resolution,
)
from communitygov.errors import InvalidValue
from communitygov.organisation import Actor, Role
from communitygov.procedure import Case, DaysPassed, Fact, Procedure, Shows, TakenFewer
from communitygov.testing.walks import fitting, open_moves, opened


def test_the_steps_are_the_documents_in_order_and_language() -> None:
    assert [step.zh for step in Step] == ["居民提事", "网格理事", "四方议事", "党委办事", "居民评事"]
    assert five_step().steps == five_step_literal().steps == tuple(step.term for step in Step)


def test_the_literal_table_has_one_state_a_step_and_no_branch() -> None:
    table = five_step_literal().table
    assert [state.step for state in table.states] == [step.value for step in Step]
    assert [(move.source, move.target) for move in table.moves] == [
        ("raised", "sorted"),
        ("sorted", "deliberated"),
        ("deliberated", "handled"),
        ("handled", "rated"),
    ]
    assert five_step_literal().deadlines == ()


def test_the_same_policy_gives_the_same_procedure() -> None:
    assert five_step() is five_step(DEFAULT_POLICY)
    assert five_step(FiveStepPolicy(sittings=2)).identity != five_step().identity
    assert five_step().identity == Procedure.from_json(five_step().to_json()).identity


@dataclass
class Number:
    """Where a number of the policy stands in the table."""

    action: str
    kind: type
    name: str


NUMBERS = {
    "sittings": Number("convene", TakenFewer, "than"),
    "objections": Number("object", TakenFewer, "than"),
    "returns": Number("return", TakenFewer, "than"),
    "suspensions": Number("suspend", TakenFewer, "than"),
    "bad_ratings": Number("rate_badly", TakenFewer, "than"),
    "publication_days": Number("assign", DaysPassed, "days"),
}


@pytest.mark.parametrize("field", NUMBERS)
def test_each_number_of_the_policy_stands_in_its_move(field: str) -> None:
    number = NUMBERS[field]
    procedure = five_step(attrs.evolve(DEFAULT_POLICY, **{field: 4}))
    (move,) = procedure.table.moves_by(number.action)
    (requirement,) = [each for each in move.requires if isinstance(each, number.kind)]
    assert getattr(requirement, number.name) == 4


def test_the_deadlines_of_the_policy_are_labelled_as_the_librarys() -> None:
    policy = FiveStepPolicy(
        sorting_workdays=1, listing_days=2, handling_days=3, rating=RatingPolicy(lapse_days=4)
    )
    within = {deadline.state: deadline.within for deadline in five_step(policy).deadlines}
    assert within == {
        "raised": Period(1, PeriodUnit.WORKDAYS),
        "sorting": Period(1, PeriodUnit.WORKDAYS),
        "listed": Period(2, PeriodUnit.DAYS),
        "handling": Period(3, PeriodUnit.DAYS),
        "awaiting_rating": Period(4, PeriodUnit.DAYS),
    }
    assert all(deadline.basis.is_library_default for deadline in five_step().deadlines)


@pytest.mark.parametrize("field", [each.name for each in attrs.fields(FiveStepPolicy) if each.type is int])
def test_a_policy_number_is_a_whole_number_from_one(field: str) -> None:
    for wrong in (0, -1, True, 1.0, "3"):
        with pytest.raises(InvalidValue, match=field):
            FiveStepPolicy(**{field: wrong})  # type: ignore[arg-type]  # wrong on purpose


def test_every_fact_that_a_move_asks_for_has_a_name() -> None:
    asked = {
        requirement.kind
        for move in five_step().table.moves
        for requirement in move.requires
        if isinstance(requirement, Shows)
    }
    assert asked <= {kind.value for kind in FactKind}


MAKERS = (five_step, snap_report, three_tier, mediation, village_resolution)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("wrong", [None, 5, [], {}, "five_step", RatingPolicy(), FiveStepPolicy], ids=repr)
def test_what_is_no_policy_of_the_table_is_refused(
    make: Callable[[object], Procedure], wrong: object
) -> None:
    with pytest.raises(InvalidValue, match=r"^policy: "):
        make(wrong)


def test_the_policy_of_another_table_is_refused() -> None:
    for make in MAKERS:
        for other in (FiveStepPolicy(), SnapReportPolicy(), MediationPolicy()):
            if type(other).__name__.removesuffix("Policy").lower() != make.__name__.replace("_", ""):
                with pytest.raises(InvalidValue, match=f"^policy: {type(other).__name__}"):
                    make(other)  # type: ignore[operator]  # wrong on purpose


# ------------------------------------------------------------------ nobody judges own work


def after(*actions: str, by: Actor | None = None) -> Case:
    """Return a case after these actions, the last of them by somebody."""
    procedure, case = five_step(), opened(five_step(), case_id="C-1")
    for number, action in enumerate(actions, 1):
        (move,) = (each for each in open_moves(procedure, case) if each.action == action)
        attempt = fitting(case, move)
        who = by if by and number == len(actions) else attempt.by
        case = procedure.apply(case, action, by=who, at=attempt.at, facts=attempt.facts)
    return case


def refused(case: Case, action: str, by: Actor, *recusal: Fact) -> list[str]:
    """Return the codes of why somebody may not do what is else in order."""
    (move,) = (each for each in five_step().table.moves_from(case.state) if each.action == action)
    good = fitting(case, move)
    reasons = five_step().explain(case, action, by=by, at=good.at, facts=[*good.facts, *recusal])
    return [reason.code for reason in reasons]


PUBLISHED = ("accept", "list", "convene", "decide", "publish")
BOTH = Actor("c-9", roles={Role.CONVENER, Role.RESIDENT})


@pytest.mark.parametrize("action", ["dismiss", "uphold"])
def test_who_objected_does_not_answer_the_objection(action: str) -> None:
    case = after(*PUBLISHED, "object", by=BOTH)
    assert refused(case, action, BOTH) == ["OWN_WORK"]
    assert refused(case, action, attrs.evolve(BOTH, id="c-8")) == []


def test_the_handler_does_not_ask_for_mediation_of_own_work() -> None:
    again = ("rate_badly", "redo", "report_done")
    case = after("accept", "resolve", *again, "rate_badly", "refer")
    assert case.state == "referred"
    procedure = five_step(FiveStepPolicy(bad_ratings=1))
    case = opened(procedure)
    for action in ("accept", "resolve", "rate_badly", "redo", "report_done"):
        (move,) = (each for each in open_moves(procedure, case) if each.action == action)
        good = fitting(case, move)
        case = procedure.apply(case, action, by=good.by, at=good.at, facts=good.facts)
    handler = Actor("party_committee-1", roles={Role.PARTY_COMMITTEE, Role.RESIDENT})
    ground = Fact(kind="ground", about="C-1", outcome="stated", reference="N-1")
    found = [
        procedure.explain(case, "appeal", by=by, at=case.since, facts=[ground]) for by in (handler, BOTH)
    ]
    assert [[reason.code for reason in reasons] for reasons in found] == [["OWN_WORK"], []]


def test_who_prolonged_the_handling_does_not_rate_it() -> None:
    prolonged = Actor("p-9", roles={Role.PARTY_COMMITTEE, Role.RESIDENT})
    case = after(*PUBLISHED, "assign", "extend", by=prolonged)
    report = fitting(
        case, next(each for each in open_moves(five_step(), case) if each.action == "report_done")
    )
    case = five_step().apply(case, "report_done", by=report.by, at=report.at, facts=report.facts)
    assert refused(case, "rate_well", prolonged) == ["OWN_WORK"]


def test_more_bad_ratings_than_the_sittings_leave_room_for_are_refused() -> None:
    assert five_step(FiveStepPolicy(sittings=1, bad_ratings=2)).check().is_sound
    with pytest.raises(InvalidValue, match="at most one more than the sittings, 2"):
        FiveStepPolicy(sittings=1, bad_ratings=3)
