"""The course of least cost of a case whose records do not all fit: an optimal alignment (Adriansyah 2014).

1. A record that takes no line is superfluous and costs 1.  An action that must have been taken before a
   record, and is not recorded, is missing and costs 1.  A record that takes a line costs nothing.
2. A case need not have come to an end, so nothing is missing after its last record.
3. Of several courses of one cost it is the one that keeps the earlier record in place, with the fewest
   actions missing before it, in the order of the table.  So equal records give an equal course, always.

How little the records to come can cost is worked out from the last one back, for each state (dynamic
programming).  Such an `Outlook` depends on the records to come alone, and many cases end alike, so outlooks
are kept.  At first, costs beyond `NEAR` are not told apart: then there are few outlooks, and cases of all
kinds share them.  Only a case that costs more is worked out in full, for itself.

It reads the actions alone.  Roles, times and bounds are judged along the course that it finds; they never
change it.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import getitem
from typing import NamedTuple, TypeAlias

import attrs

from communitygov.errors import InvalidValue, Words
from communitygov.procedure.conformance.course import FAR, UNOPENED, Course, Graph, Leg, Step

#: Up to which cost outlooks are shared.
NEAR = 6
#: Most records times states times lines of an action for which a course of least cost is looked for.
MOST_CELLS = 5_000_000


class Option(NamedTuple):
    """A line that a record may take: where it lands, and how far its beginning is from each state."""

    leg: Leg
    landing: int
    ways: list[int]


class Choice(NamedTuple):
    """What becomes of a record: its step, and where the case stands then."""

    step: Step
    state: str


class Outlook(dict[str | None, "Outlook"]):
    """How little the records to come can cost, from each state; and the outlook before each further record.

    Parameters
    ----------
    horizon
        What works out an outlook that is not known yet.
    costs
        The costs, in the order of the states, the unopened one first.
    """

    __slots__ = ("choices", "costs", "horizon")

    def __init__(self, horizon: "_Horizon", costs: tuple[int, ...]) -> None:
        """Look out, and know nothing further yet."""
        super().__init__()
        self.horizon = horizon
        self.costs = costs
        self.choices: dict[tuple[str | None, str], Choice] = {}

    def __missing__(self, action: str | None) -> "Outlook":
        """Work out the outlook before a record, and keep it."""
        before = self[action] = self.horizon.before(self, action)
        return before


_Known: TypeAlias = dict[tuple[int, ...], Outlook]


@attrs.frozen(kw_only=True, eq=False)
class _Horizon:
    """Works out outlooks; beyond `cost` it tells no costs apart."""

    graph: Graph
    cost: int
    known: _Known = attrs.field(factory=_Known)
    options: dict[str | None, tuple[Option, ...]] = attrs.field(factory=dict[str | None, tuple[Option, ...]])

    def outlooks(self, actions: Sequence[str | None]) -> list[Outlook]:
        """Return the outlook after the last record, where nothing is to come, then before each, backwards."""
        end = self._outlook((0,) * len(self.graph.places))
        return list(accumulate(reversed(actions), getitem, initial=end))

    def before(self, after: Outlook, action: str | None) -> Outlook:
        """Return the outlook before a record."""
        costs = [cost + 1 for cost in after.costs]
        for _, landing, ways in self.options_of(action):
            onward = after.costs[landing]
            costs = [
                stay if stay <= far + onward else far + onward  # noqa: FURB136  min() takes twice as long
                for stay, far in zip(costs, ways, strict=True)
            ]
        beyond = self.cost + 1
        return self._outlook(tuple([min(cost, beyond) for cost in costs]))

    def choice(self, after: Outlook, action: str | None, state: str) -> Choice:
        """Return what becomes of a record on a course of least cost, the same each time."""
        place = self.graph.places[state]
        best, fewest = None, after[action].costs[place] + 1
        for leg, landing, ways in self.options_of(action):
            far = ways[place]
            if far < fewest and far + after.costs[landing] == after[action].costs[place]:
                best, fewest = leg, far
        if best is None:
            return Choice(Step(state, (), None), state)
        return Choice(Step(state, self.graph.way(state, best.source), best), best.target)

    def options_of(self, action: str | None) -> tuple[Option, ...]:
        """Return the lines that a record may take, in the order of the table."""
        if action not in self.options:
            graph = self.graph
            self.options[action] = tuple(
                Option(leg, graph.places[leg.target], graph.distances_to(leg.source))
                for leg in (() if action is None else graph.legs.get(action, ()))
            )
        return self.options[action]

    def _outlook(self, costs: tuple[int, ...]) -> Outlook:
        """Return the one outlook of these costs."""
        if costs not in self.known:
            self.known[costs] = Outlook(self, costs)
        return self.known[costs]


@attrs.frozen(eq=False)
class Aligner:
    """Finds courses of least cost by one table.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> course = Aligner.of(Graph.of(five_step().table)).aligned(("raise", "list"))
    >>> course.cost, course.state, [leg.action for leg in course.steps[1].missing]
    (1, 'listed', ['accept'])
    """

    graph: Graph
    near: _Horizon

    @classmethod
    def of(cls, graph: Graph) -> "Aligner":
        """Return the aligner of a table, nothing worked out yet."""
        return cls(graph, _Horizon(graph=graph, cost=NEAR))

    def aligned(self, actions: Sequence[str | None], *, what: str = "records") -> Course:
        """Return the course of least cost; nothing stands for a record that is no action of the table.

        Parameters
        ----------
        actions
            Codes of the actions, one a record.
        what
            What to call the records when they are refused.

        Raises
        ------
        InvalidValue
            If the records of a case that deviates are too many for the table: see `MOST_CELLS`.
        """
        lines = sum(1 + len(self.near.options_of(action)) for action in actions)
        cells = lines * len(self.graph.places)
        if cells > MOST_CELLS:
            most = len(actions) * MOST_CELLS // cells
            bound = Words(f"须不多于约 {most} 条", f"must be about {most} at most for a case that deviates")
            raise InvalidValue(what, len(actions), bound)
        horizon, outlooks = self.near, self.near.outlooks(actions)
        if outlooks[-1].costs[0] > NEAR:
            horizon = _Horizon(graph=self.graph, cost=FAR)
            outlooks = horizon.outlooks(actions)
        return _followed(horizon, outlooks, actions)


def _followed(horizon: _Horizon, outlooks: list[Outlook], actions: Sequence[str | None]) -> Course:
    """Return the course that keeps to the costs of the outlooks, which are used up."""
    cost = outlooks.pop().costs[0]
    state, steps = UNOPENED, list[Step]()
    for action in actions:
        after = outlooks.pop()
        kind = (action, state)
        if kind not in after.choices:
            after.choices[kind] = horizon.choice(after, action, state)
        step, state = after.choices[kind]
        steps.append(step)
    return Course(tuple(steps), cost, state)
