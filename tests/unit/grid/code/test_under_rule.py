"""Codes held against the codes that they hang under."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid.code import code_findings

SOUND = [
    ("510000", None),
    ("510116", "510000"),
    ("510116002", "510116"),
    ("510116002201", "510116002"),
    ("01020351011600220101", "510116002201"),
    ("01020351011600260100", "510116002"),
    ("110101001001001", "110101001001"),
]


def codes(*pairs: object) -> list[tuple[str, str]]:
    return [(each.code, each.subject) for each in code_findings(pairs)]  # type: ignore[arg-type]


def test_what_lies_where_it_hangs_is_sound_and_levels_may_be_skipped() -> None:
    assert code_findings(SOUND) == ()


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("510117001", "510116"),
        ("510116", "510116002"),
        ("510000", "510100"),
        ("510116002201", "510116003"),
        ("01020351011600220101", "510116002202"),
        ("01020351011600260100", "510116002601"),
        ("510116", "510116000"),
    ],
)
def test_a_code_that_lies_elsewhere_is_named_with_its_own_place(code: str, parent: str) -> None:
    (finding,) = [each for each in code_findings([(code, parent)]) if each.code == "CODE_NOT_UNDER_PARENT"]
    assert finding.subject == code
    assert parent in finding.text("zh")


def test_the_own_place_of_a_province_is_under_nothing() -> None:
    (finding,) = code_findings([("510000", "110000")])
    assert finding.advice() == "by its digits it lies under nothing"
    assert finding.advice("zh").endswith("无上级")


@pytest.mark.parametrize("code", ["510116002201", "110101001001002", "01020311010100100102"])
def test_nothing_lies_under_a_grid(code: str) -> None:
    assert codes((code, "110101001001001")) == [("CODE_UNDER_A_GRID", code)]


def test_what_cannot_be_read_is_named_once_wherever_it_stands() -> None:
    assert codes(("51O116", None), ("510116002", "51O116"), ("510116003", "51O116")) == [
        ("CODE_LETTER_FOR_DIGIT", "51O116")
    ]


def test_a_code_twice_and_a_division_written_in_two_ways_are_named() -> None:
    assert codes(("510116", None), ("510116", "510100"), ("510116000000", None)) == [
        ("CODE_STANDS_TWICE", "510116"),
        ("CODES_OF_ONE_DIVISION", "510116"),
    ]


@pytest.mark.parametrize("pair", ["510116", ("510116",), (510116, None), ("510116", 51), None])
def test_a_pair_is_a_code_and_a_parent(pair: object) -> None:
    with pytest.raises(InvalidValue, match="pairs"):
        code_findings([pair])  # type: ignore[list-item]


def test_the_order_of_the_pairs_does_not_matter() -> None:
    broken = [*SOUND, ("510117001", "510116"), ("51O", None), ("510116", None), ("510116", "110000")]
    assert code_findings(broken) == code_findings(broken[::-1])
    assert len(code_findings(broken)) == 4


@pytest.mark.parametrize("pairs", [None, 7, object()])
def test_pairs_are_a_collection(pairs: object) -> None:
    with pytest.raises(InvalidValue, match="must be pairs of a code and the code of its parent"):
        code_findings(pairs)  # type: ignore[arg-type]
