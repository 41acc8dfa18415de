"""The pictures of a table: Mermaid, Graphviz DOT and SVG.

1. A picture is made from the table and nothing else: what the table says is in it, and nothing more.
2. The same table and language give the same text, byte for byte.
3. Names come from users' documents.  Whatever they hold, they stay names: each format escapes them.

`svg` needs nothing to be looked at.  `mermaid` and `dot` are for those who have a renderer of their own.
"""

from collections.abc import Iterator

from communitygov.core.terms import Term
from communitygov.errors import Language
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.ink import Palette
from communitygov.procedure.drawing.plan import Plan, plan_of
from communitygov.procedure.drawing.svg import svg_of
from communitygov.procedure.table import Move, Opening, State, Table

__all__ = ["Language", "dot", "mermaid", "svg"]


def svg(table: Table, *, language: Language = "en") -> str:
    """Return a table as a standalone SVG drawing: one column a step, one card a state, one arrow a move.

    Raises
    ------
    UnknownName
        If the language is not one of the library's, or the table speaks of something that it does not have.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> drawing = svg(five_step().table, language="zh")
    >>> drawing.count("data-state="), drawing.count("data-move=")
    (20, 37)
    """
    return svg_of(table, language)


# ------------------------------------------------------------------ Mermaid

#: What may stand in a Mermaid label as it is, besides letters and digits, but not at its beginning.
_PLAIN_IN_MERMAID = frozenset(" ,-/()，、。（）")


def mermaid(table: Table, *, language: Language = "en") -> str:
    """Return a table as a Mermaid state diagram, steps as groups.

    Raises
    ------
    UnknownName
        If the language is not one of the library's, or the table speaks of something that it does not have.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> print(mermaid(five_step_literal().table), end="")
    stateDiagram-v2
        direction LR
        state "residents raise" as step1_raise {
            state "raised" as s1_raised
        }
    ...
        [*] --> s1_raised : residents raise (resident)
        s1_raised --> s2_sorted : the grid sorts (grid worker)
    ...
        s5_rated --> [*]
    """
    captions, plan = Captions(table, language), plan_of(table)
    return "\n".join([*_mermaid_lines(captions, plan), ""])


def _mermaid_lines(captions: Captions, plan: Plan) -> Iterator[str]:
    """Yield a Mermaid state diagram."""
    ids = {state.code: _identifier("s", number, state) for number, state in enumerate(plan.states, 1)}
    yield "stateDiagram-v2"
    yield "    direction LR"
    for number, step in enumerate(plan.steps, 1):
        states = plan.states_of(step)
        group = f'    state "{_in_mermaid(captions.of(step))}" as {_identifier("step", number, step)}'
        yield f"{group} {{" if states else group  # Mermaid cannot draw an empty group
        for state in states:
            yield f'        state "{_in_mermaid(captions.of(state))}" as {ids[state.code]}'
        if states:
            yield "    }"
    opening = captions.table.opening
    yield f"    [*] --> {ids[opening.target]} : {_in_mermaid(captions.arrow(opening))}"
    for move in captions.table.moves:
        yield f"    {ids[move.source]} --> {ids[move.target]} : {_in_mermaid(captions.arrow(move))}"
    for state in plan.states:
        if state.is_final:
            yield f"    {ids[state.code]} --> [*]"


def _identifier(kind: str, number: int, named: Term | State) -> str:
    """Return what a state or step is called inside a diagram: nothing that is a word of Mermaid's."""
    return f"{kind}{number}_" + "".join(each if each.isalnum() else "_" for each in named.code)


def _in_mermaid(text: str) -> str:
    """Return text as a Mermaid label: whatever could mean something is written as a number.

    A full stop could make a list of it, an underscore a slanted word, a colon or a semicolon end it.
    """
    return "".join(
        character
        if character.isalnum() or (place and character in _PLAIN_IN_MERMAID)
        else f"#{ord(character)};"
        for place, character in enumerate(text)
    )


# ------------------------------------------------------------------ DOT


def dot(table: Table, *, language: Language = "en") -> str:
    """Return a table as text for Graphviz, steps as clusters, roles by colour.

    Raises
    ------
    UnknownName
        If the language is not one of the library's, or the table speaks of something that it does not have.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> lines = dot(five_step_literal().table, language="zh").splitlines()
    >>> lines[0], lines[-1]
    ('digraph "five_step_literal" {', '}')
    >>> print(lines[-2].strip())
    "state:handled" -> "state:rated" [label="居民评事（居民）", color="#0a7350", ...]
    """
    captions, plan = Captions(table, language), plan_of(table)
    return "\n".join([*_dot_lines(captions, plan), ""])


_FONT = 'fontname="Noto Sans CJK SC"'


def _dot_lines(captions: Captions, plan: Plan) -> Iterator[str]:
    """Yield a Graphviz graph."""
    table, palette = captions.table, Palette.of(captions.table)
    yield f"digraph {_in_dot(table.name.code)} {{"
    yield f"  graph [rankdir=LR, newrank=true, label={_in_dot(captions.title())}, labelloc=t, {_FONT}]"
    yield f'  node [shape=box, style="rounded,filled", fillcolor="#ffffff", {_FONT}]'
    yield f"  edge [fontsize=11, {_FONT}]"
    for number, step in enumerate(plan.steps, 1):
        yield f"  subgraph {_in_dot(f'cluster_{number}')} {{"
        yield f"    label={_in_dot(captions.of(step))}"
        yield '    style="rounded,filled"; color="#e3e8ef"; fillcolor="#f6f7f9"'
        for state in plan.states_of(step):
            edges = ", peripheries=2" if state.is_final else ""
            yield f"    {_in_dot(f'state:{state.code}')} [label={_in_dot(captions.of(state))}{edges}]"
        yield "  }"
    yield '  "opening" [shape=circle, style=filled, fillcolor="#1f2733", label="", width=0.2]'
    yield f'  "opening" -> {_arrow(captions, palette, table.opening)}'
    for move in table.moves:
        yield f"  {_in_dot(f'state:{move.source}')} -> {_arrow(captions, palette, move)}"
    yield "}"


def _arrow(captions: Captions, palette: Palette, line: Move | Opening) -> str:
    """Return the target and the look of an edge."""
    ink = palette.ink(line.roles)
    target, label = _in_dot(f"state:{line.target}"), _in_dot(captions.arrow(line))
    return f'{target} [label={label}, color="{ink.colour}", fontcolor="{ink.colour}", style={ink.stroke}]'


def _in_dot(text: str) -> str:
    """Return text quoted for Graphviz, which reads backslashes and HTML entities even in quotes."""
    return '"' + text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') + '"'
