"""Hypothesis strategies for reorganisations: changes, lineages, holdings, and changes that fit holdings.

Changes of every kind come by themselves, which need fit no grids, and as `fitting_changes` of holdings, which
are never refused (`communitygov.testing.strategies.fitting_change` plans them).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.duty import Duty, WorkerKind
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker
from communitygov.grid.reorganisation.change import Change, Closed, Move, Opened, Rename
from communitygov.grid.reorganisation.chronicle import Chronicle
from communitygov.grid.reorganisation.division import Part, Split
from communitygov.grid.reorganisation.holdings import Holdings
from communitygov.grid.reorganisation.lineage import Lineage
from communitygov.grid.reorganisation.matter import OpenMatter
from communitygov.grid.reorganisation.merger import Merge
from communitygov.grid.reorganisation.succession import Succession, SuccessionKind
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.residency import Residency
from communitygov.grid.residency.tenure import Tenure, TenureRole
from communitygov.testing.strategies.core import days, identifiers, titles
from communitygov.testing.strategies.fitting_change import FIRST_DAY, fitting
from communitygov.testing.strategies.grid import hierarchies

#: Most grids of each level of the holdings of examples.
MOST = (1, 2, 3, 2, 6, 12, 2)
#: Most dwellings of the holdings of examples.
MOST_DWELLINGS = 16


# --------------------------------------------------------------------------------- single records


def merges() -> st.SearchStrategy[Merge]:
    """Return mergers of any codes."""
    return st.builds(
        Merge,
        codes=st.sets(identifiers(), min_size=2, max_size=4),
        into=identifiers(),
        name=titles(),
        in_charge=st.none() | identifiers(),
        on=days(),
        basis=titles(),
    )


def parts(*, code: str | None = None) -> st.SearchStrategy[Part]:
    """Return parts that take anything."""
    some = st.sets(identifiers(), max_size=3)
    return st.builds(
        Part,
        identifiers() if code is None else st.just(code),
        name=titles(),
        dwellings=some,
        grids=some,
        matters=some,
        workers=some,
    )


@st.composite
def splits(draw: st.DrawFn) -> Split:
    """Return splits into two parts to four; what a part takes begins with its number, so nothing is twice."""
    codes = draw(st.lists(identifiers(longest=4), min_size=2, max_size=4, unique=True))
    found = [
        Part(
            code,
            name=draw(titles()),
            **{
                field: {f"{at}-{each}" for each in draw(st.sets(identifiers(longest=3), max_size=3))}
                for field in ("dwellings", "grids", "matters", "workers")
            },
        )
        for at, code in enumerate(codes)
    ]
    rest = draw(st.none() | st.sampled_from(codes))
    return Split(
        code=draw(identifiers()), parts=tuple(found), rest=rest, on=draw(days()), basis=draw(titles())
    )


def moves() -> st.SearchStrategy[Move]:
    """Return moves of any grid."""
    return st.builds(Move, code=identifiers(), to=st.none() | identifiers(), on=days(), basis=titles())


def renames() -> st.SearchStrategy[Rename]:
    """Return new names of any grid."""
    return st.builds(Rename, code=identifiers(), name=titles(), on=days(), basis=titles())


def openings() -> st.SearchStrategy[Opened]:
    """Return new grids of any level."""
    return st.builds(
        Opened,
        code=identifiers(),
        parent=st.none() | identifiers(),
        level=identifiers(),
        name=titles(),
        on=days(),
        basis=titles(),
    )


def closings() -> st.SearchStrategy[Closed]:
    """Return closings of any grid."""
    return st.builds(
        Closed, code=identifiers(), successor=st.none() | identifiers(), on=days(), basis=titles()
    )


def changes() -> st.SearchStrategy[Change]:
    """Return changes of every kind, which need fit no grids."""
    return st.one_of(renames(), moves(), openings(), closings(), merges(), splits())


def open_matters() -> st.SearchStrategy[OpenMatter]:
    """Return matters of any grid."""
    return st.builds(OpenMatter, identifiers(), grid=identifiers(), dwelling=st.none() | identifiers())


# --------------------------------------------------------------------------------- lineages


@st.composite
def successions(draw: st.DrawFn) -> Succession:
    """Return what became of codes, for itself; those of `lineages` fit together."""
    kind = draw(st.sampled_from(SuccessionKind))
    ends, follows = {
        SuccessionKind.MERGED: (draw(st.integers(2, 4)), 1),
        SuccessionKind.SPLIT: (1, draw(st.integers(2, 4))),
        SuccessionKind.OPENED: (0, 1),
        SuccessionKind.CLOSED: (1, draw(st.integers(0, 1))),
    }[kind]
    size = ends + follows
    codes = draw(st.lists(identifiers(longest=4), min_size=size, max_size=size, unique=True))
    return Succession(on=draw(days()), kind=kind, before=codes[:ends], after=codes[ends:])


@st.composite
def lineages(draw: st.DrawFn, *, most: int = 6) -> Lineage:
    """Return lineages of up to `most` changes of a few codes."""
    chosen = draw(st.lists(st.tuples(st.sampled_from(SuccessionKind), st.integers(0, 20)), max_size=most))
    alive, found = ["a", "b", "c", "d"], list[Succession]()
    for at, (kind, days_later) in enumerate(chosen):
        on = (found[-1].on if found else FIRST_DAY) + timedelta(days=days_later)
        found += _next(kind, alive, on=on, number=at)
    return Lineage(found)


def _next(kind: SuccessionKind, alive: list[str], *, on: date, number: int) -> Iterator[Succession]:
    """Yield one succession of codes that stand, and take it in; none where too few stand."""
    new = [f"n{number}-{at}" for at in range(2)]
    before, after = {
        SuccessionKind.MERGED: (alive[:2], new[:1]),
        SuccessionKind.SPLIT: (alive[:1], new),
        SuccessionKind.OPENED: ([], new[:1]),
        SuccessionKind.CLOSED: (alive[:1], alive[1:2]),
    }[kind]
    if kind is SuccessionKind.OPENED or len(alive) > 1:
        yield Succession(on=on, kind=kind, before=before, after=after)
        alive[:] = [code for code in alive if code not in before]
        alive += [code for code in after if code not in alive]


# --------------------------------------------------------------------------------- holdings


class Furniture(NamedTuple):
    """What is put into grids, as numbers to be wrapped."""

    dwellings: bytes
    matters: bytes
    postings: bytes


def holdings(*, most: Sequence[int] = MOST) -> st.SearchStrategy[Holdings]:
    """Return sound grids with dwellings, people, open matters and postings in them."""
    return st.builds(
        furnished,
        hierarchies(most=most),
        st.builds(
            Furniture, st.binary(max_size=MOST_DWELLINGS), st.binary(max_size=8), st.binary(max_size=12)
        ),
    )


def furnished(grid: GridHierarchy, furniture: Furniture) -> Holdings:
    """Return grids with what numbers say in them: one byte a dwelling, a matter, a posting."""
    leaves = [code for code in grid.leaves if grid[code].level in {"micro", "exclusive"}]
    dwellings = [
        Dwelling(f"D-{at}", grid=leaves[number % len(leaves)])
        for at, number in enumerate(furniture.dwellings)
        if leaves
    ]
    tenures = [
        Tenure(f"r-{at // 2}", each.id, role=tuple(TenureRole)[number % len(TenureRole)])
        for at, (each, number) in enumerate(zip(dwellings, furniture.dwellings, strict=False))
    ]
    return Holdings(
        grid,
        residency=Residency(grid, dwellings=dwellings, tenures=tenures),
        roster=_roster(grid, furniture.postings),
        matters=[
            _matter(at, number, grid=grid, dwellings=dwellings) for at, number in enumerate(furniture.matters)
        ],
    )


def _matter(at: int, number: int, *, grid: GridHierarchy, dwellings: Sequence[Dwelling]) -> OpenMatter:
    """Return the matter of a number: of a dwelling, there or above, or of a grid."""
    if number % 2 and dwellings:
        dwelling = dwellings[number // 2 % len(dwellings)]
        way = grid.path(dwelling.grid)
        return OpenMatter(f"m-{at}", grid=way[-1 - number // 64 % len(way)], dwelling=dwelling.id)
    codes = tuple(grid)
    return OpenMatter(f"m-{at}", grid=codes[number // 2 % len(codes)])


def _roster(grid: GridHierarchy, numbers: bytes) -> Roster:
    """Return the roster of numbers: of a few workers, each at some grids, some for a time or one matter."""
    codes = tuple(grid)
    postings = {
        Posting(
            f"w-{number % 5}",
            codes[number // 5 % len(codes)],
            duty=tuple(Duty)[at % 4 % 3],
            rank=number % 3,
            matters={"fire"} if number % 7 == 0 else (),
            until=FIRST_DAY if number % 11 == 0 else None,
        )
        for at, number in enumerate(numbers)
    }
    workers = [Worker(f"w-{at}", kind=WorkerKind.MICRO_GRID_WORKER) for at in range(5)]
    return Roster(grid, workers=workers, postings=sorted(postings, key=repr))


# --------------------------------------------------------------------------------- changes that fit


@st.composite
def fitting_changes(draw: st.DrawFn, held: Holdings, *, number: int = 0) -> Change:
    """Return changes that fit holdings; `number` makes their new codes and their day."""
    return fitting(held, choose=lambda options: draw(st.sampled_from(options)), number=number)


@st.composite
def chronicles(draw: st.DrawFn, *, most: int = 4) -> Chronicle:
    """Return chronicles of up to `most` changes."""
    chronicle = Chronicle(draw(holdings(most=(1, 1, 2, 1, 3, 5, 1))))
    for number in range(draw(st.integers(0, most))):
        chronicle = chronicle.after(draw(fitting_changes(chronicle.present, number=number)))
    return chronicle


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Merge: merges,
        Part: parts,
        Split: splits,
        Move: moves,
        Rename: renames,
        Opened: openings,
        Closed: closings,
        OpenMatter: open_matters,
        Succession: successions,
        Lineage: lineages,
        Holdings: holdings,
        Chronicle: chronicles,
    }
)
