"""A table as text for Mermaid: a state diagram with steps as groups, or a flowchart with roles as lanes.

Names come from users' documents.  Whatever they hold, they stay names: what could mean something to Mermaid
is written as a number, and inside the diagram everything is called by names of our own making.
"""

from collections.abc import Iterator

from communitygov.core.terms import Term
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.ink import Palette
from communitygov.procedure.drawing.plan import Parts, parts_of
from communitygov.procedure.drawing.swimlane import Swimlanes
from communitygov.procedure.table import Move, Opening, State

#: What may stand in a label as it is, besides letters and digits, but not at its beginning.
_PLAIN = frozenset(" ,-/()，、。（）")


def label(name: str) -> str:
    """Return a name as a label.

    A full stop could make a list of it, an underscore a slanted word, a colon or a semicolon end it.

    Examples
    --------
    >>> label("1. raise; sort")
    '1#46; raise#59; sort'
    """
    return "".join(
        character if character.isalnum() or (place and character in _PLAIN) else f"#{ord(character)};"
        for place, character in enumerate(name)
    )


def _identifier(kind: str, number: int, named: Term | State) -> str:
    """Return what a state or a step is called inside a diagram: nothing that is a word of Mermaid's."""
    return f"{kind}{number}_" + "".join(each if each.isalnum() else "_" for each in named.code)


def _states(parts: Parts) -> dict[str, str]:
    """Return what each state is called inside a diagram."""
    return {
        state.code: _identifier("s", number, state) for number, state in enumerate(parts.states.values(), 1)
    }


def by_step(captions: Captions) -> Iterator[str]:
    """Yield a state diagram, steps as groups."""
    parts = parts_of(captions.table)
    ids = _states(parts)
    yield "stateDiagram-v2"
    yield "    direction LR"
    for number, step in enumerate(parts.steps, 1):
        states = [state for state in parts.states.values() if state.step == step.code]
        group = f'    state "{label(captions.of(step))}" as {_identifier("step", number, step)}'
        yield f"{group} {{" if states else group  # Mermaid cannot draw an empty group
        for state in states:
            yield f'        state "{label(captions.of(state))}" as {ids[state.code]}'
        if states:
            yield "    }"
    opening = captions.table.opening
    yield f"    [*] --> {ids[opening.target]} : {label(captions.arrow(opening))}"
    for move in captions.table.moves:
        yield f"    {ids[move.source]} --> {ids[move.target]} : {label(captions.arrow(move))}"
    for state in parts.states.values():
        if state.is_final:
            yield f"    {ids[state.code]} --> [*]"


def by_role(captions: Captions) -> Iterator[str]:
    """Yield a flowchart: each role a lane with what it may do, states as small connectors between them."""
    table, parts, lanes = captions.table, parts_of(captions.table), Swimlanes.of(captions.table)
    ids, palette = _states(parts), Palette.of(captions.table)
    lines: tuple[Move | Opening, ...] = (table.opening, *table.moves)
    yield "flowchart LR"
    for state in parts.states.values():
        first, last = ("[[", "]]") if state.is_final else ("([", "])")
        yield f'    {ids[state.code]}{first}"{label(captions.of(state))}"{last}'
    for lane in lanes.used(table):
        yield f'    subgraph lane{lane + 1} ["{label(captions.of(lanes.heading(lane)))}"]'
        for number, line in enumerate(lines):
            if lane in lanes.of_line(line):
                yield f'        m{number}_{lane + 1}["{label(captions.action(line))}"]'
        yield "    end"
        yield f"    style lane{lane + 1} fill:#f6f7f9,stroke:{palette.ink(lanes.who(lane)).colour}"
    arrows = 0
    for number, line in enumerate(lines):
        for lane in lanes.of_line(line):
            before = (ids[line.source],) if isinstance(line, Move) else ()
            yield "    " + " --> ".join((*before, f"m{number}_{lane + 1}", ids[line.target]))
            drawn = ",".join(map(str, range(arrows, arrows + 1 + len(before))))
            yield f"    linkStyle {drawn} stroke:{palette.ink(lanes.who(lane)).colour}"
            arrows += 1 + len(before)
