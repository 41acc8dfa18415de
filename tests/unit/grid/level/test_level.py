"""Levels and schemes as data."""

from typing import Any

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid import CHENGDU, Level, LevelScheme, SizeBounds


def level(code: str, *under: str, **fields: object) -> Level:
    return Level(code=code, zh=code, en=code, under=frozenset(under), **fields)


def test_a_level_of_the_scheme_is_found_by_its_code() -> None:
    assert CHENGDU["micro"].zh == "微网格"
    assert CHENGDU["micro"].term.label("en") == "micro-grid"
    assert "micro" in CHENGDU
    assert "nano" not in CHENGDU
    assert ["micro"] not in CHENGDU
    assert len(CHENGDU) == 7


@pytest.mark.parametrize("code", ["mirco", "", 3, ["micro"]])
def test_an_unknown_level_is_refused(code: object) -> None:
    with pytest.raises(UnknownName):
        CHENGDU[code]


def test_a_general_grid_is_reached_through_an_integrated_grid_or_a_community() -> None:
    assert CHENGDU.allows("general", "integrated")
    assert CHENGDU.allows("general", "community")
    assert CHENGDU.allows("integrated", "community")
    assert not CHENGDU.allows("general", "street")
    assert not CHENGDU.allows("micro", "integrated")


def test_a_micro_grid_and_an_exclusive_grid_never_stand_alone() -> None:
    assert [each.code for each in CHENGDU if not each.stands_alone] == ["micro", "exclusive"]
    assert CHENGDU.allows("general", None)
    assert not CHENGDU.allows("micro", None)


def test_where_an_exclusive_grid_hangs_and_who_lives_there_is_a_parameter() -> None:
    narrow = attrs.evolve(CHENGDU["exclusive"], under={"integrated"}, holds_residents=False)
    scheme = CHENGDU.with_level(narrow)
    assert scheme.allows("exclusive", "integrated")
    assert not scheme.allows("exclusive", "general")
    assert not scheme["exclusive"].holds_residents
    assert CHENGDU["exclusive"].holds_residents
    assert [each.code for each in scheme] == [each.code for each in CHENGDU]


def test_a_level_that_the_scheme_does_not_have_replaces_none() -> None:
    with pytest.raises(UnknownName):
        CHENGDU.with_level(level("lane"))


def test_a_scheme_needs_a_level() -> None:
    with pytest.raises(InvalidValue, match="at least one level"):
        LevelScheme("none", ())


def test_a_level_stands_once_in_a_scheme() -> None:
    with pytest.raises(InvalidValue, match="only once"):
        LevelScheme("twice", (level("a"), level("a")))


@pytest.mark.parametrize("levels", [(level("b", "a"), level("a")), (level("a"), level("b", "b", "a"))])
def test_a_level_comes_after_all_that_it_may_lie_under(levels: tuple[Level, ...]) -> None:
    with pytest.raises(InvalidValue, match="listed before 'b'"):
        LevelScheme("order", levels)


def test_of_several_levels_that_are_not_there_the_same_one_is_named_every_time() -> None:
    with pytest.raises(InvalidValue) as caught:
        LevelScheme("order", (level("a"), level("b", *(f"x{at:02}" for at in range(40)))))
    assert caught.value.value == "x00"


def test_a_level_that_no_grid_could_have_is_refused() -> None:
    with pytest.raises(InvalidValue, match="under"):
        level("a", stands_alone=False)


@pytest.mark.parametrize(
    "fields", [{"stands_alone": 1}, {"holds_residents": None}, {"bounds": 30}, {"source": "002"}]
)
def test_a_level_holds_what_its_fields_say(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        level("a", **fields)


def test_bounds_that_nothing_lies_between_are_refused() -> None:
    with pytest.raises(InvalidValue, match="at least the lower bound, 30"):
        SizeBounds(least=30, most=29, source=LIBRARY_DEFAULT)
    assert SizeBounds(least=30, most=30, source=LIBRARY_DEFAULT).most == 30
    assert SizeBounds(least=30, source=LIBRARY_DEFAULT).most is None


def test_every_size_says_where_it_stands_and_none_stands_in_the_documents() -> None:
    bounds = {each.code: each.bounds for each in CHENGDU if each.bounds}
    assert {code: (each.least, each.most) for code, each in bounds.items()} == {
        "general": (300, 500),
        "micro": (30, 100),
    }
    assert {each.source.document for each in bounds.values()} == {"sc.people.com.cn", "cdpma.cn"}
