"""Hypothesis strategies for buildings, small quarters and their delineations.

A quarter is drawn as places on a lattice, each building beside some of those around it: connected and without
crossings, as quarters are.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

from communitygov.geometry.point import Point
from communitygov.grid.delineation.building import Building
from communitygov.grid.delineation.delineate import delineate
from communitygov.grid.delineation.delineation import Delineation
from communitygov.grid.delineation.drawn_grid import DrawnGrid
from communitygov.grid.delineation.quality import Quality
from communitygov.grid.level.kind import GridKind
from communitygov.testing.strategies.core import identifiers

#: From one place of the lattice to the next, in centimetres.
_STEP = 2_000
#: How many buildings stand in a row of the lattice.
_ROW = 4
_COMPOUNDS = ("", "", "", "yard-1", "yard-2")
_EXCLUSIVE = ("", "", "", "", "mall")


class Quarter(NamedTuple):
    """What `delineate` takes."""

    buildings: tuple[Building, ...]
    adjacency: tuple[tuple[str, str], ...]


def points() -> st.SearchStrategy[Point]:
    """Return points within a quarter."""
    return st.builds(Point, st.integers(0, 100_000), st.integers(0, 100_000))


def buildings() -> st.SearchStrategy[Building]:
    """Return single buildings, some in a compound or set apart."""
    return st.builds(
        Building,
        identifiers(),
        households=st.integers(0, 200),
        at=points(),
        compound=st.just("") | identifiers(),
        exclusive=st.just("") | identifiers(),
    )


@st.composite
def quarters(
    draw: st.DrawFn, *, most: int = 12, households: int = 60, compounds: Sequence[str] = _COMPOUNDS
) -> Quarter:
    """Return connected quarters of one building to `most`, each with up to `households` households."""
    number = draw(st.integers(1, most))
    sizes = draw(st.lists(st.integers(0, households), min_size=number, max_size=number))
    made = tuple(
        Building(
            f"b{at:02}",
            households=size,
            at=Point(at % _ROW * _STEP + draw(st.integers(0, 900)), at // _ROW * _STEP),
            compound=draw(st.sampled_from(compounds)),
        )
        for at, size in enumerate(sizes)
    )
    pairs: list[tuple[str, str]] = []
    for at in range(1, number):
        near = [at - step for step in (1, _ROW) if step <= at and (step == _ROW or at % _ROW)]
        kept = draw(st.sets(st.sampled_from(near), min_size=1))
        pairs += [(made[other].id, made[at].id) for other in sorted(kept)]
    return Quarter(made, tuple(pairs))


def drawn_grids() -> st.SearchStrategy[DrawnGrid]:
    """Return single grids."""

    def made(code: str, under: str, members: frozenset[str], households: int) -> DrawnGrid:
        ordered = sorted(members)
        kind = GridKind.MICRO if under else GridKind.GENERAL
        return DrawnGrid(
            code, kind=kind, under=under, members=ordered, households=households, centre=ordered[-1]
        )

    some = st.frozensets(identifiers(), min_size=1, max_size=4)
    return st.builds(made, identifiers(), st.just("") | identifiers(), some, st.integers(0, 500))


def qualities() -> st.SearchStrategy[Quality]:
    """Return figures, as if they had been measured."""
    shares = st.fractions(0, 1, max_denominator=20)
    return st.builds(
        Quality,
        micro_in_bounds=st.none() | shares,
        general_in_bounds=st.none() | shares,
        contiguous=st.none() | shares,
        mean_way=st.integers(0, 100_000),
        cut_share=shares,
        variation=shares,
    )


@st.composite
def delineations(draw: st.DrawFn, *, most: int = 8) -> Delineation:
    """Return delineations of small quarters, some with an exclusive grid, not all within bounds."""
    quarter = draw(quarters(most=most))
    apart = [
        Building(each.id, households=each.households, at=each.at, exclusive=draw(st.sampled_from(_EXCLUSIVE)))
        for each in quarter.buildings
    ]
    return delineate(apart, quarter.adjacency, households=(30, 100), general=(60, 200))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Building: buildings,
        DrawnGrid: drawn_grids,
        Quality: qualities,
        Delineation: delineations,
    }
)
