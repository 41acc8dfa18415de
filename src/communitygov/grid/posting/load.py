"""How much each worker is in charge of, in grids and in households, against what one may have.

Counted are the grids at which a worker is posted first in charge, and the households that live in them and
in all that lies beneath; a household is counted once however the grids lie.  Deputies have no load.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, identifier, identifiers, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.span import runs
from communitygov.errors import Words
from communitygov.grid.posting.standing import Standing
from communitygov.grid.posting.worker import UNLIMITED, Capacity

GRIDS_OVER_CAPACITY = Message(
    "GRIDS_OVER_CAPACITY",
    Words(
        "{worker} 负责 {grids} 个网格，上限为 {most} 个",
        "{worker} is in charge of {grids} grids; the most is {most}",
    ),
    Words("请将其中的网格改派他人", "give some of the grids to somebody else"),
)
HOUSEHOLDS_OVER_CAPACITY = Message(
    "HOUSEHOLDS_OVER_CAPACITY",
    Words(
        "{worker} 负责 {households} 户，上限为 {most} 户",
        "{worker} is in charge of {households} households; the most is {most}",
    ),
    Words("请将其中的网格改派他人", "give some of the grids to somebody else"),
)


@attrs.frozen
class Load(Value):
    """What one worker is in charge of.

    Parameters
    ----------
    worker
        Identifier of the worker.
    codes
        Codes of the grids, in order.
    households
        Households in these grids, each counted once.
    uncounted
        How many of the grids have no count of households, neither of their own nor beneath.
    capacity
        What the worker may have.

    Examples
    --------
    >>> load = Load("w-07", codes=("LQ-01", "LQ-02", "LQ-03"), households=205, capacity=Capacity(grids=2))
    >>> load.grids, [finding.code for finding in load.findings()]
    (3, ['GRIDS_OVER_CAPACITY'])
    """

    document_kind: ClassVar[str] = "grid-load"
    worker: str = attrs.field(validator=identifier)
    codes: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=as_tuple, validator=identifiers)
    households: int = attrs.field(default=0, kw_only=True, validator=at_least(0))
    uncounted: int = attrs.field(default=0, kw_only=True, validator=at_least(0))
    capacity: Capacity = attrs.field(default=UNLIMITED, kw_only=True, validator=one_of(Capacity))

    @property
    def grids(self) -> int:
        """How many grids."""
        return len(self.codes)

    def findings(self) -> tuple[Finding, ...]:
        """Name what is beyond the worker's capacity."""
        return tuple(self._over())

    def _over(self) -> Iterator[Finding]:
        most_grids, most_households = self.capacity.grids, self.capacity.households
        if most_grids is not None and self.grids > most_grids:
            facts: dict[str, Detail] = {"worker": self.worker, "grids": self.grids, "most": most_grids}
            yield GRIDS_OVER_CAPACITY.finding(self.worker, facts)
        if most_households is not None and self.households > most_households:
            facts = {"worker": self.worker, "households": self.households, "most": most_households}
            yield HOUSEHOLDS_OVER_CAPACITY.finding(self.worker, facts)


def loads(standing: Standing, *, on: date | None) -> tuple[Load, ...]:
    """Return the load of every worker, in the order of their identifiers."""
    return tuple(load_of(standing, worker, on=on) for worker in standing.workers)


def load_of(standing: Standing, worker: str, *, on: date | None, among: frozenset[str] | None = None) -> Load:
    """Return the load of one worker, of some grids only if these are given."""
    counts, grid = standing.households, standing.hierarchy(on)
    firsts = (each for each in standing.serving.get(worker, ()) if each.is_first and runs(each, on))
    codes = {each.grid for each in firsts if each.grid in grid and (among is None or each.grid in among)}
    held = {code: grid.within((code,)) & counts.keys() for code in codes}
    counted = frozenset[str]().union(*held.values())
    return Load(
        worker,
        codes=tuple(sorted(codes)),
        households=sum(counts[code] for code in counted),
        uncounted=sum(not below for below in held.values()),
        capacity=standing.workers[worker].capacity,
    )
