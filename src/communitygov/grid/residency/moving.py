"""Dwellings bound to other grids, as a reorganisation needs it: nothing is lost, nobody is asked.

Only the grid of dwellings changes.  Dwellings, tenures and care tags stay as many as they were.
"""

from collections.abc import Callable, Mapping

import attrs

from communitygov.core.argument import each_required, require
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.residency.binding import Bindings
from communitygov.grid.residency.dwelling import Dwelling

_AMBIGUOUS = Words(
    "同时为网格与房屋的代码；请改用 dwellings=",
    "must not be the code of a grid and of a dwelling too; give it in `dwellings`",
)


def read_moves(
    given: Mapping[str, str],
    dwellings: Mapping[str, str],
    *,
    bindings: Bindings,
    is_grid: Callable[[str], bool],
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the new grid by old grid, and the new grid by dwelling.

    Raises
    ------
    UnknownName
        If something is to move that is neither a dwelling nor a grid.
    InvalidValue
        If a code of `given` is both, or one that it moves to no text.
    """
    for name, moves in (("moves", given), ("dwellings", dwellings)):
        require(name, moves, kind=Mapping)
        each_required(name, moves.values(), kind=str)
    by_grid: dict[str, str] = {}
    by_dwelling = {bindings.dwelling(code).id: target for code, target in dwellings.items()}
    for code, target in given.items():
        if is_grid(code) and code in bindings.dwellings:
            raise InvalidValue("moves", code, _AMBIGUOUS)
        if is_grid(code):
            by_grid[code] = target
        elif code in bindings.dwellings:
            by_dwelling[code] = target
        else:
            known = tuple(sorted(bindings.by_grid))
            raise UnknownName(Words("网格或房屋", "grid or dwelling"), code, known)
    return by_grid, by_dwelling


def moved(dwelling: Dwelling, *, by_grid: Mapping[str, str], by_dwelling: Mapping[str, str]) -> Dwelling:
    """Return a dwelling in its new grid; a move of its own goes before one of its grid."""
    target = by_dwelling.get(dwelling.id, by_grid.get(dwelling.grid, dwelling.grid))
    return dwelling if target == dwelling.grid else attrs.evolve(dwelling, grid=target)
