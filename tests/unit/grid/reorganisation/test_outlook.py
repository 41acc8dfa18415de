"""What a change would do, before it is done."""

from typing import Any, cast

import attrs
import pytest
from tests.unit.grid.reorganisation.village import DONE, HELD

from communitygov.errors import InvalidValue
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.reorganisation import (
    ChangeRefused,
    GridCounts,
    Holdings,
    Merge,
    Move,
    PreviewLine,
    Rename,
    preview,
)

MERGE = Merge(codes={"M-1", "M-2"}, into="N", name="新", in_charge="w-1", **DONE)


def test_counts_stand_before_and_after_at_every_level() -> None:
    told = preview(MERGE, HELD)
    assert [(line.level, line.grid) for line in told.lines] == [
        ("community", "LQ"),
        ("general", "G-1"),
        ("micro", "M-1"),
        ("micro", "M-2"),
        ("micro", "N"),
    ]
    assert told.lines[1] == PreviewLine(
        "general", "G-1", GridCounts(4, 3, 3, 4, 6), GridCounts(3, 3, 3, 4, 5)
    )
    assert (told.lines[2].after, told.lines[4].before) == (None, None)


def test_findings_that_it_makes_and_mends_are_told() -> None:
    told = preview(MERGE, HELD)
    assert {finding.subject for finding in told.mended if finding.code == "GRID_TOO_SMALL"} == {"M-1", "M-2"}
    assert {finding.subject for finding in told.made if finding.code == "GRID_TOO_SMALL"} == {"N"}
    assert told.notes == HELD.notes(MERGE)


def test_a_change_that_does_not_fit_has_no_preview() -> None:
    with pytest.raises(ChangeRefused):
        preview(attrs.evolve(MERGE, in_charge=None), HELD)


def test_a_preview_reads_in_both_languages() -> None:
    text = preview(MERGE, HELD).text(language="zh").splitlines()
    assert text[:4] == [
        "合并 M-1、M-2 为 N",
        "community LQ: 网格 8 → 7, 派驻 6 → 5",
        "general G-1: 网格 4 → 3, 派驻 6 → 5",
        "micro M-1: 网格 1 → –, 房屋 2 → –, 居民 2 → –, 未结事项 1 → –, 派驻 3 → –",
    ]
    assert "· w-2 原负责 M-2，现为 N 的替补" in text
    assert "micro N: grids – → 1, dwellings – → 3" in preview(MERGE, HELD).text()


def test_a_long_preview_stops_and_says_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communitygov.grid.reorganisation.outlook.SHOWN_LINES", 2)
    told = preview(MERGE, HELD)
    assert "... 3 more" in told.text()
    assert "另有 3 个网格" in told._repr_html_()


def test_a_notebook_shows_a_table() -> None:
    held = Holdings(
        GridHierarchy.from_rows(
            [("A", None, "lane", "甲"), ("B", None, "lane", "乙"), ("C", "A", "lane", "丙")]
        )
    )
    html = preview(Move(code="C", to="B", **DONE), held)._repr_html_()
    assert html.count("<tr>") == 3
    assert "<td>2 → 1</td>" in html
    assert "<li>" not in html
    assert "<li>− " in preview(MERGE, HELD)._repr_html_()


@pytest.mark.parametrize("strange", [None, 7, {}, "HELD"], ids=repr)
def test_only_of_holdings_a_preview_is_given(strange: object) -> None:
    given = cast("Any", strange)
    with pytest.raises(InvalidValue, match=r"^holdings"):
        preview(Rename(code="M-1", name="别名", **DONE), given)
