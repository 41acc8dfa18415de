"""Conformance of a foreign log: our check against pm4py's token-based replay of the equivalent net.

Three logs of the five steps: random legal walks to an end; the same with a record left out, doubled or
swapped in one case of twenty; the same with that done to one record in twenty, so that most cases deviate.
Each engine gets the log in its own form, made beforehand: `LogEvent` values here, a data frame there.  Ours
judges roles, bounds, days and times as well; replay knows the order alone.  Both are timed in turn in one
process, so the machine's drift falls on both; the ratio is what to quote.

To reach: 15×, as walked and with one case in twenty disturbed.  Of a case that deviates ours finds the course
of least cost and tells every place in words, which replay does not; so the third log has no number to reach.

Before that they must agree: on which cases fit, and, for some cases that do not, on the cost of an optimal
alignment.

pm4py is under the AGPL and no dependency of the library; without it only our own times are printed.  To
compare, make an environment of its own for it:

    python -m venv peers
    peers/bin/pip install . pm4py
    peers/bin/python benchmarks/conformance.py
"""

import gc
import logging
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from operator import attrgetter
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from communitygov.deliberation import five_step
from communitygov.procedure import Table
from communitygov.procedure.conformance.course import Graph, overruns
from communitygov.procedure.conformance.foreign_log import LogEvent
from communitygov.procedure.conformance.report import conformance

ROUNDS, EVENTS, SHARE, ALIGNED = 7, 100_000, 0.05, 200
AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
#: Longer than any time that must pass.
PAUSE = timedelta(days=9)
#: Of ten moves, how many go on where the case could end: walks of some length, and of many kinds.
ONWARD = 9

#: Action and role.
Entry = tuple[str, str]


# ------------------------------------------------------------------ the logs


def walk(graph: Graph, ends: frozenset[str], random: Random) -> list[Entry]:
    """Return the records of a legal case, from the opening to an end."""
    actions: list[str] = []
    entries: list[Entry] = []
    state = ""
    while state not in ends:
        legs = [*graph.rows[state].values()]
        onward = [leg for leg in legs if leg.target not in ends]
        leg = random.choice(onward if onward and random.randrange(10) < ONWARD else legs)
        course = graph.walked((*actions, leg.action))
        if course and not overruns(course):
            actions.append(leg.action)
            entries.append((leg.action, min(leg.admitted)))
            state = leg.target
    return entries


def walks(table: Table, *, seed: int) -> list[list[Entry]]:
    """Return legal cases of about `EVENTS` records in all."""
    graph, random = Graph.of(table), Random(seed)  # noqa: S311  reproducible, not secret
    ends = frozenset(state.code for state in table.states if state.is_final)
    cases: list[list[Entry]] = []
    count = 0
    while count < EVENTS:
        cases.append(walk(graph, ends, random))
        count += len(cases[-1])
    return cases


def change(entries: list[Entry], place: int, *, random: Random) -> None:
    """Leave a record out, double it, or swap it with the next."""
    here, there = entries[place : place + 1], entries[place + 1 : place + 2]
    entries[place : place + 2] = random.choice((there, [*here, *here, *there], [*there, *here]))


def disturbed_cases(cases: Sequence[Sequence[Entry]], *, seed: int) -> list[list[Entry]]:
    """Return the cases with one record changed in one case of twenty."""
    random = Random(seed)  # noqa: S311  reproducible, not secret
    changed = [list(case) for case in cases]
    for entries in changed:
        if random.random() < SHARE:
            change(entries, random.randrange(len(entries)), random=random)
    return changed


def disturbed_records(cases: Sequence[Sequence[Entry]], *, seed: int) -> list[list[Entry]]:
    """Return the cases with one record of twenty changed, so that most cases are."""
    random = Random(seed)  # noqa: S311  reproducible, not secret
    changed = [list(case) for case in cases]
    for entries in changed:
        for place in range(len(entries) - 1, -1, -1):
            if random.random() < SHARE:
                change(entries, place, random=random)
    return [entries for entries in changed if entries]


def events_of(cases: Sequence[Sequence[Entry]]) -> list[LogEvent]:
    """Return the cases as one log, in the order of time."""
    events = [
        LogEvent(case_id=f"C-{number:06}", activity=action, at=AT + place * PAUSE, role=role)
        for number, entries in enumerate(cases)
        for place, (action, role) in enumerate(entries)
    ]
    return sorted(events, key=attrgetter("at"))


# ------------------------------------------------------------------ the peer


