"""Hypothesis strategies for dwellings, tenures, care tags and residencies, sound ones and broken ones.

A sound residency keeps every rule: each dwelling lies in a micro or exclusive grid, has one head at most, and
nobody heads two.  In a broken one anything may be wrong.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.residency.care import CareAccess, CareDisclosure, CareTag
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.location import Home, Location
from communitygov.grid.residency.residency import Residency
from communitygov.grid.residency.residency_rule import base_grids
from communitygov.grid.residency.suppression import suppressed_forest
from communitygov.grid.residency.tenure import Tenure, TenureRole
from communitygov.grid.residency.tree_counts import TreeCounts
from communitygov.testing.strategies.core import days, findings, identifiers, moments, titles
from communitygov.testing.strategies.geometry import points
from communitygov.testing.strategies.grid import hierarchies

#: Most dwellings of a residency, and most people of a dwelling, unless told otherwise.
MOST_DWELLINGS = 8
MOST_PEOPLE = 4
#: Who lives in a dwelling besides its head.
_OTHERS = (TenureRole.MEMBER, TenureRole.TENANT)
#: Care groups: nobody's; a host has its own.
_GROUPS = ("group-a", "group-b")


def spans() -> st.SearchStrategy[tuple[date | None, date | None]]:
    """Return a first day and the day after the last, each open at times."""
    both = st.lists(days(), min_size=2, max_size=2, unique=True).map(lambda two: (min(two), max(two)))
    since = days().map(lambda day: (day, None))
    until = days().map(lambda day: (None, day))
    return st.just((None, None)) | since | until | both


def dwellings(*, grids: Sequence[str] = ()) -> st.SearchStrategy[Dwelling]:
    """Return dwellings in any of `grids`, or in grids that nobody need know, or in none."""
    return st.builds(
        Dwelling,
        identifiers(),
        grid=st.sampled_from(grids) if grids else st.just("") | identifiers(),
        building=st.just("") | titles(),
        entrance=st.just("") | titles(longest=4),
        at=st.none() | points(),
    )


@st.composite
def tenures(draw: st.DrawFn) -> Tenure:
    """Return tenures of anybody and anything."""
    since, until = draw(spans())
    role = draw(st.sampled_from(TenureRole))
    return Tenure(draw(identifiers()), draw(identifiers()), role=role, since=since, until=until)


@st.composite
def care_tags(draw: st.DrawFn, *, people: Sequence[str] = ()) -> CareTag:
    """Return care tags of any of `people`, or of anybody."""
    since, until = draw(spans())
    person = draw(st.sampled_from(people) if people else identifiers())
    return CareTag(person, draw(st.sampled_from(_GROUPS)), since=since, until=until)


def care_accesses() -> st.SearchStrategy[CareAccess]:
    """Return records of who asked about care."""
    return st.builds(
        CareAccess,
        purpose=titles(),
        by=identifiers(),
        at=moments(),
        person=st.none() | identifiers(),
        grid=st.none() | identifiers(),
        group=st.none() | identifiers(),
    )


def care_disclosures() -> st.SearchStrategy[CareDisclosure]:
    """Return what was asked about care."""
    content = st.lists(identifiers(), max_size=3, unique=True).map(lambda codes: tuple(sorted(codes)))
    return st.builds(CareDisclosure, content=content, access=care_accesses())


@st.composite
def homes(draw: st.DrawFn) -> Home:
    """Return homes, with or without a roster."""
    dwelling = draw(dwellings())
    above = draw(st.lists(identifiers(), max_size=3))
    path = (*above, dwelling.grid or "m")
    workers = draw(st.none() | st.lists(st.none() | identifiers(), min_size=len(path), max_size=len(path)))
    return Home(
        dwelling=dwelling,
        path=path,
        roles=draw(st.lists(st.sampled_from(TenureRole), min_size=1, max_size=2, unique=True)),
        in_charge=() if workers is None else tuple(zip(reversed(path), workers, strict=True)),
    )


def locations() -> st.SearchStrategy[Location]:
    """Return where somebody lives."""
    return st.builds(
        Location,
        person=identifiers(),
        on=st.none() | days(),
        homes=st.lists(homes(), min_size=1, max_size=2),
        findings=st.lists(findings(), max_size=1),
    )


@st.composite
def residencies(
    draw: st.DrawFn, *, grids: st.SearchStrategy[GridHierarchy] | None = None, most: int = MOST_DWELLINGS
) -> Residency:
    """Return residencies that keep every rule, over any of `grids`, with up to `most` dwellings."""
    grid = draw(grids or hierarchies())
    bases = sorted(base_grids(grid, grid))
    count = draw(st.integers(0, most)) if bases else 0
    held: list[Tenure] = []
    made: list[Dwelling] = []
    for at in range(count):
        made.append(Dwelling(f"D-{at}", grid=draw(st.sampled_from(bases)), at=draw(st.none() | points())))
        held += draw(_household(f"D-{at}", first=len(held)))
    people = sorted({each.person for each in held})
    owners = draw(st.dictionaries(st.sampled_from(made), st.sampled_from(people))) if people else {}
    held += [Tenure(person, dwelling.id, role=TenureRole.OWNER) for dwelling, person in owners.items()]
    care = draw(st.lists(care_tags(people=people), max_size=most)) if people else []
    return Residency(grid, dwellings=made, tenures=held, care=care)


@st.composite
def broken_residencies(draw: st.DrawFn) -> Residency:
    """Return residencies with dwellings twice, in grids not there or of no use, and any tenures."""
    grid = draw(hierarchies())
    grids = st.sampled_from([*grid, "", "nowhere"])
    codes = st.sampled_from(("D-1", "D-2", "D-3"))
    made = draw(st.lists(st.builds(Dwelling, codes, grid=grids), max_size=MOST_DWELLINGS))
    held = draw(st.lists(_any_tenure(codes), max_size=MOST_DWELLINGS))
    care = draw(st.lists(care_tags(people=("r-1", "r-2", "r-9")), max_size=3))
    return Residency(grid, dwellings=made, tenures=held, care=care)


@st.composite
def _household(draw: st.DrawFn, dwelling: str, *, first: int) -> list[Tenure]:
    """Return a head and others, all of them new, or nobody."""
    roles = [TenureRole.HEAD, *draw(st.lists(st.sampled_from(_OTHERS), max_size=MOST_PEOPLE - 1))]
    since, until = draw(spans())
    return [
        Tenure(f"r-{first + at}", dwelling, role=role, since=since, until=until)
        for at, role in enumerate(roles[: draw(st.integers(0, MOST_PEOPLE))])
    ]


@st.composite
def _any_tenure(draw: st.DrawFn, codes: st.SearchStrategy[str]) -> Tenure:
    """Return a tenure of one of a few people and dwellings."""
    since, until = draw(spans())
    person, role = draw(st.sampled_from(("r-1", "r-2", "r-3"))), draw(st.sampled_from(TenureRole))
    return Tenure(person, draw(codes), role=role, since=since, until=until)


@st.composite
def tree_counts(draw: st.DrawFn) -> TreeCounts:
    """Return counts of a small hierarchy as they may be published."""
    grid = draw(hierarchies())
    counts = draw(st.dictionaries(st.sampled_from(tuple(grid)), st.integers(0, 12), max_size=5))
    return suppressed_forest(counts, grid.index.forest, smallest=draw(st.integers(3, 8)))


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Dwelling: dwellings,
        Tenure: tenures,
        CareTag: care_tags,
        CareAccess: care_accesses,
        CareDisclosure: care_disclosures,
        Home: homes,
        Location: locations,
        Residency: residencies,
        TreeCounts: tree_counts,
    }
)
