"""Codes of grids, of fifteen and twenty digits."""

import pytest

from communitygov.grid.code import GridCode


def test_a_unit_grid_of_beijing_has_no_kind_of_object() -> None:
    grid = GridCode("110101001002003")
    assert (grid.object_kind, grid.county, grid.street, grid.community, grid.number) == (
        None,
        "110101",
        "001",
        "002",
        "003",
    )
    assert grid.parent.digits == grid.division == "110101001002"
    assert grid.caveats() == ()
    assert not grid.is_merged
    assert not grid.is_whole_community


def test_the_structure_of_beijing_elsewhere_is_told() -> None:
    (finding,) = GridCode("510116001002003").caveats()
    assert finding.code == "GRID_OUTSIDE_BEIJING"
    assert "四川省" in finding.text("zh")


@pytest.mark.parametrize(
    ("community", "number", "is_", "parent"),
    [
        ("001", "00", "whole", "510116002001"),
        ("001", "01", "part", "510116002001"),
        ("600", "00", "whole", "510116002600"),
        ("601", "00", "merged", "510116002"),
        ("999", "12", "merged", "510116002"),
    ],
)
def test_a_merged_grid_lies_under_the_street_and_an_undivided_community_is_one_grid(
    community: str, number: str, is_: str, parent: str
) -> None:
    grid = GridCode(f"010203510116002{community}{number}")
    assert (grid.is_merged, grid.is_whole_community) == (is_ == "merged", is_ == "whole")
    assert grid.parent.digits == parent
    assert (grid.object_kind, grid.number) == ("010203", number)
    assert grid.caveats() == ()


def test_digits_that_come_again_are_still_found() -> None:
    grid = GridCode("11111111111111111111")
    assert (grid.object_kind, grid.division, grid.number) == ("111111", "111111111111", "11")
    assert GridCode("111111111111111").number == "111"
