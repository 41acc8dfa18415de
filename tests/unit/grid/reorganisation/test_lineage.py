"""What became of codes, forwards and backwards, as text and as pictures."""

from datetime import date
from html.parser import HTMLParser
from typing import Any, cast

import pytest
from tests.unit.grid.reorganisation.village import DONE

from communitygov.errors import InvalidValue
from communitygov.grid.reorganisation import (
    Closed,
    Lineage,
    Merge,
    Opened,
    Rename,
    Succession,
    SuccessionKind,
)

KINDS = SuccessionKind


def became(year: int, kind: SuccessionKind, before: str, after: str) -> Succession:
    return Succession(on=date(year, 1, 1), kind=kind, before=before.split(), after=after.split())


LINEAGE = Lineage(
    [
        became(2021, KINDS.OPENED, "", "C"),
        became(2022, KINDS.MERGED, "A B", "D"),
        became(2023, KINDS.SPLIT, "D", "E F"),
        became(2024, KINDS.CLOSED, "C", "E"),
        became(2025, KINDS.CLOSED, "F", ""),
        became(2026, KINDS.MERGED, "E G", "H#1"),
    ]
)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (KINDS.MERGED, "A", "B"),
        (KINDS.MERGED, "A B", "C D"),
        (KINDS.MERGED, "A B", ""),
        (KINDS.SPLIT, "A", "B"),
        (KINDS.SPLIT, "A B", "C D"),
        (KINDS.OPENED, "A", "B"),
        (KINDS.OPENED, "", ""),
        (KINDS.CLOSED, "", "A"),
        (KINDS.CLOSED, "A", "B C"),
        (KINDS.SPLIT, "A", "A B"),
    ],
)
def test_codes_must_be_as_many_as_their_kind_has_and_follow_no_one_of_themselves(
    kind: SuccessionKind, before: str, after: str
) -> None:
    with pytest.raises(InvalidValue):
        became(2024, kind, before, after)


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (became(2021, KINDS.OPENED, "", "D"), "later day"),
        (became(2023, KINDS.SPLIT, "A", "D E"), "has ended"),
        (became(2023, KINDS.CLOSED, "D", "A"), "has ended"),
        (became(2023, KINDS.OPENED, "", "A"), "again"),
        (became(2023, KINDS.SPLIT, "D", "C E"), "again"),
    ],
)
def test_a_lineage_goes_forward_and_gives_no_code_again(second: Succession, said: str) -> None:
    first = became(2022, KINDS.MERGED, "A B", "C")
    with pytest.raises(InvalidValue, match=said):
        Lineage([first, second])


def test_near_and_far_kin_are_told() -> None:
    assert LINEAGE.successors("A") == ("D",)
    assert LINEAGE.successors("H#1") == LINEAGE.successors("F") == LINEAGE.predecessors("A") == ()
    assert LINEAGE.predecessors("E") == ("C", "D")
    assert LINEAGE.ancestors("H#1") == ("E", "G", "C", "D", "A", "B")
    assert LINEAGE.descendants("A") == ("D", "E", "F", "H#1")


def test_a_code_knows_its_days() -> None:
    assert (LINEAGE.begun_on("A"), LINEAGE.ended_on("A")) == (None, date(2022, 1, 1))
    assert (LINEAGE.begun_on("H#1"), LINEAGE.ended_on("H#1")) == (date(2026, 1, 1), None)
    assert (LINEAGE.begun_on("E"), LINEAGE.begun_on("C")) == (date(2023, 1, 1), date(2021, 1, 1))


@pytest.mark.parametrize(
    ("code", "year", "found"),
    [
        ("A", None, ("H#1",)),
        ("A", 2021, ("A",)),
        ("A", 2022, ("D",)),
        ("A", 2023, ("E", "F")),
        ("A", 2025, ("E",)),
        ("C", 2020, ()),
        ("C", 2021, ("C",)),
        ("C", 2024, ("E",)),
        ("F", 2025, ()),
        ("F", 2022, ("D",)),
        ("F", 2021, ("A", "B")),
        ("H#1", 2022, ("D", "G")),
        ("H#1", 2020, ("A", "B", "G")),
        ("never named", None, ("never named",)),
    ],
)
def test_a_code_of_any_day_leads_to_those_of_any_other(
    code: str, year: int | None, found: tuple[str, ...]
) -> None:
    on = None if year is None else date(year, 1, 1)
    assert LINEAGE.resolve(code, on=on) == found


