"""Changes that fit holdings, planned out of choices that the caller makes.

A strategy draws the choices, a seeded test takes them from a generator.  So long courses of changes, none of
which is refused, can be walked either way.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

import attrs

from communitygov.grid.reorganisation.change import Change, Closed, Move, Opened, Rename
from communitygov.grid.reorganisation.division import Part, Split
from communitygov.grid.reorganisation.holdings import Holdings
from communitygov.grid.reorganisation.merger import Merge

#: Picks one of several.
Choose: TypeAlias = Callable[[Sequence[Any]], Any]

#: The first day of a course of changes.
FIRST_DAY = date(2024, 1, 1)
_BASIS = "社区 2024-3 号"
_MOST_MERGED = 4


def fitting(held: Holdings, *, choose: Choose, number: int) -> Change:
    """Return a change that fits holdings, out of all kinds that fit at all.

    Parameters
    ----------
    choose
        Picks one of several.
    number
        How many changes there were: it makes the new codes, and the day.
    """
    plan = _Plan(held, choose, FIRST_DAY + timedelta(days=number), f"n{number}")
    kinds = (plan.merges, plan.splits, plan.moves, plan.openings, plan.closings, plan.renames)
    for kind in (choose(kinds), plan.merges, plan.splits, plan.moves):
        change: Change | None = kind()
        if change is not None:
            return change
    return plan.openings()


@attrs.frozen
class _Plan:
    """What a change is planned from."""

    held: Holdings
    choose: Choose
    on: date
    code: str

    def merges(self) -> Merge | None:
        """Plan a merger of neighbours."""
        grid = self.held.grid
        families: dict[tuple[str, str | None], list[str]] = {}
        for code in grid:
            families.setdefault((grid[code].level, grid.parent(code)), []).append(code)
        large = [codes for codes in families.values() if len(codes) > 1]
        if not large:
            return None
        codes = self.choose(large)
        first = self.choose(range(len(codes)))
        size = self.choose(range(2, min(len(codes), _MOST_MERGED) + 1))
        chosen = [codes[(first + at) % len(codes)] for at in range(size)]
        change = Merge(codes=chosen, into=self.code, name="合并后", on=self.on, basis=_BASIS)
        contested = [each for each in self.held.explain(change) if each.code == "MERGE_IN_CHARGE_CONTESTED"]
        return (
            change.led_by(self.choose(dict(contested[0].details)["workers"].split(", ")))
            if contested
            else change
        )

    def splits(self) -> Split | None:
        """Plan a split in two or three of a grid with something to divide."""
        grid, situation = self.held.grid, self.held.situation
        things = {
            code: [*sorted(situation.dwellings_of(code)), *grid.children(code)] for code in sorted(grid)
        }
        large = [code for code, found in things.items() if len(found) > 1]
        if not large:
            return None
        code = self.choose(large)
        cut = self.choose(range(1, len(things[code])))
        beneath = frozenset(grid.children(code))
        pieces = (things[code][:cut], things[code][cut:])
        found = [
            Part(
                f"{self.code}-{at}",
                name=f"第{at}组",
                dwellings=set(piece) - beneath,
                grids=set(piece) & beneath,
            )
            for at, piece in enumerate(pieces)
        ]
        rest = self.choose([part.code for part in found])
        return Split(code=code, parts=found, rest=rest, on=self.on, basis=_BASIS)

    def moves(self) -> Move | None:
        """Plan a move under another parent that the levels allow."""
        grid = self.held.grid
        code = self.choose(sorted(grid))
        level, inside = grid[code].level, grid.within([code])
        parents = [
            to
            for to in (*sorted(grid), None)
            if to != grid.parent(code)
            and to not in inside
            and grid.scheme.allows(level, None if to is None else grid[to].level)
        ]
        return Move(code=code, to=self.choose(parents), on=self.on, basis=_BASIS) if parents else None

    def openings(self) -> Opened:
        """Plan a new grid where its level may lie."""
        grid = self.held.grid
        places = [
            (level.code, parent)
            for level in grid.scheme
            for parent in (None, *sorted(grid))
            if grid.scheme.allows(level.code, None if parent is None else grid[parent].level)
        ]
        level, parent = self.choose(places)
        return Opened(code=self.code, parent=parent, level=level, name="新设", on=self.on, basis=_BASIS)

    def closings(self) -> Closed | None:
        """Plan the closing of a grid with nothing in it."""
        grid = self.held.grid
        plain = [Closed(code=code, on=self.on, basis=_BASIS) for code in sorted(grid)]
        empty = [change for change in plain if not self.held.explain(change)]
        if not empty or len(grid) == 1:
            return None
        code = self.choose([change.code for change in empty])
        others = [each for each in sorted(grid) if each != code]
        return Closed(code=code, successor=self.choose([None, *others]), on=self.on, basis=_BASIS)

    def renames(self) -> Rename:
        """Plan a new name."""
        return Rename(code=self.choose(sorted(self.held.grid)), name=self.code, on=self.on, basis=_BASIS)
