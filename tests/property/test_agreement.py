"""Bulk replay, conduct, bound objects and the stock machine agree on a hundred thousand histories.

The histories are random: most events are taken, some are refused for the state, some for the role.  The table
is that of the five steps without the conditions beyond state and role, which replay does not evaluate.
"""

import logging
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

import attrs
import pytest
from transitions import EventData, Machine, MachineError

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused
from communitygov.organisation import Actor
from communitygov.procedure import Case, Deed, Record
from communitygov.procedure.bulk.codebook import Codebook
from communitygov.procedure.bulk.replay import ReplayEngine, encode, replay
from communitygov.procedure.conduct import Blank, Conduct
from communitygov.procedure.machine import ProcedureMachine
from communitygov.procedure.requirement import Attempt
from communitygov.procedure.rulebook import Rulebook

HISTORIES, PARTS = 100_000, 4
AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
FULL = five_step().table
BARE = attrs.evolve(
    FULL,
    opening=attrs.evolve(FULL.opening, requires=()),
    moves=[attrs.evolve(move, requires=()) for move in FULL.moves],
)
CONDUCT = Conduct(Rulebook.of(BARE, identity="bare@1"))
ACTORS = {role.code: Actor(f"{role.code}-1", roles={role.code}) for role in BARE.roles}
ACTIONS = [action.code for action in BARE.actions if action.code != BARE.opening.action]
EXITS = {state.code: BARE.moves_from(state.code) for state in BARE.states}

#: Action and role of each event of a case, after its opening.
History = list[tuple[str, str]]


def history(chance: random.Random) -> History:
    """Return a random history: three events in four are lines of the table where the case would stand."""
    state, events = BARE.opening.target, []
    for _ in range(chance.randrange(12)):
        exits = EXITS[state]
        if exits and chance.random() < 0.75:
            move = chance.choice(exits)
            events.append((move.action, move.roles[0]))
            state = move.target
        else:
            events.append((chance.choice(ACTIONS), chance.choice(list(ACTORS))))
    return events


def _entitled(event: EventData) -> bool:
    """Ask for the role, as a guard of a stock machine does."""
    move = next(each for each in EXITS[event.transition.source] if each.action == event.event.name)
    return event.kwargs["role"] in move.roles


STOCK = Machine(
    model=None,
    states=[state.code for state in BARE.states],
    initial=BARE.opening.target,
    auto_transitions=False,
    send_event=True,
    transitions=[
        {"trigger": move.action, "source": move.source, "dest": move.target, "conditions": _entitled}
        for move in BARE.moves
    ],
)


def through_conduct(case_id: str, events: History) -> tuple[str, list[int]]:
    """Return the final state and the places of the refused events, by conduct."""
    opener = Actor("r-1", roles=BARE.opening.roles)
    attempt = Attempt(BARE.opening.action, opener, AT)
    case: Case = CONDUCT.open(Blank(case_id, "G-1"), attempt, title="a matter")
    refused = []
    for place, (action, role) in enumerate(events, 1):
        attempt = Attempt(action, ACTORS[role], AT)
        if CONDUCT.unmet(case, attempt):
            refused.append(place)
        else:
            case = CONDUCT.apply(case, attempt)
    return case.state, refused


def through_bound_object(events: History) -> tuple[str, list[int]]:
    """Return the same by an object of a host, whose `apply` is called for every event."""
    row = SimpleNamespace(id="C-1", grid="G-1", state=BARE.opening.target, history=())
    bound, refused = MACHINE.bind(row), []
    for place, (action, role) in enumerate(events, 1):
        try:
            bound.apply(action, by=ACTORS[role], at=AT)
        except ActionRefused:
            refused.append(place)
    return row.state, refused


MACHINE = ProcedureMachine(CONDUCT)


def through_stock_machine(events: History) -> tuple[str, list[int]]:
    """Return the same by a stock machine of `transitions`."""
    row, refused = SimpleNamespace(state=BARE.opening.target), []
    for place, (action, role) in enumerate(events, 1):
        try:
            taken = STOCK.events[action].trigger(row, role=role)
        except MachineError:
            taken = False
        if not taken:
            refused.append(place)
    return row.state, refused


def records(case_id: str, events: History) -> Iterator[Record]:
    """Yield the events of a case as records."""
    opening = (BARE.opening.action, BARE.opening.roles[0])
    for seq, (action, role) in enumerate((opening, *events)):
        deed = Deed(role, action, "", BARE.opening.target)
        yield Record(case_id=case_id, seq=seq, at=AT, by=f"{role}-1", deed=deed)


@pytest.fixture(autouse=True)
def _stock_machine_keeps_quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Keep a few million lines about callbacks out of the log."""
    caplog.set_level(logging.WARNING, logger="transitions.core")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_way_through_a_history_comes_to_the_same(part: int) -> None:
    chance = random.Random(part)  # noqa: S311  the same histories in every run
    histories = {f"C-{number}": history(chance) for number in range(HISTORIES // PARTS)}
    found = {case_id: through_conduct(case_id, events) for case_id, events in histories.items()}
    for case_id, events in histories.items():
        assert through_stock_machine(events) == found[case_id]
        assert through_bound_object(events) == found[case_id]
    book = Codebook.of(BARE, identity="bare@1")
    listed = [record for case_id, events in histories.items() for record in records(case_id, events)]
    log = encode(book, listed)
    results = [replay(book, listed), replay(book, log), replay(book, log.columns())]
    results += [replay(book, log, engine=engine) for engine in ReplayEngine]
    refused = sum(len(places) for _, places in found.values())
    assert refused > len(listed) // 20, "refusals must be among them"
    for result in results:
        assert {case_id: result.state_of(case_id) for case_id in found} == {
            case_id: state for case_id, (state, _) in found.items()
        }
        assert result.refused == refused
        assert {(each.case_id, each.position) for each in result.refusals} == {
            (case_id, place) for case_id, (_, places) in found.items() for place in places
        }
