"""Sets as whole numbers: what goes in comes out, weights add up, and things in the same sets are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.space.bits import Planes, indices_of, mask_of, members_of, merged, union_of

SIZE = 200
indices = st.sets(st.integers(0, SIZE - 1))
weights = st.lists(st.integers(0, 2**40) | st.integers(0, 9), max_size=20)


@given(indices)
def test_members_are_read_back_in_order(members: set[int]) -> None:
    mask = mask_of(members, SIZE)
    assert mask == sum(1 << each for each in members)
    assert indices_of(mask) == members_of(mask) == sorted(members)


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 65])
def test_a_set_may_be_empty_or_full(size: int) -> None:
    assert mask_of((), size) == 0
    assert mask_of(range(size), size) == 2**size - 1


@given(st.lists(indices, max_size=4))
def test_a_union_holds_what_any_set_holds(sets: list[set[int]]) -> None:
    assert set(indices_of(union_of(mask_of(each, SIZE) for each in sets))) == set[int]().union(*sets)


@given(weights, st.integers(0, 2**20 - 1))
def test_planes_weigh_a_set_as_its_members_do(given_weights: list[int], mask: int) -> None:
    planes = Planes(given_weights)
    members = [at for at in indices_of(mask) if at < len(given_weights)]
    assert planes.count(mask) == sum(given_weights[at] for at in members)
    assert planes.total == sum(given_weights)


@given(st.lists(st.integers(0, 2**12 - 1), max_size=5))
def test_what_is_in_the_same_sets_is_one(masks: list[int]) -> None:
    together = merged(masks, 12)
    everybody = [each for behind in together.behind for each in behind]
    assert sorted(everybody) == indices_of(union_of(masks))
    for mask, short in zip(masks, together.masks, strict=True):
        assert sorted(each for at in indices_of(short) for each in together.behind[at]) == indices_of(mask)
    for behind in together.behind:
        assert len({tuple(mask >> each & 1 for mask in masks) for each in behind}) == 1
    signs = [tuple(mask >> behind[0] & 1 for mask in masks) for behind in together.behind]
    assert len(set(signs)) == len(signs)
