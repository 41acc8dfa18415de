"""The plan with one lane a role: what each role may do, step by step.

1. A lane holds a card for each state in which its role may act, with the moves that the role may make there.
   A move of several roles stands in the lane of each.
2. An arrow leads to the first card of its target: in the lane of whoever may make the first move there, as
   the table has it.  That card says in whose lanes the same state stands too.
3. Below all roles stand the ends.  What nobody may do has a lane of its own, if there is such a thing.

This module knows no lengths.
"""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from communitygov.core.terms import Term
from communitygov.procedure.drawing.plan import Band, Course, Plan, Spot, course, once, parts_of
from communitygov.procedure.table import Move, Opening, Table

_NOBODY = Term("nobody", "无人办理", "nobody acts")
_ENDS = Term("ends", "终结", "ends")


class Cell(NamedTuple):
    """A card to be: of which state, the empty code for the opening, and in which lane, from above."""

    state: str
    lane: int


class Swimlanes(NamedTuple):
    """The lanes of a table: its roles in their order, then nobody's, then the ends."""

    roles: tuple[Term, ...]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, table: Table) -> "Swimlanes":
        """Return the lanes of a table."""
        roles = once(table.roles)
        return cls(roles, {role.code: number for number, role in enumerate(roles)})

    def of_line(self, line: Move | Opening) -> tuple[int, ...]:
        """Return in which lanes a line stands: in that of each of its roles, or in nobody's."""
        return tuple(dict.fromkeys(self.numbers[role] for role in line.roles)) or (len(self.roles),)

    def used(self, table: Table) -> tuple[int, ...]:
        """Return the lanes that hold a line, and those of all roles."""
        lines: tuple[Move | Opening, ...] = (table.opening, *table.moves)
        return tuple(
            sorted({*range(len(self.roles)), *(lane for line in lines for lane in self.of_line(line))})
        )

    def who(self, lane: int) -> tuple[str, ...]:
        """Return the code of the role of a lane, or nothing."""
        return (self.roles[lane].code,) if lane < len(self.roles) else ()

    def heading(self, lane: int) -> Term:
        """Return how a lane is headed."""
        return (*self.roles, _NOBODY, _ENDS)[lane]

    def band(self, lane: int) -> Band:
        """Return a lane as a band."""
        return Band(self.heading(lane), next(iter(self.who(lane)), None))


def plan_by_role(table: Table) -> Plan:
    """Return the plan with one lane a role.

    Raises
    ------
    UnknownName
        If the table speaks of something that it does not have.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> plan = plan_by_role(five_step().table)
    >>> [band.heading.zh for band in plan.bands]
    ['居民', '网格员', '召集人', '党委', '时限', '终结']
    >>> [plan.bands[spot.band].role for spot in plan.spots if spot.state == "published"]
    ['resident', 'party_committee']
    """
    parts, lanes = parts_of(table), Swimlanes.of(table)
    columns = {"": parts.columns[table.opening.target], **parts.columns}
    cells = _cells(table, lanes)
    every = tuple(cell for of_state in cells.values() for cell in of_state)
    # Every role has its lane; nobody and the ends have one if there is something in it.
    used = sorted({*range(len(lanes.roles)), *(cell.lane for cell in every)})
    bands = {lane: band for band, lane in enumerate(used)}
    spots = {
        cell: Spot(cell.state, columns[cell.state], bands[cell.lane], rank)
        for rank, cell in enumerate(sorted(every, key=attrgetter("lane")))
    }
    courses = tuple(
        _courses(
            table,
            lanes,
            {code: {cell.lane: spots[cell] for cell in of_state} for code, of_state in cells.items()},
        )
    )
    return Plan(parts.steps, tuple(map(lanes.band, used)), tuple(spots.values()), parts.states, courses)


def _cells(table: Table, lanes: Swimlanes) -> Mapping[str, tuple[Cell, ...]]:
    """Return the cards of the opening and of each state, first the one to which arrows lead."""
    nobody, ends = len(lanes.roles), len(lanes.roles) + 1
    found = {"": tuple(Cell("", lane) for lane in lanes.of_line(table.opening))}
    for state in once(table.states):
        where = [ends] if state.is_final else []
        for move in table.moves_from(state.code):
            where.extend(lanes.of_line(move))
        found[state.code] = tuple(Cell(state.code, lane) for lane in dict.fromkeys(where or [nobody]))
    return found


def _courses(table: Table, lanes: Swimlanes, spots: Mapping[str, Mapping[int, Spot]]) -> Iterator[Course]:
    """Yield the opening, the moves, and what joins the cards of one state; each once for each role."""
    homes = {code: next(iter(by_lane.values())) for code, by_lane in spots.items()}
    for lane in lanes.of_line(table.opening):
        source, target = spots[""][lane], homes[table.opening.target]
        yield course(source, target, line=table.opening, roles=lanes.who(lane))
    for move in table.moves:
        for lane in lanes.of_line(move):
            source = spots[move.source][lane]
            target = source if move.target == move.source else homes[move.target]
            yield course(source, target, line=move, roles=lanes.who(lane))
    for code, by_lane in spots.items():
        for spot in list(by_lane.values())[1:]:
            if code:
                yield course(homes[code], spot, line=None, roles=None)
