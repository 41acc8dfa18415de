"""Micro-projects chosen by residents: 100 projects, 20,000 voters, by equal shares and by support.

All begin with the same ``.pb`` text and end with the ids that are taken, so that reading is timed with the
rest.  Beside the library: pabutools, and the rule written down with a `Fraction` for every kind of ballot.
Winners are compared; ratios are what to quote.

Run: ``python benchmarks/budget_vote.py`` (two minutes; pabutools is timed where it is there)
"""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from importlib.util import find_spec
from math import exp
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeAlias

from communitygov.interchange.pabulib import vote_from_pabulib
from communitygov.space.vote import Satisfaction, equal_shares, greedy

PROJECTS, VOTERS, ROUNDS = 100, 20_000, 3
COSTS = (2_000, 3_000, 5_000, 8_000, 10_000, 15_000, 20_000, 30_000, 50_000, 80_000)

Taken: TypeAlias = list[str]


def file_text(random: Random) -> str:
    """Return a vote in which people like what lies near their taste; a few projects are much liked."""
    costs = [random.choice(COSTS) for _ in range(PROJECTS)]
    tastes = [random.random() for _ in range(PROJECTS)]
    liked = [random.paretovariate(1.5) for _ in range(PROJECTS)]
    lines = ["META", "key;value", f"num_projects;{PROJECTS}", f"num_votes;{VOTERS}"]
    lines += [f"budget;{sum(costs) * 3 // 10}", "vote_type;approval", "PROJECTS", "project_id;cost"]
    lines += [f"p{at};{cost}" for at, cost in enumerate(costs)]
    lines += ["VOTES", "voter_id;vote"]
    for voter in range(VOTERS):
        own = random.random()
        weights = [like * exp(-4 * abs(taste - own)) for like, taste in zip(liked, tastes, strict=True)]
        ticked = set(random.choices(range(PROJECTS), weights, k=random.randint(1, 10)))
        lines.append(f"{voter};{','.join(f'p{at}' for at in sorted(ticked))}")
    return "\n".join(lines) + "\n"


def own_shares(text: str, satisfaction: Satisfaction) -> Taken:
    """Take by equal shares, exactly."""
    return sorted(equal_shares(vote_from_pabulib(text), satisfaction=satisfaction).projects)


def own_support(text: str) -> Taken:
    """Take by support."""
    return sorted(greedy(vote_from_pabulib(text)).projects)


def with_fractions(text: str) -> Taken:
    """Take by equal shares by cost as the rule reads: a fraction for each kind of ballot, prices anew."""
    lines = text.splitlines()
    budget = Fraction(next(line for line in lines if line.startswith("budget;")).removeprefix("budget;"))
    rows = [line.split(";") for line in lines[lines.index("PROJECTS") + 2 : lines.index("VOTES")]]
    kinds = Counter(line.split(";")[1] for line in lines[lines.index("VOTES") + 2 :])
    left = dict.fromkeys(kinds, budget / sum(kinds.values()))
    fans = {name: [kind for kind in kinds if name in kind.split(",")] for name, _ in rows}
    costs, taken = {name: Fraction(cost) for name, cost in rows}, list[str]()
    while True:
        offers = []
        for name in costs.keys() - set(taken):
            wealth = sorted((left[kind], kinds[kind]) for kind in fans[name])
            need, count = costs[name], sum(many for _, many in wealth)
            for purse, many in wealth:
                if purse * count >= need:
                    offers.append((need / count / costs[name], name, need / count))
                    break
                need, count = need - purse * many, count - many
        if not offers:
            return sorted(taken)
        _, name, price = min(offers)
        taken.append(name)
        for kind in fans[name]:
            left[kind] -= min(left[kind], price)


def pabutools_takes(path: Path, rule: str) -> Taken:
    """Take by a rule of pabutools."""
    from pabutools import election, rules  # noqa: PLC0415  a peer

    instance, profile = election.parse_pabulib(str(path))
    measure = election.Cardinality_Sat if rule == "shares by count" else election.Cost_Sat
    choose = rules.greedy_utilitarian_welfare if rule == "support" else rules.method_of_equal_shares
    return sorted(each.name for each in choose(instance, profile, sat_class=measure))


def timed(work: Callable[[], Taken]) -> tuple[float, Taken]:
    """Return the processor time of some work, and what is taken."""
    begun = process_time()
    taken = work()
    return process_time() - begun, taken


def main() -> None:
    """Time everything in turn."""
    text = file_text(Random(9))  # noqa: S311  the same vote each time
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vote.pb"
        path.write_text(text, encoding="utf-8")
        works: dict[str, Callable[[], Taken]] = {
            "shares by cost": partial(own_shares, text, Satisfaction.COST),
            "shares by count": partial(own_shares, text, Satisfaction.COUNT),
            "support": partial(own_support, text),
            "shares by cost, by hand": partial(with_fractions, text),
        }
        if find_spec("pabutools"):
            rules = ("shares by cost", "shares by count", "support")
            works |= {f"{rule}, pabutools": partial(pabutools_takes, path, rule) for rule in rules}
        seen: dict[str, list[tuple[float, Taken]]] = {name: [] for name in works}
        for _ in range(ROUNDS):
            for name, work in works.items():
                seen[name].append(timed(work))
    for name, runs in seen.items():
        rule = name.partition(", ")[0]
        seconds = median(time for time, _ in runs)
        ratio = seconds / median(time for time, _ in seen[rule])
        agrees = runs[0][1] == seen[rule][0][1]
        print(f"{name:28} {seconds:7.2f} s {ratio:7.1f}x  {len(runs[0][1])} taken, same: {agrees}")


if __name__ == "__main__":
    main()
