"""The chronicle: what stood on a day, taken back and done again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.unit.grid.reorganisation.village import GRID, HELD

from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.grid.reorganisation import (
    ChangeRefused,
    Chronicle,
    Closed,
    Holdings,
    Merge,
    Move,
    Opened,
    Rename,
)

BASIS: dict[str, Any] = {"basis": "3 号"}
OPENED = Opened(code="N", parent="G-1", level="micro", name="新", on=date(2024, 1, 1), **BASIS)
MOVED = Move(code="M-1", to="G-2", on=date(2024, 2, 1), **BASIS)
MERGED = Merge(codes={"M-1", "M-3"}, into="Q", name="合", on=date(2024, 3, 1), **BASIS)
CLOSED = Closed(code="N", on=date(2024, 3, 1), **BASIS)
CHRONICLE = Chronicle(HELD, (OPENED, MOVED, MERGED, CLOSED))


def test_every_day_has_its_state() -> None:
    parents = {
        day: CHRONICLE.as_of(day).grid.children("G-1")
        for day in (
            date(2023, 12, 31),
            date(2024, 1, 1),
            date(2024, 2, 1),
            date(2024, 3, 1),
            date(2030, 1, 1),
        )
    }
    assert list(parents.values()) == [
        ("M-1", "M-2", "X-1"),
        ("M-1", "M-2", "N", "X-1"),
        ("M-2", "N", "X-1"),
        ("M-2", "X-1"),
        ("M-2", "X-1"),
    ]
    assert CHRONICLE.as_of(date(2023, 12, 31)) == HELD
    with pytest.raises(InvalidValue, match="day"):
        CHRONICLE.as_of(datetime(2024, 1, 1, tzinfo=UTC))


def test_changes_are_taken_back_from_the_last_on() -> None:
    assert CHRONICLE.undo().changes == (OPENED, MOVED, MERGED)
    assert CHRONICLE.undo(4) == Chronicle(HELD)
    assert CHRONICLE.undo(0) == CHRONICLE
    for times in (5, -1, True, "1"):
        with pytest.raises(InvalidValue, match="0 to 4"):
            CHRONICLE.undo(times)  # type: ignore[arg-type]


def test_a_change_that_does_not_fit_leaves_the_chronicle_as_it_was() -> None:
    with pytest.raises(ChangeRefused):
        CHRONICLE.after(OPENED)
    assert len(CHRONICLE) == 4
    with pytest.raises(ChangeRefused):
        Chronicle(HELD, (MERGED,))
    document = CHRONICLE.to_document()
    document["changes"] = [OPENED.to_document(), OPENED.to_document()]
    with pytest.raises(DocumentError) as refusal:
        Chronicle.from_document(document)
    assert "N" in str(refusal.value)


def test_a_chronicle_made_step_by_step_is_the_one_made_at_once() -> None:
    chronicle = Chronicle(HELD)
    for change in CHRONICLE.changes:
        chronicle = chronicle.after(change)
    assert chronicle == CHRONICLE
    assert hash(chronicle) == hash(CHRONICLE)
    assert chronicle.to_json() == CHRONICLE.to_json()
    assert Chronicle.from_json(chronicle.to_json()) == CHRONICLE
    assert chronicle.present.to_json() == CHRONICLE.present.to_json()
    assert [held.since for held in chronicle.replay()] == [None, *(change.on for change in CHRONICLE.changes)]


def test_an_old_code_leads_to_the_grid_of_any_day() -> None:
    assert CHRONICLE.resolve("M-1") == ("Q",)
    assert CHRONICLE.resolve("M-1", on=date(2024, 2, 29)) == ("M-1",)
    assert CHRONICLE.resolve("Q", on=date(2024, 2, 29)) == ("M-1", "M-3")
    assert CHRONICLE.resolve("Q", on=date(2024, 2, 29), dwelling="D-4") == ("M-3",)
    assert CHRONICLE.resolve("G-1", dwelling="D-1") == ("G-2",)
    assert CHRONICLE.resolve("N") == CHRONICLE.resolve("N", on=date(2023, 1, 1)) == ()
    with pytest.raises(UnknownName):
        CHRONICLE.resolve("M-9")
    assert CHRONICLE.lineage.predecessors("Q") == ("M-1", "M-3")


def test_a_chronicle_knows_nothing_of_the_days_before_it() -> None:
    later = Chronicle(CHRONICLE.present)
    assert later.resolve("M-1", on=date(2024, 3, 1)) == ("Q",)
    for ask in (later.as_of, lambda day: later.resolve("Q", on=day)):
        with pytest.raises(InvalidValue, match="where the chronicle begins"):
            ask(date(2024, 2, 29))


def test_one_hierarchy_holds_the_places_of_every_day() -> None:
    dated = CHRONICLE.to_dated_hierarchy()
    assert dated.edges == (
        ("M-1", "G-1", "administrative", None, date(2024, 2, 1)),
        ("M-1", "G-2", "administrative", date(2024, 2, 1), date(2024, 3, 1)),
        ("M-3", "G-2", "administrative", None, date(2024, 3, 1)),
        ("N", "G-1", "administrative", date(2024, 1, 1), date(2024, 3, 1)),
        ("Q", "G-2", "administrative", date(2024, 3, 1), None),
    )
    assert dated.as_of(date(2024, 2, 1)).path("M-1") == ("LQ", "G-2", "M-1")
    assert Chronicle(HELD).to_dated_hierarchy() == GRID
    assert Chronicle(CHRONICLE.present).to_dated_hierarchy() == CHRONICLE.present.grid


def test_what_comes_and_goes_on_one_day_was_never_there() -> None:
    day = date(2024, 1, 1)
    there = Opened(code="N", parent="G-1", level="micro", name="新", on=day, **BASIS)
    away = [Move(code="M-1", to=to, on=day, **BASIS) for to in ("G-2", "G-1")]
    chronicle = Chronicle(Holdings(GRID), (there, *away, Closed(code="N", on=day, **BASIS)))
    assert chronicle.to_dated_hierarchy() == GRID


def test_a_chronicle_is_told_line_by_line() -> None:
    assert Chronicle(HELD, (OPENED, Rename(code="N", name="桥头", on=date(2024, 1, 2), **BASIS))).text(
        language="zh"
    ) == ("2024-01-01 新设 N (3 号)\n2024-01-02 N 更名 (3 号)")


def test_a_chronicle_too_long_to_be_replayed_is_refused_before_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.grid.reorganisation.chronicle.MOST_REPLAYED", 80)
    assert len(Chronicle(HELD, CHRONICLE.changes[:3])) == 3
    with pytest.raises(InvalidValue, match="at most 3; begin a new chronicle"):
        Chronicle(HELD, CHRONICLE.changes)
    with pytest.raises(InvalidValue, match="at most 3"):
        Chronicle(HELD, CHRONICLE.changes[:3]).after(CLOSED)