class Peer:
    """pm4py, with the table as a net: a place for each state, one end for all final states."""

    def __init__(self, table: Table) -> None:
        """Make the net, and another in which a case may stop anywhere."""
        self.closing = self._net(table, anywhere=[])
        self.stopping = self._net(table, anywhere=["", *(state.code for state in table.states)])

    @staticmethod
    def _net(table: Table, *, anywhere: Sequence[str]) -> tuple[Any, Any, Any]:
        """Return net, first and last marking; unseen transitions lead to the end from `anywhere`."""
        from pm4py.objects.petri_net.obj import Marking, PetriNet  # noqa: PLC0415  only where it is installed
        from pm4py.objects.petri_net.utils.petri_utils import add_arc_from_to  # noqa: PLC0415

        net, end = PetriNet(table.name.code), PetriNet.Place("end")
        finals = () if anywhere else tuple(state.code for state in table.states if state.is_final)
        places = {code: PetriNet.Place(f"at {code}") for code in ("", *(each.code for each in table.states))}
        places.update(dict.fromkeys(finals, end))
        net.places.update({end, *places.values()})
        lines = [("", table.opening), *((move.source, move) for move in table.moves)]
        arcs = [(source, line.target, line.action) for source, line in lines]
        for source, target, label in [*arcs, *((code, None, None) for code in anywhere)]:
            step = PetriNet.Transition(f"{source} {label}", label)
            net.transitions.add(step)
            add_arc_from_to(places[source], step, net)
            add_arc_from_to(step, end if target is None else places[target], net)
        return net, Marking({places[""]: 1}), Marking({end: 1})

    @staticmethod
    def frame(events: Sequence[LogEvent]) -> Any:  # noqa: ANN401  a data frame of a library that may be missing
        """Return a log in the form that pm4py wants."""
        import pandas as pd  # noqa: PLC0415  only where it is installed

        return pd.DataFrame(
            {
                "case:concept:name": [event.case_id for event in events],
                "concept:name": [event.activity for event in events],
                "time:timestamp": pd.to_datetime([event.at for event in events], utc=True),
            }
        )

    def replayed(self, frame: Any) -> list[bool]:  # noqa: ANN401  as above
        """Return whether each case fits, in the order of the cases."""
        from pm4py.algo.conformance.tokenreplay import algorithm  # noqa: PLC0415  as above

        rows = algorithm.apply(frame, *self.closing, parameters={"show_progress_bar": False})
        return [row["trace_is_fit"] for row in rows]

    def costs(self, frame: Any) -> list[int]:  # noqa: ANN401  as above
        """Return the cost of an optimal alignment of each case, in the order of the cases."""
        from pm4py.algo.conformance.alignments.petri_net import algorithm  # noqa: PLC0415  as above

        rows = algorithm.apply(frame, *self.stopping, parameters={"show_progress_bar": False})
        return [row["cost"] // 10_000 for row in rows]


# ------------------------------------------------------------------ the comparison


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def agree(events: Sequence[LogEvent], table: Table, peer: Peer) -> str:
    """Check that both say the same, and return of how much."""
    report = conformance(table, events)
    ordered = attrgetter("case_id", "at")
    fits = peer.replayed(peer.frame(sorted(events, key=ordered)))
    # Replay knows no end but the last marking, so a case that stops before it does not fit there.
    assert fits == [case.cost == 0 and case.is_closed for case in report.cases]  # noqa: S101  the comparison
    amiss = {case.case_id: case.cost for case in report.cases if case.cost}
    some = [*amiss][:: len(amiss) // ALIGNED + 1]
    picked = sorted((each for each in events if each.case_id in some), key=ordered)
    if not picked:
        return f"{len(fits)} cases agree on fit"
    costs: list[int] = []
    slow = timed(lambda: costs.extend(peer.costs(peer.frame(picked))))
    fast = timed(lambda: conformance(table, picked))
    assert costs == [amiss[case_id] for case_id in some]  # noqa: S101  the comparison
    agreed = f"{len(fits)} cases agree on fit, {len(some)} that deviate on the cost of an optimal alignment"
    return f"{agreed}; that took us {fast:.3f} s, pm4py {slow:.3f} s, {slow / fast:.0f}× as long"


def compare(name: str, cases: Sequence[Sequence[Entry]], table: Table, peer: Peer | None) -> None:
    """Time a log and print medians and ratio."""
    events = events_of(cases)
    kinds = len({tuple(action for action, _ in case) for case in cases})
    print(f"{name}: {len(events)} events, {len(cases)} cases of {kinds} kinds")
    gc.collect()
    gc.freeze()  # neither shall pay for looking through what the libraries and the logs hold
    works: dict[str, Callable[[], object]] = {"ours": lambda: conformance(table, events)}
    if peer is not None:
        print(f"  {agree(events, table, peer)}")
        frame = peer.frame(events)
        works["pm4py"] = lambda: peer.replayed(frame)
    times: dict[str, list[float]] = {each: [] for each in works}
    for _ in range(ROUNDS):
        for each, work in works.items():
            times[each].append(timed(work) / len(events) * 1e6)
    for each, taken in times.items():
        print(f"  {each:>6}: {median(taken):7.2f} µs an event (min {min(taken):.2f}, max {max(taken):.2f})")
    if peer is not None:
        ratio = median(slow / fast for slow, fast in zip(times["pm4py"], times["ours"], strict=True))
        print(f"  {ratio:.1f}× faster than token-based replay")


def main() -> None:
    """Compare on a log that conforms and on one that does not."""
    warnings.simplefilter("ignore")
    logging.disable()
    table = five_step().table
    peer = Peer(table) if find_spec("pm4py") else None
    if peer is None:
        print("pm4py is not here; the first lines of this file say how to compare with it")
    cases = walks(table, seed=1)
    compare("as walked", cases, table, peer)
    compare("one case in twenty disturbed", disturbed_cases(cases, seed=2), table, peer)
    compare("one record in twenty disturbed", disturbed_records(cases, seed=3), table, peer)


if __name__ == "__main__":
    main()
