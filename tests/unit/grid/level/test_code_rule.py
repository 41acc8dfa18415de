"""Official codes in a hierarchy."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid.level import CHENGDU, STATISTICAL_DIVISIONS, official_code_findings

Row = tuple[str, str | None, str, str]
SOUND: list[Row] = [
    ("510000", None, "province", "四川省"),
    ("510100", "510000", "prefecture", "成都市"),
    ("510116", "510100", "county", "双流区"),
    ("510116002", "510116", "township", "甲"),
    ("510116002201", "510116002", "village", "乙"),
]


def test_codes_that_lie_where_they_hang_are_sound() -> None:
    assert official_code_findings(SOUND, STATISTICAL_DIVISIONS) == ()


def test_codes_of_the_host_are_not_looked_at() -> None:
    assert official_code_findings([("LQ", None, "general", "龙桥")], CHENGDU) == ()
    mixed = CHENGDU.extended(STATISTICAL_DIVISIONS["county"].__class__(code="c", zh="县", en="county"))
    assert official_code_findings([("LQ", None, "general", "龙桥")], mixed) == ()


def test_a_code_is_held_against_the_standard_of_its_level() -> None:
    rows = [*SOUND[:3], ("510116002000", "510116", "township", "甲")]
    (found,) = official_code_findings(rows, STATISTICAL_DIVISIONS)
    assert (found.code, found.subject) == ("CODE_OF_ANOTHER_STANDARD", "510116002000")


def test_what_hangs_under_an_unread_code_is_not_blamed_for_it() -> None:
    rows: list[Row] = [("51O116", None, "county", "双流区"), ("510116002", "51O116", "township", "甲")]
    (found,) = official_code_findings(rows, STATISTICAL_DIVISIONS)
    assert (found.code, found.subject) == ("CODE_LETTER_FOR_DIGIT", "51O116")


def test_a_code_elsewhere_than_its_parent_is_named_whatever_the_order() -> None:
    rows = [*SOUND, ("510117003", "510116", "township", "丙")]
    found = official_code_findings(rows, STATISTICAL_DIVISIONS)
    assert [(each.code, each.subject) for each in found] == [("CODE_NOT_UNDER_PARENT", "510117003")]
    assert official_code_findings(rows[::-1], STATISTICAL_DIVISIONS) == found


def test_a_code_that_stands_twice_once_without_a_parent_is_named() -> None:
    rows: list[Row] = [*SOUND, ("510116", None, "county", "双流区")]
    found = official_code_findings(rows, STATISTICAL_DIVISIONS)
    assert {each.code for each in found} == {"CODE_STANDS_TWICE"}
    assert official_code_findings(rows[::-1], STATISTICAL_DIVISIONS) == found


def test_schemes_and_rows_are_what_they_should_be() -> None:
    with pytest.raises(InvalidValue, match="must be a LevelScheme"):
        official_code_findings(SOUND, None)  # type: ignore[arg-type]
    for given in (None, 7, "510116", [None], [("510116", None)], [(510116, None, "county", "双流区")]):
        with pytest.raises(InvalidValue, match="must be"):
            official_code_findings(given, STATISTICAL_DIVISIONS)  # type: ignore[arg-type]
