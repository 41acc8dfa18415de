"""What an argument must be; of what it is instead, only the type is told."""

import pytest

from communitygov.core.argument import each_required, require
from communitygov.errors import InvalidValue, Words


def test_what_is_required_passes() -> None:
    require("words", Words("甲", "a"), kind=Words)
    assert each_required("days", iter([7, 8]), kind=int) == (7, 8)


@pytest.mark.parametrize("values", [None, 7, [7, "personal"], ["personal"]])
def test_a_member_of_another_type_is_refused_and_not_repeated(values: object) -> None:
    with pytest.raises(InvalidValue) as refused:
        each_required("days", values, kind=int)  # type: ignore[arg-type]
    assert "personal" not in str(refused.value)


@pytest.mark.parametrize("values", ["grid", b"bytes", {7, 8}, frozenset({"a"}), {7, "a", None, 2.5}])
def test_a_text_is_no_collection_and_a_set_without_order_is_refused(values: object) -> None:
    with pytest.raises(InvalidValue) as refused:
        each_required("days", values, kind=int)  # type: ignore[arg-type]
    assert str(refused.value).startswith("days: ")


def test_which_error_a_set_gives_does_not_depend_on_the_hash_seed() -> None:
    with pytest.raises(InvalidValue, match="'NoneType'"):
        each_required("days", {7, "a", None, 2.5}, kind=int)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="sort the set first"):
        each_required("words", {Words("甲", "a"), Words("乙", "b")}, kind=Words)


def test_a_set_of_texts_is_taken_in_their_order() -> None:
    assert each_required("codes", frozenset("hgfedcba"), kind=str) == tuple("abcdefgh")
