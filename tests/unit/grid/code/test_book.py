"""The other codes of a grid, both ways."""

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.code import CodeBook, CodeEntry, CodeOfSeveralGrids


def entry(grid: str, code: str, register: str = "ours") -> CodeEntry:
    return CodeEntry(grid, code, register=register)


BOOK = CodeBook([entry("LQ", "A-1"), entry("LQ", "510116002201", "statistical"), entry("DS", "A-2")])


def test_a_grid_has_many_codes_and_a_code_has_one_grid() -> None:
    assert BOOK.codes("LQ") == (entry("LQ", "510116002201", "statistical"), entry("LQ", "A-1"))
    assert BOOK.codes("XX") == ()
    assert BOOK.grid("A-2") == "DS"
    assert BOOK.grids("A-2") == ("DS",)
    assert BOOK.grids("A-3") == ()
    assert BOOK.findings(grids=["LQ", "DS"]) == ()
    assert (len(BOOK), list(BOOK)) == (3, list(BOOK.entries))


def test_the_order_of_the_lines_does_not_matter_and_a_line_twice_is_one() -> None:
    assert CodeBook([*BOOK.entries[::-1], BOOK.entries[0]]) == BOOK


def test_a_code_of_several_grids_is_found_and_the_grid_cannot_be_told() -> None:
    book = CodeBook([entry("LQ", "A-1"), entry("DS", "A-1")])
    assert [each.code for each in book.findings()] == ["CODE_OF_SEVERAL_GRIDS"]
    assert book.grids("A-1") == ("DS", "LQ")
    with pytest.raises(CodeOfSeveralGrids) as caught:
        book.grid("A-1")
    assert caught.value.grids == ("DS", "LQ")
    assert "属于多个网格" in caught.value.text("zh")


def test_a_grid_has_one_code_in_each_register() -> None:
    book = CodeBook([entry("LQ", "A-1"), entry("LQ", "B-1"), entry("LQ", "C-1", "theirs")])
    (finding,) = book.findings()
    assert (finding.code, finding.subject) == ("GRID_WITH_SEVERAL_CODES", "LQ")


def test_a_code_of_a_standard_is_read_and_one_of_the_host_is_not() -> None:
    assert [each.code for each in CodeBook([entry("LQ", "51O116", "gb-t-2260")]).findings()] == [
        "CODE_LETTER_FOR_DIGIT"
    ]
    assert [each.code for each in CodeBook([entry("LQ", "510116", "cj-t-349")]).findings()] == [
        "CODE_OF_ANOTHER_STANDARD"
    ]
    assert CodeBook([entry("LQ", "51O116")]).findings() == ()


def test_codes_that_look_alike_are_found_within_a_register() -> None:
    alike = [entry("LQ", "A-1"), entry("DS", "A-l")]
    assert [each.code for each in CodeBook(alike).findings()] == ["CODES_LOOK_ALIKE"]
    assert CodeBook([alike[0], entry("DS", "A-l", "theirs")]).findings() == ()


def test_a_code_of_no_grid_is_found_where_the_grids_are_known() -> None:
    assert [(each.code, each.subject) for each in BOOK.findings(grids=["LQ"])] == [("CODE_OF_NO_GRID", "A-2")]
    assert BOOK.findings() == ()


@pytest.mark.parametrize("entries", [None, [("LQ", "A-1")], [None], "ab"])
def test_a_book_holds_lines(entries: object) -> None:
    with pytest.raises(InvalidValue):
        CodeBook(entries)  # type: ignore[arg-type]


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'A-2'"):
        BOOK.grid("A-22")
    with pytest.raises(InvalidValue):
        BOOK.findings(grids=[3])  # type: ignore[list-item]


@pytest.mark.parametrize("asked", [None, 7, [], {}])
def test_what_is_no_text_is_refused_where_a_code_is_asked_for(asked: object) -> None:
    for ask in (BOOK.codes, BOOK.grids, BOOK.grid):
        with pytest.raises(InvalidValue, match="must be a str"):
            ask(asked)  # type: ignore[arg-type]
