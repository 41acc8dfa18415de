"""Laws of official codes: parts make the whole, parents lead to a province, look-alikes come in groups."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.errors import CommunityGovError
from communitygov.grid.code import (
    CodeBook,
    CodeUnreadable,
    DivisionCode,
    DivisionLevel,
    GridCode,
    code_findings,
    confusable_findings,
    fault_of,
    read_code,
)
from communitygov.grid.code.confusable import appearance
from communitygov.testing.strategies.grid_code import (
    code_books,
    code_entries,
    division_codes,
    grid_codes,
)

codes = division_codes() | grid_codes()
confusing = st.text("Oo0lI1iLaA-", min_size=1, max_size=3)


@given(codes | code_entries() | code_books())
def test_what_is_written_reads_back_as_it_was(value: Value) -> None:
    assert type(value).from_json(value.to_json()) == value


@given(codes)
def test_the_text_of_a_code_is_read_as_that_code(code: DivisionCode | GridCode) -> None:
    assert read_code(str(code)) == code
    assert read_code(str(code), standard=code.standard) == code
    assert len(code.digits) == code.standard.digits


@given(division_codes())
def test_parts_make_up_the_code(code: DivisionCode) -> None:
    parts = code.county + (code.township or "000") + (code.village or "000")
    assert parts.startswith(code.digits)
    assert code.digits.startswith(code.stem)
    assert not code.digits.removeprefix(code.stem).strip("0")


@given(grid_codes())
def test_parts_make_up_the_code_of_a_grid(code: GridCode) -> None:
    assert (code.object_kind or "") + code.county + code.street + code.community + code.number == code.digits


@given(codes)
def test_parents_lead_up_to_a_province_each_a_shorter_stem(code: DivisionCode | GridCode) -> None:
    above = code.parent
    levels = list(DivisionLevel)
    if isinstance(code, DivisionCode):
        assert (above is None) == (code.level is DivisionLevel.PROVINCE)
        assert above is None or code.stem.startswith(above.stem)
    while above is not None:
        further = above.parent
        assert further is None or levels.index(further.level) < levels.index(above.level)
        assert further is not None or above.level is DivisionLevel.PROVINCE
        above = further


@given(codes)
def test_a_code_under_any_of_its_parents_is_sound_and_its_parent_under_it_is_not(
    code: DivisionCode | GridCode,
) -> None:
    above = code.parent
    if above is None:
        return
    assert code_findings([(code.digits, above.digits)]) == ()
    assert code_findings([(above.digits, code.digits)]) != ()


@given(
    st.lists(st.tuples(codes.map(str) | confusing, st.none() | codes.map(str) | confusing), max_size=8),
    st.randoms(),
)
def test_the_order_of_pairs_does_not_matter(pairs: list[tuple[str, str | None]], shuffle: object) -> None:
    found = code_findings(pairs)
    shuffled = list(pairs)
    shuffle.shuffle(shuffled)  # type: ignore[attr-defined]
    assert code_findings(shuffled) == found
    assert {text for pair in pairs for text in pair if text and fault_of(text)} or all(
        each.code.startswith(("CODE_STANDS", "CODES_OF", "CODE_NOT_UNDER", "CODE_UNDER")) for each in found
    )


@given(st.text() | st.text("0123456789O１", max_size=21))
def test_a_text_is_a_code_or_is_refused_with_a_finding(text: str) -> None:
    fault = fault_of(text)
    if fault is None:
        assert read_code(text).digits == text
    else:
        with pytest.raises(CodeUnreadable) as caught:
            read_code(text)
        assert isinstance(caught.value, CommunityGovError)
        assert caught.value.findings == (fault,)


@given(codes, st.data())
def test_a_digit_changed_for_a_look_alike_is_found(
    code: DivisionCode | GridCode, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(code.digits) - 1))
    letter = {"0": "O", "1": "l"}.get(code.digits[at], chr(ord(code.digits[at]) + 0xFEE0))
    changed = code.digits[:at] + letter + code.digits[at + 1 :]
    fault = fault_of(changed)
    assert fault is not None
    assert dict(fault.details)["position"] == str(at + 1)
    assert appearance(changed) == appearance(code.digits)


@given(st.lists(confusing, max_size=12))
def test_look_alikes_are_those_that_any_two_look_alike_show(texts: list[str]) -> None:
    def look_alike(one: str, two: str) -> bool:
        same = {frozenset(pair) for group in ("oO0", "lLiI1", "aA") for pair in combinations(group, 2)}
        return len(one) == len(two) and all(
            left == right or frozenset((left, right)) in same for left, right in zip(one, two, strict=True)
        )

    known = sorted(set(texts))
    alike = {one for one in known for two in known if one != two and look_alike(one, two)}
    found = confusable_findings(texts)
    named = {each.subject for each in found if each.code == "CODES_LOOK_ALIKE"}
    assert named <= alike
    assert all(any(one == name or look_alike(one, name) for name in named) for one in alike)
    twice = {each.subject for each in found if each.code == "CODE_STANDS_TWICE"}
    assert twice == {text for text in known if texts.count(text) > 1}


@given(code_books())
def test_a_book_is_read_the_same_both_ways(book: CodeBook) -> None:
    for entry in book:
        assert entry in book.codes(entry.grid)
        assert entry.grid in book.grids(entry.code)
    several = {each.subject for each in book.findings() if each.code == "CODE_OF_SEVERAL_GRIDS"}
    for entry in book:
        if len(book.grids(entry.code)) == 1:
            assert book.grid(entry.code) == entry.grid
            assert entry.code not in several
