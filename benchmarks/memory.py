"""Bytes of a fresh live case, beside one `transitions.Machine` for each case.

A case is measured as 10,000 of them are opened: the growth of what `tracemalloc` counts, divided.  That is
what each further case adds.  What all cases share (the compiled table, its states and deeds, the actor, the
time, codes) is said in a line of its own.  Identifier and title are each case's own, and counted.

The peer is the form of transitions' README: a model with a machine of its own, as it is and without automatic
transitions.  Fewer of them are made, because they are large.  One more row has a slotted object for each
matter, to be driven by one shared machine: the least that a stock machine can do with.

Run: ``python benchmarks/memory.py``
"""

import gc
import tracemalloc
from collections.abc import Callable
from sys import getsizeof

from apply import AT, StockCase
from transitions import Machine

from communitygov.deliberation import FiveStepPolicy, five_step
from communitygov.organisation import Actor, Role
from communitygov.procedure import Case

CASES, MACHINES = 10_000, 100
RESIDENT = Actor("r-1", roles={Role.RESIDENT})


class Matter:
    """A matter as the model of a machine of its own."""

    def __init__(self, *, automatic: bool) -> None:
        """Make the machine; `automatic` adds a transition into every state."""
        table = five_step().table
        self.history: list[object] = []
        self.machine = Machine(
            model=self,
            states=[state.code for state in table.states],
            initial="raised",
            auto_transitions=automatic,
            transitions=[[move.action, move.source, move.target] for move in table.moves],
        )


def case(number: int) -> Case:
    """Return a fresh case with an identifier and a title of its own."""
    return five_step().open(f"LQ-{number}", f"matter number {number}", by=RESIDENT, at=AT, grid="LQ-03")


def growth(make: Callable[[int], object], number: int) -> float:
    """Return the bytes that each of `number` objects adds, one made before to load what all share."""
    kept: list[object] = [make(number)]
    kept += [None] * number  # the list is not part of what it holds
    gc.collect()
    tracemalloc.start()
    for place in range(number):
        kept[place + 1] = make(place)
    gc.collect()
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return grown / number


def parts(one: Case) -> dict[str, int]:
    """Return the bytes of the objects that one case has for itself, the collector's headers included."""
    own = {
        "Case": one,
        "Matter": one.matter,
        "its identifier": one.id,
        "its title": one.title,
        "history": one.history,
        "its first Record": one.history[0],
    }
    return {name: getsizeof(each) for name, each in own.items()}


def shared() -> float:
    """Return the bytes of a procedure and its compiled table, made once for all its cases."""
    return growth(lambda number: five_step(FiveStepPolicy(sittings=number + 4)).conduct, 10)


def main() -> None:
    """Measure all and print what each object adds."""
    rows = {
        "case": growth(case, CASES),
        "Machine for each, as in the README": growth(lambda _: Matter(automatic=True), MACHINES),
        "Machine for each, auto_transitions=False": growth(lambda _: Matter(automatic=False), MACHINES),
        "object for one shared machine, no record": growth(lambda _: StockCase(), CASES),
    }
    for name, each in rows.items():
        print(f"{name:>42}: {each:9,.0f} B")
    print("of which one case has for itself:")
    for name, size in parts(case(CASES)).items():
        print(f"{name:>42}: {size:9,} B")
    print(f"{'shared by all cases, once':>42}: {shared():9,.0f} B")
    ours, readme, bare, _ = rows.values()
    print(f"a fresh case takes {ours:.0f} B (to stay under: 400 B)")
    print(f"a Machine for each takes {readme / ours:.0f}×, without automatic transitions {bare / ours:.0f}×")


if __name__ == "__main__":
    main()
