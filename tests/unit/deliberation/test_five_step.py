"""The five steps as procedures: both tables, their policy, and what their moves ask."""

from dataclasses import dataclass

import attrs
import pytest

from communitygov.core import Period, PeriodUnit
from communitygov.deliberation import (
    DEFAULT_POLICY,
    FactKind,
    FiveStepPolicy,
    RatingPolicy,
    Step,
    five_step,
    five_step_literal,
)
from communitygov.errors import InvalidValue
from communitygov.procedure import DaysPassed, Procedure, Shows, TakenFewer


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
