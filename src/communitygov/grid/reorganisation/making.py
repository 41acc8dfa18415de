"""Changes made for a hierarchy: checked against it at once, so that a slip shows where it is made.

Each gives the plain record (`communitygov.grid.reorganisation.change`).  What lives in the grids is not asked
here: dwellings, matters and postings are looked at when the change meets `Holdings`.
"""

from collections.abc import Iterable
from datetime import date

from communitygov.core.argument import each_required, require
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.reorganisation.change import Change, Move, Rename
from communitygov.grid.reorganisation.condition import unmet
from communitygov.grid.reorganisation.division import Part, Split
from communitygov.grid.reorganisation.merger import Merge
from communitygov.grid.reorganisation.refusal import ChangeRefused
from communitygov.grid.reorganisation.situation import Situation


def merge(
    grid: GridHierarchy, codes: Iterable[str], *, into: str, on: date, basis: str, name: str | None = None
) -> Merge:
    """Return the merger of grids into a new one, which is called by its code unless it has a name.

    Raises
    ------
    ChangeRefused
        If the grids are not there, not of one level and parent, or the code is not new: with every reason.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows(
    ...     [
    ...         ("LQ", None, "general", "龙桥"),
    ...         ("LQ-01", "LQ", "micro", "一组"),
    ...         ("LQ-02", "LQ", "micro", "二组"),
    ...     ]
    ... )
    >>> change = merge(
    ...     grid, ("LQ-01", "LQ-02"), into="LQ-12", name="桥头组", on=date(2024, 3, 1), basis="3 号"
    ... )
    >>> print(change.words.en)
    merge LQ-01, LQ-02 into LQ-12
    >>> merge(grid, ("LQ-01", "LQ-02"), into="LQ-02", on=date(2024, 3, 1), basis="3 号")
    Traceback (most recent call last):
        ...
    communitygov.grid.reorganisation.refusal.ChangeRefused: "merge LQ-01, LQ-02 into LQ-02" is refused: the \
code LQ-02 belongs to a grid that stands (give a new code, even where the name stays). [CHANGE_REFUSED]
    """
    change = Merge(codes=_as_codes(codes), into=into, name=into if name is None else name, on=on, basis=basis)
    _check(grid, change)
    return change


def split(
    grid: GridHierarchy,
    code: str,
    *,
    parts: Iterable[Part],
    on: date,
    basis: str,
    rest: str | None = None,
) -> Split:
    """Return the split of a grid into parts; `rest` is the part that takes what no part names.

    Raises
    ------
    ChangeRefused
        If the grid is not there, a grid beneath it goes to no part, or a code is not new: with every reason.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-01", "LQ", "micro", "一组")])
    >>> parts = (Part("LQ-13", name="东组", dwellings={"D-1"}), Part("LQ-14", name="西组", dwellings={"D-2"}))
    >>> split(grid, "LQ-01", parts=parts, rest="LQ-13", on=date(2024, 3, 1), basis="3 号").words.zh
    '拆分 LQ-01 为 LQ-13、LQ-14'
    """
    change = Split(code=code, parts=each_required("parts", parts, kind=Part), rest=rest, on=on, basis=basis)
    _check(grid, change)
    return change


def move(grid: GridHierarchy, code: str, *, to: str | None, on: date, basis: str) -> Move:
    """Return the move of a grid under another parent.

    Raises
    ------
    ChangeRefused
        If either is not there, the parent lies under the grid, or its level is not allowed.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows(
    ...     [
    ...         ("G-1", None, "general", "甲"),
    ...         ("G-2", None, "general", "乙"),
    ...         ("M", "G-1", "micro", "一组"),
    ...     ]
    ... )
    >>> move(grid, "M", to="G-2", on=date(2024, 3, 1), basis="3 号").words.en
    'move M under G-2'
    """
    change = Move(code=code, to=to, on=on, basis=basis)
    _check(grid, change)
    return change


def rename(grid: GridHierarchy, code: str, *, name: str, on: date, basis: str) -> Rename:
    """Return the new name of a grid.

    Raises
    ------
    ChangeRefused
        If the grid is not there, or is called so already.

    Examples
    --------
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥")])
    >>> rename(grid, "LQ", name="龙桥东", on=date(2024, 3, 1), basis="3 号").words.en
    'rename LQ'
    """
    change = Rename(code=code, name=name, on=on, basis=basis)
    _check(grid, change)
    return change


def _as_codes(codes: Iterable[str]) -> frozenset[str]:
    """Return codes as the record's own converter takes them."""
    return codes  # type: ignore[return-value]  # the converter of the field reads any collection


def _check(grid: GridHierarchy, change: Change) -> None:
    """Refuse a change that does not fit the grids, whoever lives in them."""
    require("grid", grid, kind=GridHierarchy)
    reasons = unmet(change, Situation(grid=grid))
    if reasons:
        raise ChangeRefused(change.words, reasons)
