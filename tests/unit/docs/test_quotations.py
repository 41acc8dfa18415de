"""What the pages quote stands in the documents, letter by letter."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
EXCERPTS = sorted((ROOT / "tests" / "source" / "excerpts").glob("*.txt"))
QUOTED = [
    (page, line)
    for page in sorted((ROOT / "docs").rglob("*.md"))
    for line in re.findall(r"^> (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
]


def without_spaces(text: str) -> str:
    """Return text without the line breaks and spaces of its print."""
    return "".join(text.split())


SAID = "\n".join(without_spaces(path.read_text(encoding="utf-8")) for path in EXCERPTS)


@pytest.mark.parametrize(
    ("page", "line"), QUOTED, ids=[f"{page.stem}-{at}" for at, (page, _) in enumerate(QUOTED)]
)
def test_a_quotation_stands_in_a_document(page: Path, line: str) -> None:
    assert without_spaces(line) in SAID, f"{page.name}: retyped?"


def test_the_sentence_behind_the_five_steps_is_quoted() -> None:
    assert any("五步议事" in line for _, line in QUOTED)
