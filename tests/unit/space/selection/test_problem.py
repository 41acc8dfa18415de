"""What is no problem of selection, no rule and no way to search is refused."""

from typing import Any

import attrs
import pytest
from tests.unit.space.selection.quarter import CANTEEN, GYM, NEAR, PEOPLE, quarter

from communitygov.core.money import Money
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.audience.population import Population
from communitygov.space.certificate import Certificate, Status, Stop
from communitygov.space.selection import (
    Candidate,
    Catchments,
    ChosenSite,
    CoverageFloor,
    FunctionModule,
    Selection,
    SelectionRule,
    select,
)


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ({"rounds": -1}, "rounds"),
        ({"rounds": True}, "rounds"),
        ({"seed": -1}, "seed"),
        ({"seed": 0.5}, "seed"),
        ({"solver": 60}, "solver"),
        ({"progress": 5}, "progress"),
        ({"stop": 5, "rounds": 0}, "stop"),
    ],
)
def test_what_is_no_way_to_search_is_refused(arguments: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        select(quarter(), **arguments)
    assert refused.value.what == place


@pytest.mark.parametrize(
    ("kind", "changes", "place"),
    [
        (FunctionModule, {"needs": {"60plus": 0.5}}, "needs"),
        (FunctionModule, {"needs": [("b", 1), ("a", 1)]}, "needs"),
        (FunctionModule, {"needs": ["ab"]}, "needs"),
        (FunctionModule, {"area": 20_000_000}, "area"),
        (SelectionRule, {"apart": [("gym", "gym")]}, "apart"),
        (SelectionRule, {"apart": [("gym", "canteen")] * 2}, "apart"),
        (SelectionRule, {"together": ["gym"]}, "together"),
        (SelectionRule, {"welfare_share": 2}, "welfare_share"),
        (SelectionRule, {"floors": [CoverageFloor("gym", people=1)] * 2}, "floors"),
        (Catchments, {"covers": [("5min", "hall", "01")]}, "covers"),
        (Catchments, {"covers": [("5min", "hall", 1)]}, "covers"),
        (Catchments, {"covers": [("b", "hall", "1"), ("a", "hall", "1")]}, "covers"),
        (Catchments, {"covers": [("b", "hall", "8")]}, "covers"),
    ],
)
def test_a_value_that_is_none_is_refused(kind: type, changes: dict[str, Any], place: str) -> None:
    plain = {FunctionModule: CANTEEN, SelectionRule: SelectionRule(), Catchments: NEAR}[kind]
    with pytest.raises(InvalidValue) as refused:
        attrs.evolve(plain, **changes)
    assert refused.value.what == place


def test_a_need_of_no_weight_is_none() -> None:
    assert attrs.evolve(CANTEEN, needs={"60plus": 3, "0-2": 0}).needs == (("60plus", 3),)


def test_more_points_than_can_be_handled_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.space.selection.catchments.MOST_POINTS", 1)
    with pytest.raises(InvalidValue):
        Catchments.of(PEOPLE, {})


def test_a_set_that_is_no_whole_number_is_refused() -> None:
    with pytest.raises(InvalidValue):
        Catchments.of(PEOPLE, {"5min": {"hall": -1}})
    assert NEAR.circles == ("5min",)


@pytest.mark.parametrize(
    "changes",
    [
        {"candidates": []},
        {"candidates": [Candidate("hall", area=1), Candidate("hall", area=2)]},
        {"sources": []},
    ],
)
def test_a_problem_of_none_or_of_two_alike_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        quarter(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"candidates": [Candidate("hall", area=1)]},
        {"modules": [attrs.evolve(GYM, circle="10min")]},
        {"rule": SelectionRule(floors=[CoverageFloor("library", people=1)])},
        {"candidates": [Candidate("hall", area=1, existing={"library"}), Candidate("shed", area=1)]},
    ],
)
def test_a_name_that_nobody_bears_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UnknownName):
        quarter(**changes)


def test_sites_without_a_plan_are_refused() -> None:
    site = ChosenSite(site="hall", functions=[], cost=Money(0), brings=0, missed=0, room=0)
    nothing = Certificate(status=Status.UNKNOWN, stop=Stop.ROUNDS)
    with pytest.raises(InvalidValue, match="sites"):
        Selection(sites=[site], functions=[], payments=[], certificate=nothing)


def test_people_beyond_what_a_document_can_hold_are_refused() -> None:
    many = Catchments.of([Population.of({"60plus": 2**52})], {"5min": {"hall": 1, "shed": 1}})
    with pytest.raises(InvalidValue) as refused:
        select(quarter(catchments=many))
    assert refused.value.what == "catchments"
