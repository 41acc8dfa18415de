"""Codes are read as they are written, or refused with the place of what is wrong."""

import pytest

from communitygov.errors import DocumentError, InvalidValue
from communitygov.grid.code import (
    PROVINCES,
    CodeStandard,
    CodeUnreadable,
    DivisionCode,
    GridCode,
    fault_of,
    read_code,
)

BY_STANDARD = {
    CodeStandard.GB_T_2260: "510116",
    CodeStandard.GB_T_10114: "510116002",
    CodeStandard.STATISTICAL: "510116002201",
    CodeStandard.BEIJING_UNIT_GRID: "110101001001001",
    CodeStandard.CJ_T_349: "01020351011600220101",
}


@pytest.mark.parametrize("standard", CodeStandard)
def test_a_code_of_each_standard_is_read(standard: CodeStandard) -> None:
    text = BY_STANDARD[standard]
    code = read_code(text)
    assert code.standard is standard
    assert (code.digits, str(code), len(text)) == (text, text, standard.digits)
    assert read_code(text, standard=standard) == code
    assert standard.source.document


@pytest.mark.parametrize(
    ("text", "code", "en"),
    [
        ("", "CODE_WRONG_LENGTH", "the code '' has 0 digits"),
        ("51011", "CODE_WRONG_LENGTH", "the code '51011' has 5 digits"),
        ("1" * 5000, "CODE_WRONG_LENGTH", "has 5000 digits"),
        ("51 0116", "CODE_NOT_DIGITS", "at position 3 of the code '51 0116' stands ' '"),
        ("510116\n", "CODE_NOT_DIGITS", "at position 7"),
        ("-10116", "CODE_NOT_DIGITS", "at position 1"),
        ("51011²", "CODE_NOT_DIGITS", "at position 6"),
        ("五10116", "CODE_NOT_DIGITS", "at position 1"),
        ("51O116", "CODE_LETTER_FOR_DIGIT", "stands 'O'"),
        ("5l0116", "CODE_LETTER_FOR_DIGIT", "stands 'l'"),
        ("5I0116", "CODE_LETTER_FOR_DIGIT", "stands 'I'"),
        ("510116", "", ""),
        ("５10116", "CODE_WIDE_DIGIT", "stands '５', which is no ASCII digit"),
        ("51011٦", "CODE_WIDE_DIGIT", "at position 6"),
        ("160116", "CODE_PROVINCE_UNKNOWN", "names the province '16'"),
        ("000000", "CODE_PROVINCE_UNKNOWN", "names the province '00'"),
        ("01020300011600220101", "CODE_PROVINCE_UNKNOWN", "names the province '00'"),
        ("510116000201", "CODE_PART_SKIPPED", "the village part '201' and no township part"),
        ("01020351011600060100", "CODE_PART_SKIPPED", "the village part '601' and no township part"),
    ],
)
def test_what_is_no_code_is_named_with_its_place(text: str, code: str, en: str) -> None:
    fault = fault_of(text)
    if not code:
        assert fault is None
        return
    assert fault is not None
    assert fault.code == code
    assert en in fault.text()
    assert fault.text("zh") != fault.text()
    with pytest.raises(CodeUnreadable) as caught:
        read_code(text)
    assert caught.value.findings == (fault,)
    assert fault.advice("zh") in caught.value.text("zh")


@pytest.mark.parametrize(("text", "meant"), [("5１0116", "'1'"), ("5|0116", "'1'"), ("51o116", "'0'")])
def test_what_was_perhaps_meant_is_told_and_never_taken(text: str, meant: str) -> None:
    fault = fault_of(text)
    assert fault is not None
    assert dict(fault.details)["meant"] == meant
    assert meant in fault.advice()


@pytest.mark.parametrize("text", [chr(0x2F00) * 6, chr(0xFFA0), "\x00", "\u202e", "\ud800", "🏘"])
def test_unseen_characters_and_radicals_are_told_in_plain_ones(text: str) -> None:
    fault = fault_of(text)
    assert fault is not None
    assert fault.code == "CODE_NOT_DIGITS"
    assert fault.subject == "code"


def test_another_standard_than_the_one_expected_is_named() -> None:
    fault = fault_of("510116", standard=CodeStandard.GB_T_10114)
    assert fault is not None
    assert (fault.code, fault.advice()) == ("CODE_OF_ANOTHER_STANDARD", "write all 9 digits")
    short = fault_of("5101", standard=CodeStandard.GB_T_10114)
    assert short is not None
    assert (short.code, short.advice()) == ("CODE_WRONG_LENGTH", "a code has one of 9 digits")
    with pytest.raises(CodeUnreadable):
        read_code("510116", standard=CodeStandard.STATISTICAL)


@pytest.mark.parametrize("text", [510116, None, b"51", ["510116"]])
def test_a_code_is_text(text: object) -> None:
    for reads in (read_code, fault_of, DivisionCode, GridCode):
        with pytest.raises(InvalidValue):
            reads(text)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("kind", "text"), [(DivisionCode, "110101001001001"), (GridCode, "510116002201"), (DivisionCode, "51")]
)
def test_a_division_is_no_grid(kind: type[DivisionCode | GridCode], text: str) -> None:
    with pytest.raises(CodeUnreadable, match="CODE_UNREADABLE"):
        kind(text)


def test_a_document_with_no_code_in_it_is_refused() -> None:
    with pytest.raises(DocumentError, match="only looks like a digit"):
        DivisionCode.from_document({"$kind": "division-code", "schema": 1, "digits": "51O116"})


def test_the_provinces_are_those_of_the_standard() -> None:
    ranges = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
    assert list(PROVINCES) == [str(code) for first, last in ranges for code in range(first, last + 1)]
    for code in range(100):
        assert (fault_of(f"{code:02}0000") is None) == (f"{code:02}" in PROVINCES)


@pytest.mark.parametrize("standard", ["", "statistical", 6, []])
def test_a_standard_is_one_of_the_standards(standard: object) -> None:
    for read in (fault_of, read_code):
        with pytest.raises(InvalidValue, match="must be a CodeStandard"):
            read("510116", standard=standard)  # type: ignore[operator]
