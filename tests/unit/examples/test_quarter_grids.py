"""The example of a quarter: what it prints and writes, and what holds in it."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest


def test_it_tells_the_story_in_the_languages_that_were_asked_for(quarter_grids: Callable[..., Any]) -> None:
    zh, en, both = (quarter_grids("--lang", each) for each in ("zh", "en", "both"))
    assert [each.status for each in (zh, en, both)] == [0, 0, 0]
    assert zh.out.startswith("1  划格\n")
    assert en.out.startswith("1  Drawing the grids\n")
    assert both.out.startswith("1  划格 / Drawing the grids\n")
    assert "公示牌" not in en.out


def test_what_matters_is_told(quarter_grids: Callable[..., Any]) -> None:
    out = quarter_grids("--lang", "zh").out
    for said in (
        "请按单元拆分为几栋录入",
        "微网格 100.0%、一般网格 100.0% 合乎上下限，100.0% 连片",
        "问题 0 项",
        "人房关系已终止",
        "网格 LQ-X-MARKET 无人管",
        "没有自己的人，由上级网格的 cw-1 兼管（有人管）",
        "已证最优",
        "R-2：LQ-X-MARKET，cw-1",
        "报告 R-3 无法落到任何网格",
        "general LQ-G01: 网格 6 → 5",
        "住户、住所、事项、服务均未遗失",
        "LQ-G01-M01 现为 LQ-G01-M91",
        "社区律师：（暂缺）",
        "专属网格：1 个，未统计户数",
    ):
        assert said in out


def test_the_same_seed_tells_the_same_and_another_one_draws_other_grids(
    quarter_grids: Callable[..., Any],
) -> None:
    assert quarter_grids("--seed", 3).out == quarter_grids("--seed", 3).out
    assert quarter_grids("--seed", 3).out != quarter_grids("--seed", 1).out


class Sections(HTMLParser):
    """Collects the headings of a page, and whether what was opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.names += [tag] * (tag == "h2")
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Stand alone."""


def test_who_is_said_to_be_in_charge_is_who_gets_the_report(quarter_grids: Callable[..., Any]) -> None:
    out = quarter_grids("--lang", "en").out
    assert "LQ-G03-M04: w-08" in out
    assert "R-1: LQ-G03-M04, w-08" in out
    assert "  LQ: cw-1" in out
    assert "cw-1 is in charge of LQ" in out


def test_the_page_stands_by_itself_beside_the_values(
    quarter_grids: Callable[..., Any], tmp_path: Path
) -> None:
    ended = quarter_grids("--out", tmp_path / "report")
    assert ended.status == 0
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == [
        "chronicle.json",
        "grid.json",
        "index.html",
        "manifest.json",
        "map.geojson",
        "map.svg",
    ]
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    sections = Sections()
    sections.feed(page)
    assert (sections.open, len(sections.names)) == ([], 9)
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    grid = json.loads((tmp_path / "report" / "grid.json").read_bytes())
    assert grid["$kind"] == "grid-hierarchy"
    features = json.loads((tmp_path / "report" / "map.geojson").read_bytes())["features"]
    kinds = [each["properties"]["kind"] for each in features]
    assert (kinds.count("micro"), kinds.count("building")) == (16, 217)


def test_a_folder_that_cannot_be_written_ends_with_one_line(
    quarter_grids: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("mine")
    ended = quarter_grids("--lang", "en", "--out", tmp_path / "taken")
    assert ended.status == 2
    assert ended.err.count("\n") == 1
    assert "is no folder" in ended.err


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--help"], 0),
        (["--lang", "fr"], 2),
        (["--seed", "x"], 2),
        (["--seed=-1"], 2),
        (["--seed", "9" * 5_000], 2),
    ],
)
def test_the_command_line_is_checked(
    quarter_grids: Callable[..., Any], arguments: list[str], status: int
) -> None:
    assert quarter_grids(*arguments).status == status
