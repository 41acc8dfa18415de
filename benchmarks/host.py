"""One event on an object of the host: `Bound.apply` against a stock shared `transitions.Machine`.

The same work is that of `benchmarks/apply.py`, whose stock machine this is: a guard for role and state, one
requirement (the actor serves the grid), the object's ``state`` set, and a record appended to its history.
Both objects are slotted, both are set back before each event, both histories are lists.  Timed in turn in
one process; the ratio is what to quote.  Three more rows: ours without appending, and a refusal on both
sides, where ours names every reason, who could act and what this actor may do, and the stock machine says no.

Run: ``python benchmarks/host.py``
"""

from collections.abc import Callable
from statistics import median
from timeit import timeit

from apply import AT, StockCase, stock_machine

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused
from communitygov.organisation import Actor, Role
from communitygov.procedure import Case

ROUNDS, EVENTS = 21, 4_000
WORKER = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
STRANGER = Actor("w-99", roles={Role.GRID_WORKER}, grids={"LQ-04"})


class Row:
    """A matter as an object of the host."""

    __slots__ = ("grid", "history", "id", "state")

    def __init__(self, case: Case) -> None:
        """Begin where a case begins."""
        self.id, self.grid, self.state = case.id, case.grid, case.state
        self.history = [*case.history]


def works() -> dict[str, Callable[[], object]]:
    """Return the pieces of work by name, ours and the stock machine's."""
    resident = Actor("r-1", roles={Role.RESIDENT})
    case = five_step().open("LQ-1", "ageing wiring", by=resident, at=AT, grid="LQ-03")
    host, fresh, row = Row(case), Row(case), StockCase()
    bound, unkept = (five_step().machine().bind(each) for each in (host, fresh))
    accept = stock_machine().events["list"]

    def ours() -> None:
        host.state = "sorting"
        host.history.append(bound.apply("list", by=WORKER, at=AT))

    def ours_unkept() -> None:
        fresh.state = "sorting"
        unkept.apply("list", by=WORKER, at=AT)

    def ours_refused() -> None:
        fresh.state = "sorting"
        try:
            unkept.apply("list", by=STRANGER, at=AT)
        except ActionRefused:
            return

    def stock() -> None:
        row.state = "sorting"
        accept.trigger(row, by=WORKER, at=AT)

    def stock_refused() -> None:
        row.state = "sorting"
        accept.trigger(row, by=STRANGER, at=AT)

    return {
        "ours": ours,
        "stock": stock,
        "ours, record not kept": ours_unkept,
        "ours, refused": ours_refused,
        "stock, refused": stock_refused,
    }


def main() -> None:
    """Time all in turn and print the medians and the ratios."""
    named = works()
    times: dict[str, list[float]] = {name: [] for name in named}
    for _ in range(ROUNDS):
        for name, work in named.items():
            times[name].append(timeit(work, number=EVENTS) / EVENTS * 1e6)
    for name, each in times.items():
        print(f"{name:>22}: {median(each):7.2f} µs (min {min(each):.2f}, max {max(each):.2f})")
    for name in ("ours", "ours, record not kept"):
        ratio = median(slow / fast for slow, fast in zip(times["stock"], times[name], strict=True))
        print(f"{name} is {ratio:.1f}× faster than the stock shared machine (to reach: 10×)")


if __name__ == "__main__":
    main()
