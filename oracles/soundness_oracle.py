"""The soundness check against pm4py's: the same tables as workflow nets, and whether the two agree.

A workflow net of a table has a place for each state, one before the opening and one after the end; each line
is a transition from a place to a place.  There are two such nets.  In one the ends lead on, silently, to the
place after the end: there an end to which no line leads is seen.  In the other they are that place: there a
line out of an end is seen.  A table is as sound to pm4py as both.

pm4py knows no bounds, no persons and no roles, so what is compared is the structure: every state is reached,
an end is reached from all of them, and no end is left again.  Loops without a bound are sound to pm4py.

1. The procedures of the library: both must call them sound.
2. The standard table without one of its lines, or with one of its states made an end, or with a way out of an
   end: both must give the same verdict.
3. Random tables of four to seven states: both must give the same verdict.

pm4py is under the AGPL, and no dependency of the library, not even for its tests: see `oracles/README.md`.

Run: ``python oracles/soundness_oracle.py``; exit status 1 if there is a verdict on which the two differ.
"""

import contextlib
import io
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from random import Random
from statistics import median
from time import perf_counter

import attrs

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.deliberation.catalogue import catalogue
from communitygov.deliberation.five_step import five_step
from communitygov.procedure import Move, Opening, State, Table
from communitygov.procedure.soundness.report import faults

with contextlib.redirect_stdout(io.StringIO()):  # it greets whoever imports it
    import pm4py
    from pm4py.objects.petri_net.obj import Marking, PetriNet
    from pm4py.objects.petri_net.utils.petri_utils import add_arc_from_to

#: What a workflow net can tell of a table; bounds, persons, loops and labels it cannot.
STRUCTURAL = frozenset({"END_LEFT", "MOVE_UNREACHED", "NO_END", "STATE_UNREACHED", "TRAP"})
RANDOM_TABLES = 400


def net_of(table: Table, *, ends: Iterable[str]) -> tuple[PetriNet, Marking, Marking]:
    """Return a table as a net, with its first and last marking; `ends` are the place after the end."""
    net = PetriNet(table.name.code)
    before, after = PetriNet.Place("before"), PetriNet.Place("after")
    places = {state.code: PetriNet.Place(state.code) for state in table.states}
    places.update(dict.fromkeys(ends, after))
    lines = [(before, table.opening.action, places[table.opening.target])]
    lines += [(places[move.source], move.action, places[move.target]) for move in table.moves]
    for state in table.states:
        if state.is_final and places[state.code] is not after:
            lines.append((places[state.code], None, after))
    net.places.update((before, after, *places.values()))
    for number, (source, action, target) in enumerate(lines):
        transition = PetriNet.Transition(f"{number}-{action}", action)
        net.transitions.add(transition)
        add_arc_from_to(source, transition, net)
        add_arc_from_to(transition, target, net)
    return net, Marking({before: 1}), Marking({after: 1})


def theirs(table: Table) -> bool:
    """Return whether pm4py calls both nets of a table sound."""
    verdicts: list[bool] = []
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the check is to move to another package
        for ends in ([], [state.code for state in table.states if state.is_final]):
            verdict = pm4py.check_soundness(*net_of(table, ends=ends))
            verdicts.append(bool(verdict[0] if isinstance(verdict, tuple) else verdict))
    return all(verdicts)


def ours(table: Table) -> bool:
    """Return whether the structure of a table is sound to the library."""
    return STRUCTURAL.isdisjoint(finding.code for finding in faults(table))


def shipped() -> Iterator[tuple[str, Table]]:
    """Return the tables of the library."""
    for entry in catalogue():
        yield f"as it is: {entry.code}", entry.procedure().table


def maimed() -> Iterator[tuple[str, Table]]:
    """Return the standard table with one flaw each, which may or may not make it unsound."""
    table = five_step().table
    for number, move in enumerate(table.moves):
        moves = (*table.moves[:number], *table.moves[number + 1 :])
        yield f"a line less: {move.source}/{move.action}", attrs.evolve(table, moves=moves)
    for state in table.states:
        marked = tuple(
            attrs.evolve(each, is_final=not each.is_final) if each is state else each for each in table.states
        )
        yield f"another end: {state.code}", attrs.evolve(table, states=marked)
        out = Move(
            action="raise", source=state.code, target="raised", roles=("clock",), basis=LIBRARY_DEFAULT
        )
        yield f"a line more: {state.code}", attrs.evolve(table, moves=(*table.moves, out))


def drawn() -> Iterator[tuple[str, Table]]:
    """Return random tables: some lines that make a chain to the end, and some anywhere."""
    random = Random(7)  # noqa: S311  reproducible, not secret
    for number in range(RANDOM_TABLES):
        states = [f"s-{at}" for at in range(random.randint(4, 7))]
        pairs = [pair for pair in pairwise(states) if random.randrange(10)]
        pairs += [(random.choice(states[:-1]), random.choice(states)) for _ in range(random.randint(0, 4))]
        if not random.randrange(10):
            pairs.append((states[-1], random.choice(states)))
        yield f"random: {number}", small(states, pairs, ends={states[-1], random.choice(states)})


def small(states: list[str], pairs: list[tuple[str, str]], *, ends: set[str]) -> Table:
    """Return a table with these states, a line for each pair, and these ends."""
    moves = tuple(
        Move(action=f"x-{number}", source=source, target=target, roles=("r",), basis=LIBRARY_DEFAULT)
        for number, (source, target) in enumerate(pairs)
    )
    actions = ("open", *(move.action for move in moves))
    return Table(
        name=Term("drawn", "随机", "drawn"),
        steps=(Term("step", "步", "step"),),
        states=tuple(State(code, code, code, step="step", is_final=code in ends) for code in states),
        actions=tuple(Term(code, code, code) for code in actions),
        roles=(Term("r", "人", "somebody"),),
        opening=Opening(action="open", target=states[0], roles=("r",), basis=LIBRARY_DEFAULT),
        moves=moves,
    )


def main() -> int:
    """Compare all verdicts, print what was compared and how long it took."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    took: dict[str, list[float]] = {"ours": [], "theirs": []}
    for source in (shipped, maimed, drawn):
        for name, table in source():
            verdicts = []
            for who, judge in (("ours", ours), ("theirs", theirs)):
                begun = perf_counter()
                verdicts.append(judge(table))
                took[who].append((perf_counter() - begun) * 1e3)
            counts[source.__name__, verdicts[0], verdicts[1]] += 1
            if verdicts[0] != verdicts[1]:
                print(f"differ on {name}: ours {verdicts[0]}, theirs {verdicts[1]}")
    for (group, mine, other), count in sorted(counts.items()):
        print(f"{group}: {count} tables, ours {mine}, theirs {other}")
    print(", ".join(f"{who}: {median(each):.2f} ms a table" for who, each in took.items()), "(medians)")
    return int(any(mine != other for _, mine, other in counts))


if __name__ == "__main__":
    sys.exit(main())
