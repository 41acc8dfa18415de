"""Where there is no plan: which rules stand against it, and what is not known."""

from fractions import Fraction
from typing import Any

import attrs
import pytest
from tests.unit.space.selection.quarter import PEOPLE, certified, fund, quarter

from communitygov.core.money import Money
from communitygov.space.audience.population import Population
from communitygov.space.certificate import Certificate, Progress, Status, Stop
from communitygov.space.function.side import Side
from communitygov.space.funding.source import FundingSource
from communitygov.space.selection import (
    Candidate,
    Catchments,
    CoverageFloor,
    FunctionModule,
    Highs,
    Selection,
    SelectionProblem,
    SelectionRule,
    select,
)


def test_functions_that_stand_and_clash_are_named() -> None:
    hall = Candidate("hall", area=200, existing={"canteen", "gym"})
    asked = quarter(candidates=[hall], catchments=Catchments.of(PEOPLE, {"5min": {"hall": 1}}))
    asked = attrs.evolve(asked, rule=SelectionRule(apart=[("gym", "canteen")]))
    chosen = select(asked)
    assert certified(chosen).status is Status.INFEASIBLE
    assert [each.code for each in chosen.findings] == ["FIXED_FUNCTIONS_CLASH", "FIXED_AREA_EXCEEDED"]
    assert chosen.findings == asked.findings()
    assert str(chosen) == "infeasible"
    assert "FIXED_AREA_EXCEEDED" in chosen._repr_html_()


def test_a_floor_out_of_reach_is_named_with_what_is_within_reach() -> None:
    chosen = select(quarter(rule=SelectionRule(floors=[CoverageFloor("canteen", people=43)])))
    assert [str(each) for each in chosen.findings] == [
        "canteen must cover 43 people; put everywhere it may be, it covers 42 [FLOOR_OUT_OF_REACH]"
    ]


def test_the_rule_without_which_there_is_a_plan_is_named() -> None:
    floors = [CoverageFloor("canteen", people=42)]
    chosen = select(quarter(sources=[fund(600_000)], rule=SelectionRule(floors=floors)))
    assert certified(chosen).status is Status.INFEASIBLE
    assert [(each.code, each.subject) for each in chosen.findings] == [
        ("NO_PLAN_WITH_RULE", "canteen"),
        ("NO_PLAN_WITH_RULE", "money"),
    ]


def test_rules_of_which_none_alone_is_to_blame_are_named_together() -> None:
    floors = [CoverageFloor("canteen", people=42), CoverageFloor("gym", people=45)]
    chosen = select(quarter(sources=[fund(0)], rule=SelectionRule(floors=floors, most_sites=1)))
    assert {each.subject for each in chosen.findings} == {"canteen", "gym", "money", "sites"}


def test_without_a_round_nothing_is_said_that_is_not_known() -> None:
    floors = [CoverageFloor("canteen", people=42)]
    asked = quarter(sources=[fund(600_000)], rule=SelectionRule(floors=floors))
    chosen = select(asked, rounds=0)
    assert (chosen.certificate.status, chosen.certificate.stop) == (Status.UNKNOWN, Stop.ROUNDS)
    assert not chosen.is_found
    assert {each.code for each in chosen.findings} == {"NO_PLAN_FOUND"}
    assert str(chosen) == "no answer was found, and none is excluded; its rounds were over"


def test_the_solver_finds_that_there_is_no_plan() -> None:
    floors = [CoverageFloor("canteen", people=42)]
    asked = quarter(sources=[fund(600_000)], rule=SelectionRule(floors=floors))
    chosen = select(asked, rounds=0, solver=Highs(30))
    assert certified(chosen).status is Status.INFEASIBLE
    assert certified(chosen).engine == "highs"


