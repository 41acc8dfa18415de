"""The example of an idle corner: what it prints and writes, and what holds in it."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest


def test_it_tells_the_story_in_the_languages_that_were_asked_for(idle_corner: Callable[..., Any]) -> None:
    zh, en, both = (idle_corner("--lang", each) for each in ("zh", "en", "both"))
    assert [each.status for each in (zh, en, both)] == [0, 0, 0]
    assert zh.out.startswith("1  谁够得着\n")
    assert en.out.startswith("1  Who reaches the station\n")
    assert both.out.startswith("1  谁够得着 / Who reaches the station\n")
    assert "三美" not in en.out


def test_what_matters_is_told(idle_corner: Callable[..., Any]) -> None:
    out = idle_corner("--lang", "en").out
    for said in (
        "15 minutes on foot along streets (900 m): 2226 of 3072 people",
        "3 sites for ¥465,000.00; 5713, at most 5713: proved optimal",
        "cost ¥465,000.00, money ¥480,000.00, lacking ¥0.00",
        "¥60,000.00 (call 2), given by enterprises pays ¥45,000.00 (call 3)",
        "gross area: 240 m²",
        "building area shall be 600 m2 or more; of old-shop it is 240 m2",
        "the 25 supporters of murals have ¥818.18 left",
        "At first it could not be approved:",
        "now: designed",
        "rated on 2 of 3",
        "r-2: -¥15.00",
        "r-1 cannot buy lesson, an offer of their own",
    ):
        assert said in out


def test_whatever_the_seed_the_proved_plan_is_worth_the_same(idle_corner: Callable[..., Any]) -> None:
    assert idle_corner("--seed", 3).out == idle_corner("--seed", 3).out
    assert "5713" in idle_corner("--seed", 3).out


class Sections(HTMLParser):
    """Collects the headings of a page, and whether what was opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.names += tag == "h2"
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_by_itself_beside_the_values(idle_corner: Callable[..., Any], tmp_path: Path) -> None:
    ended = idle_corner("--out", tmp_path / "report")
    assert ended.status == 0
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == [
        "funding.json",
        "index.html",
        "manifest.json",
        "place.json",
        "selection.json",
    ]
    sections = Sections()
    sections.feed((tmp_path / "report" / "index.html").read_text(encoding="utf-8"))
    assert (sections.open, sections.names) == ([], 10)
    selection = json.loads((tmp_path / "report" / "selection.json").read_bytes())
    assert selection["certificate"]["status"] == "proved"


def test_a_folder_that_cannot_be_written_ends_with_one_line(
    idle_corner: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("mine")
    ended = idle_corner("--lang", "en", "--out", tmp_path / "taken")
    assert ended.status == 2
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status"), [(["--help"], 0), (["--lang", "fr"], 2), (["--seed", "x"], 2)]
)
def test_the_command_line_is_checked(
    idle_corner: Callable[..., Any], arguments: list[str], status: int
) -> None:
    assert idle_corner(*arguments).status == status
