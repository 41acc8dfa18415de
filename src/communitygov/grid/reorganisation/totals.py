"""What is in holdings: everything once, wherever it lies, and how many of each there are in every grid.

What a reorganisation must not change is `HeldTotals`; what it changes are the `GridCounts`.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

import attrs

from communitygov.core.checks import counted, hidden
from communitygov.core.span import runs
from communitygov.grid.posting.posting import Posting
from communitygov.grid.reorganisation.situation import Situation
from communitygov.grid.residency.tenure import Tenure

#: Worker, duty and matters of a posting, wherever it is.
Service: TypeAlias = tuple[str, str, tuple[str, ...]]


@attrs.frozen(kw_only=True)
class HeldTotals:
    """Everything that grids hold, without where: before and after a reorganisation this is the same.

    Parameters
    ----------
    dwellings, matters
        Identifiers, in order.
    tenures
        Who belongs to which dwelling; hidden in the ``repr``.
    services
        Who serves with which duty in which matters, each once: two postings that come to say the same of one
        grid become one.

    Examples
    --------
    >>> HeldTotals(dwellings=("D-1", "D-2"), tenures=(), matters=(), services=())
    HeldTotals(dwellings=‹2›, tenures=‹hidden›, matters=‹0›, services=‹0›)
    """

    dwellings: tuple[str, ...] = attrs.field(repr=counted)
    tenures: tuple[Tenure, ...] = attrs.field(repr=hidden)
    matters: tuple[str, ...] = attrs.field(repr=counted)
    services: tuple[Service, ...] = attrs.field(repr=counted)


class GridCounts(NamedTuple):
    """How many there are in a grid and in all that lies under it.

    Examples
    --------
    >>> GridCounts(grids=3, dwellings=40, residents=101, matters=2, postings=3).dwellings
    40
    """

    grids: int = 0
    dwellings: int = 0
    residents: int = 0
    matters: int = 0
    postings: int = 0


def services(postings: tuple[Posting, ...]) -> tuple[Service, ...]:
    """Return who serves with which duty in which matters, each once and in order.

    Examples
    --------
    >>> services((Posting("w-1", "LQ-1"), Posting("w-1", "LQ-2")))
    (('w-1', 'in_charge', ()),)
    """
    return tuple(sorted({(each.worker, each.duty.value, tuple(sorted(each.matters))) for each in postings}))


def counts(situation: Situation, residents: Mapping[str, int], *, on: date | None) -> dict[str, GridCounts]:
    """Return the counts of every grid, rolled up; postings are those that run on a day, or all without one.

    What lies in no grid of the hierarchy counts nowhere: `findings` names it.
    """
    grid = situation.grid
    running = [each.grid for each in situation.postings or () if runs(each, on)]
    columns = (
        dict.fromkeys(grid, 1),
        Counter((situation.homes or {}).values()),
        residents,
        Counter(each.grid for each in situation.matters),
        Counter(running),
    )
    totals = [
        grid.roll_up({code: number for code, number in each.items() if code in grid}) for each in columns
    ]
    return {code: GridCounts(*(total[code] for total in totals)) for code in grid}
