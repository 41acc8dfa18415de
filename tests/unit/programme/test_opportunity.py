"""Opportunity lists: open, matched, over."""

from datetime import date

import attrs
import pytest

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.programme.opportunity import (
    Opportunity,
    OpportunityList,
    OpportunityMatch,
    OpportunityNotOpen,
    OpportunityStatus,
)

MAY, JUNE, JULY = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)
OFFICE = Term("economy_office", "营商办公室", "economy office")


def entry(code: str, *, deadline: date | None = None, title: str = "社区食堂运营") -> Opportunity:
    return Opportunity(
        code=code, title=title, demand="运营团队", contact=OFFICE, published=MAY, deadline=deadline
    )


BOARD = OpportunityList(place="HY", entries=[entry("b"), entry("a"), entry("c", deadline=JUNE)])


def test_what_is_open_comes_by_deadline_and_then_by_code() -> None:
    assert [each.code for each in BOARD.open(on=JUNE)] == ["c", "a", "b"]
    assert BOARD.open(on=date(2020, 4, 30)) == ()


def test_the_last_day_counts_and_the_day_after_does_not() -> None:
    after = date(2020, 6, 2)
    assert BOARD.status("c", on=JUNE) is OpportunityStatus.OPEN
    assert BOARD.status("c", on=after) is OpportunityStatus.EXPIRED
    assert BOARD.status("a", on=date.max) is OpportunityStatus.OPEN
    assert BOARD.status("c", on=date(2020, 4, 30)) is OpportunityStatus.UNPUBLISHED


def test_a_matched_entry_leaves_the_open_list_from_that_day_on() -> None:
    matched = BOARD.match("a", partner="body-1", on=JUNE)
    assert [each.code for each in matched.open(on=JUNE)] == ["c", "b"]
    assert "a" in [each.code for each in matched.open(on=date(2020, 5, 31))]
    assert matched.status("a", on=JULY) is OpportunityStatus.MATCHED
    assert BOARD.matches == ()


@pytest.mark.parametrize(
    ("code", "on", "status"),
    [
        ("a", date(2020, 4, 30), OpportunityStatus.UNPUBLISHED),
        ("c", JULY, OpportunityStatus.EXPIRED),
        ("b", JULY, OpportunityStatus.MATCHED),
        ("b", date(2020, 5, 2), OpportunityStatus.MATCHED),
    ],
)
def test_only_what_is_open_can_be_matched(code: str, on: date, status: OpportunityStatus) -> None:
    board = BOARD.match("b", partner="body-1", on=JUNE)
    with pytest.raises(OpportunityNotOpen, match=status.en) as caught:
        board.match(code, partner="body-2", on=on)
    assert caught.value.status is status
    assert status.zh in caught.value.text("zh")


def test_an_unknown_entry_is_named_and_a_moment_is_no_day() -> None:
    with pytest.raises(UnknownName, match="opportunity"):
        BOARD.match("d", partner="body-1", on=JUNE)
    with pytest.raises(InvalidValue, match="on"):
        BOARD.open(on="2020-06-01")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="partner"):
        BOARD.match("a", partner="某公司", on=JUNE)


@pytest.mark.parametrize(
    ("matches", "said"),
    [
        ([("d", JUNE)], "opportunity of the list"),
        ([("a", date(2020, 4, 30))], "between publication"),
        ([("c", JULY)], "between publication"),
        ([("a", JUNE), ("a", JULY)], "only once"),
    ],
)
def test_matches_fit_the_list(matches: list[tuple[str, date]], said: str) -> None:
    made = [OpportunityMatch(opportunity=code, partner="body-1", on=on) for code, on in matches]
    with pytest.raises(InvalidValue, match=said):
        attrs.evolve(BOARD, matches=made)


def test_an_entry_stands_once_and_ends_after_it_began() -> None:
    with pytest.raises(InvalidValue, match="only once"):
        BOARD.published(entry("a"))
    assert BOARD.published(entry("d"))["d"].deadline is None
    with pytest.raises(InvalidValue, match="deadline"):
        entry("d", deadline=date(2020, 4, 30))


@pytest.mark.parametrize(
    ("declared", "is_named"),
    [("200余个", True), ("3个", False), ("2余个", False), ("2个", True), (None, False)],
)
def test_a_list_that_was_declared_longer_is_told_of(declared: str | None, *, is_named: bool) -> None:
    figure = None if declared is None else Quantity.parse(declared)
    findings = attrs.evolve(BOARD, declared=figure).findings()
    assert [each.code for each in findings] == ["OPPORTUNITIES_UNLISTED"] * is_named


def test_a_list_is_shown_as_a_table() -> None:
    shown = BOARD.published(entry("d", title="<b>"))._repr_html_()
    assert "<b>" not in shown
    assert "2020-06-01" in shown
    assert "营商办公室" in shown


def test_a_list_is_shown_in_both_languages_and_says_how_much_it_leaves_out() -> None:
    entries = [entry(f"x-{at}") for at in range(203)]
    shown = OpportunityList(place="HY", entries=entries)._repr_html_()
    assert "3 more" in shown
    assert "营商办公室 economy office" in shown


def test_what_people_wrote_is_hidden_in_the_repr() -> None:
    assert "138" not in repr(attrs.evolve(entry("a", title="138"), demand="138", resource="138"))
