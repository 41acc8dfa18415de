"""Functions, sides and classes of price."""

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.audience.age_band import AGE_BANDS
from communitygov.space.function import (
    FUNCTIONS,
    Function,
    PriceClass,
    Side,
    function_named,
    functions_tagged,
)


def test_something_has_a_function_whose_tags_it_has_all() -> None:
    day_care = function_named("elder_day_care")
    tags = dict(day_care.tags)
    assert day_care.is_tagged(tags)
    assert day_care.is_tagged(tags | {"name": "x"})
    assert not day_care.is_tagged({"amenity": "social_facility"})


def test_a_function_without_tags_is_found_nowhere() -> None:
    assert not function_named("party_centre").is_tagged({})


def test_no_two_functions_of_the_vocabulary_look_alike() -> None:
    tags = [function.tags for function in FUNCTIONS.values() if function.tags]
    assert len({frozenset(each) for each in tags}) == len(tags)
    for names in ("zh", "en"):
        assert len({getattr(each, names) for each in FUNCTIONS.values()}) == len(FUNCTIONS)


def test_every_function_serves_bands_of_the_library() -> None:
    for function in FUNCTIONS.values():
        assert function.serves <= set(AGE_BANDS.codes)
        assert function.words.zh == function.zh == function.term.zh


def test_the_function_with_the_most_tags_comes_first() -> None:
    found = functions_tagged({"amenity": "cafe", "cuisine": "tea", "name": "x"})
    assert [each.code for each in found] == ["teahouse", "cafe"]
    assert functions_tagged({}) == ()


def test_who_is_served_is_everybody_unless_said() -> None:
    assert function_named("canteen").serves_band("0-2")
    assert function_named("nursery").serves_band("0-2")
    assert not function_named("nursery").serves_band("60plus")


@pytest.mark.parametrize(
    "tags",
    [
        [("amenity", "")],
        [("amenity", "x" * 256)],
        [("设施", "x")],
        [("a", "b"), ("a", "c")],
        [("a",)],
        [("a", 1)],
    ],
)
def test_what_is_no_tag_is_refused(tags: list[object]) -> None:
    with pytest.raises(InvalidValue, match="tags"):
        Function("x", "甲", "x", side=Side.WELFARE, tags=tags)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["canteens", None, []])
def test_a_function_outside_the_vocabulary_is_not_found(code: object) -> None:
    with pytest.raises(UnknownName, match="function"):
        function_named(code)  # type: ignore[arg-type]


def test_all_prices_but_the_market_s_are_for_everybody() -> None:
    assert [each for each in PriceClass if not each.is_inclusive] == [PriceClass.MARKET]


def test_tags_are_pairs_and_no_lists() -> None:
    with pytest.raises(InvalidValue, match="tags"):
        Function("x", "甲", "x", side=Side.WELFARE, tags=[["amenity", "cafe"]])  # type: ignore[list-item]
