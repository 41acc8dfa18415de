"""The plan of a drawing: which state stands in which column, and by which gutters each move gets there.

1. One column a step.  States where a case goes on stand above, ends below.
2. Between the columns, and at both sides, are gutters; gutter *n* is to the left of column *n*.
3. A move leaves its card to the right, or to the left if it leads back or up.  Where one gutter does not
   get it there, it crosses the columns in a channel: below if it leads to an end, otherwise above.
4. Moves to the same state, by the same roles and from the same side, share their way: a bundle.

This module knows no lengths.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, IntEnum
from typing import NamedTuple, TypeVar

from communitygov.core.terms import Term
from communitygov.procedure.table import Move, Opening, State, Table


class Side(IntEnum):
    """A side of a card; the number is the direction in which it looks, from left to right."""

    LEFT = -1
    RIGHT = 1


class Bundle(NamedTuple):
    """Moves that are drawn as one line from where they meet."""

    target: str
    roles: tuple[str, ...]
    side: Side


class Channel(Enum):
    """What leads across the columns."""

    ABOVE = "above all cards"
    BELOW = "between the states and the ends"


class Course(NamedTuple):
    """How a move is led: out of its card on which side, by which gutters and channel."""

    move: Move
    leaves: Side
    gutters: tuple[int, ...]
    channel: Channel | None
    bundle: Bundle


class Place(NamedTuple):
    """Where a state stands: in which column, as which from above, and whether among the ends."""

    column: int
    rank: int
    is_end: bool


class Plan(NamedTuple):
    """Columns of states and the courses of the moves."""

    steps: tuple[Term, ...]
    states: tuple[State, ...]
    places: Mapping[str, Place]
    courses: tuple[Course, ...]

    def states_of(self, step: Term) -> tuple[State, ...]:
        """Return the states of a step, ends last."""
        return tuple(state for state in self.states if state.step == step.code)


Coded = TypeVar("Coded", Term, State)


def plan_of(table: Table) -> Plan:
    """Return the plan of a table.

    Raises
    ------
    UnknownName
        If the table speaks of something that it does not have.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> plan = plan_of(five_step().table)
    >>> plan.places["referred"]
    Place(column=1, rank=16, is_end=True)
    >>> [(course.move.action, course.leaves.name, course.gutters) for course in plan.courses][:2]
    [('accept', 'RIGHT', (1,)), ('return', 'RIGHT', (1,))]
    """
    _look_up_all(table)
    steps = _once(table.steps)
    states = tuple(sorted(_once(table.states), key=lambda state: state.is_final))
    columns = {step.code: column for column, step in enumerate(steps)}
    places: dict[str, Place] = {}
    for rank, state in enumerate(states):
        places[state.code] = Place(columns[table.step(state.step).code], rank, state.is_final)
    return Plan(steps, states, places, tuple(_course(table, move, places) for move in table.moves))


def _look_up_all(table: Table) -> None:
    """Refuse a table in which a line speaks of what is not there."""
    table.state(table.opening.target)
    lines: tuple[Opening | Move, ...] = (table.opening, *table.moves)
    for line in lines:
        table.action(line.action)
        for role in line.roles:
            table.role(role)


def _once(among: Iterable[Coded]) -> tuple[Coded, ...]:
    """Return the first of each code."""
    found: dict[str, Coded] = {}
    for each in among:
        found.setdefault(each.code, each)
    return tuple(found.values())


def _course(table: Table, move: Move, places: Mapping[str, Place]) -> Course:
    """Return how a move is led."""
    source = places[table.state(move.source).code]
    target = places[table.state(move.target).code]
    leaves = Side.LEFT if (target.column, target.rank) <= (source.column, source.rank) else Side.RIGHT
    arrives = leaves if target.column == source.column else Side(-leaves)
    out = source.column + (leaves is Side.RIGHT)
    into = target.column + (arrives is Side.RIGHT)
    bundle = Bundle(move.target, move.roles, arrives)
    if out == into:
        return Course(move, leaves, (out,), None, bundle)
    channel = Channel.BELOW if target.is_end else Channel.ABOVE
    return Course(move, leaves, (out, into), channel, bundle)
