"""Findings and reasons say what is wrong; messages fill in the facts."""

from datetime import date

import pytest

from communitygov.core.finding import Finding, Message, Reason, joined
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words

ORPHAN = Message(
    "GRID_ORPHAN",
    Words("网格 {grid} 的上级 {parent} 不存在", "grid {grid} lies under {parent}, not found"),
    Words("请补上 {parent}", "add {parent}"),
    Citation(document="001", phrase="网格"),
)
WORKER = Term("grid_worker", "网格员", "grid worker")


def finding(**changes: object) -> Finding:
    fields = {"code": "X", "subject": "LQ-1", "words": Words("坏", "bad"), "remedy": Words("改", "mend")}
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_message_fills_both_languages_words_and_remedy() -> None:
    found = ORPHAN.finding("LQ-9", {"parent": "LQ", "grid": "LQ-9"})
    assert found.text("zh") == "网格 LQ-9 的上级 LQ 不存在"
    assert found.text() == "grid LQ-9 lies under LQ, not found"
    assert found.advice("zh") == "请补上 LQ"
    assert found.advice() == "add LQ"
    assert str(found) == "grid LQ-9 lies under LQ, not found [GRID_ORPHAN]"
    assert found.source is ORPHAN.source


def test_the_facts_stand_in_the_finding_in_the_order_of_their_names() -> None:
    details = {"parent": WORKER, "grid": 7, "by": Words("居民", "resident")}
    assert ORPHAN.finding("LQ-9", details).details == (
        ("by", "resident"),
        ("grid", "7"),
        ("parent", "grid_worker"),
    )


def test_terms_and_words_are_filled_in_the_language_of_the_sentence() -> None:
    found = ORPHAN.finding("LQ-9", {"grid": WORKER, "parent": Words("居民", "resident")})
    assert found.text("zh") == "网格 网格员 的上级 居民 不存在"
    assert found.text("en") == "grid grid worker lies under resident, not found"


def test_a_detail_with_braces_is_taken_as_it_is() -> None:
    assert "{grid}" in ORPHAN.finding("LQ-9", {"grid": "{grid}", "parent": "{0.__class__}"}).text()


def test_a_message_makes_reasons_that_know_who_could_act() -> None:
    found = ORPHAN.reason("LQ-9", {"grid": "a", "parent": "b"}, could_act=(WORKER,))
    assert isinstance(found, Reason)
    assert found.could_act == (WORKER,)
    assert ORPHAN.reason("LQ-9", {"grid": "a", "parent": "b"}).could_act == ()


def test_a_finding_can_stand_as_a_reason() -> None:
    found = ORPHAN.finding("LQ-9", {"grid": "a", "parent": "b"})
    as_reason = Reason.of(found)
    assert as_reason == ORPHAN.reason("LQ-9", {"grid": "a", "parent": "b"})
    assert as_reason != found


def test_a_gap_that_is_not_filled_is_an_error_that_names_the_sentence() -> None:
    with pytest.raises(InvalidValue, match="must fill every gap of 'grid"):
        ORPHAN.finding("LQ-9", {"grid": "a"})


@pytest.mark.parametrize(
    "template", ["{grid.code}", "{grid[0]}", "{grid!r}", "{grid:>9}", "{}", "{0}", "{", "}", "{a b}"]
)
def test_a_gap_is_a_plain_name(template: str) -> None:
    with pytest.raises(InvalidValue, match="must write each gap as"):
        Message("X", Words("好", template), Words("改", "mend"))
    with pytest.raises(InvalidValue, match="must write each gap as"):
        Message("X", Words("好", "good"), Words(template, "mend"))


def test_doubled_braces_are_braces() -> None:
    message = Message("X", Words("{{好}}", "{{good}}"), Words("改", "mend"))
    assert message.finding("LQ-9", {}).text() == "{good}"


@pytest.mark.parametrize(
    "change",
    [
        {"code": "坏"},
        {"subject": ""},
        {"words": "bad"},
        {"words": ("坏", "bad")},
        {"words": Words("坏", "b\u202ead")},
        {"remedy": None},
        {"details": (("a", 1),)},
        {"details": (("a",),)},
        {"details": ("ab",)},
        {"details": {("a", "b")}},
        {"source": "001"},
    ],
    ids=repr,
)
def test_a_finding_is_complete_when_made(change: dict[str, object]) -> None:
    assert finding().code == "X"
    with pytest.raises(InvalidValue):
        finding(**change)


def test_a_reason_names_terms_only() -> None:
    with pytest.raises(InvalidValue, match="must hold members of type Term"):
        ORPHAN.reason("LQ-9", {"grid": "a", "parent": "b"}, could_act=("grid_worker",))  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ["001", date(2023, 5, 4)])
def test_the_source_of_a_message_is_a_citation(source: object) -> None:
    with pytest.raises(InvalidValue, match="must be of type Citation"):
        Message("X", Words("好", "good"), Words("改", "mend"), source)  # type: ignore[arg-type]


def test_sayings_are_joined_as_an_enumeration() -> None:
    both = joined((Words("居民", "resident"), Words("网格员", "grid worker")))
    assert both == Words("居民、网格员", "resident, grid worker")
    assert joined(()) == Words("", "")
