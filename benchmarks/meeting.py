"""A decision on a fresh tally, and a million ballots counted: ours against the least that code by hand does.

1. The rule of a four-party council: more than half of each constituency present, and more than half of those
   present in favour.  The peer compares the same whole numbers in plain Python; it names no cause, knows no
   measure, and cannot be written to a file.
2. The same rule tried on bare counts, as an audit tries it many thousand times.
3. A million choices of an electorate, by heads and by area, in two constituencies and one part.  The peer is
   one `Counter` of constituency and choice, by heads alone.

Both sides are timed in turn in one process, so the machine's drift falls on both; the ratio is what to quote.

Run: ``python benchmarks/meeting.py``
"""

from collections import Counter
from collections.abc import Callable
from statistics import median
from time import perf_counter

from communitygov.meeting import (
    AREA,
    FOUR_CONSTITUENCIES,
    All,
    Choice,
    Counts,
    EachOf,
    Electorate,
    Majority,
    MoreThan,
    Quorum,
    Tally,
    Voter,
)

ROUNDS, DECISIONS, VOTERS = 15, 2_000, 1_000_000
HALF = MoreThan("1/2")
RULE = All(EachOf(Quorum("heads", HALF)), Majority("heads", base="present", threshold=HALF))
COUNTS = Counts(entitled=5, present=4, yes=3, no=1)


def fresh() -> Tally:
    """Return a tally of which nothing has been worked out yet."""
    return Tally.from_counts(
        {each.code: COUNTS for each in FOUR_CONSTITUENCIES}, constituencies=FOUR_CONSTITUENCIES
    )


def by_hand(groups: list[tuple[int, int, int]]) -> str:
    """Return what the same rule comes to, written for these four constituencies and nothing else."""
    for entitled, present, _ in groups:
        if present * 2 <= entitled:
            return "inquorate"
    came = sum(present for _, present, _ in groups)
    agreed = sum(yes for _, _, yes in groups)
    return "adopted" if agreed * 2 > came else "rejected"


def each_timed(work: Callable[[], object], times: int) -> float:
    """Return the microseconds that one of so many takes."""
    begin = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - begin) / times * 1e6


def decisions() -> None:
    """Time one decision, its explanation, and the rule on bare counts."""
    numbers = [(each.entitled, each.present, each.yes) for each in [COUNTS] * 4]
    known = fresh()
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        waiting = iter([fresh() for _ in range(DECISIONS)])
        works: dict[str, Callable[[], object]] = {
            "decide a fresh tally": lambda waiting=waiting: RULE.decide(next(waiting)),
            "the rule on bare counts": lambda: RULE.outcome(known.scope),
            "decide and explain": lambda: RULE.decide(known).explanation,
            "by hand": lambda: by_hand(numbers),
        }
        for name, work in works.items():
            times.setdefault(name, []).append(each_timed(work, DECISIONS))
    for name, each in times.items():
        print(f"{name:>24}: {median(each):7.2f} µs (min {min(each):.2f}, max {max(each):.2f})")
    pairs = zip(times["decide a fresh tally"], times["by hand"], strict=True)
    print(f"a decision takes {median(ours / peer for ours, peer in pairs):.0f}× the hand-written comparison")


def ballots() -> None:
    """Time a million ballots, from the first one on and again."""
    owners, merchants = FOUR_CONSTITUENCIES[:2]
    begin = perf_counter()
    voters = [
        Voter(
            f"v-{at}",
            (merchants if at % 10 == 0 else owners).code,
            weights={AREA.code: 5000 + at % 9000},
            parts={"unit-3"} if at % 3 == 0 else (),
        )
        for at in range(VOTERS)
    ]
    made = perf_counter()
    electorate = Electorate(constituencies=[owners, merchants], voters=voters, measures=[AREA])
    taken = perf_counter()
    print(f"{VOTERS} voters made in {made - begin:.1f} s, taken into an electorate in {taken - made:.1f} s")
    ways = tuple(Choice)
    choices = {each.id: ways[at % 4] for at, each in enumerate(voters)}
    places = [each.constituency for each in voters]
    works: dict[str, Callable[[], object]] = {
        "ours, by heads and area": lambda: Tally.count(electorate, choices),
        "a Counter, by heads": lambda: Counter(zip(places, choices.values(), strict=True)),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(5):
        for name, work in works.items():
            times[name].append(each_timed(work, 1) / 1e6)
    for name, each in times.items():
        print(f"{name:>24}: {median(each):7.2f} s (min {min(each):.2f}, max {max(each):.2f})")
    pairs = zip(*times.values(), strict=True)
    print(f"counting takes {median(ours / peer for ours, peer in pairs):.1f}× the Counter")


def main() -> None:
    """Time both and print the medians and the ratios."""
    decisions()
    ballots()


if __name__ == "__main__":
    main()
