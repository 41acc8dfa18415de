"""One action: `Procedure.apply` against a stock shared `transitions.Machine` doing the same work.

The same work is: a guard for role and state, one requirement (the actor serves the grid), and a record
appended to the history.  The machine is shared, has no automatic transitions, and its cases are not
registered with it, which is its fastest documented use.  Both are timed in turn in one process, so the
machine's drift falls on both; the ratio is what to quote.  The stock case is one object that is set back
before each action, so that both work on warm memory.

Run: ``python benchmarks/apply.py``
"""

from datetime import UTC, datetime
from hashlib import sha256
from statistics import median
from timeit import timeit
from typing import cast

from transitions import EventData, Machine

from communitygov.core.canonical import write
from communitygov.core.journal import Journal
from communitygov.deliberation import five_step
from communitygov.organisation import Actor, Role

ROUNDS, ACTIONS = 15, 4_000
AT = datetime(2023, 5, 4, 9, tzinfo=UTC)


class StockCase:
    """A matter as a stock machine's model."""

    __slots__ = ("grid", "history", "state")

    def __init__(self) -> None:
        """Begin where a case begins."""
        self.state = "raised"
        self.grid = "LQ-03"
        self.history: list[tuple[object, ...]] = []


def _entitled(event: EventData) -> bool:
    """Ask for role and grid, as the requirement does."""
    by, case = event.kwargs["by"], cast("StockCase", event.model)
    return Role.GRID_WORKER in by.roles and case.grid in by.grids


def _record(event: EventData) -> None:
    """Append what was done."""
    case, asked = cast("StockCase", event.model), event.kwargs
    name = event.event.name
    case.history.append(
        (len(case.history), asked["at"], asked["by"].id, "grid_worker", name, "raised", case.state, ())
    )


def stock_machine() -> Machine:
    """Return the standard table as a stock machine."""
    table = five_step().table
    return Machine(
        model=None,
        states=[state.code for state in table.states],
        initial="raised",
        auto_transitions=False,
        send_event=True,
        after_state_change=_record,
        transitions=[
            {"trigger": move.action, "source": move.source, "dest": move.target, "conditions": _entitled}
            for move in table.moves
        ],
    )


def main() -> None:
    """Time both in turn and print the medians and the ratio."""
    procedure, machine = five_step(), stock_machine()
    resident = Actor("r-1", roles={Role.RESIDENT})
    worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
    opened = procedure.open("LQ-1", "ageing wiring", by=resident, at=AT, grid="LQ-03")
    sorting = procedure.apply(opened, "accept", by=worker, at=AT)
    listing = machine.events["list"]
    row = StockCase()
    journal = Journal()
    record = procedure.apply(sorting, "list", by=worker, at=AT).history[-1].to_document()

    def ours() -> None:
        procedure.apply(sorting, "list", by=worker, at=AT)

    def stock() -> None:
        row.state = "sorting"
        listing.trigger(row, by=worker, at=AT)

    def chained() -> None:
        journal.append(record)

    def hashed() -> None:
        sha256(write(record)).digest()

    times: dict[str, list[float]] = {"ours": [], "stock": [], "chained": [], "hashed": []}
    for _ in range(ROUNDS):
        for name, act in (("ours", ours), ("stock", stock), ("chained", chained), ("hashed", hashed)):
            times[name].append(timeit(act, number=ACTIONS) / ACTIONS * 1e6)
    ratio = median(slow / fast for slow, fast in zip(times["stock"], times["ours"], strict=True))
    for name, each in times.items():
        print(f"{name:>8}: {median(each):7.2f} µs (min {min(each):.2f}, max {max(each):.2f})")
    print(f"apply is {ratio:.1f}× faster than the stock shared machine (to reach: 6×)")


if __name__ == "__main__":
    main()
