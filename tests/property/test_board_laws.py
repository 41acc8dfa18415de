"""Boards against a search written by hand, and the diagnosis against a count written by hand."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.terms import Term
from communitygov.grid import GridHierarchy
from communitygov.grid.board import BoardRole, Directory, Listing
from communitygov.grid.diagnosis import diagnose
from communitygov.testing.strategies.board import directories
from communitygov.testing.strategies.core import days
from communitygov.testing.strategies.grid import hierarchies


def nearest(directory: Directory, code: str, role: BoardRole, held: list[Listing]) -> Listing | None:
    """Climb from a grid and return the first listing of a role that is met."""
    above: str | None = code
    while above is not None:
        for each in held:
            if each.grid == above and each.role is role:
                return each
        above = directory.grid.parent(above)
    return None


@given(directories(), days())
def test_a_line_shows_the_nearest_listing_of_that_day(directory: Directory, on: object) -> None:
    held = [
        each
        for each in directory.listings
        if (each.since is None or each.since <= on) and (each.until is None or on < each.until)
    ]
    boards = list(directory.boards(on=on))
    assert [board.entrance for board in boards] == sorted(
        each.code for each in directory.entrances if each.grid in directory.grid
    )
    for board in boards:
        for line in board.lines:
            found = nearest(directory, board.grid, line.role, held)
            assert line.contact == (found.contact if found else None)
            assert line.listed_at == (found.grid if found else None)
        assert len(board.gaps) == sum(line.is_vacant for line in board.lines)


@st.composite
def counted(draw: st.DrawFn) -> tuple[GridHierarchy, Mapping[str, int]]:
    grid = draw(hierarchies())
    codes = draw(st.lists(st.sampled_from(list(grid)), unique=True))
    return grid, {code: draw(st.integers(0, 600)) for code in codes}


def is_whole(grid: GridHierarchy, code: str, households: Mapping[str, int]) -> bool:
    """Tell whether a grid was counted itself, or in all that lies under it and holds residents."""
    if code in households:
        return True
    beneath = grid.children(code)
    if not beneath:
        return False
    return all(is_whole(grid, each, households) or is_empty(grid, each) for each in beneath) and any(
        code in grid.path(each) for each in households
    )


def is_empty(grid: GridHierarchy, code: str) -> bool:
    """Tell whether nobody can live in a grid."""
    beneath = grid.children(code)
    return all(is_empty(grid, each) for each in beneath) if beneath else not grid.level(code).holds_residents


@given(counted(), st.data())
def test_shares_count_every_grid_once(
    given: tuple[GridHierarchy, Mapping[str, int]], data: st.DataObject
) -> None:
    grid, households = given
    covered = data.draw(st.sets(st.sampled_from([*grid])))
    report = diagnose(grid, households=households, covers={Term("c", "覆盖", "cover"): covered})
    assert sum(share.grids for share in report.levels) == len(grid)
    for share in report.levels:
        codes = [code for code in grid if grid[code].level == share.level.code]
        whole = [
            sum(households[each] for each in households if code in grid.path(each))
            for code in codes
            if is_whole(grid, code, households)
        ]
        sizes = [
            sum(households[each] for each in beneath)
            for code in codes
            if (beneath := [each for each in households if code in grid.path(each)])
        ]
        assert (share.grids, share.counted + share.partly) == (len(codes), len(sizes))
        if share.bounds is not None:
            assert share.below == sum(size < share.bounds.least for size in whole)
            assert share.above == sum(size > share.bounds.most for size in sizes)
    sizes_found = sum(each.code in ("GRID_TOO_SMALL", "GRID_TOO_LARGE") for each in report.findings)
    assert sizes_found == sum(share.below + share.above for share in report.levels)
    kinds = [code for code in grid if grid.level(code).kind is not None]
    assert sorted(code for share in report.covers for code in share.without) == sorted(set(kinds) - covered)


@given(hierarchies(), st.randoms())
def test_the_order_of_rows_does_not_matter_to_a_diagnosis(grid: GridHierarchy, random: object) -> None:
    assert diagnose(grid) == diagnose(GridHierarchy.from_rows(random.sample(grid.rows, len(grid.rows))))
