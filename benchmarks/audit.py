"""Power and audit of a four-party rule: ours against the definition, written by hand for this one rule.

The peer of power walks through every vector of members in favour and adds up what each member swings, with
the rule written out as three comparisons of whole numbers.  Ours is told nothing of the rule: it asks the
same `outcome` that decides votes.  The peer of the audit tries every profile the same way and looks for the
two paradoxes only; ours finds out everything else as well.  Both are timed in turn in one process.

Run: ``python benchmarks/audit.py``
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from math import comb, factorial, prod
from statistics import median
from time import process_time

from communitygov.meeting import (
    FOUR_CONSTITUENCIES,
    All,
    Council,
    Delegate,
    EachOf,
    In,
    Majority,
    MoreThan,
    audit,
    banzhaf,
    four_party_council,
    shapley_shubik,
)

Vector = tuple[int, ...]
ROUNDS = 5
LEAST_AGREEING = 3
POWER, LARGE, SMALL = (15, 15, 15, 15), (30, 30, 30, 30), (2, 2, 2, 2)
AGREES = Majority("heads", base="participating", threshold=MoreThan("1/2"))
RULE = All(AGREES, EachOf(AGREES, least=LEAST_AGREEING), In(FOUR_CONSTITUENCIES[0].code, AGREES))


def seated(sizes: Vector) -> Council:
    """Return a four-party council of so many seats."""
    pairs = zip(FOUR_CONSTITUENCIES, sizes, strict=True)
    return four_party_council(
        [Delegate(f"{side.code}-{at}", side.code) for side, size in pairs for at in range(size)]
    )


def wins(yes: Vector, voting: Vector) -> bool:
    """Ask for a majority of all who vote, in three constituencies, and in the first."""
    agreeing = [2 * number > whole for number, whole in zip(yes, voting, strict=True)]
    return 2 * sum(yes) > sum(voting) and sum(agreeing) >= LEAST_AGREEING and agreeing[0]


def power_by_definition(sizes: Vector) -> list[Fraction]:
    """Return the Shapley–Shubik index of a member of each constituency, from all vectors."""
    everybody = sum(sizes)
    won = {yes: wins(yes, sizes) for yes in product(*(range(size + 1) for size in sizes))}
    shares: list[Fraction] = []
    for at, own in enumerate(sizes):
        orders = 0
        for yes, has_won in won.items():
            if has_won or yes[at] == own or not won[(*yes[:at], yes[at] + 1, *yes[at + 1 :])]:
                continue
            ways = prod(comb(size - (side == at), yes[side]) for side, size in enumerate(sizes))
            orders += ways * factorial(sum(yes)) * factorial(everybody - sum(yes) - 1)
        shares.append(Fraction(orders, factorial(everybody)))
    return shares


def stands(size: int) -> Iterator[tuple[int, int, int]]:
    """Return all ways to vote: in favour, against, abstaining."""
    return ((y, n, a) for y in range(size + 1) for n in range(size + 1 - y) for a in range(size + 1 - y - n))


def paradoxes_by_definition(sizes: Vector) -> tuple[int, int]:
    """Return how often one more in favour makes it fail, and one more against makes it pass."""
    tried = {
        profile: wins(tuple(each[0] for each in profile), tuple(map(sum, profile)))
        for profile in product(*(stands(size) for size in sizes))
    }
    lost = passed = 0
    for profile, has_passed in tried.items():
        for at, (yes, no, abstain) in enumerate(profile):
            moves = [(yes, no + 1, abstain)]
            if has_passed:
                moves = [(yes + 1, no - 1, abstain), (yes + 1, no, abstain - 1), (yes + 1, no, abstain)]
            ends = [tried.get((*profile[:at], move, *profile[at + 1 :])) for move in moves]
            lost += has_passed and ends.count(False)
            passed += not has_passed and ends.count(True)
    return lost, passed


def main() -> None:
    """Time all in turn and print the medians and the ratios."""
    council, large, small = seated(POWER), seated(LARGE), seated(SMALL)
    ours = list(shapley_shubik(RULE, council).per_member.values())
    if ours != power_by_definition(POWER):
        message = "the two do not agree"
        raise SystemExit(message)
    works: dict[str, Callable[[], object]] = {
        "Shapley–Shubik, 4 × 15 seats": lambda: shapley_shubik(RULE, council),
        "… by definition": lambda: power_by_definition(POWER),
        "Shapley–Shubik, 4 × 30 seats": lambda: shapley_shubik(RULE, large),
        "Banzhaf, 4 × 30 seats": lambda: banzhaf(RULE, large),
        "audit, 4 × 2 seats": lambda: audit(RULE, small),
        "… two paradoxes by definition": lambda: paradoxes_by_definition(SMALL),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = process_time()
            work()
            times[name].append(process_time() - start)
    for name, each in times.items():
        print(f"{name:>30}: {median(each):6.3f} s (min {min(each):.3f}, max {max(each):.3f})")
    names = list(works)
    for mine, peer in ((names[0], names[1]), (names[4], names[5])):
        ratio = median(one / other for one, other in zip(times[mine], times[peer], strict=True))
        print(f"{mine} takes {ratio:.2f}× the time of the definition")
    print("to reach: 2 s for 4 × 30 seats, 0.5 s for the audit")


if __name__ == "__main__":
    main()
