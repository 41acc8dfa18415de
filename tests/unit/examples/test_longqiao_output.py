"""What the example writes and prints: the same bytes each time, whole or not at all, safe to open."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from communitygov.core import Journal
from communitygov.procedure import Case

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "examples" / "longqiao.py"
VOID = {"meta", "br", "col"}

Example = Callable[..., Any]


class Page(HTMLParser):
    """Reads a page and keeps what a test asks about."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without content."""
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def content(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def started(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the example as a program of its own."""
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment})


# ------------------------------------------------------------------------------------------ printed


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_the_report_fits_a_terminal_and_names_every_matter(language: str, example: Example) -> None:
    ended = example("--lang", language)
    assert (ended.status, ended.err) == (0, "")
    assert all(columns(line) <= 104 and line == line.rstrip() for line in ended.out.splitlines())
    for number in range(1, 18):
        assert f"\nLQ-2023-{number:03}  " in ended.out


def test_without_a_language_both_are_printed(example: Example) -> None:
    assert example().out == example("--lang", "both").out
    assert "受理 / accept" in example().out


def test_in_one_language_the_other_is_not_heard(example: Example) -> None:
    zh, en = example("--lang", "zh").out, example("--lang", "en").out
    assert ("理事中" in zh, "being sorted" in zh) == (True, False)
    assert ("理事中" in en, "being sorted" in en) == (False, True)


def test_nothing_is_printed_as_a_programmer_writes_it(example: Example) -> None:
    out = example().out
    assert [word for word in ("Words(", "Term(", "None", "<", "datetime") if word in out] == []


def test_the_columns_of_a_table_align_with_wide_characters(example: Example) -> None:
    lines = example().out.partition("七、统计")[2].splitlines()
    ends = {
        columns(line[: -len(line.split()[-1])])
        for line in lines
        if " / " in line and line.split()[-1].isdigit()
    }
    assert len(ends) == 2  # the counts, and further in those by state


def test_the_counts_are_those_of_the_log(example: Example) -> None:
    out = example("--lang", "en").out.partition("7. Counts")[2]
    counts = dict(line.rsplit(maxsplit=1) for line in out.splitlines() if line and line[-1].isdigit())
    figures = {name.strip(): int(count) for name, count in counts.items()}
    names = ("matters", "events", "accepted", "refused", "closed", "open", "of these overdue")
    assert tuple(figures[name] for name in names) == (17, 133, 110, 23, 11, 6, 2)


def test_a_reader_that_stops_reading_is_no_error() -> None:
    command = f'"{sys.executable}" "{SCRIPT}" --lang en | head -n 1; exit ${{PIPESTATUS[0]}}'
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=False)  # noqa: S607
    assert (ended.returncode, ended.stderr, ended.stdout.count(b"\n")) == (0, b"", 1)


def test_a_terminal_without_chinese_is_no_error() -> None:
    ended = started(PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (ended.returncode, ended.stderr) == (0, b"")


# ------------------------------------------------------------------------------------------ written


@pytest.mark.determinism
def test_two_runs_and_three_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    results = []
    for number, seed in enumerate(("0", "0", "1", "4711")):
        ended = started("--out", tmp_path / f"run-{number}", PYTHONHASHSEED=seed)
        assert ended.returncode == 0
        printed = ended.stdout.replace(f"run-{number}".encode(), b"run")
        results.append((printed, content(tmp_path / f"run-{number}")))
    assert all(result == results[0] for result in results)


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path, example: Example) -> None:
    out = tmp_path / "out"
    assert example("--out", out).status == 0
    first = content(out)
    assert example("--out", out, "--lang", "zh").status == 0
    assert set(content(out)) == set(first) - {"procedure.en.mmd", "procedure.en.svg"}
    assert example("--out", out).status == 0
    assert content(out) == first
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_folder_holds_cases_journal_drawings_and_page(tmp_path: Path, example: Example) -> None:
    example("--out", tmp_path / "out")
    files = content(tmp_path / "out")
    cases = {f"cases/LQ-2023-{number:03}.json" for number in range(1, 18)}
    drawings = {f"procedure.{language}.{kind}" for language in ("zh", "en") for kind in ("mmd", "svg")}
    assert set(files) == cases | drawings | {"index.html", "journal.json", "manifest.json"}
    assert json.loads(files["manifest.json"])["files"] == {
        name: sha256(raw).hexdigest() for name, raw in files.items() if name != "manifest.json"
    }
    journal = Journal.from_json(files["journal.json"])
    assert journal.verify().is_intact
    assert sum(len(Case.from_json(files[name]).history) for name in cases) == journal.version
    assert files["procedure.zh.mmd"].startswith(b"stateDiagram-v2")
    assert ET.fromstring(files["procedure.zh.svg"]).tag.endswith("svg")  # noqa: S314  our own drawing


def test_an_empty_folder_is_taken(tmp_path: Path, example: Example) -> None:
    (tmp_path / "out").mkdir()
    assert example("--out", tmp_path / "out").status == 0
    assert (tmp_path / "out" / "index.html").is_file()


def spoil_foreign(out: Path) -> None:
    """Put a file of somebody else's into the folder."""
    (out / "notes.txt").write_text("mine", encoding="utf-8")


def spoil_changed(out: Path) -> None:
    """Change a file that the example wrote."""
    (out / "index.html").write_text("mine", encoding="utf-8")


def spoil_manifest(out: Path) -> None:
    """Make the manifest unreadable."""
    (out / "manifest.json").write_text("{", encoding="utf-8")


def spoil_list(out: Path) -> None:
    """Make the manifest list nothing."""
    (out / "manifest.json").write_text("[]", encoding="utf-8")


def spoil_missing(out: Path) -> None:
    """Take the manifest away."""
    (out / "manifest.json").unlink()


def spoil_linked(out: Path) -> None:
    """Put a link into the folder."""
    (out / "manifest.json").rename(out.parent / "manifest.json")
    (out / "manifest.json").symlink_to(out.parent / "manifest.json")


@pytest.mark.parametrize(
    "spoil", [spoil_foreign, spoil_changed, spoil_manifest, spoil_list, spoil_missing, spoil_linked]
)
def test_a_folder_that_holds_anything_else_is_left_alone(
    spoil: Callable[[Path], None], tmp_path: Path, example: Example
) -> None:
    out = tmp_path / "out"
    example("--out", out)
    spoil(out)
    before = content(out)
    ended = example("--out", out, "--lang", "en")
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "holds files that this program did not write, or that were changed since" in ended.err
    assert content(out) == before


def test_what_is_no_folder_to_write_into_is_refused(
    tmp_path: Path, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for target, said in (
        ("../file", "is no folder"),
        ("../link", "is a link"),
        ("../none/out", "lies in a folder that is not there"),
        ("..", "is the folder you are in, or one above it"),
        (".", "is the folder you are in, or one above it"),
        ("/", "is the folder you are in, or one above it"),
        ("x" * 300, "cannot be written"),
        ("x\0y", "cannot be written"),
    ):
        ended = example("--out", target, "--lang", "en")
        assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
        assert ended.err.startswith("--out: ")
        assert said in ended.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "inner", "link"]


def test_bad_input_writes_nothing(data: Path, tmp_path: Path, example: Example) -> None:
    (data / "events.csv").write_text("event\n", encoding="utf-8")
    assert example("--data", data, "--out", tmp_path / "out").status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("fails_at", [0, 1])
def test_a_failure_while_moving_leaves_what_was_there(
    fails_at: int, tmp_path: Path, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    example("--out", out, "--lang", "zh")
    before = content(out)
    moved, rename = [], Path.rename

    def failing(path: Path, target: Path) -> Path:
        moved.append(path)
        if len(moved) == fails_at + 1:
            raise OSError(5, "broken")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    ended = example("--out", out)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert content(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_of_the_first_move_leaves_nothing(
    tmp_path: Path, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_path: Path, _target: Path) -> Path:
        raise OSError(5, "broken")

    monkeypatch.setattr(Path, "rename", failing)
    assert example("--out", tmp_path / "out").status == 2
    assert not list(tmp_path.iterdir())


def test_an_identifier_never_leads_out_of_the_folder(data: Path, tmp_path: Path, example: Example) -> None:
    events = (data / "events.csv").read_text(encoding="utf-8")
    far, long = "../../../up/LQ:1#2@3", "/" * 120
    sittings = (data / "sittings.csv").read_text(encoding="utf-8")
    for name, text in (("events.csv", events), ("sittings.csv", sittings)):
        moved = text.replace("LQ-2023-001", far).replace("LQ-2023-002", long)
        (data / name).write_text(moved, encoding="utf-8")
    out = tmp_path / "out"
    assert example("--data", data, "--out", out).status == 0
    names = set(content(out))
    assert "cases/..%2F..%2F..%2Fup%2FLQ%3A1%232%403.json" in names
    assert f"cases/{sha256(long.encode()).hexdigest()}.json" in names
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out"]
    page = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="#..%2F..%2F..%2Fup%2FLQ%3A1%232%403"' in page


# --------------------------------------------------------------------------------------------- page


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_the_page_is_whole_and_needs_nothing_from_elsewhere(
    language: str, tmp_path: Path, example: Example
) -> None:
    example("--out", tmp_path / "out", "--lang", language)
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base"})
    for name, value in page.attributes:
        assert not name.startswith("on")
        assert name in {"xmlns", "content"} or "://" not in (value or "")
        assert name not in {"src", "action", "style"}
        assert name != "href" or (value or "").startswith("#")
    assert "url(" not in page.text
    assert "@import" not in page.text


def test_every_link_of_the_page_leads_somewhere(tmp_path: Path, example: Example) -> None:
    example("--out", tmp_path / "out")
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    targets = {value for name, value in page.attributes if name == "id"}
    links = {value.removeprefix("#") for name, value in page.attributes if name == "href" and value}
    assert links
    assert links <= targets


def test_every_matter_refusal_and_quotation_is_on_the_page(tmp_path: Path, example: Example) -> None:
    example("--out", tmp_path / "out", "--lang", "zh")
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    for said in (
        "3栋楼道线路老化，下雨天打火",
        "乡贤代表一方无人到会",
        "搬移违规设置空调外机500余部",
        "哈希链完整",
    ):
        assert said in page.text
    assert page.text.count("✗ 未被接受") == 23
    assert "being sorted" not in page.text


HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)>"' &amp; </style></article>"""


def test_a_hostile_title_is_shown_as_it_was_written(data: Path, tmp_path: Path, example: Example) -> None:
    path = data / "events.csv"
    written = HOSTILE.replace('"', '""')
    text = path.read_text(encoding="utf-8").replace("楼道加装感应灯", f'"{written}"')
    path.write_text(text, encoding="utf-8")
    assert example("--data", data, "--out", tmp_path / "out").status == 0
    page = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert page.tags.isdisjoint({"script", "img"})
    assert HOSTILE in page.text
