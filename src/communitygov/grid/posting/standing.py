"""A roster compiled: the postings by grid and by worker, and who of them can be asked on a day.

What stands here answers; what is wrong, the modules beside it say.  Postings at a grid that is not there
and of a worker that nobody knows are left out: they are findings.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeVar

import attrs

from communitygov.core.span import runs
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import Duty, Inheritance
from communitygov.grid.posting.posting import Absence, Posting
from communitygov.grid.posting.rule import PostingRule
from communitygov.grid.posting.worker import Worker

K = TypeVar("K")
V = TypeVar("V")

#: What is looked up by identifier.
WORKER = Words("工作人员", "worker")
_DAY_NEEDED = Words(
    "须给出日期：名册中有起止日期", "must be a day: there are dates in this roster, and no day is today"
)


class Asked(NamedTuple):
    """What is asked of a roster about a grid."""

    on: date | None = None
    matter: str | None = None
    duty: Duty = Duty.IN_CHARGE


@attrs.frozen(eq=False, kw_only=True)
class Standing:
    """Postings by grid and by worker."""

    grid: GridHierarchy = attrs.field(repr=False)
    rule: PostingRule
    workers: Mapping[str, Worker] = attrs.field(repr=False)
    served: Mapping[tuple[str, Duty], tuple[Posting, ...]] = attrs.field(repr=False)
    serving: Mapping[str, tuple[Posting, ...]] = attrs.field(repr=False)
    away: Mapping[str, tuple[Absence, ...]] = attrs.field(repr=False)
    recused: frozenset[str] = attrs.field(repr=False)
    households: Mapping[str, int] = attrs.field(repr=False)
    is_dated: bool
    is_grid_dated: bool

    def day(self, on: date | None) -> date | None:
        """Return the day that is asked about; a roster with dates needs one."""
        if on is not None:
            return plain_day("on", on)
        if self.is_dated:
            raise InvalidValue("on", None, _DAY_NEEDED)
        return None

    def hierarchy(self, on: date | None) -> GridHierarchy:
        """Return the grids as they lie on a day."""
        return self.grid.as_of(on) if self.is_grid_dated and on is not None else self.grid

    def require_there(self, code: str, on: date | None) -> None:
        """Refuse a grid that takes no part on a day; the error says when it does."""
        if self.is_grid_dated and on is not None and code not in self.hierarchy(on):
            self.grid.path_at(code, on)

    def worker(self, code: str) -> Worker:
        """Return a worker by identifier."""
        try:
            return self.workers[code]
        except (KeyError, TypeError):  # of what cannot be a key there is none either
            raise UnknownName(WORKER, code, tuple(self.workers)) from None

    # ------------------------------------------------------------------------- who serves

    def at(self, code: str, duty: Duty) -> tuple[Posting, ...]:
        """Return the postings at one grid, in the order of ranks; none at what is no grid."""
        try:
            return self.served.get((code, duty), ())
        except TypeError:  # it cannot be a key; whoever goes on to look it up says so
            return ()

    def own(self, code: str, asked: Asked, *, at: str) -> Iterator[str]:
        """Yield who is posted at one grid and can be asked about `code`, in the order of ranks."""
        for posting in self.at(at, asked.duty):
            if (
                posting.is_for(asked.matter)
                and runs(posting, asked.on)
                and self.can_act(posting.worker, code=code, asked=asked)
            ):
                yield posting.worker

    def first(self, code: str, asked: Asked) -> str | None:
        """Return who serves a grid: the first who can be asked, there or above."""
        on, matter, duty = asked
        if self.is_grid_dated:
            self.require_there(code, on)
        for posting in self.at(code, duty):
            is_asked_for = not posting.matters or matter in posting.matters
            if is_asked_for and runs(posting, on) and self.can_act(posting.worker, code=code, asked=asked):
                return posting.worker
        return next(self._above(code, asked), None)

    def upwards(self, code: str, *, on: date | None) -> tuple[tuple[str, str | None], ...]:
        """Return for a grid and each above it, the nearest first, who posted there can be asked about it."""
        self.require_there(code, on)
        asked = Asked(on)
        way = (code, *self.hierarchy(on).ancestors(code))
        return tuple((at, next(self.own(at, asked, at=at), None)) for at in way)

    def chain(self, code: str, asked: Asked) -> tuple[str, ...]:
        """Return who serves a grid and who follows, all of one grid."""
        self.require_there(code, asked.on)
        found = tuple(dict.fromkeys(self.own(code, asked, at=code)))
        if found:
            return found
        for at in self.above(code, on=asked.on):
            found = tuple(dict.fromkeys(self.own(code, asked, at=at)))
            if found:
                return found
        return ()

    def above(self, code: str, *, on: date | None) -> tuple[str, ...]:
        """Return the grids from which `code` may be served besides itself, the nearest first."""
        grid = self.hierarchy(on)
        if self.rule.inheritance is Inheritance.FROM_ABOVE:
            return grid.ancestors(code)
        grid.parent(code)  # which refuses a code that is not there
        return ()

    def _above(self, code: str, asked: Asked) -> Iterator[str]:
        """Yield who serves a grid from above, the nearest first."""
        return chain.from_iterable(self.own(code, asked, at=at) for at in self.above(code, on=asked.on))

    # ------------------------------------------------------------------------- who can be asked

    def can_act(self, worker: str, *, code: str, asked: Asked) -> bool:
        """Tell whether a worker is there, and need not keep out of the grid or the matter."""
        if worker in self.away and self.is_away(worker, asked.on):
            return False
        return worker not in self.recused or not self.is_recused(worker, code=code, asked=asked)

    def is_away(self, worker: str, on: date | None) -> bool:
        """Tell whether a worker is away on a day."""
        return any(runs(each, on) for each in self.away.get(worker, ()))

    def is_recused(self, worker: str, *, code: str, asked: Asked) -> bool:
        """Tell whether a worker must keep out of a grid, of one above it, or of the matter."""
        recused = self.workers[worker].recused_from
        return bool(recused) and (
            code in recused
            or asked.matter in recused
            or not recused.isdisjoint(self.hierarchy(asked.on).ancestors(code))
        )

    def is_inside(self, worker: str, code: str, *, on: date | None) -> bool:
        """Tell whether a grid lies in one of a worker's communities; all do where none is named."""
        communities = self.workers[worker].communities
        return (
            not communities
            or code in communities
            or not communities.isdisjoint(self.hierarchy(on).ancestors(code))
        )


class Parts(NamedTuple):
    """What a roster is compiled of."""

    grid: GridHierarchy
    rule: PostingRule
    workers: tuple[Worker, ...]
    postings: tuple[Posting, ...]
    absences: tuple[Absence, ...]
    households: tuple[tuple[str, int], ...]


def compiled(parts: Parts) -> Standing:
    """Return the parts of a roster by grid and by worker; postings come in their order."""
    workers = {each.id: each for each in parts.workers}
    known = [each for each in parts.postings if each.worker in workers and each.grid in parts.grid]
    return Standing(
        grid=parts.grid,
        rule=parts.rule,
        workers=workers,
        served=_grouped(((each.grid, each.duty), each) for each in known),
        serving=_grouped((each.worker, each) for each in known),
        away=_grouped((each.worker, each) for each in parts.absences),
        recused=frozenset(each.id for each in parts.workers if each.recused_from),
        households=dict(parts.households),
        is_grid_dated=parts.grid.is_dated,
        is_dated=parts.grid.is_dated or bool(parts.absences) or any(each.is_dated for each in parts.postings),
    )


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the second of each pair by the first."""
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(group) for key, group in groups.items()}
