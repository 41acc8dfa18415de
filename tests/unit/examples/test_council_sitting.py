"""The example of a whole sitting: what it prints and writes, and what happens in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


def test_it_prints_the_minutes_in_the_languages_that_were_asked_for(
    council_sitting: Callable[..., Any],
) -> None:
    zh, en, both = (council_sitting("--lang", each) for each in ("zh", "en", "both"))
    assert [each.status for each in (zh, en, both)] == [0, 0, 0]
    assert zh.out.startswith("# 龙桥小区四方会谈（示例）会议记录\n")
    assert en.out.startswith("# Longqiao council of four constituencies (example): minutes\n")
    assert both.out == f"{zh.out}\n{en.out}"


def test_the_minutes_tell_what_the_sitting_is_an_example_of(council_sitting: Callable[..., Any]) -> None:
    told = council_sitting("--lang", "zh").out
    for said in (
        "✗ 缺席，由 d-39 替补",
        "✗ 缺席，委托 d-23",
        "d-11 核验法定人数：未达到，到会 6 人",
        "d-42 就 LQ-2023-001 回避",
        "d-31 对 M-1 的异议已解决（见 N-2023-07）",
        "表决次序：M-2 → M-1",
        "由 d-23 代投",
        "- **结果** ✗ 未达法定人数",
        "平票，主持人裁决：赞成",
        "LQ-2023-003（第 2 轮） | ✓ 通过",
        "| LQ-2023-001-P | ✓ 通过 | 未经表决 |",
        "LQ-2023-001-P 未经表决议决，由 d-11 宣布",
        "决议 LQ-R-2023-05（LQ-2023-001，动议 M-1）",
        "QUORUM\\_LOST",
        "会上增加",
    ):
        assert said in told


def test_what_it_writes_is_written_whole_and_written_again(
    tmp_path: Path, council_sitting: Callable[..., Any]
) -> None:
    out = tmp_path / "out"
    assert council_sitting("--out", out, "--lang", "zh").status == 0
    assert council_sitting("--out", out).status == 0
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [
            *("journal.json", "manifest.json", "minutes.json"),
            *(f"minutes.{language}.{kind}" for language in ("zh", "en") for kind in ("md", "html", "xml")),
            *(
                f"sign-in-{form}.{language}.{kind}"
                for form in ("blank", "filled")
                for language in ("zh", "en")
                for kind in ("md", "html")
            ),
        ]
    )


def test_a_folder_that_cannot_be_written_is_named_in_one_line(
    tmp_path: Path, council_sitting: Callable[..., Any]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ended = council_sitting("--out", tmp_path / "file", "--lang", "en")
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "is no folder" in ended.err
    assert council_sitting("--lang", "fr").status == 2
    assert council_sitting("--help").status == 0


@pytest.mark.parametrize(("language", "name"), [("zh", "sample-minutes.zh.md"), ("en", "sample-minutes.md")])
def test_the_sample_in_the_reference_is_what_the_example_makes(
    language: str, name: str, council_sitting: Callable[..., Any]
) -> None:
    page = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert page == council_sitting("--lang", language).out


def test_the_minutes_it_writes_match_the_log_it_writes(
    tmp_path: Path, council_sitting: Callable[..., Any]
) -> None:
    from communitygov.core.journal import Journal  # noqa: PLC0415  beside what it is for
    from communitygov.meeting.minutes import Minutes  # noqa: PLC0415
    from communitygov.meeting.sitting.sitting import Sitting  # noqa: PLC0415

    out = tmp_path / "out"
    council_sitting("--out", out)
    sitting = Sitting.from_journal(Journal.from_json((out / "journal.json").read_bytes()))
    assert Minutes.from_json((out / "minutes.json").read_bytes()).matches(sitting)
