"""What is no problem of siting is refused."""

from typing import Any

import attrs
import pytest
from tests.unit.space.cover.siting import quarter, street

from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.cover import CoverProblem, maximal_cover


@pytest.mark.parametrize("asked", [{}, {"sites": 1, "budget": 1}, {"sites": -1}, {"budget": True}])
def test_a_limit_that_makes_no_sense_is_refused(asked: dict[str, int]) -> None:
    with pytest.raises(InvalidValue):
        maximal_cover(quarter(), **asked)


@pytest.mark.parametrize(
    "change",
    [
        {"sites": ()},
        {"sites": ("court", "court", "roof", "yard")},
        {"points": ("b1",)},
        {"covers": ((0,),)},
        {"covers": ((1, 0), (), (), ())},
        {"covers": ((0, 0), (), (), ())},
        {"covers": ((0.0,), (), (), ())},
        {"covers": ((4,), (), (), ())},
        {"covers": ((-1,), (), (), ())},
        {"covers": (-1, 0, 0, 0)},
        {"covers": (16, 0, 0, 0)},
        {"weights": (1, 2, 3, -4)},
        {"weights": (1, 2, 3, 2**53)},
        {"weights": (1, 2, 3, True)},
        {"costs": (1,)},
        {"capacities": (1,)},
    ],
)
def test_a_cover_problem_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(quarter(), **change)


@pytest.mark.parametrize(
    "change",
    [
        {"sites": ()},
        {"distances": ()},
        {"distances": (7, (), ())},
        {"distances": ((0,), (0,), (0,))},
        {"distances": ([0, 0, 0, -1], [0] * 4, [0] * 4)},
        {"distances": ([0, 0, 0, None], [0] * 4, [0] * 4)},
        {"weights": (1,)},
        {"beyond": -1},
    ],
)
def test_a_distance_problem_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(street(), **change)


def test_names_that_are_not_there_are_told() -> None:
    with pytest.raises(UnknownName):
        attrs.evolve(quarter(), fixed={"tower"})
    with pytest.raises(UnknownName):
        CoverProblem.of({"court": ["b9"]}, weights={"b1": 1})
    with pytest.raises(UnknownName):
        CoverProblem.of({"court": ["b1"]}, weights={"b1": 1}, costs={})
    named = CoverProblem.of({"court": ["b1"]}, weights={"b1": 1}, costs={"court": 3}, capacities={"court": 4})
    assert (named.costs, named.capacities, named.cost(0), quarter().cost(0)) == ((3,), (4,), 3, 1)


def test_what_a_document_could_not_hold_is_refused() -> None:
    with pytest.raises(InvalidValue, match="weights"):
        attrs.evolve(street(), weights=(2**50, 1, 1, 1))
    with pytest.raises(InvalidValue, match="weights"):
        attrs.evolve(quarter(), weights=(2**52, 2**52, 1, 1))


def test_more_pairs_than_can_be_handled_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.space.cover.problem.MOST_PAIRS", 10)
    with pytest.raises(InvalidValue, match="points"):
        quarter()


@pytest.mark.parametrize(
    ("covers", "more"),
    [
        ([("court", ["b1"])], {}),
        ({"court": None}, {}),
        ({"court": "b1"}, {}),
        ({"court": [["b1"]]}, {}),
        ({"court": ["b1"]}, {"weights": [1]}),
        ({"court": ["b1"]}, {"costs": 5}),
        ({"court": ["b1"]}, {"capacities": [5]}),
    ],
)
def test_what_is_no_mapping_of_names_is_refused(covers: Any, more: dict[str, Any]) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        CoverProblem.of(covers, **{"weights": {"b1": 4}, **more})
