"""A district of 11,092 grids: compiled, asked and summed up, beside the libraries that could do it.

1. *build*: codes and parents as strings become what can be asked.  *path*, *common ancestor*, *subtree*: one
   question, codes in and codes out.  *roll-up*: four measures at every grid; counts lie where each library
   wants them beforehand.  *validate*: one root, no circle, and each level under one it may lie under.
2. 1,500,000 people in dwellings are counted at every level, beside ``value_counts`` of pandas.
3. What each holds in memory: by how much a fresh process grows while it builds.

All are timed in turn in one process, by processor time, so that the machine's drift falls on all; the ratio
is what to quote.  Libraries that are not installed are left out.

Run: ``python benchmarks/grid.py``
"""

import gc
import subprocess
import sys
from array import array
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from os import sysconf
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any, NamedTuple

from grid_peers import (
    MEASURES,
    PEERS,
    Networkx,
    OurHierarchy,
    Ours,
    OursByNumpy,
    Peer,
    Register,
    here,
    register,
)

from communitygov.grid.index import GridIndex, RunningTotals
from communitygov.grid.level import THREE_PLUS_ONE

#: Work to be done, with how many answers it gives.
Work = tuple[Callable[[], object], int]
STATM = Path("/proc/self/statm")


class Size(NamedTuple):
    """How large the register and the population are, and how often all of it is timed."""

    levels: dict[str, int]
    exclusive: int
    people: int
    dwellings: int
    rounds: int


DISTRICT = Size(
    {"district": 1, "street": 9, "community": 118, "general": 786, "micro": 10_096}, 82, 1_500_000, 500_000, 9
)
#: As many grids as one example of a property test has.
SMALL = register({"district": 1, "street": 2, "community": 4, "general": 5, "micro": 12}, 1, THREE_PLUS_ONE)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that a piece of work takes."""
    gc.collect()
    gc.disable()
    begin = process_time()
    work()
    spent = process_time() - begin
    gc.enable()
    return spent


def in_turn(works: dict[str, Work], rounds: int) -> dict[str, list[float]]:
    """Time all in turn, so many rounds; return the microseconds of one answer."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, (work, answers) in works.items():
            times[name].append(timed(work) / answers * 1e6)
    return times


def told(title: str, times: dict[str, list[float]]) -> None:
    """Print medians, and how many times as long as the first each takes."""
    first = next(iter(times.values()))
    print(f"\n{title}")
    for name, each in times.items():
        ratio = median(slow / quick for slow, quick in zip(each, first, strict=True))
        print(f"{name:>28}: {median(each):14,.2f} µs  {ratio:12,.2f}×")


# ------------------------------------------------------------------------- one kind of work, by all


def asked(peers: list[Peer], given: Register) -> dict[str, dict[str, Work]]:
    """Return the questions about single grids."""
    random = Random(1)  # noqa: S311  reproducible, not secret
    codes = [random.choice(given.leaves) for _ in range(4_000)]
    pairs = [*zip(codes[::2], codes[1::2], strict=True)]
    tops = [random.choice(given.parents_of_leaves) for _ in range(1_000)]
    works: dict[str, dict[str, Work]] = {"path": {}, "common ancestor": {}, "subtree": {}}
    for peer in peers:
        if path := getattr(peer, "path", None):
            works["path"][peer.name] = (lambda path=path: [path(code) for code in codes]), len(codes)
        if met := getattr(peer, "common_ancestor", None):
            few = pairs[: peer.common_ancestors]
            works["common ancestor"][peer.name] = (
                (lambda met=met, few=few: [met(one, other) for one, other in few]),
                len(few),
            )
        if subtree := getattr(peer, "subtree", None):
            works["subtree"][peer.name] = (
                (lambda subtree=subtree: [subtree(code) for code in tops]),
                len(tops),
            )
    return works


def agreed(works: dict[str, dict[str, Work]]) -> None:
    """Refuse to time peers that give other answers than ours."""
    for task, each in works.items():
        ours, *others = (work() for work, _ in each.values())
        for name, other in zip(list(each)[1:], others, strict=True):
            size = len(other) if isinstance(other, list) else None
            expected = ours[:size] if isinstance(ours, list) else ours
            same = [*map(list, other)] == [*map(list, expected)] if task == "path" else other == expected
            if not same:
                raise SystemExit(f"{name} has another answer: {task}")


def compare(given: Register, rounds: int) -> None:
    """Time building, questions, roll-up and validation of every peer that is here."""
    peers = [peer(given) for peer in here()]
    built: dict[str, Work] = {peer.name: (peer.build, 1) for peer in peers if peer.name != OursByNumpy.name}
    told("build", in_turn(built, rounds))
    for peer in peers:
        peer.build()
    works = asked(peers, given)
    storing = [peer for peer in peers if hasattr(peer, "store")]
    for peer in storing:
        peer.store()
    works["roll-up of 4 measures"] = {peer.name: (peer.roll_up, 1) for peer in storing}
    works["validate"] = {peer.name: (peer.validate, 1) for peer in peers if hasattr(peer, "validate")}
    agreed(works)
    for task, each in works.items():
        told(task, in_turn(each, rounds))


