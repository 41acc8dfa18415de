"""Pairs brought into level order."""

from array import array

import pytest

from communitygov.core.level_order import LevelOrder, Pair, first_of_each


def test_the_order_goes_level_by_level_and_within_a_level_by_parents() -> None:
    pairs: list[Pair] = [("d", "b"), ("c", "a"), ("b", "a"), ("z", None), ("a", None), ("e", "c")]
    order = LevelOrder.of(pairs)
    assert order.codes == ("z", "a", "c", "b", "e", "d")
    assert order.sizes == {-1: 2, 1: 2, 2: 1, 3: 1}
    assert order.parents() == (-1, -1, 1, 1, 2, 3)
    assert order.first_children() == (2, 2, 4, 5, 6, 6, 6)


def test_what_no_root_leads_to_is_left_out() -> None:
    assert LevelOrder.of([("a", None), ("b", "c"), ("c", "b"), ("d", "b"), ("e", "nowhere")]).codes == ("a",)
    assert LevelOrder.of([("b", "c"), ("c", "b")]) == LevelOrder.of([]) == ((), {-1: 0})


def test_a_code_that_stands_twice_hands_its_children_to_one_of_both() -> None:
    assert LevelOrder.of([("a", None), ("a", None), ("b", "a")]).codes == ("a", "a", "b")


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("a", None)],
        [("a", None), ("b", "a"), ("c", "a"), ("d", "b")],
        [("x", None), ("y", None), ("z", "y")],
    ],
)
def test_an_order_is_known_again_by_its_parents(pairs: list[Pair]) -> None:
    order = LevelOrder.of(pairs)
    again = LevelOrder.under(order.codes, array("i", order.parents()))
    assert (again.parents(), again.first_children()) == (order.parents(), order.first_children())


def test_of_each_code_the_first_pair_counts_and_all_pairs_of_a_code_are_told() -> None:
    pairs: list[Pair] = [("b", None), ("a", None), ("b", "a"), ("c", "b")]
    assert first_of_each(pairs) == ({"b": None, "a": None, "c": "b"}, (("b", None), ("b", "a")))
    assert list(first_of_each(pairs)[0]) == ["b", "a", "c"]
    assert first_of_each(pairs[1:]) == (dict(pairs[1:]), ())
