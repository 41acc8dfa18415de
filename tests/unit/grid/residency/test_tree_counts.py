"""Counts of a tree: found by code, shown in a notebook, and none of them small."""

from typing import Any

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.residency import TreeCounts, suppressed_tree

COUNTS = suppressed_tree({"A": 2, "B": 9, "C": 1_200}, {"R": None, "A": "R", "B": "R", "C": "R"})


def test_a_count_is_found_by_its_grid() -> None:
    assert [COUNTS.of(code) for code in "RABC"] == [1_211, None, None, 1_200]
    assert COUNTS.hidden_codes == ("A", "B")
    for strange in ("D", None, ["A"]):
        with pytest.raises(UnknownName):
            COUNTS.of(strange)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cells",
    [
        [("A", 4)],
        [("A", -5)],
        [("A", True)],
        [("A", 10**20)],
        [("B", 9), ("A", 9)],
        [("A", 9), ("A", 9)],
        ["A"],
    ],
    ids=str,
)
def test_small_counts_and_what_is_out_of_order_are_refused(cells: Any) -> None:  # noqa: ANN401  anything
    with pytest.raises(InvalidValue, match="cells: '‹hidden›'"):
        TreeCounts(cells=cells)


def test_a_notebook_shows_what_is_hidden_as_hidden() -> None:
    shown = COUNTS._repr_html_()
    assert "<td>A</td><td>隐去 hidden</td>" in shown
    assert "<td>C</td><td>1,200</td>" in shown
    many = TreeCounts(cells=[(f"g-{at:03}", 9) for at in range(302)])
    assert "另有 2 行 2 more" in many._repr_html_()
