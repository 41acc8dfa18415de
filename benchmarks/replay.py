"""Replay in bulk against a stock shared `transitions.Machine` that does the same: a role guard, a state set.

A hundred thousand cases of the five-step table with a million events: random walks over legal moves, and the
same with every twentieth role changed.  The machine is shared, has no automatic transitions and keeps no
record, and its cases are not registered with it, which is its fastest documented use; it is timed on a part
of the events.  All are timed in turn in one process, so the machine's drift falls on all; the ratios are what
to quote.  What is gathered before does not count; each line says what it starts from.

Run: ``python benchmarks/replay.py`` (under a minute; numpy is timed if it is there)
"""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from random import Random
from statistics import median
from time import process_time

from transitions import EventData, Machine

from communitygov.deliberation import five_step
from communitygov.organisation import Actor
from communitygov.procedure.bulk.codebook import NOWHERE, Codebook
from communitygov.procedure.bulk.coded_log import CodedLog
from communitygov.procedure.bulk.replay import encode, replay
from communitygov.procedure.case import Deed, Record, recorded
from communitygov.procedure.requirement import Attempt

CASES, EVENTS, SAMPLE, ROUNDS = 100_000, 1_000_000, 20_000, 7
AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
Step = tuple[str, str]


class StockCase:
    """A matter as a stock machine's model."""

    __slots__ = ("state",)

    def __init__(self) -> None:
        """Begin before the opening."""
        self.state = "not_opened"


def stock_machine(book: Codebook) -> Machine:
    """Return the table as a stock machine whose guard asks for the role."""
    table = book.table
    first = (table.opening.action, "not_opened", table.opening.target, table.opening.roles)
    lines = [first, *((move.action, move.source, move.target, move.roles) for move in table.moves)]
    roles = {(source, action): frozenset(entitled) for action, source, _, entitled in lines}

    def entitled(event: EventData) -> bool:
        return event.kwargs["role"] in roles[event.model.state, event.event.name]

    return Machine(
        model=None,
        states=["not_opened", *(state.code for state in table.states)],
        initial="not_opened",
        auto_transitions=False,
        send_event=True,
        ignore_invalid_triggers=True,
        transitions=[
            {"trigger": action, "source": source, "dest": target, "conditions": entitled}
            for action, source, target, _ in lines
        ],
    )


def walks(book: Codebook, random: Random) -> Iterator[list[Step]]:
    """Yield walks over legal moves, ten long on average; an end is avoided while there is another way."""
    leads = [[(code, to) for code, to in enumerate(row) if to != NOWHERE] for row in book.targets]
    lasting = [[(code, to) for code, to in ways if leads[to]] or ways for ways in leads]
    lengths = [random.randrange(4, 17) for _ in range(CASES)]
    missing = EVENTS - sum(lengths)
    for number in range(abs(missing)):
        lengths[number] += 1 if missing > 0 else -1
    for length in lengths:
        state, steps = 0, list[Step]()
        while len(steps) < length:
            code, state = random.choice(lasting[state])
            steps.append(book.legend[code])
        yield steps


def corrupted(cases: list[list[Step]], roles: list[str], random: Random) -> list[list[Step]]:
    """Return the walks with another role in every twentieth event."""
    return [
        [(action, random.choice(roles) if random.randrange(20) == 0 else role) for action, role in steps]
        for steps in cases
    ]


def record_maker() -> Callable[[int, int, Step], Record]:
    """Return what makes records; those of one action and role share a deed, as the engine's do."""
    deeds: dict[Step, tuple[Deed, Attempt]] = {}
    names = [f"LQ-{number}" for number in range(CASES)]

    def make(number: int, seq: int, step: Step) -> Record:
        if step not in deeds:
            action, role = step
            deeds[step] = Deed(role, action, "", "x"), Attempt(action, Actor("a-1", roles={role}), AT)
        deed, attempt = deeds[step]
        return recorded(attempt, deed, case_id=names[number], seq=seq)

    return make


