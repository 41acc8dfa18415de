"""A table as text for Graphviz: steps as clusters, moves as edges; or roles as clusters, moves as nodes.

Names come from users' documents.  Whatever they hold, they stay names: they are quoted.
"""

from collections.abc import Iterator

from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.ink import Ink, Palette
from communitygov.procedure.drawing.plan import parts_of
from communitygov.procedure.drawing.swimlane import Swimlanes
from communitygov.procedure.table import Move, Opening, State

_FONT = 'fontname="Noto Sans CJK SC"'
_GROUP = '    labeljust=l; style="rounded,filled"; color="#e3e8ef"; fillcolor="#f6f7f9"'
_CONNECTOR = 'style="rounded,filled", fontsize=11, height=0.3, fillcolor="#e3e8ef"'
_BEGIN = '  "opening" [shape=circle, style=filled, fillcolor="#1f2733", label="", width=0.2]'


def quoted(name: str) -> str:
    r"""Return a name quoted for Graphviz, which reads backslashes and HTML entities even in quotes.

    Examples
    --------
    >>> print(quoted('a "b" & \\N'))
    "a \"b\" &amp; \\N"
    """
    return '"' + name.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _head(captions: Captions, node: str) -> Iterator[str]:
    """Yield the first lines of a graph."""
    yield f"digraph {quoted(captions.table.name.code)} {{"
    yield f"  graph [rankdir=LR, newrank=true, label={quoted(captions.title())}, labelloc=t, {_FONT}]"
    yield f'  node [{node}, fillcolor="#ffffff", {_FONT}]'
    yield f"  edge [fontsize=11, {_FONT}]"


def _state(captions: Captions, state: State) -> str:
    """Return a state as a node; an end has two edges."""
    edges = ", peripheries=2" if state.is_final else ""
    return f"{quoted(f'state:{state.code}')} [label={quoted(captions.of(state))}{edges}"


def by_step(captions: Captions) -> Iterator[str]:
    """Yield a graph, steps as clusters, moves as edges in the colour of their role."""
    table, parts, palette = captions.table, parts_of(captions.table), Palette.of(captions.table)
    yield from _head(captions, 'shape=box, style="rounded,filled"')
    for number, step in enumerate(parts.steps, 1):
        yield f"  subgraph {quoted(f'cluster_{number}')} {{"
        yield f"    label={quoted(captions.of(step))}"
        yield _GROUP
        for state in parts.states.values():
            if state.step == step.code:
                yield f"    {_state(captions, state)}]"
        yield "  }"
    yield _BEGIN
    yield f'  "opening" -> {_edge(captions, palette, table.opening)}'
    for move in table.moves:
        yield f"  {quoted(f'state:{move.source}')} -> {_edge(captions, palette, move)}"
    yield "}"


def _edge(captions: Captions, palette: Palette, line: Move | Opening) -> str:
    """Return the target and the look of an edge."""
    target, caption = quoted(f"state:{line.target}"), quoted(captions.arrow(line))
    return f"{target} [label={caption}, {_look(palette.ink(line.roles))}]"


def _look(ink: Ink) -> str:
    """Return what an edge looks like in an ink."""
    return f'color="{ink.colour}", fontcolor="{ink.colour}", style={ink.stroke}'


def by_role(captions: Captions) -> Iterator[str]:
    """Yield a graph, roles as clusters with their moves as nodes, states as small connectors between them."""
    table, parts, lanes = captions.table, parts_of(captions.table), Swimlanes.of(captions.table)
    palette = Palette.of(table)
    lines: list[Move | Opening] = [table.opening, *table.moves]
    yield from _head(captions, 'shape=box, style="filled"')
    for state in parts.states.values():
        yield f"  {_state(captions, state)}, {_CONNECTOR}]"
    for lane in lanes.used(table):
        yield f"  subgraph {quoted(f'cluster_{lane + 1}')} {{"
        yield f"    label={quoted(captions.of(lanes.heading(lane)))}"
        yield _GROUP
        for number, line in enumerate(lines):
            if lane in lanes.of_line(line):
                yield f"    {_node(number, lane)} [label={quoted(captions.action(line))}]"
        yield "  }"
    for number, line in enumerate(lines):
        for lane in lanes.of_line(line):
            look = _look(palette.ink(lanes.who(lane)))
            if isinstance(line, Move):
                yield f"  {quoted(f'state:{line.source}')} -> {_node(number, lane)} [{look}]"
            yield f"  {_node(number, lane)} -> {quoted(f'state:{line.target}')} [{look}]"
    yield "}"


def _node(number: int, lane: int) -> str:
    """Return what a move is called in a lane."""
    return quoted(f"move:{number}:{lane + 1}")
