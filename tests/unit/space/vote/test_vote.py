"""Projects, ballots and votes."""

from collections.abc import Iterable
from typing import Any

import pytest

from communitygov.core.money import Money
from communitygov.errors import CommunityGovError, InvalidValue, UnknownName
from communitygov.space.vote import Ballots, BudgetVote, MicroProject, bundled
from communitygov.space.vote import budget_vote as module

SHED = MicroProject("shed", cost=Money(50))
GARDEN = MicroProject("garden", cost=Money(60))


@pytest.mark.parametrize(
    "facts",
    [
        {"cost": Money(0)},
        {"cost": Money(-1)},
        {"cost": 50},
        {"cost": Money(1), "kind": "绿化"},
        {"cost": Money(1), "site": "a b"},
        {"cost": Money(1), "area": -1},
        {"cost": Money(1), "area": 1.5},
        {"cost": Money(1), "kind": None},
        {"cost": Money(1), "site": []},
    ],
)
def test_a_project_that_is_none_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        MicroProject("shed", **facts)


@pytest.mark.parametrize(
    ("approved", "voters", "group"),
    [
        (["b", "a"], 1, ""),
        (["a", "a"], 1, ""),
        (["甲"], 1, ""),
        (["a"], 0, ""),
        (["a"], 1, "甲"),
        (["a"], 1, []),
    ],
)
def test_ballots_that_are_not_in_order_or_of_nobody_are_refused(
    approved: list[str], voters: int, group: str
) -> None:
    with pytest.raises(InvalidValue):
        Ballots(approved, voters, group=group)


def test_equal_ballots_are_put_together_group_by_group() -> None:
    cast: list[Ballots | list[str]] = [
        ["shed", "garden"],
        Ballots(["garden", "shed"], 2),
        Ballots(["garden", "shed"], 4, group="LQ-1"),
        [],
    ]
    vote = BudgetVote.of([SHED, GARDEN], budget=Money(1), ballots=cast)
    assert [(each.group, each.approved, each.voters) for each in vote.ballots] == [
        ("", (), 1),
        ("", ("garden", "shed"), 3),
        ("LQ-1", ("garden", "shed"), 4),
    ]
    assert vote.groups == ("", "LQ-1")
    assert (vote.voters, vote.support("shed")) == (8, 7)
    assert bundled([["a"], ["a"]], group="LQ-1") == (Ballots(["a"], 2, group="LQ-1"),)


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"projects": [SHED, GARDEN]}, "projects"),
        ({"projects": [SHED, SHED]}, "projects"),
        ({"budget": Money(-1)}, "budget"),
        ({"ballots": [Ballots(["shed"]), Ballots([])]}, "ballots"),
        ({"ballots": [Ballots([]), Ballots([])]}, "ballots"),
        ({"ballots": [Ballots(["roof"])]}, "roof"),
    ],
)
def test_a_vote_that_is_out_of_order_or_about_something_else_is_refused(
    facts: dict[str, Any], named: str
) -> None:
    with pytest.raises(CommunityGovError, match=named):
        BudgetVote(**({"projects": [SHED], "budget": Money(1)} | facts))


def test_too_many_projects_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PROJECTS", 1)
    with pytest.raises(InvalidValue, match="1 at most"):
        BudgetVote(projects=[GARDEN, SHED], budget=Money(1))


@pytest.mark.parametrize("ballots", [None, 5, "shed", ["shed"], [b"shed"], [None], [[1, "a"]], [[[]]], [5]])
def test_ballots_that_are_no_collections_of_ids_are_refused(ballots: Iterable[Iterable[str]]) -> None:
    with pytest.raises(InvalidValue):
        BudgetVote.of([SHED], budget=Money(1), ballots=ballots)
    with pytest.raises(InvalidValue):
        bundled(ballots)


@pytest.mark.parametrize("project", ["roof", None, []])
def test_the_support_of_something_else_is_not_guessed(project: object) -> None:
    with pytest.raises(UnknownName, match="project"):
        BudgetVote.of([SHED], budget=Money(1), ballots=[]).support(project)  # type: ignore[arg-type]


def test_ballots_are_not_listed_in_the_repr_of_a_vote() -> None:
    assert "ballots=<2>" in repr(BudgetVote.of([SHED], budget=Money(1), ballots=[["shed"], []]))
