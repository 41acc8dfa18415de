"""Dwellings and tenures looked up by each other's codes, compiled once for a residency.

What stands twice is kept by the residency, which names it; here the first in order counts.
This module knows no rule and no care.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Self

import attrs

from communitygov.core.checks import counted
from communitygov.errors import UnknownName, Words
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.tenure import Tenure, TenureRole, holding

#: Of several tenures on one day, a person is counted where the first of these roles leads; library default:
#: who heads a household, belongs to one or rents lives there; who only owns may live elsewhere.
COUNTED_FIRST: Mapping[TenureRole, int] = {role: at for at, role in enumerate(TenureRole)}
#: Among how many codes a near one is looked for.
NEIGHBOURS = 200


@attrs.frozen(eq=False)
class Bindings:
    """The lookups of a residency.

    Examples
    --------
    >>> bindings = Bindings.of([Dwelling("D-1", grid="LQ-1")], [Tenure("r-1", "D-1", role=TenureRole.HEAD)])
    >>> bindings.homes(None, among={"LQ-1"})
    {'r-1': 'D-1'}
    """

    dwellings: Mapping[str, Dwelling] = attrs.field(repr=counted)
    by_grid: Mapping[str, tuple[Dwelling, ...]] = attrs.field(repr=counted)
    by_person: Mapping[str, tuple[Tenure, ...]] = attrs.field(repr=counted)
    by_dwelling: Mapping[str, tuple[Tenure, ...]] = attrs.field(repr=counted)

    @classmethod
    def of(cls, dwellings: Iterable[Dwelling], tenures: Iterable[Tenure]) -> Self:
        """Compile what stands in the order of its codes."""
        first: dict[str, Dwelling] = {}
        for each in dwellings:
            first.setdefault(each.id, each)
        by_grid: dict[str, list[Dwelling]] = {}
        for each in first.values():
            by_grid.setdefault(each.grid, []).append(each)
        by_person: dict[str, list[Tenure]] = {}
        by_dwelling: dict[str, list[Tenure]] = {}
        for tenure in tenures:
            by_person.setdefault(tenure.person, []).append(tenure)
            by_dwelling.setdefault(tenure.dwelling, []).append(tenure)
        return cls(
            first,
            {grid: tuple(found) for grid, found in by_grid.items()},
            {person: tuple(found) for person, found in by_person.items()},
            {dwelling: tuple(found) for dwelling, found in by_dwelling.items()},
        )

    def tenures_of(self, person: object) -> tuple[Tenure, ...]:
        """Return the tenures of a person; none of one who is unknown, or is no identifier at all."""
        return self.by_person.get(person, ()) if isinstance(person, str) else ()

    def dwelling(self, code: object) -> Dwelling:
        """Return the dwelling with `code`; raise `UnknownName` with a near one otherwise."""
        wanted = code if isinstance(code, str) else ""
        if wanted in self.dwellings:
            return self.dwellings[wanted]
        codes = tuple(self.dwellings)
        low = max(0, bisect_left(codes, wanted) - NEIGHBOURS // 2)
        raise UnknownName(Words("房屋", "dwelling"), code, codes[low : low + NEIGHBOURS])

    def people(self, on: date | None) -> tuple[str, ...]:
        """Return everybody with a tenure on a day, in order."""
        return tuple(person for person, tenures in self.by_person.items() if holding(tenures, on))

    def homes(self, on: date | None, *, among: Container[str]) -> dict[str, str]:
        """Return for each person the one dwelling, in a grid `among` these, where they are counted."""
        found: dict[str, str] = {}
        there = {code for code, dwelling in self.dwellings.items() if dwelling.grid in among}
        for person, tenures in self.by_person.items():
            lives = [each for each in holding(tenures, on) if each.dwelling in there]
            if lives:
                best = min(lives, key=lambda each: (COUNTED_FIRST[each.role], each.dwelling))
                found[person] = best.dwelling
        return found

    def led_home(self, *, among: Container[str]) -> set[str]:
        """Return everybody with a tenure, at whatever time, of a dwelling in a grid `among` these."""
        there = {code for code, dwelling in self.dwellings.items() if dwelling.grid in among}
        return {tenure.person for code in there for tenure in self.by_dwelling.get(code, ())}
