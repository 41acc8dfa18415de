"""The plan of a drawing: which card stands in which column and band, and how each line gets there.

1. One column a step; bands lie across the columns.  What the bands are, the view says.
2. Between the columns, and at both sides, are gutters; gutter *n* is to the left of column *n*.
3. A line leaves its card to the right, or to the left if it leads back or up.  Where one gutter does not get
   it there, it crosses the columns in the channel above the band to which it leads.
4. Lines to the same card, by the same roles and from the same side, share their way: a bundle.

This module knows no lengths.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple, TypeVar

from communitygov.core.terms import Term
from communitygov.procedure.table import Move, Opening, State, Table


class Side(IntEnum):
    """A side of a card; the number is the direction in which it looks, from left to right."""

    LEFT = -1
    RIGHT = 1


class Spot(NamedTuple):
    """Where a card stands: of which state, in which column and band, as which from above.

    The card with which a case begins is of no state, the empty code.
    """

    state: str
    column: int
    band: int
    rank: int


class Bundle(NamedTuple):
    """Lines that are drawn as one from where they meet; roles are none for one state seen twice."""

    target: Spot
    roles: tuple[str, ...] | None
    side: Side


class Course(NamedTuple):
    """How a line is led: from which card, out of it on which side, by which gutters and channel.

    It is a move, the opening, or nothing: then it joins two cards of one state.
    """

    source: Spot
    line: Move | Opening | None
    leaves: Side
    gutters: tuple[int, ...]
    channel: int | None
    bundle: Bundle


class Band(NamedTuple):
    """What lies across the columns: a lane with a heading, which may be a role's; or a part without one."""

    heading: Term | None = None
    role: str | None = None


class Plan(NamedTuple):
    """Columns and bands, the spots from above, the states by their codes, the courses of the lines."""

    steps: tuple[Term, ...]
    bands: tuple[Band, ...]
    spots: tuple[Spot, ...]
    states: Mapping[str, State]
    courses: tuple[Course, ...]

    @property
    def has_lanes(self) -> bool:
        """Whether its bands have headings."""
        return self.bands[0].heading is not None


class Parts(NamedTuple):
    """What every plan of a table is made of: steps, states with the ends last, the column of each state."""

    steps: tuple[Term, ...]
    states: Mapping[str, State]
    columns: Mapping[str, int]


Coded = TypeVar("Coded", Term, State)


def parts_of(table: Table) -> Parts:
    """Return the parts of a table, each code once.

    Raises
    ------
    UnknownName
        If the table speaks of something that it does not have.
    """
    _look_up_all(table)
    steps = once(table.steps)
    states = sorted(once(table.states), key=lambda state: state.is_final)
    columns = {step.code: column for column, step in enumerate(steps)}
    return Parts(
        steps,
        {state.code: state for state in states},
        {state.code: columns[table.step(state.step).code] for state in states},
    )


def _look_up_all(table: Table) -> None:
    """Refuse a table in which a line speaks of what is not there."""
    table.state(table.opening.target)
    for move in table.moves:
        table.state(move.source)
        table.state(move.target)
    lines: tuple[Opening | Move, ...] = (table.opening, *table.moves)
    for line in lines:
        table.action(line.action)
        for role in (*line.roles, *line.proxies):
            table.role(role)


def once(among: Iterable[Coded]) -> tuple[Coded, ...]:
    """Return the first of each code."""
    found: dict[str, Coded] = {}
    for each in among:
        found.setdefault(each.code, each)
    return tuple(found.values())


def plan_by_step(table: Table) -> Plan:
    """Return the plan with one card a state: where a case goes on above, ends below.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> plan = plan_by_step(five_step().table)
    >>> plan.spots[-4]
    Spot(state='referred', column=1, band=1, rank=16)
    >>> [(course.line.action, course.leaves.name, course.gutters) for course in plan.courses][:2]
    [('accept', 'RIGHT', (1,)), ('return', 'RIGHT', (1,))]
    """
    steps, states, columns = parts_of(table)
    spots = {
        code: Spot(code, columns[code], int(state.is_final), rank)
        for rank, (code, state) in enumerate(states.items())
    }
    courses = (
        course(spots[move.source], spots[move.target], line=move, roles=move.roles) for move in table.moves
    )
    return Plan(steps, (Band(), Band()), tuple(spots.values()), states, tuple(courses))


def course(
    source: Spot, target: Spot, *, line: Move | Opening | None, roles: tuple[str, ...] | None
) -> Course:
    """Return how a line is led from one spot to another."""
    leaves = Side.LEFT if (target.column, target.rank) <= (source.column, source.rank) else Side.RIGHT
    arrives = leaves if target.column == source.column else Side(-leaves)
    out = source.column + (leaves is Side.RIGHT)
    into = target.column + (arrives is Side.RIGHT)
    bundle = Bundle(target, roles, arrives)
    if out == into:
        return Course(source, line, leaves, (out,), None, bundle)
    return Course(source, line, leaves, (out, into), target.band, bundle)
