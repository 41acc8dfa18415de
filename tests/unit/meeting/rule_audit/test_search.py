from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.errors import InvalidValue
from communitygov.meeting.rule_audit.deadlock import by_total
from communitygov.meeting.rule_audit.search import fewest


@given(st.data())
def test_the_fewest_are_those_of_trying_everything(data: st.DataObject) -> None:
    most = tuple(data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=4)))
    sides = tuple(data.draw(st.integers(0, 2)) for _ in most)
    corners = data.draw(st.lists(st.tuples(*[st.integers(0, each) for each in most]), max_size=3))
    total = data.draw(st.integers(0, sum(most) + 1))

    def reached(vector: tuple[int, ...]) -> bool:
        above = any(all(a >= b for a, b in zip(vector, each, strict=True)) for each in corners)
        return above or sum(vector) >= total

    enough = [each for each in product(*(range(size + 1) for size in most)) if reached(each)]
    smallest = min((sum(each) for each in enough), default=0)
    expected = max((each for each in enough if sum(each) == smallest), default=None)
    assert fewest(most, reached, sides=sides, most_states=10_000) == expected


def test_where_nothing_is_needed_nobody_is_asked() -> None:
    assert fewest((3, 3), lambda _: True, sides=(0, 1), most_states=100) == (0, 0)


def test_of_nobody_nothing_can_be_asked() -> None:
    assert fewest((), lambda _: True, sides=(), most_states=10) == ()
    assert fewest((), lambda _: False, sides=(), most_states=10) is None


def test_a_search_keeps_within_its_bound() -> None:
    with pytest.raises(InvalidValue, match="6 will not do; it must be at most 5"):
        fewest((9, 9, 9), lambda vector: sum(vector) > 13, sides=(0, 1, 2), most_states=5)


def test_a_separate_need_of_each_is_found_without_trying_the_mixtures() -> None:
    def reached(vector: tuple[int, ...]) -> bool:
        return all(vector[side] + vector[side + 4] > 15 for side in range(4))

    sides = (0, 1, 2, 3, 0, 1, 2, 3)
    assert fewest((15,) * 8, reached, sides=sides, most_states=2000) == (15,) * 4 + (1,) * 4


def test_vectors_come_by_total_each_once() -> None:
    found = list(by_total((2, 1, 2)))
    assert sorted(found) == sorted(product(range(3), range(2), range(3)))
    assert [sum(each) for each in found] == sorted(sum(each) for each in found)