def in_turn(cases: list[list[Step]], random: Random) -> Iterator[tuple[int, int, Step]]:
    """Yield the events of all cases as a year brings them: cases begin on any day, and act every few days."""
    times = list[tuple[float, int, int]]()
    for number, steps in enumerate(cases):
        day = random.uniform(0, 365)
        for at in range(len(steps)):
            times.append((day, number, at))
            day += random.expovariate(1 / 5)
    for _, number, at in sorted(times):
        yield number, at, cases[number][at]


def works(
    book: Codebook, cases: list[list[Step]], random: Random
) -> dict[str, tuple[Callable[[], object], int]]:
    """Return what is timed, with how many events it goes through."""
    make = record_maker()
    flat = tuple(
        make(number, at, step) for number, steps in enumerate(cases) for at, step in enumerate(steps)
    )
    mixed = tuple(make(*event) for event in in_turn(cases, random))
    log: CodedLog = encode(book, flat)
    columns = log.columns()
    total = len(flat)
    found: dict[str, tuple[Callable[[], object], int]] = {
        "records, case by case": (lambda: replay(book, flat), total),
        "records, as a year brings them": (lambda: replay(book, mixed), total),
        "coded bytes": (lambda: replay(book, log), total),
        "columns": (lambda: replay(book, columns), total),
        "coded bytes, refusals counted": (lambda: replay(book, log).refused, total),
        "columns, refusals counted": (lambda: replay(book, columns).refused, total),
        "records to coded bytes": (lambda: encode(book, flat), total),
        "coded bytes to columns": (log.columns, total),
    }
    if find_spec("numpy"):
        found["columns, by numpy"] = lambda: replay(book, columns, engine="numpy"), total
    return found


def stock(book: Codebook, cases: list[list[Step]]) -> tuple[Callable[[], object], int]:
    """Return the peer's work, on a part of the events."""
    events = stock_machine(book).events
    part, total = list[list[Step]](), 0
    for steps in cases:
        if total < SAMPLE:
            part.append(steps)
            total += len(steps)

    def run() -> None:
        for steps in part:
            case = StockCase()
            for action, role in steps:
                events[action].trigger(case, role=role)

    return run, total


def timed(book: Codebook, cases: list[list[Step]], random: Random) -> None:
    """Time everything in turn and print the medians and the ratios."""
    peer = "stock shared machine"
    running = {peer: stock(book, cases), **works(book, cases, random)}
    times: dict[str, list[float]] = {name: [] for name in running}
    gc.collect()
    gc.freeze()
    for _ in range(ROUNDS):
        for name, (run, events) in running.items():
            before = process_time()
            run()
            times[name].append((process_time() - before) / events * 1e9)
    gc.unfreeze()
    for name, each in times.items():
        ratio = median(slow / fast for slow, fast in zip(times[peer], each, strict=True))
        print(f"{name:>30}: {median(each):9.1f} ns an event, {ratio:7,.0f}×")


def main() -> None:
    """Time a log in order and a corrupted one."""
    procedure, random = five_step(), Random(1)  # noqa: S311  reproducible, not secret
    book = Codebook.of(procedure.table, identity=procedure.identity)
    before = process_time()
    Codebook.of(procedure.table, identity=procedure.identity).lanes  # noqa: B018  compiled when asked for
    print(f"compiling the table: {(process_time() - before) * 1e3:.1f} ms")
    cases = list(walks(book, random))
    print(f"{len(cases):,} cases, {sum(map(len, cases)):,} events, in order")
    print("to reach: 100× from records, 1,500× from columns")
    timed(book, cases, random)
    cases = corrupted(cases, [role.code for role in procedure.table.roles], random)
    print("the same, every twentieth role changed")
    timed(book, cases, random)


if __name__ == "__main__":
    main()