def test_parts_that_are_merged_again_lead_to_one_grid() -> None:
    lineage = Lineage([became(2022, KINDS.SPLIT, "A", "B C"), became(2023, KINDS.MERGED, "B C", "D")])
    assert lineage.resolve("A") == ("D",)
    assert lineage.resolve("D", on=date(2021, 1, 1)) == ("A",)
    assert (lineage.descendants("A"), lineage.ancestors("D")) == (("B", "C", "D"), ("B", "C", "A"))


def test_a_lineage_grows_with_changes_that_begin_or_end_codes() -> None:
    changes = [
        Opened(code="A", parent=None, level="general", name="甲", **DONE),
        Rename(code="A", name="乙", **DONE),
        Merge(codes={"A", "B"}, into="C", name="丙", **DONE),
        Closed(code="C", **DONE),
    ]
    lineage = Lineage()
    for change in changes:
        lineage = lineage.with_change(change)
    assert lineage.text(language="zh").splitlines() == [
        "2024-03-01 新设：∅ → A",
        "2024-03-01 合并：A、B → C",
        "2024-03-01 撤销：C → ∅",
    ]
    assert len(lineage) == 3


def test_pictures_stop_somewhere_and_say_so() -> None:
    assert LINEAGE.text(most=1).splitlines() == ["2021-01-01 opened: nothing -> C", "... 5 more"]
    assert LINEAGE.to_mermaid(most=1).splitlines() == ["flowchart LR", '    g0["C"]', "    %% ... 5 more"]
    assert LINEAGE.to_dot(most=1).splitlines()[-2:] == ["    // ... 5 more", "}"]


def test_what_a_format_reads_as_its_own_is_written_out() -> None:
    assert '["H#35;1"]' in LINEAGE.to_mermaid()
    assert '[label="H#1"]' in LINEAGE.to_dot()
    assert "H#1" not in LINEAGE.to_mermaid()


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []

    def handle_data(self, data: str) -> None:
        self.cells.append(data)


def test_a_notebook_shows_a_table() -> None:
    cells = Cells()
    cells.feed(LINEAGE._repr_html_())
    assert cells.cells[4:8] == ["2021-01-01", "新设 opened", "C", "2022-01-01"]
    long: Any = Lineage([became(2000 + at, KINDS.OPENED, "", f"n-{at}") for at in range(400)])
    assert "另有 100 项" in long._repr_html_()


STRANGE: list[Any] = [None, 7, [], {"A"}, {}, ("A",)]


@pytest.mark.parametrize("strange", STRANGE, ids=repr)
def test_only_codes_and_days_are_asked_for(strange: object) -> None:
    given = cast("Any", strange)
    questions: list[Any] = [
        LINEAGE.successors,
        LINEAGE.predecessors,
        LINEAGE.ancestors,
        LINEAGE.descendants,
        LINEAGE.begun_on,
        LINEAGE.ended_on,
        LINEAGE.resolve,
    ]
    for question in questions:
        with pytest.raises(InvalidValue, match=r"^code"):
            question(given)
    if strange is not None:
        with pytest.raises(InvalidValue, match=r"^on"):
            LINEAGE.resolve("A", on=given)


@pytest.mark.parametrize("most", [None, -1, 1.5, True, "3", []])
def test_how_much_is_shown_is_a_whole_number(most: object) -> None:
    given = cast("Any", most)
    for shown in (LINEAGE.text, LINEAGE.to_mermaid, LINEAGE.to_dot):
        with pytest.raises(InvalidValue, match=r"^most"):
            shown(most=given)
    assert LINEAGE.text(most=10**400) == LINEAGE.text()