def test_progress_of_a_search_without_a_plan_shows_nothing_gained() -> None:
    floors = [CoverageFloor("canteen", people=42)]
    seen: list[Progress] = []
    select(
        quarter(sources=[fund(600_000)], rule=SelectionRule(floors=floors)), rounds=2, progress=seen.append
    )
    assert [each.value for each in seen] == [0, 0]


@pytest.mark.parametrize(
    ("rule", "subject", "words"),
    [
        ({"apart": [("canteen", "gym")]}, "apart", "that canteen and gym may not be under one roof"),
        ({"welfare_share_per_site": Fraction(2, 3)}, "welfare-per-site", "public welfare of each site"),
    ],
)
def test_a_rule_of_one_site_is_named_too(rule: dict[str, Any], subject: str, words: str) -> None:
    floors = [CoverageFloor("canteen", people=42), CoverageFloor("gym", people=45)]
    wide = [Candidate("hall", area=400)]
    near = Catchments.of(PEOPLE, {"5min": {"hall": 0b11}})
    asked = quarter(candidates=wide, catchments=near, rule=SelectionRule(floors=floors, **rule))
    named = {each.subject: str(each) for each in select(asked).findings}
    assert words in named[subject]


def test_what_needs_what_and_area_are_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    near = Catchments.of(PEOPLE, {"5min": {"hall": 0b11}})
    rule = SelectionRule(floors=[CoverageFloor("gym", people=45)], together=[("gym", "canteen")])
    asked = quarter(candidates=[Candidate("hall", area=200)], catchments=near, rule=rule)
    small = attrs.evolve(asked, rule=attrs.evolve(rule, floors=[CoverageFloor("gym", people=1)]))
    assert {each.code for each in select(small).findings} <= {"FLOOR_OUT_OF_REACH", "NO_PLAN_WITH_RULE"}
    both = SelectionRule(floors=[CoverageFloor("gym", people=45), CoverageFloor("canteen", people=42)])
    full = attrs.evolve(asked, rule=both)
    assert "the area of hall" in " ".join(map(str, select(full).findings))
    monkeypatch.setattr("communitygov.space.selection.binding._MOST_ALONE", 0)
    apart = attrs.evolve(both, apart=[("gym", "canteen")])
    roomy = quarter(candidates=[Candidate("hall", area=400)], catchments=near, rule=apart)
    assert "that some functions may not be under one roof" in " ".join(map(str, select(roomy).findings))
    assert "the areas of the sites" in " ".join(map(str, select(full).findings))


def test_without_a_plan_both_languages_say_so() -> None:
    stopped = Certificate(status=Status.UNKNOWN, stop=Stop.CALLER)
    nothing = Selection(sites=(), functions=(), payments=(), certificate=stopped)
    assert (nothing.text("zh"), nothing.text()) == (
        "未得方案，亦未排除；调用方叫停",
        "no answer was found, and none is excluded; the caller stopped it",
    )


@pytest.mark.parametrize("people", [0, 5])
@pytest.mark.parametrize("rounds", [0, 1, 20])
def test_what_may_not_stand_beside_what_is_there_is_never_proved_into_a_site(
    people: int, rounds: int
) -> None:
    def module(code: str, side: Side, needs: dict[str, int]) -> FunctionModule:
        return FunctionModule(code=code, area=1, cost=Money(0), circle="c", side=side, needs=needs)

    problem = SelectionProblem(
        [Candidate("s", area=9, existing={"b"})],
        [module("a", Side.WELFARE, {"60plus": 1}), module("b", Side.QUALITY, {})],
        catchments=Catchments.of([Population.of({"60plus": people})], {"c": {"s": 1}}),
        sources=[FundingSource("q", "款", "money", amount=Money(9))],
        rule=SelectionRule(apart=[("b", "a")], together=[("b", "a")], welfare_share=Fraction(1, 2)),
    )
    chosen = select(problem, rounds=rounds)
    assert chosen.plan == {}
    assert chosen.certificate.status in (Status.INFEASIBLE, Status.UNKNOWN)
