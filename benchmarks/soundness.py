"""The soundness check of the standard table: ours against networkx walking forward and backward.

The peer does the least that a check has to do: for the whole table, and for every set of absent roles, it
builds the graph of the lines that are left and asks what is reached from the opening, and from what an end is
reached.  It knows no counts, no persons, no loops and no ways.  `check` finds out all of these as well.  Both
are timed in turn in one process, so the machine's drift falls on both; the ratio is what to quote.

Run: ``python benchmarks/soundness.py``
"""

from collections.abc import Callable
from itertools import combinations
from statistics import median
from timeit import timeit

import networkx as nx

from communitygov.deliberation import five_step
from communitygov.procedure import Table
from communitygov.procedure.soundness.report import check, faults

ROUNDS, TIMES = 25, 8


def walked(table: Table, moves: list[tuple[str, str]]) -> set[str]:
    """Return the traps that networkx finds among some lines."""
    graph = nx.DiGraph(moves)
    graph.add_nodes_from(state.code for state in table.states)
    there = nx.descendants(graph, table.opening.target) | {table.opening.target}
    ends = [state.code for state in table.states if state.is_final]
    back = graph.reverse(copy=False)
    can_end = set(ends).union(*(nx.descendants(back, end) for end in ends))
    return there - can_end


def with_networkx(table: Table) -> list[set[str]]:
    """Return the traps of a table and of every set of absent roles."""
    roles = [role.code for role in table.roles]
    subsets = [subset for size in range(len(roles)) for subset in combinations(roles, size)]
    return [
        walked(
            table, [(each.source, each.target) for each in table.moves if not set(each.roles) <= set(subset)]
        )
        for subset in subsets
    ]


def main() -> None:
    """Time all in turn and print the medians and the ratio."""
    table = five_step().table
    works: dict[str, Callable[[], object]] = {
        "faults": lambda: faults(table),
        "check": lambda: check(table),
        "networkx": lambda: with_networkx(table),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(timeit(work, number=TIMES) / TIMES * 1e3)
    for name, each in times.items():
        print(f"{name:>8}: {median(each):7.2f} ms (min {min(each):.2f}, max {max(each):.2f})")
    for name in ("faults", "check"):
        ratio = median(ours / peer for ours, peer in zip(times[name], times["networkx"], strict=True))
        print(f"{name} takes {ratio:.2f}× the time of networkx, and finds out more (check to reach: 5 ms)")


if __name__ == "__main__":
    main()
