"""Postings carried over to other grids: after a merger, a division, a change of codes.

Every posting that runs goes where its grid went; to each part, if the grid was divided.  Nobody is chosen:
where two in charge come together, both stand there, and the roster says so (`Roster.findings`).  What is over
stays as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from communitygov.core.argument import require
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.posting import Posting, in_order
from communitygov.grid.posting.worker import Worker
from communitygov.quotation import shown

_SUCCESSORS = Words("须为网格代码或其元组，至少一个", "must be a code, or a tuple of at least one")
#: For each old code the new ones.
Successors = Mapping[str, tuple[str, ...]]


def successors(grids: Mapping[str, str | tuple[str, ...]], grid: GridHierarchy) -> dict[str, tuple[str, ...]]:
    """Return the new codes of each old one.

    Raises
    ------
    InvalidValue
        If an old code has no new one.
    UnknownName
        If a new one is not there.
    """
    require("grids", grids, kind=Mapping)
    require("grid", grid, kind=GridHierarchy)
    found: dict[str, tuple[str, ...]] = {}
    for old, new in grids.items():
        codes = (new,) if isinstance(new, str) else new
        if type(codes) is not tuple or not codes:
            raise InvalidValue(f"grids[{shown(old)}]", new, _SUCCESSORS)
        for code in codes:
            if code not in grid:
                raise UnknownName(Words("网格", "grid"), code, tuple(row[0] for row in grid.rows))
        found[old] = codes
    return found


def carried(postings: Iterable[Posting], to: Successors, *, on: date | None) -> tuple[Posting, ...]:
    """Return postings where their grids went; of those that become the same, the first rank stays."""
    kept, moved = list[Posting](), dict[Posting, int]()
    for posting in postings:
        is_over = on is not None and posting.until is not None and posting.until <= on
        if posting.grid not in to or is_over:
            kept.append(posting)
            continue
        kept += _past(posting, on)
        for code in to[posting.grid]:
            new = attrs.evolve(posting, grid=code, rank=0, since=_later(posting.since, on))
            moved[new] = min(posting.rank, moved.get(new, posting.rank))
    return in_order({*kept, *(attrs.evolve(each, rank=rank) for each, rank in moved.items())})


def _past(posting: Posting, on: date | None) -> Iterator[Posting]:
    """Yield what of a posting lies before a day."""
    if on is not None and (posting.since is None or posting.since < on):
        yield attrs.evolve(posting, until=on)


def _later(since: date | None, on: date | None) -> date | None:
    """Return the later of two days; an open one is the earlier."""
    return on if since is None or (on is not None and since < on) else since


def counted_anew(households: Iterable[tuple[str, int]], to: Successors) -> dict[str, int]:
    """Return counts where their grids went, added up; those of a grid that was divided are not known."""
    counts: dict[str, int] = {}
    for code, count in households:
        codes = to.get(code, (code,))
        if len(codes) == 1:
            counts[codes[0]] = counts.get(codes[0], 0) + count
    return counts


def confined(worker: Worker, to: Successors) -> Worker:
    """Return a worker whose communities, and what must be kept out of, are where they went."""
    return attrs.evolve(
        worker,
        communities={new for old in worker.communities for new in to.get(old, (old,))},
        recused_from={new for old in worker.recused_from for new in to.get(old, (old,))},
    )
