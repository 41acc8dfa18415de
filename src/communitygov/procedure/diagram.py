"""The pictures of a table: Mermaid, Graphviz DOT and SVG, by step or by role.

1. A picture is made from the table and nothing else: what the table says is in it, and nothing more.
2. The same table, view and language give the same text, byte for byte.
3. Names come from users' documents.  Whatever they hold, they stay names: each format escapes them.

`svg` needs nothing to be looked at, and can follow a matter through the table.  `mermaid` and `dot` are for
those who have a renderer of their own.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from communitygov.core.terms import TermEnum
from communitygov.errors import Language
from communitygov.procedure.drawing import dot as dot_text
from communitygov.procedure.drawing import mermaid as mermaid_text
from communitygov.procedure.drawing.canvas import Canvas
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.plan import Plan, plan_by_step
from communitygov.procedure.drawing.svg import svg_of
from communitygov.procedure.drawing.swimlane import plan_by_role
from communitygov.procedure.drawing.trail import Trail
from communitygov.procedure.placed import Placed
from communitygov.procedure.table import Table

__all__ = ["Language", "View", "dot", "mermaid", "svg"]


class View(TermEnum):
    """How a table is looked at.

    Examples
    --------
    >>> View("lanes").label("zh"), View.STEPS.label()
    ('按角色分泳道', 'by step')
    """

    STEPS = "steps", "按步骤", "by step"
    LANES = "lanes", "按角色分泳道", "by role, in lanes"


_Text: TypeAlias = Callable[[Captions], Iterator[str]]
_MERMAID: Mapping[View, _Text] = MappingProxyType(
    {View.STEPS: mermaid_text.by_step, View.LANES: mermaid_text.by_role}
)
_DOT: Mapping[View, _Text] = MappingProxyType({View.STEPS: dot_text.by_step, View.LANES: dot_text.by_role})
_PLANS: Mapping[View, Callable[[Table], Plan]] = MappingProxyType(
    {View.STEPS: plan_by_step, View.LANES: plan_by_role}
)


def svg(
    table: Table, *, language: Language = "en", view: View = View.STEPS, case: Placed | None = None
) -> str:
    """Return a table as a standalone SVG drawing.

    By step: one column a step, one card a state, one arrow a move.  By role: the same columns, crossed by one
    lane a role; a move of several roles stands in the lane of each.

    Parameters
    ----------
    case
        A matter to follow: what it has not come to is faint, what it took is numbered, where it stands is
        marked.  Of its own words nothing is shown, only its identifier.  What it took under another table,
        before it was migrated to this one, is counted in the legend.

    Raises
    ------
    UnknownName
        If there is no such language or view, or the table speaks of something that it does not have, or the
        matter stands where the table has no state.
    InvalidValue
        If the matter lacks what is read of it, or took no line of the table.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> drawing = svg(five_step().table, language="zh")
    >>> drawing.count("data-state="), drawing.count("data-move=")
    (20, 38)
    >>> lanes = svg(five_step().table, language="zh", view=View.LANES)
    >>> lanes.count("data-state="), lanes.count("data-move="), lanes.count("data-joined=")
    (27, 38, 7)
    """
    plan = _PLANS[View.named(view)](table)
    trail = None if case is None else Trail.of(case, table)
    return svg_of(Canvas.of(plan, Captions(table, language), trail=trail))


def mermaid(table: Table, *, language: Language = "en", view: View = View.STEPS) -> str:
    """Return a table as a Mermaid state diagram, steps as groups, or as a flowchart, roles as lanes.

    Raises
    ------
    UnknownName
        If there is no such language or view, or the table speaks of something that it does not have.

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
    >>> print(mermaid(five_step_literal().table, view=View.LANES), end="")
    flowchart LR
        s1_raised(["raised"])
    ...
        subgraph lane2 ["grid worker"]
            m1_2["the grid sorts"]
        end
    ...
        m0_1 --> s1_raised
        linkStyle 0 stroke:#0a7350
        s1_raised --> m1_2 --> s2_sorted
    ...
    """
    return _written(_MERMAID[View.named(view)], table, language)


def dot(table: Table, *, language: Language = "en", view: View = View.STEPS) -> str:
    """Return a table as text for Graphviz: steps as clusters, moves as edges; or roles as clusters of moves.

    Raises
    ------
    UnknownName
        If there is no such language or view, or the table speaks of something that it does not have.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> lines = dot(five_step_literal().table, language="zh").splitlines()
    >>> lines[0], lines[-1]
    ('digraph "five_step_literal" {', '}')
    >>> print(lines[-2].strip())
    "state:handled" -> "state:rated" [label="居民评事（居民）", color="#0a7350", ...]
    >>> print(dot(five_step_literal().table, language="zh", view=View.LANES).splitlines()[-3].strip())
    "state:handled" -> "move:4:1" [color="#0a7350", ...]
    """
    return _written(_DOT[View.named(view)], table, language)


def _written(text: _Text, table: Table, language: Language) -> str:
    """Return lines as one text."""
    return "\n".join([*text(Captions(table, language)), ""])
