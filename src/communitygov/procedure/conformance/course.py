"""How the records of a case run along a table: as far as they fit, and what is judged along the way.

A case starts unopened and goes along the lines of the table.  A `Course` says of each record which line it
takes, if any, and which lines are missing before it.  `Graph.walked` follows records that all fit; for
others `communitygov.procedure.conformance.alignment` finds the course of least cost.  Bounds and days are
judged along a course, by what it says was taken, recorded or not.

This module knows the order, the numbers and the days of a table, and no words.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

import attrs

from communitygov.core.source import Citation
from communitygov.procedure.bound import DaysPassed, TakenAtLeast, TakenFewer
from communitygov.procedure.table import Move, Opening, Table

#: Where a case is before it is opened.
UNOPENED = ""
#: How many lines lead to a state from where none do: more than any course can cost.
FAR = 1_000_000_000

#: A bound on how often an action is taken.
Bound: TypeAlias = TakenFewer | TakenAtLeast


class Leg(NamedTuple):
    """One line of a table, with what can be judged of it by a log alone.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> leg = Graph.of(five_step().table).rows["listed"]["convene"]
    >>> leg.target, leg.bounds
    ('deliberating', (TakenFewer(action='convene', than=3),))
    """

    action: str
    source: str
    target: str
    admitted: frozenset[str]
    bounds: tuple[Bound, ...]
    waits: tuple[DaysPassed, ...]
    basis: Citation | None


class Step(NamedTuple):
    """One record of a course.

    Parameters
    ----------
    source
        Where the case stood after the record before.
    missing
        The lines that must have been taken in between.
    taken
        The line that the record takes; none when it is superfluous.
    """

    source: str
    missing: tuple[Leg, ...]
    taken: Leg | None


class Course(NamedTuple):
    """The records of a case along a table, what that costs, and where it leads."""

    steps: tuple[Step, ...]
    cost: int
    state: str


@attrs.frozen(kw_only=True, eq=False)
class Graph:
    """A table as a graph: the states, unopened first, and the lines between them.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> graph = Graph.of(five_step().table)
    >>> graph.walked(("raise", "list")) is None
    True
    >>> course = graph.walked(("raise", "accept", "list"))
    >>> course.cost, course.state
    (0, 'listed')
    >>> [leg.action for leg in graph.way("raised", "decided")]
    ['accept', 'list', 'convene', 'decide']
    """

    rows: Mapping[str, Mapping[str, Leg]]
    legs: Mapping[str, Sequence[Leg]]
    places: Mapping[str, int]
    distances: dict[str, list[int]] = attrs.field(factory=dict[str, list[int]])

    @classmethod
    def of(cls, table: Table) -> "Graph":
        """Return the graph of a sound table."""
        rows: dict[str, dict[str, Leg]] = {UNOPENED: {}, **{state.code: {} for state in table.states}}
        legs: dict[str, list[Leg]] = {}
        for leg in (_leg(table.opening), *map(_leg, table.moves)):
            rows[leg.source][leg.action] = leg
            legs.setdefault(leg.action, []).append(leg)
        return cls(rows=rows, legs=legs, places={code: place for place, code in enumerate(rows)})

    def walked(self, actions: Sequence[str | None]) -> Course | None:
        """Return the course of records that all fit, or nothing."""
        rows = self.rows
        row, state = rows[UNOPENED], UNOPENED
        steps: list[Step] = []
        for action in actions:
            leg = None if action is None else row.get(action)
            if leg is None:
                return None
            steps.append(Step(state, (), leg))
            state = leg.target
            row = rows[state]
        return Course(tuple(steps), 0, state)

    def way(self, source: str, target: str) -> tuple[Leg, ...]:
        """Return a shortest way between two states, the first in the order of the table."""
        ways, way = self.distances_to(target), list[Leg]()
        state = source
        while state != target:
            left = ways[self.places[state]] - 1
            leg = next(leg for leg in self.rows[state].values() if ways[self.places[leg.target]] == left)
            way.append(leg)
            state = leg.target
        return tuple(way)

    def distances_to(self, target: str) -> list[int]:
        """Return how many lines lead from each state to `target`; from where none lead, more than can be."""
        if target not in self.distances:
            self.distances[target] = self._measured(target)
        return self.distances[target]

    def _measured(self, target: str) -> list[int]:
        """Measure the ways to a state, going back from it."""
        entries: dict[str, list[str]] = {}
        for legs in self.legs.values():
            for leg in legs:
                entries.setdefault(leg.target, []).append(leg.source)
        distances = [FAR] * len(self.places)
        distances[self.places[target]] = 0
        reached = [target]
        for state in reached:
            for source in entries.get(state, ()):
                if distances[self.places[source]] == FAR:
                    distances[self.places[source]] = distances[self.places[state]] + 1
                    reached.append(source)
        return distances


def limit(bound: Bound) -> int:
    """Return the number of a bound."""
    return bound.than if isinstance(bound, TakenFewer) else bound.times


def is_kept(bound: Bound, taken: int) -> bool:
    """Tell whether a bound is kept when its action was taken so often.

    Examples
    --------
    >>> is_kept(TakenFewer("convene", 3), 3), is_kept(TakenAtLeast("rate_badly", 2), 2)
    (False, True)
    """
    return (taken < bound.than) if isinstance(bound, TakenFewer) else (taken >= bound.times)


class Overrun(NamedTuple):
    """A bound that a record does not keep: which record, its line, and how often the action was taken."""

    record: int
    leg: Leg
    bound: Bound
    taken: int


class Wait(NamedTuple):
    """Days that must lie between two records: which record, its line, and which record before it."""

    record: int
    leg: Leg
    since: int
    rule: DaysPassed


def overruns(course: Course) -> tuple[Overrun, ...]:
    """Return the bounds that records do not keep, counted along a course, missing actions included.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> course = Graph.of(five_step().table).walked(("raise", *("return", "supplement") * 3))
    >>> [(each.record, each.taken) for each in overruns(course)]
    [(5, 2)]
    """
    counts: dict[str, int] = {}
    found: list[Overrun] = []
    for record, (_, missing, leg) in enumerate(course.steps):
        for each in missing:
            counts[each.action] = counts.get(each.action, 0) + 1
        if leg is None:
            continue
        for bound in leg.bounds:
            taken = counts.get(bound.action, 0)
            if not is_kept(bound, taken):
                found.append(Overrun(record, leg, bound, taken))
        counts[leg.action] = counts.get(leg.action, 0) + 1
    return tuple(found)


def waits(course: Course) -> tuple[Wait, ...]:
    """Return the days that must lie between records; where a record is missing, nobody knows since when.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> course = Graph.of(five_step().table).walked(("raise", "accept", "resolve", "lapse"))
    >>> [(each.since, each.record, each.rule.days) for each in waits(course)]
    [(2, 3, 7)]
    """
    since: int | None = None
    found: list[Wait] = []
    for record, (_, missing, leg) in enumerate(course.steps):
        if any(each.source != each.target for each in missing):
            since = None
        if leg is None:
            continue
        if since is not None:
            found.extend(Wait(record, leg, since, rule) for rule in leg.waits)
        if leg.source != leg.target:
            since = record
    return tuple(found)


def _leg(line: Move | Opening) -> Leg:
    """Return what can be judged of a line by a log alone."""
    return Leg(
        action=line.action,
        source=line.source if isinstance(line, Move) else UNOPENED,
        target=line.target,
        admitted=frozenset((*line.roles, *line.proxies)),
        bounds=tuple(each for each in line.requires if isinstance(each, TakenFewer | TakenAtLeast)),
        waits=tuple(each for each in line.requires if isinstance(each, DaysPassed)),
        basis=line.basis,
    )
