"""Small counts in a tree, hidden so that nothing gives them away."""

from typing import Any

import pytest

from communitygov.core.forest import HangsInCycle
from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.residency import suppressed_tree

FLAT = {"R": None, "a": "R", "b": "R", "c": "R"}


def told(
    counts: dict[str, int], parents: dict[str, str | None], *, smallest: int = 5
) -> dict[str, int | None]:
    return dict(suppressed_tree(counts, parents, smallest=smallest).cells)


def test_where_no_count_is_small_all_is_told() -> None:
    assert told({"a": 9, "b": 5, "c": 0}, FLAT) == {"R": 14, "a": 9, "b": 5, "c": 0}


def test_a_lone_small_count_takes_the_next_smallest_along() -> None:
    assert told({"a": 2, "b": 31, "c": 9}, FLAT) == {"R": 42, "a": None, "b": 31, "c": None}


def test_equal_counts_are_hidden_together() -> None:
    assert told({"a": 2, "b": 9, "c": 9}, FLAT) == {"R": 20, "a": None, "b": None, "c": None}


def test_two_small_counts_hide_each_other_unless_their_sum_gives_both_away() -> None:
    assert told({"a": 2, "b": 4, "c": 9}, FLAT)["c"] == 9
    assert told({"a": 1, "b": 1, "c": 9}, FLAT) == {"R": 11, "a": None, "b": None, "c": None}
    assert told({"a": 4, "b": 4, "c": 9}, FLAT) == {"R": 17, "a": None, "b": None, "c": None}


def test_where_hiding_all_siblings_does_not_do_the_parent_is_hidden() -> None:
    assert told({"a": 4, "b": 4}, FLAT) == {"R": None, "a": None, "b": None, "c": 0}


def test_a_hidden_parent_takes_one_beside_it_along_and_all_beneath() -> None:
    parents = {"S": None, "R": "S", "T": "S", "U": "S", "a": "R", "t": "T", "u": "U", "v": "U"}
    assert told({"a": 3, "t": 8, "u": 6, "v": 7}, parents) == {
        "S": 24,
        "R": None,
        "T": None,
        "U": 13,
        "a": None,
        "t": None,
        "u": 6,
        "v": 7,
    }


def test_what_is_counted_directly_in_an_upper_grid_is_protected_like_the_rest() -> None:
    parents = {"R": None, "a": "R", "b": "R"}
    assert told({"R": 2, "a": 9, "b": 20}, parents) == {"R": 31, "a": None, "b": 20}
    assert told({"R": 7, "a": 9, "b": 20}, parents) == {"R": 36, "a": 9, "b": 20}


def test_roots_stand_for_themselves() -> None:
    assert told({"R": 3, "S": 8}, {"R": None, "S": None}) == {"R": None, "S": 8}
    assert told({}, {}) == {}


def test_a_tree_deeper_than_any_recursion_is_done() -> None:
    chain = {f"g-{at:06}": f"g-{at - 1:06}" if at else None for at in range(200_000)}
    cells = suppressed_tree({"g-199999": 3}, chain).cells
    assert {count for _, count in cells} == {None}


@pytest.mark.parametrize("wrong", [-1, True, 1.5, "3"], ids=repr)
def test_what_is_no_count_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidValue):
        suppressed_tree({"a": wrong}, FLAT)  # type: ignore[dict-item]


def test_a_count_of_no_grid_and_a_circle_are_refused() -> None:
    with pytest.raises(UnknownName):
        suppressed_tree({"z": 1}, FLAT)
    with pytest.raises(HangsInCycle):
        suppressed_tree({}, {"a": "b", "b": "a"})


@pytest.mark.parametrize("parents", [None, [], {3: None}, {"a": 3}, {"a": ["b"]}], ids=str)
def test_what_is_no_tree_is_refused(parents: Any) -> None:  # noqa: ANN401  anything
    with pytest.raises(InvalidValue):
        suppressed_tree({}, parents)


@pytest.mark.parametrize("counts", [None, [("a", 3)], 7], ids=str)
def test_what_are_no_counts_is_refused(counts: Any) -> None:  # noqa: ANN401  anything
    with pytest.raises(InvalidValue, match="counts"):
        suppressed_tree(counts, FLAT)
