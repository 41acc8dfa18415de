"""People under care, looked for by person or by grid, and counted so that the counts point at nobody.

People are looked for and counted where `communitygov.grid.residency.counting` counts everybody: once.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping
from datetime import date

import attrs

from communitygov.core.argument import each_required
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.residency.care import CareTag, applying
from communitygov.grid.residency.suppression import suppressed_forest
from communitygov.grid.residency.tree_counts import TreeCounts


def groups_of(tags: Iterable[CareTag], on: date) -> tuple[str, ...]:
    """Return the groups of these tags that apply on a day, in order."""
    return tuple(sorted({each.group for each in tags if each.holds_on(on)}))


def people_of(tags: Iterable[CareTag], group: str, *, on: date) -> set[str]:
    """Return who belongs to a group on a day."""
    return {each.person for each in tags if each.group == group and each.holds_on(on)}


def people_in(
    people: Iterable[str], grids_of: Mapping[str, str], *, below: Container[str] | None
) -> tuple[str, ...]:
    """Return those who live in one of the grids `below`, or else those who live in none, in order."""
    if below is None:
        return tuple(sorted(each for each in people if each not in grids_of))
    return tuple(sorted(each for each in people if each in grids_of and grids_of[each] in below))


def care_counts(
    tags: Collection[CareTag],
    grids_of: Mapping[str, str],
    *,
    grid: GridHierarchy,
    on: date | None,
    smallest: int,
) -> dict[str, TreeCounts]:
    """Return by group the counts of every grid, fit to publish."""
    people: dict[str, set[str]] = {}
    for each in tags:
        people.setdefault(each.group, set())
    for each in applying(tags, on):
        people[each.group].add(each.person)
    forest = grid.index.forest
    return {
        group: suppressed_forest(
            Counter(grids_of[person] for person in found if person in grids_of), forest, smallest=smallest
        )
        for group, found in sorted(people.items())
    }


def chosen(grid: GridHierarchy, *, level: str | None, grids: Iterable[str] | None) -> frozenset[str]:
    """Return the codes of a level, those of `grids`, those of both, or all."""
    codes = (
        frozenset(grid)
        if grids is None
        else frozenset(grid[code].code for code in each_required("grids", grids, kind=str))
    )
    if level is None:
        return codes
    wanted = grid.scheme[level].code
    return frozenset(code for code in codes if grid[code].level == wanted)


def only(counts: TreeCounts, codes: Container[str]) -> TreeCounts:
    """Return the counts of these codes alone."""
    return attrs.evolve(counts, cells=tuple(cell for cell in counts.cells if cell[0] in codes))
