"""A selection as a mixed-integer programme for HiGHS (extra ``solver``).

Columns: whether a site is renovated, whether a function is put there, and whether a merged point is served
by a function.  What the solver returns is not believed: a plan is rounded and checked in whole numbers, and
its bound is taken as `communitygov.space.cover.programme` widens it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communitygov.space.bits import indices_of, members_of, union_of
from communitygov.space.cover.programme import Program, Row, below
from communitygov.space.cover.programme import programmed as solver_programmed
from communitygov.space.selection.draft import Draft, Plan
from communitygov.space.selection.model import Model


class Answer(NamedTuple):
    """What the solver says: a plan if it has one that holds, a bound, whether there is none at all."""

    plan: dict[int, int] | None
    bound: int | None
    is_infeasible: bool
    is_over: bool
    seconds: float


class _Programme:
    """The columns and rows of a model."""

    def __init__(self, model: Model) -> None:
        """Give every column its number, and write the rows."""
        self.model = model
        self.put: dict[tuple[int, int], int] = {}
        self.opened: dict[int, int] = {}
        for site in model.places:
            if model.lots[site].allowed:
                self.opened[site] = len(self.opened) + len(self.put)
                for function in members_of(model.lots[site].allowed):
                    self.put[site, function] = len(self.opened) + len(self.put)
        self.whole = len(self.opened) + len(self.put)
        self.points = self._points()
        self.width = self.whole + len(self.points)
        self.rows = [*self._sites(), *self._limits(), *self._cover(), *self._floors()]

    def _points(self) -> dict[tuple[int, int], int]:
        """Return the points that may still be served, with their columns."""
        model, found = self.model, dict[tuple[int, int], int]()
        for function in model.functions:
            covers = model.covers[model.circle_of[function]]
            near = union_of(covers[site] for site in self.opened if (site, function) in self.put)
            for at in indices_of(near & ~model.served[function]):
                if model.weights[function][at]:
                    found[function, at] = self.whole + len(found)
        return found

    def _sites(self) -> Iterable[Row]:
        """Yield what every site keeps."""
        model = self.model
        for site, opened in self.opened.items():
            lot = model.lots[site]
            functions = members_of(lot.allowed)
            columns = [self.put[site, each] for each in functions]
            yield below([*columns, opened], [*(model.areas[each] for each in functions), -lot.free])
            yield below([*columns, opened], [*(-model.balance[each] for each in functions), -lot.spare])
            for each, column in zip(functions, columns, strict=True):
                yield below([column, opened], [1, -1])
                if lot.owed >> each & 1:
                    yield below([opened, column], [1, -1])
                for other in members_of(model.closure[each] & ~lot.standing & ~(1 << each)):
                    yield below([column, self.put[site, other]], [1, -1])
                for other in members_of(model.apart[each] & lot.allowed):
                    if each < other:
                        yield below([column, self.put[site, other], opened], [1, 1, -1])

    def _limits(self) -> Iterable[Row]:
        """Yield the rows of the whole."""
        for row in self.model.rows:
            pairs = [(column, row.functions[each]) for (_, each), column in self.put.items()]
            pairs += [(column, row.opening[site]) for site, column in self.opened.items()]
            kept = [pair for pair in pairs if pair[1]]
            yield below([column for column, _ in kept], [factor for _, factor in kept], most=row.limit)

    def _cover(self) -> Iterable[Row]:
        """Yield that a point is served only from within its circle."""
        model = self.model
        near: dict[tuple[int, int], list[int]] = {key: [] for key in self.points}
        for (site, function), column in self.put.items():
            for at in model.members[model.circle_of[function]][site]:
                if (function, at) in near:
                    near[function, at].append(column)
        for key, columns in near.items():
            yield below([self.points[key], *columns], [1, *(-1 for _ in columns)])

    def _floors(self) -> Iterable[Row]:
        """Yield the floors."""
        model = self.model
        for function, least in model.floors:
            lacking = least - model.people[function].count(model.served[function])
            at = [key for key in self.points if key[0] == function]
            people = [-model.people[function].count(1 << point) for _, point in at]
            yield below([self.points[key] for key in at], people, most=-max(0, lacking))

    def program(self) -> Program:
        """Return it as the solver is asked."""
        gains = [0] * self.whole + [self.model.weights[function][at] for function, at in self.points]
        return Program(self.whole, gains, [1] * self.width, self.rows)

    def start(self, plan: Plan) -> list[float]:
        """Return a plan as a value of each column."""
        draft, values = Draft(self.model, plan), [0.0] * self.width
        for site, mask in plan.items():
            values[self.opened[site]] = 1.0
            for function in members_of(mask):
                values[self.put[site, function]] = 1.0
        for (function, at), column in self.points.items():
            values[column] = float(draft.served[function] >> at & 1)
        return values

    def plan(self, values: Sequence[float]) -> dict[int, int]:
        """Return the plan that the columns mean."""
        plan: dict[int, int] = {}
        for (site, function), column in self.put.items():
            if values[column] > 1 / 2:
                plan[site] = plan.get(site, 0) | 1 << function
        return plan


def programmed(model: Model, start: Plan | None, *, seconds: float) -> Answer:
    """Ask the solver, beginning with a plan if there is one."""
    programme = _Programme(model)
    first = None if start is None else programme.start(start)
    found = solver_programmed(programme.program(), first, seconds=seconds)
    plan = None if found.values is None else programme.plan(found.values)
    holds = plan is not None and Draft(model, plan).is_feasible
    bound = None if found.bound is None or found.is_infeasible else model.base + found.bound
    return Answer(plan if holds else None, bound, found.is_infeasible, found.is_over, found.seconds)
