"""What is taken is what pabutools takes; its answers are kept by ``oracles/equal_shares_oracle.py``."""

import json
from pathlib import Path
from typing import Any

import pytest

from communitygov.core.money import Money
from communitygov.interchange.pabulib import vote_from_pabulib
from communitygov.space.vote import (
    Ballots,
    BudgetVote,
    Completion,
    MicroProject,
    Raising,
    Satisfaction,
    equal_shares,
    greedy,
)

DATA = Path(__file__).parents[3] / "data"
KEPT = json.loads((DATA / "budget-votes.json").read_text(encoding="utf-8"))
STEP = Raising(step=Money.yuan(1))


def vote_of(kept: dict[str, Any]) -> BudgetVote:
    """Make the vote again."""
    projects = [MicroProject(id_, cost=Money(fen)) for id_, fen in kept["costs"].items()]
    ballots = [Ballots(approved, voters) for voters, *approved in kept["ballots"]]
    return BudgetVote.of(projects, budget=Money(kept["budget"]), ballots=ballots)


def test_more_than_a_hundred_votes_are_kept_and_they_differ_by_rule() -> None:
    assert len(KEPT) > 100
    for one, two in (("shares-cost", "greedy-cost"), ("shares-cost", "raised-cost")):
        assert sum(kept["taken"][one] != kept["taken"][two] for kept in KEPT) > 20


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept["name"])
def test_the_same_projects_are_taken(kept: dict[str, Any]) -> None:
    vote = vote_of(kept)
    taken = {
        "shares-cost": equal_shares(vote),
        "shares-count": equal_shares(vote, satisfaction=Satisfaction.COUNT),
        "raised-cost": equal_shares(vote, completion=Completion.RAISE, raising=STEP),
        "greedy-cost": greedy(vote),
        "greedy-count": greedy(vote, satisfaction=Satisfaction.COUNT),
    }
    assert {rule: sorted(outcome.projects) for rule, outcome in taken.items()} == kept["taken"]


def test_the_published_example_is_the_first_that_is_kept() -> None:
    read = vote_from_pabulib((DATA / "pabulib-example.pb").read_bytes())
    assert read == vote_of(KEPT[0])
    assert [(each.id, str(each.cost)) for each in read.projects][:2] == [("1", "¥600.00"), ("2", "¥800.00")]
    assert read.voters == 10
    assert {each.id: read.support(each.id) for each in read.projects} == {
        "1": 4,
        "2": 4,
        "4": 6,
        "5": 5,
        "7": 3,
    }
