"""Votes on budgets against pabutools: the same projects and ballots, and whether the same ones are taken.

1. The example that Pabulib publishes beside the description of its format.
2. Random votes of up to nine projects and forty voters, with costs that tie often: by equal shares with
   either measure of satisfaction, with shares raised by one yuan at a time, and by support.
3. One vote of 40 projects and 600 voters, with each of them.

What pabutools takes is kept in ``tests/data/budget-votes.json``, so that the tests ask it without pabutools.

pabutools 1.2 needs PuLP before version 4, and brings a commercial solver along; it is no dependency of the
library, not even for its tests: see ``oracles/README.md``.

Run: ``python oracles/equal_shares_oracle.py``; exit status 1 if there is a vote on which the two differ.
With ``--write`` the kept answers are written anew.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import TypeAlias

from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Cost_Sat, Instance, Project
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

from communitygov.core.money import Money
from communitygov.interchange.pabulib import vote_from_pabulib
from communitygov.space.vote import (
    BudgetVote,
    Completion,
    MicroProject,
    Raising,
    Satisfaction,
    equal_shares,
    greedy,
)

KEPT = Path(__file__).parent.parent / "tests" / "data" / "budget-votes.json"
PUBLISHED = KEPT.parent / "pabulib-example.pb"
SMALL = 120

Vote: TypeAlias = dict[str, object]


def drawn(random: Random, *, projects: int, voters: int) -> BudgetVote:
    """Return a random vote; costs are few, so that there are ties."""
    made = [MicroProject(f"p{at}", cost=Money.yuan(random.randint(1, 6) * 10)) for at in range(projects)]
    ids = [each.id for each in made]
    ballots = [random.sample(ids, random.randint(0, min(4, projects))) for _ in range(voters)]
    budget = sum(each.cost.fen for each in made) * random.randint(20, 80) // 100
    return BudgetVote.of(made, budget=Money(budget), ballots=ballots)


def votes() -> Iterator[tuple[str, BudgetVote]]:
    """Yield the votes with their names."""
    yield "published", vote_from_pabulib(PUBLISHED.read_bytes())
    random = Random(20260301)  # noqa: S311  the same votes each time
    for number in range(SMALL):
        size, voters = random.randint(1, 9), random.randint(1, 40)
        yield f"small-{number:03}", drawn(random, projects=size, voters=voters)
    yield "larger", drawn(random, projects=40, voters=600)


def theirs(vote: BudgetVote) -> Mapping[str, list[str]]:
    """Return what pabutools takes, by each rule; its numbers are fen."""
    projects = {each.id: Project(each.id, each.cost.fen) for each in vote.projects}
    instance = Instance(projects.values(), budget_limit=vote.budget.fen)
    ballots = [
        ApprovalBallot(projects[each] for each in bundle.approved)
        for bundle in vote.ballots
        for _ in range(bundle.voters)
    ]
    profile = ApprovalProfile(ballots, instance=instance)
    taken = {
        "shares-cost": method_of_equal_shares(instance, profile, sat_class=Cost_Sat),
        "shares-count": method_of_equal_shares(instance, profile, sat_class=Cardinality_Sat),
        "raised-cost": method_of_equal_shares(
            instance, profile, sat_class=Cost_Sat, voter_budget_increment=100
        ),
        "greedy-cost": greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat),
        "greedy-count": greedy_utilitarian_welfare(instance, profile, sat_class=Cardinality_Sat),
    }
    # By support, pabutools also takes what nobody approves, if there is money; the library does not.
    return {
        rule: sorted(each.name for each in chosen if vote.support(each.name))
        for rule, chosen in taken.items()
    }


def ours(vote: BudgetVote) -> Mapping[str, list[str]]:
    """Return what the library takes, by each rule."""
    step = Raising(step=Money.yuan(1))
    taken = {
        "shares-cost": equal_shares(vote),
        "shares-count": equal_shares(vote, satisfaction=Satisfaction.COUNT),
        "raised-cost": equal_shares(vote, completion=Completion.RAISE, raising=step),
        "greedy-cost": greedy(vote),
        "greedy-count": greedy(vote, satisfaction=Satisfaction.COUNT),
    }
    return {rule: sorted(outcome.projects) for rule, outcome in taken.items()}


def written(name: str, vote: BudgetVote, taken: Mapping[str, list[str]]) -> Vote:
    """Return a vote and what is taken of it as plain data."""
    return {
        "name": name,
        "budget": vote.budget.fen,
        "costs": {each.id: each.cost.fen for each in vote.projects},
        "ballots": [[each.voters, *each.approved] for each in vote.ballots],
        "taken": taken,
    }


def main() -> int:
    """Compare, and write the answers down if asked."""
    differing, kept = 0, list[Vote]()
    for name, vote in votes():
        asked, answered = theirs(vote), ours(vote)
        kept.append(written(name, vote, asked))
        for rule, taken in asked.items():
            if taken != answered[rule]:
                differing += 1
                print(f"{name}, {rule}: pabutools {taken}, communitygov {answered[rule]}")
    print(f"{len(kept)} votes by 5 rules, {differing} differences")
    if "--write" in sys.argv[1:]:
        KEPT.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return min(1, differing)


if __name__ == "__main__":
    sys.exit(main())
