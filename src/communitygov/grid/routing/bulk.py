"""Who has a report first, for every grid at once: what bulk routing of numbered people looks up.

`PopulationColumns.route` leads from people to places of an index, `PopulationColumns.responsible` from there
to workers; the column that it needs is made here.  It says what `Router.route` says of a report in each grid
whose reporter works in none; recusals, tiers further up and reasons are for `Router.dispatch`.
"""

from array import array
from collections.abc import Callable

import attrs

from communitygov.core.checks import counted
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.routing.policy import Tier


@attrs.frozen(eq=False)
class FirstWorkers:
    """For each place of an index who has a report of that grid first.

    Parameters
    ----------
    workers
        Identifiers of workers by their numbers, in order.
    by_place
        For each place the number of the worker; -1 where nobody is in charge up to the root.

    Examples
    --------
    >>> first = FirstWorkers(("g-1", "w-1"), array("i", [0, 1, -1]))
    >>> first.workers[first.by_place[1]]
    'w-1'
    """

    workers: tuple[str, ...] = attrs.field(repr=counted)
    by_place: "array[int]" = attrs.field(repr=counted)


def first_workers(grid: GridHierarchy, tier: Tier, *, first_of: Callable[[str], str | None]) -> FirstWorkers:
    """Return who has a report first, for each grid of a hierarchy.

    Parameters
    ----------
    grid, tier
        The grids, and the first tier of the policy.
    first_of
        Gives the first in charge of a grid itself.
    """
    first: dict[str, str | None] = {}
    start: dict[str, str | None] = {}
    found: list[str | None] = []
    for code in grid.index.codes:
        parent = grid.parent(code)
        above = None if parent not in first else parent
        first[code] = first_of(code) or (first[above] if above is not None else None)
        is_start = tier.stands_for(grid.level(code))
        start[code] = code if is_start else (start[above] if above is not None else None)
        found.append(first[start[code] or code])
    workers = sorted({each for each in found if each is not None})
    number: dict[str | None, int] = {each: at for at, each in enumerate(workers)}
    return FirstWorkers(tuple(workers), array("i", [number.get(each, -1) for each in found]))
