"""Postings carried over to other grids: nothing is lost, nobody is chosen."""

from datetime import date
from typing import Any

import pytest
from tests.unit.grid.posting.staff import GRID, ROWS, codes, roster, worker

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.posting.posting import Posting

MAY, OLD, NEW = date(2023, 5, 4), date(2023, 1, 1), date(2024, 1, 1)
MERGED = GridHierarchy.from_rows([*ROWS[:2], ("M", "G", "micro", "甲乙"), ROWS[4]])


def test_the_same_worker_in_two_merged_grids_has_one_posting_of_the_first_rank() -> None:
    made = roster(
        Posting("w", "A", rank=1), Posting("w", "B"), Posting("w", "D"), households={"A": 1, "B": 2}
    )
    after = made.reposted({"A": "M", "B": "M"}, grid=MERGED)
    assert after.postings == (Posting("w", "D"), Posting("w", "M"))
    assert after.households == (("M", 3),)


def test_two_in_charge_of_merged_grids_are_both_kept_and_named() -> None:
    after = roster(Posting("v", "A"), Posting("w", "B")).reposted({"A": "M", "B": "M"}, grid=MERGED)
    assert len(after.postings) == 2
    assert "SECOND_IN_CHARGE" in codes(after.findings())


def test_a_divided_grid_leaves_its_worker_with_every_part_and_no_count() -> None:
    rows = [*ROWS[:2], ("A-1", "G", "micro", "东"), ("A-2", "G", "micro", "西"), *ROWS[3:]]
    parts = GridHierarchy.from_rows(rows)
    made = roster(
        Posting("w", "A"),
        workers=[worker("w", communities={"A"}, recused_from={"A", "fire"})],
        households={"A": 90},
    )
    after = made.reposted({"A": ("A-1", "A-2")}, grid=parts)
    assert [each.grid for each in after.postings] == ["A-1", "A-2"]
    assert after.load("w").uncounted == 2
    assert (after.workers[0].communities, after.workers[0].recused_from) == (
        {"A-1", "A-2"},
        {"A-1", "A-2", "fire"},
    )
    counted = made.reposted({"A": ("A-1", "A-2")}, grid=parts, households={"A-1": 40, "A-2": 50})
    assert counted.load("w").households == 90


def test_what_is_over_stays_and_what_runs_is_divided_by_the_day() -> None:
    made = roster(
        Posting("u", "A", until=OLD),
        Posting("v", "A", since=OLD),
        Posting("w", "A", since=NEW),
        Posting("x", "B"),
    )
    after = made.reposted({"A": "M", "B": "M"}, grid=MERGED, on=MAY)
    assert set(after.postings) == {
        Posting("u", "A", until=OLD),
        Posting("v", "A", since=OLD, until=MAY),
        Posting("v", "M", since=MAY),
        Posting("w", "M", since=NEW),
        Posting("x", "B", until=MAY),
        Posting("x", "M", since=MAY),
    }


@pytest.mark.parametrize("new", [(), ["M"], None])
def test_a_grid_that_goes_nowhere_is_refused(new: object) -> None:
    with pytest.raises(InvalidValue, match="at least one"):
        roster().reposted({"A": new}, grid=MERGED)  # type: ignore[dict-item]


def test_a_new_code_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="'Z'"):
        roster().reposted({"A": "Z"}, grid=GRID)


def test_an_old_code_that_nobody_knows_is_refused_unless_somebody_is_posted_there() -> None:
    made = roster(Posting("v", "gone"))
    with pytest.raises(UnknownName, match="M-9"):
        made.reposted({"M-9": "A"}, grid=made.grid)
    assert made.reposted({"gone": "A"}, grid=made.grid).in_charge("A") == "v"


@pytest.mark.parametrize("facts", [{"grids": [("A", "B")]}, {"grid": "A"}, {"grids": {"A": 7}}], ids=str)
def test_what_are_no_grids_is_refused(facts: dict[str, Any]) -> None:
    made = roster(Posting("v", "A"))
    with pytest.raises(InvalidValue):
        made.reposted(**{"grids": {}, "grid": made.grid} | facts)