# ------------------------------------------------------------------------- ours alone


def alone(given: Register, rounds: int) -> None:
    """Time what no peer has: measures laid out, totals kept, marks inherited, many places at once."""
    index, random = GridIndex.of(given.pairs), Random(2)  # noqa: S311  reproducible, not secret
    measures = index.measures(given.counts)
    running, changes = RunningTotals(measures), dict.fromkeys(MEASURES, 1)
    moves = [(random.choice(given.leaves), random.choice(given.parents_of_leaves)) for _ in range(5_000)]
    marks = array("i", [random.choice([-1, at]) for at in range(len(index))])
    engines = ("stdlib", "numpy") if find_spec("numpy") else ("stdlib",)
    works: dict[str, Work] = {
        "lay out 4 measures": (lambda: index.measures(given.counts), 1),
        "move, 4 totals kept": (lambda: [running.move(*move) for move in moves], len(moves)),
        "add, 4 totals kept": (lambda: [running.add(code, changes) for code, _ in moves], len(moves)),
    }
    for engine in engines:
        works[f"nearest marked, {engine}"] = (lambda engine=engine: index.nearest(marks, engine=engine)), 1
    told("ours alone", in_turn(works, rounds))


# ------------------------------------------------------------------------- people


def people(given: Register, size: Size) -> None:
    """Time people in dwellings counted; how reports of them are led to grids, `routing.py` times."""
    if not (find_spec("numpy") and find_spec("pandas")):
        print("\nnumpy and pandas are not installed: people left out")
        return
    numpy, pandas = import_module("numpy"), import_module("pandas")
    columns_of = import_module("communitygov.grid.residency").PopulationColumns
    random, index = numpy.random.default_rng(3), GridIndex.of(given.pairs)
    leaves = numpy.array(index.places(given.leaves), dtype=numpy.int32)
    place_of = leaves[random.integers(0, len(leaves), size.dwellings)]
    dwelling_of = random.integers(0, size.dwellings, size.people, dtype=numpy.int32)
    columns = columns_of(dwelling_of, place_of, index=index)
    homes, grids = pandas.Series(dwelling_of), pandas.Series(place_of)
    works: dict[str, Work] = {
        "ours, by numpy": (lambda: columns.totals(engine="numpy"), 1),
        "pandas value_counts": (lambda: homes.map(grids).value_counts(), 1),
    }
    told(f"{size.people:,} people counted (ours: at every level)", in_turn(works, 3))


# ------------------------------------------------------------------------- memory


def resident() -> int:
    """Return the bytes that this process holds in memory."""
    return int(STATM.read_text(encoding="ascii").split()[1]) * sysconf("SC_PAGE_SIZE")


def grown(given: Register, name: str) -> None:
    """Print by how many bytes this process grows while a peer builds."""
    kind = next(each for each in PEERS if each.name == name)
    kind(SMALL).build()  # what it loads, it loads once
    peer = kind(given)
    gc.collect()
    before = resident()
    peer.build()
    gc.collect()
    print(resident() - before)


def memory(script: str, grids: int) -> None:
    """Print what each peer holds, each measured in a process of its own."""
    if not STATM.exists():
        print("\nthis system does not tell what a process holds: memory left out")
        return
    print("\nmemory, by the growth of a fresh process (codes not counted)")
    for peer in here(lambda _: None):
        if peer is not OursByNumpy:
            run = subprocess.run(  # noqa: S603  this script again
                [sys.executable, script, peer.name], check=True, capture_output=True, text=True
            )
            held = int(run.stdout)
            print(f"{peer.name:>28}: {held / 2**20:8.1f} MiB, {held / grids:6.0f} B a grid")


def small(rounds: int) -> None:
    """Time 25 grids built, checked and summed up: what one example of a property test does."""
    works: dict[str, Work] = {}
    for kind in (Ours, OurHierarchy, Networkx):
        if kind.is_here():
            works[kind.name] = partial(whole, kind(SMALL), 200), 200
    told("25 grids, from rows to totals", in_turn(works, rounds))


def whole(peer: Any, times: int) -> None:  # noqa: ANN401  any that can do it
    """Build, check and sum up; the index alone has nothing to check but its order."""
    for _ in range(times):
        peer.build()
        peer.store()
        if hasattr(peer, "validate"):
            peer.validate()
        peer.roll_up()


def main(size: Size = DISTRICT, scheme: Any = THREE_PLUS_ONE, script: str = __file__) -> None:  # noqa: ANN401
    """Time all and print medians and ratios; with the name of a peer, print what it holds."""
    given = register(size.levels, size.exclusive, scheme)
    if len(sys.argv) > 1:
        grown(given, sys.argv[1])
        return
    print(f"{len(given.rows):,} grids; medians of {size.rounds} rounds, each beside the first of its table")
    compare(given, size.rounds)
    alone(given, size.rounds)
    small(size.rounds)
    people(given, size)
    memory(script, len(given.rows))


if __name__ == "__main__":
    main()
