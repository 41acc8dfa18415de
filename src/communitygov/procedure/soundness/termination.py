"""Whether every history of a table is finite: each loop holds a line that can be taken only so often.

A line is used up in the end if it asks for fewer of its own action (`TakenFewer`), or if every loop through
it takes an action of which it asks for fewer.  Such lines are set aside, then those that looped only with
them, until nothing changes.  What is left may go on for ever.

So what passes is finite.  What is refused nearly always is not.  Refused although they would end are loops
that bound one another only together, each in its turn, and loops that only the deeds of a person bound.
"""

from collections.abc import Iterable, Iterator, Sequence

from communitygov.core.finding import Finding, Message
from communitygov.errors import Words
from communitygov.procedure.bound import TakenFewer
from communitygov.procedure.soundness.exploration import Opened
from communitygov.procedure.soundness.reach import loop_through, rings, told
from communitygov.procedure.table import Move, Table

LOOP_UNBOUNDED = Message(
    "LOOP_UNBOUNDED",
    Words(
        "循环 {loop} 没有次数上限（动作：{actions}；路径：{path}）",
        "the loop {loop} has no bound (by {actions}; way there: {path})",
    ),
    Words("请为其中一步加 TakenFewer", "give one of its moves a TakenFewer"),
)


def unbounded(table: Table, found: Opened) -> Iterator[Finding]:
    """Find loops that nothing bounds: of those that hang together the nearest, and of these the shortest.

    Parameters
    ----------
    found
        What `exploration.opened` found: which lines can be taken, and the ways.

    Examples
    --------
    >>> import attrs
    >>> from communitygov.deliberation.five_step import five_step_literal
    >>> from communitygov.procedure.soundness.exploration import explored
    >>> again = Move(action="sort", source="sorted", target="sorted", roles=("grid_worker",))
    >>> table = attrs.evolve(five_step_literal().table, moves=(*five_step_literal().table.moves, again))
    >>> print(*unbounded(table, explored(table)))
    the loop sorted → sorted has no bound (by sort; way there: raise → sort) [LOOP_UNBOUNDED]
    """
    taken = [move for number, move in enumerate(table.moves) if found.gave_up or number in found.lines]
    for ring in lasting(taken):
        loop = _nearest_loop(ring, found.first)
        start = loop[0].source
        yield LOOP_UNBOUNDED.finding(
            start,
            {
                "loop": told((start, *(move.target for move in loop))),
                "actions": told([move.action for move in loop]),
                "path": found.told(start),
            },
        )


def lasting(moves: Sequence[Move]) -> list[list[Move]]:
    """Return the lines that may be taken again and again without end, those together that loops join.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> lasting(five_step().table.moves)
    []
    """
    found = rings([move for move in moves if move.action not in fewer(move)])
    for _ in range(_MOST_ROUNDS):
        left = [move for ring in found for move in _not_used_up(ring)]
        if len(left) == sum(map(len, found)):
            break
        found = rings(left)
    return found


#: Most rounds, and most sets of actions in a round, so that a table made to be slow is not.
_MOST_ROUNDS = _MOST_SETS = 16


def fewer(move: Move) -> tuple[str, ...]:
    """Return the actions of which a line asks that they were taken fewer times.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> [fewer(move) for move in five_step().table.moves_from("rework")]
    [('rate_badly',), (), ()]
    """
    return tuple(each.action for each in move.requires if isinstance(each, TakenFewer))


def _not_used_up(ring: Sequence[Move]) -> list[Move]:
    """Leave out each line of which every loop takes an action of which the line asks for fewer."""
    taken = {move.action for move in ring}
    asked = [frozenset(taken.intersection(fewer(move))) for move in ring]
    used: set[int] = set()
    for actions in [*dict.fromkeys(filter(None, asked))][:_MOST_SETS]:
        others = rings([move for move in ring if move.action not in actions])
        looping = {id(move) for each in others for move in each}
        used.update(
            id(move)
            for move, its in zip(ring, asked, strict=True)
            if its == actions and id(move) not in looping
        )
    return [move for move in ring if id(move) not in used]


def _nearest_loop(ring: Sequence[Move], nearest: Iterable[str]) -> tuple[Move, ...]:
    """Return the shortest loop through the nearest state of a ring, if it can be one that does not end."""
    inside = dict.fromkeys(move.source for move in ring)
    states = [state for state in (*nearest, *inside) if state in inside]
    first = loop_through(states[0], ring)
    return next((loop for loop in _loops(ring, states) if loop and not _uses_itself_up(loop)), first)


def _loops(ring: Sequence[Move], states: Sequence[str]) -> Iterator[tuple[Move, ...]]:
    """Return the shortest loop through each state, then those without an action that another line bounds."""
    for state in states:
        yield loop_through(state, ring)
    for action in dict.fromkeys(action for move in ring for action in fewer(move)):
        others = [move for move in ring if move.action != action]
        for state in states:
            yield loop_through(state, others)


def _uses_itself_up(loop: Iterable[Move]) -> bool:
    """Tell whether a line of a loop asks for fewer of an action that the loop takes."""
    taken = {move.action for move in loop}
    return any(not taken.isdisjoint(fewer(move)) for move in loop)
