"""What is counted by, how amounts are read and written."""

import pytest

from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.measure import AREA, HEADS, HOUSEHOLDS, MEASURES, Measure, as_measure

MU = Measure("mu", "亩", "mu", unit=Words("亩", "mu"), decimals=3)


@pytest.mark.parametrize(
    ("measure", "text", "amount", "zh", "en"),
    [
        (AREA, "89.50", 8950, "89.50 平方米", "89.50 m²"),
        (AREA, "89.5", 8950, "89.50 平方米", "89.50 m²"),
        (AREA, 89, 8900, "89.00 平方米", "89.00 m²"),
        (AREA, "0.05", 5, "0.05 平方米", "0.05 m²"),
        (HEADS, "12", 12, "12 人", "12"),
        (HOUSEHOLDS, 0, 0, "0 户", "0 households"),
        (MU, "1.005", 1005, "1.005 亩", "1.005 mu"),
    ],
)
def test_an_amount_is_read_and_written_exactly(
    measure: Measure, text: str | int, amount: int, zh: str, en: str
) -> None:
    assert measure.read(text) == amount
    assert measure.written(amount) == Words(zh, en)


@pytest.mark.parametrize(
    "amount",
    [
        "",
        ".",
        ".5",
        "1.",
        "1.005",
        "-1",
        "1,000",
        "１２",
        "1e3",
        "1 ",
        1.5,
        True,
        None,
        -1,
        "9" * 17,
        2**53,
    ],
    ids=repr,
)
def test_what_is_no_amount_is_refused(amount: object) -> None:
    with pytest.raises(InvalidValue, match="must be a number of at most 2 decimals"):
        AREA.read(amount)


@pytest.mark.parametrize("amount", [-5, 89.5, "x", None, True, 2**53], ids=repr)
@pytest.mark.parametrize("measure", [HEADS, AREA])
def test_what_is_no_amount_is_not_written(measure: Measure, amount: int) -> None:
    with pytest.raises(InvalidValue, match="must be a whole number of the smallest unit"):
        measure.written(amount)


def test_a_number_too_long_to_be_written_is_refused_like_every_other() -> None:
    for ask in (HEADS.read, AREA.read, HEADS.written, AREA.written):
        for amount in (10**5000, -(10**5000)):
            with pytest.raises(InvalidValue):
                ask(amount)


def test_heads_have_no_decimals() -> None:
    with pytest.raises(InvalidValue, match="must be a whole number in ASCII digits, 0 or more"):
        HEADS.read("1.0")


def test_the_greatest_amount_is_what_a_document_holds() -> None:
    assert HEADS.read(2**53 - 1) == 2**53 - 1
    with pytest.raises(InvalidValue):
        HEADS.read(2**53)


@pytest.mark.parametrize("decimals", [-1, 7, True, 2.0, "2"])
def test_decimals_are_a_few(decimals: object) -> None:
    with pytest.raises(InvalidValue, match="must be a whole number from 0 to 6"):
        Measure("own", "自", "own", unit=Words("", ""), decimals=decimals)


def test_a_unit_is_words_in_both_languages() -> None:
    with pytest.raises(InvalidValue, match="unit"):
        Measure("own", "自", "own", unit="m²")


def test_a_measure_is_itself_or_known_by_its_code() -> None:
    assert as_measure("area") is AREA
    assert as_measure(MU) is MU
    assert list(MEASURES) == ["heads", "households", "area", "groups", "seats"]


@pytest.mark.parametrize("unknown", ["aera", "mu", None, 3])
def test_another_measure_is_not_known_by_its_code(unknown: object) -> None:
    with pytest.raises(UnknownName, match="No measure is called"):
        as_measure(unknown)


def test_a_measure_that_would_be_taken_for_another_is_refused() -> None:
    whole_metres = Measure("area", "专有部分面积", "area", unit=Words("平方米", "m²"))
    with pytest.raises(InvalidValue, match="must be another code: the library has this one"):
        as_measure(whole_metres)
